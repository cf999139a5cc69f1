//! Times of the stages of a run.

fn main() {}
