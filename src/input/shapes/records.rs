//! Rows with attributes and perhaps a position or an outline, whether they come from a table or from a boundary file.

use crate::input::cell::content::Nature;
use crate::input::file::bytes::{Folder, InputFile};
use crate::input::file::ending::is_table;
use crate::input::layer::plausible::refuse_impossible;
use crate::input::layer::read::DeclaredReference;
use crate::input::layer::reference::{count_from_greenwich, settle_reference};
use crate::input::layer::request::FeatureRequest;
use crate::input::problem::english::did_you_mean;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::shapes::features::{FeaturesRead, read_areas, read_points};
use crate::input::table::number_reader::NumberReader;
use crate::input::table::rows::{Column, Table};
use crate::input::value::cells::{Cell, Cells};
use crate::input::value::column::{ColumnRules, Expected};
use crate::input::value::format::NumberFormat;
use crate::input::value::missing::Missing;
use crate::model::base::text::Text;
use crate::model::shape::feature::{FeatureColumn, find_column};
use crate::model::shape::outline::{PolygonOutlines, Position, ReferenceSystem, bounds};
use crate::model::study::Source;

/// Titles of columns that hold longitude and latitude.
const DEGREES: [(&str, &str); 5] =
    [("lon", "lat"), ("longitude", "latitude"), ("lng", "lat"), ("long", "lat"), ("longitudine", "latitudine")];
/// Points, in the order of their rows.
#[derive(Clone, Debug)]
pub struct RecordPoints {
    /// The reference system.
    pub reference: ReferenceSystem,
    /// One a row; `None` where the row has none.
    pub points: Vec<Option<Position>>,
}

/// Where the rows are.
#[derive(Clone, Debug)]
pub enum Whereabouts {
    /// Nothing is known.
    Unknown,
    /// Each row is a point.
    Points(RecordPoints),
    /// Each row is an area.
    Areas(PolygonOutlines),
}

/// Rows as read.
#[derive(Clone, Debug)]
pub struct Records {
    /// The file.
    pub file: String,
    /// The columns, one value a row.
    pub columns: Vec<FeatureColumn>,
    /// How many rows there are.
    pub n_rows: usize,
    /// Where they are.
    pub whereabouts: Whereabouts,
    /// The files that were read.
    pub sources: Vec<Source>,
    /// What was assumed or left out.
    pub remarks: Vec<Remark>,
    table: Option<Table>,
}

/// What to read of a file of rows.
#[derive(Clone, Debug, Default)]
pub struct RecordsRequest<'a> {
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// Layer, reference system, axes.
    pub features: FeatureRequest<'a>,
    /// The titles of the columns of coordinates, `x` then `y`, where they are not the usual ones.
    pub coordinates: Option<[&'a str; 2]>,
    /// What marks decimals in coordinates.
    pub numbers: Option<NumberFormat>,
    /// Titles that tell the header from what stands above it.
    pub needed: &'a [&'a str],
}

/// Reads rows of a table, which may have columns of coordinates, or of a boundary file.
///
/// # Errors
/// Files that cannot be read, coordinates that are no numbers or cannot be.
pub fn read_records(folder: &Folder, name: &str, request: &RecordsRequest<'_>) -> Result<Records, Problems> {
    if is_table(name) {
        let mut file = folder.read(name)?;
        file.sheet.clone_from(&request.sheet);
        return read_table(&file, request);
    }
    let of = |columns: Vec<FeatureColumn>, n_rows, whereabouts, sources, remarks| Records {
        file: name.to_owned(),
        columns,
        n_rows,
        whereabouts,
        sources,
        remarks,
        table: None,
    };
    match read_areas(folder, name, &request.features) {
        Ok(FeaturesRead { features, sources, remarks, .. }) if features.outlines.n_shapes() > 0 => {
            let n_rows = features.outlines.n_shapes();
            Ok(of(features.columns, n_rows, Whereabouts::Areas(features.outlines), sources, remarks))
        }
        // A file of points is no file of areas; what is wrong with a file that is neither is said of areas.
        areas => match (read_points(folder, name, &request.features), areas) {
            (Ok(FeaturesRead { features, sources, remarks, .. }), _) => {
                let points = RecordPoints { reference: features.reference, points: features.points };
                let n_rows = points.points.len();
                Ok(of(features.columns, n_rows, Whereabouts::Points(points), sources, remarks))
            }
            (Err(_), Err(problems)) | (Err(problems), Ok(_)) => Err(problems),
        },
    }
}

