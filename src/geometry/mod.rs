//! Shapes: reference systems, topology of shared arcs, dissolve, adjacency, simplification.
//!
//! Knows nothing of surveys: areas are numbers here.
