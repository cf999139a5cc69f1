//! The questions that a reader brings, each with one short table: headline schemes and variables alone.

use crate::analysis::basis::measure::{Level, Measure, MeasureName as Name};
use crate::analysis::compare::measures::Bias;
use crate::analysis::coverage::headline::headline_schemes;
use crate::analysis::weight::plan::WeightSet;
use crate::model::base::language::Language;
use crate::model::study::Study;
use crate::render::report::brief::rows::{Rows, answered};
use crate::render::report::form::block::{Block, Part, Table};
use crate::render::report::outcome_text::{OutcomeBlock, outcome_blocks, title_of};
use crate::words::catalogue::{plain, say};
use crate::words::number::{decimal, grouped, p_value, percent};
use crate::words::phrase::{level_in, number_in, terms_in, variable_in};
use crate::words::sentence::title;

/// The questions with their tables, without those that nothing answers. The tables of a report stand in place of those that show the same,
/// where they are written.
pub fn question_blocks(study: &Study, bias: &Bias, tables: Option<String>) -> Vec<Block> {
    let asked = Asked { study, bias, rows: Rows(&bias.rows), language: study.heading.language };
    if let Some(tables) = tables {
        let title = asked.plain("question-tables");
        let tables = (!tables.is_empty()).then(|| Block { title, parts: vec![Part::Written(tables)] });
        return [tables, asked.weights(), asked.local()].into_iter().flatten().collect();
    }
    let blocks = [
        asked.areas(),
        asked.categories(),
        asked.size(),
        asked.response(),
        asked.weights(),
        asked.answers(),
        asked.local(),
    ];
    blocks.into_iter().flatten().collect()
}

/// The tables of a question's answers.
pub(crate) fn outcome_parts(block: OutcomeBlock, has_sentences: bool) -> Vec<Part> {
    let OutcomeBlock { title, table, same, sentences } = block;
    let mut rows = table.into_iter();
    let header = rows.next().unwrap_or_default();
    let table = Table::of(1, &header, &rows.collect::<Vec<_>>()).map(|table| Part::Table(table.caption(title)));
    let sentences: Vec<String> = same.into_iter().chain(sentences.into_iter().filter(|_| has_sentences)).collect();
    table.into_iter().chain((!sentences.is_empty()).then_some(Part::Sentences(sentences))).collect()
}

struct Asked<'a> {
    study: &'a Study,
    bias: &'a Bias,
    rows: Rows<'a>,
    language: Language,
}

