//! By what answers are compared: areas of the headline schemes, size, categories of the frame.

use crate::analysis::algebra::variable::Values;
use crate::analysis::basis::auxiliary::Auxiliaries;
use crate::analysis::basis::input::BiasInput;
use crate::analysis::basis::members::{Categories, Members};
use crate::analysis::coverage::headline::headline_schemes;
use crate::model::survey::auxiliary::SIZE_CLASS;

/// Levels at the most: a table of more says nothing about any of them.
const MOST_LEVELS: usize = 30;

/// Every grouping of the units with two levels or more, areas first.
pub fn groupings(input: &BiasInput<'_>, members: &Members) -> Vec<Categories> {
    let study = input.study;
    let mut names = headline_schemes(study);
    names.extend(input.options.by.iter().filter(|by| !names.contains(by)).cloned().collect::<Vec<_>>());
    let schemes = names.iter().filter_map(|name| study.scheme(name));
    let mut all: Vec<Categories> = schemes.map(|scheme| members.areas(input, scheme)).collect();
    all.extend(size_classes(input, members));
    all.extend(members.categories(input).into_iter().filter(|categories| categories.name != SIZE_CLASS));
    all.retain(|categories| {
        let mut present: Vec<usize> = categories.of_unit.iter().copied().flatten().collect();
        present.sort_unstable();
        present.dedup();
        (2..=MOST_LEVELS).contains(&present.len())
    });
    all
}

fn size_classes(input: &BiasInput<'_>, members: &Members) -> Option<Categories> {
    let auxiliaries = Auxiliaries {
        study: input.study,
        allotted: input.allotted,
        square_metres: input.square_metres,
        by: input.options.by.as_deref(),
        units: &members.units,
    };
    let Values::Levels { levels, of_unit } = auxiliaries.find(SIZE_CLASS)?.values else { return None };
    let of_unit = of_unit.into_iter().map(|level| level.map(|level| level as usize)).collect();
    Some(Categories { name: SIZE_CLASS.to_owned(), levels, of_unit, is_scheme: false })
}
