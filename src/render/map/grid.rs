//! Where the panels of several maps stand, and their one legend.

use crate::render::layout::frame::{Heading, Page, Room};
use crate::render::layout::plan::{HIGHER, furniture, least_given_up};
use crate::render::legend::sheet::Block;
use crate::render::map::multiples::{Multiples, Panel};
use crate::render::page::furniture::{Furniture, Kept};
use crate::render::page::typeface::{Weight, wrap_anywhere};
use crate::words::catalogue::plain;

/// The least length of the longer side of a map on which anything is seen, in pixels.
const LEAST_SIDE: f64 = 56.0;
/// Below this share of the scale that the page would allow for the maps alone they are too small for it.
const SMALL: f64 = 0.3;
/// What a page as high as it may be takes from a grid's worth, where the page has no height of its own.
const HEIGHT: f64 = 0.25;
/// What a heading beside the maps takes from it.
const BESIDE_HEADING: f64 = 0.92;

/// Where the legend stands.
#[derive(Clone, Copy)]
enum LegendPlace {
    Beside,
    Below,
    /// Where the last row has room.
    InRow,
    /// In the column of the heading.
    Column,
}

/// A grid of panels and a legend.
pub(crate) struct Grid {
    pub(crate) page: Page,
    pub(crate) kept: Kept,
    pub(crate) columns: usize,
    pub(crate) scale: f64,
    /// Width and height of the maps' windows.
    pub(crate) window: [f64; 2],
    /// How high headings of panels are.
    pub(crate) heading: f64,
    pub(crate) legend: Block,
    pub(crate) legend_at: [f64; 2],
    /// Left edge of the grid.
    pub(crate) left: f64,
    /// Height of everything.
    pub(crate) height: f64,
    /// The scale as a share of that which the page would allow for the maps alone.
    share: f64,
}

/// A grid that is tried: how many columns, where the legend stands, whether it is laid out across.
#[derive(Clone, Copy)]
struct Trial {
    columns: usize,
    place: LegendPlace,
    strip: bool,
}

/// A grid in its place on a page.
struct Fitted {
    scale: f64,
    window: [f64; 2],
    heading: f64,
    legend: Block,
    legend_at: [f64; 2],
    left: f64,
    height: f64,
}

impl Multiples {
    pub(crate) fn gap(&self) -> f64 {
        self.whole.design.size.letters.legend * 1.3
    }

    /// How far areas keep from the edge of their window, on which land around ends.
    pub(crate) fn inset(&self, kept: &Kept) -> f64 {
        let around = self.panels.iter().any(|panel| panel.picture.context.around.is_some());
        if around && kept.has(Furniture::Around) { self.gap() * 0.5 } else { 1.0 }
    }

    /// `[low x, low y, high x, high y]` of all panels, in metres.
    pub(crate) fn extent(&self) -> [f64; 4] {
        let nothing = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        self.panels.iter().map(|panel| panel.picture.extent()).fold(nothing, |all, here| {
            [all[0].min(here[0]), all[1].min(here[1]), all[2].max(here[2]), all[3].max(here[3])]
        })
    }

    pub(crate) fn map_size(&self, scale: f64) -> [f64; 2] {
        let [low_x, low_y, high_x, high_y] = self.extent();
        [(high_x - low_x).max(1e-9) * scale, (high_y - low_y).max(1e-9) * scale]
    }

    /// The height of the highest heading.
    fn heading_height(&self, room: f64) -> f64 {
        let letters = self.whole.design.size.letters;
        let lines =
            |text: &str, size: f64, weight: Weight| wrap_anywhere(text, size, weight, room).len() as f64 * size * 1.32;
        let height = |(number, panel): (usize, &Panel)| {
            lines(&format!("({}) {}", Self::letter(number), panel.title), letters.legend, Weight::Semibold)
                + lines(&panel.facts.join(" · "), letters.small, Weight::Regular)
        };
        self.panels.iter().enumerate().map(height).fold(0.0, f64::max) + letters.small * 0.4
    }

