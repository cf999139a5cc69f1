//! Times of the measures of representativeness: `cargo bench --bench measures`. `benches/peers_statistics.py` times other programs on the
//! same work.

use bacino::analysis::coverage::all_areas::{Adjusted, adjusted_over_areas};
use bacino::analysis::coverage::null::{AreaByChance, CoverageNull, NoNull, UnitResidents, coverage_null};
use bacino::analysis::random::permutation::Permutations;
use bacino::analysis::statistic::contingency::ResponseTable;
use bacino::analysis::statistic::rank_sum::{RankTest, rank_test};
use bacino::analysis::statistic::two_groups::TwoGroups;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// A unit that serves a region.
#[derive(Clone, Copy)]
struct ServingUnit {
    residents: u64,
    area: usize,
    answered: bool,
}

/// The 135 synthetic units by region.
fn units() -> Vec<ServingUnit> {
    let table = include_str!("../tests/oracle/statistics/frame135.csv");
    let rows: Vec<Vec<&str>> = table.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let mut regions: Vec<&str> = rows.iter().map(|row| row[1]).collect();
    regions.dedup();
    let unit = |row: &Vec<&str>| ServingUnit {
        residents: row[3].parse().unwrap_or(0),
        area: regions.iter().position(|region| *region == row[1]).unwrap_or(0),
        answered: row[5] == "1",
    };
    rows.iter().map(unit).collect()
}

/// Sizes of a frame of `n` units, from a fixed congruential generator.
fn sizes(n: u64) -> Vec<u64> {
    (0..n).map(|unit| 20_000 + (unit * 2_654_435_761) % 700_001).collect()
}

/// The exact p-values of coverage of 21 regions, adjusted over all of them.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn coverage_of_all_regions() -> Vec<Adjusted> {
    let units = units();
    let n_answered = units.iter().filter(|unit| unit.answered).count();
    let of_region = |region: usize| {
        let here = units.iter().filter(|unit| unit.area == region);
        let here: Vec<UnitResidents> =
            here.map(|unit| UnitResidents { residents: unit.residents, answered: unit.answered }).collect();
        AreaByChance::of(black_box(&here), units.len(), n_answered).ok()
    };
    let areas: Vec<AreaByChance> = (0..21).filter_map(of_region).collect();
    adjusted_over_areas(&areas.iter().collect::<Vec<_>>())
}

/// A million permutations of response, their coverage of 21 regions added up.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn million_permutations_of_coverage() -> Vec<Vec<f64>> {
    let units = units();
    let n_answered = units.iter().filter(|unit| unit.answered).count();
    let all = Permutations { seed: 1, count: 1_000_000 };
    let compact: Vec<(usize, f64)> = units.iter().map(|unit| (unit.area, unit.residents as f64)).collect();
    all.draws(
        black_box(&compact),
        n_answered.min(units.len() - n_answered),
        || vec![0.0; 21],
        |sums: &mut Vec<f64>, drawn| {
            for &(area, residents) in drawn {
                sums[area] += residents;
            }
        },
    )
}

#[divan::bench(args = [135, 1_000, 10_000], sample_count = 5, sample_size = 1)]
fn exact_null_of_coverage(n: u64) -> Result<CoverageNull, NoNull> {
    let units: Vec<UnitResidents> = sizes(n)
        .into_iter()
        .enumerate()
        .map(|(unit, residents)| UnitResidents { residents, answered: unit % 3 > 0 })
        .collect();
    let answered = units.iter().filter(|unit| unit.answered).count();
    coverage_null(black_box(&units), units.len(), answered)
}

#[divan::bench(args = [135, 1_000, 10_000], sample_count = 5, sample_size = 1)]
fn mann_whitney(n: u64) -> Option<RankTest> {
    let values: Vec<f64> = sizes(n).into_iter().map(|size| size as f64).collect();
    let split = values.len() * 2 / 3;
    TwoGroups::of(black_box(&values[..split]), &values[split..]).map(|groups| rank_test(&groups))
}

/// Freeman and Halton's test of 21 regions.
#[divan::bench]
fn freeman_halton(bencher: Bencher) {
    let units = units();
    let answered: Vec<bool> = units.iter().map(|unit| unit.answered).collect();
    let region: Vec<usize> = units.iter().map(|unit| unit.area).collect();
    let table = ResponseTable::of(&answered, &region);
    bencher.bench_local(|| table.test(Permutations { seed: 1, count: 999 }).is_ok());
}
