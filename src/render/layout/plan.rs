//! Where heading, areas and legend stand on a page: of several arrangements the one in which the areas are largest.

use crate::geometry::plane::ring::bounds;
use crate::render::layout::frame::{Heading, Page, Room};
use crate::render::layout::room::Space;
use crate::render::layout::search::{Found, Ground};
use crate::render::legend::sheet::Block;
use crate::render::page::furniture::{Furniture, Kept};
use crate::render::picture::shown::Picture;

/// From this share of the scale that the whole page would allow, areas are large enough.
const LARGE: f64 = 0.55;
/// Below this share of it they are too small for the page.
const SMALL: f64 = 0.38;
/// The least length of the longer side of the areas, in pixels, on which anything is seen.
const LEAST_SIDE: f64 = 80.0;
/// What giving up more must add to the scale.
const WORTH: f64 = 1.06;

/// What an arrangement is worth beside others of the same scale: the plainest is taken unless another one has clearly larger areas.
const BESIDE_HEADING: f64 = 0.92;
const STRIP: f64 = 0.97;
/// What a page as high as it may be takes from the worth of an arrangement, where the page has no height of its own.
const HEIGHT: f64 = 0.25;
/// How much higher than its map a page may be, where it has no height of its own.
pub(crate) const HIGHER: f64 = 1.4;
/// Widths of a heading beside the maps, as shares of the page.
const COLUMNS: [f64; 4] = [0.24, 0.3, 0.36, 0.42];

/// How a page is laid out.
pub(crate) struct Plan {
    /// Heading, source and room.
    pub(crate) page: Page,
    /// Areas and legend.
    pub(crate) found: Found,
    /// The legend.
    pub(crate) legend: Block,
    /// What stands on the page.
    pub(crate) kept: Kept,
    /// The scale as a share of that which the whole page would allow.
    pub(crate) share: f64,
}

impl Plan {
    /// Whether the areas are large enough for a reader.
    pub(crate) fn is_large_enough(&self) -> bool {
        let [wide, high] = self.found.place.size;
        self.share >= SMALL && wide.max(high) >= LEAST_SIDE
    }
}

/// Where a legend stands.
#[derive(Clone, Copy)]
enum Spot {
    /// Where areas leave the room.
    Room,
    /// Below the areas, on a page that becomes as high as it must be.
    Below,
    /// In the column of the heading.
    Column,
}

const SPOTS: [Spot; 3] = [Spot::Room, Spot::Below, Spot::Column];

/// What of the furniture a picture has that takes room from its areas, in the order in which it is given up.
pub(crate) fn furniture(picture: &Picture) -> Vec<Furniture> {
    let has = |furniture: &Furniture| match furniture {
        Furniture::Numbers => picture.key.legend.is_some(),
        Furniture::SubtitleParts => picture.words.subtitle.len() > 1,
        Furniture::Subtitle => !picture.words.subtitle.is_empty(),
        Furniture::Histogram => picture.design.histogram,
        Furniture::Around => picture.context.around.is_some() || picture.context.rest.is_some(),
        Furniture::ScaleBar | Furniture::NorthArrow => false,
    };
    Furniture::ALL.into_iter().filter(has).collect()
}

/// Of the plans for more and more that is given up, the first with areas that are large enough; where none has, the one that gives up
/// least among those with about the largest. The number is the plan's share.
pub(crate) fn least_given_up<T>(
    furniture: &[Furniture],
    plan: impl Fn(&Kept) -> Option<T>,
    share: impl Fn(&T) -> f64,
) -> Option<T> {
    let mut best: Option<T> = None;
    for given_up in 0..=furniture.len() {
        let Some(next) = plan(&Kept::all_but(&furniture[..given_up])) else { continue };
        if share(&next) >= LARGE {
            return Some(next);
        }
        if best.as_ref().is_none_or(|best| share(&next) > share(best) * WORTH) {
            best = Some(next);
        }
    }
    best
}

impl Picture {
    /// The headings that a page may have.
    pub(crate) fn headings(&self) -> Vec<Heading> {
        let size = &self.design.size;
        let wide = size.height.filter(|height| size.width > height * 1.1).map(|_| size.width - 2.0 * size.margin);
        let beside = wide.into_iter().flat_map(|wide| COLUMNS.map(|share| Heading::Beside(wide * share)));
        std::iter::once(Heading::Above).chain(beside).collect()
    }

