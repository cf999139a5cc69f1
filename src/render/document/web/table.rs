//! Tables of the page: titles of columns and rows as such, numbers to the right, rows of areas known by their code.

use maud::{Markup, html};

use crate::model::base::language::Language;
use crate::render::document::cell::{Cell, Kind};
use crate::render::document::table::{AreaKey, Column, Rank, Row, Table};
use crate::render::document::web::text::text;
use crate::words::letters::visible;

/// A table that opens when it is asked for.
pub(crate) fn folded(table: &Table, language: Language) -> Markup {
    let id = format!("table-{}", table.number);
    let title_id = format!("{id}-title");
    let title = table.heading(language);
    html! {
        details id=(id) {
            summary id=(title_id) { (text(&title)) }
            div class="wide" role="region" tabindex="0" aria-labelledby=(title_id) {
                table {
                    caption class="unseen" { (text(&title)) }
                    thead { (head(table, language)) }
                    @for rows in bodies(&table.rows) {
                        tbody {
                            @for row in rows {
                                (line(row, &table.columns, language))
                            }
                        }
                    }
                }
            }
            @for note in table.all_notes() {
                p class="note" { (text(note)) }
            }
        }
    }
}

/// Rows with the heading over them.
fn bodies(rows: &[Row]) -> impl Iterator<Item = &[Row]> {
    rows.chunk_by(|_, next| !matches!(next, Row::Heading(_)))
}

/// To which side a column's cells stand.
fn side(column: &Column) -> Option<&'static str> {
    (column.kind != Kind::Text).then_some("number")
}

fn head(table: &Table, language: Language) -> Markup {
    let groups = table.groups();
    html! {
        @if groups.iter().any(|(group, _)| group.is_some()) {
            tr {
                @for (group, n) in groups {
                    @match group {
                        Some(group) => th scope="colgroup" colspan=(n) class="group" { (text(group)) },
                        None => td {},
                    }
                }
            }
        }
        tr {
            @for column in &table.columns {
                (titled(column, language))
            }
        }
    }
}

fn titled(column: &Column, language: Language) -> Markup {
    let title = column.printed(language);
    html! {
        @if title.is_empty() {
            td {}
        } @else {
            th scope="col" class=[side(column)] { (text(&title)) }
        }
    }
}

fn line(row: &Row, columns: &[Column], language: Language) -> Markup {
    match row {
        Row::Heading(words) => html! {
            tr { th scope="rowgroup" colspan=(columns.len()) class="heading" { (text(words)) } }
        },
        Row::Cells { rank, area, cells } => html! {
            tr class=[(*rank == Rank::Inside).then_some("inside")] data-scheme=[area.as_ref().map(|AreaKey { scheme, .. }| visible(scheme))]
                data-area_code=[area.as_ref().map(|AreaKey { code, .. }| visible(code))] {
                @for (at, (cell, column)) in cells.iter().zip(columns).enumerate() {
                    (written(at, cell, column, language))
                }
            }
        },
    }
}

/// A cell; the first says what its row is of.
fn written(at: usize, cell: &Cell, column: &Column, language: Language) -> Markup {
    let words = cell.written(column.kind, language);
    html! {
        @if at == 0 {
            th scope="row" { (text(&words)) }
        } @else {
            td class=[side(column)] { (text(&words)) }
        }
    }
}
