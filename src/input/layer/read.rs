//! A layer while it is read: shapes in flat arrays and columns of attributes, the same for every format.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::input::problem::english::first_few;
use crate::input::problem::kind::Kind as Problem;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::text::date::may_be_day;
use crate::model::base::text::Text;
use crate::model::shape::feature::FeatureColumn;
use crate::model::shape::outline::Position;

/// What a feature has for a geometry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// None at all.
    Missing,
    /// One without positions.
    Empty,
    /// A point.
    Point,
    /// Several points.
    Points,
    /// Lines.
    Line,
    /// Polygons.
    Area,
    /// Polygons beside points or lines, which are left out.
    Mixed,
}

/// What a reader is asked for; anything else is not stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Polygons.
    Areas,
    /// Single points.
    Points,
}

/// Shapes in flat arrays. A point is a polygon of one ring of one position.
#[derive(Clone, Debug)]
pub(crate) struct Shapes {
    wanted: Wanted,
    pub(crate) points: Vec<Position>,
    pub(crate) ring_starts: Vec<u32>,
    pub(crate) polygon_starts: Vec<u32>,
    pub(crate) shape_starts: Vec<u32>,
    pub(crate) kinds: Vec<Kind>,
    /// Whether positions had heights or measures, which are left out.
    pub(crate) heights: bool,
    kind: Kind,
}

/// Where a geometry started, to take it back.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    points: usize,
    rings: usize,
    polygons: usize,
}

/// A length as a stored start. [`Shapes::is_too_large`] tells when one does not fit.
fn start(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

impl Shapes {
    /// No shapes.
    pub(crate) fn new(wanted: Wanted) -> Self {
        Self {
            wanted,
            points: Vec::new(),
            ring_starts: vec![0],
            polygon_starts: vec![0],
            shape_starts: vec![0],
            kinds: Vec::new(),
            heights: false,
            kind: Kind::Missing,
        }
    }

    /// What is asked for.
    pub(crate) fn wanted(&self) -> Wanted {
        self.wanted
    }

    /// How many shapes there are.
    pub(crate) fn len(&self) -> usize {
        self.kinds.len()
    }

    /// Whether there are more positions than starts can count.
    pub(crate) fn is_too_large(&self) -> bool {
        u32::try_from(self.points.len()).is_err()
    }

    /// Where the next geometry starts.
    pub(crate) fn mark(&self) -> Mark {
        Mark { points: self.points.len(), rings: self.ring_starts.len(), polygons: self.polygon_starts.len() }
    }

    /// Takes everything since `mark` back.
    pub(crate) fn undo(&mut self, mark: Mark) {
        self.points.truncate(mark.points);
        self.ring_starts.truncate(mark.rings);
        self.polygon_starts.truncate(mark.polygons);
    }

    /// Ends a ring; one without positions is none.
    pub(crate) fn end_ring(&mut self) {
        let end = start(self.points.len());
        if self.ring_starts.last() != Some(&end) {
            self.ring_starts.push(end);
        }
    }

    /// Ends a polygon; one without rings is none.
    pub(crate) fn end_polygon(&mut self) {
        let end = start(self.ring_starts.len() - 1);
        if self.polygon_starts.last() != Some(&end) {
            self.polygon_starts.push(end);
        }
    }

    /// Ends a geometry of `kind` that started at `mark`, and keeps it if it is what is wanted.
    pub(crate) fn end_geometry(&mut self, kind: Kind, mark: Mark) {
        let kind = if kind != Kind::Missing && self.points.len() == mark.points { Kind::Empty } else { kind };
        let keep = match (self.wanted, kind) {
            (Wanted::Areas, Kind::Area | Kind::Mixed) => true,
            (Wanted::Points, Kind::Point | Kind::Points) => self.points.len() == mark.points + 1,
            (_, Kind::Missing | Kind::Empty | Kind::Point | Kind::Points | Kind::Line | Kind::Area | Kind::Mixed) => {
                false
            }
        };
        if keep {
            self.end_ring();
            self.end_polygon();
        } else {
            self.undo(mark);
        }
        // Several points of which there is one are a point.
        self.note(if keep && kind == Kind::Points { Kind::Point } else { kind });
    }

    /// Notes that the shape has a geometry of `kind`, without storing one.
    pub(crate) fn note(&mut self, kind: Kind) {
        self.kind = match (self.kind, kind) {
            (Kind::Missing | Kind::Empty, new) => new,
            (old, Kind::Missing | Kind::Empty) => old,
            (Kind::Point | Kind::Points, Kind::Point | Kind::Points) => Kind::Points,
            (old, new) if old == new => old,
            (Kind::Area | Kind::Mixed, _) | (_, Kind::Area | Kind::Mixed) => Kind::Mixed,
            (Kind::Point | Kind::Points | Kind::Line, Kind::Point | Kind::Points | Kind::Line) => Kind::Line,
        };
    }

    /// Ends a shape.
    pub(crate) fn end_shape(&mut self) {
        self.shape_starts.push(start(self.polygon_starts.len() - 1));
        self.kinds.push(self.kind);
        self.kind = Kind::Missing;
    }

    /// Ends a ring at a position that is stored elsewhere.
    pub(crate) fn end_ring_at(&mut self, end: usize) {
        self.ring_starts.push(start(end));
    }

    /// Ends a shape of which the kind is known.
    pub(crate) fn end_shape_as(&mut self, kind: Kind) {
        self.kind = kind;
        self.end_shape();
    }

    /// Adds the shapes of another part of the layer.
    pub(crate) fn append(&mut self, other: &Self) {
        self.append_starts(other);
        self.points.extend_from_slice(&other.points);
    }

    /// Adds the shapes of another part of the layer, whose positions are stored elsewhere.
    pub(crate) fn append_starts(&mut self, other: &Self) {
        let add = |to: &mut Vec<u32>, from: &[u32], offset: u32| {
            to.extend(from.iter().skip(1).map(|start| start.saturating_add(offset)));
        };
        let points = self.ring_starts.last().copied().unwrap_or(0);
        let (rings, polygons) = (offset_of(&self.ring_starts), offset_of(&self.polygon_starts));
        add(&mut self.ring_starts, &other.ring_starts, points);
        add(&mut self.polygon_starts, &other.polygon_starts, rings);
        add(&mut self.shape_starts, &other.shape_starts, polygons);
        self.kinds.extend_from_slice(&other.kinds);
        self.heights |= other.heights;
    }
}

/// How many elements a list of starts bounds.
fn offset_of(starts: &[u32]) -> u32 {
    start(starts.len() - 1)
}

/// Columns of attributes while they are read. Every value belongs to a feature by number; features without one have none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns {
    in_order: Vec<FeatureColumn>,
    by_name: BTreeMap<String, usize>,
    /// Names of columns that hold dates.
    dates: BTreeSet<String>,
    /// The column that came last: the next attribute is usually of the one after it.
    last: usize,
}

