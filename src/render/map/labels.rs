//! Names and values on areas: inside where they fit, beside with a line where they do not, left out where nothing is free.

use crate::geometry::plane::pole::pole_of_inaccessibility;
use crate::geometry::plane::ring::contains;
use crate::geometry::topology::arcs::Topology;
use crate::model::shape::outline::Position;
use crate::render::classes::value::{AreaValue, MapArea};
use crate::render::colour::vision::readable_on;
use crate::render::layout::place::MapPlace;
use crate::render::layout::room::Space;
use crate::render::page::path::fixed;
use crate::render::page::scene::{Anchor, Group, Hex, Item, Paint, Rectangle, Shape, Text, overlap};
use crate::render::page::typeface::{CAPITAL, Weight, width};
use crate::render::picture::design::Labels;
use crate::render::picture::shown::{Legend, Picture};

/// From one base line to the next, in sizes of type.
const LINE: f64 = 1.12;

/// What labels must keep clear of, in pixels.
pub(crate) struct Surroundings<'a> {
    /// The areas as they are drawn.
    pub(crate) simple: &'a Topology,
    /// Where they stand.
    pub(crate) place: &'a MapPlace,
    /// Where there is no land.
    pub(crate) space: &'a Space,
    /// Legend, scale bar and the like.
    pub(crate) taken: Vec<Rectangle>,
}

/// Labels, and the areas that got none.
pub(crate) struct Placed {
    /// Lines and texts.
    pub(crate) items: Vec<Item>,
    /// Names of the areas without a label.
    pub(crate) omitted: Vec<String>,
}

/// A border in pixels.
struct Border {
    points: Vec<Position>,
    bounds: Rectangle,
    sides: [Option<usize>; 2],
}

/// A label that has its place.
struct Label {
    area: usize,
    lines: Vec<String>,
    middle: Position,
    bounds: Rectangle,
    /// Whether all of it lies on its own area.
    inside: bool,
    /// The point of the area that a line leads to.
    leads_to: Option<Position>,
}

struct Placer<'a> {
    picture: &'a Picture,
    around: &'a Surroundings<'a>,
    borders: Vec<Border>,
    size: f64,
    labels: Vec<Label>,
}

impl Picture {
    /// Labels for all areas, the largest first.
    pub(crate) fn label_items(&self, around: &Surroundings<'_>) -> Placed {
        if self.design.labels == Labels::None {
            return Placed { items: Vec::new(), omitted: Vec::new() };
        }
        let mut placer = Placer {
            picture: self,
            around,
            borders: borders(around),
            size: self.design.size.letters.label,
            labels: Vec::new(),
        };
        let mut order: Vec<(f64, usize)> =
            (0..self.values.areas.len()).map(|shape| (around.simple.area(shape), shape)).collect();
        order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut open = Vec::new();
        for (_, area) in order {
            let rings = placer.rings(area);
            if !placer.inside(area, &rings) {
                open.push((area, rings));
            }
        }
        let mut omitted = Vec::new();
        for (area, rings) in open {
            if !placer.beside(area, &rings) {
                omitted.push(self.values.areas[area].name.clone());
            }
        }
        let mut items: Vec<Item> = placer.labels.iter().filter_map(|label| placer.leader(label)).collect();
        items.extend(placer.labels.iter().flat_map(|label| placer.texts(label)));
        if !items.is_empty() {
            items = vec![Item::Group(Group { items, ..Group::layer("labels", "labels") })];
        }
        Placed { items, omitted }
    }

    /// What may stand on an area, the fullest first: each as its lines.
    fn wordings(&self, area: &MapArea) -> Vec<Vec<String>> {
        let of_groups = matches!(self.key.legend, Some(Legend::Groups { .. }));
        match self.design.labels {
            Labels::None => Vec::new(),
            // Land that is no area of its own has no name.
            Labels::Names | Labels::Codes if area.name.is_empty() => Vec::new(),
            Labels::Names => {
                // Of names in two languages the first.
                let first = area.name.split('/').next().unwrap_or_default().trim();
                let name = if of_groups { area.name.as_str() } else { first };
                let mut wordings = vec![vec![name.to_owned()]];
                wordings.extend(in_two_lines(name));
                wordings.extend(area.short_name.clone().map(|short| vec![short]));
                wordings
            }
            Labels::Values => match area.value {
                AreaValue::Number(value) => vec![vec![area.told.clone().unwrap_or_else(|| self.written(value, 1))]],
                AreaValue::Category(_) | AreaValue::Missing(_) => Vec::new(),
            },
            Labels::Codes => vec![vec![area.code.clone()]],
        }
    }
}

