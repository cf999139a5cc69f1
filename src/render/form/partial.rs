//! What makes response uneven: what each variable adds given the others, and which levels answered less or more.

use plotters::coord::types::RangedCoordf64;
use plotters::element::{Circle, PathElement};

use crate::model::base::language::Language;
use crate::render::colour::meaning::Meaning;
use crate::render::page::scene::Anchor;
use crate::render::page::svg::identifier;
use crate::render::page::typeface::{Weight, width};
use crate::render::plot::axis::{round_values, tick_words};
use crate::render::plot::backend::{Plot, filled, fine_length, stroke};
use crate::render::plot::body::{Body, Mark, Room, Sign};
use crate::render::plot::key::DOT;
use crate::render::plot::rows::{Placed, Row, Rows, text_of};
use crate::render::report::sheet::Cell;
use crate::words::catalogue::{plain, say};
use crate::words::number::decimal;

/// What one variable adds to the variation of propensities.
#[derive(Clone, Debug, PartialEq)]
pub struct PartialRow {
    /// Its word in tables.
    pub variable: String,
    /// Its name.
    pub label: String,
    /// Given the others; by itself in a model of one variable.
    pub value: f64,
    /// Whether it is given the others.
    pub is_conditional: bool,
    /// Its standard error.
    pub error: Option<f64>,
    /// By itself.
    pub alone: Option<f64>,
    /// Its standard error.
    pub alone_error: Option<f64>,
    /// Its levels, those that answered most first.
    pub levels: Vec<PartialLevelRow>,
}

impl PartialRow {
    /// The ends of the line through its dot; below 0 there is nothing.
    pub(crate) fn line(&self) -> Option<[f64; 2]> {
        self.error.map(|error| [(self.value - ERRORS * error).max(0.0), self.value + ERRORS * error])
    }
}

/// What one level adds by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct PartialLevelRow {
    /// Its word in tables.
    pub level: String,
    /// Its name.
    pub label: String,
    /// Below 0 where it answered less than the whole.
    pub value: f64,
    /// Its standard error, in a sample.
    pub error: Option<f64>,
    /// How many units it has.
    pub n: usize,
}

/// The variables of a model of response.
#[derive(Clone, Debug, PartialEq)]
pub struct PartialIndicators {
    /// The variables, the one that adds most first.
    pub variables: Vec<PartialRow>,
    /// The language of numbers.
    pub language: Language,
}

