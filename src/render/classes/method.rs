//! What a way to choose classes is: each is declared in its file.

/// Where classes end.
pub(crate) struct Bounds {
    /// The lower end of the first class.
    pub(crate) lower: f64,
    /// The upper bounds, ascending; equal ones are one class.
    pub(crate) upper: Vec<f64>,
}

/// What becomes of a wish for so many classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    /// It is met as far as the values allow.
    Met,
    /// The number of classes comes near it.
    Neared,
    /// The values alone decide how many there are.
    Ignored,
}

/// A way to choose classes.
pub(crate) struct Method {
    /// The bounds of values, which are finite, ascending and at least one, and of at least one class that is wished for.
    pub(crate) bounds: fn(&[f64], usize) -> Bounds,
    /// What becomes of that wish.
    pub(crate) wish: Wish,
}

/// Upper bounds of classes that start at the least value.
pub(crate) fn from_least(ascending: &[f64], upper: Vec<f64>) -> Bounds {
    Bounds { lower: ascending[0], upper }
}
