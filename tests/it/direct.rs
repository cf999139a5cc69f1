//! Groups dissolved straight from polygons are those dissolved from the topology of all, or are left to it.

use bacino::geometry::build::direct::{Groups, dissolved};
use bacino::geometry::build::looked::looked_through;
use bacino::geometry::build::mended::mended_outlines;
use bacino::geometry::build::raw::{Built, build_topology, build_with_empty};
use bacino::geometry::mend::defect::{Defect, DefectKind};
use bacino::geometry::mend::failure::BuildError;
use bacino::geometry::overlay::areal::areas;
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

use crate::mending::{Damage, Ring, any_damage, coverage, damage, outlines};
use crate::support::Workspace;

/// The groups by way of the topology of all shapes.
fn in_full(outlines: &PolygonOutlines, groups: Groups<'_>) -> Result<Built, BuildError> {
    let mut built = build_with_empty(outlines)?;
    let group_of: Vec<Option<usize>> = groups.of_shape.iter().map(|group| Some(*group as usize)).collect();
    built.topology = built.topology.dissolve(&group_of, groups.count).in_order();
    built.defects.retain(|defect| !defect.kind.is_information());
    Ok(built)
}

/// Defects without their size.
fn named(defects: &[Defect]) -> Vec<String> {
    defects.iter().map(|Defect { kind, shapes, place, .. }| format!("{kind} {shapes:?} {place:.9?}")).collect()
}

/// Everything about a topology; where a strip is closed hangs in the last digits on the direction of its edges.
fn written(topology: &Topology) -> String {
    format!("{topology:.9?}")
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

/// Some rings the other way round.
fn turn_rings(outlines: &mut PolygonOutlines, turned: &[bool]) {
    let PolygonOutlines { points, ring_starts, .. } = outlines;
    for (ring, _) in ring_starts.windows(2).zip(turned.iter().cycle()).filter(|(_, turned)| **turned) {
        points[ring[0] as usize..ring[1] as usize].reverse();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 768, ..ProptestConfig::default() })]

    /// Both ways make the same of clean coverages and of damaged ones, and tell the same of them.
    #[test]
    fn the_short_way_and_the_long_way_make_the_same(
        side in 2..6_usize,
        bends in prop::collection::vec([-1.0..1.0_f64, -1.0..1.0_f64], 40),
        damages in prop::collection::vec(any_damage(), 0..3),
        moved in prop::option::of((0..64_usize, 0..64_usize, [-9.0..9.0_f64, -9.0..9.0_f64])),
        lost in prop::collection::vec(any::<prop::sample::Index>(), 0..4),
        groups in prop::collection::vec(0..3_u32, 36),
        turned in prop::collection::vec(prop::bool::weighted(0.2), 11),
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
            turn_rings(outlines, &turned);
        }
        for outlines in [&single, &several] {
            let group_of: Vec<u32> = groups.iter().rev().cycle().copied().take(outlines.n_shapes()).collect();
            let groups = Groups { of_shape: &group_of, count: 3 };
            let (Ok(short), Ok(long)) = (dissolved(outlines, groups), in_full(outlines, groups)) else {
                // Borders that lie too close to each other to be told apart.
                continue;
            };
            prop_assert_eq!(&short.without_area, &long.without_area);
            // Whether an open strip of one step of the grid can be closed hangs on which borders end beside it, and whether a strip as wide
            // as numbers are rounded is seen on how its edges are numbered.
            let is_rounding = |defect: &Defect| {
                defect.kind == DefectKind::Gap && defect.size.abs() <= 1e-12 * long.area_after
            };
            let rounded = short.defects.iter().chain(&long.defects).any(is_rounding);
            let is_the_same = !rounded && !damages.iter().any(|damage| matches!(damage, Damage::SmallShift(..)));
            if is_the_same {
                prop_assert_eq!(named(&short.defects), named(&long.defects));
                for (one, other) in short.defects.iter().zip(&long.defects) {
                    prop_assert!((one.size - other.size).abs() <= 1e-8 * other.size.abs() + 1e-6, "{one:?} {other:?}");
                }
                prop_assert_eq!(written(&short.topology), written(&long.topology));
            }
            let (looked, whole) = (looked_through(outlines).unwrap(), build_with_empty(outlines).unwrap());
            prop_assert_eq!(&looked.without_area, &whole.without_area);
            if is_the_same {
                prop_assert_eq!(named(&looked.defects), named(&whole.defects));
                for (one, other) in looked.defects.iter().zip(&whole.defects) {
                    prop_assert!((one.size - other.size).abs() <= 1e-8 * other.size.abs() + 1e-6, "{one:?} {other:?}");
                }
            }
            let mended = mended_outlines(outlines).unwrap();
            prop_assert_eq!(mended.n_shapes(), outlines.n_shapes());
            if is_the_same {
                let expected = areas(&whole.topology.to_outlines());
                let largest = expected.iter().copied().fold(0.0, f64::max);
                for (shape, (one, other)) in areas(&mended).into_iter().zip(&expected).enumerate() {
                    let difference = (one - other).abs();
                    prop_assert!(difference <= 1e-9 * largest, "shape {shape}: {one} {other} {:?}", whole.defects);
                }
            }
            let sums = [
                [short.area_before, long.area_before],
                [short.area_after, long.area_after],
                [looked.area, whole.area_before],
            ];
            for [one, other] in sums {
                prop_assert!((one - other).abs() <= 1e-9 * other.abs().max(1.0), "{sums:?} {:?}", short.defects);
            }
        }
    }
}

