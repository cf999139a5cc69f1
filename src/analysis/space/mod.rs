//! Neighbours, and whether they resemble each other.

pub mod autocorrelation;
pub mod cluster;
pub mod neighbour;
