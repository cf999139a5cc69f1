//! Random numbers of continuous distributions, from a seeded stream.

use statrs::distribution::{ContinuousCDF as _, Normal};

use crate::analysis::random::draw::RandomStream;

/// Draws of continuous distributions.
#[derive(Clone, Debug)]
pub struct Variates {
    random: RandomStream,
    normal: Normal,
}

impl Variates {
    /// The draws of a stream.
    pub fn new(seed: u64, number: u64) -> Self {
        Self { random: RandomStream::new(seed, number), normal: Normal::standard() }
    }

    /// Between 0 and 1, never either of them.
    pub fn uniform(&mut self) -> f64 {
        self.random.uniform()
    }

    /// Standard normal, by the inverse of its distribution.
    pub fn normal(&mut self) -> f64 {
        let uniform = self.uniform();
        self.normal.inverse_cdf(uniform)
    }

    /// Normal with a mean and variance 1, given that it is above 0 or that it is below.
    ///
    /// # Formula
    /// With `q = P(Z > |μ|)` the tail is inverted from its own side, so that far means lose no digits.
    pub fn normal_beyond_zero(&mut self, mean: f64, above: bool) -> f64 {
        let uniform = self.uniform();
        // A value below 0 is one above 0 with all signs turned.
        let (mean, sign) = if above { (mean, 1.0) } else { (-mean, -1.0) };
        let beyond = self.normal.cdf(mean);
        let drawn = mean - self.normal.inverse_cdf((uniform * beyond).max(f64::MIN_POSITIVE));
        sign * drawn.max(0.0)
    }

    /// χ² with degrees of freedom.
    ///
    /// # Source
    /// Marsaglia and Tsang (2000), *ACM Transactions on Mathematical Software* 26(3); below one degree of freedom as they do, by a power of
    /// a uniform number.
    pub fn chi_squared(&mut self, degrees: f64) -> f64 {
        let shape = degrees / 2.0;
        if shape < 1.0 {
            let factor = self.uniform().powf(1.0 / shape);
            return factor * self.chi_squared(degrees + 2.0);
        }
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let x = self.normal();
            let v = (1.0 + c * x).powi(3);
            if v > 0.0 && self.uniform().ln() < 0.5 * x * x + d - d * v + d * v.ln() {
                return 2.0 * d * v;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The mean and the variance of many draws.
    fn moments(mut draw: impl FnMut(&mut Variates) -> f64) -> (f64, f64) {
        let mut random = Variates::new(5, 1);
        let all: Vec<f64> = (0..40_000).map(|_| draw(&mut random)).collect();
        let mean = all.iter().sum::<f64>() / 40_000.0;
        (mean, all.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / 40_000.0)
    }

    /// Four standard errors of a mean and of a variance of 40,000.
    #[test]
    fn moments_are_those_of_the_distributions() {
        let (mean, variance) = moments(Variates::normal);
        assert!(mean.abs() < 0.02 && (variance - 1.0).abs() < 0.03, "{mean} {variance}");
        for degrees in [0.7, 3.0, 88.0] {
            let (mean, variance) = moments(|random| random.chi_squared(degrees));
            assert!((mean - degrees).abs() < 0.02 * (2.0 * degrees).sqrt(), "{degrees}: {mean}");
            let error = 0.02 * 2.0 * degrees * (2.0 + 12.0 / degrees).sqrt();
            assert!((variance - 2.0 * degrees).abs() < error, "{degrees}: {variance}");
        }
    }

    #[test]
    fn a_side_of_zero_has_its_own_mean() {
        // E(Z | Z > −μ) = μ + φ(μ)/Φ(μ); at μ = 1.5 below 0 it is 1.5 − φ(1.5)/Φ(−1.5).
        let (above, _) = moments(|random| random.normal_beyond_zero(1.5, true));
        let (below, _) = moments(|random| random.normal_beyond_zero(1.5, false));
        assert!((above - (1.5 + 0.129_517_6 / 0.933_192_8)).abs() < 0.02, "{above}");
        assert!((below - (1.5 - 0.129_517_6 / 0.066_807_2)).abs() < 0.02, "{below}");
        let mut random = Variates::new(1, 1);
        assert!((0..1_000).all(|_| random.normal_beyond_zero(-30.0, true) >= 0.0));
    }
}
