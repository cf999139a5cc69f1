//! Sizes of units that answered and of the others: each dot an equal part of its group.

use plotters::coord::combinators::IntoLogRange as _;
use plotters::coord::ranged1d::Ranged;
use plotters::element::{Circle, PathElement};

use crate::model::base::language::Language;
use crate::render::colour::meaning::Meaning;
use crate::render::page::scene::{Anchor, Item};
use crate::render::page::svg::identifier;
use crate::render::page::typeface::{Weight, width};
use crate::render::plot::axis::{round_powers, round_values};
use crate::render::plot::backend::{Plot, filled, fine_length, stroke};
use crate::render::plot::body::{Body, Mark, Room};
use crate::render::plot::rows::text_of;
use crate::render::plot::stack::{Stacked, levels, stacked};
use crate::render::report::sheet::Cell;
use crate::words::catalogue::{plain, say};
use crate::words::number::grouped;

/// One group of units.
#[derive(Clone, Debug, PartialEq)]
pub struct SizeGroup {
    /// Whether they answered.
    pub answered: bool,
    /// How many have a known size.
    pub n: usize,
    /// Sizes at the middles of equal parts of the group, ascending.
    pub parts: Vec<f64>,
    /// Lower quartile, median, upper quartile.
    pub quartiles: [f64; 3],
}

/// Both groups.
#[derive(Clone, Debug, PartialEq)]
pub struct SizeOfUnits {
    /// Those that answered, then the others.
    pub groups: Vec<SizeGroup>,
    /// Whether the scale is logarithmic.
    pub is_logarithmic: bool,
    /// Whether sizes are printed with two significant digits.
    pub is_rounded: bool,
    /// The language of numbers.
    pub language: Language,
}

impl SizeGroup {
    fn word(&self) -> &'static str {
        if self.answered { "answered" } else { "silent" }
    }
}

impl SizeOfUnits {
    /// A size, or a difference of sizes, as it is printed.
    pub(crate) fn printed(&self, size: f64) -> f64 {
        if !self.is_rounded || size == 0.0 {
            return size.round();
        }
        let power = 10_f64.powf(size.abs().log10().floor() - 1.0);
        (size / power).round() * power
    }

