//! A TrueType font with the outlines of some glyphs alone, for pictures that carry their letters.
//!
//! Glyphs keep their numbers, so the tables of characters, widths and kerning stay true and text is as wide as it was measured.
//!
//! # Source
//! ISO/IEC 14496-22 (Open Font Format): the table directory, `head`, `loca`, `glyf` with its composite glyphs.

use std::collections::BTreeSet;

/// The sum of a whole font that `head.checkSumAdjustment` makes up to.
const WHOLE: u32 = 0xB1B0_AFBA;

/// The same font in which all glyphs but these, and those that they are made of, have no outline. `None` where its tables are not as
/// expected.
pub(crate) fn subset(font: &[u8], glyphs: &BTreeSet<u16>) -> Option<Vec<u8>> {
    let tables = tables(font)?;
    let table = |tag: &[u8; 4]| tables.iter().find(|(own, _)| own == tag).map(|(_, bytes)| *bytes);
    let (head, glyf, loca) = (table(b"head")?, table(b"glyf")?, table(b"loca")?);
    let is_long = u16_at(head, 50)? == 1;
    let bounds = offsets(loca, is_long)?;
    let outline = |glyph: u16| {
        let glyph = usize::from(glyph);
        glyf.get(*bounds.get(glyph)?..*bounds.get(glyph + 1)?)
    };
    let mut kept = BTreeSet::new();
    let mut open: Vec<u16> = glyphs.iter().copied().chain([0]).collect();
    while let Some(glyph) = open.pop() {
        if kept.insert(glyph) {
            open.extend(parts(outline(glyph)?)?);
        }
    }
    let (mut new_glyf, mut new_bounds) = (Vec::new(), vec![0]);
    for glyph in 0..bounds.len() - 1 {
        let glyph = u16::try_from(glyph).ok()?;
        if kept.contains(&glyph) {
            new_glyf.extend_from_slice(outline(glyph)?);
            // Short offsets count pairs of bytes.
            new_glyf.resize(new_glyf.len().next_multiple_of(4), 0);
        }
        new_bounds.push(new_glyf.len());
    }
    let new_loca = locations(&new_bounds, is_long)?;
    let new_head = [&head[..8], &[0; 4], &head[12..]].concat();
    let changed = tables.iter().map(|(tag, bytes)| match tag {
        b"head" => (*tag, new_head.as_slice()),
        b"glyf" => (*tag, new_glyf.as_slice()),
        b"loca" => (*tag, new_loca.as_slice()),
        _ => (*tag, *bytes),
    });
    assembled(font.get(..4)?, &changed.collect::<Vec<_>>())
}

/// A table's name and content.
type Table<'a> = ([u8; 4], &'a [u8]);

fn tables(font: &[u8]) -> Option<Vec<Table<'_>>> {
    let record = |number: usize| {
        let at = 12 + 16 * number;
        let tag: [u8; 4] = font.get(at..at + 4)?.try_into().ok()?;
        let (offset, length) = (u32_at(font, at + 8)? as usize, u32_at(font, at + 12)? as usize);
        Some((tag, font.get(offset..offset.checked_add(length)?)?))
    };
    (0..usize::from(u16_at(font, 4)?)).map(record).collect()
}

/// Where each glyph starts, and where the last one ends.
fn offsets(loca: &[u8], is_long: bool) -> Option<Vec<usize>> {
    if is_long {
        loca.chunks_exact(4).map(|bytes| Some(u32_at(bytes, 0)? as usize)).collect()
    } else {
        loca.chunks_exact(2).map(|bytes| Some(usize::from(u16_at(bytes, 0)?) * 2)).collect()
    }
}

fn locations(bounds: &[usize], is_long: bool) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(bounds.len() * 4);
    for &bound in bounds {
        if is_long {
            bytes.extend(u32::try_from(bound).ok()?.to_be_bytes());
        } else {
            bytes.extend(u16::try_from(bound / 2).ok()?.to_be_bytes());
        }
    }
    Some(bytes)
}

/// The glyphs that a composite glyph is made of.
fn parts(outline: &[u8]) -> Option<Vec<u16>> {
    const WORDS: u16 = 0x1;
    const MORE: u16 = 0x20;
    /// Flags of a scale, of one for each axis, of a matrix, with the bytes that follow.
    const SCALES: [(u16, usize); 3] = [(0x8, 2), (0x40, 4), (0x80, 8)];
    // A negative number of contours marks a composite.
    if outline.is_empty() || u16_at(outline, 0)? < 0x8000 {
        return Some(Vec::new());
    }
    let (mut at, mut parts) = (10, Vec::new());
    loop {
        let flags = u16_at(outline, at)?;
        parts.push(u16_at(outline, at + 2)?);
        let scale: usize = SCALES.iter().filter(|(flag, _)| flags & flag != 0).map(|(_, bytes)| bytes).sum();
        at += 4 + if flags & WORDS == 0 { 2 } else { 4 } + scale;
        if flags & MORE == 0 {
            return Some(parts);
        }
    }
}

