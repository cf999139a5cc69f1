//! Linear systems, designs and regression.

pub mod design;
pub mod grouping;
pub mod linear;
pub mod logistic;
pub mod pattern;
pub mod profile;
pub mod variable;
