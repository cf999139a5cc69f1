//! How coverage depends on grouping: for each scheme a column of its areas, all on one scale.

use plotters::coord::types::RangedCoordf64;
use plotters::element::{PathElement, Rectangle};

use crate::model::base::language::Language;
use crate::render::colour::meaning::Meaning;
use crate::render::form::coverage_by_chance::{AreaRow, standing_key};
use crate::render::page::scene::{Anchor, Item, Text};
use crate::render::page::svg::identifier;
use crate::render::page::typeface::{CAPITAL, Weight, width, wrap};
use crate::render::plot::axis::round_values;
use crate::render::plot::backend::{Plot, filled, stroke};
use crate::render::plot::body::{Body, Mark, Room, Sign};
use crate::render::plot::key::DOT;
use crate::render::plot::rows::text_of;
use crate::render::plot::stack::{levels, stacked};
use crate::words::catalogue::{plain, say};
use crate::words::number::{decimal, percent};

/// One scheme.
#[derive(Clone, Debug)]
pub struct SchemeColumn {
    /// Its name.
    pub label: String,
    /// How many areas it has, in words.
    pub count: String,
    /// Its areas.
    pub areas: Vec<AreaRow>,
}

/// Every scheme of a study.
#[derive(Clone, Debug)]
pub struct CoverageOfSchemes {
    /// The schemes.
    pub schemes: Vec<SchemeColumn>,
    /// Coverage of the whole, where it is published as one number.
    pub whole: Option<f64>,
    /// The language of numbers.
    pub language: Language,
}

/// The least and the usual height of the scale, in sizes of type.
const HEIGHT: [f64; 2] = [10.0, 26.0];
/// How far dots side by side stand apart, in their radius.
const BESIDE: f64 = 1.7;
/// The height of a line, in sizes of type.
const LINE: f64 = 1.15;

impl CoverageOfSchemes {
    fn areas(&self) -> impl Iterator<Item = &AreaRow> {
        self.schemes.iter().flat_map(|scheme| &scheme.areas)
    }

    /// What dots stand for.
    pub(crate) fn marks(&self) -> Vec<Mark> {
        self.areas().map(|area| area.mark(self.language)).collect()
    }

    pub(crate) fn body(&self, room: &Room<'_>) -> Option<Body> {
        let (size, small, theme) = (room.letters.legend, room.letters.small, room.theme);
        let ticks = round_values(0.0, 100.0, 5);
        let words: Vec<String> = ticks
            .iter()
            .map(|tick| format!("{}{}", decimal(*tick, 0, room.language), if *tick >= 100.0 { "\u{a0}%" } else { "" }))
            .collect();
        let edge = words.iter().map(|words| width(words, small, Weight::Regular)).fold(0.0, f64::max);
        let left = room.left + edge + small * 0.8;
        let (above, below) = (small * (0.9 + 2.0 * LINE), small * 0.6);
        let high = room.high.map_or(size * HEIGHT[1], |high| (high - above - below).min(size * HEIGHT[1] * 1.4));
        if high < size * HEIGHT[0] {
            return None;
        }
        let top = room.top + above;
        let y = |share: f64| high * (1.0 - share);
        let columns = self.columns(room, room.left + room.wide - left, high)?;
        let wide: f64 = columns.iter().map(|column| column.wide).sum();
        let plot: Plot<RangedCoordf64> = Plot::new([left, top, left + wide, top + high], 0.0..wide);
        let mut body = Body { bottom: top + high + below, ..Body::default() };
        for (tick, words) in ticks.iter().zip(&words) {
            let at = y(tick / 100.0);
            plot.draw(&PathElement::new(vec![(0.0, at), (wide, at)], stroke(theme.says(Meaning::Grid), 0.9)));
            let at = [left - small * 0.6, top + at + CAPITAL / 2.0 * small];
            body.rows.push(text_of(at, Anchor::End, small, Weight::Regular, theme.quiet_ink, words));
        }
        body.axis.extend(plot.take("grid"));
        body.axis.append(&mut body.rows);
        if let Some(whole) = self.whole {
            plot.dashed(&[(0.0, y(whole)), (wide, y(whole))], [small * 0.4; 2], stroke(theme.quiet_ink, 0.9));
            body.axis.extend(plot.take("whole"));
        }
        let radius = size * DOT;
        let mut from = 0.0;
        for (scheme, column) in self.schemes.iter().zip(&columns) {
            let heading = [left + from + radius * 0.4, room.top + small * 0.9];
            body.axis.push(text_of(heading, Anchor::Start, small, Weight::Semibold, theme.ink, &scheme.label));
            let heading = [heading[0], heading[1] + small * LINE];
            body.axis.push(text_of(heading, Anchor::Start, small, Weight::Regular, theme.quiet_ink, &scheme.count));
            for &(area, level) in &column.dots {
                let area = &scheme.areas[area];
                let Some((low, high)) = area.residents.bounds() else { continue };
                let mark = area.mark(self.language);
                plot.name(identifier(room.prefix, &mark.key), mark.about());
                let x = from + radius * (1.4 + BESIDE * level as f64);
                if area.residents.value().is_none() {
                    // A share that is published as a range is a bar and not a dot.
                    let half = size * 0.14;
                    plot.draw(&Rectangle::new([(x - half, y(high)), (x + half, y(low))], filled(area.colour(theme))));
                } else {
                    area.dot(&plot, theme, (x, y(f64::midpoint(low, high))), radius);
                }
            }
            if let Some(area) = scheme.areas.first() {
                body.rows.extend(plot.take(&area.scheme));
            }
            body.rows.extend(column.names(room, scheme, left + from, |share| top + y(share)));
            from += column.wide;
        }
        body.key = self.key(room);
        Some(body)
    }

