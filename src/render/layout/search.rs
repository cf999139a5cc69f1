//! Where areas and a legend stand together, so that the areas are as large as they can be.

use crate::render::layout::frame::Room;
use crate::render::layout::place::MapPlace;
use crate::render::layout::room::Space;
use crate::render::page::scene::Rectangle;

/// Areas smaller than this share of the largest ones that are tried are not searched for.
const LEAST: f64 = 0.15;
/// From one scale to the next smaller one.
const STEP: f64 = 0.98;
/// Places of a legend along an edge of the room.
const ALONG: u32 = 16;

/// Areas and what they must keep clear of.
pub(crate) struct Ground<'a> {
    /// `[low x, low y, high x, high y]` of the areas in metres.
    pub(crate) extent: [f64; 4],
    /// Where there is no area.
    pub(crate) space: &'a Space,
    /// Where there is no land around, and where it is known, in metres; `None` where none is drawn.
    pub(crate) around: Option<(&'a Space, [f64; 4])>,
    /// How far areas keep from the edge of their window.
    pub(crate) inset: f64,
    /// How far a legend keeps from land.
    pub(crate) gap: f64,
}

/// Areas and legend in their places.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    /// The areas, and the window in which land around is drawn.
    pub(crate) place: MapPlace,
    /// The upper left corner of the legend.
    pub(crate) legend_at: [f64; 2],
    /// Where both end.
    pub(crate) bottom: f64,
}

impl Found {
    /// Nothing in its place.
    pub(crate) const NOTHING: Self = Self {
        place: MapPlace {
            corner: [0.0; 2],
            size: [1.0; 2],
            scale: 1.0,
            origin: [0.0; 2],
            window: [0.0, 0.0, 1.0, 1.0],
        },
        legend_at: [0.0; 2],
        bottom: 0.0,
    };
}

/// How much of what areas leave lies left of them, and how much above.
const ACROSS: [f64; 3] = [0.5, 0.0, 1.0];
const DOWN: [f64; 3] = [0.0, 0.5, 1.0];

