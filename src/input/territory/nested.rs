//! A boundary file with the areas of all levels in one layer, as Eurostat publishes NUTS: a column of levels, and codes that begin with
//! the code of the area above.

use std::collections::{BTreeMap, BTreeSet};

use crate::input::layer::filter::Filter;
use crate::input::problem::english::counted;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::model::place::code::{AreaCode, CodingScheme};
use crate::model::place::territory::{Area, LevelAreas};
use crate::model::shape::feature::{FeatureColumn, Features, find_column};

/// Titles of the column that tells the level of a feature.
///
/// # Source
/// Eurostat, GISCO: NUTS, `LEVL_CODE`.
const LEVELS: [&str; 2] = ["LEVL_CODE", "STAT_LEVL_"];
/// Titles of the column of codes of all levels.
const CODES: [&str; 1] = ["NUTS_ID"];
/// Titles of names, those of the country first.
const NAMES: [&str; 3] = ["NUTS_NAME", "NAME_LATN", "NUTS_LABEL"];

/// The features of a layer that has all levels, by level.
struct Nest<'a> {
    file: &'a str,
    features: &'a Features,
    level: &'a FeatureColumn,
    code: &'a FeatureColumn,
    name: Option<&'a FeatureColumn>,
    /// The features of each level of the file.
    of_level: BTreeMap<u32, Vec<usize>>,
}

/// Whether a column tells the level of features, so that it is not known before all levels are read which features are wanted.
pub(crate) fn tells_levels(column: &str) -> bool {
    LEVELS.iter().any(|title| title.eq_ignore_ascii_case(column))
}

/// The areas of levels, with what is left to do to have their features alone.
pub(crate) struct NestedLevels {
    /// The areas, broad to fine.
    pub(crate) areas: Vec<LevelAreas>,
    /// The features of the finest level.
    pub(crate) features: Vec<usize>,
    /// The column of codes.
    pub(crate) code: String,
    /// What was taken for what.
    pub(crate) said: Remark,
}

/// The areas of the levels that a study names, where a layer has all levels. `None` where it is another layer. `code` is the column of codes
/// that the study names; `by_level` are the conditions about the column of levels.
///
/// # Errors
/// Levels that the layer does not have, areas that begin with the code of none.
pub(crate) fn nested_levels(
    file: &str,
    features: &Features,
    code: Option<&FeatureColumn>,
    levels: &[String],
    by_level: &Filter,
) -> Result<Option<NestedLevels>, Problems> {
    let code = code.or_else(|| CODES.iter().find_map(|title| find_column(&features.columns, title)));
    let Some(nest) = code.and_then(|code| Nest::of(file, features, code)) else { return Ok(None) };
    let wanted = nest.wanted(by_level)?;
    let depths = nest.depths(levels, &wanted, by_level)?;
    let areas = nest.areas(levels, &depths)?;
    let features = depths.last().and_then(|finest| nest.of_level.get(finest)).cloned().unwrap_or_default();
    Ok(Some(NestedLevels { areas, features, code: nest.code.name.clone(), said: nest.said(levels, &depths) }))
}

impl<'a> Nest<'a> {
    fn of(file: &'a str, features: &'a Features, code: &'a FeatureColumn) -> Option<Self> {
        let columns = &features.columns;
        let level = LEVELS.iter().find_map(|title| find_column(columns, title))?;
        let mut of_level: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (feature, value) in level.values.iter().enumerate() {
            // Levels of some formats come with a fraction of zero.
            let value = value.as_deref()?.trim();
            of_level.entry(value.strip_suffix(".0").unwrap_or(value).parse().ok()?).or_default().push(feature);
        }
        let name = NAMES.iter().find_map(|title| find_column(columns, title));
        Some(Self { file, features, level, code, name, of_level })
    }

    fn problem(&self, kind: Kind, message: String) -> Remark {
        Remark::of(kind, Place::file(self.file).column(&self.level.name), message)
    }

    /// The levels of the file that conditions leave.
    fn wanted(&self, by_level: &Filter) -> Result<BTreeSet<u32>, Problems> {
        let wanted = by_level.wanted(self.file, &self.features.columns, self.features.outlines.n_shapes())?;
        let has_wanted = |features: &Vec<usize>| features.iter().any(|&feature| wanted[feature]);
        Ok(self.of_level.iter().filter(|(_, features)| has_wanted(features)).map(|(level, _)| *level).collect())
    }

