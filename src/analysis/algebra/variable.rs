//! Variables as models use them: numbers or levels, one value a unit, cut or recoded as the analyst asked.

use crate::analysis::statistic::quantile::quantile_type_7;
use crate::model::survey::formula::{Cuts, Factor, Form};

/// The level of units whose category is not known.
pub const NOT_KNOWN: &str = "(not known)";

/// Values in the order of the units; missing is `None`.
#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    /// A quantity.
    Numbers(Vec<Option<f64>>),
    /// A category.
    Levels {
        /// The names of the levels, in the order of tables; the first is what others are compared with.
        levels: Vec<String>,
        /// The level of each unit.
        of_unit: Vec<Option<u32>>,
    },
}

/// A variable known for every unit, but for missing values.
#[derive(Clone, Debug, PartialEq)]
pub struct Variable {
    /// Its name, or the factor it was made by, such as `cut(population, 3)`.
    pub name: String,
    /// Its values.
    pub values: Values,
}

/// Why a variable cannot enter a model as was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactorError {
    /// A category was to be cut or its logarithm taken.
    NotANumber,
    /// The logarithm of 0 or less.
    NotPositive,
    /// No unit has a value.
    AllMissing,
    /// A number has no levels to compare with.
    NoLevels,
    /// No unit has the level that the others should be compared with.
    NoSuchLevel {
        /// The level asked for.
        level: String,
        /// The levels there are.
        levels: Vec<String>,
    },
}

impl Variable {
    /// A category by the words of each unit, its levels in the order of letters.
    pub fn of_words(name: impl Into<String>, words: &[Option<&str>]) -> Self {
        let mut levels: Vec<&str> = words.iter().copied().flatten().collect();
        levels.sort_unstable();
        levels.dedup();
        let code = |word: &str| levels.binary_search(&word).ok().and_then(|code| u32::try_from(code).ok());
        Self {
            name: name.into(),
            values: Values::Levels {
                of_unit: words.iter().map(|word| word.and_then(code)).collect(),
                levels: levels.iter().map(|&level| level.to_owned()).collect(),
            },
        }
    }

    /// How many units have no value.
    pub fn n_missing(&self) -> usize {
        match &self.values {
            Values::Numbers(numbers) => numbers.iter().filter(|number| number.is_none()).count(),
            Values::Levels { of_unit, .. } => of_unit.iter().filter(|level| level.is_none()).count(),
        }
    }

    /// The same with a last level for the units of unknown category. Numbers stay as they are.
    #[must_use]
    pub fn with_unknown_level(mut self) -> Self {
        if let Values::Levels { levels, of_unit } = &mut self.values
            && of_unit.iter().any(Option::is_none)
        {
            let unknown = u32::try_from(levels.len()).ok();
            levels.push(NOT_KNOWN.to_owned());
            for level in of_unit.iter_mut().filter(|level| level.is_none()) {
                *level = unknown;
            }
        }
        self
    }

    /// The same with levels joined: each list of `collapse` becomes one level. Levels that it does not have are passed over.
    #[must_use]
    pub fn collapsed(mut self, collapse: &[Vec<String>]) -> Self {
        let Values::Levels { levels, of_unit } = &mut self.values else { return self };
        for list in collapse {
            let joined: Vec<usize> = (0..levels.len()).filter(|&level| list.contains(&levels[level])).collect();
            let [into, rest @ ..] = joined.as_slice() else { continue };
            let code_of: Vec<u32> = (0..levels.len())
                .map(|level| {
                    let kept = if rest.contains(&level) { *into } else { level };
                    let before = rest.iter().filter(|&&gone| gone < kept).count();
                    u32::try_from(kept - before).unwrap_or_default()
                })
                .collect();
            levels[*into] = joined.iter().map(|&level| levels[level].as_str()).collect::<Vec<_>>().join(" + ");
            for &level in rest.iter().rev() {
                levels.remove(level);
            }
            for level in of_unit.iter_mut().flatten() {
                *level = code_of[*level as usize];
            }
        }
        self
    }

