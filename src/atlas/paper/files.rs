//! The files that a study was read from, with what tells whether one is still the same.

use crate::atlas::chart::draw::Numbers;
use crate::model::study::{NOT_PUBLISHED, Source};
use crate::render::document::cell::{Cell, Kind};
use crate::render::document::layout::{Columns, Line};
use crate::render::document::table::{Rank, Table, TableName};
use crate::words::catalogue::plain;

/// Every file with its fingerprint, as far as it is published.
pub(crate) fn files(of: &Numbers<'_>) -> Option<Table> {
    let said = |key: &'static str| plain(of.language, key).to_owned();
    let lines = of.study.published_sources().into_iter().map(|source| Line::Of(Rank::Head, source)).collect();
    let withheld = said("withheld");
    let columns =
        Columns::<Source>::new(said("table-file"), |source| source.name.clone()).and("SHA-256", Kind::Text, |source| {
            Cell::text(if source.sha256 == NOT_PUBLISHED { withheld.clone() } else { source.sha256.clone() })
        });
    columns.table(TableName::Files, said("table-files"), lines, vec![said("table-files.method")])
}
