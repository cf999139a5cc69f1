//! Shared arcs: dissolve, simplify, project.

pub mod arcs;
pub(crate) mod assemble;
pub(crate) mod cancel;
pub mod centroid;
pub mod dissolve;
pub mod equal_area;
pub(crate) mod europe;
pub mod measured;
pub mod order;
pub mod project;
pub mod shapes;
pub mod simplify;
pub(crate) mod simplify_line;
pub(crate) mod sphere;
