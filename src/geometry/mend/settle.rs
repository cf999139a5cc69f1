//! Faces that one, several or no shapes claim, given to one shape each.

use std::collections::{BTreeMap, BTreeSet};

use crate::geometry::edge::loops::Loops;
use crate::geometry::mend::defect::{Defect, DefectKind};
use crate::geometry::mend::faces::Faces;
use crate::geometry::plane::measure::Measure;
use crate::geometry::plane::position::position;
use crate::geometry::plane::vertex::NONE;
use crate::geometry::topology::assemble::grouped;
use crate::model::shape::outline::Position;

/// Faces with the shape that each is given to.
pub(crate) struct Settled {
    /// The shape of each face, `NONE` where no shape claims it.
    pub(crate) owners: Vec<u32>,
    /// Overlaps, duplicates, holes out of place.
    pub(crate) defects: Vec<Defect>,
    /// The claims of all shapes together, in square metres: land that two claim counts twice.
    pub(crate) claimed: f64,
}

/// What the rings around a face make of it.
#[derive(Default)]
struct Claims {
    /// The shapes that claim it, each once.
    shapes: Vec<u32>,
    /// How many polygons claim it.
    polygons: usize,
    /// Shapes with a hole here outside its exterior.
    holes_outside: Vec<u32>,
    /// Shapes with a hole in a hole here.
    nested: Vec<u32>,
    /// Shapes that claim it with more than one of their parts.
    twice: Vec<u32>,
}

impl Claims {
    /// A polygon is its exterior without its holes; a shape is all its polygons.
    fn of(rings: &[u32], loops: &Loops) -> Self {
        let mut claims = Self::default();
        for polygon in rings.chunk_by(|&a, &b| loops.polygon[a as usize] == loops.polygon[b as usize]) {
            let shape = loops.shape[polygon[0] as usize];
            let holes = polygon.iter().filter(|&&ring| loops.hole[ring as usize]).count();
            let inside = holes < polygon.len();
            if inside && holes == 0 {
                claims.polygons += 1;
                if claims.shapes.last() == Some(&shape) {
                    claims.twice.push(shape);
                } else {
                    claims.shapes.push(shape);
                }
            } else if inside && holes > 1 {
                claims.nested.push(shape);
            } else if !inside {
                claims.holes_outside.push(shape);
            }
        }
        claims
    }
}

/// Gives each face to one shape.
///
/// Land that several shapes claim goes to one that has no land of its own, so that no shape vanishes; else to the one it shares the longest
/// border with, so that no splinter comes apart; else to the first.
pub(crate) fn settle(faces: &Faces, loops: &Loops, positions: &[Position], measure: Measure) -> Settled {
    let claims: Vec<Claims> = faces.rings.iter().map(|rings| Claims::of(rings, loops)).collect();
    let mut settled = Settled {
        owners: claims.iter().map(|claims| if claims.shapes.len() == 1 { claims.shapes[0] } else { NONE }).collect(),
        defects: Vec::new(),
        claimed: claims.iter().zip(&faces.areas).map(|(claims, area)| claims.polygons as f64 * area).sum(),
    };
    let own: BTreeSet<u32> = settled.owners.iter().copied().filter(|owner| *owner != NONE).collect();
    let mut size_of: BTreeMap<u32, f64> = BTreeMap::new();
    for (claims, area) in claims.iter().zip(&faces.areas) {
        for &shape in &claims.shapes {
            *size_of.entry(shape).or_insert(0.0) += area;
        }
    }
    let mut open: Vec<usize> = Vec::new();
    for (face, claims) in claims.iter().enumerate().filter(|(_, claims)| claims.shapes.len() > 1) {
        let size = |shape: u32| size_of.get(&shape).copied().unwrap_or(0.0);
        let landless = claims.shapes.iter().copied().filter(|shape| !own.contains(shape));
        match landless.min_by(|&a, &b| size(a).total_cmp(&size(b)).then(a.cmp(&b))) {
            Some(shape) => settled.owners[face] = shape,
            None => open.push(face),
        }
    }
    settle_by_border(&mut settled.owners, open, &claims, faces, positions, measure);
    settled.defects = defects(&claims, faces);
    settled
}

/// Gives open faces to the claimant with the longest border, round after round, from the settled land inwards.
fn settle_by_border(
    owners: &mut [u32],
    mut open: Vec<usize>,
    claims: &[Claims],
    faces: &Faces,
    positions: &[Position],
    measure: Measure,
) {
    let halves: Vec<u32> = (0..position(2 * faces.sides.len())).collect();
    let face = |half: u32| faces.sides[half as usize / 2][half as usize % 2] as usize;
    let (around, starts) =
        if open.is_empty() { (Vec::new(), Vec::new()) } else { grouped(&halves, owners.len(), face) };
    let length = |half: u32| {
        let [a, b] = faces.edges[half as usize / 2].map(|vertex| positions[vertex as usize]);
        measure.length(a, b)
    };
    while !open.is_empty() {
        let mut given = Vec::new();
        for &here in &open {
            let mut border: BTreeMap<u32, f64> = BTreeMap::new();
            for &half in &around[starts[here] as usize..starts[here + 1] as usize] {
                let owner = owners[face(half ^ 1)];
                if claims[here].shapes.contains(&owner) {
                    *border.entry(owner).or_insert(0.0) += length(half);
                }
            }
            let longest = border.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
            given.extend(longest.map(|(shape, _)| (here, shape)));
        }
        if given.is_empty() {
            given = open.iter().map(|&here| (here, claims[here].shapes[0])).collect();
        }
        for (here, shape) in given {
            owners[here] = shape;
        }
        open.retain(|&here| owners[here] == NONE);
    }
}

/// Names what the claims show.
fn defects(claims: &[Claims], faces: &Faces) -> Vec<Defect> {
    let mut land: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (face, claims) in claims.iter().enumerate() {
        for &shape in &claims.shapes {
            land.entry(shape).or_default().push(face);
        }
    }
    let mut same: BTreeMap<Vec<usize>, Vec<u32>> = BTreeMap::new();
    for (shape, faces) in land {
        same.entry(faces).or_default().push(shape);
    }
    let duplicates: BTreeSet<Vec<u32>> = same.into_values().filter(|shapes| shapes.len() > 1).collect();
    let mut found: BTreeMap<(DefectKind, Vec<u32>), (f64, usize)> = BTreeMap::new();
    let mut add = |kind, shapes: Vec<u32>, face: usize| {
        let (area, largest) = found.entry((kind, shapes)).or_insert((0.0, face));
        *area += faces.areas[face];
        if faces.areas[face] > faces.areas[*largest] {
            *largest = face;
        }
    };
    for (face, claims) in claims.iter().enumerate() {
        let several = claims.shapes.len() > 1;
        if several && duplicates.contains(&claims.shapes) {
            add(DefectKind::DuplicateGeometry, claims.shapes.clone(), face);
        } else if several {
            add(DefectKind::Overlap, claims.shapes.clone(), face);
        }
        for &shape in &claims.twice {
            add(DefectKind::Overlap, vec![shape], face);
        }
        for &shape in &claims.nested {
            add(DefectKind::NestedHole, vec![shape], face);
        }
        for &shape in &claims.holes_outside {
            add(DefectKind::HoleOutside, vec![shape], face);
        }
    }
    found
        .into_iter()
        .map(|((kind, shapes), (size, face))| Defect {
            kind,
            shapes: shapes.into_iter().map(|shape| shape as usize).collect(),
            place: faces.places[face],
            size,
        })
        .collect()
}
