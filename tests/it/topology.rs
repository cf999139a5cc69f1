//! Topology of Italy's municipalities: dissolve, holes, areas.

use bacino::geometry::topology::Topology;
use bacino::input::boundaries::embedded_outlines;
use bacino::model::outline::ReferenceSystem;
use geo::Validation;

fn shapes(topology: &Topology) -> Vec<geo::MultiPolygon> {
    let line = |points: Vec<[f64; 2]>| geo::LineString::from(points);
    (0..topology.n_shapes())
        .map(|shape| {
            let polygons = topology.polygons(shape).into_iter();
            polygons
                .map(|polygon| geo::Polygon::new(line(polygon.exterior), polygon.holes.into_iter().map(line).collect()))
                .collect()
        })
        .collect()
}

fn by_prefix(digits: usize) -> (Vec<Option<usize>>, usize) {
    let codes = embedded_outlines().codes;
    let mut prefixes: Vec<&str> = codes.iter().map(|code| &code[..digits]).collect();
    prefixes.dedup();
    let group = codes.iter().map(|code| prefixes.binary_search(&&code[..digits]).ok()).collect();
    (group, prefixes.len())
}

#[test]
fn dissolved_provinces_are_valid_and_as_large_as_their_municipalities() {
    let topology = Topology::from_arcs(&embedded_outlines()).unwrap();
    let (group_of, n) = by_prefix(3);
    let provinces = topology.dissolve(&group_of, n);
    let mut sums = vec![0.0; n];
    for (shape, group) in group_of.iter().enumerate() {
        sums[group.unwrap()] += topology.area(shape);
    }
    for (province, sum) in sums.iter().enumerate() {
        assert!((provinces.area(province) / sum - 1.0).abs() < 1e-9);
    }
    for shape in shapes(&provinces) {
        shape.check_validation().unwrap();
    }
}

#[test]
fn italy_keeps_its_holes_and_islands() {
    let topology = Topology::from_arcs(&embedded_outlines()).unwrap();
    let italy = topology.dissolve(&vec![Some(0); topology.n_shapes()], 1);
    let polygons = italy.polygons(0);
    let holes: usize = polygons.iter().map(|polygon| polygon.holes.len()).sum();
    assert_eq!(holes, 3, "San Marino, the Vatican, the papal villa");
    assert!(polygons.len() > 100);
}

#[test]
fn simplified_municipalities_stay_valid_and_keep_their_neighbours() {
    let topology = Topology::from_arcs(&embedded_outlines()).unwrap().project(&ReferenceSystem::laea_europe()).unwrap();
    let before: Vec<[usize; 2]> = topology.neighbours().into_keys().collect();
    for tolerance in [100.0_f64, 500.0, 2_000.0] {
        let simple = topology.simplify(tolerance * tolerance);
        assert!(simple.points().len() < topology.points().len());
        let after: Vec<[usize; 2]> = simple.neighbours().into_keys().collect();
        assert_eq!(before, after);
        for (shape, polygon) in shapes(&simple).iter().enumerate() {
            assert!(polygon.is_valid(), "{tolerance} {shape}: {:?}", polygon.validation_errors());
        }
    }
}