    /// The variable as a factor of a model: levels that no unit has are gone.
    ///
    /// # Errors
    /// [`FactorError`] says why it cannot enter so.
    pub fn as_factor(&self, factor: &Factor) -> Result<Self, FactorError> {
        let values = match (&factor.form, &self.values) {
            (Form::Plain, values) => values.clone(),
            (Form::Category, Values::Levels { .. }) => self.values.clone(),
            (Form::Category, Values::Numbers(numbers)) => distinct_numbers(numbers),
            (Form::Log, Values::Numbers(numbers)) => {
                if numbers.iter().flatten().any(|&number| number <= 0.0) {
                    return Err(FactorError::NotPositive);
                }
                Values::Numbers(numbers.iter().map(|number| number.map(f64::ln)).collect())
            }
            (Form::Cut(cuts), Values::Numbers(numbers)) => {
                let bounds = bounds(numbers, cuts).ok_or(FactorError::AllMissing)?;
                let decimals = match cuts {
                    // As they were written.
                    Cuts::Breaks(_) => 6,
                    Cuts::Width(_) | Cuts::Quantiles(_) => decimals_of_bounds(&bounds),
                };
                in_classes(numbers, &bounds, decimals)
            }
            (Form::Log | Form::Cut(_), Values::Levels { .. }) => return Err(FactorError::NotANumber),
        };
        let values = match values {
            Values::Numbers(_) if factor.reference.is_some() => return Err(FactorError::NoLevels),
            Values::Numbers(numbers) => {
                if numbers.iter().all(Option::is_none) {
                    return Err(FactorError::AllMissing);
                }
                Values::Numbers(numbers)
            }
            Values::Levels { levels, of_unit } => used_levels(&levels, &of_unit, factor.reference.as_deref())?,
        };
        Ok(Self { name: factor.to_string(), values })
    }
}

fn distinct_numbers(numbers: &[Option<f64>]) -> Values {
    let mut distinct: Vec<f64> = numbers.iter().copied().flatten().collect();
    distinct.sort_by(f64::total_cmp);
    distinct.dedup();
    let code = |number: f64| u32::try_from(distinct.partition_point(|&other| other < number)).ok();
    Values::Levels {
        levels: distinct.iter().map(f64::to_string).collect(),
        of_unit: numbers.iter().map(|number| number.and_then(code)).collect(),
    }
}

/// The inner bounds of the classes, distinct and in ascending order.
fn bounds(numbers: &[Option<f64>], cuts: &Cuts) -> Option<Vec<f64>> {
    let mut ascending: Vec<f64> = numbers.iter().copied().flatten().collect();
    ascending.sort_by(f64::total_cmp);
    let (first, last) = (*ascending.first()?, *ascending.last()?);
    let mut bounds: Vec<f64> = match cuts {
        Cuts::Breaks(breaks) => breaks.clone(),
        Cuts::Width(classes) => {
            (1..*classes).map(|class| first + (last - first) * class as f64 / *classes as f64).collect()
        }
        Cuts::Quantiles(classes) => {
            (1..*classes).filter_map(|class| quantile_type_7(&ascending, class as f64 / *classes as f64)).collect()
        }
    };
    bounds.dedup();
    Some(bounds)
}

/// Decimals of bounds in the names of classes: four digits of the smallest at the least, so many that no two look the same, at most six.
fn decimals_of_bounds(bounds: &[f64]) -> usize {
    let smallest = bounds.iter().map(|bound| bound.abs()).filter(|bound| *bound > 0.0).fold(f64::INFINITY, f64::min);
    let digits_before = (0..4).filter(|digits| smallest >= 10_f64.powi(*digits)).count();
    let differ = |decimals: &usize| {
        let text = |bound: &f64| format!("{bound:.decimals$}", decimals = *decimals);
        bounds.windows(2).all(|pair| text(&pair[0]) != text(&pair[1]))
    };
    let least = if smallest < 1.0 { 6 } else { 4 - digits_before };
    (least..6).find(differ).unwrap_or(6)
}

/// Classes `lower < y ≤ upper`; the first and the last are open.
fn in_classes(numbers: &[Option<f64>], bounds: &[f64], decimals: usize) -> Values {
    let text = |bound: &f64| {
        let text = format!("{bound:.decimals$}");
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
    };
    let levels = (0..=bounds.len())
        .map(|class| match (class.checked_sub(1).and_then(|lower| bounds.get(lower)), bounds.get(class)) {
            (None, Some(upper)) => format!("≤ {}", text(upper)),
            (Some(lower), Some(upper)) => format!("({}, {}]", text(lower), text(upper)),
            (Some(lower), None) => format!("> {}", text(lower)),
            (None, None) => "all".to_owned(),
        })
        .collect();
    let class = |number: f64| u32::try_from(bounds.partition_point(|&bound| bound < number)).ok();
    Values::Levels { levels, of_unit: numbers.iter().map(|number| number.and_then(class)).collect() }
}

