//! Topology from raw polygons: the same shared borders, whatever the file does to them; every defect named, mended, and its area accounted for.

use bacino::geometry::build::raw::{Built, build_topology};
use bacino::geometry::mend::defect::DefectKind;
use bacino::geometry::mend::failure::BuildError;
use bacino::geometry::topology::arcs::Topology;
use bacino::input::embedded::outlines::embedded_outlines;
use bacino::model::shape::outline::{PolygonOutlines, Position, ReferenceSystem};
use bacino::model::shape::repair::Repair;
use geo::Validation;

type Ring = Vec<Position>;

/// A shape of one polygon: exterior, then holes.
fn shape(rings: &[&[[i32; 2]]]) -> Vec<Ring> {
    let ring = |points: &&[[i32; 2]]| {
        let mut ring: Ring = points.iter().map(|point| point.map(f64::from)).collect();
        ring.push(ring[0]);
        ring
    };
    rings.iter().map(ring).collect()
}

fn outlines(shapes: &[Vec<Ring>]) -> PolygonOutlines {
    let mut outlines = PolygonOutlines::new(ReferenceSystem::laea_europe());
    for rings in shapes {
        outlines.push_shape([rings.as_slice()]);
    }
    outlines
}

fn mend(shapes: &[Vec<Ring>]) -> Built {
    let built = build_topology(&outlines(shapes), Repair::Mend).unwrap();
    assert_valid(&built.topology);
    built
}

/// Every shape is valid by itself, and shapes cover each other nowhere: their areas sum to that of their union.
fn assert_valid(topology: &Topology) {
    let n = topology.n_shapes();
    for shape in 0..n {
        for polygon in topology.polygons(shape) {
            let line = |points: Ring| geo::LineString::from(points);
            let polygon = geo::Polygon::new(line(polygon.exterior), polygon.holes.into_iter().map(line).collect());
            assert!(polygon.is_valid(), "{shape}: {:?}", polygon.validation_errors());
        }
    }
    let union = topology.dissolve(&vec![Some(0); n], 1).area(0);
    let sum: f64 = (0..n).map(|shape| topology.area(shape)).sum();
    assert!((union - sum).abs() <= 1e-9 * sum.abs(), "{union} {sum}");
}

fn found(built: &Built) -> Vec<(&'static str, Vec<usize>, f64)> {
    let round = |size: f64| (size * 1e6).round() / 1e6;
    built.defects.iter().map(|defect| (defect.kind.word(), defect.shapes.clone(), round(defect.size))).collect()
}

fn areas(built: &Built) -> Vec<f64> {
    (0..built.topology.n_shapes()).map(|shape| (built.topology.area(shape) * 1e6).round() / 1e6).collect()
}

const LEFT: &[[i32; 2]] = &[[0, 0], [10, 0], [10, 10], [0, 10]];
const RIGHT: &[[i32; 2]] = &[[10, 0], [20, 0], [20, 10], [10, 10]];

#[test]
fn a_clean_coverage_has_no_defects() {
    assert_eq!(found(&mend(&[shape(&[LEFT]), shape(&[RIGHT])])), []);
}

#[test]
fn an_overlap_goes_to_one_shape_and_is_counted() {
    let built = mend(&[shape(&[LEFT]), shape(&[&[[8, 0], [20, 0], [20, 10], [8, 10]]])]);
    assert!(found(&built).contains(&("overlap", vec![0, 1], 20.0)), "{:?}", found(&built));
    assert!((built.area_before - 220.0).abs() < 1e-6 && (built.area_after - 200.0).abs() < 1e-6);
}

#[test]
fn shapes_that_cross_are_cut_where_they_cross() {
    let built = mend(&[shape(&[LEFT]), shape(&[&[[5, 5], [15, 5], [15, 15], [5, 15]]])]);
    assert_eq!(found(&built), [("overlap", vec![0, 1], 25.0)]);
    assert!((built.area_after - 175.0).abs() < 1e-6);
}

