//! Positions in the tables of a study: which place, which area, which unit.
//!
//! They are made by the table they point into and say nothing outside it.

/// Declares a position type over `u32`.
macro_rules! position {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The position as an index into the table's lists.
            pub fn index(self) -> usize {
                self.0 as usize
            }

            /// The position of item `index`. Tables stay below 2³² rows; a larger index is a bug.
            pub(crate) fn at(index: usize) -> Self {
                Self(u32::try_from(index).expect("a table has fewer than 2^32 rows"))
            }
        }
    };
}

position! {
    /// A place: an area of the territory's finest level, in order of code.
    PlaceIndex
}
position! {
    /// An area within its level or scheme, in the order of that level or scheme.
    AreaIndex
}
position! {
    /// A level of the territory, broad to fine.
    LevelIndex
}
position! {
    /// A unit, in the order of the frame.
    UnitIndex
}
position! {
    /// A tract, in order of code.
    TractIndex
}
