//! The words of LimeSurvey for boxes, in lower case: codes, and full texts in English and Italian.

/// A box that was ticked.
pub(super) const YES: &[&str] = &["y", "yes", "sì", "si", "1"];

/// One that was not.
pub(super) const NO: &[&str] = &["n", "no", "0"];

/// What stands in place of a question that was not shown: in full texts, and in VV exports.
pub(super) const NOT_SHOWN: &[&str] = &["n/a", "{question_not_shown}"];
