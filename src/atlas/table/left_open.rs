//! Layer, column of codes and column of values of a table, where they are not said and only one of each fits.

use crate::atlas::ask::request::MapRequest;
use crate::atlas::layer::land::Land;
use crate::atlas::layer::table_areas::{Listed, layers_of_tables};
use crate::input::code::autonomous::REGIONS21;
use crate::input::code::gazetteer::Gazetteer;
use crate::input::code::meaning::Way;
use crate::input::figures::area_cells::Holds;
use crate::input::figures::column::TableFile;
use crate::input::figures::survey::{Content, Fit, Survey, SurveyedColumn};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Remark};
use crate::render::colour::palette::CATEGORIES;
use crate::study::failure::Failure;
use crate::words::picture::typed_layer;

/// Words of titles of columns of codes, in lower case.
const CODES: [&str; 13] =
    ["code", "istat", "com", "nuts", "lau", "geo", "itter107", "area", "id", "key", "sigla", "fips", "insee"];
/// Beginnings of such words.
const BEGINNINGS: [&str; 3] = ["cod", "istat", "procom"];

/// Whether a title is that of a column of codes.
fn is_of_codes(title: &str) -> bool {
    let title = title.to_lowercase();
    let mut words = title.split(|letter: char| !letter.is_alphanumeric());
    words.any(|word| CODES.contains(&word) || BEGINNINGS.iter().any(|start| word.starts_with(start)))
}

/// Columns that a message lists.
const LISTED: usize = 12;

/// A column that names the areas of a layer.
struct Candidate<'a> {
    column: &'a SurveyedColumn,
    layer: String,
    fit: Fit,
    /// Whether the title says that it is one of codes, or of these areas.
    is_titled: bool,
    /// Whether the title names the layer.
    names_layer: bool,
}

/// A request with everything that its table leaves open, and what was found.
///
/// # Errors
/// A table in which nothing or more than one thing fits.
pub(crate) fn settled(
    request: &MapRequest,
    table: TableFile<'_>,
    land: &Land,
) -> Result<(MapRequest, Option<Remark>), Failure> {
    let is_one_map = request.panels.values.is_empty() && request.groups.is_none();
    let needs_value = request.value.is_none() && is_one_map;
    let mut settled = request.clone();
    if request.layer.is_some() && !needs_value && request.code.is_some() {
        return Ok((settled, None));
    }
    let named = request.value.as_deref().or(request.panels.values.first().map(String::as_str));
    let named = named.or(request.groups.as_deref()).unwrap_or_default();
    let wave = request.panels.wave.as_deref();
    let survey = Survey::of(&request.column_called(table, named, Holds::Either))?;
    let mut found = Vec::new();
    let taken: Vec<&str> = request.panels.values.iter().map(String::as_str).chain([named]).chain(wave).collect();
    let code = code_of(request, &survey, &taken, land)?;
    if request.layer.is_none() {
        found.push(format!("layer {}", code.layer));
        settled.layer = Some(code.layer.clone());
    }
    if request.code.is_none() {
        if !code.is_usual {
            found.push(format!("areas in the column {:?}{}", code.title, beside(&code.others)));
        }
        settled.code = Some(code.title.clone());
    }
    if needs_value {
        let (value, others) = value_of(&survey, &code, wave, land)?;
        found.push(format!("values in {:?}{}", value.title, beside(&others)));
        settled.value = Some(value.title.clone());
    }
    let remark = (!found.is_empty()).then(|| {
        let hint = match (request.layer.is_none(), request.code.is_none(), needs_value) {
            (_, true, true) => "--value COLUMN names another, and --code COLUMN that of the codes",
            (_, false, true) => "--value COLUMN names another",
            (_, true, false) => "--code COLUMN names another",
            (_, false, false) => "name another LAYER before --data",
        };
        Remark::of(Kind::Assumed, Place::file(&survey.source.name), format!("found: {}", found.join(", "))).hint(hint)
    });
    Ok((settled, remark))
}

fn beside(others: &[String]) -> String {
    if others.is_empty() { String::new() } else { format!(" (not {})", listed(others)) }
}

fn listed(columns: &[String]) -> String {
    let more = columns.len().saturating_sub(LISTED);
    let shown = columns.iter().take(LISTED).cloned().collect::<Vec<_>>().join(", ");
    if more > 0 { format!("{shown} and {more} more") } else { shown }
}

/// The column of codes that was found.
struct Code {
    title: String,
    layer: String,
    /// Whether its title is the usual one, so that it need not be said.
    is_usual: bool,
    /// Other columns that name the same areas.
    others: Vec<String>,
    /// Every column that names areas.
    all: Vec<String>,
}

