//! What `check` says of who could be told: by exact tables, and how fine what is published is.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::analysis::gate::exposure::{Exposure, exposure};
use crate::analysis::gate::findings::published_findings;
use crate::analysis::gate::published::Precision;
use crate::analysis::gate::view::View;
use crate::input::problem::english::counted;
use crate::model::study::Study;
use crate::model::survey::disclosure::Secrecy;

/// Units that could be told, and areas by how they may be published.
pub(crate) struct Promise {
    answers: Secrecy,
    found: Exposure,
    /// Areas with a value, with a range, and withheld.
    areas: [usize; 3],
}

impl Promise {
    /// What may be said of a study that some units answered; `None` where it is public.
    pub(crate) fn of(study: &Study) -> Option<Self> {
        let answers = study.privacy.answers;
        if answers == Secrecy::Public {
            return None;
        }
        let found = exposure(study);
        if found.by_table.is_empty() {
            return None;
        }
        let mut areas = [0; 3];
        for row in published_findings(study, View::anonymous(), None).coverage {
            let precision = match row.residents.precision() {
                Precision::Exact | Precision::Step => 0,
                Precision::Range => 1,
                Precision::Withheld => 2,
            };
            areas[precision] += 1;
        }
        Some(Self { answers, found, areas })
    }

    /// In words.
    pub(crate) fn told(&self) -> String {
        let Exposure { n_units, by_table, together, large } = &self.found;
        let mut text = format!(
            "\nprivacy ({}): exact tables would tell of {together} of {} whether they answered\n",
            self.answers.word(),
            counted(*n_units, "unit")
        );
        for (table, told) in by_table {
            let _ = writeln!(text, "  {}: {told}", table.word());
        }
        if *large > 0 {
            let _ = writeln!(text, "  {} with too many units to judge count as safe", counted(*large, "area"));
        }
        let [values, ranges, withheld] = self.areas;
        let _ = writeln!(
            text,
            "  what tells nobody: coverage of {} as a value, {ranges} as a range, {withheld} withheld",
            counted(values, "area")
        );
        text
    }

    /// For programs.
    pub(crate) fn data(&self) -> Value {
        let by_table: serde_json::Map<String, Value> =
            self.found.by_table.iter().map(|(table, told)| (table.word().to_owned(), json!(told))).collect();
        let [values, ranges, withheld] = self.areas;
        json!({
            "answers": self.answers.word(),
            "units": self.found.n_units,
            "told": self.found.together,
            "by_table": by_table,
            "areas_not_judged": self.found.large,
            "published": { "value": values, "range": ranges, "withheld": withheld },
        })
    }
}
