//! An audit as a page in the style of reports: the text with marks where claims stand, and a table of what was checked.
//!
//! Where claims lie in each other, as rows in a table, a stretch of text is marked by the shortest of them; of equal ones by the worst.

use std::collections::BTreeSet;

use maud::{Markup, html};

use crate::analysis::audit::finding::{Finding, Verdict};
use crate::render::document::content::Document;
use crate::render::document::web::page::framed;
use crate::render::document::web::style::style;
use crate::render::document::web::text::text;
use crate::render::report::audit::Audit;
use crate::words::catalogue::plain;
use crate::words::letters::capitalised;
use crate::words::number::Grouping;

/// What the marks look like: the worst most.
const MARKS: &str = "\
.audited { max-width: 62rem; margin-top: .75rem; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .875rem }
mark { color: inherit; background: none; border-bottom: 1px dotted var(--quiet); text-decoration: none }
mark.untold { border-bottom: 2px dashed var(--quiet) }
mark.fails { color: var(--notice); font-weight: 600; border-bottom: 2px solid var(--notice) }
.checked { margin-top: .75rem }
.checked .fails { color: var(--notice); font-weight: 600 }
.checked td { max-width: 26rem }
";

/// The whole page.
pub fn audit_page(audit: Audit<'_>) -> String {
    let document = Document {
        title: audit.title(),
        notice: None,
        day: None,
        credit: None,
        opening: None,
        parts: Vec::new(),
        is_full: false,
        language: audit.language,
    };
    let say = |key: &'static str| capitalised(plain(audit.language, key));
    let content = html! {
        h1 { (text(&document.title)) }
        p class="lead" { (text(&audit.counts())) }
        @if !audit.findings.is_empty() {
            section class="part" {
                h2 { (say("audit-found")) }
                (table(audit))
            }
        }
        section class="part" {
            h2 { (say("audit-marked")) }
            div class="audited" { (marked(audit)) }
        }
    };
    framed(&document, &(style(&document) + MARKS), &content)
}

/// What was checked, the worst first.
fn table(audit: Audit<'_>) -> Markup {
    let words = audit.words(Grouping::Narrow);
    let say = |key: &'static str| capitalised(plain(audit.language, key));
    let rows = Verdict::ALL
        .iter()
        .flat_map(|verdict| audit.findings.iter().enumerate().filter(move |(_, finding)| finding.verdict == *verdict));
    html! {
        div class="wide" {
            table class="checked" {
                thead {
                    tr {
                        th scope="col" { (say("audit-columns.claim")) }
                        th scope="col" { (say("audit-columns.place")) }
                        th scope="col" { (say("audit-columns.verdict")) }
                        th scope="col" { (say("audit-columns.computed")) }
                        th scope="col" { (say("audit-columns.fits")) }
                    }
                }
                tbody {
                    @for (at, finding) in rows {
                        tr {
                            th scope="row" { a href=(format!("#claim-{at}")) { (text(&finding.text)) } }
                            td { (text(&words.spot(&finding.spot))) }
                            td class=(finding.verdict.word()) { (text(&words.verdict(finding.verdict))) }
                            td { (text(&audit.told(finding, Grouping::Narrow))) }
                            td { (text(&words.fits(&finding.fits).unwrap_or_default())) }
                        }
                    }
                }
            }
        }
    }
}

/// A stretch of the text with the finding that marks it, if any, and the findings that begin with it.
struct Stretch<'a> {
    text: &'a str,
    marked: Option<usize>,
    begin: Vec<usize>,
}

/// The text with its marks.
fn marked(audit: Audit<'_>) -> Markup {
    html! {
        @for stretch in stretches(audit.text, audit.findings) {
            @for at in &stretch.begin {
                span id=(format!("claim-{at}")) {}
            }
            @match stretch.marked.and_then(|at| audit.findings.get(at)) {
                Some(finding) => {
                    mark class=(finding.verdict.word()) title=(audit.told(finding, Grouping::Narrow)) { (lines(stretch.text)) }
                }
                None => { (lines(stretch.text)) }
            }
        }
    }
}

