//! A picture before it is written: groups, shapes and lines of text with concrete colours, whose places are known.
//!
//! Lengths are pixels, 96 to the inch; y runs downwards. Every writer (SVG, PNG, PDF) starts from this.

use std::borrow::Cow;

use crate::model::base::language::Language;
use crate::render::page::furniture::Furniture;
use crate::render::page::typeface::{Weight, reach, width};

/// A colour, as `#rrggbb`.
pub type Hex = Cow<'static, str>;

/// `[left, top, right, bottom]`.
pub type Rectangle = [f64; 4];

/// A whole picture.
#[derive(Clone, Debug)]
pub struct Scene {
    /// The width.
    pub width: f64,
    /// The height.
    pub height: f64,
    /// In what the outer size is written.
    pub unit: LengthUnit,
    /// The language of its words.
    pub language: Language,
    /// What it shows, in a line.
    pub title: String,
    /// What it shows, for who cannot see it.
    pub description: String,
    /// How it was made: JSON.
    pub metadata: String,
    /// The colour of the page.
    pub page: Hex,
    /// Fills that are no plain colours.
    pub patterns: Vec<Pattern>,
    /// Parts in the order in which they are drawn.
    pub parts: Vec<Part>,
    /// Areas that were to have a label and have none, for want of room.
    pub unlabelled: Vec<String>,
    /// How many areas were to have a label, where these are not all.
    pub labelled: Option<Labelled>,
    /// Areas that were to have an inset and have none, for want of room.
    pub without_inset: Vec<String>,
    /// Whether it was to have a locator and has none, for want of room.
    pub without_locator: bool,
    /// What of the furniture was given up, for want of room.
    pub given_up: Vec<Furniture>,
    /// Whether its areas are too small for its page, whatever is given up.
    pub too_small: bool,
}

/// How many of the areas of a map are to have a label, the most important ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Labelled {
    /// As many.
    pub most: usize,
    /// Of so many.
    pub areas: usize,
    /// Whether they are those with most residents, else those with most land.
    pub by_residents: bool,
}

/// In what the outer size of a picture is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LengthUnit {
    /// Pixels, 96 to the inch.
    Pixel,
    /// Millimetres.
    Millimetre,
}

/// Pixels in a millimetre.
pub const MILLIMETRE: f64 = 96.0 / 25.4;
/// Pixels in a point of type.
pub const POINT: f64 = 96.0 / 72.0;

/// A part of a picture with one role for readers.
#[derive(Clone, Debug)]
pub struct Part {
    /// What it is for.
    pub role: Role,
    /// What it holds.
    pub group: Group,
}

/// What a part of a picture is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The heading.
    Title,
    /// Sentences.
    Text,
    /// What is seen rather than read.
    Figure,
}

/// How something is painted; `None` leaves it to the group around.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paint {
    /// The inside.
    pub fill: Option<Fill>,
    /// How opaque the inside is, from 0 to 1.
    pub fill_opacity: Option<f64>,
    /// The line.
    pub stroke: Option<Hex>,
    /// The line's width, in the units of the group.
    pub stroke_width: Option<f64>,
}

/// What fills a shape.
#[derive(Clone, Debug, PartialEq)]
pub enum Fill {
    /// Nothing.
    None,
    /// A colour.
    Colour(Hex),
    /// A pattern, by its identifier.
    Pattern(&'static str),
}

impl Paint {
    /// An inside of one colour.
    pub fn filled(colour: impl Into<Hex>) -> Self {
        Self { fill: Some(Fill::Colour(colour.into())), ..Self::default() }
    }

    /// A line without inside.
    pub fn line(colour: impl Into<Hex>, width: f64) -> Self {
        Self { fill: Some(Fill::None), stroke: Some(colour.into()), stroke_width: Some(width), fill_opacity: None }
    }

    /// The same with a line around.
    #[must_use]
    pub fn outlined(mut self, colour: impl Into<Hex>, width: f64) -> Self {
        (self.stroke, self.stroke_width) = (Some(colour.into()), Some(width));
        self
    }
}

/// Things that belong together.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// The identifier.
    pub id: Option<String>,
    /// The layer's name in an editor of drawings.
    pub label: Option<String>,
    /// What identifiers inside begin with, after what all of the picture begin with, so that what is drawn several times has different
    /// ones.
    pub names: Option<String>,
    /// What it shows, for who cannot see it, where it is a picture by itself.
    pub title: Option<String>,
    /// Where its own origin lies, and how long its own unit is.
    pub place: Option<Place>,
    /// What is outside is not shown; in the units of the group.
    pub clip: Option<Rectangle>,
    /// How its members are painted unless they say otherwise.
    pub paint: Paint,
    /// The members, in the order in which they are drawn.
    pub items: Vec<Item>,
}

impl Group {
    /// A layer.
    pub fn layer(id: &str, label: &str) -> Self {
        Self { id: Some(id.to_owned()), label: Some(label.to_owned()), ..Self::default() }
    }

    /// Members whose identifiers begin with a name of their own.
    pub fn named_apart(name: impl Into<String>, items: Vec<Item>) -> Self {
        Self { names: Some(name.into()), items, ..Self::default() }
    }
}

/// Where a group's origin lies, and how long its unit is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// The origin, in the units of the group around.
    pub origin: [f64; 2],
    /// The length of the group's own unit.
    pub scale: f64,
}

impl Place {
    /// As the picture itself.
    pub const WHOLE: Self = Self { origin: [0.0, 0.0], scale: 1.0 };

    /// The place of something in a group that is itself in this place.
    #[must_use]
    fn around(self, inner: Self) -> Self {
        let [x, y] = inner.origin;
        Self {
            origin: [self.origin[0] + x * self.scale, self.origin[1] + y * self.scale],
            scale: self.scale * inner.scale,
        }
    }