/// The levels that some unit has, the reference first.
fn used_levels(levels: &[String], of_unit: &[Option<u32>], reference: Option<&str>) -> Result<Values, FactorError> {
    let mut used = vec![false; levels.len()];
    for level in of_unit.iter().flatten() {
        used[*level as usize] = true;
    }
    let mut kept: Vec<usize> = (0..levels.len()).filter(|&level| used[level]).collect();
    if kept.is_empty() {
        return Err(FactorError::AllMissing);
    }
    if let Some(reference) = reference {
        let Some(position) = kept.iter().position(|&level| levels[level] == reference) else {
            return Err(FactorError::NoSuchLevel {
                level: reference.to_owned(),
                levels: kept.iter().map(|&level| levels[level].clone()).collect(),
            });
        };
        kept[..=position].rotate_right(1);
    }
    let mut code_of = vec![None; levels.len()];
    for (code, &level) in kept.iter().enumerate() {
        code_of[level] = u32::try_from(code).ok();
    }
    Ok(Values::Levels {
        levels: kept.iter().map(|&level| levels[level].clone()).collect(),
        of_unit: of_unit.iter().map(|level| level.and_then(|level| code_of[level as usize])).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::survey::formula::Term;

    fn numbers() -> Variable {
        let values = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0].map(Some).into_iter().chain([None]).collect();
        Variable { name: "x".to_owned(), values: Values::Numbers(values) }
    }

    fn factor(text: &str) -> Factor {
        Term::parse(text).unwrap().factors[0].clone()
    }

    #[test]
    fn a_class_holds_its_upper_bound() {
        let cut = numbers().as_factor(&factor("cut(x, breaks = [2, 4])")).unwrap();
        let Values::Levels { levels, of_unit } = cut.values else { panic!("no levels") };
        assert_eq!(levels, ["≤ 2", "(2, 4]", "> 4"]);
        assert_eq!(of_unit, [Some(0), Some(0), Some(1), Some(1), Some(2), Some(2), None]);
    }

    #[test]
    fn a_computed_bound_is_named_with_four_digits_and_a_written_one_as_it_is() {
        let values = [100.0, 1_200.0, 2_000.0, 3_000.0].map(Some).to_vec();
        let variable = Variable { name: "x".to_owned(), values: Values::Numbers(values) };
        let levels = |text: &str| match variable.as_factor(&factor(text)).unwrap().values {
            Values::Levels { levels, .. } => levels,
            Values::Numbers(_) => Vec::new(),
        };
        assert_eq!(levels("cut(x, 3)"), ["≤ 1067", "(1067, 2033]", "> 2033"]);
        assert_eq!(levels("cut(x, breaks = [733.25])"), ["≤ 733.25", "> 733.25"]);
        // Two bounds never have one name.
        assert_eq!(decimals_of_bounds(&[5_000.1, 5_000.2]), 1);
        assert_eq!((decimals_of_bounds(&[733.333_333]), decimals_of_bounds(&[0.25])), (1, 6));
    }

    #[test]
    fn quantiles_split_into_equally_many() {
        let cut = numbers().as_factor(&factor("cut(x, quantiles = 3)")).unwrap();
        let Values::Levels { of_unit, .. } = cut.values else { panic!("no levels") };
        assert_eq!(of_unit, [Some(0), Some(0), Some(1), Some(1), Some(2), Some(2), None]);
    }

    #[test]
    fn constant_sizes_are_one_class() {
        let constant = Variable { name: "x".to_owned(), values: Values::Numbers(vec![Some(7.0); 4]) };
        let cut = constant.as_factor(&factor("cut(x, quantiles = 3)")).unwrap();
        let Values::Levels { levels, .. } = cut.values else { panic!("no levels") };
        assert_eq!(levels.len(), 1);
    }

    #[test]
    fn the_reference_comes_first_and_unused_levels_go() {
        let words = Variable::of_words("area", &[Some("b"), Some("a"), Some("c"), None]);
        let reference = words.as_factor(&factor("ref(area, c)")).unwrap();
        let Values::Levels { levels, of_unit } = reference.values else { panic!("no levels") };
        assert_eq!(levels, ["c", "a", "b"]);
        assert_eq!(of_unit, [Some(2), Some(1), Some(0), None]);
        assert!(matches!(words.as_factor(&factor("ref(area, z)")), Err(FactorError::NoSuchLevel { .. })));
        assert_eq!(words.as_factor(&factor("log(area)")), Err(FactorError::NotANumber));
    }
}
