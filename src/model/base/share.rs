//! Shares that keep numerator and denominator.
//!
//! There is no addition and no mean: averaging percentages is the classic mistake of the field. [`Share::pooled`] adds parts and wholes.

use std::ops::Add;

/// `part` out of `whole`, both kept. Invariant: `part <= whole`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share<C> {
    part: C,
    whole: C,
}

impl<C: Copy + Default + PartialOrd + Add<Output = C> + Into<u64>> Share<C> {
    /// `part` out of `whole`, or `None` when the part is larger than the whole.
    pub fn new(part: C, whole: C) -> Option<Self> {
        (part <= whole).then_some(Self { part, whole })
    }

    /// All of `count` when `inside`, none of it otherwise.
    pub fn all_or_none(count: C, inside: bool) -> Self {
        Self { part: if inside { count } else { C::default() }, whole: count }
    }

    /// The share of the union of disjoint groups: parts and wholes are added.
    pub fn pooled(groups: impl IntoIterator<Item = Self>) -> Self {
        groups.into_iter().fold(Self { part: C::default(), whole: C::default() }, |sum, group| Self {
            part: sum.part + group.part,
            whole: sum.whole + group.whole,
        })
    }

    /// The numerator.
    pub fn part(self) -> C {
        self.part
    }

    /// The denominator.
    pub fn whole(self) -> C {
        self.whole
    }

    /// The same as plain counts, whatever is counted.
    pub fn counts(self) -> Share<u64> {
        Share { part: self.part.into(), whole: self.whole.into() }
    }

    /// The value from 0 to 1, or `None` when there is nothing to share.
    pub fn value(self) -> Option<f64> {
        let (part, whole): (u64, u64) = (self.part.into(), self.whole.into());
        (whole > 0).then(|| part as f64 / whole as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::base::count::Residents;

    #[test]
    fn pooling_adds_parts_and_wholes() {
        let groups = [Share::all_or_none(Residents(30), true), Share::all_or_none(Residents(70), false)];
        let pooled = Share::pooled(groups);
        assert_eq!((pooled.part(), pooled.whole()), (Residents(30), Residents(100)));
        assert_eq!(pooled.value(), Some(0.3));
    }

    #[test]
    fn a_share_of_nothing_has_no_value() {
        assert_eq!(Share::<Residents>::pooled([]).value(), None);
    }

    #[test]
    fn a_part_larger_than_its_whole_is_no_share() {
        assert!(Share::new(Residents(2), Residents(1)).is_none());
    }
}
