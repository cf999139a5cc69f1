//! A shapefile on disk read part by part, so that it is never in memory as a whole.
//!
//! Only files that need no explanation are read this way; for any other the answer is `None`, and reading the whole file tells what it is.

use std::ops::Range;

use rayon::prelude::*;

use crate::input::file::binary::Binary;
use crate::input::file::bytes::Folder;
use crate::input::file::format::Format;
use crate::input::format::shapefile::dbf::DbfRows;
use crate::input::format::shapefile::polygons::{Record, read_few};
use crate::input::format::shapefile::whole::{HEADER, RECORD_HEADER, declared, stem, with_ending};
use crate::input::layer::plausible::refuse_impossible;
use crate::input::layer::read::{DeclaredReference, Kind, Layer, Part, Shapes, Wanted};
use crate::input::layer::reference::{settle_reference, tell_accuracy};
use crate::input::layer::request::{Axes, FeatureRequest};
use crate::input::problem::remark::Remark;
use crate::model::shape::feature::{FeatureColumn, Joined};
use crate::model::shape::meridian::meridian_of;
use crate::model::shape::outline::{PolygonOutlines, Position, ReferenceSystem};

/// Records of a part: so many that most neighbours are in the same part, so few that every core has several parts.
const RECORDS_AT_ONCE: usize = 8_192;

/// Memory for one part after the other.
#[derive(Default)]
pub struct PartRoom {
    bytes: Vec<u8>,
    points: Vec<Position>,
}

impl PartRoom {
    /// Takes back what the outlines of a part took, which nobody needs any longer.
    pub fn take_back(&mut self, outlines: PolygonOutlines) {
        self.points = outlines.points;
    }
}

/// A shapefile with what is wanted of its table: what a column joins, or all columns.
pub struct ShapefileParts<'a, T> {
    folder: &'a Folder,
    name: &'a str,
    /// The bytes of each record, its header left out.
    records: Vec<Range<u64>>,
    /// What is wanted of the table.
    pub table: T,
    /// The reference system of all coordinates.
    pub reference: ReferenceSystem,
    /// What the file says about it.
    declared: DeclaredReference,
    /// The bounds that the file gives, `[low x, low y, high x, high y]`; they may be wrong.
    pub bounds: [f64; 4],
    remarks: Vec<Remark>,
}

impl<'a> ShapefileParts<'a, Joined> {
    /// Opens a shapefile to join its features by the values of a column.
    pub fn joined(folder: &'a Folder, name: &'a str, request: &FeatureRequest<'_>, by: &str) -> Option<Self> {
        let all = request.only.is_none();
        Self::open(folder, name, request, |rows| all.then(|| rows.joined(by)).flatten())
    }
}

impl<'a> ShapefileParts<'a, Vec<FeatureColumn>> {
    /// Opens a shapefile with all its columns.
    pub fn with_columns(folder: &'a Folder, name: &'a str, request: &FeatureRequest<'_>) -> Option<Self> {
        let all = request.only.is_none();
        Self::open(folder, name, request, |rows| {
            let columns = (all && !rows.any_deleted()).then(|| rows.columns())?;
            columns.refuse_dates(name).ok()?;
            Some(columns.finish(rows.len()))
        })
    }

    /// Opens a shapefile with some of its columns, which are chosen by their names.
    pub(crate) fn with_some_columns(
        folder: &'a Folder,
        name: &'a str,
        request: &FeatureRequest<'_>,
        choose: impl FnOnce(&[String]) -> Option<Vec<usize>> + Send,
    ) -> Option<Self> {
        Self::open(folder, name, request, |rows| {
            let chosen = choose(&rows.names()).filter(|_| !rows.any_deleted())?;
            let columns = rows.some_columns(&chosen);
            columns.refuse_dates(name).ok()?;
            Some(columns.finish(rows.len()))
        })
    }
}