#[test]
fn a_shape_inside_another_without_a_hole_for_it_keeps_its_land() {
    let built = mend(&[shape(&[LEFT]), shape(&[&[[2, 2], [4, 2], [4, 4], [2, 4]]])]);
    assert_eq!(found(&built), [("overlap", vec![0, 1], 4.0)]);
    assert_eq!(areas(&built), [96.0, 4.0]);
    assert_eq!(built.topology.polygons(0)[0].holes.len(), 1);
}

#[test]
fn a_corner_on_the_neighbours_edge_is_shared() {
    let upper: &[[i32; 2]] = &[[10, 5], [20, 5], [20, 10], [10, 10]];
    let lower: &[[i32; 2]] = &[[10, 0], [20, 0], [20, 5], [10, 5]];
    let built = mend(&[shape(&[LEFT]), shape(&[upper]), shape(&[lower])]);
    assert_eq!(found(&built), [("unmatched-edge", vec![0, 1], 10.0), ("unmatched-edge", vec![0, 2], 10.0)]);
    assert_eq!(built.topology.neighbours(), [([0, 1], 5.0), ([0, 2], 5.0), ([1, 2], 10.0)].into());
    assert_eq!(areas(&built), [100.0, 50.0, 50.0]);
}

#[test]
fn a_narrow_gap_goes_to_the_neighbour_with_the_longer_border() {
    let left = vec![vec![[0.0, 0.0], [10.0, 0.0], [9.9, 5.0], [10.0, 10.0], [0.0, 10.0], [0.0, 0.0]]];
    let built = mend(&[left, shape(&[RIGHT])]);
    assert_eq!(found(&built), [("gap", vec![0, 1], 0.5)]);
    assert!((built.area_after - built.area_before - 0.5).abs() < 1e-9);
    assert_eq!(built.topology.polygons(0).len() + built.topology.polygons(1).len(), 2);
}

#[test]
fn a_bow_tie_is_two_triangles() {
    let built = mend(&[shape(&[&[[0, 0], [10, 10], [10, 0], [0, 10]]])]);
    assert_eq!(found(&built), [("self-intersection", vec![0], 1.0)]);
    assert_eq!((areas(&built), built.topology.polygons(0).len()), (vec![50.0], 2));
}

#[test]
fn a_ring_that_touches_itself_is_named_and_keeps_its_area() {
    let hourglass: &[[i32; 2]] = &[[0, 0], [10, 0], [5, 5], [10, 10], [0, 10], [5, 5]];
    let built = mend(&[shape(&[hourglass])]);
    assert_eq!(found(&built), [("self-touch", vec![0], 1.0)]);
    assert_eq!((areas(&built), built.topology.polygons(0).len()), (vec![50.0], 2));
    let bag: &[[i32; 2]] = &[[0, 0], [10, 0], [10, 10], [5, 10], [7, 5], [3, 5], [5, 10], [0, 10]];
    let built = mend(&[shape(&[bag])]);
    assert_eq!(found(&built), [("self-touch", vec![0], 1.0)]);
    assert_eq!((areas(&built), built.topology.polygons(0)[0].holes.len()), (vec![90.0], 1));
}

#[test]
fn holes_out_of_place_are_named() {
    let built = mend(&[shape(&[LEFT, &[[20, 20], [20, 22], [22, 22], [22, 20]]])]);
    assert_eq!((found(&built), areas(&built)), (vec![("hole-outside", vec![0], 4.0)], vec![100.0]));
    let hole: &[[i32; 2]] = &[[2, 2], [2, 8], [8, 8], [8, 2]];
    let built = mend(&[shape(&[LEFT, hole, &[[4, 4], [4, 6], [6, 6], [6, 4]]])]);
    assert_eq!((found(&built), areas(&built)), (vec![("nested-hole", vec![0], 4.0)], vec![64.0]));
}

#[test]
fn parts_of_a_shape_that_overlap_each_other_are_an_overlap_of_one_shape() {
    let both = |second: &[[i32; 2]]| {
        let mut outlines = outlines(&[shape(&[LEFT]), shape(&[second])]);
        outlines.shape_starts = vec![0, 2];
        build_topology(&outlines, Repair::Mend).unwrap()
    };
    let across = both(&[[6, 0], [16, 0], [16, 10], [6, 10]]);
    assert_eq!((found(&across), areas(&across)), (vec![("overlap", vec![0], 40.0)], vec![160.0]));
    assert!((across.area_before - 200.0).abs() < 1e-6, "{}", across.area_before);
    let within = both(&[[2, 2], [4, 2], [4, 4], [2, 4]]);
    assert_eq!((found(&within), areas(&within)), (vec![("overlap", vec![0], 4.0)], vec![100.0]));
}

