//! The tables that a study has, in the order of a report.

use crate::atlas::chart::draw::Numbers;
use crate::atlas::paper::answers::{answers, means};
use crate::atlas::paper::areas::{coverage, response};
use crate::atlas::paper::balance::balance;
use crate::atlas::paper::by_group::by_group;
use crate::atlas::paper::disposition::disposition;
use crate::atlas::paper::files::files;
use crate::atlas::paper::others::{characteristics, numbers_of_units};
use crate::atlas::paper::representativeness::representativeness;
use crate::render::document::content::PartName;
use crate::render::document::table::Table;

/// The tables of a part.
pub(crate) fn tables(of: &Numbers<'_>, part: PartName) -> Vec<Table> {
    let one = |table: Option<Table>| table.into_iter().collect::<Vec<_>>();
    let all = match part {
        PartName::Coverage => vec![coverage(of)],
        PartName::Response => vec![
            one(disposition(of)),
            one(response(of)),
            one(numbers_of_units(of)),
            one(characteristics(of)),
            one(representativeness(of)),
        ],
        PartName::Error => vec![one(balance(of))],
        PartName::Answers => vec![answers(of), means(of), by_group(of)],
        PartName::Methods => Vec::new(),
        PartName::Files => vec![one(files(of))],
    };
    all.into_iter().flatten().collect()
}