/// A shapefile on disk as a layer, of which no more than a few parts are in memory as bytes, and what was assumed.
pub(crate) fn read_in_parts(folder: &Folder, name: &str, request: &FeatureRequest<'_>) -> Option<(Layer, Vec<Remark>)> {
    let parts = ShapefileParts::open(folder, name, request, |rows| (!rows.any_deleted()).then(|| rows.columns()))?;
    let mut shapes = Shapes::new(Wanted::Areas);
    // Most of what a record holds are positions.
    let n_bytes: u64 = parts.records.iter().map(|record| record.end - record.start).sum();
    shapes.points.reserve_exact(usize::try_from(n_bytes).unwrap_or(0) / size_of::<Position>());
    let mut read: Vec<Shapes> = Vec::new();
    let ranges = parts.parts();
    // Some parts are read while those before them are put where they stay.
    for ranges in ranges.chunks(2 * rayon::current_num_threads()).chain([&[][..]]) {
        let append = || read.drain(..).for_each(|part| shapes.append(&part));
        let part = |range: &Range<usize>| parts.shapes(range.clone(), &mut PartRoom::default());
        let ((), next) = rayon::join(append, || ranges.par_iter().map(part).collect::<Option<Vec<_>>>());
        read = next?;
    }
    let layer = parts.layer().to_owned();
    let ShapefileParts { table: columns, declared: reference, remarks, .. } = parts;
    let part = Part { shapes, columns };
    Some((Layer { name: Some(layer.clone()), names: vec![layer], part, reference }, remarks))
}

