//! Dots on a scale, none over another.

/// A dot: its value, and how many dots lie below it.
pub(crate) type Stacked = (f64, usize);

/// Dots side by side or on top of each other: each on the lowest level that has room. Values ascend.
pub(crate) fn stacked(values: &[f64], x: impl Fn(f64) -> f64, radius: f64) -> Vec<Stacked> {
    let mut ends: Vec<f64> = Vec::new();
    values
        .iter()
        .map(|value| {
            let here = x(*value);
            let free = ends.iter().position(|end| here - end >= 2.0 * radius);
            let level = free.unwrap_or(ends.len());
            if level == ends.len() {
                ends.push(here);
            } else {
                ends[level] = here;
            }
            (*value, level)
        })
        .collect()
}

/// How many dots stand on each other at the most.
pub(crate) fn levels(stack: &[Stacked]) -> f64 {
    stack.iter().map(|(_, level)| level + 1).max().unwrap_or(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_that_would_touch_stand_on_each_other() {
        let stack = stacked(&[0.0, 1.0, 5.0, 5.5, 6.0], |x| x, 1.0);
        assert_eq!(stack.iter().map(|(_, level)| *level).collect::<Vec<_>>(), [0, 1, 0, 1, 2]);
        assert!((levels(&stack) - 3.0).abs() < 1e-12);
    }
}
