//! What cells say: one rule for each question, the same wherever a column stands.

pub mod categories;
pub mod cells;
pub mod column;
pub mod damage;
pub mod format;
pub mod holds;
pub mod marks;
pub mod missing;
pub mod number;
pub mod outlying;
pub mod text;
pub mod withheld;
pub mod word;
pub mod written;
