//! A study written from a frame and answers, for whoever has these files and no study yet.

pub mod pairing;
pub mod responded;
pub mod text;
pub mod whole;
