//! Standardised differences: how far respondents are from nonrespondents, in units that do not depend on the frame's size.

use statrs::distribution::ContinuousCDF as _;

use crate::analysis::statistic::detectable::normal;

/// The arithmetic mean; `None` of nothing.
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The variance with denominator `n − 1`; `None` of fewer than two values.
pub fn variance(values: &[f64]) -> Option<f64> {
    let mean = mean(values)?;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (values.len() > 1).then(|| squares / (values.len() - 1) as f64)
}

/// A standardised difference of means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StandardisedDifference {
    /// Respondents' mean less the other mean, over the standard deviation named by the function.
    pub value: f64,
    /// Its standard error, where there is a formula for it.
    pub standard_error: Option<f64>,
    /// Its 95 % interval.
    pub interval: Option<(f64, f64)>,
    /// The standard deviation that it is over.
    pub over: f64,
}

impl StandardisedDifference {
    /// The standardised difference of means that are one apart.
    pub fn value_of_one(&self) -> f64 {
        1.0 / self.over
    }
}

/// Respondents against nonrespondents, over the pooled standard deviation of both; `None` when either has fewer than two units or nothing
/// varies.
///
/// # Formula
/// `d = (x̄₁ − x̄₀)/√((s₁² + s₀²)/2)`, `SE = √((n₁+n₀)/(n₁n₀) + d²/(2(n₁+n₀)))`, interval `d ± 1.96 SE`.
///
/// # Source
/// Cohen (1988), *Statistical Power Analysis for the Behavioral Sciences*, 2.5; Hedges and Olkin (1985), *Statistical Methods for
/// Meta-Analysis*, 5; Austin (2009), *Statistics in Medicine* 28.
pub fn difference_of_groups(respondents: &[f64], others: &[f64]) -> Option<StandardisedDifference> {
    let pooled = f64::midpoint(variance(respondents)?, variance(others)?).sqrt();
    let difference = mean(respondents)? - mean(others)?;
    let value = Some(difference / pooled).filter(|value| value.is_finite())?;
    let (n1, n0) = (respondents.len() as f64, others.len() as f64);
    let standard_error = ((n1 + n0) / (n1 * n0) + value * value / (2.0 * (n1 + n0))).sqrt();
    let half = normal().inverse_cdf(0.975) * standard_error;
    Some(StandardisedDifference {
        value,
        standard_error: Some(standard_error),
        interval: Some((value - half, value + half)),
        over: pooled,
    })
}

/// Respondents against the whole frame, over the frame's standard deviation (denominator `N − 1`); `None` when nothing varies.
///
/// # Formula
/// `(x̄₁ − x̄_F)/s_F`
pub fn difference_from_frame(respondents: &[f64], frame: &[f64]) -> Option<StandardisedDifference> {
    let over = variance(frame)?.sqrt();
    let value = (mean(respondents)? - mean(frame)?) / over;
    value.is_finite().then_some(StandardisedDifference { value, standard_error: None, interval: None, over })
}

/// The standardised difference of a category, as a whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CategoryDifference {
    /// The distance.
    Finite(f64),
    /// Respondents and nonrespondents have no category in common: no number is large enough.
    Infinite,
}

/// Share of each category among respondents and among nonrespondents, and the standardised difference of that category alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LevelDifference {
    /// Share among respondents.
    pub respondents: f64,
    /// Share among nonrespondents.
    pub others: f64,
    /// `(p₁ − p₀)/√((p₁(1−p₁) + p₀(1−p₀))/2)`; `None` where both groups are all in or all out of the category and differ (infinite) or
    /// are the same (nothing varies).
    pub standardised: Option<f64>,
}

/// The shares of each category in both groups; `None` when either is empty.
pub fn level_differences(respondents: &[u64], others: &[u64]) -> Option<Vec<LevelDifference>> {
    let (n1, n0) = (respondents.iter().sum::<u64>() as f64, others.iter().sum::<u64>() as f64);
    if n1 < 1.0 || n0 < 1.0 {
        return None;
    }
    let level = |(&a, &b): (&u64, &u64)| {
        let (p1, p0) = (a as f64 / n1, b as f64 / n0);
        let pooled = f64::midpoint(p1 * (1.0 - p1), p0 * (1.0 - p0)).sqrt();
        let standardised = Some((p1 - p0) / pooled).filter(|value| value.is_finite());
        LevelDifference { respondents: p1, others: p0, standardised }
    };
    Some(respondents.iter().zip(others).map(level).collect())
}

