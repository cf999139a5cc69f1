//! The units that measures compare: those that should have answered, with everything known about each.

use crate::analysis::algebra::variable::{Values, Variable};
use crate::analysis::basis::input::{BiasInput, BiasOptions};
use crate::analysis::basis::measure::CENSUS_POPULATION;
use crate::analysis::basis::note::Note;
use crate::analysis::coverage::unit_area::area_of_units;
use crate::analysis::random::budget::Asked;
use crate::analysis::random::permutation::Permutations;
use crate::model::base::index::AreaIndex;
use crate::model::place::population::Ages;
use crate::model::place::scheme::Scheme;
use crate::model::survey::auxiliary::{KIND, POPULATION};
use crate::model::survey::frame::{CharacteristicValues, UnitKind};

/// The units in scope, in the order of the frame.
#[derive(Clone, Debug)]
pub struct Members {
    /// Their positions in the frame.
    pub units: Vec<usize>,
    /// Whether each answered.
    pub answered: Vec<bool>,
}

/// What each unit belongs to: the areas of a scheme or the categories of a column.
#[derive(Clone, Debug, PartialEq)]
pub struct Categories {
    /// The scheme's or column's name.
    pub name: String,
    /// Names of the categories, in the scheme's or the letters' order.
    pub levels: Vec<String>,
    /// The category of each unit; `None` where it is not known.
    pub of_unit: Vec<Option<usize>>,
    /// Whether these are areas of a scheme.
    pub is_scheme: bool,
}

impl Members {
    /// The units in scope of a study.
    pub fn of(input: &BiasInput<'_>) -> Self {
        let units = input.in_scope();
        let answered = units.iter().map(|&unit| input.study.frame.units()[unit].status.answered()).collect();
        Self { units, answered }
    }

    /// How many answered.
    pub fn n_answered(&self) -> usize {
        self.answered.iter().filter(|answered| **answered).count()
    }

    /// The area of a scheme that each unit counts in.
    pub fn areas(&self, input: &BiasInput<'_>, scheme: &Scheme) -> Categories {
        let area_of = area_of_units(input.study, input.allotted.map(|allotted| &allotted.all), scheme);
        let language = input.study.heading.language;
        Categories {
            name: scheme.name().to_owned(),
            levels: scheme.areas().iter().map(|area| area.name.in_language(language).to_owned()).collect(),
            of_unit: self.units.iter().map(|&unit| area_of[unit].map(AreaIndex::index)).collect(),
            is_scheme: true,
        }
    }

    /// Every scheme of the study with more than one area.
    pub fn schemes(&self, input: &BiasInput<'_>) -> Vec<Categories> {
        let several = input.study.schemes.iter().filter(|scheme| scheme.areas().len() > 1);
        several
            .map(|scheme| self.areas(input, scheme))
            .filter(|areas| areas.of_unit.iter().any(Option::is_some))
            .collect()
    }

    /// Columns of numbers: the survey's figure of residents, census residents of the catchment, numeric characteristics.
    pub fn numbers(&self, input: &BiasInput<'_>) -> Vec<Variable> {
        let units = input.study.frame.units();
        let mut columns: Vec<(String, Vec<Option<f64>>)> = Vec::new();
        columns.push((
            POPULATION.to_owned(),
            self.units.iter().map(|&unit| units[unit].population.map(|count| count.0 as f64)).collect(),
        ));
        if let Some(allotted) = input.allotted {
            let census = allotted.by_unit(input.study, Ages::All);
            let of_unit = self.units.iter().map(|&unit| census[unit].map(|count| count.0 as f64)).collect();
            columns.push((CENSUS_POPULATION.to_owned(), of_unit));
        }
        for column in input.study.frame.characteristics() {
            if let CharacteristicValues::Numbers(numbers) = &column.values {
                columns.push((column.name.clone(), self.units.iter().map(|&unit| numbers[unit]).collect()));
            }
        }
        columns.retain(|(_, numbers)| numbers.iter().any(Option::is_some));
        columns.into_iter().map(|(name, numbers)| Variable { name, values: Values::Numbers(numbers) }).collect()
    }

