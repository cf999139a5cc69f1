//! Claims files: what a publication prints, typed over as TOML where text is not enough. Numbers keep their decimals as they are typed, in
//! quotes or not; a key that is not known is an error.

use crate::input::claims::statements::Statements;
use crate::input::claims::typed::FactsReader;
use crate::input::document::toml::Document;
use crate::input::file::bytes::InputFile;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::model::claim::statement::Publication;

/// Reads a claims file.
///
/// # Errors
/// Every mistake of syntax, unknown key and value that is not what its key has.
pub fn read_facts(file: &InputFile) -> Result<Publication, Problems> {
    let text = std::str::from_utf8(&file.bytes).map_err(|_| {
        let problem = Remark::of(Kind::Format, Place::file(&file.name), "the file is not text in UTF-8");
        Problems::one(problem.hint("save it as UTF-8"))
    })?;
    // The place of a value counts from after a mark that some editors put first.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let document = Document::new(&file.name, text);
    let tree = document.parse()?;
    let mut reader = FactsReader::new(&file.name, text);
    let mut statements = Statements::default();
    statements.read(&document.root(&tree), &mut reader);
    statements.together(&mut reader);
    if reader.problems.0.is_empty() && reader.claims.is_empty() {
        let hint = "a claims file has sections such as [[table]] or [[share]]; bacino help audit lists them";
        reader.problems.push(Remark::of(Kind::Key, Place::file(&file.name), "the file claims nothing").hint(hint));
    }
    if !reader.problems.0.is_empty() {
        reader.problems.0.sort_by_key(|problem| problem.place.line);
        return Err(reader.problems);
    }
    let mut claims = reader.claims;
    claims.sort_by_key(|claim| claim.range);
    Ok(Publication { claims, text: text.to_owned() })
}
