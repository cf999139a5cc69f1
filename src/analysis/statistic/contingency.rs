//! Response by area, or by any category: could chance alone have made a table as uneven as this?

use rayon::prelude::*;
use statrs::distribution::{ChiSquared, ContinuousCDF};

use crate::analysis::random::budget::draws_numbers;
use crate::analysis::random::number::Numbers;
use crate::analysis::random::permutation::{PermutationNull, Permutations};

/// Units that answered and units asked, category by category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResponseTable {
    answered: Vec<u64>,
    units: Vec<u64>,
}

/// How the exact p-value of a table was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ExactMethod {
    /// All tables with these margins were counted.
    Enumerated,
    /// So many tables were drawn at random; the error is one standard deviation of the p-value.
    Drawn {
        /// How many tables.
        count: usize,
        /// The Monte Carlo error.
        error: f64,
    },
}

/// The tests of a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TableTest {
    /// Freeman and Halton's exact p-value.
    pub exact_p: f64,
    /// How it was found.
    pub exact_method: ExactMethod,
    /// Pearson's χ².
    pub chi_square: f64,
    /// Likelihood ratio G.
    pub likelihood_ratio: f64,
    /// Degrees of freedom: categories with units, less one.
    pub degrees: usize,
    /// The p-value of χ².
    pub chi_square_p: f64,
    /// Cramér's V, from 0 (equal response rates) to 1.
    pub cramers_v: f64,
    /// The smallest count that equal response rates would give: χ² is doubtful below 5.
    pub smallest_expected: f64,
}

/// Why a table has no test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoTest {
    /// Nobody answered, or there are no units.
    NobodyAnswered,
    /// Everybody answered.
    EverybodyAnswered,
    /// All units are in one category.
    OneCategory,
}

impl ResponseTable {
    /// The table of units with their categories. Categories without units are left out of tests.
    ///
    /// # Panics
    /// When the lists differ in length.
    pub fn of(answered: &[bool], category_of: &[usize]) -> Self {
        assert_eq!(answered.len(), category_of.len(), "one category for each unit");
        let n_categories = category_of.iter().max().map_or(0, |last| last + 1);
        let mut table = Self { answered: vec![0; n_categories], units: vec![0; n_categories] };
        for (&answered, &category) in answered.iter().zip(category_of) {
            table.units[category] += 1;
            table.answered[category] += u64::from(answered);
        }
        table
    }

    /// Units that answered, by category.
    pub fn answered(&self) -> &[u64] {
        &self.answered
    }

    /// Units asked, by category.
    pub fn units(&self) -> &[u64] {
        &self.units
    }

    /// All units that answered.
    pub fn n_answered(&self) -> u64 {
        self.answered.iter().sum()
    }

    /// All units.
    pub fn n_units(&self) -> u64 {
        self.units.iter().sum()
    }

    /// Whether response rates differ more than chance alone explains.
    ///
    /// # Formula
    /// With both margins fixed a table has the probability `Π_g C(N_g, n_g) / C(N, n)`. The exact p-value is the probability of all
    /// tables that are no more likely than the one observed (two-sided by minimum likelihood). `χ² = Σ (O−E)²/E`,
    /// `G = 2 Σ O ln(O/E)`, `V = √(χ²/N)` for two rows.
    ///
    /// # Source
    /// Freeman and Halton (1951), *Biometrika* 38; Cramér (1946), *Mathematical Methods of Statistics*. Tables are not listed one by
    /// one: halves of the columns with the same count and the same probability are counted together, and the halves are then matched in
    /// order, as Mehta and Patel's (1983) network does by other means.
    ///
    /// # Errors
    /// [`NoTest`] where there is nothing to compare.
    pub fn test(&self, permutations: Permutations) -> Result<TableTest, NoTest> {
        let (n, n_units) = (self.n_answered(), self.n_units());
        if n == 0 {
            return Err(NoTest::NobodyAnswered);
        }
        if n == n_units {
            return Err(NoTest::EverybodyAnswered);
        }
        let columns: Vec<(u64, u64)> =
            self.units.iter().copied().zip(self.answered.iter().copied()).filter(|(units, _)| *units > 0).collect();
        if columns.len() < 2 {
            return Err(NoTest::OneCategory);
        }
        let share = n as f64 / n_units as f64;
        let cells = || {
            columns.iter().flat_map(|&(units, answered)| {
                let [yes, no] = [units as f64 * share, units as f64 * (1.0 - share)];
                [(answered as f64, yes), ((units - answered) as f64, no)]
            })
        };
        let chi_square: f64 = cells().map(|(found, expected)| (found - expected).powi(2) / expected).sum();
        let logs = cells().map(|(found, expected)| if found > 0.0 { found * (found / expected).ln() } else { 0.0 });
        let likelihood_ratio = 2.0 * logs.sum::<f64>();
        let degrees = columns.len() - 1;
        let (exact_p, exact_method) = enumerated(&columns, n)
            .map_or_else(|| drawn(&columns, n, permutations), |exact_p| (exact_p, ExactMethod::Enumerated));
        Ok(TableTest {
            exact_p,
            exact_method,
            chi_square,
            likelihood_ratio,
            degrees,
            chi_square_p: chi_squared(degrees).map_or(1.0, |distribution| distribution.sf(chi_square)),
            cramers_v: (chi_square / n_units as f64).sqrt(),
            smallest_expected: cells().map(|(_, expected)| expected).fold(f64::INFINITY, f64::min),
        })
    }
}

