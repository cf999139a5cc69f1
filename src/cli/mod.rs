//! Flags as typed, turned once into what they mean, and files on disk: one file a command.

pub(crate) mod output;

pub(crate) mod page;

pub(crate) mod picture;

pub(crate) mod word;

pub(crate) mod areas;
pub(crate) mod audit;
pub(crate) mod bias;
pub(crate) mod boundaries;
pub(crate) mod catchments;
pub(crate) mod check;
pub(crate) mod commands;
pub(crate) mod coverage;
pub(crate) mod help;
pub(crate) mod init;
pub(crate) mod locate;
pub(crate) mod report;
pub(crate) mod run;
pub(crate) mod weights;