    /// What dots, lines and ticks stand for.
    pub(crate) fn marks(&self) -> Vec<Mark> {
        let mut marks = Vec::new();
        for group in &self.groups {
            let mut push = |what: &'static str, number: usize, value: f64, key: &str| {
                let value = self.printed(value);
                let parts = group.parts.len();
                let values = [
                    ("number", number.into()),
                    ("parts", parts.into()),
                    ("size", grouped(value).into()),
                    ("n", group.n.into()),
                ];
                let told = say(self.language, key, values);
                let name =
                    plain(self.language, if group.answered { "chart-size-answered" } else { "chart-size-silent" });
                marks.push(Mark {
                    key: format!("{}-{what}-{number}", group.word()),
                    title: format!("{name}: {told}"),
                    channels: vec![
                        ("group", Cell::from(group.word())),
                        ("units", Cell::count(group.n)),
                        ("what", Cell::from(what)),
                        ("number", Cell::count(number)),
                        ("residents", Cell::number(Some(value))),
                    ],
                });
            };
            for (number, size) in group.parts.iter().enumerate() {
                push("part", number + 1, *size, "chart-size-part");
            }
            let keys = ["chart-size-quartile-1", "chart-size-median", "chart-size-quartile-3"];
            for (number, (size, key)) in group.quartiles.iter().zip(keys).enumerate() {
                push("quartile", number + 1, *size, key);
            }
        }
        marks
    }

    pub(crate) fn body(&self, room: &Room<'_>) -> Option<Body> {
        let sizes = || self.groups.iter().flat_map(|group| group.parts.iter().chain(&group.quartiles)).copied();
        let (low, high) = sizes().fold((f64::INFINITY, 0.0_f64), |(low, high), size| (low.min(size), high.max(size)));
        if self.is_logarithmic && low > 0.0 {
            // A little more than the dots need, so that none lies on the edge.
            let (low, high) = (low / 1.12, high * 1.12);
            self.drawn(room, [low, high], &round_powers(low, high, 6), |at| Plot::new(at, (low..high).log_scale()))
        } else {
            let high = if high > 0.0 { high * 1.04 } else { 1.0 };
            self.drawn(room, [0.0, high], &round_values(0.0, high, 6), |at| Plot::new(at, 0.0..high))
        }
    }

    fn drawn<X: Ranged<ValueType = f64>>(
        &self,
        room: &Room<'_>,
        [low, high]: [f64; 2],
        ticks: &[f64],
        plot_in: impl Fn([f64; 4]) -> Plot<X>,
    ) -> Option<Body> {
        let (letters, theme) = (room.letters, room.theme);
        let (size, small) = (letters.legend, letters.small);
        let names: Vec<[String; 2]> = self.groups.iter().map(|group| self.label(group)).collect();
        let wide =
            |[name, units]: &[String; 2]| width(name, size, Weight::Semibold).max(width(units, small, Weight::Regular));
        // On a narrow page names stand above their dots and not beside them.
        let beside = names.iter().map(wide).fold(0.0, f64::max) + size * 1.6;
        let is_wide = room.wide > 3.2 * beside;
        let left = room.left + if is_wide { beside } else { 0.0 };
        let edge = width("8\u{202f}888", small, Weight::Regular);
        let right = room.left + room.wide - edge;
        if right - left < size * 10.0 || high <= low {
            return None;
        }
        let at = [left + if is_wide { 0.0 } else { edge * 0.5 }, room.top, right, room.top + 10_000.0];
        let probe = plot_in(at);
        let heading = if is_wide { 0.0 } else { size * 1.5 };
        let line = size * 2.0;
        let axis = small * 1.9;
        let stacks_of = |radius: f64| -> Vec<Vec<Stacked>> {
            self.groups.iter().map(|group| stacked(&group.parts, |value| probe.x(value), radius)).collect()
        };
        let height = |stack: &Vec<Stacked>, radius: f64| heading + levels(stack) * 2.0 * radius + line + size * 0.6;
        // Dots as large as there is room for.
        let (radius, stacks, heights) = (0..9).find_map(|step| {
            let radius = size * (0.62 - 0.045 * f64::from(step));
            let stacks = stacks_of(radius);
            let heights: Vec<f64> = stacks.iter().map(|stack| height(stack, radius)).collect();
            let needed = heights.iter().sum::<f64>() + axis;
            room.high.is_none_or(|high| needed <= high).then_some((radius, stacks, heights))
        })?;
        let needed = heights.iter().sum::<f64>() + axis;
        let spare = room.high.map_or(0.0, |high| ((high - needed) / heights.len() as f64).min(size * 2.0));
        let bottom = room.top + heights.iter().sum::<f64>() + spare * heights.len() as f64;
        let plot = plot_in([at[0], room.top, right, bottom]);
        let mut body = Body { bottom: bottom + axis, ..Body::default() };
        for tick in ticks {
            let points = vec![(*tick, 0.0), (*tick, bottom - room.top)];
            plot.draw(&PathElement::new(points, stroke(theme.says(Meaning::Grid), 0.9)));
            let at = [plot.x(*tick), bottom + small * 1.3];
            body.axis.push(text_of(at, Anchor::Middle, small, Weight::Regular, theme.quiet_ink, &grouped(*tick)));
        }
        let labels = std::mem::take(&mut body.axis);
        body.axis.extend(plot.take("grid"));
        body.axis.extend(labels);
        let marks = self.marks();
        let mut marks = marks.iter();
        let mut y = 0.0;
        for (((group, stack), high), [name, units]) in self.groups.iter().zip(&stacks).zip(&heights).zip(&names) {
            let colour = theme.says(if group.answered { Meaning::Answered } else { Meaning::Silent });
            let base = y + high + spare / 2.0 - line - size * 0.6;
            for (value, level) in stack {
                if let Some(mark) = marks.next() {
                    plot.name(identifier(room.prefix, &mark.key), mark.about());
                }
                let at = (*value, base - radius * (2.0 * *level as f64 + 1.0));
                plot.draw(&Circle::new(at, fine_length(radius * 0.94), filled(colour)));
            }
            let below = base + size * 0.8;
            let [first, middle, last] = group.quartiles;
            // The line is the middle half: it stands for both quartiles.
            let quartiles: Vec<&Mark> = marks.by_ref().take(3).collect();
            if let [lower, median, _] = quartiles.as_slice() {
                plot.name(identifier(room.prefix, &lower.key), lower.about());
                plot.draw(&PathElement::new(vec![(first, below), (last, below)], stroke(colour, size * 0.34)));
                plot.name(identifier(room.prefix, &median.key), median.about());
                let tick = vec![(middle, below - size * 0.55), (middle, below + size * 0.55)];
                plot.draw(&PathElement::new(tick, stroke(theme.ink, size * 0.2)));
            }
            body.rows.extend(plot.take(group.word()));
            let ends = [plot.x(first), plot.x(last)];
            let name_y = if is_wide { room.top + base - size * 0.5 } else { room.top + y + spare / 2.0 + size };
            let heights = [room.top + below + size * 0.36, name_y];
            body.rows.extend(self.words_of(room, (group, [name, units]), ends, heights, is_wide));
            y += high + spare;
        }
        Some(body)
    }

    /// The median beside its line, and the group's name above or beside its dots.
    fn words_of(
        &self,
        room: &Room<'_>,
        (group, [name, units]): (&SizeGroup, [&String; 2]),
        [first, last]: [f64; 2],
        [line_y, name_y]: [f64; 2],
        is_wide: bool,
    ) -> Vec<Item> {
        let (size, small, theme) = (room.letters.legend, room.letters.small, room.theme);
        let colour = theme.says(if group.answered { Meaning::Answered } else { Meaning::Silent });
        let median = grouped(self.printed(group.quartiles[1]));
        let median = say(self.language, "chart-median", [("size", median.into())]);
        let after = last + size * 0.8;
        let fits = after + width(&median, size, Weight::Semibold) <= room.left + room.wide;
        let (x, anchor) = if fits { (after, Anchor::Start) } else { (first - size * 0.8, Anchor::End) };
        let beside = room.left + width(name, size, Weight::Semibold) + size * 0.7;
        let units_at = if is_wide { [room.left, name_y + small * 1.35] } else { [beside, name_y] };
        vec![
            text_of([x, line_y], anchor, size, Weight::Semibold, theme.ink, &median),
            text_of([room.left, name_y], Anchor::Start, size, Weight::Semibold, colour, name),
            text_of(units_at, Anchor::Start, small, Weight::Regular, theme.quiet_ink, units),
        ]
    }

    fn label(&self, group: &SizeGroup) -> [String; 2] {
        let name = plain(self.language, if group.answered { "chart-size-answered" } else { "chart-size-silent" });
        [name.to_owned(), say(self.language, "chart-n-units", [("n", group.n.into())])]
    }
}
