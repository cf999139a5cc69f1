//! Where neighbours answer, or do not answer, together: local join counts and local Moran, with false discoveries controlled.

use crate::analysis::random::hypergeometric::Hypergeometric;
use crate::analysis::space::neighbour::Neighbours;
use crate::analysis::statistic::multiplicity::benjamini_hochberg;

/// A unit among its neighbours.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LocalResponse {
    /// Neighbours of the same status.
    pub alike: u64,
    /// All neighbours.
    pub neighbours: u64,
    /// Local Moran of response, `z_i Σ_j w_ij z_j / m₂`.
    pub moran: f64,
    /// The probability of as many neighbours alike or more, if the others' answers were assigned at random.
    pub p_alike: f64,
    /// The two-sided probability for the local Moran.
    pub p_moran: f64,
    /// `p_alike` adjusted by Benjamini and Hochberg over all units.
    pub p_alike_adjusted: f64,
    /// `p_moran` adjusted likewise.
    pub p_moran_adjusted: f64,
}

/// Local statistics of every unit; `None` for units without neighbours, and for all when everybody did the same.
///
/// # Formula
/// Given a unit's own status, the number of its `k` neighbours that answered is hypergeometric: `k` of the other `N − 1` units, of which
/// `n − r_i` answered. So the local join count needs no simulation, and neither does the local Moran of response, which for a given unit
/// grows with that number (two-sided: twice the smaller tail).
///
/// # Source
/// Anselin (1995), *Geographical Analysis* 27; Anselin and Li (2019), *Journal of Geographical Systems* 21.
pub fn local_response(answered: &[bool], neighbours: &Neighbours) -> Vec<Option<LocalResponse>> {
    let connected = neighbours.connected();
    let n_units = connected.len() as u64;
    let n_answered = connected.iter().filter(|&&unit| answered[unit]).count() as u64;
    if n_answered == 0 || n_answered == n_units {
        return vec![None; answered.len()];
    }
    let rate = n_answered as f64 / n_units as f64;
    let deviation = |unit: usize| f64::from(u8::from(answered[unit])) - rate;
    let mut local: Vec<Option<LocalResponse>> = vec![None; answered.len()];
    for &unit in &connected {
        let around = neighbours.of(unit);
        let k = around.len() as u64;
        let yes = around.iter().filter(|&&other| answered[other]).count() as u64;
        let others = n_answered - u64::from(answered[unit]);
        let Some(chance) = Hypergeometric::new(n_units - 1, others, k) else { continue };
        let lag = around.iter().map(|&other| deviation(other)).sum::<f64>() / k as f64;
        local[unit] = Some(LocalResponse {
            alike: if answered[unit] { yes } else { k - yes },
            neighbours: k,
            moran: deviation(unit) * lag / (rate * (1.0 - rate)),
            p_alike: if answered[unit] { chance.at_least(yes) } else { chance.at_most(yes) },
            p_moran: chance.two_sided(yes),
            p_alike_adjusted: 1.0,
            p_moran_adjusted: 1.0,
        });
    }
    let p_values = |of: fn(&LocalResponse) -> f64| -> Vec<f64> { local.iter().flatten().map(of).collect() };
    let alike = benjamini_hochberg(&p_values(|unit| unit.p_alike));
    let moran = benjamini_hochberg(&p_values(|unit| unit.p_moran));
    for ((unit, alike), moran) in local.iter_mut().flatten().zip(alike).zip(moran) {
        unit.p_alike_adjusted = alike;
        unit.p_moran_adjusted = moran;
    }
    local
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_among_its_like_is_counted_exactly() {
        // A star: the middle has four neighbours, of which three answered as it did.
        let star = Neighbours::from_pairs(7, (1..5).map(|unit| [0, unit]));
        let local = local_response(&[true, true, true, true, false, false, true], &star);
        let middle = local[0].unwrap();
        assert_eq!((middle.alike, middle.neighbours), (3, 4));
        // Of four others three answered, and all four are neighbours.
        assert!((middle.p_alike - 1.0).abs() < 1e-15);
        assert_eq!((local[5], local[6]), (None, None));
    }

    #[test]
    fn without_variation_nothing_is_local() {
        let pair = Neighbours::from_pairs(2, [[0, 1]]);
        assert_eq!(local_response(&[true, true], &pair), [None, None]);
    }
}
