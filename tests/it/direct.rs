//! Groups dissolved straight from polygons are those dissolved from the topology of all, or are left to it.

use bacino::geometry::build::direct::dissolve_directly;
use bacino::geometry::build::raw::build_topology;
use bacino::geometry::topology::arcs::Topology;
use bacino::input::file::bytes::{Folder, read_path};
use bacino::input::layer::request::FeatureRequest;
use bacino::input::shapes::shapefile_parts::{PartRoom, ShapefileParts};
use bacino::model::shape::outline::{PolygonOutlines, ReferenceSystem};
use bacino::model::shape::repair::Repair;
use bacino::render::export::layer::{Export, Shapes};
use bacino::render::export::write::ExportFormat;
use bacino::render::report::sheet::{Cell, Sheet};
use proptest::prelude::*;

use crate::mending::{Ring, any_damage, coverage, damage, outlines};
use crate::support::Workspace;

/// The groups by way of the topology of all shapes; `None` where that finds a fault.
fn in_full(outlines: &PolygonOutlines, group_of: &[u32], n_groups: usize) -> Option<Topology> {
    let built = build_topology(outlines, Repair::Refuse).ok()?;
    let group_of: Vec<Option<usize>> = group_of.iter().map(|group| Some(*group as usize)).collect();
    Some(built.topology.dissolve(&group_of, n_groups).in_order())
}

/// Everything about a topology, to the last bit.
fn written(topology: &Topology) -> String {
    format!("{topology:?}")
}

/// The same coverage with a corner moved in all shapes that have it: borders still match, and may cross.
fn move_corner(shapes: &mut [Vec<Ring>], shape: usize, corner: usize, by: [f64; 2]) {
    let ring = &shapes[shape % shapes.len()][0];
    let from = ring[corner % ring.len()];
    for point in shapes.iter_mut().flatten().flatten().filter(|point| point.map(f64::to_bits) == from.map(f64::to_bits))
    {
        *point = [from[0] + by[0], from[1] + by[1]];
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 768, ..ProptestConfig::default() })]

    /// Clean coverages go the short way; damaged ones too only where the long way finds no fault; both ways make the same.
    #[test]
    fn the_short_way_and_the_long_way_make_the_same(
        side in 2..6_usize,
        bends in prop::collection::vec([-1.0..1.0_f64, -1.0..1.0_f64], 40),
        damages in prop::collection::vec(any_damage(), 0..3),
        moved in prop::option::of((0..64_usize, 0..64_usize, [-9.0..9.0_f64, -9.0..9.0_f64])),
        lost in prop::collection::vec(any::<prop::sample::Index>(), 0..4),
        groups in prop::collection::vec(0..3_u32, 36),
        reference in prop::sample::select(vec![3035, 4326]),
    ) {
        let mut shapes = coverage(side, &bends);
        // Groups of the first division become shapes of several parts and holes.
        let whole = outlines(&shapes);
        for index in &lost {
            if shapes.len() > 1 {
                shapes.remove(index.index(shapes.len()));
            }
        }
        for &what in &damages {
            damage(&mut shapes, what);
        }
        if let Some((shape, corner, by)) = moved {
            move_corner(&mut shapes, shape, corner, by);
        }
        let mut single = outlines(&shapes);
        // The wildest bends make borders cross.
        let whole = build_topology(&whole, Repair::Refuse);
        prop_assume!(whole.is_ok());
        let mut several = whole
            .unwrap()
            .topology
            .dissolve(&groups.iter().cycle().take(side * side).map(|group| Some(*group as usize)).collect::<Vec<_>>(), 3)
            .to_outlines();
        for outlines in [&mut single, &mut several] {
            outlines.reference = ReferenceSystem::epsg(reference);
        }
        for outlines in [&single, &several] {
            let group_of: Vec<u32> = groups.iter().rev().cycle().copied().take(outlines.n_shapes()).collect();
            let (short, long) = (dissolve_directly(outlines, &group_of, 3), in_full(outlines, &group_of, 3));
            if let Some(short) = &short {
                prop_assert!(long.is_some(), "the long way finds a fault");
                prop_assert_eq!(written(short), written(long.as_ref().unwrap()));
            }
            if damages.is_empty() && moved.is_none() && long.is_some() {
                prop_assert!(short.is_some(), "the short way is not taken");
            }
        }
    }
}

#[test]
fn one_thread_and_two_make_the_same() {
    let shapes = coverage(94, &[[0.3, -0.8], [-0.6, 0.2], [0.9, 0.5], [-0.1, -0.4], [0.7, 0.7]]);
    let outlines = outlines(&shapes);
    let group_of: Vec<u32> = (0..).take(outlines.n_shapes()).map(|shape| shape / 41 % 7).collect();
    let with = |n_threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build().unwrap();
        pool.install(|| written(&dissolve_directly(&outlines, &group_of, 7).unwrap()))
    };
    let (one, two) = (with(1), with(2));
    assert_eq!(one, two);
    assert_eq!(one, written(&in_full(&outlines, &group_of, 7).unwrap()));
}

/// Some 8 800 cells as a shapefile: more than one part of it.
fn cells() -> PolygonOutlines {
    let mut outlines = outlines(&coverage(94, &[[0.3, -0.8], [-0.6, 0.2], [0.9, 0.5], [-0.1, -0.4], [0.7, 0.7]]));
    for [x, y] in &mut outlines.points {
        (*x, *y) = (*x + 4_000_000.0, *y + 2_000_000.0);
    }
    outlines
}

