//! Topology from raw polygons: the same shared borders, whatever the file does to them.

use bacino::geometry::build::{Repair, build_topology};
use bacino::geometry::topology::Topology;
use bacino::input::boundaries::embedded_outlines;
use bacino::model::outline::PolygonOutlines;

fn embedded() -> Topology {
    Topology::from_arcs(&embedded_outlines()).unwrap()
}

/// The shapes of a topology as boundary files have them.
fn as_polygons(topology: &Topology) -> PolygonOutlines {
    let mut outlines = PolygonOutlines::new(topology.reference().clone());
    let place = |length: usize| u32::try_from(length).unwrap();
    for shape in 0..topology.n_shapes() {
        for polygon in topology.polygons(shape) {
            for ring in std::iter::once(polygon.exterior).chain(polygon.holes) {
                outlines.points.extend(ring);
                outlines.ring_starts.push(place(outlines.points.len()));
            }
            outlines.polygon_starts.push(place(outlines.ring_starts.len() - 1));
        }
        outlines.shape_starts.push(place(outlines.polygon_starts.len() - 1));
    }
    outlines
}

/// The shared arcs found in polygons are those the polygons were made of.
#[test]
fn raw_polygons_become_the_topology_they_came_from() {
    let topology = embedded();
    let built = build_topology(&as_polygons(&topology), Repair::Refuse).unwrap();
    assert_eq!(built.defects, []);
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
