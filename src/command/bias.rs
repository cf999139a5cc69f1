//! `bacino bias`: respondents against the others, as a table or as data.

use std::path::PathBuf;

use crate::analysis::algebra::design::NoDesign;
use crate::analysis::algebra::variable::FactorError;
use crate::analysis::basis::input::BiasOptions;
use crate::analysis::basis::reason::NoModel;
use crate::analysis::gate::findings::published_findings;
use crate::atlas::chart::draw::Numbers;
use crate::atlas::report::document::document_of_measures;
use crate::command::made::outcome::Outcome;
use crate::input::figures::weights::read_design_weights;
use crate::input::file::bytes::read_path;
use crate::input::problem::english::did_you_mean;
use crate::input::problem::hint::Key;
use crate::input::problem::list::Extent;
use crate::input::study::source::StudySource;
use crate::input::value::format::NumberFormat;
use crate::model::base::language::Language;
use crate::model::base::word::words;
use crate::model::survey::formula::Formula;
use crate::render::document::latex::latex_tables;
use crate::render::document::markdown::markdown_tables;
use crate::render::report::bias_text::{bias_latex, bias_markdown, bias_text};
use crate::render::report::sheet::CsvForm;
use crate::render::report::table::bias::{bias_json, bias_sheet};
use crate::study::choice::chosen_schemes;
use crate::study::failure::Failure;
use crate::study::measures::{bias_of, measured_outlines, weight_warnings};
use crate::study::open::open_study_for;
use crate::study::promise::refuse_undeclared;
use crate::words::told::Told as _;

words! {
    /// The form of the results.
    pub enum BiasFormat {
        /// Sentences and tables for a terminal.
        Text = "text",
        /// Every row.
        ///
        /// Those of `bias.csv`.
        Csv = "csv",
        /// Every row with a sentence.
        ///
        /// And a reviewer's questions.
        Json = "json",
        /// Sentences and tables in Markdown.
        Markdown = "md",
        /// Sentences and tables in LaTeX with the rules of booktabs.
        Latex = "tex",
    }
}

/// What to show.
#[derive(Clone, Debug)]
pub struct BiasRequest {
    /// The study.
    pub study: StudySource,
    /// Whether it is for the people of the survey, who may see exact values.
    pub internal: bool,
    /// The language, where it is not the study's.
    pub language: Option<Language>,
    /// The form of CSV.
    pub csv: CsvForm,
    /// The form.
    pub format: BiasFormat,
    /// Whether every table and sentence is told; data are always complete.
    pub extent: Extent,
    /// The scheme whose areas are compared.
    pub by: Option<String>,
    /// The response model as typed.
    pub model: Option<String>,
    /// A table of design weights.
    pub weights: Option<PathBuf>,
    /// What marks decimals in it, where its column does not tell.
    pub numbers: Option<NumberFormat>,
    /// The seed of permutations.
    pub seed: Option<u64>,
    /// How many permutations.
    pub permutations: Option<usize>,
    /// Whether tests and intervals that take both groups for samples are shown too.
    pub classical: bool,
}

