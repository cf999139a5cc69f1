//! `bacino weights`: the share of each area of one layer in each area of another, or columns carried over by these shares.

use std::path::PathBuf;

use crate::atlas::areal::both::cut;
use crate::atlas::areal::cut::{Cut, Share};
use crate::atlas::areal::side::name_of;
use crate::atlas::layer::named::{AreaFlags, AreasRequest};
use crate::command::made::outcome::Outcome;
use crate::geometry::overlay::carry::{Carried, Sum};
use crate::input::layer::request::{FeatureRequest, Wal};
use crate::input::problem::english::{counted, first_few};
use crate::input::problem::hint::Key;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Remark};
use crate::input::shapes::numbers::numbers_of;
use crate::input::value::format::NumberFormat;
use crate::model::base::language::Language;
use crate::model::base::word::words;
use crate::render::report::long_sheet::LongSheet;
use crate::render::report::sheet::{Cell, Columns, CsvForm, Sheet};
use crate::study::failure::{Failure, refused};
use crate::words::number::{Grouping, count};

words! {
    /// The form of a table of weights.
    pub enum WeightsFormat {
        /// A table of text, its cells parted by commas.
        Csv = "csv",
        /// The same as JSON.
        Json = "json",
    }
}

/// One of the two layers.
#[derive(Clone, Debug)]
pub struct WeighedLayer {
    /// A layer that the program carries, or a boundary file.
    pub areas: String,
    /// The layer of the file.
    pub layer: Option<String>,
    /// The reference system of the file.
    pub crs: Option<String>,
    /// The column of codes of the file.
    pub code: Option<String>,
}

/// What to weigh with what.
#[derive(Clone, Debug)]
pub struct WeightsRequest {
    /// The areas that are weighed.
    pub source: WeighedLayer,
    /// The areas that they lie in.
    pub target: WeighedLayer,
    /// Columns of the source whose values are totals, such as residents.
    pub extensive: Vec<String>,
    /// Columns of the source whose values are means, such as rates.
    pub intensive: Vec<String>,
    /// What marks decimals in columns of text.
    pub numbers: Option<NumberFormat>,
    /// What is done where edits of a GeoPackage are not in it yet.
    pub wal: Wal,
    /// The form of the table.
    pub format: WeightsFormat,
    /// The file to write; `None` is standard output.
    pub output: Option<PathBuf>,
}

const SOURCE: AreaFlags = AreaFlags { of: flag_of_source, code: "--code", name: "--code" };
const TARGET: AreaFlags = AreaFlags { of: flag_of_target, code: "--target-code", name: "--target-code" };

/// The share of each source in each target, or columns carried over.
///
/// # Errors
/// Files that cannot be read, columns that they do not have or that hold no numbers, a system without a way to a plane that keeps areas.
pub fn weights(request: &WeightsRequest) -> Result<Outcome, Failure> {
    let figures: Vec<String> = request.extensive.iter().chain(&request.intensive).cloned().collect();
    if let Some(twice) = figures.iter().enumerate().find(|(number, title)| figures[..*number].contains(title)) {
        return refused(format!("the column {:?} stands twice", twice.1), "name each column once");
    }
    let cut = cut(
        &asked(&request.source, request.wal, &figures, SOURCE),
        &asked(&request.target, request.wal, &[], TARGET),
        !request.intensive.is_empty(),
    )?;
    let mut remarks = cut.remarks.clone();
    let text = if figures.is_empty() {
        remarks.extend(said_outside(request, &cut));
        let shares = cut.shares();
        match request.format {
            WeightsFormat::Csv => {
                LongSheet::of(share_columns(), shares).in_csv(None, CsvForm::Plain, Language::default())
            }
            WeightsFormat::Json => json_of("weights", &Sheet::of(&share_columns(), &shares)),
        }
    } else {
        let sheet = carried(request, &cut, &mut remarks)?;
        match request.format {
            WeightsFormat::Csv => sheet.to_csv(None),
            WeightsFormat::Json => json_of("targets", &sheet),
        }
    };
    Ok(Outcome::of_table(text, request.output.as_deref(), remarks))
}

fn json_of(rows: &str, sheet: &Sheet) -> Vec<u8> {
    format!("{:#}\n", serde_json::json!({ rows: sheet })).into_bytes()
}

/// The columns of a table of shares.
fn share_columns<'a>() -> Columns<'a, Share<'a>> {
    Columns::new()
        .and("source", |share: &Share<'_>| Cell::from(share.source))
        .and("target", |share: &Share<'_>| Cell::text(share.target))
        .and("share", |share: &Share<'_>| Cell::Number(share.part))
}

fn asked<'a>(layer: &'a WeighedLayer, wal: Wal, figures: &'a [String], flags: AreaFlags) -> AreasRequest<'a> {
    let WeighedLayer { areas, layer, crs, code } = layer;
    let features = FeatureRequest { layer: layer.as_deref(), crs: crs.as_deref(), wal, ..FeatureRequest::default() };
    AreasRequest { areas, features, code: code.as_deref(), name: None, figures, flags }
}

/// The flags about the source.
fn flag_of_source(key: Key) -> Option<&'static str> {
    match key {
        Key::Crs => Some("--crs"),
        Key::Layer => Some("--layer"),
        Key::Numbers => Some("--numbers"),
        Key::Wal => Some("--wal"),
        Key::Axes | Key::Missing | Key::Sheet => None,
    }
}

/// The flags about the target.
fn flag_of_target(key: Key) -> Option<&'static str> {
    match key {
        Key::Crs => Some("--target-crs"),
        Key::Layer => Some("--target-layer"),
        Key::Wal => Some("--wal"),
        Key::Axes | Key::Missing | Key::Numbers | Key::Sheet => None,
    }
}