impl PartialIndicators {
    /// What dots, lines and ticks stand for.
    pub(crate) fn marks(&self) -> Vec<Mark> {
        let mut marks = Vec::new();
        let cells = |measure: &'static str, variable: &str, level: &str, values: [Option<f64>; 2], n: Option<usize>| {
            vec![
                ("measure", Cell::from(measure)),
                ("variable", Cell::from(variable)),
                ("level", Cell::from(level)),
                ("estimate", Cell::number(values[0])),
                ("standard_error", Cell::number(values[1])),
                ("n", n.map_or(Cell::Missing, Cell::count)),
            ]
        };
        for (number, row) in self.variables.iter().enumerate() {
            let word = if row.is_conditional { CONDITIONAL } else { UNCONDITIONAL };
            let key = if row.is_conditional { "chart-partial-given" } else { "chart-partial-alone" };
            let value = [("value", self.printed(row.value).into())];
            let error = row.error.map_or_else(String::new, |error| {
                say(self.language, "standard-error", [("error", self.printed(error).into())])
            });
            marks.push(Mark {
                key: format!("variable-{number}"),
                title: format!("{}: {}{error}", row.label, say(self.language, key, value)),
                channels: cells(word, &row.variable, "", [Some(row.value), row.error], None),
            });
            if let Some(alone) = row.alone.filter(|_| row.is_conditional) {
                let told = say(self.language, "chart-partial-alone", [("value", self.printed(alone).into())]);
                marks.push(Mark {
                    key: format!("variable-{number}-alone"),
                    title: format!("{}: {told}", row.label),
                    channels: cells(UNCONDITIONAL, &row.variable, "", [Some(alone), row.alone_error], None),
                });
            }
        }
        for (number, row) in self.variables.iter().enumerate() {
            for (position, level) in row.levels.iter().enumerate() {
                let key = if level.value < 0.0 { "chart-partial-less" } else { "chart-partial-more" };
                let values = [("value", self.printed(level.value).into()), ("n", level.n.into())];
                marks.push(Mark {
                    key: format!("level-{number}-{position}"),
                    title: format!("{}, {}: {}", row.label, level.label, say(self.language, key, values)),
                    channels: cells(
                        UNCONDITIONAL,
                        &row.variable,
                        &level.level,
                        [Some(level.value), level.error],
                        Some(level.n),
                    ),
                });
            }
        }
        marks
    }

    fn printed(&self, value: f64) -> String {
        decimal(value, 3, self.language)
    }

    pub(crate) fn body(&self, room: &Room<'_>) -> Option<Body> {
        let (left, right) = self.rooms(room);
        let mut body = Body { bottom: room.top, ..Body::default() };
        let marks = self.marks();
        self.variables_in(&left, &marks, &mut body)?;
        let right = right.unwrap_or(Room {
            top: body.bottom,
            high: room.high.map(|high| high - body.bottom + room.top),
            ..*room
        });
        self.levels_in(&right, &marks, &mut body)?;
        let (colour, theme) = (room.theme.says(Meaning::Answered), room.theme);
        let word = |key: &'static str| plain(self.language, key).to_owned();
        let is_conditional = self.variables.iter().any(|row| row.is_conditional);
        body.key.push((
            Sign::Dot(colour),
            word(if is_conditional { "chart-partial-key" } else { "chart-partial-key.alone" }),
        ));
        if self.variables.iter().any(|row| row.error.is_some()) {
            body.key.push((Sign::Line(colour), word("chart-partial-key.interval")));
        }
        if self.variables.iter().any(|row| row.is_conditional && row.alone.is_some()) {
            body.key.push((Sign::Tick(theme.ink), word("chart-partial-key.alone")));
        }
        Some(body)
    }

    /// Two rooms side by side; the second is what the first leaves below it where a page is narrow.
    fn rooms<'a>(&self, room: &Room<'a>) -> (Room<'a>, Option<Room<'a>>) {
        let letters = room.letters;
        if room.wide >= letters.legend * WIDE {
            let gap = letters.legend * 2.4;
            let half = (room.wide - gap) / 2.0;
            return (Room { wide: half, ..*room }, Some(Room { left: room.left + half + gap, wide: half, ..*room }));
        }
        let variables = self.variables.len() as f64;
        let levels: f64 = self.variables.iter().map(|row| row.levels.len() as f64 + 1.4).sum();
        let around = letters.small * AROUND;
        let high = room.high.map(|high| around + (high - 2.0 * around).max(0.0) * variables / (variables + levels));
        (Room { high, ..*room }, None)
    }

    /// Variables: a dot on its interval, a tick for the variable by itself.
    fn variables_in(&self, room: &Room<'_>, marks: &[Mark], body: &mut Body) -> Option<()> {
        let row =
            |row: &PartialRow| Row { label: row.label.clone(), cells: vec![self.printed(row.value)], ..Row::default() };
        let rows =
            Rows { rows: self.variables.iter().map(row).collect(), headings: vec![String::new()], ..Rows::default() };
        let ends = |row: &PartialRow| [Some(row.value), row.alone, row.line().map(|[_, high]| high)];
        let high = self.variables.iter().flat_map(ends).flatten().fold(0.0, f64::max);
        let high = if high > 0.0 { high * 1.06 } else { 0.1 };
        let (placed, plot) = scale(room, (&rows, "variables"), [0.0, high], body)?;
        let size = room.letters.legend;
        let colour = room.theme.says(Meaning::Answered);
        let mut marks = marks.iter();
        let mut named = || {
            if let Some(mark) = marks.next() {
                plot.name(identifier(room.prefix, &mark.key), mark.about());
            }
        };
        for (row, middle) in self.variables.iter().zip(&placed.middles) {
            let y = middle - placed.plot[1];
            if let Some([low, high]) = row.line() {
                plot.draw(&PathElement::new(vec![(low, y), (high, y)], stroke(colour, size * 0.16)));
            }
            named();
            plot.draw(&Circle::new((row.value, y), fine_length(size * DOT), filled(colour)));
            if let Some(alone) = row.alone.filter(|_| row.is_conditional) {
                named();
                let tick = vec![(alone, y - size * 0.62), (alone, y + size * 0.62)];
                plot.draw(&PathElement::new(tick, stroke(room.theme.ink, size * 0.14)));
            }
        }
        body.rows.extend(plot.take("variables"));
        body.rows.extend(placed.items);
        Some(())
    }

    /// Levels around 0: full dots answered more, rings less.
    fn levels_in(&self, room: &Room<'_>, marks: &[Mark], body: &mut Body) -> Option<()> {
        let mut rows = Vec::new();
        for variable in &self.variables {
            rows.push(Row {
                label: variable.label.clone(),
                is_head: true,
                cells: vec![String::new()],
                ..Row::default()
            });
            rows.extend(variable.levels.iter().map(|level| Row {
                label: level.label.clone(),
                is_member: true,
                cells: vec![self.printed(level.value)],
                ..Row::default()
            }));
        }
        let rows = Rows { rows, headings: vec![String::new()], ..Rows::default() };
        let values = || self.variables.iter().flat_map(|row| row.levels.iter().map(|level| level.value));
        let most = values().map(f64::abs).fold(0.0, f64::max);
        let most = if most > 0.0 { most * 1.15 } else { 0.1 };
        let (placed, plot) = scale(room, (&rows, "levels"), [-most, most], body)?;
        let (size, small, theme) = (room.letters.legend, room.letters.small, room.theme);
        let height = placed.plot[3] - placed.plot[1];
        plot.draw(&PathElement::new(vec![(0.0, 0.0), (0.0, height)], stroke(theme.quiet_ink, 0.9)));
        body.axis.extend(plot.take("zero"));
        let [less, more] = ["chart-partial-axis", "chart-partial-axis.more"].map(|key| plain(self.language, key));
        let foot = placed.plot[3] + small * 1.2;
        let reach = (width(less, small, Weight::Regular), width(more, small, Weight::Regular));
        let (middle, edge) = (plot.x(0.0), room.left + room.wide);
        if middle - reach.0 - small * 0.4 < room.left || middle + reach.1 + small * 0.4 > edge {
            return None;
        }
        let quiet = theme.quiet_ink;
        body.axis.push(text_of([middle - small * 0.4, foot], Anchor::End, small, Weight::Regular, quiet, less));
        body.axis.push(text_of([middle + small * 0.4, foot], Anchor::Start, small, Weight::Regular, quiet, more));
        let mut marks = marks.iter().filter(|mark| mark.key.starts_with("level-"));
        let mut middles = placed.middles.iter();
        for variable in &self.variables {
            let _head = middles.next();
            for (level, middle) in variable.levels.iter().zip(middles.by_ref()) {
                let at = (level.value, middle - placed.plot[1]);
                let radius = size * DOT;
                if let Some(mark) = marks.next() {
                    plot.name(identifier(room.prefix, &mark.key), mark.about());
                }
                if level.value < 0.0 {
                    let colour = theme.says(Meaning::Below);
                    let ring = radius * 0.45;
                    plot.draw(&Circle::new(at, fine_length(radius - ring / 2.0), filled(theme.page)));
                    plot.draw(&Circle::new(at, fine_length(radius - ring / 2.0), stroke(colour, ring)));
                } else {
                    plot.draw(&Circle::new(at, fine_length(radius), filled(theme.says(Meaning::Above))));
                }
            }
        }
        body.rows.extend(plot.take("levels"));
        body.rows.extend(placed.items);
        Some(())
    }
}

