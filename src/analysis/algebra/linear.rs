//! Small symmetric systems: which columns depend on others, solving, inverting. Matrices are full and row by row.

/// The share of a column's length that must be left over once the columns before it are taken away. The square is compared, so two columns
/// count as one when they agree to about five digits.
///
/// # Source
/// As R's `lm` and `glm`, which keep the first of columns that depend on each other; R's threshold of `1e-7` is below what cross-products
/// can resolve.
const INDEPENDENT: f64 = 1e-10;

/// Which of `n` columns depend on those before them, from their cross-products.
pub fn dependent(cross_products: &[f64], n: usize) -> Vec<bool> {
    let mut lower = vec![0.0; n * n];
    let mut dependent = vec![false; n];
    for i in 0..n {
        for j in 0..i {
            if dependent[j] {
                continue;
            }
            let known: f64 = (0..j).map(|k| lower[i * n + k] * lower[j * n + k]).sum();
            lower[i * n + j] = (cross_products[i * n + j] - known) / lower[j * n + j];
        }
        let length = cross_products[i * n + i];
        let left = length - (0..i).map(|k| lower[i * n + k] * lower[i * n + k]).sum::<f64>();
        // Not `<=`, so that a sum that is no number counts as dependent.
        if left > INDEPENDENT * length && left.is_finite() {
            lower[i * n + i] = left.sqrt();
        } else {
            dependent[i] = true;
            lower[i * n..i * n + n].fill(0.0);
        }
    }
    dependent
}

/// The factor `L` of a positive definite matrix `D L Lᵀ D`, with `D` the square roots of its diagonal.
#[derive(Clone, Debug)]
pub struct Cholesky {
    n: usize,
    lower: Vec<f64>,
    scale: Vec<f64>,
}

impl Cholesky {
    /// The factor, or `None` where the matrix is not positive definite to working precision.
    pub fn of(matrix: &[f64], n: usize) -> Option<Self> {
        let scale: Vec<f64> = (0..n).map(|i| matrix[i * n + i].sqrt()).collect();
        if scale.iter().any(|&scale| !(scale > 0.0 && scale.is_finite())) {
            return None;
        }
        let mut lower = vec![0.0; n * n];
        // Column by column, so that many sums of products grow at once; each in the order of its terms.
        let mut known = vec![0.0; n * n];
        let mut column = vec![0.0; n];
        for j in 0..n {
            let at = |i: usize| matrix[i * n + j] / (scale[i] * scale[j]) - known[i * n + j];
            let left = at(j);
            if left.is_nan() || left < 1e-14 {
                return None;
            }
            let root = left.sqrt();
            column[j] = root;
            for (i, value) in column.iter_mut().enumerate().skip(j + 1) {
                *value = at(i) / root;
            }
            for i in j + 1..n {
                let factor = column[i];
                for (sum, value) in known[i * n + j + 1..=i * n + i].iter_mut().zip(&column[j + 1..=i]) {
                    *sum += factor * value;
                }
            }
            for i in j..n {
                lower[i * n + j] = column[i];
            }
        }
        Some(Self { n, lower, scale })
    }

    /// Solves `A x = b`.
    pub fn solve(&self, b: &[f64]) -> Vec<f64> {
        let n = self.n;
        let mut x: Vec<f64> = b.iter().zip(&self.scale).map(|(b, scale)| b / scale).collect();
        for i in 0..n {
            let known: f64 = (0..i).map(|k| self.lower[i * n + k] * x[k]).sum();
            x[i] = (x[i] - known) / self.lower[i * n + i];
        }
        for i in (0..n).rev() {
            let known: f64 = (i + 1..n).map(|k| self.lower[k * n + i] * x[k]).sum();
            x[i] = (x[i] - known) / self.lower[i * n + i];
        }
        x.iter().zip(&self.scale).map(|(x, scale)| x / scale).collect()
    }

