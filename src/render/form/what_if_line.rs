//! One claim, and as a line: every share that the silent could have, and what it makes of all.

use plotters::coord::types::RangedCoordf64;
use plotters::element::{Circle, PathElement, Polygon};

use crate::analysis::outcome::margin::Margin;
use crate::analysis::outcome::result::Base;
use crate::model::base::language::Language;
use crate::render::colour::meaning::Meaning;
use crate::render::page::scene::{Anchor, Item};
use crate::render::page::svg::identifier;
use crate::render::page::typeface::{CAPITAL, Weight, width};
use crate::render::plot::axis::round_values;
use crate::render::plot::backend::{Plot, filled, fine_length, stroke};
use crate::render::plot::body::{Body, Mark, Room, Sign};
use crate::render::plot::clear::{Clear, LEADING, LabelLine};
use crate::render::plot::key::DOT;
use crate::render::plot::rows::text_of;
use crate::words::catalogue::{plain, say};
use crate::words::number::{decimal, short_percent};

/// A claim that more, or fewer, units than a share have an option.
#[derive(Clone, Debug)]
pub struct ClaimRow {
    /// The question's name.
    pub question: String,
    /// What is claimed of, in words: the question and the option.
    pub subject: String,
    /// The option.
    pub option: String,
    /// Over whom.
    pub base: Base,
    /// The share that the claim is about.
    pub claim: f64,
    /// Those that answered with the option, and all that answered.
    pub counts: [usize; 2],
    /// The share among those that answered.
    pub estimate: f64,
    /// The share of all, if none of the silent have the option and if all have.
    pub worst: (f64, f64),
    /// The share of the silent at which the share of all is the claim.
    pub tipping: f64,
    /// The margin in units.
    pub margin: Margin,
}

/// Narrower bodies have no words beside the line, in sizes of type.
const WIDE: f64 = 48.0;
/// How high the line of the margin stands above the axis, in sizes of type.
const RAISED: f64 = 0.9;

/// A line that is being drawn.
struct Line<'a> {
    claim: &'a ClaimRow,
    room: &'a Room<'a>,
    plot: Plot<RangedCoordf64>,
    /// Left, top, right, bottom of the plot.
    at: [f64; 4],
    clear: Clear,
    body: Body,
}

impl ClaimRow {
    /// Whether more than the claim is claimed: what those that answered say.
    pub fn is_more(&self) -> bool {
        self.estimate >= self.claim
    }

    /// Whether what the silent say can undo it.
    pub fn can_be_undone(&self) -> bool {
        self.margin.undone_by.is_some()
    }

    /// How far the silent would have to differ from those that answered, 0 to 1.
    pub fn distance(&self) -> f64 {
        (self.tipping - self.estimate).abs()
    }

    /// A share without decimals, or with one where two that differ would read the same.
    pub(crate) fn share(&self, share: f64, language: Language) -> String {
        let whole = |share: f64| (share * 100.0).round();
        let decimals = usize::from((whole(self.tipping) - whole(self.estimate)).abs() < 0.5);
        format!("{}\u{a0}%", decimal(share * 100.0, decimals, language))
    }

    /// The margin in points, as finely as the shares are printed.
    pub(crate) fn points(&self, language: Language) -> String {
        let points = self.distance() * 100.0;
        decimal(points, usize::from(points < 0.95), language)
    }

