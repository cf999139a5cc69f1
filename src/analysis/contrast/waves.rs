//! Late answers against early ones: a hint at what those who did not answer might have said.

use jiff::civil::Date;

use crate::analysis::basis::family::{Family, InFamily};
use crate::analysis::basis::input::BiasInput;
use crate::analysis::basis::members::Members;
use crate::analysis::basis::method::Method;
use crate::analysis::basis::note::Note;
use crate::analysis::contrast::difference::{GroupCount, difference_interval, p_of_difference};
use crate::analysis::contrast::result::ContrastTest;
use crate::analysis::random::permutation::Permutations;
use crate::analysis::statistic::multiplicity::holm;
use crate::analysis::statistic::shift::shift_of_means;
use crate::model::survey::questionnaire::{Content, Question};

/// Random streams of these tests: other measures have the numbers before.
const STREAM: u64 = 7;
/// Early, middle and late.
const WAVES: usize = 3;

/// Units of a wave that answered a question, and what they answered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WaveAnswers {
    /// Units that answered.
    pub n: usize,
    /// Those that chose the option.
    pub count: Option<usize>,
    /// The share, or the mean; `None` of nobody.
    pub estimate: Option<f64>,
}

/// One row of `waves.csv`.
#[derive(Clone, Debug, PartialEq)]
pub struct Wave {
    /// Position of the question in the study.
    pub question: usize,
    /// Position of the option; `None` for a number.
    pub option: Option<usize>,
    /// The first third of the respondents.
    pub early: WaveAnswers,
    /// The middle third.
    pub middle: WaveAnswers,
    /// The last third.
    pub late: WaveAnswers,
    /// The late ones less the early ones.
    pub difference: Option<f64>,
    /// The 95 % interval of that.
    pub difference_interval: Option<(f64, f64)>,
    /// The test of late against early.
    pub test: Option<ContrastTest>,
    /// Its p-value.
    pub p_value: Option<f64>,
    /// The same adjusted by Holm over its family.
    pub p_adjusted: Option<f64>,
    /// Its family.
    pub family: Option<InFamily>,
    /// The share or mean of all respondents.
    pub respondents: Option<f64>,
    /// That of the frame if all that did not answer were as the late ones.
    pub silent_as_late: Option<f64>,
    /// That of the frame if what changes from wave to wave went on.
    pub silent_by_trend: Option<f64>,
    /// How it was computed.
    pub method: Vec<Method>,
    /// Why something is missing.
    pub notes: Vec<Note>,
}

/// Which third of the respondents each unit is in, by the day of its answer; `None` for a unit without a day, and for all where the days do
/// not make three thirds.
///
/// Units of one day stay together, in the third in which their middle lies.
pub fn waves_of(days: &[Option<Date>]) -> Option<Vec<Option<usize>>> {
    let mut known: Vec<Date> = days.iter().copied().flatten().collect();
    known.sort_unstable();
    let n = known.len();
    let third = |day: Date| {
        let (before, until) =
            (known.partition_point(|other| *other < day), known.partition_point(|other| *other <= day));
        (WAVES * (before + until) / (2 * n)).min(WAVES - 1)
    };
    let waves: Vec<Option<usize>> = days.iter().map(|day| day.map(third)).collect();
    (0..WAVES).all(|wave| waves.contains(&Some(wave))).then_some(waves)
}

