//! `bacino check`: every problem of every input in one go, grouped by kind and file, the worst first.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rayon::prelude::*;
use serde_json::{Value, json};

use crate::analysis::coverage::findings::Shown;
use crate::analysis::gate::findings::published_findings;
use crate::atlas::ask::reader::Reader;
use crate::atlas::usual::maps::{UsualMap, shown_by_maps, usual_maps, usual_style};
use crate::command::made::outcome::Outcome;
use crate::input::problem::english::counted;
use crate::input::problem::hint::Hint;
use crate::input::problem::kind::Kind;
use crate::input::problem::list::Extent;
use crate::input::problem::remark::{Problems, Remark};
use crate::input::study::source::StudySource;
use crate::model::base::text::escaped_lines;
use crate::model::base::word::words;
use crate::model::study::Study;
use crate::render::lint::check::{Finding, lint_scene};
use crate::render::lint::rule;
use crate::render::report::promise_text::Promise;
use crate::study::open::{OpenStudy, inspect_study};
use crate::study::outlines::place_defects;

/// How many problems of a group are shown on a terminal.
const SHOWN: usize = 3;

/// After how many lines a group is only counted.
const SCREEN: usize = 60;

words! {
    /// The form of the answer.
    pub enum CheckFormat {
        /// Groups of problems with their first few.
        Text = "text",
        /// Every problem, for programs.
        Json = "json",
    }
}

words! {
    /// How bad a problem is.
    #[derive(PartialOrd, Ord)]
    enum Severity {
        /// Nothing is computed.
        Error = "error",
        /// The results stand, and a reader should know.
        Warning = "warning",
        /// Nothing is wrong: worth knowing about outlines.
        Note = "note",
    }
}

/// Problems of one kind in one file.
struct Group<'a> {
    severity: Severity,
    kind: Kind,
    file: &'a str,
    remarks: Vec<&'a Remark>,
}

/// How many problems there are of each severity.
#[derive(Clone, Copy)]
struct Counts {
    errors: usize,
    warnings: usize,
    notes: usize,
}

/// Reads a study and tells what was found, on standard output.
pub fn check(source: &StudySource, format: CheckFormat, extent: Extent) -> Outcome {
    let (opened, mut problems, mut warnings) = match inspect_study(source) {
        Ok(mut opened) => {
            let remarks = std::mem::take(&mut opened.remarks);
            (Some(opened), Problems::default(), remarks)
        }
        Err(unreadable) => (None, unreadable.problems, unreadable.remarks),
    };
    let (mut maps, mut notes) = (Vec::new(), Vec::new());
    if let Some(opened) = &opened {
        let found = opened.outlines_as_read().map(|outlines| {
            let (known, faults) = outlines.map(|outlines| place_defects(&opened.study, &outlines)).unwrap_or_default();
            notes.extend(known);
            warnings.extend(faults);
        });
        let found = found.and_then(|()| map_findings(opened));
        maps = problems.take(found).unwrap_or_default();
    }
    let study = opened.as_ref().map(|opened| &opened.study);
    let groups = grouped(&problems.0, &warnings, &notes);
    let counts = Counts { errors: problems.0.len(), warnings: warnings.len(), notes: notes.len() };
    let promise = study.and_then(Promise::of);
    let stdout = match format {
        CheckFormat::Text => {
            let told = promise.as_ref().map_or_else(String::new, Promise::told);
            escaped_lines(&(as_text(&groups, counts, study, extent) + &maps_text(&maps) + &told)).into_owned()
        }
        CheckFormat::Json => as_json(&groups, counts, study, &maps, promise.as_ref()),
    };
    let misleads = maps.iter().any(|(_, finding)| finding.rule.severity() == rule::Severity::Error);
    Outcome { stdout, failed: misleads || !problems.0.is_empty(), ..Outcome::default() }
}

/// A map of a run, and what a rule of cartography says of it.
type MapFinding = (String, Finding);

/// What the rules of cartography say of the maps that `run` draws, map by map.
fn map_findings(opened: &OpenStudy) -> Result<Vec<MapFinding>, Problems> {
    let Some(outlines) = opened.outlines()? else { return Ok(Vec::new()) };
    let (schemes, source) = shown_by_maps(&opened.study);
    let findings = published_findings(&opened.study, opened.view, Some(Shown { schemes: &schemes, source }));
    let (maps, style) = (usual_maps(&opened.study, &findings, &outlines)?, usual_style(Reader::default()));
    let findings = |map: &UsualMap| {
        let picture = map.picture(&opened.study, &style);
        let found = lint_scene(&picture, &picture.scene(), &rule::Rule::ALL);
        found.into_iter().map(|finding| (format!("{}.svg", map.name), finding)).collect::<Vec<_>>()
    };
    let found = maps.par_iter().flat_map_iter(findings);
    Ok(found.collect())
}

fn maps_text(maps: &[MapFinding]) -> String {
    let mut text = String::new();
    if !maps.is_empty() {
        text.push_str("\nmaps of a run, by the rules of cartography\n");
    }
    for (map, finding) in maps {
        let _ = writeln!(text, "  {map}: {finding}");
    }
    text
}

