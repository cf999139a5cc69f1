//! Who serves which place, in whole persons.

pub mod drawn;
pub mod residents;
pub mod rule;
pub mod served;
