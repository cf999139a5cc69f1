//! A territory from the columns of a study's boundary file: each feature names its areas on every level.

use rustc_hash::FxHashMap;

use crate::input::problem::english::did_you_mean;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::table::titles::Titles;
use crate::input::territory::nested::{NestedLevels, nested_levels};
use crate::input::territory::own_outlines::{BoundaryFile, usual_titles, whole_number};
use crate::model::base::language::Name;
use crate::model::place::code::CodingScheme;
use crate::model::place::territory::{Area, LevelAreas, Territory, TerritoryProblem};
use crate::model::shape::feature::{FeatureColumn, find_column};

/// Usual titles of columns of names, by level. Capitals do not matter.
const NAMES: [(&str, &[&str]); 3] = [
    ("municipality", &["COMUNE", "DEN_COM", "com_name", "name", "nome", "denominazione"]),
    ("province", &["DEN_UTS", "DEN_PROV", "prov_name"]),
    ("region", &["DEN_REG", "reg_name"]),
];
/// Titles of names at the finest level of any territory.
const FINEST_NAMES: [&str; 4] = ["name", "nome", "denominazione", "label"];

/// The columns of one level.
struct LevelColumns<'a> {
    level: &'a str,
    code: &'a FeatureColumn,
    name: Option<&'a FeatureColumn>,
}

/// The territory that the features of a file name.
///
/// # Errors
/// Levels without a column, features without a code, areas that lie in two others.
pub(crate) fn territory_of_file(
    file: &mut BoundaryFile,
    name: Name,
    levels: &[String],
    titles: &Titles,
    warnings: &mut Vec<Remark>,
) -> Result<Territory, Problems> {
    if levels.iter().all(|level| titles.own(&format!("{level}_code")).is_none()) {
        let nested = nested_levels(&file.name, &file.features, file.named_code()?, levels, &file.by_level)?;
        if let Some(NestedLevels { areas, features, code, said }) = nested {
            file.keep(&features);
            file.take_code(&code);
            warnings.push(said);
            return Territory::new(name, CodingScheme::Plain, areas).map_err(|found| told(file, &found));
        }
    }
    let by_level = file.by_level.wanted(&file.name, &file.features.columns, file.features.outlines.n_shapes())?;
    warnings.extend(file.by_level.said(&file.name, &by_level));
    if by_level.contains(&false) {
        file.keep(&(0..by_level.len()).filter(|&feature| by_level[feature]).collect::<Vec<_>>());
    }
    let file = &*file;
    let mut problems = Problems::default();
    let mut columns = Vec::new();
    for (index, level) in levels.iter().enumerate() {
        let finest = index + 1 == levels.len();
        if let Some(found) = problems.take(columns_of(file, level, finest, titles)) {
            columns.push(found);
        }
    }
    if !problems.0.is_empty() {
        return Err(problems);
    }
    let guessed: Vec<String> = columns.iter().map(|found| format!("{} for {}", found.code.name, found.level)).collect();
    let message = format!("the territory is read from the columns of codes {}", guessed.join(", "));
    let hint = "columns = { <level>_code = \"…\", <level>_name = \"…\" } under [territory] says otherwise";
    warnings.push(Remark::of(Kind::Assumed, Place::file(&file.name), message).hint(hint));
    let areas = areas_of(file, &columns)?;
    Territory::new(name, CodingScheme::Plain, areas).map_err(|found| told(file, &found))
}

/// What features are not together. Every area has a parent and a place; what is left is that there is none at all, or one twice.
fn told(file: &BoundaryFile, found: &[TerritoryProblem]) -> Problems {
    let told = found.iter().map(|problem| match problem {
        TerritoryProblem::RepeatedCode { level, code } => format!("the {level} {:?} stands twice", code.as_str()),
        TerritoryProblem::NoLevel
        | TerritoryProblem::EmptyLevel { .. }
        | TerritoryProblem::UnknownParent { .. }
        | TerritoryProblem::Childless { .. } => "the file has no feature".to_owned(),
    });
    Problems(told.map(|message| Remark::of(Kind::Territory, Place::file(&file.name), message)).collect())
}

fn columns_of<'a>(
    file: &'a BoundaryFile,
    level: &'a str,
    finest: bool,
    titles: &Titles,
) -> Result<LevelColumns<'a>, Problems> {
    let all = &file.features.columns;
    let named = |key: String| -> Result<Option<&'a FeatureColumn>, Problems> {
        let Some(title) = titles.own(&key) else { return Ok(None) };
        find_column(all, title).map(Some).ok_or_else(|| missing(file, title, &format!("territory.columns.{key}: ")))
    };
    let named_code = match named(format!("{level}_code"))? {
        None if finest => file.named_code()?,
        found => found,
    };
    let usual: Vec<String> = usual_titles(level, finest).collect();
    let code = named_code.or_else(|| usual.iter().find_map(|title| find_column(all, title)));
    let Some(code) = code else {
        return Err(missing(file, &format!("{level}_code"), ""));
    };
    let of_level = NAMES.iter().find(|(name, _)| *name == level).map_or(&[][..], |(_, names)| *names);
    let more = if finest { &FINEST_NAMES[..] } else { &[] };
    let usual = [format!("{level}_name"), level.to_owned()];
    let mut usual = usual.iter().map(String::as_str).chain(of_level.iter().chain(more).copied());
    let name = match named(format!("{level}_name"))? {
        Some(name) => Some(name),
        None => usual.find_map(|title| find_column(all, title)).filter(|name| name.name != code.name),
    };
    Ok(LevelColumns { level, code, name })
}

