//! Variables known for every unit of a study: its own characteristics, the areas of schemes, and what catchments and census add.

use crate::analysis::algebra::variable::{Values, Variable};
use crate::analysis::coverage::area::Allotted;
use crate::analysis::coverage::unit_area::area_of_units;
use crate::model::base::count::Residents;
use crate::model::place::population::Ages;
use crate::model::place::scheme::Scheme;
use crate::model::study::Study;
use crate::model::survey::auxiliary::{
    AREA_KM2, AUXILIARIES, DENSITY, KIND, MACRO_AREA, POPULATION, RESIDENTS, SHARE_ADULTS, SIZE_CLASS, sizes,
    variable_names,
};
use crate::model::survey::formula::{Cuts, Factor, Form};
use crate::model::survey::frame::{CharacteristicValues, UnitKind};

/// A study's variables, one value for each unit that should have answered, in the order of the frame.
#[derive(Clone, Debug)]
pub struct Auxiliaries<'a> {
    /// The study.
    pub study: &'a Study,
    /// Residents given to units.
    pub allotted: Option<&'a Allotted>,
    /// Square metres of each place, where outlines are known.
    pub square_metres: Option<&'a [f64]>,
    /// The scheme that `macro_area` stands for, instead of the study's own.
    pub by: Option<&'a str>,
    /// The positions of the units in the frame.
    pub units: &'a [usize],
}

impl<'a> Auxiliaries<'a> {
    /// The variable of this name, or `None` where the study has none with a value.
    pub fn find(&self, name: &str) -> Option<Variable> {
        let values = self.characteristic(name).or_else(|| self.scheme(name)).or_else(|| self.auxiliary(name))?;
        let variable = Variable { name: name.to_owned(), values };
        (variable.n_missing() < self.units.len()).then_some(variable)
    }

