//! The page around a map: heading, sentences below it, source at the foot.

use crate::render::page::furniture::{Furniture, Kept};
use crate::render::page::scene::{Anchor, Group, Item, Labelled, Part, Role, Scene, Text};
use crate::render::page::typeface::{Weight, wrap_anywhere};
use crate::render::picture::shown::Picture;
use crate::words::catalogue::say;

/// Lines of text one below the other, from `y` down.
pub(crate) struct Column {
    /// Where lines start.
    pub(crate) left: f64,
    /// How long they may be.
    pub(crate) room: f64,
    /// Where the next one starts.
    pub(crate) y: f64,
}

impl Column {
    /// A text in as many lines as it needs.
    pub(crate) fn lines(&mut self, text: &str, size: f64, weight: Weight, ink: &'static str) -> Vec<Item> {
        wrap_anywhere(text, size, weight, self.room)
            .into_iter()
            .map(|text| {
                self.y += size;
                let at = [self.left, self.y];
                self.y += size * 0.32;
                Item::Text(Text { at, anchor: Anchor::Start, size, weight, ink: ink.into(), halo: None, text })
            })
            .collect()
    }
}

/// Where a heading stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Heading {
    /// Above the maps, the source below them.
    Above,
    /// In a column of this width beside the maps, the source at its foot.
    Beside(f64),
}

/// Where maps and legend may stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Room {
    /// The left edge.
    pub(crate) left: f64,
    /// The upper edge.
    pub(crate) top: f64,
    /// The width.
    pub(crate) wide: f64,
    /// The height, where the page has one.
    pub(crate) high: Option<f64>,
}

/// What stands around maps, and the room that it leaves.
pub(crate) struct Page {
    title: Vec<Item>,
    sentences: Vec<Item>,
    /// Laid out from 0, because its height is needed before its place is known.
    source: Vec<Item>,
    source_height: f64,
    foot_gap: f64,
    /// Where maps and legend may stand.
    pub(crate) room: Room,
    /// Where a legend may stand in the column of the heading.
    pub(crate) column: Option<Room>,
}

/// What was to stand on a map and found no room.
#[derive(Default)]
pub(crate) struct LeftOut {
    /// Areas without a label.
    pub(crate) labels: Vec<String>,
    /// How many areas were to have a label, where these are not all.
    pub(crate) labelled: Option<Labelled>,
    /// Areas without an inset.
    pub(crate) insets: Vec<String>,
    /// Whether the locator was left out.
    pub(crate) locator: bool,
    /// What of the furniture was given up.
    pub(crate) furniture: Vec<Furniture>,
    /// Whether areas are too small for the page.
    pub(crate) too_small: bool,
}

impl Page {
    /// Heading and foot of a picture, and the room that they leave: none where a page is too low for them.
    pub(crate) fn of(picture: &Picture, heading: Heading, kept: &Kept) -> Self {
        let (size, theme) = (&picture.design.size, picture.design.theme);
        let inside = size.width - 2.0 * size.margin;
        let wide = match heading {
            Heading::Above => inside,
            Heading::Beside(wide) => wide,
        };
        let mut column = Column { left: size.margin, room: wide, y: size.margin };
        let title = picture.design.title.drawn(&picture.words.title);
        let title = column.lines(title, size.letters.title, Weight::Semibold, theme.ink);
        column.y += size.letters.subtitle * 0.25;
        let subtitle = picture.subtitle_kept(kept);
        let mut sentences = column.lines(&subtitle, size.letters.subtitle, Weight::Regular, theme.quiet_ink);
        if let Some(notice) = &picture.words.notice {
            column.y += size.letters.subtitle * 0.15;
            sentences.extend(column.lines(notice, size.letters.subtitle, Weight::Semibold, theme.notice_ink));
        }
        let top = column.y + size.letters.subtitle * 0.6;
        let mut foot = Column { left: size.margin, room: wide, y: 0.0 };
        let source =
            picture.words.source.as_deref().map_or_else(String::new, |source| {
                say(picture.words.language, "map-source", [("source", source.into())])
            });
        let note = picture.words.note.as_deref().unwrap_or_default();
        let mut notes = foot.lines(note, size.letters.small, Weight::Regular, theme.quiet_ink);
        notes.extend(foot.lines(&source, size.letters.small, Weight::Regular, theme.quiet_ink));
        let foot_gap = size.letters.small * 0.8;
        let left_over = size.height.map(|height| height - size.margin - foot.y - foot_gap - top);
        let under = Room { left: size.margin, top, wide, high: left_over };
        let (room, column) = match heading {
            Heading::Above => (under, None),
            Heading::Beside(_) => {
                let left = size.margin + wide + size.letters.subtitle * 1.6;
                // The maps take the full height; a column that is too low for its words has no room for them either.
                let high =
                    left_over.map(|over| if over < 0.0 { over } else { over + top + foot.y + foot_gap - size.margin });
                let room = Room { left, top: size.margin, wide: size.width - size.margin - left, high };
                let lower = size.letters.subtitle;
                let high = left_over.map(|over| over - lower);
                (room, Some(Room { top: top + lower, high, ..under }))
            }
        };
        Self { title, sentences, source: notes, source_height: foot.y, foot_gap, room, column }
    }

