//! A study limited to a part of its territory: as if the territory had only that part.

use crate::input::problem::english::{counted, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::Remark;
use crate::input::territory::part::{Limit, Side};
use crate::model::base::index::{AreaIndex, UnitIndex};
use crate::model::base::language::Language;
use crate::model::study::{Study, StudyPart};
use crate::model::survey::frame::Unit;
use crate::model::survey::questionnaire::Question;

/// Which units are left, and what is to be said of them.
#[derive(Default)]
struct Sorted {
    kept: Vec<UnitIndex>,
    left_out: Vec<String>,
    /// Of other regions, and serving places of the part.
    serving: Vec<String>,
    /// Taken for units of the part, which nothing tells.
    taken: Vec<String>,
}

/// The study of the part alone. Units, rules and residents outside are left out and counted in one remark.
pub(crate) fn limited(study: Study, limit: &Limit, remarks: &mut Vec<Remark>) -> Study {
    let places = &limit.part.places;
    let sorted = sort_units(&study, limit);
    let number = |unit: UnitIndex| UnitIndex::at(sorted.kept.binary_search(&unit).unwrap_or_default());
    let inside = &limit.part.territory;
    let (whole_broad, broad) = (study.territory.areas(study.territory.broadest()), inside.broadest());
    let regions: Vec<Option<AreaIndex>> = sorted
        .kept
        .iter()
        .map(|&unit| inside.find(broad, &whole_broad[study.frame.unit(unit).region?.index()].code))
        .collect();
    remarks.extend(outside(&study, limit, &sorted));
    remarks.extend(doubtful(limit, &sorted));
    let questions = study.answers.into_iter();
    Study {
        frame: study.frame.part(&sorted.kept).with_regions(&regions),
        answers: questions
            .map(|question| Question { content: question.content.part(&sorted.kept), ..question })
            .collect(),
        population: study.population.map(|population| population.part(places)),
        catchments: study.catchments.map(|catchments| catchments.part(places, number)),
        part: Some(StudyPart { whole: study.territory, places: places.clone() }),
        territory: inside.clone(),
        ..study
    }
}

/// Tells units of the part from others: by the places they serve, else by their region.
fn sort_units(study: &Study, limit: &Limit) -> Sorted {
    let n_units = study.frame.units().len();
    let (mut serves_inside, mut serves_outside) = (vec![false; n_units], vec![false; n_units]);
    if let Some(catchments) = &study.catchments {
        for place in study.territory.places() {
            let finest = study.territory.finest();
            let side = limit.part.side_of(finest, study.territory.area_of_place(finest, place));
            let serves = if side == Side::Inside { &mut serves_inside } else { &mut serves_outside };
            for allotment in catchments.of_place(place) {
                serves[allotment.unit.index()] = true;
            }
        }
    }
    let named = |unit: &Unit| format!("{:?}", unit.id.as_str());
    let mut sorted = Sorted::default();
    for (unit, member) in study.frame.indexed() {
        let side = limit.side_of(unit, member);
        match (serves_inside[unit.index()], serves_outside[unit.index()]) {
            (true, _) => {
                let is_guest = side == Side::Outside
                    && member.region.is_some_and(|region| limit.part.side_of(limit.broadest, region) == Side::Outside);
                sorted.serving.extend(is_guest.then(|| named(member)));
            }
            (false, false) if side != Side::Outside => {
                sorted.taken.extend((side == Side::Across).then(|| named(member)));
            }
            (false, _) => {
                sorted.left_out.push(named(member));
                continue;
            }
        }
        sorted.kept.push(unit);
    }
    sorted
}

/// What lies outside, in one remark; nothing where the study's own files hold nothing of it.
fn outside(study: &Study, limit: &Limit, sorted: &Sorted) -> Option<Remark> {
    let finest = study.territory.level_name(study.territory.finest());
    let mut parts = Vec::new();
    if !sorted.left_out.is_empty() {
        parts.push(format!("{} of {}", counted(sorted.left_out.len(), "unit"), study.frame.units().len()));
    }
    if limit.n_rules > 0 {
        parts.push(counted(limit.n_rules, "rule"));
    }
    if limit.n_counts > 0 {
        parts.push(format!("the residents of {}", counted(limit.n_counts, finest)));
    }
    if parts.is_empty() {
        return None;
    }
    let name = limit.part.territory.name().in_language(Language::default());
    let message = format!("the study is limited to {name}; outside of it and left out: {}", parts.join(", "));
    Some(Remark::of(Kind::RowsLeftOut, limit.part.place.clone(), message))
}

/// Units that are kept and of which that is not plain.
fn doubtful(limit: &Limit, sorted: &Sorted) -> Vec<Remark> {
    let name = limit.part.territory.name().in_language(Language::default());
    let remark = |message: String| Remark::of(Kind::Assumed, limit.part.place.clone(), message);
    let mut remarks = Vec::new();
    if !sorted.serving.is_empty() {
        let message = format!(
            "{} of other regions kept, for places of {name} are in their catchments: {}",
            counted(sorted.serving.len(), "unit"),
            first_few(&sorted.serving)
        );
        remarks.push(remark(message));
    }
    if !sorted.taken.is_empty() && !sorted.left_out.is_empty() {
        let message = format!(
            "{} with neither region nor catchment to tell taken for units of {name}: {}",
            counted(sorted.taken.len(), "unit"),
            first_few(&sorted.taken)
        );
        remarks.push(remark(message));
    }
    remarks
}
