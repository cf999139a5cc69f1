//! One release: every figure decided in order, and what an outsider makes of it.

use super::leaf::Leaf;
use super::listed::{Listed, MOST_UNITS};
use super::messages::Messages;
use super::number::weigh_number;
use super::outsider::{Counted, Figure, LEAST_UNITS, Outsider};
use super::partition::Partition;
use super::printed::{Cell, Printed, Step, WhyWithheld};
use super::profile::Profile;

/// What may be published, and what it tells.
#[derive(Clone, Debug, PartialEq)]
pub struct Release {
    /// By figure, by area.
    pub figures: Vec<Vec<Printed>>,
    /// What each tells to one who knows the rule: the sum lies in one of these cells. A figure that is withheld may tell which sums would have
    /// been printed; an empty list tells nothing.
    pub cells: Vec<Vec<Vec<Cell>>>,
    /// What an outsider makes of it.
    pub told: Told,
}

/// What an outsider knows of who answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The probability that each unit answered.
    pub posterior: Vec<f64>,
    /// Units whose probability lies beyond `certainty`.
    pub at_risk: usize,
}

/// What is known of how many answered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    Number,
    /// Only the odds of each unit.
    #[cfg(test)]
    Odds,
}

/// Decides what may be published of every figure and area.
///
/// Figures are decided in their order; areas that hold others first, then the finest. Each is cut into cells by what everybody knows and by
/// what was printed before it, so that no cell tells anybody's answer, whichever it will be. Only then the answers say which cell is printed.
///
/// # Assumes
/// See [`Outsider`]. In frames of more than 20 units sums of several areas are rounded to a 4096th of all residents (a 2048th with more than
/// 300 units), and figures of different sources or schemes are weighed together area by area; probabilities then keep 0.02 from the bounds.
///
/// # Source
/// Own construction; the condition on every cell is the one of simulatable auditing (Kenthapadi, Mishra and Nissim 2005).
pub fn decide(outsider: &Outsider, answered: &[bool]) -> Release {
    decide_when(outsider, answered, Known::Number)
}

/// What an outsider makes of cells that are told, by figure and area; see [`Release::cells`].
pub fn told(outsider: &Outsider, cells: &[Vec<Vec<Cell>>]) -> Told {
    told_when(outsider, cells, Known::Number)
}

/// What an outsider would make of every figure at one step.
pub fn told_at(outsider: &Outsider, answered: &[bool], step: Step) -> Told {
    let cells: Vec<Vec<Vec<Cell>>> = outsider
        .figures
        .iter()
        .map(|figure| {
            let sums = outsider.observed(figure, answered).into_iter().enumerate();
            let step = if figure.counted == Counted::Units { Step::Unit } else { step };
            let cell = |(area, sum): (usize, u64)| {
                let whole = figure.wholes[area];
                let class = step.class(step.slice(sum, whole));
                if figure.asked[area] && whole > 0 { vec![step.cell(class, class, whole)] } else { Vec::new() }
            };
            sums.map(cell).collect()
        })
        .collect();
    told(outsider, &cells)
}

