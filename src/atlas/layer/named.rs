//! Areas that a word names: a layer that the program carries, or a boundary file.

use std::path::Path;

use crate::atlas::layer::choose::{called, is_level, layers_of};
use crate::atlas::layer::land::italy_alone;
use crate::input::code::autonomous::regions21;
use crate::input::code::gazetteer::{Among, Gazetteer};
use crate::input::embedded::italy::istat_schemes;
use crate::input::file::bytes::Folder;
use crate::input::layer::request::FeatureRequest;
use crate::input::problem::english::did_you_mean;
use crate::input::problem::hint::Key;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::shapes::features::{FeaturesRead, read_areas};
use crate::input::study::drawn::require_column;
use crate::model::base::index::AreaIndex;
use crate::model::base::language::Language;
use crate::model::base::text::Text;
use crate::model::place::scheme::Scheme;
use crate::model::place::territory::Territory;
use crate::model::shape::feature::{FeatureColumn, find_column, find_name};
use crate::model::shape::outline::PolygonOutlines;
use crate::study::failure::Failure;
use crate::study::outlines::embedded_as_read;

/// Titles of codes of areas in boundary files; the later ones are ISTAT's.
const CODES: &[&str] =
    &["code", "unit_id", "municipality_code", "PRO_COM_T", "PRO_COM", "COD_UTS", "COD_PROV", "COD_REG", "id"];
/// Titles of names of areas in boundary files; the later ones are ISTAT's.
const NAMES: &[&str] = &["name", "COMUNE", "DEN_UTS", "DEN_PROV", "DEN_REG", "nome"];

/// The flags that say more about a boundary file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AreaFlags {
    /// Of what a reader may ask for.
    pub(crate) of: fn(Key) -> Option<&'static str>,
    /// Of its column of codes.
    pub(crate) code: &'static str,
    /// Of its column of names, where names are wanted.
    pub(crate) name: &'static str,
}

/// Which areas are meant.
#[derive(Clone, Debug)]
pub(crate) struct AreasRequest<'a> {
    /// A layer that the program carries, or a boundary file.
    pub(crate) areas: &'a str,
    /// Layer, reference system and the like of the file.
    pub(crate) features: FeatureRequest<'a>,
    /// Its column of codes, where it is not a usual one.
    pub(crate) code: Option<&'a str>,
    /// Its column of names.
    pub(crate) name: Option<&'a str>,
    /// Its columns of figures that are wanted.
    pub(crate) figures: &'a [String],
    /// How more is said.
    pub(crate) flags: AreaFlags,
}

/// Areas with their codes.
pub(crate) struct NamedAreas {
    /// What an area is called in titles: `municipality`, or `area`.
    pub(crate) word: String,
    /// Their codes; of a file as they stand in it.
    pub(crate) codes: Vec<Text>,
    /// Their names.
    pub(crate) names: Vec<Option<Text>>,
    /// The columns of figures that are wanted.
    pub(crate) figures: Vec<FeatureColumn>,
    /// Their outlines.
    pub(crate) outlines: PolygonOutlines,
    /// What was assumed.
    pub(crate) remarks: Vec<Remark>,
    /// Whether the program carries them.
    pub(crate) is_embedded: bool,
}

/// The areas asked for.
///
/// # Errors
/// An unknown layer, files that cannot be read, columns that they do not have.
pub(crate) fn areas_of(request: &AreasRequest<'_>) -> Result<NamedAreas, Failure> {
    let path = Path::new(request.areas);
    if path.exists() {
        return Ok(areas_of_file(request, path)?);
    }
    let italy = italy_alone(Language::default());
    let territory = &italy.territory;
    let layer = called(&italy, request.areas);
    let level = territory.levels().find(|level| is_level(territory, territory.level_name(*level), &layer));
    if let Some(level) = level {
        return Ok(embedded_areas(territory, &Scheme::of_level(territory, level))?);
    }
    let schemes = istat_schemes(territory).into_iter().chain(regions21(territory));
    if let Some(scheme) = schemes.into_iter().find(|scheme| scheme.name() == layer) {
        return Ok(embedded_areas(territory, &scheme)?);
    }
    if path.extension().is_none() {
        let known = layers_of(&italy);
        let hint = did_you_mean(request.areas, known.iter().map(String::as_str));
        let all = format!("the layers are {}; or name a boundary file", known.join(", "));
        return Err(Failure::Usage {
            message: format!("no layer and no file {:?}", request.areas),
            hint: hint.or(Some(all)),
        });
    }
    Ok(areas_of_file(request, path)?)
}

