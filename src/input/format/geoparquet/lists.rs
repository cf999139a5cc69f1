//! Native geometries of GeoParquet: lists inside lists, and coordinates in the innermost.
//!
//! Parquet stores a column of lists as its values alone, with two levels beside each: the list in which the value starts a new element, and
//! how many of the lists around it are there. Source: Melnik et al. (2010), Dremel, *Proceedings of the VLDB Endowment* 3(1), section 4.

use std::ops::Range;

use parquet::basic::Repetition;
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::DoubleType;
use parquet::errors::Result;
use parquet::file::reader::RowGroupReader;
use parquet::schema::types::SchemaDescriptor;

use crate::input::format::geoparquet::column::ROWS_AT_ONCE;
use crate::input::layer::read::{Kind, Shapes};

/// A column of native geometries.
pub(crate) enum Native {
    /// A column for each axis.
    Separated { x: Lists, y: Lists, heights: bool },
    /// All axes in turn, in a list for each position.
    Interleaved(Lists),
}

impl Native {
    /// The column that `leaves` are of, with a coordinate in so many lists; `None` when it is not of that form.
    ///
    /// # Errors
    /// Damaged columns.
    pub(crate) fn of(group: &dyn RowGroupReader, leaves: Range<usize>, lists: usize) -> Result<Option<Self>> {
        let schema = group.metadata().schema_descr();
        let axis = |name: &str| {
            let leaf = leaves.clone().find(|&leaf| schema.column(leaf).name() == name);
            leaf.map_or(Ok(None), |leaf| Lists::of(group, leaf, lists))
        };
        if let (Some(x), Some(y)) = (axis("x")?, axis("y")?) {
            return Ok(Some(Self::Separated { x, y, heights: leaves.len() > 2 }));
        }
        let only = if leaves.len() == 1 { Lists::of(group, leaves.start, lists + 1)? } else { None };
        Ok(only.map(Self::Interleaved))
    }

    /// Reads the next rows; `None` when there is no other, an error when the columns of the axes differ.
    ///
    /// # Errors
    /// Damaged columns.
    pub(crate) fn next(&mut self) -> Result<Option<std::result::Result<Rows<'_>, &'static str>>> {
        const DIFFER: &str = "the columns of the coordinates differ";
        match self {
            Self::Separated { x, y, heights } => {
                let (n_rows, n_other) = (x.next()?, y.next()?);
                if x.there != y.there || x.starts != y.starts || n_rows != n_other {
                    return Ok(Some(Err(DIFFER)));
                }
                let coordinates = Coordinates::Separated { x: &x.values, y: &y.values, heights: *heights };
                let rows = Rows { there: &x.there, lists: &x.starts, coordinates };
                Ok((n_rows > 0).then_some(Ok(rows)))
            }
            Self::Interleaved(column) => {
                let n_rows = column.next()?;
                let Some((starts, lists)) = column.starts.split_last() else { return Ok(Some(Err(DIFFER))) };
                let coordinates = Coordinates::Interleaved { values: &column.values, starts };
                Ok((n_rows > 0).then_some(Ok(Rows { there: &column.there, lists, coordinates })))
            }
        }
    }
}

/// A column of numbers inside lists, and of its next rows what the lists hold.
pub(crate) struct Lists {
    column: Box<ColumnReaderImpl<DoubleType>>,
    /// From which level on a row, an element of the first list, of the second … is there.
    levels: Vec<i16>,
    /// At which level a number is there.
    number: i16,
    /// Whether a row has a geometry.
    there: Vec<bool>,
    /// Where the elements of each list start, and where the last ends.
    starts: Vec<Vec<usize>>,
    values: Vec<f64>,
}

impl Lists {
    fn of(group: &dyn RowGroupReader, leaf: usize, lists: usize) -> Result<Option<Self>> {
        let schema = group.metadata().schema_descr();
        let Some(levels) = levels_of(schema, leaf).filter(|levels| levels.len() == lists + 1) else {
            return Ok(None);
        };
        let ColumnReader::DoubleColumnReader(column) = group.get_column_reader(leaf)? else { return Ok(None) };
        let number = schema.column(leaf).max_def_level();
        let starts = vec![Vec::new(); lists];
        Ok(Some(Self { column: Box::new(column), levels, number, there: Vec::new(), starts, values: Vec::new() }))
    }