/// The column that names the areas of a layer, and the layer.
fn code_of(request: &MapRequest, survey: &Survey, taken: &[&str], land: &Land) -> Result<Code, Failure> {
    // Panels of several layers have one column of codes.
    let asked = request.layer.as_deref().map(|layers| layers.split(',').next().unwrap_or(layers).to_owned());
    let layers = asked.clone().map_or_else(|| layers_of_tables(land), |layer| vec![layer]);
    let named = request.code.as_deref().map(|code| survey.require(code)).transpose()?;
    let of_level = asked.as_deref().map(|layer| Listed::of(land, layer)).transpose()?;
    // What is said needs no proof.
    if let (Some(named), Some(layer)) = (named, &asked) {
        let title = named.title.clone();
        let all = vec![title.clone()];
        return Ok(Code { title, layer: layer.clone(), is_usual: true, others: Vec::new(), all });
    }
    // The usual title of a column of codes needs no other.
    if let (None, Some(layer), Some(areas)) = (named, &asked, &of_level) {
        let usual = [format!("{}_code", areas.gazetteer().word()), "code".to_owned()];
        let usual = usual.iter().find_map(|title| survey.require(title).ok());
        if let Some(usual) = usual {
            let title = usual.title.clone();
            let all = vec![title.clone()];
            return Ok(Code { title, layer: layer.clone(), is_usual: true, others: Vec::new(), all });
        }
    }
    let is_open = |column: &&SurveyedColumn| !taken.iter().any(|taken| taken.eq_ignore_ascii_case(&column.title));
    let columns: Vec<&SurveyedColumn> =
        named.map_or_else(|| survey.columns.iter().filter(is_open).collect(), |named| vec![named]);
    let mut candidates = Vec::new();
    for layer in &layers {
        let areas = Listed::of(land, layer)?;
        let gazetteer = areas.gazetteer();
        for &column in &columns {
            let fit = survey.fit(column, &gazetteer).filter(Fit::is_good);
            candidates.extend(fit.map(|fit| Candidate::of(column, layer, fit)));
        }
    }
    let all = candidates.iter().filter(|found| !found.fit.is_doubtful || found.is_titled);
    let all: Vec<String> = all.map(|found| found.column.title.clone()).collect();
    let mut candidates = one_by_column(candidates);
    let best = candidates.iter().map(Candidate::rank).max();
    candidates.retain(|found| Some(found.rank()) == best);
    let Some(found) = chosen(&candidates) else {
        return Err(refused(request, survey, &candidates, (&layers, named)));
    };
    let others =
        candidates.iter().filter(|other| other.layer == found.layer && other.column.title != found.column.title);
    Ok(Code {
        title: found.column.title.clone(),
        layer: found.layer.clone(),
        is_usual: false,
        others: others.map(|other| format!("{:?}", other.column.title)).collect(),
        all,
    })
}

impl<'a> Candidate<'a> {
    fn of(column: &'a SurveyedColumn, layer: &str, fit: Fit) -> Self {
        let title = column.title.to_lowercase();
        let mut words = title.split(|letter: char| !letter.is_alphanumeric());
        // The regions with Bolzano and Trento apart are regions too.
        let is_layer = |named: &str| named == layer || (layer == REGIONS21 && named == "regions");
        let names_layer = words.any(|word| typed_layer(word).is_some_and(is_layer));
        let is_code = is_of_codes(&title);
        Self { column, layer: layer.to_owned(), fit, is_titled: names_layer || is_code, names_layer }
    }

    /// Cells that can be nothing but areas, or a title that says so, before numbers that may be anything.
    fn rank(&self) -> u8 {
        u8::from(!self.fit.is_doubtful || self.is_titled)
    }
}

/// Of each column the layer that it may name: the one that its title names, else the one most cells of which it names, of several the
/// broadest.
fn one_by_column(candidates: Vec<Candidate<'_>>) -> Vec<Candidate<'_>> {
    let mut best: Vec<Candidate<'_>> = Vec::new();
    for candidate in candidates {
        let weight = |found: &Candidate<'_>| (found.names_layer, found.fit.found * 1_000 / found.fit.of.max(1));
        match best.iter_mut().find(|known| known.column.title == candidate.column.title) {
            Some(known) if weight(&candidate) > weight(known) => *known = candidate,
            Some(_) => {}
            None => best.push(candidate),
        }
    }
    best
}

/// The column that is meant, where only one can be: codes before names, of names of one layer the first.
fn chosen<'a, 'b>(columns: &'a [Candidate<'b>]) -> Option<&'a Candidate<'b>> {
    let is_sure = |found: &&Candidate<'_>| found.rank() > 0;
    let codes: Vec<&Candidate<'_>> =
        columns.iter().filter(is_sure).filter(|found| found.fit.way <= Way::Restored).collect();
    if let [one] = codes[..] {
        return Some(one);
    }
    let first = columns.first()?;
    let is_alone = columns.len() == 1 || is_sure(&first);
    (is_alone && columns.iter().all(|other| other.layer == first.layer))
        .then(|| columns.iter().min_by_key(|found| found.fit.way))
        .flatten()
}

