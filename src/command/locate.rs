//! `bacino locate`: the area that each point lies in, or how many points lie in each.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::atlas::layer::named::{AreaFlags, AreasRequest, areas_of};
use crate::command::made::outcome::Outcome;
use crate::geometry::overlay::locate::{AreaLocator, Located};
use crate::input::file::bytes::Folder;
use crate::input::file::ending::is_table;
use crate::input::layer::request::{FeatureRequest, Wal};
use crate::input::problem::hint::Key;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::shapes::long_points::LongPoints;
use crate::input::shapes::records::{
    RecordPoints, Records, RecordsRequest, Whereabouts, read_records, without_coordinates,
};
use crate::input::table::long::LongBlock;
use crate::input::value::format::NumberFormat;
use crate::model::base::text::Text;
use crate::model::shape::outline::{NOWHERE, PolygonOutlines, Position, ReferenceSystem, bounds, enclosing};
use crate::render::report::sheet::{Cell, Sheet};
use crate::study::failure::Failure;
use crate::study::located::{Seen, locate_points, refuse_wayless};

/// What to locate, and in what.
#[derive(Clone, Debug)]
pub struct LocateRequest {
    /// The file of points.
    pub points: PathBuf,
    /// Its sheet, where it is a workbook.
    pub sheet: Option<String>,
    /// Its layer, where it has several.
    pub layer: Option<String>,
    /// Its reference system.
    pub crs: Option<String>,
    /// Its columns of coordinates, `x` then `y`.
    pub coordinates: Option<[String; 2]>,
    /// What marks decimals in it.
    pub numbers: Option<NumberFormat>,
    /// A level of the embedded areas, or a boundary file.
    pub areas: String,
    /// The layer of the boundary file.
    pub areas_layer: Option<String>,
    /// The reference system of the boundary file.
    pub areas_crs: Option<String>,
    /// The column of codes of the boundary file.
    pub code: Option<String>,
    /// The column of names of the boundary file.
    pub name: Option<String>,
    /// What is done where edits of a GeoPackage are not in it yet.
    pub wal: Wal,
    /// Whether to count the points of each area instead.
    pub count: bool,
    /// The file to write; `None` is standard output.
    pub output: Option<PathBuf>,
}

/// How more is said of the areas.
const FLAGS: AreaFlags = AreaFlags { of: flag_of_areas, code: "--code", name: "--name" };

/// Areas to search, in the order of their codes, so that the order of features does not decide about points on borders.
struct Areas {
    word: String,
    codes: Vec<Text>,
    names: Vec<Option<Text>>,
    locator: AreaLocator,
    reference: ReferenceSystem,
    remarks: Vec<Remark>,
}

/// What came of the points: a table and remarks.
struct Found {
    table: Vec<u8>,
    remarks: Vec<Remark>,
}

/// Finds the area of every point.
///
/// # Errors
/// Files that cannot be read, points without a position, an unknown layer.
pub fn locate(request: &LocateRequest) -> Result<Outcome, Failure> {
    let (folder, file) = Folder::of(&request.points);
    let coordinates = request.coordinates.as_ref().map(|[x, y]| [x.as_str(), y.as_str()]);
    let records = RecordsRequest {
        sheet: request.sheet.clone(),
        features: FeatureRequest {
            layer: request.layer.as_deref(),
            crs: request.crs.as_deref(),
            wal: request.wal,
            ..FeatureRequest::default()
        },
        coordinates,
        numbers: request.numbers,
        needed: &["lon", "lat", "x", "y"],
    };
    let is_long = is_table(&file) && request.sheet.is_none();
    let bytes = if is_long { folder.bytes(&file).unwrap_or_default() } else { Vec::new() };
    let (areas, long) = rayon::join(|| searched(request), || LongPoints::open(&file, &bytes, &records));
    let areas = areas?;
    let by_flags = |problems: Problems| problems.by_flags(flag_of_points);
    let found = match long.map_err(by_flags)? {
        Some(points) => located_in_blocks(request, &points, &records, &areas)?,
        None => None,
    };
    drop(bytes);
    let Found { table, remarks } = match found {
        Some(found) => found,
        None => located_at_once(request, &read_records(&folder, &file, &records).map_err(by_flags)?, &areas)?,
    };
    Ok(Outcome::of_table(table, request.output.as_deref(), remarks))
}

