//! What can be wrong with outlines: kinds, and one finding with shapes, place and size.

use std::fmt;

use crate::model::base::word::words;
use crate::model::shape::outline::Position;

words! {
    /// A kind of defect of outlines.
    #[derive(PartialOrd, Ord)]
    pub enum DefectKind {
        /// A coordinate that is no finite number.
        NotFinite = "not-finite",
        /// A position where the reference system has none.
        OutOfBounds = "out-of-bounds",
        /// Latitude where longitude is expected.
        AxesSwapped = "axes-swapped",
        /// A geometry that is no polygon.
        NotAPolygon = "not-a-polygon",
        /// A shape without any area.
        EmptyGeometry = "empty-geometry",
        /// Two shapes with the same outline.
        DuplicateGeometry = "duplicate-geometry",
        /// Two shapes with the same code.
        DuplicateArea = "duplicate-area",
        /// A ring that crosses itself or another ring of its shape.
        SelfIntersection = "self-intersection",
        /// A hole that does not lie in its exterior.
        HoleOutside = "hole-outside",
        /// A hole in another hole of the same polygon.
        NestedHole = "nested-hole",
        /// Land claimed by several shapes, or by several parts of one.
        Overlap = "overlap",
        /// A narrow strip between shapes that none of them claims.
        Gap = "gap",
        /// A border that has corners on one side which the other side has not.
        UnmatchedEdge = "unmatched-edge",
        /// A ring that comes back to one of its own points.
        SelfTouch = "self-touch",
        /// A ring with less than three corners, or without area.
        CollapsedRing = "collapsed-ring",
        /// A ring whose last point is not its first.
        UnclosedRing = "unclosed-ring",
        /// A ring that turns the other way than the rest of the file.
        ReversedRing = "reversed-ring",
        /// A part apart from the largest one that has neighbours of its own.
        Exclave = "exclave",
    }
}

impl DefectKind {
    /// Whether it is worth knowing and no fault: nothing is repaired, and a strict reading does not refuse it.
    pub fn is_information(self) -> bool {
        matches!(self, Self::ReversedRing | Self::Exclave)
    }

    /// Whether [`Defect::size`] is an area; it is a length or a count otherwise.
    pub fn unit(self) -> SizeUnit {
        match self {
            Self::DuplicateGeometry
            | Self::DuplicateArea
            | Self::HoleOutside
            | Self::NestedHole
            | Self::Overlap
            | Self::Gap
            | Self::ReversedRing
            | Self::Exclave => SizeUnit::SquareMetres,
            Self::UnmatchedEdge | Self::UnclosedRing | Self::CollapsedRing => SizeUnit::Metres,
            Self::NotFinite
            | Self::OutOfBounds
            | Self::AxesSwapped
            | Self::NotAPolygon
            | Self::EmptyGeometry
            | Self::SelfIntersection
            | Self::SelfTouch => SizeUnit::Count,
        }
    }
}

impl fmt::Display for DefectKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// What a size counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SizeUnit {
    /// Square metres.
    SquareMetres,
    /// Metres.
    Metres,
    /// How many points, crossings or geometries.
    Count,
}

/// One defect.
#[derive(Clone, Debug, PartialEq)]
pub struct Defect {
    /// What it is.
    pub kind: DefectKind,
    /// The shapes concerned, the smaller number first.
    pub shapes: Vec<usize>,
    /// Where, in the coordinates of the outlines.
    pub place: Position,
    /// How large, in the unit of [`DefectKind::unit`]: the area wrongly claimed, left or lost; the length of the border; how many points or crossings.
    pub size: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_word_of_its_own() {
        let mut words: Vec<&str> = DefectKind::ALL.iter().map(|kind| kind.word()).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), DefectKind::ALL.len());
        assert!(DefectKind::ALL.is_sorted());
    }
}
