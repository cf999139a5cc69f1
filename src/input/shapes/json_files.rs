//! Files of GeoJSON and TopoJSON: read fast, else completely; what is wrong with them is told with line and character.

use crate::input::file::bytes::InputFile;
use crate::input::format::geojson::complete::{Complete, Wrong, read_completely};
use crate::input::format::geojson::whole::read_geojson;
use crate::input::format::topojson::{TopologyFailure, read_topojson};
use crate::input::layer::read::{Layer, Wanted};
use crate::input::problem::english::counted;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::text::tokens::{Tokens, restore_no_number, without_no_number};

/// Letters of the file that a problem shows.
const SHOWN: usize = 24;

/// Reads a file of GeoJSON.
///
/// # Errors
/// Text that is no GeoJSON.
pub(crate) fn geojson(file: &InputFile, wanted: Wanted) -> Result<(Layer, Vec<Remark>), Problems> {
    if let Some(layer) = read_geojson(&file.bytes, wanted) {
        return Ok((layer, Vec::new()));
    }
    let tokens = Tokens::replaced(&file.bytes);
    let fast = if tokens.any() { read_geojson(&tokens.text, wanted) } else { None };
    if let Some(mut layer) = fast {
        let remark = told(file, &tokens, &mut layer);
        return Ok((layer, remark.into_iter().collect()));
    }
    let read = read_completely(&tokens.text, wanted);
    let Complete { mut layer, is_bare_list } = read.map_err(|wrong| problem(file, tokens.was_at(wrong.at), &wrong))?;
    let mut remarks: Vec<Remark> = told(file, &tokens, &mut layer).into_iter().collect();
    if is_bare_list {
        let message = "the file is a list of features without a collection around it and was read as one";
        remarks.push(Remark::of(Kind::Assumed, Place::file(&file.name), message));
    }
    Ok((layer, remarks))
}

/// Reads a layer of a file of TopoJSON.
///
/// # Errors
/// Text that is no TopoJSON; several layers of which none is asked for.
pub(crate) fn topojson(
    file: &InputFile,
    asked: Option<&str>,
    wanted: Wanted,
) -> Result<(Layer, Vec<Remark>), Problems> {
    let read = |text: &[u8]| read_topojson(&file.name, text, asked, wanted);
    let doubtful = match read(&file.bytes) {
        Ok(layer) => return Ok((layer, Vec::new())),
        Err(doubtful) => doubtful,
    };
    let tokens = Tokens::replaced(&file.bytes);
    match if tokens.any() { read(&tokens.text) } else { Err(doubtful) } {
        Ok(mut layer) => {
            let remark = told(file, &tokens, &mut layer);
            Ok((layer, remark.into_iter().collect()))
        }
        Err(TopologyFailure::Layer(problems)) => Err(problems),
        Err(TopologyFailure::Json(error)) => {
            let at = tokens.was_at(error.at);
            let is_cut = at >= file.bytes.len();
            let found = if is_cut { ", found the end of the file" } else { "" };
            let what = format!("expected {}{found}", error.expected);
            Err(problem(file, at, &Wrong { at, what, shows: !is_cut, is_cut, is_foreign: false }))
        }
    }
}

/// Puts back what stood for numbers that are none, and says how many values were taken for missing.
fn told(file: &InputFile, tokens: &Tokens<'_>, layer: &mut Layer) -> Option<Remark> {
    if !tokens.any() {
        return None;
    }
    layer.part.shapes.points.iter_mut().flatten().for_each(restore_no_number);
    layer.part.columns.change(without_no_number);
    let (count, first) = tokens.missing()?;
    let (line, character) = place_in(&file.bytes, first);
    let (is, was) = if count == 1 { ("is", "was") } else { ("are", "were") };
    let message = format!(
        "{} {is} NaN or Infinity, which JSON does not have, and {was} read as missing: first at character {character}",
        counted(count, "value"),
    );
    Some(Remark::of(Kind::Assumed, Place::line(&file.name, line), message))
}

/// A problem at a byte of a file of text.
fn problem(file: &InputFile, at: usize, wrong: &Wrong) -> Problems {
    let at = at.min(file.bytes.len());
    let (line, character) = place_in(&file.bytes, at);
    let found = String::from_utf8_lossy(&file.bytes[at..file.bytes.len().min(at + SHOWN)]);
    let found = found.split('\n').next().unwrap_or("").trim_end_matches('\u{fffd}').trim_end();
    let found = if wrong.shows && !found.is_empty() { format!(", found {found:?}") } else { String::new() };
    let message = format!("{}{found} (character {character})", wrong.what);
    let hint = match (wrong.is_cut, wrong.is_foreign) {
        (true, _) => Some("the file was cut off: copy or download it again"),
        (false, true) => Some("save the file as UTF-8, which JSON is by its standard"),
        (false, false) => None,
    };
    Problems::one(Remark::of(Kind::Format, Place::line(&file.name, line), message).maybe_hint(hint))
}

/// The line of a byte, and which character of it the byte begins, both from 1.
fn place_in(bytes: &[u8], at: usize) -> (u64, usize) {
    let before = &bytes[..at.min(bytes.len())];
    let line = 1 + memchr::memchr_iter(b'\n', before).count() as u64;
    let start = memchr::memrchr(b'\n', before).map_or(0, |end| end + 1);
    (line, 1 + String::from_utf8_lossy(&before[start..]).chars().count())
}
