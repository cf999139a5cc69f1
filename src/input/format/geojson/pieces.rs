//! Features of GeoJSON read in pieces at once.
//!
//! A piece starts where a feature seems to start; it counts only if the piece before it ends exactly there, so a wrong guess costs time and
//! nothing else.

use rayon::prelude::*;

use crate::input::format::geojson::feature::read_feature;
use crate::input::layer::read::Part;
use crate::input::text::json::{Json, JsonError};

/// Bytes of a piece of a text in memory.
const PIECE: usize = 1 << 20;
/// Pieces that are read before what they hold is moved to its place.
const PIECES_AT_ONCE: usize = 32;
/// The record separator of RFC 8142.
const RECORD_SEPARATOR: u8 = 0x1E;

/// What stands between features.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Separator {
    /// A comma.
    Comma,
    /// A line end or a record separator, or nothing at all.
    Line,
}

/// Steps over spaces and record separators.
pub(crate) fn skip_separators(json: &mut Json<'_>) {
    while json.take(RECORD_SEPARATOR) {}
}

/// How features start, to find others: the bytes that the first one starts with, behind a separator.
pub(crate) struct Starts {
    finder: memchr::memmem::Finder<'static>,
    reverse: memchr::memmem::FinderRev<'static>,
    separator: Separator,
}

impl Starts {
    /// As the feature at `first` does; `None` where it has no key.
    pub(crate) fn like(mut first: Json<'_>, separator: Separator) -> Option<Self> {
        skip_separators(&mut first);
        first.peek();
        let text = first.rest();
        let begin = &text[..memchr::memchr(b':', text)?];
        let finder = memchr::memmem::Finder::new(begin).into_owned();
        let reverse = memchr::memmem::FinderRev::new(begin).into_owned();
        Some(Self { finder, reverse, separator })
    }

    /// The next place from `from` on where a feature seems to start.
    fn next(&self, text: &[u8], mut from: usize) -> Option<usize> {
        loop {
            let found = from + self.finder.find(text.get(from..)?)?;
            if self.is_separated(text, found) {
                return Some(found);
            }
            from = found + 1;
        }
    }

    /// The last place behind `from` where a feature seems to start.
    pub(crate) fn last(&self, text: &[u8], from: usize) -> Option<usize> {
        let mut end = text.len();
        loop {
            let found = self.reverse.rfind(&text[..end])?;
            if found <= from {
                return None;
            }
            if self.is_separated(text, found) {
                return Some(found);
            }
            // One byte less than the end of what was found.
            end = found + self.reverse.needle().len() - 1;
        }
    }

    fn is_separated(&self, text: &[u8], found: usize) -> bool {
        let before = text[..found].iter().rfind(|byte| !matches!(byte, b' ' | b'\t' | b'\r' | b'\n'));
        match self.separator {
            Separator::Comma => before == Some(&b','),
            Separator::Line => matches!(before, Some(&(b'}' | RECORD_SEPARATOR))),
        }
    }

    /// Places from `start` to `end`, both among them, where features seem to start, about one in so many bytes.
    pub(crate) fn every(&self, bytes: usize, text: &[u8], start: usize, end: usize) -> Vec<usize> {
        let mut starts = vec![start];
        let within = &text[..end.min(text.len())];
        let mut from = start.saturating_add(bytes);
        while let Some(found) = self.next(within, from) {
            starts.push(found);
            from = found.saturating_add(bytes);
        }
        starts.push(end);
        starts
    }
}

/// Reads the features of a text in memory from `start` until the last; returns the place behind.
pub(crate) fn read_all<'a>(start: Json<'a>, separator: Separator, features: &mut Part) -> Result<Json<'a>, JsonError> {
    let starts = match Starts::like(start, separator) {
        Some(starts) => starts.every(PIECE, start.whole(), start.at(), usize::MAX),
        None => vec![start.at(), usize::MAX],
    };
    let mut end = End { json: start, last: false };
    let mut first = 0;
    while !end.last && first + 1 < starts.len() {
        let until = (first + PIECES_AT_ONCE).min(starts.len() - 1);
        end = read_pieces(end.json, &starts[first..=until], separator, features)?;
        first = until;
    }
    Ok(end.json)
}

/// Where a run of features ends.
#[derive(Clone, Copy)]
pub(crate) struct End<'a> {
    /// Behind the last feature and its separator.
    pub(crate) json: Json<'a>,
    /// Whether no feature follows.
    pub(crate) last: bool,
}

/// Reads features from `start` on, in pieces between places where features seem to start, up to the last of these places or to the feature
/// that ends behind it.
pub(crate) fn read_pieces<'a>(
    start: Json<'a>,
    places: &[usize],
    separator: Separator,
    features: &mut Part,
) -> Result<End<'a>, JsonError> {
    let wanted = features.shapes.wanted();
    let read: Vec<Piece<'_>> = places
        .par_windows(2)
        .map(|bounds| read_piece(start.from(bounds[0]), bounds[1], Part::new(wanted), separator))
        .collect();
    let mut end = End { json: start, last: false };
    for (piece, bounds) in read.into_iter().zip(places.windows(2)) {
        let at = end.json.at();
        if bounds[1] <= at {
            continue;
        }
        // A guess that was wrong: what it read is read again from the right place.
        let right = bounds[0] == at;
        let piece = if right { piece } else { read_piece(end.json, bounds[1], Part::new(wanted), separator) };
        if let Some(error) = piece.error {
            return Err(error);
        }
        features.append(piece.features);
        end = piece.end;
        if end.last {
            break;
        }
    }
    Ok(end)
}

struct Piece<'a> {
    features: Part,
    error: Option<JsonError>,
    end: End<'a>,
}

fn read_piece(mut json: Json<'_>, limit: usize, mut features: Part, separator: Separator) -> Piece<'_> {
    loop {
        if let Err(error) = read_feature(&mut json, &mut features) {
            return Piece { features, error: Some(error), end: End { json, last: true } };
        }
        let more = match separator {
            Separator::Comma => json.take(b','),
            Separator::Line => {
                skip_separators(&mut json);
                json.peek().is_some()
            }
        };
        if more {
            json.peek();
        }
        if !more || json.at() >= limit {
            return Piece { features, error: None, end: End { json, last: !more } };
        }
    }
}
