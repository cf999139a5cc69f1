//! No classes: colours follow the values.

use crate::render::classes::method::{Bounds, Method, Wish, from_least};

/// One class, which says where colours begin and end.
pub(crate) const UNCLASSED: Method = Method { bounds, wish: Wish::Ignored };

fn bounds(ascending: &[f64], _: usize) -> Bounds {
    from_least(ascending, vec![ascending[ascending.len() - 1]])
}