fn missing(file: &BoundaryFile, title: &str, key: &str) -> Problems {
    let names: Vec<&str> = file.features.columns.iter().map(|column| column.name.as_str()).collect();
    let hint = did_you_mean(title, names.iter().copied()).unwrap_or_else(|| {
        format!(
            "the columns are {}: name one under [territory], such as columns = {{ {title} = \"…\" }}",
            names.join(", ")
        )
    });
    Problems::one(Remark::of(Kind::Column, Place::file(&file.name), format!("{key}no column {title:?}")).hint(hint))
}

/// The areas of all levels, each once.
fn areas_of(file: &BoundaryFile, columns: &[LevelColumns<'_>]) -> Result<Vec<LevelAreas>, Problems> {
    let mut problems = Problems::default();
    let mut levels: Vec<OfLevel<'_>> = columns.iter().map(|_| OfLevel::default()).collect();
    for feature in 0..file.features.outlines.n_shapes() {
        let number = feature + 1;
        let mut parent: Option<usize> = None;
        for (level, found) in columns.iter().enumerate() {
            let (broader, here) = levels.split_at_mut(level);
            let (broader, here) = (broader.last(), &mut here[0]);
            let place = || Place::file(&file.name).column(&found.code.name);
            let text = found.code.values[feature].as_deref().map_or("", |text| whole_number(text.trim()));
            if let Some(known) = here.find(text) {
                let (first, its_parent) = here.first[known];
                if its_parent != parent {
                    let words = |parent: Option<usize>| {
                        let code = broader.zip(parent).map(|(broader, parent)| &broader.areas[parent].code);
                        code.map_or_else(|| "none".to_owned(), |code| format!("{:?}", code.as_str()))
                    };
                    let message = format!(
                        "feature {number}: the {} {text:?} lies in {}, but in {} by feature {}",
                        found.level,
                        words(parent),
                        words(its_parent),
                        first + 1
                    );
                    problems.push(Remark::of(Kind::Territory, place(), message));
                }
                parent = Some(known);
                continue;
            }
            let code = match CodingScheme::Plain.parse(found.level, text) {
                Ok(code) => code,
                Err(error) => {
                    let message = format!("feature {number}: {error}");
                    problems.push(Remark::of(Kind::Code, place(), message).maybe_hint(error.hint));
                    break;
                }
            };
            let name = found.name.and_then(|column| column.values[feature].as_deref()).map(str::trim);
            let name = name.filter(|name| !name.is_empty()).unwrap_or(text).into();
            let above = broader.zip(parent).map(|(broader, parent)| broader.areas[parent].code.clone());
            let area = Area { code, name, short_name: None, parent: above };
            parent = Some(here.add(text, area, (feature, parent)));
        }
    }
    if !problems.0.is_empty() {
        return Err(problems);
    }
    let levels = columns
        .iter()
        .zip(levels)
        .map(|(found, of_level)| LevelAreas { name: found.level.to_owned(), areas: of_level.areas });
    Ok(levels.collect())
}

/// The areas of a level while features are read.
#[derive(Default)]
struct OfLevel<'a> {
    areas: Vec<Area>,
    /// Their codes, as the file has them.
    texts: Vec<&'a str>,
    /// For each area its first feature, and the area above that it lies in by that one.
    first: Vec<(usize, Option<usize>)>,
    /// The area of each code, once codes do not rise any more.
    by_code: Option<FxHashMap<&'a str, usize>>,
    /// The largest code as long as they rise.
    largest: Option<&'a str>,
    /// The area that came last: features that follow each other often lie in one.
    last: Option<(&'a str, usize)>,
}

impl<'a> OfLevel<'a> {
    fn find(&mut self, code: &'a str) -> Option<usize> {
        let found = match self.last {
            Some((same, area)) if same == code => area,
            _ if self.rises_to(code) => return None,
            _ => *self.all().get(code)?,
        };
        self.last = Some((code, found));
        Some(found)
    }

    /// Whether a code is larger than all before, so that it is a new one.
    fn rises_to(&self, code: &str) -> bool {
        self.by_code.is_none() && self.largest.is_none_or(|largest| largest < code)
    }

    /// The areas by code.
    fn all(&mut self) -> &mut FxHashMap<&'a str, usize> {
        self.by_code.get_or_insert_with(|| self.texts.iter().enumerate().map(|(area, code)| (*code, area)).collect())
    }

    fn add(&mut self, code: &'a str, area: Area, first: (usize, Option<usize>)) -> usize {
        let number = self.areas.len();
        self.areas.push(area);
        self.first.push(first);
        if self.rises_to(code) {
            self.largest = Some(code);
        } else {
            self.all().insert(code, number);
        }
        self.texts.push(code);
        self.last = Some((code, number));
        number
    }
}
