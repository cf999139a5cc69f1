//! Small multiples: maps side by side with one extent, one scale, the same classes and one legend.

use crate::render::picture::shown::Picture;

/// One of several maps.
#[derive(Clone, Debug)]
pub struct Panel {
    /// What it shows that the others do not.
    pub title: String,
    /// What else holds of it alone.
    pub facts: Vec<String>,
    /// The map, with the classes of all panels.
    pub picture: Picture,
}

/// Several maps on one page.
#[derive(Clone, Debug)]
pub struct Multiples {
    /// Words, classes and areas of all panels together; its shapes are those of the first panel.
    pub whole: Picture,
    /// The maps, in the order in which they are read.
    pub panels: Vec<Panel>,
}

impl Multiples {
    /// The most panels that letters and sizes of type allow.
    pub const MOST: usize = 16;

    /// The letter of a panel.
    pub fn letter(number: usize) -> char {
        ('a'..='z').nth(number).unwrap_or('z')
    }
}
