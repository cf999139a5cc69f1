//! Labels as lines, spots and texts.

use crate::model::shape::outline::Position;
use crate::render::classes::value::NoData;
use crate::render::colour::vision::readable_on;
use crate::render::map::labels::label::{LINE, Label, Stand, extent};
use crate::render::page::path::fixed;
use crate::render::page::scene::{Anchor, Fill, Hex, Item, Paint, Shape, Text};
use crate::render::page::typeface::{CAPITAL, Weight};
use crate::render::picture::shown::Picture;

/// The radius of a spot in pixels.
const SPOT: f64 = 1.7;
/// How much of the page shows around lines and spots, so that they are seen on every ground.
const CASING: f64 = 0.9;

impl Picture {
    /// The line that leads to a label, or the spot beside it, with an edge of the page below.
    pub(crate) fn label_mark(&self, label: &Label) -> Vec<Item> {
        const LINE_WIDTH: f64 = 0.7;
        let theme = self.design.theme;
        let spot = |at: Position, radius: f64| {
            let (casing, dot) = (circle(at, radius + CASING), circle(at, radius));
            [(casing, Paint::filled(theme.page)), (dot, Paint::filled(theme.ink))]
        };
        let shape = |(path, paint): (String, Paint), [a, b]: [Position; 2]| {
            let bounds = [a[0].min(b[0]), a[1].min(b[1]), a[0].max(b[0]), a[1].max(b[1])];
            Item::Shape(Shape { path, bounds, paint, ..Shape::default() })
        };
        match label.stand {
            Stand::On | Stand::OverSea | Stand::Beside => Vec::new(),
            Stand::Spot(at) => spot(at, SPOT).map(|drawn| shape(drawn, [at, at])).into(),
            Stand::Led { from, to } => {
                let path = format!("M{} {}L{} {}", fixed(from[0]), fixed(from[1]), fixed(to[0]), fixed(to[1]));
                let line = |ink: &'static str, width: f64| (path.clone(), Paint::line(ink, width));
                let [casing, dot] = spot(from, SPOT * 0.8);
                let lines = [line(theme.page, LINE_WIDTH + 2.0 * CASING), casing, line(theme.ink, LINE_WIDTH), dot];
                lines.map(|drawn| shape(drawn, [from, to])).into()
            }
        }
    }

    /// The letters of a label.
    pub(crate) fn label_texts(&self, label: &Label) -> Vec<Item> {
        let size = self.design.size.letters.label;
        let (ink, halo) = self.label_ink(label);
        let first = label.middle[1] - extent(&label.lines, size)[1] / 2.0 + CAPITAL * size;
        let line = |(number, text): (usize, &String)| {
            Item::Text(Text {
                at: [label.middle[0], first + number as f64 * LINE * size],
                anchor: Anchor::Middle,
                size,
                weight: Weight::Regular,
                ink: ink.clone(),
                halo: halo.clone(),
                text: text.clone(),
            })
        };
        label.lines.iter().enumerate().map(line).collect()
    }

    /// The ink of a label, and the line around its letters: the colour of what they stand on, so that hatching, lines and dots end before
    /// them. Letters beside a mark stand on nothing that has to be kept off.
    fn label_ink(&self, label: &Label) -> (Hex, Option<(Hex, f64)>) {
        let (theme, size) = (self.design.theme, self.design.size.letters.label);
        let area = &self.values.areas[label.area];
        let on_page = |width: f64| (theme.ink.into(), Some((theme.page.into(), size * width)));
        match label.stand {
            Stand::Beside => (theme.ink.into(), None),
            Stand::OverSea | Stand::Led { .. } | Stand::Spot(_) => on_page(0.22),
            Stand::On if self.design.uncertainty.is_some() => on_page(0.3),
            Stand::On => {
                let plain = self.own_colour(area).or_else(|| Some(self.colours()[self.class_of(area)?].clone()));
                let missing = || match self.missing_fill(self.missing_kind(area).unwrap_or(NoData::NotKnown)) {
                    Fill::Colour(colour) => Some(colour),
                    Fill::Pattern(_) | Fill::None => None,
                };
                // Between the lines of a hatching letters need more air.
                let width = if self.is_small(area) { 0.35 } else { 0.22 };
                match plain.or_else(missing) {
                    Some(fill) => (readable_on(&fill).into(), Some((fill, size * width))),
                    None => on_page(0.35),
                }
            }
        }
    }
}

fn circle([x, y]: Position, radius: f64) -> String {
    let [left, diameter, r] = [x - radius, 2.0 * radius, radius].map(fixed);
    format!("M{left} {}a{r} {r} 0 1 0 {diameter} 0a{r} {r} 0 1 0 -{diameter} 0z", fixed(y))
}
