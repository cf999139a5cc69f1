//! That exactly so many answered, weighed in beside residents.

use super::leaf::Leaf;
use super::messages::Messages;
use super::outsider::{Figure, Outsider};
use super::printed::Cell;

/// Weighs in the exact number of respondents, given what is told of their residents.
///
/// # Formula
/// Number and residents of those who answered go together, so each unit has what residents leave open of its number, `e_i = 1 − b p_i` with
/// `b = Σp / Σp²`; `Σ r_i e_i` and `Σ r_i p_i` are uncorrelated. Every set of an area's units is weighed by the normal density of what it
/// leaves to units elsewhere: `exp(λ k − (e − E e)²/2v)`, `k` its number, `e` its `Σ r_i e_i`, `v` the variance of that elsewhere, and `λ`
/// such that the expected number, given all that is told, is the one that answered.
///
/// # Assumes
/// A frame of more than 20 units.
pub(super) fn weigh_number(
    outsider: &Outsider,
    figure: &Figure,
    told: &[Vec<Cell>],
    leaves: &mut [Leaf],
    spread: bool,
) {
    let sizes = || (0..outsider.units()).map(|unit| outsider.size(figure.counted, unit) as f64);
    let (sum, squares) = sizes().fold((0.0, 0.0), |(sum, squares), size| (sum + size, squares + size * size));
    let b = if squares > 0.0 { sum / squares } else { 0.0 };
    let e: Vec<f64> = sizes().map(|size| 1.0 - b * size).collect();
    let moments: Vec<(f64, f64)> = leaves.iter().map(|leaf| leaf.moments(&e)).collect();
    let variance: f64 = moments.iter().map(|of| of.1).sum();
    if spread {
        for (leaf, (mean, own)) in leaves.iter_mut().zip(moments) {
            if variance > own {
                leaf.weigh_spread(&e, mean, variance - own);
            }
        }
    }
    for _ in 0..ROUNDS {
        let mut messages = Messages::of_sums(outsider, figure, leaves);
        for (area, cells) in
            told.iter().enumerate().filter(|(area, cells)| !figure.tree.is_leaf(*area) && !cells.is_empty())
        {
            messages.apply(area, cells, leaves);
        }
        let expected: f64 = messages.posterior(leaves).iter().sum();
        let tilt = (outsider.answered as f64 - expected) / variance.max(1.0);
        for (area, leaf) in leaves.iter_mut().enumerate() {
            leaf.tilt(tilt.clamp(-1.0, 1.0));
            if figure.tree.is_leaf(area) && !told[area].is_empty() {
                leaf.apply(outsider, figure.counted, &told[area]);
            }
        }
    }
}

/// Newton's steps.
const ROUNDS: usize = 2;
