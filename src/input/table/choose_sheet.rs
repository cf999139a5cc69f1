//! Which sheet of a workbook is meant: the one that is named, the only one with content, or the only one with the needed columns.

use crate::input::cell::grid::Sheet;
use crate::input::file::bytes::InputFile;
use crate::input::problem::english::{counted, did_you_mean, first_few};
use crate::input::problem::hint::{Key, Say};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::table::header::has_all;
use crate::input::table::needed::Needed;

/// The sheet that is meant, and what is to be said of it.
///
/// # Errors
/// A sheet that is not there or empty, and several that may be meant.
pub fn choose_sheet(
    file: &InputFile,
    sheets: Vec<Sheet>,
    needed: Needed<'_>,
) -> Result<(Sheet, Vec<Remark>), Problems> {
    let place = || Place::file(&file.name);
    let mut warnings = Vec::new();
    let names: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let chosen = if let Some(wanted) = &file.sheet {
        let exact = sheets.iter().position(|sheet| sheet.name == *wanted);
        let found =
            exact.or_else(|| sheets.iter().position(|sheet| sheet.name.to_lowercase() == wanted.to_lowercase()));
        found.ok_or_else(|| {
            let hint = did_you_mean(wanted, names.iter().map(String::as_str))
                .unwrap_or_else(|| format!("the sheets are {}", names.join(", ")));
            Problems::one(Remark::of(Kind::Sheet, place(), format!("no sheet {wanted:?}")).hint(hint))
        })?
    } else {
        let with_content = |hidden: bool| -> Vec<usize> {
            (0..sheets.len()).filter(|&at| !sheets[at].rows.is_empty() && sheets[at].hidden == hidden).collect()
        };
        let mut candidates = with_content(false);
        if candidates.is_empty() {
            candidates = with_content(true);
        }
        let fitting: Vec<usize> =
            candidates.iter().copied().filter(|&at| !needed.is_empty() && has_all(&sheets[at].rows, needed)).collect();
        match (candidates.as_slice(), fitting.as_slice()) {
            ([], _) => {
                return Err(Problems::one(
                    Remark::of(Kind::Sheet, place(), "the workbook has no sheet with content")
                        .hint("the first row must name the columns"),
                ));
            }
            ([one], _) => *one,
            (_, [one]) => {
                let message =
                    format!("the sheet {:?} was read: of {} sheets it alone has the columns", names[*one], names.len());
                warnings.push(Remark::of(Kind::Sheet, place(), message).hint(Say::value(
                    "to decide, write",
                    Key::Sheet,
                    &names[*one],
                )));
                *one
            }
            (several, _) => {
                let listed: Vec<String> = several.iter().map(|&at| format!("{:?}", names[at])).collect();
                let message = format!("{} sheets have content: {}", listed.len(), listed.join(", "));
                let hint = Say::value("say which one, such as", Key::Sheet, &names[several[0]]);
                return Err(Problems::one(Remark::of(Kind::Sheet, place(), message).hint(hint)));
            }
        }
    };
    let mut sheets = sheets;
    let sheet = sheets.swap_remove(chosen);
    if sheet.rows.is_empty() {
        return Err(Problems::one(Remark::of(Kind::Sheet, place(), format!("the sheet {:?} is empty", sheet.name))));
    }
    if sheet.hidden {
        warnings.push(Remark::of(Kind::Assumed, place(), format!("the sheet {:?} is hidden and was read", sheet.name)));
    }
    if !sheet.hidden_rows.is_empty() {
        let rows: Vec<String> = sheet.hidden_rows.iter().map(|line| format!("row {line}")).collect();
        let message = format!("{} read too: {}", counted(rows.len(), "hidden row"), first_few(&rows));
        warnings
            .push(Remark::of(Kind::Assumed, place(), message).hint("remove them from the sheet if they are not meant"));
    }
    if !sheet.noise.is_empty() {
        let cells: Vec<String> = sheet.noise.iter().map(|(cell, what)| format!("{cell} ({what})")).collect();
        let message =
            format!("noise of arithmetic taken off {}: {}", counted(cells.len(), "number"), first_few(&cells));
        warnings.push(Remark::of(Kind::Changed, place(), message));
    }
    Ok((sheet, warnings))
}
