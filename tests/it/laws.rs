//! Laws that hold for every study, on random variants of Squareland: random residents, random catchments, random answers.

use bacino::analysis::coverage::area::Coverage;
use bacino::analysis::gate::exact::{everything, exact_findings};
use bacino::analysis::gate::findings::published_findings;
use bacino::input::study::source::StudySource;
use bacino::model::study::Study;
use bacino::render::report::table::areas::coverage_sheet;
use bacino::study::open::open_study;
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;

use crate::support::Workspace;

const UNITS: usize = 6;
const PLACES: usize = 16;

/// A study as its tables say it.
#[derive(Clone, Debug)]
struct Tables {
    /// Residents of each square, where known.
    residents: Vec<Option<u32>>,
    /// Thousandths of each square that each unit serves.
    thousandths: Vec<[u32; UNITS]>,
    answered: Vec<bool>,
}

fn code(place: usize) -> String {
    format!("{}-{}", ["W1", "W2", "E1", "E2"][place / 4], place % 4 + 1)
}

impl Tables {
    fn workspace(&self, overlap: bool, reverse: bool) -> Workspace {
        let table = |header: &str, mut rows: Vec<String>| {
            if reverse {
                rows.reverse();
            }
            format!("{header}\n{}\n", rows.join("\n"))
        };
        let units = (0..UNITS).map(|unit| format!("U{unit},{}", u8::from(self.answered[unit]))).collect();
        let population = self
            .residents
            .iter()
            .enumerate()
            .filter_map(|(place, residents)| residents.map(|residents| format!("{},{residents}", code(place))))
            .collect();
        let mut rules = Vec::new();
        for (place, shares) in self.thousandths.iter().enumerate() {
            for (unit, &share) in shares.iter().enumerate().filter(|(_, share)| **share > 0) {
                rules.push(format!("U{unit},municipality,{},{}", code(place), f64::from(share) / 1000.0));
            }
        }
        let study = Workspace::squareland()
            .write("units.csv", table("unit_id,responded", units))
            .write("population.csv", table("municipality_code,population", population))
            .write("catchments.csv", table("unit_id,level,code,share", rules));
        if overlap {
            study.replace("study.toml", "rules =", "overlap = \"allowed\"\npartial = \"allowed\"\nrules =")
        } else {
            study
        }
    }

    fn study(&self, overlap: bool, reverse: bool) -> Study {
        let workspace = self.workspace(overlap, reverse);
        open_study(&StudySource::Path(workspace.path("study.toml")))
            .unwrap_or_else(|problems| panic!("{problems}"))
            .study
    }
}

fn coverage_of(study: &Study) -> Vec<Coverage> {
    exact_findings(study).coverage
}

/// Thousandths that make a whole, for a random number of units; or nobody's square.
fn partition() -> impl Strategy<Value = [u32; UNITS]> {
    prop_oneof![
        1 => Just([0; UNITS]),
        6 => (vec(0_u32..1000, UNITS - 1), 0_u32..64).prop_map(|(mut cuts, joined)| {
            // Some units get nothing: their cut is moved to the next one's.
            for (unit, cut) in cuts.iter_mut().enumerate() {
                if joined >> unit & 1 == 1 {
                    *cut = 1000;
                }
            }
            cuts.sort_unstable();
            let mut shares = [0; UNITS];
            let mut before = 0;
            for (share, &cut) in shares.iter_mut().zip(cuts.iter().chain([&1000])) {
                *share = cut - before;
                before = cut;
            }
            shares
        }),
    ]
}

