//! Every question by every group: how many, what share, how far from the others, and whether chance explains it.

use rayon::prelude::*;
use statrs::distribution::{ContinuousCDF as _, StudentsT};

use crate::analysis::basis::family::{Family, InFamily};
use crate::analysis::basis::input::BiasInput;
use crate::analysis::basis::members::{Categories, Members};
use crate::analysis::basis::method::Method;
use crate::analysis::basis::note::Note;
use crate::analysis::contrast::difference::{GroupCount, difference_interval, p_of_difference};
use crate::analysis::contrast::groups::groupings;
use crate::analysis::contrast::result::{Contrast, ContrastTest};
use crate::analysis::outcome::bounds::standard_error_of_mean;
use crate::analysis::random::budget::draws_numbers;
use crate::analysis::random::permutation::{Permutations, Tails, error_of, near, p_of_permutations};
use crate::analysis::statistic::contingency::{ExactMethod, ResponseTable};
use crate::analysis::statistic::multiplicity::{benjamini_hochberg, holm};
use crate::analysis::statistic::shift::shift_of_means;
use crate::analysis::statistic::standardised::mean;
use crate::model::survey::questionnaire::{AnswerStatus, Content, Question};

/// Random streams of these tests: other measures have the numbers before.
const STREAM: u64 = 6;
/// Logarithms of probabilities closer than this are those of equally likely tables.
const SAME: f64 = 1e-7;

/// All contrasts of a study, question by question and variable by variable; empty without answers.
pub fn contrasts(input: &BiasInput<'_>, members: &Members) -> Vec<Contrast> {
    if input.study.answers.is_empty() {
        return Vec::new();
    }
    let groupings = groupings(input, members);
    let n_units = input.study.frame.units().len();
    // In a large frame all questions share what one measure may take.
    let n_pairs = input.study.answers.len() * groupings.len();
    let moved = if draws_numbers(n_units) { n_units * n_pairs } else { n_units };
    let permutations = input.asked().permutations(STREAM, moved);
    let questions: Vec<(usize, &Question)> = input.study.answers.iter().enumerate().collect();
    let rows: Vec<Vec<Contrast>> = questions
        .into_par_iter()
        .flat_map_iter(|(position, question)| {
            let statuses = question.content.statuses();
            let compared = |groups| {
                let statuses = statuses.clone();
                Compared { position, question, statuses, groups, members, permutations, by_chance: None }
            };
            let mut all: Vec<Compared<'_>> = groupings.iter().map(compared).collect();
            compare_all_options(&mut all, permutations);
            all
        })
        .map(|compared| compared.rows())
        .collect();
    rows.into_iter().flatten().collect()
}

/// Finds how often tables of all options and all levels are no more likely than the one observed, by tables with the same margins drawn at
/// random. Variables that are known of the same answers look at the same draws.
fn compare_all_options(all: &mut [Compared<'_>], permutations: Permutations) {
    let mut open: Vec<(usize, Crossed)> =
        all.iter().enumerate().filter_map(|(at, compared)| Some((at, compared.crossed()?))).collect();
    while let Some((_, first)) = open.first() {
        let options = first.options.clone();
        let (alike, others) = open.into_iter().partition(|(_, crossed)| crossed.options == options);
        open = others;
        let (places, alike): (Vec<usize>, Vec<Crossed>) = alike.into_iter().unzip();
        let start = || alike.iter().map(|crossed| (0, vec![0; crossed.n_cells])).collect();
        let look = |found: &mut Vec<(usize, Vec<u32>)>, drawn: &[u32]| {
            for (crossed, (no_more_likely, cells)) in alike.iter().zip(found) {
                *no_more_likely += usize::from(crossed.ln_probability(drawn, cells) <= crossed.limit);
            }
        };
        let blocks: Vec<Vec<(usize, Vec<u32>)>> = permutations.draws(&options, options.len(), start, look);
        for (number, &at) in places.iter().enumerate() {
            let no_more_likely = blocks.iter().map(|block| block[number].0).sum();
            all[at].by_chance = Some((no_more_likely, permutations.count));
        }
    }
}

/// Answers of several options by levels.
struct Crossed {
    /// The option of each answer.
    options: Vec<u32>,
    /// The first cell of each answer's level.
    first_cells: Vec<u32>,
    n_cells: usize,
    /// By how much the logarithm of a factorial grows with each number.
    logarithms: Vec<f64>,
    /// What a table no more likely than the one observed has at the most.
    limit: f64,
}

impl Crossed {
    /// `None` where options or levels do not vary.
    fn of(known: &[(usize, usize)]) -> Option<Self> {
        let (options, levels): (Vec<usize>, Vec<usize>) = known.iter().copied().unzip();
        let varies = |values: &[usize]| values.iter().any(|value| *value != values[0]);
        if known.is_empty() || !varies(&options) || !varies(&levels) {
            return None;
        }
        let n_options = options.iter().max().map_or(0, |last| last + 1);
        let n_levels = levels.iter().max().map_or(0, |last| last + 1);
        let small = |number: usize| u32::try_from(number).ok();
        let mut crossed = Self {
            options: options.into_iter().map(small).collect::<Option<_>>()?,
            first_cells: levels.iter().map(|level| small(level * n_options)).collect::<Option<_>>()?,
            n_cells: n_options * n_levels,
            logarithms: (1..=known.len()).map(|k| (k as f64).ln()).collect(),
            limit: 0.0,
        };
        let observed = crossed.ln_probability(&crossed.options, &mut vec![0; crossed.n_cells]) + SAME;
        crossed.limit = observed + near(observed);
        Some(crossed)
    }

    /// The logarithm of a table's probability, up to what all tables with these margins have in common.
    fn ln_probability(&self, options: &[u32], cells: &mut [u32]) -> f64 {
        cells.fill(0);
        let mut sum = 0.0;
        for (option, first) in options.iter().zip(&self.first_cells) {
            let count = &mut cells[(first + option) as usize];
            sum -= self.logarithms[*count as usize];
            *count += 1;
        }
        sum
    }
}

/// One question by one variable.
struct Compared<'a> {
    position: usize,
    question: &'a Question,
    /// What became of it, unit by unit.
    statuses: Vec<AnswerStatus>,
    groups: &'a Categories,
    members: &'a Members,
    permutations: Permutations,
    /// How many of so many tables of all options are no more likely than the one observed, where there is something to compare.
    by_chance: Option<(usize, usize)>,
}

