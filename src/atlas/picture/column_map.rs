//! Maps of a study's columns: what each area shows, how it is classed, and the words around it.

use std::sync::Arc;

use crate::analysis::coverage::area::{Allotted, Source};
use crate::analysis::statistic::aggregate::{Aggregate, Member, NoAggregate, aggregate};
use crate::atlas::ask::flags::made_with;
use crate::atlas::ask::style::Style;
use crate::atlas::layer::areas::{Layer, catchment_groups};
use crate::atlas::layer::figures::{Figures, Scope, StudyColumn, UnitLevels, UnitNumbers};
use crate::atlas::layer::members::members_of;
use crate::atlas::layer::order::order_of;
use crate::atlas::picture::classes::class_legend;
use crate::atlas::picture::drawn::Drawn;
use crate::atlas::picture::form::{Ground, context_of};
use crate::geometry::plane::ring::signed_area;
use crate::input::problem::english::{counted, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Remark};
use crate::model::base::count::Residents;
use crate::model::study::{self, Study};
use crate::model::survey::frame::ResponseStatus;
use crate::render::classes::value::{AreaValue, MapArea, NoData, Unit};
use crate::render::colour::colours::Colours;
use crate::render::colour::palette::{CATEGORIES, Palette};
use crate::render::colour::theme::ThemeName;
use crate::render::picture::design::Small;
use crate::render::picture::shown::{FarPart, Form, Key, Legend, Origin, Picture, Values, Words};
use crate::study::failure::{Failure, refused};
use crate::words::catalogue::plain;
use crate::words::letters::{capitalised, titled};
use crate::words::number::date;
use crate::words::picture::{By, Shows, legend_words, shown_words, source_words};

/// Shares of fewer units that answered than this are hatched unless the analyst says otherwise: one answer more or less moves them by
/// twenty points.
const FEW_ANSWERS: u64 = 5;

/// Colours of categories: those with an order go along a palette, others have colours that say nothing of one.
fn category_colours(n_ordered: usize, style: &Style) -> Vec<&'static str> {
    /// Of areas whose units differ, beside categories in order.
    const DIFFER: &str = CATEGORIES[3];
    let palette = match &style.palette {
        Some(Colours::Named(palette)) if !palette.is_diverging() => *palette,
        Some(Colours::Named(_) | Colours::Own(_)) | None => Palette::YlGnBu,
    };
    if n_ordered == 0 || n_ordered > palette.most_told_apart() {
        return CATEGORIES.to_vec();
    }
    let is_reversed = style.design.theme.name == ThemeName::Dark && palette.starts_light();
    let colour = |place: usize| palette.colour(if is_reversed { n_ordered - 1 - place } else { place }, n_ordered);
    (0..n_ordered).map(colour).chain([DIFFER]).collect()
}

/// What a map of a column is drawn from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ColumnMap<'a> {
    /// The study.
    pub(crate) study: &'a Study,
    /// Residents given to its units.
    pub(crate) allotted: Option<&'a Allotted>,
    /// The areas.
    pub(crate) layer: &'a Layer,
    /// Far parts, which may be drawn larger or smaller than they are.
    pub(crate) far: &'a [FarPart],
    /// The column.
    pub(crate) column: &'a StudyColumn,
    /// How values of several units become one, where the analyst says so.
    pub(crate) aggregate: Option<Aggregate>,
    /// Where residents are counted.
    pub(crate) source: Option<Source>,
    /// Classes, colours, layout.
    pub(crate) style: &'a Style,
}

/// What the areas show.
struct Shown {
    /// The value of each area, and units that it rests on.
    values: Vec<(AreaValue, Option<u64>)>,
    /// How numbers are written.
    unit: Unit,
    /// Categories, where there are any.
    categories: Vec<(String, String)>,
    /// How many of them, the first ones, go from the lowest up.
    n_ordered: usize,
    /// Whether the whole is 100 %, so that maps of other shares can be compared.
    is_share: bool,
    /// What a value is, for the words around.
    kind: Shows,
    /// What a reader should know.
    remarks: Vec<Remark>,
}

