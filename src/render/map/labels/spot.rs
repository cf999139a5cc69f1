//! Labels beside spots, over neighbours: where areas are smaller than their names.

use crate::geometry::plane::pole::pole_of_inaccessibility;
use crate::geometry::plane::ring::signed_area;
use crate::model::shape::outline::Position;
use crate::render::map::labels::beside::on_sides;
use crate::render::map::labels::crossing::around_middle;
use crate::render::map::labels::label::{Label, Stand, extent};
use crate::render::map::labels::terrain::{Terrain, around_spot};

impl Terrain<'_> {
    /// A label beside a spot in the middle of its area.
    pub(crate) fn at_spot(
        &self,
        (area, rings): (usize, &[Vec<Position>]),
        wordings: &[Vec<String>],
        size: f64,
        labels: &[Label],
    ) -> Option<Label> {
        /// From the middle of a spot to the letters, in pixels.
        const REACH: f64 = 4.0;
        let largest = rings.iter().max_by(|a, b| signed_area(a).abs().total_cmp(&signed_area(b).abs()))?;
        let spot = pole_of_inaccessibility(std::slice::from_ref(largest), 0.5)?.at;
        if !self.is_clear(labels, around_spot(spot)) {
            return None;
        }
        let places = wordings.iter().flat_map(|lines| {
            let box_of = extent(lines, size);
            on_sides(spot, [REACH; 2], box_of)
                .map(move |middle| (lines, middle, around_middle(middle, box_of, size * 0.15)))
        });
        let (lines, middle, bounds) = places.into_iter().find(|(.., bounds)| self.is_clear(labels, *bounds))?;
        Some(Label { area, lines: lines.clone(), middle, bounds, stand: Stand::Spot(spot) })
    }
}
