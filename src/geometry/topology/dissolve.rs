//! Shapes dissolved into groups by cancelling the arcs between members of the same group. No overlay is computed.

use std::convert::Infallible;
use std::sync::Arc;

use crate::geometry::plane::position::position;
use crate::geometry::plane::vertex::NONE;
use crate::geometry::topology::arcs::Topology;
use crate::geometry::topology::assemble::{Line, Lines, line_of, rings};

impl Topology {
    /// The groups as shapes. `group_of` gives the group of each shape; `None` leaves it out, and its neighbours get a coast there.
    ///
    /// Arcs inside a group vanish and the others are joined where only two of them meet. A ring that comes back to one of its own
    /// points is cut there, so polygons touch themselves in no point; a hole that touches its exterior stays a hole.
    ///
    /// # Panics
    /// When `group_of` is not as long as there are shapes.
    #[must_use]
    pub fn dissolve(&self, group_of: &[Option<usize>], n_groups: usize) -> Self {
        assert_eq!(group_of.len(), self.n_shapes(), "one group for each shape");
        let group_of: Vec<u32> = group_of.iter().map(|group| group.map_or(NONE, position)).collect();
        let group = |shape: u32| if shape == NONE { NONE } else { group_of[shape as usize] };
        let (mut kept, mut ends, mut sides) = (Vec::new(), Vec::new(), Vec::new());
        for (arc, shapes) in self.sides_of_arcs().iter().enumerate() {
            let groups = shapes.map(group);
            if groups[0] != groups[1] {
                kept.push(arc);
                ends.push(self.ends_of_arcs()[arc]);
                sides.push(groups);
            }
        }
        let n_nodes = renumber(&mut ends, self.n_nodes());
        let mut chains = Lines { ends: &ends, sides: &sides, n_nodes }.chains();
        let mut points = Vec::new();
        let mut arc_starts = vec![0];
        for chain in chains.starts.windows(2) {
            let start = points.len();
            for &signed in &chains.lines[chain[0] as usize..chain[1] as usize] {
                let arc = self.arc(kept[line_of(signed)]);
                let skipped = usize::from(points.len() > start);
                if signed < 0 {
                    points.extend(arc.iter().rev().skip(skipped));
                } else {
                    points.extend(arc.iter().skip(skipped));
                }
            }
            arc_starts.push(position(points.len()));
        }
        let n_nodes = renumber(&mut chains.ends, n_nodes);
        let lines = Lines { ends: &chains.ends, sides: &chains.sides, n_nodes };
        let line = |arc: usize| Line::of(&points[arc_starts[arc] as usize..arc_starts[arc + 1] as usize]);
        let rings = rings(&lines, n_groups, line);
        let reference = self.reference().clone();
        Self::from_parts(reference, (points, arc_starts), (chains.ends, n_nodes), chains.sides, rings)
    }
}

impl Topology {
    /// As [`Topology::dissolve`], kept for whoever asks for the same groups.
    ///
    /// # Panics
    /// As [`Topology::dissolve`].
    pub fn dissolved(&self, group_of: Vec<Option<usize>>, n_groups: usize) -> Arc<Self> {
        let dissolve = |(group_of, n_groups): &(Vec<Option<usize>>, usize)| {
            Ok::<_, Infallible>(Arc::new(self.dissolve(group_of, *n_groups)))
        };
        let Ok(dissolved) = self.dissolved.of((group_of, n_groups), dissolve);
        dissolved
    }
}

/// Gives the nodes that are used numbers without gaps, in order of first appearance, and returns how many there are.
pub(crate) fn renumber(ends: &mut [[u32; 2]], n_nodes: usize) -> usize {
    let mut new = vec![NONE; n_nodes];
    let mut count = 0;
    for end in ends.iter_mut().flatten() {
        let node = &mut new[*end as usize];
        if *node == NONE {
            *node = count;
            count += 1;
        }
        *end = *node;
    }
    count as usize
}
