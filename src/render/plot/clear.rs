//! Room for labels between marks: a label stands at the first of its places where nothing else is.

use crate::render::page::scene::{Anchor, Item, Rectangle, Text, overlap};
use crate::render::page::typeface::{Weight, width};

/// A line of a label.
#[derive(Clone, Copy)]
pub(crate) struct LabelLine<'a> {
    pub(crate) text: &'a str,
    pub(crate) size: f64,
    pub(crate) weight: Weight,
    pub(crate) ink: &'static str,
}

/// What is taken of a part of a picture.
pub(crate) struct Clear {
    inside: Rectangle,
    taken: Vec<Rectangle>,
    page: &'static str,
}

/// How far lines of a label are apart, in sizes of type.
pub(crate) const LEADING: f64 = 1.25;

impl Clear {
    /// Room inside of a rectangle on a page of this colour, which keeps letters apart from lines of the grid.
    pub(crate) fn new(inside: Rectangle, page: &'static str) -> Self {
        Self { inside, taken: Vec::new(), page }
    }

    /// A straight line, so thick on each side.
    pub(crate) fn line(&mut self, from: [f64; 2], to: [f64; 2], half: f64) {
        const PARTS: i32 = 40;
        let at = |part: i32, axis: usize| from[axis] + (to[axis] - from[axis]) * f64::from(part) / f64::from(PARTS);
        for part in 0..PARTS {
            let (x, y) = ([at(part, 0), at(part + 1, 0)], [at(part, 1), at(part + 1, 1)]);
            let low = |ends: [f64; 2]| ends[0].min(ends[1]) - half;
            let high = |ends: [f64; 2]| ends[0].max(ends[1]) + half;
            self.taken.push([low(x), low(y), high(x), high(y)]);
        }
    }

    /// A label at the first place that is clear; a place is the base line of its first line and which end is there.
    pub(crate) fn label(
        &mut self,
        lines: &[LabelLine<'_>],
        places: impl IntoIterator<Item = ([f64; 2], Anchor)>,
    ) -> Option<Vec<Item>> {
        let wide = lines.iter().map(|line| width(line.text, line.size, line.weight)).fold(0.0, f64::max);
        let size = lines.first()?.size;
        let high = lines.iter().skip(1).map(|line| line.size * LEADING).sum::<f64>();
        let [left, top, right, bottom] = self.inside;
        let found = places.into_iter().find_map(|([x, y], anchor)| {
            let from = match anchor {
                Anchor::Start => x,
                Anchor::Middle => x - wide / 2.0,
                Anchor::End => x - wide,
            };
            let here = [from, y - size * 0.85, from + wide, y + high + size * 0.3];
            let is_inside = here[0] >= left && here[1] >= top && here[2] <= right && here[3] <= bottom;
            let is_clear = is_inside && !self.taken.iter().any(|other| overlap(here, *other));
            is_clear.then_some((here, [x, y], anchor))
        });
        let (here, [x, mut y], anchor) = found?;
        self.taken.push(here);
        let mut items = Vec::new();
        for (number, line) in lines.iter().enumerate() {
            if number > 0 {
                y += line.size * LEADING;
            }
            items.push(Item::Text(Text {
                at: [x, y],
                anchor,
                size: line.size,
                weight: line.weight,
                ink: line.ink.into(),
                halo: Some((self.page.into(), line.size * 0.25)),
                text: line.text.to_owned(),
            }));
        }
        Some(items)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_stands_beside_a_line_and_never_on_another() {
        let mut clear = Clear::new([0.0, 0.0, 200.0, 100.0], "#ffffff");
        clear.line([0.0, 50.0], [200.0, 50.0], 1.0);
        let line = [LabelLine { text: "here", size: 10.0, weight: Weight::Regular, ink: "#000000" }];
        let places = || [([10.0, 52.0], Anchor::Start), ([10.0, 80.0], Anchor::Start), ([10.0, 30.0], Anchor::Start)];
        let height = |items: Option<Vec<Item>>| match items.as_deref() {
            Some([Item::Text(text)]) => Some(text.at[1]),
            _ => None,
        };
        let heights = [0, 1, 2].map(|_| height(clear.label(&line, places())));
        assert_eq!(heights, [Some(80.0), Some(30.0), None]);
    }
}
