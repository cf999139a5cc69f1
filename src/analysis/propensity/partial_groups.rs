//! Units grouped as partial indicators need them.

use crate::analysis::algebra::pattern::{PatternFactor, Tally};
use crate::analysis::statistic::quantile::quantile_type_7;

/// A factor by classes: its levels, or the quarters of a number.
pub(crate) struct Classes {
    pub(crate) labels: Vec<String>,
    pub(crate) of_pattern: Vec<u32>,
}

impl Classes {
    pub(crate) fn of(factor: &PatternFactor, tally: &Tally) -> Self {
        let Some(numbers) = &factor.numbers else {
            return Self { labels: factor.levels.clone(), of_pattern: factor.of_pattern.clone() };
        };
        let values = || factor.of_pattern.iter().map(|&code| numbers[code as usize]);
        let mut ascending: Vec<f64> =
            values().zip(&tally.units).flat_map(|(value, &units)| std::iter::repeat_n(value, units as usize)).collect();
        ascending.sort_by(f64::total_cmp);
        let mut bounds: Vec<f64> =
            [0.25, 0.5, 0.75].into_iter().filter_map(|p| quantile_type_7(&ascending, p)).collect();
        bounds.dedup();
        let class = |value: f64| bounds.partition_point(|&bound| bound < value);
        let mut used = vec![false; bounds.len() + 1];
        values().for_each(|value| used[class(value)] = true);
        let mut labels = Vec::new();
        let code_of: Vec<u32> = (0..used.len())
            .map(|class| {
                let code = u32::try_from(labels.len()).unwrap_or_default();
                if used[class] {
                    labels.push(format!("quarter {}", class + 1));
                }
                code
            })
            .collect();
        let of_pattern = values().map(|value| code_of[class(value)]).collect();
        Self { labels, of_pattern }
    }
}

/// Patterns in order of their group.
pub(crate) struct Groups {
    starts: Vec<usize>,
    patterns: Vec<u32>,
}

impl Groups {
    pub(crate) fn of(of_pattern: &[u32], n_groups: usize) -> Self {
        let mut starts = vec![0; n_groups + 1];
        for &group in of_pattern {
            starts[group as usize + 1] += 1;
        }
        for group in 0..n_groups {
            starts[group + 1] += starts[group];
        }
        let mut next = starts.clone();
        let mut patterns = vec![0; of_pattern.len()];
        for (pattern, &group) in (0_u32..).zip(of_pattern) {
            patterns[next[group as usize]] = pattern;
            next[group as usize] += 1;
        }
        Self { starts, patterns }
    }

    pub(crate) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    pub(crate) fn patterns(&self, group: usize) -> impl Iterator<Item = usize> + Clone + '_ {
        self.patterns[self.starts[group]..self.starts[group + 1]].iter().map(|&pattern| pattern as usize)
    }
}
