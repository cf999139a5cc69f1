//! The archive of a document for Word. Its parts are written here rather than by `ooxmlsdk` 0.14, which is typed from the whole schema and
//! builds in 320 CPU seconds (110 without optimisation) for some fifty elements; the whole program takes 430 and is to stay below 600.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::render::document::content::Document;
use crate::render::document::word::body::body;
use crate::render::document::word::paragraph::{Paragraph, text};
use crate::render::document::word::picture::{Picture, pictures};
use crate::words::catalogue::plain;

const CONTENT_TYPES: &str = include_str!("parts/content_types.xml");
const RELATIONSHIPS: &str = include_str!("parts/relationships.xml");
const STYLES: &str = include_str!("parts/styles.xml");
const NUMBERING: &str = include_str!("parts/numbering.xml");
const SETTINGS: &str = include_str!("parts/settings.xml");
/// The language that these parts name, which is put in its place.
const LANGUAGE: &str = "en-GB";
/// The key of how Word names the language of the document.
const SPELLING: &str = "spelling";
/// What parts are related by.
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The document for Word.
///
/// # Errors
/// A picture that is too large for a raster.
pub(crate) fn word_document(document: &Document) -> Result<Vec<u8>, String> {
    let language = plain(document.language, SPELLING);
    let pictures = pictures(document).map_err(|error| error.to_string())?;
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), CONTENT_TYPES.to_owned().into_bytes()),
        ("_rels/.rels".to_owned(), RELATIONSHIPS.to_owned().into_bytes()),
        ("docProps/core.xml".to_owned(), properties(document).into_bytes()),
        ("word/document.xml".to_owned(), body(document).into_bytes()),
        ("word/_rels/document.xml.rels".to_owned(), relationships(pictures.len()).into_bytes()),
        ("word/styles.xml".to_owned(), STYLES.replace(LANGUAGE, language).into_bytes()),
        ("word/numbering.xml".to_owned(), NUMBERING.to_owned().into_bytes()),
        ("word/settings.xml".to_owned(), SETTINGS.replace(LANGUAGE, language).into_bytes()),
        ("word/footer.xml".to_owned(), footer(document).into_bytes()),
    ];
    for (number, Picture { svg, png }) in (1..).zip(pictures) {
        parts.push((format!("word/media/figure{number}.svg"), svg.into_bytes()));
        parts.push((format!("word/media/figure{number}.png"), png));
    }
    archive(parts).map_err(|error| error.to_string())
}

/// The same parts are the same bytes, on whatever day they are written.
fn archive(parts: Vec<(String, Vec<u8>)>) -> Result<Vec<u8>, zip::result::ZipError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(name, options)?;
        archive.write_all(&bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

fn properties(document: &Document) -> String {
    let notice = document.notice.as_ref();
    let notice = notice.map_or_else(String::new, |notice| format!("<dc:description>{}</dc:description>", text(notice)));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title>{notice}<dc:language>{}</dc:language>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">1980-01-01T00:00:00Z</dcterms:created></cp:coreProperties>",
        text(&document.title),
        plain(document.language, SPELLING)
    )
}

fn relationships(n_pictures: usize) -> String {
    let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        .to_owned();
    let mut relate = |id: &str, kind: &str, target: &str| {
        let _ = write!(xml, "<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>");
    };
    relate("rIdStyles", "styles", "styles.xml");
    relate("rIdNumbering", "numbering", "numbering.xml");
    relate("rIdSettings", "settings", "settings.xml");
    relate("rIdFooter", "footer", "footer.xml");
    for number in 1..=n_pictures {
        relate(&format!("rIdSvg{number}"), "image", &format!("media/figure{number}.svg"));
        relate(&format!("rIdPng{number}"), "image", &format!("media/figure{number}.png"));
    }
    xml + "</Relationships>"
}

/// What stands at the foot of every page: the notice, and the page among all.
fn footer(document: &Document) -> String {
    let of = format!(" {} ", plain(document.language, "page-foot.of"));
    let notice = document.notice.as_deref().map(|notice| Paragraph::of("Footer", notice));
    let page = Paragraph::new("Footer").field("", "PAGE", 1).words(&of).field("", "NUMPAGES", 1);
    let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <w:ftr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
        .to_owned();
    notice.iter().chain([&page]).for_each(|paragraph| paragraph.push_to(&mut xml));
    xml + "</w:ftr>"
}
