//! The page of a chart: heading above, key, sentences and source below.

use serde_json::json;

use crate::render::chart::form::Chart;
use crate::render::layout::frame::Column;
use crate::render::page::scene::{Group, Item, Part, Role, Scene};
use crate::render::page::size::TypeSizes;
use crate::render::page::typeface::Weight;
use crate::render::plot::body::{Body, Room};
use crate::render::plot::key::key_items;
use crate::render::report::sheet::Sheet;
use crate::words::catalogue::say;

impl Chart {
    /// The chart as a scene, in type as large as its size has room for; where the least is too large, with fewer words around. `None` where
    /// there is no room for that.
    pub fn scene(&self) -> Option<Scene> {
        const SMALLER: [f64; 6] = [1.0, 0.92, 0.85, 0.78, 0.72, 0.66];
        let in_type = |chart: &Self, part: f64| chart.scene_in(chart.design.size.letters.smaller(part));
        let full = SMALLER.into_iter().find_map(|part| in_type(self, part));
        // What is said beside the numbers goes first: sentences below, then how residents are counted and the day.
        full.or_else(|| {
            let mut brief = self.clone();
            brief.words.notes.clear();
            brief.form.without_notes();
            in_type(&brief, 0.0)
                .or_else(|| {
                    brief.words.subtitle.truncate(2);
                    in_type(&brief, 0.0)
                })
                .or_else(|| {
                    brief.words.subtitle.truncate(1);
                    brief.design.size.letters.title *= 0.8;
                    in_type(&brief, 0.0)
                })
        })
    }

    fn scene_in(&self, letters: TypeSizes) -> Option<Scene> {
        let (size, theme, words) = (&self.design.size, self.design.theme, &self.words);
        let wide = size.width - 2.0 * size.margin;
        let mut column = Column { left: size.margin, room: wide, y: size.margin };
        let title = self.design.title.drawn(&words.title);
        let title = column.lines(title, letters.title, Weight::Semibold, theme.ink);
        column.y += if title.is_empty() { 0.0 } else { letters.subtitle * 0.25 };
        let mut text = column.lines(&words.subtitle.join(" · "), letters.subtitle, Weight::Regular, theme.quiet_ink);
        if let Some(notice) = &words.notice {
            column.y += letters.subtitle * 0.15;
            text.extend(column.lines(notice, letters.subtitle, Weight::Semibold, theme.notice_ink));
        }
        let top = column.y + letters.subtitle * 0.9;

        let prefix = self.stem();
        let notes = self.notes();
        let mut foot = Column { left: size.margin, room: wide, y: 0.0 };
        let mut below = Vec::new();
        for note in &notes {
            below.extend(foot.lines(note, letters.small, Weight::Regular, theme.quiet_ink));
        }
        let foot_high = foot.y;
        let mut room = Room {
            prefix: &prefix,
            left: size.margin,
            top,
            wide,
            high: None,
            letters,
            theme,
            language: words.language,
        };
        // Without a height of its own the page is as high as the chart; else the chart is as high as the page leaves.
        let mut body = self.form.body(&room)?;
        let mut key_high = key_items(&body.key, &room, 0.0).1;
        let foot_gap = letters.small * 0.7;
        let gap_of = |body: &Body| letters.legend * if body.key.is_empty() { 0.0 } else { 0.6 };
        let mut key_gap = gap_of(&body);
        if let Some(height) = size.height {
            // A body of less height may say more in its key.
            for _ in 0..3 {
                room.high = Some(height - size.margin - foot_high - foot_gap - key_high - key_gap - top);
                body = self.form.body(&room)?;
                let needed = key_items(&body.key, &room, 0.0).1;
                if needed <= key_high {
                    break;
                }
                (key_high, key_gap) = (needed, gap_of(&body));
            }
        }
        let key_top = body.bottom + key_gap;
        let (key, key_bottom) = key_items(&body.key, &room, key_top);
        let foot_top = match size.height {
            Some(height) => height - size.margin - foot_high,
            None => key_bottom + foot_gap,
        };
        for item in &mut below {
            if let Item::Text(text) = item {
                text.at[1] += foot_top;
            }
        }
        let height = size.height.unwrap_or((foot_top + foot_high + size.margin).ceil());
        let part = |role: Role, id: &str, items: Vec<Item>| {
            let own = format!("{prefix}-{id}");
            (!items.is_empty()).then(|| Part { role, group: Group { items, ..Group::layer(&own, id) } })
        };
        let mut parts = Vec::new();
        parts.extend(part(Role::Title, "heading", title));
        parts.extend(part(Role::Text, "text", text));
        parts.extend(part(Role::Figure, "axis", body.axis));
        parts.extend(part(Role::Figure, "rows", body.rows));
        parts.extend(part(Role::Text, "key", key));
        parts.extend(part(Role::Text, "notes", below));
        Some(Scene {
            width: size.width,
            height,
            unit: size.unit,
            language: words.language,
            title: words.title.clone(),
            description: words.alternative.clone(),
            metadata: self.metadata(),
            page: theme.page.into(),
            patterns: Vec::new(),
            parts,
            unlabelled: Vec::new(),
            labelled: None,
            given_up: Vec::new(),
            too_small: false,
            without_inset: Vec::new(),
            without_locator: false,
        })
    }

    /// The numbers of its marks: one row a mark, the channels as columns.
    pub fn numbers(&self) -> Sheet {
        let marks = self.form.marks();
        let titles = marks.first().into_iter().flat_map(|mark| &mark.channels);
        Sheet {
            columns: titles.map(|(title, _)| (*title).to_owned()).collect(),
            rows: marks.iter().map(|mark| mark.channels.iter().map(|(_, cell)| cell.clone()).collect()).collect(),
        }
    }

    /// Sentences below, the source last.
    fn notes(&self) -> Vec<String> {
        let source = self.words.source.as_deref();
        let source = source.map(|source| say(self.words.language, "map-source", [("source", source.into())]));
        self.words.notes.iter().cloned().chain(source).collect()
    }

    /// The record of how it was made, as the one JSON object `bacino`.
    fn metadata(&self) -> String {
        let inputs: std::collections::BTreeMap<&str, &str> =
            self.inputs.iter().map(|source| (source.name.as_str(), source.sha256.as_str())).collect();
        json!({ "bacino": {
            "chart": self.name.word(),
            "notice": self.words.notice,
            "size": self.design.size.word,
            "theme": self.design.theme.name.word(),
            "made_with": self.made_with,
            "inputs": inputs,
            "version": env!("CARGO_PKG_VERSION"),
        }})
        .to_string()
    }
}
