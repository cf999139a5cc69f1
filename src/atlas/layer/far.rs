//! Far parts of a territory, each in a frame beside the main body.

use std::sync::Arc;

use crate::geometry::build::far::{FarParts, far_parts};
use crate::geometry::build::raw::build_with_empty;
use crate::geometry::plane::ring::bounds;
use crate::geometry::topology::arcs::Topology;
use crate::model::place::territory::Territory;
use crate::model::shape::outline::{PolygonOutlines, Position};
use crate::model::study::{Study, StudyOutlines};
use crate::render::layout::room::Space;
use crate::render::picture::shown::FarPart;
use crate::study::outlines::Outlines;

/// How long the longer side of a part in its frame is, in longer sides of the main body: it is enlarged or reduced to lie between the two.
const SIDES: [f64; 2] = [0.07, 0.3];
/// How wide a frame is at least.
const WIDTH: f64 = 0.15;
/// The room for a frame's name above a part, for its scale bar below it, and around it.
const HEADING: f64 = 0.045;
const FOOT: f64 = 0.05;
const AROUND: f64 = 0.015;

/// The outlines with the far parts of their territory beside the main body, and the frames of these; `None` where none is far.
pub(crate) fn with_far_parts(
    study: &Study,
    as_read: &Outlines,
    outlines: &Outlines,
) -> Option<(Outlines, Arc<[FarPart]>)> {
    if matches!(study.outlines, StudyOutlines::Embedded) || study.part.is_some() {
        return None;
    }
    // Blocks of places lie where the places do: only where one of them is far are single places needed.
    far_parts(as_read.pieces().0)?;
    let FarParts { main, parts } = far_parts(&*as_read.places().ok()?)?;
    let mut bodies = vec![main.to_outlines()];
    let framed = frames(&main, &parts);
    let mut far = Vec::new();
    for (part, Framed { frame, at, factor }) in parts.iter().zip(framed) {
        let [low_x, low_y, ..] = bounds(part.points());
        let moved = |[x, y]: &Position| [at[0] + (x - low_x) * factor, at[1] + (y - low_y) * factor];
        let outlines = part.to_outlines();
        let points = outlines.points.iter().map(moved).collect();
        bodies.push(PolygonOutlines { points, ..outlines });
        far.push(FarPart { name: name_of(&study.territory, part), frame, factor });
    }
    let mut all = PolygonOutlines::new(main.reference().clone());
    for shape in 0..main.n_shapes() {
        let polygons = bodies.iter().flat_map(|body| {
            body.polygons_of(shape).map(move |polygon| body.rings_of(polygon).map(move |ring| body.ring(ring)))
        });
        all.push_shape(polygons);
    }
    let places = build_with_empty(&all).ok()?.topology;
    Some((outlines.with_places(places), far.into()))
}

/// Where a far part stands.
struct Framed {
    frame: [f64; 4],
    /// The lower left corner of the part.
    at: Position,
    factor: f64,
}

/// The frames of parts: as low and as far left in the bounds of the main body as there is no land, else in rows below it.
fn frames(main: &Topology, parts: &[Topology]) -> Vec<Framed> {
    /// Steps of the search along the longer side.
    const STEPS: f64 = 60.0;
    let space = Space::of(main);
    let [west, south, east, north] = bounds(main.points());
    let longer = (east - west).max(north - south);
    let gap = AROUND * longer;
    let mut taken: Vec<[f64; 4]> = Vec::new();
    // The row below the main body that is being filled: where the next frame starts, its upper edge, its height.
    let (mut left, mut top, mut row) = (west, south - gap, 0.0_f64);
    let mut framed = Vec::new();
    for part in parts {
        let [low_x, low_y, high_x, high_y] = bounds(part.points());
        let factor = factor((high_x - low_x).max(high_y - low_y) / longer);
        let (wide, high) = ((high_x - low_x) * factor, (high_y - low_y) * factor);
        let frame_wide = (wide + 2.0 * gap).max(WIDTH * longer);
        let foot = if (factor - 1.0).abs() > 1e-9 { FOOT * longer } else { 0.0 };
        let frame_high = high + 2.0 * gap + HEADING * longer + foot;
        let frame_at = |x: f64, y: f64| [x, y, x + frame_wide, y + frame_high];
        let is_free = |[a, b, c, d]: [f64; 4]| {
            let [a, b, c, d] = [a - gap, b - gap, c + gap, d + gap];
            space.is_free([a, b, c, d])
                && !taken.iter().any(|[left, bottom, right, top]| a < *right && c > *left && b < *top && d > *bottom)
        };
        let step = longer / STEPS;
        let along = |from: f64, to: f64| {
            std::iter::successors(Some(from), move |at| Some(at + step)).take_while(move |at| *at <= to)
        };
        let lower_half = south + (north - south) * 0.5;
        let inside = along(south, lower_half)
            .flat_map(|y| along(west, east - frame_wide).map(move |x| (x, y)))
            .map(|(x, y)| frame_at(x, y))
            .find(|frame| is_free(*frame));
        let frame = inside.unwrap_or_else(|| {
            if left > west && left + frame_wide > east.max(west + frame_wide) {
                (left, top, row) = (west, top - row - gap, 0.0);
            }
            let frame = frame_at(left, top - frame_high);
            left += frame_wide + gap;
            row = row.max(frame_high);
            frame
        });
        taken.push(frame);
        framed.push(Framed { frame, at: [frame[0] + (frame_wide - wide) / 2.0, frame[1] + gap + foot], factor });
    }
    framed
}

/// By how much a part is enlarged or reduced whose longer side is a share of the main body's: a whole number of times.
fn factor(share: f64) -> f64 {
    const MOST: f64 = 10.0;
    let share = share.max(1e-9);
    if share > SIDES[1] {
        1.0 / (share / SIDES[1]).ceil().min(MOST)
    } else if share < SIDES[0] {
        (SIDES[0] / share).ceil().min(MOST)
    } else {
        1.0
    }
}

/// What a part is called: its one area of the finest level that has one, else up to two areas of a level.
fn name_of(territory: &Territory, part: &Topology) -> String {
    let places: Vec<_> = territory.places().filter(|place| !part.ring_range(place.index()).is_empty()).collect();
    let names = territory.levels().rev().map(|level| {
        let mut areas: Vec<_> = places.iter().map(|place| territory.area_of_place(level, *place).index()).collect();
        areas.sort_unstable();
        areas.dedup();
        areas.into_iter().map(|area| territory.areas(level)[area].name.to_string()).collect::<Vec<_>>()
    });
    let all: Vec<Vec<String>> = names.collect();
    let n_areas = |level: usize| territory.levels().rev().nth(level).map_or(0, |level| territory.areas(level).len());
    let one = all.iter().enumerate().find(|(level, names)| names.len() == 1 && n_areas(*level) > 1);
    let two = all.iter().enumerate().find(|(level, names)| names.len() == 2 && n_areas(*level) > 2);
    one.or(two).map(|(_, names)| names.join(", ")).unwrap_or_default()
}
