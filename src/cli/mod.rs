//! Flags as typed, turned once into what they mean, and files on disk: one file a command.

pub(crate) mod output;

pub(crate) mod page;

pub(crate) mod word;

pub(crate) mod bias;
pub(crate) mod commands;
pub(crate) mod completions;
pub(crate) mod help;
pub(crate) mod layer;
pub(crate) mod locate;
pub(crate) mod manual;
pub(crate) mod map;
