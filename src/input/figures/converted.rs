//! Counts by codes of another day, converted to those of the territory.

use std::collections::BTreeMap;

use crate::input::code::vintage::{Conversion, listed};
use crate::input::figures::counts::CodeCounts;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::model::place::vintage::{NamedCode, Step};

/// Counts by code while they are converted.
pub(crate) struct Counted {
    line: u64,
    all: Option<u64>,
    adults: Option<u64>,
    withheld: bool,
}

/// Converts counts into those of the territory's codes; `place` says where the code of a line stands. Rows that are no places are left to the caller, in front.
pub fn convert_counts(
    counts: Vec<CodeCounts>,
    conversion: &Conversion,
    place: &dyn Fn(u64) -> Place,
    is_no_place: &mut dyn FnMut(&CodeCounts) -> bool,
    said: &mut Vec<Remark>,
    problems: &mut Problems,
) -> Vec<CodeCounts> {
    let mut by_code: BTreeMap<String, Counted> = BTreeMap::new();
    for row in counts {
        let Some(code) = conversion.find(&row.text) else {
            if !is_no_place(&row) {
                problems.push(Remark::of(Kind::Vintage, place(row.line), conversion.unknown(&row.text)));
            }
            continue;
        };
        let counted = Counted { line: row.line, all: row.all, adults: row.adults, withheld: row.withheld };
        if let Some(first) = by_code.insert(code, counted) {
            let message = format!("the municipality {:?} stands on line {} already", row.text, first.line);
            problems.push(Remark::of(Kind::Repeated, place(row.line), message));
        }
    }
    for step in conversion.steps() {
        let present: Vec<&NamedCode> = step.from.iter().filter(|place| by_code.contains_key(&place.code)).collect();
        let Some(place) = present.first().map(|first| place(by_code[&first.code].line)) else { continue };
        let [to] = step.to else {
            let message = format!(
                "{} became {} on {}: its residents cannot be divided",
                listed(step.from),
                listed(step.to),
                step.date
            );
            problems.push(Remark::of(Kind::Vintage, place, message).hint("give each of the new places its own row"));
            drop_all(&mut by_code, step.from);
            continue;
        };
        if present.len() < step.from.len() {
            let missing: Vec<NamedCode> =
                step.from.iter().filter(|place| !by_code.contains_key(&place.code)).cloned().collect();
            let message = format!(
                "{} {} is made of {} on {}, and the table lacks {}",
                to.code,
                to.name,
                listed(step.from),
                step.date,
                listed(&missing)
            );
            problems.push(Remark::of(Kind::Vintage, place, message));
            drop_all(&mut by_code, step.from);
            continue;
        }
        let parts: Vec<Counted> = step.from.iter().filter_map(|place| by_code.remove(&place.code)).collect();
        let sum = |count: fn(&Counted) -> Option<u64>| parts.iter().map(count).sum::<Option<u64>>();
        let whole = Counted {
            line: parts.first().map_or(0, |part| part.line),
            all: sum(|part| part.all),
            adults: sum(|part| part.adults),
            withheld: parts.iter().any(|part| part.withheld),
        };
        by_code.insert(to.code.clone(), whole);
        said.push(Remark::of(Kind::Changed, place, converted(&step, to)));
    }
    by_code
        .into_iter()
        .map(|(text, counted)| CodeCounts {
            line: counted.line,
            text: text.into(),
            all: counted.all,
            adults: counted.adults,
            withheld: counted.withheld,
        })
        .collect()
}

/// Takes places away whose problem is told, so that nothing more is said of them.
fn drop_all(by_code: &mut BTreeMap<String, Counted>, places: &[NamedCode]) {
    by_code.retain(|code, _| places.iter().all(|place| place.code != *code));
}

/// What was done in a step that leads to one place.
fn converted(step: &Step<'_>, to: &NamedCode) -> String {
    let verb = if step.from.len() == 1 { "read as" } else { "added up as" };
    format!("{} {verb} {} {} ({})", listed(step.from), to.code, to.name, step.date)
}
