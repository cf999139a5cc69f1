//! Small multiples: maps side by side with one extent, one scale, the same classes and one legend.

use serde_json::{Value, json};

use crate::render::layout::frame::{Column, LeftOut, Page};
use crate::render::layout::place::MapPlace;
use crate::render::legend::sheet::Block;
use crate::render::page::scene::{Group, Item, Part, Place, Role, Scene, name_apart};
use crate::render::page::typeface::{Weight, wrap};
use crate::render::picture::shown::Picture;
use crate::words::catalogue::{plain, say};

/// One of several maps.
#[derive(Clone, Debug)]
pub struct Panel {
    /// What it shows that the others do not.
    pub title: String,
    /// What else holds of it alone.
    pub facts: Vec<String>,
    /// The map, with the classes of all panels.
    pub picture: Picture,
}

/// Several maps on one page.
#[derive(Clone, Debug)]
pub struct Multiples {
    /// Words, classes and areas of all panels together; its shapes are those of the first panel.
    pub whole: Picture,
    /// The maps, in the order in which they are read.
    pub panels: Vec<Panel>,
}

/// Where the legend stands.
#[derive(Clone, Copy)]
enum LegendPlace {
    Beside,
    Below,
    /// Where the last row has room.
    InRow,
}

/// A grid of panels and a legend.
struct Plan {
    columns: usize,
    scale: f64,
    /// Width and height of the maps' windows.
    window: [f64; 2],
    /// How high headings of panels are.
    heading: f64,
    legend: Block,
    legend_at: [f64; 2],
    /// Left edge of the grid.
    left: f64,
    /// Height of everything.
    height: f64,
}

impl Multiples {
    /// The most panels that letters and sizes of type allow.
    pub const MOST: usize = 16;

    /// The letter of a panel.
    pub fn letter(number: usize) -> char {
        ('a'..='z').nth(number).unwrap_or('z')
    }

    /// The maps as SVG, the same text for the same maps.
    pub fn to_svg(&self) -> String {
        self.scene().to_svg(self.whole.design.text)
    }

