//! The whole page: bar, opening, parts, foot.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use rayon::prelude::*;

use crate::model::base::language::Language;
use crate::render::document::content::{Block, Document, Figure, Paragraph, Part, PartName};
use crate::render::document::table::{Row, Table};
use crate::render::document::web::figure::{Level, figure};
use crate::render::document::web::opening::opening;
use crate::render::document::web::style::{SCRIPT, policy, style};
use crate::render::document::web::table::folded;
use crate::render::document::web::text::text;
use crate::words::catalogue::plain;

/// The whole page.
pub(crate) fn page(document: &Document) -> String {
    let language = document.language;
    let parts: Vec<PartName> = document.parts.iter().map(|part| part.name).collect();
    let content = html! {
        @match &document.opening {
            Some(first) => (opening(first, &parts, language)),
            None => h1 { (text(&document.title)) },
        }
        @if parts.len() > 1 {
            (navigation(&parts, language))
        }
        (all_parts(document))
    };
    framed(document, &style(document), &content)
}

/// A page with its bar and foot around what it holds, in a style.
pub(crate) fn framed(document: &Document, style: &str, content: &Markup) -> String {
    let language = document.language;
    let markup = html! {
        (DOCTYPE)
        html lang=(language.word()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy(style));
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (text(&document.title)) }
                link rel="icon" href="data:,";
                style { (PreEscaped(style)) }
            }
            body {
                a class="skip" href="#content" { (plain(language, "page-skip")) }
                (bar(document))
                main id="content" tabindex="-1" { (content) }
                @if let Some(credit) = &document.credit {
                    footer { p { (text(credit)) } }
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    markup.into_string()
}

/// The bar: what every reader must know, and how the page looks.
fn bar(document: &Document) -> Markup {
    let language = document.language;
    let themes = [("light", "page-theme.light"), ("dark", "page-theme.dark")];
    html! {
        header {
            @if document.opening.is_some() {
                p class="study" { (text(&document.title)) }
            }
            @if let Some(notice) = &document.notice {
                p class="notice" { (text(notice)) }
            }
            @if let Some(day) = &document.day {
                p { (text(day)) }
            }
            p class="screen" {
                (plain(language, "page-language"))
                @for other in Language::ALL.into_iter().filter(|other| *other != language) {
                    " · " span lang=(other.word()) { (plain(other, "page-language")) ":" }
                    " " code { "--language " (other.word()) }
                }
            }
            fieldset class="screen" {
                legend class="unseen" { (plain(language, "page-theme")) }
                @for (theme, words) in themes {
                    label {
                        input type="radio" name="theme" id=(format!("theme-{theme}")) autocomplete="off";
                        span { (plain(language, words)) }
                    }
                }
            }
            button id="print" class="screen" type="button" hidden="hidden" { (plain(language, "page-print")) }
        }
    }
}

/// The number and title of a part.
fn part_title(at: usize, name: PartName, language: Language) -> String {
    format!("{} {}", at + 1, plain(language, name.title()))
}

fn navigation(parts: &[PartName], language: Language) -> Markup {
    html! {
        nav class="screen" aria-label=(plain(language, "page-parts")) {
            ul role="list" {
                @for (at, name) in parts.iter().enumerate() {
                    li { a href=(format!("#part-{}", name.word())) { (part_title(at, *name, language)) } }
                }
            }
        }
    }
}

/// What the page has so far.
struct Numbered {
    /// How many figures.
    figures: usize,
    /// Whether a reader knows that areas can be chosen.
    is_hinted: bool,
}

fn all_parts(document: &Document) -> Markup {
    let figures = document.opening.as_ref().map_or(0, |opening| opening.figures.len());
    let mut numbered = Numbered { figures, is_hinted: false };
    html! {
        @for (at, Part { name, blocks }) in document.parts.iter().enumerate() {
            section class="part" aria-labelledby=(format!("part-{}", name.word())) {
                h2 id=(format!("part-{}", name.word())) tabindex="-1" { (part_title(at, *name, document.language)) }
                @for blocks in blocks.chunk_by(|one, next| is_figure(one) && is_figure(next)) {
                    @let figures: Vec<&Figure> = blocks.iter().filter_map(figure_of).collect();
                    @if figures.is_empty() {
                        @for block in blocks {
                            (piece(document, block, &mut numbered))
                        }
                    } @else {
                        @let first = numbered.figures + 1;
                        @let () = numbered.figures += figures.len();
                        @let drawn = figures.into_par_iter().enumerate();
                        @let drawn: Vec<Markup> = drawn.map(|(at, one)| figure(one, first + at, Level::Part, document.language)).collect();
                        div class="figures" {
                            @for one in drawn {
                                (one)
                            }
                        }
                    }
                }
            }
        }
    }
}

fn figure_of(block: &Block) -> Option<&Figure> {
    match block {
        Block::Figure(figure) => Some(figure),
        Block::Paragraph(_) | Block::List(_) | Block::Table(_) => None,
    }
}

fn is_figure(block: &Block) -> bool {
    figure_of(block).is_some()
}

/// A piece of a part that is no figure.
fn piece(document: &Document, block: &Block, numbered: &mut Numbered) -> Markup {
    match block {
        Block::Paragraph(Paragraph { title, text: sentences }) => html! {
            @if let Some(title) = title {
                h3 { (text(title)) }
            }
            p { (text(sentences)) }
        },
        Block::List(lines) => html! {
            ul class="list" role="list" {
                @for line in lines {
                    li { (text(line)) }
                }
            }
        },
        Block::Table(table) => html! {
            @if let Some(table) = document.on_page(table) {
                @if !numbered.is_hinted && has_areas(&table) {
                    @let () = numbered.is_hinted = true;
                    p class="hint screen" hidden="hidden" { (plain(document.language, "page-areas")) }
                }
                (folded(&table, document.language))
            }
        },
        Block::Figure(_) => html! {},
    }
}

fn has_areas(table: &Table) -> bool {
    table.rows.iter().any(|row| matches!(row, Row::Cells { area: Some(_), .. }))
}
