//! Where the map stands on its page.

use crate::model::shape::outline::Position;
use crate::render::page::path::{Frame, STEPS};
use crate::render::page::scene::{Place, Rectangle};

/// Lines move by less than this many pixels when simplified.
pub(crate) const UNSEEN: f64 = 0.55;

/// Where the areas stand on the picture.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MapPlace {
    /// The upper left corner of the areas' bounds, in pixels.
    pub(crate) corner: [f64; 2],
    /// Width and height of the areas, in pixels.
    pub(crate) size: [f64; 2],
    /// Pixels in a metre.
    pub(crate) scale: f64,
    /// Left and upper edge of the areas' bounds, in metres.
    pub(crate) origin: [f64; 2],
    /// The rectangle in which land around is drawn, in pixels.
    pub(crate) window: Rectangle,
}

impl MapPlace {
    /// From metres to whole steps from the corner.
    pub(crate) fn frame(&self) -> Frame {
        Frame { corner: self.origin, scale: self.scale * STEPS }
    }

    /// The place of a group that is written in steps.
    pub(crate) fn in_steps(&self) -> Place {
        Place { origin: self.corner, scale: 1.0 / STEPS }
    }

    /// A rectangle of pixels in metres: low x, low y, high x, high y.
    pub(crate) fn metres(&self, [left, top, right, bottom]: Rectangle) -> [f64; 4] {
        let x = |pixel: f64| self.origin[0] + (pixel - self.corner[0]) / self.scale;
        let y = |pixel: f64| self.origin[1] - (pixel - self.corner[1]) / self.scale;
        [x(left), y(bottom), x(right), y(top)]
    }

    /// A position in metres as pixels.
    pub(crate) fn pixel(&self, [x, y]: Position) -> Position {
        [self.corner[0] + (x - self.origin[0]) * self.scale, self.corner[1] + (self.origin[1] - y) * self.scale]
    }

    /// The area in square metres of triangles that are too small to be seen.
    pub(crate) fn unseen(&self) -> f64 {
        2.0 * (UNSEEN / self.scale) * (UNSEEN / self.scale)
    }
}
