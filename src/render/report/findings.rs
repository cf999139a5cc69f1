//! Findings with their provenance, as one document.

use serde::Serialize;
use serde_json::value::RawValue;

use crate::analysis::compare::measures::Bias;
use crate::analysis::gate::published::PublishedFindings;
use crate::model::study::Study;
use crate::render::report::long_sheet::LongSheet;
use crate::render::report::sheet::Sheet;
use crate::render::report::table::areas::{coverage_sheet, reconciliation_sheet, response_sheet};
use crate::render::report::table::benchmarks::benchmarks_sheet;
use crate::render::report::table::bias::{reviewer_sheet, told_sheet};
use crate::render::report::table::catchments::{Served, allocation_sheet, places_sheet, sizes_sheet};
use crate::render::report::table::contrasts::{contrasts_sheet, waves_sheet};
use crate::render::report::table::outcomes::outcomes_sheet;
use crate::render::report::table::schemes::{lorenz_by_chance_sheet, lorenz_sheet, schemes_sheet};
use crate::render::report::table::sensitivity::sensitivity_sheet;
use crate::render::report::table::units::units_sheet;
use crate::render::report::table::weighting::{balance_sheet, classes_sheet};

#[derive(Serialize)]
struct Provenance<'a> {
    program: &'a str,
    version: &'a str,
    inputs: std::collections::BTreeMap<String, String>,
    seed: Option<u64>,
    options: Options<'a>,
}

#[derive(Serialize)]
pub(crate) struct Options<'a> {
    ages: &'a str,
    language: &'a str,
    coding_scheme: &'a str,
    null_range: f64,
    two_sided_rule: &'a str,
    quantiles: &'a str,
    model: Option<String>,
    permutations: usize,
}

#[derive(Serialize)]
pub(crate) struct Document<'a> {
    title: &'a str,
    notice: Option<&'a str>,
    reference_date: Option<String>,
    territory: &'a str,
    provenance: Provenance<'a>,
    coverage: &'a Sheet,
    reconciliation: &'a Sheet,
    response: &'a Sheet,
    catchment_sizes: Sheet,
    bias: Sheet,
    balance: &'a Sheet,
    benchmarks: &'a Sheet,
    response_classes: &'a Sheet,
    outcomes: &'a Sheet,
    answers_by_group: &'a Sheet,
    waves: &'a Sheet,
    sensitivity: &'a Sheet,
    schemes: &'a Sheet,
    lorenz: Sheet,
    lorenz_by_chance: Sheet,
    reviewer: Sheet,
    #[serde(skip_serializing_if = "Option::is_none")]
    units: Option<&'a Sheet>,
    places: Option<Box<RawValue>>,
    allocation: Option<Sheet>,
}

/// The tables that `findings.json` and files of their own have.
pub struct ResultSheets<'a> {
    /// Coverage by area.
    pub coverage: Sheet,
    /// Frame against census.
    pub reconciliation: Sheet,
    /// Response by area.
    pub response: Sheet,
    /// How far respondents are from the frame.
    pub balance: Sheet,
    /// Respondents against known figures.
    pub benchmarks: Sheet,
    /// Classes of response.
    pub response_classes: Sheet,
    /// What the answers say of the frame.
    pub outcomes: Sheet,
    /// Answers by group.
    pub answers_by_group: Sheet,
    /// Late answers beside early ones.
    pub waves: Sheet,
    /// Answers under assumptions about nonrespondents.
    pub sensitivity: Sheet,
    /// Indicators under every scheme.
    pub schemes: Sheet,
    /// Units, where they may be named.
    pub units: Option<Sheet>,
    /// Places with who serves them, where units may be named and catchments are known.
    pub(crate) places: Option<LongSheet<'a, Served<'a>>>,
}

