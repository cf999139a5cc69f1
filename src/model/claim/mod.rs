//! What a publication says in numbers: numbers as printed, where they stand, claims.

pub mod figure;
pub mod printed;
pub mod statement;
pub mod subject;
