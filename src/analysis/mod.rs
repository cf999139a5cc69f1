//! Numbers about the survey: coverage, response, what chance alone would give, who answered and who did not.

#![doc = include_str!("README.md")]

pub mod random;

pub mod statistic;

pub mod algebra;

pub mod interval;

pub mod space;

pub mod coverage;

pub mod disclosure;

pub mod basis;

pub mod propensity;
pub mod proxy;

pub mod weight;

pub mod outcome;

pub mod contrast;

pub mod compare;

pub mod gate;

pub mod audit;
