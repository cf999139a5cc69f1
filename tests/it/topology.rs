//! Topology of Italy's municipalities: dissolve, holes, areas.

use bacino::geometry::figure::dots::dots;
use bacino::geometry::topology::arcs::Topology;
use bacino::geometry::topology::project::project_points;
use bacino::input::embedded::outlines::embedded_outlines;
use bacino::input::file::bytes::fingerprint;
use bacino::model::shape::outline::ReferenceSystem;
use geo::Validation;
use serde_json::Value;

/// What shapely (GEOS) and pyproj (PROJ) say; made by `make_topology_oracle.py` beside it, which names their versions.
fn oracle() -> Value {
    serde_json::from_str(include_str!("../oracle/topology/topology.json")).unwrap()
}

fn embedded() -> Topology {
    Topology::from_arcs(embedded_outlines()).unwrap()
}

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

/// Areas agree to 1e-9 of their size: GEOS and we sum the same products in another order.
#[test]
fn dissolved_provinces_and_italy_are_those_of_geos() {
    let (oracle, topology) = (oracle(), embedded());
    for (name, digits) in [("province", 3), ("italy", 0)] {
        let (group_of, n) = by_prefix(digits);
        let dissolved = topology.dissolve(&group_of, n);
        // Each municipality's border is projected, then dissolved: the same points as the other way round.
        let projected = topology.project(&ReferenceSystem::laea_europe()).unwrap().dissolve(&group_of, n);
        let rows = oracle[name]["rows"].as_array().unwrap();
        assert_eq!(rows.len(), n);
        for (group, row) in rows.iter().enumerate() {
            let polygons = dissolved.polygons(group);
            let holes: usize = polygons.iter().map(|polygon| polygon.holes.len()).sum();
            assert_eq!(
                [polygons.len(), holes].map(|count| count as u64),
                [1, 2].map(|k| row[k].as_u64().unwrap()),
                "{row}"
            );
            for (area, geos) in [(dissolved.area(group), &row[3]), (projected.area(group), &row[4])] {
                let geos = geos.as_f64().unwrap();
                assert!((area / geos - 1.0).abs() < 1e-9, "{row}: {area}");
            }
        }
    }
}

#[test]
fn neighbours_are_those_of_geos() {
    let (oracle, topology, codes) = (oracle(), embedded(), embedded_outlines().codes);
    let pairs: Vec<[usize; 2]> = topology.neighbours().into_keys().collect();
    assert_eq!(pairs.len() as u64, oracle["municipality_neighbours"]["pairs"].as_u64().unwrap());
    let lines: Vec<String> = pairs.iter().map(|[a, b]| format!("{}-{}\n", codes[*a], codes[*b])).collect();
    assert_eq!(
        fingerprint("", lines.concat().as_bytes()).sha256,
        oracle["municipality_neighbours"]["sha256"].as_str().unwrap()
    );

    let (group_of, n) = by_prefix(3);
    let provinces: Vec<[usize; 2]> = topology.dissolve(&group_of, n).neighbours().into_keys().collect();
    let names: Vec<&str> =
        oracle["province"]["rows"].as_array().unwrap().iter().map(|row| row[0].as_str().unwrap()).collect();
    let ours: Vec<String> = provinces.iter().map(|[a, b]| format!("{}-{}", names[*a], names[*b])).collect();
    let geos: Vec<&str> =
        oracle["province"]["neighbours"].as_array().unwrap().iter().map(|pair| pair.as_str().unwrap()).collect();
    assert_eq!(ours, geos);
}

/// Within a tenth of a millimetre of PROJ, inside and beyond the borders.
#[test]
fn projected_points_are_those_of_proj() {
    for row in oracle()["projected"].as_array().unwrap() {
        let [lon, lat, x, y] = [0, 1, 2, 3].map(|column| row[column].as_f64().unwrap());
        let points = [[lon, lat]];
        let ours = project_points(&points, &ReferenceSystem::wgs84(), &ReferenceSystem::laea_europe()).unwrap()[0];
        assert!((ours[0] - x).hypot(ours[1] - y) < 1e-4, "{row}: {ours:?}");
    }
}