/// A name in two lines of about one length, broken after a space or a hyphen.
fn in_two_lines(name: &str) -> Option<Vec<String>> {
    let breaks = name.char_indices().filter(|(_, letter)| matches!(letter, ' ' | '-')).map(|(at, _)| at + 1);
    let longest = |at: &usize| (*at).max(name.len() - *at);
    breaks
        .filter(|at| *at < name.len())
        .min_by_key(longest)
        .map(|at| vec![name[..at].trim_end().to_owned(), name[at..].to_owned()])
}

fn borders(around: &Surroundings<'_>) -> Vec<Border> {
    let (simple, place) = (around.simple, around.place);
    (0..simple.n_arcs())
        .map(|arc| {
            let points: Vec<Position> = simple.arc(arc).iter().map(|point| place.pixel(*point)).collect();
            let bounds = crate::geometry::plane::ring::bounds(&points);
            Border { points, bounds, sides: simple.sides(arc) }
        })
        .collect()
}

impl Placer<'_> {
    /// The rings of an area in pixels.
    fn rings(&self, area: usize) -> Vec<Vec<Position>> {
        let simple = self.around.simple;
        simple
            .ring_range(area)
            .map(|ring| simple.ring_points(ring).iter().map(|point| self.around.place.pixel(*point)).collect())
            .collect()
    }

    fn extent(&self, lines: &[String]) -> [f64; 2] {
        let wide = lines.iter().map(|line| width(line, self.size, Weight::Regular)).fold(0.0, f64::max);
        [wide, self.size * (CAPITAL + LINE * (lines.len() - 1) as f64)]
    }

    /// Places a label on its own area, or over it and the sea.
    fn inside(&mut self, area: usize, rings: &[Vec<Position>]) -> bool {
        let wordings = self.picture.wordings(&self.picture.values.areas[area]);
        if wordings.is_empty() {
            return true;
        }
        let all: Vec<Position> = rings.iter().flatten().copied().collect();
        let [left, top, right, bottom] = crate::geometry::plane::ring::bounds(&all);
        for over_sea in [false, true] {
            for lines in &wordings {
                let [wide, high] = self.extent(lines);
                if high > bottom - top || (!over_sea && wide > right - left) || wide > 2.5 * (right - left) {
                    continue;
                }
                let middles = candidates(rings, [wide, high]);
                let found = middles.into_iter().find_map(|middle| {
                    let bounds = around_middle(middle, [wide, high], self.size * 0.18);
                    let fits = self.is_own(area, rings, bounds, middle, over_sea) && self.is_clear(bounds);
                    fits.then_some((middle, bounds))
                });
                if let Some((middle, bounds)) = found {
                    let lines = lines.clone();
                    self.labels.push(Label { area, lines, middle, bounds, inside: !over_sea, leads_to: None });
                    return true;
                }
            }
        }
        false
    }

    /// Whether a rectangle lies on an area, or, where that is allowed, on it and on what is no area.
    fn is_own(
        &self,
        area: usize,
        rings: &[Vec<Position>],
        bounds: Rectangle,
        middle: Position,
        over_sea: bool,
    ) -> bool {
        let inside = rings.iter().filter(|ring| contains(ring, middle)).count() % 2 == 1;
        inside
            && self.borders.iter().filter(|border| overlap(border.bounds, grown(bounds))).all(|border| {
                let own_coast = border.sides.contains(&Some(area)) && border.sides.contains(&None);
                (over_sea && own_coast) || !border.points.windows(2).any(|pair| crosses(pair[0], pair[1], bounds))
            })
    }

    /// Whether nothing else stands in a rectangle, and it lies in the window of the map.
    fn is_clear(&self, bounds: Rectangle) -> bool {
        let [left, top, right, bottom] = self.around.place.window;
        bounds[0] >= left
            && bounds[1] >= top
            && bounds[2] <= right
            && bounds[3] <= bottom
            && !self
                .around
                .taken
                .iter()
                .chain(self.labels.iter().map(|label| &label.bounds))
                .any(|taken| overlap(*taken, bounds))
    }

    /// Places a label where there is no area, with a line that leads to its own.
    fn beside(&mut self, area: usize, rings: &[Vec<Position>]) -> bool {
        const DIRECTIONS: usize = 24;
        let wordings = self.picture.wordings(&self.picture.values.areas[area]);
        let Some(pole) = pole_of_inaccessibility(rings, 0.5) else { return false };
        let [x, y] = pole.at;
        for lines in &wordings {
            let [wide, high] = self.extent(lines);
            for step in 2..14 {
                let away = self.size * f64::from(step) * 0.8;
                for direction in 0..DIRECTIONS {
                    // Level first, then up and down in turn.
                    let turn = (direction / 2) as f64 * if direction % 2 == 0 { 1.0 } else { -1.0 };
                    let angle = std::f64::consts::TAU * turn / DIRECTIONS as f64;
                    let (dx, dy) = (angle.cos(), angle.sin());
                    let end = [x + dx * away, y + dy * away];
                    let middle = [end[0] + dx * (wide / 2.0 + 2.0), end[1] + dy * (high / 2.0 + 2.0)];
                    let bounds = around_middle(middle, [wide, high], self.size * 0.25);
                    let free = self.around.space.is_free(self.around.place.metres(bounds));
                    if free && self.is_clear(bounds) && self.leads_freely(area, pole.at, end) {
                        let (lines, leads_to) = (lines.clone(), Some(pole.at));
                        self.labels.push(Label { area, lines, middle, bounds, inside: false, leads_to });
                        return true;
                    }
                }
            }
        }
        false
    }

    /// Whether a line from an area runs over no other area and no label.
    fn leads_freely(&self, area: usize, from: Position, to: Position) -> bool {
        let line = [from[0].min(to[0]), from[1].min(to[1]), from[0].max(to[0]), from[1].max(to[1])];
        let over_label = self.labels.iter().any(|label| {
            crosses(from, to, label.bounds)
                || label.leads_to.is_some_and(|start| segments_cross(from, to, start, label.middle))
        });
        !over_label
            && self.borders.iter().filter(|border| overlap(border.bounds, grown(line))).all(|border| {
                let own_coast = border.sides.contains(&Some(area)) && border.sides.contains(&None);
                own_coast || !border.points.windows(2).any(|pair| segments_cross(from, to, pair[0], pair[1]))
            })
    }

    fn leader(&self, label: &Label) -> Option<Item> {
        let [x, y] = label.leads_to?;
        let [left, top, right, bottom] = label.bounds;
        let end = [x.clamp(left, right), y.clamp(top, bottom)];
        let path = format!("M{} {}L{} {}", fixed(x), fixed(y), fixed(end[0]), fixed(end[1]));
        let bounds = [x.min(end[0]), y.min(end[1]), x.max(end[0]), y.max(end[1])];
        let paint = Paint::line(self.picture.design.theme.ink, 0.6);
        Some(Item::Shape(Shape { path, bounds, paint, ..Shape::default() }))
    }

    fn texts(&self, label: &Label) -> Vec<Item> {
        let theme = &self.picture.design.theme;
        let fill = self
            .picture
            .class_of(&self.picture.values.areas[label.area])
            .map(|class| self.picture.colours()[class].clone());
        // On a plain colour the ink that reads better; else ink on a halo of the page.
        let (ink, halo): (Hex, Hex) = match fill.filter(|_| label.inside && self.picture.design.uncertainty.is_none()) {
            Some(fill) => (readable_on(&fill).into(), fill),
            None => (theme.ink.into(), theme.page.into()),
        };
        let first = label.middle[1] - self.extent(&label.lines)[1] / 2.0 + CAPITAL * self.size;
        label
            .lines
            .iter()
            .enumerate()
            .map(|(number, line)| {
                Item::Text(Text {
                    at: [label.middle[0], first + number as f64 * LINE * self.size],
                    anchor: Anchor::Middle,
                    size: self.size,
                    weight: Weight::Regular,
                    ink: ink.clone(),
                    halo: Some((halo.clone(), self.size * 0.22)),
                    text: line.clone(),
                })
            })
            .collect()
    }
}

