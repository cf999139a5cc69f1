//! What each reminder brought: residents covered and units answered, as steps by day.

use jiff::civil::Date;
use plotters::coord::types::RangedCoordf64;
use plotters::element::PathElement;

use crate::model::base::language::Language;
use crate::render::colour::meaning::Meaning;
use crate::render::page::scene::{Anchor, Item};
use crate::render::page::svg::identifier;
use crate::render::page::typeface::{CAPITAL, Weight, width};
use crate::render::plot::axis::round_values;
use crate::render::plot::backend::{Plot, stroke};
use crate::render::plot::body::{Body, Mark, Room};
use crate::render::plot::rows::text_of;
use crate::render::report::sheet::Cell;
use crate::words::catalogue::{plain, say};
use crate::words::number::{Grouping, count, date, decimal, percent};

/// What a line counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Residents in the catchments of units that answered.
    Residents,
    /// Units that answered.
    Units,
}

/// What had come in on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The day; `None` at the end, for answers without one.
    pub day: Option<Date>,
    /// How many reminders had been sent.
    pub reminders: usize,
    /// How much.
    pub part: u64,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepLine {
    /// What it counts.
    pub counted: Counted,
    /// Of how many.
    pub whole: u64,
    /// Its steps.
    pub steps: Vec<Step>,
}

/// Lines of steps between the first and the last day.
#[derive(Clone, Debug)]
pub struct FieldworkSteps {
    /// The lines.
    pub lines: Vec<StepLine>,
    /// The days of the invitation (number 0) and of reminders.
    pub sent: Vec<(usize, Date)>,
    /// The first and the last day.
    pub span: [Date; 2],
    /// The day on which the survey was closed.
    pub closed: Option<Date>,
    /// The language of numbers.
    pub language: Language,
}

/// Narrower bodies have labels of two lines at the ends of lines, in sizes of type.
const WIDE: f64 = 48.0;

impl Counted {
    fn word(self) -> &'static str {
        match self {
            Self::Residents => "residents",
            Self::Units => "units",
        }
    }

    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Residents => "chart-fieldwork-residents",
            Self::Units => "chart-fieldwork-units",
        }
    }
}

impl StepLine {
    fn share(&self, step: &Step) -> f64 {
        if self.whole == 0 { 0.0 } else { step.part as f64 / self.whole as f64 }
    }

    fn last(&self) -> f64 {
        self.steps.last().map_or(0.0, |step| self.share(step))
    }
}

/// What was sent, in words.
fn name_of(number: usize, language: Language) -> String {
    match number {
        0 => plain(language, "chart-fieldwork-invitation").to_owned(),
        number => say(language, "chart-fieldwork-reminder", [("number", number.into())]),
    }
}

impl FieldworkSteps {
    /// What steps stand for.
    pub(crate) fn marks(&self) -> Vec<Mark> {
        self.lines.iter().flat_map(|line| (0..line.steps.len()).map(|step| self.mark(line, step))).collect()
    }

    fn mark(&self, line: &StepLine, number: usize) -> Mark {
        let step = &line.steps[number];
        let day = step
            .day
            .map_or_else(|| plain(self.language, "chart-fieldwork-no-day").to_owned(), |day| date(day, self.language));
        let values = [
            ("day", day.into()),
            ("share", percent(line.share(step), self.language).into()),
            ("part", count(step.part, Grouping::Narrow).into()),
            ("whole", count(line.whole, Grouping::Narrow).into()),
        ];
        let key = match line.counted {
            Counted::Residents => "chart-fieldwork-mark.residents",
            Counted::Units => "chart-fieldwork-mark",
        };
        Mark {
            key: format!("{}-{}", line.counted.word(), number + 1),
            title: say(self.language, key, values),
            channels: vec![
                ("counted", Cell::from(line.counted.word())),
                ("day", Cell::text(step.day.map(|day| day.to_string()))),
                ("reminders", Cell::count(step.reminders)),
                ("part", Cell::Count(step.part)),
                ("whole", Cell::Count(line.whole)),
                ("share", Cell::number(Some(line.share(step)))),
            ],
        }
    }

    /// Days since the first one.
    fn days(&self, day: Date) -> f64 {
        f64::from((day - self.span[0]).get_days())
    }

