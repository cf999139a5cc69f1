//! The style sheet and the script of the page, and the policy that lets nothing else in.

use std::borrow::Cow;
use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::render::colour::meaning::Meaning;
use crate::render::colour::theme::{Theme, ThemeName};
use crate::render::document::content::Document;
use crate::render::page::lettering::UNSELECTED;
use crate::render::page::svg::base64;
use crate::render::page::typeface::FAMILIES;
use crate::words::catalogue::plain;
use crate::words::letters::visible;

/// What does not change from page to page.
const STYLE: &str = include_str!("style.css");
/// Theme, print and areas; the page is whole without it.
pub(crate) const SCRIPT: &str = include_str!("script.js");

/// The style sheet of a document: colours of both themes, the foot of printed pages, and what does not change.
pub(crate) fn style(document: &Document) -> String {
    let [light, dark] = [Theme::LIGHT, Theme::DARK].map(|theme| look(&theme));
    let mut style = format!(
        ":root{{font-family:{FAMILIES};{light}}}\n\
         @media screen and (prefers-color-scheme:dark){{:root:not(:has(#theme-light:checked)){{{dark}}}}}\n\
         @media screen{{:root:has(#theme-dark:checked){{{dark}}}}}\n"
    );
    style.push_str(STYLE);
    let language = document.language;
    let foot = std::iter::once(&document.title).chain(&document.day).chain(&document.notice);
    let foot: Vec<Cow<'_, str>> = foot.map(|line| visible(line)).collect();
    let page = quoted(&format!("{} ", plain(language, "page-foot")));
    let of = quoted(&format!(" {} ", plain(language, "page-foot.of")));
    let _ = writeln!(
        style,
        "@page{{@bottom-left{{content:{}}}@bottom-right{{content:{page} counter(page) {of} counter(pages)}}}}",
        quoted(&foot.join(" · "))
    );
    style
}

/// What a theme decides: its colours by what they are for, and which pictures are seen.
fn look(theme: &Theme) -> String {
    let is_dark = theme.name == ThemeName::Dark;
    let shown = |is_shown: bool| if is_shown { "block" } else { "none" };
    let values = [
        ("color-scheme", theme.name.word()),
        ("--light", shown(!is_dark)),
        ("--dark", shown(is_dark)),
        ("--page", theme.page),
        ("--ink", theme.ink),
        ("--quiet", theme.quiet_ink),
        ("--notice", theme.notice_ink),
        ("--ground", theme.around),
        ("--line", theme.mark),
        ("--thin", theme.around_line),
        ("--said", theme.says(Meaning::Answered)),
        ("--unsaid", theme.says(Meaning::Silent)),
    ];
    values.map(|(name, value)| format!("{name}:{value};")).concat()
}

/// A text as style sheets hold it. All but letters and digits is written as its number, so that nothing ends the text or the sheet.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() {
            quoted.push(letter);
        } else {
            let _ = write!(quoted, "\\{:x} ", u32::from(letter));
        }
    }
    quoted.push('"');
    quoted
}

/// The policy: this style sheet, this script, and the one style that letters of pictures have; nothing from elsewhere.
pub(crate) fn policy(style: &str) -> String {
    let [style, letters, script] =
        [style, UNSELECTED, SCRIPT].map(|text| format!("'sha256-{}'", base64(&Sha256::digest(text))));
    format!(
        "default-src 'none'; style-src {style} 'unsafe-hashes' {letters}; script-src {script}; img-src data:; \
         base-uri 'none'; form-action 'none'"
    )
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn no_text_ends_the_style_sheet() {
        assert_eq!(quoted("a\"</style>\\é"), "\"a\\22 \\3c \\2f style\\3e \\5c \\e9 \"");
    }
}
