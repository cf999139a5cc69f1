//! Columns of shapes carried over to zones by areal weights: totals shared out, means taken over land.

use crate::geometry::overlay::areal::{ArealWeights, ROUNDING};

/// How shapes lie in zones.
#[derive(Clone, Copy, Debug)]
pub struct Carrier<'a> {
    /// The share of each shape in each zone.
    pub weights: &'a ArealWeights,
    /// The share of each shape in none, as [`outside`] or an overlay has it.
    pub outside: &'a [f64],
    /// How many zones there are.
    pub n_zones: usize,
}

/// A column by zone.
#[derive(Clone, Debug, PartialEq)]
pub struct Carried {
    /// What each zone has; `None` where it has no land of a shape whose value is known.
    pub zones: Vec<Option<f64>>,
    /// What land in no zone has; `None` where there is none.
    pub outside: Option<f64>,
}

/// What of each shape lies in no zone, where zones do not overlap: what its shares leave, if that is more than rounding.
pub fn outside(weights: &ArealWeights) -> Vec<f64> {
    let of_shape = |shape| {
        let mut inside = Sum::default();
        weights.of_shape(shape).for_each(|(_, share)| inside.add(share));
        left(inside.value())
    };
    (0..weights.n_shapes()).map(of_shape).collect()
}

/// What a share leaves of 1, if that is more than rounding.
pub fn left(share: f64) -> f64 {
    let rest = 1.0 - share;
    if rest > ROUNDING { rest } else { 0.0 }
}

impl Carrier<'_> {
    /// Totals, such as residents, shared out by area: a zone gets of every shape what its share of the shape's area is. A shape whose value
    /// is not known gives nothing.
    ///
    /// # Formula
    /// `y_z = Σ_s w_sz x_s`. Where zones do not overlap, `Σ_z y_z` and what lies outside are `Σ_s x_s`.
    ///
    /// # Source
    /// Goodchild and Lam (1980), *Areal interpolation: a variant of the traditional spatial problem*, *Geo-Processing* 1: 297–312.
    pub fn extensive(&self, values: &[Option<f64>]) -> Carried {
        let mut sums = Sums::new(self.n_zones);
        for (shape, value) in values.iter().enumerate() {
            let Some(value) = value else { continue };
            self.visit(shape, |zone, share| sums.at(zone).total.add(share * value));
        }
        sums.carried(|both| both.total.value())
    }

    /// Rates and densities, such as a share of graduates: the mean over the land of a zone that has a known value, every shape with the area
    /// it has there.
    ///
    /// # Formula
    /// `y_z = Σ_s w_sz a_s x_s / Σ_s w_sz a_s`, with `a` the areas of the shapes.
    ///
    /// # Source
    /// As [`extensive`](Self::extensive).
    pub fn intensive(&self, values: &[Option<f64>], areas: &[f64]) -> Carried {
        let mut sums = Sums::new(self.n_zones);
        for (shape, value) in values.iter().enumerate() {
            let Some(value) = value else { continue };
            self.visit(shape, |zone, share| {
                let (both, area) = (sums.at(zone), share * areas[shape]);
                both.total.add(area * value);
                both.area.add(area);
            });
        }
        sums.carried(|both| both.total.value() / both.area.value())
    }

    /// Every zone of a shape, at last none, with the share of the shape in it.
    fn visit(&self, shape: usize, mut visit: impl FnMut(Option<usize>, f64)) {
        self.weights.of_shape(shape).for_each(|(zone, share)| visit(Some(zone), share));
        if self.outside[shape] > 0.0 {
            visit(None, self.outside[shape]);
        }
    }
}

/// What a zone has so far.
#[derive(Clone, Copy, Debug, Default)]
struct Both {
    total: Sum,
    area: Sum,
    has_any: bool,
}

/// What zones have so far, and at last what lies in none.
struct Sums(Vec<Both>);

impl Sums {
    fn new(n_zones: usize) -> Self {
        Self(vec![Both::default(); n_zones + 1])
    }

    fn at(&mut self, zone: Option<usize>) -> &mut Both {
        let last = self.0.len() - 1;
        let both = &mut self.0[zone.unwrap_or(last)];
        both.has_any = true;
        both
    }

    fn carried(self, value: impl Fn(&Both) -> f64) -> Carried {
        let mut zones: Vec<Option<f64>> = self.0.iter().map(|both| both.has_any.then(|| value(both))).collect();
        let outside = zones.pop().flatten();
        Carried { zones, outside }
    }
}

/// A sum of many numbers, with what rounding took from it kept beside it.
///
/// # Source
/// Neumaier (1974), *Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen*, *ZAMM* 54: 39–51.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sum {
    sum: f64,
    lost: f64,
}

impl Sum {
    /// Adds a number.
    pub fn add(&mut self, number: f64) {
        let sum = self.sum + number;
        let (large, small) = if self.sum.abs() >= number.abs() { (self.sum, number) } else { (number, self.sum) };
        self.lost += (large - sum) + small;
        self.sum = sum;
    }

    /// The sum.
    pub fn value(self) -> f64 {
        self.sum + self.lost
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::overlay::areal::areal_weights;
    use crate::geometry::topology::shapes::tests::{outlines, square};

    #[test]
    fn totals_are_shared_out_and_means_taken_over_land() {
        // Two squares of 4, of which the first zone has a half and a quarter; the second zone has the other half of the first.
        let shapes = outlines(&[&[square(0.0, 0.0, 2.0)], &[square(2.0, 0.0, 2.0)], &[square(9.0, 0.0, 2.0)]]);
        let zones = outlines(&[
            &[vec![[1.0, 0.0], [2.5, 0.0], [2.5, 2.0], [1.0, 2.0]]],
            &[vec![[0.0, 0.0], [1.0, 0.0], [1.0, 2.0], [0.0, 2.0]]],
            &[square(50.0, 0.0, 1.0)],
        ]);
        let weights = areal_weights(&shapes, &zones);
        let outside = outside(&weights);
        assert_eq!(outside, [0.0, 0.75, 1.0]);
        let cut = Carrier { weights: &weights, outside: &outside, n_zones: 3 };
        let carried = |values: [Option<f64>; 3]| (cut.extensive(&values), cut.intensive(&values, &[4.0, 4.0, 4.0]));
        let (totals, means) = carried([Some(8.0), Some(100.0), Some(3.0)]);
        assert_eq!(totals, Carried { zones: vec![Some(29.0), Some(4.0), None], outside: Some(78.0) });
        assert_eq!(means.zones, [Some((8.0 * 2.0 + 100.0) / 3.0), Some(8.0), None]);
        assert_eq!(means.outside, Some((100.0 * 3.0 + 3.0 * 4.0) / 7.0));
        // What is not known gives nothing, and a mean is that of the land which is known.
        let (totals, means) = carried([Some(8.0), None, None]);
        assert_eq!(totals, Carried { zones: vec![Some(4.0), Some(4.0), None], outside: None });
        assert_eq!(means.zones, [Some(8.0), Some(8.0), None]);
    }

    #[test]
    fn a_sum_keeps_what_rounding_takes() {
        let mut sum = Sum::default();
        for number in [1.0, 1e100, 1.0, -1e100] {
            sum.add(number);
        }
        assert_eq!(sum.value().to_bits(), 2.0_f64.to_bits());
    }
}
