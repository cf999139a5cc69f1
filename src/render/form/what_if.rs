//! What those who did not answer would have to say to undo a claim: a line for one claim, rows for several.

use plotters::coord::types::RangedCoordf64;
use plotters::element::PathElement;

use crate::model::base::language::Language;
use crate::render::colour::meaning::Meaning;
use crate::render::form::what_if_line::{ClaimRow, dot, ring};
use crate::render::page::scene::Anchor;
use crate::render::page::typeface::{Weight, width};
use crate::render::plot::axis::round_values;
use crate::render::plot::backend::{Plot, stroke};
use crate::render::plot::body::{Body, Mark, Room, Sign};
use crate::render::plot::key::DOT;
use crate::render::plot::rows::{Row, Rows, text_of};
use crate::render::report::sheet::Cell;
use crate::words::catalogue::{plain, say};
use crate::words::number::{decimal, percent, short_percent};

/// Claims, the narrowest first.
#[derive(Clone, Debug)]
pub struct WhatIf {
    /// The claims.
    pub claims: Vec<ClaimRow>,
    /// The language of numbers.
    pub language: Language,
}

/// Narrower bodies have fewer words, in sizes of type.
const WIDE: f64 = 48.0;

impl WhatIf {
    /// What dots, rings and ends of lines stand for.
    pub(crate) fn marks(&self) -> Vec<Mark> {
        self.claims.iter().enumerate().flat_map(|(number, claim)| self.marks_of(number, claim)).collect()
    }

    fn marks_of(&self, number: usize, claim: &ClaimRow) -> [Mark; 4] {
        let [count, n] = claim.counts;
        claim.points_of_line().map(|(what, of_silent, of_all)| {
            let values = [
                ("subject", claim.subject.as_str().into()),
                ("count", count.into()),
                ("n", n.into()),
                ("silent", claim.margin.silent.into()),
                ("at", percent(of_silent, self.language).into()),
                ("all", percent(of_all, self.language).into()),
            ];
            let key = if what == "tipping_point" { "chart-what-if-mark.tipping" } else { "chart-what-if-mark" };
            Mark {
                key: format!("{what}-{}", number + 1),
                title: say(self.language, key, values),
                channels: vec![
                    ("question", Cell::from(claim.question.as_str())),
                    ("option", Cell::from(claim.option.as_str())),
                    ("base", Cell::from(claim.base.word())),
                    ("claim", Cell::number(Some(claim.claim))),
                    ("direction", Cell::from(if claim.is_more() { "more" } else { "fewer" })),
                    ("count", Cell::count(count)),
                    ("n", Cell::count(n)),
                    ("silent", Cell::count(claim.margin.silent)),
                    ("what", Cell::from(what)),
                    ("share_of_silent", Cell::number(Some(of_silent))),
                    ("share_of_all", Cell::number(Some(of_all))),
                    ("margin_points", Cell::number(Some(claim.distance() * 100.0))),
                    ("margin_units", claim.margin.units().map_or(Cell::Missing, Cell::count)),
                ],
            }
        })
    }

    pub(crate) fn body(&self, room: &Room<'_>) -> Option<Body> {
        match self.claims.as_slice() {
            [claim] => claim.line(&self.marks_of(0, claim), room),
            _ => self.rows(room),
        }
    }

    fn table(&self, is_wide: bool) -> Rows {
        let language = self.language;
        let row = |claim: &ClaimRow| {
            let of_units = claim.margin.units().map(|units| format!("{units}/{}", claim.margin.silent));
            let nothing = || "–".to_owned();
            let units = of_units.unwrap_or_else(nothing);
            let sign = if claim.is_more() { '>' } else { '<' };
            let bound = format!("{sign} {}", short_percent(claim.claim, language));
            let points = if claim.can_be_undone() { claim.points(language) } else { nothing() };
            let cells = if is_wide { vec![bound, points, units] } else { vec![units] };
            Row { label: claim.subject.clone(), cells, ..Row::default() }
        };
        let keys: &[&'static str] = if is_wide {
            &["chart-what-if-claim", "chart-what-if-points", "chart-what-if-units"]
        } else {
            &["chart-what-if-units"]
        };
        Rows {
            rows: self.claims.iter().map(row).collect(),
            headings: keys.iter().map(|key| plain(language, key).to_owned()).collect(),
            ..Rows::default()
        }
    }

    fn rows(&self, room: &Room<'_>) -> Option<Body> {
        let (letters, theme) = (room.letters, room.theme);
        let is_wide = room.wide >= letters.legend * WIDE;
        let below = letters.small * 0.4;
        let placed = self.table(is_wide).place(room, below, letters.small * 1.6)?;
        let plot: Plot<RangedCoordf64> = Plot::new(placed.plot, 0.0..1.0);
        let [_, top, _, bottom] = placed.plot;
        let mut body = Body { bottom: bottom + below, ..Body::default() };
        let ticks = round_values(0.0, 100.0, if is_wide { 5 } else { 3 });
        for tick in &ticks {
            let points = vec![(tick / 100.0, 0.0), (tick / 100.0, plot.height())];
            plot.draw(&PathElement::new(points, stroke(theme.says(Meaning::Grid), 0.9)));
        }
        body.axis.extend(plot.take("grid"));
        for tick in &ticks {
            let unit = if *tick >= 100.0 && is_wide { "\u{a0}%" } else { "" };
            let shift = width(unit, letters.small, Weight::Regular) / 2.0;
            let text = format!("{}{unit}", decimal(*tick, 0, room.language));
            let at = [plot.x(tick / 100.0) + shift, placed.heading];
            body.axis.push(text_of(at, Anchor::Middle, letters.small, Weight::Regular, theme.quiet_ink, &text));
        }
        body.axis.extend(placed.rule_items(room));
        for (claim, middle) in self.claims.iter().zip(&placed.middles) {
            if claim.can_be_undone() {
                let points = vec![(claim.estimate, middle - top), (claim.tipping, middle - top)];
                plot.draw(&PathElement::new(points, stroke(theme.quiet_ink, letters.legend * 0.12)));
            }
        }
        body.rows.extend(plot.take("margins"));
        let radius = letters.legend * DOT;
        for (number, (claim, middle)) in self.claims.iter().zip(&placed.middles).enumerate() {
            let [like, tipping, ..] = self.marks_of(number, claim);
            dot(&plot, room, &like, (claim.estimate, middle - top), radius);
            if claim.can_be_undone() {
                ring(&plot, room, &tipping, (claim.tipping, middle - top), radius);
            }
        }
        body.rows.extend(plot.take("claims"));
        body.rows.extend(placed.items);
        body.key = vec![
            (Sign::Dot(theme.says(Meaning::Answered)), plain(room.language, "chart-what-if-dot").to_owned()),
            (Sign::Ring(theme.says(Meaning::Silent)), plain(room.language, "chart-what-if-ring").to_owned()),
        ];
        Some(body)
    }
}