    /// The legend with numbers of each panel, where there is room for them and they are kept.
    fn legend(&self, most: f64, strip: bool, kept: &Kept) -> Option<Block> {
        let whole = &self.whole;
        let known = whole.values.areas.iter().any(|area| area.residents.is_some());
        let columns = self.panels.iter().enumerate().map(|(number, panel)| {
            whole.panel_column(&format!("({})", Self::letter(number)), &panel.picture.values.areas, known)
        });
        let over = plain(whole.words.language, if known { "map-residents" } else { "map-areas" });
        let columns = if kept.has(Furniture::Numbers) { columns.collect() } else { Vec::new() };
        if strip {
            return whole.strip_with(most, columns, Some(over), kept);
        }
        let with_numbers = whole.legend_with(most, 0.0, columns, Some(over), kept);
        if with_numbers.size[0] <= most {
            return Some(with_numbers);
        }
        Some(whole.legend_with(most, 0.0, Vec::new(), None, kept)).filter(|legend| legend.size[0] <= most)
    }

    /// Whether the page has room for all panels and the legend.
    pub fn fits(&self) -> bool {
        self.best_grid().is_some_and(|grid| self.are_large_enough(&grid))
    }

    /// Whether the maps are large enough for a reader.
    pub(crate) fn are_large_enough(&self, grid: &Grid) -> bool {
        let [wide, high] = self.map_size(grid.scale);
        grid.share >= SMALL && wide.max(high) >= LEAST_SIDE
    }

    /// The grid in which maps are largest.
    pub(crate) fn plan(&self) -> Grid {
        // A page without room for anything still has all panels, one below the other.
        self.best_grid().unwrap_or_else(|| self.smallest())
    }

    fn best_grid(&self) -> Option<Grid> {
        least_given_up(&furniture(&self.whole), |kept| self.grid_with(kept), |grid| grid.share)
    }

    /// The scale at which so many columns of maps alone fill a room.
    fn fills(&self, columns: usize, [wide, high]: [f64; 2], between: f64) -> f64 {
        let rows = self.panels.len().div_ceil(columns);
        let [own_wide, own_high] = self.map_size(1.0);
        let cell = |room: f64, n: usize| (room - between * (n - 1) as f64) / n as f64;
        (cell(wide, columns) / own_wide).min(cell(high, rows) / own_high)
    }

    /// The largest maps with what is kept; where the page has no height of its own, wide grids rather than high ones.
    fn grid_with(&self, kept: &Kept) -> Option<Grid> {
        let size = &self.whole.design.size;
        let inside =
            [size.width - 2.0 * size.margin, size.height.map_or(f64::INFINITY, |high| high - 2.0 * size.margin)];
        let limit = size.most_map_height * HIGHER;
        let whole = (1..=self.panels.len()).map(|columns| self.fills(columns, [inside[0], inside[1].min(limit)], 0.0));
        let whole = whole.fold(0.0, f64::max);
        let places = [
            (LegendPlace::Column, false),
            (LegendPlace::Column, true),
            (LegendPlace::Beside, false),
            (LegendPlace::Below, false),
            (LegendPlace::Below, true),
            (LegendPlace::InRow, false),
        ];
        let mut best: Option<(f64, Heading, usize, Fitted)> = None;
        for heading in self.whole.headings() {
            let page = Page::of(&self.whole, heading, kept);
            let plainness = if heading == Heading::Above { 1.0 } else { BESIDE_HEADING };
            let limit = page.room.high.unwrap_or(limit);
            for columns in 1..=self.panels.len() {
                let most = self.fills(columns, [page.room.wide, limit], self.gap());
                if best.as_ref().is_some_and(|(worth, ..)| most * plainness <= *worth) {
                    continue;
                }
                for (place, strip) in places {
                    let Some(fitted) = self.grid(&page, limit, Trial { columns, place, strip }, kept) else { continue };
                    let height = if page.room.high.is_some() { 1.0 } else { 1.0 - HEIGHT * fitted.height / limit };
                    let worth = fitted.scale * plainness * height;
                    if best.as_ref().is_none_or(|(best, ..)| worth > best * (1.0 + 1e-9)) {
                        best = Some((worth, heading, columns, fitted));
                    }
                }
            }
        }
        let (_, heading, columns, fitted) = best?;
        let page = Page::of(&self.whole, heading, kept);
        let Fitted { scale, window, heading, legend, legend_at, left, height } = fitted;
        let share = scale / whole;
        Some(Grid { page, kept: kept.clone(), columns, scale, window, heading, legend, legend_at, left, height, share })
    }

