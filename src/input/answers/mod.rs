//! What respondents answered: questions as declared and their answers, by hand or as survey tools export them.

#![doc = include_str!("README.md")]

pub mod boxes;
pub mod content;
pub mod definition;
pub mod dictionary;
pub mod draft;
pub mod export;
pub mod guess;
pub mod limesurvey;
pub mod order;
pub mod questions;
pub mod rows;
pub mod submissions;
pub mod tie;
pub mod tool;
pub mod whole;
