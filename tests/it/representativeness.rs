//! Imbalance and propensities are two ways to one number, on the frame of `tests/oracle/statistics`.

use bacino::analysis::propensity::estimated::linear_propensities;
use bacino::analysis::propensity::imbalance::imbalance;
use bacino::analysis::propensity::representativeness::representativeness;

use crate::oracle::{assert_near, frame135};

#[test]
fn imbalance_is_the_variance_of_linear_propensities() {
    let frame = frame135();
    let design = frame.design("macro + size3");
    let tally = design.tally(&frame.answered, None);
    let found = imbalance(&design, &tally).unwrap();
    let linear = linear_propensities(&design, &tally).unwrap();
    let whole = representativeness(&design, &tally, &linear).unwrap();
    assert_near("IMB", found.imbalance, whole.deviation.powi(2) * 134.0 / 135.0, 1e-12);
}
