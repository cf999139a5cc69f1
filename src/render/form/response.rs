//! How many units of each area answered: a square for each unit, or a bar where they are many or may not be told apart.

use plotters::coord::types::RangedCoordf64;
use plotters::element::{PathElement, Rectangle};

use crate::analysis::coverage::response::Disposition;
use crate::analysis::gate::published::Published;
use crate::model::base::count::UnitCount;
use crate::model::base::language::Language;
use crate::render::colour::meaning::Meaning;
use crate::render::page::svg::identifier;
use crate::render::plot::backend::{Plot, filled, stroke};
use crate::render::plot::body::{Body, Mark, Room, Sign};
use crate::render::plot::rows::{Row, Rows};
use crate::render::report::sheet::Cell;
use crate::words::catalogue::{plain, say};
use crate::words::published::{published_share, published_units};

/// One area.
#[derive(Clone, Debug)]
pub struct ResponseRow {
    /// Its scheme.
    pub scheme: String,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whether the areas that follow lie in it.
    pub is_head: bool,
    /// Units that answered, in whole or in part, out of those that should have.
    pub answered: Published<UnitCount>,
    /// All units by what became of them, where that is published.
    pub disposition: Option<Disposition>,
}

/// Areas with their units.
#[derive(Clone, Debug)]
pub struct ResponseByArea {
    /// The areas, those of a group below it.
    pub areas: Vec<ResponseRow>,
    /// Whether a mark may be one unit.
    pub marks_units: bool,
    /// The language of numbers.
    pub language: Language,
}

/// More units than this are a bar.
const MOST_SQUARES: u64 = 30;
/// Squares narrower than this, in pixels, are not told apart.
const LEAST_SQUARE: f64 = 4.0;

/// A unit's square.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Square {
    Answered,
    Partial,
    Silent,
    Ineligible,
}

impl ResponseRow {
    /// Ineligible units, which no rate counts.
    fn ineligible(&self) -> u64 {
        self.disposition.map_or(0, |disposition| disposition.ineligible)
    }

    /// Its units one by one, those that answered first.
    fn squares(&self) -> Option<Vec<Square>> {
        let disposition = self.disposition?;
        let many = |square: Square, count: u64| std::iter::repeat_n(square, usize::try_from(count).unwrap_or(0));
        let silent = disposition.in_scope() - disposition.respondent - disposition.partial;
        let all = many(Square::Answered, disposition.respondent)
            .chain(many(Square::Partial, disposition.partial))
            .chain(many(Square::Silent, silent))
            .chain(many(Square::Ineligible, disposition.ineligible));
        Some(all.collect())
    }
}

impl ResponseByArea {
    /// What each row stands for.
    pub(crate) fn marks(&self) -> Vec<Mark> {
        let language = self.language;
        let mark = |area: &ResponseRow| {
            let units = say(language, "chart-units-of", [("units", published_units(area.answered).into())]);
            let count = |of: fn(&Disposition) -> u64| {
                area.disposition.as_ref().map_or(Cell::Missing, |all| Cell::from(Some(UnitCount(of(all)))))
            };
            let bounds = area.answered.bounds();
            Mark {
                key: format!("{}-{}", area.scheme, area.code),
                title: format!("{}: {units} ({})", area.name, published_share(area.answered, language)),
                channels: vec![
                    ("scheme", Cell::from(area.scheme.as_str())),
                    ("area_code", Cell::from(area.code.as_str())),
                    ("area", Cell::from(area.name.as_str())),
                    ("answered", Cell::from(area.answered.part())),
                    ("units", Cell::from(area.answered.whole())),
                    ("respondent", count(|all| all.respondent)),
                    ("partial", count(|all| all.partial)),
                    ("silent", count(|all| all.in_scope() - all.respondent - all.partial)),
                    ("ineligible", count(|all| all.ineligible)),
                    ("rate_low", Cell::number(bounds.map(|(low, _)| low))),
                    ("rate_high", Cell::number(bounds.map(|(_, high)| high))),
                ],
            }
        };
        self.areas.iter().map(mark).collect()
    }