    /// Columns of categories: the kind of unit where there are several, categorical characteristics.
    pub fn categories(&self, input: &BiasInput<'_>) -> Vec<Categories> {
        let units = input.study.frame.units();
        let mut columns: Vec<(String, Vec<Option<&str>>)> = Vec::new();
        let kinds = self.units.iter().map(|&unit| units[unit].kind);
        if kinds.clone().any(|kind| kind == UnitKind::Hospital) {
            columns.push((KIND.to_owned(), kinds.map(|kind| Some(kind.word())).collect()));
        }
        for column in input.study.frame.characteristics() {
            if let CharacteristicValues::Categories(words) = &column.values {
                let of_unit = self.units.iter().map(|&unit| words[unit].as_deref()).collect();
                columns.push((column.name.clone(), of_unit));
            }
        }
        columns.into_iter().map(|(name, words)| Categories::of_words(name, &words)).collect()
    }

    /// Residents of each unit by the survey's figures where every unit with a catchment has one, else by the census; `None` where neither
    /// is known for a unit, and for all when neither is known.
    pub fn residents(&self, input: &BiasInput<'_>) -> Option<(&'static str, Vec<Option<u64>>)> {
        let units = input.study.frame.units();
        let territorial = |unit: usize| units[unit].kind == UnitKind::Territorial;
        let figures: Vec<Option<u64>> = self.units.iter().map(|&unit| units[unit].population.map(|n| n.0)).collect();
        let complete = self.units.iter().zip(&figures).all(|(&unit, figure)| !territorial(unit) || figure.is_some());
        if complete && figures.iter().any(Option::is_some) {
            return Some((POPULATION, figures));
        }
        let census = input.allotted?.by_unit(input.study, Ages::All);
        Some((CENSUS_POPULATION, self.units.iter().map(|&unit| census[unit].map(|n| n.0)).collect()))
    }
}

impl Categories {
    /// The categories that the words of units name, in the order of letters.
    fn of_words(name: String, words: &[Option<&str>]) -> Self {
        let mut levels: Vec<&str> = words.iter().copied().flatten().collect();
        levels.sort_unstable();
        levels.dedup();
        Self {
            name,
            of_unit: words.iter().map(|word| word.and_then(|word| levels.binary_search(&word).ok())).collect(),
            levels: levels.iter().map(|&level| level.to_owned()).collect(),
            is_scheme: false,
        }
    }

    /// The units with a known category: their answers and categories.
    pub fn known(&self, answered: &[bool]) -> (Vec<bool>, Vec<usize>) {
        answered.iter().zip(&self.of_unit).filter_map(|(&answered, of)| of.map(|category| (answered, category))).unzip()
    }

    /// A note on units left out, where there are any.
    pub fn left_out(&self) -> Option<Note> {
        let n = self.of_unit.iter().filter(|of| of.is_none()).count();
        (n > 0).then(|| Note::WithoutCategory { n, variable: self.name.clone() })
    }
}

impl<'a> BiasInput<'a> {
    /// The macro-areas of headline results: the scheme asked for, else the study's first own, else the first with more than one area.
    pub fn macro_areas(&self) -> Option<&'a Scheme> {
        let study = self.study;
        let named = self.options.by.as_deref().or(study.declared_schemes.first().map(String::as_str));
        named
            .and_then(|name| study.scheme(name))
            .or_else(|| study.schemes.iter().find(|scheme| scheme.areas().len() > 1))
    }

    /// The permutations that the analyst asked for.
    pub fn asked(&self) -> Asked {
        let BiasOptions { seed, permutations, permutations_stated, .. } = *self.options;
        Asked { seed, count: permutations, stated: permutations_stated }
    }

    /// The permutations of a measure that moves every unit; every method says how many there were.
    pub fn permutations(&self, of_measure: u64) -> Permutations {
        self.asked().permutations(of_measure, self.study.frame.units().len())
    }
}
