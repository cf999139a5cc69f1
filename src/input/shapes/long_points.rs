//! Points of a long table of text, read a block of rows at a time: neither rows nor points are kept.
//!
//! What points and commas mean is decided by all cells of both columns, as everywhere; so the table is gone through twice, once to decide
//! and once to read.

use crate::input::cell::content::Nature;
use crate::input::layer::plausible::refuse_impossible;
use crate::input::layer::reference::count_from_greenwich;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::shapes::records::{
    RecordsRequest, coordinate_columns, coordinates, reference_of, without_coordinates,
};
use crate::input::table::long::{LongBlock, LongRow, LongTable};
use crate::input::table::rows::Column;
use crate::input::table::texts::TakenOffCells;
use crate::input::text::decimal::decimal;
use crate::input::value::cells::{Cell, Cells};
use crate::input::value::column::{ColumnRules, LARGEST, NumberColumn, Survey};
use crate::input::value::damage::is_failure;
use crate::input::value::format::NumberFormat;
use crate::input::value::marks::Evidence;
use crate::model::shape::outline::{Position, ReferenceSystem};

/// A table of points.
pub struct LongPoints<'a> {
    /// The table.
    pub table: LongTable<'a>,
    /// The reference system of the points.
    pub reference: ReferenceSystem,
    /// The titles of the columns of coordinates, `x` then `y`.
    pub titles: [String; 2],
    /// What was assumed.
    pub remarks: Vec<Remark>,
    columns: [usize; 2],
    numbers: NumberColumn,
    /// The reference system that the file names, where longitudes have to be counted from Greenwich.
    counted: Option<ReferenceSystem>,
}

impl<'a> LongPoints<'a> {
    /// Opens a table of points; `None` where it is no long text, or something in it has to be said by who reads it whole.
    ///
    /// # Errors
    /// Columns that the header does not have, a reference system that is not known.
    pub fn open(name: &str, bytes: &'a [u8], request: &RecordsRequest<'_>) -> Result<Option<Self>, Problems> {
        let Some(table) = LongTable::open(name, bytes, &request.groups()) else { return Ok(None) };
        let Some((columns, degrees)) = coordinate_columns(&table.head, request)? else {
            return Err(without_coordinates(name, table.head.titles().iter().map(String::as_str)));
        };
        let mut reference = reference_of(name, request, degrees)?;
        let rules = coordinates(request.numbers, degrees);
        let Some((numbers, taken_off)) = decided(&table, &columns, rules) else { return Ok(None) };
        let mut remarks = table.warnings(taken_off);
        remarks.extend(numbers.said.iter().cloned());
        let greenwich = count_from_greenwich(name, &reference, std::iter::empty());
        let counted = greenwich.map(|(system, remark)| {
            remarks.push(remark);
            std::mem::replace(&mut reference, system)
        });
        let positions = columns.each_ref().map(|column| column.position);
        let titles = columns.map(|column| column.title);
        Ok(Some(Self { table, reference, titles, remarks, columns: positions, numbers, counted }))
    }

    /// The points of the rows of a block, with where the rows start; `None` where one cannot be read.
    pub fn points_of(&self, block: &LongBlock<'_>) -> Option<(Vec<usize>, Vec<Option<Position>>)> {
        let (mut starts, mut points) = (Vec::new(), Vec::new());
        block.rows(|row| {
            let number = |column: usize| -> Option<Option<f64>> {
                let text = row.cell(column);
                match Plain::of(text) {
                    Some(plain) if plain.mark.is_none_or(|mark| self.numbers.marks_decimals(mark)) => {
                        Some(Some(plain.number))
                    }
                    _ => Some(self.numbers.number(Cell { text, nature: Nature::Text }).ok()?.known()),
                }
            };
            let [x, y] = self.columns;
            let (x, y) = (number(x)?, number(y)?);
            starts.push(row.start);
            points.push(x.zip(y).map(<[f64; 2]>::from));
            Some(())
        })?;
        if let Some(counted) = &self.counted {
            let _ = count_from_greenwich(&self.table.head.file, counted, points.iter_mut().flatten());
        }
        Some((starts, points))
    }

    /// Refuses points, by the bounds of all, that cannot be in the reference system.
    ///
    /// # Errors
    /// With the hint that would make them right.
    pub fn refuse_impossible(&self, bounds: [f64; 4], request: &RecordsRequest<'_>) -> Result<(), Problems> {
        refuse_impossible(&self.table.head.file, bounds, &self.reference, request.features.axes)
    }
}