/// Lines, which stay apart, without letters that no reader sees.
fn lines(stretch: &str) -> Markup {
    html! {
        @for (at, line) in stretch.split('\n').enumerate() {
            @if at > 0 { "\n" }
            (text(line))
        }
    }
}

/// The text cut where a finding begins or ends.
fn stretches<'a>(whole: &'a str, findings: &[Finding]) -> Vec<Stretch<'a>> {
    let inside = |at: usize| {
        let mut at = at.min(whole.len());
        while !whole.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let mut starts: Vec<(usize, usize)> = Vec::new();
    let mut ends: Vec<(usize, usize)> = Vec::new();
    for (at, finding) in findings.iter().enumerate() {
        starts.push((inside(finding.range.0), at));
        ends.push((inside(finding.range.1), at));
    }
    starts.sort_unstable();
    ends.sort_unstable();
    let cuts: BTreeSet<usize> = starts.iter().chain(&ends).map(|(at, _)| *at).chain([0, whole.len()]).collect();
    let cuts: Vec<usize> = cuts.into_iter().collect();
    let rank = |at: usize| {
        let finding = &findings[at];
        (finding.range.1.saturating_sub(finding.range.0), finding.verdict, at)
    };
    let (mut open, mut next_start, mut next_end) = (BTreeSet::new(), 0, 0);
    let mut found = Vec::new();
    for (place, &from) in cuts.iter().enumerate() {
        while let Some((_, at)) = ends.get(next_end).filter(|(end, _)| *end <= from) {
            open.remove(&rank(*at));
            next_end += 1;
        }
        let mut begin = Vec::new();
        while let Some((start, at)) = starts.get(next_start).filter(|(start, _)| *start <= from) {
            if inside(findings[*at].range.1) > *start {
                open.insert(rank(*at));
            }
            begin.push(*at);
            next_start += 1;
        }
        let to = cuts.get(place + 1).copied().unwrap_or(from);
        let marked = open.first().map(|(_, _, at)| *at);
        found.push(Stretch { text: whole.get(from..to).unwrap_or_default(), marked, begin });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::audit::finding::{Computed, Kind};
    use crate::model::base::language::Language;
    use crate::model::claim::figure::Spot;

    fn finding(range: (usize, usize), verdict: Verdict) -> Finding {
        Finding {
            spot: Spot::Cell("A1".to_owned()),
            range,
            text: "<b>".to_owned(),
            kind: Kind::Share,
            verdict,
            computed: Computed::NoBase,
            fits: Vec::new(),
            note: None,
        }
    }

    #[test]
    fn the_shortest_claim_marks_and_the_text_stays_whole() {
        let whole = "a <b> è\nd";
        let findings =
            [finding((0, 8), Verdict::Holds), finding((2, 5), Verdict::Fails), finding((2, 5), Verdict::Untold)];
        let cut = stretches(whole, &findings);
        assert_eq!(cut.iter().map(|stretch| stretch.text).collect::<String>(), whole);
        let marks: Vec<_> = cut.iter().map(|stretch| (stretch.text, stretch.marked)).collect();
        assert_eq!(&marks[..3], [("a ", Some(0)), ("<b>", Some(1)), (" è", Some(0))]);
        // Ranges that lie in a letter or beyond the end lose nothing.
        let odd = [finding((6, 7), Verdict::Fails), finding((8, 99), Verdict::Fails)];
        assert_eq!(stretches(whole, &odd).iter().map(|stretch| stretch.text).collect::<String>(), whole);
    }

    #[test]
    fn nothing_of_the_text_is_markup() {
        let whole = "</div><script>alert(1)</script> 23 of 61";
        let findings = [finding((0, 10), Verdict::Fails)];
        let page = audit_page(Audit { name: "<i>.txt", text: whole, findings: &findings, language: Language::English });
        assert!(!page.contains("<script>alert") && !page.contains("<i>.txt") && !page.contains("<b>"), "{page}");
        assert!(page.contains("&lt;/div&gt;"), "{page}");
    }
}
