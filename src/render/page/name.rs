//! What identifiers of a picture begin with, so that many pictures stand in one page.

use crate::render::page::scene::{Fill, Group, Item, Paint, Scene};

/// Signs of a name after its first letter: 36⁶ are some 2 · 10⁹, so that of a hundred maps in a page two have one name by a chance of
/// one in 440,000.
const SIGNS: u32 = 6;

impl Scene {
    /// What all identifiers of the picture's SVG begin with: `m` and six letters or digits that follow from what it says and how it looks,
    /// and not from how it was made or how text is written. Two different maps have different ones, so that both can stand in one page
    /// of HTML.
    pub fn name(&self) -> String {
        let mut sum = Sum::new();
        for text in [&self.title, &self.description, &*self.page, self.language.word()] {
            sum.add(text);
        }
        sum.add_number(self.width);
        sum.add_number(self.height);
        for pattern in &self.patterns {
            sum.add(pattern.id);
            sum.add(&pattern.ink);
        }
        for part in &self.parts {
            sum.add_group(&part.group);
        }
        sum.name()
    }
}

/// A sum over text: FNV-1a over words of eight bytes.
///
/// # Source
/// Fowler, Noll and Vo: offset and prime of 64 bits.
struct Sum(u64);

impl Sum {
    const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn add_word(&mut self, word: u64) {
        self.0 = (self.0 ^ word).wrapping_mul(0x0100_0000_01b3);
        // A product carries no bit downwards, and words are wider than the bytes that the prime is made for.
        self.0 ^= self.0 >> 32;
    }

    fn add(&mut self, text: &str) {
        for bytes in text.as_bytes().chunks(8) {
            let mut word = [0; 8];
            word[..bytes.len()].copy_from_slice(bytes);
            self.add_word(u64::from_le_bytes(word));
        }
        // Where one text ends and the next begins.
        self.add_word(text.len() as u64);
    }

    fn add_number(&mut self, number: f64) {
        self.add_word(number.to_bits());
    }

    fn add_paint(&mut self, paint: &Paint) {
        match &paint.fill {
            Some(Fill::Colour(colour)) => self.add(colour),
            Some(Fill::Pattern(id)) => self.add(id),
            Some(Fill::None) | None => {}
        }
        if let Some(stroke) = &paint.stroke {
            self.add(stroke);
        }
    }

    fn add_group(&mut self, group: &Group) {
        group.place.into_iter().flat_map(|place| place.origin).for_each(|side| self.add_number(side));
        self.add_paint(&group.paint);
        for item in &group.items {
            match item {
                Item::Group(group) => self.add_group(group),
                Item::Text(text) => {
                    self.add(&text.text);
                    text.at.into_iter().for_each(|side| self.add_number(side));
                }
                Item::Shape(shape) => {
                    self.add_paint(&shape.paint);
                    self.add(&shape.path);
                    if let Some(about) = &shape.about {
                        self.add(&about.title);
                    }
                }
            }
        }
    }

    fn name(&self) -> String {
        let digit = |place: u32| {
            let digit = self.0 / 36_u64.pow(place) % 36;
            u32::try_from(digit).ok().and_then(|digit| char::from_digit(digit, 36)).unwrap_or('0')
        };
        std::iter::once('m').chain((0..SIGNS).map(digit)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(texts: &[&str]) -> String {
        let mut sum = Sum::new();
        for text in texts {
            sum.add(text);
        }
        sum.name()
    }

    #[test]
    fn names_follow_from_every_letter_and_from_where_texts_end() {
        let names = [
            name(&[]),
            name(&["a"]),
            name(&["a", ""]),
            name(&["ab", "c"]),
            name(&["a", "bc"]),
            name(&["coverage by region"]),
            name(&["coverage by regiom"]),
            name(&["boverage by region"]),
        ];
        for (number, name) in names.iter().enumerate() {
            assert!(name.starts_with('m') && name.len() == 7, "{name}");
            assert!(name.chars().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit()), "{name}");
            assert!(!names[..number].contains(name), "{names:?}");
        }
    }
}
