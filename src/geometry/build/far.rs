//! Far parts of a territory: what lies so far from its main body that a map of both would show either too small.

use crate::geometry::build::laid_out::laid_out;
use crate::geometry::build::raw::build_with_empty;
use crate::geometry::plane::measure::Measure;
use crate::geometry::plane::ring::bounds;
use crate::geometry::topology::arcs::Topology;
use crate::geometry::topology::sphere::{Direction, angle, direction, middle, unrolled};
use crate::model::shape::outline::{PolygonOutlines, Position};

/// What lies within this share of the main body's size from it belongs to it, from one island to the next. Its size is the root of its area.
const NEAR: f64 = 0.25;
/// What lies within so many metres of it belongs to it whatever its size.
const ALWAYS_NEAR: f64 = 200_000.0;
/// Far parts are one where they are nearer to each other than this share of the longer of their ways to the main body, and than this share
/// of its size.
const TOGETHER: [f64; 2] = [0.4, 0.8];
/// How much smaller the main body must become with a part for that part to stand apart.
const WORTH: f64 = 1.25;
/// Points that are looked at, of all.
const SAMPLE: usize = 6_000;
/// The radius of a sphere with the area of WGS 84, in metres.
const RADIUS: f64 = 6_371_007.2;

/// A territory in parts, each laid out in an equal-area projection of its own.
pub struct FarParts {
    /// The main body; shapes that lie in another part are empty.
    pub main: Topology,
    /// The others, the largest first.
    pub parts: Vec<Topology>,
}

/// Polygons that hang together, or lie near each other.
struct Cluster {
    /// The polygon's shape, and its position among the shape's polygons.
    polygons: Vec<(usize, usize)>,
    points: Vec<Direction>,
    area: f64,
}

/// The parts of shapes in degrees; `None` where all of them go on one map.
///
/// # Errors
/// None: shapes that cannot be laid out by parts go on one map.
pub fn far_parts(shapes: &Topology) -> Option<FarParts> {
    if Measure::of(shapes.reference()) != Measure::Degrees {
        return None;
    }
    let mut clusters = connected(shapes);
    let largest = (0..clusters.len()).max_by(|&a, &b| clusters[a].area.total_cmp(&clusters[b].area))?;
    let mut main = clusters.swap_remove(largest);
    grow(&mut main, &mut clusters);
    let mut far = joined(&main, clusters);
    // Nearest first: what makes the main body hardly smaller belongs to it.
    far.sort_by(|a, b| apart(&main, a).total_cmp(&apart(&main, b)));
    let centre = direction(middle(main.points.iter().map(|point| (*point, 1.0)))?);
    let alone = spread(centre, &main.points);
    let mut stay = Vec::new();
    for cluster in far {
        let both = spread(centre, &[main.points.as_slice(), &cluster.points].concat());
        let longer = both[0].max(both[1]) / alone[0].max(alone[1]);
        let larger = (both[0] * both[1] / (alone[0] * alone[1])).sqrt();
        if longer.max(larger) < WORTH {
            main.take(cluster);
        } else {
            stay.push(cluster);
        }
    }
    if stay.is_empty() {
        return None;
    }
    stay.sort_by(|a, b| b.area.total_cmp(&a.area));
    let polygons: Vec<Vec<Vec<Vec<Position>>>> = (0..shapes.n_shapes())
        .map(|shape| {
            let all = shapes.polygons(shape).into_iter();
            all.map(|polygon| std::iter::once(polygon.exterior).chain(polygon.holes).collect()).collect()
        })
        .collect();
    let laid = |cluster: &Cluster| {
        let mut outlines = PolygonOutlines::new(shapes.reference().clone());
        for (shape, own) in polygons.iter().enumerate() {
            let here =
                cluster.polygons.iter().filter(|(other, _)| *other == shape).map(|(_, polygon)| own[*polygon].iter());
            outlines.push_shape(here);
        }
        laid_out(&build_with_empty(&outlines).ok()?.topology).ok()
    };
    let parts: Option<Vec<Topology>> = stay.iter().map(laid).collect();
    Some(FarParts { main: laid(&main)?, parts: parts? })
}

