//! What weights cost: of each set the weights of equal parts of the respondents, the ends, and what the answers are worth.

use plotters::coord::combinators::IntoLogRange as _;
use plotters::coord::ranged1d::Ranged;
use plotters::element::{Circle, PathElement};

use crate::model::base::language::Language;
use crate::render::colour::meaning::Meaning;
use crate::render::page::scene::Anchor;
use crate::render::page::svg::identifier;
use crate::render::page::typeface::{Weight, width};
use crate::render::plot::axis::{round_powers, round_values, tick_words};
use crate::render::plot::backend::{Plot, filled, fine_length, stroke};
use crate::render::plot::body::{Body, Mark, Room, Sign};
use crate::render::plot::rows::{Placed, Row, Rows, text_of};
use crate::render::plot::stack::{Stacked, levels, stacked};
use crate::render::report::sheet::Cell;
use crate::words::catalogue::{plain, say};
use crate::words::letters::lowered;
use crate::words::number::decimal;

/// One set of weights.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightRow {
    /// Its word in tables.
    pub name: &'static str,
    /// Its name.
    pub label: String,
    /// Kish's design effect, where weights were made.
    pub design_effect: Option<f64>,
    /// The word of an earlier set with the same weights, whose row it shares.
    pub same_as: Option<&'static str>,
    /// What was found; the reason where there is nothing to draw.
    pub found: Result<WeightSpread, String>,
}

/// How far the weights of a set lie apart.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightSpread {
    /// Weights at the middles of equal parts of the respondents, ascending.
    pub parts: Vec<f64>,
    /// The smallest and the largest, where a mark may be one unit's.
    pub ends: Option<[f64; 2]>,
    /// How many equally weighted answers would be as precise.
    pub effective: f64,
}

/// Every set of weights of a study.
#[derive(Clone, Debug, PartialEq)]
pub struct CostOfWeights {
    /// The sets.
    pub sets: Vec<WeightRow>,
    /// How many respondents they weigh.
    pub answered: usize,
    /// The weight that all would have if none were needed.
    pub equal: f64,
    /// The language of numbers.
    pub language: Language,
}

/// Narrower bodies have what the answers are worth alone at the end of a row, in sizes of type.
const WIDE: f64 = 48.0;
/// How much higher than others rows with dots on each other are, in sizes of type.
const STACKED: f64 = 2.4;
/// Dots smaller than this, in pixels from their middle, are not told apart.
const LEAST_DOT: f64 = 0.7;

/// A set that is drawn, with its dots.
struct Drawn<'a> {
    row: usize,
    name: &'static str,
    spread: &'a WeightSpread,
    stack: Vec<Stacked>,
}

impl WeightSpread {
    /// The smallest and the largest weight that is drawn.
    fn range(&self) -> [f64; 2] {
        let known = || self.parts.iter().copied().chain(self.ends.into_iter().flatten());
        [known().fold(f64::INFINITY, f64::min), known().fold(f64::NEG_INFINITY, f64::max)]
    }
}

impl CostOfWeights {
    /// Whether the smallest and the largest weights are shown.
    pub fn has_ends(&self) -> bool {
        self.spreads().any(|spread| spread.ends.is_some())
    }

    /// Sets that have a row: all but those that share an earlier one's.
    fn shown(&self) -> impl Iterator<Item = &WeightRow> {
        self.sets.iter().filter(|set| set.same_as.is_none())
    }

    /// The names of a row's sets.
    fn label(&self, set: &WeightRow) -> String {
        let others = self.sets.iter().filter(|other| other.same_as == Some(set.name));
        let names: Vec<String> =
            std::iter::once(set.label.clone()).chain(others.map(|other| lowered(&other.label))).collect();
        names.join(", ")
    }

    /// Sets that have weights of their own.
    fn spreads(&self) -> impl Iterator<Item = &WeightSpread> {
        self.sets.iter().filter_map(|set| set.found.as_ref().ok())
    }

    /// Whether weights stand on a logarithmic scale; none may be 0 or below.
    pub fn is_logarithmic(&self) -> bool {
        self.spreads().all(|spread| spread.range()[0] > 0.0)
    }

    fn weight(&self, weight: f64) -> String {
        decimal(weight, 1, self.language)
    }