    fn rectangle(self, [left, top, right, bottom]: Rectangle) -> Rectangle {
        let ([x, y], scale) = (self.origin, self.scale);
        [x + left * scale, y + top * scale, x + right * scale, y + bottom * scale]
    }
}

/// A member of a group.
#[derive(Clone, Debug)]
pub enum Item {
    /// A group.
    Group(Group),
    /// A shape or a line.
    Shape(Shape),
    /// A line of text.
    Text(Text),
}

/// A shape or a line.
#[derive(Clone, Debug, Default)]
pub struct Shape {
    /// The identifier.
    pub id: Option<String>,
    /// Path data.
    pub path: String,
    /// Where it lies, in the units of its group.
    pub bounds: Rectangle,
    /// How it is painted.
    pub paint: Paint,
    /// What it stands for.
    pub about: Option<About>,
}

/// What a shape stands for, for scripts and screen readers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct About {
    /// `data-` attributes: the name without `data-`, and the value.
    pub data: Vec<(&'static str, String)>,
    /// In words.
    pub title: String,
}

impl Shape {
    /// A rectangle.
    pub fn rectangle([left, top, right, bottom]: Rectangle, paint: Paint) -> Self {
        let number = crate::render::page::path::fixed;
        let path = format!("M{} {}H{}V{}H{}z", number(left), number(top), number(right), number(bottom), number(left));
        Self { path, bounds: [left, top, right, bottom], paint, ..Self::default() }
    }
}

/// A line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Where it is anchored, on its base line.
    pub at: [f64; 2],
    /// Which end is there.
    pub anchor: Anchor,
    /// The size of type.
    pub size: f64,
    /// How heavy it is.
    pub weight: Weight,
    /// The colour.
    pub ink: Hex,
    /// A line around the letters that keeps them apart from what is below: colour and width.
    pub halo: Option<(Hex, f64)>,
    /// The words.
    pub text: String,
}

/// Which end of a line of text is anchored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The beginning.
    Start,
    /// The middle.
    Middle,
    /// The end.
    End,
}

impl Text {
    /// The space that the ink of the line takes, in the units of its group.
    pub fn bounds(&self) -> Rectangle {
        let [x, y] = self.at;
        let wide = width(&self.text, self.size, self.weight);
        let left = match self.anchor {
            Anchor::Start => x,
            Anchor::Middle => x - wide / 2.0,
            Anchor::End => x - wide,
        };
        let [above, below] = reach(&self.text, self.size, self.weight);
        [left, y - above, left + wide, y + below]
    }
}

/// A fill of lines or dots, in the units in which paths of areas are written.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// The identifier.
    pub id: &'static str,
    /// The side of the square that repeats.
    pub side: f64,
    /// Degrees by which it is turned.
    pub turn: f64,
    /// What is under the marks, where it is not what lies below.
    pub ground: Option<Hex>,
    /// The marks.
    pub ink: Hex,
    /// The marks as path data within the square.
    pub path: String,
}

impl Scene {
    /// Every line of text with the space it takes on the picture.
    pub fn texts(&self) -> Vec<(&Text, Rectangle)> {
        let mut found = Vec::new();
        for part in &self.parts {
            texts_of(&part.group, Place::WHOLE, &mut found);
        }
        found
    }
}

impl Scene {
    /// The same with the identifiers of the parts that hold them.
    pub(crate) fn texts_of_parts(&self) -> Vec<(Option<&str>, &Text, Rectangle)> {
        let mut all = Vec::new();
        for part in &self.parts {
            let mut found = Vec::new();
            texts_of(&part.group, Place::WHOLE, &mut found);
            all.extend(found.into_iter().map(|(text, place)| (part.group.id.as_deref(), text, place)));
        }
        all
    }
}

fn texts_of<'a>(group: &'a Group, around: Place, found: &mut Vec<(&'a Text, Rectangle)>) {
    let place = group.place.map_or(around, |place| around.around(place));
    for item in &group.items {
        match item {
            Item::Group(group) => texts_of(group, place, found),
            Item::Text(text) => found.push((text, place.rectangle(text.bounds()))),
            Item::Shape(_) => {}
        }
    }
}

/// Whether two rectangles have more than their edges in common.
pub fn overlap(a: Rectangle, b: Rectangle) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

/// How text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum TextForm {
    /// As text in a font that the reader's machine has.
    #[default]
    Named,
    /// As text, with the font inside the file.
    Embedded,
    /// As outlines of letters.
    Outlined,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_where_they_are_drawn() {
        let text = |x| {
            Item::Text(Text {
                at: [x, 10.0],
                anchor: Anchor::End,
                size: 10.0,
                weight: Weight::Regular,
                ink: "#000000".into(),
                halo: None,
                text: "1".to_owned(),
            })
        };
        let inner = Group {
            place: Some(Place { origin: [5.0, 0.0], scale: 2.0 }),
            items: vec![text(10.0)],
            ..Group::default()
        };
        let outer = Group {
            place: Some(Place { origin: [100.0, 0.0], scale: 0.5 }),
            items: vec![Item::Group(inner)],
            ..Group::default()
        };
        let mut found = Vec::new();
        texts_of(&outer, Place::WHOLE, &mut found);
        let [left, _, right, _] = found[0].1;
        assert!((right - 112.5).abs() < 1e-9 && (right - left - 5.72).abs() < 1e-9, "{found:?}");
    }

    #[test]
    fn rectangles_that_touch_do_not_overlap() {
        assert!(!overlap([0.0, 0.0, 1.0, 1.0], [1.0, 0.0, 2.0, 1.0]));
        assert!(overlap([0.0, 0.0, 1.1, 1.0], [1.0, 0.0, 2.0, 1.0]));
    }
}
