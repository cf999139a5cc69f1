//! A file of questions as LimeSurvey writes it: XML with a section for each of its tables, alone or inside of an archive.

use std::collections::BTreeMap;

use roxmltree::{Document, Node, ParsingOptions};

use crate::input::file::archive::Archive;
use crate::input::file::bytes::InputFile;
use crate::input::problem::kind::Kind;
use crate::input::problem::limit::NODES;
use crate::input::problem::remark::{Place, Problems, Remark};

/// One row of a section: its fields, those that are empty left out.
pub(super) type Row = BTreeMap<String, String>;

/// The sections of a file by name, with the survey's languages.
#[derive(Debug, Default)]
pub(super) struct Sections {
    rows: BTreeMap<String, Vec<Row>>,
    /// The languages, that of the survey first.
    pub(super) languages: Vec<String>,
}

impl Sections {
    /// Reads a `.lss`, or the one in a `.lsa`.
    ///
    /// # Errors
    /// A file that is no XML, of another program, or of a single question.
    pub(super) fn read(file: &InputFile) -> Result<Self, Problems> {
        let (name, bytes) = unpacked(file)?;
        let problem = |message: String| Remark::of(Kind::Format, Place::file(&name), message);
        let hint = "in LimeSurvey: Display/Export, survey structure (.lss)";
        let text = std::str::from_utf8(&bytes)
            .map_err(|_| Problems::one(problem("the file is not UTF-8 text".to_owned()).hint(hint)))?;
        let text = text.trim_start_matches('\u{feff}').trim_start();
        if !text.starts_with('<') {
            let message = "the file is no XML, expected a survey structure of LimeSurvey".to_owned();
            return Err(Problems::one(problem(message).hint(hint)));
        }
        let options = ParsingOptions { nodes_limit: NODES, ..ParsingOptions::default() };
        let document = Document::parse_with_options(text, options).map_err(|error| {
            let place = Place::line(&name, u64::from(error.pos().row));
            Problems::one(Remark::of(Kind::Format, place, format!("not valid XML: {error}")).hint(hint))
        })?;
        let root = document.root_element();
        let child = |name: &str| root.children().find(|node| node.has_tag_name(name));
        match child("LimeSurveyDocType").map(|node| text_of(node)) {
            Some(kind) if kind.trim() == "Survey" => {}
            Some(kind) => {
                let message =
                    format!("the file holds a {} of LimeSurvey, expected a survey", kind.trim().to_lowercase());
                return Err(Problems::one(problem(message).hint(hint)));
            }
            None => {
                let message = "the file is XML, but no survey structure of LimeSurvey".to_owned();
                return Err(Problems::one(problem(message).hint(hint)));
            }
        }
        let mut sections = Self::default();
        for node in root.children().filter(Node::is_element) {
            let rows = node.children().filter(|node| node.has_tag_name("rows")).flat_map(|rows| rows.children());
            let rows: Vec<Row> = rows.filter(|node| node.has_tag_name("row")).map(row_of).collect();
            sections.rows.entry(node.tag_name().name().to_owned()).or_default().extend(rows);
        }
        let listed =
            child("languages").into_iter().flat_map(|node| node.children()).filter(Node::is_element).map(text_of);
        let base = sections.of("surveys").first().and_then(|row| row.get("language")).cloned();
        for language in base.into_iter().chain(listed) {
            let language = language.trim().to_owned();
            if !language.is_empty() && !sections.languages.contains(&language) {
                sections.languages.push(language);
            }
        }
        Ok(sections)
    }

    /// The rows of a section; none where the file has no such section.
    pub(super) fn of(&self, section: &str) -> &[Row] {
        self.rows.get(section).map_or(&[], Vec::as_slice)
    }
}

/// The file itself, or the structure inside of an archive.
fn unpacked(file: &InputFile) -> Result<(String, Vec<u8>), Problems> {
    if !file.bytes.starts_with(b"PK") {
        return Ok((file.name.clone(), file.bytes.clone()));
    }
    let problem = |message: String| Problems::one(Remark::of(Kind::Format, Place::file(&file.name), message));
    let mut archive = Archive::of_files(&file.bytes).map_err(|error| problem(format!("the archive: {error}")))?;
    let Some(inside) = archive.ending_in(".lss").into_iter().next() else {
        return Err(problem("the archive has no survey structure (.lss)".to_owned()));
    };
    let bytes = archive.bytes(&inside).map_err(problem)?;
    Ok((format!("{}/{inside}", file.name), bytes))
}

fn row_of(node: Node<'_, '_>) -> Row {
    let fields =
        node.children().filter(Node::is_element).map(|field| (field.tag_name().name().to_owned(), text_of(field)));
    fields.filter(|(_, text)| !text.trim().is_empty()).collect()
}

fn text_of(node: Node<'_, '_>) -> String {
    node.children().filter(Node::is_text).filter_map(|child| child.text()).collect()
}