    /// Where the claim's line is crossed and its ends, by the share of the silent and of all.
    pub(super) fn points_of_line(&self) -> [(&'static str, f64, f64); 4] {
        let (none, all) = self.worst;
        [
            ("as_answered", self.estimate, self.estimate),
            ("tipping_point", self.tipping, self.claim),
            ("none", 0.0, none),
            ("all", 1.0, all),
        ]
    }

    /// Its line.
    pub(super) fn line(&self, marks: &[Mark; 4], room: &Room<'_>) -> Option<Body> {
        let claim = self;
        let (size, small) = (room.letters.legend, room.letters.small);
        let is_wide = room.wide >= size * WIDE;
        let [none, all, bound] = ends(claim, room);
        let beside = [&all, &bound].map(|text| width(text, size, Weight::Regular)).into_iter().fold(0.0, f64::max);
        let left = room.left + width("100\u{a0}%", small, Weight::Regular) + small * 0.8;
        let right = room.left + room.wide
            - if is_wide { beside + size * 1.6 } else { width("8\u{a0}%", small, Weight::Regular) };
        let top = room.top + size * 1.5;
        let below = small * 3.2;
        let bottom = match room.high {
            Some(high) => room.top + high - below,
            None => top + ((right - left) * 0.55).max(size * 14.0),
        };
        if bottom - top < size * 9.0 || right - left < size * 12.0 {
            return None;
        }
        let at = [left, top, right, bottom];
        let plot: Plot<RangedCoordf64> = Plot::new(at, 0.0..1.0);
        let clear = Clear::new([left, room.top, room.left + room.wide, bottom], room.theme.page);
        let body = Body { bottom: bottom + below, ..Body::default() };
        let mut line = Line { claim, room, plot, at, clear, body };
        line.scales();
        line.marks(marks);
        line.ends([&none, &all, &bound], is_wide);
        line.signs();
        Some(line.body)
    }
}

/// What is said of the ends and of the claim.
fn ends(claim: &ClaimRow, room: &Room<'_>) -> [String; 3] {
    let share = |share: f64| format!("{}\u{a0}%", decimal(share * 100.0, 0, room.language));
    let said = |key: &'static str, share: String| say(room.language, key, [("share", share.into())]);
    [
        said("chart-what-if-none", share(claim.worst.0)),
        said("chart-what-if-all", share(claim.worst.1)),
        said("chart-what-if-bound", short_percent(claim.claim, room.language)),
    ]
}

impl Line<'_> {
    /// The height of a share of all, in pixels from the top of the plot.
    fn y(&self, share: f64) -> f64 {
        (1.0 - share) * self.plot.height()
    }

    fn scales(&mut self) {
        let (small, theme, language) = (self.room.letters.small, self.room.theme, self.room.language);
        let [left, top, right, bottom] = self.at;
        let mut labels: Vec<Item> = Vec::new();
        let label = |at, anchor, text: &str| text_of(at, anchor, small, Weight::Regular, theme.quiet_ink, text);
        for tick in round_values(0.0, 100.0, 5) {
            let share = tick / 100.0;
            let points = vec![(0.0, self.y(share)), (1.0, self.y(share))];
            self.plot.draw(&PathElement::new(points, stroke(theme.says(Meaning::Grid), 0.9)));
            let text = decimal(tick, 0, language) + if tick >= 100.0 { "\u{a0}%" } else { "" };
            let y = top + self.y(share) + CAPITAL / 2.0 * small;
            labels.push(label([left - small * 0.6, y], Anchor::End, &text));
            let edge = if tick >= 100.0 { width("\u{a0}%", small, Weight::Regular) / 2.0 } else { 0.0 };
            labels.push(label([self.plot.x(share) + edge, bottom + small * 1.4], Anchor::Middle, &text));
        }
        self.body.axis.extend(self.plot.take("grid"));
        self.body.axis.extend(labels);
        let words = plain(language, "chart-what-if-axis");
        let at = [f64::midpoint(left, right), bottom + small * 2.8];
        self.body.axis.push(label(at, Anchor::Middle, words));
    }