/// Representativeness of a study.
///
/// # Errors
/// A study that cannot be read, a scheme that it does not have, a model that makes no sense for it.
pub fn bias_command(request: &BiasRequest) -> Result<Outcome, Failure> {
    let model = request.model.as_deref().map(Formula::parse).transpose().map_err(|error| Failure::Usage {
        message: format!("--model: {error}"),
        hint: Some("such as --model \"macro_area + cut(population, quantiles = 3)\"".to_owned()),
    })?;
    let opened = open_study_for(&request.study, request.internal, request.language)?;
    let study = &opened.study;
    if request.by.is_some() {
        chosen_schemes(study, request.by.as_deref())?;
    }
    for (flag, is_set) in
        [("--by", request.by.is_some()), ("--model", model.is_some()), ("--weights", request.weights.is_some())]
    {
        if is_set {
            refuse_undeclared(opened.view, &format!("what {flag} asks for"))?;
        }
    }
    let usual = BiasOptions::default();
    let options = BiasOptions {
        seed: request.seed.unwrap_or(usual.seed),
        permutations: request.permutations.unwrap_or(usual.permutations),
        permutations_stated: request.permutations.is_some(),
        by: request.by.clone(),
        model,
        classical: request.classical,
    };
    let design_weights = match &request.weights {
        None => None,
        Some(path) => Some(
            read_design_weights(&read_path(path)?, &study.frame, request.numbers)
                .map_err(|problems| problems.by_flags(flag_of_weights))?,
        ),
    };
    // Outlines say which catchments are neighbours and how large they are.
    let (outlines, findings) =
        rayon::join(|| measured_outlines(&opened, &options), || published_findings(study, opened.view, None));
    let outlines = outlines?;
    let weights_read = design_weights.as_ref().map(|read| read.value.as_slice());
    let allotted = findings.allotted.as_ref();
    let found = bias_of(study, opened.view, allotted, Some(&findings), outlines.as_deref(), weights_read, &options);
    if let (Some(_), Err(reason)) = (&request.model, &found.model) {
        refuse_model(reason)?;
    }
    let mut warnings = opened.remarks;
    let of_weights = design_weights.into_iter().flat_map(|read| read.warnings);
    warnings.extend(of_weights.map(|warning| warning.by_flags(flag_of_weights)));
    warnings.extend(weight_warnings(&found));
    let notice = study.heading.notice.as_deref();
    let tables = || {
        let numbers = Numbers { study, findings: &findings, bias: &found, language: study.heading.language };
        document_of_measures(&numbers, matches!(request.extent, Extent::All))
    };
    let stdout = match request.format {
        BiasFormat::Text => {
            return Ok(Outcome::of_lines(&bias_text(study, &findings, &found, request.extent), warnings));
        }
        BiasFormat::Markdown => bias_markdown(study, &findings, &found, request.extent, markdown_tables(&tables())),
        BiasFormat::Latex => bias_latex(study, &findings, &found, request.extent, latex_tables(&tables())),
        BiasFormat::Csv => {
            String::from_utf8_lossy(&bias_sheet(&found.rows).in_csv(notice, request.csv, study.heading.language))
                .into_owned()
        }
        BiasFormat::Json => bias_json(study, &findings, &found),
    };
    Ok(Outcome { stdout, warnings, ..Outcome::default() })
}

/// The flags about a table of weights.
fn flag_of_weights(key: Key) -> Option<&'static str> {
    match key {
        Key::Numbers => Some("--numbers"),
        Key::Axes | Key::Crs | Key::Layer | Key::Missing | Key::Sheet | Key::Wal => None,
    }
}

/// A model that was typed and makes no sense for this study is wrong usage; one without answers to explain is a finding.
fn refuse_model(reason: &NoModel) -> Result<(), Failure> {
    let hint = match reason {
        NoModel::Unknown { name, known } => did_you_mean(name, known.iter().map(String::as_str))
            .or_else(|| Some(format!("the study's variables are {}", known.join(", ")))),
        NoModel::Factor { error: FactorError::NoSuchLevel { level, levels }, .. } => {
            did_you_mean(level, levels.iter().map(String::as_str))
                .or_else(|| Some(format!("its levels are {}", levels.join(", "))))
        }
        NoModel::Factor { error: FactorError::NotANumber, .. } => Some("leave out cut(…) and log(…)".to_owned()),
        NoModel::Factor { error: FactorError::NoLevels, .. } => {
            Some("cut the number into classes first, such as ref(cut(population, 3), …)".to_owned())
        }
        NoModel::Factor { error: FactorError::NotPositive | FactorError::AllMissing, .. } => None,
        NoModel::Design(NoDesign::TooManyColumns { .. }) => Some("group the levels of its variables".to_owned()),
        NoModel::Design(NoDesign::NoCompleteUnit)
        | NoModel::NoVariable
        | NoModel::NobodyAnswered
        | NoModel::EverybodyAnswered
        | NoModel::NotConverged
        | NoModel::OneUnit
        | NoModel::Confidential => return Ok(()),
    };
    Err(Failure::Usage { message: format!("--model: {}", reason.told(Language::default())), hint })
}
