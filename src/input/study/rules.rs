//! Rules that say which unit serves which places.

use crate::input::code::vintage::Conversion;
use crate::input::file::bytes::InputFile;
use crate::input::problem::english::{did_you_mean, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Partly, Place, Problems, Remark};
use crate::input::study::frame::KnownFrame;
use crate::input::study::limited::Resolver;
use crate::input::study::vintage_rules::{OldRule, carry_over};
use crate::input::table::rows::{Column, Row, Table};
use crate::input::table::titles::Titles;
use crate::input::territory::part::Limit;
use crate::input::territory::rule_level::{OneLevel, RuleLevel};
use crate::input::territory::rule_places::RulePlaces;
use crate::input::value::number::parse_share;
use crate::model::base::index::UnitIndex;
use crate::model::catchment::rule::{Rule, RuleArea, RuleProblem, ShareRules};
use crate::model::catchment::served::{Catchments, PlaceShare};
use crate::model::place::code::UnitId;
use crate::model::place::territory::Territory;
use crate::model::place::tract::Tracts;
use crate::model::survey::frame::{Frame, UnitKind};

/// A table of rules, and what is needed to read it.
#[derive(Clone, Debug)]
pub struct RulesFile {
    /// The table.
    pub file: InputFile,
    /// The file of the frame, for messages.
    pub frame_file: String,
    /// What the study declares about shares.
    pub declared: ShareRules,
    /// The day that the codes are of, where they are to be converted.
    pub codes: Option<jiff::civil::Date>,
    /// The table's own titles.
    pub titles: Titles,
    /// The level of rules that name none.
    pub level: Option<String>,
    /// Whether the table is the frame, whose column of codes says what each unit serves.
    pub in_frame: bool,
}

/// Reads `unit_id,level,code,share,basis` and resolves it into catchments. Without a frame units are not looked at; where the frame has
/// problems of its own, what rules lack for a unit is not told. Rules about places outside of the part that a study is limited to are
/// counted and left out.
///
/// Problems are unknown units, levels and codes, shares that are none, and what the rules are not together.
pub fn read_catchments(
    rules: &RulesFile,
    territory: &Territory,
    limit: Option<&mut Limit>,
    tracts: Option<&Tracts>,
    frame: KnownFrame<'_>,
) -> Partly<Catchments> {
    let titles = &rules.titles;
    match Table::read(&rules.file, &[&[titles.of("unit_id")], &[titles.of("code")]]) {
        Ok(table) => catchments_of(&table, rules, territory, limit, tracts, frame),
        Err(problems) => problems.into(),
    }
}

fn catchments_of(
    table: &Table,
    RulesFile { frame_file, declared, codes, titles, level: usual, in_frame, .. }: &RulesFile,
    territory: &Territory,
    mut limit: Option<&mut Limit>,
    tracts: Option<&Tracts>,
    frame: KnownFrame<'_>,
) -> Partly<Catchments> {
    let mut problems = Problems::default();
    let columns = ["unit_id", "code"].map(|name| problems.take(table.require(name, titles)));
    let [level_column, share_column, _] =
        ["level", "share", "basis"].map(|name| table.optional(name, titles, &mut problems).filter(|_| !in_frame));
    let [Some(unit_column), Some(code_column)] = columns else { return problems.into() };
    let used = [Some(&unit_column), level_column.as_ref(), Some(&code_column), share_column.as_ref()];
    table.refuse_damage(&used.into_iter().flatten().collect::<Vec<_>>(), false, &mut problems);
    let levels = RuleLevel::all(territory, tracts);
    let mut rules = Vec::new();
    let mut lines = Vec::new();
    let mut reader = AreaReader { places: RulePlaces::new(territory, table, level_column.as_ref(), &code_column) };
    let conversion = codes.and_then(|day| Conversion::new(territory, day));
    let mut old_rules = Vec::new();
    let rows = rows_of(table, &code_column, *in_frame, frame.units().map(|frame| (frame, &unit_column)));
    let without = rows.iter().filter(|(row, _)| row.optional(level_column.as_ref()).is_none()).map(|(_, text)| *text);
    let place = Place::file(&table.file).column(&code_column.title);
    let one_level = OneLevel { territory, conversion: conversion.as_ref(), levels: &levels, place };
    let mut warnings = table.warnings.clone();
    let usual = match one_level.of(usual.as_deref(), &without.collect::<Vec<_>>(), &mut warnings) {
        Ok(usual) => usual,
        Err(found) => return Partly { value: None, problems: found, warnings },
    };
    for (row, text) in rows {
        let level_text = row.optional(level_column.as_ref()).or(usual).unwrap_or_default();
        let level = levels.iter().find(|(name, _)| *name == level_text).map(|(_, level)| *level);
        let mut found = Problems::default();
        let unit = frame.units().and_then(|frame| unit_of(row, &unit_column, frame, frame_file, &mut found));
        let area = level.filter(|_| conversion.is_none()).and_then(|level| level.find(territory, text));
        if limit.as_deref_mut().is_some_and(|limit| limit.leaves_out_rule(area, unit)) {
            continue;
        }
        problems.0.extend(found.0);
        if level.is_none() {
            problems.push(no_level(&levels, row.place(level_column.as_ref().unwrap_or(&code_column)), level_text));
        }
        let share = row.optional(share_column.as_ref()).map(parse_share).transpose();
        if let (Err(error), Some(column)) = (&share, &share_column) {
            let message = format!("expected {}, found {:?}", error.expected, row.cell(column));
            problems.push(row.problem(Kind::Share, column, message).maybe_hint(error.hint.clone()));
        }
        if let Some(conversion) = &conversion {
            let Some(level) = level else { continue };
            let codes = level.of_another_day(territory, conversion, text);
            if codes.is_empty() {
                let message = format!("no {level_text} had the code {text:?} on {}", conversion.day);
                problems.push(row.problem(Kind::Vintage, &code_column, message));
            }
            if let (Some(unit), Ok(share)) = (unit, share) {
                old_rules.push(OldRule { unit, codes, depth: level.depth(), share, line: row.line });
            }
            continue;
        }
        let area = level.and_then(|level| reader.area(level, row, &code_column, text, &mut problems));
        if let (Some(unit), Some(area), Ok(share)) = (unit, area, share) {
            rules.push(Rule { unit, area, share });
            lines.push(row.line);
        }
    }
    warnings.extend(reader.places.said(&mut problems));
    if let Some(conversion) = conversion.filter(|_| problems.0.is_empty()) {
        (rules, lines) = carry_over(&old_rules, &conversion, territory, table, &mut warnings, &mut problems);
    }
    let (true, Some(units)) = (problems.0.is_empty(), frame.units()) else {
        return Partly { value: None, problems: problems.one_per_cell(), warnings };
    };
    let context = Context { table, frame_file, territory, tracts, frame: units, rules: &rules, lines: &lines };
    let resolver = Resolver { territory, tracts, frame: units, declared: *declared };
    match resolver.catchments(&rules, limit.as_deref()) {
        Ok(catchments) => Partly { value: Some(catchments), problems, warnings },
        Err(found) => {
            let told = found.iter().filter(|problem| matches!(frame, KnownFrame::Whole(_)) || !is_of_a_unit(problem));
            Partly { value: None, problems: Problems(told.map(|problem| context.told(problem)).collect()), warnings }
        }
    }
}

