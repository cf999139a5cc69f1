//! The columns of a model, as R codes them, over units with equal values grouped into patterns.
//!
//! A row has at most one entry a term besides the intercept, so rows are kept as short lists and cross-products cost what the entries cost.

use std::collections::BTreeMap;

use crate::analysis::algebra::grouping::{block_sums, by_pattern};
use crate::analysis::algebra::linear::dependent;
use crate::analysis::algebra::pattern::{Codes, PatternFactor, Tally, patterns};
use crate::analysis::algebra::variable::Variable;
use crate::model::survey::formula::Formula;

/// More columns than this are refused: their cross-products would need more memory than a model of units deserves.
pub const MOST_COLUMNS: usize = 500;
/// A term without an entry in a row.
const NONE: u32 = u32::MAX;

/// The columns of a model.
#[derive(Clone, Debug)]
pub struct Design {
    /// The names of the columns, the intercept first.
    pub columns: Vec<String>,
    /// The names of columns that depend on others, or are 0 for all units, and were left out.
    pub dropped: Vec<String>,
    /// The factors, in the order of the formula.
    pub factors: Vec<PatternFactor>,
    /// The pattern of each unit; `None` for a unit with a missing value.
    pub pattern_of: Vec<Option<u32>>,
    n_patterns: usize,
    entries: usize,
    column_of: Vec<u32>,
    value_of: Option<Vec<f64>>,
}

/// Why there are no columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoDesign {
    /// No unit has a value of every variable.
    NoCompleteUnit,
    /// The model has too many columns.
    TooManyColumns {
        /// How many.
        columns: usize,
    },
}

/// How a term's entry is found in a row.
struct TermColumns {
    /// The first column.
    start: usize,
    /// Factors with levels: position, how many columns it spans, whether its first level has none.
    levels: Vec<(usize, usize, bool)>,
    /// Numeric factors.
    numbers: Vec<usize>,
}

impl Design {
    /// The columns of `formula`, whose factors are `factors` in the order of [`Formula::factors`].
    ///
    /// # Source
    /// The coding is R's (Chambers and Hastie 1992, *Statistical Models in S*, 2.4): main effects before interactions, treatment contrasts,
    /// and all levels of a factor in an interaction whose margin without it is not in the model.
    ///
    /// # Errors
    /// [`NoDesign`] says why there is none.
    pub fn new(formula: &Formula, factors: &[Variable]) -> Result<Self, NoDesign> {
        let codes: Vec<Codes> = factors.iter().map(Codes::of).collect();
        let (pattern_of, first_unit) = patterns(&codes);
        if first_unit.is_empty() {
            return Err(NoDesign::NoCompleteUnit);
        }
        let factors: Vec<PatternFactor> = factors
            .iter()
            .zip(codes)
            .map(|(factor, codes)| PatternFactor::of(&factor.name, codes, &first_unit))
            .collect();
        let (terms, columns) = columns_of(formula, &factors);
        if columns.len() > MOST_COLUMNS {
            return Err(NoDesign::TooManyColumns { columns: columns.len() });
        }
        let n_patterns = first_unit.len();
        let entries = terms.len() + 1;
        let any_number = factors.iter().any(|factor| factor.numbers.is_some());
        let mut design = Self {
            columns,
            dropped: Vec::new(),
            factors,
            pattern_of,
            n_patterns,
            entries,
            column_of: vec![NONE; n_patterns * entries],
            value_of: any_number.then(|| vec![1.0; n_patterns * entries]),
        };
        design.fill(&terms);
        design.drop_dependent();
        Ok(design)
    }

    fn fill(&mut self, terms: &[TermColumns]) {
        for pattern in 0..self.n_patterns {
            let row = pattern * self.entries;
            self.column_of[row] = 0;
            for (position, term) in terms.iter().enumerate() {
                let mut column = Some(term.start);
                let mut step = 1;
                for &(factor, spans, contrasts) in &term.levels {
                    let level = self.factors[factor].of_pattern[pattern] as usize;
                    let offset = if contrasts { level.checked_sub(1) } else { Some(level) };
                    column = column.zip(offset).map(|(column, offset)| column + offset * step);
                    step *= spans;
                }
                let Some(column) = column.and_then(|column| u32::try_from(column).ok()) else { continue };
                self.column_of[row + 1 + position] = column;
                if let Some(values) = &mut self.value_of {
                    for &factor in &term.numbers {
                        let PatternFactor { numbers, of_pattern, .. } = &self.factors[factor];
                        let code = of_pattern[pattern] as usize;
                        values[row + 1 + position] *= numbers.as_ref().map_or(1.0, |numbers| numbers[code]);
                    }
                }
            }
        }
    }