    /// Every name that has a value for some unit.
    pub fn names(&self) -> Vec<&'a str> {
        let study = self.study;
        let mut names = variable_names(&study.frame, &study.schemes);
        names.retain(|name| !AUXILIARIES.contains(name) || self.find(name).is_some());
        names
    }

    /// The scheme that `macro_area` stands for: the one asked for, else the first declared, else ISTAT's five areas. `None` where the units
    /// are in none of its areas.
    pub fn macro_scheme(&self) -> Option<&'a Scheme> {
        let scheme = match self.by {
            Some(by) => self.study.scheme(by)?,
            None => self.study.macro_areas()?,
        };
        self.areas(scheme).iter().any(Option::is_some).then_some(scheme)
    }

    /// Names of characteristics that are categories of at least ten units each on average, and of two levels or more.
    pub fn categories(&self) -> Vec<&'a str> {
        let wanted = self.study.frame.characteristics().iter().filter(|characteristic| {
            let Some(Values::Levels { levels, .. }) = self.characteristic(&characteristic.name) else { return false };
            levels.len() > 1 && levels.len() * 10 <= self.units.len()
        });
        wanted.map(|characteristic| characteristic.name.as_str()).collect()
    }

    fn characteristic(&self, name: &str) -> Option<Values> {
        let found = self.study.frame.characteristics().iter().find(|found| found.name == name)?;
        Some(match &found.values {
            CharacteristicValues::Numbers(numbers) => {
                Values::Numbers(self.units.iter().map(|&unit| numbers[unit]).collect())
            }
            CharacteristicValues::Categories(words) => {
                let words: Vec<Option<&str>> = self.units.iter().map(|&unit| words[unit].as_deref()).collect();
                Variable::of_words(name, &words).values
            }
        })
    }

    fn areas(&self, scheme: &Scheme) -> Vec<Option<u32>> {
        let areas = area_of_units(self.study, self.allotted.map(|allotted| &allotted.all), scheme);
        self.units.iter().map(|&unit| areas[unit].and_then(|area| u32::try_from(area.index()).ok())).collect()
    }

    fn scheme(&self, name: &str) -> Option<Values> {
        let scheme = if name == MACRO_AREA { self.macro_scheme()? } else { self.study.scheme(name)? };
        let language = self.study.heading.language;
        let name_of = |area: usize| scheme.areas()[area].name.in_language(language);
        let levels = (0..scheme.areas().len()).map(|area| {
            let twice = (0..scheme.areas().len()).any(|other| other != area && name_of(other) == name_of(area));
            let code = &scheme.areas()[area].code;
            if twice { format!("{} ({code})", name_of(area)) } else { name_of(area).to_owned() }
        });
        Some(Values::Levels { levels: levels.collect(), of_unit: self.areas(scheme) })
    }

    fn auxiliary(&self, name: &str) -> Option<Values> {
        let units = self.study.frame.units();
        match name {
            KIND => {
                let words: Vec<Option<&str>> = self.units.iter().map(|&unit| Some(units[unit].kind.word())).collect();
                Some(Variable::of_words(KIND, &words).values)
            }
            POPULATION => Some(numbers(self.units, |unit| units[unit].population.map(count))),
            RESIDENTS => self.residents(self.study.ages),
            SIZE_CLASS => self.size_class(),
            SHARE_ADULTS => ratio(&self.residents(Ages::Adults)?, &self.residents(Ages::All)?),
            AREA_KM2 => self.area(),
            DENSITY => ratio(&self.residents(Ages::All)?, &self.area()?),
            _ => None,
        }
    }

    fn residents(&self, ages: Ages) -> Option<Values> {
        let allotted = self.allotted.filter(|allotted| allotted.of_ages(ages).is_some())?;
        let of_units = allotted.by_unit(self.study, ages);
        Some(numbers(self.units, |unit| of_units[unit].map(count)))
    }

    /// Square kilometres: a place shared by units gives each the share that it has of the residents.
    fn area(&self) -> Option<Values> {
        let (catchments, square_metres) = (self.study.catchments.as_ref()?, self.square_metres?);
        let mut sums: Vec<Option<f64>> = vec![None; self.study.frame.units().len()];
        for place in self.study.territory.places() {
            for allotment in catchments.of_place(place) {
                let here = allotment.share.value() * square_metres[place.index()] / 1e6;
                let sum = &mut sums[allotment.unit.index()];
                *sum = Some(sum.unwrap_or_default() + here);
            }
        }
        Some(numbers(self.units, |unit| sums[unit]))
    }

    /// Thirds by the survey's figure where every territorial unit has one, else by the census.
    fn size_class(&self) -> Option<Values> {
        let units = self.study.frame.units();
        let territorial = || self.units.iter().filter(|&&unit| units[unit].kind == UnitKind::Territorial);
        let complete = territorial().all(|&unit| units[unit].population.is_some());
        let values = match self.residents(self.study.ages) {
            Some(census) if !complete => census,
            _ => self.auxiliary(POPULATION)?,
        };
        let thirds = Factor { form: Form::Cut(Cuts::Quantiles(3)), ..Factor::plain(SIZE_CLASS) };
        let classes = Variable { name: SIZE_CLASS.to_owned(), values }.as_factor(&thirds).ok()?;
        let Values::Levels { mut levels, of_unit } = classes.values else { return None };
        if levels.len() == 3 {
            levels = sizes(self.study.heading.language).map(str::to_owned).to_vec();
        }
        Some(Values::Levels { levels, of_unit })
    }
}

fn count(residents: Residents) -> f64 {
    residents.0 as f64
}

fn numbers(units: &[usize], value: impl Fn(usize) -> Option<f64>) -> Values {
    Values::Numbers(units.iter().map(|&unit| value(unit)).collect())
}

/// One number over another; missing where either is or where the second is 0.
fn ratio(above: &Values, below: &Values) -> Option<Values> {
    let (Values::Numbers(above), Values::Numbers(below)) = (above, below) else { return None };
    let values =
        above.iter().zip(below).map(|(above, below)| Some(above.as_ref()? / below.filter(|&below| below > 0.0)?));
    Some(Values::Numbers(values.collect()))
}
