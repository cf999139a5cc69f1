//! The method of the largest remainder: whole counts that add up.

/// `count` given out in whole parts in proportion to claims, of which at least one is above 0: each gets the whole part of its due, and
/// what is left over goes one each to the largest remainders, ties in the order of the claims.
pub(crate) fn largest_remainder(claims: &[u128], count: u64) -> Vec<u64> {
    let sum: u128 = claims.iter().sum();
    let exact = |claim: u128| claim * u128::from(count);
    let mut parts: Vec<u64> = claims.iter().map(|&claim| u64::try_from(exact(claim) / sum).unwrap_or(count)).collect();
    let left = count - parts.iter().sum::<u64>();
    let mut order: Vec<usize> = (0..claims.len()).collect();
    order.sort_by_key(|&index| (std::cmp::Reverse(exact(claims[index]) % sum), index));
    for index in order.into_iter().take(usize::try_from(left).unwrap_or(usize::MAX)) {
        parts[index] += 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_left_over_go_to_the_largest_remainders() {
        assert_eq!(largest_remainder(&[500_000_000, 300_000_000, 200_000_000], 9), [4, 3, 2]);
        assert_eq!(largest_remainder(&[500_000_000, 500_000_000], 3), [2, 1]);
    }

    #[test]
    fn nobody_is_lost_whatever_the_shares() {
        for count in [0, 1, 2, 7, 1_378_689] {
            let parts = largest_remainder(&[333_333, 333_333, 333_333], count);
            assert_eq!(parts.iter().sum::<u64>(), count);
        }
    }
}
