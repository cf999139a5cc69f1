//! Shapes laid out in an equal-area projection, wherever on the globe they lie: without a seam where files cut land at the antimeridian, and
//! cut where a map of the world ends.

use crate::geometry::build::raw::build_with_empty;
use crate::geometry::plane::measure::Measure;
use crate::geometry::plane::position::position;
use crate::geometry::topology::arcs::Topology;
use crate::geometry::topology::equal_area::{central_meridian, equal_area_system};
use crate::geometry::topology::project::{ProjectError, project_points};
use crate::geometry::topology::sphere::{turned, unrolled};
use crate::model::shape::outline::{PolygonOutlines, Position, ReferenceSystem};

/// Edges longer than this many degrees get points between, for a line on the globe is bent on a map.
const STEP: f64 = 1.0;
/// What a point at the edge of the world keeps off it, so that it stays on its side.
const EDGE: f64 = 1e-9;

/// The shapes in the equal-area system that suits them.
///
/// # Errors
/// As [`equal_area_system`] and [`Topology::project`].
pub fn laid_out(shapes: &Topology) -> Result<Topology, ProjectError> {
    laid_out_in(shapes, &equal_area_system(shapes)?)
}

/// The shapes in an equal-area system.
///
/// # Errors
/// As [`Topology::project`].
pub fn laid_out_in(shapes: &Topology, system: &ReferenceSystem) -> Result<Topology, ProjectError> {
    let Some((centre, ends)) = central_meridian_from(shapes.reference(), system) else {
        return shapes.project(system);
    };
    let low = centre - 180.0;
    if is_whole(shapes, low) {
        return finer(shapes).project(system);
    }
    let outlines = shapes.to_outlines();
    let cut = if ends { cut_at(&outlines, low, EDGE) } else { turned_to(&outlines, low) };
    let usual: Vec<Position> = cut.points.iter().map(|[x, y]| [turned(*x, -180.0), *y]).collect();
    let points = project_points(&usual, shapes.reference(), system)?;
    let flat = PolygonOutlines { reference: system.clone(), points, ..cut };
    match build_with_empty(&flat) {
        // Borders inside a shape are where its file cut it.
        Ok(built) => {
            Ok(built.topology.dissolve(&(0..shapes.n_shapes()).map(Some).collect::<Vec<_>>(), shapes.n_shapes()))
        }
        Err(_) => finer(shapes).project(system),
    }
}

/// The central meridian of a system made for shapes in degrees, which decides how they are cut, turned and made finer.
fn central_meridian_from(from: &ReferenceSystem, system: &ReferenceSystem) -> Option<(f64, bool)> {
    let is_own = system.code().is_none() && Measure::of(from) == Measure::Degrees;
    is_own.then(|| central_meridian(system)).flatten()
}

/// Whether shapes are laid out in a system by their points alone, so that their polygons can be as well.
pub(crate) fn is_by_points(from: &ReferenceSystem, system: &ReferenceSystem) -> bool {
    central_meridian_from(from, system).is_none()
}

/// Whether no line jumps, ends at the antimeridian or reaches over the edge of the world.
fn is_whole(shapes: &Topology, low: f64) -> bool {
    let is_inside = |[x, _]: &Position| *x > low + EDGE && *x < low + 360.0 - EDGE && x.abs() < 180.0 - EDGE;
    let jumps = |arc: usize| shapes.arc(arc).windows(2).any(|edge| (edge[1][0] - edge[0][0]).abs() > 180.0);
    shapes.points().iter().all(is_inside) && !(0..shapes.n_arcs()).any(jumps)
}

/// Points between two, none farther from the next than a step; both ends are left out.
fn between([ax, ay]: Position, [bx, by]: Position) -> impl Iterator<Item = Position> {
    let (dx, dy) = (bx - ax, by - ay);
    let n = (dx.abs().max(dy.abs()) / STEP).ceil().min(720.0);
    let parts = std::iter::successors(Some(1.0), |number| Some(number + 1.0)).take_while(move |number| *number < n);
    parts.map(move |number| [ax + dx * number / n, ay + dy * number / n])
}