impl<'a> ResultSheets<'a> {
    /// All of them, side by side.
    pub fn of(study: &'a Study, findings: &PublishedFindings, bias: &Bias, names_units: bool) -> Self {
        let allotted = findings.allotted.as_ref();
        let ((outcomes, (balance, benchmarks)), (answers_by_group, (sensitivity, waves))) = rayon::join(
            || {
                let others = || (balance_sheet(&bias.balance), benchmarks_sheet(&bias.benchmarks));
                rayon::join(|| outcomes_sheet(study, &bias.outcomes), others)
            },
            || {
                let others = || (sensitivity_sheet(study, &bias.sensitivity), waves_sheet(study, &bias.waves));
                rayon::join(|| contrasts_sheet(study, &bias.contrasts), others)
            },
        );
        let (places, units) = rayon::join(
            || allotted.filter(|_| names_units).map(|allotted| places_sheet(study, allotted)),
            || names_units.then(|| units_sheet(study, allotted, bias)),
        );
        Self {
            coverage: coverage_sheet(study, &findings.coverage),
            reconciliation: reconciliation_sheet(study, &findings.reconciliation),
            response: response_sheet(study, &findings.response),
            balance,
            benchmarks,
            response_classes: classes_sheet(bias),
            outcomes,
            answers_by_group,
            waves,
            sensitivity,
            schemes: schemes_sheet(&bias.schemes),
            units,
            places,
        }
    }
}

/// Whether a document names units with what became of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Units are named, and inputs have their fingerprints.
    Units,
    /// They are not.
    Results,
}

/// `findings.json`: every result, with what it was made from.
///
/// # Panics
/// Never: sheets hold text and finite numbers, which are always JSON.
pub fn findings_json(
    study: &Study,
    findings: &PublishedFindings,
    bias: &Bias,
    sheets: &ResultSheets<'_>,
    extent: Extent,
) -> String {
    let heading = &study.heading;
    let names_units = extent == Extent::Units;
    let inputs = if names_units { study.sources.clone() } else { study.published_sources() };
    let document = Document {
        title: &heading.title,
        notice: heading.notice.as_deref(),
        reference_date: heading.reference_date.map(|date| date.to_string()),
        territory: study.territory.name().in_language(heading.language),
        provenance: Provenance {
            program: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            inputs: inputs.into_iter().map(|source| (source.name, source.sha256)).collect(),
            seed: Some(bias.seed),
            options: Options {
                ages: study.ages.word(),
                language: heading.language.word(),
                coding_scheme: study.territory.coding().name(),
                null_range: crate::analysis::coverage::null::NULL_RANGE,
                two_sided_rule: "twice the smaller tail; tables of several levels: all tables no more likely",
                quantiles: "type 7",
                model: bias.model.as_ref().ok().map(|model| model.formula.to_string()),
                permutations: bias.permutations,
            },
        },
        coverage: &sheets.coverage,
        reconciliation: &sheets.reconciliation,
        response: &sheets.response,
        catchment_sizes: sizes_sheet(findings),
        bias: told_sheet(&bias.rows, heading.language),
        balance: &sheets.balance,
        benchmarks: &sheets.benchmarks,
        response_classes: &sheets.response_classes,
        outcomes: &sheets.outcomes,
        answers_by_group: &sheets.answers_by_group,
        waves: &sheets.waves,
        sensitivity: &sheets.sensitivity,
        schemes: &sheets.schemes,
        lorenz: lorenz_sheet(&bias.lorenz),
        lorenz_by_chance: lorenz_by_chance_sheet(&bias.lorenz),
        reviewer: reviewer_sheet(study, findings, bias),
        units: sheets.units.as_ref().filter(|_| names_units),
        places: sheets.places.as_ref().filter(|_| names_units).map(LongSheet::to_json),
        allocation: findings.allotted.as_ref().map(|allotted| allocation_sheet(study, allotted)),
    };
    let mut text = serde_json::to_string(&document).expect("text and finite numbers are JSON");
    text.push('\n');
    text
}
