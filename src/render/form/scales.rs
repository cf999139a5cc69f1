//! Questions of scales as bars of 100 %, aligned where the scale is cut.

use plotters::coord::types::RangedCoordf64;
use plotters::element::{PathElement, Rectangle};

use crate::render::colour::meaning::Meaning;
use crate::render::colour::steps::Side;
use crate::render::colour::vision::readable_on;
use crate::render::page::scene::{Anchor, Item};
use crate::render::page::svg::identifier;
use crate::render::page::typeface::{CAPITAL, Weight, width};
use crate::render::plot::backend::{Plot, filled, stroke};
use crate::render::plot::body::{Body, Mark, Room, Sign};
use crate::render::plot::rows::{Labels, Placed, Row, Rows, text_of};

/// One step of a scale, as one question was answered.
#[derive(Clone, Debug, PartialEq)]
pub struct ScaleStep {
    /// What it stands for.
    pub mark: Mark,
    /// Its word.
    pub word: String,
    /// How many chose it.
    pub count: usize,
    /// Their share of those on the scale, 0 to 1.
    pub share: f64,
    /// On which side it lies.
    pub side: Side,
    /// How many steps from the cut, or the middle.
    pub distance: usize,
}

/// What stands apart from a scale, as one question was answered.
#[derive(Clone, Debug, PartialEq)]
pub struct BesideScale {
    /// What it stands for.
    pub mark: Mark,
    /// Its word.
    pub word: String,
    /// How many chose it.
    pub count: usize,
    /// How many of those on the scale that would be, 0 or more.
    pub share: f64,
}

/// One question.
#[derive(Clone, Debug, PartialEq)]
pub struct ScaleRow {
    /// What tells it from other questions.
    pub name: String,
    /// Its words.
    pub label: String,
    /// How many stand on the scale, in words.
    pub base: String,
    /// The steps, from the lowest.
    pub steps: Vec<ScaleStep>,
    /// Options apart from them.
    pub beside: Vec<BesideScale>,
    /// The share above the cut, as it is printed.
    pub above: String,
}

/// Questions that are cut alike.
#[derive(Clone, Debug, PartialEq)]
pub struct ScaleGroup {
    /// What lies left and right of the cut.
    pub sides: [String; 2],
    /// The steps that they name.
    pub named: Vec<String>,
    /// The questions.
    pub rows: Vec<ScaleRow>,
}

/// All of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Scales {
    /// The groups, from above.
    pub groups: Vec<ScaleGroup>,
    /// What is written below and not drawn, as rows of the table.
    pub written: Vec<Mark>,
    /// What a bar beside the scale is called.
    pub beside: String,
}

/// Narrower bodies have labels above the bars, in sizes of type.
const WIDE: f64 = 48.0;

impl ScaleStep {
    /// Its word with the count, parted where both are numbers.
    fn words(&self) -> String {
        let is_number = self.word.ends_with(|letter: char| letter.is_numeric());
        format!("{}{} {}", self.word, if is_number { ":" } else { "" }, self.count)
    }

    /// From the lowest to the highest.
    fn rank(&self) -> (u8, usize) {
        match self.side {
            Side::Less | Side::Against => (0, usize::MAX - self.distance),
            Side::Middle => (1, 0),
            Side::More | Side::For => (2, self.distance),
        }
    }
}

impl ScaleRow {
    /// How far the bar reaches to the left and to the right of the cut.
    fn reach(&self) -> [f64; 2] {
        self.steps.iter().fold([0.0, 0.0], |[left, right], step| match step.side {
            Side::Less | Side::Against => [left + step.share, right],
            Side::More | Side::For => [left, right + step.share],
            Side::Middle => [left + step.share / 2.0, right + step.share / 2.0],
        })
    }

    /// How long the bar beside the scale is.
    fn beside(&self) -> f64 {
        self.beside.iter().map(|beside| beside.share).sum()
    }
}

impl ScaleGroup {
    /// The line of the cut with what lies on its sides.
    fn head(
        &self,
        room: &Room<'_>,
        plot: &Plot<RangedCoordf64>,
        (middle, top): (f64, f64),
        line: &[[f64; 2]],
        body: &mut Body,
    ) {
        let small = room.letters.small;
        for [from, to] in line {
            let piece = vec![(0.0, from - top), (0.0, to - top)];
            plot.draw(&PathElement::new(piece, stroke(room.theme.ink, 1.2)));
        }
        body.axis.extend(plot.take(&format!("cut-{}", self.rows.first().map_or("", |row| &row.name))));
        let gap = small * 0.7;
        let base = middle + CAPITAL / 2.0 * small;
        let [less, more] = &self.sides;
        // Where there is no room on a side the words start at the edge.
        let x = (plot.x(0.0) - gap).max(room.left + width(less, small, Weight::Regular));
        let quiet = room.theme.quiet_ink;
        if x < plot.x(0.0) {
            body.axis.push(text_of([x, base], Anchor::End, small, Weight::Regular, quiet, less));
        }
        body.axis.push(text_of([plot.x(0.0) + gap, base], Anchor::Start, small, Weight::Regular, quiet, more));
    }
}