impl Asked<'_> {
    fn plain(&self, key: &'static str) -> String {
        plain(self.language, key).to_owned()
    }

    fn titles<const N: usize>(&self, keys: [&'static str; N]) -> Vec<String> {
        keys.map(|key| self.plain(key)).to_vec()
    }

    fn percent(&self, share: f64) -> String {
        percent(share, self.language)
    }

    fn p(&self, p: Option<f64>) -> String {
        p.map_or_else(String::new, |p| p_value(p, self.language))
    }

    /// A number of a row; pairs of neighbours are counted.
    fn number(&self, row: &Measure, value: f64) -> String {
        let is_count = [Name::JoinBoth, Name::JoinNeither].contains(&row.measure);
        if is_count { grouped(value) } else { number_in(row, value, self.language) }
    }

    /// A range in the numbers of a row.
    fn range(&self, row: &Measure, low: Option<f64>, high: Option<f64>) -> String {
        let number = |value: f64| self.number(row, value);
        match (low, high) {
            (Some(low), Some(high)) => format!("[{}; {}]", number(low), number(high)),
            (Some(low), None) => format!("[{}; ∞)", number(low)),
            (None, Some(high)) => format!("(−∞; {}]", number(high)),
            (None, None) => String::new(),
        }
    }

    /// The block of a question with its tables; `None` without any. The note stands below them.
    fn block(&self, key: &'static str, tables: Vec<Table>, note: Option<&'static str>) -> Option<Block> {
        if tables.is_empty() {
            return None;
        }
        let note = note.map(|key| Part::Sentences(vec![self.plain(key)]));
        let parts = tables.into_iter().map(Part::Table).chain(note).collect();
        Some(Block { title: self.plain(key), parts })
    }

    /// Response by level: `37/64 (57.8 %)`, its range by chance, and the adjusted p-value; coverage where it is known of areas.
    fn by_level(&self, variable: &str, first: &'static str) -> Option<Table> {
        let header = self.titles([
            first,
            "brief-answered",
            "bias-chance",
            "bias-p-adjusted",
            "brief-covered",
            "brief-p-residents",
        ]);
        let row = |row: &Measure| {
            let level = row.level.as_ref()?;
            let (answered, n) = answered(row)?;
            let by_chance = match (row.null_low, row.null_high) {
                (Some(low), Some(high)) => {
                    format!("{}–{}", self.percent(low), self.percent(high)).replacen("\u{a0}%", "", 1)
                }
                (Some(_) | None, None) | (None, Some(_)) => String::new(),
            };
            let covered = self.rows.at(Name::AreaCoverage, variable, level);
            let covered = covered.and_then(|row| Some(format!("{} ({})", self.percent(row.estimate?), row.n?)));
            Some(vec![
                level_in(level, self.language).to_owned(),
                format!("{answered}/{n} ({})", self.percent(row.estimate?)),
                by_chance,
                self.p(self.rows.p_of_level(variable, level)),
                covered.unwrap_or_default(),
                self.p(self.rows.p_of_coverage(variable, level)),
            ])
        };
        let rows: Vec<_> = self.rows.levels(Name::LevelResponse, variable).filter_map(row).collect();
        Table::of(1, &header, &rows)
    }

    fn areas(&self) -> Option<Block> {
        let table = |scheme: &String| {
            let caption = say(self.language, "question-areas.caption", [("scheme", scheme.as_str().into())]);
            Some(self.by_level(scheme, "coverage-area")?.caption(caption))
        };
        let tables = headline_schemes(self.study).iter().filter_map(table).collect();
        self.block("question-areas", tables, Some("question-areas.note"))
    }

    fn categories(&self) -> Option<Block> {
        let variables = self.rows.variables(Name::LevelResponse);
        let table = |variable: &&str| {
            Some(self.by_level(variable, "bias-level")?.caption(variable_in(variable, self.language)))
        };
        let others = variables.iter().filter(|variable| self.study.scheme(variable).is_none());
        self.block("question-categories", others.filter_map(table).collect(), None)
    }

    fn size(&self) -> Option<Block> {
        let header = self.titles([
            "bias-variable",
            "brief-respondents",
            "brief-others",
            "brief-difference",
            "bias-interval",
            "bias-p-adjusted",
            "brief-visible",
        ]);
        let mean = |variable: &str, group: Level| {
            let row = self.rows.at(Name::Mean, variable, &group)?;
            Some(format!("{} ({})", number_in(row, row.estimate?, self.language), row.n?))
        };
        let dash = || "–".to_owned();
        let row = |variable: &str| {
            let smd = self.rows.of(Name::Smd, variable);
            let seen = self.rows.of(Name::DetectableSmd, variable).and_then(|row| row.estimate);
            vec![
                variable_in(variable, self.language).to_owned(),
                mean(variable, Level::Respondents).unwrap_or_else(dash),
                mean(variable, Level::Nonrespondents).unwrap_or_else(dash),
                smd.and_then(|row| row.estimate).map_or_else(dash, |value| decimal(value, 3, self.language)),
                smd.map_or_else(String::new, |row| self.range(row, row.low, row.high)),
                self.p(self.rows.p_of_variable(variable)),
                seen.map_or_else(String::new, |value| decimal(value, 3, self.language)),
            ]
        };
        let rows: Vec<_> = self.rows.variables(Name::Mean).into_iter().map(row).collect();
        self.block("question-size", Table::of(1, &header, &rows).into_iter().collect(), Some("question-size.note"))
    }

    /// Rows of measures as they are.
    fn measures(&self, names: &[Name]) -> Vec<Table> {
        let header = self.titles(["bias-measure", "bias-variable", "bias-value", "bias-interval", "bias-chance"]);
        let header = [header, vec!["p".to_owned(), self.plain("bias-p-adjusted")]].concat();
        let headline = headline_schemes(self.study);
        let is_other = |row: &Measure| self.study.scheme(&row.variable).is_some() && !headline.contains(&row.variable);
        let known = |row: &&Measure| {
            names.contains(&row.measure)
                && row.level.is_none()
                && row.estimate.or(row.p_value).or(row.high).is_some()
                && !is_other(row)
        };
        let rows = self.rows.0.iter().filter(known).map(|row| {
            vec![
                title(row.measure, self.language).to_owned(),
                terms_in(&row.variable, self.language).to_owned(),
                row.estimate.map_or_else(|| "–".to_owned(), |value| self.number(row, value)),
                self.range(row, row.low, row.high),
                self.range(row, row.null_low, row.null_high),
                self.p(row.p_value),
                self.p(row.p_adjusted),
            ]
        });
        Table::of(2, &header, &rows.collect::<Vec<_>>()).into_iter().collect()
    }

    fn response(&self) -> Option<Block> {
        let names = [Name::R, Name::RAdjusted, Name::Cv, Name::MaximalBias, Name::PartialUnconditional];
        self.block("question-response", self.measures(&names), Some("question-response.note"))
    }

    fn weights(&self) -> Option<Block> {
        let header = self.titles([
            "brief-weights",
            "brief-effect",
            "brief-effective",
            "brief-smallest",
            "brief-largest",
            "brief-off",
        ]);
        let made = self.bias.weights.iter().filter(|set| set.weights.is_ok() && set.same_as.is_none());
        let row = |set: &WeightSet| {
            let of = |name: Name, decimals: usize| {
                let row = self.rows.of(name, set.name.word());
                let value = row.and_then(|row| row.estimate);
                value.map_or_else(|| "–".to_owned(), |value| decimal(value, decimals, self.language))
            };
            let n = self.rows.of(Name::EffectiveN, set.name.word()).and_then(|row| row.n);
            let n = n.map_or_else(String::new, |n| format!(" ({n})"));
            vec![
                self.plain(title_of(set.name)),
                of(Name::DesignEffect, 3),
                of(Name::EffectiveN, 1) + &n,
                of(Name::WeightMinimum, 3),
                of(Name::WeightMaximum, 3),
                of(Name::BalanceMaximum, 3),
            ]
        };
        let table = Table::of(1, &header, &made.map(row).collect::<Vec<_>>());
        self.block("question-weights", table.into_iter().collect(), Some("question-weights.note"))
    }

    fn answers(&self) -> Option<Block> {
        let blocks = outcome_blocks(self.study, &self.bias.outcomes, &self.bias.sensitivity);
        let parts: Vec<Part> = blocks.into_iter().flat_map(|block| outcome_parts(block, false)).collect();
        (!parts.is_empty()).then(|| Block { title: self.plain("question-answers"), parts })
    }

    fn local(&self) -> Option<Block> {
        let names = [Name::JoinBoth, Name::JoinNeither, Name::Moran, Name::MoranWithin];
        self.block("question-local", self.measures(&names), Some("question-local.note"))
    }
}
