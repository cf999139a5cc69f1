//! Answers of one group of respondents against those of the others.

pub mod difference;
pub mod groups;
pub mod of_question;
pub mod result;
pub mod waves;
