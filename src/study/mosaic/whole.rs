//! The places of a territory as shapes, no finer than is asked for.
//!
//! Nearly every question is about groups of places that are known beforehand: the areas of levels, schemes and catchments. So places are
//! joined into blocks that no such group divides, straight from their polygons, and every group is put together from a few blocks. Only where
//! single places are asked for, or groups that cut a block, are all borders found; what is put together is the same either way, with the arcs
//! of [`Topology::in_order`]. Of places that the program carries all borders are known, and what is asked for is put together before it is
//! brought into another system, so that only its own borders are.

use std::sync::{Arc, OnceLock};

use crate::geometry::build::direct::{Groups, dissolved};
use crate::geometry::build::laid_out::laid_out_in;
use crate::geometry::build::mended::mended_outlines;
use crate::geometry::build::raw::build_topology;
use crate::geometry::mend::defect::Defect;
use crate::geometry::mend::failure::BuildError;
use crate::geometry::topology::arcs::Topology;
use crate::geometry::topology::equal_area::{equal_area_system, is_decided_by_bounds};
use crate::geometry::topology::project::ProjectError;
use crate::model::shape::outline::{PolygonOutlines, ReferenceSystem};
use crate::model::shape::repair::Repair;
use crate::study::mosaic::blocks::Blocks;

/// Why single places cannot be told apart, or not in a system.
#[derive(Clone, Debug)]
pub enum MosaicError {
    /// Their borders cannot be told apart.
    Borders(BuildError),
    /// They cannot be projected.
    Projection(ProjectError),
}

impl std::fmt::Display for MosaicError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Borders(error) => error.fmt(f),
            Self::Projection(error) => error.fmt(f),
        }
    }
}

type Made = Result<Arc<Topology>, MosaicError>;

/// Places of a territory in one reference system.
#[derive(Debug)]
pub struct Mosaic {
    /// The pieces that groups are put together from: blocks of places, or the places.
    pieces: Arc<Topology>,
    /// How places are made, where the pieces are not the places.
    finer: Option<Finer>,
    /// In what system places and groups are laid out, where the pieces are in another.
    laid_out: Option<LaidOut>,
    /// Whether groups have their arcs in order, so that they do not show how they were made.
    in_order: bool,
}

/// A system in which only what is asked for is laid out: nobody pays for borders that are not drawn.
#[derive(Debug)]
struct LaidOut {
    system: ReferenceSystem,
    places: OnceLock<Made>,
}

/// Places finer than the pieces.
#[derive(Debug)]
struct Finer {
    /// The piece that each place is in.
    piece_of: Arc<[u32]>,
    from: Origin,
    places: OnceLock<Made>,
}

/// Polygons of a file, and the same with everything mended, made where it is first asked for.
#[derive(Debug)]
struct Own {
    polygons: Arc<PolygonOutlines>,
    is_sound: bool,
    mended: OnceLock<Option<Arc<PolygonOutlines>>>,
}

/// What places are made from.
#[derive(Debug)]
enum Origin {
    /// Polygons of a file.
    Polygons(Own),
    /// The same places, laid out in a system.
    Projected(Arc<Mosaic>, ReferenceSystem),
    /// Places of a larger territory: for each of those its number here.
    Part(Arc<Mosaic>, Arc<[Option<usize>]>),
}

impl Mosaic {
    /// Places of a file, which are made already.
    pub(crate) fn of_places(places: Arc<Topology>) -> Self {
        Self { pieces: places, finer: None, laid_out: None, in_order: true }
    }

    /// Places that the program carries.
    pub(crate) fn carried(places: Arc<Topology>) -> Self {
        Self { pieces: places, finer: None, laid_out: None, in_order: false }
    }

    /// Whether the program carries the places.
    pub(crate) fn is_carried(&self) -> bool {
        !self.in_order
    }

    /// The reference system of everything that is asked for.
    pub(crate) fn reference(&self) -> &ReferenceSystem {
        self.laid_out.as_ref().map_or(self.pieces.reference(), |laid_out| &laid_out.system)
    }

