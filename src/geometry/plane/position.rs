//! Positions in the plane.

/// A length as a number of 32 bits; outlines have fewer than 2³² points, because their starts are such numbers.
pub(crate) fn position(length: usize) -> u32 {
    u32::try_from(length).expect("fewer than 2^32 points")
}
