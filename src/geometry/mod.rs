//! Shapes: reference systems, topology of shared arcs, dissolve, adjacency, simplification.
//!
//! Knows nothing of surveys: areas are numbers here.

pub mod areal;
mod assemble;
pub mod build;
mod cancel;
pub mod centroid;
pub mod defect;
pub mod direct;
pub mod dissolve;
pub mod dorling;
pub mod dots;
mod edge;
mod edge_grid;
pub mod equal_area;
mod faces;
mod gaps;
mod labels;
pub mod locate;
mod loops;
pub mod measure;
mod noding;
pub mod order;
pub mod overlap;
mod plain_ring;
mod point_grid;
pub mod pole;
pub mod reference;
pub mod ring;
mod ring_defects;
mod rows;
mod runs;
mod settle;
pub mod shapes;
pub mod simplify;
mod simplify_line;
mod star;
pub mod tiles;
pub mod topology;
mod turn;
mod untangle;
mod vertex;
