//! `bacino map`: one choropleth, of a study or of any table by area code.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::analysis::coverage::area::Source;
use crate::analysis::statistic::aggregate::Aggregate;
use crate::atlas::layer::areas::{Layer, catchment_layer, place_layer, scheme_layer};
use crate::atlas::layer::column::Columns;
use crate::atlas::panels::multiples::{PanelsRequest, multiples};
use crate::atlas::picture::column_map::ColumnMap;
use crate::atlas::picture::setting::{Setting, Territories};
use crate::atlas::picture::study_map::{Style, Value, with_picture, with_table_picture};
use crate::command::coverage::chosen_source;
use crate::command::{Failure, Outcome};
use crate::input::document::reader::StudySource;
use crate::input::embedded::italy::{attribution, istat_schemes, italy};
use crate::input::figures::column::{TableColumn, read_column};
use crate::input::problem::remark::{Kind, Place, Remark, counted, did_you_mean, first_few, plural};
use crate::input::text::marks::Marks;
use crate::input::text::number::NumberFormat;
use crate::model::base::language::Language;
use crate::model::place::population::{Ages, Population};
use crate::model::place::scheme::Scheme;
use crate::model::place::territory::Territory;
use crate::model::study::{self, Study};
use crate::render::legend::classes::fewer_classes;
use crate::render::lint::check::{Finding, lint};
use crate::render::lint::rule::Severity;
use crate::render::page::artifact::Artifact;
use crate::render::page::raster::{NoPicture, Resolution};
use crate::render::page::scene::Scene;
use crate::render::picture::shown::{Form, Legend, Picture};
use crate::render::report::sheets::Findings;
use crate::study::open::open_study;
use crate::study::outlines::{Outlines, embedded, outlines_of};

/// How a map is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PictureForm {
    /// SVG, the outcome's text.
    Svg,
    /// PNG, the outcome's one artifact.
    Png(Resolution),
    /// PDF, the outcome's one artifact.
    Pdf,
}

/// What to draw.
#[derive(Clone, Debug)]
pub struct MapRequest {
    /// How the map is written.
    pub form: PictureForm,
    /// Whether the map is looked at with the rules of cartography instead of drawn.
    pub lint: bool,
    /// The layer: a level in the plural, `catchments`, or a scheme.
    pub layer: String,
    /// The study.
    pub study: StudySource,
    /// A word of [`Value::WORDS`], or the column of `data`.
    pub value: Option<String>,
    /// A table of values by area code, instead of a study.
    pub data: Option<PathBuf>,
    /// The table's column of codes.
    pub code: Option<String>,
    /// The table's sheet, where it is a workbook.
    pub sheet: Option<String>,
    /// The day that the table's codes are of, where they are to be converted.
    pub codes: Option<jiff::civil::Date>,
    /// What marks values of the table that are withheld.
    pub marks: Marks,
    /// What marks decimals in the table, where its column does not tell.
    pub numbers: Option<NumberFormat>,
    /// Where residents are counted.
    pub source: Option<Source>,
    /// How values of several units become one.
    pub aggregate: Option<Aggregate>,
    /// The language of a map without a study.
    pub language: Language,
    /// What panels there are.
    pub panels: PanelsRequest,
    /// Classes, colours, attributes.
    pub style: Style,
}

impl MapRequest {
    /// The column that is asked for of the table `data`.
    ///
    /// # Errors
    /// None is named.
    pub(crate) fn column_of<'a>(&'a self, data: &'a Path) -> Result<TableColumn<'a>, Failure> {
        let Some(value) = &self.value else {
            return Err(Failure::Usage {
                message: "a map of a table needs a column".to_owned(),
                hint: Some("name it with --value COLUMN".to_owned()),
            });
        };
        Ok(TableColumn {
            path: data,
            code: self.code.as_deref(),
            value,
            sheet: self.sheet.as_deref(),
            codes: self.codes,
            rows: self.panels.wave.as_deref().zip(self.panels.word.as_deref()),
            marks: &self.marks,
            numbers: self.numbers,
        })
    }
}