#[test]
fn joining_in_two_steps_is_joining_at_once() {
    let topology = embedded();
    let (province_of, n_provinces) = by_prefix(3);
    // Provinces in three groups that are not neighbours of themselves everywhere.
    let third_of_province: Vec<Option<usize>> = (0..n_provinces).map(|province| Some(province % 3)).collect();
    let thirds: Vec<Option<usize>> = province_of.iter().map(|province| third_of_province[province.unwrap()]).collect();
    let at_once = topology.dissolve(&thirds, 3);
    let in_steps = topology.dissolve(&province_of, n_provinces).dissolve(&third_of_province, 3);
    for group in 0..3 {
        assert!((at_once.area(group) / in_steps.area(group) - 1.0).abs() < 1e-12);
        assert_eq!(at_once.polygons(group).len(), in_steps.polygons(group).len());
    }
    assert_eq!(at_once.neighbours().len(), in_steps.neighbours().len());
}

#[test]
fn dissolved_provinces_are_valid_and_as_large_as_their_municipalities() {
    let topology = embedded();
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
    let topology = embedded();
    let italy = topology.dissolve(&vec![Some(0); topology.n_shapes()], 1);
    let polygons = italy.polygons(0);
    let holes: usize = polygons.iter().map(|polygon| polygon.holes.len()).sum();
    assert_eq!(holes, 3, "San Marino, the Vatican, the papal villa");
    assert!(polygons.len() > 100);
}

#[test]
fn simplified_municipalities_stay_valid_and_keep_their_neighbours() {
    let topology = embedded().project(&ReferenceSystem::laea_europe()).unwrap();
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

#[test]
fn centroids_of_regions_are_those_of_geo() {
    use geo::Centroid as _;
    let (group_of, n) = by_prefix(3);
    let provinces = embedded().dissolve(&group_of, n);
    for (shape, polygons) in shapes(&provinces).iter().enumerate() {
        let (ours, theirs) = (provinces.centroid(shape).unwrap(), polygons.centroid().unwrap());
        assert!((ours[0] - theirs.x()).hypot(ours[1] - theirs.y()) < 1e-9, "{shape}: {ours:?} {theirs:?}");
    }
}

#[test]
fn dots_lie_in_their_shapes_and_do_not_depend_on_threads() {
    use geo::Contains as _;
    let (group_of, n) = by_prefix(3);
    let provinces = embedded().dissolve(&group_of, n);
    let counts: Vec<usize> = (0..n).map(|shape| shape % 7).collect();
    let spread = dots(&provinces, &counts, 1);
    for ((points, count), polygons) in spread.iter().zip(&counts).zip(shapes(&provinces)) {
        assert_eq!(points.len(), *count);
        assert!(points.iter().all(|&[x, y]| polygons.contains(&geo::Point::new(x, y))));
    }
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    assert_eq!(alone.install(|| dots(&provinces, &counts, 1)), spread);
    assert_ne!(dots(&provinces, &counts, 2), spread);
}

#[test]
fn a_share_of_the_vertices_is_kept_and_every_neighbour() {
    let topology = embedded().project(&ReferenceSystem::laea_europe()).unwrap();
    let (group_of, n) = by_prefix(3);
    let provinces = topology.dissolve(&group_of, n);
    let simple = provinces.simplify_to_share(0.1);
    let share_of = |simple: &Topology, whole: &Topology| {
        simple.to_outlines().points.len() as f64 / whole.to_outlines().points.len() as f64
    };
    let share = share_of(&simple, &provinces);
    assert!((0.098..=0.1).contains(&share), "{share}");
    for asked in [0.5, 0.25, 0.17] {
        let share = share_of(&topology.simplify_to_share(asked), &topology);
        assert!((asked - 0.01..=asked).contains(&share), "{asked}: {share}");
    }
    let pairs = |topology: &Topology| topology.neighbours().into_keys().collect::<Vec<_>>();
    assert_eq!(pairs(&simple), pairs(&provinces));
    assert!(shapes(&simple).iter().all(Validation::is_valid));
    assert_eq!(provinces.simplify_to_share(1.0).points().len(), provinces.points().len());
    let least = provinces.simplify_to_share(0.0);
    assert!(least.points().len() >= 2 * least.n_arcs());
}
