//! Labels on their own areas, or on them and the sea.

use crate::geometry::plane::pole::pole_of_inaccessibility;
use crate::geometry::plane::ring::bounds;
use crate::model::shape::outline::Position;
use crate::render::map::labels::crossing::around_middle;
use crate::render::map::labels::label::{Label, Stand, extent};
use crate::render::map::labels::terrain::Terrain;

impl Terrain<'_> {
    /// A label on its own area, or, where it may reach over the sea, on both.
    pub(crate) fn inside(
        &self,
        (area, rings): (usize, &[Vec<Position>]),
        wordings: &[Vec<String>],
        size: f64,
        may_reach: bool,
        labels: &[Label],
    ) -> Option<Label> {
        /// Air around letters in sizes of type, and whether they may reach over the sea, the best first.
        const PASSES: [(f64, bool); 3] = [(0.18, false), (0.05, false), (0.18, true)];
        let all: Vec<Position> = rings.iter().flatten().copied().collect();
        let [left, top, right, bottom] = bounds(&all);
        for (air, over_sea) in PASSES.into_iter().filter(|(_, over_sea)| may_reach || !over_sea) {
            for lines in wordings {
                let [wide, high] = extent(lines, size);
                if high > bottom - top || (!over_sea && wide > right - left) || wide > 2.5 * (right - left) {
                    continue;
                }
                let found = candidates(rings, [wide, high]).into_iter().find_map(|middle| {
                    let bounds = around_middle(middle, [wide, high], size * air);
                    let fits = self.is_own((area, rings), bounds, middle, over_sea) && self.is_clear(labels, bounds);
                    fits.then_some((middle, bounds))
                });
                if let Some((middle, bounds)) = found {
                    let stand = if over_sea { Stand::OverSea } else { Stand::On };
                    return Some(Label { area, lines: lines.clone(), middle, bounds, stand });
                }
            }
        }
        None
    }
}

/// Middles at which a label of a size may fit: the point farthest from the outline when the shape is squeezed to the label's form,
/// the same without squeezing, and the middles of the widest stretches of land above and below.
fn candidates(rings: &[Vec<Position>], [wide, high]: [f64; 2]) -> Vec<Position> {
    let squeeze = high / wide;
    let squeezed: Vec<Vec<Position>> =
        rings.iter().map(|ring| ring.iter().map(|[x, y]| [x * squeeze, *y]).collect()).collect();
    let mut middles = Vec::new();
    if let Some(pole) = pole_of_inaccessibility(&squeezed, 0.5) {
        middles.push([pole.at[0] / squeeze, pole.at[1]]);
    }
    if let Some(pole) = pole_of_inaccessibility(rings, 0.5) {
        middles.push(pole.at);
        for step in 1..=12 {
            for sign in [-1.0, 1.0] {
                let y = pole.at[1] + sign * (high * 0.5).min(6.0) * f64::from(step);
                middles.extend(widest_band(rings, y, high).map(|x| [x, y]));
            }
        }
    }
    middles
}

/// The middle of the longest stretch that is inside rings along three level lines, at the top, the middle and the foot of a band.
fn widest_band(rings: &[Vec<Position>], y: f64, high: f64) -> Option<f64> {
    let common = |a: &[[f64; 2]], b: &[[f64; 2]]| -> Vec<[f64; 2]> {
        let both = a.iter().flat_map(|a| b.iter().map(move |b| [a[0].max(b[0]), a[1].min(b[1])]));
        both.filter(|[from, to]| from < to).collect()
    };
    let [top, middle, foot] = [-0.5, 0.0, 0.5].map(|part| stretches(rings, y + part * high));
    let widest =
        common(&common(&top, &middle), &foot).into_iter().max_by(|a, b| (a[1] - a[0]).total_cmp(&(b[1] - b[0])));
    widest.map(|[from, to]| f64::midpoint(from, to))
}

/// The stretches inside rings along a level line.
fn stretches(rings: &[Vec<Position>], y: f64) -> Vec<[f64; 2]> {
    let mut crossings: Vec<f64> = rings
        .iter()
        .flat_map(|ring| ring.windows(2))
        .filter(|pair| (pair[0][1] > y) != (pair[1][1] > y))
        .map(|pair| pair[0][0] + (pair[1][0] - pair[0][0]) * (y - pair[0][1]) / (pair[1][1] - pair[0][1]))
        .collect();
    crossings.sort_by(f64::total_cmp);
    crossings.chunks_exact(2).map(|pair| [pair[0], pair[1]]).collect()
}
