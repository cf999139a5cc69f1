//! Labels off their areas: beside the mark that stands for one, or where a line leads to.

use crate::geometry::plane::pole::pole_of_inaccessibility;
use crate::geometry::plane::ring::bounds;
use crate::model::shape::outline::Position;
use crate::render::map::labels::crossing::around_middle;
use crate::render::map::labels::label::{Label, Stand, extent};
use crate::render::map::labels::terrain::{Mark, Terrain, is_off_marks};

/// The eight sides of a mark on which a label may stand, the best first: right, left, above, below, then aslant.
const SIDES: [[f64; 2]; 8] =
    [[1.0, 0.0], [-1.0, 0.0], [0.0, -1.0], [0.0, 1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, -1.0], [-1.0, 1.0]];

/// Middles of a label of a size on the eight sides of something that reaches `[x, y]` from its middle.
pub(crate) fn on_sides([x, y]: Position, reach: [f64; 2], [wide, high]: [f64; 2]) -> impl Iterator<Item = Position> {
    SIDES.into_iter().map(move |[right, down]| {
        // Aslant, a label stands beside a circle's edge and not beside the corner of its box.
        let near = if right != 0.0 && down != 0.0 { std::f64::consts::FRAC_1_SQRT_2 } else { 1.0 };
        [x + right * (reach[0] * near + wide / 2.0), y + down * (reach[1] * near + high / 2.0)]
    })
}

impl Terrain<'_> {
    /// A label beside the mark of its area, over no other mark.
    pub(crate) fn beside_mark(
        &self,
        (area, rings): (usize, &[Vec<Position>]),
        wordings: &[Vec<String>],
        size: f64,
        marks: &[Mark],
        labels: &[Label],
    ) -> Option<Label> {
        let all: Vec<Position> = rings.iter().flatten().copied().collect();
        let [left, top, right, bottom] = bounds(&all);
        if !(left <= right && top <= bottom) {
            return None;
        }
        let middle = [f64::midpoint(left, right), f64::midpoint(top, bottom)];
        let (edge, air) = (size * 0.12, size * 0.18);
        let reach = [(right - left) / 2.0 + edge + air, (bottom - top) / 2.0 + edge + air];
        for lines in wordings {
            let box_of = extent(lines, size);
            for middle in on_sides(middle, reach, box_of) {
                let bounds = around_middle(middle, box_of, edge);
                if is_off_marks(marks, bounds) && self.is_clear(labels, bounds) {
                    return Some(Label { area, lines: lines.clone(), middle, bounds, stand: Stand::Beside });
                }
            }
        }
        None
    }

    /// A label where there is no area, with a line that leads to its own: the nearest place whose line crosses few borders.
    pub(crate) fn led(
        &self,
        (area, rings): (usize, &[Vec<Position>]),
        wordings: &[Vec<String>],
        size: f64,
        most_crossed: usize,
        labels: &[Label],
    ) -> Option<Label> {
        const DIRECTIONS: usize = 48;
        /// How long a line may be, in sizes of type.
        const LONGEST: f64 = 10.0;
        /// What crossing a border costs, in sizes of type.
        const CROSSING: f64 = 4.0;
        let from = pole_of_inaccessibility(rings, 0.5)?.at;
        let mut best: Option<(f64, Label)> = None;
        for (number, lines) in wordings.iter().enumerate() {
            let [wide, high] = extent(lines, size);
            for step in 2..=25 {
                let away = f64::from(step) * 0.4;
                if away > LONGEST {
                    break;
                }
                for direction in 0..DIRECTIONS {
                    let angle = std::f64::consts::TAU * direction as f64 / DIRECTIONS as f64;
                    let (dx, dy) = (angle.cos(), angle.sin());
                    let end = [from[0] + dx * away * size, from[1] + dy * away * size];
                    for (middle, skew) in anchored(end, [dx, dy], [wide, high]) {
                        // Nearer is better, level lines too, and one line of type.
                        let least = away + 1.5 * dy.abs() + skew + number as f64;
                        if best.as_ref().is_some_and(|(cost, _)| *cost <= least) {
                            continue;
                        }
                        let bounds = around_middle(middle, [wide, high], size * 0.25);
                        if !self.is_free(bounds) || !self.is_clear(labels, bounds) {
                            continue;
                        }
                        let Some(n) = self.crossings(labels, area, from, end).filter(|n| *n <= most_crossed) else {
                            continue;
                        };
                        let cost = least + n as f64 * CROSSING;
                        if best.as_ref().is_none_or(|(other, _)| cost < *other) {
                            let stand = Stand::Led { from, to: end };
                            best = Some((cost, Label { area, lines: lines.clone(), middle, bounds, stand }));
                        }
                    }
                }
            }
        }
        best.map(|(_, label)| label)
    }
}

/// Middles of a label whose edge a line from a direction ends at, with what each costs: at its nearer side, or at its upper or lower edge.
fn anchored([x, y]: Position, [dx, dy]: [f64; 2], [wide, high]: [f64; 2]) -> Vec<(Position, f64)> {
    /// Between a line and the letters it leads to.
    const GAP: f64 = 2.5;
    let mut middles = Vec::new();
    if dx.abs() > 0.4 {
        middles.push(([x + dx.signum() * (wide / 2.0 + GAP), y], 0.0));
    }
    if dy.abs() > 0.4 {
        let y = y + dy.signum() * (high / 2.0 + GAP);
        middles.extend([-0.35, 0.0, 0.35].map(|part| ([x + part * wide, y], part.abs())));
    }
    middles
}
