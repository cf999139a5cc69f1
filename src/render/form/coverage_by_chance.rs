//! Coverage of areas beside the range that chance gives: which are covered more or less than so many answers give anyway.

use plotters::coord::types::RangedCoordf64;
use plotters::element::{Circle, PathElement, Rectangle};

use crate::analysis::gate::published::Published;
use crate::model::base::count::{Residents, UnitCount};
use crate::model::base::language::Language;
use crate::render::colour::meaning::Meaning;
use crate::render::colour::theme::Theme;
use crate::render::page::scene::Anchor;
use crate::render::page::typeface::{Weight, width};
use crate::render::plot::axis::round_values;
use crate::render::plot::backend::{Plot, filled, fine_length, stroke};
use crate::render::plot::body::{Body, Mark, Room, Sign};
use crate::render::plot::key::DOT;
use crate::render::plot::rows::{Row, Rows, text_of};
use crate::render::report::sheet::Cell;
use crate::words::catalogue::{plain, say};
use crate::words::number::{Grouping, count, decimal, percent};
use crate::words::published::{published_share, published_units};

/// Where an area's coverage stands beside its range by chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Chance does not explain it, also when all areas are looked at.
    Beyond,
    /// It lies outside its own range alone.
    Outside,
    /// It lies inside.
    Inside,
    /// Its range or its coverage is not known.
    Unknown,
}

/// One area.
#[derive(Clone, Debug)]
pub struct AreaRow {
    /// Its scheme.
    pub scheme: String,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whether the areas that follow lie in it.
    pub is_head: bool,
    /// Units that answered out of all.
    pub units: Published<UnitCount>,
    /// Residents covered out of all.
    pub residents: Published<Residents>,
    /// The range by chance, 0 to 1.
    pub chance: Option<[f64; 2]>,
    /// Where its coverage stands.
    pub standing: Standing,
}

/// Areas as dots on the range that chance gives.
#[derive(Clone, Debug)]
pub struct CoverageByChance {
    /// The areas, those of a group below it.
    pub areas: Vec<AreaRow>,
    /// The share that a draw covers on average, 0 to 1, where that is published.
    pub expected: Option<f64>,
    /// The language of numbers.
    pub language: Language,
}

/// Narrower bodies have the number of units alone at the end of a row, in sizes of type.
const WIDE: f64 = 48.0;

impl AreaRow {
    /// Whether more is covered than chance gives in the middle.
    pub fn is_above(&self) -> bool {
        let middle = |[low, high]: [f64; 2]| f64::midpoint(low, high);
        let here = self.residents.bounds().map(|(low, high)| middle([low, high]));
        here.zip(self.chance).is_some_and(|(here, chance)| here > middle(chance))
    }

    /// What its dot stands for.
    pub(crate) fn mark(&self, language: Language) -> Mark {
        let share = published_share(self.residents, language);
        let range = self.chance.map_or_else(String::new, |[low, high]| {
            let (low, high) = (percent(low, language), percent(high, language));
            say(language, "chart-by-chance", [("low", low.into()), ("high", high.into())])
        });
        let counts = match self.residents.part() {
            Some(part) => {
                let part = count(part.0, Grouping::Narrow);
                let whole = count(self.residents.whole().0, Grouping::Narrow);
                say(language, "chart-residents-of", [("part", part.into()), ("whole", whole.into())])
            }
            None => String::new(),
        };
        let units = published_units(self.units);
        let units = say(language, "chart-units-of", [("units", units.into())]);
        let bounds = self.residents.bounds();
        Mark {
            key: format!("{}-{}", self.scheme, self.code),
            title: format!("{}: {share}{counts}{range}; {units}", self.name),
            channels: vec![
                ("scheme", Cell::from(self.scheme.as_str())),
                ("area_code", Cell::from(self.code.as_str())),
                ("area", Cell::from(self.name.as_str())),
                ("units_responded", Cell::from(self.units.part())),
                ("units", Cell::from(self.units.whole())),
                ("residents_covered", Cell::from(self.residents.part())),
                ("residents", Cell::from(self.residents.whole())),
                ("coverage", Cell::number(self.residents.value())),
                ("coverage_low", Cell::number(bounds.map(|(low, _)| low))),
                ("coverage_high", Cell::number(bounds.map(|(_, high)| high))),
                ("null_low", Cell::number(self.chance.map(|[low, _]| low))),
                ("null_high", Cell::number(self.chance.map(|[_, high]| high))),
                ("standing", Cell::from(self.standing.word())),
            ],
        }
    }

