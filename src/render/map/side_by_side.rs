//! The picture of several maps: panels with their headings, and one legend.

use crate::render::layout::frame::{Column, LeftOut};
use crate::render::layout::place::MapPlace;
use crate::render::map::multiples::{Multiples, Panel};
use crate::render::page::scene::{Group, Item, Part, Place, Role, Scene};
use crate::render::page::typeface::Weight;
use crate::words::catalogue::say;
use serde_json::{Value, json};

impl Multiples {
    /// The maps as SVG, the same text for the same maps.
    pub fn to_svg(&self) -> String {
        self.scene().to_svg(self.whole.design.text)
    }

    /// The maps as a scene.
    pub fn scene(&self) -> Scene {
        let whole = &self.whole;
        let plan = self.plan();
        let (gap, inset) = (self.gap(), self.inset(&plan.kept));
        let [low_x, _, _, high_y] = self.extent();
        let mut parts = Vec::new();
        let mut left_out = LeftOut { too_small: !self.are_large_enough(&plan), ..LeftOut::default() };
        for (number, panel) in self.panels.iter().enumerate() {
            let (row, column) = (number / plan.columns, number % plan.columns);
            let [wide, high] = plan.window;
            let left = plan.left + column as f64 * (wide + gap);
            let top = plan.page.room.top + row as f64 * (plan.heading + high + gap);
            let size = self.map_size(plan.scale);
            let window = [left, top + plan.heading, left + wide, top + plan.heading + high];
            let corner = [left + (wide - size[0]) / 2.0, window[1] + inset];
            let place = MapPlace { corner, size, scale: plan.scale, origin: [low_x, high_y], window };
            let first = (number == 0).then_some(window);
            let body = panel.picture.body(&place, &panel.picture.space(), Vec::new(), first, &plan.kept);
            let letter = Self::letter(number);
            let mut heading = Group::layer("heading", "heading");
            heading.items = self.heading(panel, letter, [left, top], wide);
            let mut items = vec![Item::Group(heading)];
            items.extend(body.items);
            left_out.furniture.extend(body.left_out.furniture);
            left_out.labels.extend(body.left_out.labels.iter().map(|name| format!("{name} ({letter})")));
            left_out.labelled = left_out.labelled.or(body.left_out.labelled);
            let id = format!("panel-{letter}");
            let (title, names) = (Some(self.name(panel, letter)), Some(letter.to_string()));
            let group = Group { names, title, items, ..Group::layer(&id, &format!("({letter}) {}", panel.title)) };
            parts.push(Part { role: Role::Figure, group });
        }
        let place = Some(Place { origin: plan.legend_at, scale: 1.0 });
        let legend = vec![Item::Group(Group { place, items: plan.legend.items, ..Group::default() })];
        let bottom = plan.page.room.top + plan.height;
        plan.page.scene(whole, bottom, parts, legend, self.metadata(), left_out)
    }

    /// The record of how all panels were made, as the one JSON object `bacino`.
    fn metadata(&self) -> String {
        json!({ "bacino": self.record() }).to_string()
    }

    /// The record of how all panels were made.
    pub fn record(&self) -> Value {
        let mut record = self.whole.record();
        let panels = self.panels.iter().enumerate().map(|(number, panel)| {
            let own = panel.picture.record();
            json!({
                "panel": Self::letter(number).to_string(),
                "title": panel.title,
                "layer": own["layer"],
                "value": own["value"],
                "counts": own["counts"],
                "nodata": own["nodata"],
            })
        });
        record["panels"] = panels.collect();
        record
    }

    /// A panel's name for who cannot see it.
    fn name(&self, panel: &Panel, letter: char) -> String {
        let areas = panel.picture.values.areas.len();
        let areas = say(self.whole.words.language, "map-n-areas", [("n", areas.into())]);
        let parts = std::iter::once(format!("({letter}) {}", panel.title)).chain(panel.facts.iter().cloned());
        parts.chain([areas]).collect::<Vec<_>>().join(" · ")
    }

    /// Letter, title and facts of a panel.
    fn heading(&self, panel: &Panel, letter: char, [left, top]: [f64; 2], room: f64) -> Vec<Item> {
        let (letters, theme) = (self.whole.design.size.letters, self.whole.design.theme);
        let mut column = Column { left, room, y: top };
        let title = format!("({letter}) {}", panel.title);
        let mut items = column.lines(&title, letters.legend, Weight::Semibold, theme.ink);
        items.extend(column.lines(&panel.facts.join(" · "), letters.small, Weight::Regular, theme.quiet_ink));
        items
    }
}
