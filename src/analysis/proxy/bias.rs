//! The bias of a result under one assumption about nonrespondents.

/// The bias of the respondents' mean under one φ.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bias {
    /// Standardised by the respondents' standard deviation (SMUB), or on the scale of shares (MUBP).
    pub value: f64,
    /// The mean of the frame that follows.
    pub mean: f64,
    /// The variance of that mean by the delta method; none for shares.
    pub variance: Option<f64>,
}

impl Bias {
    pub(crate) fn is_finite(&self) -> bool {
        self.value.is_finite() && self.mean.is_finite()
    }
}

/// `g = (φ + (1−φ)ρ)/(φρ + 1 − φ)`; `None` where nothing bounds it: the answer decides, and the proxy says nothing of it.
pub(crate) fn slope(phi: f64, correlation: f64) -> Option<f64> {
    let bottom = phi * correlation + 1.0 - phi;
    (bottom > 1e-9).then(|| (phi + (1.0 - phi) * correlation) / bottom)
}
