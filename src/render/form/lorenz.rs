//! How unevenly residents are covered: the Lorenz curve of areas, inside the curves that chance gives.

use plotters::coord::types::RangedCoordf64;
use plotters::element::{Circle, PathElement, Polygon};

use crate::analysis::compare::evenness::HeightsByChance;
use crate::analysis::statistic::inequality::LorenzPoint;
use crate::model::base::language::Language;
use crate::render::colour::meaning::Meaning;
use crate::render::page::path::fixed;
use crate::render::page::scene::{Anchor, Hex, Item, Paint, Rectangle, Shape, overlap};
use crate::render::page::svg::identifier;
use crate::render::page::typeface::{CAPITAL, Weight, width};
use crate::render::plot::axis::round_values;
use crate::render::plot::backend::{Plot, filled, fine_length, stroke};
use crate::render::plot::body::{Body, Mark, Room, Sign};
use crate::render::plot::key::DOT;
use crate::render::plot::rows::text_of;
use crate::render::report::sheet::Cell;
use crate::words::catalogue::{plain, say};
use crate::words::number::{decimal, percent};

/// One area of the curve: where its step ends.
#[derive(Clone, Debug, PartialEq)]
pub struct LorenzArea {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Shares up to and with it, of residents and of residents covered.
    pub point: LorenzPoint,
    /// Its own share of residents: how wide its step is.
    pub wide: f64,
}

/// The Gini coefficient of a curve, and what chance gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GiniOfCoverage {
    /// The coefficient.
    pub value: f64,
    /// The lower end of its range by chance.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The curve of one scheme.
#[derive(Clone, Debug, PartialEq)]
pub struct LorenzOfCoverage {
    /// The scheme.
    pub scheme: String,
    /// The areas, the least covered first.
    pub areas: Vec<LorenzArea>,
    /// Where curves by chance lie.
    pub chance: Vec<HeightsByChance>,
    /// How uneven it is.
    pub gini: GiniOfCoverage,
    /// The language of numbers.
    pub language: Language,
}

/// Areas that are named at the most.
const MOST_NAMES: usize = 4;
/// The least and the greatest side of the square, in sizes of type.
const SIDE: [f64; 2] = [14.0, 36.0];

