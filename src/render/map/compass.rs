//! Where north is on a map, and its lines of equal longitude and latitude.

use std::fmt::Write as _;

use crate::geometry::topology::project::project_points;
use crate::model::shape::outline::{Position, ReferenceSystem};
use crate::render::layout::place::MapPlace;
use crate::render::page::path::fixed;
use crate::render::page::scene::{Anchor, Group, Item, Paint, Place, Rectangle, Shape, Text};
use crate::render::page::typeface::Weight;
use crate::render::picture::shown::Picture;
use crate::words::catalogue::plain;

/// Steps in degrees between lines, the finest first.
const STEPS: [f64; 9] = [0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0];

impl Picture {
    fn degrees(&self, points: &[Position]) -> Option<Vec<Position>> {
        project_points(points, self.figure.shapes.reference(), &ReferenceSystem::wgs84()).ok()
    }

    fn metres(&self, points: &[Position]) -> Option<Vec<Position>> {
        project_points(points, &ReferenceSystem::wgs84(), self.figure.shapes.reference()).ok()
    }

    /// The angle, in degrees clockwise from the top of the page, at which north lies from a point of the map.
    fn north(&self, point: Position) -> Option<f64> {
        let here = self.degrees(&[point])?[0];
        let there = self.metres(&[[here[0], here[1] + 0.01]])?[0];
        Some((there[0] - point[0]).atan2(there[1] - point[1]).to_degrees())
    }

    /// An arrow to the north in a square of side `side` with its lower left corner at `(left, bottom)`.
    pub(crate) fn north_arrow_items(&self, place: &MapPlace, [left, bottom]: [f64; 2], side: f64) -> Vec<Item> {
        let [x, y] = [left + side / 2.0, bottom - side / 2.0];
        let [low_x, low_y, ..] = place.metres([x, y, x, y]);
        let Some(angle) = self.north([low_x, low_y]) else { return Vec::new() };
        let ink = self.design.theme.quiet_ink;
        let half = side / 2.0;
        let (sin, cos) = angle.to_radians().sin_cos();
        let turned = |[dx, dy]: [f64; 2]| [x + dx * cos - dy * sin, y + dx * sin + dy * cos];
        let corners =
            [[0.0, -half], [half * 0.42, half * 0.6], [0.0, half * 0.3], [-half * 0.42, half * 0.6]].map(turned);
        let mut path = String::new();
        for (number, [x, y]) in corners.into_iter().enumerate() {
            path.push_str(if number == 0 { "M" } else { "L" });
            let _ = write!(path, "{} {}", fixed(x), fixed(y));
        }
        path.push('z');
        let letters = self.design.size.letters.small;
        let [text_x, text_y] = turned([0.0, half * 0.6 + letters * 0.6]);
        vec![
            Item::Shape(Shape {
                id: Some("north".to_owned()),
                path,
                bounds: [left, bottom - side, left + side, bottom],
                paint: Paint::filled(ink),
                about: None,
            }),
            Item::Text(Text {
                at: [text_x, text_y + letters * 0.36],
                anchor: Anchor::Middle,
                size: letters,
                weight: Weight::Regular,
                ink: ink.into(),
                halo: None,
                text: "N".to_owned(),
            }),
        ]
    }

    /// Lines of equal longitude and latitude in the window of the map, with their degrees at its lower and left edge.
    pub(crate) fn graticule_items(&self, place: &MapPlace, taken: &mut Vec<Rectangle>) -> Vec<Item> {
        self.graticule(place, taken).unwrap_or_default()
    }

