//! The frame as a table.

use crate::analysis::compare::measures::Bias;
use crate::analysis::coverage::area::Allotted;
use crate::analysis::propensity::response_model::ResponseModel;
use crate::model::place::population::Ages;
use crate::model::study::Study;
use crate::model::survey::frame::{CharacteristicValues, Unit};
use crate::render::report::sheet::{Cell, Columns, Sheet};

/// A unit and its position in the frame.
type Row<'a> = (usize, &'a Unit);

/// `units.csv`: the frame, with what the census says of each catchment, the propensities and the weights.
pub fn units_sheet(study: &Study, allotted: Option<&Allotted>, bias: &Bias) -> Sheet {
    let regions = study.territory.areas(study.territory.broadest());
    let mut columns = Columns::<Row<'_>>::new()
        .and("unit_id", |(_, unit)| Cell::from(unit.id.as_str()))
        .and("name", |(_, unit)| Cell::text(unit.name.as_deref()))
        .and("region_code", |(_, unit)| Cell::text(unit.region.map(|region| regions[region.index()].code.as_str())))
        .and("kind", |(_, unit)| Cell::from(unit.kind.word()))
        .and("responded", |(_, unit)| Cell::from(unit.status.word()))
        .and("population", |(_, unit)| Cell::from(unit.population))
        .and("note", |(_, unit)| Cell::text(unit.note.as_deref()));
    for characteristic in study.frame.characteristics() {
        if columns.has(&characteristic.name) {
            continue;
        }
        columns = columns.and(&characteristic.name, |(index, _)| match &characteristic.values {
            CharacteristicValues::Numbers(values) => Cell::number(values[*index]),
            CharacteristicValues::Categories(values) => Cell::text(values[*index].as_deref()),
        });
    }
    for (title, ages) in [("census_population", Ages::All), ("census_population_18plus", Ages::Adults)] {
        let counts = allotted.map(|allotted| allotted.by_unit(study, ages));
        columns = columns.and(title, move |(index, _)| Cell::from(counts.as_ref().and_then(|counts| counts[*index])));
    }
    let propensities = bias.model.as_ref().ok().map(ResponseModel::propensity_of_units);
    let weights = bias.weights.iter().map(|set| (set.name.word(), set.weights.as_ref().ok()));
    for (title, values) in std::iter::once(("propensity", propensities.as_ref())).chain(weights) {
        let values = values.map(|values| bias.over_frame(study.frame.units().len(), values));
        columns = columns.and(title, move |(index, _)| Cell::number(values.as_ref().and_then(|values| values[*index])));
    }
    Sheet::of(&columns, study.frame.units().iter().enumerate())
}
