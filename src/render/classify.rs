//! Classes of values, computed before anything is drawn.
//!
//! A value `y` is in the class with `lower < y ≤ upper`; the first class also holds its lower end.

/// How breaks are chosen.
#[derive(Clone, Debug, PartialEq)]
pub enum ClassMethod {
    /// Equally many areas in each class (quantiles of type 7).
    Quantile,
    /// Classes of equal width.
    Equal,
    /// Round numbers, about as many classes as wished (the rule of R's `pretty`).
    Pretty,
    /// The least sum of squared differences from the class means, exactly.
    Natural,
    /// The analyst's own upper bounds.
    User(Vec<f64>),
}

impl ClassMethod {
    /// The fixed word in flags and metadata.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Quantile => "quantile",
            Self::Equal => "equal",
            Self::Pretty => "pretty",
            Self::Natural => "natural",
            Self::User(_) => "user",
        }
    }
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
}

impl Classification {
    /// Classes of finite `values`, `None` when there is none. Fewer distinct values than wished classes give fewer classes.
    pub fn of(values: &[f64], method: &ClassMethod, k: usize) -> Option<Self> {
        let mut ascending: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
        ascending.sort_by(f64::total_cmp);
        let (&low, &high) = (ascending.first()?, ascending.last()?);
        let distinct = 1 + ascending.windows(2).filter(|pair| pair[0] < pair[1]).count();
        let k = k.max(1);
        let (minimum, mut breaks) = match method {
            ClassMethod::Quantile => (low, quantile_breaks(&ascending, k.min(distinct))),
            ClassMethod::Equal => (low, (1..=k).map(|i| low + (high - low) * i as f64 / k as f64).collect()),
            ClassMethod::Pretty => pretty(low, high, k),
            ClassMethod::Natural => (low, natural_breaks(&ascending, k)),
            ClassMethod::User(breaks) => {
                let mut breaks = breaks.clone();
                breaks.sort_by(f64::total_cmp);
                let first = breaks.first().copied().unwrap_or(low);
                (low.min(first), breaks)
            }
        };
        breaks.dedup();
        match breaks.last_mut() {
            // Rounding must not leave the largest value outside.
            Some(last) if *last < high && !matches!(method, ClassMethod::User(_)) => *last = high,
            Some(last) if *last < high => breaks.push(high),
            Some(_) => {}
            None => breaks.push(high),
        }
        let mut counts = vec![0; breaks.len()];
        for value in &ascending {
            counts[class_of(&breaks, *value)] += 1;
        }
        Some(Self { method: method.word(), breaks, minimum, counts })
    }

    /// The class of a value, from 0; values above the last bound are in the last class.
    pub fn class_of(&self, value: f64) -> usize {
        class_of(&self.breaks, value)
    }

    /// Decimals with which printed bounds put every one of `values` into the class it is drawn in.
    pub fn decimals(&self, values: &[f64], scale: f64) -> usize {
        const MOST: usize = 6;
        (0..MOST)
            .find(|&decimals| {
                let factor = 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
                let rounded: Vec<f64> =
                    self.breaks.iter().map(|bound| (bound * scale * factor).round() / factor / scale).collect();
                let distinct = rounded.windows(2).all(|pair| pair[0] < pair[1]);
                let class = |value: f64| {
                    let inner = &rounded[..rounded.len() - 1];
                    inner.iter().position(|bound| value <= *bound).unwrap_or(inner.len())
                };
                distinct && values.iter().all(|&value| class(value) == self.class_of(value))
            })
            .unwrap_or(MOST)
    }
}

/// The first class whose upper bound is not below the value, else the last.
fn class_of(breaks: &[f64], value: f64) -> usize {
    breaks.iter().position(|bound| value <= *bound).unwrap_or(breaks.len().saturating_sub(1))
}

fn quantile_breaks(ascending: &[f64], k: usize) -> Vec<f64> {
    let quantile = |i: usize| crate::analysis::quantile::quantile_type_7(ascending, i as f64 / k as f64);
    (1..=k).filter_map(quantile).collect()
}

/// Round numbers that span the values: the lower end and the upper bounds.
///
/// # Source
/// The algorithm of S and R's `pretty`: Becker, Chambers and Wilks (1988), *The New S Language*.
fn pretty(low: f64, high: f64, k: usize) -> (f64, Vec<f64>) {
    const EPSILON: f64 = 1e-10;
    let (bias, bias_of_five) = (1.5, 2.75);
    let range = high - low;
    if range <= low.abs().max(high.abs()) * 1e-12 {
        return (low, vec![high]);
    }
    let cell = range / k as f64;
    let base = 10_f64.powf(cell.log10().floor());
    let mut unit = base;
    if 2.0 * base - cell < bias * (cell - unit) {
        unit = 2.0 * base;
        if 5.0 * base - cell < bias_of_five * (cell - unit) {
            unit = 5.0 * base;
            if 10.0 * base - cell < bias * (cell - unit) {
                unit = 10.0 * base;
            }
        }
    }
    // Multiples of 0.2 are written as divisions by 5, which keeps them the nearest numbers to what is printed.
    let inverse = (1.0 / unit).round();
    let multiple = |n: f64| if unit < 1.0 { n / inverse } else { n * unit };
    let (first, last) = ((low / unit + EPSILON).floor(), (high / unit - EPSILON).ceil());
    let mut breaks = Vec::new();
    let mut n = first + 1.0;
    while n <= last {
        breaks.push(multiple(n));
        n += 1.0;
    }
    (multiple(first), breaks)
}

