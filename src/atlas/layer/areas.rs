//! Layers of a study: which areas a map has, and everything that can be drawn of each.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::analysis::coverage::area::{Allotted, Source, takes_part};
use crate::analysis::gate::published::{Published, PublishedCoverage, PublishedFindings};
use crate::atlas::layer::short_name::short_name;
use crate::geometry::topology::arcs::Topology;
use crate::input::problem::remark::Problems;
use crate::model::base::count::{Residents, UnitCount};
use crate::model::base::index::PlaceIndex;
use crate::model::base::share::Share;
use crate::model::catchment::residents::residents_of_union;
use crate::model::catchment::served::{Allotment, Catchments};
use crate::model::place::population::Ages;
use crate::model::place::scheme::{Scheme, TOTAL};
use crate::model::study::Study;
use crate::model::survey::frame::Unit;
use crate::render::classes::value::NoData;
use crate::study::outlines::Outlines;

/// One area of a layer with everything that can be drawn of it.
#[derive(Clone, Debug)]
pub struct LayerArea {
    /// The code, unique in the layer.
    pub code: String,
    /// The name.
    pub name: String,
    /// A shorter name, for maps without room for the name.
    pub short_name: Option<String>,
    /// Residents covered out of all.
    pub covered: Option<Published<Residents>>,
    /// Units that answered out of all that serve the area, hospitals too.
    pub units: Option<Published<UnitCount>>,
    /// Position in `ANSWERS`: whether the units that serve it answered.
    pub answered: Option<usize>,
    /// The range of coverage if the same number of units had answered at random.
    pub range: Option<[f64; 2]>,
    /// Whether chance explains its coverage, by the p-value adjusted over all areas.
    pub is_within_chance: Option<bool>,
    /// Why there is no value where there is none.
    pub missing: NoData,
}

/// The places that areas are made of, with their residents.
#[derive(Debug)]
pub struct Places {
    /// Their shapes.
    pub shapes: Arc<Topology>,
    /// The area that each is in.
    pub area_of: Vec<usize>,
    /// Their residents, none where they are not known.
    pub residents: Vec<u64>,
}

/// One layer of a study: areas and their shapes.
#[derive(Debug)]
pub struct Layer {
    /// The name, as typed.
    pub name: String,
    /// What one area is called, such as `region`.
    pub one: String,
    /// Whether the areas are those of a level.
    pub is_level: bool,
    /// Whether residents are those of the census, whatever source was asked for.
    pub by_census: bool,
    /// Coverage of the whole, as it is published, where the layer is a scheme.
    pub whole: Option<Published<Residents>>,
    /// The areas; shape `i` is area `i`.
    pub areas: Vec<LayerArea>,
    /// Their shapes.
    pub shapes: Arc<Topology>,
    /// The places that they are made of, where these are finer.
    pub places: Option<Places>,
    /// Borders of the broadest level, where areas are much finer.
    pub over: Option<Arc<Topology>>,
    /// Land around.
    pub around: Option<Arc<Topology>>,
    /// The rest of the territory, where the study is limited to a part of it.
    pub rest: Option<Arc<Topology>>,
}

impl Layer {
    /// Whether the layer's areas know whether their units answered.
    pub fn knows_answers(&self) -> bool {
        self.areas.iter().any(|area| area.answered.is_some())
    }
}

/// The borders of the broadest level that has several areas, to be drawn over areas that are much finer.
fn broad_borders(study: &Study, outlines: &Outlines, n_areas: usize) -> Result<Option<Arc<Topology>>, Problems> {
    let broadest = study.scheme(study.territory.level_name(study.territory.broadest_divided()));
    let broadest = broadest.filter(|broadest| n_areas > 2 * broadest.areas().len());
    broadest.map(|broadest| outlines.of_scheme(broadest)).transpose()
}

/// Why the residents of places are not known, where those of none are.
fn gap_of(study: &Study, places: impl IntoIterator<Item = PlaceIndex>) -> NoData {
    let Some(population) = &study.population else { return NoData::NotKnown };
    let mut counts =
        places.into_iter().map(|place| (population.all[place.index()], population.withheld.contains(&place)));
    let withheld = counts.try_fold(false, |any, (count, withheld)| count.is_none().then_some(any || withheld));
    if withheld == Some(true) { NoData::Suppressed } else { NoData::NotKnown }
}