    /// Panels and legend as a trial has them; `None` where they do not fit.
    fn grid(&self, page: &Page, limit: f64, trial: Trial, kept: &Kept) -> Option<Fitted> {
        /// How far beside the areas land around is drawn, in widths of the areas.
        const NEAR: f64 = 0.3;
        let Trial { columns, place, strip } = trial;
        let (gap, inset) = (self.gap(), self.inset(kept));
        let Room { left: margin, top, wide: whole, .. } = page.room;
        let rows = self.panels.len().div_ceil(columns);
        let free = columns * rows - self.panels.len();
        let in_row = |cell: f64| free as f64 * (cell + gap) - gap;
        let legend = match place {
            LegendPlace::Beside => self.legend(whole * 0.42, strip, kept)?,
            LegendPlace::Below => self.legend(whole, strip, kept)?,
            LegendPlace::InRow if free == 0 => return None,
            LegendPlace::InRow => {
                self.legend(in_row((whole - gap * (columns - 1) as f64) / columns as f64), strip, kept)?
            }
            LegendPlace::Column => {
                let column = page.column?;
                let fits = |legend: &Block| column.high.is_none_or(|high| legend.size[1] <= high);
                self.legend(column.wide, strip, kept).filter(fits)?
            }
        };
        let (mut room, mut high_room) = (whole, limit);
        match place {
            LegendPlace::Beside => room -= legend.size[0] + 2.0 * gap,
            LegendPlace::Below => high_room -= legend.size[1] + gap,
            LegendPlace::InRow | LegendPlace::Column => {}
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
            if scale <= 0.0 {
                return None;
            }
        }
        let window = [window_wide, high * scale + 2.0 * inset];
        let grid = [columns as f64 * (window[0] + gap) - gap, rows as f64 * (heading + window[1] + gap) - gap];
        let last_row = top + (rows - 1) as f64 * (heading + window[1] + gap);
        let (used, mut height) = match place {
            LegendPlace::Beside => (grid[0] + 2.0 * gap + legend.size[0], grid[1].max(legend.size[1] + heading)),
            LegendPlace::Below => (grid[0].max(legend.size[0]), grid[1] + gap + legend.size[1]),
            LegendPlace::InRow | LegendPlace::Column => (grid[0], grid[1]),
        };
        let left = margin + ((whole - used) / 2.0).max(0.0);
        let legend_at = match place {
            LegendPlace::Beside => [left + grid[0] + 2.0 * gap, top + heading],
            LegendPlace::Below => [left, top + grid[1] + gap],
            LegendPlace::Column => page.column.map(|column| [column.left, column.top])?,
            LegendPlace::InRow => {
                if legend.size[0] > in_row(window[0]) {
                    return None;
                }
                height = height.max(last_row - top + heading + legend.size[1]);
                [left + (columns - free) as f64 * (window[0] + gap), last_row + heading]
            }
        };
        (height <= limit + 1e-6).then_some(Fitted { scale, window, heading, legend, legend_at, left, height })
    }

    /// One panel below the other at the least scale.
    fn smallest(&self) -> Grid {
        let kept = Kept::default();
        let page = Page::of(&self.whole, Heading::Above, &kept);
        let (gap, inset) = (self.gap(), self.inset(&kept));
        let Room { left, top, wide: whole, .. } = page.room;
        let [wide, high] = self.map_size(1.0);
        let scale = (whole * 0.2 / wide).min(whole * 0.2 / high);
        let window = [wide * scale + 2.0 * inset, high * scale + 2.0 * inset];
        let heading = self.heading_height(whole);
        let grid = self.panels.len() as f64 * (heading + window[1] + gap);
        let legend = self.legend(whole, false, &kept).unwrap_or_default();
        let (height, legend_at) = (grid + legend.size[1], [left, top + grid]);
        Grid { page, kept, columns: 1, scale, window, heading, legend, legend_at, left, height, share: 0.0 }
    }
}
