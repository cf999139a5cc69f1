//! What several pictures have in common.

use crate::atlas::ask::request::MapRequest;
use crate::atlas::picture::classes::{class_legend, numbers, parity_legend};
use crate::render::classes::classify::PARITY;
use crate::render::classes::value::Unit;
use crate::render::map::multiples::Multiples;
use crate::render::picture::shown::{Legend, Picture};
use crate::study::failure::{Failure, refused};
use crate::words::letters::capitalised;
use crate::words::picture::mixed_words;

/// The unit of all panels. Whole numbers beside others are numbers.
pub(crate) fn shared_unit(pictures: &[Picture]) -> Result<Unit, Failure> {
    let first = pictures[0].values.unit;
    if pictures.iter().all(|picture| picture.values.unit == first) {
        return Ok(first);
    }
    let share = pictures.iter().position(|picture| picture.values.unit == Unit::Percent);
    let other = pictures.iter().position(|picture| picture.values.unit != Unit::Percent);
    match (share, other) {
        (Some(share), Some(other)) => {
            no_classes(share.min(other), share.max(other), "one shows shares, the other numbers", pictures)
        }
        _ => Ok(Unit::Plain),
    }
}

/// The decimals of all panels, where all are of data that say how many they have.
pub(crate) fn shared_decimals(pictures: &[Picture]) -> Option<usize> {
    pictures.iter().map(|picture| picture.values.decimals).collect::<Option<Vec<usize>>>()?.into_iter().max()
}

/// Why two panels cannot share classes.
fn no_classes<T>(a: usize, b: usize, why: &str, pictures: &[Picture]) -> Result<T, Failure> {
    let name = |number: usize| format!("({}) {}", Multiples::letter(number), pictures[number].origin.value);
    refused(format!("panels {} and {} cannot share classes: {why}", name(a), name(b)), "draw one map of each")
}

/// The legend of all panels: classes of all their values together.
pub(crate) fn shared_legend(request: &MapRequest, pictures: &[Picture], unit: Unit) -> Result<Option<Legend>, Failure> {
    let with_legend: Vec<usize> = (0..pictures.len()).filter(|&number| pictures[number].key.legend.is_some()).collect();
    let Some(&first) = with_legend.first() else { return Ok(None) };
    let mut parities = 0;
    for &number in &with_legend {
        match (&pictures[first].key.legend, &pictures[number].key.legend) {
            (Some(Legend::Classes { classes: a, .. }), Some(Legend::Classes { classes: b, .. })) => {
                if (a.method == PARITY) != (b.method == PARITY) {
                    return no_classes(first, number, "only one of them is about parity", pictures);
                }
                parities += usize::from(a.method == PARITY);
            }
            (Some(Legend::Categories(a)), Some(Legend::Categories(b))) => {
                if a != b {
                    return no_classes(first, number, "their categories differ", pictures);
                }
            }
            (Some(Legend::Groups { .. }), Some(Legend::Groups { .. })) if first == number => {}
            _ => return no_classes(first, number, "one shows numbers, the other categories", pictures),
        }
    }
    if let Some(categories @ (Legend::Categories(_) | Legend::Groups { .. })) = &pictures[first].key.legend {
        return Ok(Some(categories.clone()));
    }
    let areas: Vec<_> = pictures.iter().flat_map(|picture| picture.values.areas.clone()).collect();
    if parities > 0 && request.style.method.is_none() {
        let ranges = with_legend
            .iter()
            .all(|&number| matches!(&pictures[number].key.legend, Some(Legend::Classes { parity: Some(_), .. })));
        let ends = pictures.iter().filter_map(|picture| match &picture.key.legend {
            Some(Legend::Classes { classes, .. }) => classes.breaks.last().copied(),
            Some(Legend::Categories(_) | Legend::Groups { .. }) | None => None,
        });
        let reached = ends.reduce(f64::max);
        return Ok(parity_legend(&numbers(&areas), ranges, reached, &request.style, pictures[first].words.language));
    }
    Ok(class_legend(&areas, unit, unit == Unit::Percent, &request.style))
}

/// What stands over the legend.
pub(crate) fn shared_legend_title(pictures: &[Picture], unit: Unit) -> String {
    let first = &pictures[0];
    if pictures.iter().all(|picture| picture.key.title == first.key.title) {
        return first.key.title.clone();
    }
    capitalised(mixed_words(unit == Unit::Percent, first.words.language))
}