    /// The whole picture; maps (`figures`) and legend end at `bottom`.
    pub(crate) fn scene(
        self,
        picture: &Picture,
        bottom: f64,
        figures: Vec<Part>,
        legend: Vec<Item>,
        metadata: String,
        left_out: LeftOut,
    ) -> Scene {
        let size = &picture.design.size;
        let below = self.foot_gap + self.source_height + size.margin;
        let height = size.height.unwrap_or((bottom + below).ceil());
        let foot_top = height - size.margin - self.source_height;
        let mut source = self.source;
        for item in &mut source {
            if let Item::Text(text) = item {
                text.at[1] += foot_top;
            }
        }
        let part = |role: Role, id: &str, items: Vec<Item>| {
            (!items.is_empty()).then(|| Part { role, group: Group { items, ..Group::layer(id, id) } })
        };
        let mut parts: Vec<Part> = Vec::new();
        parts.extend(part(Role::Title, "heading", self.title));
        parts.extend(part(Role::Text, "text", self.sentences));
        parts.extend(figures);
        parts.extend(part(Role::Text, "legend", legend));
        parts.extend(part(Role::Text, "notes", source));
        Scene {
            width: size.width,
            height,
            unit: size.unit,
            language: picture.words.language,
            title: picture.words.title.clone(),
            description: description(picture, &left_out),
            metadata,
            page: picture.design.theme.page.into(),
            patterns: picture.patterns(),
            parts,
            labelled: left_out.labelled,
            unlabelled: left_out.labels,
            without_inset: left_out.insets,
            without_locator: left_out.locator,
            given_up: left_out.furniture,
            too_small: left_out.too_small,
        }
    }
}

impl Picture {
    /// The subtitle as far as it is kept.
    fn subtitle_kept(&self, kept: &Kept) -> String {
        match (kept.has(Furniture::Subtitle), kept.has(Furniture::SubtitleParts)) {
            (false, _) => String::new(),
            (true, false) => self.words.subtitle.first().cloned().unwrap_or_default(),
            (true, true) => self.subtitle_line(),
        }
    }
}

/// What a picture shows, for who cannot see it.
fn description(picture: &Picture, left_out: &LeftOut) -> String {
    let language = picture.words.language;
    let missing = left_out.labels.len();
    let labels = match left_out.labelled {
        Some(Labelled { most, areas, by_residents }) => {
            let key = if by_residents { "map-labels-most" } else { "map-labels-largest" };
            Some(say(language, key, [("n", most.saturating_sub(missing).into()), ("all", areas.into())]))
        }
        None => (missing > 0).then(|| say(language, "map-labels-left-out", [("n", missing.into())])),
    };
    let subtitle = picture.subtitle_line();
    let sentences = [Some(&picture.words.title), Some(&subtitle), picture.words.notice.as_ref(), labels.as_ref()];
    let ended = |text: &String| if text.ends_with(['.', '!', '?']) { text.clone() } else { format!("{text}.") };
    sentences.into_iter().flatten().filter(|text| !text.is_empty()).map(ended).collect::<Vec<_>>().join(" ")
}