    /// The line, what lies on the wrong side of the claim, dot and ring with what stands below them.
    fn marks(&mut self, [like, tipping, none, all]: &[Mark; 4]) {
        let (claim, theme, size) = (self.claim, self.room.theme, self.room.letters.legend);
        let (low, high) = claim.worst;
        let bound = self.y(claim.claim);
        if claim.can_be_undone() {
            let (end, share) = if claim.is_more() { (0.0, low) } else { (1.0, high) };
            let corners = vec![(end, bound), (end, self.y(share)), (claim.tipping, bound)];
            self.plot.draw(&Polygon::new(corners, filled(theme.says(Meaning::Chance))));
            self.body.axis.extend(self.plot.take("undone"));
        }
        self.plot.dashed(&[(0.0, bound), (1.0, bound)], [size * 0.45, size * 0.3], stroke(theme.ink, 1.1));
        self.body.axis.extend(self.plot.take("claim"));
        let foot = self.plot.height();
        let like_at = (claim.estimate, self.y(claim.estimate));
        let thin = [size * 0.2, size * 0.2];
        let answered = theme.says(Meaning::Answered);
        self.plot.dashed(&[like_at, (claim.estimate, foot)], thin, stroke(answered, 1.3));
        if claim.can_be_undone() {
            let points = vec![(claim.tipping, bound), (claim.tipping, foot)];
            self.plot.draw(&PathElement::new(points, stroke(theme.says(Meaning::Silent), 1.3)));
            let y = foot - size * RAISED;
            let points = vec![(claim.tipping, y), (claim.estimate, y)];
            self.plot.draw(&PathElement::new(points, stroke(theme.ink, 1.6)));
        }
        self.body.rows.extend(self.plot.take("feet"));
        let points = vec![(0.0, self.y(low)), (1.0, self.y(high))];
        self.plot.draw(&PathElement::new(points, stroke(answered, size * 0.22)));
        self.body.rows.extend(self.plot.take("line"));
        for (mark, x, share) in [(none, 0.0, low), (all, 1.0, high)] {
            dot(&self.plot, self.room, mark, (x, self.y(share)), size * DOT * 0.7);
        }
        dot(&self.plot, self.room, like, like_at, size * DOT * 1.2);
        if claim.can_be_undone() {
            ring(&self.plot, self.room, tipping, (claim.tipping, bound), size * DOT * 1.35);
        }
        self.body.rows.extend(self.plot.take("claims"));
        let [left, top, right, bottom] = self.at;
        self.clear.line([left, top + self.y(low)], [right, top + self.y(high)], size * 0.45);
        self.clear.line([left, top + bound], [right, top + bound], 1.5);
        for share in [Some(claim.estimate), claim.can_be_undone().then_some(claim.tipping)].into_iter().flatten() {
            let x = self.plot.x(share);
            self.clear.line([x, top + self.y(share.min(1.0))], [x, bottom], 1.5);
        }
    }

    /// What none and all of the silent would make of it, and the claim: beside the line, or on it where there is no room.
    fn ends(&mut self, [none, all, bound]: [&str; 3], is_wide: bool) {
        let (theme, size) = (self.room.theme, self.room.letters.legend);
        let [left, top, right, _] = self.at;
        let line = |text| [LabelLine { text, size, weight: Weight::Regular, ink: theme.ink }];
        let [low, high, claim] =
            [self.claim.worst.0, self.claim.worst.1, self.claim.claim].map(|share| top + self.y(share));
        let middle = size * CAPITAL / 2.0;
        let x = if is_wide { right + size * 0.9 } else { right };
        let anchor = if is_wide { Anchor::Start } else { Anchor::End };
        // Beside the line the claim gives way to the end of the line, on it both do.
        let shifts = if is_wide { [0.0, -0.7, 0.7, -1.3, 1.3] } else { [1.2, -0.9, 2.4, -2.1, 3.6] };
        for (text, y) in [(all, high), (bound, claim)] {
            let places = shifts.map(|shift| ([x, y + middle + shift * size], anchor));
            self.body.rows.extend(self.clear.label(&line(text), places).into_iter().flatten());
        }
        let places =
            [1.5, -0.9, 2.5, -2.0].map(|shift| ([left + size * 0.9, low + middle + shift * size], Anchor::Start));
        self.body.rows.extend(self.clear.label(&line(none), places).into_iter().flatten());
    }