    /// What dots and the dashed line mean.
    fn key(&self, room: &Room<'_>) -> Vec<(Sign, String)> {
        let areas: Vec<&AreaRow> = self.areas().collect();
        let mut key = standing_key(&areas, room);
        if let Some(whole) = self.whole {
            let told = say(self.language, "chart-schemes-whole", [("share", percent(whole, self.language).into())]);
            key.push((Sign::Dashed(room.theme.quiet_ink), told));
        }
        if areas.iter().any(|area| area.residents.value().is_none() && area.residents.bounds().is_some()) {
            key.push((Sign::Line(room.theme.ink), plain(self.language, "chart-key-between").to_owned()));
        }
        key
    }

    /// Columns that share a width by what their names need, with dots side by side that would touch; `None` where a heading has no room.
    fn columns(&self, room: &Room<'_>, all: f64, high: f64) -> Option<Vec<Column>> {
        let (radius, small) = (room.letters.legend * DOT, room.letters.small);
        let needed = |scheme: &SchemeColumn| {
            let mut order: Vec<(usize, f64)> = scheme.shares().collect();
            order.sort_by(|a, b| a.1.total_cmp(&b.1));
            let shares: Vec<f64> = order.iter().map(|(_, share)| *share).collect();
            let stack = stacked(&shares, |share| share * high, radius * 0.8);
            let dots: Vec<(usize, usize)> =
                order.iter().zip(&stack).map(|((area, _), (_, level))| (*area, *level)).collect();
            let heading =
                width(&scheme.label, small, Weight::Semibold).max(width(&scheme.count, small, Weight::Regular));
            let word = |name: &str| {
                let words = name.split_inclusive([' ', '-']);
                words.map(|word| width(word.trim_end(), small, Weight::Regular)).fold(0.0, f64::max)
            };
            let names = scheme.areas.iter().map(|area| word(&area.name)).fold(0.0, f64::max);
            let beside = BESIDE * (levels(&stack) - 1.0);
            let wide = (radius * (3.7 + beside) + names).max(heading + radius * 2.0);
            Column { wide, heading, dots }
        };
        let mut columns: Vec<Column> = self.schemes.iter().map(needed).collect();
        let sum: f64 = columns.iter().map(|column| column.wide).sum();
        for column in &mut columns {
            column.wide *= all / sum;
        }
        columns.iter().all(|column| column.heading + radius < column.wide).then_some(columns)
    }
}

/// Where a scheme stands: how wide it is, how wide its heading, its areas from below with the place of each beside others.
struct Column {
    wide: f64,
    heading: f64,
    dots: Vec<(usize, usize)>,
}

impl Column {
    /// Names beside the dots that have room: the extremes first, then the areas with most residents. No word is cut.
    fn names(&self, room: &Room<'_>, scheme: &SchemeColumn, left: f64, y: impl Fn(f64) -> f64) -> Vec<Item> {
        let (size, theme) = (room.letters.small, room.theme);
        let mut ordered: Vec<(usize, f64)> = scheme.shares().collect();
        ordered.sort_by(|a, b| b.1.total_cmp(&a.1));
        let last = ordered.len().saturating_sub(1);
        let residents = |place: usize| scheme.areas[ordered[place].0].residents.whole().0;
        let mut turn: Vec<usize> = (0..ordered.len()).collect();
        turn.sort_by_key(|&place| (place != 0 && place != last, std::cmp::Reverse(residents(place))));
        let radius = room.letters.legend * DOT;
        let levels_at = |share: f64| {
            let is_near =
                |area: usize| scheme.share(area).is_some_and(|other| (y(other) - y(share)).abs() < radius + size * 0.6);
            let near = self.dots.iter().filter(|(area, _)| is_near(*area));
            near.map(|(_, level)| *level as f64).fold(0.0, f64::max)
        };
        let mut taken: Vec<[f64; 2]> = Vec::new();
        let mut items = Vec::new();
        for (area, share) in turn.into_iter().map(|place| ordered[place]) {
            let name = &scheme.areas[area].name;
            // Right of its dot and of those that stand beside it.
            let level = levels_at(share);
            let x = radius * (2.9 + BESIDE * level);
            let wide = self.wide - x - radius * 0.6;
            let lines = wrap(name, size, Weight::Regular, wide);
            let half = size * LINE * lines.len() as f64 / 2.0;
            let here = [y(share) - half, y(share) + half];
            let is_free = taken.iter().all(|other| here[1] <= other[0] || here[0] >= other[1]);
            let is_whole = lines.concat().replace(' ', "") == name.replace(' ', "");
            if !is_free || !is_whole || lines.iter().any(|line| width(line, size, Weight::Regular) > wide) {
                continue;
            }
            taken.push(here);
            items.extend(lines.into_iter().enumerate().map(|(line, text)| {
                let baseline = here[0] + size * LINE * (line as f64 + 0.5) + CAPITAL / 2.0 * size;
                Item::Text(Text {
                    at: [left + x, baseline],
                    anchor: Anchor::Start,
                    size,
                    weight: Weight::Regular,
                    ink: theme.ink.into(),
                    halo: Some((theme.page.into(), size * 0.3)),
                    text,
                })
            }));
        }
        items
    }
}

impl SchemeColumn {
    /// The middle of what is known of an area's coverage.
    fn share(&self, area: usize) -> Option<f64> {
        self.areas[area].residents.bounds().map(|(low, high)| f64::midpoint(low, high))
    }

    /// The areas whose coverage is known, with the middle of what is known.
    fn shares(&self) -> impl Iterator<Item = (usize, f64)> {
        (0..self.areas.len()).filter_map(|area| Some((area, self.share(area)?)))
    }
}