fn decide_when(outsider: &Outsider, answered: &[bool], known: Known) -> Release {
    let withheld = |why| outsider.figures.iter().map(move |figure| vec![Printed::Withheld(why); figure.asked.len()]);
    let nothing = || outsider.figures.iter().map(|figure| vec![Vec::new(); figure.asked.len()]).collect();
    if outsider.prior_tells() {
        let told = Told { posterior: vec![outsider.prior(); outsider.units()], at_risk: outsider.units() };
        return Release { figures: withheld(WhyWithheld::Prior).collect(), cells: nothing(), told };
    }
    let mut figures: Vec<Vec<Printed>> = withheld(WhyWithheld::NotAsked).collect();
    let observed: Vec<Vec<u64>> = outsider.figures.iter().map(|figure| outsider.observed(figure, answered)).collect();
    let mut cells: Vec<Vec<Vec<Cell>>> = nothing();
    let posterior = walk(outsider, known, |at, area, profile| {
        let figure = &outsider.figures[at];
        if !figure.asked[area] {
            return Vec::new();
        }
        let sum = observed[at][area];
        let same = figure.tree.parents[area].filter(|parent| {
            !cells[at][*parent].is_empty()
                && figure.wholes[*parent] == figure.wholes[area]
                && figure.tree.inside(*parent) == [area]
        });
        if let Some(parent) = same {
            // One area by two names is printed once.
            figures[at][area] = figures[at][parent];
            let told = cells[at][parent].clone();
            cells[at][area].clone_from(&told);
            return told;
        }
        let (printed, told) = if figure.counted == Counted::Units && figure.wholes[area] < LEAST_UNITS as u64 {
            (Printed::Withheld(WhyWithheld::Few), Vec::new())
        } else if figure.counted == Counted::Units && area == figure.tree.root() && known == Known::Number {
            number(sum)
        } else if figure.counted == Counted::Units && outsider.units() > MOST_UNITS && outsider.figures.len() > 1 {
            // Numbers and residents of one area lean on each other; in large frames they are not judged together.
            (Printed::Withheld(WhyWithheld::AnotherFigure), Vec::new())
        } else {
            match Partition::of(&profile(), outsider, figure, area) {
                Ok(partition) => partition.print(sum),
                Err(why) => (Printed::Withheld(why), Vec::new()),
            }
        };
        figures[at][area] = printed;
        cells[at][area].clone_from(&told);
        told
    });
    Release { figures, cells, told: judged(outsider, posterior) }
}

fn told_when(outsider: &Outsider, cells: &[Vec<Vec<Cell>>], known: Known) -> Told {
    judged(outsider, walk(outsider, known, |at, area, _| cells[at][area].clone()))
}

/// A number of respondents as it is.
fn number(sum: u64) -> (Printed, Vec<Cell>) {
    let cell = Cell { low: sum, high: sum, from: sum, to: sum };
    (Printed::Value(Step::Unit, cell), vec![cell])
}

fn judged(outsider: &Outsider, posterior: Vec<f64>) -> Told {
    let (low, high) = outsider.bounds(0.0);
    let at_risk = posterior.iter().filter(|probability| !(low..=high).contains(*probability)).count();
    Told { posterior, at_risk }
}

/// Goes through all figures and areas in the order of decision. `print` says which cell is printed, and may ask what every sum would say.
fn walk(
    outsider: &Outsider,
    known: Known,
    mut print: impl FnMut(usize, usize, &mut dyn FnMut() -> Profile) -> Vec<Cell>,
) -> Vec<f64> {
    if outsider.units() <= MOST_UNITS {
        let mut sets = match known {
            Known::Number => Listed::of_number(outsider),
            #[cfg(test)]
            Known::Odds => Listed::of_odds(outsider),
        };
        for (at, figure) in outsider.figures.iter().enumerate() {
            for area in figure.tree.order() {
                let cells = print(at, area, &mut || sets.profile(outsider, figure, area));
                if !cells.is_empty() {
                    sets.apply(outsider, figure, area, &cells);
                }
            }
        }
        return sets.posterior(outsider);
    }
    by_messages(outsider, known, print)
}

/// The number of respondents is weighed in anew after so many finest areas.
const OFTEN: usize = 7;