    /// What ring, dot and margin say: beside them, or in the key where there is no room.
    fn signs(&mut self) {
        let (claim, theme, language, size) =
            (self.claim, self.room.theme, self.room.language, self.room.letters.legend);
        let (answered, silent) = (theme.says(Meaning::Answered), theme.says(Meaning::Silent));
        let is_left = claim.tipping < claim.estimate;
        let at = [claim.estimate, claim.tipping].map(|share| self.plot.x(share.clamp(0.0, 1.0)));
        if claim.can_be_undone() {
            let share = claim.share(claim.tipping, language);
            let share = say(language, "chart-what-if-of-silent", [("share", share.into())]);
            self.beside((Sign::Ring(silent), silent), plain(language, "chart-what-if-ring"), &share, at[1], is_left);
        }
        let share = claim.share(claim.estimate, language);
        self.beside((Sign::Dot(answered), answered), plain(language, "chart-what-if-dot"), &share, at[0], !is_left);
        if claim.can_be_undone() {
            let units = claim.margin.units().unwrap_or_default();
            let key = if units == 0 { "chart-what-if-margin.none" } else { "chart-what-if-margin" };
            let values = [("points", claim.points(language).into()), ("units", units.into())];
            let margin = say(language, key, values);
            let line = [LabelLine { text: &margin, size, weight: Weight::Semibold, ink: theme.ink }];
            let y = self.at[3] - size * (RAISED - CAPITAL / 2.0);
            let gap = size * 0.8;
            let places = [(at[0].max(at[1]) + gap, Anchor::Start), (at[0].min(at[1]) - gap, Anchor::End)];
            match self.clear.label(&line, places.map(|(x, anchor)| ([x, y], anchor))) {
                Some(items) => self.body.rows.extend(items),
                None => self.body.key.push((Sign::Line(theme.ink), margin)),
            }
        }
    }

    /// A label of two lines beside what stands below a sign, as low as there is room.
    fn beside(&mut self, (sign, colour): (Sign, &'static str), name: &str, share: &str, x: f64, is_left: bool) {
        let size = self.room.letters.legend;
        let lines = [
            LabelLine { text: name, size, weight: Weight::Semibold, ink: colour },
            LabelLine { text: share, size, weight: Weight::Regular, ink: colour },
        ];
        let [_, top, _, bottom] = self.at;
        let gap = size * 0.8;
        let both = [(x - gap, Anchor::End), (x + gap, Anchor::Start)];
        let sides = if is_left { both } else { [both[1], both[0]] };
        let lowest = bottom - size * (2.2 + LEADING);
        let steps = 12;
        let places = sides.into_iter().flat_map(|(x, anchor)| {
            (0..steps).map(move |step| {
                let y = lowest - (lowest - top - size) * f64::from(step) / f64::from(steps - 1);
                ([x, y], anchor)
            })
        });
        match self.clear.label(&lines, places) {
            Some(items) => self.body.rows.extend(items),
            None => self.body.key.push((sign, format!("{name}: {share}"))),
        }
    }
}

/// A dot where the silent are like those that answered.
pub(super) fn dot(plot: &Plot<RangedCoordf64>, room: &Room<'_>, mark: &Mark, (x, y): (f64, f64), radius: f64) {
    plot.name(identifier(room.prefix, &mark.key), mark.about());
    plot.draw(&Circle::new((x, y), fine_length(radius), filled(room.theme.says(Meaning::Answered))));
}

/// A ring where a claim is undone.
pub(super) fn ring(plot: &Plot<RangedCoordf64>, room: &Room<'_>, mark: &Mark, (x, y): (f64, f64), radius: f64) {
    let (colour, thick) = (room.theme.says(Meaning::Silent), radius * 0.5);
    plot.name(identifier(room.prefix, &mark.key), mark.about());
    plot.draw(&Circle::new((x, y), fine_length(radius - thick / 2.0), filled(room.theme.page)));
    plot.draw(&Circle::new((x, y), fine_length(radius - thick / 2.0), stroke(colour, thick)));
}
