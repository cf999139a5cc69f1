//! Intervals: from an estimate and its error to two ends that hold at the edge too. They know no survey.

pub mod answer;
pub mod finite;
pub mod mean;
pub mod partial;
pub mod share;
