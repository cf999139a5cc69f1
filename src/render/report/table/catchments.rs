//! Tables of catchments: who serves which place, what shares rest on, how large catchments are.

use crate::analysis::coverage::allocation::{Allocation, allocation};
use crate::analysis::coverage::area::{Allotted, takes_part};
use crate::analysis::coverage::size::{CatchmentSizes, SizeSummary};
use crate::analysis::gate::published::PublishedFindings;
use crate::model::base::count::Residents;
use crate::model::base::index::PlaceIndex;
use crate::model::catchment::served::{Allotment, Catchments};
use crate::model::study::Study;
use crate::model::survey::frame::Unit;
use crate::render::report::long_sheet::LongSheet;
use crate::render::report::sheet::{Cell, Columns, Sheet};

/// A place, and a unit that serves it where one does.
pub(crate) struct Served<'a> {
    place: PlaceIndex,
    by: Option<(&'a Unit, Allotment)>,
    residents: Option<Residents>,
}

impl Served<'_> {
    /// Residents where the unit answered, none where it did not or nobody serves the place, missing where they are not known.
    fn covered(&self) -> Option<Residents> {
        let answered = self.by.is_some_and(|(unit, _)| takes_part(unit) && unit.status.answered());
        self.residents.map(|residents| if answered { residents } else { Residents::default() })
    }
}

fn served<'a>(study: &'a Study, catchments: &Catchments, allotted: &Allotted) -> Vec<Served<'a>> {
    let mut rows = Vec::new();
    for place in study.territory.places() {
        if catchments.of_place(place).is_empty() {
            rows.push(Served { place, by: None, residents: allotted.all.outside[place.index()] });
        }
        for position in catchments.range(place) {
            let allotment = catchments.allotments()[position];
            let by = Some((study.frame.unit(allotment.unit), allotment));
            rows.push(Served { place, by, residents: allotted.all.given[position] });
        }
    }
    rows
}

/// `municipalities.csv`: one row per place and unit that serves it; a place that nobody serves has one row without a unit.
pub(crate) fn places_sheet<'a>(study: &'a Study, allotted: &Allotted) -> LongSheet<'a, Served<'a>> {
    let territory = &study.territory;
    let finest = territory.level_name(territory.finest());
    let broadest = territory.broadest();
    let region = move |place| &territory.areas(broadest)[territory.area_of_place(broadest, place).index()];
    let columns = Columns::<Served<'a>>::new()
        .and(format!("{finest}_code"), move |row| Cell::from(territory.place(row.place).code.as_str()))
        .and("name", move |row| Cell::from(territory.place(row.place).name.as_str()))
        .and(format!("{}_code", territory.level_name(broadest)), move |row| Cell::from(region(row.place).code.as_str()))
        .and("unit_id", |row| Cell::text(row.by.map(|(unit, _)| unit.id.as_str())))
        .and("share", |row| row.by.map_or(Cell::Missing, |(_, allotment)| Cell::Number(allotment.share.value())))
        .and("residents", |row| Cell::from(row.residents))
        .and("covered_residents", |row| Cell::from(row.covered()))
        .and("basis", |row| Cell::text(row.by.map(|(_, allotment)| allotment.basis.word())));
    let rows = study.catchments.as_ref().map_or_else(Vec::new, |catchments| served(study, catchments, allotted));
    LongSheet::of(columns, rows)
}

/// What the residents of catchments rest on: one row per basis, of the residents that headline results count.
pub fn allocation_sheet(study: &Study, allotted: &Allotted) -> Sheet {
    let columns = Columns::<Allocation>::new()
        .and("basis", |row| Cell::from(row.basis.word()))
        .and("places", |row| Cell::count(row.n_places))
        .and("residents", |row| Cell::from(row.residents.part()))
        .and("all_residents", |row| Cell::from(row.residents.whole()))
        .and("share", |row| Cell::number(row.residents.value()));
    let counts = study.population.as_ref().and_then(|population| population.of(study.ages));
    let rows = match (&study.catchments, counts, allotted.of_ages(study.ages)) {
        (Some(catchments), Some(counts), Some(given)) => allocation(catchments, given, counts),
        _ => Vec::new(),
    };
    Sheet::of(&columns, rows)
}

/// Sizes of catchments, by status and source.
pub fn sizes_sheet(findings: &PublishedFindings) -> Sheet {
    type Row<'a> = (&'static str, &'a CatchmentSizes);
    fn of_summary((_, sizes): &Row<'_>, number: fn(&SizeSummary) -> f64) -> Cell {
        Cell::number(sizes.summary.as_ref().map(number))
    }
    let columns = Columns::<Row<'_>>::new()
        .and("source", |(source, _)| Cell::from(*source))
        .and("answered", |(_, sizes)| Cell::from(if sizes.answered { "yes" } else { "no" }))
        .and("n_units", |(_, sizes)| Cell::count(sizes.n_units))
        .and("not_known", |(_, sizes)| Cell::count(sizes.not_known))
        .and("mean", |row| of_summary(row, |summary| summary.mean))
        .and("minimum", |row| of_summary(row, |summary| summary.minimum))
        .and("q1", |row| of_summary(row, |summary| summary.q1))
        .and("median", |row| of_summary(row, |summary| summary.median))
        .and("q3", |row| of_summary(row, |summary| summary.q3))
        .and("maximum", |row| of_summary(row, |summary| summary.maximum));
    let frame = findings.sizes.iter().flatten().map(|sizes| ("frame", sizes));
    let census = findings.census_sizes.iter().flatten().map(|sizes| ("census", sizes));
    Sheet::of(&columns, frame.chain(census))
}
