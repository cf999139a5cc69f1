//! Shapes: reference systems, topology of shared arcs, dissolve, adjacency, simplification.
//!
//! Knows nothing of surveys: areas are numbers here.

pub mod plane;

pub mod topology;

pub mod overlay;

pub mod edge;

pub mod mend;

pub mod build;

pub mod figure;
