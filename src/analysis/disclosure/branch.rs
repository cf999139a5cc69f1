//! Areas two by two: a tree in which every area has at most two parts.

use super::outsider::Tree;

/// An area, or some neighbouring parts of one.
pub(super) struct Branch {
    /// The area, where it is a whole one.
    pub(super) area: Option<usize>,
    /// What it lies in.
    pub(super) parent: Option<usize>,
    /// Its parts; none in a finest area.
    pub(super) parts: Vec<usize>,
}

/// All branches of a tree, those that hold others first.
pub(super) fn branches(tree: &Tree) -> Vec<Branch> {
    let root = tree.root();
    let mut branches = vec![Branch { area: Some(root), parent: None, parts: Vec::new() }];
    // Parts of the branches that are still to be divided.
    let mut open = vec![(0, tree.inside(root))];
    while let Some((at, inside)) = open.pop() {
        let halves =
            if inside.len() > 2 { inside.split_at(inside.len() / 2) } else { inside.split_at(inside.len().min(1)) };
        for half in [halves.0, halves.1].into_iter().filter(|half| !half.is_empty()) {
            let part = branches.len();
            branches[at].parts.push(part);
            let (area, deeper) = match half {
                [area] => (Some(*area), tree.inside(*area)),
                several => (None, several.to_vec()),
            };
            branches.push(Branch { area, parent: Some(at), parts: Vec::new() });
            if !deeper.is_empty() {
                open.push((part, deeper));
            }
        }
    }
    branches
}