impl Ground<'_> {
    /// Width and height of the areas in metres.
    pub(crate) fn size(&self) -> [f64; 2] {
        let [low_x, low_y, high_x, high_y] = self.extent;
        [(high_x - low_x).max(1e-9), (high_y - low_y).max(1e-9)]
    }

    /// The scale at which the areas fill a room of a height.
    pub(crate) fn fills(&self, wide: f64, high: f64) -> f64 {
        let [own_wide, own_high] = self.size();
        ((wide - 2.0 * self.inset) / own_wide).min((high - 2.0 * self.inset) / own_high)
    }

    /// The areas at the largest scale up to `most` at which a legend finds a place in the room where no area lies, and no land around
    /// either, unless that ends before the legend.
    pub(crate) fn over(&self, room: Room, legend: [f64; 2], most: f64) -> Option<Found> {
        let mut scale = most;
        while scale >= most * LEAST {
            let high = room.high.unwrap_or_else(|| (self.size()[1] * scale + 2.0 * self.inset).max(legend[1]));
            if legend[0] > room.wide || legend[1] > high {
                return None;
            }
            let bounds = [room.left, room.top, room.left + room.wide, room.top + high];
            if let Some(found) = self.at_scale(bounds, legend, scale) {
                return Some(self.balanced(bounds, legend, found, room.high.is_some()));
            }
            scale *= STEP;
        }
        None
    }

    /// The areas at a scale with the legend below them, where the page may become as high as they need.
    pub(crate) fn above(&self, room: Room, legend: [f64; 2], scale: f64) -> Found {
        let high = self.size()[1] * scale + 2.0 * self.inset;
        let bounds = [room.left, room.top, room.left + room.wide, room.top + high];
        let place = self.aligned(bounds, scale, [0.5, 0.0]);
        let window = self.whole_window(&place, bounds);
        let gap = if legend[1] > 0.0 { self.gap } else { 0.0 };
        let legend_at = [room.left, bounds[3] + gap];
        Found { place: MapPlace { window, ..place }, legend_at, bottom: legend_at[1] + legend[1] }
    }

    fn at_scale(&self, bounds: Rectangle, legend: [f64; 2], scale: f64) -> Option<Found> {
        let [wide, high] = self.size().map(|side| side * scale + 2.0 * self.inset);
        let slack = [bounds[2] - bounds[0] - wide, bounds[3] - bounds[1] - high];
        let shares = |all: &'static [f64; 3], slack: f64| if slack > 1.0 { &all[..] } else { &all[..1] };
        let is_empty = legend[0] <= 0.0 || legend[1] <= 0.0;
        // Alone they stand in the middle.
        for &down in shares(if is_empty { &ACROSS } else { &DOWN }, slack[1]) {
            for &across in shares(&ACROSS, slack[0]) {
                let place = self.aligned(bounds, scale, [across, down]);
                if is_empty {
                    let window = self.whole_window(&place, bounds);
                    let place = MapPlace { window, ..place };
                    return Some(Found { place, legend_at: [bounds[0], bounds[1]], bottom: bounds[3] });
                }
                let found = corners_and_edges(bounds, legend).find_map(|legend_at| {
                    let window = self.window(&place, bounds, legend_at, legend)?;
                    Some(Found { place: MapPlace { window, ..place }, legend_at, bottom: bounds[3] })
                });
                if found.is_some() {
                    return found;
                }
            }
        }
        None
    }

    /// Areas in a rectangle; `share` is how much of what they leave lies left of them and above.
    fn aligned(&self, [left, top, right, bottom]: Rectangle, scale: f64, share: [f64; 2]) -> MapPlace {
        let size = self.size().map(|side| side * scale);
        let before = |from: f64, to: f64, side: f64, share: f64| {
            from + self.inset + ((to - from - side - 2.0 * self.inset) * share).max(0.0)
        };
        let corner = [before(left, right, size[0], share[0]), before(top, bottom, size[1], share[1])];
        MapPlace { corner, size, scale, origin: [self.extent[0], self.extent[3]], window: [left, top, right, bottom] }
    }

    /// The areas' bounds with the land around that is always shown.
    fn near(&self, place: &MapPlace) -> Rectangle {
        let ([x, y], [wide, high]) = (place.corner, place.size);
        [x - self.inset, y - self.inset, x + wide + self.inset, y + high + self.inset]
    }

    /// The window that takes all of a rectangle as far as land around is known.
    fn whole_window(&self, place: &MapPlace, bounds: Rectangle) -> Rectangle {
        let Some((_, [low_x, low_y, high_x, high_y])) = self.around else { return bounds };
        let ([left, top], [right, bottom]) = (place.pixel([low_x, high_y]), place.pixel([high_x, low_y]));
        let near = self.near(place);
        [
            bounds[0].max(left).min(near[0]),
            bounds[1].max(top).min(near[1]),
            bounds[2].min(right).max(near[2]),
            bounds[3].min(bottom).max(near[3]),
        ]
    }

    /// The window for land around beside a legend; `None` where the legend would cover an area or land around.
    fn window(
        &self,
        place: &MapPlace,
        bounds: Rectangle,
        [x, y]: [f64; 2],
        [wide, high]: [f64; 2],
    ) -> Option<Rectangle> {
        let gap = self.gap;
        let legend = [x - gap, y - gap, x + wide + gap, y + high + gap];
        if !self.space.is_free(place.metres(legend)) {
            return None;
        }
        let whole = self.whole_window(place, bounds);
        let Some((around, _)) = self.around else { return Some(whole) };
        let both = [legend[0].max(whole[0]), legend[1].max(whole[1]), legend[2].min(whole[2]), legend[3].min(whole[3])];
        if both[0] >= both[2] || both[1] >= both[3] || around.is_free(place.metres(both)) {
            return Some(whole);
        }
        // Land around ends before the legend, where the areas do.
        let near = self.near(place);
        let cut = [
            (legend[0] >= near[2]).then_some([whole[0], whole[1], legend[0], whole[3]]),
            (legend[2] <= near[0]).then_some([legend[2], whole[1], whole[2], whole[3]]),
            (legend[1] >= near[3]).then_some([whole[0], whole[1], whole[2], legend[1]]),
            (legend[3] <= near[1]).then_some([whole[0], legend[3], whole[2], whole[3]]),
        ];
        let area = |[left, top, right, bottom]: &Rectangle| (right - left) * (bottom - top);
        cut.into_iter().flatten().max_by(|a, b| area(a).total_cmp(&area(b)))
    }

    /// The same with what the page has left on both sides.
    fn balanced(&self, bounds: Rectangle, legend: [f64; 2], found: Found, fixed: bool) -> Found {
        let Found { place, legend_at: [x, y], .. } = found;
        let near = self.near(&place);
        // Where nothing is drawn between areas and legend, they stand together.
        let x = if self.around.is_some() {
            x
        } else {
            x.max(near[0] - 2.0 * self.gap - legend[0]).min(near[2] + 2.0 * self.gap)
        };
        // Without land around the window is all there is.
        let own = if self.around.is_some() { place.window } else { near };
        let has_legend = legend[0] > 0.0 && legend[1] > 0.0;
        let is_below = y >= near[3];
        let used = if has_legend {
            [own[0].min(x), own[1].min(y), own[2].max(x + legend[0]), own[3].max(y + legend[1])]
        } else {
            own
        };
        let used = if has_legend && is_below { [own[0], used[1], own[2], used[3]] } else { used };
        let middle = |low: f64, high: f64, from: f64, to: f64| ((from + to) - (low + high)) / 2.0;
        let across = middle(used[0], used[2], bounds[0], bounds[2]);
        let down = if fixed { middle(used[1], used[3], bounds[1], bounds[3]) } else { 0.0 };
        let moved = [place.corner[0] + across, place.corner[1] + down];
        let window = if self.around.is_some() {
            let [left, top, right, bottom] = place.window;
            [left + across, top + down, right + across, bottom + down]
        } else {
            bounds
        };
        Found {
            place: MapPlace { corner: moved, window, ..place },
            legend_at: [if is_below { x } else { x + across }, y + down],
            ..found
        }
    }
}

/// Upper left corners of a legend in a rectangle: the corners first, then along its sides, its foot and its head.
fn corners_and_edges([left, top, right, bottom]: Rectangle, [wide, high]: [f64; 2]) -> impl Iterator<Item = [f64; 2]> {
    let (last_x, last_y) = (right - wide, bottom - high);
    let between = move |from: f64, to: f64, number: u32| from + (to - from) * f64::from(number) / f64::from(ALONG);
    let corners = [[last_x, top], [left, last_y], [last_x, last_y], [left, top]];
    let sides = (1..ALONG).flat_map(move |number| {
        let (x, y) = (between(left, last_x, number), between(top, last_y, number));
        [[last_x, y], [left, y], [x, last_y], [x, top]]
    });
    corners.into_iter().chain(sides)
}
