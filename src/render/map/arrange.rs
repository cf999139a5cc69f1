//! Where everything on a map stands: areas, legend, scale bar.

use crate::render::layout::frame::LeftOut;
use crate::render::layout::place::MapPlace;
use crate::render::layout::plan::Plan;
use crate::render::layout::room::Space;
use crate::render::layout::search::Found;
use crate::render::map::labels::terrain::Surroundings;
use crate::render::map::scale_bar::ScaleBar;
use crate::render::page::furniture::{Furniture, Kept};
use crate::render::page::scene::{Group, Item, Part, Place, Rectangle, Role, Scene, overlap};
use crate::render::picture::shown::Picture;

/// What is drawn of a map in its place.
pub(crate) struct Body {
    /// Land around, areas, lines, furniture, insets, labels.
    pub(crate) items: Vec<Item>,
    /// What found no room.
    pub(crate) left_out: LeftOut,
}

impl Picture {
    /// The map as a scene: everything has its place and its colour.
    pub fn scene(&self) -> Scene {
        // A page without room for anything still has everything, one thing below the other.
        let plan = self.plan();
        let too_small = !plan.as_ref().is_some_and(Plan::is_large_enough);
        let Plan { page, found, legend, kept, .. } = plan.unwrap_or_else(|| self.plan_at_any_height());
        let size = &self.design.size;
        let space = self.space();
        let Found { place, legend_at: [left, top], bottom } = found;
        let gap = size.letters.legend * 0.6;
        let taken = vec![[left - gap, top - gap, left + legend.size[0] + gap, top + legend.size[1] + gap]];
        let room = page.room;
        let free = [room.left, room.top, room.left + room.wide, bottom];
        let Body { items, left_out } = self.body(&place, &space, taken, Some(free), &kept);
        let left_out = LeftOut { too_small, ..left_out };
        let placed =
            Group { place: Some(Place { origin: [left, top], scale: 1.0 }), items: legend.items, ..Group::default() };
        let map = Part { role: Role::Figure, group: Group { items, ..Group::layer("map", "map") } };
        page.scene(self, bottom, vec![map], vec![Item::Group(placed)], self.metadata(), left_out)
    }

    /// The map in its place; `taken` is where other things stand. Scale bar, north arrow and locator are drawn where a part of the page
    /// is given them.
    pub(crate) fn body(
        &self,
        place: &MapPlace,
        space: &Space,
        mut taken: Vec<Rectangle>,
        page: Option<Rectangle>,
        kept: &Kept,
    ) -> Body {
        let simple = self.figure.shapes.simplified(place.unseen());
        let mut given_up = if page.is_some() { kept.given_up().to_vec() } else { Vec::new() };
        // Where areas have no distances and no directions, there is nothing to measure them by.
        let furniture = if page.is_some() && self.figure.form.is_in_place() {
            self.furniture(place, space, &mut taken, &mut given_up)
        } else {
            Vec::new()
        };
        let insets = self.inset_items(place, space, &mut taken);
        let (locator, without_locator) =
            page.map_or_else(Default::default, |page| self.locator_items(place, page, space, &mut taken));
        let mut items = if kept.has(Furniture::Around) { self.around_items(place, &simple) } else { Vec::new() };
        if self.design.graticule && self.figure.form.is_in_place() {
            items.extend(self.graticule_items(place, &mut taken));
        }
        items.extend(self.far_items(place, &mut taken));
        items.extend(self.under_items(place));
        items.extend(self.area_items(&simple, place));
        items.extend(self.line_items(&simple, place));
        items.extend(self.dot_items(place));
        items.extend(furniture);
        items.extend(insets.items);
        items.extend(locator);
        let labels = self.label_items(&Surroundings { simple: &simple, place, space, taken });
        items.extend(labels.items);
        let left_out = LeftOut {
            labels: labels.omitted,
            labelled: labels.chosen,
            insets: insets.omitted,
            locator: without_locator,
            furniture: given_up,
            too_small: false,
        };
        Body { items, left_out }
    }

    /// Scale bar and north arrow, where areas and legend leave room, as low as they can be.
    fn furniture(
        &self,
        place: &MapPlace,
        space: &Space,
        taken: &mut Vec<Rectangle>,
        given_up: &mut Vec<Furniture>,
    ) -> Vec<Item> {
        let letters = self.design.size.letters.small;
        let [left, _, right, _] = place.window;
        // A short bar is hard to measure with, but a small map has no room for a long one.
        let least = 80.0_f64.min((right - left) * 0.4);
        let bar = ScaleBar::new(place.scale, ((right - left) * 0.18).max(least), letters);
        let mut items = Vec::new();
        if let Some([x, y]) = free_corner(place, space, taken, bar.size(), letters * 0.8) {
            items.extend(bar.items(x, y, self.design.theme.quiet_ink));
        } else {
            given_up.push(Furniture::ScaleBar);
        }
        if self.design.north_arrow {
            let side = letters * 2.6;
            if let Some(corner) = free_corner(place, space, taken, [side, side * 1.5], letters * 0.8) {
                items.extend(self.north_arrow_items(place, [corner[0], corner[1] - side * 0.5], side));
            } else {
                given_up.push(Furniture::NorthArrow);
            }
        }
        items
    }
}

/// The lowest place for something of a size in the window, its lower left corner; what is found is taken.
fn free_corner(
    place: &MapPlace,
    space: &Space,
    taken: &mut Vec<Rectangle>,
    [wide, high]: [f64; 2],
    gap: f64,
) -> Option<[f64; 2]> {
    let [left, top, right, bottom] = place.window;
    let mut y = bottom - gap;
    while y - high > top {
        for x in [left + gap, left + (right - left - wide) / 2.0, right - wide - gap] {
            let rectangle = [x - gap, y - high - gap, x + wide + gap, y + gap];
            if space.is_free(place.metres(rectangle)) && !taken.iter().any(|other| overlap(rectangle, *other)) {
                taken.push(rectangle);
                return Some([x, y]);
            }
        }
        y -= 4.0;
    }
    None
}

impl Picture {
    /// The map as SVG, the same text for the same picture.
    pub fn to_svg(&self) -> String {
        self.scene().to_svg(self.design.text)
    }
}