/// Middles at which a label of a size may fit: the point farthest from the outline when the shape is squeezed to the label's form,
/// the same without squeezing, and the middles of the widest stretches of land above and below.
fn candidates(rings: &[Vec<Position>], [wide, high]: [f64; 2]) -> Vec<Position> {
    let squeeze = high / wide;
    let squeezed: Vec<Vec<Position>> =
        rings.iter().map(|ring| ring.iter().map(|[x, y]| [x * squeeze, *y]).collect()).collect();
    let mut middles = Vec::new();
    if let Some(pole) = pole_of_inaccessibility(&squeezed, 0.5) {
        middles.push([pole.at[0] / squeeze, pole.at[1]]);
    }
    if let Some(pole) = pole_of_inaccessibility(rings, 0.5) {
        middles.push(pole.at);
        for step in 1..=8 {
            for sign in [-1.0, 1.0] {
                let y = pole.at[1] + sign * high * 0.5 * f64::from(step);
                middles.extend(widest_stretch(rings, y).map(|x| [x, y]));
            }
        }
    }
    middles
}

/// The middle of the longest stretch inside rings along a level line.
fn widest_stretch(rings: &[Vec<Position>], y: f64) -> Option<f64> {
    let mut crossings: Vec<f64> = rings
        .iter()
        .flat_map(|ring| ring.windows(2))
        .filter(|pair| (pair[0][1] > y) != (pair[1][1] > y))
        .map(|pair| pair[0][0] + (pair[1][0] - pair[0][0]) * (y - pair[0][1]) / (pair[1][1] - pair[0][1]))
        .collect();
    crossings.sort_by(f64::total_cmp);
    let stretches = crossings.chunks_exact(2).map(|pair| (pair[1] - pair[0], f64::midpoint(pair[0], pair[1])));
    stretches.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, middle)| middle)
}