/// Reads the areas of rules.
struct AreaReader<'a> {
    places: RulePlaces<'a>,
}

impl AreaReader<'_> {
    /// The area of a rule of a level, or `None` after a problem.
    fn area(
        &mut self,
        level: RuleLevel<'_>,
        row: Row<'_>,
        column: &Column,
        text: &str,
        problems: &mut Problems,
    ) -> Option<RuleArea> {
        let problem = |message: String| row.problem(Kind::Code, column, message);
        let level = match level {
            RuleLevel::Tract(tracts) => {
                let tract = tracts.find(text);
                if tract.is_none() {
                    let hint = did_you_mean(text, tracts.all().iter().map(|tract| tract.code.as_str()));
                    problems.push(problem(format!("no tract has the code {text:?}")).maybe_hint(hint));
                }
                return tract.map(RuleArea::Tract);
            }
            RuleLevel::Of(level) => level,
        };
        self.places.read(level, row, text, problems)
    }
}

/// The rows of rules with the code of each: one of a row, or of a frame those of a unit, parted by semicolons. Rows of the frame that are of
/// no unit, such as totals, and those of hospitals are no rules.
fn rows_of<'a>(
    table: &'a Table,
    code: &Column,
    in_frame: bool,
    units: Option<(&Frame, &Column)>,
) -> Vec<(Row<'a>, &'a str)> {
    if !in_frame {
        return table.rows().map(|row| (row, row.cell(code))).collect();
    }
    let is_served = |row: &Row<'_>| {
        let Some((frame, column)) = units else { return true };
        let unit = UnitId::parse(row.cell(column)).ok().and_then(|id| frame.find(&id));
        unit.is_some_and(|unit| frame.unit(unit).kind == UnitKind::Territorial)
    };
    let codes = |row: Row<'a>| {
        let texts = row.cell(code).split(';').map(str::trim).filter(|text| !text.is_empty());
        texts.map(move |text| (row, text)).collect::<Vec<_>>()
    };
    table.rows().filter(is_served).flat_map(codes).collect()
}

