//! Results of a study as sheets, and all of them together as `findings.json`.

use crate::analysis::compare::measures::Bias;
use crate::analysis::coverage::allocation::allocation;
use crate::analysis::coverage::area::{Allotted, Coverage, takes_part};
use crate::analysis::coverage::findings::Findings;
use crate::analysis::coverage::reconciliation::Reconciliation;
use crate::analysis::coverage::response::Response;
use crate::analysis::propensity::response_model::ResponseModel;
use crate::model::base::index::AreaIndex;
use crate::model::place::population::Ages;
use crate::model::study::Study;
use crate::model::survey::frame::CharacteristicValues;
use crate::render::report::sheet::{Cell, Sheet};

/// Code and name of an area of a scheme.
fn area_cells(study: &Study, scheme: &str, area: AreaIndex) -> [Cell; 3] {
    let found = study.scheme(scheme).map(|scheme| &scheme.areas()[area.index()]);
    [
        Cell::from(scheme),
        Cell::text(found.map(|area| area.code.as_str())),
        Cell::text(found.map(|area| area.name.in_language(study.heading.language))),
    ]
}

/// `coverage.csv`: one row per scheme, area and source.
pub fn coverage_sheet(study: &Study, rows: &[Coverage]) -> Sheet {
    let mut sheet = Sheet::new([
        "scheme",
        "area_code",
        "area",
        "source",
        "units_responded",
        "units",
        "unit_share",
        "residents_covered",
        "residents",
        "residents_outside_frame",
        "coverage",
        "null_low",
        "null_high",
        "p_value",
        "null_step",
        "not_known",
        "null_missing",
        "mid_p",
    ]);
    for row in rows {
        let mut cells = Vec::from(area_cells(study, &row.scheme, row.area));
        let null = row.null.as_ref();
        cells.extend([
            Cell::from(row.source.word()),
            Cell::from(row.units.part()),
            Cell::from(row.units.whole()),
            Cell::number(row.units.value()),
            Cell::from(row.residents.part()),
            Cell::from(row.residents.whole()),
            Cell::from(row.outside_frame),
            Cell::number(row.residents.value()),
            Cell::number(null.map(|null| null.low).ok()),
            Cell::number(null.map(|null| null.high).ok()),
            Cell::number(null.map(|null| null.p_value).ok()),
            null.map_or(Cell::Missing, |null| Cell::Count(null.step)),
            Cell::Count(row.not_known as u64),
            Cell::text(null.err().map(|reason| reason.word())),
            Cell::number(null.map(|null| null.mid_p).ok()),
        ]);
        sheet.rows.push(cells);
    }
    sheet
}

/// `reconciliation.csv`: one row per scheme and area.
pub fn reconciliation_sheet(study: &Study, rows: &[Reconciliation]) -> Sheet {
    let mut sheet = Sheet::new([
        "scheme",
        "area_code",
        "area",
        "frame_residents",
        "census_residents",
        "difference",
        "difference_percent",
    ]);
    for row in rows {
        let mut cells = Vec::from(area_cells(study, &row.scheme, row.area));
        cells.extend([
            Cell::from(row.frame),
            Cell::from(row.census),
            Cell::Difference(row.difference()),
            Cell::number(row.difference_percent()),
        ]);
        sheet.rows.push(cells);
    }
    sheet
}

/// `response.csv`: one row per scheme and area, over all units of the frame.
pub fn response_sheet(study: &Study, rows: &[Response]) -> Sheet {
    let mut sheet = Sheet::new([
        "scheme",
        "area_code",
        "area",
        "respondent",
        "partial",
        "refused",
        "nonrespondent",
        "ineligible",
        "unknown",
        "rr1",
        "rr2",
        "rr3",
        "rr4",
        "rr5",
        "rr6",
        "e",
    ]);
    for row in rows {
        let counts = row.disposition;
        let mut cells = Vec::from(area_cells(study, &row.scheme, row.area));
        cells.extend(
            [
                counts.respondent,
                counts.partial,
                counts.refused,
                counts.nonrespondent,
                counts.ineligible,
                counts.unknown,
            ]
            .map(Cell::Count),
        );
        cells.extend(counts.response_rates().map(Cell::number));
        cells.push(Cell::number(counts.eligibility()));
        sheet.rows.push(cells);
    }
    sheet
}

/// `units.csv`: the frame, with what the census says of each catchment, the propensities and the weights.
pub fn units_sheet(study: &Study, allotted: Option<&Allotted>, bias: &Bias) -> Sheet {
    let mut sheet = Sheet::new(["unit_id", "name", "region_code", "kind", "responded", "population", "note"]);
    for characteristic in study.frame.characteristics() {
        if !sheet.columns.contains(&characteristic.name) {
            sheet.columns.push(characteristic.name.clone());
        }
    }
    let n_frame = sheet.columns.len();
    sheet.columns.extend(["census_population", "census_population_18plus", "propensity"].map(str::to_owned));
    sheet.columns.extend(bias.weights.iter().map(|set| set.name.word().to_owned()));
    let of_bias = columns_of_bias(study, bias);
    let by_unit = |ages| allotted.map(|allotted| allotted.by_unit(study, ages));
    let (all, adults) = (by_unit(Ages::All), by_unit(Ages::Adults));
    let regions = study.territory.areas(study.territory.broadest());
    for (index, unit) in study.frame.units().iter().enumerate() {
        let mut cells = vec![
            Cell::from(unit.id.as_str()),
            Cell::text(unit.name.as_deref()),
            Cell::text(unit.region.map(|region| regions[region.index()].code.as_str())),
            Cell::from(unit.kind.word()),
            Cell::from(unit.status.word()),
            Cell::from(unit.population),
            Cell::text(unit.note.as_deref()),
        ];
        for characteristic in study.frame.characteristics() {
            if cells.len() < n_frame && sheet.columns[cells.len()] == characteristic.name {
                cells.push(match &characteristic.values {
                    CharacteristicValues::Numbers(values) => Cell::number(values[index]),
                    CharacteristicValues::Categories(values) => Cell::text(values[index].as_deref()),
                });
            }
        }
        for counts in [&all, &adults] {
            cells.push(Cell::from(counts.as_ref().and_then(|counts| counts[index])));
        }
        cells.extend(of_bias.iter().map(|values| Cell::number(values[index])));
        sheet.rows.push(cells);
    }
    sheet
}