    /// Its colour: where its coverage stands.
    pub(crate) fn colour(&self, theme: Theme) -> &'static str {
        match self.standing {
            Standing::Beyond | Standing::Outside if self.is_above() => theme.says(Meaning::Above),
            Standing::Beyond | Standing::Outside => theme.says(Meaning::Below),
            Standing::Inside | Standing::Unknown => theme.ink,
        }
    }

    /// Draws its dot: full beyond chance, else a ring.
    pub(crate) fn dot(&self, plot: &Plot<RangedCoordf64>, theme: Theme, at: (f64, f64), radius: f64) {
        let colour = self.colour(theme);
        let inside = if self.standing == Standing::Beyond { colour } else { theme.page };
        let ring = radius * if self.standing == Standing::Outside { 0.5 } else { 0.38 };
        plot.draw(&Circle::new(at, fine_length(radius - ring / 2.0), filled(inside)));
        plot.draw(&Circle::new(at, fine_length(radius - ring / 2.0), stroke(colour, ring)));
    }
}

/// What the dots of areas mean, those that are drawn.
pub(crate) fn standing_key(areas: &[&AreaRow], room: &Room<'_>) -> Vec<(Sign, String)> {
    let mut key: Vec<(Sign, String)> = Vec::new();
    for (standing, word) in [
        (Standing::Beyond, "chart-key-beyond"),
        (Standing::Outside, "chart-key-outside"),
        (Standing::Inside, "chart-key-inside"),
    ] {
        let here = |area: &&&AreaRow| area.standing == standing && area.residents.value().is_some();
        let Some(area) = areas.iter().find(here) else { continue };
        let colour = area.colour(room.theme);
        let sign = if standing == Standing::Beyond { Sign::Dot(colour) } else { Sign::Ring(colour) };
        key.push((sign, plain(room.language, word).to_owned()));
    }
    key
}

impl CoverageByChance {
    /// What each dot stands for.
    pub(crate) fn marks(&self) -> Vec<Mark> {
        self.areas.iter().map(|area| area.mark(self.language)).collect()
    }

