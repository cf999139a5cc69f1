//! The tables that a study has, in the order of a paper, and the document that holds them.

use crate::analysis::compare::measures::Bias;
use crate::analysis::gate::published::PublishedFindings;
use crate::atlas::chart::draw::{Numbers, StudyCharts};
use crate::atlas::paper::answers::{answers, means};
use crate::atlas::paper::areas::{coverage, response};
use crate::atlas::paper::balance::balance;
use crate::atlas::paper::disposition::disposition;
use crate::atlas::paper::others::{characteristics, numbers_of_units};
use crate::atlas::paper::representativeness::representativeness;
use crate::atlas::paper::sentences::paragraphs;
use crate::model::study::Study;
use crate::render::document::content::Document;
use crate::words::catalogue::plain;
use crate::words::number::date;

/// The document of a study whose charts are made: its tables, all columns of them on pages too where it is full.
pub fn paper_of(measured: &StudyCharts<'_>, is_full: bool) -> Document {
    made(&measured.numbers(), is_full)
}

/// The document of a run.
pub(crate) fn usual_paper(study: &Study, findings: &PublishedFindings, bias: &Bias) -> Document {
    made(&Numbers { study, findings, bias, language: study.heading.language }, false)
}

fn made(of: &Numbers<'_>, is_full: bool) -> Document {
    let heading = &of.study.heading;
    let mut tables = Vec::new();
    tables.extend(disposition(of));
    tables.extend(response(of));
    tables.extend(coverage(of));
    tables.extend(numbers_of_units(of));
    tables.extend(characteristics(of));
    tables.extend(balance(of));
    tables.extend(representativeness(of));
    tables.extend(answers(of));
    tables.extend(means(of));
    let day = heading.reference_date.map(|day| date(day, of.language));
    let untitled = || plain(of.language, "table-document").to_owned();
    let title = Some(heading.title.clone()).filter(|title| !title.is_empty());
    Document {
        title: title.unwrap_or_else(untitled),
        lines: heading.notice.clone().into_iter().chain(day).chain(heading.credit()).collect(),
        paragraphs: paragraphs(of),
        tables,
        is_full,
        language: of.language,
    }
}