/// The areas to search.
fn searched(request: &LocateRequest) -> Result<Areas, Failure> {
    let named = areas_of(&AreasRequest {
        areas: &request.areas,
        features: FeatureRequest {
            layer: request.areas_layer.as_deref(),
            crs: request.areas_crs.as_deref(),
            wal: request.wal,
            ..FeatureRequest::default()
        },
        code: request.code.as_deref(),
        name: request.name.as_deref(),
        figures: &[],
        flags: FLAGS,
    })?;
    let mut order: Vec<usize> = (0..named.codes.len()).collect();
    order.sort_by_key(|&area| &named.codes[area]);
    let mut outlines = PolygonOutlines::new(named.outlines.reference.clone());
    for &area in &order {
        let polygons = named.outlines.polygons_of(area);
        outlines
            .push_shape(polygons.map(|polygon| named.outlines.rings_of(polygon).map(|ring| named.outlines.ring(ring))));
    }
    Ok(Areas {
        codes: order.iter().map(|&area| named.codes[area].clone()).collect(),
        names: order.iter().map(|&area| named.names[area].clone()).collect(),
        word: named.word,
        locator: AreaLocator::new(&outlines),
        reference: outlines.reference,
        remarks: named.remarks,
    })
}

/// Refuses points from which no way leads to the areas.
fn refuse_apart(request: &LocateRequest, file: &str, points: &ReferenceSystem, areas: &Areas) -> Result<(), Problems> {
    if *points != areas.reference {
        refuse_wayless(&request.areas, &areas.reference, &ReferenceSystem::wgs84(), "--in-crs EPSG:…")?;
        refuse_wayless(file, points, &areas.reference, "--crs EPSG:…")?;
    }
    Ok(())
}

/// Locates the points of a long table; `None` where it has to be read as a whole.
fn located_in_blocks(
    request: &LocateRequest,
    points: &LongPoints<'_>,
    records: &RecordsRequest<'_>,
    areas: &Areas,
) -> Result<Option<Found>, Failure> {
    let (file, table) = (&points.table.head.file, &points.table);
    refuse_apart(request, file, &points.reference, areas)?;
    let columns = table.head.titles().len();
    let counts: Vec<AtomicU64> = areas.codes.iter().map(|_| AtomicU64::new(0)).collect();
    let mut csv = titles(areas, table.head.titles().to_vec()).to_csv(None);
    let (mut seen, mut bounds) = (Seen::default(), NOWHERE);
    let work = |block: &LongBlock<'_>| {
        let LocatedBlock { seen, found, bounds } = LocatedBlock::of(points, block, areas, false)?;
        if request.count {
            found.iter().filter_map(|found| (*found)?.first).for_each(|area| {
                counts[area as usize].fetch_add(1, Ordering::Relaxed);
            });
            return Some((seen, bounds, Vec::new()));
        }
        let mut found = found.iter();
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
        block.rows(|row| {
            let (code, name) = areas.told(*found.next()?);
            let cells = (0..columns).map(|column| row.cell(column)).chain([code, name]);
            writer.write_record(cells).ok()
        })?;
        Some((seen, bounds, writer.into_inner().ok()?))
    };
    let done = table.each_block(work, |(more, of_block, rows)| {
        seen.append(more);
        bounds = enclosing(bounds, of_block);
        csv.extend_from_slice(&rows);
    });
    if done.is_none() {
        return Ok(None);
    }
    points.refuse_impossible(bounds, records).map_err(|problems| problems.by_flags(flag_of_points))?;
    let name = |start: usize| format!("line {}", table.line_of(start));
    let mut remarks = remarks_of(&points.remarks, areas);
    remarks.extend(seen.remarks(file, &areas.word, &name));
    if seen.may_be_swapped() {
        let mut swapped = Seen::default();
        let work = |block: &LongBlock<'_>| LocatedBlock::of(points, block, areas, true).map(|block| block.seen);
        let done = table.each_block(work, |more| swapped.append(more));
        let titles = Some(points.titles.clone());
        remarks.extend(done.and_then(|()| swapped.swapped(file, &areas.word, titles)));
    }
    let table = if request.count {
        counted_by_area(areas, |area| counts[area].load(Ordering::Relaxed)).to_csv(None)
    } else {
        csv
    };
    Ok(Some(Found { table, remarks }))
}