/// The same lines with more points.
fn filled(line: &[Position]) -> Vec<Position> {
    let edges = line.windows(2).flat_map(|edge| std::iter::once(edge[0]).chain(between(edge[0], edge[1])));
    edges.chain(line.last().copied()).collect()
}

fn finer(shapes: &Topology) -> Topology {
    let (mut points, mut arc_starts) = (Vec::with_capacity(shapes.points().len()), vec![0]);
    for arc in 0..shapes.n_arcs() {
        points.extend(filled(shapes.arc(arc)));
        arc_starts.push(position(points.len()));
    }
    shapes.with_points(shapes.reference().clone(), points, arc_starts)
}

/// Rings as an azimuthal map takes them: every longitude written in one way, so that both sides of the antimeridian meet.
fn turned_to(outlines: &PolygonOutlines, low: f64) -> PolygonOutlines {
    let ring = |ring: usize| -> Vec<Position> {
        let points = filled(&unrolled(outlines.ring(ring), low));
        points.into_iter().map(|[x, y]| [turned(x, -180.0), y]).collect()
    };
    let mut turned = PolygonOutlines::new(outlines.reference.clone());
    for shape in 0..outlines.n_shapes() {
        turned.push_shape(outlines.polygons_of(shape).map(|polygon| outlines.rings_of(polygon).map(ring)));
    }
    turned
}

/// Polygons in degrees whose rings jump from 180 to −180, cut there as files should have them; `None` where none does.
///
/// A line from 180 to −180 itself goes along a parallel and is no jump.
pub fn without_jumps(outlines: &PolygonOutlines) -> Option<PolygonOutlines> {
    let jumps = |edge: &[Position]| (180.0 + EDGE..360.0 - EDGE).contains(&(edge[1][0] - edge[0][0]).abs());
    let any = (0..outlines.n_rings()).any(|ring| outlines.ring(ring).windows(2).any(jumps));
    (any && Measure::of(&outlines.reference) == Measure::Degrees).then(|| cut_at(outlines, -180.0, 0.0))
}

/// Polygons cut at the meridian where a map of the world ends, each part on its side and as far off the edge as is asked.
fn cut_at(outlines: &PolygonOutlines, low: f64, off: f64) -> PolygonOutlines {
    let mut cut = PolygonOutlines::new(outlines.reference.clone());
    for shape in 0..outlines.n_shapes() {
        let mut polygons: Vec<Vec<Vec<Position>>> = Vec::new();
        for polygon in outlines.polygons_of(shape) {
            let rings: Vec<Vec<Position>> =
                outlines.rings_of(polygon).map(|ring| closed(unrolled(&ended(outlines.ring(ring)), low))).collect();
            let Some((exterior, holes)) = rings.split_first() else { continue };
            for (turn, piece) in pieces(exterior, low, off) {
                let holes = holes.iter().flat_map(|hole| pieces(hole, low, off)).filter(|(other, _)| *other == turn);
                polygons.push(std::iter::once(piece).chain(holes.map(|(_, hole)| hole)).collect());
            }
        }
        cut.push_shape(polygons);
    }
    cut
}

/// A ring that comes back to its first point.
fn ended(ring: &[Position]) -> Vec<Position> {
    let is_open = ring.first() != ring.last();
    ring.iter().copied().chain(ring.first().copied().filter(|_| is_open)).collect()
}

/// A ring around a pole goes over the pole.
fn closed(mut ring: Vec<Position>) -> Vec<Position> {
    if let (Some(&first), Some(&last)) = (ring.first(), ring.last())
        && (last[0] - first[0]).abs() > 180.0
    {
        let north: f64 = ring.iter().map(|point| point[1]).sum();
        let pole = 90.0_f64.copysign(north);
        ring.extend([[last[0], pole], [first[0], pole], first]);
    }
    ring
}