    pub(crate) fn body(&self, room: &Room<'_>) -> Option<Body> {
        let has_heads = self.areas.first().is_some_and(|area| area.is_head);
        let row = |area: &ResponseRow| Row {
            label: area.name.clone(),
            is_head: area.is_head,
            is_member: !area.is_head && has_heads,
            cells: vec![published_units(area.answered)],
            ..Row::default()
        };
        let rows = Rows {
            rows: self.areas.iter().map(row).collect(),
            headings: vec![plain(room.language, "chart-units").to_owned()],
            ..Rows::default()
        };
        let placed = rows.place(room, 0.0, 0.0)?;
        let most = self.areas.iter().map(|area| area.answered.whole().0 + area.ineligible()).max()?.max(1) as f64;
        let [left, top, right, bottom] = placed.plot;
        let plot: Plot<RangedCoordf64> = Plot::new(placed.plot, 0.0..most);
        let wide = (right - left) / most;
        // A square is as high as it is wide, and leaves a gap to the next.
        let side = (wide * 0.82).min(placed.pitch * 0.62);
        let has_squares = self.marks_units && side >= LEAST_SQUARE;
        let line = room.letters.legend * 0.1;
        let (full, edge) = (room.theme.says(Meaning::Answered), room.theme.says(Meaning::Apart));
        let mut body = Body { bottom, ..Body::default() };
        for ((area, mark), middle) in self.areas.iter().zip(self.marks()).zip(&placed.middles) {
            let y = middle - top;
            plot.name(identifier(room.prefix, &mark.key), mark.about());
            let squares = area.squares().filter(|all| has_squares && all.len() as u64 <= MOST_SQUARES);
            if let Some(squares) = squares {
                let half = [side / wide / 2.0, side / 2.0];
                for (number, square) in squares.iter().enumerate() {
                    let x = number as f64 + side / wide / 2.0;
                    let corners =
                        |part: f64| [(x - half[0], y - half[1]), (x - half[0] + 2.0 * half[0] * part, y + half[1])];
                    match square {
                        Square::Answered => plot.draw(&Rectangle::new(corners(1.0), filled(full))),
                        Square::Partial => {
                            plot.draw(&Rectangle::new(corners(0.5), filled(full)));
                            plot.draw(&Rectangle::new(corners(1.0), stroke(full, line)));
                        }
                        Square::Silent => plot.draw(&Rectangle::new(corners(1.0), stroke(edge, line))),
                        Square::Ineligible => {
                            let [(x0, y0), (x1, y1)] = corners(1.0);
                            plot.draw(&PathElement::new(vec![(x0, y0), (x1, y1)], stroke(edge, line)));
                            plot.draw(&PathElement::new(vec![(x0, y1), (x1, y0)], stroke(edge, line)));
                        }
                    }
                }
            } else if let Some((low, high)) = area.answered.bounds() {
                let units = area.answered.whole().0 as f64;
                let bar = |to: f64| [(0.0, y - placed.pitch * 0.24), (to, y + placed.pitch * 0.24)];
                if high > 0.0 {
                    plot.draw(&Rectangle::new(bar(units * f64::midpoint(low, high)), filled(full)));
                }
                plot.draw(&Rectangle::new(bar(units), stroke(edge, line)));
            } else {
                let units = area.answered.whole().0 as f64;
                let corners = [(0.0, y - placed.pitch * 0.24), (units, y + placed.pitch * 0.24)];
                plot.draw(&Rectangle::new(corners, stroke(edge, line)));
            }
            body.rows.extend(plot.take(&format!("{}-{}", area.scheme, area.code)));
        }
        body.axis.extend(placed.rule_items(room));
        body.rows.extend(placed.items);
        body.key = self.key(room, has_squares);
        Some(body)
    }

    fn key(&self, room: &Room<'_>, has_squares: bool) -> Vec<(Sign, String)> {
        let (full, edge) = (room.theme.says(Meaning::Answered), room.theme.says(Meaning::Apart));
        let word = |key: &'static str| plain(room.language, key).to_owned();
        let any =
            |of: fn(&Disposition) -> u64| self.areas.iter().filter_map(|area| area.disposition).any(|all| of(&all) > 0);
        let mut key = vec![(Sign::Square(full), word("chart-key-answered"))];
        if any(|all| all.partial) && has_squares {
            key.push((Sign::HalfSquare(full), word("chart-key-partial")));
        }
        key.push((Sign::OpenSquare(edge), word("chart-key-silent")));
        if any(|all| all.ineligible) && has_squares {
            key.push((Sign::Cross(edge), word("chart-key-ineligible")));
        }
        key
    }
}
