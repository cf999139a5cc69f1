//! Texts of XLS workbooks: Unicode of one or two bytes a letter, or letters of a code page before Excel 97.

use encoding_rs::{Encoding, WINDOWS_1252};

use crate::input::file::binary::Binary;

/// How the texts of a workbook are written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CodePage {
    /// Whether texts are Unicode, as since Excel 97.
    pub(crate) wide: bool,
    encoding: &'static Encoding,
}

impl Default for CodePage {
    fn default() -> Self {
        Self { wide: true, encoding: WINDOWS_1252 }
    }
}

impl CodePage {
    /// Takes the code page that a workbook names; one that is not known is read as that of western Europe.
    pub(crate) fn set(&mut self, number: u16) {
        let label = match number {
            10_000 => "macintosh".to_owned(),
            874 => "windows-874".to_owned(),
            932 => "shift_jis".to_owned(),
            936 => "gbk".to_owned(),
            949 => "euc-kr".to_owned(),
            950 => "big5".to_owned(),
            number => format!("windows-{number}"),
        };
        self.encoding = Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252);
    }

    /// A text whose length is one byte.
    pub(crate) fn short_text(&self, rest: &mut Binary<'_>) -> Option<String> {
        let length = usize::from(rest.u8()?);
        self.text(rest, length)
    }

    /// A text whose length is two bytes.
    pub(crate) fn long_text(&self, rest: &mut Binary<'_>) -> Option<String> {
        let length = usize::from(rest.u16()?);
        self.text(rest, length)
    }

    /// A text whose length is two bytes, from a record and those that continue it.
    pub(crate) fn continued_text(&self, parts: &[&[u8]]) -> Option<String> {
        match parts {
            [one] => self.long_text(&mut Binary::new(one)),
            parts if self.wide => Parts::of(parts)?.text(),
            parts => self.long_text(&mut Binary::new(&parts.concat())),
        }
    }

    fn text(&self, rest: &mut Binary<'_>, length: usize) -> Option<String> {
        if !self.wide {
            return Some(self.encoding.decode_without_bom_handling(rest.take(length)?).0.into_owned());
        }
        // An empty text may lack the byte that says how its letters are written.
        if length == 0 {
            return Some(String::new());
        }
        let two_bytes = rest.u8()? & 1 != 0;
        Some(letters(rest.take(if two_bytes { 2 * length } else { length })?, two_bytes))
    }
}

/// Letters of one byte, which are the first 256 of Unicode, or of two.
fn letters(bytes: &[u8], two_bytes: bool) -> String {
    if two_bytes { utf_16(bytes) } else { bytes.iter().copied().map(char::from).collect() }
}

/// Letters of two bytes, the smaller first.
pub(crate) fn utf_16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

/// The texts that cells share (`SST`), from a record and those that continue it. A text may go on in the next record, which then
/// begins with a byte that says anew how its letters are written. Some programs announce more texts than they write.
pub(crate) fn shared_texts(parts: &[&[u8]]) -> Option<Vec<String>> {
    let mut parts = Parts::of(parts)?;
    parts.skip(4)?;
    let n_texts = parts.u32()?;
    let mut texts = Vec::new();
    for _ in 0..n_texts {
        if parts.is_at_end() {
            break;
        }
        texts.push(parts.text()?);
    }
    Some(texts)
}

/// A record and those that continue it, read forwards.
struct Parts<'a> {
    rest: Binary<'a>,
    more: &'a [&'a [u8]],
}

impl<'a> Parts<'a> {
    fn of(parts: &'a [&'a [u8]]) -> Option<Self> {
        let (first, more) = parts.split_first()?;
        Some(Self { rest: Binary::new(first), more })
    }

    fn is_at_end(&self) -> bool {
        self.rest.left() == 0 && self.more.iter().all(|part| part.is_empty())
    }

    /// Goes on to the next record where this one is at its end.
    fn settle(&mut self) -> Option<()> {
        while self.rest.left() == 0 {
            let (next, more) = self.more.split_first()?;
            (self.rest, self.more) = (Binary::new(next), more);
        }
        Some(())
    }

    fn u8(&mut self) -> Option<u8> {
        self.settle()?;
        self.rest.u8()
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.u8()?, self.u8()?]))
    }

    fn u32(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes([self.u8()?, self.u8()?, self.u8()?, self.u8()?]))
    }

    fn skip(&mut self, mut length: usize) -> Option<()> {
        while length > 0 {
            self.settle()?;
            let here = length.min(self.rest.left());
            self.rest.take(here)?;
            length -= here;
        }
        Some(())
    }

    /// One text: its letters, then runs of fonts and what belongs to pronunciation, which are passed over.
    fn text(&mut self) -> Option<String> {
        const TWO_BYTES: u8 = 1;
        const EXTENDED: u8 = 4;
        const RICH: u8 = 8;
        let mut length = usize::from(self.u16()?);
        let flags = self.u8()?;
        let runs = if flags & RICH == 0 { 0 } else { usize::from(self.u16()?) };
        let extension = if flags & EXTENDED == 0 { 0 } else { usize::try_from(self.u32()?).ok()? };
        let mut two_bytes = flags & TWO_BYTES != 0;
        let mut text = String::new();
        while length > 0 {
            if self.rest.left() == 0 {
                two_bytes = self.u8()? & TWO_BYTES != 0;
            }
            let width = if two_bytes { 2 } else { 1 };
            let here = length.min(self.rest.left() / width);
            // A letter is never cut in two.
            if here == 0 {
                return None;
            }
            text.push_str(&letters(self.rest.take(here * width)?, two_bytes));
            length -= here;
        }
        self.skip(4 * runs)?;
        self.skip(extension)?;
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shared_text_goes_on_in_the_next_record() {
        let first = [&[2, 0, 0, 0, 2, 0, 0, 0][..], &[5, 0, 0], b"hel"].concat();
        let second = [&[1, b'l', 0, b'o', 0][..], &[2, 0, 8, 1, 0], b"ok", &[0, 0, 0, 0]].concat();
        assert_eq!(shared_texts(&[&first, &second]).unwrap(), ["hello", "ok"]);
        assert!(shared_texts(&[&first]).is_none());
        assert!(shared_texts(&[]).is_none());
        let announces_three = [&[2, 0, 0, 0, 3][..], &first[5..]].concat();
        assert_eq!(shared_texts(&[&announces_three, &second]).unwrap(), ["hello", "ok"]);
    }

    #[test]
    fn a_text_of_a_formula_goes_on_in_the_next_record() {
        let parts: [&[u8]; 2] = [&[5, 0, 0, b'h', b'e', b'l'], &[0, b'l', b'o']];
        assert_eq!(CodePage::default().continued_text(&parts).unwrap(), "hello");
        let parts: [&[u8]; 2] = [&[5, 0, b'h', b'e', b'l'], b"lo"];
        let before = CodePage { wide: false, ..CodePage::default() };
        assert_eq!(before.continued_text(&parts).unwrap(), "hello");
        assert!(CodePage::default().continued_text(&[]).is_none());
    }

    #[test]
    fn texts_before_unicode_are_of_their_code_page() {
        let mut page = CodePage { wide: false, ..CodePage::default() };
        assert_eq!(page.short_text(&mut Binary::new(b"\x03\xe8\x80x")).unwrap(), "è€x");
        page.set(10_000);
        assert_eq!(page.long_text(&mut Binary::new(b"\x01\0\x8f")).unwrap(), "è");
        page.set(9);
        assert_eq!(page.short_text(&mut Binary::new(b"\x01\xe8")).unwrap(), "è");
    }
}