impl LorenzOfCoverage {
    /// What dots stand for, then the curves by chance.
    pub(crate) fn marks(&self) -> Vec<Mark> {
        let language = self.language;
        let channels = |what: &'static str, [code, name]: [&str; 2], residents: f64, ends: [Option<f64>; 3]| {
            vec![
                ("scheme", Cell::from(self.scheme.as_str())),
                ("what", Cell::from(what)),
                ("area_code", Cell::from(code)),
                ("area", Cell::from(name)),
                ("residents", Cell::number(Some(residents))),
                ("covered_residents", Cell::number(ends[0])),
                ("null_low", Cell::number(ends[1])),
                ("null_high", Cell::number(ends[2])),
            ]
        };
        let area = |area: &LorenzArea| {
            let LorenzPoint { whole, part } = area.point;
            let values = [
                ("area", area.name.as_str().into()),
                ("residents", percent(whole, language).into()),
                ("covered", percent(part, language).into()),
            ];
            Mark {
                key: format!("{}-{}", self.scheme, area.code),
                title: say(language, "chart-lorenz-point", values),
                channels: channels("area", [&area.code, &area.name], whole, [Some(part), None, None]),
            }
        };
        let chance = |(number, heights): (usize, &HeightsByChance)| {
            let HeightsByChance { share, low, high } = *heights;
            let [residents, from, to] = [share, low, high].map(|share| percent(share, language));
            let values = [("residents", residents.into()), ("low", from.into()), ("high", to.into())];
            Mark {
                key: format!("chance-{number}"),
                title: say(language, "chart-lorenz-point.chance", values),
                channels: channels("chance", ["", ""], share, [None, Some(low), Some(high)]),
            }
        };
        self.areas.iter().map(area).chain(self.chance.iter().enumerate().map(chance)).collect()
    }

    pub(crate) fn body(&self, room: &Room<'_>) -> Option<Body> {
        let (letters, small) = (room.letters.legend, room.letters.small);
        let theme = room.theme;
        let quiet = |at: [f64; 2], anchor: Anchor, text: &str| {
            text_of(at, anchor, small, Weight::Regular, theme.quiet_ink, text)
        };
        let ticks = round_values(0.0, 100.0, 5);
        let words: Vec<String> = ticks
            .iter()
            .map(|tick| format!("{}{}", decimal(*tick, 0, room.language), if *tick >= 100.0 { "\u{a0}%" } else { "" }))
            .collect();
        let edge = words.iter().map(|words| width(words, small, Weight::Regular)).fold(0.0, f64::max);
        let (above, below) = (small * 2.0, small * 3.2);
        // The last value below the square is half as wide as it reaches beyond.
        let wide = room.wide - edge - small * 0.6 - edge / 2.0;
        let high = room.high.map_or(f64::INFINITY, |high| high - above - below);
        let side = wide.min(high).min(letters * SIDE[1]);
        if side < letters * SIDE[0] {
            return None;
        }
        let (left, top) = (room.left + edge + small * 0.6, room.top + above);
        let plot: Plot<RangedCoordf64> = Plot::new([left, top, left + side, top + side], 0.0..1.0);
        let y = |share: f64| side * (1.0 - share);
        let mut body = Body { bottom: top + side + below, ..Body::default() };

        // Both scales, with what they count.
        let heading = plain(self.language, "chart-lorenz-covered");
        let foot = plain(self.language, "chart-lorenz-residents");
        if width(heading, small, Weight::Regular).max(width(foot, small, Weight::Regular)) > room.wide {
            return None;
        }
        for tick in &ticks {
            let share = tick / 100.0;
            let grid = stroke(theme.says(Meaning::Grid), 0.9);
            plot.draw(&PathElement::new(vec![(share, 0.0), (share, side)], grid));
            plot.draw(&PathElement::new(vec![(0.0, y(share)), (1.0, y(share))], grid));
        }
        body.axis.extend(plot.take("grid"));
        for (tick, words) in ticks.iter().zip(&words) {
            let share = tick / 100.0;
            body.axis.push(quiet([left - small * 0.5, top + y(share) + small * 0.36], Anchor::End, words));
            body.axis.push(quiet([plot.x(share), top + side + small * 1.3], Anchor::Middle, words));
        }
        body.axis.push(quiet([room.left, room.top + small * 0.9], Anchor::Start, heading));
        let foot_left = left.min(room.left + room.wide - width(foot, small, Weight::Regular));
        body.axis.push(quiet([foot_left, top + side + small * 2.7], Anchor::Start, foot));

        // Curves by chance, equality, the curve.
        let lows = self.chance.iter().map(|heights| (heights.share, y(heights.low)));
        let highs = self.chance.iter().rev().map(|heights| (heights.share, y(heights.high)));
        plot.draw(&Polygon::new(lows.chain(highs).collect::<Vec<_>>(), filled(theme.says(Meaning::Chance))));
        plot.dashed(&[(0.0, y(0.0)), (1.0, y(1.0))], [small * 0.4; 2], stroke(theme.quiet_ink, 0.9));
        body.axis.extend(plot.take("chance"));
        let colour = theme.says(Meaning::Answered);
        let steps = self.areas.iter().map(|area| (area.point.whole, y(area.point.part)));
        let curve: Vec<(f64, f64)> = std::iter::once((0.0, y(0.0))).chain(steps).collect();
        plot.draw(&PathElement::new(curve.clone(), stroke(colour, letters * 0.16)));
        for (area, mark) in self.areas.iter().zip(self.marks()) {
            plot.name(identifier(room.prefix, &mark.key), mark.about());
            let at = (area.point.whole, y(area.point.part));
            plot.draw(&Circle::new(at, fine_length(letters * DOT * 0.62), filled(colour)));
        }
        body.rows.extend(plot.take("curve"));
        let curve: Vec<[f64; 2]> = curve.into_iter().map(|(share, y)| [plot.x(share), top + y]).collect();
        let gini = self.gini_items(room, [left + letters * 0.8, top + letters * 1.7]);
        body.rows.extend(gini);
        body.rows.extend(self.names(room, &curve, top + side));
        body.key = vec![
            (Sign::Dot(colour), plain(self.language, "chart-lorenz-area").to_owned()),
            (Sign::Bar(theme.says(Meaning::Chance)), plain(self.language, "chart-lorenz-range").to_owned()),
            (Sign::Dashed(theme.quiet_ink), plain(self.language, "chart-lorenz-equal").to_owned()),
        ];
        Some(body)
    }

    /// The coefficient and its range, in the corner that no curve reaches.
    fn gini_items(&self, room: &Room<'_>, [x, y]: [f64; 2]) -> [Item; 2] {
        let size = room.letters.legend;
        let [value, low, high] = [self.gini.value, self.gini.low, self.gini.high].map(|value| self.printed(value));
        let value = say(self.language, "chart-lorenz-gini", [("value", value.into())]);
        let range = say(self.language, "chart-lorenz-gini.chance", [("low", low.into()), ("high", high.into())]);
        [
            text_of([x, y], Anchor::Start, size, Weight::Semibold, room.theme.ink, &value),
            text_of([x, y + size * 1.35], Anchor::Start, room.letters.small, Weight::Regular, room.theme.ink, &range),
        ]
    }

    /// A coefficient with the digits that tell it from its range.
    pub(crate) fn printed(&self, value: f64) -> String {
        decimal(value, 3, self.language)
    }

    /// Names of the areas with the most residents, each below its dot, none on another or on the curve.
    fn names(&self, room: &Room<'_>, curve: &[[f64; 2]], bottom: f64) -> Vec<Item> {
        let size = room.letters.small;
        let mut widest: Vec<usize> = (0..self.areas.len()).collect();
        widest.sort_by(|a, b| self.areas[*b].wide.total_cmp(&self.areas[*a].wide));
        widest.truncate(MOST_NAMES);
        widest.sort_unstable_by(|a, b| b.cmp(a));
        let mut taken: Vec<Rectangle> = Vec::new();
        let mut items = Vec::new();
        for area in widest {
            let name = &self.areas[area].name;
            let dot = curve[area + 1];
            let wide = width(name, size, Weight::Regular);
            let left = (dot[0] + size * 0.7).min(room.left + room.wide - wide);
            let first = (dot[1] - size * 0.3).max(height_at(curve, left) + size * 0.45);
            let place = |top: f64| [left, top, left + wide, top + size * 1.2];
            let tops = (0..40).map(|step| first + size * 0.3 * f64::from(step));
            let free = tops.map(place).find(|here| !taken.iter().any(|other| overlap(*here, *other)));
            let Some(here) = free.filter(|here| left > room.left && here[3] <= bottom) else { continue };
            taken.push(here);
            let middle = here[1] + size * 0.6;
            // A name that stands away from its dot is led to it.
            let end = if left <= dot[0] { [dot[0].min(here[2]), here[1]] } else { [left - size * 0.15, middle] };
            if (end[0] - dot[0]).hypot(end[1] - dot[1]) > size {
                let path = format!("M{} {}L{} {}", fixed(dot[0]), fixed(dot[1]), fixed(end[0]), fixed(end[1]));
                let bounds = [dot[0].min(end[0]), dot[1], dot[0].max(end[0]), end[1]];
                let paint = Paint::line(Hex::from(room.theme.quiet_ink), 0.7);
                items.push(Item::Shape(Shape { path, bounds, paint, ..Shape::default() }));
            }
            let at = [left, middle + CAPITAL / 2.0 * size];
            items.push(text_of(at, Anchor::Start, size, Weight::Regular, room.theme.ink, name));
        }
        items
    }
}

/// Where a curve stands at a place, both in pixels.
fn height_at(curve: &[[f64; 2]], x: f64) -> f64 {
    let step = curve.windows(2).find(|step| step[1][0] >= x);
    let last = curve.last().map_or(0.0, |point| point[1]);
    step.map_or(last, |step| {
        let [[from, start], [to, end]] = [step[0], step[1]];
        if to > from { start + (x - from) / (to - from) * (end - start) } else { end }
    })
}