/// The χ² distribution; `None` without degrees of freedom.
pub(crate) fn chi_squared(degrees: usize) -> Option<ChiSquared> {
    ChiSquared::new(degrees as f64).ok().filter(|_| degrees > 0)
}

/// Tables whose probabilities differ by less than this share are equally likely; as in R's `fisher.test`.
const SAME: f64 = 1e-7;
/// Logarithms are counted in steps of 2⁻³⁶: far below [`SAME`], far above rounding.
const STEPS: f64 = 68_719_476_736.0;
/// Kinds of half tables that are kept at the most; more would take seconds.
const MOST_KINDS: usize = 1_500_000;

/// Half tables of one count: the logarithm of their number of ways in steps, and their probability.
type Kinds = Vec<(i64, f64)>;

/// Half tables by how many units answered.
struct Half {
    by_count: Vec<Kinds>,
}

impl Half {
    fn new() -> Self {
        Self { by_count: vec![vec![(0, 1.0)]] }
    }

    fn kinds(&self) -> usize {
        self.by_count.iter().map(Vec::len).sum()
    }

    /// With a column more.
    fn with(&self, column: &[(i64, f64)]) -> Self {
        let longest = self.by_count.len() + column.len() - 1;
        let of_count = |total: usize| {
            let parts = || {
                let answered = (total + 1).saturating_sub(self.by_count.len())..column.len().min(total + 1);
                answered.filter_map(|answered| Some((self.by_count.get(total - answered)?, column[answered])))
            };
            let mut kinds: Kinds = Vec::with_capacity(parts().map(|(kinds, _)| kinds.len()).sum());
            for (fewer, (ways, probability)) in parts() {
                kinds.extend(fewer.iter().map(|(key, weight)| (key + ways, weight * probability)));
            }
            // Sorted runs, which a stable sort merges; bits of positive numbers sort as the numbers do.
            kinds.sort_by_key(|(ways, weight)| i128::from(*ways) << 64 | i128::from(weight.to_bits()));
            kinds.dedup_by(|next, kept| {
                let same = next.0 == kept.0;
                if same {
                    kept.1 += next.1;
                }
                same
            });
            kinds
        };
        Self { by_count: (0..longest).into_par_iter().map(of_count).collect() }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "logarithms of counts are far below 2^27")]
fn in_steps(logarithm: f64) -> i64 {
    (logarithm * STEPS).round() as i64
}

/// `ln C(units, k)` for each `k`.
fn ln_ways(units: u64) -> Vec<f64> {
    let mut sum = 0.0;
    std::iter::once(0.0)
        .chain((0..units).map(|k| {
            sum += ((units - k) as f64).ln() - ((k + 1) as f64).ln();
            sum
        }))
        .collect()
}

/// The p-value over all tables, or `None` where there are too many kinds of them.
fn enumerated(columns: &[(u64, u64)], n: u64) -> Option<f64> {
    let n_units: u64 = columns.iter().map(|(units, _)| units).sum();
    let share = n as f64 / n_units as f64;
    let mut sizes: Vec<u64> = columns.iter().map(|(units, _)| *units).collect();
    sizes.sort_unstable();
    let column_of = |units: u64| -> Vec<(i64, f64)> {
        let binomial = |(k, ways): (usize, f64)| {
            let ln_odds = k as f64 * share.ln() + (units - k as u64) as f64 * (-share).ln_1p();
            (in_steps(ways), (ways + ln_odds).exp())
        };
        ln_ways(units).into_iter().enumerate().map(binomial).collect()
    };
    // Large columns have many kinds of tables, small ones few: the halves grow from either end.
    let (mut large, mut small) = (Half::new(), Half::new());
    let mut left = std::collections::VecDeque::from(sizes);
    while !left.is_empty() {
        let from_large = large.kinds() <= small.kinds();
        let half = if from_large { &mut large } else { &mut small };
        let units = if from_large { left.pop_back() } else { left.pop_front() }?;
        if half.kinds().checked_mul(usize::try_from(units).ok()? + 1)? > 2 * MOST_KINDS {
            return None;
        }
        *half = half.with(&column_of(units));
        if half.kinds() > MOST_KINDS {
            return None;
        }
    }
    let observed: f64 = columns.iter().map(|&(units, answered)| ln_ways(units)[index(answered)]).sum();
    let threshold = in_steps(observed + SAME);
    let (mut all, mut as_unlikely) = (0.0, 0.0);
    for (count, kinds) in large.by_count.iter().enumerate() {
        let Some(others) = index(n).checked_sub(count).and_then(|rest| small.by_count.get(rest)) else { continue };
        let total: f64 = others.iter().map(|(_, weight)| weight).sum();
        let (mut fitting, mut weight_of_fitting) = (others.len(), Vec::with_capacity(others.len() + 1));
        let mut sum = 0.0;
        weight_of_fitting.push(0.0);
        for (_, weight) in others {
            sum += weight;
            weight_of_fitting.push(sum);
        }
        for (ways, weight) in kinds {
            while fitting > 0 && ways + others[fitting - 1].0 > threshold {
                fitting -= 1;
            }
            as_unlikely += weight * weight_of_fitting[fitting];
            all += weight * total;
        }
    }
    (all > 0.0).then(|| (as_unlikely / all).min(1.0))
}

