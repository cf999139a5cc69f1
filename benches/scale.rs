//! Times on a coverage of some 459 000 tract-like polygons: `cargo bench --bench scale`.
//!
//! `cargo bench --bench scale -- write FOLDER` writes the coverage as a shapefile, for `peers.py` beside this file.
//! `cargo bench --bench scale -- read FILE` times the reading of a boundary file, such as the GeoJSON that `peers_text.py` writes.
#![expect(
    clippy::print_stdout,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "prints its times; counts are small"
)]

mod tracts;

use std::path::Path;
use std::time::Instant;

use bacino::geometry::build::direct::{Groups, dissolved};
use bacino::geometry::build::raw::build_topology;
use bacino::geometry::overlay::areal::areal_weights;
use bacino::geometry::overlay::locate::AreaLocator;
use bacino::input::file::bytes::{Folder, read_path};
use bacino::input::layer::request::FeatureRequest;
use bacino::input::shapes::features::read_areas;
use bacino::model::shape::outline::{PolygonOutlines, Position};
use bacino::model::shape::repair::Repair;
use tracts::{CATCHMENTS, REGIONS, Tracts};

/// Repetitions of which the median is printed.
const TIMES: usize = 5;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let [read, file] = &arguments[..]
        && read == "read"
    {
        time("read the file", || read_file(Path::new(file)));
        return;
    }
    let made = tracts::tracts();
    println!("{} tracts, {} vertices", made.outlines.n_shapes(), made.outlines.points.len());
    if let [write, folder] = &arguments[..]
        && write == "write"
    {
        write_shapefile(&made, Path::new(folder)).unwrap_or_else(|error| panic!("{error}"));
        return;
    }
    let built = build_topology(&made.outlines, Repair::Mend).unwrap_or_else(|error| panic!("{error}"));
    println!("{} defects, {} arcs", built.defects.len(), built.topology.n_arcs());
    let group_of: Vec<u32> = made.catchment.iter().map(|catchment| *catchment as u32).collect();
    time("dissolve raw polygons to 135 catchments", || {
        dissolved(&made.outlines, Groups { of_shape: &group_of, count: CATCHMENTS })
            .map(|built| built.topology.n_arcs())
    });
    for n_damaged in [0, 1, 10, 100, 1_000] {
        let damaged = damaged(&made.outlines, n_damaged);
        time(&format!("the same with {n_damaged} damaged tracts, mended"), || {
            let built = dissolved(&damaged, Groups { of_shape: &group_of, count: CATCHMENTS });
            built.map(|built| (built.defects.len(), built.topology.n_arcs())).map_err(|error| error.to_string())
        });
    }
    time("build the topology of raw polygons", || build_topology(&made.outlines, Repair::Mend).is_ok());
    let topology = built.topology;
    let catchment: Vec<Option<usize>> = made.catchment.iter().copied().map(Some).collect();
    let region: Vec<Option<usize>> = made.region.iter().copied().map(Some).collect();
    time("dissolve the topology to 135 catchments", || topology.dissolve(&catchment, CATCHMENTS).n_arcs());
    let catchments = topology.dissolve(&catchment, CATCHMENTS);
    time("dissolve the catchments to 20 regions", || catchments.dissolve(&region, REGIONS).n_arcs());
    time("simplify the topology, 100 m", || topology.simplify(10_000.0).points().len());
    let zones = moved(catchments.to_outlines());
    time("areal weights of tracts in 135 moved catchments", || areal_weights(&made.outlines, &zones).n_shares());
    let points = points_over(&zones);
    time("1 M points in 135 catchments", || {
        let found = AreaLocator::new(&zones).first_areas(&points);
        found.iter().filter(|located| located.first.is_some()).count()
    });
    time("neighbours with border lengths", || topology.neighbours().len());
}

/// The same shapes elsewhere, so that they cut tracts.
fn moved(mut outlines: PolygonOutlines) -> PolygonOutlines {
    for [x, y] in &mut outlines.points {
        *x += 3_310.0;
        *y -= 2_170.0;
    }
    outlines
}

/// The same shapes, some of them, all over the coverage, with a corner that only they have, a quarter of an edge off.
fn damaged(outlines: &PolygonOutlines, n_damaged: usize) -> PolygonOutlines {
    let mut damaged = outlines.clone();
    for number in 0..n_damaged {
        let shape = (2 * number + 1) * outlines.n_shapes() / (2 * n_damaged);
        let ring = outlines.polygons_of(shape).flat_map(|polygon| outlines.rings_of(polygon)).next();
        let Some(start) = ring.map(|ring| outlines.ring_starts[ring] as usize) else { continue };
        let [from, to] = [damaged.points[start + 1], damaged.points[start + 2]];
        damaged.points[start + 1] = [0, 1].map(|axis| from[axis] + (to[axis] - from[axis]) / 4.0);
    }
    damaged
}

