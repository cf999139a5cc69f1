//! Classes that part at a middle, such as 0 between losses and gains.

use crate::render::classes::classify::{Breaks, ClassMethod, Classification, Parting};
use crate::render::classes::pretty::round_numbers;

impl Classification {
    /// Classes of finite `values` that part at `middle`, `None` when there is no value. Each side is classed by itself with half of the
    /// classes, the longer side with the odd one; classes of equal width and round numbers go on over both sides. Values that are the middle are
    /// a class of their own. Bounds that mean something by themselves stay: where none of them is the middle, the class that holds it is neutral.
    pub fn around(values: &[f64], wanted: &Breaks, k: usize, middle: f64) -> Option<Self> {
        let mut ascending: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
        ascending.sort_by(f64::total_cmp);
        let &least = ascending.first()?;
        let method = match wanted {
            Breaks::Chosen(method) if method.parts() => *method,
            Breaks::Chosen(_) | Breaks::Given(_) => {
                return Some(Self::of(values, wanted, k)?.parted_at(middle, &ascending));
            }
        };
        let low: Vec<f64> = ascending.iter().copied().filter(|value| *value < middle).collect();
        let high: Vec<f64> = ascending.iter().copied().filter(|value| *value > middle).collect();
        let has_neutral = low.len() + high.len() < ascending.len();
        let Sides { minimum, mut below, mut above } = sides([&low, &high], least, method, k.max(1), middle);
        // A middle beyond all values bounds no class.
        above.retain(|bound| *bound >= least);
        let largest = ascending.last().copied().unwrap_or(least);
        if high.is_empty() && !has_neutral {
            below.retain(|bound| *bound < largest);
            below.push(largest);
        }
        // Up to the middle itself, or to the last value below it where some are the middle.
        let edge = if has_neutral || high.is_empty() { low.last().copied() } else { Some(middle) };
        if let (Some(last), Some(edge)) = (below.last_mut(), edge) {
            *last = edge;
        }
        below.dedup();
        let n_below = below.len();
        if has_neutral {
            below.push(middle);
        }
        above.dedup();
        below.extend(above);
        let parting = Some(Parting { middle, below: n_below, has_neutral });
        let counts = vec![0; below.len()];
        let mut classes = Self { method: method.word(), breaks: below, minimum, counts, fewer_than: None, parting };
        for value in &ascending {
            let class = classes.class_of(*value);
            classes.counts[class] += 1;
        }
        classes.fewer_than = (wanted.promises_k() && classes.breaks.len() < k).then_some(k);
        Some(classes)
    }

    /// The same classes, of which it is said where they part: at a bound, else in the class that holds the middle.
    #[must_use]
    pub fn parted_at(self, middle: f64, ascending: &[f64]) -> Self {
        let is_middle = |bound: f64| (bound - middle).abs() <= 1e-12 * bound.abs().max(middle.abs());
        let at = self.breaks.iter().position(|bound| is_middle(*bound) || *bound > middle);
        let below = at.unwrap_or(self.breaks.len());
        let on_bound = at.is_some_and(|at| is_middle(self.breaks[at]));
        let holds = ascending.contains(&middle);
        let parting = if middle <= self.minimum && !holds {
            Parting { middle, below: 0, has_neutral: false }
        } else if on_bound && !holds {
            Parting { middle, below: below + 1, has_neutral: false }
        } else {
            Parting { middle, below, has_neutral: below < self.breaks.len() }
        };
        Self { parting: Some(parting), ..self }
    }

    /// Which of how many colours a class has: its own, or, where classes part, one as far from the middle one as the class is.
    pub fn shade(&self, class: usize) -> (usize, usize) {
        let k = self.breaks.len();
        let Some(Parting { below, has_neutral, .. }) = self.parting else { return (class, k) };
        let neutral = usize::from(has_neutral);
        let above = k.saturating_sub(below + neutral);
        let longer = below.max(above);
        (class + longer - below, 2 * longer + neutral)
    }
}

/// The lower end, and the upper bounds of the classes below and above a middle; the last of those below is any value up to it.
struct Sides {
    minimum: f64,
    below: Vec<f64>,
    above: Vec<f64>,
}