/// The parts of a ring between the edges of the world, with the turn of the globe that each lies in.
fn pieces(ring: &[Position], low: f64, off: f64) -> Vec<(i32, Vec<Position>)> {
    let turns = |x: f64| (x - low) / 360.0;
    let (least, most) = ring
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), [x, _]| (least.min(turns(*x)), most.max(turns(*x))));
    let mut found = Vec::new();
    for turn in -2..=2_i32 {
        if most <= f64::from(turn) || least >= f64::from(turn) + 1.0 {
            continue;
        }
        let here: Vec<Position> = ring.iter().map(|[x, y]| [x - 360.0 * f64::from(turn), *y]).collect();
        let part = half(&half(&here, low + off, 1.0), low + 360.0 - off, -1.0);
        if part.len() > 3 {
            found.push((turn, if off > 0.0 { filled(&part) } else { part }));
        }
    }
    found
}

/// The part of a closed ring on one side of a meridian.
///
/// # Source
/// Sutherland and Hodgman (1974), *Communications of the ACM* 17(1).
fn half(ring: &[Position], meridian: f64, side: f64) -> Vec<Position> {
    let is_in = |point: Position| (point[0] - meridian) * side >= 0.0;
    let mut kept = Vec::with_capacity(ring.len());
    for edge in ring.windows(2) {
        let [from, to] = [edge[0], edge[1]];
        if is_in(from) {
            kept.push(from);
        }
        if is_in(from) != is_in(to) {
            let part = (meridian - from[0]) / (to[0] - from[0]);
            kept.push([meridian, from[1] + part * (to[1] - from[1])]);
        }
    }
    kept.extend(kept.first().copied());
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::build::raw::build_topology;
    use crate::geometry::topology::shapes::tests::outlines;
    use crate::model::shape::repair::Repair;

    /// The ring of a rectangle, with a point every ten degrees.
    fn rectangle([west, south, east, north]: [f64; 4]) -> Vec<Position> {
        let along = |from: f64, to: f64| {
            let n = ((to - from).abs() / 10.0).ceil().max(1.0);
            std::iter::successors(Some(0.0), |step| Some(step + 1.0))
                .take_while(move |step| *step < n)
                .map(move |step| from + (to - from) * step / n)
        };
        let south_side = along(west, east).map(|x| [x, south]);
        let north_side = along(east, west).map(|x| [x, north]);
        let sides = south_side.chain([[east, south]]).chain(north_side).chain([[west, north], [west, south]]);
        sides.collect()
    }

    /// Shapes of rectangles in degrees.
    fn shapes(shapes: &[&[[f64; 4]]]) -> Topology {
        let mut all = PolygonOutlines::new(ReferenceSystem::wgs84());
        for boxes in shapes {
            all.push_shape(boxes.iter().map(|sides| [rectangle(*sides)]));
        }
        build_topology(&all, Repair::Mend).unwrap().topology
    }

    fn size(shapes: &Topology) -> [f64; 2] {
        let [west, south, east, north] = crate::geometry::plane::ring::bounds(shapes.points());
        [east - west, north - south]
    }

    #[test]
    fn islands_on_both_sides_of_the_antimeridian_lie_beside_each_other() {
        let fiji = laid_out(&shapes(&[&[[177.0, -19.0, 180.0, -16.0], [-180.0, -18.0, -178.5, -17.0]]])).unwrap();
        assert!(fiji.reference().name().contains("around 179 E"), "{}", fiji.reference().name());
        let [wide, high] = size(&fiji);
        assert!((400e3..500e3).contains(&wide) && (300e3..360e3).contains(&high), "{wide} {high}");
        // What the file cut at 180 is one polygon again.
        assert_eq!(fiji.polygons(0).len(), 1);
        let true_area = Measure::Degrees.area(&rectangle([0.0, -19.0, 3.0, -16.0]))
            + Measure::Degrees.area(&rectangle([0.0, -18.0, 1.5, -17.0]));
        assert!((fiji.area(0) / true_area - 1.0).abs() < 1e-4, "{} {true_area}", fiji.area(0));
    }

    #[test]
    fn a_ring_that_jumps_over_the_antimeridian_is_whole() {
        let mut jumping = outlines(&[&[vec![[179.0, 0.0], [-179.0, 0.0], [-179.0, 1.0], [179.0, 1.0], [179.0, 0.0]]]]);
        jumping.reference = ReferenceSystem::wgs84();
        let topology = build_topology(&jumping, Repair::Mend).unwrap().topology;
        let [wide, _] = size(&laid_out(&topology).unwrap());
        assert!((220e3..225e3).contains(&wide), "{wide}");
    }

    #[test]
    fn rings_that_jump_are_cut_before_they_cross_everything() {
        let mut jumping = outlines(&[
            &[vec![[170.0, 60.0], [-170.0, 60.0], [-170.0, 70.0], [170.0, 70.0], [170.0, 60.0]]],
            &[vec![[0.0, 60.0], [10.0, 60.0], [10.0, 70.0], [0.0, 70.0], [0.0, 60.0]]],
        ]);
        jumping.reference = ReferenceSystem::wgs84();
        let cut = without_jumps(&jumping).unwrap();
        let topology = build_topology(&cut, Repair::Refuse).unwrap().topology;
        assert_eq!([topology.polygons(0).len(), topology.polygons(1).len()], [2, 1]);
        assert_eq!(without_jumps(&cut), None);
        let flat = laid_out(&topology).unwrap();
        assert_eq!(flat.polygons(0).len(), 1);
    }

    #[test]
    fn the_world_is_cut_where_the_least_land_is() {
        let world = shapes(&[
            &[[-10.0, 0.0, 180.0, 70.0], [-180.0, 65.0, -170.0, 70.0]],
            &[[-110.0, -50.0, -40.0, 60.0]],
            &[[-180.0, -90.0, 180.0, -70.0]],
        ]);
        let flat = laid_out(&world).unwrap();
        assert!(flat.reference().name().starts_with("Equal Earth"), "{}", flat.reference().name());
        // The east and its far end, cut by the file, are one.
        assert_eq!(flat.polygons(0).len(), 1, "{}", flat.reference().name());
        for (shape, boxes) in [
            (0, vec![[-10.0, 0.0, 180.0, 70.0], [-180.0, 65.0, -170.0, 70.0]]),
            (1, vec![[-110.0, -50.0, -40.0, 60.0]]),
        ] {
            let true_area: f64 = boxes.into_iter().map(|sides| Measure::Degrees.area(&rectangle(sides))).sum();
            assert!((flat.area(shape) / true_area - 1.0).abs() < 1e-3, "{shape}: {} {true_area}", flat.area(shape));
        }
        let [wide, high] = size(&flat);
        assert!(wide < 34.5e6 && high < 16.9e6, "{wide} {high}");
    }

    // PROJ 9.1.1: `proj +proj=eqearth +lon_0=11 +datum=WGS84`.
    #[test]
    fn equal_earth_is_that_of_proj() {
        let world = shapes(&[&[[-168.0, -80.0, 0.0, 80.0]], &[[0.0, -80.0, 178.0, 80.0]]]);
        let system = equal_area_system(&world).unwrap();
        let centre = central_meridian(&system).unwrap().0;
        for ([x, y], expected) in [
            ([0.0, 0.0], [-1_053_797.498_247, 0.0]),
            ([30.0, 45.0], [1_561_427.890_172, 5_466_867.760_214]),
            ([-169.0 + 0.0, 66.0], [-12_222_858.292_029, 7_407_015.343_393]),
        ] {
            let here = project_points(&[[x - 11.0 + centre, y]], &ReferenceSystem::wgs84(), &system).unwrap()[0];
            assert!(
                (here[0] - expected[0]).abs() < 0.01 && (here[1] - expected[1]).abs() < 0.01,
                "{here:?} {expected:?}"
            );
        }
    }
}
