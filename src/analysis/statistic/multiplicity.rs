//! Many p-values at once: adjusted so that a family of tests keeps its promise.

/// Holm's adjusted p-values: at most 5 % of families with no true difference show any p-value of at most .05.
///
/// # Formula
/// With p-values in ascending order, `p̃_(i) = max_{j ≤ i} min(1, (m − j + 1) p_(j))`. Holds under any dependence.
///
/// # Source
/// Holm (1979), *Scandinavian Journal of Statistics* 6.
pub fn holm(p_values: &[f64]) -> Vec<f64> {
    let order = ascending(p_values);
    let mut adjusted = vec![0.0; p_values.len()];
    let mut largest = 0.0_f64;
    for (rank, &position) in order.iter().enumerate() {
        largest = largest.max((p_values.len() - rank) as f64 * p_values[position]).min(1.0);
        adjusted[position] = largest;
    }
    adjusted
}

/// Benjamini and Hochberg's adjusted p-values: of the differences with an adjusted p-value of at most .05, 5 % at the most are expected
/// to be none.
///
/// # Formula
/// `p̃_(i) = min_{j ≥ i} min(1, m p_(j) / j)`. Holds for independent and for positively dependent tests.
///
/// # Source
/// Benjamini and Hochberg (1995), *Journal of the Royal Statistical Society* B 57(1).
pub fn benjamini_hochberg(p_values: &[f64]) -> Vec<f64> {
    let order = ascending(p_values);
    let mut adjusted = vec![0.0; p_values.len()];
    let mut smallest = 1.0_f64;
    for (rank, &position) in order.iter().enumerate().rev() {
        smallest = smallest.min(p_values.len() as f64 * p_values[position] / (rank + 1) as f64);
        adjusted[position] = smallest;
    }
    adjusted
}

fn ascending(p_values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|&a, &b| p_values[a].total_cmp(&p_values[b]));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    // R 4.2.2: p.adjust(c(.01, .04, .03, .005, .5), "holm") and "BH"
    #[test]
    fn adjusted_p_values_agree_with_r() {
        let p_values = [0.01, 0.04, 0.03, 0.005, 0.5];
        let near = |found: Vec<f64>, expected: [f64; 5]| {
            assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12), "{found:?}");
        };
        near(holm(&p_values), [0.04, 0.09, 0.09, 0.025, 0.5]);
        near(benjamini_hochberg(&p_values), [0.025, 0.05, 0.05, 0.025, 0.5]);
    }

    #[test]
    fn no_test_needs_no_adjustment() {
        assert!(holm(&[]).is_empty() && benjamini_hochberg(&[]).is_empty());
    }
}