    /// Leaves out columns that depend on those before them.
    fn drop_dependent(&mut self) {
        let n = self.columns.len();
        let mut of_pattern = vec![0.0; self.n_patterns];
        for pattern in self.pattern_of.iter().flatten() {
            of_pattern[*pattern as usize] += 1.0;
        }
        let gram = self.cross_products(|pattern| of_pattern[pattern]);
        let dependent = dependent(&gram, n);
        let mut kept = 0;
        let renumbered: Vec<u32> = dependent
            .iter()
            .map(|&dropped| {
                if dropped {
                    return NONE;
                }
                kept += 1;
                u32::try_from(kept - 1).unwrap_or(NONE)
            })
            .collect();
        for column in self.column_of.iter_mut().filter(|column| **column != NONE) {
            *column = renumbered[*column as usize];
        }
        let names = std::mem::take(&mut self.columns);
        for (name, dropped) in names.into_iter().zip(dependent) {
            if dropped { self.dropped.push(name) } else { self.columns.push(name) }
        }
    }

    /// How many distinct rows there are.
    pub fn n_patterns(&self) -> usize {
        self.n_patterns
    }

    /// How many columns.
    pub fn n_columns(&self) -> usize {
        self.columns.len()
    }

    /// The entries of a row that are not 0, in order of column.
    #[inline]
    pub fn row(&self, pattern: usize) -> impl Iterator<Item = (usize, f64)> + Clone + '_ {
        let range = pattern * self.entries..(pattern + 1) * self.entries;
        let values = self.value_of.as_deref();
        range.filter_map(move |at| {
            let column = self.column_of[at];
            (column != NONE).then(|| (column as usize, values.map_or(1.0, |values| values[at])))
        })
    }

    /// The sum over patterns of what `add` adds, block by block.
    pub fn sums(&self, length: usize, add: impl Fn(usize, &mut [f64]) + Sync) -> Vec<f64> {
        block_sums(self.n_patterns, length, |block, sums| block.for_each(|pattern| add(pattern, sums)))
    }

    /// `Xᵀ diag(w) X`, with `w` by pattern.
    pub fn cross_products(&self, weight: impl Fn(usize) -> f64 + Sync) -> Vec<f64> {
        let n = self.n_columns();
        let mut sums = self.sums(n * n, |pattern, sums| {
            let weight = weight(pattern);
            for (i, x) in self.row(pattern) {
                for (j, y) in self.row(pattern).take_while(|&(j, _)| j <= i) {
                    sums[i * n + j] += weight * x * y;
                }
            }
        });
        mirror(&mut sums, n);
        sums
    }

    /// `X b` by pattern.
    pub fn times(&self, coefficients: &[f64]) -> Vec<f64> {
        by_pattern(self.n_patterns, |pattern| {
            self.row(pattern).map(|(column, value)| coefficients[column] * value).sum()
        })
    }

    /// The patterns of the units that have one, with their positions.
    pub fn complete_units(&self) -> impl Iterator<Item = (usize, u32)> + '_ {
        self.pattern_of.iter().enumerate().filter_map(|(unit, pattern)| Some((unit, (*pattern)?)))
    }

    /// Counts units and their weights. Both lists are in the order of units; without weights each unit counts 1.
    pub fn tally(&self, answered: &[bool], weights: Option<&[f64]>) -> Tally {
        let n = self.n_patterns;
        let mut tally = Tally {
            weight: vec![0.0; n],
            answered: vec![0.0; n],
            squares: vec![0.0; n],
            units: vec![0; n],
            responding: vec![0; n],
        };
        for (unit, pattern) in self.pattern_of.iter().enumerate() {
            let Some(pattern) = pattern.map(|pattern| pattern as usize) else { continue };
            let weight = weights.map_or(1.0, |weights| weights[unit]);
            tally.weight[pattern] += weight;
            tally.squares[pattern] += weight * weight;
            tally.units[pattern] += 1;
            if answered[unit] {
                tally.answered[pattern] += weight;
                tally.responding[pattern] += 1;
            }
        }
        tally
    }
}

/// Copies what stands below the diagonal to above it.
pub fn mirror(matrix: &mut [f64], n: usize) {
    for i in 0..n {
        for j in 0..i {
            matrix[j * n + i] = matrix[i * n + j];
        }
    }
}

