//! Small multiples: one panel a layer, a value, a study, a table or a word of a table's column, with the same classes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::atlas::ask::flags::style_flags;
use crate::atlas::picture::study_map::{Style, capitalised, class_legend, lowered, numbers, parity_legend};
use crate::command::map::{MapRequest, class_remarks, looked_at, refuse_what_cannot_be_drawn, with_map, written};

use crate::command::{Failure, Outcome};
use crate::input::document::reader::StudySource;
use crate::input::figures::column::{TableColumn, read_words};
use crate::input::problem::remark::{Place, Remark, counted, first_few};
use crate::model::study::Source;
use crate::render::classes::value::Unit;
use crate::render::lint::check::lint_multiples;
use crate::render::map::multiples::{Multiples, Panel};
use crate::render::picture::design::Design;
use crate::render::picture::shown::{Form, Legend, Picture};
use crate::words::picture::{mixed_words, pair_words};

/// What panels there are, where a map has several.
#[derive(Clone, Debug, Default)]
pub struct PanelsRequest {
    /// Values of a study, or columns of a table.
    pub values: Vec<String>,
    /// Further studies, or further tables.
    pub with: Vec<PathBuf>,
    /// The column of a table whose words tell its rows apart.
    pub wave: Option<String>,
    /// The word of that column whose rows are drawn.
    pub word: Option<String>,
    /// Titles of the panels, instead of those that are made.
    pub titles: Vec<String>,
}

/// What panels differ in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Difference {
    Layers,
    Values,
    Studies,
    Tables,
    Words,
}

pub(crate) fn refused<T>(message: impl Into<String>, hint: &str) -> Result<T, Failure> {
    Err(Failure::Usage { message: message.into(), hint: Some(hint.to_owned()) })
}

/// Draws the panels of a request.
///
/// # Errors
/// Panels that differ in more than one thing or in none, that cannot be read, or that cannot share classes.
pub(crate) fn multiples(request: &MapRequest) -> Result<Outcome, Failure> {
    if request.style.second.is_some() {
        return refused("panels show one value each", "leave --value2 out, or name both with --values");
    }
    if !request.style.design.insets.is_empty() {
        return refused("--form multiples has no insets", "leave out --inset or --form");
    }
    if request.style.design.locator.is_some() {
        return refused("--form multiples has no locator", "leave out --locator or --form");
    }
    let is_standard_input = |path: &PathBuf| path.as_os_str() == "-";
    if request.data.iter().chain(&request.panels.with).any(is_standard_input) {
        return refused("standard input is read once, and panels are read one by one", "save the table as a file");
    }
    let (difference, panels) = panels_of(request)?;
    let most = Multiples::MOST;
    if panels.len() < 2 {
        return refused("one panel is no small multiple", "leave --form out, or name something to compare with");
    }
    if panels.len() > most {
        return refused(
            format!("{} panels are too many, at most {most}", panels.len()),
            "draw fewer, or several files",
        );
    }
    let titles = &request.panels.titles;
    if !titles.is_empty() && titles.len() != panels.len() {
        let message = format!("{} for {} panels", counted(titles.len(), "title"), panels.len());
        return refused(message, "give --panel once for each panel, in their order");
    }
    nested(&panels, &[], Vec::new(), &|pictures, warnings| joined(request, difference, &panels, pictures, warnings))
}

/// The request of each panel, and what they differ in.
fn panels_of(request: &MapRequest) -> Result<(Difference, Vec<MapRequest>), Failure> {
    let wanted = &request.panels;
    let layers: Vec<&str> = request.layer.split(',').map(str::trim).collect();
    let of_table = request.data.is_some();
    let mut differences = Vec::new();
    differences.extend((layers.len() > 1).then_some(Difference::Layers));
    differences.extend((!wanted.values.is_empty()).then_some(Difference::Values));
    let further = if of_table { Difference::Tables } else { Difference::Studies };
    differences.extend((!wanted.with.is_empty()).then_some(further));
    differences.extend(wanted.wave.is_some().then_some(Difference::Words));
    let hint = "give one of several layers (regions,istat5), --values a,b, --with, or with --data --wave COLUMN";
    let difference = match differences[..] {
        [] => return refused("nothing says what the panels are", hint),
        [difference] => difference,
        [_, _, ..] => return refused("panels differ in one thing", hint),
    };
    if difference == Difference::Values && request.value.is_some() {
        return refused("--value and --values are given together", "name all values with --values");
    }
    let plain = MapRequest {
        style: Style { form: Form::Choropleth, title: None, ..request.style.clone() },
        panels: PanelsRequest::default(),
        ..request.clone()
    };
    let panels = match difference {
        Difference::Layers => {
            layers.iter().map(|&layer| MapRequest { layer: layer.to_owned(), ..plain.clone() }).collect()
        }
        Difference::Values => {
            wanted.values.iter().map(|value| MapRequest { value: Some(value.clone()), ..plain.clone() }).collect()
        }
        Difference::Studies => std::iter::once(request.study.clone())
            .chain(wanted.with.iter().cloned().map(StudySource::Path))
            .map(|study| MapRequest { study, ..plain.clone() })
            .collect(),
        Difference::Tables => (request.data.iter().chain(&wanted.with))
            .map(|data| MapRequest { data: Some(data.clone()), ..plain.clone() })
            .collect(),
        Difference::Words => words_of(request)?
            .into_iter()
            .map(|word| {
                let panels = PanelsRequest { wave: wanted.wave.clone(), word: Some(word), ..PanelsRequest::default() };
                MapRequest { panels, ..plain.clone() }
            })
            .collect(),
    };
    Ok((difference, panels))
}