/// Both sides of a middle in `k` classes; `least` is the least value.
fn sides([low, high]: [&[f64]; 2], least: f64, method: ClassMethod, k: usize, middle: f64) -> Sides {
    let reach = |value: Option<&f64>| value.map_or(0.0, |value| (value - middle).abs());
    let [down, up] = [reach(low.first()), reach(high.last())];
    let half = k.div_ceil(2);
    match method {
        ClassMethod::Equal | ClassMethod::Pretty => {
            let is_round = method == ClassMethod::Pretty;
            let steps: Vec<f64> = if is_round {
                round_numbers(0.0, down.max(up), half).upper
            } else {
                (1..=half).map(|number| down.max(up) / half as f64 * number as f64).collect()
            };
            // As many steps as reach the last value.
            let reaching = |reach: f64| {
                let inner = steps.iter().filter(|step| **step < reach * (1.0 - 1e-12)).count();
                if reach > 0.0 { &steps[..(inner + 1).min(steps.len())] } else { &[] }
            };
            let down: Vec<f64> = reaching(down).iter().map(|step| middle - step).rev().collect();
            let mut above: Vec<f64> = reaching(up).iter().map(|step| middle + step).collect();
            // Round numbers go beyond the values, others end at them.
            if let (false, Some(end), Some(last)) = (is_round, above.last_mut(), high.last()) {
                *end = *last;
            }
            let minimum = down.first().copied().filter(|_| is_round).unwrap_or(least);
            // The outermost step below is the lower end, and the innermost class ends at the middle.
            Sides { minimum, below: down.into_iter().skip(1).chain(low.last().copied()).collect(), above }
        }
        ClassMethod::Quantile
        | ClassMethod::Natural
        | ClassMethod::StandardDeviation
        | ClassMethod::HeadTail
        | ClassMethod::Box
        | ClassMethod::MaximumBreaks
        | ClassMethod::Unclassed => {
            let rest = (k - half).max(1);
            let [k_low, k_high] = match (low, high) {
                ([], _) | (_, []) => [half, half],
                _ if down > up => [half, rest],
                _ => [rest, half],
            };
            let breaks = |side: &[f64], k: usize| {
                Classification::of(side, &method.into(), k).map_or_else(Vec::new, |found| found.breaks)
            };
            Sides { minimum: least, below: breaks(low, k_low), above: breaks(high, k_high) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHANGES: [f64; 8] = [-4.0, -2.0, -1.0, 1.0, 2.0, 3.0, 5.0, 9.0];

    fn around(values: &[f64], method: ClassMethod, k: usize, middle: f64) -> Classification {
        Classification::around(values, &method.into(), k, middle).unwrap()
    }

    #[test]
    fn every_side_has_its_own_classes_and_the_middle_is_a_bound() {
        let found = around(&CHANGES, ClassMethod::Quantile, 4, 0.0);
        assert_eq!((found.minimum, found.breaks.as_slice()), (-4.0, &[-2.0, 0.0, 3.0, 9.0][..]));
        assert_eq!(found.counts, [2, 1, 3, 2]);
        assert_eq!((0..4).map(|class| found.shade(class)).collect::<Vec<_>>(), [(0, 4), (1, 4), (2, 4), (3, 4)]);
    }

    #[test]
    fn equal_widths_go_on_over_both_sides() {
        let found = around(&CHANGES, ClassMethod::Equal, 6, 0.0);
        assert_eq!(found.breaks, [-3.0, 0.0, 3.0, 6.0, 9.0]);
        // The side with two classes has the two colours next to the middle.
        assert_eq!(
            (0..5).map(|class| found.shade(class)).collect::<Vec<_>>(),
            [(1, 6), (2, 6), (3, 6), (4, 6), (5, 6)]
        );
        let pretty = around(&CHANGES, ClassMethod::Pretty, 4, 0.0);
        assert_eq!((pretty.minimum, pretty.breaks.as_slice()), (-5.0, &[0.0, 5.0, 10.0][..]));
    }

    #[test]
    fn values_that_are_the_middle_are_neither_below_nor_above() {
        let found = around(&[-2.0, -1.0, 0.0, 0.0, 4.0], ClassMethod::Quantile, 2, 0.0);
        assert_eq!((found.breaks.as_slice(), found.counts.as_slice()), (&[-1.0, 0.0, 4.0][..], &[2, 2, 1][..]));
        assert_eq!([found.shade(0), found.shade(1), found.shade(2)], [(0, 3), (1, 3), (2, 3)]);
    }

    #[test]
    fn bounds_that_mean_something_stay_and_the_class_with_the_middle_is_neutral() {
        let given = |bounds: &[f64]| Classification::around(&CHANGES, &Breaks::Given(bounds.to_vec()), 3, 0.0).unwrap();
        assert_eq!(given(&[-2.0, 2.0, 9.0]).parting, Some(Parting { middle: 0.0, below: 1, has_neutral: true }));
        assert_eq!(given(&[-2.0, 0.0, 9.0]).parting, Some(Parting { middle: 0.0, below: 2, has_neutral: false }));
    }

    #[test]
    fn a_middle_beyond_all_values_leaves_one_side() {
        for middle in [-10.0, 100.0] {
            for method in ClassMethod::ALL {
                let found = around(&CHANGES, method, 5, middle);
                assert_eq!(found.counts.iter().sum::<usize>(), CHANGES.len(), "{method:?} {found:?}");
                let n = found.breaks.len();
                let wanted = if middle < 0.0 { (2 * n - 1, 2 * n) } else { (n - 1, 2 * n) };
                assert_eq!(found.shade(n - 1), wanted, "{method:?} {found:?}");
            }
        }
    }
}