/// The layer of a scheme's areas with their coverage by `source`.
///
/// # Errors
/// Areas that cannot be drawn.
pub fn scheme_layer(
    study: &Study,
    outlines: &Outlines,
    findings: &PublishedFindings,
    scheme: &Scheme,
    source: Option<Source>,
) -> Result<Layer, Problems> {
    let mut members = vec![Vec::new(); scheme.areas().len()];
    for place in study.territory.places() {
        members[scheme.area_of_place(place).index()].push(place);
    }
    let inside = |index: usize| members[index].iter().copied();
    let counts = study.population.as_ref().zip(source.and_then(Source::ages)).and_then(|(all, ages)| all.of(ages));
    let any_known = |index| counts.is_some_and(|counts| inside(index).any(|place| counts[place.index()].is_some()));
    let areas = scheme.areas().iter().enumerate().map(|(index, area)| {
        let row = findings
            .coverage
            .iter()
            .find(|row| row.scheme == scheme.name() && row.area.index() == index && Some(row.source) == source);
        let response = findings.response.iter().find(|row| row.scheme == scheme.name() && row.area.index() == index);
        LayerArea {
            code: area.code.clone(),
            name: area.name.in_language(study.heading.language).to_owned(),
            short_name: short_name(&study.territory, scheme.name(), index, &area.code),
            // The sum of counts none of which is known is not 0.
            covered: row.map(|row| row.residents).filter(|residents| residents.whole().0 > 0 || any_known(index)),
            units: response.map(|row| row.answered),
            answered: None,
            range: row.and_then(|row| row.null.as_ref().ok()).map(|null| [null.low, null.high]),
            is_within_chance: row.and_then(PublishedCoverage::is_within_chance),
            missing: gap_of(study, inside(index)),
        }
    });
    Ok(Layer {
        name: scheme.name().to_owned(),
        one: scheme.name().replace('_', " "),
        is_level: study.territory.level(scheme.name()).is_some(),
        by_census: false,
        whole: findings
            .coverage
            .iter()
            .find(|row| row.scheme == TOTAL && Some(row.source) == source)
            .map(|row| row.residents),
        areas: areas.collect(),
        shapes: outlines.of_scheme(scheme)?,
        places: None,
        over: broad_borders(study, outlines, scheme.areas().len())?,
        around: outlines.around.clone(),
        rest: outlines.rest.clone(),
    })
}

/// The places that a scheme's areas are made of, for a layer that shows where in them people live; `None` where that is not known.
///
/// # Errors
/// Places that cannot be drawn.
pub(crate) fn places_of(study: &Study, outlines: &Outlines, scheme: &Scheme) -> Result<Option<Places>, Problems> {
    let Some(population) = &study.population else { return Ok(None) };
    Ok(Some(Places {
        shapes: outlines.places()?,
        area_of: scheme.by_place().iter().map(|area| area.index()).collect(),
        residents: population.all.iter().map(|count| count.map_or(0, |count| count.0)).collect(),
    }))
}

/// Residents of every place covered by units that answered, out of all.
fn covered_of_places(study: &Study, allotted: &Allotted, ages: Ages) -> Vec<Option<Share<Residents>>> {
    let counts = study.population.as_ref().and_then(|population| population.of(ages));
    let (Some(catchments), Some(counts), Some(given)) = (&study.catchments, counts, allotted.of_ages(ages)) else {
        return vec![None; study.territory.n_places()];
    };
    let answers = |unit: usize| {
        let unit = &study.frame.units()[unit];
        takes_part(unit) && unit.status.answered()
    };
    study
        .territory
        .places()
        .map(|place| {
            let count = counts[place.index()];
            Share::new(residents_of_union(catchments, given, place, count, answers)?, count?)
        })
        .collect()
}

/// The layer of single places.
///
/// # Errors
/// Places that cannot be drawn.
pub fn place_layer(
    study: &Study,
    outlines: &Outlines,
    findings: &PublishedFindings,
    name: &str,
    ages: Ages,
) -> Result<Layer, Problems> {
    let covered = findings.allotted.as_ref().map(|allotted| covered_of_places(study, allotted, ages));
    let areas = study.territory.places().map(|place| {
        let served = study.catchments.as_ref().map(|catchments| catchments.of_place(place));
        let in_no_catchment = served.is_some_and(<[_]>::is_empty);
        let area = study.territory.place(place);
        LayerArea {
            code: area.code.to_string(),
            name: area.name.to_string(),
            short_name: area.short_name.clone(),
            covered: covered
                .as_ref()
                .and_then(|covered| covered[place.index()])
                .filter(|_| !in_no_catchment)
                .map(Published::Exact),
            units: served
                .filter(|served| !served.is_empty())
                .and_then(|served| units_that_answered(study, served))
                .map(Published::Exact),
            answered: served.and_then(|served| answer_of(study, served)),
            range: None,
            is_within_chance: None,
            missing: if in_no_catchment { NoData::NoCatchment } else { gap_of(study, [place]) },
        }
    });
    let areas: Vec<LayerArea> = areas.collect();
    let over = broad_borders(study, outlines, areas.len())?;
    let one = study.territory.level_name(study.territory.finest()).to_owned();
    Ok(Layer {
        name: name.to_owned(),
        one,
        is_level: true,
        by_census: true,
        whole: None,
        areas,
        shapes: outlines.places()?,
        places: None,
        over,
        around: outlines.around.clone(),
        rest: outlines.rest.clone(),
    })
}

