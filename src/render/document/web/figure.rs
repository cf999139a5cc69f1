//! Maps and charts: each is the picture that its command draws, to the last byte, once for light pages and once for dark ones.

use maud::{Markup, PreEscaped, html};

use crate::model::base::language::Language;
use crate::render::document::content::Figure;
use crate::render::document::web::text::text;
use crate::render::page::scene::{MILLIMETRE, Scene, TextForm};
use crate::words::catalogue::say;
use crate::words::letters::typed;

/// Pictures no wider than this stand side by side.
const SMALL: f64 = 100.0 * MILLIMETRE;

/// How a figure stands on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// Below the headline.
    Opening,
    /// Inside of a part.
    Part,
}

/// A figure with its heading, number and command.
pub(crate) fn figure(figure: &Figure, number: usize, level: Level, language: Language) -> Markup {
    // Below the headline there is room for a column.
    let narrow = figure.narrow.as_deref().filter(|_| level == Level::Opening);
    let figure = narrow.unwrap_or(figure);
    let id = format!("figure-{number}");
    let title_id = format!("{id}-title");
    let is_small = figure.light.width <= SMALL;
    html! {
        figure id=(id) class=(if is_small { "small" } else { "large" }) {
            @match level {
                Level::Opening => h2 id=(title_id) { (text(&figure.title)) },
                Level::Part => h3 id=(title_id) { (text(&figure.title)) },
            }
            @if let Some(narrow) = &figure.narrow {
                div class="picture on-broad" { (pictures(figure)) }
                div class="picture on-narrow" { (pictures(narrow)) }
            } @else if is_small {
                div class="picture" { (pictures(figure)) }
            } @else {
                div class="picture wide" role="region" tabindex="0" aria-labelledby=(title_id) { (pictures(figure)) }
            }
            figcaption {
                (say(language, "figure-numbered", [("number", number.into())])) " "
                @if let Some(narrow) = &figure.narrow {
                    span class="on-broad" { (command(figure)) }
                    span class="on-narrow" { (command(narrow)) }
                } @else {
                    (command(figure))
                }
            }
        }
    }
}

/// What is typed to draw it.
fn command(figure: &Figure) -> Markup {
    let words: Vec<String> = figure.command.iter().map(|word| typed(word)).collect();
    html! { code { "bacino" @for word in &words { " " span { (text(word)) } } } }
}

/// The picture for light pages, and the one for dark pages where there is one.
fn pictures(figure: &Figure) -> Markup {
    let svg = |scene: &Scene| PreEscaped(scene.to_svg(TextForm::Named));
    html! {
        @if let Some(dark) = &figure.dark {
            div class="light" { (svg(&figure.light)) }
            div class="dark" { (svg(dark)) }
        } @else {
            div { (svg(&figure.light)) }
        }
    }
}
