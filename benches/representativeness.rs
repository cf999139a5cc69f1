//! Times of response models on large frames: `cargo bench --bench representativeness`. Peers: `benches/peers_representativeness.py`.

use bacino::analysis::algebra::design::Design;
use bacino::analysis::algebra::logistic::Estimator;
use bacino::analysis::algebra::variable::{Values, Variable};
use bacino::analysis::propensity::estimated::logistic_propensities;
use bacino::analysis::propensity::partial::partial_indicators;
use bacino::analysis::propensity::representativeness::{Representativeness, representativeness, standard_errors};
use bacino::analysis::random::permutation::Permutations;
use bacino::model::survey::formula::Formula;
use divan::Bencher;

fn main() {
    divan::main();
}

/// The same numbers as the peers draw: a congruential generator, its upper bits.
struct Lcg(u64);

impl Lcg {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }
}

/// A frame of `n` units with ten categories of five levels, and who answered.
fn frame(n: usize) -> (Formula, Vec<Variable>, Vec<bool>) {
    let mut random = Lcg(20_230_101);
    let mut codes = vec![vec![0_u32; n]; 10];
    let mut answered = vec![false; n];
    for unit in 0..n {
        let mut chance = 40;
        for (position, column) in codes.iter_mut().enumerate() {
            let level = u32::try_from(random.next() % 5).unwrap_or_default();
            column[unit] = level;
            chance += u64::from(level) * u64::from(position < 3);
        }
        answered[unit] = random.next() % 100 < chance;
    }
    let names: Vec<String> = (0..10).map(|position| format!("x{position}")).collect();
    let variables = codes.into_iter().zip(&names).map(|(column, name)| Variable {
        name: name.clone(),
        values: Values::Levels {
            levels: (0..5).map(|level: u32| level.to_string()).collect(),
            of_unit: column.into_iter().map(Some).collect(),
        },
    });
    let formula = Formula::parse(&names.join(" + ")).unwrap_or_else(|error| panic!("{error}"));
    (formula, variables.collect(), answered)
}

fn indicators(
    (formula, variables, answered): &(Formula, Vec<Variable>, Vec<bool>),
    partial: bool,
) -> Representativeness {
    let design = Design::new(formula, variables).unwrap_or_else(|error| panic!("{error:?}"));
    let tally = design.tally(answered, None);
    let propensities =
        logistic_propensities(&design, &tally, Estimator::Likelihood).unwrap_or_else(|error| panic!("{error:?}"));
    let whole = representativeness(&design, &tally, &propensities).unwrap_or_else(|| panic!("one unit"));
    divan::black_box(standard_errors(&design, &tally, &propensities, &whole));
    if partial {
        divan::black_box(partial_indicators(&design, &tally, &propensities, &whole));
    }
    whole
}

#[divan::bench(args = [10_000, 1_000_000], sample_count = 3)]
fn r_indicator_of_ten_categories(bencher: Bencher, n: usize) {
    let frame = frame(n);
    bencher.bench_local(|| indicators(&frame, false));
}

#[divan::bench(args = [10_000, 1_000_000], sample_count = 3)]
fn with_all_partial_indicators(bencher: Bencher, n: usize) {
    let frame = frame(n);
    bencher.bench_local(|| indicators(&frame, true));
}

#[divan::bench(sample_count = 3)]
fn ten_thousand_permutations_of_a_model_of_135_units(bencher: Bencher) {
    let (_, variables, answered) = frame(135);
    let formula = Formula::parse("x0 + x1").unwrap_or_else(|error| panic!("{error}"));
    let design = Design::new(&formula, &variables[..2]).unwrap_or_else(|error| panic!("{error:?}"));
    let tally = design.tally(&answered, None);
    let patterns: Vec<u32> = design.complete_units().map(|(_, pattern)| pattern).collect();
    bencher.bench_local(|| {
        Permutations { seed: 1, count: 10_000 }.of(&answered, |answered| {
            let tally = tally.answered_by(&patterns, answered, None);
            let propensities = logistic_propensities(&design, &tally, Estimator::LikelihoodLimit).ok()?;
            Some(representativeness(&design, &tally, &propensities)?.r)
        })
    });
}
