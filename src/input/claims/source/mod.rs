//! Files as text with paragraphs and tables.

pub(crate) mod document;
pub(crate) mod page;
pub(crate) mod plain;
pub(crate) mod sheets;
pub(crate) mod word;