#[test]
fn one_thread_and_two_make_the_same() {
    let shapes = coverage(94, &[[0.3, -0.8], [-0.6, 0.2], [0.9, 0.5], [-0.1, -0.4], [0.7, 0.7]]);
    let outlines = outlines(&shapes);
    let group_of: Vec<u32> = (0..).take(outlines.n_shapes()).map(|shape| shape / 41 % 7).collect();
    let groups = Groups { of_shape: &group_of, count: 7 };
    let with = |n_threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build().unwrap();
        pool.install(|| written(&dissolved(&outlines, groups).unwrap().topology))
    };
    let (one, two) = (with(1), with(2));
    assert_eq!(one, two);
    assert_eq!(one, written(&in_full(&outlines, groups).unwrap().topology));
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
    let parts = ShapefileParts::joined(&folder, "cells.shp", &FeatureRequest::default(), "ZONE").unwrap();
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
fn a_file_is_described_in_parts_as_in_one() {
    let cells = cells();
    // One shape of two parts that lie in two parts of the file, a ring the other way round, a corner that its neighbours have elsewhere.
    let (few, many) = (200, 8_500);
    let mut outlines = PolygonOutlines::new(cells.reference.clone());
    for shape in (0..cells.n_shapes()).filter(|shape| *shape != many) {
        let ring = |shape: usize| cells.ring(cells.rings_of(cells.polygons_of(shape).start).start).to_vec();
        let mut rings = vec![ring(shape)];
        match shape {
            _ if shape == few => rings.push(ring(many)),
            _ if shape == few + 50 => rings[0].reverse(),
            _ if shape == many + 50 => rings[0][1][0] += 0.5,
            _ => {}
        }
        outlines.push_shape(rings.iter().map(|ring| [ring]));
    }
    let workspace = write_cells(&outlines, &[(ExportFormat::Shapefile, "cells.shp")]);
    // The format turns all rings as it asks for.
    let path = workspace.path("cells.shp");
    let mut bytes = read_path(&path).unwrap().bytes;
    let index = read_path(&workspace.path("cells.shx")).unwrap().bytes;
    let entry = 100 + 8 * (few + 30);
    let at = 2 * u32::from_be_bytes(index[entry..entry + 4].try_into().unwrap()) as usize + 8;
    let points = at + 48..at + 2 * u32::from_be_bytes(index[entry + 4..entry + 8].try_into().unwrap()) as usize;
    let turned: Vec<u8> = bytes[points.clone()].chunks_exact(16).rev().flatten().copied().collect();
    bytes[points].copy_from_slice(&turned);
    std::fs::write(&path, &bytes).unwrap();
    let described = || {
        let run = workspace.run(["boundaries", "cells.shp"]);
        assert_eq!(run.exit_code, 0, "{}", run.stderr);
        (run.stdout, run.stderr)
    };
    let converted = || workspace.run(["boundaries", "cells.shp", "-o", "-"]).stdout;
    let (in_parts, converted_in_parts) = (described(), converted());
    for said in ["8835 features, 8836 polygons", "exclave: 1", "reversed-ring: 1", "gap: 1", "feature 8550 (08549)"] {
        assert!(in_parts.0.contains(said), "{said}: {}", in_parts.0);
    }
    // Without its index a file is read as a whole.
    std::fs::remove_file(workspace.path("cells.shx")).unwrap();
    assert_eq!(described(), in_parts);
    assert_eq!(converted(), converted_in_parts);
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

#[test]
fn memory_is_not_asked_for_by_an_index_of_what_is_not_there() {
    let workspace = write_cells(&cells(), &[(ExportFormat::Shapefile, "cells.shp")]);
    let path = workspace.path("cells.shx");
    let mut index = read_path(&path).unwrap().bytes;
    // The last record, four gigabytes of it, three gigabytes behind the file.
    let entry = index.len() - 8;
    index[entry..].copy_from_slice(&[[0x70, 0, 0, 0], [0x7F, 0xFF, 0xFF, 0xFF]].concat());
    std::fs::write(&path, index).unwrap();
    let folder = Folder::Disk(path.parent().unwrap().to_owned());
    assert!(ShapefileParts::joined(&folder, "cells.shp", &FeatureRequest::default(), "zone").is_none());
    let run = workspace.run(["boundaries", "cells.shp", "--simplify", "50%", "-o", "less.shp"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("the .shx does not fit the .shp and was not used"), "{}", run.stderr);
}