    /// The level of the file that each level of the study is: by the digit that its name ends in, else the finest wanted and those above.
    fn depths(&self, levels: &[String], wanted: &BTreeSet<u32>, by_level: &Filter) -> Result<Vec<u32>, Problems> {
        let known: Vec<u32> = self.of_level.keys().copied().collect();
        let digit = |name: &String| name.chars().last().and_then(|last| last.to_digit(10));
        let by_name: Option<Vec<u32>> = levels.iter().map(digit).collect();
        let by_name = by_name
            .filter(|depths| depths.iter().all(|depth| known.contains(depth)))
            .filter(|depths| depths.windows(2).all(|pair| pair[0] < pair[1]));
        let told = || known.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
        if let Some(depths) = by_name {
            let finest = depths.last().copied().unwrap_or_default();
            if !by_level.conditions.is_empty() && !wanted.contains(&finest) {
                let message = format!("the finest level is {:?}, which where leaves out", levels[levels.len() - 1]);
                return Err(Problems::one(
                    self.problem(Kind::Territory, message)
                        .hint(format!("write {} = {finest} under where", self.level.name)),
                ));
            }
            return Ok(depths);
        }
        let finest =
            wanted.last().and_then(|finest| known.iter().position(|level| level == finest)).unwrap_or_default();
        if let Some(first) = (finest + 1).checked_sub(levels.len()) {
            return Ok(known[first..=finest].to_vec());
        }
        let message = format!("territory.levels names {}, and the file has {}", counted(levels.len(), "level"), told());
        Err(Problems::one(self.problem(Kind::Territory, message).hint("name as many or fewer, broad to fine")))
    }

    /// The areas of some levels, each with the area above that its code begins with.
    fn areas(&self, levels: &[String], depths: &[u32]) -> Result<Vec<LevelAreas>, Problems> {
        let mut problems = Problems::default();
        let mut above: BTreeSet<AreaCode> = BTreeSet::new();
        let mut found = Vec::with_capacity(levels.len());
        for (number, (level, depth)) in levels.iter().zip(depths).enumerate() {
            let mut areas = Vec::new();
            for &feature in self.of_level.get(depth).into_iter().flatten() {
                let text = self.code.values[feature].as_deref().map_or("", str::trim);
                let code = match CodingScheme::Plain.parse(level, text) {
                    Ok(code) => code,
                    Err(error) => {
                        let place = Place::file(self.file).column(&self.code.name);
                        let message = format!("feature {}: {error}", feature + 1);
                        problems.push(Remark::of(Kind::Code, place, message).maybe_hint(error.hint));
                        continue;
                    }
                };
                let starts = |parent: &&AreaCode| text.starts_with(parent.as_str()) && text != parent.as_str();
                let parent = above.iter().filter(starts).max_by_key(|parent| parent.as_str().len()).cloned();
                if number > 0 && parent.is_none() {
                    let message = format!("no {} has a code that {text:?} begins with", levels[number - 1]);
                    let place = Place::file(self.file).column(&self.code.name);
                    let hint = format!("where may have left it out; levels = [{level:?}] reads that level alone");
                    problems.push(Remark::of(Kind::Territory, place, message).hint(hint));
                }
                let name = self.name.and_then(|column| column.values[feature].as_deref()).map(str::trim);
                let name = name.filter(|name| !name.is_empty()).unwrap_or(text).into();
                areas.push(Area { code, name, short_name: None, parent });
            }
            above = areas.iter().map(|area| area.code.clone()).collect();
            found.push(LevelAreas { name: level.clone(), areas });
        }
        // What is left of a country may have nothing on a finer level.
        for number in (1..found.len()).rev() {
            let (broader, finer) = found.split_at_mut(number);
            let parents: BTreeSet<&AreaCode> = finer[0].areas.iter().filter_map(|area| area.parent.as_ref()).collect();
            broader[number - 1].areas.retain(|area| parents.contains(&area.code));
        }
        if problems.0.is_empty() { Ok(found) } else { Err(problems) }
    }

    /// What was taken for what.
    fn said(&self, levels: &[String], depths: &[u32]) -> Remark {
        let taken: Vec<String> =
            levels.iter().zip(depths).map(|(level, depth)| format!("{depth} for {level}")).collect();
        let message = format!(
            "all levels are in one layer: {} {}; an area lies in the one whose {} its own begins with",
            self.level.name,
            taken.join(", "),
            self.code.name
        );
        let hint = "columns = { <level>_code = \"…\" } under [territory] reads every level from a column of its own";
        Remark::of(Kind::Assumed, Place::file(self.file), message).hint(hint)
    }
}