/// Every option and number by wave; empty where the frame does not have the days of answers.
///
/// # Formula
/// Late against early by Fisher's exact test or by permutations, adjusted by Holm over the options of a question. With `n_w` answers and the
/// mean `ȳ_w` of wave `w`, `r = n/N`: if the silent are as the late ones, `r ȳ + (1 − r) ȳ_late`; by the trend, `r ȳ + (1 − r) ŷ` with `ŷ`
/// the value at `(r + 1)/2` of the line through `ȳ_w` at the middle of each wave's part of the frame, weighted by `n_w`, a share kept
/// between 0 and 1.
///
/// # Assumes
/// For the last two: that those who did not answer are like those who answered late. Nothing in the answers tells whether they are, and
/// where they were compared with records it was often not so.
///
/// # Source
/// Filion (1975), *Public Opinion Quarterly* 39; Armstrong and Overton (1977), *Journal of Marketing Research* 14; Lin and Schaeffer (1995),
/// *Public Opinion Quarterly* 59, for how little it may say.
pub fn waves(input: &BiasInput<'_>, members: &Members) -> Vec<Wave> {
    let units = input.study.frame.units();
    let days: Vec<Option<Date>> =
        members.units.iter().map(|&unit| units[unit].answered_on.filter(|_| units[unit].status.answered())).collect();
    let Some(of_unit) = waves_of(&days) else { return Vec::new() };
    let permutations = input.permutations(STREAM);
    let mut rows = Vec::new();
    for (position, question) in input.study.answers.iter().enumerate() {
        let n_options = question.content.options().len();
        let options: Vec<Option<usize>> = if n_options == 0 { vec![None] } else { (0..n_options).map(Some).collect() };
        let mut of_question: Vec<Wave> = options
            .into_iter()
            .map(|option| wave((position, question, option), members, &of_unit, permutations))
            .collect();
        let is_twice = matches!(question.content, Content::Single { .. }) && n_options == 2;
        adjust(&mut of_question, question, is_twice);
        rows.extend(of_question);
    }
    rows
}

/// Holm's adjustment over the options of a question; the second of two is the first in another dress.
fn adjust(rows: &mut [Wave], question: &Question, is_twice: bool) {
    let counted = if is_twice { 1 } else { rows.len() };
    let p_values: Vec<f64> = rows[..counted].iter().filter_map(|row| row.p_value).collect();
    let adjusted = holm(&p_values);
    let family = InFamily { family: Family::Waves { question: question.name.clone() }, tests: p_values.len() };
    for (next, row) in rows.iter_mut().filter(|row| row.p_value.is_some()).enumerate() {
        row.p_adjusted = adjusted.get(if is_twice { 0 } else { next }).copied();
        row.family = Some(family.clone());
    }
}

