//! Classes of values, computed before anything is drawn.
//!
//! A value `y` is in the class with `lower < y ≤ upper`; the first class also holds its lower end.

use crate::model::base::word::words;
use crate::render::classes::method::{Bounds, Method, Wish, from_least};
use crate::render::classes::{box_plot, deviation, equal, gaps, head_tail, natural, pretty, quantile, unclassed};

words! {
    /// How breaks are chosen.
    pub enum ClassMethod {
        /// Equally many areas in each class.
        Quantile = "quantile" => &quantile::QUANTILE,
        /// Classes of equal width.
        Equal = "equal" => &equal::EQUAL,
        /// Round numbers.
        Pretty = "pretty" => &pretty::PRETTY,
        /// The least squared differences within classes.
        Natural = "natural" => &natural::NATURAL,
        /// Round numbers of standard deviations from the mean.
        StandardDeviation = "sd" => &deviation::DEVIATION,
        /// The mean, the mean of what is above it, and so on: few large values, many small.
        HeadTail = "headtail" => &head_tail::HEAD_TAIL,
        /// Quartiles, and fences beyond them.
        Box = "box" => &box_plot::BOX,
        /// In the middle of the widest gaps.
        MaximumBreaks = "maxbreaks" => &gaps::GAPS,
        /// No classes: colours follow the values.
        Unclassed = "unclassed" => &unclassed::UNCLASSED,
    }
    /// How it is done.
    fn method(self) -> &'static Method;
}

/// The fixed word for bounds of the analyst's own.
pub(crate) const GIVEN: &str = "user";
/// The fixed word for classes around parity.
pub(crate) const PARITY: &str = "parity";
/// The fixed word for classes of one value each.
pub(crate) const VALUES: &str = "values";

/// Where breaks come from.
#[derive(Clone, Debug, PartialEq)]
pub enum Breaks {
    /// They are chosen by the values.
    Chosen(ClassMethod),
    /// They are the analyst's own upper bounds.
    Given(Vec<f64>),
}

impl ClassMethod {
    /// Whether each side of a middle can be classed by itself; other bounds mean something as they are.
    pub(crate) fn parts(self) -> bool {
        match self {
            Self::Quantile | Self::Equal | Self::Pretty | Self::Natural | Self::HeadTail | Self::MaximumBreaks => true,
            Self::StandardDeviation | Self::Box | Self::Unclassed => false,
        }
    }
}

impl From<ClassMethod> for Breaks {
    fn from(method: ClassMethod) -> Self {
        Self::Chosen(method)
    }
}

impl Breaks {
    /// The fixed word in metadata.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Chosen(method) => method.word(),
            Self::Given(_) => GIVEN,
        }
    }

    fn wish(&self) -> Wish {
        match self {
            Self::Chosen(method) => method.method().wish,
            Self::Given(_) => Wish::Ignored,
        }
    }

    /// Whether the values alone, or the analyst, decide how many classes there are.
    pub fn ignores_k(&self) -> bool {
        self.wish() == Wish::Ignored
    }

    /// Whether a wish for classes is met as far as the values allow; round numbers only come near it.
    pub fn promises_k(&self) -> bool {
        self.wish() == Wish::Met
    }

    /// The bounds for values that are finite, ascending and at least one.
    fn bounds(&self, ascending: &[f64], k: usize) -> Bounds {
        match self {
            Self::Chosen(method) => (method.method().bounds)(ascending, k),
            Self::Given(breaks) => {
                let mut upper = breaks.clone();
                upper.sort_by(f64::total_cmp);
                match upper.first() {
                    Some(first) => Bounds { lower: ascending[0].min(*first), upper },
                    None => from_least(ascending, upper),
                }
            }
        }
    }
}

/// Where classes part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parting {
    /// The value around which they part.
    pub middle: f64,
    /// Classes wholly below it.
    pub below: usize,
    /// Whether the class above those holds the middle, and is neither below nor above it.
    pub has_neutral: bool,
}

/// Classes of a set of values.
#[derive(Clone, Debug, PartialEq)]
pub struct Classification {
    /// How the breaks were chosen.
    pub method: &'static str,
    /// Upper bounds of the classes, ascending; the last is not below any value.
    pub breaks: Vec<f64>,
    /// The lower end of the first class.
    pub minimum: f64,
    /// Values in each class.
    pub counts: Vec<usize>,
    /// How many classes were wished for, where equal values leave fewer.
    pub fewer_than: Option<usize>,
    /// Where they part, if they do.
    pub parting: Option<Parting>,
}

impl Classification {
    /// Classes of finite `values`, `None` when there is none. Fewer distinct values than wished classes give fewer classes.
    pub fn of(values: &[f64], wanted: &Breaks, k: usize) -> Option<Self> {
        let mut ascending: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
        ascending.sort_by(f64::total_cmp);
        let &high = ascending.last()?;
        let k = k.max(1);
        let Bounds { lower: minimum, upper: mut breaks } = wanted.bounds(&ascending, k);
        breaks.dedup();
        match (breaks.last_mut(), wanted) {
            // Rounding must not leave the largest value outside.
            (Some(last), Breaks::Chosen(_)) if *last < high => *last = high,
            (Some(last), Breaks::Given(_)) if *last < high => breaks.push(high),
            (Some(_), _) => {}
            (None, _) => breaks.push(high),
        }
        let mut counts = vec![0; breaks.len()];
        for value in &ascending {
            counts[class_of(&breaks, *value)] += 1;
        }
        let fewer_than = (wanted.promises_k() && breaks.len() < k).then_some(k);
        Some(Self { method: wanted.word(), breaks, minimum, counts, fewer_than, parting: None })
    }