#[test]
fn rings_left_open_turned_or_collapsed_are_named() {
    let mut open = shape(&[LEFT]);
    open[0].pop();
    let line = shape(&[RIGHT, &[[12, 1], [13, 1], [12, 1]]]);
    let mut turned = shape(&[&[[20, 0], [30, 0], [30, 10], [20, 10]]]);
    turned[0].reverse();
    let built = mend(&[open, line, turned]);
    assert_eq!(
        found(&built),
        [("collapsed-ring", vec![1], 2.0), ("unclosed-ring", vec![0], 10.0), ("reversed-ring", vec![2], 100.0)]
    );
    assert_eq!(areas(&built), [100.0; 3]);
}

#[test]
fn points_that_are_no_places_are_left_out_and_named() {
    let mut shapes = [shape(&[LEFT]), shape(&[RIGHT])];
    shapes[0][0].insert(2, [f64::NAN, 3.0]);
    shapes[1][0].insert(1, [1e12, 0.0]);
    let built = mend(&shapes);
    assert_eq!(found(&built), [("not-finite", vec![0], 1.0), ("out-of-bounds", vec![1], 1.0)]);
    assert_eq!(areas(&built), [100.0; 2]);
}

#[test]
fn an_exclave_is_worth_knowing_and_not_refused() {
    let mut clean = outlines(&[shape(&[LEFT]), shape(&[RIGHT])]);
    let far = shape(&[&[[20, 0], [22, 0], [22, 10], [20, 10]]]);
    let rings: [&[Ring]; 2] = [&shape(&[&[[0, 10], [10, 10], [10, 20], [0, 20]]]), &far];
    clean.push_shape(rings);
    let built = build_topology(&clean, Repair::Refuse).unwrap();
    assert_eq!(found(&built), [("exclave", vec![2], 20.0)]);
}

#[test]
fn a_shape_twice_is_an_error() {
    let shapes = outlines(&[shape(&[LEFT]), shape(&[RIGHT]), shape(&[LEFT])]);
    let Err(BuildError::WithoutArea { shapes, defects }) = build_topology(&shapes, Repair::Mend) else { panic!() };
    assert_eq!(shapes, [2]);
    assert!(defects.iter().any(|defect| defect.kind == DefectKind::DuplicateGeometry && defect.shapes == [0, 2]));
}

#[test]
fn defects_can_be_refused() {
    let shapes = outlines(&[shape(&[LEFT]), shape(&[&[[8, 0], [20, 0], [20, 10], [8, 10]]])]);
    assert!(
        matches!(build_topology(&shapes, Repair::Refuse), Err(BuildError::Refused { defects }) if !defects.is_empty())
    );
}

/// The shared arcs found in polygons are those the polygons were made of.
#[test]
fn raw_polygons_become_the_topology_they_came_from() {
    let topology = Topology::from_arcs(embedded_outlines()).unwrap();
    let built = build_topology(&topology.to_outlines(), Repair::Refuse).unwrap();
    assert!(built.defects.iter().all(|defect| defect.kind == DefectKind::Exclave), "{:?}", built.defects);
    assert_eq!(built.topology.n_arcs(), topology.n_arcs());
    assert_eq!(built.topology.points().len(), topology.points().len());
    for shape in 0..topology.n_shapes() {
        assert!((built.topology.area(shape) / topology.area(shape) - 1.0).abs() < 1e-9);
        assert_eq!(built.topology.polygons(shape).len(), topology.polygons(shape).len());
    }
    let pairs = |topology: &Topology| topology.neighbours().into_keys().collect::<Vec<_>>();
    assert_eq!(pairs(&built.topology), pairs(&topology));
    assert!((built.area_before / built.area_after - 1.0).abs() < 1e-12);
}