fn embedded_areas(territory: &Territory, scheme: &Scheme) -> Result<NamedAreas, Problems> {
    let outlines = embedded_as_read(territory)?;
    let is_finest = scheme.name() == territory.level_name(territory.finest());
    let topology = if is_finest { outlines.places()? } else { outlines.of_scheme(scheme)? };
    let gazetteer = Gazetteer::new(territory, Among::Scheme(scheme));
    let areas = || (0..gazetteer.len()).map(AreaIndex::at);
    Ok(NamedAreas {
        word: gazetteer.word().to_owned(),
        codes: areas().map(|area| gazetteer.code(area).into()).collect(),
        names: areas().map(|area| Some(gazetteer.name(area).into())).collect(),
        figures: Vec::new(),
        outlines: topology.to_outlines(),
        remarks: Vec::new(),
        is_embedded: true,
    })
}

fn areas_of_file(request: &AreasRequest<'_>, path: &Path) -> Result<NamedAreas, Problems> {
    let (folder, file) = Folder::of(path);
    let flags = request.flags;
    let FeaturesRead { features, mut remarks, .. } =
        read_areas(&folder, &file, &request.features).map_err(|problems| problems.by_flags(flags.of))?;
    if features.columns.is_empty() {
        let (message, hint) = if remarks.iter().any(|remark| remark.kind == Kind::Column) {
            ("no column of codes: there is no .dbf beside the .shp", "copy all files of the shapefile together")
        } else {
            ("no column of codes: the file has no attributes", "name a file that has")
        };
        return Err(Problems::one(Remark::of(Kind::Column, Place::file(&file), message).hint(hint)));
    }
    let find = |names: &[&str]| names.iter().find_map(|name| find_column(&features.columns, name));
    let require = |name: &str, flag: &str| require_column(&file, &features.columns, name, &format!("{flag} COLUMN"));
    let known: Vec<&str> = features.columns.iter().map(|column| column.name.as_str()).collect();
    let (code, guessed) = match (code_among(&known, request.code), request.code) {
        (Some((code, guessed)), _) => (&features.columns[code], guessed),
        (None, Some(name)) => (require(name, flags.code)?, false),
        (None, None) => {
            let message = format!("no column of codes: the columns are {}", known.join(", "));
            let problem = Remark::of(Kind::Column, Place::file(&file), message);
            return Err(Problems::one(problem.hint(format!("name it with {} COLUMN", flags.code))));
        }
    };
    let name = match request.name {
        Some(name) => Some(require(name, flags.name)?),
        None => find(NAMES),
    };
    if guessed {
        remarks.push(said_guessed(&file, &code.name, flags));
    }
    let figures = request.figures.iter().map(|figure| require(figure, "--extensive or --intensive").cloned());
    let figures = figures.collect::<Result<_, _>>()?;
    let n_areas = features.outlines.n_shapes();
    Ok(NamedAreas {
        word: "area".to_owned(),
        codes: code.values.iter().map(|code| code.clone().unwrap_or_default()).collect(),
        names: name.map_or_else(|| vec![None; n_areas], |name| name.values.clone()),
        figures,
        outlines: features.outlines,
        remarks,
        is_embedded: false,
    })
}

/// The column of codes among those with these names: the one that is asked for, or one of a usual title, which is a guess.
pub(crate) fn code_among<N: AsRef<str>>(names: &[N], asked: Option<&str>) -> Option<(usize, bool)> {
    match asked {
        Some(asked) => find_name(names, asked).map(|found| (found, false)),
        None => CODES.iter().find_map(|usual| find_name(names, usual)).map(|found| (found, true)),
    }
}

/// That a column of codes was guessed.
pub(crate) fn said_guessed(file: &str, column: &str, flags: AreaFlags) -> Remark {
    let message = format!("codes of areas taken from the column {column}");
    let hint = format!("{} COLUMN names another", flags.code);
    Remark::of(Kind::Assumed, Place::file(file), message).hint(hint)
}