    /// The places of a file, in blocks; with what was mended.
    ///
    /// # Errors
    /// As [`build_topology`].
    pub(crate) fn of_polygons(
        polygons: &Arc<PolygonOutlines>,
        blocks: Option<Blocks>,
        repair: Repair,
    ) -> Result<(Self, Vec<Defect>), BuildError> {
        // Where hardly any places are together, all borders are as quickly found.
        let blocks = blocks.filter(|blocks| 2 * blocks.n_blocks <= blocks.of_place.len());
        let Some(Blocks { of_place, n_blocks }) = blocks else {
            let built = build_topology(polygons, repair)?;
            return Ok((Self::of_places(Arc::new(built.topology)), built.defects));
        };
        let groups = Groups { of_shape: &of_place, count: n_blocks };
        let built = dissolved(polygons, groups)?.unless_refused(repair)?;
        let (polygons, is_sound) = (Arc::clone(polygons), built.defects.is_empty());
        let from = Origin::Polygons(Own { polygons, is_sound, mended: OnceLock::new() });
        let finer = Some(Finer { piece_of: Arc::from(of_place), from, places: OnceLock::new() });
        Ok((Self { finer, ..Self::of_places(Arc::new(built.topology)) }, built.defects))
    }

    /// The pieces that all groups are put together from, whose neighbours are those of every system, and the piece of each place where the
    /// pieces are not the places themselves.
    pub(crate) fn pieces(&self) -> (&Arc<Topology>, Option<&[u32]>) {
        (&self.pieces, self.finer.as_ref().map(|finer| &*finer.piece_of))
    }

    /// How many places there are.
    pub fn n_places(&self) -> usize {
        self.finer.as_ref().map_or(self.pieces.n_shapes(), |finer| finer.piece_of.len())
    }

    /// Whether the borders of all places were found.
    pub fn has_places(&self) -> bool {
        self.finer.as_ref().is_none_or(|finer| finer.places.get().is_some())
    }

    /// Every place as a shape.
    ///
    /// # Errors
    /// Borders that cannot be told apart, places that cannot be projected.
    pub fn places(&self) -> Result<Arc<Topology>, MosaicError> {
        if let Some(LaidOut { system, places }) = &self.laid_out {
            return places.get_or_init(|| laid_out(&self.pieces, system)).clone();
        }
        let Some(finer) = &self.finer else { return Ok(Arc::clone(&self.pieces)) };
        let make = || match &finer.from {
            Origin::Polygons(Own { polygons, .. }) => {
                let built = build_topology(polygons, Repair::Mend).map_err(MosaicError::Borders)?;
                Ok(Arc::new(built.topology))
            }
            Origin::Projected(mosaic, system) => laid_out(&*mosaic.places()?, system),
            Origin::Part(whole, number) => Ok(Arc::new(whole.places()?.dissolve(number, finer.piece_of.len()))),
        };
        finer.places.get_or_init(make).clone()
    }

    /// Groups of places as shapes; a place without a group is left out.
    ///
    /// # Errors
    /// Groups that cut a block, where single places cannot be made.
    pub fn of_groups(&self, group_of: &[Option<usize>], n_groups: usize) -> Result<Arc<Topology>, MosaicError> {
        let groups = match &self.finer {
            None => self.pieces.dissolve(group_of, n_groups),
            Some(finer) => match groups_of_pieces(&finer.piece_of, group_of, self.pieces.n_shapes()) {
                Some(groups) => self.pieces.dissolve(&groups, n_groups),
                None => self.places()?.dissolve(group_of, n_groups),
            },
        };
        match &self.laid_out {
            Some(LaidOut { system, .. }) => laid_out(&groups, system),
            None => Ok(Arc::new(if self.in_order { groups.in_order() } else { groups })),
        }
    }

    /// The same places in another system.
    ///
    /// # Errors
    /// Places that cannot be projected.
    pub(crate) fn projected(self: &Arc<Self>, system: &ReferenceSystem) -> Result<Self, ProjectError> {
        if self.is_carried() {
            let laid_out = Some(LaidOut { system: system.clone(), places: OnceLock::new() });
            return Ok(Self { laid_out, ..Self::carried(Arc::clone(&self.pieces)) });
        }
        let pieces = Arc::new(laid_out_in(&self.pieces, system)?);
        let finer = self.finer.as_ref().map(|finer| Finer {
            piece_of: Arc::clone(&finer.piece_of),
            from: Origin::Projected(Arc::clone(self), system.clone()),
            places: OnceLock::new(),
        });
        Ok(Self { finer, ..Self::of_places(pieces) })
    }

