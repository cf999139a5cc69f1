//! Layers read back by the crates `geojson` and `shapefile`, and files that only these write.

use std::io::Cursor;

use bacino::geometry::topology::arcs::Topology;
use bacino::input::file::bytes::Folder;
use bacino::input::layer::request::FeatureRequest;
use bacino::input::shapes::features::{read_areas, read_points};
use bacino::model::shape::outline::{Position, ReferenceSystem};
use bacino::render::export::write::ExportFormat;
use geojson::{FeatureCollection, GeometryValue};
use shapefile::record::EsriShape;
use shapefile::{Multipatch, Multipoint, Patch, Point, PointM, PointZ, PolygonRing, Shape, ShapeReader, ShapeWriter};

use crate::read_back::{country, export};
use crate::support::Workspace;

/// The rings of a shape, exterior before holes, polygon after polygon.
fn rings(topology: &Topology, shape: usize) -> Vec<Vec<Position>> {
    let polygons = topology.polygons(shape);
    polygons.into_iter().flat_map(|polygon| std::iter::once(polygon.exterior).chain(polygon.holes)).collect()
}

#[test]
fn geojson_comes_back_as_it_went() {
    let topology = country(true).project(&ReferenceSystem::wgs84()).unwrap();
    let written = export("country", topology.clone()).write(ExportFormat::GeoJson, "country.geojson").unwrap();
    let text = std::str::from_utf8(&written.artifacts[0].bytes).unwrap();
    let read: FeatureCollection = text.parse().unwrap();
    assert_eq!(read.features.len(), topology.n_shapes());
    assert_eq!(read.bbox.map(|bbox| bbox.len()), Some(4));
    for (shape, feature) in read.features.iter().enumerate() {
        let id = feature.property("unit_id").and_then(|id| id.as_str()).unwrap();
        assert_eq!(feature.id, Some(geojson::feature::Id::String(id.to_owned())));
        let expected = rings(&topology, shape);
        let Some(geometry) = &feature.geometry else {
            assert!(expected.is_empty());
            continue;
        };
        let GeometryValue::MultiPolygon { coordinates } = &geometry.value else { panic!("{geometry:?}") };
        assert_eq!(coordinates.len(), topology.polygons(shape).len());
        let found: Vec<_> = coordinates.iter().flatten().collect();
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.into_iter().zip(&expected) {
            assert_eq!(found.len(), expected.len());
            for (found, expected) in found.iter().zip(expected) {
                // Half a step of the seventh decimal.
                let near =
                    found.as_slice().iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 6e-8);
                assert!(near && found.len() == 2, "{found:?} {expected:?}");
            }
        }
    }
}

#[test]
fn shapefiles_come_back_as_they_went() {
    let topology = country(true);
    let written = export("country", topology.clone()).write(ExportFormat::Shapefile, "country.shp").unwrap();
    let bytes = |ending: &str| {
        let artifact = written.artifacts.iter().find(|artifact| artifact.name.ends_with(ending));
        Cursor::new(artifact.unwrap().bytes.clone())
    };
    for with_index in [true, false] {
        let reader = if with_index {
            ShapeReader::with_shx(bytes(".shp"), bytes(".shx")).unwrap()
        } else {
            ShapeReader::new(bytes(".shp")).unwrap()
        };
        let bounds = reader.header().bbox;
        let shapes = reader.read().unwrap();
        assert_eq!(shapes.len(), topology.n_shapes());
        for (number, shape) in shapes.iter().enumerate() {
            let expected = rings(&topology, number);
            let Shape::Polygon(polygon) = shape else {
                assert!(matches!(shape, Shape::NullShape) && expected.is_empty(), "{shape}");
                continue;
            };
            assert_eq!(polygon.rings().len(), expected.len());
            let exteriors = polygon.rings().iter().filter(|ring| matches!(ring, PolygonRing::Outer(_)));
            assert_eq!(exteriors.count(), topology.polygons(number).len());
            for (ring, expected) in polygon.rings().iter().zip(&expected) {
                let found: Vec<Position> = ring.points().iter().rev().map(|point| [point.x, point.y]).collect();
                assert_eq!(found, *expected);
            }
            let [[west, east], [south, north]] = [polygon.x_range(), polygon.y_range()];
            assert!(bounds.min.x <= west && bounds.max.x >= east && bounds.min.y <= south && bounds.max.y >= north);
        }
    }
}