fn write_cells(outlines: &PolygonOutlines, files: &[(ExportFormat, &str)]) -> Workspace {
    let mut sheet = Sheet::new(["code", "zone", "capital", "residents"]);
    for shape in 0..outlines.n_shapes() {
        let zone = shape / 41 % 7;
        let zone_code = (zone != 3).then(|| format!("Z{zone}"));
        sheet.rows.push(vec![
            Cell::from(format!("{shape:05}").as_str()),
            Cell::text(zone_code.as_deref()),
            Cell::from(["Alfa", "Beta", "Gamma"][zone % 3]),
            Cell::Count(shape as u64),
        ]);
    }
    let workspace = Workspace::empty();
    let export = Export::new("cells", Shapes::Apart(outlines.clone()), sheet, &[]);
    for &(format, name) in files {
        for file in export.write(format, name).unwrap().artifacts {
            std::fs::write(workspace.path(&file.name), &file.bytes).unwrap();
        }
    }
    workspace
}

#[test]
fn a_file_read_in_parts_gives_the_same_areas_as_a_whole_one() {
    let outlines = cells();
    let files = [(ExportFormat::Shapefile, "cells.shp"), (ExportFormat::GeoPackage, "cells.gpkg")];
    let workspace = write_cells(&outlines, &files);
    let folder = Folder::Disk(workspace.path("cells.shp").parent().unwrap().to_owned());
    let parts = ShapefileParts::open(&folder, "cells.shp", &FeatureRequest::default(), "ZONE").unwrap();
    let read: Vec<PolygonOutlines> =
        parts.parts().into_iter().map(|part| parts.read(part, &mut PartRoom::default()).unwrap()).collect();
    assert_eq!(read.len(), 2);
    assert_eq!(read.iter().map(PolygonOutlines::n_shapes).sum::<usize>(), outlines.n_shapes());
    let joined = |file: &str, more: &[&str], threads: &str| {
        let arguments = ["boundaries", file, "-o", "-", "--dissolve", "zone"].into_iter().chain(more.iter().copied());
        let run = workspace.run_with(arguments, &[("RAYON_NUM_THREADS", threads)]);
        assert_eq!(run.exit_code, 0, "{}", run.stderr);
        (run.stdout, run.stderr)
    };
    let (one, said) = joined("cells.shp", &[], "1");
    assert_eq!(
        said,
        "warning: cells.shp: 1271 features without a value of zone became one area\n\
         warning: cells.shp: left out, for they differ within an area: code, residents\n"
    );
    assert!(one.contains(r#""capital":"Alfa""#) && one.contains(r#""zone":null"#), "{}", &one[..400]);
    assert_eq!(joined("cells.shp", &[], "2").0, one, "two threads");
    // What is to be repaired goes by way of all borders.
    assert_eq!(joined("cells.shp", &["--repair"], "2").0, one, "all borders");
    assert_eq!(joined("cells.gpkg", &[], "2").0, one, "another format");
}

#[test]
fn a_fault_in_any_part_of_a_file_is_told() {
    let mut outlines = cells();
    let middle = outlines.points.len() / 2;
    outlines.points[middle][0] += 0.5;
    let workspace = write_cells(&outlines, &[(ExportFormat::Shapefile, "cells.shp")]);
    let run = workspace.run(["boundaries", "cells.shp", "-o", "joined.gpkg", "--dissolve", "zone"]);
    assert_eq!(run.exit_code, 1);
    let told = "cells.shp: the outlines do not fit together as they are\nhint: mend what is wrong with --repair\n";
    assert!(run.stderr.contains(told) && run.stderr.contains("gap: 1"), "{}", run.stderr);
}

#[test]
fn a_file_that_gives_wrong_bounds_is_joined_all_the_same() {
    // Every shape of several rings: a square with a hole.
    let hole = |x: f64| [[x + 2.0, 2.0], [x + 2.0, 4.0], [x + 4.0, 4.0], [x + 4.0, 2.0], [x + 2.0, 2.0]];
    let square = |x: f64| [[x, 0.0], [x + 9.0, 0.0], [x + 9.0, 9.0], [x, 9.0], [x, 0.0]];
    let mut outlines = PolygonOutlines::new(ReferenceSystem::epsg(3035));
    for number in 0..3 {
        let x = 4_000_000.0 + 9.0 * f64::from(number);
        outlines.push_shape([[&square(x)[..], &hole(x)[..]]]);
    }
    let workspace = write_cells(&outlines, &[(ExportFormat::Shapefile, "cells.shp")]);
    let joined = || {
        let run = workspace.run(["boundaries", "cells.shp", "-o", "-", "--dissolve", "zone"]);
        assert_eq!(run.exit_code, 0, "{}", run.stderr);
        run.stdout
    };
    let right = joined();
    let path = workspace.path("cells.shp");
    let mut bytes = read_path(&path).unwrap().bytes;
    for bounds in [[0.0, 0.0, 1e-3, 1e-3], [f64::NAN, 0.0, f64::INFINITY, 1.0]] {
        for (target, bound) in bytes[36..68].chunks_exact_mut(8).zip(bounds) {
            target.copy_from_slice(&bound.to_le_bytes());
        }
        std::fs::write(&path, &bytes).unwrap();
        assert_eq!(joined(), right, "{bounds:?}");
    }
}