fn units_that_answered(study: &Study, served: &[Allotment]) -> Option<Share<UnitCount>> {
    let units: Vec<&Unit> =
        served.iter().map(|allotment| study.frame.unit(allotment.unit)).filter(|unit| takes_part(unit)).collect();
    let answered = units.iter().filter(|unit| unit.status.answered()).count();
    Share::new(UnitCount(answered as u64), UnitCount(units.len() as u64))
}

/// Position in `ANSWERS` of the units that serve a place.
fn answer_of(study: &Study, served: &[Allotment]) -> Option<usize> {
    let units = units_that_answered(study, served)?;
    match (units.part().0, units.whole().0) {
        (_, 0) => None,
        (answered, all) if answered == all => Some(0),
        (0, _) => Some(2),
        _ => Some(1),
    }
}

/// The area of the layer of catchments that each place is in, and the units of each area, in the order of the frame.
pub(crate) fn catchment_groups(study: &Study, catchments: &Catchments) -> (Vec<usize>, Vec<Vec<usize>>) {
    let units_of = |place: PlaceIndex| catchments.of_place(place).iter().map(|allotment| allotment.unit.index());
    let mut number_of: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
    let mut last: Option<(PlaceIndex, usize)> = None;
    let mut numbers = Vec::with_capacity(study.territory.n_places());
    for place in study.territory.places() {
        // Places that follow each other often have the same units.
        let number = match last {
            Some((same, number)) if units_of(same).eq(units_of(place)) => number,
            Some(_) | None => {
                let next = number_of.len();
                *number_of.entry(units_of(place).collect()).or_insert(next)
            }
        };
        last = Some((place, number));
        numbers.push(number);
    }
    let mut position = vec![0; number_of.len()];
    for (group, number) in number_of.values().enumerate() {
        position[*number] = group;
    }
    (numbers.into_iter().map(|number| position[number]).collect(), number_of.into_keys().collect())
}

/// The layer of catchments; `None` where there are none. Places that the same units share are one area, for a share says how many residents,
/// not where.
///
/// # Errors
/// Catchments that cannot be drawn.
pub fn catchment_layer(
    study: &Study,
    outlines: &Outlines,
    findings: &PublishedFindings,
    ages: Ages,
) -> Result<Option<Layer>, Problems> {
    let (Some(catchments), Some(allotted)) = (&study.catchments, &findings.allotted) else { return Ok(None) };
    let covered = covered_of_places(study, allotted, ages);
    let (group_of, groups) = catchment_groups(study, catchments);
    let mut sums = vec![None; groups.len()];
    let mut served: Vec<&[Allotment]> = vec![&[]; groups.len()];
    for (place, &group) in study.territory.places().zip(&group_of) {
        served[group] = catchments.of_place(place);
        if let Some(share) = covered[place.index()] {
            sums[group] = Some(Share::pooled(sums[group].into_iter().chain([share])));
        }
    }
    let areas: Vec<LayerArea> = groups
        .iter()
        .enumerate()
        .map(|(index, units)| {
            let join = |text: &dyn Fn(&Unit) -> String| {
                units.iter().map(|&unit| text(&study.frame.units()[unit])).collect::<Vec<_>>()
            };
            let none = units.is_empty();
            LayerArea {
                code: if none { "none".to_owned() } else { join(&|unit| unit.id.to_string()).join("+") },
                name: if none {
                    NoData::NoCatchment.word().to_owned()
                } else {
                    join(&|unit| unit.name.clone().unwrap_or_else(|| unit.id.to_string())).join(" + ")
                },
                short_name: None,
                covered: sums[index].filter(|_| !none).map(Published::Exact),
                units: units_that_answered(study, served[index]).filter(|_| !none).map(Published::Exact),
                answered: answer_of(study, served[index]),
                range: None,
                is_within_chance: None,
                missing: if none {
                    NoData::NoCatchment
                } else if answer_of(study, served[index]).is_none() {
                    NoData::OutOfScope
                } else {
                    let inside = study.territory.places().zip(&group_of).filter(|(_, group)| **group == index);
                    gap_of(study, inside.map(|(place, _)| place))
                },
            }
        })
        .collect();
    let group_of: Vec<Option<usize>> = group_of.into_iter().map(Some).collect();
    let shapes = outlines.of_groups(&group_of, areas.len())?;
    let over = broad_borders(study, outlines, areas.len())?;
    Ok(Some(Layer {
        name: "catchments".to_owned(),
        one: "catchment".to_owned(),
        is_level: false,
        by_census: true,
        whole: None,
        areas,
        shapes,
        places: None,
        over,
        around: outlines.around.clone(),
        rest: outlines.rest.clone(),
    }))
}
