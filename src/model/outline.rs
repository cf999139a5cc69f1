//! Outlines as they arrive: rings or shared arcs in flat arrays, with the reference system they are in.
//!
//! What can be asked of shapes (topology, dissolve, measures) is `geometry`'s; here is only what was read.

/// A position: `[x, y]`, which is longitude and latitude in degrees where the reference system is geographic.
pub type Position = [f64; 2];

/// The name of a reference system, such as `EPSG:4326`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferenceSystem(String);

impl ReferenceSystem {
    /// WGS 84 longitude and latitude, in degrees.
    pub fn wgs84() -> Self {
        Self("EPSG:4326".to_owned())
    }

    /// ETRS89-extended / LAEA Europe, an equal-area projection, in metres.
    pub fn laea_europe() -> Self {
        Self("EPSG:3035".to_owned())
    }

    /// The name, `AUTHORITY:CODE`.
    pub fn name(&self) -> &str {
        &self.0
    }
}

/// Outlines of the places of a territory whose common borders are already shared arcs, each stored once.
///
/// All lists are flat: item `i` of a list of starts and item `i + 1` bound the slice of element `i`.
#[derive(Clone, Debug)]
pub struct ArcOutlines {
    /// The reference system of [`ArcOutlines::points`].
    pub reference: ReferenceSystem,
    /// Points of all arcs, one arc after the other.
    pub points: Vec<Position>,
    /// Where each arc starts in `points`; one more than there are arcs.
    pub arc_starts: Vec<u32>,
    /// Arcs of all rings; `!a` is arc `a` walked backwards. A ring closes itself: its first point is its last.
    pub ring_arcs: Vec<i32>,
    /// Where each ring starts in `ring_arcs`; one more than there are rings.
    pub ring_starts: Vec<u32>,
    /// Where each shape starts in `ring_starts`; one more than there are shapes.
    pub shape_starts: Vec<u32>,
    /// The code of each shape, as read.
    pub codes: Vec<String>,
}
