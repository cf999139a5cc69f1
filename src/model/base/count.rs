//! Counts of residents and of units. They add up; they do not mix.

use std::iter::Sum;
use std::ops::{Add, AddAssign};

/// Declares a count over `u64`.
macro_rules! count {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u64);

        impl Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self(self.0 + other.0)
            }
        }

        impl AddAssign for $name {
            fn add_assign(&mut self, other: Self) {
                self.0 += other.0;
            }
        }

        impl Sum for $name {
            fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
                counts.fold(Self::default(), Add::add)
            }
        }

        impl From<$name> for u64 {
            fn from(count: $name) -> Self {
                count.0
            }
        }
    };
}

count! {
    /// A number of residents (whole persons).
    Residents
}
count! {
    /// A number of units.
    UnitCount
}