fn read_table(file: &InputFile, request: &RecordsRequest<'_>) -> Result<Records, Problems> {
    let table = Table::read(file, &request.groups())?;
    let columns: Vec<FeatureColumn> = table
        .columns()
        .map(|column| FeatureColumn {
            text: true,
            values: table.rows().map(|row| row.optional(Some(&column)).map(Text::from)).collect(),
            name: column.title,
        })
        .collect();
    let mut remarks = table.warnings.clone();
    let whereabouts = match coordinate_columns(&table, request)? {
        None => Whereabouts::Unknown,
        Some((columns, degrees)) => {
            let mut reference = reference_of(&file.name, request, degrees)?;
            let mut points = positions(&table, &columns, request.numbers, degrees, &mut remarks)?;
            let counted = count_from_greenwich(&file.name, &reference, points.iter_mut().flatten());
            if let Some((from_greenwich, remark)) = counted {
                reference = from_greenwich;
                remarks.push(remark);
            }
            let known: Vec<Position> = points.iter().flatten().copied().collect();
            refuse_impossible(&file.name, bounds(&known), &reference, request.features.axes)?;
            Whereabouts::Points(RecordPoints { reference, points })
        }
    };
    let n_rows = table.rows().len();
    Ok(Records {
        file: file.name.clone(),
        columns,
        n_rows,
        whereabouts,
        sources: vec![file.source.clone()],
        remarks,
        table: Some(table),
    })
}

impl<'a> RecordsRequest<'a> {
    /// The titles that tell the header, each by itself.
    pub(crate) fn groups(&self) -> Vec<&[&'a str]> {
        self.needed.iter().map(std::slice::from_ref).collect()
    }
}

/// The reference system of coordinates in columns: what is asked for, else that of degrees.
///
/// # Errors
/// Where it is not known.
pub(crate) fn reference_of(
    file: &str,
    request: &RecordsRequest<'_>,
    degrees: bool,
) -> Result<ReferenceSystem, Problems> {
    let declared = if degrees { DeclaredReference::Standard } else { DeclaredReference::Nothing };
    settle_reference(file, request.features.crs, &declared)
}

/// Whether a table has columns of coordinates by their usual titles.
pub fn has_coordinates(table: &Table) -> bool {
    usual_columns(table).is_some()
}

/// Whether a table has columns of longitude and latitude by their usual titles.
pub fn has_degrees(table: &Table) -> bool {
    usual_columns(table).is_some_and(|(_, degrees)| degrees)
}

/// The usual columns of coordinates, and whether they are degrees by their titles.
fn usual_columns(table: &Table) -> Option<([Column; 2], bool)> {
    let find = |x: &str, y: &str| Some([table.find(x)?, table.find(y)?]);
    let degrees = DEGREES.iter().find_map(|(x, y)| find(x, y)).map(|columns| (columns, true));
    degrees.or_else(|| find("x", "y").map(|columns| (columns, false)))
}

/// What columns of coordinates hold.
pub(crate) fn coordinates(numbers: Option<NumberFormat>, degrees: bool) -> ColumnRules {
    let expected = if degrees { Expected::Degrees } else { Expected::Metres };
    ColumnRules { expected, numbers, missing: Missing::default(), withheld: None }
}

/// That a file has no points: its titles are no help.
pub fn without_coordinates<'a>(file: &str, titles: impl Iterator<Item = &'a str>) -> Problems {
    let message = format!("no columns of coordinates: the columns are {}", titles.collect::<Vec<_>>().join(", "));
    let hint = "call them lon and lat, or x and y with --crs EPSG:…, or name them with --x COLUMN --y COLUMN";
    Problems::one(Remark::of(Kind::Column, Place::file(file), message).hint(hint))
}

/// The columns of coordinates, and whether they are degrees by their titles.
pub(crate) fn coordinate_columns(
    table: &Table,
    request: &RecordsRequest<'_>,
) -> Result<Option<([Column; 2], bool)>, Problems> {
    if let Some([x, y]) = request.coordinates {
        return Ok(Some(([table.require_by(x, "")?, table.require_by(y, "")?], request.features.crs.is_none())));
    }
    Ok(usual_columns(table))
}

