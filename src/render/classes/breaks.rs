//! Where classes end: the algorithms behind each method. Values are finite, ascending and at least one.

use crate::analysis::statistic::quantile::quantile_type_7;

/// Quantiles of type 7. Equal ones make one class, so ties may leave fewer than `k`.
pub(crate) fn quantile_breaks(ascending: &[f64], k: usize) -> Vec<f64> {
    (1..=k).filter_map(|i| quantile_type_7(ascending, i as f64 / k as f64)).collect()
}

/// Bounds of `k` classes of one width; the last is `high` itself.
pub(crate) fn equal_breaks(low: f64, high: f64, k: usize) -> Vec<f64> {
    let bound = |i: usize| if i == k { high } else { low + (high - low) * (i as f64 / k as f64) };
    (1..=k).map(bound).collect()
}

/// Bounds at round numbers of standard deviations (n − 1) from the mean: the lower end and the upper bounds.
///
/// # Source
/// R `classInt` (style `sd`): round numbers of standardised values, about five classes.
pub(crate) fn standard_deviation_breaks(ascending: &[f64]) -> (f64, Vec<f64>) {
    const CLASSES: usize = 5;
    let (low, high) = (ascending[0], ascending[ascending.len() - 1]);
    let n = ascending.len() as f64;
    let mean = ascending.iter().sum::<f64>() / n;
    let deviation = (ascending.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (n - 1.0)).sqrt();
    // One value has no deviation, and equal ones have none but for rounding.
    if !(deviation.is_finite() && low < high && deviation > 0.0) {
        return (low, vec![high]);
    }
    let (first, bounds) = pretty((low - mean) / deviation, (high - mean) / deviation, CLASSES);
    (mean + first * deviation, bounds.into_iter().map(|bound| mean + bound * deviation).collect())
}

/// The mean, the mean of the values above it, and so on while those are at most 40 % of the values they were taken from.
///
/// # Source
/// Jiang (2013), *The Professional Geographer* 65(3): few large and many small values.
pub(crate) fn head_tail_breaks(ascending: &[f64]) -> Vec<f64> {
    const FEW: f64 = 0.4;
    let mut breaks = Vec::new();
    let mut head = ascending;
    loop {
        let mean = head.iter().sum::<f64>() / head.len() as f64;
        let above = &head[head.partition_point(|&value| value <= mean)..];
        if above.is_empty() {
            break;
        }
        breaks.push(mean);
        let share = above.len() as f64 / head.len() as f64;
        if share > FEW || above.len() < 2 {
            break;
        }
        head = above;
    }
    breaks.push(ascending[ascending.len() - 1]);
    breaks
}

/// The lower fence, the quartiles (type 7), the upper fence, the maximum. A fence beyond all values bounds no class.
///
/// # Source
/// Tukey (1977), *Exploratory Data Analysis*: fences at 1.5 times the interquartile range.
pub(crate) fn box_breaks(ascending: &[f64]) -> Vec<f64> {
    const FENCE: f64 = 1.5;
    let (low, high) = (ascending[0], ascending[ascending.len() - 1]);
    let quartiles: Vec<f64> = [0.25, 0.5, 0.75].into_iter().filter_map(|p| quantile_type_7(ascending, p)).collect();
    let [first, _, third] = quartiles[..] else { return vec![high] };
    let reach = FENCE * (third - first);
    let fences = [first - reach, third + reach];
    let mut breaks: Vec<f64> = fences[..1].iter().copied().filter(|&fence| fence >= low).collect();
    breaks.extend(quartiles);
    breaks.extend(fences[1..].iter().copied().filter(|&fence| fence < high));
    breaks.push(high);
    breaks
}

/// The middles of the `k − 1` widest gaps between neighbouring values, the lower of equal gaps first, and the maximum.
pub(crate) fn maximum_breaks(ascending: &[f64], k: usize) -> Vec<f64> {
    let mut gaps: Vec<(f64, f64)> = ascending
        .windows(2)
        .filter(|pair| pair[0] < pair[1])
        .map(|pair| (pair[1] - pair[0], f64::midpoint(pair[0], pair[1])))
        .collect();
    gaps.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.total_cmp(&b.1)));
    let mut breaks: Vec<f64> = gaps.into_iter().take(k - 1).map(|(_, middle)| middle).collect();
    breaks.sort_by(f64::total_cmp);
    breaks.push(ascending[ascending.len() - 1]);
    breaks
}

/// Round numbers that span the values: the lower end and the upper bounds.
///
/// # Source
/// The algorithm of S and R's `pretty`: Becker, Chambers and Wilks (1988), *The New S Language*.
pub(crate) fn pretty(low: f64, high: f64, k: usize) -> (f64, Vec<f64>) {
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
pub(crate) fn natural_breaks(ascending: &[f64], k: usize) -> Vec<f64> {
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
