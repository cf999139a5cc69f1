//! What a reader sees first: headline, numbers, map and chart, what may be said and what may not.

use maud::{Markup, html};

use crate::model::base::language::Language;
use crate::render::document::content::{KeyNumber, Opening, PartName, Verdict};
use crate::render::document::web::figure::{Level, figure};
use crate::render::document::web::text::text;
use crate::words::catalogue::plain;

/// The opening of a page that has some parts.
pub(crate) fn opening(opening: &Opening, parts: &[PartName], language: Language) -> Markup {
    let Opening { headline, lead, numbers, figures, said, unsaid } = opening;
    html! {
        section class="opening" aria-labelledby="headline" {
            h1 id="headline" { (text(headline)) }
            @if let Some(lead) = lead {
                p class="lead" { (text(lead)) }
            }
            @if !numbers.is_empty() {
                ul class="key" role="list" {
                    @for number in numbers {
                        li { (key_number(number)) }
                    }
                }
            }
            @if !(figures.is_empty() && said.is_empty() && unsaid.is_empty()) {
                div class=(if figures.is_empty() { "seen" } else { "seen pictured" }) {
                    @for (at, shown) in figures.iter().enumerate() {
                        (figure(shown, at + 1, Level::Opening, language))
                    }
                    @if !(said.is_empty() && unsaid.is_empty()) {
                        div class="verdicts" {
                            (verdicts("may-be-said", "said", said, parts, language))
                            (verdicts("may-not-be-said", "unsaid", unsaid, parts, language))
                        }
                    }
                }
            }
        }
    }
}

fn key_number(KeyNumber { value, told, beside }: &KeyNumber) -> Markup {
    html! {
        strong { (text(value)) }
        " " span { (text(told)) }
        @if let Some(beside) = beside {
            " " small { (text(beside)) }
        }
    }
}

/// Sentences that may be said, or may not, each with its reason, which leads to the part that shows it.
fn verdicts(title: &'static str, class: &str, verdicts: &[Verdict], parts: &[PartName], language: Language) -> Markup {
    html! {
        @if !verdicts.is_empty() {
            section class=(class) aria-labelledby=(title) {
                h2 id=(title) { (plain(language, title)) }
                ul role="list" {
                    @for Verdict { sentence, reason, part } in verdicts {
                        li {
                            (text(sentence)) " "
                            @if parts.contains(part) {
                                a class="reason" href=(format!("#part-{}", part.word())) { (text(reason)) }
                            } @else {
                                span class="reason" { (text(reason)) }
                            }
                        }
                    }
                }
            }
        }
    }
}
