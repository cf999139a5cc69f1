//! How a figure is printed, and which sums it stands for.

/// How finely a figure is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Single units, of a number of respondents.
    Unit,
    /// Per cent rounded to one decimal, halves up.
    Tenth,
    /// Whole per cent, halves up.
    One,
    /// From a multiple of five per cent to below the next; 100 % is in the last.
    Five,
    /// From a multiple of ten per cent to below the next; 100 % is in the last.
    Ten,
}

/// What a printed figure says: the sum lies in `low..=high`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The smallest sum, in residents or units.
    pub low: u64,
    /// The largest sum.
    pub high: u64,
    /// The lower end as printed, in tenths of a per cent; of a number of respondents, units.
    pub from: u64,
    /// The upper end as printed; the lower one itself where the figure is one rounded number.
    pub to: u64,
}

/// Why a figure is not printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WhyWithheld {
    /// It was not asked for.
    NotAsked,
    /// Almost all or almost none answered: the number of respondents tells by itself.
    Prior,
    /// Any range that tells nobody's answer would be too wide to be worth printing.
    Telling,
    /// The area has too few units for a number of respondents.
    Few,
    /// Another figure of the same area is published, and both together cannot be judged exactly.
    AnotherFigure,
    /// The area has nothing to count.
    Empty,
}

impl Cell {
    /// Whether a sum lies in one of some cells.
    pub(super) fn any_holds(cells: &[Self], sum: u64) -> bool {
        cells.iter().any(|cell| (cell.low..=cell.high).contains(&sum))
    }
}

/// A figure of an area, as it may be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Printed {
    /// One value at a step.
    Value(Step, Cell),
    /// Several neighbouring values of a step together; from the lowest it is "at most", to the highest "at least".
    Range(Step, Cell),
    /// Nothing.
    Withheld(WhyWithheld),
}

impl Printed {
    /// The sums that it stands for; `None` when it is withheld.
    pub fn cell(&self) -> Option<Cell> {
        match self {
            Self::Value(_, cell) | Self::Range(_, cell) => Some(*cell),
            Self::Withheld(_) => None,
        }
    }
}

/// Slices of a share: twentieths of a per cent, and the whole itself.
const SLICES: u64 = 2000;

impl Step {
    /// Steps of shares, the finest first.
    pub(super) const SHARES: [Self; 4] = [Self::Tenth, Self::One, Self::Five, Self::Ten];

    /// Its width in per cent; `whole` is that of a number of respondents.
    pub fn points(self, whole: u64) -> f64 {
        match self {
            Self::Unit => 100.0 / whole.max(1) as f64,
            Self::Tenth => 0.1,
            Self::One => 1.0,
            Self::Five => 5.0,
            Self::Ten => 10.0,
        }
    }

    /// How many slices are told apart at the most: all sums, or twentieths of a per cent and the whole itself.
    pub(super) fn slices(self, whole: u64) -> usize {
        let slices = if self == Self::Unit { whole } else { SLICES };
        usize::try_from(slices).unwrap_or(usize::MAX - 1) + 1
    }

    /// The slice of a sum.
    pub(super) fn slice(self, sum: u64, whole: u64) -> usize {
        let slice = match self {
            Self::Unit => u128::from(sum),
            _ if whole == 0 => 0,
            Self::Tenth | Self::One | Self::Five | Self::Ten => {
                (u128::from(sum) * u128::from(SLICES) / u128::from(whole)).min(u128::from(SLICES))
            }
        };
        usize::try_from(slice).unwrap_or(usize::MAX)
    }

    /// The class of a slice, counted from 0.
    pub(super) fn class(self, slice: usize) -> usize {
        match self {
            Self::Unit => slice,
            Self::Tenth => slice.div_ceil(2),
            Self::One => (slice + 10) / 20,
            Self::Five => (slice / 100).min(19),
            Self::Ten => (slice / 200).min(9),
        }
    }

    /// How many classes there are.
    pub(super) fn classes(self, whole: u64) -> usize {
        self.class(self.slices(whole) - 1) + 1
    }

    /// The first slice of a class.
    fn first_slice(self, class: usize) -> usize {
        match self {
            Self::Unit => class,
            Self::Tenth => (2 * class).saturating_sub(1),
            Self::One => (20 * class).saturating_sub(10),
            Self::Five => 100 * class,
            Self::Ten => 200 * class,
        }
    }

    /// Neighbouring classes, the last one included, as sums and as they are printed.
    pub(super) fn cell(self, first: usize, last: usize, whole: u64) -> Cell {
        let as_sum = |slice: usize| match self {
            Self::Unit => slice as u64,
            Self::Tenth | Self::One | Self::Five | Self::Ten => {
                let sum = (slice as u128 * u128::from(whole)).div_ceil(u128::from(SLICES));
                u64::try_from(sum).unwrap_or(u64::MAX)
            }
        };
        let high =
            if last + 1 >= self.classes(whole) { whole } else { as_sum(self.first_slice(last + 1)).saturating_sub(1) };
        let (first, last) = (first as u64, last as u64);
        let (low, from, to) = match self {
            Self::Unit | Self::Tenth => (first, first, last),
            Self::One => (first, 10 * first, 10 * last),
            Self::Five => (first, 50 * first, 50 * (last + 1)),
            Self::Ten => (first, 100 * first, 100 * (last + 1)),
        };
        Cell { low: as_sum(self.first_slice(usize::try_from(low).unwrap_or_default())), high, from, to }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sum_lies_in_the_cell_of_its_class_and_in_no_other() {
        for whole in [1, 7, 1000, 1999, 12_345] {
            for step in [Step::Unit, Step::Tenth, Step::One, Step::Five, Step::Ten] {
                let mut next = 0;
                for class in 0..step.classes(whole) {
                    let cell = step.cell(class, class, whole);
                    assert_eq!(cell.low, next, "{step:?} {class} of {whole}");
                    for sum in cell.low..=cell.high.min(whole) {
                        if cell.high >= cell.low {
                            assert_eq!(step.class(step.slice(sum, whole)), class, "{step:?} {sum} of {whole}");
                        }
                    }
                    next = cell.high + 1;
                }
                assert_eq!(next, whole + 1);
            }
        }
    }

    #[test]
    fn a_half_is_rounded_up() {
        assert_eq!(Step::One.class(Step::One.slice(445, 1000)), 45);
        assert_eq!(Step::One.class(Step::One.slice(444, 1000)), 44);
        assert_eq!(Step::Tenth.class(Step::Tenth.slice(4445, 10_000)), 445);
    }
}