    /// How the page is laid out; `None` where nothing fits on it.
    pub(crate) fn plan(&self) -> Option<Plan> {
        let grids = Grids::of(self);
        least_given_up(&furniture(self), |kept| self.plan_with(&grids, kept), |plan| plan.share)
    }

    /// The plan of a page on which nothing fits, as if it were as high as it needed to be.
    pub(crate) fn plan_at_any_height(&self) -> Plan {
        let mut higher = self.clone();
        higher.design.size.height = None;
        higher.design.size.most_map_height = self.design.size.width;
        higher.plan().unwrap_or_else(|| Plan {
            page: Page::of(self, Heading::Above, &Kept::default()),
            found: Found::NOTHING,
            legend: Block::default(),
            kept: Kept::default(),
            share: 0.0,
        })
    }

    /// Whether areas are large enough on a page of the picture's size.
    pub fn fits(&self) -> bool {
        self.plan().as_ref().is_some_and(Plan::is_large_enough)
    }

    fn plan_with(&self, grids: &Grids, kept: &Kept) -> Option<Plan> {
        let size = &self.design.size;
        let ground = self.ground(grids, kept);
        let inside = size.width - 2.0 * size.margin;
        let inside_high = size.height.map_or(size.most_map_height, |height| height - 2.0 * size.margin);
        let [wide, high] = ground.size();
        let whole = (inside / wide).min(inside_high / high);
        let mut best: Option<(f64, Heading, Found, Block)> = None;
        for heading in self.headings() {
            let page = Page::of(self, heading, kept);
            let fills = ground.fills(page.room.wide, page.room.high.unwrap_or(size.most_map_height));
            for (spot, strip) in SPOTS.into_iter().flat_map(|spot| [(spot, false), (spot, true)]) {
                let plainness = match heading {
                    Heading::Above => 1.0,
                    Heading::Beside(_) => BESIDE_HEADING,
                } * if strip { STRIP } else { 1.0 };
                if best.as_ref().is_some_and(|(worth, ..)| fills * plainness <= *worth) {
                    continue;
                }
                let Some((found, legend)) = self.arranged(&page, &ground, (spot, strip), kept) else { continue };
                let height = if page.room.high.is_some() {
                    1.0
                } else {
                    1.0 - HEIGHT * (found.bottom - page.room.top) / (size.most_map_height * HIGHER)
                };
                let worth = found.place.scale * plainness * height;
                if best.as_ref().is_none_or(|(best, ..)| worth > best * (1.0 + 1e-9)) {
                    best = Some((worth, heading, found, legend));
                }
            }
        }
        let (_, heading, found, legend) = best?;
        let page = Page::of(self, heading, kept);
        Some(Plan { page, found, legend, kept: kept.clone(), share: found.place.scale / whole })
    }

    /// Areas and legend on a page, the legend in a spot; `None` where that cannot be.
    fn arranged(
        &self,
        page: &Page,
        ground: &Ground<'_>,
        (spot, strip): (Spot, bool),
        kept: &Kept,
    ) -> Option<(Found, Block)> {
        let Room { wide, high, .. } = page.room;
        let of = |most: f64, scale: f64| {
            if strip { self.legend_strip(most, kept) } else { Some(self.legend_block(most, scale, kept)) }
        };
        let fills = ground.fills(wide, high.unwrap_or(self.design.size.most_map_height));
        if fills <= 0.0 {
            return None;
        }
        match spot {
            Spot::Room => {
                let most = if strip { wide } else { (wide * 0.42).max(wide.min(170.0)) };
                self.with_legend(fills, &|scale| of(most, scale), &|legend, most| {
                    ground.over(page.room, legend.size, most)
                })
            }
            Spot::Below if high.is_some() => None,
            Spot::Below => self.with_legend(fills, &|scale| of(wide, scale), &|legend, most| {
                Some(ground.above(page.room, legend.size, most))
            }),
            Spot::Column => {
                let column = page.column?;
                self.with_legend(fills, &|scale| of(column.wide, scale), &|legend, most| {
                    let fits = legend.size[0] <= column.wide && column.high.is_none_or(|high| legend.size[1] <= high);
                    if !fits {
                        return None;
                    }
                    let found = ground.over(page.room, [0.0, 0.0], most)?;
                    Some(Found { legend_at: [column.left, column.top], ..found })
                })
            }
        }
    }

