//! An audit's findings for people and for programs: lines on a terminal with the worst first, a Markdown table, JSON.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::analysis::audit::finding::{Finding, Verdict};
use crate::model::base::language::Language;
use crate::model::base::text::escaped_lines;
use crate::model::claim::figure::Spot;
use crate::render::report::form::block::escaped;
use crate::words::audit::AuditWords;
use crate::words::catalogue::{plain, say};
use crate::words::letters::{capitalised, visible};
use crate::words::number::Grouping;

/// What was audited, what was found, and how it is told.
#[derive(Clone, Copy, Debug)]
pub struct Audit<'a> {
    /// The name of the file.
    pub name: &'a str,
    /// The text, in which findings have their ranges.
    pub text: &'a str,
    /// In the order in which claims stand in it.
    pub findings: &'a [Finding],
    /// The language that findings are told in.
    pub language: Language,
}

impl Audit<'_> {
    pub(crate) fn words(self, grouping: Grouping) -> AuditWords {
        AuditWords { language: self.language, grouping }
    }

    pub(crate) fn n(self, verdict: Verdict) -> usize {
        self.findings.iter().filter(|finding| finding.verdict == verdict).count()
    }

    /// Whether a claim fails.
    pub fn fails(self) -> bool {
        self.n(Verdict::Fails) > 0
    }

    /// How many checks fail, are untold and hold.
    pub(crate) fn counts(self) -> String {
        if self.findings.is_empty() {
            return capitalised(plain(self.language, "audit-none"));
        }
        let [fails, untold, holds] = [Verdict::Fails, Verdict::Untold, Verdict::Holds].map(|verdict| self.n(verdict));
        let values = [
            ("claims", self.findings.len().into()),
            ("fails", fails.into()),
            ("untold", untold.into()),
            ("holds", holds.into()),
        ];
        say(self.language, "audit-counts", values)
    }

    pub(crate) fn title(self) -> String {
        say(self.language, "audit-title", [("name", visible(self.name).into_owned().into())])
    }

    /// The arithmetic, with a note where there is one.
    pub(crate) fn told(self, finding: &Finding, grouping: Grouping) -> String {
        let words = self.words(grouping);
        let computed = words.computed(&finding.computed);
        let note = finding.note.map(|note| format!(" ({})", words.note(note)));
        visible(&(computed + &note.unwrap_or_default())).into_owned()
    }
}

/// Lines for a terminal, the worst first. What holds is only counted, unless everything is asked for.
pub fn terminal_audit(audit: Audit<'_>, is_all: bool) -> String {
    let words = audit.words(Grouping::Plain);
    let mut text = format!("{}\n", audit.counts());
    for verdict in Verdict::ALL {
        if verdict == Verdict::Holds && !is_all {
            continue;
        }
        for finding in audit.findings.iter().filter(|finding| finding.verdict == verdict) {
            let place = words.spot(&finding.spot);
            let _ = writeln!(text, "\n{}  {place}  {}", words.verdict(verdict), words.kind(finding.kind));
            let _ = writeln!(text, "  {}", visible(&finding.text));
            let _ = writeln!(text, "  {}", audit.told(finding, Grouping::Plain));
            if let Some(fits) = words.fits(&finding.fits) {
                let fits = say(audit.language, "audit-true", [("fits", fits.into())]);
                let _ = writeln!(text, "  {}", visible(&fits));
            }
        }
    }
    escaped_lines(&text).into_owned()
}

/// A Markdown table of all findings, the worst first.
pub fn markdown_audit(audit: Audit<'_>) -> String {
    let words = audit.words(Grouping::Narrow);
    let header = [
        "audit-columns.place",
        "audit-columns.claim",
        "audit-columns.verdict",
        "audit-columns.computed",
        "audit-columns.fits",
    ];
    let header = header.map(|key| capitalised(plain(audit.language, key)));
    let mut text = format!("# {}\n\n{}\n", escaped(&audit.title()), escaped(&audit.counts()));
    if audit.findings.is_empty() {
        return text;
    }
    let _ = write!(text, "\n| {} |\n|---|---|---|---|---|\n", header.join(" | "));
    for verdict in Verdict::ALL {
        for finding in audit.findings.iter().filter(|finding| finding.verdict == verdict) {
            let cells = [
                words.spot(&finding.spot),
                finding.text.clone(),
                words.verdict(verdict),
                audit.told(finding, Grouping::Narrow),
                words.fits(&finding.fits).unwrap_or_default(),
            ];
            let cells = cells.map(|cell| escaped(&visible(&cell)).replace('\n', " "));
            let _ = writeln!(text, "| {} |", cells.join(" | "));
        }
    }
    text
}

/// All findings as data, in the order in which they stand in the text.
pub fn json_audit(audit: Audit<'_>) -> String {
    let words = audit.words(Grouping::Plain);
    let claims = audit.findings.iter().map(|finding| {
        let place = match &finding.spot {
            Spot::Text { line, column } => json!({ "line": line, "column": column }),
            Spot::Cell(cell) => json!({ "cell": cell }),
        };
        let mut claim = json!({
            "place": place,
            "text": finding.text,
            "kind": finding.kind.word(),
            "verdict": finding.verdict.word(),
            "computed": words.computed(&finding.computed),
            "fits": words.fits(&finding.fits),
        });
        if let (Some(note), Some(fields)) = (finding.note, claim.as_object_mut()) {
            fields.insert("note".to_owned(), Value::from(words.note(note)));
        }
        claim
    });
    let claims: Vec<Value> = claims.collect();
    let data = json!({
        "file": audit.name,
        "fails": audit.n(Verdict::Fails),
        "untold": audit.n(Verdict::Untold),
        "holds": audit.n(Verdict::Holds),
        "claims": claims,
    });
    format!("{data:#}\n")
}
