//! The frame, its questions, and the formulas that name its columns.

pub mod auxiliary;
pub mod formula;
pub mod formula_text;
pub mod frame;
pub mod questionnaire;
pub mod weighting;
