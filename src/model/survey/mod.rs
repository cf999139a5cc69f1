//! The frame, its questions, and the formulas that name its columns.

pub mod auxiliary;
pub mod benchmark;
pub mod disclosure;
pub mod fieldwork;
pub mod formula;
pub mod formula_text;
pub mod frame;
pub mod questionnaire;
pub mod weighting;
