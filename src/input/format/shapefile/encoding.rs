//! The encoding of a shapefile's texts: what its `.cpg` or the table's own mark names, where the bytes can be that.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Remark};

/// The upper half of code page 850, which DOS and old dBASE programs used in western Europe.
const CODE_PAGE_850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";
/// The upper half of code page 437, that of DOS in the United States.
const CODE_PAGE_437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// How bytes become text.
pub(crate) enum Decoder {
    Web(&'static Encoding),
    Dos(Vec<char>),
}

impl Decoder {
    /// By the `.cpg`, else by the table's own mark, where the texts can be what it names; else by what they can be.
    ///
    /// Hardly any text of another encoding is UTF-8 by chance, so bytes that are letters of UTF-8 are believed, and not what is said of them.
    pub(crate) fn choose<'a, I: Iterator<Item = &'a [u8]>>(
        name: &str,
        mark: u8,
        cpg: Option<&[u8]>,
        texts: impl Fn() -> I,
    ) -> (Self, Vec<Remark>) {
        let label = cpg.map(|cpg| String::from_utf8_lossy(cpg).into_owned());
        let label = label.as_deref().map(|label| label.trim_matches(['\u{feff}', ' ', '\r', '\n', '\0']));
        let label = label.filter(|label| !label.is_empty());
        let by_cpg = label.and_then(|label| Some((by_name(label)?, format!("{label}, which the .cpg names"))));
        let by_mark = page_of_mark(mark).and_then(|page| {
            let words = if page.starts_with(|first: char| first.is_ascii_digit()) { "code page " } else { "" };
            Some((by_name(page)?, format!("{words}{page}, which the table's own mark names")))
        });
        if texts().all(<[u8]>::is_ascii) {
            return (by_cpg.or(by_mark).map_or(Self::Web(UTF_8), |(decoder, _)| decoder), Vec::new());
        }
        let has_letter = |text: &[u8]| !whole_characters(text).is_ascii();
        let is_utf_8 = |text: &[u8]| std::str::from_utf8(whole_characters(text)).is_ok();
        let utf8 = texts().any(has_letter) && texts().all(is_utf_8);
        let fits = |decoder: &Self| match decoder {
            Self::Web(encoding) if *encoding == UTF_8 => utf8,
            Self::Web(encoding) => !utf8 && texts().all(|text| is_of(encoding, text)),
            Self::Dos(_) => !utf8,
        };
        let mut wrong = None;
        for (decoder, what) in by_cpg.into_iter().chain(by_mark) {
            if fits(&decoder) {
                let read_as = |wrong| tell(name, format!("the texts are not {wrong}, and were read as {what}"));
                return (decoder, wrong.map(read_as).into_iter().collect());
            }
            wrong = wrong.or(Some(what));
        }
        let (guess, guessed) =
            if utf8 { (Self::Web(UTF_8), "UTF-8") } else { (Self::Web(WINDOWS_1252), "Windows-1252 (Latin-1)") };
        let message = match (wrong, label) {
            (Some(wrong), _) => format!("the texts are not {wrong}, and were read as {guessed}"),
            (None, Some(label)) => {
                format!("the .cpg names {label:?}, which is no known encoding, and the table was read as {guessed}")
            }
            (None, None) => format!("the table does not say its encoding and was read as {guessed}"),
        };
        (guess, vec![tell(name, message)])
    }

    /// The text of some bytes.
    pub(crate) fn text<'a>(&self, bytes: &'a [u8]) -> Cow<'a, str> {
        match self {
            Self::Web(encoding) if *encoding == UTF_8 => String::from_utf8_lossy(whole_characters(bytes)),
            Self::Web(encoding) => encoding.decode_without_bom_handling(bytes).0,
            Self::Dos(upper) => Cow::Owned(
                bytes
                    .iter()
                    .map(|&byte| if byte < 128 { char::from(byte) } else { upper[usize::from(byte - 128)] })
                    .collect(),
            ),
        }
    }
}

fn tell(name: &str, message: String) -> Remark {
    let hint = "check the accents of names; a .cpg file beside the table names its encoding";
    Remark::of(Kind::Assumed, Place::file(name), message).hint(hint)
}

/// Whether a text is of an encoding, but for a letter at its end that its field cut off.
fn is_of(encoding: &'static Encoding, text: &[u8]) -> bool {
    const LONGEST: usize = 4;
    let is_whole = |cut: usize| {
        let whole = text.get(..text.len().saturating_sub(cut)).unwrap_or_default();
        encoding.decode_without_bom_handling_and_without_replacement(whole).is_some()
    };
    (0..LONGEST).any(is_whole)
}

/// A text without the character that its field cut in two.
fn whole_characters(text: &[u8]) -> &[u8] {
    match std::str::from_utf8(text) {
        Err(error) if error.error_len().is_none() => &text[..error.valid_up_to()],
        _ => text,
    }
}

/// The encoding that a `.cpg` names.
fn by_name(cpg: &str) -> Option<Decoder> {
    let name = cpg.trim().trim_start_matches('\u{feff}').to_lowercase();
    let digits: String = name.chars().filter(char::is_ascii_digit).collect();
    match digits.as_str() {
        "850" => return Some(Decoder::Dos(CODE_PAGE_850.chars().collect())),
        "437" => return Some(Decoder::Dos(CODE_PAGE_437.chars().collect())),
        "65001" => return Some(Decoder::Web(UTF_8)),
        _ => {}
    }
    let known = Encoding::for_label(name.as_bytes());
    let part = digits.strip_prefix("8859").map(|part| format!("iso-8859-{part}"));
    let known = known.or_else(|| Encoding::for_label(part?.as_bytes()));
    known.or_else(|| Encoding::for_label(format!("windows-{digits}").as_bytes())).map(Decoder::Web)
}

/// The code page that the table's language driver names; nothing where it says no more than "that of the machine".
fn page_of_mark(mark: u8) -> Option<&'static str> {
    Some(match mark {
        0x01 | 0x09 | 0x0B | 0x0D | 0x0F | 0x11 | 0x15 | 0x18 | 0x19 | 0x1B => "437",
        0x02 | 0x0A | 0x0E | 0x10 | 0x12 | 0x14 | 0x16 | 0x1A | 0x1D | 0x25 | 0x37 => "850",
        0x13 | 0x7B => "shift_jis",
        0x4D | 0x7A => "gbk",
        0x4E | 0x79 => "euc-kr",
        0x4F | 0x78 => "big5",
        0x26 | 0x65 => "ibm866",
        0xC8 => "windows-1250",
        0xC9 => "windows-1251",
        0xCA => "windows-1254",
        0xCB => "windows-1253",
        0xCC => "windows-1257",
        _ => return None,
    })
}