impl Columns {
    /// Columns with names that are known beforehand.
    pub(crate) fn named(names: impl IntoIterator<Item = String>) -> Self {
        let mut columns = Self::default();
        for name in names {
            columns.add(name);
        }
        columns
    }

    fn add(&mut self, name: String) -> usize {
        // Two columns of one name stay apart; the first is the one found by name.
        let index = self.in_order.len();
        self.by_name.entry(name.clone()).or_insert(index);
        self.in_order.push(FeatureColumn { name, values: Vec::new(), text: false });
        index
    }

    /// Sets a feature's value in a column by number.
    pub(crate) fn set(&mut self, column: usize, feature: usize, value: Option<Text>) {
        let values = &mut self.in_order[column].values;
        if values.len() > feature {
            values[feature] = value;
        } else {
            values.resize(feature, None);
            values.push(value);
        }
    }

    /// Sets the values of all features in a column by number.
    pub(crate) fn fill(&mut self, column: usize, values: Vec<Option<Text>>) {
        self.in_order[column].values = values;
    }

    /// Says that a column holds text, where `text` is so.
    pub(crate) fn mark_text(&mut self, column: usize, text: bool) {
        self.in_order[column].text |= text;
    }

    /// Says that a column holds dates.
    pub(crate) fn mark_dates(&mut self, column: usize) {
        self.dates.insert(self.in_order[column].name.clone());
    }

    /// Refuses dates that no calendar has.
    ///
    /// # Errors
    /// One for each column that has any, with the first of them and their features.
    pub(crate) fn refuse_dates(&self, file: &str) -> Result<(), Problems> {
        let mut problems = Problems::default();
        for column in self.in_order.iter().filter(|column| self.dates.contains(&column.name)) {
            let found = column.values.iter().enumerate().filter_map(|(feature, value)| {
                let text = value.as_ref().filter(|text| !may_be_day(text))?;
                Some(format!("{text:?} (feature {})", feature + 1))
            });
            let found: Vec<String> = found.collect();
            if !found.is_empty() {
                let message = format!("expected days that exist, such as 2024-02-29, found {}", first_few(&found));
                let place = Place::file(file).column(&column.name);
                let problem = Remark::of(Problem::Value, place, message);
                problems.push(problem.hint("correct the date, or leave the cell empty"));
            }
        }
        if problems.0.is_empty() { Ok(()) } else { Err(problems) }
    }

    /// Changes every text.
    pub(crate) fn change(&mut self, change: impl Fn(Text) -> Text) {
        for value in self.in_order.iter_mut().flat_map(|column| &mut column.values) {
            *value = value.take().map(&change);
        }
    }

    /// Sets a feature's value in a column by name, which is added if it is new; returns the column.
    pub(crate) fn set_named(&mut self, name: &str, feature: usize, value: Option<Text>) -> usize {
        let next = self.last + 1;
        let column = if self.in_order.get(next).is_some_and(|column| column.name == name) {
            next
        } else {
            self.by_name.get(name).copied().unwrap_or_else(|| self.add(name.to_owned()))
        };
        self.last = column;
        self.set(column, feature, value);
        column
    }