fn tables(shares: impl Strategy<Value = [u32; UNITS]>) -> impl Strategy<Value = Tables> {
    let residents = vec(weighted(0.9, 0_u32..2_000), PLACES);
    (residents, vec(shares, PLACES), vec(any::<bool>(), UNITS))
        .prop_map(|(residents, thousandths, answered)| Tables { residents, thousandths, answered })
        // Tables without a row are refused, and each unit needs a place.
        .prop_filter("a row in every table", |tables| {
            tables.residents.iter().flatten().any(|&residents| residents > 0)
                && (0..UNITS).all(|unit| tables.thousandths.iter().any(|shares| shares[unit] > 0))
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_resident_is_counted_once(tables in tables(partition())) {
        let study = tables.study(false, false);
        let findings = exact_findings(&study);
        let allotted = findings.allotted.as_ref().unwrap();
        let known: u64 = tables.residents.iter().flatten().map(|&residents| u64::from(residents)).sum();
        let served: u64 = tables
            .residents
            .iter()
            .zip(&tables.thousandths)
            .filter(|(_, shares)| shares.iter().any(|&share| share > 0))
            .filter_map(|(residents, _)| residents.map(u64::from))
            .sum();
        let of_units: u64 =
            allotted.by_unit(&study, bacino::model::place::population::Ages::All).into_iter().flatten().map(|count| count.0).sum();
        prop_assert_eq!(of_units, served);
        for scheme in &study.schemes {
            let rows = findings.coverage.iter().filter(|row| row.scheme == scheme.name());
            let (mut whole, mut outside) = (0, 0);
            for row in rows {
                whole += row.residents.whole().0;
                outside += row.outside_frame.unwrap().0;
            }
            prop_assert_eq!((whole, outside), (known, known - served));
        }
    }

    #[test]
    fn coverage_is_a_share_and_pools(tables in tables(partition())) {
        let study = tables.study(false, false);
        let rows = coverage_of(&study);
        let total = rows.iter().find(|row| row.scheme == "total").unwrap();
        for row in &rows {
            prop_assert!(row.residents.part() <= row.residents.whole());
            if let Ok(null) = &row.null {
                prop_assert!(0.0 <= null.low && null.low <= null.expected + 1e-12 && null.expected <= null.high + 1e-12 && null.high <= 1.0);
                prop_assert!((0.0..=1.0).contains(&null.p_value) && null.p_at_most + null.p_at_least >= 1.0 - 1e-9);
                let coverage = row.residents.value().unwrap();
                prop_assert_eq!((null.low..=null.high).contains(&coverage), null.p_value > 0.05, "{:?}", row);
                prop_assert!(row.adjusted.unwrap().p_value >= null.p_value);
            }
        }
        for scheme in &study.schemes {
            let pooled: u64 = rows.iter().filter(|row| row.scheme == scheme.name()).map(|row| row.residents.part().0).sum();
            prop_assert_eq!(pooled, total.residents.part().0);
        }
    }

    #[test]
    fn one_more_answer_never_lowers_coverage(tables in tables(partition()), unit in 0..UNITS) {
        let fewer = Tables { answered: tables.answered.iter().enumerate().map(|(at, &yes)| yes && at != unit).collect(), ..tables.clone() };
        let more = Tables { answered: tables.answered.iter().enumerate().map(|(at, &yes)| yes || at == unit).collect(), ..tables };
        let (before, after) = (coverage_of(&fewer.study(false, false)), coverage_of(&more.study(false, false)));
        for (before, after) in before.iter().zip(&after) {
            prop_assert!(before.residents.part() <= after.residents.part());
            prop_assert_eq!(before.residents.whole(), after.residents.whole());
        }
    }

    #[test]
    fn the_order_of_rows_does_not_matter(tables in tables(partition())) {
        let sheet = |reverse| {
            let study = tables.study(false, reverse);
            String::from_utf8(coverage_sheet(&study, &published_findings(&study, everything(), None).coverage).to_csv(None)).unwrap()
        };
        prop_assert_eq!(sheet(false), sheet(true));
    }

    #[test]
    fn under_overlap_the_union_is_between_the_largest_part_and_the_sum(tables in tables(proptest::array::uniform6(0_u32..1001))) {
        let study = tables.study(true, false);
        let rows = coverage_of(&study);
        let total = &rows[0];
        let allotted = exact_findings(&study).allotted.unwrap();
        let of_units = allotted.by_unit(&study, bacino::model::place::population::Ages::All);
        let answered = of_units.iter().zip(&tables.answered).filter(|(_, answered)| **answered);
        let parts: Vec<u64> = answered.map(|(count, _)| count.map_or(0, |count| count.0)).collect();
        let covered = total.residents.part().0;
        prop_assert!(covered <= parts.iter().sum::<u64>().min(total.residents.whole().0));
        prop_assert!(covered >= parts.into_iter().max().unwrap_or(0));
    }
}
