//! Characteristics of a frame as columns, with those that respondents can tell apart: what all proxies of a question are fitted to.

/// A column whose part beyond the columns before is shorter than this share of it adds nothing.
const DEPENDENT: f64 = 1e-7;
/// A respondent whose leverage is this near to 1 determines a column alone.
pub(crate) const ALONE: f64 = 1e-6;

/// Columns of a frame, in a basis that is orthonormal over respondents, row by row.
///
/// Predictions do not depend on the basis; columns that respondents do not tell apart, such as an area without respondents, are gone.
#[derive(Clone, Debug)]
pub struct Predictors {
    /// How many columns.
    pub(crate) k: usize,
    /// The rows of respondents.
    pub(crate) respondents: Vec<f64>,
    /// The rows of the others.
    pub(crate) others: Vec<f64>,
    /// The leverage of each respondent in least squares.
    pub(crate) leverage: Vec<f64>,
}

impl Predictors {
    /// The columns of a frame, a constant first, each as long as the frame, and who answered.
    pub fn new(columns: &[Vec<f64>], answered: &[bool]) -> Self {
        let of = |column: &[f64], status: bool| -> Vec<f64> {
            column.iter().zip(answered).filter(|(_, own)| **own == status).map(|(value, _)| *value).collect()
        };
        let mut basis: Vec<(Vec<f64>, Vec<f64>)> = Vec::new();
        for column in columns {
            let (mut here, mut there) = (of(column, true), of(column, false));
            let length = dot(&here, &here).sqrt();
            // Twice, since once leaves rounding of the columns before.
            for _ in 0..2 {
                for (direction, others) in &basis {
                    let along = dot(&here, direction);
                    subtract(&mut here, along, direction);
                    subtract(&mut there, along, others);
                }
            }
            let left = dot(&here, &here).sqrt();
            if left > DEPENDENT * length && left.is_normal() {
                let scaled = |values: Vec<f64>| values.into_iter().map(|value| value / left).collect();
                basis.push((scaled(here), scaled(there)));
            }
        }
        let k = basis.len();
        let n = answered.iter().filter(|answered| **answered).count();
        let respondents = (0..n).flat_map(|row| basis.iter().map(move |(here, _)| here[row])).collect::<Vec<f64>>();
        let others = (0..answered.len() - n).flat_map(|row| basis.iter().map(move |(_, there)| there[row])).collect();
        let leverage = respondents.chunks(k.max(1)).map(|row| dot(row, row)).collect();
        Self { k, respondents, others, leverage }
    }

    /// Respondents.
    pub fn n(&self) -> usize {
        self.leverage.len()
    }

    /// The others.
    pub fn n_others(&self) -> usize {
        self.others.len().checked_div(self.k).unwrap_or(0)
    }

    /// Predictions for respondents and for the others.
    pub(crate) fn predict(&self, coefficients: &[f64]) -> (Vec<f64>, Vec<f64>) {
        (products(&self.respondents, coefficients), products(&self.others, coefficients))
    }

    /// The coefficients of least squares.
    pub(crate) fn least_squares(&self, answers: &[f64]) -> Vec<f64> {
        let mut coefficients = vec![0.0; self.k];
        for (row, answer) in self.respondents.chunks(self.k.max(1)).zip(answers) {
            for (coefficient, value) in coefficients.iter_mut().zip(row) {
                *coefficient += answer * value;
            }
        }
        coefficients
    }

    /// The correlation of each answer with what least squares on all other respondents predict for it; −1 where predictions do not vary,
    /// which is less than any proxy has.
    ///
    /// # Formula
    /// `ŷ_(i) = y_i − (y_i − ŷ_i)/(1 − h_i)`; a respondent that determines a column alone is predicted by the mean of the others.
    ///
    /// # Source
    /// Stone (1974), *Journal of the Royal Statistical Society* B 36; Allen (1974), *Technometrics* 16.
    pub(crate) fn left_out_correlation(&self, answers: &[f64]) -> f64 {
        let coefficients = self.least_squares(answers);
        let (n, sum) = (answers.len() as f64, answers.iter().sum::<f64>());
        let fitted = products(&self.respondents, &coefficients);
        let predicted: Vec<f64> = fitted
            .iter()
            .zip(answers)
            .zip(&self.leverage)
            .map(|((fitted, answer), leverage)| {
                if 1.0 - leverage < ALONE {
                    (sum - answer) / (n - 1.0)
                } else {
                    answer - (answer - fitted) / (1.0 - leverage)
                }
            })
            .collect();
        correlation(&predicted, answers).unwrap_or(-1.0)
    }
}

pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The product of every row with coefficients, each as [`dot`] has it: four at a time, so that none waits for its own sum.
pub(crate) fn products(rows: &[f64], coefficients: &[f64]) -> Vec<f64> {
    let k = coefficients.len().max(1);
    let mut found = Vec::with_capacity(rows.len() / k);
    let fours = rows.chunks_exact(4 * k);
    let rest = fours.remainder();
    for four in fours {
        let rows: [&[f64]; 4] = std::array::from_fn(|row| &four[row * k..(row + 1) * k]);
        let mut sums = [-0.0; 4];
        for (at, factor) in coefficients.iter().enumerate() {
            for (sum, row) in sums.iter_mut().zip(rows) {
                *sum += row[at] * factor;
            }
        }
        found.extend(sums);
    }
    found.extend(rest.chunks(k).map(|row| dot(row, coefficients)));
    found
}

fn subtract(column: &mut [f64], along: f64, direction: &[f64]) {
    for (value, step) in column.iter_mut().zip(direction) {
        *value -= along * step;
    }
}

/// Means and moments with denominator `n`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Moments {
    pub(crate) x_mean: f64,
    pub(crate) y_mean: f64,
    pub(crate) sxx: f64,
    pub(crate) syy: f64,
    pub(crate) sxy: f64,
}

impl Moments {
    pub(crate) fn of(x: &[f64], y: &[f64]) -> Self {
        let n = x.len() as f64;
        let (x_mean, y_mean) = (x.iter().sum::<f64>() / n, y.iter().sum::<f64>() / n);
        let mut moments = Self { x_mean, y_mean, sxx: 0.0, syy: 0.0, sxy: 0.0 };
        for (x, y) in x.iter().zip(y) {
            let (x, y) = (x - x_mean, y - y_mean);
            moments.sxx += x * x / n;
            moments.syy += y * y / n;
            moments.sxy += x * y / n;
        }
        moments
    }
}

/// Pearson's correlation; `None` where a list does not vary.
pub(crate) fn correlation(x: &[f64], y: &[f64]) -> Option<f64> {
    let Moments { x_mean, y_mean, sxx, syy, sxy } = Moments::of(x, y);
    let varies = |variance: f64, mean: f64| variance > 1e-18 * (mean * mean).max(f64::MIN_POSITIVE);
    let found = sxy / (sxx * syy).sqrt();
    (varies(sxx, x_mean) && varies(syy, y_mean) && found.is_finite()).then_some(found.clamp(-1.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaving_out_is_what_fitting_to_the_others_gives() {
        let x = [1.0, 2.0, 4.0, 7.0, 3.0, 9.0];
        let y = [1.0, 3.0, 2.0, 8.0, 4.0];
        let answered = [true, true, true, true, true, false];
        let columns = vec![vec![1.0; 6], x.to_vec()];
        let all = Predictors::new(&columns, &answered);
        assert_eq!((all.k, all.n(), all.n_others()), (2, 5, 1));
        let left_out: Vec<f64> = (0..5)
            .map(|unit| {
                let others: Vec<usize> = (0..5).filter(|&other| other != unit).collect();
                let (xs, ys): (Vec<f64>, Vec<f64>) = others.iter().map(|&other| (x[other], y[other])).unzip();
                let Moments { x_mean, y_mean, sxx, sxy, .. } = Moments::of(&xs, &ys);
                y_mean + sxy / sxx * (x[unit] - x_mean)
            })
            .collect();
        let expected = correlation(&left_out, &y).unwrap();
        assert!((all.left_out_correlation(&y) - expected).abs() < 1e-12);
    }

    #[test]
    fn rows_are_multiplied_as_each_by_itself() {
        for (n, k) in [(1, 1), (4, 3), (11, 5), (18, 2), (3, 7), (0, 4)] {
            let rows: Vec<f64> = (0..n * k).map(|at| ((at * 7_919 % 101) as f64 - 50.0) / 7.0).collect();
            let coefficients: Vec<f64> = (0..k).map(|at| 0.1 + at as f64 / 3.0).collect();
            let each: Vec<f64> = rows.chunks(k).map(|row| dot(row, &coefficients)).collect();
            assert_eq!(products(&rows, &coefficients), each);
        }
    }

    #[test]
    fn what_respondents_do_not_tell_apart_is_gone_and_one_alone_is_predicted_by_the_rest() {
        let answered = [true, true, true, true, false, false];
        let columns =
            vec![vec![1.0; 6], vec![2.0; 6], vec![0.0, 0.0, 0.0, 0.0, 1.0, 0.0], vec![0.0, 0.0, 0.0, 1.0, 0.0, 1.0]];
        let all = Predictors::new(&columns, &answered);
        assert_eq!(all.k, 2);
        // Predicted for each: the mean of the others of its group; for the last, alone in its group, that of all others.
        let y = [1.0, 2.0, 6.0, 3.0];
        let expected = correlation(&[4.0, 3.5, 1.5, 3.0], &y).unwrap();
        assert!((all.left_out_correlation(&y) - expected).abs() < 1e-12);
    }
}