    /// What dots and ends stand for, and each set's cost.
    pub(crate) fn marks(&self) -> Vec<Mark> {
        let mut marks = Vec::new();
        for set in &self.sets {
            let mut push = |what: &'static str, number: Option<usize>, value: Option<f64>, told: String, note: &str| {
                let position = number.map_or_else(String::new, |number| format!("-{number}"));
                marks.push(Mark {
                    key: format!("{}-{what}{position}", set.name),
                    title: format!("{}: {told}", set.label),
                    channels: vec![
                        ("weights", Cell::from(set.name)),
                        ("what", Cell::from(what)),
                        ("number", number.map_or(Cell::Missing, Cell::count)),
                        ("value", Cell::number(value)),
                        ("n", Cell::count(self.answered)),
                        ("note", Cell::from(note)),
                    ],
                });
            };
            let spread = match &set.found {
                Ok(spread) => spread,
                Err(reason) => {
                    push("design_effect", None, set.design_effect, reason.clone(), reason);
                    continue;
                }
            };
            for (number, part) in spread.parts.iter().enumerate() {
                let values = [
                    ("number", (number + 1).into()),
                    ("parts", spread.parts.len().into()),
                    ("n", self.answered.into()),
                    ("weight", decimal(*part, 2, self.language).into()),
                ];
                push("part", Some(number + 1), Some(*part), say(self.language, "chart-weights-part", values), "");
            }
            let of = |key: &'static str, value: f64| {
                let weight = decimal(value, 2, self.language);
                say(self.language, key, [("weight", weight.into()), ("n", self.answered.into())])
            };
            if let Some([minimum, maximum]) = spread.ends {
                push("weight_minimum", None, Some(minimum), of("chart-weights-part.smallest", minimum), "");
                push("weight_maximum", None, Some(maximum), of("chart-weights-part.largest", maximum), "");
            }
            push("effective_n", None, Some(spread.effective), self.worth(spread.effective), "");
            if let Some(effect) = set.design_effect {
                push("design_effect", None, Some(effect), of("chart-weights-part.effect", effect), "");
            }
        }
        marks
    }

    /// What the answers are worth.
    fn worth(&self, effective: f64) -> String {
        let worth = decimal(effective, 1, self.language);
        say(self.language, "chart-weights-worth", [("n", self.answered.into()), ("worth", worth.into())])
    }

    pub(crate) fn body(&self, room: &Room<'_>) -> Option<Body> {
        let start = (self.equal.min(1.0), self.equal.max(1.0));
        let ranges = self.spreads().map(WeightSpread::range);
        let (low, high) = ranges.fold(start, |(low, high), [from, to]| (low.min(from), high.max(to)));
        if self.is_logarithmic() {
            let (from, to) = (low / 1.08, high * 1.08);
            let few = (2..=5).rev().map(|most| round_values(from, to, most));
            let ticks: Vec<Vec<f64>> =
                [round_powers(from, to, 6)].into_iter().filter(|ticks| ticks.len() > 2).chain(few).collect();
            self.drawn(room, &ticks, |at| Plot::new(at, (from..to).log_scale()))
        } else {
            let more = (high - low) * 0.04;
            let (from, to) = (low - more, high + more);
            let ticks: Vec<Vec<f64>> = (2..=6).rev().map(|most| round_values(from, to, most)).collect();
            self.drawn(room, &ticks, |at| Plot::new(at, from..to))
        }
    }

    fn rows(&self, is_wide: bool) -> Rows {
        let has_ends = is_wide && self.has_ends();
        let row = |set: &WeightRow| {
            let cells = set.found.as_ref().map(|spread| {
                let ends = spread.ends.into_iter().flatten().map(|weight| self.weight(weight));
                ends.filter(|_| has_ends).chain([decimal(spread.effective, 0, self.language)]).collect()
            });
            Row {
                label: self.label(set),
                cells: cells.unwrap_or_default(),
                instead: set.found.as_ref().err().cloned(),
                ..Row::default()
            }
        };
        let ends = ["chart-weights-smallest", "chart-weights-largest"].map(|key| plain(self.language, key).to_owned());
        let worth = say(self.language, "chart-weights-are-worth", [("n", self.answered.into())]);
        Rows {
            rows: self.shown().map(row).collect(),
            headings: ends.into_iter().filter(|_| has_ends).chain([worth]).collect(),
            extra: STACKED,
            ..Rows::default()
        }
    }

    fn drawn<X: Ranged<ValueType = f64>>(
        &self,
        room: &Room<'_>,
        scales: &[Vec<f64>],
        plot_in: impl Fn([f64; 4]) -> Plot<X>,
    ) -> Option<Body> {
        let (letters, theme) = (room.letters, room.theme);
        let (size, small) = (letters.legend, letters.small);
        let is_wide = room.wide >= size * WIDE;
        let below = small * 0.6;
        let placed = self.rows(is_wide).place(room, below, small)?;
        let [_, top, _, bottom] = placed.plot;
        let plot = plot_in(placed.plot);
        // As many values as have room side by side.
        let ticks = scales.iter().find(|ticks| {
            let words = tick_words(ticks, room.language);
            let wide: Vec<f64> = words.iter().map(|words| width(words, small, Weight::Regular)).collect();
            let apart = |pair: &[usize]| plot.x(ticks[pair[1]]) - plot.x(ticks[pair[0]]);
            let numbers: Vec<usize> = (0..ticks.len()).collect();
            numbers.windows(2).all(|pair| apart(pair) > f64::midpoint(wide[pair[0]], wide[pair[1]]) + small * 0.5)
        })?;
        let line = size * 0.14;
        // Dots stand on the line from the smallest to the largest weight, as large as the highest of them leave room for.
        let stacks_of = |radius: f64| {
            let drawn = self.shown().enumerate().filter_map(|(row, set)| {
                let spread = set.found.as_ref().ok()?;
                Some(Drawn {
                    row,
                    name: set.name,
                    spread,
                    stack: stacked(&spread.parts, |weight| plot.x(weight), radius),
                })
            });
            drawn.collect::<Vec<_>>()
        };
        let (radius, drawn) = (0..20).find_map(|step| {
            let radius = size * (0.42 - 0.018 * f64::from(step));
            let drawn = stacks_of(radius);
            let high = drawn.iter().map(|set| levels(&set.stack)).fold(1.0, f64::max) * 2.0 * radius + line;
            (radius >= LEAST_DOT && high <= placed.pitch * 0.84).then_some((radius, drawn))
        })?;
        let mut body = Body { bottom: bottom + below, ..Body::default() };
        for (tick, words) in ticks.iter().zip(tick_words(ticks, room.language)) {
            plot.draw(&PathElement::new(
                vec![(*tick, 0.0), (*tick, bottom - top)],
                stroke(theme.says(Meaning::Grid), 0.9),
            ));
            let at = [plot.x(*tick), placed.heading];
            body.rows.push(text_of(at, Anchor::Middle, small, Weight::Regular, theme.quiet_ink, &words));
        }
        body.axis.extend(plot.take("grid"));
        body.axis.append(&mut body.rows);
        body.axis.extend(placed.rule_items(room));
        let equal = [(self.equal, -small * 0.4), (self.equal, bottom - top + below)];
        plot.dashed(&equal, [small * 0.32; 2], stroke(theme.quiet_ink, 0.9));
        body.axis.extend(plot.take("equal"));
        let marks = self.marks();
        for set in &drawn {
            Self::dots(&plot, room, &placed, (set, radius, line), &marks);
            body.rows.extend(plot.take(set.name));
        }
        body.rows.extend(placed.items);
        body.key = self.key(room);
        Some(body)
    }

    /// The line of one set from its smallest to its largest weight, and its dots.
    fn dots<X: Ranged<ValueType = f64>>(
        plot: &Plot<X>,
        room: &Room<'_>,
        placed: &Placed,
        (set, radius, line): (&Drawn<'_>, f64, f64),
        marks: &[Mark],
    ) {
        let colour = room.theme.says(Meaning::Answered);
        let name = set.name;
        let named = |what: &str| {
            let key = format!("{name}-{what}");
            if let Some(mark) = marks.iter().find(|mark| mark.key == key) {
                plot.name(identifier(room.prefix, &mark.key), mark.about());
            }
        };
        let high = levels(&set.stack) * 2.0 * radius + line;
        let base = placed.middles[set.row] - placed.plot[1] + high / 2.0;
        let [from, to] = set.spread.range();
        plot.draw(&PathElement::new(vec![(from, base), (to, base)], stroke(colour, line)));
        let ends = set.spread.ends.into_iter().flatten();
        for (what, end) in ["weight_minimum", "weight_maximum"].into_iter().zip(ends) {
            named(what);
            let tick = radius.max(line * 1.4);
            plot.draw(&PathElement::new(vec![(end, base - tick), (end, base + line / 2.0)], stroke(colour, line)));
        }
        for (number, (weight, level)) in set.stack.iter().enumerate() {
            named(&format!("part-{}", number + 1));
            let at = (*weight, base - line / 2.0 - radius * (2.0 * *level as f64 + 1.0));
            plot.draw(&Circle::new(at, fine_length(radius * 0.92), filled(colour)));
        }
    }

    fn key(&self, room: &Room<'_>) -> Vec<(Sign, String)> {
        let parts = self.spreads().map(|spread| spread.parts.len()).max().unwrap_or(0);
        let dot = say(self.language, "chart-weights-dot", [("parts", parts.into())]);
        let equal = say(self.language, "chart-weights-equal", [("weight", self.weight(self.equal).into())]);
        let colour = room.theme.says(Meaning::Answered);
        let dots = (parts > 0).then_some((Sign::Dot(colour), dot));
        dots.into_iter().chain([(Sign::Dashed(room.theme.quiet_ink), equal)]).collect()
    }
}