/// Groups, errors first and notes last, in the order of kinds, then of files.
fn grouped<'a>(errors: &'a [Remark], warnings: &'a [Remark], notes: &'a [Remark]) -> Vec<Group<'a>> {
    let mut groups: BTreeMap<(Severity, Kind, &str), Vec<&Remark>> = BTreeMap::new();
    for (severity, remarks) in [(Severity::Error, errors), (Severity::Warning, warnings), (Severity::Note, notes)] {
        for remark in remarks {
            groups.entry((severity, remark.kind, &remark.place.file)).or_default().push(remark);
        }
    }
    groups.into_iter().map(|((severity, kind, file), remarks)| Group { severity, kind, file, remarks }).collect()
}

fn as_text(groups: &[Group<'_>], counts: Counts, study: Option<&Study>, extent: Extent) -> String {
    let mut text = String::new();
    for group in groups {
        let _ = writeln!(
            text,
            "{}: {}: {} in {}",
            group.severity.word(),
            group.kind.title(),
            group.remarks.len(),
            group.file
        );
        let room = match extent {
            Extent::All => usize::MAX,
            Extent::Screen => SCREEN.saturating_sub(text.lines().count()),
        };
        if room > 0 {
            text.push_str(&shown(&group.remarks, if extent == Extent::All { usize::MAX } else { SHOWN }));
            text.push('\n');
        }
    }
    if !text.is_empty() && !text.ends_with("\n\n") {
        text.push_str("--all shows what every group holds\n\n");
    }
    if let Some(study) = study {
        let _ = writeln!(text, "{}", summary(study));
    }
    let Counts { errors, warnings, notes } = counts;
    let nothing = if errors > 0 { ", nothing was computed" } else { "" };
    let notes = if notes > 0 { format!(", {}", counted(notes, "note")) } else { String::new() };
    let _ = writeln!(text, "{}, {}{notes}{nothing}", counted(errors, "error"), counted(warnings, "warning"));
    text
}

/// The first remarks of a group with their hints, and where the others are.
fn shown(remarks: &[&Remark], most: usize) -> String {
    let mut text = String::new();
    let mut last_hint = None;
    for remark in remarks.iter().take(most) {
        let _ = writeln!(text, "  {remark}");
        if let Some(hint) = &remark.hint
            && last_hint != Some(hint)
        {
            let _ = writeln!(text, "    hint: {hint}");
            last_hint = Some(hint);
        }
    }
    if let Some(rest) = remarks.get(most..).filter(|rest| !rest.is_empty()) {
        let _ = writeln!(text, "  and {} more{}", rest.len(), lines_of(rest));
    }
    text
}

/// The lines of further problems, where they are known: `: lines 7, 9, …`.
fn lines_of(remarks: &[&Remark]) -> String {
    const NAMED: usize = 8;
    let Some(lines) = remarks.iter().map(|remark| remark.place.line).collect::<Option<Vec<u64>>>() else {
        return String::new();
    };
    let named: Vec<String> = lines.iter().take(NAMED).map(u64::to_string).collect();
    let rest = if lines.len() > NAMED { ", …" } else { "" };
    format!(": {} {}{rest}", if lines.len() == 1 { "line" } else { "lines" }, named.join(", "))
}

fn as_json(
    groups: &[Group<'_>],
    counts: Counts,
    study: Option<&Study>,
    maps: &[MapFinding],
    promise: Option<&Promise>,
) -> String {
    let groups: Vec<Value> = groups
        .iter()
        .map(|group| {
            let problems: Vec<Value> = group
                .remarks
                .iter()
                .map(|remark| {
                    json!({
                        "line": remark.place.line,
                        "cell": remark.place.cell,
                        "column": remark.place.column,
                        "message": remark.message,
                        "hint": remark.hint.as_ref().map(Hint::to_string),
                    })
                })
                .collect();
            json!({
                "severity": group.severity.word(),
                "kind": group.kind.word(),
                "file": group.file,
                "count": group.remarks.len(),
                "problems": problems,
            })
        })
        .collect();
    let read = study.map(|study| {
        let levels: Vec<Value> = study
            .territory
            .levels()
            .map(|level| {
                json!({ "level": study.territory.level_name(level), "areas": study.territory.areas(level).len() })
            })
            .collect();
        json!({
            "units": study.frame.units().len(),
            "answered": study.frame.units().iter().filter(|unit| unit.status.answered()).count(),
            "levels": levels,
            "schemes": study.schemes.iter().map(crate::model::place::scheme::Scheme::name).collect::<Vec<_>>(),
        })
    });
    let maps: Vec<Value> = maps
        .iter()
        .map(|(map, finding)| {
            json!({
                "map": map,
                "severity": finding.rule.severity().word(),
                "kind": finding.rule.word(),
                "message": finding.message,
            })
        })
        .collect();
    let Counts { errors, warnings, notes } = counts;
    let all = json!({
        "errors": errors, "warnings": warnings, "notes": notes, "groups": groups, "study": read, "maps": maps,
        "privacy": promise.map(Promise::data),
    });
    // A value made of texts and counts has no way to fail.
    serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
}

fn summary(study: &Study) -> String {
    let answered = study.frame.units().iter().filter(|unit| unit.status.answered()).count();
    let territory = &study.territory;
    let levels: Vec<String> = territory
        .levels()
        .map(|level| format!("{} of the level {}", territory.areas(level).len(), territory.level_name(level)))
        .collect();
    format!(
        "{}, {answered} answered; areas: {}; schemes: {}",
        counted(study.frame.units().len(), "unit"),
        levels.join(", "),
        study.schemes.iter().map(|scheme| scheme.name().to_owned()).collect::<Vec<_>>().join(", ")
    )
}
