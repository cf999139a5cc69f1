//! Rules whose codes are of another day: resolved among the municipalities of that day, then carried over one by one.
//!
//! A unit that serves the whole of a place serves the whole of what it became. Where places with different rules became one, or a
//! place that several units share was divided, nobody can say who serves what: that is an error.

use std::collections::BTreeMap;

use crate::input::code::vintage::{Conversion, listed};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Problems, Remark};
use crate::input::table::rows::Table;
use crate::model::base::index::UnitIndex;
use crate::model::catchment::rule::{Rule, RuleArea};
use crate::model::catchment::served::PlaceShare;
use crate::model::place::territory::Territory;

/// A rule as the table has it.
#[derive(Clone, Debug)]
pub struct OldRule {
    /// The unit.
    pub unit: UnitIndex,
    /// The codes of that day, all municipalities of the rule's area.
    pub codes: Vec<String>,
    /// How fine the rule's level is; finer rules replace broader ones.
    pub depth: usize,
    /// The share.
    pub share: Option<PlaceShare>,
    /// The row.
    pub line: u64,
}

/// Rules of municipalities with the rows they come from.
pub type Carried = (Vec<Rule>, Vec<u64>);

/// Who serves a municipality: unit, share, row.
type Serving = Vec<(UnitIndex, Option<PlaceShare>, u64)>;

/// The rules of the territory's own municipalities.
pub fn carry_over(
    rules: &[OldRule],
    conversion: &Conversion,
    territory: &Territory,
    table: &Table,
    said: &mut Vec<Remark>,
    problems: &mut Problems,
) -> Carried {
    let mut serving: BTreeMap<String, (usize, Serving)> = BTreeMap::new();
    for rule in rules {
        for code in &rule.codes {
            let (depth, units) = serving.entry(code.clone()).or_default();
            if rule.depth > *depth {
                (*depth, *units) = (rule.depth, Vec::new());
            }
            if rule.depth == *depth {
                units.push((rule.unit, rule.share, rule.line));
            }
        }
    }
    let mut serving: BTreeMap<String, Serving> = serving.into_iter().map(|(code, (_, units))| (code, units)).collect();
    for step in conversion.steps() {
        let of = |code: &str| serving.get(code).cloned().unwrap_or_default();
        let Some(first) = step.from.first() else { continue };
        let units = of(&first.code);
        let same = |other: &Serving| {
            other.len() == units.len() && other.iter().zip(&units).all(|(a, b)| (a.0, a.1) == (b.0, b.1))
        };
        let lines = step.from.iter().flat_map(|place| of(&place.code)).map(|(_, _, line)| line);
        let Some(line) = lines.min() else { continue };
        let alike = step.from.iter().all(|place| same(&of(&place.code)));
        let divides = step.to.len() > 1 && units.len() > 1;
        if !alike || divides {
            let why = if alike { "several units share it" } else { "different rules hold for its parts" };
            let message = format!("{} became {} on {}, and {why}", listed(step.from), listed(step.to), step.date);
            let hint = format!("give {} its own rule, with a code of {}", listed(step.to), conversion.changes.today());
            problems.push(Remark::of(Kind::Vintage, table.place(line), message).hint(hint));
            continue;
        }
        for place in step.from {
            serving.remove(&place.code);
        }
        for place in step.to {
            serving.insert(place.code.clone(), units.clone());
        }
        let message = match step.to {
            [one] => format!("{} read as {} {} ({})", listed(step.from), one.code, one.name, step.date),
            several => format!("{} read as {} ({})", listed(step.from), listed(several), step.date),
        };
        said.push(Remark::of(Kind::Changed, table.place(line), message));
    }
    let finest = territory.finest();
    let mut carried = Carried::default();
    for (code, units) in serving {
        let area = territory
            .coding()
            .parse(territory.level_name(finest), &code)
            .ok()
            .and_then(|code| territory.find(finest, &code));
        let Some(area) = area else { continue };
        for (unit, share, line) in units {
            carried.0.push(Rule { unit, area: RuleArea::Area(finest, area), share });
            carried.1.push(line);
        }
    }
    carried
}