/// Propensities, then every set of weights, in the order of the frame; missing where there are none.
fn columns_of_bias(study: &Study, bias: &Bias) -> Vec<Vec<Option<f64>>> {
    let n = study.frame.units().len();
    let propensity = bias.model.as_ref().ok().map(ResponseModel::propensity_of_units);
    let weights = bias.weights.iter().map(|set| set.weights.as_ref().ok());
    std::iter::once(propensity.as_ref())
        .chain(weights)
        .map(|values| values.map_or_else(|| vec![None; n], |values| bias.over_frame(n, values)))
        .collect()
}

/// `municipalities.csv`: one row per place and unit that serves it; a place that nobody serves has one row without a unit.
pub fn places_sheet(study: &Study, allotted: &Allotted) -> Sheet {
    let territory = &study.territory;
    let finest = territory.level_name(territory.finest());
    let broadest = territory.broadest();
    let mut sheet = Sheet::new([
        format!("{finest}_code"),
        "name".to_owned(),
        format!("{}_code", territory.level_name(broadest)),
        "unit_id".to_owned(),
        "share".to_owned(),
        "residents".to_owned(),
        "covered_residents".to_owned(),
        "basis".to_owned(),
    ]);
    let Some(catchments) = &study.catchments else { return sheet };
    for place in territory.places() {
        let area = territory.place(place);
        let region = &territory.areas(broadest)[territory.area_of_place(broadest, place).index()];
        let start = [Cell::from(area.code.as_str()), Cell::from(area.name.as_str()), Cell::from(region.code.as_str())];
        if catchments.of_place(place).is_empty() {
            let residents = Cell::from(allotted.all.outside[place.index()]);
            let mut cells = Vec::from(start);
            cells.extend([Cell::Missing, Cell::Missing, residents.clone(), covered(&residents, false), Cell::Missing]);
            sheet.rows.push(cells);
            continue;
        }
        for position in catchments.range(place) {
            let allotment = catchments.allotments()[position];
            let unit = study.frame.unit(allotment.unit);
            let residents = Cell::from(allotted.all.given[position]);
            let answered = takes_part(unit) && unit.status.answered();
            let mut cells = Vec::from(start.clone());
            cells.extend([
                Cell::from(unit.id.as_str()),
                Cell::Number(allotment.share.value()),
                residents.clone(),
                covered(&residents, answered),
                Cell::from(allotment.basis.word()),
            ]);
            sheet.rows.push(cells);
        }
    }
    sheet
}

/// Residents where the unit answered, none where it did not, missing where they are not known.
fn covered(residents: &Cell, answered: bool) -> Cell {
    if answered || *residents == Cell::Missing { residents.clone() } else { Cell::Count(0) }
}

/// What the residents of catchments rest on: one row per basis, of the residents that headline results count.
pub fn allocation_sheet(study: &Study, allotted: &Allotted) -> Sheet {
    let mut sheet = Sheet::new(["basis", "places", "residents", "all_residents", "share"]);
    let counts = study.population.as_ref().and_then(|population| population.of(study.ages));
    if let (Some(catchments), Some(counts), Some(given)) = (&study.catchments, counts, allotted.of_ages(study.ages)) {
        for row in allocation(catchments, given, counts) {
            sheet.rows.push(vec![
                Cell::from(row.basis.word()),
                Cell::Count(row.n_places as u64),
                Cell::from(row.residents.part()),
                Cell::from(row.residents.whole()),
                Cell::number(row.residents.value()),
            ]);
        }
    }
    sheet
}

/// Sizes of catchments, by status and source.
pub fn sizes_sheet(findings: &Findings) -> Sheet {
    let mut sheet =
        Sheet::new(["source", "answered", "n_units", "not_known", "mean", "minimum", "q1", "median", "q3", "maximum"]);
    let census = findings.census_sizes.as_ref().map(|sizes| ("census", sizes));
    for (source, groups) in std::iter::once(("frame", &findings.sizes)).chain(census) {
        for group in groups {
            let number = |pick: fn(&crate::analysis::coverage::size::SizeSummary) -> f64| {
                Cell::number(group.summary.as_ref().map(pick))
            };
            sheet.rows.push(vec![
                Cell::from(source),
                Cell::from(if group.answered { "yes" } else { "no" }),
                Cell::Count(group.n_units as u64),
                Cell::Count(group.not_known as u64),
                number(|summary| summary.mean),
                number(|summary| summary.minimum),
                number(|summary| summary.q1),
                number(|summary| summary.median),
                number(|summary| summary.q3),
                number(|summary| summary.maximum),
            ]);
        }
    }
    sheet
}