    pub(crate) fn body(&self, room: &Room<'_>) -> Option<Body> {
        let (size, small, theme) = (room.letters.legend, room.letters.small, room.theme);
        let is_wide = room.wide >= size * WIDE;
        let ends: Vec<[String; 2]> = self.lines.iter().map(|line| self.end(line)).collect();
        let beside = ends.iter().map(|[share, of]| {
            if is_wide {
                width(&format!("{share} {of}"), size, Weight::Semibold)
            } else {
                width(share, size, Weight::Semibold).max(width(of, size, Weight::Semibold))
            }
        });
        let left = room.left + width("100\u{a0}%", small, Weight::Regular) + small * 0.8;
        let right = room.left + room.wide - beside.fold(0.0, f64::max) - size;
        let top = room.top + small * 2.0;
        let below = small * 2.0;
        let bottom = match room.high {
            Some(high) => room.top + high - below,
            None => top + ((right - left) * 0.42).max(size * 12.0),
        };
        if bottom - top < size * 6.0 || right - left < size * 12.0 {
            return None;
        }
        let last = self.days(self.span[1]).max(1.0);
        let plot: Plot<RangedCoordf64> = Plot::new([left, top, right, bottom], 0.0..last);
        let highest = self.lines.iter().map(StepLine::last).fold(0.0, f64::max).max(0.01) * 100.0;
        let ticks = round_values(0.0, highest, 5);
        let step = ticks.get(1).map_or(highest, |second| second - ticks[0]);
        let most = ((highest / step).ceil() * step).min(100.0).max(highest);
        let mut body = Body { bottom: bottom + below, ..Body::default() };
        let y = |share: f64| (1.0 - share * 100.0 / most) * plot.height();
        let mut tick = 0.0;
        let mut labels = Vec::new();
        while tick <= most + 1e-9 {
            let at = y(tick / 100.0);
            plot.draw(&PathElement::new(vec![(0.0, at), (last, at)], stroke(theme.says(Meaning::Grid), 0.9)));
            let unit = if tick + step > most + 1e-9 { "\u{a0}%" } else { "" };
            let text = decimal(tick, usize::from(step.fract() > 0.0), room.language) + unit;
            let at = [left - small * 0.6, top + at + CAPITAL / 2.0 * small];
            labels.push(text_of(at, Anchor::End, small, Weight::Regular, theme.quiet_ink, &text));
            tick += step;
        }
        body.axis.extend(plot.take("grid"));
        body.axis.extend(labels);
        // The last name may stand over the words at the ends of lines, where these are lower.
        let ends_top = y(highest / 100.0) - size * if is_wide { 1.0 } else { 2.2 };
        let until = if ends_top > 0.0 { room.left + room.wide } else { right + size * 0.5 };
        self.sent(&plot, room, [top, bottom, until], &mut body);
        for line in self.lines.iter().rev() {
            self.line(&plot, room, line, &y);
        }
        body.rows.extend(plot.take("steps"));
        self.ends(room, &ends, [right + size * 0.7, top, bottom], &y, is_wide, &mut body);
        Some(body)
    }

    /// Lines at the days on which units were written to, with their names above and their days below where there is room.
    fn sent(&self, plot: &Plot<RangedCoordf64>, room: &Room<'_>, [top, bottom, until]: [f64; 3], body: &mut Body) {
        let (small, theme, language) = (room.letters.small, room.theme, room.language);
        let mut free = [f64::NEG_INFINITY; 2];
        let end = self.closed.map(|day| (usize::MAX, day));
        let all: Vec<(usize, Date)> = self.sent.iter().copied().chain(end).collect();
        for (place, (number, day)) in all.iter().enumerate() {
            let x = self.days(*day);
            let is_end = *number == usize::MAX;
            if !is_end {
                let points = [(x, -small * 0.5), (x, plot.height())];
                plot.dashed(&points, [small * 0.25, small * 0.25], stroke(theme.quiet_ink, 1.0));
                let name = name_of(*number, language);
                let next = all.get(place + 1).map_or(until, |(_, day)| plot.x(self.days(*day)));
                let short = match number {
                    0 => String::new(),
                    number => say(language, "chart-fieldwork-reminder.short", [("number", (*number).into())]),
                };
                let at = plot.x(x) + small * 0.4;
                let fits = |text: &&String| {
                    at > free[0] && at + width(text, small, Weight::Regular) < next.max(at + small * 0.1) - small * 0.4
                };
                if let Some(text) = [&name, &short].into_iter().find(fits).filter(|text| !text.is_empty()) {
                    free[0] = at + width(text, small, Weight::Regular);
                    let at = [at, top - small * 0.7];
                    body.axis.push(text_of(at, Anchor::Start, small, Weight::Regular, theme.quiet_ink, text));
                }
            }
            let values = [("day", day.day().into()), ("month", day.month().into())];
            let text = say(language, "chart-day", values);
            let half = width(&text, small, Weight::Regular) / 2.0;
            if plot.x(x) - half > free[1] + small * 0.6 {
                free[1] = plot.x(x) + half;
                let at = [plot.x(x), bottom + small * 1.4];
                body.axis.push(text_of(at, Anchor::Middle, small, Weight::Regular, theme.quiet_ink, &text));
            }
        }
        body.axis.extend(plot.take("sent"));
    }