/// Upper bounds of the `k` classes with the least sum of squares, by dynamic programming over distinct values.
///
/// # Source
/// Fisher (1958), *JASA* 53; the rows are filled by divide and conquer, for the best cut never moves back.
fn natural_breaks(ascending: &[f64], k: usize) -> Vec<f64> {
    let mut distinct = ascending.to_vec();
    distinct.dedup();
    let n = distinct.len();
    let k = k.min(n);
    let shift = ascending[ascending.len() / 2];
    let (mut weight, mut sum, mut square) = (vec![0.0], vec![0.0], vec![0.0]);
    let mut at = 0;
    for &value in &distinct {
        let start = at;
        while at < ascending.len() && ascending[at] <= value {
            at += 1;
        }
        let (count, moved) = ((at - start) as f64, value - shift);
        weight.push(weight[weight.len() - 1] + count);
        sum.push(sum[sum.len() - 1] + count * moved);
        square.push(square[square.len() - 1] + count * moved * moved);
    }
    let cost = |from: usize, to: usize| {
        let total = sum[to] - sum[from];
        (square[to] - square[from] - total * total / (weight[to] - weight[from])).max(0.0)
    };
    let mut best: Vec<f64> = (0..=n).map(|to| if to == 0 { 0.0 } else { cost(0, to) }).collect();
    let mut cuts: Vec<Vec<usize>> = Vec::new();
    for classes in 2..=k {
        let mut next = vec![f64::INFINITY; n + 1];
        let mut cut = vec![0; n + 1];
        let mut spans = vec![(classes, n, classes - 1, n - 1)];
        while let Some((from, to, low, high)) = spans.pop() {
            if from > to {
                continue;
            }
            let middle = usize::midpoint(from, to);
            for (start, before) in best.iter().enumerate().take(high.min(middle - 1) + 1).skip(low) {
                let total = before + cost(start, middle);
                if total < next[middle] {
                    (next[middle], cut[middle]) = (total, start);
                }
            }
            let chosen = cut[middle].max(low);
            spans.push((middle + 1, to, chosen, high));
            spans.push((from, middle - 1, low, chosen));
        }
        best = next;
        cuts.push(cut);
    }
    let mut breaks = vec![distinct[n - 1]];
    let mut end = n;
    for cut in cuts.iter().rev() {
        end = cut[end];
        breaks.push(distinct[end - 1]);
    }
    breaks.reverse();
    breaks
}

#[cfg(test)]
mod tests {
    use super::*;

    const TIES: [f64; 20] =
        [1.0, 1.0, 1.0, 2.0, 2.0, 3.0, 3.0, 3.0, 3.0, 4.0, 5.0, 5.0, 6.0, 7.0, 8.0, 9.0, 9.0, 10.0, 10.0, 20.0];

    // R 4.2 classInt for quantile; counts of the exact optimum from the same source.
    #[test]
    fn ties_are_classed_as_in_r() {
        let quantile = Classification::of(&TIES, &ClassMethod::Quantile, 4).unwrap();
        assert_eq!(quantile.breaks, [2.75, 4.5, 8.25, 20.0]);
        let natural = Classification::of(&TIES, &ClassMethod::Natural, 4).unwrap();
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
            let found = Classification::of(&values, &ClassMethod::Natural, 3).unwrap();
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
        let of = |values: &[f64]| Classification::of(values, &ClassMethod::Pretty, 5).unwrap();
        assert_eq!((of(&[0.0, 0.81]).minimum, of(&[0.0, 0.81]).breaks), (0.0, vec![0.2, 0.4, 0.6, 0.8, 1.0]));
        assert_eq!((of(&[13.0, 97.0]).minimum, of(&[13.0, 97.0]).breaks), (0.0, vec![20.0, 40.0, 60.0, 80.0, 100.0]));
    }

    #[test]
    fn constants_single_values_and_nothing_have_an_answer() {
        for method in [ClassMethod::Quantile, ClassMethod::Equal, ClassMethod::Pretty, ClassMethod::Natural] {
            for values in [&[3.0][..], &[0.0, 0.0, 0.0], &[1.0, 2.0]] {
                let found = Classification::of(values, &method, 5).unwrap();
                assert_eq!(found.counts.iter().sum::<usize>(), values.len(), "{method:?} {values:?}");
            }
            assert!(Classification::of(&[], &method, 5).is_none());
            assert!(Classification::of(&[f64::NAN], &method, 5).is_none());
        }
    }

    #[test]
    fn printed_bounds_class_every_value_as_drawn() {
        let values = [0.1049, 0.1051, 0.3, 0.9];
        let found = Classification::of(&values, &ClassMethod::User(vec![0.105, 0.5, 1.0]), 3).unwrap();
        assert_eq!(found.decimals(&values, 100.0), 1);
        let fifths = ClassMethod::User(vec![0.2, 0.4, 0.6, 0.8, 1.0]);
        assert_eq!(Classification::of(&values, &fifths, 5).unwrap().decimals(&values, 100.0), 0);
    }
}
