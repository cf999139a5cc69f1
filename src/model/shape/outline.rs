//! Outlines as they arrive: rings or shared arcs in flat arrays, with the reference system they are in.
//!
//! What can be asked of shapes (topology, dissolve, measures) is `geometry`'s; here is only what was read.

use crate::model::shape::meridian::stand_in;

/// A position: `[x, y]`, which is longitude and latitude in degrees where the reference system is geographic.
pub type Position = [f64; 2];

/// A reference system: a name such as `EPSG:4326`, and what defines it where no authority gave it a code or another system stands for it.
///
/// Positions are always `[x, y]`, longitude or easting first, whatever order the authority writes axes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferenceSystem {
    name: String,
    code: Option<u32>,
    definition: Option<Box<str>>,
}

impl ReferenceSystem {
    /// WGS 84 longitude and latitude, in degrees.
    pub fn wgs84() -> Self {
        Self::epsg(4326)
    }

    /// ETRS89-extended / LAEA Europe, an equal-area projection, in metres.
    pub fn laea_europe() -> Self {
        Self::epsg(3035)
    }

    /// The system with this code of the EPSG registry.
    pub fn epsg(code: u32) -> Self {
        Self { name: format!("EPSG:{code}"), code: Some(code), definition: stand_in(code).map(String::into_boxed_str) }
    }

    /// A system without a code: its own name, and its definition as WKT.
    pub fn defined(name: impl Into<String>, definition: impl Into<String>) -> Self {
        Self { name: name.into(), code: None, definition: Some(definition.into().into_boxed_str()) }
    }

    /// The name: `EPSG:CODE`, or the system's own where it has no code.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The code in the EPSG registry.
    pub fn code(&self) -> Option<u32> {
        self.code
    }

    /// What a projection library takes: the definition or what stands for it where there is one, else the name.
    pub fn definition(&self) -> &str {
        self.definition.as_deref().unwrap_or(&self.name)
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

/// Outlines as polygons: every border is stored once for each side of it, as boundary files have them.
///
/// All lists are flat: item `i` of a list of starts and item `i + 1` bound the slice of element `i`. Nothing is promised but that:
/// rings may be open, turn either way, cross themselves or hold numbers that are not finite.
#[derive(Clone, Debug, PartialEq)]
pub struct PolygonOutlines {
    /// The reference system of [`PolygonOutlines::points`].
    pub reference: ReferenceSystem,
    /// Points of all rings, one ring after the other.
    pub points: Vec<Position>,
    /// Where each ring starts in `points`; one more than there are rings.
    pub ring_starts: Vec<u32>,
    /// Where each polygon starts in `ring_starts`; one more than there are polygons. The first ring of a polygon is its exterior, by the
    /// file's word, the others are its holes.
    pub polygon_starts: Vec<u32>,
    /// Where each shape starts in `polygon_starts`; one more than there are shapes. A shape may have no polygon.
    pub shape_starts: Vec<u32>,
}

impl PolygonOutlines {
    /// No shapes at all.
    pub fn new(reference: ReferenceSystem) -> Self {
        Self { reference, points: Vec::new(), ring_starts: vec![0], polygon_starts: vec![0], shape_starts: vec![0] }
    }

    /// Outlines whose shapes are some of these; a shape without polygons where there is none.
    #[must_use]
    pub fn picked(&self, shapes: impl IntoIterator<Item = Option<usize>>) -> Self {
        let mut picked = Self::new(self.reference.clone());
        let start = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        for shape in shapes {
            for polygon in shape.map(|shape| self.polygons_of(shape)).into_iter().flatten() {
                for ring in self.rings_of(polygon) {
                    picked.points.extend_from_slice(self.ring(ring));
                    picked.ring_starts.push(start(picked.points.len()));
                }
                picked.polygon_starts.push(start(picked.ring_starts.len() - 1));
            }
            picked.shape_starts.push(start(picked.polygon_starts.len() - 1));
        }
        picked
    }

    /// Adds the shapes of other outlines behind these.
    pub fn append(&mut self, other: &Self) {
        let add = |to: &mut Vec<u32>, from: &[u32]| {
            let offset = to.last().copied().unwrap_or(0);
            to.extend(from.iter().skip(1).map(|start| start.saturating_add(offset)));
        };
        add(&mut self.ring_starts, &other.ring_starts);
        add(&mut self.polygon_starts, &other.polygon_starts);
        add(&mut self.shape_starts, &other.shape_starts);
        self.points.extend_from_slice(&other.points);
    }

    /// How many shapes there are.
    pub fn n_shapes(&self) -> usize {
        self.shape_starts.len() - 1
    }

    /// How many rings there are.
    pub fn n_rings(&self) -> usize {
        self.ring_starts.len() - 1
    }

    /// The points of a ring, as read.
    pub fn ring(&self, ring: usize) -> &[Position] {
        &self.points[self.ring_starts[ring] as usize..self.ring_starts[ring + 1] as usize]
    }

    /// Numbers of the polygons of a shape.
    pub fn polygons_of(&self, shape: usize) -> std::ops::Range<usize> {
        self.shape_starts[shape] as usize..self.shape_starts[shape + 1] as usize
    }

    /// Numbers of the rings of a polygon, the exterior first.
    pub fn rings_of(&self, polygon: usize) -> std::ops::Range<usize> {
        self.polygon_starts[polygon] as usize..self.polygon_starts[polygon + 1] as usize
    }
}

/// The bounds of nothing.
pub(crate) const NOWHERE: [f64; 4] = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];

/// The bounds of two bounds.
pub(crate) fn enclosing([a, b, c, d]: [f64; 4], [west, south, east, north]: [f64; 4]) -> [f64; 4] {
    [a.min(west), b.min(south), c.max(east), d.max(north)]
}

/// `[low x, low y, high x, high y]` of the positions that are numbers.
pub(crate) fn bounds(points: &[Position]) -> [f64; 4] {
    points.iter().fold(NOWHERE, |[a, b, c, d], [x, y]| [a.min(*x), b.min(*y), c.max(*x), d.max(*y)])
}
