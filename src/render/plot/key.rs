//! What the signs of a chart mean, in lines below it.

use crate::render::page::path::fixed;
use crate::render::page::scene::{Anchor, Hex, Item, Paint, Shape, Text};
use crate::render::page::typeface::{CAPITAL, Weight, width};
use crate::render::plot::body::{Room, Sign};

/// The radius of dots, in sizes of type.
pub(crate) const DOT: f64 = 0.42;

/// A dot, a ring or a bar by itself, its middle at a place.
fn drawn(sign: &Sign, [x, y]: [f64; 2], letters: f64, page: &'static str) -> Item {
    let radius = letters * DOT;
    let half = half_width(sign, letters);
    let circle = |radius: f64, paint: Paint| {
        let path = format!(
            "M{} {}a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0 -{d} 0z",
            fixed(x - radius),
            fixed(y),
            r = fixed(radius),
            d = fixed(2.0 * radius)
        );
        Shape { path, bounds: [x - radius, y - radius, x + radius, y + radius], paint, ..Shape::default() }
    };
    let square = |side: f64| [x - side, y - side, x + side, y + side];
    let line = |path: String, colour: &'static str| Shape {
        path,
        bounds: [x - half, y, x + half, y],
        paint: Paint::line(Hex::from(colour), letters * 0.14),
        ..Shape::default()
    };
    Item::Shape(match *sign {
        Sign::Dot(colour) => circle(radius, Paint::filled(colour)),
        Sign::Ring(colour) => circle(radius * 0.86, Paint::filled(page).outlined(colour, radius * 0.5)),
        Sign::Bar(colour) => {
            Shape::rectangle([x - half, y - letters * 0.3, x + half, y + letters * 0.3], Paint::filled(colour))
        }
        Sign::FaintBar(colour, outline) => {
            let paint = Paint::filled(colour).outlined(outline, 0.7);
            Shape::rectangle([x - half, y - letters * 0.3, x + half, y + letters * 0.3], paint)
        }
        Sign::Square(colour) => Shape::rectangle(square(radius), Paint::filled(colour)),
        Sign::HalfSquare(colour) => {
            let [left, top, right, bottom] = square(radius * 0.9);
            let half = Shape::rectangle([left, top, x, bottom], Paint::default());
            let whole = Shape::rectangle([left, top, right, bottom], Paint::default());
            // The outline runs around the other way, so that it leaves its inside open.
            let inner = radius * 0.68;
            let hole = format!(
                "M{} {}V{}H{}V{}z",
                fixed(x - inner),
                fixed(y - inner),
                fixed(y + inner),
                fixed(x + inner),
                fixed(y - inner)
            );
            Shape { path: format!("{}{hole}{}", whole.path, half.path), paint: Paint::filled(colour), ..whole }
        }
        Sign::OpenSquare(colour) => Shape::rectangle(square(radius * 0.9), Paint::line(colour, letters * 0.1)),
        Sign::Cross(colour) => {
            let (side, twice) = (radius * 0.9, fixed(radius * 1.8));
            let path = format!("M{} {}l{twice} {twice}m0 -{twice}l-{twice} {twice}", fixed(x - side), fixed(y - side));
            line(path, colour)
        }
        Sign::Tick(colour) => {
            let high = letters * 0.62;
            let path = format!("M{} {}v{}", fixed(x), fixed(y - high), fixed(2.0 * high));
            Shape { bounds: [x, y - high, x, y + high], ..line(path, colour) }
        }
        Sign::Dashed(colour) => {
            let dash = fixed(half * 0.4);
            line(format!("M{} {}h{dash}m{dash} 0h{dash}m{dash} 0h{dash}", fixed(x - half), fixed(y)), colour)
        }
        Sign::Line(colour) => line(format!("M{} {}h{}", fixed(x - half), fixed(y), fixed(2.0 * half)), colour),
    })
}

fn half_width(sign: &Sign, letters: f64) -> f64 {
    match sign {
        Sign::Dot(_)
        | Sign::Ring(_)
        | Sign::Square(_)
        | Sign::HalfSquare(_)
        | Sign::OpenSquare(_)
        | Sign::Cross(_)
        | Sign::Tick(_) => letters * DOT * 1.1,
        Sign::Bar(_) | Sign::FaintBar(..) | Sign::Line(_) | Sign::Dashed(_) => letters * 1.1,
    }
}

/// Signs with their words, one after the other, in as many lines as they need; and where they end.
pub(crate) fn key_items(key: &[(Sign, String)], room: &Room<'_>, top: f64) -> (Vec<Item>, f64) {
    let letters = room.letters.legend;
    let high = letters * 1.55;
    let (mut x, mut y) = (room.left, top + high / 2.0);
    let mut items = Vec::new();
    for (sign, words) in key {
        let half = half_width(sign, letters);
        let wide = 2.0 * half + letters * 0.5 + width(words, letters, Weight::Regular);
        if x > room.left && x + wide > room.left + room.wide {
            (x, y) = (room.left, y + high);
        }
        items.push(drawn(sign, [x + half, y], letters, room.theme.page));
        items.push(Item::Text(Text {
            at: [x + 2.0 * half + letters * 0.5, y + CAPITAL / 2.0 * letters],
            anchor: Anchor::Start,
            size: letters,
            weight: Weight::Regular,
            ink: room.theme.ink.into(),
            halo: None,
            text: words.clone(),
        }));
        x += wide + letters * 1.6;
    }
    (items, if key.is_empty() { top } else { y + high / 2.0 })
}