    /// Some of the places: for each its number among them. No block has places of both sides.
    pub(crate) fn part(self: &Arc<Self>, number: Arc<[Option<usize>]>, n_places: usize) -> Self {
        let Some(finer) = &self.finer else {
            let pieces = Arc::new(self.pieces.dissolve(&number, n_places));
            return if self.is_carried() { Self::carried(pieces) } else { Self::of_places(pieces) };
        };
        let mut new = vec![None; self.pieces.n_shapes()];
        let mut n_pieces = 0;
        let mut piece_of = vec![0; n_places];
        for (piece, number) in finer.piece_of.iter().zip(number.iter()) {
            if let Some(number) = *number {
                let new = new[*piece as usize].get_or_insert_with(|| {
                    n_pieces += 1;
                    n_pieces - 1
                });
                piece_of[number] = u32::try_from(*new).unwrap_or(u32::MAX);
            }
        }
        let pieces = Arc::new(self.pieces.dissolve(&new, n_pieces));
        let from = Origin::Part(Arc::clone(self), number);
        let finer = Some(Finer { piece_of: piece_of.into(), from, places: OnceLock::new() });
        Self { finer, ..Self::of_places(pieces) }
    }

    /// The equal-area system that suits the places.
    ///
    /// # Errors
    /// As [`equal_area_system`], and places that cannot be told apart where their middle decides.
    pub(crate) fn equal_area_system(&self) -> Result<ReferenceSystem, MosaicError> {
        let by_bounds = is_decided_by_bounds(&self.pieces).map_err(MosaicError::Projection)?;
        let shapes = if by_bounds { Arc::clone(&self.pieces) } else { self.places()? };
        equal_area_system(&shapes).map_err(MosaicError::Projection)
    }

    /// The places of a file as polygons, without the borders between them: its own where nothing is wrong with it, else mended.
    pub(crate) fn polygons(&self) -> Option<&Arc<PolygonOutlines>> {
        match &self.finer.as_ref()?.from {
            Origin::Polygons(Own { polygons, is_sound: true, .. }) => Some(polygons),
            Origin::Polygons(Own { polygons, mended, .. }) => {
                mended.get_or_init(|| mended_outlines(polygons).ok().map(Arc::new)).as_ref()
            }
            Origin::Projected(..) | Origin::Part(..) => None,
        }
    }
}

fn laid_out(shapes: &Topology, system: &ReferenceSystem) -> Made {
    laid_out_in(shapes, system).map(Arc::new).map_err(MosaicError::Projection)
}

