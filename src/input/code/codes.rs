//! Codes and counts of tables, cell by cell: leading zeros put back, marks of thousands told apart.

use crate::input::code::vintage::province_of_metropolitan_city;
use crate::input::problem::english::counted;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Remark};
use crate::model::base::index::{AreaIndex, LevelIndex};
use crate::model::place::code::CodingScheme;
use crate::model::place::territory::Territory;

/// A code as it was found and as it is.
pub type Restored = (String, String);

/// Warnings that say how many codes got their zeros back, or were those of metropolitan cities.
pub fn restored(file: &str, column: &str, restored: &[Restored]) -> Vec<Remark> {
    let (padded, metropolitan): (Vec<&Restored>, Vec<&Restored>) =
        restored.iter().partition(|(text, code)| code.ends_with(text.strip_suffix(".0").unwrap_or(text)));
    let said = |codes: &[&Restored], what: &str| {
        let (text, code) = codes.first()?;
        let message = format!("column {column}: {what} in {}, such as {code} for {text}", counted(codes.len(), "row"));
        Some(Remark::of(Kind::Changed, Place::file(file), message))
    };
    [
        said(&padded, "leading zeros restored"),
        said(&metropolitan, "codes of metropolitan cities read as those of their provinces"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What became of text that should be a code.
pub enum FoundCode {
    /// An area has this code.
    Exact(AreaIndex),
    /// An area has this code once its leading zeros are put back, or the 200 of a metropolitan city taken off.
    Restored(AreaIndex, String),
    /// Well formed, but no area has it.
    Unknown,
    /// Not well formed.
    Malformed(crate::model::place::code::ParseCodeError),
}

/// Finds the area of `level` with the code in `text`.
pub fn find_code(territory: &Territory, level: LevelIndex, text: &str) -> FoundCode {
    if let Some(area) = territory.find_text(level, text) {
        return FoundCode::Exact(area);
    }
    let name = territory.level_name(level);
    let Err(error) = territory.coding().parse(name, text) else {
        let city = metropolitan(territory, level, text);
        return city.map_or(FoundCode::Unknown, |(area, code)| FoundCode::Restored(area, code));
    };
    let digits = text.strip_suffix(".0").unwrap_or(text);
    let all_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let padded = territory
        .coding()
        .digits(name)
        .filter(|wanted| all_digits && digits.len() <= *wanted)
        .map(|wanted| format!("{digits:0>wanted$}"));
    let found = padded.and_then(|padded| {
        let code = territory.coding().parse(name, &padded).ok()?;
        let own = territory.find(level, &code).map(|area| (area, padded.clone()));
        own.or_else(|| metropolitan(territory, level, &padded))
    });
    found.map_or(FoundCode::Malformed(error), |(area, padded)| FoundCode::Restored(area, padded))
}

/// The province whose metropolitan city has the code in `text`, or the municipality that has it with the city's code before it.
fn metropolitan(territory: &Territory, level: LevelIndex, text: &str) -> Option<(AreaIndex, String)> {
    let name = territory.level_name(level);
    let own = match (territory.coding(), name) {
        (CodingScheme::Istat, "province") => province_of_metropolitan_city(text)?,
        (CodingScheme::Istat, "municipality") => {
            let (city, rest) = text.split_at_checked(3)?;
            province_of_metropolitan_city(city)? + rest
        }
        (CodingScheme::Istat | CodingScheme::Plain, _) => return None,
    };
    let code = territory.coding().parse(name, &own).ok()?;
    Some((territory.find(level, &code)?, own))
}
