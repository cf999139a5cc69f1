//! The boundary file of a study, `[boundaries]`: its column of codes found, its features matched to the territory's places.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::input::code::codes::{FoundCode, find_code};
use crate::input::code::near::NearCodes;
use crate::input::document::feature_keys::{FeatureKeys, read_filter};
use crate::input::document::toml::{Located, Section};
use crate::input::file::bytes::Folder;
use crate::input::layer::filter::Filter;
use crate::input::layer::plausible::refuse_elsewhere;
use crate::input::layer::request::{Axes, FeatureRequest};
use crate::input::problem::english::{counted, did_you_mean, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::shapes::features::{FeaturesRead, read_areas};
use crate::input::shapes::misplaced::refuse_misplaced;
use crate::input::territory::nested::tells_levels;
use crate::input::territory::part::TerritoryPart;
use crate::model::base::index::{LevelIndex, PlaceIndex};
use crate::model::place::code::CodingScheme;
use crate::model::place::territory::Territory;
use crate::model::shape::feature::{FeatureColumn, Features, find_column};
use crate::model::shape::outline::PolygonOutlines;
use crate::model::shape::repair::Repair;
use crate::model::study::{Source, StudyOutlines};

/// Italy's extent in degrees, with some room.
const ITALY: [f64; 4] = [6.0, 35.0, 19.0, 47.5];

/// Usual titles of columns of codes, by level: ISTAT's own first. Capitals do not matter.
const TITLES: [(&str, &[&str]); 3] = [
    (
        "municipality",
        &[
            "PRO_COM_T",
            "PRO_COM",
            "COD_COM",
            "com_istat_code",
            "cod_istat",
            "istat",
            "codice_istat",
            "LAU_ID",
            "GISCO_ID",
        ],
    ),
    ("province", &["COD_PROV", "COD_PROV_T", "COD_UTS", "prov_istat_code"]),
    ("region", &["COD_REG", "COD_REG_T", "reg_istat_code", "NUTS_ID"]),
];
/// Titles of columns of codes at any level.
const ANY_LEVEL: [&str; 7] = ["code", "codice", "geocode", "geoid", "id_code", "cod", "id"];

/// A boundary file, read and not yet matched to places.
#[derive(Debug)]
pub(crate) struct BoundaryFile {
    /// The name, as the study gives it.
    pub(crate) name: String,
    /// The features.
    pub(crate) features: Features,
    /// The file, and those beside it.
    pub(crate) sources: Vec<Source>,
    /// The column of codes that the study names.
    code: Option<Located<String>>,
    axes: Axes,
    repair: Repair,
    /// Features with another geometry than polygons.
    not_polygons: Vec<usize>,
    /// Which levels of a layer that has all of them are wanted.
    pub(crate) by_level: Filter,
}

/// Reads the section and the file that it names: the features that it and the section `[territory]` want.
pub(crate) fn read_boundary_file(
    section: &Section<'_>,
    territory: Option<&Section<'_>>,
    folder: &Folder,
    problems: &mut Problems,
    warnings: &mut Vec<Remark>,
) -> Option<BoundaryFile> {
    let text = |key: &str, problems: &mut Problems| section.text(key, problems);
    let code = text("code", problems);
    let keys = FeatureKeys::read(section, problems);
    let repair = section.word("repair", problems).unwrap_or_default();
    let mut filter = read_filter(&[territory, Some(section)], problems);
    // Where the areas of a territory are the file's, areas above them may be features too.
    let is_own = territory.is_some_and(|territory| {
        let has = |key: &str| territory.keys().iter().any(|found| found.value == key);
        has("levels") && !has("file")
    });
    let by_level = filter.as_mut().filter(|_| is_own).map(|filter| filter.split_off(tells_levels)).unwrap_or_default();
    let Some(name) = text("file", problems) else {
        if !section.keys().iter().any(|key| key.value == "file") {
            problems.push(
                section
                    .problem("boundaries: the key \"file\" is missing")
                    .hint("write file = \"….shp\" under [boundaries], or leave the section out"),
            );
        }
        return None;
    };
    let request = FeatureRequest {
        only: filter.as_ref().filter(|filter| !filter.conditions.is_empty()),
        mends: true,
        ..keys.request()
    };
    let axes = request.axes;
    let FeaturesRead { features, sources, remarks, not_polygons, .. } =
        problems.take(read_areas(folder, &name.value, &request))?;
    warnings.extend(remarks);
    Some(BoundaryFile { name: name.value, features, sources, code, axes, repair, not_polygons, by_level })
}

impl BoundaryFile {
    /// Keeps some of the features alone.
    pub(crate) fn keep(&mut self, features: &[usize]) {
        self.features = self.features.part(features);
        let number = |feature: &usize| features.binary_search(feature).ok();
        self.not_polygons = self.not_polygons.iter().filter_map(number).collect();
    }

    /// Takes a column for that of the codes.
    pub(crate) fn take_code(&mut self, title: &str) {
        self.code.get_or_insert_with(|| Located { value: title.to_owned(), place: Place::file(&self.name) });
    }

    /// The outlines of a territory's places: shape `i` is place `i`. Of places outside of `part` nothing is said.
    ///
    /// # Errors
    /// No column of codes, codes that are missing, unknown or repeated, places without a polygon.
    pub(crate) fn outlines_for(
        self,
        territory: &Territory,
        part: Option<&TerritoryPart>,
        warnings: &mut Vec<Remark>,
    ) -> Result<StudyOutlines, Problems> {
        if territory.coding() == CodingScheme::Istat {
            let outlines = &self.features.outlines;
            refuse_elsewhere(&self.name, &outlines.points, &outlines.reference, self.axes, ITALY)?;
        }
        let level = territory.finest();
        let column = self.code_column(territory, level, warnings)?;
        let places = self.match_places(column, territory, part, warnings)?;
        if territory.coding() == CodingScheme::Istat {
            let areas = territory.areas(level).iter().zip(&places);
            let features = areas.filter_map(|(area, feature)| Some((area.code.as_str(), (*feature)?)));
            refuse_misplaced(&self.name, &self.features.outlines, features)?;
        }
        let source = self.sources.first().cloned();
        let polygons = Arc::new(reorder(self.features.outlines, &places));
        Ok(source.map_or(StudyOutlines::Unknown, |source| StudyOutlines::Own { polygons, source, repair: self.repair }))
    }

    /// The places of a territory that the file has.
    ///
    /// # Errors
    /// No column of codes.
    pub(crate) fn places_of(&self, territory: &Territory) -> Result<Vec<PlaceIndex>, Problems> {
        let finest = territory.finest();
        let column = self.code_column(territory, finest, &mut Vec::new())?;
        let places: BTreeSet<PlaceIndex> = column
            .values
            .iter()
            .flatten()
            .filter_map(|text| match find_code(territory, finest, whole_number(text.trim())) {
                FoundCode::Exact(area) | FoundCode::Restored(area, _) => Some(PlaceIndex::at(area.index())),
                FoundCode::Unknown | FoundCode::Malformed(_) => None,
            })
            .collect();
        Ok(places.into_iter().collect())
    }

    /// The column of codes of a level: the one that the study names, else the first with a usual title, else the one whose values are
    /// codes. What was guessed is said.
    fn code_column(
        &self,
        territory: &Territory,
        level: LevelIndex,
        warnings: &mut Vec<Remark>,
    ) -> Result<&FeatureColumn, Problems> {
        let columns = &self.features.columns;
        if let Some(named) = self.named_code()? {
            return Ok(named);
        }
        let name = territory.level_name(level);
        let n_known = |column: &FeatureColumn| {
            let known = column.values.iter().flatten().filter(|text| {
                matches!(
                    find_code(territory, level, whole_number(text.trim())),
                    FoundCode::Exact(_) | FoundCode::Restored(..)
                )
            });
            known.count()
        };
        let usual = usual_titles(name, true)
            .find_map(|title| find_column(columns, &title).filter(|column| n_known(column) > 0));
        let found = usual.or_else(|| {
            // Ties go to the column that comes first.
            let counts = columns.iter().rev().map(|column| (n_known(column), column));
            counts
                .max_by_key(|(count, _)| *count)
                .filter(|(count, _)| 2 * count > territory.n_places().min(column_length(columns)))
                .map(|(_, column)| column)
        });
        let Some(found) = found else {
            let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
            let message = format!("no column has the codes of the level {name}");
            let hint = if names.is_empty() {
                "the file has no attributes: name one that has".to_owned()
            } else {
                format!(
                    "the columns are {}: write code = \"…\" under [boundaries]; areas of another country are named by levels = [\"…\"] under [territory]",
                    names.join(", ")
                )
            };
            return Err(Problems::one(Remark::of(Kind::Column, Place::file(&self.name), message).hint(hint)));
        };
        let message = format!("the column {:?} was taken for the codes of the level {name}", found.name);
        let hint = format!("code = {:?} under [boundaries] says so", found.name);
        warnings.push(Remark::of(Kind::Assumed, Place::file(&self.name), message).hint(hint));
        Ok(found)
    }

    /// The column of codes that the study names.
    ///
    /// # Errors
    /// When the file has none of that name.
    pub(crate) fn named_code(&self) -> Result<Option<&FeatureColumn>, Problems> {
        let Some(named) = &self.code else { return Ok(None) };
        let columns = &self.features.columns;
        find_column(columns, &named.value).map(Some).ok_or_else(|| {
            let titles = || columns.iter().map(|column| column.name.as_str());
            let hint = did_you_mean(&named.value, titles())
                .unwrap_or_else(|| format!("the columns are {}", titles().collect::<Vec<_>>().join(", ")));
            let message = format!("boundaries.code: {} has no column {:?}", self.name, named.value);
            Problems::one(Remark::of(Kind::Column, named.place.clone(), message).hint(hint))
        })
    }

    /// The feature of each place; `None` where the file has none.
    fn match_places(
        &self,
        column: &FeatureColumn,
        territory: &Territory,
        part: Option<&TerritoryPart>,
        warnings: &mut Vec<Remark>,
    ) -> Result<Vec<Option<usize>>, Problems> {
        let level = territory.finest();
        let name = territory.level_name(level);
        let place = || Place::file(&self.name).column(&column.name);
        let mut problems = Problems::default();
        let mut feature_of: Vec<Option<usize>> = vec![None; territory.n_places()];
        let mut restored: Vec<(String, String)> = Vec::new();
        let mut near = NearCodes::new(territory);
        let mut beside = Vec::new();
        for (feature, text) in column.values.iter().enumerate() {
            let number = feature + 1;
            let Some(text) = text.as_deref().map(|text| whole_number(text.trim())).filter(|text| !text.is_empty())
            else {
                problems.push(
                    Remark::of(Kind::Code, place(), format!("feature {number} has no code"))
                        .hint("remove it from the file, or give it the code of its place"),
                );
                continue;
            };
            let area = match find_code(territory, level, text) {
                FoundCode::Exact(area) => area,
                FoundCode::Restored(area, code) => {
                    restored.push((text.to_owned(), code));
                    area
                }
                FoundCode::Unknown => {
                    let message = format!("feature {number}: no {name} has the code {text:?}");
                    let hint = near.hint(level, text);
                    problems.push(Remark::of(Kind::Code, place(), message).hint(hint));
                    continue;
                }
                FoundCode::Malformed(error) => {
                    let message = format!("feature {number}: {error}");
                    problems.push(Remark::of(Kind::Code, place(), message).maybe_hint(error.hint));
                    continue;
                }
            };
            let Some(first) = feature_of[area.index()] else {
                feature_of[area.index()] = Some(feature);
                continue;
            };
            let has_polygon = |feature: usize| !self.features.outlines.polygons_of(feature).is_empty();
            if !has_polygon(feature) || !has_polygon(first) {
                let (kept, left_out) = if has_polygon(first) { (first, feature) } else { (feature, first) };
                feature_of[area.index()] = Some(kept);
                beside.push(format!("feature {} of {text:?}", left_out + 1));
                continue;
            }
            let message = format!("feature {number}: the {name} {text:?} is feature {} already", first + 1);
            let hint = format!(
                "make its parts one feature, as bacino boundaries FILE --dissolve {} --repair -o … does",
                column.name
            );
            problems.push(Remark::of(Kind::DuplicateArea, place(), message).hint(hint));
        }
        problems.0.extend(self.without_polygon(&feature_of, column, name));
        if !problems.0.is_empty() {
            return Err(problems);
        }
        if !beside.is_empty() {
            let which = if beside.len() == 1 { "has no polygon and is" } else { "have no polygon and are" };
            let message = format!(
                "{} {which} left out beside another of the same code: {}",
                counted(beside.len(), "feature"),
                first_few(&beside)
            );
            warnings.push(Remark::of(Kind::NotAPolygon, place(), message));
        }
        if let Some((text, code)) = restored.first() {
            let message =
                format!("leading zeros restored in {}, such as {code} for {text}", counted(restored.len(), "feature"));
            warnings.push(Remark::of(Kind::Changed, place(), message));
        }
        let places = part.map_or_else(|| territory.places().collect(), |part| part.places.clone());
        let absent: Vec<String> = places
            .into_iter()
            .filter(|place| feature_of[place.index()].is_none())
            .map(|place| format!("{} {}", territory.place(place).code, territory.place(place).name))
            .collect();
        if !absent.is_empty() {
            let message = format!(
                "{} of the territory not in the file: counted, not drawn: {}",
                counted(absent.len(), name),
                first_few(&absent)
            );
            warnings.push(Remark::of(Kind::NotDrawn, place(), message));
        }
        Ok(feature_of)
    }

    /// Errors about places whose only feature has no polygon, in the order of the features.
    fn without_polygon(&self, feature_of: &[Option<usize>], column: &FeatureColumn, level: &str) -> Vec<Remark> {
        let mut without: Vec<usize> = feature_of.iter().flatten().copied().collect();
        without.retain(|&feature| self.features.outlines.polygons_of(feature).is_empty());
        without.sort_unstable();
        let problem = |feature: usize| {
            let code = column.values[feature].as_deref().map_or("", str::trim);
            let message = format!("feature {}: the {level} {code:?} has no polygon", feature + 1);
            let other = self.not_polygons.contains(&feature);
            let kind = if other { Kind::NotAPolygon } else { Kind::EmptyGeometry };
            Remark::of(kind, Place::file(&self.name).column(&column.name), message)
                .hint("a place that is not to be drawn is left out of the file")
        };
        without.into_iter().map(problem).collect()
    }
}

fn column_length(columns: &[FeatureColumn]) -> usize {
    columns.first().map_or(0, |column| column.values.len())
}

/// Usual titles of the column of codes of a level, the surest first.
pub(crate) fn usual_titles(level: &str, finest: bool) -> impl Iterator<Item = String> + '_ {
    let of_level = TITLES.iter().find(|(name, _)| *name == level).map_or(&[][..], |(_, titles)| *titles);
    let more = if finest { &ANY_LEVEL[..] } else { &[] };
    let own = [format!("{level}_code"), format!("{level}_id")];
    own.into_iter().chain(of_level.iter().chain(more).map(|title| (*title).to_owned()))
}

/// A whole number that a table keeps with decimals, `1001.000000`, without them; other text as it is.
pub(crate) fn whole_number(text: &str) -> &str {
    match text.split_once('.') {
        Some((whole, zeros))
            if !whole.is_empty()
                && whole.bytes().all(|byte| byte.is_ascii_digit())
                && zeros.bytes().all(|byte| byte == b'0') =>
        {
            whole
        }
        _ => text,
    }
}

/// Outlines whose shape `i` is that of feature `features[i]`, or has no polygon.
fn reorder(outlines: PolygonOutlines, features: &[Option<usize>]) -> PolygonOutlines {
    let as_read = outlines.n_shapes() == features.len()
        && features.iter().enumerate().all(|(place, feature)| *feature == Some(place));
    if as_read {
        return outlines;
    }
    outlines.picked(features.iter().copied())
}