fn around_middle([x, y]: Position, [wide, high]: [f64; 2], gap: f64) -> Rectangle {
    [x - wide / 2.0 - gap, y - high / 2.0 - gap, x + wide / 2.0 + gap, y + high / 2.0 + gap]
}

/// A rectangle that even flat borders overlap.
fn grown([left, top, right, bottom]: Rectangle) -> Rectangle {
    [left - 0.1, top - 0.1, right + 0.1, bottom + 0.1]
}

/// Whether a line from `a` to `b` touches a rectangle.
///
/// # Source
/// The clipping of Liang and Barsky (1984), *ACM Transactions on Graphics* 3(1).
fn crosses([ax, ay]: Position, [bx, by]: Position, [left, top, right, bottom]: Rectangle) -> bool {
    let (dx, dy) = (bx - ax, by - ay);
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    for (step, room) in [(-dx, ax - left), (dx, right - ax), (-dy, ay - top), (dy, bottom - ay)] {
        if step == 0.0 {
            if room < 0.0 {
                return false;
            }
        } else if step < 0.0 {
            from = from.max(room / step);
        } else {
            to = to.min(room / step);
        }
    }
    from <= to
}

/// Whether two lines cross between their ends.
fn segments_cross(a: Position, b: Position, c: Position, d: Position) -> bool {
    let side = |p: Position, q: Position, r: Position| (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_break_where_both_lines_are_alike() {
        assert_eq!(in_two_lines("Friuli-Venezia Giulia").unwrap(), ["Friuli-", "Venezia Giulia"]);
        assert_eq!(in_two_lines("Valle d'Aosta").unwrap(), ["Valle", "d'Aosta"]);
        assert_eq!(in_two_lines("Lazio"), None);
    }

    #[test]
    fn lines_and_rectangles_that_meet() {
        assert!(crosses([-1.0, 0.5], [2.0, 0.5], [0.0, 0.0, 1.0, 1.0]));
        assert!(crosses([0.2, 0.2], [0.4, 0.4], [0.0, 0.0, 1.0, 1.0]), "all inside");
        assert!(!crosses([-1.0, 0.0], [0.0, 2.0], [0.0, 0.0, 1.0, 1.0]));
        assert!(segments_cross([0.0, 0.0], [2.0, 2.0], [0.0, 2.0], [2.0, 0.0]));
        assert!(!segments_cross([0.0, 0.0], [1.0, 1.0], [1.0, 1.0], [2.0, 0.0]), "a common end is no crossing");
    }
}