    /// Sets a feature's value in a column by name where it has none yet.
    pub(crate) fn set_missing(&mut self, name: &str, feature: usize, value: Option<Text>) {
        let column = self.by_name.get(name).map(|&column| &self.in_order[column].values);
        if column.and_then(|values| values.get(feature)).is_none_or(Option::is_none) {
            self.set_named(name, feature, value);
        }
    }

    /// Adds the columns of another part of the layer, whose first feature is feature `n_features` here.
    pub(crate) fn append(&mut self, n_features: usize, other: Self) {
        self.dates.extend(other.dates);
        for column in other.in_order {
            let found = self.by_name.get(&column.name).copied().unwrap_or_else(|| self.add(column.name.clone()));
            let values = &mut self.in_order[found].values;
            values.resize(n_features, None);
            values.extend(column.values);
            self.mark_text(found, column.text);
        }
    }

    /// The columns, one value a feature in each.
    pub(crate) fn finish(self, n_features: usize) -> Vec<FeatureColumn> {
        let mut columns = self.in_order;
        for column in &mut columns {
            column.values.resize(n_features, None);
        }
        columns
    }
}

/// A part of a layer: shapes and their attributes.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// The shapes.
    pub(crate) shapes: Shapes,
    /// The attributes.
    pub(crate) columns: Columns,
}

impl Part {
    /// Nothing yet.
    pub(crate) fn new(wanted: Wanted) -> Self {
        Self { shapes: Shapes::new(wanted), columns: Columns::default() }
    }

    /// Adds the features of another part behind these.
    pub(crate) fn append(&mut self, other: Self) {
        self.columns.append(self.shapes.len(), other.columns);
        self.shapes.append(&other.shapes);
    }
}

/// Records that one task reads.
const RECORDS_AT_ONCE: usize = 4_096;

/// Reads records on any number of threads, their features in the order of the records.
///
/// # Errors
/// The first problem in that order.
pub(crate) fn read_records<R: Sync, E: Send>(
    wanted: Wanted,
    records: &[R],
    read: impl Fn(&R, &mut Part) -> Result<(), E> + Sync,
) -> Result<Part, E> {
    let read = |records: &[R]| {
        let mut part = Part::new(wanted);
        records.iter().try_for_each(|record| read(record, &mut part)).map(|()| part)
    };
    let mut whole = Part::new(wanted);
    let mut parts: Vec<Result<Part, E>> = Vec::new();
    // Some parts are read while those before them are put where they stay.
    for records in records.chunks(4 * rayon::current_num_threads() * RECORDS_AT_ONCE).chain([&[][..]]) {
        let append = || parts.drain(..).try_for_each(|part| part.map(|part| whole.append(part)));
        let (appended, next) = rayon::join(append, || records.par_chunks(RECORDS_AT_ONCE).map(read).collect());
        appended?;
        parts = next;
    }
    Ok(whole)
}

/// The features of all parts, in their order.
///
/// # Errors
/// The first problem in that order.
#[cfg(feature = "parquet")]
pub(crate) fn join_parts<E>(wanted: Wanted, parts: Vec<Result<Part, E>>) -> Result<Part, E> {
    let mut whole = Part::new(wanted);
    let n_points = parts.iter().flatten().map(|part| part.shapes.points.len()).sum();
    whole.shapes.points.reserve_exact(n_points);
    for part in parts {
        whole.append(part?);
    }
    Ok(whole)
}

/// A problem of a file whose bytes are not what its format says.
pub(crate) fn damaged(file: &str, message: impl Into<String>) -> Problems {
    let hint = "the file was cut off or changed: copy or download it again";
    Problems::one(Remark::of(Problem::Format, Place::file(file), message).hint(hint))
}

/// Why a geometry cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BadGeometry {
    /// It has arcs of circles or other curves, which no reader takes.
    Curved,
    /// It is not what its format says.
    Damaged(&'static str),
}

impl From<&'static str> for BadGeometry {
    fn from(message: &'static str) -> Self {
        Self::Damaged(message)
    }
}

/// A problem of the geometry of a feature.
pub(crate) fn bad_geometry(file: &str, feature: &str, found: BadGeometry) -> Problems {
    match found {
        BadGeometry::Damaged(message) => damaged(file, format!("{feature}: {message}")),
        BadGeometry::Curved => {
            let message = format!("{feature}: the geometry is curved");
            let hint = "make its lines straight first, as ogr2ogr -nlt CONVERT_TO_LINEAR does";
            Problems::one(Remark::of(Problem::Format, Place::file(file), message).hint(hint))
        }
    }
}

/// What a file says about its reference system.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum DeclaredReference {
    /// Nothing.
    #[default]
    Nothing,
    /// Nothing, and the format's standard says it is WGS 84, longitude and latitude.
    Standard,
    /// A code of the EPSG registry.
    Epsg(u32),
    /// A name, or a definition as WKT or PROJJSON.
    Text(String),
}

/// A layer as a reader gives it.
#[derive(Clone, Debug)]
pub(crate) struct Layer {
    /// Its name, where the format names layers.
    pub(crate) name: Option<String>,
    /// All layers of the file that could have been read.
    pub(crate) names: Vec<String>,
    /// The features.
    pub(crate) part: Part,
    /// The reference system.
    pub(crate) reference: DeclaredReference,
}