/// A million points at random over the extent of shapes.
fn points_over(outlines: &PolygonOutlines) -> Vec<Position> {
    let [west, south, east, north] = bounds(&outlines.points);
    let at = |number: u64, kind: u64| tracts::random(number, 0, kind);
    (0..1_000_000)
        .map(|number| [west + at(number, 20) * (east - west), south + at(number, 21) * (north - south)])
        .collect()
}

/// Reads a boundary file and counts its vertices.
fn read_file(path: &Path) -> usize {
    let (folder, name) = Folder::of(path);
    let read = read_areas(&folder, &name, &FeatureRequest::default());
    read.unwrap_or_else(|problems| panic!("{problems}")).features.outlines.points.len()
}

/// Prints the median time of something by the clock, and the processor's time on average, in seconds.
fn time<T: std::fmt::Debug>(name: &str, mut run: impl FnMut() -> T) {
    let mut seconds = Vec::with_capacity(TIMES);
    let mut last = None;
    let used = processor();
    for _ in 0..TIMES {
        let start = Instant::now();
        last = Some(run());
        seconds.push(start.elapsed().as_secs_f64());
    }
    let used = (processor() - used) / TIMES as f64;
    seconds.sort_by(f64::total_cmp);
    println!("{name}: {:.3} s, processor {used:.3} s (result {last:?})", seconds[TIMES / 2]);
}

/// The processor's time of all threads so far, in seconds, where the system is Linux: fields 14 and 15 of `/proc/self/stat`, in hundredths.
fn processor() -> f64 {
    let text = read_path(Path::new("/proc/self/stat")).map_or_else(|_| Vec::new(), |file| file.bytes);
    let text = String::from_utf8_lossy(&text).into_owned();
    let fields = text.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2);
    fields.filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// Writes `tracts.shp`, `.shx`, `.dbf` and `.prj`.
fn write_shapefile(made: &Tracts, folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let outlines = &made.outlines;
    let (mut shp, mut shx) = (Vec::new(), Vec::new());
    let words = |bytes: usize| (bytes / 2) as u32;
    for shape in 0..outlines.n_shapes() {
        let points = outlines.ring(shape);
        let length = 44 + 4 + 16 * points.len();
        shx.extend((words(100 + shp.len())).to_be_bytes());
        shx.extend(words(length).to_be_bytes());
        shp.extend((shape as u32 + 1).to_be_bytes());
        shp.extend(words(length).to_be_bytes());
        shp.extend(5_u32.to_le_bytes());
        shp.extend(bounds(points).into_iter().flat_map(f64::to_le_bytes));
        shp.extend([1, points.len() as u32, 0].into_iter().flat_map(u32::to_le_bytes));
        shp.extend(points.iter().flatten().flat_map(|axis| axis.to_le_bytes()));
    }
    let header = |body: usize| {
        let mut header = Vec::with_capacity(100);
        header.extend(9994_u32.to_be_bytes());
        header.extend([0; 20]);
        header.extend(words(100 + body).to_be_bytes());
        header.extend([1000_u32, 5].into_iter().flat_map(u32::to_le_bytes));
        header.extend(bounds(&outlines.points).into_iter().flat_map(f64::to_le_bytes));
        header.extend([0; 32]);
        header
    };
    let mut dbf = vec![3, 126, 1, 1];
    dbf.extend((outlines.n_shapes() as u32).to_le_bytes());
    let fields = [("SEZ_ID", 7), ("UNIT", 3), ("REGION", 2)];
    dbf.extend([33 + 32 * fields.len() as u16, 13].into_iter().flat_map(u16::to_le_bytes));
    dbf.extend([0; 20]);
    for (name, width) in fields {
        let mut field = [0_u8; 32];
        field[..name.len()].copy_from_slice(name.as_bytes());
        (field[11], field[16]) = (b'C', width);
        dbf.extend(field);
    }
    dbf.push(13);
    for (shape, &catchment) in made.catchment.iter().enumerate() {
        dbf.extend(format!(" {shape:07}{catchment:03}{:02}", made.region[catchment]).as_bytes());
    }
    dbf.push(26);
    std::fs::write(folder.join("tracts.shp"), [header(shp.len()), shp].concat())?;
    std::fs::write(folder.join("tracts.shx"), [header(shx.len()), shx].concat())?;
    std::fs::write(folder.join("tracts.dbf"), dbf)?;
    std::fs::write(folder.join("tracts.prj"), UTM_32)
}

fn bounds(points: &[[f64; 2]]) -> [f64; 4] {
    points.iter().fold([f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY], |[a, b, c, d], [x, y]| {
        [a.min(*x), b.min(*y), c.max(*x), d.max(*y)]
    })
}

/// EPSG:32632.
const UTM_32: &str = r#"PROJCS["WGS_1984_UTM_Zone_32N",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",9.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]"#;