fn columns_of(formula: &Formula, factors: &[PatternFactor]) -> (Vec<TermColumns>, Vec<String>) {
    let position: BTreeMap<&str, usize> =
        factors.iter().enumerate().map(|(position, factor)| (factor.name.as_str(), position)).collect();
    let mut members: Vec<Vec<usize>> = formula
        .terms()
        .iter()
        .map(|term| {
            term.factors.iter().filter_map(|factor| position.get(factor.to_string().as_str()).copied()).collect()
        })
        .collect();
    members.sort_by_key(Vec::len);
    let as_set = |members: &[usize]| {
        let mut sorted = members.to_vec();
        sorted.sort_unstable();
        sorted
    };
    let sets: Vec<Vec<usize>> = members.iter().map(|members| as_set(members)).collect();
    let mut columns = vec!["(intercept)".to_owned()];
    let mut terms = Vec::new();
    for members in &members {
        let mut term = TermColumns { start: columns.len(), levels: Vec::new(), numbers: Vec::new() };
        let mut names = vec![String::new()];
        for &member in members {
            let factor = &factors[member];
            let joined = |before: &str, name: String| if before.is_empty() { name } else { format!("{before}:{name}") };
            if factor.numbers.is_some() {
                term.numbers.push(member);
                names = names.iter().map(|before| joined(before, factor.name.clone())).collect();
                continue;
            }
            let margin: Vec<usize> = as_set(members).into_iter().filter(|&other| other != member).collect();
            let contrasts = margin.is_empty() || sets.contains(&margin);
            let levels = &factor.levels[usize::from(contrasts)..];
            term.levels.push((member, levels.len(), contrasts));
            names = levels
                .iter()
                .flat_map(|level| names.iter().map(move |before| joined(before, format!("{}={level}", factor.name))))
                .collect();
        }
        columns.extend(names);
        terms.push(term);
    }
    (terms, columns)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::algebra::variable::Values;
    use crate::analysis::algebra::variable::Variable;

    fn design(formula: &str, factors: &[Variable]) -> Design {
        Design::new(&Formula::parse(formula).unwrap(), factors).unwrap()
    }

    fn words(name: &str, words: &[&str]) -> Variable {
        Variable::of_words(name, &words.iter().map(|&word| Some(word)).collect::<Vec<_>>())
    }

    #[test]
    fn equal_rows_are_one_pattern_and_columns_are_contrasts() {
        let design = design("a + b", &[words("a", &["x", "y", "x", "y"]), words("b", &["u", "u", "u", "v"])]);
        assert_eq!(design.columns, ["(intercept)", "a=y", "b=v"]);
        assert_eq!(design.pattern_of, [Some(0), Some(1), Some(0), Some(2)]);
        assert_eq!(design.row(2).collect::<Vec<_>>(), [(0, 1.0), (1, 1.0), (2, 1.0)]);
        assert_eq!(design.cross_products(|_| 1.0), [3.0, 2.0, 1.0, 2.0, 2.0, 1.0, 1.0, 1.0, 1.0]);
    }

    #[test]
    fn a_factor_that_says_the_same_is_dropped_and_named() {
        let design = design("a + b", &[words("a", &["x", "y", "z"]), words("b", &["u", "v", "v"])]);
        assert_eq!(design.columns, ["(intercept)", "a=y", "a=z"]);
        assert_eq!(design.dropped, ["b=v"]);
    }

    #[test]
    fn an_interaction_without_its_margins_has_all_levels() {
        let (a, b) = (words("a", &["x", "y", "x", "y"]), words("b", &["u", "u", "v", "v"]));
        let whole = design("a + b + a:b", &[a.clone(), b.clone()]);
        assert_eq!(whole.columns, ["(intercept)", "a=y", "b=v", "a=y:b=v"]);
        let alone = design("a:b", &[a, b]);
        assert_eq!(alone.columns.len(), 4, "{:?}", alone.columns);
    }

    #[test]
    fn units_with_a_missing_value_have_no_pattern() {
        let a = Variable { name: "a".to_owned(), values: Values::Numbers(vec![Some(2.0), None, Some(3.0)]) };
        let design = design("a", &[a]);
        assert_eq!(design.pattern_of, [Some(0), None, Some(1)]);
        assert_eq!(design.times(&[1.0, 10.0]), [21.0, 31.0]);
        let tally = design.tally(&[true, true, false], None);
        assert_eq!((tally.n_units(), tally.n_answered()), (2, 1));
    }
}