    /// Areas as large as the legend lets them be. Circles of a legend are as large as those of the map, whose scale depends in turn on the
    /// room that the legend leaves: then the largest scale at which both fit is looked for.
    fn with_legend(
        &self,
        fills: f64,
        legend: &dyn Fn(f64) -> Option<Block>,
        place: &dyn Fn(&Block, f64) -> Option<Found>,
    ) -> Option<(Found, Block)> {
        /// Halvings of the scales between one that fits and one that does not.
        const TRIES: usize = 6;
        let at = |scale: f64| {
            let block = legend(scale)?;
            let found = place(&block, scale)?;
            Some((found, block))
        };
        let first = at(fills)?;
        if !self.figure.form.is_sized() || first.0.place.scale >= fills * 0.999 {
            return Some(first);
        }
        let fits = |scale: f64| at(scale).filter(|(found, _)| found.place.scale >= scale * 0.999);
        let (mut low, mut high) = (first.0.place.scale, fills);
        let mut best = fits(low);
        for _ in 0..TRIES {
            let middle = f64::midpoint(low, high);
            match fits(middle) {
                Some(found) => (low, best) = (middle, Some(found)),
                None => high = middle,
            }
        }
        best
    }

    fn ground<'a>(&self, grids: &'a Grids, kept: &Kept) -> Ground<'a> {
        let gap = self.design.size.letters.legend;
        let around = grids.around.as_ref().filter(|_| kept.has(Furniture::Around));
        Ground {
            extent: self.extent(),
            space: &grids.space,
            around: around.map(|(space, known)| (space, *known)),
            inset: if around.is_some() { gap * 1.4 } else { 1.0 },
            gap,
        }
    }
}

/// Where a picture has land, of its areas and around them.
pub(crate) struct Grids {
    /// Where there is no area.
    pub(crate) space: Space,
    around: Option<(Space, [f64; 4])>,
}

impl Grids {
    /// Those of a picture.
    pub(crate) fn of(picture: &Picture) -> Self {
        /// How far around the areas land is looked at, in lengths of their longer side.
        const FAR: f64 = 2.0;
        let [low_x, low_y, high_x, high_y] = picture.extent();
        let far = FAR * (high_x - low_x).max(high_y - low_y);
        let known = picture.land_known();
        let looked_at = [
            (low_x - far).max(known[0].min(low_x)),
            (low_y - far).max(known[1].min(low_y)),
            (high_x + far).min(known[2].max(high_x)),
            (high_y + far).min(known[3].max(high_y)),
        ];
        let land = [&picture.context.around, &picture.context.rest];
        let grids = land.into_iter().flatten().map(|land| Space::within(land, looked_at));
        let around = grids.reduce(Space::and).map(|space| (space, known));
        Self { space: picture.space(), around }
    }
}

impl Picture {
    /// Where there is no area.
    pub(crate) fn space(&self) -> Space {
        let space = match &self.figure.under {
            Some(under) => Space::of(&self.figure.shapes).and(Space::of(under)),
            None => Space::of(&self.figure.shapes),
        };
        space.without(self.far_parts().map(|part| part.frame))
    }

    /// Where all land around is known, in metres.
    fn land_known(&self) -> [f64; 4] {
        /// Of the land around Italy, in EPSG:3035: countries farther away are not carried.
        const AROUND_ITALY: [f64; 4] = [3_000_000.0, 700_000.0, 5_600_000.0, 2_780_000.0];
        if self.context.around.is_some() {
            return AROUND_ITALY;
        }
        let [low_x, low_y, high_x, high_y] = self.extent();
        let [left, bottom, right, top] = self.context.rest.as_ref().map_or(self.extent(), |rest| bounds(rest.points()));
        [left.min(low_x), bottom.min(low_y), right.max(high_x), top.max(high_y)]
    }
}