fn index(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

/// The p-value from tables drawn at random, with its method.
fn drawn(columns: &[(u64, u64)], n: u64, permutations: Permutations) -> (f64, ExactMethod) {
    let n_units: u64 = columns.iter().map(|(units, _)| units).sum();
    let ways: Vec<Vec<f64>> = columns.iter().map(|(units, _)| ln_ways(*units)).collect();
    let probability =
        |answered: &[u64]| -> f64 { answered.iter().zip(&ways).map(|(&answered, ways)| ways[index(answered)]).sum() };
    let observed = probability(&columns.iter().map(|(_, answered)| *answered).collect::<Vec<u64>>());
    let found = if draws_numbers(index(n_units)) {
        let units: Vec<u64> = columns.iter().map(|(units, _)| *units).collect();
        Numbers::of(&units, n).permuted(permutations, probability)
    } else {
        let category_of: Vec<usize> = columns
            .iter()
            .enumerate()
            .flat_map(|(column, (units, _))| std::iter::repeat_n(column, index(*units)))
            .collect();
        let blocks = permutations.draws(&category_of, index(n), Vec::new, |found: &mut Vec<f64>, drawn| {
            let mut answered = vec![0; columns.len()];
            for &category in drawn {
                answered[category] += 1;
            }
            found.push(probability(&answered));
        });
        blocks.into_iter().flatten().collect()
    };
    // Logarithms below the observed one are tables no more likely.
    let null = PermutationNull::of(found, observed + SAME);
    null.map_or((1.0, ExactMethod::Drawn { count: 0, error: 0.5 }), |null| {
        let p = null.p_at_most;
        (p, ExactMethod::Drawn { count: null.count, error: null.error_of(p) })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOME: Permutations = Permutations { seed: 1, count: 20_000 };

    fn table(columns: &[(u64, u64)]) -> ResponseTable {
        ResponseTable { units: columns.iter().map(|c| c.0).collect(), answered: columns.iter().map(|c| c.1).collect() }
    }

    #[test]
    fn two_categories_give_fishers_exact_test() {
        let fisher = crate::analysis::random::hypergeometric::Hypergeometric::new(20, 8, 11).unwrap();
        for answered in 0..=8 {
            let test = table(&[(8, answered), (12, 11 - answered)]).test(SOME).unwrap();
            assert!((test.exact_p - fisher.minimum_likelihood(answered)).abs() < 1e-12, "{answered}");
        }
    }

    #[test]
    fn drawn_tables_agree_with_all_tables_within_their_error() {
        let columns = [(9, 7), (6, 1), (5, 3), (4, 4)];
        let exact = enumerated(&columns, 15).unwrap();
        let (p, method) = drawn(&columns, 15, SOME);
        let ExactMethod::Drawn { count: 20_000, error } = method else { panic!("{method:?}") };
        assert!((p - exact).abs() < 4.0 * error, "{p} against {exact}");
    }

    #[test]
    fn tables_without_a_comparison_say_why() {
        assert_eq!(table(&[(3, 0), (2, 0)]).test(SOME), Err(NoTest::NobodyAnswered));
        assert_eq!(table(&[(3, 3), (2, 2)]).test(SOME), Err(NoTest::EverybodyAnswered));
        assert_eq!(table(&[(3, 1), (0, 0)]).test(SOME), Err(NoTest::OneCategory));
        assert_eq!(table(&[]).test(SOME), Err(NoTest::NobodyAnswered));
    }

    #[test]
    fn large_tables_are_drawn_and_say_so() {
        let few = Permutations { seed: 1, count: 200 };
        let columns = [(2_000, 1_300), (2_000, 1_210), (2_000, 1_290), (2_000, 1_250), (2_000, 1_260)];
        assert!(matches!(table(&columns).test(few).unwrap().exact_method, ExactMethod::Drawn { count: 200, .. }));
    }
}