/// The group of each piece; `None` where a group cuts one.
fn groups_of_pieces(piece_of: &[u32], group_of: &[Option<usize>], n_pieces: usize) -> Option<Vec<Option<usize>>> {
    let mut groups: Vec<Option<Option<usize>>> = vec![None; n_pieces];
    for (piece, group) in piece_of.iter().zip(group_of) {
        let known = groups[*piece as usize].get_or_insert(*group);
        if known != group {
            return None;
        }
    }
    Some(groups.into_iter().map(Option::flatten).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `n × n` squares whose inner corners are moved, some of them with a square hole that the last shape fills.
    fn coverage(n: usize, moves: &[[f64; 2]], holed: &[usize]) -> Arc<PolygonOutlines> {
        let corner = |[column, row]: [usize; 2]| {
            let inner = (1..n).contains(&column) && (1..n).contains(&row);
            let [dx, dy] = if inner { moves[(column * 31 + row * 17) % moves.len()] } else { [0.0, 0.0] };
            [(column as f64 + dx) * 1_000.0, (row as f64 + dy) * 1_000.0]
        };
        let closed = |mut ring: Vec<[f64; 2]>| {
            ring.push(ring[0]);
            ring
        };
        let mut shapes: Vec<Vec<Vec<Vec<[f64; 2]>>>> = (0..n * n)
            .map(|square| {
                let (column, row) = (square / n, square % n);
                let corners = [[column, row], [column + 1, row], [column + 1, row + 1], [column, row + 1]];
                vec![vec![closed(corners.into_iter().map(corner).collect())]]
            })
            .collect();
        let mut filling = Vec::new();
        let holed: std::collections::BTreeSet<usize> = holed.iter().map(|square| square % (n * n)).collect();
        for square in holed {
            let (x, y) = ((square / n) as f64 * 1_000.0 + 400.0, (square % n) as f64 * 1_000.0 + 400.0);
            let hole = closed(vec![[x, y], [x + 200.0, y], [x + 200.0, y + 200.0], [x, y + 200.0]]);
            shapes[square][0].push(hole.iter().copied().rev().collect());
            filling.push(vec![hole]);
        }
        shapes.push(filling);
        let mut all = PolygonOutlines::new(ReferenceSystem::laea_europe());
        for polygons in shapes {
            all.push_shape(polygons);
        }
        Arc::new(all)
    }

    fn mosaics(polygons: &Arc<PolygonOutlines>, of_place: &[u32]) -> [Arc<Mosaic>; 2] {
        let n_blocks = of_place.iter().max().map_or(0, |most| *most as usize + 1);
        let blocks = Blocks { of_place: of_place.to_vec(), n_blocks };
        [Some(blocks), None].map(|blocks| Arc::new(Mosaic::of_polygons(polygons, blocks, Repair::Refuse).unwrap().0))
    }

    fn written(topology: &Topology) -> String {
        format!("{topology:?}")
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

        #[test]
        fn groups_of_blocks_are_those_of_places(
            moves in proptest::collection::vec([-0.3..0.3, -0.3..0.3], 1..20),
            n in 2_usize..7,
            holed in proptest::collection::vec(0_usize..36, 0..4),
            block_of in proptest::collection::vec(0_u32..5, 50),
            group_of_block in proptest::collection::vec(proptest::option::weighted(0.8, 0_usize..3), 5),
            is_here in proptest::collection::vec(any::<bool>(), 5),
        ) {
            let polygons = coverage(n, &moves, &holed);
            let n_places = polygons.n_shapes();
            let of_place: Vec<u32> = (0..n_places).map(|place| if place + 1 == n_places { 0 } else { block_of[place] }).collect();
            let [quick, full] = mosaics(&polygons, &of_place);
            let group_of: Vec<Option<usize>> = of_place.iter().map(|block| group_of_block[*block as usize]).collect();
            let is_quick = quick.pieces().1.is_some();
            prop_assert!(is_quick || n == 2 || 2 * quick.pieces().0.n_shapes() > n_places);
            let both = |[a, b]: [&Arc<Mosaic>; 2], group_of: &[Option<usize>], n_groups| {
                [a, b].map(|mosaic| written(&mosaic.of_groups(group_of, n_groups).unwrap()))
            };
            let [a, b] = both([&quick, &full], &group_of, 3);
            prop_assert_eq!(a, b);
            let system = quick.equal_area_system().unwrap();
            prop_assert_eq!(&system, &full.equal_area_system().unwrap());
            let laid = [&quick, &full].map(|mosaic| Arc::new(mosaic.projected(&system).unwrap()));
            let [a, b] = both(laid.each_ref(), &group_of, 3);
            prop_assert_eq!(a, b);
            // Some of the places, as of a study that is limited to a part.
            let mut n_here = 0;
            let number: Arc<[Option<usize>]> = of_place.iter().map(|block| {
                is_here[*block as usize].then(|| { n_here += 1; n_here - 1 })
            }).collect();
            let part = [&quick, &full].map(|mosaic| Arc::new(mosaic.part(Arc::clone(&number), n_here)));
            let of_part: Vec<Option<usize>> =
                group_of.iter().zip(number.iter()).filter(|(_, number)| number.is_some()).map(|(group, _)| *group).collect();
            let [a, b] = both(part.each_ref(), &of_part, 3);
            prop_assert_eq!(a, b);
            prop_assert_eq!(quick.has_places(), !is_quick);
            // Groups that cut blocks need single places, and get them.
            let each: Vec<Option<usize>> = (0..n_places).map(|place| Some(place % 4)).collect();
            let [a, b] = both([&quick, &full], &each, 4);
            prop_assert_eq!(a, b);
            let [a, b] = both(part.each_ref(), &each[..n_here], 4);
            prop_assert_eq!(a, b);
            prop_assert!(written(&laid[0].places().unwrap()) == written(&laid[1].places().unwrap()));
        }
    }
}