/// Why no column of codes was found.
fn refused(
    request: &MapRequest,
    survey: &Survey,
    candidates: &[Candidate<'_>],
    (layers, named): (&[String], Option<&SurveyedColumn>),
) -> Failure {
    let file = &survey.source.name;
    let all: Vec<String> = survey.columns.iter().map(SurveyedColumn::told).collect();
    if candidates.is_empty() {
        let which = named.map_or_else(|| "no column".to_owned(), |named| format!("the column {:?}", named.title));
        let not = if named.is_some() { "does not name" } else { "names" };
        let message = match &request.layer {
            Some(layer) => format!("{file}: {which} {not} {layer}, each in one row: the columns are {}", listed(&all)),
            None => format!("{file}: {which} {not} areas, each in one row: the columns are {}", listed(&all)),
        };
        let hint = match &request.layer {
            Some(layer) => format!("`bacino areas {layer}` lists what can be written; --code COLUMN names the column"),
            None => format!("name the layer, one of {}, and the column with --code COLUMN", layers.join(", ")),
        };
        return Failure::Usage { message, hint: Some(hint) };
    }
    let told: Vec<String> =
        candidates.iter().map(|found| format!("{} by {}", found.layer, found.column.told())).collect();
    Failure::Usage {
        message: format!("{file}: the areas could be {}", listed(&told)),
        hint: Some("name the layer before --data, or the column with --code COLUMN".to_owned()),
    }
}

/// The column of values, and others that could have been: the only one of numbers that is no code, else the only one of few words.
fn value_of<'a>(
    survey: &'a Survey,
    code: &Code,
    wave: Option<&str>,
    land: &Land,
) -> Result<(&'a SurveyedColumn, Vec<String>), Failure> {
    let is_no_code = |column: &&SurveyedColumn| {
        let title = &column.title;
        // A number that identifies is no value, even where some rows have the same.
        let is_number = column.content == Content::Numbers && is_of_codes(title);
        *title != code.title
            && !is_number
            && !code.all.contains(title)
            && wave.is_none_or(|wave| !wave.eq_ignore_ascii_case(title))
    };
    let open: Vec<&SurveyedColumn> = survey.columns.iter().filter(is_no_code).collect();
    let of = |content: Content| open.iter().copied().filter(move |column| column.content == content);
    let several = survey.columns.iter().any(|column| column.texts.len() > 1);
    // A number that is the same in every row, such as the year, is no map.
    let varies = |column: &&SurveyedColumn| column.texts.len() > 1 || !several;
    let mut numbers: Vec<&SurveyedColumn> = of(Content::Numbers).filter(varies).collect();
    if numbers.is_empty() {
        numbers = of(Content::Numbers).collect();
    }
    let names_areas = |column: &&SurveyedColumn| {
        let territory = &land.study.territory;
        territory.levels().any(|level| {
            let gazetteer = Gazetteer::of_level(territory, level);
            column.texts.iter().take(LISTED).all(|text| gazetteer.find(text).area().is_some())
        })
    };
    let words = of(Content::Words).filter(|column| column.texts.len() <= CATEGORIES.len() && !names_areas(column));
    let words: Vec<&SurveyedColumn> = words.filter(|column| column.texts.len() > 1).collect();
    let others = |kept: &SurveyedColumn| -> Vec<String> {
        let others = numbers.iter().chain(&words).filter(|other| other.title != kept.title);
        others.map(|other| format!("{:?}", other.title)).collect()
    };
    match (&numbers[..], &words[..]) {
        ([one], _) | ([], [one]) => Ok((one, others(one))),
        (several, _) => {
            let drawn = if several.is_empty() { &words } else { &numbers };
            let told: Vec<String> =
                if drawn.is_empty() { &open } else { drawn }.iter().map(|column| column.told()).collect();
            let file = &survey.source.name;
            let message = if drawn.is_empty() {
                format!("{file}: no column has values to draw: the columns beside the codes are {}", listed(&told))
            } else {
                format!("{file}: several columns could be drawn: {}", listed(&told))
            };
            Err(Failure::Usage { message, hint: Some("name the one with --value COLUMN".to_owned()) })
        }
    }
}