/// Draws a map: SVG is the outcome's text, PNG and PDF its one artifact.
///
/// # Errors
/// Inputs that cannot be read, a layer or value that does not exist.
pub fn map(request: &MapRequest) -> Result<Outcome, Failure> {
    let wanted = &request.panels;
    if request.style.form == Form::Multiples {
        return multiples(request);
    }
    if !wanted.values.is_empty() || !wanted.with.is_empty() || wanted.wave.is_some() || !wanted.titles.is_empty() {
        return Err(Failure::Usage {
            message: "--values, --with, --wave and --panel are about several panels".to_owned(),
            hint: Some("add --form multiples".to_owned()),
        });
    }
    with_map(request, &|picture, warnings| finished(picture, request, warnings))
}

/// What is done with a picture and the warnings of reading what it shows.
pub(crate) type Then<'a> = &'a dyn Fn(&Picture<'_>, Vec<Remark>) -> Result<Outcome, Failure>;

/// Makes the picture of a request and does something with it.
pub(crate) fn with_map(request: &MapRequest, then: Then<'_>) -> Result<Outcome, Failure> {
    if let Some(data) = &request.data {
        return map_of_table(request, data, then);
    }
    let loaded = open_study(&request.study)?;
    let study = &loaded.study;
    let outlines = outlines_of(study)?.ok_or_else(without_outlines)?;
    let scheme = study.schemes.iter().find(|scheme| is_level(&study.territory, scheme.name(), &request.layer));
    let source = chosen_source(study, scheme.map(Scheme::name), request.source)?;
    let value = value_of(request);
    // Other schemes are not drawn, and their ranges by chance take time.
    let findings = Findings::of_schemes(study, &scheme.into_iter().collect::<Vec<_>>());
    let layer = layer_of(study, &outlines, &findings, &request.layer, source)?;
    // Single places and catchments are drawn from the census, whatever the units' own figures are.
    let source = if layer.by_census { Some(census_source(source)) } else { source };
    let mut inputs = study.sources.clone();
    inputs.push(outlines.source.clone());
    refuse_crowds(request.style.form, layer.areas.len())?;
    let known = Territories {
        territory: &study.territory,
        schemes: &study.schemes,
        declared: &study.declared_schemes,
        outlines: &outlines,
        language: study.heading.language,
    };
    let setting = Setting::of(request, &layer.name, &known)?;
    let then: Then<'_> =
        &|picture, warnings| setting.around(request, picture, &|picture| then(picture, warnings.clone()));
    let value = match value {
        Ok(value) => value,
        Err(name) => {
            let allotted = findings.allotted.as_ref();
            let of_units = study.scheme(&layer.name).is_none();
            let column = Columns { study, allotted, outlines: &outlines, of_units }.find(name)?;
            let (aggregate, style) = (request.aggregate, &request.style);
            let (layer, column, inputs) = (&layer, &column, inputs.as_slice());
            let map = ColumnMap { study, allotted, layer, column, aggregate, source, style, inputs };
            return map.with_picture(|picture, remarks| {
                then(picture, loaded.warnings.iter().cloned().chain(remarks).collect())
            })?;
        }
    };
    refuse_aggregate(request, value)?;
    if value == Value::Answered && !layer.knows_answers() {
        return Err(Failure::Usage {
            message: format!("the layer {:?} has no value \"answered\"", request.layer),
            hint: Some("draw it of catchments".to_owned()),
        });
    }
    refuse_pair(request, value)?;
    if request.style.form == Form::Dots && value != Value::Coverage {
        return Err(Failure::Usage {
            message: format!("dots stand for residents whom no answer covers, not for {:?}", value.word()),
            hint: Some("leave --value out".to_owned()),
        });
    }
    let finish = |picture: &Picture| then(picture, loaded.warnings.clone());
    with_picture(study, &layer, value, source, &request.style, &inputs, finish)
}

/// Refuses pairs of values that no picture can show.
fn refuse_pair(request: &MapRequest, value: Value) -> Result<(), Failure> {
    let Some(second) = request.style.second else { return Ok(()) };
    let refuse =
        |message: &str, hint: &str| Err(Failure::Usage { message: message.to_owned(), hint: Some(hint.to_owned()) });
    if value == Value::Answered {
        refuse("whether units answered is no number that goes with a second value", "choose --value coverage")
    } else if value == second {
        refuse("both values are the same", "leave --value2 out, or choose another one")
    } else if request.style.form == Form::Dots {
        refuse("dots stand for one value", "leave --value2 or --form out")
    } else if request.style.design.theme.is_grey {
        refuse("nine classes cannot be told apart in greys", "choose another --theme, or leave --value2 out")
    } else {
        Ok(())
    }
}

/// Refuses forms in which so many areas cannot be told apart.
fn refuse_crowds(form: Form, n_areas: usize) -> Result<(), Failure> {
    const MOST: usize = 1_000;
    if matches!(form, Form::Choropleth | Form::Dots) || n_areas <= MOST {
        return Ok(());
    }
    Err(Failure::Usage {
        message: format!("{n_areas} areas cannot be told apart as {}, at the most {MOST}", form.word()),
        hint: Some("draw provinces or regions, or leave --form out".to_owned()),
    })
}

/// What becomes of a picture: a file's bytes, or what the rules of cartography say of it.
fn finished(picture: &Picture, request: &MapRequest, mut warnings: Vec<Remark>) -> Result<Outcome, Failure> {
    refuse_what_cannot_be_drawn(picture)?;
    if request.lint {
        return Ok(looked_at(&lint(picture)));
    }
    warnings.extend(class_remarks(picture, request));
    written(&picture.scene(), request, warnings)
}

/// What the rules of cartography say of a picture.
pub(crate) fn looked_at(findings: &[Finding]) -> Outcome {
    let mut stdout = String::new();
    for finding in findings {
        let _ = writeln!(stdout, "{finding}");
    }
    let count = |severity: Severity| findings.iter().filter(|finding| finding.rule.severity() == severity).count();
    let [errors, others] = [count(Severity::Error), count(Severity::Warning)];
    let _ = writeln!(
        stdout,
        "{}, {}, {}",
        counted(errors, "error"),
        counted(others, "warning"),
        counted(count(Severity::Note), "note")
    );
    Outcome { stdout, failed: errors > 0, ..Outcome::default() }
}

/// Refuses insets of unknown areas or in forms that have none, and ranges by chance where no value has one.
pub(crate) fn refuse_what_cannot_be_drawn(picture: &Picture) -> Result<(), Failure> {
    let refused = |message: String, hint: Option<String>| Err(Failure::Usage { message, hint });
    if !picture.design.insets.is_empty() && picture.form != Form::Choropleth {
        return refused(
            format!("--form {} has no insets", picture.form.word()),
            Some("leave out --inset or --form".to_owned()),
        );
    }
    if let Some(word) = picture.unknown_inset() {
        let known = picture.areas.iter().map(|area| area.name.as_str());
        let hint = did_you_mean(word, known.chain(picture.over_names.iter().map(|(_, name)| name.as_str())));
        return refused(format!("no area {word:?} on the map to be an inset"), hint);
    }
    let has_range = picture.value == Value::Coverage.word() && picture.areas.iter().any(|area| area.range.is_some());
    if picture.design.uncertainty.is_some() && !has_range {
        return refused(
            "no range by chance is known of these areas and this value".to_owned(),
            Some("ranges are of coverage, by regions, provinces or a scheme".to_owned()),
        );
    }
    Ok(())
}

/// What a wish for classes came to, where it is not what was wished.
pub(crate) fn class_remarks(picture: &Picture, request: &MapRequest) -> Option<Remark> {
    let Some(Legend::Classes { classes, .. }) = &picture.legend else { return None };
    let left_aside = request.style.method.as_ref().zip(request.style.k).filter(|(method, _)| method.ignores_k());
    let message = match (left_aside, classes.fewer_than) {
        (Some((method, k)), _) => {
            format!("-k {k} is left aside: {} decides how many classes there are", method.word())
        }
        (None, Some(k)) => fewer_classes(classes.breaks.len(), k, Language::default()),
        (None, None) => return None,
    };
    Some(Remark::of(Kind::Changed, Place::file("--classes"), message))
}

/// A scene in the form asked for.
pub(crate) fn written(scene: &Scene, request: &MapRequest, mut warnings: Vec<Remark>) -> Result<Outcome, Failure> {
    if !scene.unlabelled.is_empty() {
        let areas = format!("no room for {} labels: {}", scene.unlabelled.len(), first_few(&scene.unlabelled));
        warnings.push(Remark::of(Kind::NotDrawn, Place::file("map"), areas));
    }
    if scene.without_locator {
        warnings.push(Remark::new(Place::file("map"), "no room for the locator").hint("a larger --size has more"));
    }
    if !scene.without_inset.is_empty() {
        let message = format!("no room for an inset of {}", scene.without_inset.join(", "));
        warnings.push(Remark::of(Kind::NotDrawn, Place::file("map"), message).hint("a larger --size has more"));
    }
    let picture = |name: &str, made: Result<Vec<u8>, NoPicture>| {
        let usage = |error: NoPicture| Failure::Usage { message: error.to_string(), hint: None };
        Ok::<_, Failure>(vec![Artifact { name: name.to_owned(), bytes: made.map_err(usage)? }])
    };
    let artifacts = match request.form {
        PictureForm::Svg => Vec::new(),
        PictureForm::Png(resolution) => picture("map.png", scene.to_png(resolution))?,
        PictureForm::Pdf => picture("map.pdf", scene.to_pdf())?,
    };
    let stdout = if request.form == PictureForm::Svg { scene.to_svg(request.style.design.text) } else { String::new() };
    Ok(Outcome { stdout, warnings, artifacts, ..Outcome::default() })
}

/// The census source that counts the same residents.
pub(crate) fn census_source(source: Option<Source>) -> Source {
    match source.and_then(Source::ages) {
        Some(Ages::Adults) => Source::CensusAdults,
        Some(Ages::All) | None => Source::Census,
    }
}

/// The value asked for, or the name of what must be a column of the study.
fn value_of(request: &MapRequest) -> Result<Value, &str> {
    match request.value.as_deref() {
        None if request.layer == "catchments" => Ok(Value::Answered),
        None => Ok(Value::Coverage),
        Some(word) => Value::WORDS.iter().find(|(known, _)| *known == word).map(|(_, value)| *value).ok_or(word),
    }
}

/// Refuses a way to make one of several values for what has one.
fn refuse_aggregate(request: &MapRequest, value: Value) -> Result<(), Failure> {
    match request.aggregate {
        None => Ok(()),
        Some(how) => Err(Failure::Usage {
            message: format!("{:?} has one value for each area, not a {} of units", value.word(), how.word()),
            hint: Some("leave --aggregate out, or draw a column of units".to_owned()),
        }),
    }
}

/// The layer called `name`: a level, `catchments` or a scheme.
///
/// # Errors
/// A name that is none of these.
pub(crate) fn layer_of(
    study: &Study,
    outlines: &Outlines,
    findings: &Findings,
    name: &str,
    source: Option<Source>,
) -> Result<Layer, Failure> {
    let territory = &study.territory;
    let ages = source.and_then(Source::ages).unwrap_or(Ages::All);
    if name == "catchments" {
        return catchment_layer(study, outlines, findings, ages).ok_or_else(|| Failure::Usage {
            message: "the study has no catchments".to_owned(),
            hint: Some("add a section [catchments] to its study.toml".to_owned()),
        });
    }
    if is_level(territory, territory.level_name(territory.finest()), name) {
        return Ok(place_layer(study, outlines, findings, name, ages));
    }
    let scheme = study.schemes.iter().find(|scheme| is_level(territory, scheme.name(), name));
    scheme.map(|scheme| scheme_layer(study, outlines, findings, scheme, source)).ok_or_else(|| {
        let mut known: Vec<String> = territory.levels().map(|level| plural(territory.level_name(level))).collect();
        known.push("catchments".to_owned());
        known.extend(
            study.schemes.iter().map(|scheme| scheme.name().to_owned()).filter(|name| territory.level(name).is_none()),
        );
        unknown_layer(name, &known)
    })
}

fn unknown_layer(name: &str, known: &[String]) -> Failure {
    let hint = did_you_mean(name, known.iter().map(String::as_str));
    Failure::Usage {
        message: format!("no layer {name:?}"),
        hint: hint.or_else(|| Some(format!("layers are {}", known.join(", ")))),
    }
}

/// Whether a typed name means a level or scheme: its name, or a level's name in the plural.
pub(crate) fn is_level(territory: &Territory, level: &str, typed: &str) -> bool {
    typed == level || (territory.level(level).is_some() && typed == plural(level))
}

/// The areas that a table is about, and what goes with them on a map.
struct Land {
    territory: Territory,
    schemes: Vec<Scheme>,
    declared_schemes: Vec<String>,
    outlines: Outlines,
    population: Option<Population>,
    language: Language,
    notice: Option<String>,
    source: Option<String>,
    inputs: Vec<study::Source>,
    warnings: Vec<Remark>,
}

/// The areas of a table: Italy's, or those of a study that is named.
fn land_of(request: &MapRequest) -> Result<Land, Failure> {
    if request.study == StudySource::Reference {
        let italy = italy();
        let mut schemes: Vec<Scheme> =
            italy.territory.levels().map(|level| Scheme::of_level(&italy.territory, level)).collect();
        schemes.extend(istat_schemes(&italy.territory));
        return Ok(Land {
            outlines: embedded(&italy.territory)?,
            schemes,
            declared_schemes: Vec::new(),
            population: Some(italy.population),
            language: request.language,
            notice: None,
            source: Some(attribution().in_language(request.language).to_owned()),
            inputs: Vec::new(),
            warnings: Vec::new(),
            territory: italy.territory,
        });
    }
    let loaded = open_study(&request.study)?;
    let study = loaded.study;
    let outlines = outlines_of(&study)?.ok_or_else(without_outlines)?;
    Ok(Land {
        outlines,
        territory: study.territory,
        schemes: study.schemes,
        declared_schemes: study.declared_schemes,
        population: study.population,
        language: study.heading.language,
        notice: study.heading.notice,
        source: study.heading.attribution,
        inputs: study.sources,
        warnings: loaded.warnings,
    })
}

fn without_outlines() -> Failure {
    Failure::Usage {
        message: "no outlines are known for the study's own territory, so there is no map".to_owned(),
        hint: None,
    }
}

/// A map of a table's column: no study is needed.
fn map_of_table(request: &MapRequest, data: &std::path::Path, then: Then<'_>) -> Result<Outcome, Failure> {
    let land = land_of(request)?;
    let territory = &land.territory;
    let level = territory.levels().find(|level| is_level(territory, territory.level_name(*level), &request.layer));
    let Some(level) = level else {
        let known: Vec<String> = territory.levels().map(|level| plural(territory.level_name(level))).collect();
        return Err(unknown_layer(&request.layer, &known));
    };
    let column = request.column_of(data)?;
    let read = read_column(&column, territory, level)?;
    let mut warnings = land.warnings;
    warnings.extend(read.warnings);
    let absent = read.value.values.iter().filter(|value| value.is_none()).count();
    if absent > 0 {
        let areas = counted(absent, territory.level_name(level));
        let rows = column.rows.map_or_else(String::new, |(_, word)| format!(" for {word}"));
        let message = format!("{areas} without a value in the table{rows}, drawn as missing");
        warnings.push(Remark::of(Kind::MissingCount, Place::file(&read.value.source.name), message));
    }
    let outlines = &land.outlines;
    let inputs: Vec<_> = land.inputs.iter().chain([&read.value.source, &outlines.source]).cloned().collect();
    let residents = land.population.as_ref().map_or_else(
        || vec![None; territory.areas(level).len()],
        |population| crate::model::place::population::by_area(population, territory, level),
    );
    if request.style.form == Form::Dots {
        return Err(Failure::Usage {
            message: "dots stand for residents whom no answer covers, which a table does not say".to_owned(),
            hint: Some("draw the table with --form symbols".to_owned()),
        });
    }
    refuse_crowds(request.style.form, territory.areas(level).len())?;
    let language = land.language;
    let (schemes, declared) = (&land.schemes, &land.declared_schemes);
    let known = Territories { territory, schemes, declared, outlines, language };
    let setting = Setting::of(request, &request.layer, &known)?;
    with_table_picture(
        outlines,
        (territory, level),
        &read.value,
        &residents,
        (&request.style, language),
        &inputs,
        (land.notice.clone(), land.source.clone()),
        |picture| setting.around(request, picture, &|picture| then(picture, warnings.clone())),
    )
}
