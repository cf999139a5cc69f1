//! Whether a table is an export of LimeSurvey, by its own columns, and what its other columns are.

use std::collections::BTreeSet;

use crate::input::answers::export::{Export, ExportColumn, Heading, Manner, Own, Role};
use crate::input::answers::limesurvey::boxes::{NO, NOT_SHOWN, YES};
use crate::input::answers::limesurvey::heading::{heading, is_typed};
use crate::input::answers::limesurvey::own::{own, telling};
use crate::input::file::bytes::InputFile;
use crate::input::table::needed::Needed;
use crate::input::table::rows::Table;

/// How LimeSurvey writes.
const MANNER: Manner = Manner { tool: "LimeSurvey", yes: YES, no: NO, not_shown: NOT_SHOWN, heading, other: "-oth-" };

/// The columns that tell the second row of headings of a VV export.
const VV: Needed<'static> = &[&["submitdate"], &["lastpage"], &["startlanguage"]];

/// What a table is as an export of LimeSurvey: one with two of the columns that all of them have, or one of them beside titles such as
/// `Q3[SQ001]`.
pub fn recognise(table: &Table) -> Option<Export> {
    let titles: Vec<&String> = table.titles().iter().filter(|title| !title.is_empty()).collect();
    let headings: Vec<Heading> = titles.iter().map(|title| heading(title)).collect();
    let code =
        |at: usize| if headings[at].text.is_some() { headings[at].question.as_str() } else { titles[at].as_str() };
    let told: BTreeSet<usize> = (0..titles.len()).filter_map(|at| telling(code(at))).collect();
    let in_brackets = || titles.iter().zip(&headings).any(|(title, heading)| heading.coded && title.contains('['));
    if told.is_empty() || (told.len() == 1 && !in_brackets()) {
        return None;
    }
    let questions: BTreeSet<&str> = headings.iter().map(|heading| heading.question.as_str()).collect();
    let columns = titles.iter().zip(&headings).enumerate().map(|(at, (title, heading))| {
        let role = match own(code(at), |question| questions.contains(question)) {
            Some(own) => Role::Own(own),
            None if is_typed(heading) && !is_ticked(table, title) => Role::Typed,
            None => Role::Answer,
        };
        ExportColumn { title: (*title).clone(), role, heading: heading.clone() }
    });
    let mut columns: Vec<ExportColumn> = columns.collect();
    // One column is the number of submissions: another of that name is a question.
    let mut ids = columns.iter_mut().filter(|column| column.role == Role::Own(Own::Id));
    ids.next();
    ids.for_each(|column| column.role = Role::Own(Own::Other));
    Some(Export::new(MANNER, columns))
}

/// Whether a column holds nothing but words of boxes, so that an option which happens to be called "Other" is an option.
fn is_ticked(table: &Table, title: &str) -> bool {
    let Some(column) = table.find(title) else { return false };
    let words: BTreeSet<String> = table.rows().map(|row| row.cell(&column).to_lowercase()).collect();
    let known = |word: &String| [YES, NO, NOT_SHOWN].iter().any(|list| list.contains(&word.as_str()));
    words.iter().any(|word| !word.is_empty()) && words.iter().filter(|word| !word.is_empty()).all(known)
}

/// The columns that tell the header of a VV export, which has two rows of headings; none for other files.
pub fn needed_of_vv(file: &InputFile) -> Needed<'static> {
    let mut lines = file.bytes.splitn(3, |byte| *byte == b'\n');
    let (Some(_), Some(second)) = (lines.next(), lines.next()) else { return &[] };
    let second = String::from_utf8_lossy(second);
    let titles: BTreeSet<&str> = second.trim_end().split('\t').map(|title| title.trim_matches('"')).collect();
    if VV.iter().all(|group| group.iter().any(|title| titles.contains(title))) { VV } else { &[] }
}