impl<'a, T: Send> ShapefileParts<'a, T> {
    fn open(
        folder: &'a Folder,
        name: &'a str,
        request: &FeatureRequest<'_>,
        of_rows: impl FnOnce(&DbfRows<'_>) -> Option<T> + Send,
    ) -> Option<Self> {
        if request.layer.is_some() || request.axes != Axes::Standard {
            return None;
        }
        let mut header = Vec::new();
        folder.part(name, 0..HEADER as u64, &mut header)?;
        let format = Format::of_content(&header).filter(|format| *format == Format::Shapefile)?;
        if format.other_ending(name).is_some() {
            return None;
        }
        let beside = |ending: &str| folder.beside(name, ending).and_then(|beside| folder.bytes(&beside).ok());
        let (records, rows) = rayon::join(
            || find_records(&beside("shx")?),
            || {
                let (dbf, cpg) = (beside("dbf")?, beside("cpg"));
                let rows = DbfRows::find(&with_ending(name, "dbf"), &dbf, cpg.as_deref()).ok()?;
                Some((rows.len(), of_rows(&rows)?, rows.remarks))
            },
        );
        let (records, (n_rows, table, remarks)) = (records?, rows?);
        if n_rows != records.len() {
            return None;
        }
        // An index may name what is not there, and memory is asked for by it.
        let end = records.last()?.end;
        folder.part(name, end..end, &mut Vec::new())?;
        let declared = declared(beside("prj").as_deref());
        let reference = settle_reference(name, request.crs, &declared).ok()?;
        if reference.code().is_some_and(|code| meridian_of(code).is_some()) {
            return None;
        }
        let mut corners = Binary::new(&header).from(36);
        let bounds = [corners.f64()?, corners.f64()?, corners.f64()?, corners.f64()?];
        Some(Self { folder, name, records, table, reference, declared, bounds, remarks })
    }

    /// The name of the layer.
    pub fn layer(&self) -> &str {
        stem(self.name)
    }

    /// How many features there are.
    pub fn n_features(&self) -> usize {
        self.records.len()
    }

    /// The features of each part.
    pub fn parts(&self) -> Vec<Range<usize>> {
        let n = self.records.len();
        (0..n).step_by(RECORDS_AT_ONCE).map(|start| start..(start + RECORDS_AT_ONCE).min(n)).collect()
    }

    /// The outlines of some features, in the memory of `room`.
    pub fn read(&self, features: Range<usize>, room: &mut PartRoom) -> Option<PolygonOutlines> {
        let shapes = self.shapes(features, room)?;
        Some(PolygonOutlines {
            reference: self.reference.clone(),
            points: shapes.points,
            ring_starts: shapes.ring_starts,
            polygon_starts: shapes.polygon_starts,
            shape_starts: shapes.shape_starts,
        })
    }

    fn shapes(&self, features: Range<usize>, room: &mut PartRoom) -> Option<Shapes> {
        let records = &self.records[features.clone()];
        let (first, last) = (records.first()?, records.last()?);
        let start = first.start - RECORD_HEADER as u64;
        let PartRoom { bytes, points } = room;
        self.folder.part(self.name, start..last.end, bytes)?;
        let record = |(number, range): (usize, &Range<u64>)| {
            let from = usize::try_from(range.start - start).ok()?;
            let content = bytes.get(from..usize::try_from(range.end - start).ok()?)?;
            let words = Binary::new(bytes).big().from(from - 4).length()?;
            (2 * words == content.len()).then_some(Record { number, content })
        };
        let records: Vec<Record<'_>> =
            features.map(|feature| feature + 1).zip(records).map(record).collect::<Option<_>>()?;
        let shapes = read_few(&records, std::mem::take(points))?;
        let plain = !shapes.heights && shapes.kinds.iter().all(|kind| *kind == Kind::Area);
        plain.then_some(shapes)
    }

    /// What `with` makes of the outlines of each part and the numbers of their features, in order; `None` where a part cannot be read or
    /// nothing is made of it.
    pub fn each<R: Send>(&self, with: impl Fn(&PolygonOutlines, Range<usize>) -> Option<R> + Sync) -> Option<Vec<R>>
    where
        T: Sync,
    {
        let parts = self.parts().into_par_iter().map_init(PartRoom::default, |room, features| {
            let outlines = self.read(features.clone(), room)?;
            let made = with(&outlines, features);
            room.take_back(outlines);
            made
        });
        parts.collect()
    }

    /// The outlines of some features once more, which stand in order.
    pub fn picked(&self, features: &[u32]) -> Option<PolygonOutlines> {
        let mut picked = PolygonOutlines::new(self.reference.clone());
        let mut room = PartRoom::default();
        for run in features.chunk_by(|a, b| a + 1 == *b) {
            let start = *run.first()? as usize;
            let outlines = self.read(start..start + run.len(), &mut room)?;
            picked.append(&outlines);
            room.take_back(outlines);
        }
        Some(picked)
    }

    /// What was assumed about the file, once the true bounds of its coordinates are known; `None` where they cannot be in their system.
    pub fn remarks(&self, bounds: [f64; 4]) -> Option<Vec<Remark>> {
        refuse_impossible(self.name, bounds, &self.reference, Axes::Standard).ok()?;
        let accuracy = tell_accuracy(self.name, &self.reference, bounds);
        Some(self.remarks.iter().cloned().chain(accuracy).collect())
    }
}

/// Where the records are by an index, one behind the other.
fn find_records(shx: &[u8]) -> Option<Vec<Range<u64>>> {
    let entries = shx.get(HEADER..).filter(|_| shx.starts_with(&[0, 0, 0x27, 0x0A]))?;
    let (entries, rest) = entries.as_chunks::<8>();
    let mut records = Vec::with_capacity(entries.len());
    let mut behind = HEADER as u64;
    for entry in entries {
        let mut entry = Binary::new(entry).big();
        let start = 2 * u64::from(entry.u32()?) + RECORD_HEADER as u64;
        let end = start + 2 * u64::from(entry.u32()?);
        if start < behind + RECORD_HEADER as u64 {
            return None;
        }
        behind = end;
        records.push(start..end);
    }
    (rest.is_empty() && !records.is_empty()).then_some(records)
}