/// The words of the column that tells panels apart.
fn words_of(request: &MapRequest) -> Result<Vec<String>, Failure> {
    let (Some(data), Some(wave)) = (&request.data, &request.panels.wave) else {
        return refused(
            "--wave names a column of a table",
            "give the table with --data, or further studies with --with",
        );
    };
    let column = TableColumn { rows: None, ..request.column_of(data)? };
    Ok(read_words(&column, wave)?)
}

/// What is done with all pictures and the warnings of reading what they show.
type ThenAll<'a> = &'a dyn Fn(&[&Picture<'_>], Vec<Remark>) -> Result<Outcome, Failure>;

/// Draws one panel after the other, and then does something with all of them.
fn nested(
    panels: &[MapRequest],
    drawn: &[&Picture<'_>],
    warnings: Vec<Remark>,
    then: ThenAll<'_>,
) -> Result<Outcome, Failure> {
    let Some((first, rest)) = panels.split_first() else { return then(drawn, warnings) };
    with_map(first, &|picture, more| {
        refuse_what_cannot_be_drawn(picture)?;
        let drawn: Vec<&Picture<'_>> = drawn.iter().copied().chain([picture]).collect();
        // What is said of a study or table is said once, however many panels show it.
        let mut warnings = warnings.clone();
        for warning in more {
            if !warnings.contains(&warning) {
                warnings.push(warning);
            }
        }
        nested(rest, &drawn, warnings, then)
    })
}

/// All panels on one page.
fn joined(
    request: &MapRequest,
    difference: Difference,
    panels: &[MapRequest],
    pictures: &[&Picture<'_>],
    mut warnings: Vec<Remark>,
) -> Result<Outcome, Failure> {
    let first = pictures[0];
    let areas: Vec<_> = pictures.iter().flat_map(|picture| picture.areas.clone()).collect();
    let unit = shared_unit(pictures)?;
    let legend = shared_legend(request, pictures, unit)?;
    if let Some(number) = pictures.iter().position(|picture| picture.shapes.reference() != first.shapes.reference()) {
        let message = format!("the outlines of panels (a) and ({}) are not in one system", Multiples::letter(number));
        return refused(message, "draw two maps");
    }
    if !matches!(difference, Difference::Layers) {
        warnings.extend(strangers(pictures));
    }
    let is_shared = |fact: &String| pictures.iter().all(|picture| picture.subtitle.contains(fact));
    let titles = panel_titles(request, difference, panels, pictures);
    // What one panel hatches, all do.
    let hatch_below = pictures.iter().find_map(|picture| picture.design.hatch_below);
    let design = Design { hatch_below, ..first.design.clone() };
    let drawn = pictures.iter().zip(titles).map(|(picture, title)| {
        let facts = picture.subtitle.iter().filter(|fact| !is_shared(fact) && **fact != title);
        // Which table it is stands in the title.
        let mut facts: Vec<String> = facts.filter(|_| difference != Difference::Tables).cloned().collect();
        if let Some(first) = facts.first_mut() {
            *first = capitalised(first);
        }
        Panel {
            title,
            facts,
            picture: Picture { legend: legend.clone(), design: design.clone(), ..(*picture).clone() },
        }
    });
    let drawn: Vec<Panel<'_>> = drawn.collect();
    let inputs = all_inputs(pictures);
    let whole = Picture {
        layer: distinct(pictures.iter().map(|picture| picture.layer.as_str())).join(","),
        value: distinct(pictures.iter().map(|picture| picture.value.as_str())).join(","),
        title: request.style.title.clone().unwrap_or_else(|| whole_title(difference, pictures)),
        subtitle: first.subtitle.iter().filter(|fact| is_shared(fact)).cloned().collect(),
        areas,
        unit,
        legend_title: shared_legend_title(pictures, unit),
        legend,
        made_with: made_with(request, first),
        form: Form::Multiples,
        inputs: &inputs,
        design: design.clone(),
        ..first.clone()
    };
    let multiples = Multiples { whole, panels: drawn };
    if !multiples.fits() {
        let size = &multiples.whole.design.size.word;
        return refused(
            format!("{} do not fit on --size {size}", counted(pictures.len(), "panel")),
            "choose a larger one",
        );
    }
    if request.lint {
        return Ok(looked_at(&lint_multiples(&multiples)));
    }
    warnings.extend(class_remarks(&multiples.whole, request));
    written(&multiples.scene(), request, warnings)
}

/// The unit of all panels. Whole numbers beside others are numbers.
fn shared_unit(pictures: &[&Picture<'_>]) -> Result<Unit, Failure> {
    let first = pictures[0].unit;
    if pictures.iter().all(|picture| picture.unit == first) {
        return Ok(first);
    }
    let share = pictures.iter().position(|picture| picture.unit == Unit::Percent);
    let other = pictures.iter().position(|picture| picture.unit != Unit::Percent);
    match (share, other) {
        (Some(share), Some(other)) => {
            no_classes(share.min(other), share.max(other), "one shows shares, the other numbers", pictures)
        }
        _ => Ok(Unit::Plain),
    }
}

/// Why two panels cannot share classes.
fn no_classes<T>(a: usize, b: usize, why: &str, pictures: &[&Picture<'_>]) -> Result<T, Failure> {
    let name = |number: usize| format!("({}) {}", Multiples::letter(number), pictures[number].value);
    refused(format!("panels {} and {} cannot share classes: {why}", name(a), name(b)), "draw one map of each")
}

/// The legend of all panels: classes of all their values together.
pub(crate) fn shared_legend(
    request: &MapRequest,
    pictures: &[&Picture<'_>],
    unit: Unit,
) -> Result<Option<Legend>, Failure> {
    let with_legend: Vec<usize> = (0..pictures.len()).filter(|&number| pictures[number].legend.is_some()).collect();
    let Some(&first) = with_legend.first() else { return Ok(None) };
    let mut parities = 0;
    for &number in &with_legend {
        match (&pictures[first].legend, &pictures[number].legend) {
            (Some(Legend::Classes { notes: a, .. }), Some(Legend::Classes { notes: b, .. })) => {
                if a.is_empty() != b.is_empty() {
                    return no_classes(first, number, "only one of them is about parity", pictures);
                }
                parities += usize::from(!a.is_empty());
            }
            (Some(Legend::Categories(a)), Some(Legend::Categories(b))) => {
                if a != b {
                    return no_classes(first, number, "their categories differ", pictures);
                }
            }
            _ => return no_classes(first, number, "one shows numbers, the other categories", pictures),
        }
    }
    if let Some(categories @ Legend::Categories(_)) = &pictures[first].legend {
        return Ok(Some(categories.clone()));
    }
    let areas: Vec<_> = pictures.iter().flat_map(|picture| picture.areas.clone()).collect();
    if parities > 0 && request.style.method.is_none() {
        let ranges = with_legend
            .iter()
            .all(|&number| matches!(&pictures[number].legend, Some(Legend::Classes { parity: Some(_), .. })));
        return Ok(parity_legend(&numbers(&areas), ranges, &request.style, pictures[first].language));
    }
    Ok(class_legend(&areas, unit, unit == Unit::Percent, &request.style))
}

/// What stands over the legend.
fn shared_legend_title(pictures: &[&Picture<'_>], unit: Unit) -> String {
    let first = pictures[0];
    if pictures.iter().all(|picture| picture.legend_title == first.legend_title) {
        return first.legend_title.clone();
    }
    capitalised(mixed_words(unit == Unit::Percent, first.language))
}

/// Areas that are not in every panel.
fn strangers(pictures: &[&Picture<'_>]) -> Option<Remark> {
    let mut panels: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for area in pictures.iter().flat_map(|picture| &picture.areas) {
        *panels.entry((&area.code, &area.name)).or_default() += 1;
    }
    let some: Vec<String> = panels
        .into_iter()
        .filter(|(_, n)| *n < pictures.len())
        .map(|((code, name), _)| format!("{code} {name}"))
        .collect();
    (!some.is_empty()).then(|| {
        let message = format!("{} not in every panel: {}", counted(some.len(), "area"), first_few(&some));
        Remark::new(Place::file("map"), message).hint("panels are compared by the codes of their areas")
    })
}

fn distinct<'a>(words: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut found = Vec::new();
    for word in words {
        if !found.contains(&word) {
            found.push(word);
        }
    }
    found
}

/// What a picture shows, without the areas it is by.
fn what(picture: &Picture<'_>) -> String {
    picture.title.strip_suffix(&picture.by).unwrap_or(&picture.title).to_owned()
}

fn whole_title(difference: Difference, pictures: &[&Picture<'_>]) -> String {
    let first = pictures[0];
    match difference {
        Difference::Layers => what(first),
        Difference::Studies | Difference::Tables | Difference::Words => first.title.clone(),
        Difference::Values => {
            let whats: Vec<String> = pictures.iter().map(|picture| what(picture)).collect();
            // Words of the program start with a capital, titles of columns are as they are.
            let is_table = first.made_with.iter().any(|flag| flag.starts_with("--code="));
            let later = whats[1..].iter().map(|what| if is_table { what.clone() } else { lowered(what) });
            let parts: Vec<String> = whats[..1].iter().cloned().chain(later).collect();
            let (last, before) = parts.split_last().map_or(("", &[][..]), |(last, before)| (last.as_str(), before));
            pair_words(&before.join(", "), last, first.language) + &first.by
        }
    }
}

/// A title for each panel.
fn panel_titles(
    request: &MapRequest,
    difference: Difference,
    panels: &[MapRequest],
    pictures: &[&Picture<'_>],
) -> Vec<String> {
    if !request.panels.titles.is_empty() {
        return request.panels.titles.clone();
    }
    let made = panels.iter().zip(pictures).map(|(panel, picture)| match difference {
        Difference::Layers => {
            let by = picture.by.trim_matches([',', ' ', '(', ')']);
            capitalised(if by.is_empty() { &picture.layer } else { by })
        }
        Difference::Values => what(picture),
        Difference::Studies => {
            let own = picture.subtitle.iter().find(|fact| pictures.iter().any(|other| !other.subtitle.contains(fact)));
            own.cloned().unwrap_or_else(|| match &panel.study {
                StudySource::Reference => "reference".to_owned(),
                StudySource::Path(path) => stem(path),
            })
        }
        Difference::Tables => panel.data.as_deref().map(stem).unwrap_or_default(),
        Difference::Words => panel.panels.word.clone().unwrap_or_default(),
    });
    made.collect()
}

/// The name of a file without its ending; of a study's file in a folder, the folder's.
fn stem(path: &Path) -> String {
    let path = if path.ends_with("study.toml") { path.parent().unwrap_or(path) } else { path };
    path.file_stem().map_or_else(|| path.display().to_string(), |stem| stem.to_string_lossy().into_owned())
}

/// What all panels were made from. Files of two studies that have one name and not one content are told apart by the panel's letter.
fn all_inputs(pictures: &[&Picture<'_>]) -> Vec<Source> {
    let mut inputs: Vec<Source> = Vec::new();
    for (number, picture) in pictures.iter().enumerate() {
        for source in picture.inputs {
            match inputs.iter().find(|known| known.name == source.name) {
                Some(known) if known.sha256 == source.sha256 => {}
                Some(_) => {
                    let name = format!("{} ({})", source.name, Multiples::letter(number));
                    inputs.push(Source { name, ..source.clone() });
                }
                None => inputs.push(source.clone()),
            }
        }
    }
    inputs
}

/// The flags that draw the panels again, but for the paths of studies and tables.
fn made_with(request: &MapRequest, first: &Picture<'_>) -> Vec<String> {
    let mut flags = vec![request.layer.clone()];
    let own = &first.made_with;
    match request.panels.values.as_slice() {
        [] => flags.extend(request.value.iter().map(|value| format!("--value={value}"))),
        values => flags.push(format!("--values={}", values.join(","))),
    }
    flags.extend(request.aggregate.map(|how| format!("--aggregate={}", how.word())));
    flags.extend(request.panels.wave.iter().map(|wave| format!("--wave={wave}")));
    flags.extend(request.source.iter().map(|source| format!("--source={}", source.word())));
    let of_table = ["--code=", "--sheet=", "--codes=", "--suppressed=", "--numbers="];
    flags.extend(own.iter().filter(|flag| of_table.iter().any(|start| flag.starts_with(start))).cloned());
    if request.data.is_some() {
        flags.push(format!("--language={}", request.language.code()));
    }
    flags.extend(request.panels.titles.iter().map(|title| format!("--panel={title}")));
    flags.extend(style_flags(&request.style));
    flags
}
