//! The page around a map: heading, sentences below it, source at the foot.

use crate::render::page::scene::{Anchor, Group, Item, Labelled, Part, Role, Scene, Text};
use crate::render::page::typeface::{Weight, wrap};
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
        wrap(text, size, weight, self.room)
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

/// What stands above and below a map, and the room between.
pub(crate) struct Page {
    title: Vec<Item>,
    sentences: Vec<Item>,
    /// Laid out from 0, because its height is needed before its place is known.
    source: Vec<Item>,
    source_height: f64,
    foot_gap: f64,
    /// Where maps and legend start.
    pub(crate) top: f64,
    /// How wide they may be.
    pub(crate) room: f64,
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
}

impl Page {
    /// Heading and foot of a picture.
    pub(crate) fn of(picture: &Picture) -> Self {
        let (size, theme) = (&picture.design.size, picture.design.theme);
        let room = size.width - 2.0 * size.margin;
        let mut column = Column { left: size.margin, room, y: size.margin };
        let title = column.lines(&picture.words.title, size.letters.title, Weight::Semibold, theme.ink);
        column.y += size.letters.subtitle * 0.25;
        let subtitle = picture.subtitle_line();
        let mut sentences = column.lines(&subtitle, size.letters.subtitle, Weight::Regular, theme.quiet_ink);
        if let Some(notice) = &picture.words.notice {
            column.y += size.letters.subtitle * 0.15;
            sentences.extend(column.lines(notice, size.letters.subtitle, Weight::Semibold, theme.notice_ink));
        }
        let top = column.y + size.letters.subtitle * 0.6;
        let mut foot = Column { left: size.margin, room, y: 0.0 };
        let source =
            picture.words.source.as_deref().map_or_else(String::new, |source| {
                say(picture.words.language, "map-source", [("source", source.into())])
            });
        let note = picture.words.note.as_deref().unwrap_or_default();
        let mut notes = foot.lines(note, size.letters.small, Weight::Regular, theme.quiet_ink);
        notes.extend(foot.lines(&source, size.letters.small, Weight::Regular, theme.quiet_ink));
        let foot_gap = size.letters.small * 0.8;
        Self { title, sentences, source: notes, source_height: foot.y, foot_gap, top, room }
    }

    /// How high maps and legend may be together, where the page has a height.
    pub(crate) fn height_between(&self, picture: &Picture) -> Option<f64> {
        let size = &picture.design.size;
        size.height.map(|height| (height - size.margin - self.source_height - self.foot_gap - self.top).max(40.0))
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
