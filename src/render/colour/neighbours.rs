//! Few colours on many areas, so that neighbours differ.
//!
//! # Source
//! Brélaz (1979), *New methods to color the vertices of a graph*, Communications of the ACM 22(4): the area whose neighbours have the
//! most colours is coloured next.

use std::cmp::Reverse;
use std::collections::BTreeSet;

/// How many colours are tried before one more is taken. Areas in one piece need four; five leave room for those in several.
const AT_FIRST: usize = 5;

/// A colour from 0 for each of `n` areas, so that the two of a pair have different ones: at most `most` colours, and where these are
/// not enough some pairs share one. All colours are about as frequent.
pub fn colours_apart(n: usize, pairs: impl IntoIterator<Item = [usize; 2]>, most: usize) -> Vec<usize> {
    let mut beside: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); n];
    for [a, b] in pairs {
        beside[a].insert(b);
        beside[b].insert(a);
    }
    let most = most.max(1);
    let mut colours = vec![0; n];
    let mut used = vec![0_usize; most];
    // The colours of the neighbours of each.
    let mut taken: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); n];
    let mut open: BTreeSet<usize> = (0..n).collect();
    let next = |open: &BTreeSet<usize>, taken: &[BTreeSet<usize>]| {
        open.iter().copied().max_by_key(|&area| (taken[area].len(), beside[area].len(), Reverse(area)))
    };
    while let Some(area) = next(&open, &taken) {
        open.remove(&area);
        let free = |among: usize| (0..among.min(most)).filter(|colour| !taken[area].contains(colour));
        let least = free(AT_FIRST).min_by_key(|colour| (used[*colour], *colour));
        let colour = least.or_else(|| free(most).next()).unwrap_or(0);
        used[colour] += 1;
        colours[area] = colour;
        for &other in &beside[area] {
            taken[other].insert(colour);
        }
    }
    colours
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_differ_and_colours_are_few() {
        // A chessboard of ten by ten, corners not counted as borders, and a wheel of seven around its middle.
        let at = |x: usize, y: usize| 10 * y + x;
        let across = (0..10).flat_map(|y| (0..9).map(move |x| [at(x, y), at(x + 1, y)]));
        let down = (0..9).flat_map(|y| (0..10).map(move |x| [at(x, y), at(x, y + 1)]));
        let board: Vec<[usize; 2]> = across.chain(down).collect();
        let wheel: Vec<[usize; 2]> = (1..8).flat_map(|spoke| [[0, spoke], [spoke, 1 + spoke % 7]]).collect();
        for (n, pairs, fewest) in [(100, board, 2), (8, wheel, 4)] {
            let colours = colours_apart(n, pairs.iter().copied(), 8);
            assert!(pairs.iter().all(|[a, b]| colours[*a] != colours[*b]), "{colours:?}");
            let distinct: BTreeSet<&usize> = colours.iter().collect();
            assert!((fewest..=AT_FIRST).contains(&distinct.len()), "{colours:?}");
            assert_eq!(colours, colours_apart(n, pairs.iter().rev().copied(), 8));
        }
    }

    #[test]
    fn where_colours_run_out_some_pairs_share_one() {
        let all = (0..6).flat_map(|a| (0..a).map(move |b| [a, b]));
        assert_eq!(colours_apart(6, all, 3).iter().max(), Some(&2));
        assert_eq!(colours_apart(2, [], 0), [0, 0]);
    }
}
