//! Weights: the section `[weights]` of a study, and design weights in a table of their own.

use crate::input::code::gazetteer::{Among, Gazetteer};
use crate::input::document::toml::{Located, Section};
use crate::input::file::bytes::InputFile;
use crate::input::problem::english::{counted, did_you_mean, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Read, Remark};
use crate::input::table::number_reader::NumberReader;
use crate::input::table::rows::Table;
use crate::input::value::column::{ColumnRules, Expected};
use crate::input::value::format::NumberFormat;
use crate::input::value::missing::Missing;
use crate::model::place::code::UnitId;
use crate::model::place::scheme::Scheme;
use crate::model::place::territory::Territory;
use crate::model::survey::auxiliary::{is_size, level_names, variable_names};
use crate::model::survey::formula::{Form, Term};
use crate::model::survey::frame::{CharacteristicValues, Frame};
use crate::model::survey::weighting::{CalibrationDistance, WeightingPlan};

/// Reads `[weights]`.
pub fn read_weighting(
    section: &Section<'_>,
    territory: &Territory,
    frame: &Frame,
    schemes: &[Scheme],
    problems: &mut Problems,
) -> WeightingPlan {
    let terms = |texts: Vec<Located<String>>, problems: &mut Problems| -> Vec<Term> {
        texts.iter().filter_map(|text| read_term(text, frame, schemes, problems)).collect()
    };
    let poststratify = section.text("poststratify", problems).and_then(|text| terms(vec![text], problems).pop());
    let rake = section.list("rake", problems).map(|texts| terms(texts, problems));
    let calibrate = section.list("calibrate", problems).map(|texts| terms(texts, problems));
    let entropy = section.list("entropy", problems).map(|texts| terms(texts, problems));
    let distance = section.word("distance", problems).unwrap_or_default();
    WeightingPlan {
        poststratify,
        rake,
        calibrate,
        distance,
        bounds: read_bounds(section, distance, problems),
        collapse: read_collapse(section, territory, frame, schemes, problems),
        trim: section.number("trim", problems).and_then(|trim| {
            if trim.value > 1.0 {
                return Some(trim.value);
            }
            let message = "weights.trim: expected a number above 1, so many times the median weight";
            problems.push(Remark::of(Kind::Value, trim.place, message));
            None
        }),
        entropy,
        classes: read_classes(section, problems),
    }
}

/// The most classes of propensity that are taken; what is finer is the propensity itself.
const MOST_CLASSES: usize = 20;

fn read_classes(section: &Section<'_>, problems: &mut Problems) -> Option<usize> {
    let classes = section.number("classes", problems)?;
    let known = (2..=MOST_CLASSES).find(|&count| (classes.value - count as f64).abs() < 1e-9);
    if known.is_none() {
        let message = format!("weights.classes: expected a whole number from 2 to {MOST_CLASSES}, such as 5");
        problems.push(Remark::of(Kind::Value, classes.place, message));
    }
    known
}

fn read_term(text: &Located<String>, frame: &Frame, schemes: &[Scheme], problems: &mut Problems) -> Option<Term> {
    let term = match Term::parse(&text.value) {
        Ok(term) => term,
        Err(error) => {
            problems.push(Remark::of(Kind::Value, text.place.clone(), format!("weights: {error}")));
            return None;
        }
    };
    let known = variable_names(frame, schemes);
    for factor in &term.factors {
        if !known.contains(&factor.variable.as_str()) {
            let message = format!("weights: the study has no variable {:?}", factor.variable);
            let hint = did_you_mean(&factor.variable, known.iter().copied())
                .unwrap_or_else(|| format!("its variables are {}", known.join(", ")));
            problems.push(Remark::of(Kind::Word, text.place.clone(), message).hint(hint));
            return None;
        }
        let category = frame
            .characteristics()
            .iter()
            .any(|found| found.name == factor.variable && matches!(found.values, CharacteristicValues::Categories(_)));
        if category && matches!(factor.form, Form::Cut(_) | Form::Log) {
            let message = format!("weights: {factor}: {:?} is a category, not a number", factor.variable);
            problems.push(Remark::of(Kind::Value, text.place.clone(), message));
            return None;
        }
    }
    Some(term)
}

fn read_bounds(section: &Section<'_>, distance: CalibrationDistance, problems: &mut Problems) -> Option<(f64, f64)> {
    let bounds = section.numbers("bounds", problems)?;
    let wrong = match (bounds.value.as_slice(), distance) {
        (_, CalibrationDistance::Exponential) => "the exponential distance has no bounds: take \"logit\" or \"linear\"",
        (&[low, high], _) if (0.0..1.0).contains(&low) && high > 1.0 => return Some((low, high)),
        _ => "expected two numbers around 1, such as [0.3, 3.0]",
    };
    problems.push(Remark::of(Kind::Value, bounds.place, format!("weights.bounds: {wrong}")));
    None
}