/// The positions of rows. Two columns of coordinates were written by the same program, so a value of either decides for both.
fn positions(
    table: &Table,
    columns: &[Column; 2],
    numbers: Option<NumberFormat>,
    degrees: bool,
    said: &mut Vec<Remark>,
) -> Result<Vec<Option<Position>>, Problems> {
    let mut problems = Problems::default();
    table.refuse_damage(&columns.each_ref(), false, &mut problems);
    let readers = NumberReader::together(table, columns, coordinates(numbers, degrees), said, &mut problems);
    let position = |row| match readers.as_slice() {
        [x, y] => {
            let [x, y] = [x, y].map(|reader| reader.number(row, &mut problems).known());
            Some([x?, y?])
        }
        _ => None,
    };
    let points = table.rows().map(position).collect();
    if problems.0.is_empty() { Ok(points) } else { Err(problems.one_per_cell()) }
}

impl Records {
    /// The first of some columns that the file has.
    pub fn find(&self, names: &[&str]) -> Option<&FeatureColumn> {
        names.iter().find_map(|name| find_column(&self.columns, name))
    }

    /// The first of some columns that the file has.
    ///
    /// # Errors
    /// When it has none; the hint names a similar one or lists all.
    pub fn require(&self, names: &[&str], key: &str) -> Result<&FeatureColumn, Problems> {
        self.find(names).ok_or_else(|| {
            let known = || self.columns.iter().map(|column| column.name.as_str()).filter(|name| !name.is_empty());
            let wanted = names.first().copied().unwrap_or("");
            let hint = did_you_mean(wanted, known()).unwrap_or_else(|| {
                let all: Vec<&str> = known().collect();
                format!("the columns are {}; name yours with {key}", all.join(", "))
            });
            Problems::one(Remark::of(Kind::Column, Place::file(&self.file), format!("no column {wanted:?}")).hint(hint))
        })
    }

    /// The cells of a column. Numbers of a boundary file are numbers, as those of a spreadsheet are.
    pub fn cells<'a>(&'a self, column: &'a FeatureColumn) -> Cells<'a> {
        if let Some((table, found)) = self.table.as_ref().and_then(|table| Some((table, table.find(&column.name)?))) {
            return table.cells(&found);
        }
        let nature = if column.text { Nature::Text } else { Nature::Number };
        let cell = |value: &'a Option<Text>| Cell { text: value.as_deref().map_or("", str::trim), nature };
        let whole = Place::file(&self.file).column(&column.name);
        Cells::new(column.values.iter().map(cell).collect(), whole, move |row| self.place(row, column))
    }

    /// Where a value stands: line and column of a table, file and column of features, which have no lines.
    pub fn place(&self, row: usize, column: &FeatureColumn) -> Place {
        match self.table.as_ref().and_then(|table| Some(table.row(row)?.whole())) {
            Some(place) => place.column(&column.name),
            None => Place::file(&self.file).column(&column.name),
        }
    }

    /// The titles of the usual columns of coordinates, `x` then `y`, as the file writes them.
    pub fn coordinate_titles(&self) -> Option<[&str; 2]> {
        let find = |title: &str| find_column(&self.columns, title).map(|column| column.name.as_str());
        DEGREES.iter().chain(&[("x", "y")]).find_map(|(x, y)| Some([find(x)?, find(y)?]))
    }

    /// Whether the rows come from a table.
    pub fn is_table(&self) -> bool {
        self.table.is_some()
    }

    /// What a row is called in a list: its line, or the number of the feature.
    pub fn row_name(&self, row: usize) -> String {
        match self.table.as_ref().and_then(|table| Some((table.line_word(), table.row(row)?.line))) {
            Some((word, line)) => format!("{word} {line}"),
            None => format!("feature {}", row + 1),
        }
    }

    /// What a row is called after a value of it: nothing in a table, whose place has the line; the feature else.
    pub fn named(&self, row: usize) -> String {
        if self.table.is_some() { String::new() } else { format!(" (feature {})", row + 1) }
    }
}
