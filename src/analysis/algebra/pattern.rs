//! Units that are alike in every variable, counted once.

use crate::analysis::algebra::grouping::group_rows;
use crate::analysis::algebra::variable::{Values, Variable};

/// A factor of the model, by pattern.
#[derive(Clone, Debug)]
pub struct PatternFactor {
    /// The factor as written.
    pub name: String,
    /// The levels; empty for a number.
    pub levels: Vec<String>,
    /// For a number, its distinct values in ascending order.
    pub numbers: Option<Vec<f64>>,
    /// The level of each pattern, or which of the distinct values it has.
    pub of_pattern: Vec<u32>,
}

/// Units of each pattern, and those that answered, by their design weights.
#[derive(Clone, Debug)]
pub struct Tally {
    /// Sum of the weights of all units.
    pub weight: Vec<f64>,
    /// Sum of the weights of the units that answered.
    pub answered: Vec<f64>,
    /// Sum of the squares of the weights of all units.
    pub squares: Vec<f64>,
    /// How many units.
    pub units: Vec<u32>,
    /// How many of them answered.
    pub responding: Vec<u32>,
}

impl Tally {
    /// Units of all patterns.
    pub fn n_units(&self) -> usize {
        self.units.iter().map(|&units| units as usize).sum()
    }

    /// Units of all patterns that answered.
    pub fn n_answered(&self) -> usize {
        self.responding.iter().map(|&units| units as usize).sum()
    }

    /// Sum of all weights.
    pub fn total(&self) -> f64 {
        self.weight.iter().sum()
    }

    /// The design variance of a weighted sum, from the sum and the sum of squares of its terms: with replacement, times `1 − n/N`. In a
    /// census it is 0.
    ///
    /// # Source
    /// Särndal, Swensson and Wretman (1992), *Model Assisted Survey Sampling*, 2.9.
    pub fn design_variance_of(&self, sum: f64, squares: f64) -> f64 {
        let n = self.n_units() as f64;
        let finite = (1.0 - n / self.total()).max(0.0);
        if finite == 0.0 || n < 2.0 {
            return 0.0;
        }
        finite * n / (n - 1.0) * (squares - sum * sum / n).max(0.0)
    }
}

impl Tally {
    /// The same units, so many of each pattern answering, without design weights.
    #[must_use]
    pub fn with_numbers(&self, numbers: &[u64]) -> Self {
        let responding = numbers.iter().map(|&number| u32::try_from(number).unwrap_or(u32::MAX)).collect();
        Self { answered: numbers.iter().map(|&number| number as f64).collect(), responding, ..self.clone() }
    }

    /// The same units with other answers. The lists are of the units that have a pattern, in one order.
    #[must_use]
    pub fn answered_by(&self, patterns: &[u32], answered: &[bool], weights: Option<&[f64]>) -> Self {
        let n = self.weight.len();
        let mut tally = Self {
            weight: self.weight.clone(),
            answered: vec![0.0; n],
            squares: self.squares.clone(),
            units: self.units.clone(),
            responding: vec![0; n],
        };
        for (unit, (&pattern, _)) in patterns.iter().zip(answered).enumerate().filter(|(_, (_, answered))| **answered) {
            tally.answered[pattern as usize] += weights.map_or(1.0, |weights| weights[unit]);
            tally.responding[pattern as usize] += 1;
        }
        tally
    }
}

/// Values of one factor as codes.
pub(crate) struct Codes {
    levels: Vec<String>,
    numbers: Option<Vec<f64>>,
    of_unit: Vec<Option<u32>>,
}

impl Codes {
    fn n_codes(&self) -> usize {
        self.numbers.as_ref().map_or(self.levels.len(), Vec::len)
    }

    pub(crate) fn of(variable: &Variable) -> Self {
        match &variable.values {
            Values::Levels { levels, of_unit } => {
                Self { levels: levels.clone(), of_unit: of_unit.clone(), numbers: None }
            }
            Values::Numbers(numbers) => {
                let mut distinct: Vec<f64> = numbers.iter().copied().flatten().collect();
                distinct.sort_by(f64::total_cmp);
                distinct.dedup();
                let code = |number: f64| u32::try_from(distinct.partition_point(|&other| other < number)).ok();
                Self {
                    levels: Vec::new(),
                    of_unit: numbers.iter().map(|number| number.and_then(code)).collect(),
                    numbers: Some(distinct),
                }
            }
        }
    }
}

impl PatternFactor {
    /// The factor at the first unit of each pattern; levels that no pattern has are gone.
    pub(crate) fn of(name: &str, codes: Codes, first_unit: &[u32]) -> Self {
        let mut of_pattern: Vec<u32> =
            first_unit.iter().map(|&unit| codes.of_unit[unit as usize].unwrap_or_default()).collect();
        let mut levels = codes.levels;
        if codes.numbers.is_none() {
            let mut code_of = vec![None; levels.len()];
            for &code in &of_pattern {
                code_of[code as usize] = Some(0);
            }
            for (next, code) in (0_u32..).zip(code_of.iter_mut().flatten()) {
                *code = next;
            }
            for code in &mut of_pattern {
                *code = code_of[*code as usize].unwrap_or_default();
            }
            let mut used = code_of.iter().map(Option::is_some);
            levels.retain(|_| used.next().unwrap_or_default());
        }
        Self { name: name.to_owned(), levels, numbers: codes.numbers, of_pattern }
    }
}

pub(crate) fn patterns(codes: &[Codes]) -> (Vec<Option<u32>>, Vec<u32>) {
    let n = codes.first().map_or(0, |codes| codes.of_unit.len());
    let readers: Vec<Box<dyn Fn(usize) -> Option<u32> + '_>> = codes
        .iter()
        .map(|codes| Box::new(|unit: usize| codes.of_unit[unit]) as Box<dyn Fn(usize) -> Option<u32>>)
        .collect();
    group_rows(n, codes.iter().zip(&readers).map(|(codes, reader)| (codes.n_codes(), reader.as_ref())))
}