impl ColumnMap<'_> {
    /// The picture, and what a reader should know of it.
    ///
    /// # Errors
    /// Numbers of several units without a word on how they become one, more categories than can be told apart, forms that cannot show it.
    pub(crate) fn picture(self, inputs: Arc<[study::Source]>) -> Result<Drawn<Picture>, Failure> {
        if self.style.form == Form::Dots {
            return refused("dots stand for residents whom no answer covers", "leave --value or --form out");
        }
        if self.style.second.is_some() {
            return refused("a column is not drawn with a second value", "leave --value2 out");
        }
        let shown = self.shown()?;
        let language = self.study.heading.language;
        let style = self.style_of(&shown);
        let areas: Vec<MapArea> = self
            .layer
            .areas
            .iter()
            .zip(&shown.values)
            .map(|(area, (value, units))| MapArea {
                code: area.code.clone(),
                name: area.name.clone(),
                value: *value,
                short_name: area.short_name.clone(),
                residents: area.covered.map(|covered| covered.whole().0),
                units: *units,
                range: None,
                at_parity: false,
                is_outside_alone: false,
                counted: None,
                told: None,
            })
            .collect();
        let legend = if shown.categories.is_empty() {
            class_legend(&areas, shown.unit, shown.is_share, &style)
        } else {
            let coloured = shown.categories.iter().zip(category_colours(shown.n_ordered, &style));
            Some(Legend::Categories(
                coloured.map(|((word, label), colour)| (word.clone(), label.clone(), colour)).collect(),
            ))
        };
        let ground = Ground::of(&self.layer.shapes, &areas, shown.unit, &style);
        let by = By::of(&self.layer.name, &self.layer.one, self.layer.is_level);
        let what = titled(&self.column.title);
        let land = [self.layer.around.clone(), self.layer.rest.clone()];
        let picture = Picture {
            words: Words {
                title: by.titled(&what, language),
                what,
                by,
                subtitle: self.subtitle(&shown),
                notice: self.study.heading.notice.clone(),
                source: self.study.heading.credit(),
                unit: None,
                note: None,
                language,
            },
            values: Values { areas, unit: shown.unit, decimals: None },
            key: Key {
                title: legend_words(shown.kind, language).map_or_else(|| titled(&self.column.title), capitalised),
                legend,
                grid: None,
            },
            figure: ground.figure,
            context: context_of(&style, self.layer.over.clone(), &self.study.territory, land),
            origin: Origin {
                layer: self.layer.name.clone(),
                value: self.column.name.clone(),
                made_with: made_with(&self.layer.name, self.value_flags(), self.source, &style),
                inputs,
            },
            design: ground.design,
        };
        Ok(Drawn { drawing: picture, remarks: shown.remarks })
    }

    /// The style with what the column asks for where nothing was said.
    fn style_of(&self, shown: &Shown) -> Style {
        let mut style = self.style.clone();
        if shown.kind == Shows::ShareOfAnswers && style.design.hatch_below.is_none() {
            style.design.hatch_below = Some(Small::Units(FEW_ANSWERS));
        }
        style
    }

    fn value_flags(&self) -> Vec<String> {
        let mut flags = vec![format!("--value={}", self.column.name)];
        flags.extend(self.aggregate.map(|how| format!("--aggregate={}", how.word())));
        flags
    }

    fn subtitle(&self, shown: &Shown) -> Vec<String> {
        let heading = &self.study.heading;
        let by_residents = matches!(shown.kind, Shows::Aggregate(Aggregate::Mean) | Shows::OfUnit);
        let source = self.source.filter(|_| by_residents && shown.kind != Shows::OfUnit);
        let mut parts: Vec<String> = shown_words(shown.kind, heading.language).map(str::to_owned).into_iter().collect();
        parts.extend(source.map(|source| source_words(source, heading.language).to_owned()));
        parts.extend(heading.reference_date.map(|day| date(day, heading.language).replace(' ', "\u{a0}")));
        parts.extend(Some(heading.title.clone()).filter(|title| !title.is_empty()));
        if let Some(first) = parts.first_mut() {
            *first = capitalised(first);
        }
        parts
    }

    fn shown(&self) -> Result<Shown, Failure> {
        match &self.column.figures {
            Figures::Numbers(numbers) => self.of_numbers(numbers),
            Figures::Levels(levels) => self.of_levels(levels),
            Figures::Residents { counts, of_all } => Ok(self.of_residents(counts, of_all.as_deref())),
            Figures::Land { density } => Ok(self.of_land(*density)),
        }
    }

    /// Whether every area is that of the units that serve it.
    fn is_of_units(&self) -> bool {
        self.study.scheme(&self.layer.name).is_none()
    }

    fn of_numbers(&self, numbers: &UnitNumbers) -> Result<Shown, Failure> {
        let usual = if self.is_of_units() { numbers.usual.or(Some(Aggregate::Mean)) } else { numbers.usual };
        let Some(how) = self.aggregate.or(usual) else {
            return Err(Failure::Usage {
                message: format!("{:?} is a number of units, and an area may have several", self.column.name),
                hint: Some(
                    "say how they become one: --aggregate sum for counts, mean for rates of residents, unit-mean for rates of units"
                        .to_owned(),
                ),
            });
        };
        let mut lacking = Vec::new();
        let members = members_of(self.study, self.allotted, self.layer, self.source);
        let values = members.iter().enumerate().map(|(area, members)| {
            let here: Vec<Member> = members.iter().copied().filter(|member| numbers.scope.takes[member.unit]).collect();
            lacking.extend(here.iter().map(|member| member.unit).filter(|&unit| numbers.values[unit].is_none()));
            // The one unit of an area needs no weight.
            let how = if here.len() == 1 && how == Aggregate::Mean { Aggregate::UnitMean } else { how };
            match aggregate(&here, &numbers.values, how) {
                Ok(found) => (AreaValue::Number(without_noise(found.value)), Some(found.n_units as u64)),
                Err(NoAggregate::NotKnown) => (AreaValue::Missing(NoData::NotKnown), None),
                Err(NoAggregate::NoUnit) => (AreaValue::Missing(self.gap(area, members, &numbers.scope)), None),
            }
        });
        let values: Vec<(AreaValue, Option<u64>)> = values.collect();
        lacking.sort_unstable();
        lacking.dedup();
        let whole = |value: &AreaValue| !matches!(value, AreaValue::Number(value) if value.fract() != 0.0);
        let unit = match (numbers.is_share, how) {
            (true, Aggregate::Sum) => Unit::Count,
            (true, Aggregate::Mean | Aggregate::UnitMean) => Unit::Percent,
            (false, _) if values.iter().all(|(value, _)| whole(value)) => Unit::Count,
            (false, _) => Unit::Plain,
        };
        let is_share = unit == Unit::Percent;
        let kind = match (is_share, how) {
            (true, Aggregate::UnitMean) if numbers.scope.is_answer => Shows::ShareOfAnswers,
            (true, Aggregate::UnitMean) => Shows::ShareOfUnits,
            _ if self.is_of_units() => Shows::OfUnit,
            _ => Shows::Aggregate(how),
        };
        let remarks = self.lacking_remark(&lacking, how).into_iter().collect();
        Ok(Shown { values, unit, categories: Vec::new(), n_ordered: 0, is_share, kind, remarks })
    }

    /// Why an area without a unit that could have a value has none.
    fn gap(&self, area: usize, members: &[Member], scope: &Scope) -> NoData {
        let statuses = || members.iter().map(|member| self.study.frame.units()[member.unit].status);
        if members.is_empty() && self.layer.areas[area].missing == NoData::NoCatchment {
            NoData::NoCatchment
        } else if scope.is_answer
            && statuses().any(ResponseStatus::in_scope)
            && !statuses().any(ResponseStatus::answered)
        {
            NoData::NoAnswer
        } else if members.is_empty() {
            NoData::NoUnit
        } else {
            NoData::OutOfScope
        }
    }

    fn lacking_remark(&self, lacking: &[usize], how: Aggregate) -> Option<Remark> {
        if lacking.is_empty() {
            return None;
        }
        let ids: Vec<String> = lacking.iter().map(|&unit| self.study.frame.units()[unit].id.to_string()).collect();
        let effect = match how {
            Aggregate::Sum => "so their areas have no sum",
            Aggregate::Mean | Aggregate::UnitMean => "left out of means",
        };
        let message = format!(
            "{} without a known value of {:?}, {effect}: {}",
            counted(lacking.len(), "unit"),
            self.column.name,
            first_few(&ids)
        );
        Some(Remark::of(Kind::MissingCount, Place::file("map"), message))
    }

    fn of_levels(&self, found: &UnitLevels) -> Result<Shown, Failure> {
        let members = members_of(self.study, self.allotted, self.layer, self.source);
        let mut categories = found.levels.clone();
        let several = categories.len();
        let labels: Vec<&str> = categories.iter().map(|(_, label)| label.as_str()).collect();
        let order = order_of(&labels);
        let mut values: Vec<(AreaValue, Option<u64>)> = members
            .iter()
            .enumerate()
            .map(|(area, members)| {
                let here: Vec<usize> =
                    members.iter().map(|member| member.unit).filter(|&unit| found.scope.takes[unit]).collect();
                if here.is_empty() {
                    return (AreaValue::Missing(self.gap(area, members, &found.scope)), None);
                }
                let mut levels: Vec<Option<&[usize]>> =
                    here.iter().map(|&unit| found.of_unit[unit].as_deref()).collect();
                levels.dedup();
                let value = match levels.as_slice() {
                    [Some([level])] => AreaValue::Category(*level),
                    levels if levels.contains(&None) => AreaValue::Missing(NoData::NotKnown),
                    _ => AreaValue::Category(several),
                };
                (value, Some(here.len() as u64))
            })
            .collect();
        let n_ordered = order.as_ref().map_or(0, Vec::len);
        if let Some(order) = order {
            categories = order.iter().map(|at| categories[*at].clone()).collect();
            for (value, _) in &mut values {
                if let AreaValue::Category(level) = value {
                    *level = order.iter().position(|at| at == level).unwrap_or(*level);
                }
            }
        }
        if values.iter().any(|(value, _)| *value == AreaValue::Category(several)) {
            let label = plain(self.study.heading.language, "units-that-differ");
            categories.push(("several".to_owned(), label.to_owned()));
        }
        if categories.len() > CATEGORIES.len() {
            return Err(Failure::Usage {
                message: format!(
                    "{} categories of {:?} cannot be told apart, at the most {}",
                    categories.len(),
                    self.column.name,
                    CATEGORIES.len()
                ),
                hint: Some(format!(
                    "group them in the table, or draw the share of one: --value \"{}={}\"",
                    self.column.name, categories[0].0
                )),
            });
        }
        let kind = Shows::Category;
        Ok(Shown { values, unit: Unit::Plain, categories, n_ordered, is_share: false, kind, remarks: Vec::new() })
    }

    /// The area of the layer that each place is in.
    fn area_of_places(&self) -> Vec<usize> {
        match (self.study.scheme(&self.layer.name), &self.study.catchments) {
            (Some(scheme), _) => scheme.by_place().iter().map(|area| area.index()).collect(),
            (None, Some(catchments)) if self.layer.name == "catchments" => catchment_groups(self.study, catchments).0,
            (None, _) => (0..self.study.territory.n_places()).collect(),
        }
    }

    /// Residents of each area, those of places without a known count left out; `None` where no place has one.
    fn sums(&self, counts: &[Option<Residents>]) -> Vec<Option<u64>> {
        let mut sums = vec![None; self.layer.areas.len()];
        for (area, count) in self.area_of_places().into_iter().zip(counts) {
            if let Some(count) = count {
                *sums[area].get_or_insert(0) += count.0;
            }
        }
        sums
    }

    /// A number of an area, or why it has none.
    fn known(&self, area: usize, value: Option<f64>) -> AreaValue {
        let suppressed = self.layer.areas[area].missing == NoData::Suppressed;
        let gap = if suppressed { NoData::Suppressed } else { NoData::NotKnown };
        value.map_or(AreaValue::Missing(gap), AreaValue::Number)
    }

    fn of_residents(&self, counts: &[Option<Residents>], of_all: Option<&[Option<Residents>]>) -> Shown {
        let known = |(area, value): (usize, Option<f64>)| (self.known(area, value), None);
        let (values, unit, kind) = match of_all {
            None => {
                let sums = self.sums(counts).into_iter().map(|sum| sum.map(|sum| sum as f64));
                (sums.enumerate().map(known).collect(), Unit::Count, Shows::Residents)
            }
            Some(all) => {
                // A place counts in both or in neither.
                let both = |(count, all): (&Option<Residents>, &Option<Residents>)| count.and(*all);
                let wholes: Vec<Option<Residents>> = counts.iter().zip(all).map(both).collect();
                let parts: Vec<Option<Residents>> =
                    counts.iter().zip(all).map(|(count, all)| all.and(*count)).collect();
                let share = |(part, whole): (Option<u64>, Option<u64>)| {
                    let whole = whole.filter(|whole| *whole > 0)?;
                    Some(part? as f64 / whole as f64)
                };
                let shares = self.sums(&parts).into_iter().zip(self.sums(&wholes)).map(share);
                (shares.enumerate().map(known).collect(), Unit::Percent, Shows::ShareOfResidents)
            }
        };
        Shown { values, unit, categories: Vec::new(), n_ordered: 0, is_share: false, kind, remarks: Vec::new() }
    }

    /// The land of an area in square metres, whatever size it is drawn in.
    fn land_area(&self, area: usize) -> f64 {
        let shapes = &self.layer.shapes;
        let rings = shapes.ring_range(area).map(|ring| {
            let points = shapes.ring_points(ring);
            let far = self.far.iter().find(|part| points.first().is_some_and(|point| part.holds(*point)));
            signed_area(&points) / far.map_or(1.0, |part| part.factor * part.factor)
        });
        rings.sum()
    }

    fn of_land(&self, density: bool) -> Shown {
        const SQUARE_KILOMETRE: f64 = 1e6;
        let residents = self.study.population.as_ref().map(|population| self.sums(&population.all));
        let values = (0..self.layer.areas.len()).map(|area| {
            let land = Some(self.land_area(area) / SQUARE_KILOMETRE).filter(|land| *land > 0.0);
            let value = if density {
                land.zip(residents.as_ref().and_then(|residents| residents[area])).map(|(land, n)| n as f64 / land)
            } else {
                land
            };
            (self.known(area, value), None)
        });
        Shown {
            values: values.collect(),
            unit: Unit::Plain,
            categories: Vec::new(),
            n_ordered: 0,
            is_share: false,
            kind: Shows::Land,
            remarks: Vec::new(),
        }
    }
}

/// A number with twelve digits: means of equal numbers differ in digits that say nothing, and would be in different classes.
fn without_noise(value: f64) -> f64 {
    format!("{value:.11e}").parse().unwrap_or(value)
}