fn read_collapse(
    section: &Section<'_>,
    territory: &Territory,
    frame: &Frame,
    schemes: &[Scheme],
    problems: &mut Problems,
) -> Vec<Vec<String>> {
    let known = level_names(frame, schemes);
    let lists = section.lists("collapse", problems).unwrap_or_default();
    let gazetteers: Vec<Gazetteer<'_>> =
        schemes.iter().map(|scheme| Gazetteer::new(territory, Among::Scheme(scheme))).collect();
    let mut seen: Vec<String> = Vec::new();
    let mut read_list = |list: Vec<Located<String>>| -> Vec<String> {
        let mut words = Vec::new();
        for level in list {
            // Classes of numbers are not known before they are cut.
            let is_class = level.value.contains(['≤', '>', '(']) || is_size(&level.value);
            let own = if is_class || known.contains(&level.value.as_str()) {
                vec![level.value.clone()]
            } else {
                names_of(&gazetteers, &level.value)
            };
            let Some(first) = own.first() else {
                let message = format!("weights.collapse: no area or category is called {:?}", level.value);
                let hint = did_you_mean(&level.value, known.iter().copied());
                problems.push(Remark::of(Kind::Word, level.place.clone(), message).maybe_hint(hint));
                continue;
            };
            if seen.contains(first) {
                let message = format!("weights.collapse: {:?} stands twice", level.value);
                problems.push(Remark::of(Kind::Repeated, level.place.clone(), message));
            }
            seen.push(first.clone());
            words.extend(own);
        }
        words
    };
    let read = lists.iter().cloned().map(&mut read_list).collect();
    for level in lists.iter().filter(|list| list.len() == 1).flatten() {
        let message = format!("weights.collapse: {:?} stands alone, so it is joined with nothing", level.value);
        let hint = format!("name another in the same list: [{:?}, \"…\"]", level.value);
        problems.push(Remark::of(Kind::Key, level.place.clone(), message).hint(hint));
    }
    read
}

/// The names, in every language, of the first area that a text means among those of schemes.
pub(crate) fn names_of(gazetteers: &[Gazetteer<'_>], text: &str) -> Vec<String> {
    let found = gazetteers.iter().find_map(|gazetteer| Some(gazetteer.names(gazetteer.find(text).area()?)));
    found.unwrap_or_default()
}

/// Reads design weights, `unit_id,weight`, in the order of the frame. Only units found ineligible may have none. `numbers` says what marks
/// decimals, where the column does not tell.
///
/// # Errors
/// Unknown or repeated units, units without a weight, weights that are no positive numbers.
pub fn read_design_weights(
    file: &InputFile,
    frame: &Frame,
    numbers: Option<NumberFormat>,
) -> Result<Read<Vec<Option<f64>>>, Problems> {
    let table = Table::read(file, &[&["unit_id"], &["weight"]])?;
    let mut problems = Problems::default();
    let columns = ["unit_id", "weight"].map(|title| problems.take(table.require_by(title, "")));
    let [Some(unit_column), Some(weight_column)] = columns else { return Err(problems) };
    table.refuse_damage(&[&unit_column, &weight_column], false, &mut problems);
    let rules = ColumnRules { expected: Expected::Number, numbers, missing: Missing::default(), withheld: None };
    let mut warnings = table.warnings.clone();
    let reader = NumberReader::new(&table, &weight_column, rules, &mut warnings, &mut problems);
    let mut weights = vec![None; frame.units().len()];
    let mut n_outside = 0;
    for row in table.rows() {
        let text = row.cell(&unit_column);
        if UnitId::parse(text).is_ok_and(|id| frame.leaves_out(&id)) {
            n_outside += 1;
            continue;
        }
        let Some(unit) = UnitId::parse(text).ok().and_then(|id| frame.find(&id)) else {
            let hint = did_you_mean(text, frame.units().iter().map(|unit| unit.id.as_str()));
            let message = format!("the frame has no unit {text:?}");
            problems.push(row.problem(Kind::Word, &unit_column, message).maybe_hint(hint));
            continue;
        };
        let Some(weight) = reader.number(row, &mut problems).known() else { continue };
        if weight <= 0.0 {
            let message = format!("expected a number above 0, found {:?}", row.cell(&weight_column));
            problems.push(row.problem(Kind::Value, &weight_column, message));
            continue;
        }
        if weights[unit.index()].replace(weight).is_some() {
            problems.push(row.problem(Kind::Repeated, &unit_column, format!("the unit {text:?} stands twice")));
        }
    }
    if n_outside > 0 {
        let message = format!("{} of units outside of the part left out", counted(n_outside, "row"));
        warnings.push(Remark::of(Kind::RowsLeftOut, Place::file(&table.file), message));
    }
    let without: Vec<String> = frame
        .units()
        .iter()
        .zip(&weights)
        .filter(|(unit, weight)| unit.status.in_scope() && weight.is_none())
        .map(|(unit, _)| unit.id.to_string())
        .collect();
    if problems.0.is_empty() && !without.is_empty() {
        let message = format!("{} units of the frame have no weight: {}", without.len(), first_few(&without));
        problems.push(Remark::of(Kind::Unit, Place::file(&table.file), message).hint("give each unit one row"));
    }
    if problems.0.is_empty() { Ok(Read { value: weights, warnings }) } else { Err(problems.one_per_cell()) }
}
