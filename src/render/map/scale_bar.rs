//! The scale bar.

use crate::render::page::path::fixed;
use crate::render::page::scene::{Anchor, Item, Paint, Shape, Text};
use crate::render::page::typeface::{Weight, width};
use crate::words::number::grouped;

/// A bar as long as a round distance, with its label above.
pub(crate) struct ScaleBar {
    /// The bar's length in pixels.
    length: f64,
    label: String,
    letters: f64,
}

impl ScaleBar {
    /// The longest bar of 1, 2 or 5 × 10^i metres within `most` pixels; `scale` is pixels in a metre.
    pub(crate) fn new(scale: f64, most: f64, letters: f64) -> Self {
        let metres = most / scale;
        let power = 10_f64.powf(metres.log10().floor());
        let round = [5.0, 2.0, 1.0].into_iter().map(|digit| digit * power).find(|length| *length <= metres);
        let metres = round.unwrap_or(power);
        let label = if metres >= 1_000.0 {
            format!("{}\u{a0}km", grouped(metres / 1_000.0))
        } else {
            format!("{}\u{a0}m", grouped(metres))
        };
        Self { length: metres * scale, label, letters }
    }

    /// The space it takes.
    pub(crate) fn size(&self) -> [f64; 2] {
        [self.length.max(width(&self.label, self.letters, Weight::Regular)) + 1.0, self.letters * 1.15 + 6.0]
    }

    /// The bar with the left end of its line at `left` and its foot at `bottom`.
    pub(crate) fn items(&self, left: f64, bottom: f64, ink: &'static str) -> Vec<Item> {
        let right = left + self.length;
        let path = format!("M{} {bottom_5}v5H{}v-5", fixed(left), fixed(right), bottom_5 = fixed(bottom - 5.0));
        vec![
            Item::Shape(Shape {
                id: Some("scale-bar".to_owned()),
                path,
                bounds: [left, bottom - 5.0, right, bottom],
                paint: Paint::line(ink, 1.0),
                about: None,
            }),
            Item::Text(Text {
                at: [left, bottom - 8.0],
                anchor: Anchor::Start,
                size: self.letters,
                weight: Weight::Regular,
                ink: ink.into(),
                halo: None,
                text: self.label.clone(),
            }),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_is_a_round_distance() {
        let bar = ScaleBar::new(0.5e-3, 120.0, 10.0);
        assert_eq!((bar.label.as_str(), bar.length), ("200\u{a0}km", 100.0));
        assert_eq!(ScaleBar::new(0.3, 120.0, 10.0).label, "200\u{a0}m");
    }
}