fn wave(
    (position, question, option): (usize, &Question, Option<usize>),
    members: &Members,
    of_unit: &[Option<usize>],
    permutations: Permutations,
) -> Wave {
    let value = |unit: usize| match (&question.content, option) {
        (Content::Number { answers, .. }, _) => answers[unit].given().copied(),
        (Content::Single { .. } | Content::Multiple { .. }, Some(option)) => {
            question.content.has(unit, option).map(|has| f64::from(u8::from(has)))
        }
        (Content::Single { .. } | Content::Multiple { .. }, None) => None,
    };
    let known: Vec<(f64, usize)> =
        members.units.iter().zip(of_unit).filter_map(|(&unit, wave)| Some((value(unit)?, (*wave)?))).collect();
    let of_wave = |wave: usize| {
        let here: Vec<f64> = known.iter().filter(|(_, own)| *own == wave).map(|(value, _)| *value).collect();
        let sum: f64 = here.iter().sum();
        WaveAnswers {
            n: here.len(),
            count: option.map(|_| here.iter().filter(|value| **value > 0.5).count()),
            estimate: (!here.is_empty()).then(|| sum / here.len() as f64),
        }
    };
    let [early, middle, late] = [0, 1, 2].map(of_wave);
    let mut row = Wave {
        question: position,
        option,
        early,
        middle,
        late,
        difference: late.estimate.zip(early.estimate).map(|(late, early)| late - early),
        difference_interval: None,
        test: None,
        p_value: None,
        p_adjusted: None,
        family: None,
        respondents: None,
        silent_as_late: None,
        silent_by_trend: None,
        method: Vec::new(),
        notes: Vec::new(),
    };
    if let (Some(of_late), Some(of_early)) = (late.count, early.count) {
        let group = |n: usize, count: usize| GroupCount { frame: None, n: n as u64, count: count as u64 };
        let (late, early) = (group(late.n, of_late), group(early.n, of_early));
        row.difference_interval = difference_interval(late, early);
        row.p_value = p_of_difference(late, early);
        row.test = row.p_value.map(|_| ContrastTest::Fisher);
        row.method = vec![Method::JoinedLimits, Method::Hypergeometric, Method::TwiceSmallerTail];
    } else {
        let ends: Vec<(f64, bool)> =
            known.iter().filter(|(_, wave)| *wave != 1).map(|(value, wave)| (*value, *wave == 2)).collect();
        let (values, is_late): (Vec<f64>, Vec<bool>) = ends.into_iter().unzip();
        if let Some(shift) = shift_of_means(&values, &is_late, permutations) {
            row.difference_interval = shift.interval;
            row.p_value = Some(shift.p_value);
            row.test = Some(ContrastTest::Permutation);
            let error = shift.error_of_level();
            row.method = vec![Method::PermutedShifts { count: shift.count, error }, Method::TwiceSmallerTail];
        }
    }
    if row.p_value.is_none() {
        row.notes.push(Note::NothingToCompare);
    }
    let n_frame = members.units.len();
    row.respondents =
        (!known.is_empty()).then(|| known.iter().map(|(value, _)| value).sum::<f64>() / known.len() as f64);
    if let Some(respondents) = row.respondents {
        let rate = (known.len() as f64 / n_frame as f64).min(1.0);
        let with_silent = |silent: f64| rate * respondents + (1.0 - rate) * silent;
        row.silent_as_late = row.late.estimate.map(with_silent);
        row.silent_by_trend = trend([row.early, row.middle, row.late], rate)
            .map(|silent| if option.is_some() { silent.clamp(0.0, 1.0) } else { silent })
            .map(with_silent);
    }
    row
}

/// The value of those that did not answer, on the line through the waves; `None` where a wave has no answers.
fn trend(waves: [WaveAnswers; WAVES], rate: f64) -> Option<f64> {
    let n: f64 = waves.iter().map(|wave| wave.n as f64).sum();
    let mut points = Vec::new();
    let mut before = 0.0;
    for wave in waves {
        let part = wave.n as f64;
        points.push((part, rate * (before + part / 2.0) / n, wave.estimate?));
        before += part;
    }
    let mean = |of: &dyn Fn(&(f64, f64, f64)) -> f64| points.iter().map(|point| point.0 * of(point)).sum::<f64>() / n;
    let (x, y) = (mean(&|point| point.1), mean(&|point| point.2));
    let slope = mean(&|point| (point.1 - x) * (point.2 - y)) / mean(&|point| (point.1 - x).powi(2));
    Some(y + slope * (f64::midpoint(rate, 1.0) - x)).filter(|value| value.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_one_day_stay_together() {
        let day = |day: i8| Some(Date::constant(2025, 1, day));
        let days = [day(1), day(1), day(2), None, day(5), day(5), day(9)];
        assert_eq!(waves_of(&days).unwrap(), [Some(0), Some(0), Some(1), None, Some(2), Some(2), Some(2)]);
        assert_eq!(waves_of(&[day(1), day(1), day(1)]), None);
        assert_eq!(waves_of(&[None, None]), None);
    }

    // By hand: waves of 10 at 1/12, 3/12 and 5/12 of the frame with .2, .3 and .4 rise by .6 a frame, so at 3/4 the line has .6.
    #[test]
    fn a_straight_line_goes_on() {
        let wave = |estimate: f64| WaveAnswers { n: 10, count: None, estimate: Some(estimate) };
        let silent = trend([wave(0.2), wave(0.3), wave(0.4)], 0.5).unwrap();
        assert!((silent - 0.6).abs() < 1e-12, "{silent}");
    }
}
