//! Respondents and nonrespondents in one order: what tests by ranks and by cumulative distributions both start from.

/// The values of two groups in ascending order, with their midranks.
#[derive(Clone, Debug, PartialEq)]
pub struct TwoGroups {
    /// Values with whether each is a respondent's.
    ordered: Vec<(f64, bool)>,
    /// Twice the midrank less two of each: a whole number from 0.
    doubled_ranks: Vec<u64>,
    /// `Σ(t³ − t)` over runs of `t` equal values.
    tie_sum: f64,
    n_respondents: usize,
}

impl TwoGroups {
    /// Orders two groups; `None` when either is empty or a value is not finite.
    pub fn of(respondents: &[f64], others: &[f64]) -> Option<Self> {
        let all_finite = respondents.iter().chain(others).all(|value| value.is_finite());
        if respondents.is_empty() || others.is_empty() || !all_finite {
            return None;
        }
        let mut ordered: Vec<(f64, bool)> =
            respondents.iter().map(|&value| (value, true)).chain(others.iter().map(|&value| (value, false))).collect();
        ordered.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut doubled_ranks: Vec<u64> = Vec::with_capacity(ordered.len());
        let mut tie_sum = 0.0;
        for tied in ordered.chunk_by(|a, b| a.0 >= b.0) {
            let first = doubled_ranks.len();
            let t = tied.len() as f64;
            tie_sum += t * t * t - t;
            doubled_ranks.extend(std::iter::repeat_n((2 * first + tied.len() - 1) as u64, tied.len()));
        }
        Some(Self { ordered, doubled_ranks, tie_sum, n_respondents: respondents.len() })
    }

    /// Respondents and nonrespondents.
    pub fn sizes(&self) -> (usize, usize) {
        (self.n_respondents, self.ordered.len() - self.n_respondents)
    }

    /// In ascending order, whether each value is a respondent's.
    pub fn answered(&self) -> impl Iterator<Item = bool> + '_ {
        self.ordered.iter().map(|(_, answered)| *answered)
    }

    /// The values of one group in ascending order.
    pub fn of_group(&self, respondents: bool) -> Vec<f64> {
        self.ordered.iter().filter(|(_, answered)| *answered == respondents).map(|(value, _)| *value).collect()
    }

    /// Twice the midrank less two of each value in ascending order: a whole number from 0.
    pub fn doubled_ranks(&self) -> &[u64] {
        &self.doubled_ranks
    }

    /// `Σ(t³ − t)` over runs of `t` equal values: 0 when all differ.
    pub fn tie_sum(&self) -> f64 {
        self.tie_sum
    }

    /// For 0, 1, … values from the smallest, whether a run of equal values ends there. Nothing has ended before the first.
    pub fn run_ends(&self) -> Vec<bool> {
        let ranks = &self.doubled_ranks;
        (0..=ranks.len()).map(|k| k == ranks.len() || (k > 0 && ranks[k - 1] < ranks[k])).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_share_the_mean_of_their_ranks() {
        let groups = TwoGroups::of(&[2.0, 5.0, 2.0], &[1.0, 2.0]).unwrap();
        // Ranks 1, 3, 3, 3, 5.
        assert_eq!(groups.doubled_ranks(), [0, 4, 4, 4, 8]);
        assert!((groups.tie_sum() - 24.0).abs() < f64::EPSILON);
        assert_eq!(groups.run_ends(), [false, true, false, false, true, true]);
        assert_eq!((groups.of_group(true), groups.sizes()), (vec![2.0, 2.0, 5.0], (3, 2)));
    }

    #[test]
    fn zero_is_zero_whatever_its_sign() {
        assert!(TwoGroups::of(&[-0.0], &[0.0]).unwrap().tie_sum() > 0.0);
    }

    #[test]
    fn an_empty_group_and_what_is_no_number_are_not_ordered() {
        assert_eq!(TwoGroups::of(&[], &[1.0]), None);
        assert_eq!(TwoGroups::of(&[f64::NAN], &[1.0]), None);
    }
}