    /// The steps of a line, each a shape of its own.
    fn line(&self, plot: &Plot<RangedCoordf64>, room: &Room<'_>, line: &StepLine, y: &impl Fn(f64) -> f64) {
        let (size, theme) = (room.letters.legend, room.theme);
        let end = self.days(self.span[1]).max(1.0);
        let at = |step: &Step| step.day.map_or(end, |day| self.days(day).min(end));
        let thick = size * 0.2;
        // A little of the step before, so that corners are whole.
        let corner = thick / 2.0 * end / (plot.x(end) - plot.x(0.0));
        let mut before = 0.0;
        for (number, step) in line.steps.iter().enumerate() {
            let share = line.share(step);
            let (from, until) = (at(step), line.steps.get(number + 1).map_or(end, at));
            let points =
                vec![((from - corner).max(0.0), y(before)), (from, y(before)), (from, y(share)), (until, y(share))];
            let mark = self.mark(line, number);
            plot.name(identifier(room.prefix, &mark.key), mark.about());
            match line.counted {
                Counted::Residents => {
                    plot.draw(&PathElement::new(points, stroke(theme.says(Meaning::Answered), thick)));
                }
                Counted::Units => plot.dashed(&points[1..], [size * 0.45, size * 0.25], stroke(theme.ink, size * 0.14)),
            }
            before = share;
        }
    }

    /// The last share and what it is of.
    fn end(&self, line: &StepLine) -> [String; 2] {
        [percent(line.last(), self.language), plain(self.language, line.counted.key()).to_owned()]
    }

    /// Words at the ends of lines, the higher one above.
    fn ends(
        &self,
        room: &Room<'_>,
        ends: &[[String; 2]],
        [x, top, bottom]: [f64; 3],
        y: &impl Fn(f64) -> f64,
        is_wide: bool,
        body: &mut Body,
    ) {
        let (size, theme) = (room.letters.legend, room.theme);
        let high = size * if is_wide { 1.35 } else { 2.7 };
        let mut order: Vec<(f64, usize)> =
            self.lines.iter().enumerate().map(|(number, line)| (top + y(line.last()), number)).collect();
        order.sort_by(|a, b| a.0.total_cmp(&b.0));
        if let [first, second] = order.as_mut_slice() {
            let missing = (high - (second.0 - first.0)).max(0.0) / 2.0;
            first.0 -= missing;
            second.0 = (second.0 + missing).min(bottom);
            first.0 = first.0.min(second.0 - high);
        }
        for (middle, number) in order {
            let ink = match self.lines[number].counted {
                Counted::Residents => theme.says(Meaning::Answered),
                Counted::Units => theme.ink,
            };
            let [share, of] = &ends[number];
            let lines: Vec<String> =
                if is_wide { vec![format!("{share} {of}")] } else { vec![share.clone(), of.clone()] };
            let first = middle + CAPITAL / 2.0 * size - size * 0.6 * (lines.len() as f64 - 1.0);
            for (number, text) in lines.iter().enumerate() {
                let at = [x, first + size * 1.2 * number as f64];
                let item: Item = text_of(at, Anchor::Start, size, Weight::Semibold, ink, text);
                body.rows.push(item);
            }
        }
    }
}
