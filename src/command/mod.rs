//! What the program can do, one file a command: a study in, texts and artifacts out. Nothing is printed or written here.

#![doc = include_str!("README.md")]

pub mod made;

pub mod areas;
pub mod audit;
pub mod bias;
pub mod boundaries;
pub mod catchments;
pub mod chart;
pub mod check;
pub mod coverage;
pub mod init;
pub mod locate;
pub mod map;
pub mod report;
pub mod run;
pub mod verify;
pub mod weights;