/// What part of the source lies in no target.
fn said_outside(request: &WeightsRequest, cut: &Cut) -> Option<Remark> {
    let (mut outside, mut all) = (Sum::default(), Sum::default());
    let mut with = Vec::new();
    for (feature, (&share, &area)) in cut.outside.iter().zip(&cut.areas).enumerate() {
        outside.add(share * area);
        all.add(area);
        if share > 0.0 {
            with.push(cut.codes[feature].as_str());
        }
    }
    // Areas without land have no part of it.
    let all = all.value();
    let land = if all > 0.0 { format!("{} of all land, ", percent(outside.value() / all)) } else { String::new() };
    let message = format!(
        "{} of {} in no target, wholly or in part, {}target empty: {}",
        with.len(),
        counted(cut.codes.len(), "area"),
        land,
        first_few(&with)
    );
    (!with.is_empty()).then(|| Remark::of(Kind::RowsLeftOut, Place::file(name_of(&request.source.areas)), message))
}

/// The columns by target, with a last row of what lies in none.
fn carried(request: &WeightsRequest, cut: &Cut, remarks: &mut Vec<Remark>) -> Result<Sheet, Failure> {
    let (file, land) = (name_of(&request.source.areas), cut.carrier());
    let mut columns: Vec<Carried> = Vec::new();
    for (number, column) in cut.figures.iter().enumerate() {
        let values = numbers_of(&file, column, request.numbers, remarks)
            .map_err(|problems| problems.by_flags(flag_of_source))?;
        let place = || Place::file(&file).column(&column.name);
        let unknown = values.iter().zip(&cut.codes).filter(|(value, _)| value.is_none());
        let unknown: Vec<&str> = unknown.map(|(_, code)| code.as_str()).collect();
        if !unknown.is_empty() {
            let (of, first) = (counted(values.len(), "area"), first_few(&unknown));
            let message =
                format!("{} of {of} without a value, which add nothing to any target: {first}", unknown.len());
            remarks.push(Remark::of(Kind::MissingCount, place(), message));
        }
        columns.push(if number < request.extensive.len() {
            let carried = land.extensive(&values);
            remarks.extend(
                said_of_total(&carried, &values).into_iter().map(|(kind, said)| Remark::of(kind, place(), said)),
            );
            carried
        } else {
            land.intensive(&values, &cut.areas)
        });
    }
    let empty = |target: &usize| columns.iter().all(|column| column.zones[*target].is_none());
    let empty: Vec<&str> = (0..cut.targets.len()).filter(empty).map(|target| cut.targets[target].as_str()).collect();
    if !empty.is_empty() {
        let (of, first) = (counted(cut.targets.len(), "target"), first_few(&empty));
        let message = format!("{} of {of} without land that has a value, left empty: {first}", empty.len());
        remarks.push(Remark::of(Kind::MissingCount, Place::file(name_of(&request.target.areas)), message));
    }
    let mut sheet = Sheet::new(std::iter::once("target").chain(cut.figures.iter().map(|column| column.name.as_str())));
    for (target, code) in cut.targets.iter().enumerate() {
        let cells = columns.iter().map(|column| number(column.zones[target]));
        sheet.rows.push(std::iter::once(Cell::from(code.as_str())).chain(cells).collect());
    }
    if cut.outside.iter().any(|share| *share > 0.0) {
        let cells = columns.iter().map(|column| number(column.outside));
        sheet.rows.push(std::iter::once(Cell::Missing).chain(cells).collect());
    }
    Ok(sheet)
}

fn number(value: Option<f64>) -> Cell {
    value.map_or(Cell::Missing, Cell::Number)
}

/// What of a total lies in no target, and in several.
fn said_of_total(carried: &Carried, values: &[Option<f64>]) -> Vec<(Kind, String)> {
    let mut total = Sum::default();
    values.iter().flatten().for_each(|&value| total.add(value));
    let mut counted = Sum::default();
    carried.zones.iter().chain([&carried.outside]).flatten().for_each(|&value| counted.add(value));
    let (total, counted) = (total.value(), counted.value());
    let of_all = |part: f64| {
        let share = if total > 0.0 { format!(" ({})", percent(part / total)) } else { String::new() };
        format!("{} of {}{share}", plain(part), plain(total))
    };
    let mut said = Vec::new();
    if let Some(outside) = carried.outside {
        said.push((Kind::RowsLeftOut, format!("{} in no target, in the row without one", of_all(outside))));
    }
    // Rounding of sums is far below this.
    if (counted - total).abs() > 1e-9 * total.abs() {
        said.push((Kind::Overlap, format!("{} counted once more, in targets that overlap", of_all(counted - total))));
    }
    said
}

/// A number as a reader takes it in: whole, or with one digit behind the point.
fn plain(value: f64) -> String {
    let tenths = (value.abs() * 10.0).round();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "what is larger is printed as the largest"
    )]
    let (whole, tenth) = ((tenths / 10.0) as u64, (tenths % 10.0) as u64);
    let sign = if value < 0.0 && tenths > 0.0 { "-" } else { "" };
    let fraction = if tenth > 0 { format!(".{tenth}") } else { String::new() };
    format!("{sign}{}{fraction}", count(whole, Grouping::Plain))
}

/// A share as a percentage with two decimals.
fn percent(share: f64) -> String {
    if share < 1e-4 { "less than 0.01 %".to_owned() } else { format!("{:.2} %", share * 100.0) }
}
