//! Small multiples: one panel a layer, a value, a study, a table or a word of a table's column, with the same classes.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::atlas::ask::flags::panels_made_with;
use crate::atlas::ask::refuse::refuse_decimals;
use crate::atlas::ask::request::MapRequest;
use crate::atlas::layer::land::Land;
use crate::atlas::layer::opened::opened;
use crate::atlas::panels::titles::{panel_titles, whole_title};
use crate::atlas::panels::wanted::{Difference, panels_of};
use crate::atlas::picture::classes::class_remarks;
use crate::atlas::picture::drawn::Drawn;
use crate::atlas::picture::shared::{shared_decimals, shared_legend, shared_legend_title, shared_unit};
use crate::atlas::picture::single::single;
use crate::atlas::picture::worded::worded_above;
use crate::input::problem::english::{counted, first_few};
use crate::input::problem::remark::{Place, Remark};
use crate::input::study::source::StudySource;
use crate::model::study::Source;
use crate::render::map::multiples::{Multiples, Panel};
use crate::render::picture::design::{Design, LocatorKind};
use crate::render::picture::shown::{Figure, Form, Key, Origin, Picture, Values, Words};
use crate::study::failure::{Failure, refused};
use crate::words::letters::capitalised;

/// Draws the panels of a request.
///
/// # Errors
/// Panels that differ in more than one thing or in none, that cannot be read, or that cannot share classes.
pub(crate) fn multiples(request: &MapRequest, land: Land) -> Result<Drawn<Multiples>, Failure> {
    if request.style.second.is_some() {
        return refused("panels show one value each", "leave --value2 out, or name both with --values");
    }
    if request.groups.is_some() {
        return refused("groups are drawn on one map", "leave out --groups or --form");
    }
    if !request.style.design.insets.is_empty() {
        return refused("--form multiples has no insets", "leave out --inset or --form");
    }
    if request.style.design.locator != LocatorKind::None {
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
    let Drawn { drawing: pictures, mut remarks } = one_by_one(&panels, vec![(request.study.clone(), land)])?;
    if let Some(number) =
        pictures.iter().position(|picture| picture.figure.shapes.reference() != pictures[0].figure.shapes.reference())
    {
        let message = format!("the outlines of panels (a) and ({}) are not in one system", Multiples::letter(number));
        return refused(message, "draw two maps");
    }
    if !matches!(difference, Difference::Layers) {
        remarks.extend(strangers(&pictures));
    }
    let titles = panel_titles(request, difference, &panels, &pictures);
    let multiples = on_one_page(request, difference, titles, pictures)?;
    refuse_decimals(&multiples.whole)?;
    remarks.extend(class_remarks(&multiples.whole, request));
    Ok(Drawn { drawing: multiples, remarks })
}

/// One picture after the other. What is said of a study or table is said once, however many panels show it.
fn one_by_one(panels: &[MapRequest], mut lands: Vec<(StudySource, Land)>) -> Result<Drawn<Vec<Picture>>, Failure> {
    let mut all = Drawn { drawing: Vec::with_capacity(panels.len()), remarks: Vec::new() };
    for panel in panels {
        let Drawn { drawing, remarks } = single(panel, land_of(panel, &mut lands)?)?;
        all.drawing.push(drawing);
        for remark in remarks {
            if !all.remarks.contains(&remark) {
                all.remarks.push(remark);
            }
        }
    }
    Ok(all)
}

/// The land of a panel: that of an earlier panel where both are of one study.
fn land_of<'a>(panel: &MapRequest, lands: &'a mut Vec<(StudySource, Land)>) -> Result<&'a Land, Failure> {
    let known = lands.iter().position(|(study, _)| *study == panel.study);
    if known.is_none() {
        lands.push((panel.study.clone(), opened(panel)?));
    }
    let position = known.unwrap_or(lands.len() - 1);
    let (_, land) = &mut lands[position];
    land.draw(panel.layer_name());
    Ok(land)
}

/// All panels on one page, with the same classes.
fn on_one_page(
    request: &MapRequest,
    difference: Difference,
    titles: Vec<String>,
    pictures: Vec<Picture>,
) -> Result<Multiples, Failure> {
    let first = &pictures[0];
    let unit = shared_unit(&pictures)?;
    let legend = shared_legend(request, &pictures, unit)?;
    let shared: Vec<String> = first
        .words
        .subtitle
        .iter()
        .filter(|fact| pictures.iter().all(|other| other.words.subtitle.contains(fact)))
        .cloned()
        .collect();
    // What one panel hatches, all do.
    let hatch_below = pictures.iter().find_map(|picture| picture.design.hatch_below);
    let design = Design { hatch_below, ..first.design.clone() };
    let mut whole = Picture {
        words: Words {
            title: whole_title(request, difference, &pictures),
            subtitle: shared.clone(),
            ..first.words.clone()
        },
        values: Values {
            areas: pictures.iter().flat_map(|picture| picture.values.areas.clone()).collect(),
            unit,
            decimals: shared_decimals(&pictures),
        },
        key: Key { title: shared_legend_title(&pictures, unit), legend: legend.clone(), ..first.key.clone() },
        figure: Figure { form: Form::Multiples, ..first.figure.clone() },
        context: first.context.clone(),
        origin: Origin {
            layer: distinct(pictures.iter().map(|picture| picture.origin.layer.as_str())).join(","),
            value: distinct(pictures.iter().map(|picture| picture.origin.value.as_str())).join(","),
            made_with: panels_made_with(request, &first.origin.made_with, first.words.language),
            inputs: all_inputs(&pictures).into(),
        },
        design: design.clone(),
    };
    worded_above(&mut whole, &request.style.wording);
    let panels = pictures.into_iter().zip(titles).map(|(mut picture, title)| {
        let facts = picture.words.subtitle.iter().filter(|fact| !shared.contains(fact) && **fact != title);
        // Which table it is stands in the title.
        let mut facts: Vec<String> = facts.filter(|_| difference != Difference::Tables).cloned().collect();
        if let Some(first) = facts.first_mut() {
            *first = capitalised(first);
        }
        picture.key.legend.clone_from(&legend);
        picture.design = design.clone();
        Panel { title, facts, picture }
    });
    Ok(Multiples { whole, panels: panels.collect() })
}

/// Areas that are not in every panel.
fn strangers(pictures: &[Picture]) -> Option<Remark> {
    let mut panels: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for area in pictures.iter().flat_map(|picture| &picture.values.areas) {
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

/// What all panels were made from. Files of two studies that have one name and not one content are told apart by the panel's letter.
fn all_inputs(pictures: &[Picture]) -> Vec<Source> {
    let mut inputs: Vec<Source> = Vec::new();
    for (number, picture) in pictures.iter().enumerate() {
        for source in picture.origin.inputs.iter() {
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