    /// Where a value stands between the lower end (0) and the last bound (1); where classes part, their middle stands in the middle.
    pub fn position(&self, value: f64) -> f64 {
        let last = self.breaks.last().copied().unwrap_or(self.minimum);
        // Halves keep the largest numbers finite.
        let (part, whole) = (value / 2.0 - self.minimum / 2.0, last / 2.0 - self.minimum / 2.0);
        if let Some(Parting { middle, .. }) = self.parting {
            let reach = (last / 2.0 - middle / 2.0).abs().max((middle / 2.0 - self.minimum / 2.0).abs());
            let away = value / 2.0 - middle / 2.0;
            return if reach > 0.0 { (0.5 + 0.5 * away / reach).clamp(0.0, 1.0) } else { 0.5 };
        }
        if whole > 0.0 { (part / whole).clamp(0.0, 1.0) } else { 0.5 }
    }

    /// A class for each of the values, `None` when there is none.
    pub fn of_each(values: &[f64]) -> Option<Self> {
        let mut distinct: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
        distinct.sort_by(f64::total_cmp);
        distinct.dedup();
        let found = Self::of(values, &Breaks::Given(distinct), 1)?;
        Some(Self { method: VALUES, ..found })
    }

    /// The class of a value, from 0; values above the last bound are in the last class.
    pub fn class_of(&self, value: f64) -> usize {
        class_of(&self.breaks, value)
    }

    /// The class in which a reader of the bounds puts a value: noise in its last digits is no difference.
    pub fn class_as_read(&self, value: f64) -> usize {
        let inner = &self.breaks[..self.breaks.len().saturating_sub(1)];
        let is_held = |bound: &f64| value - bound <= 1e-12 * value.abs().max(bound.abs());
        inner.iter().position(is_held).unwrap_or(inner.len())
    }
}

/// The first class whose upper bound is not below the value, else the last.
fn class_of(breaks: &[f64], value: f64) -> usize {
    breaks.iter().position(|bound| value <= *bound).unwrap_or(breaks.len().saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TIES: [f64; 20] =
        [1.0, 1.0, 1.0, 2.0, 2.0, 3.0, 3.0, 3.0, 3.0, 4.0, 5.0, 5.0, 6.0, 7.0, 8.0, 9.0, 9.0, 10.0, 10.0, 20.0];

    // R 4.2 classInt for quantile; counts of the exact optimum from the same source.
    #[test]
    fn ties_are_classed_as_in_r() {
        let quantile = Classification::of(&TIES, &ClassMethod::Quantile.into(), 4).unwrap();
        assert_eq!(quantile.breaks, [2.75, 4.5, 8.25, 20.0]);
        let natural = Classification::of(&TIES, &ClassMethod::Natural.into(), 4).unwrap();
        assert_eq!(natural.counts, [9, 5, 5, 1]);
    }

    #[test]
    fn natural_breaks_reach_the_optimum() {
        let sse = |values: &[f64]| {
            let mean = values.iter().sum::<f64>() / values.len() as f64;
            values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>()
        };
        let mut state = 1_u64;
        for _ in 0..200 {
            let mut values: Vec<f64> = (0..9)
                .map(|_| {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    (state >> 58) as f64
                })
                .collect();
            values.sort_by(f64::total_cmp);
            let found = Classification::of(&values, &ClassMethod::Natural.into(), 3).unwrap();
            let mut start = 0;
            let reached: f64 = found
                .counts
                .iter()
                .map(|&count| {
                    start += count;
                    if count == 0 { 0.0 } else { sse(&values[start - count..start]) }
                })
                .sum();
            let mut least = f64::INFINITY;
            for a in 1..8 {
                for b in a + 1..9 {
                    least = least.min(sse(&values[..a]) + sse(&values[a..b]) + sse(&values[b..]));
                }
            }
            assert!(reached <= least + 1e-9, "{values:?} {found:?}");
        }
    }

    // R 4.2: pretty(c(0, 0.81), 5), pretty(c(13, 97), 5)
    #[test]
    fn pretty_breaks_are_those_of_r() {
        let of = |values: &[f64]| Classification::of(values, &ClassMethod::Pretty.into(), 5).unwrap();
        assert_eq!((of(&[0.0, 0.81]).minimum, of(&[0.0, 0.81]).breaks), (0.0, vec![0.2, 0.4, 0.6, 0.8, 1.0]));
        assert_eq!((of(&[13.0, 97.0]).minimum, of(&[13.0, 97.0]).breaks), (0.0, vec![20.0, 40.0, 60.0, 80.0, 100.0]));
    }

    #[test]
    fn constants_single_values_and_nothing_have_an_answer() {
        for method in ClassMethod::ALL {
            for values in [&[3.0][..], &[0.0, 0.0, 0.0], &[1.0, 2.0]] {
                let found = Classification::of(values, &method.into(), 5).unwrap();
                assert_eq!(found.counts.iter().sum::<usize>(), values.len(), "{method:?} {values:?}");
            }
            assert!(Classification::of(&[], &method.into(), 5).is_none());
            assert!(Classification::of(&[f64::NAN], &method.into(), 5).is_none());
        }
    }
}
