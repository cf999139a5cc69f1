//! Where everything on a map stands: areas, legend, scale bar.

use crate::render::layout::frame::{LeftOut, Page};
use crate::render::layout::place::MapPlace;
use crate::render::layout::room::Space;
use crate::render::legend::sheet::Block;
use crate::render::map::labels::terrain::Surroundings;
use crate::render::map::scale_bar::ScaleBar;
use crate::render::page::scene::{Group, Item, Paint, Part, Place, Rectangle, Role, Scene, Shape, overlap};
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
        let size = &self.design.size;
        let page = Page::of(self);
        let (top, room) = (page.top, page.room);
        let most_height = page.height_between(self).unwrap_or(size.most_map_height);
        let space = self.space();
        let most_wide = (room * 0.42).max(room.min(170.0));
        let placed_with = |scale: f64| {
            let legend = self.legend_block(most_wide, scale);
            (self.place([size.margin, top], [room, most_height], &legend, &space), legend)
        };
        let ((mut place, mut legend_corner, mut bottom), mut legend) = placed_with(0.0);
        if self.figure.form.is_sized() {
            // Circles of the legend are as large as those of the map, whose scale depends in turn on the room that the legend leaves.
            for _ in 0..6 {
                (place, legend_corner, bottom) = placed_with(place.scale).0;
            }
            legend = self.legend_block(most_wide, place.scale);
        }
        let legend_box =
            [legend_corner[0], legend_corner[1], legend_corner[0] + legend.size[0], legend_corner[1] + legend.size[1]];
        let gap = size.letters.legend * 0.6;
        let mut taken = vec![[legend_box[0] - gap, legend_box[1] - gap, legend_box[2] + gap, legend_box[3] + gap]];
        let backing = self.legend_backing(legend_box, gap, place.window);
        taken.extend(backing);
        let foot = if size.height.is_some() { bottom.max(top + most_height) } else { bottom };
        let free = [size.margin, place.window[1], size.margin + room, foot];
        let Body { items, left_out } = self.body(&place, &space, taken, Some(free));
        let backing = backing.map(|backing| Shape::rectangle(backing, Paint::filled(self.design.theme.page)));
        let placed =
            Group { place: Some(Place { origin: legend_corner, scale: 1.0 }), items: legend.items, ..Group::default() };
        let legend = backing.map(Item::Shape).into_iter().chain([Item::Group(placed)]).collect();
        let map = Part { role: Role::Figure, group: Group { items, ..Group::layer("map", "map") } };
        page.scene(self, bottom, vec![map], legend, self.metadata(), left_out)
    }

    /// Where the map has no land.
    pub(crate) fn space(&self) -> Space {
        match &self.figure.under {
            Some(under) => Space::of(&self.figure.shapes).and(Space::of(under)),
            None => Space::of(&self.figure.shapes),
        }
    }

    /// The map in its place; `taken` is where other things stand. Scale bar, north arrow and locator are drawn where a part of the page
    /// is given them.
    pub(crate) fn body(
        &self,
        place: &MapPlace,
        space: &Space,
        mut taken: Vec<Rectangle>,
        page: Option<Rectangle>,
    ) -> Body {
        let simple = self.figure.shapes.simplify(place.unseen());
        // Where areas have no distances and no directions, there is nothing to measure them by.
        let furniture = if page.is_some() && self.figure.form.is_in_place() {
            self.furniture(place, space, &mut taken)
        } else {
            Vec::new()
        };
        let insets = self.inset_items(place, space, &mut taken);
        let (locator, without_locator) =
            page.map_or_else(Default::default, |page| self.locator_items(place, page, space, &mut taken));
        let mut items = self.around_items(place);
        if self.design.graticule && self.figure.form.is_in_place() {
            items.extend(self.graticule_items(place, &mut taken));
        }
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
        };
        Body { items, left_out }
    }

    /// A piece of page under the legend: it stands at the edge of the land around and not on it.
    fn legend_backing(&self, [left, top, right, bottom]: Rectangle, gap: f64, window: Rectangle) -> Option<Rectangle> {
        if self.context.around.is_none() || top >= window[3] {
            return None;
        }
        let at_top = top - 3.0 * gap < window[1];
        let top = if at_top { window[1] } else { top - gap };
        Some([left - gap, top, (right + gap).max(window[2]), bottom + gap])
    }

    /// Where areas and legend stand, and where both end.
    ///
    /// Areas are as large as the page lets them be while the legend finds a place beside them or in a corner that they leave; where
    /// the page is narrow, the legend stands below.
    fn place(
        &self,
        [left, top]: [f64; 2],
        [room, most_height]: [f64; 2],
        legend: &Block,
        space: &Space,
    ) -> (MapPlace, [f64; 2], f64) {
        /// How much larger areas must become for the legend to go below them.
        const WORTH: f64 = 1.2;
        /// How far beside the areas land around is drawn, in widths of the areas.
        const NEAR: f64 = 0.3;
        let [low_x, low_y, high_x, high_y] = self.extent();
        let (wide, high) = ((high_x - low_x).max(1e-9), (high_y - low_y).max(1e-9));
        let gap = self.design.size.letters.legend * 1.4;
        let inset = if self.context.around.is_some() { gap } else { 1.0 };
        let (map_room, map_height) = (room - 2.0 * inset, most_height - 2.0 * inset);
        let at = |scale: f64, shift: f64| MapPlace {
            corner: [left + inset + shift, top + inset],
            size: [wide * scale, high * scale],
            scale,
            origin: [low_x, high_y],
            window: [left, top, left + room, top + high * scale + 2.0 * inset],
        };
        let fits = (map_room / wide).min(map_height / high);
        let beside = (0..40).map(|step| fits * 0.97_f64.powi(step)).find_map(|scale| {
            let place = at(scale, 0.0);
            let [legend_wide, legend_high] = legend.size;
            if legend_high > most_height {
                return None;
            }
            let first = (place.corner[0] + place.size[0] - legend_wide).max(left);
            let most = left + room - legend_wide - if self.context.around.is_some() { gap * 0.6 } else { 0.0 };
            let mut x = first.min(most);
            while x <= most + 1e-9 {
                let y = place.corner[1];
                if space.is_free(place.metres([x - gap, y - gap, x + legend_wide + gap, y + legend_high + gap])) {
                    return Some((scale, x));
                }
                x += 4.0;
            }
            None
        });
        let below = (map_room / wide)
            .min((map_height - if self.design.size.height.is_some() { legend.size[1] + gap } else { 0.0 }) / high);
        match beside {
            Some((scale, x)) if below <= scale * WORTH => {
                let place = at(scale, 0.0);
                let used = (place.corner[0] + place.size[0]).max(x + legend.size[0]) - left;
                // What the page has left stands on both sides.
                let shift = ((room - used) / 2.0).max(0.0);
                let place = at(scale, shift);
                let legend_bottom = place.corner[1] + legend.size[1];
                let bottom = (place.corner[1] + place.size[1] + inset).max(legend_bottom);
                // Land around is known near the areas and not all over a wide page.
                let near = place.size[0] * NEAR;
                let window = [
                    place.window[0].max(place.corner[0] - near),
                    top,
                    place.window[2].min(place.corner[0] + place.size[0] + near),
                    bottom,
                ];
                (MapPlace { window, ..place }, [x + shift, place.corner[1]], bottom)
            }
            Some(_) | None => {
                let scale = below.max(fits * 0.2);
                let place = at(scale, (map_room - wide * scale) / 2.0);
                let legend_top = place.window[3] + gap;
                (place, [left, legend_top], legend_top + legend.size[1])
            }
        }
    }

    /// Scale bar and north arrow, where areas and legend leave room, as low as they can be.
    fn furniture(&self, place: &MapPlace, space: &Space, taken: &mut Vec<Rectangle>) -> Vec<Item> {
        let letters = self.design.size.letters.small;
        let [left, _, right, _] = place.window;
        // A short bar is hard to measure with, but a small map has no room for a long one.
        let least = 80.0_f64.min((right - left) * 0.4);
        let bar = ScaleBar::new(place.scale, ((right - left) * 0.18).max(least), letters);
        let mut items = Vec::new();
        if let Some([x, y]) = free_corner(place, space, taken, bar.size(), letters * 0.8) {
            items.extend(bar.items(x, y, self.design.theme.quiet_ink));
        }
        if self.design.north_arrow {
            let side = letters * 2.6;
            if let Some(corner) = free_corner(place, space, taken, [side, side * 1.5], letters * 0.8) {
                items.extend(self.north_arrow_items(place, [corner[0], corner[1] - side * 0.5], side));
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
