//! LimeSurvey: its exports of answers, and its files of questions.

pub mod boxes;
pub mod guess;
pub mod heading;
pub mod own;
pub mod recognised;
