//! Circles in place of shapes: moved apart until none overlaps, and no further than that takes.

use crate::model::shape::outline::Position;

/// Rounds of moving. Circles of some hundred areas settle within a few hundred.
const ROUNDS: usize = 2_000;
/// How much of the way back to its own place a circle is pulled in a round, at first.
const PULL: f64 = 0.08;
/// Overlaps below this share of the smaller radius cannot be seen.
const UNSEEN: f64 = 0.002;

/// Centres of circles with `radii` that lie near `centres` and do not overlap but by what cannot be seen. `touching` are pairs of circles
/// that are drawn together where there is room, as their areas touch.
///
/// # Source
/// Dorling (1996), *Area Cartograms*, CATMOG 59: circles repel where they overlap and are drawn to their neighbours. Here they are also
/// drawn to their own places, so that the picture stays a map; the pull fades, and the last rounds only part what overlaps.
///
/// # Panics
/// When there are not as many radii as centres.
pub fn dorling(centres: &[Position], radii: &[f64], touching: &[[usize; 2]]) -> Vec<Position> {
    assert_eq!(centres.len(), radii.len(), "one radius for each centre");
    let mut places = centres.to_vec();
    for round in 0..ROUNDS {
        let fading = 1.0 - (round as f64 / (0.75 * ROUNDS as f64)).min(1.0);
        let mut moves = vec![[0.0, 0.0]; places.len()];
        for &[a, b] in touching {
            let [dx, dy] = [places[b][0] - places[a][0], places[b][1] - places[a][1]];
            let apart = dx.hypot(dy);
            let gap = apart - radii[a] - radii[b];
            if gap > 0.0 {
                let step = fading * PULL * gap / apart / 4.0;
                for (circle, sign) in [(a, 1.0), (b, -1.0)] {
                    moves[circle][0] += sign * step * dx;
                    moves[circle][1] += sign * step * dy;
                }
            }
        }
        for (circle, place) in places.iter_mut().enumerate() {
            for axis in 0..2 {
                place[axis] += moves[circle][axis] + fading * PULL * (centres[circle][axis] - place[axis]);
            }
        }
        let widest = part(&mut places, radii);
        if fading <= 0.0 && widest < UNSEEN {
            break;
        }
    }
    places
}

/// Moves overlapping circles apart, small ones further than large ones; returns the widest overlap as a share of the smaller radius.
fn part(places: &mut [Position], radii: &[f64]) -> f64 {
    let mut widest: f64 = 0.0;
    for a in 0..places.len() {
        for b in a + 1..places.len() {
            let [mut dx, mut dy] = [places[b][0] - places[a][0], places[b][1] - places[a][1]];
            let reach = radii[a] + radii[b];
            let mut apart = dx.hypot(dy);
            if apart >= reach || radii[a] <= 0.0 || radii[b] <= 0.0 {
                continue;
            }
            widest = widest.max((reach - apart) / radii[a].min(radii[b]));
            if apart <= 0.0 {
                // Two circles in one place part along a direction of their own.
                let turn = (a * 7 + b) as f64;
                [dx, dy] = [turn.cos() * reach, turn.sin() * reach];
                apart = reach;
            }
            let push = (reach - apart).max(0.0) / apart;
            let push = if push > 0.0 { push } else { 0.5 };
            let (area_a, area_b) = (radii[a] * radii[a], radii[b] * radii[b]);
            let share = area_b / (area_a + area_b);
            for (axis, step) in [(0, dx), (1, dy)] {
                places[a][axis] -= step * push * share;
                places[b][axis] += step * push * (1.0 - share);
            }
        }
    }
    widest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widest_overlap(places: &[Position], radii: &[f64]) -> f64 {
        let mut widest: f64 = 0.0;
        for a in 0..places.len() {
            for b in 0..a {
                let apart = (places[a][0] - places[b][0]).hypot(places[a][1] - places[b][1]);
                widest = widest.max((radii[a] + radii[b] - apart) / radii[a].min(radii[b]));
            }
        }
        widest
    }

    #[test]
    fn circles_do_not_overlap_and_stay_near() {
        let centres: Vec<Position> = (0..100).map(|i| [f64::from(i % 10), f64::from(i / 10)]).collect();
        let radii: Vec<f64> = (0..100).map(|i| 0.2 + 0.4 * f64::from(i * 37 % 11) / 10.0).collect();
        let places = dorling(&centres, &radii, &[]);
        assert!(widest_overlap(&places, &radii) < 0.01, "{}", widest_overlap(&places, &radii));
        let moved = centres.iter().zip(&places).map(|(a, b)| (a[0] - b[0]).hypot(a[1] - b[1])).fold(0.0, f64::max);
        assert!(moved < 3.0, "{moved}");
    }

    #[test]
    fn circles_with_room_stay_where_they_are() {
        let centres = [[0.0, 0.0], [5.0, 0.0]];
        assert_eq!(dorling(&centres, &[1.0, 1.0], &[]), centres);
    }

    #[test]
    fn circles_in_one_place_part() {
        let places = dorling(&[[1.0, 1.0]; 3], &[1.0, 2.0, 1.0], &[]);
        assert!(widest_overlap(&places, &[1.0, 2.0, 1.0]) < 0.01, "{places:?}");
        assert!(dorling(&[], &[], &[]).is_empty());
    }
}