/// Narrower bodies have levels below variables and not beside them, in sizes of type.
const WIDE: f64 = 46.0;
/// What a scale needs above and below its rows, in sizes of small type.
const AROUND: f64 = 3.6;
/// Standard errors on each side of a dot that its line has.
pub(crate) const ERRORS: f64 = 1.96;
/// The measures, as `bias.csv` has them.
const CONDITIONAL: &str = "partial_conditional";
const UNCONDITIONAL: &str = "partial_unconditional";

/// Rows in a room with the scale that they share, its values above them.
fn scale(
    room: &Room<'_>,
    (rows, id): (&Rows, &str),
    [low, high]: [f64; 2],
    body: &mut Body,
) -> Option<(Placed, Plot<RangedCoordf64>)> {
    let (small, theme) = (room.letters.small, room.theme);
    let below = small * (AROUND - 2.0);
    let placed = rows.place(room, below, 0.0)?;
    let [_, top, _, bottom] = placed.plot;
    let plot: Plot<RangedCoordf64> = Plot::new(placed.plot, low..high);
    // As many values as have room side by side.
    let ticks = (2..=5).rev().map(|most| round_values(low, high, most)).find(|ticks| {
        let words = tick_words(ticks, room.language);
        let widest = words.iter().map(|words| width(words, small, Weight::Regular)).fold(0.0, f64::max);
        ticks.windows(2).all(|pair| plot.x(pair[1]) - plot.x(pair[0]) > widest + small * 0.5)
    })?;
    for tick in &ticks {
        plot.draw(&PathElement::new(vec![(*tick, 0.0), (*tick, bottom - top)], stroke(theme.says(Meaning::Grid), 0.9)));
    }
    body.axis.extend(plot.take(&format!("grid-{id}")));
    for (tick, words) in ticks.iter().zip(tick_words(&ticks, room.language)) {
        let at = [plot.x(*tick), placed.heading];
        body.axis.push(text_of(at, Anchor::Middle, small, Weight::Regular, theme.quiet_ink, &words));
    }
    body.axis.extend(placed.rules_named(room, &format!("rules-{id}")));
    body.bottom = body.bottom.max(bottom + below);
    Some((placed, plot))
}
