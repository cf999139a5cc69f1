//! LimeSurvey: its exports of answers, and its files of questions.

pub mod boxes;
pub mod drafts;
pub mod heading;
pub mod kind;
pub mod markup;
pub mod own;
pub mod recognised;
pub mod relevance;
pub mod sections;
pub mod structure;