impl Compared<'_> {
    fn rows(&self) -> Vec<Contrast> {
        let is_not_asked = |&unit: &usize| self.statuses[unit] == AnswerStatus::NotApplicable;
        let is_filtered = self.members.units.iter().any(is_not_asked);
        match &self.question.content {
            Content::Single { options, answers } => {
                let chosen = |at: usize| answers[self.members.units[at]].given().copied();
                let mut rows = Vec::new();
                if options.len() > 2 {
                    rows.push(self.all_options(self.known(&chosen).len()));
                }
                for option in 0..options.len() {
                    let has = |at: usize| chosen(at).map(|own| own == option);
                    rows.extend(self.of_option(option, &self.known(&has), is_filtered));
                }
                self.adjust(rows, options.len() == 2)
            }
            Content::Multiple { options, answers } => {
                let mut rows = Vec::new();
                for option in 0..options.len() {
                    let has = |at: usize| answers[self.members.units[at]].given().map(|chosen| chosen[option]);
                    rows.extend(self.of_option(option, &self.known(&has), is_filtered));
                }
                self.adjust(rows, false)
            }
            Content::Number { answers, .. } => {
                let value = |at: usize| answers[self.members.units[at]].given().copied();
                let rows = self.of_number(&self.known(&value), is_filtered);
                self.adjust(rows, false)
            }
        }
    }

    /// The answers of units of known level, with that.
    fn known<T>(&self, answer: &dyn Fn(usize) -> Option<T>) -> Vec<(T, usize)> {
        let units = self.groups.of_unit.iter().enumerate();
        units.filter_map(|(at, level)| Some((answer(at)?, (*level)?))).collect()
    }

    fn shell(&self, option: Option<usize>, level: Option<usize>, n: usize) -> Contrast {
        let is_of = |own: Option<usize>| own.is_some_and(|own| level.is_none_or(|level| own == level));
        let units = || self.members.units.iter().zip(&self.groups.of_unit).filter(|(_, own)| is_of(**own));
        let answered = units().filter(|(unit, _)| self.statuses[**unit] != AnswerStatus::NoUnit).count();
        Contrast {
            question: self.position,
            option,
            variable: self.groups.name.clone(),
            level: level.map(|level| self.groups.levels[level].clone()),
            units: units().count(),
            answered,
            n,
            count: None,
            estimate: None,
            interval: None,
            rest: None,
            difference: None,
            difference_interval: None,
            test: None,
            p_value: None,
            p_adjusted: None,
            p_bh: None,
            family: None,
            method: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Levels that have units, in their order.
    fn levels(&self) -> Vec<usize> {
        (0..self.groups.levels.len()).filter(|level| self.groups.of_unit.contains(&Some(*level))).collect()
    }

    /// All options and all levels at once, where there are more options than two.
    fn crossed(&self) -> Option<Crossed> {
        match &self.question.content {
            Content::Single { options, answers } if options.len() > 2 => {
                let chosen = |at: usize| answers[self.members.units[at]].given().copied();
                Crossed::of(&self.known(&chosen))
            }
            Content::Single { .. } | Content::Multiple { .. } | Content::Number { .. } => None,
        }
    }

    /// What [`compare_all_options`] found, of so many answers.
    fn all_options(&self, n: usize) -> Contrast {
        let mut row = self.shell(None, None, n);
        let Some((no_more_likely, count)) = self.by_chance else {
            row.notes.push(Note::NothingToCompare);
            return row;
        };
        row.test = Some(ContrastTest::FreemanHalton);
        if count > 0 {
            let p = p_of_permutations(no_more_likely, count);
            row.p_value = Some(p);
            row.method = vec![Method::DrawnTables { count, error: error_of(p, count) }, Method::NoMoreLikely];
        }
        row
    }

    /// One option: all levels at once, then each against the others.
    fn of_option(&self, option: usize, known: &[(bool, usize)], is_filtered: bool) -> Vec<Contrast> {
        let (has, of): (Vec<bool>, Vec<usize>) = known.iter().copied().unzip();
        let with = has.iter().filter(|has| **has).count();
        let mut whole = self.shell(Some(option), None, known.len());
        whole.count = Some(with);
        whole.estimate = (!known.is_empty()).then(|| with as f64 / known.len() as f64);
        match ResponseTable::of(&has, &of).test(self.permutations) {
            Ok(test) => {
                let exact = match test.exact_method {
                    ExactMethod::Drawn { count, error } => Method::DrawnTables { count, error },
                    ExactMethod::Enumerated => Method::AllTables,
                };
                whole.test = Some(ContrastTest::FreemanHalton);
                whole.p_value = Some(test.exact_p);
                whole.method = vec![exact, Method::NoMoreLikely];
            }
            Err(_) => whole.notes.push(Note::NothingToCompare),
        }
        let mut rows = vec![whole];
        for level in self.levels() {
            let here = |own: &usize| *own == level;
            let n = of.iter().filter(|own| here(own)).count();
            let count = known.iter().filter(|(has, own)| *has && here(own)).count();
            let mut row = self.shell(Some(option), Some(level), n);
            let frame = (!is_filtered).then_some(row.units as u64);
            let group = GroupCount { frame, n: n as u64, count: count as u64 };
            let others = GroupCount { frame: None, n: (known.len() - n) as u64, count: (with - count) as u64 };
            row.count = Some(count);
            row.estimate = group.share();
            row.interval = group.interval();
            row.rest = others.share().map(|share| (known.len() - n, share));
            row.difference = group.share().zip(others.share()).map(|(own, rest)| own - rest);
            row.difference_interval = difference_interval(group, others);
            let exact = if is_filtered { Method::ClopperPearson } else { Method::InvertedHypergeometric };
            row.method = vec![exact, Method::JoinedLimits];
            row.p_value = p_of_difference(group, others);
            if row.p_value.is_some() {
                row.test = Some(ContrastTest::Fisher);
                row.method.extend([Method::Hypergeometric, Method::TwiceSmallerTail]);
            } else {
                row.notes.push(if n == 0 { Note::NoAnswers } else { Note::NothingToCompare });
            }
            rows.push(row);
        }
        rows
    }

    /// A number: the ranks of all levels at once, then the mean of each against the others'.
    fn of_number(&self, known: &[(f64, usize)], is_filtered: bool) -> Vec<Contrast> {
        let (values, of): (Vec<f64>, Vec<usize>) = known.iter().copied().unzip();
        let mut whole = self.shell(None, None, known.len());
        whole.estimate = mean(&values);
        match kruskal_wallis(&values, &of, self.permutations) {
            Some(tails) => {
                whole.test = Some(ContrastTest::KruskalWallis);
                whole.p_value = Some(tails.p_at_least);
                whole.method = vec![Method::PermutedValues { count: tails.count }, Method::RanksOfLevels];
                whole.notes.push(Note::ErrorOfP(tails.error_of(tails.p_at_least)));
            }
            None => whole.notes.push(Note::NothingToCompare),
        }
        let mut rows = vec![whole];
        for level in self.levels() {
            let own: Vec<f64> = known.iter().filter(|(_, of)| *of == level).map(|(value, _)| *value).collect();
            let rest: Vec<f64> = known.iter().filter(|(_, of)| *of != level).map(|(value, _)| *value).collect();
            let mut row = self.shell(None, Some(level), own.len());
            row.estimate = mean(&own);
            row.rest = mean(&rest).map(|mean| (rest.len(), mean));
            row.difference = row.estimate.zip(mean(&rest)).map(|(own, rest)| own - rest);
            row.interval = interval_of_mean(&own, if is_filtered { usize::MAX } else { row.units });
            row.method = vec![Method::StudentsT];
            let is_here: Vec<bool> = of.iter().map(|of| *of == level).collect();
            match shift_of_means(&values, &is_here, self.permutations) {
                Some(shift) => {
                    row.test = Some(ContrastTest::Permutation);
                    row.p_value = Some(shift.p_value);
                    row.difference_interval = shift.interval;
                    let error = shift.error_of_level();
                    row.method.extend([Method::PermutedShifts { count: shift.count, error }, Method::TwiceSmallerTail]);
                }
                None if own.is_empty() => row.notes.push(Note::NoAnswers),
                None => row.notes.push(Note::TooFewUnits),
            }
            rows.push(row);
        }
        rows
    }

    /// Adjusts the tests of all levels at once and those of single levels, each as one family. Where options or levels are two, the second
    /// is the first in another dress, and counts once.
    fn adjust(&self, mut rows: Vec<Contrast>, two_options: bool) -> Vec<Contrast> {
        let two_levels = self.levels().len() == 2;
        let first_level = self.levels().first().map(|&level| self.groups.levels[level].clone());
        for of_levels in [false, true] {
            let is_of_family = |row: &Contrast| row.level.is_some() == of_levels && row.p_value.is_some();
            let stands = |row: &Contrast| {
                let own_option = !two_options || row.option == Some(0);
                own_option && (!two_levels || !of_levels || row.level == first_level)
            };
            let positions: Vec<usize> =
                (0..rows.len()).filter(|&at| is_of_family(&rows[at]) && stands(&rows[at])).collect();
            let p_values: Vec<f64> = positions.iter().filter_map(|&at| rows[at].p_value).collect();
            let (by_holm, by_bh) = (holm(&p_values), benjamini_hochberg(&p_values));
            let (question, variable) = (self.question.name.clone(), self.groups.name.clone());
            let family = if of_levels {
                Family::AnswersByLevel { question, variable }
            } else {
                Family::AnswersByTable { question, variable }
            };
            let in_family = InFamily { family, tests: positions.len() };
            for ((&at, holm), bh) in positions.iter().zip(by_holm).zip(by_bh) {
                let (option, level) = (rows[at].option, rows[at].level.clone());
                for row in rows.iter_mut().filter(|row| is_of_family(row)) {
                    let same_option = row.option == option || two_options;
                    let same_level = row.level == level || two_levels && of_levels;
                    if same_option && same_level {
                        row.p_adjusted = Some(holm);
                        row.p_bh = Some(bh);
                        row.family = Some(in_family.clone());
                    }
                }
            }
        }
        rows
    }
}

/// Mean ± Student's quantile times the standard error with the finite population correction; `None` of fewer than two.
fn interval_of_mean(values: &[f64], n_frame: usize) -> Option<(f64, f64)> {
    let error = standard_error_of_mean(values, n_frame)?;
    let half = StudentsT::new(0.0, 1.0, (values.len() - 1) as f64).ok()?.inverse_cdf(0.975) * error;
    mean(values).map(|mean| (mean - half, mean + half))
}

/// Kruskal and Wallis's test of several levels by permutations; `None` where nothing varies.
///
/// # Formula
/// `Σ R_g²/n_g` over the sums of midranks, which orders permutations as `H` does, ties or none; `p = (1 + b)/(1 + B)` upwards.
///
/// # Source
/// Kruskal and Wallis (1952), *Journal of the American Statistical Association* 47.
fn kruskal_wallis(values: &[f64], levels: &[usize], permutations: Permutations) -> Option<Tails> {
    let n_levels = levels.iter().max()? + 1;
    let varies = values.iter().any(|value| (value - values[0]).abs() > 0.0);
    if !varies || levels.iter().all(|level| *level == levels[0]) {
        return None;
    }
    let mut sizes = vec![0.0; n_levels];
    for &level in levels {
        sizes[level] += 1.0;
    }
    let statistic = |sums: &mut Vec<f64>, ranks: &[f64]| {
        sums.fill(0.0);
        for (rank, &level) in ranks.iter().zip(levels) {
            sums[level] += rank;
        }
        sums.iter().zip(&sizes).filter(|(_, size)| **size > 0.0).map(|(sum, size)| sum * sum / size).sum::<f64>()
    };
    let ranks = midranks(values);
    let room = || vec![0.0; n_levels];
    let observed = statistic(&mut room(), &ranks);
    Tails::of(&permutations.with_room(&ranks, &[], room, statistic), observed)
}

/// Ranks about their mean, tied values sharing theirs.
fn midranks(values: &[f64]) -> Vec<f64> {
    let mut ascending = values.to_vec();
    ascending.sort_unstable_by(f64::total_cmp);
    let centre = values.len() as f64;
    let rank = |value: &f64| {
        let below = ascending.partition_point(|other| other < value) as f64;
        let not_above = ascending.partition_point(|other| other <= value) as f64;
        (below + not_above - centre) / 2.0
    };
    values.iter().map(rank).collect()
}