    /// Rows with as many columns of numbers as there is room for.
    fn rows(&self, is_wide: bool) -> Rows {
        let language = self.language;
        let millions = |residents: Residents| decimal(residents.0 as f64 / 1e6, 1, language);
        let share = |published: Published<Residents>| published_share(published, language).replace("\u{a0}%", "");
        let has_heads = self.areas.first().is_some_and(|area| area.is_head);
        let row = |area: &AreaRow| {
            let mut cells = vec![published_units(area.units)];
            if is_wide {
                cells.extend([millions(area.residents.whole()), share(area.residents)]);
            }
            Row {
                label: area.name.clone(),
                is_head: area.is_head,
                is_member: !area.is_head && has_heads && is_wide,
                cells,
                ..Row::default()
            }
        };
        let keys: &[&'static str] =
            if is_wide { &["chart-answered", "chart-millions", "chart-coverage"] } else { &["chart-units"] };
        Rows {
            rows: self.areas.iter().map(row).collect(),
            headings: keys.iter().map(|key| plain(language, key).to_owned()).collect(),
            ..Rows::default()
        }
    }

    pub(crate) fn body(&self, room: &Room<'_>) -> Option<Body> {
        let (letters, theme) = (room.letters, room.theme);
        let is_wide = room.wide >= letters.legend * WIDE;
        let below = letters.small * if is_wide { 1.8 } else { 0.6 };
        let placed = self.rows(is_wide).place(room, below, letters.small * 1.6)?;
        let plot: Plot<RangedCoordf64> = Plot::new(placed.plot, 0.0..1.0);
        let [_, top, _, bottom] = placed.plot;
        let y = |row: usize| placed.middles[row] - top;
        let mut body = Body { bottom: bottom + below, ..Body::default() };

        // The scale, above the rows.
        let ticks = round_values(0.0, 100.0, if is_wide { 5 } else { 3 });
        for tick in &ticks {
            let share = tick / 100.0;
            plot.draw(&PathElement::new(
                vec![(share, 0.0), (share, bottom - top)],
                stroke(theme.says(Meaning::Grid), 0.9),
            ));
        }
        body.axis.extend(plot.take("grid"));
        for (number, tick) in ticks.iter().enumerate() {
            let is_last = number + 1 == ticks.len();
            let unit = if is_last && is_wide { "\u{a0}%" } else { "" };
            let digits = decimal(*tick, 0, room.language);
            // The unit stands beside the last value, whose digits stand over its line.
            let shift = width(unit, letters.small, Weight::Regular) / 2.0;
            let at = [plot.x(tick / 100.0) + shift, placed.heading];
            let text = format!("{digits}{unit}");
            body.axis.push(text_of(at, Anchor::Middle, letters.small, Weight::Regular, theme.quiet_ink, &text));
        }
        body.axis.extend(placed.rule_items(room));
        self.expectation(&plot, room, [bottom, below], is_wide, &mut body);

        // Ranges, then dots over them.
        for (number, area) in self.areas.iter().enumerate() {
            let Some([low, high]) = area.chance else { continue };
            let half = placed.pitch * if area.is_head { 0.27 } else { 0.19 };
            let corners = [(low, y(number) - half), (high, y(number) + half)];
            plot.draw(&Rectangle::new(corners, filled(theme.says(Meaning::Chance))));
        }
        body.rows.extend(plot.take("ranges"));
        for (number, (area, mark)) in self.areas.iter().zip(self.marks()).enumerate() {
            let Some((low, high)) = area.residents.bounds() else { continue };
            let colour = area.colour(theme);
            plot.name(crate::render::page::svg::identifier(room.prefix, &mark.key), mark.about());
            if area.residents.value().is_none() {
                // A share that is published as a range is a bar and not a dot.
                let half = letters.legend * 0.14;
                plot.draw(&Rectangle::new([(low, y(number) - half), (high, y(number) + half)], filled(colour)));
                continue;
            }
            let radius = letters.legend * DOT * if area.is_head { 1.15 } else { 1.0 };
            area.dot(&plot, theme, (f64::midpoint(low, high), y(number)), radius);
        }
        body.rows.extend(plot.take("dots"));
        body.rows.extend(placed.items);
        body.key = self.key(room);
        Some(body)
    }

    /// A dashed line at what a draw covers on average.
    fn expectation(
        &self,
        plot: &Plot<RangedCoordf64>,
        room: &Room<'_>,
        [bottom, below]: [f64; 2],
        is_wide: bool,
        body: &mut Body,
    ) {
        let Some(expected) = self.expected else { return };
        let (small, theme) = (room.letters.small, room.theme);
        let style = stroke(theme.quiet_ink, 0.9);
        let (dash, end) = (small * 0.32, plot.height() + below * 0.35);
        plot.dashed(&[(expected, -small * 0.4), (expected, end)], [dash, dash], style);
        body.axis.extend(plot.take("expected"));
        if is_wide {
            let share = percent(expected, room.language);
            let text = say(room.language, "chart-expected", [("share", share.into())]);
            let wide = width(&text, small, Weight::Regular);
            let x = (plot.x(expected) + small * 0.5).min(room.left + room.wide - wide).max(room.left);
            let at = [x, bottom + small * 1.15];
            body.axis.push(text_of(at, Anchor::Start, small, Weight::Regular, theme.quiet_ink, &text));
        }
    }

    /// What signs mean, those that are drawn.
    fn key(&self, room: &Room<'_>) -> Vec<(Sign, String)> {
        let mut key = standing_key(&self.areas.iter().collect::<Vec<_>>(), room);
        if self.areas.iter().any(|area| area.chance.is_some()) {
            let bar = Sign::Bar(room.theme.says(Meaning::Chance));
            key.push((bar, plain(room.language, "chart-key-range").to_owned()));
        }
        if self.areas.iter().any(|area| area.residents.value().is_none() && area.residents.bounds().is_some()) {
            key.push((Sign::Line(room.theme.ink), plain(room.language, "chart-key-between").to_owned()));
        }
        key
    }
}

impl Standing {
    /// Its word in tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Beyond => "beyond",
            Self::Outside => "outside",
            Self::Inside => "inside",
            Self::Unknown => "",
        }
    }
}