/// The standardised difference of a categorical variable; `None` when either group is empty.
///
/// # Formula
/// `√(T′S⁻¹T)` with `T` the differences of shares of all categories but one and `S` the mean of both groups' multinomial covariance
/// matrices: `S_kk = (p₁ₖ(1−p₁ₖ) + p₀ₖ(1−p₀ₖ))/2`, `S_kl = −(p₁ₖp₁ₗ + p₀ₖp₀ₗ)/2`. Categories without any unit are left out. `S` is
/// singular only where the groups share no category; the difference then is infinite.
///
/// # Source
/// Yang and Dalton (2012), *SAS Global Forum*, paper 335-2012.
pub fn category_difference(respondents: &[u64], others: &[u64]) -> Option<CategoryDifference> {
    let levels: Vec<LevelDifference> = level_differences(respondents, others)?
        .into_iter()
        .filter(|level| level.respondents > 0.0 || level.others > 0.0)
        .collect();
    if !levels.iter().any(|level| level.respondents > 0.0 && level.others > 0.0) {
        return Some(CategoryDifference::Infinite);
    }
    let k = levels.len() - 1;
    if k == 0 {
        return Some(CategoryDifference::Finite(0.0));
    }
    let differences = nalgebra::DVector::from_iterator(k, levels[..k].iter().map(|l| l.respondents - l.others));
    let covariance = nalgebra::DMatrix::from_fn(k, k, |a, b| {
        let (a_level, b_level) = (&levels[a], &levels[b]);
        if a == b {
            let own = |p: f64| p * (1.0 - p);
            f64::midpoint(own(a_level.respondents), own(a_level.others))
        } else {
            -f64::midpoint(a_level.respondents * b_level.respondents, a_level.others * b_level.others)
        }
    });
    // Where some category is common, the matrix is positive definite.
    let squared = covariance.cholesky().map(|factor| differences.dot(&factor.solve(&differences)));
    Some(
        squared
            .filter(|value| value.is_finite())
            .map_or(CategoryDifference::Infinite, |squared| CategoryDifference::Finite(squared.max(0.0).sqrt())),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_categories_give_the_difference_of_one() {
        let whole = category_difference(&[30, 10], &[10, 20]).unwrap();
        let one = level_differences(&[30, 10], &[10, 20]).unwrap()[0].standardised.unwrap();
        let CategoryDifference::Finite(whole) = whole else { panic!("{whole:?}") };
        assert!((whole - one.abs()).abs() < 1e-12);
    }

    #[test]
    fn groups_without_a_common_category_are_infinitely_far_apart() {
        assert_eq!(category_difference(&[3, 4, 0], &[0, 0, 5]), Some(CategoryDifference::Infinite));
        assert_eq!(level_differences(&[3, 0], &[0, 5]).unwrap()[0].standardised, None);
    }

    #[test]
    fn a_category_of_one_group_alone_is_no_reason_to_be_infinite() {
        let difference = category_difference(&[5, 5, 0], &[5, 4, 1]).unwrap();
        assert!(matches!(difference, CategoryDifference::Finite(value) if value > 0.0));
        assert_eq!(category_difference(&[5, 0], &[4, 0]), Some(CategoryDifference::Finite(0.0)));
    }

    #[test]
    fn constant_values_have_no_standardised_difference() {
        assert_eq!(difference_of_groups(&[1.0, 1.0], &[1.0, 1.0]), None);
        assert_eq!(difference_of_groups(&[1.0], &[1.0, 2.0]), None);
        assert_eq!(difference_from_frame(&[1.0, 1.0], &[1.0, 1.0, 1.0]), None);
        assert_eq!(category_difference(&[], &[]), None);
    }
}