/// What came of the points of a block.
struct LocatedBlock {
    seen: Seen,
    /// By row, where its point was found.
    found: Vec<Option<Located>>,
    /// Of the points, as they were read.
    bounds: [f64; 4],
}

impl LocatedBlock {
    /// Locates the points of a block, their two coordinates `swapped` or as they are.
    fn of(points: &LongPoints<'_>, block: &LongBlock<'_>, areas: &Areas, swapped: bool) -> Option<Self> {
        let (starts, mut read) = points.points_of(block)?;
        if swapped {
            read.iter_mut().flatten().for_each(|point| point.reverse());
        }
        let known: Vec<Position> = read.iter().flatten().copied().collect();
        let read = RecordPoints { reference: points.reference.clone(), points: read };
        let found = locate_points(&points.table.head.file, &areas.locator, &read, &areas.reference).ok()?;
        let found: Vec<_> = found.into_iter().zip(&read.points).map(|(found, point)| point.map(|_| found)).collect();
        let mut seen = Seen::default();
        starts.iter().zip(&found).for_each(|(&start, found)| seen.take(start, *found));
        Some(Self { seen, found, bounds: bounds(&known) })
    }
}

/// Locates points that were read as a whole.
fn located_at_once(request: &LocateRequest, records: &Records, areas: &Areas) -> Result<Found, Failure> {
    let Whereabouts::Points(points) = &records.whereabouts else { return Err(no_points(records).into()) };
    refuse_apart(request, &records.file, &points.reference, areas)?;
    let found_of = |points: &RecordPoints| -> Result<Vec<Option<Located>>, Problems> {
        let found = locate_points(&records.file, &areas.locator, points, &areas.reference)?.into_iter();
        Ok(found.zip(&points.points).map(|(found, point)| point.map(|_| found)).collect())
    };
    let seen_of = |found: &[Option<Located>]| {
        let mut seen = Seen::default();
        found.iter().enumerate().for_each(|(row, found)| seen.take(row, *found));
        seen
    };
    let found = found_of(points)?;
    let seen = seen_of(&found);
    let mut remarks = remarks_of(&records.remarks, areas);
    remarks.extend(seen.remarks(&records.file, &areas.word, &|row| records.row_name(row)));
    if seen.may_be_swapped() {
        let swapped = RecordPoints {
            reference: points.reference.clone(),
            points: points.points.iter().map(|point| point.map(|[x, y]| [y, x])).collect(),
        };
        let asked = request.coordinates.clone();
        let titles = asked.or_else(|| records.coordinate_titles().map(|titles| titles.map(str::to_owned)));
        let titles = titles.filter(|_| records.is_table());
        remarks.extend(
            found_of(&swapped).ok().and_then(|found| seen_of(&found).swapped(&records.file, &areas.word, titles)),
        );
    }
    let sheet = if request.count {
        let mut counts = vec![0_u64; areas.codes.len()];
        found.iter().filter_map(|found| (*found)?.first).for_each(|area| counts[area as usize] += 1);
        counted_by_area(areas, |area| counts[area])
    } else {
        located(records, points, areas, &found)
    };
    Ok(Found { table: sheet.to_csv(None), remarks })
}