    /// Reads the next rows and says how many they are.
    fn next(&mut self) -> Result<usize> {
        let (mut there, mut repeated, mut numbers) = (Vec::new(), Vec::new(), Vec::new());
        let (.., n_entries) =
            self.column.read_records(ROWS_AT_ONCE, Some(&mut there), Some(&mut repeated), &mut numbers)?;
        self.there.clear();
        self.values.clear();
        self.starts.iter_mut().for_each(Vec::clear);
        let n_lists = self.starts.len();
        let mut numbers = numbers.into_iter();
        // How many elements each list has so far; the rows come first.
        let mut counts = vec![0; n_lists + 1];
        for entry in 0..n_entries {
            let level = there.get(entry).copied().unwrap_or(self.number);
            let begins = repeated.get(entry).and_then(|&level| usize::try_from(level).ok()).unwrap_or(0);
            if begins == 0 {
                self.there.push(level >= self.levels[0]);
            }
            for list in begins..=n_lists {
                if list > 0 && level < self.levels[list] {
                    break;
                }
                counts[list] += 1;
                if list < n_lists {
                    self.starts[list].push(counts[list + 1]);
                } else {
                    // A coordinate that is missing is no number, and is refused as one.
                    let number = if level == self.number { numbers.next() } else { None };
                    self.values.push(number.unwrap_or(f64::NAN));
                }
            }
        }
        for (starts, &end) in self.starts.iter_mut().zip(&counts[1..]) {
            starts.push(end);
        }
        Ok(self.there.len())
    }
}

/// From which definition level on the row of a leaf, and an element of each list around it, is there.
fn levels_of(schema: &SchemaDescriptor, leaf: usize) -> Option<Vec<i16>> {
    let column = schema.column(leaf);
    let mut levels = vec![0];
    let mut level = 0;
    let mut field = schema.root_schema();
    for (depth, name) in column.path().parts().iter().enumerate() {
        field = field.get_fields().iter().find(|field| field.name() == name)?;
        match field.get_basic_info().repetition() {
            Repetition::REQUIRED => {}
            Repetition::OPTIONAL => level += 1,
            Repetition::REPEATED => {
                level += 1;
                levels.push(level);
            }
        }
        if depth == 0 && field.is_optional() {
            levels[0] = level;
        }
    }
    Some(levels)
}

/// Rows of native geometries.
pub(crate) struct Rows<'a> {
    there: &'a [bool],
    lists: &'a [Vec<usize>],
    coordinates: Coordinates<'a>,
}

enum Coordinates<'a> {
    Separated {
        x: &'a [f64],
        y: &'a [f64],
        heights: bool,
    },
    /// All axes in turn, and where each position starts.
    Interleaved {
        values: &'a [f64],
        starts: &'a [usize],
    },
}

impl Rows<'_> {
    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.there.len()
    }

    /// Adds the shape of every row.
    pub(crate) fn read(&self, kind: Kind, shapes: &mut Shapes) {
        for (row, there) in self.there.iter().enumerate() {
            if *there {
                self.read_row(row, kind, shapes);
            }
            shapes.end_shape();
        }
    }

    fn read_row(&self, row: usize, kind: Kind, shapes: &mut Shapes) {
        let mark = shapes.mark();
        match self.lists.len() {
            0 => self.positions(row..row + 1, shapes),
            1 => self.positions(self.inside(0, row), shapes),
            2 => self.rings(self.inside(0, row), 1, shapes),
            _ => {
                for polygon in self.inside(0, row) {
                    self.rings(self.inside(1, polygon), 2, shapes);
                    shapes.end_polygon();
                }
            }
        }
        // A point that is none has coordinates that are no numbers.
        if kind == Kind::Point && shapes.points.last().is_some_and(|[x, y]| x.is_nan() && y.is_nan()) {
            shapes.undo(mark);
        }
        shapes.end_geometry(kind, mark);
    }

    /// What element `index` of the lists of `level` holds.
    fn inside(&self, level: usize, index: usize) -> Range<usize> {
        let bound = |index: usize| self.lists[level].get(index).copied().unwrap_or(0);
        bound(index)..bound(index + 1)
    }

    fn rings(&self, rings: Range<usize>, level: usize, shapes: &mut Shapes) {
        for ring in rings {
            self.positions(self.inside(level, ring), shapes);
            shapes.end_ring();
        }
    }

    fn positions(&self, range: Range<usize>, shapes: &mut Shapes) {
        match self.coordinates {
            Coordinates::Separated { x, y, heights } => {
                shapes.heights |= heights;
                let (x, y) = (x.get(range.clone()).unwrap_or_default(), y.get(range).unwrap_or_default());
                shapes.points.extend(x.iter().zip(y).map(|(x, y)| [*x, *y]));
            }
            Coordinates::Interleaved { values, starts } => {
                for position in range {
                    let (Some(&from), Some(&to)) = (starts.get(position), starts.get(position + 1)) else { continue };
                    if let Some([x, y, rest @ ..]) = values.get(from..to) {
                        shapes.heights |= !rest.is_empty();
                        shapes.points.push([*x, *y]);
                    }
                }
            }
        }
    }
}