    fn graticule(&self, place: &MapPlace, taken: &mut Vec<Rectangle>) -> Option<Vec<Item>> {
        const ALONG: usize = 60;
        let [left, top, right, bottom] = place.window;
        let edge: Vec<Position> = (0..=20)
            .flat_map(|step| {
                let part = f64::from(step) / 20.0;
                let (x, y) = (left + (right - left) * part, top + (bottom - top) * part);
                [[x, top], [x, bottom], [left, y], [right, y]]
            })
            .map(|[x, y]| {
                let [metres_x, metres_y, ..] = place.metres([x, y, x, y]);
                [metres_x, metres_y]
            })
            .collect();
        let [west, south, east, north] = crate::geometry::plane::ring::bounds(&self.degrees(&edge)?);
        let step = *STEPS.iter().find(|step| (north - south) / **step <= 8.0)?;
        let theme = self.design.theme;
        let mut path = String::new();
        let mut texts = Vec::new();
        let lines = |low: f64, high: f64| {
            let mut values = Vec::new();
            let mut value = (low / step).ceil() * step;
            while value <= high {
                values.push(value);
                value += step;
            }
            values
        };
        let mut line = |points: Vec<Position>, name: String, at_bottom: bool| -> Option<()> {
            let pixels: Vec<Position> = self.metres(&points)?.into_iter().map(|point| place.pixel(point)).collect();
            for (number, [x, y]) in pixels.iter().enumerate() {
                path.push_str(if number == 0 { "M" } else { " " });
                let _ = write!(path, "{} {}", fixed(*x), fixed(*y));
            }
            let letters = self.design.size.letters.small;
            // Where the line comes into the window from below or from the left.
            let entry = pixels.windows(2).find_map(|pair| {
                let ([ax, ay], [bx, by]) = (pair[0], pair[1]);
                let (a, b, edge) = if at_bottom { (ay, by, bottom) } else { (ax, bx, left) };
                ((a > edge) != (b > edge)).then(|| {
                    let part = (edge - a) / (b - a);
                    [ax + (bx - ax) * part, ay + (by - ay) * part]
                })
            });
            if let Some([x, y]) = entry.filter(|[x, y]| (left..=right).contains(x) && (top..=bottom).contains(y)) {
                let (at, anchor) = if at_bottom {
                    ([x + 2.0, bottom - 2.5], Anchor::Start)
                } else {
                    ([left + 2.0, y - 2.5], Anchor::Start)
                };
                let text = Text {
                    at,
                    anchor,
                    size: letters,
                    weight: Weight::Regular,
                    ink: theme.quiet_ink.into(),
                    halo: Some((theme.page.into(), letters * 0.25)),
                    text: name,
                };
                let bounds = text.bounds();
                let inside = bounds[2] <= right && bounds[1] >= top;
                if inside && !taken.iter().any(|taken| crate::render::page::scene::overlap(*taken, bounds)) {
                    taken.push(bounds);
                    texts.push(Item::Text(text));
                }
            }
            Some(())
        };
        let degrees = |value: f64, positive: &str, negative: &str| {
            let letter = if value < 0.0 { negative } else { positive };
            let digits = usize::from(step < 1.0);
            format!("{}°\u{a0}{letter}", crate::words::number::decimal(value.abs(), digits, self.words.language))
        };
        let [east_letter, west_letter] = ["map-east", "map-west"].map(|key| plain(self.words.language, key));
        for longitude in lines(west, east) {
            let points =
                (0..=ALONG).map(|at| [longitude, south + (north - south) * at as f64 / ALONG as f64]).collect();
            line(points, degrees(longitude, east_letter, west_letter), true)?;
        }
        for latitude in lines(south, north) {
            let points = (0..=ALONG).map(|at| [west + (east - west) * at as f64 / ALONG as f64, latitude]).collect();
            line(points, degrees(latitude, "N", "S"), false)?;
        }
        let shape =
            Shape { path, bounds: place.window, paint: Paint::line(theme.around_line, 0.5), ..Shape::default() };
        let lines = Group {
            place: Some(Place::WHOLE),
            clip: Some(place.window),
            items: vec![Item::Shape(shape)],
            ..Group::layer("graticule", "graticule")
        };
        let mut items = vec![Item::Group(lines)];
        items.extend(texts);
        Some(items)
    }
}