/// What was said of points and areas while they were read.
fn remarks_of(points: &[Remark], areas: &Areas) -> Vec<Remark> {
    let points = points.iter().map(|remark| remark.clone().by_flags(flag_of_points));
    points.chain(areas.remarks.iter().cloned()).collect()
}

/// The flags about the file of points.
fn flag_of_points(key: Key) -> Option<&'static str> {
    match key {
        Key::Axes | Key::Missing => None,
        Key::Crs => Some("--crs"),
        Key::Layer => Some("--layer"),
        Key::Numbers => Some("--numbers"),
        Key::Sheet => Some("--sheet"),
        Key::Wal => Some("--wal"),
    }
}

/// The flags about the boundary file.
fn flag_of_areas(key: Key) -> Option<&'static str> {
    match key {
        Key::Crs => Some("--in-crs"),
        Key::Layer => Some("--in-layer"),
        Key::Wal => Some("--wal"),
        Key::Axes | Key::Missing | Key::Numbers | Key::Sheet => None,
    }
}

fn no_points(records: &Records) -> Problems {
    match records.whereabouts {
        Whereabouts::Areas(_) => {
            let message = "the file holds areas, expected points";
            Problems::one(Remark::of(Kind::Column, Place::file(&records.file), message))
        }
        Whereabouts::Unknown | Whereabouts::Points(_) => {
            without_coordinates(&records.file, records.columns.iter().map(|column| column.name.as_str()))
        }
    }
}

/// The table of points without rows.
fn titles(areas: &Areas, mut titles: Vec<String>) -> Sheet {
    let word = &areas.word;
    titles.push(free_title(&titles, &[&format!("{word}_code"), &format!("located_{word}_code")]));
    titles.push(free_title(&titles, &["name", &format!("{word}_name"), &format!("located_{word}_name")]));
    Sheet::new(titles)
}

/// The rows of the points with the code and the name of their area.
fn located(records: &Records, points: &RecordPoints, areas: &Areas, found: &[Option<Located>]) -> Sheet {
    let mut columns: Vec<String> = records.columns.iter().map(|column| column.name.clone()).collect();
    let degrees = points.reference == ReferenceSystem::wgs84();
    // A table has its coordinates as columns already.
    if !records.is_table() {
        for title in if degrees { ["lon", "lat"] } else { ["x", "y"] } {
            columns.push(free_title(&columns, &[title, &format!("point_{title}")]));
        }
    }
    let mut sheet = titles(areas, columns);
    for (row, found) in found.iter().enumerate() {
        let mut cells: Vec<Cell> =
            records.columns.iter().map(|column| Cell::text(column.values[row].as_deref())).collect();
        if !records.is_table() {
            let point = points.points[row];
            cells.extend([0, 1].map(|axis| point.map_or(Cell::Missing, |point| Cell::Number(point[axis]))));
        }
        let (code, name) = areas.told(*found);
        cells.extend([code, name].map(Cell::from));
        sheet.rows.push(cells);
    }
    sheet
}

impl Areas {
    /// Code and name of the area where a point was found.
    fn told(&self, found: Option<Located>) -> (&str, &str) {
        found
            .and_then(|found| found.first)
            .map_or(("", ""), |area| (&self.codes[area as usize], self.names[area as usize].as_deref().unwrap_or("")))
    }
}

/// The first title that is not taken.
fn free_title(taken: &[String], wanted: &[&str]) -> String {
    let is_free = |title: &&&str| !taken.iter().any(|taken| taken.eq_ignore_ascii_case(title));
    let free = wanted.iter().find(is_free).or(wanted.last());
    free.map_or_else(String::new, |title| (*title).to_owned())
}

