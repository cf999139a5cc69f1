//! How far a claim about a share is from being undone by those who did not answer, in whole units.

/// A claim that more, or fewer, than a share of the units have an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Margin {
    /// Units whose answer is not known.
    pub silent: usize,
    /// How many of these would have the option if they were like those that answered, to the nearest whole unit.
    pub as_answered: usize,
    /// How many would undo the claim: at the most for *more than*, at the least for *fewer than*; `None` where no number would.
    pub undone_by: Option<usize>,
}

/// What `count` of `answered` units say against a claim about a share of all, `silent` of which did not answer; `None` without any of either.
///
/// # Formula
/// With `T = claim · (answered + silent) − count`, *more than* the claim is undone by `⌊T⌋` silent units with the option, *fewer than* by
/// `⌈T⌉`; which of the two is claimed is what those that answered say.
pub fn margin(count: usize, answered: usize, silent: usize, claim: f64) -> Option<Margin> {
    /// Noise of a claim such as .7 times a number of units.
    const NOISE: f64 = 1e-9;
    if answered == 0 || silent == 0 {
        return None;
    }
    let like = count as f64 / answered as f64;
    let threshold = claim * (answered + silent) as f64 - count as f64;
    let undone = if like >= claim { (threshold + NOISE).floor() } else { (threshold - NOISE).ceil() };
    let whole = |units: f64| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "units of a frame, from 0 on")]
        (units >= 0.0 && units <= silent as f64).then_some(units as usize)
    };
    Some(Margin { silent, as_answered: whole((like * silent as f64).round())?, undone_by: whole(undone) })
}

impl Margin {
    /// How many silent units would have to answer otherwise than those that answered; 0 where their nearest whole number undoes the claim
    /// already, `None` where nothing does.
    pub fn units(&self) -> Option<usize> {
        self.undone_by.map(|undone| undone.abs_diff(self.as_answered))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Undoes a claim by trying every number of silent units.
    fn tried(count: usize, answered: usize, silent: usize, tenths: usize) -> Option<usize> {
        let all = answered + silent;
        let is_more = |count: usize| 10 * count > tenths * all;
        let is_fewer = |count: usize| 10 * count < tenths * all;
        if 10 * count >= tenths * answered {
            (0..=silent).rev().find(|with| !is_more(count + with))
        } else {
            (0..=silent).find(|with| !is_fewer(count + with))
        }
    }

    #[test]
    fn what_undoes_a_claim_is_what_trying_finds() {
        for (answered, silent) in [(61, 74), (5, 1), (10, 10), (1, 30), (30, 7)] {
            for count in 0..=answered {
                for tenths in 0..=10 {
                    let found = margin(count, answered, silent, tenths as f64 / 10.0).unwrap();
                    let expected = tried(count, answered, silent, tenths);
                    assert_eq!(found.undone_by, expected, "{count} of {answered}, {silent} silent, {tenths}");
                }
            }
        }
    }

    #[test]
    fn a_margin_is_counted_in_whole_units() {
        // 34 of 61 are 55.7 %, so 41 of 74 silent ones; more than half of 135 needs 34 of them.
        let found = margin(34, 61, 74, 0.5).unwrap();
        assert_eq!((found.as_answered, found.undone_by, found.units()), (41, Some(33), Some(8)));
        let found = margin(20, 61, 74, 0.5).unwrap();
        assert_eq!((found.as_answered, found.undone_by, found.units()), (24, Some(48), Some(24)));
        assert_eq!(margin(60, 61, 7, 0.5).unwrap().units(), None);
        assert_eq!(margin(0, 0, 7, 0.5), None);
        assert_eq!(margin(3, 5, 0, 0.5), None);
    }
}