/// A shapefile of shapes that the crate writes, without a table.
fn written<S: EsriShape>(shapes: &[S]) -> Workspace {
    let (mut shp, mut shx) = (Cursor::new(Vec::new()), Cursor::new(Vec::new()));
    let mut writer = ShapeWriter::with_shx(&mut shp, &mut shx);
    for shape in shapes {
        writer.write_shape(shape).unwrap();
    }
    writer.finalize().unwrap();
    drop(writer);
    let wgs84 = ReferenceSystem::wgs84();
    let prj =
        export("country", country(false).project(&wgs84).unwrap()).write(ExportFormat::Shapefile, "a.shp").unwrap();
    let prj = prj.artifacts.into_iter().find(|artifact| artifact.name == "a.prj").unwrap();
    Workspace::empty().write("a.shp", shp.into_inner()).write("a.shx", shx.into_inner()).write("a.prj", prj.bytes)
}

fn points(workspace: &Workspace) -> (Vec<Option<Position>>, bool) {
    let read = read_points(&Folder::Disk(workspace.path("")), "a.shp", &FeatureRequest::default()).unwrap();
    let heights = read.remarks.iter().any(|remark| remark.message.contains("heights"));
    (read.features.points, heights)
}

#[test]
fn points_of_every_kind_are_read() {
    let expected = vec![Some([7.5, 45.0]), Some([12.5, 41.75])];
    let plain = [Point::new(7.5, 45.0), Point::new(12.5, 41.75)];
    assert_eq!(points(&written(&plain)), (expected.clone(), false));
    let measured = [PointM::new(7.5, 45.0, 1.0), PointM::new(12.5, 41.75, 2.0)];
    assert_eq!(points(&written(&measured)), (expected.clone(), true));
    let high = [PointZ::new(7.5, 45.0, 239.0, 0.0), PointZ::new(12.5, 41.75, 20.0, 0.0)];
    assert_eq!(points(&written(&high)), (expected, true));
    // Several points of which there is one are a point.
    let several = [Multipoint::new(vec![plain[0]]), Multipoint::new(plain.to_vec())];
    assert_eq!(points(&written(&several)), (vec![Some([7.5, 45.0]), None], false));
}

fn ring(low: f64, high: f64) -> Vec<PointZ> {
    let corners = [[low, low], [high, low], [high, high], [low, high], [low, low]];
    corners.map(|[x, y]| PointZ::new(x, y, 100.0, 0.0)).to_vec()
}

/// Rings of a multipatch are an area seen from above; triangles are not.
#[test]
fn a_multipatch_is_read_by_its_rings() {
    let hollow = Multipatch::with_parts(vec![Patch::OuterRing(ring(1.0, 9.0)), Patch::InnerRing(ring(2.0, 3.0))]);
    let workspace = written(&[hollow, Multipatch::new(Patch::FirstRing(ring(20.0, 21.0)))]);
    let read = read_areas(&Folder::Disk(workspace.path("")), "a.shp", &FeatureRequest::default()).unwrap();
    let outlines = &read.features.outlines;
    assert_eq!((outlines.n_shapes(), outlines.polygon_starts.as_slice()), (2, &[0, 2, 3][..]));
    assert_eq!(outlines.points.len(), 15);
    assert!(read.remarks.iter().any(|remark| remark.message.contains("heights")));
    let workspace = written(&[Multipatch::new(Patch::TriangleStrip(ring(1.0, 2.0)))]);
    let read = read_areas(&Folder::Disk(workspace.path("")), "a.shp", &FeatureRequest::default());
    let expected = "a.shp: shape 1: it is a multipatch of triangles, expected polygons or a multipatch of rings";
    assert!(read.unwrap_err().to_string().contains(expected));
}