/// The walk in a frame too large to list.
fn by_messages(
    outsider: &Outsider,
    known: Known,
    mut print: impl FnMut(usize, usize, &mut dyn FnMut() -> Profile) -> Vec<Cell>,
) -> Vec<f64> {
    let Some(first) = outsider.figures.first() else { return vec![outsider.prior(); outsider.units()] };
    let units = outsider.units_by_area(&first.tree);
    let own = |area: usize| if first.tree.is_leaf(area) { units[area].clone() } else { Vec::new() };
    let mut leaves: Vec<Leaf> = (0..units.len()).map(|area| Leaf::new(own(area), outsider.prior())).collect();
    let mut alone = true;
    let all = outsider.answered as u64;
    let number = Cell { low: all, high: all, from: all, to: all };
    let mut posterior = vec![outsider.prior(); outsider.units()];
    let count = Figure {
        counted: Counted::Units,
        tree: first.tree.clone(),
        wholes: units.iter().map(|units| units.len() as u64).collect(),
        asked: vec![false; units.len()],
    };
    // Once the residents of all are told, the exact number is weighed in beside them, else by itself.
    let mut weighed = known != Known::Number || first.counted == Counted::Units && outsider.figures.len() == 1;
    let tells_all = |figure: &Figure| figure.counted != Counted::Units && figure.asked[figure.tree.root()];
    if !weighed && !outsider.figures.iter().any(tells_all) {
        weighed = true;
        let mut messages = Messages::new(outsider, &count, &leaves, alone);
        messages.apply(count.tree.root(), &[number], &mut leaves);
        messages.finish(&mut leaves);
        alone = false;
    }
    for (at, figure) in outsider.figures.iter().enumerate() {
        let mut messages = Messages::new(outsider, figure, &leaves, alone);
        if known == Known::Number && figure.counted == Counted::Units && outsider.figures.len() == 1 {
            messages.apply(figure.tree.root(), &[number], &mut leaves);
        }
        let mut n_leaves: usize = 0;
        let mut told: Vec<Vec<Cell>> = vec![Vec::new(); figure.tree.parents.len()];
        let order = figure.tree.order();
        for (at_area, area) in order.into_iter().enumerate() {
            // Once the whole is decided, and again once all that lies between it and the finest areas is.
            let is_leaf = figure.tree.is_leaf(area);
            if !weighed
                && figure.counted != Counted::Units
                && (at_area == 1 || is_leaf && n_leaves.is_multiple_of(OFTEN))
            {
                weigh_number(outsider, figure, &told, &mut leaves, at_area == 1);
                messages = Messages::new(outsider, figure, &leaves, false);
                for (area, cells) in told.iter().enumerate().filter(|(_, cells)| !cells.is_empty()) {
                    messages.apply(area, cells, &mut leaves);
                }
            }
            n_leaves += usize::from(is_leaf);
            let cells = print(at, area, &mut || messages.profile(area, &leaves));
            let is_number = figure.counted == Counted::Units && area == figure.tree.root();
            if cells.is_empty() || is_number && outsider.figures.len() > 1 {
                continue;
            }
            messages.apply(area, &cells, &mut leaves);
            told[area] = cells;
        }
        if !weighed && figure.counted != Counted::Units {
            weigh_number(outsider, figure, &told, &mut leaves, false);
            messages = Messages::of_sums(outsider, figure, &leaves);
            for (area, cells) in told.iter().enumerate().filter(|(_, cells)| !cells.is_empty()) {
                messages.apply(area, cells, &mut leaves);
            }
            weighed = true;
        }
        posterior = messages.posterior(&leaves);
        messages.finish(&mut leaves);
        alone = false;
    }
    posterior
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::outsider::Tree;
    use super::*;

    /// Numbers that look random, the same every time.
    struct Numbers(u64);

    impl Numbers {
        fn below(&mut self, n: u64) -> u64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) % n
        }
    }

    /// A country of two macro-areas, with three and two regions; area 0 is the country, 1 and 2 are the macro-areas.
    fn frame(numbers: &mut Numbers, units: usize, most: u64, answered: usize, sources: usize) -> Outsider {
        let tree = Tree { parents: vec![None, Some(0), Some(0), Some(1), Some(1), Some(1), Some(2), Some(2)] };
        let unit_areas: Vec<usize> = (0..units)
            .map(|unit| if unit < 5 { 3 + unit } else { 3 + usize::try_from(numbers.below(5)).unwrap() })
            .collect();
        let first: Vec<u64> = (0..units).map(|_| 1 + numbers.below(most)).collect();
        let mut residents = vec![first.clone()];
        residents.extend((1..sources).map(|_| first.iter().map(|size| size + numbers.below(1 + size / 5)).collect()));
        let mut outsider =
            Outsider { unit_areas, residents, answered, certainty: 0.9, insiders: 0, figures: Vec::new() };
        for source in 0..sources {
            let mut figure = Figure {
                counted: Counted::Residents(source),
                tree: tree.clone(),
                wholes: Vec::new(),
                asked: vec![true; 8],
            };
            figure.wholes = outsider.observed(&figure, &vec![true; units]);
            outsider.figures.push(figure);
        }
        outsider
    }

    fn bits(set: u32, units: usize) -> Vec<bool> {
        (0..units).map(|unit| set >> unit & 1 == 1).collect()
    }

    #[test]
    fn messages_agree_with_the_list_of_all_sets() {
        let mut numbers = Numbers(15);
        for round in 0..12 {
            let units = 8 + round % 6;
            let outsider = frame(&mut numbers, units, 250, 2 + round % 4, 1);
            let truth = bits(u32::try_from(numbers.below(1 << units)).unwrap(), units);
            let sums = outsider.observed(&outsider.figures[0], &truth);
            // Cells of every width, some areas left out.
            let cells: Vec<Vec<Cell>> = sums
                .iter()
                .map(|sum| {
                    let (below, above) = (numbers.below(120), numbers.below(120));
                    let cell = Cell { low: sum.saturating_sub(below), high: sum + above, from: 0, to: 0 };
                    if numbers.below(4) > 0 { vec![cell] } else { Vec::new() }
                })
                .collect();
            let expected = told_when(&outsider, std::slice::from_ref(&cells), Known::Odds).posterior;
            let found = by_messages(&outsider, Known::Odds, |_, area, _| cells[area].clone());
            for (found, expected) in found.iter().zip(&expected) {
                assert!((found - expected).abs() < 1e-9, "{found} for {expected} in round {round}");
            }
        }
    }

    #[test]
    fn every_sum_is_judged_as_the_list_of_all_sets_judges_it() {
        let mut numbers = Numbers(7);
        for _ in 0..4 {
            let outsider = frame(&mut numbers, 11, 300, 5, 1);
            let truth = bits(u32::try_from(numbers.below(1 << 11)).unwrap(), 11);
            let sums = outsider.observed(&outsider.figures[0], &truth);
            let mut expected = Vec::new();
            let mut found = Vec::new();
            for (judged, by_list) in [(&mut expected, true), (&mut found, false)] {
                let print = |_: usize, area: usize, profile: &mut dyn FnMut() -> Profile| {
                    let profile = profile();
                    judged.push(profile.classes(Step::Five));
                    vec![Cell { low: sums[area].saturating_sub(70), high: sums[area] + 80, from: 0, to: 0 }]
                };
                if by_list {
                    walk(&outsider, Known::Odds, print);
                } else {
                    by_messages(&outsider, Known::Odds, print);
                }
            }
            for (expected, found) in expected.iter().zip(&found) {
                let total = |classes: &[super::super::profile::Slices]| -> f64 { classes.iter().map(|c| c.mass).sum() };
                let (all, all_found) = (total(expected), total(found));
                for (expected, found) in expected.iter().zip(found) {
                    assert!((expected.mass / all - found.mass / all_found).abs() < 1e-9);
                    for (expected, found) in expected.answered.iter().zip(&found.answered) {
                        assert!((expected / all - found / all_found).abs() < 1e-9);
                    }
                }
            }
        }
    }

    /// What one who knows the program makes of its output: of all sets for which it prints the same, the share with each unit.
    fn attacked(
        outsider: &Outsider,
        sets: &[(u32, f64)],
        looks: Option<usize>,
        decide: impl Fn(&[bool]) -> Vec<Vec<Printed>>,
    ) -> (f64, usize) {
        let units = outsider.units();
        let mut outputs: BTreeMap<String, Vec<(u32, f64)>> = BTreeMap::new();
        let mut printed = 0;
        for (set, probability) in sets {
            let output = decide(&bits(*set, units));
            printed += output.iter().flatten().filter(|printed| printed.cell().is_some()).count();
            outputs.entry(format!("{output:?}")).or_default().push((*set, *probability));
        }
        let mut surest: f64 = 0.5;
        for sets in outputs.values() {
            let total: f64 = sets.iter().map(|(_, probability)| probability).sum();
            for unit in (0..units).filter(|unit| Some(*unit) != looks) {
                let with: f64 =
                    sets.iter().filter(|(set, _)| set >> unit & 1 == 1).map(|(_, probability)| probability).sum();
                surest = surest.max(with / total).max(1.0 - with / total);
            }
        }
        (surest, printed)
    }

    #[test]
    fn nobody_is_told_to_one_who_knows_the_program_whoever_answered() {
        let mut numbers = Numbers(3);
        let mut all_printed = 0;
        for round in 0..6 {
            let units = 7 + round % 4;
            let answered = 3 + round % 3;
            let outsider = frame(&mut numbers, units, 300_000, answered, 1 + round % 2);
            let sets: Vec<(u32, f64)> =
                (0..1_u32 << units).filter(|set| set.count_ones() as usize == answered).map(|set| (set, 1.0)).collect();
            let (surest, printed) = attacked(&outsider, &sets, None, |answered| decide(&outsider, answered).figures);
            assert!(surest <= 0.9 + 1e-9, "{surest} in round {round}");
            all_printed += printed;
        }
        assert!(all_printed > 0);
    }

    #[test]
    fn a_unit_that_knows_its_own_answer_is_told_no_other() {
        let mut numbers = Numbers(8);
        let mut all_printed = 0;
        for units in [9, 10] {
            let outsider = Outsider { insiders: 1, ..frame(&mut numbers, units, 300_000, 5, 1) };
            let sets = (0..1_u32 << units).filter(|set| set.count_ones() == 5).map(|set| (set, 1.0));
            let sets: Vec<(u32, f64)> = sets.collect();
            let decided: BTreeMap<Vec<bool>, Vec<Vec<Printed>>> = sets
                .iter()
                .map(|(set, _)| bits(*set, units))
                .map(|answered| (answered.clone(), decide(&outsider, &answered).figures))
                .collect();
            for unit in 0..units {
                for own in [true, false] {
                    let of_unit = sets.iter().copied().filter(|(set, _)| (set >> unit & 1 == 1) == own);
                    let of_unit: Vec<(u32, f64)> = of_unit.collect();
                    let (surest, printed) =
                        attacked(&outsider, &of_unit, Some(unit), |answered| decided[answered].clone());
                    assert!(surest <= 0.9 + 1e-9, "{surest}");
                    all_printed += printed;
                }
            }
        }
        assert!(all_printed > 0);
    }

    #[test]
    fn nobody_is_told_by_messages_either() {
        let mut numbers = Numbers(4);
        for _ in 0..2 {
            let outsider = frame(&mut numbers, 9, 400, 4, 1);
            let sets: Vec<(u32, f64)> = Listed::of_odds(&outsider).sets().to_vec();
            let (surest, printed) =
                attacked(&outsider, &sets, None, |answered| decided_by_messages(&outsider, answered));
            assert!(surest <= 0.9 + 1e-9, "{surest}");
            assert!(printed > 0);
        }
    }

    fn decided_by_messages(outsider: &Outsider, answered: &[bool]) -> Vec<Vec<Printed>> {
        let figure = &outsider.figures[0];
        let sums = outsider.observed(figure, answered);
        let mut printed = vec![Printed::Withheld(WhyWithheld::Telling); sums.len()];
        by_messages(outsider, Known::Odds, |_, area, profile| {
            match Partition::of(&profile(), outsider, figure, area) {
                Ok(partition) => {
                    let (of_area, told) = partition.print(sums[area]);
                    printed[area] = of_area;
                    told
                }
                Err(_) => Vec::new(),
            }
        });
        vec![printed]
    }
}
