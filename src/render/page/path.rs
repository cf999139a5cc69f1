//! Lines and outlines as path data in whole steps of a picture.

use crate::model::shape::outline::Position;

/// From coordinates of a reference system to whole steps of a picture, y downwards.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    /// The left and upper edge, in coordinates.
    pub(crate) corner: Position,
    /// Steps in a unit of the coordinates.
    pub(crate) scale: f64,
}

impl Frame {
    /// A position in whole steps.
    pub(crate) fn steps(&self, [x, y]: Position) -> [i64; 2] {
        #[expect(clippy::cast_possible_truncation, reason = "pictures are a few thousand steps wide")]
        let whole = |value: f64| (value * self.scale).round() as i64;
        [whole(x - self.corner[0]), whole(self.corner[1] - y)]
    }
}

/// Adds a line in relative whole steps to path data; points that fall on the one before are left out. `from` is where the path stands.
pub(crate) fn push_line(path: &mut String, points: &[Position], frame: &Frame, closed: bool, from: &mut [i64; 2]) {
    let mut steps: Vec<[i64; 2]> = Vec::with_capacity(points.len());
    for point in points {
        let here = frame.steps(*point);
        if steps.last() != Some(&here) {
            steps.push(here);
        }
    }
    if closed && steps.len() > 1 && steps.first() == steps.last() {
        steps.pop();
    }
    let Some(&first) = steps.first() else { return };
    if closed && steps.len() < 3 {
        // Too small for the picture: a mark of one step, so that no area vanishes.
        steps = vec![first, [first[0] + 1, first[1]], [first[0], first[1] + 1]];
    }
    path.push('m');
    for (number, step) in steps.iter().enumerate() {
        let [dx, dy] = [step[0] - from[0], step[1] - from[1]];
        if number > 0 && dx >= 0 {
            path.push(' ');
        }
        path.push_str(&dx.to_string());
        if dy >= 0 {
            path.push(' ');
        }
        path.push_str(&dy.to_string());
        *from = *step;
    }
    if closed {
        path.push('z');
        *from = first;
    }
}

/// A pixel position with one decimal at the most.
pub(crate) fn fixed(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
}

/// A length with two decimals at the most.
pub(crate) fn hundredths(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Steps in a pixel: areas and the legend's boxes are written in whole steps, so that both have the same patterns.
pub(crate) const STEPS: f64 = 5.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_written_in_relative_steps() {
        let frame = Frame { corner: [0.0, 10.0], scale: 1.0 };
        let mut path = String::new();
        let mut from = [0, 0];
        push_line(&mut path, &[[1.0, 9.0], [4.0, 9.0], [4.0, 5.0], [1.0, 9.0]], &frame, true, &mut from);
        assert_eq!(path, "m1 1 3 0 0 4z");
        assert_eq!(from, [1, 1]);
    }
}