/// The scale that all bars share.
struct Spread {
    /// How far bars reach to the left and to the right.
    reach: [f64; 2],
    /// Where the bars beside begin, in the same scale.
    beside: f64,
}

impl Scales {
    fn rows(&self) -> impl Iterator<Item = &ScaleRow> {
        self.groups.iter().flat_map(|group| &group.rows)
    }

    /// What each piece of a bar stands for, then what is written.
    pub(crate) fn marks(&self) -> Vec<Mark> {
        let of_row = |row: &ScaleRow| -> Vec<Mark> {
            let steps = row.steps.iter().map(|step| step.mark.clone());
            steps.chain(row.beside.iter().map(|beside| beside.mark.clone())).collect()
        };
        self.rows().flat_map(of_row).chain(self.written.iter().cloned()).collect()
    }

    /// How many steps a side has at the most.
    fn depth(&self, side: Side) -> usize {
        let steps = self.rows().flat_map(|row| &row.steps).filter(|step| step.side == side);
        steps.map(|step| step.distance + 1).max().unwrap_or(0)
    }

    fn colour(&self, room: &Room<'_>, step: &ScaleStep) -> &'static str {
        room.theme.step(step.side, step.distance, self.depth(step.side))
    }

    pub(crate) fn body(&self, room: &Room<'_>) -> Option<Body> {
        let letters = room.letters.legend;
        let is_wide = room.wide >= letters * WIDE;
        let head = Row { is_head: true, ..Row::default() };
        let row = |row: &ScaleRow| Row { label: row.label.clone(), below: row.base.clone(), ..Row::default() };
        let rows = Rows {
            rows: self
                .groups
                .iter()
                .flat_map(|group| [head.clone()].into_iter().chain(group.rows.iter().map(row)))
                .collect(),
            labels: if is_wide { Labels::Left } else { Labels::Above },
            are_tall: true,
            ..Rows::default()
        };
        let placed = rows.place(room, 0.0, 0.0)?;
        let (plot, spread) = self.plot(&placed, room)?;
        let mut body = Body { bottom: placed.plot[3], ..Body::default() };
        let mut middles = placed.middles.iter();
        let half = (placed.pitch * 0.31).min(letters * 1.1);
        let mut said: Vec<&str> = Vec::new();
        for group in &self.groups {
            let Some(head) = middles.next() else { break };
            let rows: Vec<(&ScaleRow, f64)> = group.rows.iter().zip(middles.by_ref().copied()).collect();
            let small = room.letters.small * 0.8;
            let mut line = vec![[head - small, head + small]];
            line.extend(rows.iter().map(|(_, middle)| [middle - half * 1.3, middle + half * 1.3]));
            if rows.last().is_some() && is_wide {
                // Beside labels the line of the cut goes through; below them it would strike them through.
                line = vec![[line[0][0], line[line.len() - 1][1]]];
            }
            group.head(room, &plot, (*head, placed.plot[1]), &line, &mut body);
            said.extend(group.named.iter().map(String::as_str));
            for (row, middle) in rows {
                said.extend(self.bar(room, &plot, &spread, row, [middle, placed.plot[1], half], &mut body));
            }
        }
        body.rows.extend(placed.items);
        body.key = self.key(room, &said);
        Some(body)
    }

    /// The room for bars with a scale on which the longest have room, their numbers too.
    fn plot(&self, placed: &Placed, room: &Room<'_>) -> Option<(Plot<RangedCoordf64>, Spread)> {
        let letters = room.letters.legend;
        let reach = self
            .rows()
            .map(ScaleRow::reach)
            .fold([0.0_f64, 0.0_f64], |[left, right], [less, more]| [left.max(less), right.max(more)]);
        let beside = self.rows().map(ScaleRow::beside).fold(0.0, f64::max);
        let above = self.rows().map(|row| width(&row.above, letters, Weight::Semibold)).fold(0.0, f64::max);
        let counts = |row: &ScaleRow| -> usize { row.beside.iter().map(|beside| beside.count).sum() };
        let counts =
            self.rows().map(|row| width(&counts(row).to_string(), letters, Weight::Regular)).fold(0.0, f64::max);
        // Numbers stand beyond the bars: the share above the cut, and how many stand beside the scale.
        let gap = letters * 0.6;
        let after = above + 2.0 * gap;
        let ends = after + if beside > 0.0 { counts + 2.0 * gap } else { 0.0 };
        let [left, top, right, bottom] = placed.plot;
        let whole = reach[0] + reach[1] + beside;
        // Right of the cut stands at least what it is called.
        let named = self.groups.iter().map(|group| width(&group.sides[1], room.letters.small, Weight::Regular));
        let named = named.fold(0.0, f64::max) + room.letters.small;
        let pixels = right - left - ends;
        if pixels.min(right - left - named) < letters * 3.0 || whole <= 0.0 {
            return None;
        }
        let of_pixel = (whole / pixels).max(reach[0] / (right - left - named));
        let spread = Spread { reach, beside: reach[1] + (after + gap) * of_pixel };
        let end = -reach[0] + (right - left) * of_pixel;
        Some((Plot::new([left, top, right, bottom], -reach[0]..end), spread))
    }

    /// A question's bar, the share above the cut, what stands beside; and the words that had room.
    fn bar<'a>(
        &self,
        room: &Room<'_>,
        plot: &Plot<RangedCoordf64>,
        spread: &Spread,
        row: &'a ScaleRow,
        [middle, top, half]: [f64; 3],
        body: &mut Body,
    ) -> Vec<&'a str> {
        let (letters, theme, y) = (room.letters.legend, room.theme, middle - top);
        let base = middle + CAPITAL / 2.0 * letters;
        let piece = |[from, to]: [f64; 2], colour: &'static str, mark: &Mark| {
            // A gap of the page's colour parts neighbours.
            let gap = ((to - from) / 4.0).min(0.8 / (plot.x(1.0) - plot.x(0.0)));
            let corners = [(from + gap, y - half), (to - gap, y + half)];
            plot.name(identifier(room.prefix, &mark.key), mark.about());
            plot.draw(&Rectangle::new(corners, filled(colour)));
            if theme.is_faint(colour) {
                plot.draw(&Rectangle::new(corners, stroke(theme.says(Meaning::Apart), 0.7)));
            }
        };
        let [left, right] = row.reach();
        let (mut x, mut texts, mut said) = (-left, Vec::new(), Vec::new());
        for step in row.steps.iter().filter(|step| step.count > 0) {
            let (colour, to) = (self.colour(room, step), x + step.share);
            piece([x, to], colour, &step.mark);
            let room_for = |text: &str| width(text, letters, Weight::Regular) + letters * 0.8 <= plot.x(to) - plot.x(x);
            let (count, whole) = (step.count.to_string(), step.words());
            let at = [f64::midpoint(plot.x(x), plot.x(to)), base];
            let mut put = |text: &str| {
                texts.push(text_of(at, Anchor::Middle, letters, Weight::Regular, readable_on(colour), text));
            };
            if room_for(&whole) {
                put(&whole);
                said.push(step.word.as_str());
            } else if room_for(&count) {
                put(&count);
            }
            x = to;
        }
        let gap = letters * 0.6;
        let at = [plot.x(right) + gap, base];
        texts.push(text_of(at, Anchor::Start, letters, Weight::Semibold, theme.ink, &row.above));
        let mut x = spread.beside;
        for beside in row.beside.iter().filter(|beside| beside.count > 0) {
            piece([x, x + beside.share], theme.says(Meaning::Apart), &beside.mark);
            x += beside.share;
        }
        let count: usize = row.beside.iter().map(|beside| beside.count).sum();
        if count > 0 {
            let at = [plot.x(x) + gap, base];
            texts.push(text_of(at, Anchor::Start, letters, Weight::Regular, theme.ink, &count.to_string()));
        }
        debug_assert!(left <= spread.reach[0] + 1e-9, "the longest bar has room");
        body.rows.extend(plot.take(&format!("bar-{}", row.name)));
        body.rows.extend::<Vec<Item>>(texts);
        said
    }

    /// Words of steps that had room in no bar, from the lowest, and of what stands beside.
    fn key(&self, room: &Room<'_>, said: &[&str]) -> Vec<(Sign, String)> {
        let unsaid = self.groups.iter().flat_map(|group| {
            let steps = group.rows.iter().flat_map(|row| &row.steps);
            let mut steps: Vec<&ScaleStep> =
                steps.filter(|step| step.count > 0 && !said.contains(&step.word.as_str())).collect();
            steps.sort_by_key(|step| step.rank());
            steps
        });
        let mut key: Vec<(&'static str, Vec<&str>)> = Vec::new();
        for step in unsaid {
            let colour = self.colour(room, step);
            match key.iter_mut().find(|(other, _)| *other == colour) {
                Some((_, words)) if words.contains(&step.word.as_str()) => {}
                Some((_, words)) => words.push(&step.word),
                None => key.push((colour, vec![&step.word])),
            }
        }
        let sign = |colour: &'static str| {
            let outline = room.theme.says(Meaning::Apart);
            if room.theme.is_faint(colour) { Sign::FaintBar(colour, outline) } else { Sign::Bar(colour) }
        };
        let mut key: Vec<(Sign, String)> =
            key.into_iter().map(|(colour, words)| (sign(colour), words.join(" / "))).collect();
        if self.rows().any(|row| row.beside() > 0.0) {
            key.push((Sign::Bar(room.theme.says(Meaning::Apart)), self.beside.clone()));
        }
        key
    }
}