/// That rules know no such level.
fn no_level(levels: &[(&str, RuleLevel<'_>)], place: Place, found: &str) -> Remark {
    let known: Vec<&str> = levels.iter().map(|(name, _)| *name).collect();
    let message = format!("expected one of the levels {}, found {found:?}", known.join(", "));
    Remark::of(Kind::Word, place, message).maybe_hint(did_you_mean(found, known))
}

/// The unit that a rule names.
fn unit_of(
    row: Row<'_>,
    column: &Column,
    frame: &Frame,
    frame_file: &str,
    problems: &mut Problems,
) -> Option<UnitIndex> {
    let text = row.cell(column);
    let unit = UnitId::parse(text).ok().and_then(|id| frame.find(&id));
    if unit.is_none() {
        let message = format!("{frame_file} has no unit {text:?}");
        let hint = did_you_mean(text, frame.units().iter().map(|unit| unit.id.as_str()));
        problems.push(row.problem(Kind::Unit, column, message).maybe_hint(hint));
    }
    unit
}

/// Whether a problem rests on what the frame says of a unit.
fn is_of_a_unit(problem: &RuleProblem) -> bool {
    match problem {
        RuleProblem::Hospital { .. } | RuleProblem::UnitWithoutRule { .. } | RuleProblem::UnitWithoutPlace { .. } => {
            true
        }
        RuleProblem::Repeated { .. }
        | RuleProblem::MissingShare { .. }
        | RuleProblem::SumBelowOne { .. }
        | RuleProblem::SumAboveOne { .. }
        | RuleProblem::TractsWithoutResidents { .. } => false,
    }
}

struct Context<'a> {
    table: &'a Table,
    frame_file: &'a str,
    territory: &'a Territory,
    tracts: Option<&'a Tracts>,
    frame: &'a Frame,
    rules: &'a [Rule],
    lines: &'a [u64],
}

impl Context<'_> {
    fn place(&self, rule: usize) -> Place {
        self.table.place(self.lines[rule])
    }

    fn area(&self, rule: usize) -> String {
        match self.rules[rule].area {
            RuleArea::Area(level, area) => {
                format!("{} {}", self.territory.level_name(level), self.territory.areas(level)[area.index()].code)
            }
            RuleArea::Tract(tract) => {
                format!("{} {}", Tracts::LEVEL, self.tracts.map_or("", |tracts| tracts.tract(tract).code.as_str()))
            }
        }
    }

    fn lines_of(&self, rules: &[usize]) -> String {
        let lines: Vec<String> = rules.iter().map(|&rule| self.lines[rule].to_string()).collect();
        format!("{}{} {}", self.table.line_word(), if lines.len() == 1 { "" } else { "s" }, first_few(&lines))
    }

    /// The shares of an area do not sum to 1.
    fn wrong_sum(&self, rules: &[usize], billionths: u64) -> Remark {
        let (area, sum, lines) = (self.area(rules[0]), decimal(billionths), self.lines_of(rules));
        let place = self.place(rules[0]).column("share");
        Remark::of(Kind::Share, place, format!("the shares of {area} sum to {sum} ({lines})"))
    }

    fn told(&self, problem: &RuleProblem) -> Remark {
        match problem {
            RuleProblem::Repeated { first, second } => Remark::of(
                Kind::Repeated,
                self.place(*second),
                format!(
                    "the rule for unit {:?} and {} stands on {} {} already",
                    self.frame.unit(self.rules[*second].unit).id.as_str(),
                    self.area(*second),
                    self.table.line_word(),
                    self.lines[*first]
                ),
            ),
            RuleProblem::Hospital { rule } => Remark::of(
                Kind::Rule,
                self.place(*rule).column("unit_id"),
                format!(
                    "the unit {:?} is of kind hospital and has no catchment",
                    self.frame.unit(self.rules[*rule].unit).id.as_str()
                ),
            )
            .hint(format!("remove the rule, or make the unit territorial in {}", self.frame_file)),
            RuleProblem::MissingShare { rule, rules_of_area } => Remark::of(
                Kind::Share,
                self.place(*rule).column("share"),
                format!("the {} has {rules_of_area} rules, so each needs a share", self.area(*rule)),
            ),
            RuleProblem::SumBelowOne { rules, billionths } => self
                .wrong_sum(rules, *billionths)
                .hint("they must sum to 1; partial = \"allowed\" under [catchments] leaves the rest in no catchment"),
            RuleProblem::SumAboveOne { rules, billionths } => self
                .wrong_sum(rules, *billionths)
                .hint("they must sum to 1; overlap = \"allowed\" under [catchments] counts nobody twice in the union"),
            RuleProblem::TractsWithoutResidents { place, rules } => Remark::of(
                Kind::Rule,
                self.place(rules[0]),
                format!(
                    "no residents are known of the tracts of {} {}, so their rules have no weight ({})",
                    self.territory.level_name(self.territory.finest()),
                    self.territory.place(*place).code,
                    self.lines_of(rules)
                ),
            ),
            RuleProblem::UnitWithoutRule { unit } => Remark::of(
                Kind::Rule,
                Place::file(&self.table.file),
                format!("no rule names the territorial unit {:?}", self.frame.unit(*unit).id.as_str()),
            )
            .hint(format!("give it a catchment, or kind hospital in {}", self.frame_file)),
            RuleProblem::UnitWithoutPlace { unit, rules } => Remark::of(
                Kind::Rule,
                self.place(rules[0]),
                format!(
                    "the unit {:?} is left without any place: more specific rules of others take all of its {}",
                    self.frame.unit(*unit).id.as_str(),
                    self.area(rules[0])
                ),
            ),
        }
    }
}

/// Billionths as a decimal without needless zeros.
fn decimal(billionths: u64) -> String {
    let one = PlaceShare::WHOLE.billionths();
    let text = format!("{}.{:09}", billionths / one, billionths % one);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
