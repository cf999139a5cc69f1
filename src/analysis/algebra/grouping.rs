//! Items grouped by equal codes, and sums over them that are the same on any number of threads.

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// Items that one task sums over. A constant, so that sums do not depend on the number of threads.
const BLOCK: usize = 1 << 13;
/// A value for each of `n` patterns.
pub fn by_pattern<T: Send>(n: usize, value: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
    if n <= BLOCK {
        (0..n).map(value).collect()
    } else {
        (0..n).into_par_iter().with_min_len(BLOCK).map(value).collect()
    }
}

/// Sums over `0..n`: blocks of a fixed size side by side, then block after block.
pub fn block_sums(n: usize, length: usize, add: impl Fn(Range<usize>, &mut [f64]) + Sync) -> Vec<f64> {
    let mut total = vec![0.0; length];
    if n <= BLOCK {
        add(0..n, &mut total);
        return total;
    }
    let blocks: Vec<Vec<f64>> = (0..n.div_ceil(BLOCK))
        .into_par_iter()
        .map(|block| {
            let mut sums = vec![0.0; length];
            add(block * BLOCK..((block + 1) * BLOCK).min(n), &mut sums);
            sums
        })
        .collect();
    for block in blocks {
        for (total, sum) in total.iter_mut().zip(block) {
            *total += sum;
        }
    }
    total
}

/// Groups of equal items, numbered in order of first appearance. `sizes` are how many codes each column has.
///
/// Returns the group of each item, `None` where a code is missing, and the first item of each group.
pub fn group_rows<'a>(
    n: usize,
    columns: impl IntoIterator<Item = (usize, &'a dyn Fn(usize) -> Option<u32>)>,
) -> (Vec<Option<u32>>, Vec<u32>) {
    let mut keys: Vec<Option<u64>> = vec![Some(0); n];
    let mut span = 1_u64;
    for (size, code) in columns {
        let size = size.max(1) as u64;
        if span.checked_mul(size).is_none() {
            span = number_keys(&mut keys).len() as u64;
        }
        span *= size;
        for (item, key) in keys.iter_mut().enumerate() {
            *key = key.zip(code(item)).map(|(key, code)| key * size + u64::from(code));
        }
    }
    let first = number_keys(&mut keys);
    let groups = keys.into_iter().map(|key| key.and_then(|key| u32::try_from(key).ok())).collect();
    (groups, first)
}

/// Replaces keys by numbers in order of first appearance.
fn number_keys(keys: &mut [Option<u64>]) -> Vec<u32> {
    let mut number_of: FxHashMap<u64, u64> = FxHashMap::default();
    let mut first = Vec::new();
    for (item, key) in keys.iter_mut().enumerate() {
        if let Some(found) = key {
            let next = first.len() as u64;
            *found = *number_of.entry(*found).or_insert_with(|| {
                first.push(u32::try_from(item).expect("fewer than 2^32 units"));
                next
            });
        }
    }
    first
}