/// The file of some tables.
fn assembled(version: &[u8], tables: &[Table<'_>]) -> Option<Vec<u8>> {
    let n = u16::try_from(tables.len()).ok()?;
    let power = n.checked_ilog2()?;
    let range = 16 << power;
    let mut font = version.to_vec();
    for number in [n, range, u16::try_from(power).ok()?, 16 * n - range] {
        font.extend(number.to_be_bytes());
    }
    let mut at = 12 + 16 * tables.len();
    let mut adjustment = None;
    for (tag, bytes) in tables {
        font.extend(tag);
        for number in [sum(bytes), u32::try_from(at).ok()?, u32::try_from(bytes.len()).ok()?] {
            font.extend(number.to_be_bytes());
        }
        if tag == b"head" {
            adjustment = Some(at + 8);
        }
        at += bytes.len().next_multiple_of(4);
    }
    for (_, bytes) in tables {
        font.extend_from_slice(bytes);
        font.resize(font.len().next_multiple_of(4), 0);
    }
    let adjustment = adjustment?;
    let missing = WHOLE.wrapping_sub(sum(&font)).to_be_bytes();
    font[adjustment..adjustment + 4].copy_from_slice(&missing);
    Some(font)
}

/// The sum of 32-bit words, the last filled up with zeros.
fn sum(bytes: &[u8]) -> u32 {
    bytes.chunks(4).fold(0_u32, |sum, word| {
        let mut four = [0; 4];
        four[..word.len()].copy_from_slice(word);
        sum.wrapping_add(u32::from_be_bytes(four))
    })
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use rustybuzz::ttf_parser::{Face, GlyphId, OutlineBuilder};

    use super::*;
    use crate::render::page::typeface::Weight;

    #[derive(Default)]
    struct Lines(Vec<[f32; 2]>);

    impl OutlineBuilder for Lines {
        fn move_to(&mut self, x: f32, y: f32) {
            self.0.push([x, y]);
        }
        fn line_to(&mut self, x: f32, y: f32) {
            self.0.push([x, y]);
        }
        fn quad_to(&mut self, _: f32, _: f32, x: f32, y: f32) {
            self.0.push([x, y]);
        }
        fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, x: f32, y: f32) {
            self.0.push([x, y]);
        }
        fn close(&mut self) {}
    }

    fn outline(face: &Face<'_>, glyph: GlyphId) -> Vec<[f32; 2]> {
        let mut lines = Lines::default();
        face.outline_glyph(glyph, &mut lines);
        lines.0
    }

    #[test]
    fn letters_that_are_kept_are_the_same_and_others_are_empty() {
        for weight in Weight::ALL {
            let whole = Face::parse(weight.bytes(), 0).unwrap();
            // An accented letter is made of two glyphs.
            let kept: BTreeSet<u16> = "Aè7".chars().map(|letter| whole.glyph_index(letter).unwrap().0).collect();
            let small = subset(weight.bytes(), &kept).unwrap();
            assert_eq!(sum(&small), WHOLE);
            let part = Face::parse(&small, 0).unwrap();
            assert_eq!(part.number_of_glyphs(), whole.number_of_glyphs());
            for letter in "AèB7z".chars() {
                let glyph = part.glyph_index(letter).unwrap();
                assert_eq!(Some(glyph), whole.glyph_index(letter));
                assert_eq!(part.glyph_hor_advance(glyph), whole.glyph_hor_advance(glyph));
                let expected = if "Bz".contains(letter) { Vec::new() } else { outline(&whole, glyph) };
                assert_eq!(outline(&part, glyph), expected, "{letter}");
            }
        }
    }

    #[test]
    fn damaged_fonts_are_refused() {
        let font = Weight::Regular.bytes();
        let kept = BTreeSet::from([5]);
        assert!(subset(&[], &kept).is_none());
        assert!(subset(&font[..200], &kept).is_none());
        assert!(subset(font, &BTreeSet::from([60_000])).is_none());
        for cut in (0..font.len()).step_by(997) {
            let _ = subset(&font[..cut], &kept);
        }
    }
}