/// How many points lie in each area. Features of one code are one area.
fn counted_by_area(areas: &Areas, count: impl Fn(usize) -> u64) -> Sheet {
    let mut sheet = Sheet::new([format!("{}_code", areas.word), "name".to_owned(), "points".to_owned()]);
    let mut last: Option<&str> = None;
    let mut sum = 0;
    for (number, code) in areas.codes.iter().enumerate() {
        if last == Some(code.as_str()) {
            sheet.rows.pop();
        } else {
            sum = 0;
        }
        sum += count(number);
        last = Some(code);
        sheet.rows.push(vec![Cell::from(code.as_str()), Cell::text(areas.names[number].as_deref()), Cell::Count(sum)]);
    }
    sheet
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::{collection, sample::select};

    use super::*;
    use crate::geometry::topology::shapes::tests::{outlines, square};

    /// Two squares of degrees side by side.
    fn areas() -> Areas {
        let outlines = outlines(&[&[square(0.0, 0.0, 10.0)], &[square(10.0, 0.0, 10.0)]]);
        Areas {
            word: "area".to_owned(),
            codes: vec!["a".into(), "b".into()],
            names: vec![None, Some("B, è".into())],
            locator: AreaLocator::new(&outlines),
            reference: ReferenceSystem::wgs84(),
            remarks: Vec::new(),
        }
    }

    fn request(count: bool) -> LocateRequest {
        LocateRequest {
            points: "t.csv".into(),
            sheet: None,
            layer: None,
            crs: None,
            coordinates: None,
            numbers: None,
            areas: "areas".to_owned(),
            areas_layer: None,
            areas_crs: None,
            code: None,
            name: None,
            wal: Wal::default(),
            count,
            output: None,
        }
    }

    /// What a cell of coordinates may hold.
    const CELLS: &[&str] = &[
        "5",
        "5.5",
        "10",
        "12.345",
        "-3.25",
        "15.5",
        "0",
        "",
        "NA",
        "4,5",
        "12.345",
        "7.5 p",
        "1e1",
        "n.d.",
        "4.5%",
        "x",
        "1.234.567",
        "\"6.5\"",
        " 7.5 ",
        "12,345",
        "=\"8.5\"",
        "2.5\u{a0}",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

        #[test]
        fn blocks_of_rows_say_what_the_whole_table_says(
            rows in collection::vec((select(CELLS), select(CELLS), select(&["", "è", "\"q;\nr\"", "o'x"][..])), 1..9),
            usual in any::<bool>(),
            delimiter in select(&[",", ";"][..]),
            count in any::<bool>(),
        ) {
            // Most tables have numbers of one kind.
            let cell = |cell: &'static str| if usual && cell.contains([',', 'x', '%']) { "5.25" } else { cell };
            let rows = rows.iter().map(|(x, y, name)| [cell(x), cell(y), name].join(delimiter) + "\n");
            let text = format!("{}\n{}", ["lon", "lat", "n"].join(delimiter), rows.collect::<String>());
            let (request, areas) = (request(count), areas());
            let records = RecordsRequest { needed: &["lon", "lat", "x", "y"], ..RecordsRequest::default() };
            let Ok(Some(points)) = LongPoints::open("t.csv", text.as_bytes(), &records) else { return Ok(()) };
            let found = located_in_blocks(&request, &points, &records, &areas);
            if matches!(found, Ok(None)) {
                return Ok(());
            }
            let files: &'static [(&str, &[u8])] = Box::leak(Box::new([("t.csv", &*text.clone().into_bytes().leak())]));
            let whole = read_records(&Folder::Embedded(files), "t.csv", &records);
            let whole = whole.map_err(|problems| problems.by_flags(flag_of_points).into());
            let expected = whole.and_then(|records| located_at_once(&request, &records, &areas));
            let said = |found: Result<Found, Failure>| {
                found.map(|found| (found.table, found.remarks)).map_err(|failure| format!("{failure:?}"))
            };
            prop_assert_eq!(said(found.map(Option::unwrap)), said(expected));
        }
    }
}
