//! Classes with the least squared differences within them.

use crate::render::classes::method::{Bounds, Method, Wish, from_least};

/// Upper bounds of the `k` classes with the least sum of squares, by dynamic programming over distinct values: exactly.
///
/// # Source
/// Fisher (1958), *JASA* 53; the rows are filled by divide and conquer, for the best cut never moves back.
pub(crate) const NATURAL: Method = Method { bounds, wish: Wish::Met };

fn bounds(ascending: &[f64], k: usize) -> Bounds {
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
    from_least(ascending, breaks)
}