    /// The maps as a scene.
    pub fn scene(&self) -> Scene {
        let whole = &self.whole;
        let page = Page::of(whole);
        let plan = self.plan(&page);
        let (gap, inset) = (self.gap(), self.inset());
        let [low_x, _, _, high_y] = self.extent();
        let mut parts = Vec::new();
        let mut left_out = LeftOut::default();
        for (number, panel) in self.panels.iter().enumerate() {
            let (row, column) = (number / plan.columns, number % plan.columns);
            let [wide, high] = plan.window;
            let left = plan.left + column as f64 * (wide + gap);
            let top = page.top + row as f64 * (plan.heading + high + gap);
            let size = self.map_size(plan.scale);
            let window = [left, top + plan.heading, left + wide, top + plan.heading + high];
            let corner = [left + (wide - size[0]) / 2.0, window[1] + inset];
            let place = MapPlace { corner, size, scale: plan.scale, origin: [low_x, high_y], window };
            let body = panel.picture.body(&place, &panel.picture.space(), Vec::new(), (number == 0).then_some(window));
            let letter = Self::letter(number);
            let mut heading = Group::layer("heading", "heading");
            heading.items = self.heading(panel, letter, [left, top], wide);
            let mut items = vec![Item::Group(heading)];
            items.extend(body.items);
            name_apart(&mut items, &letter.to_string());
            left_out.labels.extend(body.left_out.labels.iter().map(|name| format!("{name} ({letter})")));
            left_out.labelled = left_out.labelled.or(body.left_out.labelled);
            let id = format!("panel-{letter}");
            let title = Some(self.name(panel, letter));
            let group = Group { title, items, ..Group::layer(&id, &format!("({letter}) {}", panel.title)) };
            parts.push(Part { role: Role::Figure, group });
        }
        let place = Some(Place { origin: plan.legend_at, scale: 1.0 });
        let legend = vec![Item::Group(Group { place, items: plan.legend.items, ..Group::default() })];
        let bottom = page.top + plan.height;
        page.scene(whole, bottom, parts, legend, self.metadata(), left_out)
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

    fn gap(&self) -> f64 {
        self.whole.design.size.letters.legend * 1.3
    }

    /// How far areas keep from the edge of their window, on which land around ends.
    fn inset(&self) -> f64 {
        if self.panels.iter().any(|panel| panel.picture.context.around.is_some()) { self.gap() * 0.5 } else { 1.0 }
    }

    /// `[low x, low y, high x, high y]` of all panels, in metres.
    fn extent(&self) -> [f64; 4] {
        let nothing = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        self.panels.iter().map(|panel| panel.picture.extent()).fold(nothing, |all, here| {
            [all[0].min(here[0]), all[1].min(here[1]), all[2].max(here[2]), all[3].max(here[3])]
        })
    }

    fn map_size(&self, scale: f64) -> [f64; 2] {
        let [low_x, low_y, high_x, high_y] = self.extent();
        [(high_x - low_x).max(1e-9) * scale, (high_y - low_y).max(1e-9) * scale]
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

    /// The height of the highest heading.
    fn heading_height(&self, room: f64) -> f64 {
        let letters = self.whole.design.size.letters;
        let heights = self.panels.iter().enumerate().map(|(number, panel)| {
            let lines =
                |text: &str, size: f64, weight: Weight| wrap(text, size, weight, room).len() as f64 * size * 1.32;
            lines(&format!("({}) {}", Self::letter(number), panel.title), letters.legend, Weight::Semibold)
                + lines(&panel.facts.join(" · "), letters.small, Weight::Regular)
        });
        heights.fold(0.0, f64::max) + letters.small * 0.4
    }

    /// The legend with one column of numbers a panel, where there is room for them.
    fn legend(&self, most: f64) -> Block {
        let whole = &self.whole;
        let known = whole.values.areas.iter().any(|area| area.residents.is_some());
        let columns: Vec<_> = self
            .panels
            .iter()
            .enumerate()
            .map(|(number, panel)| {
                whole.panel_column(&format!("({})", Self::letter(number)), &panel.picture.values.areas, known)
            })
            .collect();
        let over = plain(whole.words.language, if known { "map-residents" } else { "map-areas" });
        let with_numbers = whole.legend_with(most, 0.0, columns, Some(over));
        if with_numbers.size[0] <= most { with_numbers } else { whole.legend_with(most, 0.0, Vec::new(), None) }
    }

    /// Whether the page has room for all panels and the legend.
    pub fn fits(&self) -> bool {
        self.best_plan(&Page::of(&self.whole)).is_some()
    }

    fn plan(&self, page: &Page) -> Plan {
        // A page without room for anything still has all panels, one below the other.
        self.best_plan(page).unwrap_or_else(|| self.smallest(page))
    }

    /// The grid in which maps are largest; where the page has no height of its own, wide grids rather than high ones.
    fn best_plan(&self, page: &Page) -> Option<Plan> {
        /// How much higher than one map all may be together, where the page has no height of its own.
        const HIGHER: f64 = 1.4;
        /// What a page as high as it may be takes from a grid's merit.
        const HEIGHT: f64 = 0.25;
        let size = &self.whole.design.size;
        let fixed = page.height_between(&self.whole);
        let limit = fixed.unwrap_or(size.most_map_height * HIGHER);
        let merit = |plan: &Plan| plan.scale * if fixed.is_some() { 1.0 } else { 1.0 - HEIGHT * plan.height / limit };
        let grids = (1..=self.panels.len()).flat_map(|columns| {
            [LegendPlace::Beside, LegendPlace::Below, LegendPlace::InRow].map(|place| (columns, place))
        });
        let plans = grids.filter_map(|(columns, place)| self.grid(page, limit, columns, place));
        plans.reduce(|best, plan| if merit(&plan) > merit(&best) * (1.0 + 1e-9) { plan } else { best })
    }

    /// Panels in so many columns with the legend in a place; `None` where they do not fit.
    fn grid(&self, page: &Page, limit: f64, columns: usize, legend_place: LegendPlace) -> Option<Plan> {
        /// How far beside the areas land around is drawn, in widths of the areas.
        const NEAR: f64 = 0.3;
        /// The least width of a map on which anything is seen, in pixels.
        const LEAST: f64 = 40.0;
        let (gap, inset) = (self.gap(), self.inset());
        let margin = self.whole.design.size.margin;
        let rows = self.panels.len().div_ceil(columns);
        let free = columns * rows - self.panels.len();
        let in_row = |cell: f64| free as f64 * (cell + gap) - gap;
        let legend = match legend_place {
            LegendPlace::Beside => self.legend(page.room * 0.42),
            LegendPlace::Below => self.legend(page.room),
            LegendPlace::InRow if free == 0 => return None,
            LegendPlace::InRow => self.legend(in_row((page.room - gap * (columns - 1) as f64) / columns as f64)),
        };
        let (mut room, mut high_room) = (page.room, limit);
        match legend_place {
            LegendPlace::Beside => room -= legend.size[0] + 2.0 * gap,
            LegendPlace::Below => high_room -= legend.size[1] + gap,
            LegendPlace::InRow => {}
        }
        let cell = (room - gap * (columns - 1) as f64) / columns as f64;
        let row = (high_room - gap * (rows - 1) as f64) / rows as f64;
        let [wide, high] = self.map_size(1.0);
        let mut window_wide = cell;
        let (mut scale, mut heading) = (0.0, 0.0);
        // A narrower window may need higher headings, which leave less room for the map.
        for _ in 0..4 {
            heading = self.heading_height(window_wide);
            scale = ((cell - 2.0 * inset) / wide).min((row - heading - 2.0 * inset) / high);
            window_wide = cell.min(wide * scale * (1.0 + 2.0 * NEAR) + 2.0 * inset);
            if (wide * scale).max(high * scale) < LEAST {
                return None;
            }
        }
        let window = [window_wide, high * scale + 2.0 * inset];
        let grid = [columns as f64 * (window[0] + gap) - gap, rows as f64 * (heading + window[1] + gap) - gap];
        let last_row = page.top + (rows - 1) as f64 * (heading + window[1] + gap);
        let (used, mut height) = match legend_place {
            LegendPlace::Beside => (grid[0] + 2.0 * gap + legend.size[0], grid[1].max(legend.size[1])),
            LegendPlace::Below => (grid[0].max(legend.size[0]), grid[1] + gap + legend.size[1]),
            LegendPlace::InRow => (grid[0], grid[1]),
        };
        let left = margin + ((page.room - used) / 2.0).max(0.0);
        let legend_at = match legend_place {
            LegendPlace::Beside => [left + grid[0] + 2.0 * gap, page.top + heading],
            LegendPlace::Below => [left, page.top + grid[1] + gap],
            LegendPlace::InRow => {
                if legend.size[0] > in_row(window[0]) {
                    return None;
                }
                height = height.max(last_row - page.top + heading + legend.size[1]);
                [left + (columns - free) as f64 * (window[0] + gap), last_row + heading]
            }
        };
        (height <= limit + 1e-6).then_some(Plan { columns, scale, window, heading, legend, legend_at, left, height })
    }

    /// One panel below the other at the least scale.
    fn smallest(&self, page: &Page) -> Plan {
        let (gap, inset) = (self.gap(), self.inset());
        let [wide, high] = self.map_size(1.0);
        let scale = (page.room * 0.2 / wide).min(page.room * 0.2 / high);
        let window = [wide * scale + 2.0 * inset, high * scale + 2.0 * inset];
        let heading = self.heading_height(page.room);
        let grid = self.panels.len() as f64 * (heading + window[1] + gap);
        let legend = self.legend(page.room);
        let left = self.whole.design.size.margin;
        let height = grid + legend.size[1];
        Plan { columns: 1, scale, window, heading, legend, legend_at: [left, page.top + grid], left, height }
    }
}