    /// The inverse of the matrix.
    pub fn inverse(&self) -> Vec<f64> {
        let n = self.n;
        // All unit vectors are solved side by side, each as `solve` does it.
        let mut inverse = vec![0.0; n * n];
        for j in 0..n {
            inverse[j * n + j] = 1.0 / self.scale[j];
        }
        let mut known = vec![0.0; n];
        for i in 0..n {
            // A unit vector is 0 before its own place.
            let (before, own) = inverse.split_at_mut(i * n);
            known[..=i].fill(0.0);
            for k in 0..i {
                let factor = self.lower[i * n + k];
                for (sum, value) in known[..=k].iter_mut().zip(&before[k * n..=k * n + k]) {
                    *sum += factor * value;
                }
            }
            for (value, sum) in own[..=i].iter_mut().zip(&known) {
                *value = (*value - sum) / self.lower[i * n + i];
            }
        }
        for i in (0..n).rev() {
            let (until, after) = inverse.split_at_mut((i + 1) * n);
            known.fill(0.0);
            for k in i + 1..n {
                let factor = self.lower[k * n + i];
                for (sum, value) in known.iter_mut().zip(&after[(k - i - 1) * n..(k - i) * n]) {
                    *sum += factor * value;
                }
            }
            for (value, sum) in until[i * n..].iter_mut().zip(&known) {
                *value = (*value - sum) / self.lower[i * n + i];
            }
        }
        for (row, scale) in inverse.chunks_mut(n.max(1)).zip(&self.scale) {
            for value in row {
                *value /= scale;
            }
        }
        // Rounding must not leave two halves that differ.
        for i in 0..n {
            for j in 0..i {
                let middle = f64::midpoint(inverse[i * n + j], inverse[j * n + i]);
                inverse[i * n + j] = middle;
                inverse[j * n + i] = middle;
            }
        }
        inverse
    }

    /// `D L z`: what standard normal numbers become with this matrix as their covariance.
    pub fn spread(&self, z: &[f64]) -> Vec<f64> {
        let row = |i: usize| (0..=i).map(|j| self.lower[i * self.n + j] * z[j]).sum::<f64>();
        (0..self.n).map(|i| self.scale[i] * row(i)).collect()
    }

    /// The logarithm of the determinant.
    pub fn log_determinant(&self) -> f64 {
        (0..self.n).map(|i| 2.0 * (self.lower[i * self.n + i].ln() + self.scale[i].ln())).sum()
    }
}

/// `A B` of two `n` × `n` matrices.
pub fn product(a: &[f64], b: &[f64], n: usize) -> Vec<f64> {
    let mut result = vec![0.0; n * n];
    for i in 0..n {
        for k in 0..n {
            let factor = a[i * n + k];
            for j in 0..n {
                result[i * n + j] += factor * b[k * n + j];
            }
        }
    }
    result
}

/// `xᵀ A y`.
pub fn bilinear(x: &[f64], a: &[f64], y: &[f64]) -> f64 {
    let n = y.len();
    x.iter().enumerate().map(|(i, x)| x * (0..n).map(|j| a[i * n + j] * y[j]).sum::<f64>()).sum()
}

/// `tr(A B)` of two `n` × `n` matrices.
pub fn trace_of_product(a: &[f64], b: &[f64], n: usize) -> f64 {
    (0..n).map(|i| (0..n).map(|j| a[i * n + j] * b[j * n + i]).sum::<f64>()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_solved_and_inverted() {
        let a = [4.0, 2.0, 2.0, 5.0];
        let factor = Cholesky::of(&a, 2).unwrap();
        let x = factor.solve(&[8.0, 8.0]);
        assert!((x[0] - 1.5).abs() < 1e-15 && (x[1] - 1.0).abs() < 1e-15);
        let unit = product(&a, &factor.inverse(), 2);
        assert!(unit.iter().zip([1.0, 0.0, 0.0, 1.0]).all(|(found, wanted)| (found - wanted).abs() < 1e-15));
        assert!((factor.log_determinant() - 16_f64.ln()).abs() < 1e-14);
    }

    #[test]
    fn the_later_of_dependent_columns_is_named() {
        // Columns: one, indicator of the first two rows, indicator of the last two, their difference is no new column.
        let rows = [[1.0, 1.0, 0.0], [1.0, 1.0, 0.0], [1.0, 0.0, 1.0], [1.0, 0.0, 1.0]];
        let mut gram = vec![0.0; 9];
        for row in rows {
            for i in 0..3 {
                for j in 0..3 {
                    gram[i * 3 + j] += row[i] * row[j];
                }
            }
        }
        assert_eq!(dependent(&gram, 3), [false, false, true]);
        assert!(Cholesky::of(&gram, 3).is_none());
    }
}