impl Cluster {
    fn take(&mut self, other: Self) {
        self.polygons.extend(other.polygons);
        self.points.extend(other.points);
        self.area += other.area;
    }
}

/// The polygons of shapes, joined where they share a node.
fn connected(shapes: &Topology) -> Vec<Cluster> {
    let mut parent: Vec<usize> = (0..shapes.n_nodes()).collect();
    for [from, to] in shapes.ends_of_arcs() {
        let [from, to] = [*from, *to].map(|node| root(&mut parent, node as usize));
        parent[from.max(to)] = from.min(to);
    }
    let step = (shapes.points().len() / SAMPLE).max(1);
    let mut of_root = std::collections::BTreeMap::<usize, Cluster>::new();
    for shape in 0..shapes.n_shapes() {
        for (number, rings) in shapes.polygon_rings(shape).into_iter().enumerate() {
            let Some(&exterior) = rings.first() else { continue };
            let Some(&first) = shapes.ring_arcs_of(exterior).first() else { continue };
            let arc = usize::try_from(if first < 0 { !first } else { first }).unwrap_or(0);
            let node = root(&mut parent, shapes.ends_of_arcs()[arc][0] as usize);
            let points = shapes.ring_points(exterior);
            let area = Measure::Degrees.area(&unrolled(&points, -180.0)).abs();
            let points =
                points.iter().step_by(step.min(points.len().div_ceil(4)).max(1)).map(|point| direction(*point));
            let (polygons, points) = (vec![(shape, number)], points.collect());
            let here = Cluster { polygons, points, area };
            match of_root.entry(node) {
                std::collections::btree_map::Entry::Vacant(entry) => drop(entry.insert(here)),
                std::collections::btree_map::Entry::Occupied(mut entry) => entry.get_mut().take(here),
            }
        }
    }
    of_root.into_values().collect()
}

fn root(parent: &mut [usize], mut node: usize) -> usize {
    while parent[node] != node {
        parent[node] = parent[parent[node]];
        node = parent[node];
    }
    node
}

/// The main body with all that lies near it, from one island to the next.
fn grow(main: &mut Cluster, others: &mut Vec<Cluster>) {
    loop {
        let near = (NEAR * main.area.sqrt()).max(ALWAYS_NEAR);
        let Some(found) = (0..others.len()).find(|&other| apart(main, &others[other]) <= near) else { return };
        main.take(others.swap_remove(found));
    }
}

/// Clusters that are nearer to each other than to the main body, as one.
fn joined(main: &Cluster, clusters: Vec<Cluster>) -> Vec<Cluster> {
    let most = TOGETHER[1] * main.area.sqrt();
    let mut parts: Vec<(f64, Cluster)> = clusters.into_iter().map(|cluster| (apart(main, &cluster), cluster)).collect();
    loop {
        let pairs = (0..parts.len()).flat_map(|b| (0..b).map(move |a| (a, b)));
        let found = pairs.into_iter().find(|&(a, b)| {
            let away = parts[a].0.max(parts[b].0);
            apart(&parts[a].1, &parts[b].1) <= most.min(TOGETHER[0] * away)
        });
        let Some((a, b)) = found else { return parts.into_iter().map(|(_, cluster)| cluster).collect() };
        let (away, cluster) = parts.swap_remove(b);
        parts[a].0 = parts[a].0.max(away);
        parts[a].1.take(cluster);
    }
}

/// The way between two clusters in metres.
fn apart(a: &Cluster, b: &Cluster) -> f64 {
    let cosine = |a: &Direction, b: &Direction| a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    let pairs = a.points.iter().flat_map(|a| b.points.iter().map(move |b| (a, b)));
    let nearest = pairs.max_by(|(a, b), (c, d)| cosine(a, b).total_cmp(&cosine(c, d)));
    nearest.map_or(f64::INFINITY, |(a, b)| angle(*a, *b).to_radians() * RADIUS)
}

/// A direction with the longitude counted from another.
fn turned_from(centre: Direction, [x, y, z]: Direction) -> Direction {
    let flat = centre[0].hypot(centre[1]).max(f64::MIN_POSITIVE);
    let (cosine, sine) = (centre[0] / flat, centre[1] / flat);
    [x * cosine + y * sine, y * cosine - x * sine, z]
}