/// Decides what the numbers in both columns are by all of their cells; `None` where something is wrong with one.
fn decided(table: &LongTable<'_>, columns: &[Column; 2], rules: ColumnRules) -> Option<(NumberColumn, TakenOffCells)> {
    // Cells are numbered by where their rows start, those of the second column after all of the first.
    let (n_bytes, positions) = (table.n_bytes(), columns.each_ref().map(|column| column.position));
    let look_at = |survey: &mut Survey, row: &LongRow<'_>, second: usize| {
        let text = row.cell(positions[second]);
        let number = row.start + second * n_bytes;
        match Plain::of(text) {
            Some(plain) => survey.look_at_plain(number, text, plain.evidence(), plain.is_zero),
            None if is_failure(text) => return None,
            None => survey.look_at(number, Cell { text, nature: Nature::Text }, &rules),
        }
        Some(())
    };
    let work = |block: &LongBlock<'_>| {
        let mut surveys = [Survey::default(), Survey::default()];
        let taken_off = block.rows(|row| {
            surveys.iter_mut().enumerate().try_for_each(|(second, survey)| look_at(survey, &row, second))
        })?;
        Some((surveys, taken_off))
    };
    let (mut survey, mut second, mut taken_off) = (Survey::default(), Survey::default(), TakenOffCells::default());
    table.each_block(work, |([of_first, of_second], off)| {
        survey.append(of_first);
        second.append(of_second);
        taken_off.append(off);
    })?;
    survey.append(second);
    // Only the cells that it names are looked at again.
    let named: Vec<[usize; 2]> =
        survey.renumber().into_iter().map(|number| [number % n_bytes, usize::from(number >= n_bytes)]).collect();
    let texts: Vec<String> = named.iter().map(|[start, second]| table.cell_at(*start, positions[*second])).collect();
    let cells = texts.iter().map(|text| Cell { text, nature: Nature::Text }).collect();
    let file = &table.head.file;
    let cells = Cells::new(cells, Place::file(file).column(&columns[0].title), |cell| {
        let [start, second] = named[cell];
        Place::line(file, table.line_of(start)).column(&columns[second].title)
    });
    let mut problems = Problems::default();
    let numbers = NumberColumn::decided(&survey, &cells, rules, &mut problems);
    problems.0.is_empty().then_some((numbers, taken_off))
}

/// A number of digits with at most one mark between them, as most coordinates are.
struct Plain {
    /// The number where its mark is one of decimals.
    number: f64,
    /// The mark.
    mark: Option<char>,
    /// Whether the mark may be one of thousands too.
    either: bool,
    /// Whether it is written as nothing but zeros.
    is_zero: bool,
}

impl Plain {
    /// The most letters of a number with a comma that are looked at here.
    const LONGEST: usize = 24;

    /// Digits before a mark and after it, with a minus or without.
    fn of(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let at = bytes.iter().position(|byte| matches!(byte, b'.' | b','));
        let mark = at.map(|at| char::from(bytes[at]));
        let (number, length) = if mark == Some(',') {
            let mut copy = [0; Self::LONGEST];
            let copy = copy.get_mut(..bytes.len())?;
            copy.copy_from_slice(bytes);
            copy[at?] = b'.';
            decimal(copy)?
        } else {
            decimal(bytes)?
        };
        if length != bytes.len() || number.abs() > LARGEST {
            return None;
        }
        let is_negative = bytes[0] == b'-';
        let is_zero = number == 0.0 && !is_negative;
        let either = at.is_some_and(|at| {
            let whole = &bytes[usize::from(is_negative)..at];
            bytes.len() == at + 4 && whole.len() <= 3 && whole[0] != b'0'
        });
        Some(Self { number, mark, either, is_zero })
    }

    fn evidence(&self) -> Evidence {
        match self.mark {
            None => Evidence::Nothing,
            Some(_) if self.either => Evidence::Either,
            Some(',') => Evidence::Only(NumberFormat::Italian),
            Some(_) => Evidence::Only(NumberFormat::English),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::input::value::marks::evidence;
    use crate::input::value::number::parse_decimal;
    use crate::input::value::written::taken_apart;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 5_000, ..ProptestConfig::default() })]

        #[test]
        fn a_plain_number_is_what_any_number_is(text in "-?[0-9]{0,4}([.,][0-9]{0,4})?[0-9]{0,12}[ e%.,x]?") {
            if let Some(plain) = Plain::of(&text) {
                prop_assert_eq!(taken_apart(&text, true).number, &text);
                prop_assert_eq!(plain.evidence(), evidence(&text));
                prop_assert_eq!(Some(plain.number), parse_decimal(&text, None));
                prop_assert_eq!(plain.is_zero, text.bytes().all(|byte| matches!(byte, b'0' | b'.' | b',')));
                for format in [NumberFormat::Italian, NumberFormat::English] {
                    if plain.mark.is_none_or(|mark| mark == format.decimal()) {
                        prop_assert_eq!(Some(plain.number), parse_decimal(&text, Some(format)));
                    }
                }
            }
        }
    }
}