/// Width and height of directions on an azimuthal equal-area map around one of them.
///
/// # Source
/// Snyder (1987), *Map Projections: A Working Manual*, equations 22-4 and 24-2.
fn spread(centre: Direction, points: &[Direction]) -> [f64; 2] {
    let (sine, cosine) = (centre[2], centre[0].hypot(centre[1]));
    let flat: Vec<Position> = points
        .iter()
        .map(|point| {
            let [ahead, east, up] = turned_from(centre, *point);
            let factor = (2.0 / (1.0 + sine * up + cosine * ahead).max(1e-9)).sqrt();
            [factor * east, factor * (cosine * up - sine * ahead)]
        })
        .collect();
    let [low_x, low_y, high_x, high_y] = bounds(&flat);
    [(high_x - low_x).max(1e-9), (high_y - low_y).max(1e-9)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::build::raw::build_topology;
    use crate::model::shape::outline::ReferenceSystem;
    use crate::model::shape::repair::Repair;

    /// Rectangles in degrees as shapes of their own, with a point every degree or so.
    fn shapes(boxes: &[[f64; 4]]) -> Topology {
        let mut all = PolygonOutlines::new(ReferenceSystem::wgs84());
        for [west, south, east, north] in boxes {
            let along = |from: f64, to: f64| (0..10).map(move |step| from + (to - from) * f64::from(step) / 10.0);
            let ring: Vec<Position> = along(*west, *east)
                .map(|x| [x, *south])
                .chain(along(*south, *north).map(|y| [*east, y]))
                .chain(along(*east, *west).map(|x| [x, *north]))
                .chain(along(*north, *south).map(|y| [*west, y]))
                .chain([[*west, *south]])
                .collect();
            all.push_shape([[ring]]);
        }
        build_topology(&all, Repair::Mend).unwrap().topology
    }

    /// Which shapes each far part has.
    fn parts(boxes: &[[f64; 4]]) -> Vec<Vec<usize>> {
        let Some(found) = far_parts(&shapes(boxes)) else { return Vec::new() };
        let in_part = |part: &Topology| (0..part.n_shapes()).filter(|&shape| part.area(shape) > 0.0).collect();
        found.parts.iter().map(in_part).collect()
    }

    #[test]
    fn alaska_and_hawaii_stand_apart_also_beyond_the_antimeridian() {
        let found = parts(&[
            [-124.0, 30.0, -70.0, 49.0],  // the main body
            [-168.0, 58.0, -141.0, 71.0], // Alaska
            [172.0, 52.0, 174.0, 53.0],   // its last islands
            [-179.0, 51.5, -171.0, 52.5],
            [-170.0, 53.0, -160.0, 57.5],
            [-160.0, 19.0, -155.0, 22.0], // Hawaii
        ]);
        assert_eq!(found, [vec![1, 2, 3, 4], vec![5]]);
    }

    #[test]
    fn islands_of_the_same_waters_are_one_part() {
        // Portugal, Madeira, the three groups of the Azores.
        let found = parts(&[
            [-9.0, 37.0, -6.5, 42.0],
            [-17.2, 32.6, -16.7, 32.9],
            [-31.3, 39.3, -31.0, 39.8],
            [-28.8, 38.4, -27.0, 39.1],
            [-25.8, 36.9, -25.0, 37.9],
        ]);
        assert_eq!(found, [vec![2, 3, 4], vec![1]]);
    }

    #[test]
    fn what_makes_a_map_hardly_smaller_stays_where_it_is() {
        // The peninsula, Sicily, Sardinia, Pantelleria, Lampedusa.
        let italy = [
            [8.0, 44.0, 13.0, 46.5],
            [13.0, 40.0, 17.0, 44.0],
            [15.7, 38.0, 16.8, 40.0],
            [12.5, 36.7, 15.6, 38.2],
            [8.2, 38.9, 9.8, 41.2],
            [11.9, 36.7, 12.1, 36.9],
            [12.5, 35.4, 12.7, 35.6],
        ];
        assert_eq!(parts(&italy), Vec::<Vec<usize>>::new());
    }
}
