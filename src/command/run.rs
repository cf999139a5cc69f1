//! `bacino run`: every table, map and chart of a study.

use rayon::prelude::*;

use crate::analysis::basis::input::BiasOptions;
use crate::analysis::compare::measures::Bias;
use crate::analysis::coverage::headline::{best_source, headline_of_coverage};
use crate::analysis::gate::exact::everything;
use crate::analysis::gate::findings::published_findings;
use crate::analysis::gate::published::PublishedFindings;
use crate::analysis::gate::view::View;
use crate::atlas::ask::reader::Reader;
use crate::atlas::chart::draw::{Numbers, fitting, usual_charts};
use crate::atlas::report::document::document;
use crate::atlas::usual::maps::{NAMING_MAP, usual_maps, usual_style};
use crate::command::outcome::{Outcome, not_drawn};
use crate::command::report::{not_made, size_remark};
use crate::input::problem::english::plural;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Remark};
use crate::input::study::source::StudySource;
use crate::model::base::language::Language;
use crate::model::study::Study;
use crate::model::survey::disclosure::Secrecy;
use crate::render::document::terminal::terminal_opening;
use crate::render::document::write::{DocumentType, written};
use crate::render::page::artifact::Artifact;
use crate::render::page::raster::Resolution;
use crate::render::page::scene::{Scene, TextForm};
use crate::render::report::coverage_text::terminal_table;
use crate::render::report::findings::{Extent, findings_json};
use crate::render::report::sheet::{CsvForm, Sheet};
use crate::render::report::table::areas::{coverage_sheet, reconciliation_sheet, response_sheet};
use crate::render::report::table::benchmarks::benchmarks_sheet;
use crate::render::report::table::bias::bias_sheet;
use crate::render::report::table::catchments::places_sheet;
use crate::render::report::table::contrasts::{contrasts_sheet, waves_sheet};
use crate::render::report::table::outcomes::outcomes_sheet;
use crate::render::report::table::schemes::schemes_sheet;
use crate::render::report::table::sensitivity::sensitivity_sheet;
use crate::render::report::table::units::units_sheet;
use crate::render::report::table::weighting::{balance_sheet, classes_sheet};
use crate::study::failure::Failure;
use crate::study::measures::{bias_of, weight_warnings};
use crate::study::open::{marked, open_study_in};
use crate::study::outlines::{Outlines, mended_places};
use crate::study::released::{RELEASED, refuse_second, released_json};
use crate::words::catalogue::plain;

/// In which forms maps are written besides SVG, and tables of data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pictures {
    /// PNG.
    pub png: bool,
    /// PDF.
    pub pdf: bool,
    /// The form of tables of data.
    pub csv: CsvForm,
}

/// The document of a run that a reader opens first.
const RUN_REPORT: DocumentType = DocumentType::Page;

/// What names who answered stands in this folder, unless the study is public.
pub const INTERNAL: &str = "internal/";

/// Everything about a study: tables, `findings.json`, maps, charts. Told in a language, or in the study's own. `earlier` is the release that the folder holds already, where there is one.
///
/// # Errors
/// A study that cannot be read, an anonymous one of which the folder holds another release.
pub fn run(
    source: &StudySource,
    language: Option<Language>,
    pictures: Pictures,
    earlier: Option<&str>,
) -> Result<Outcome, Failure> {
    let opened = open_study_in(source, language)?;
    let reader = Reader { language, internal: false };
    let study = &opened.study;
    let (outlines, findings) = rayon::join(|| opened.outlines(), || published_findings(study, opened.view, None));
    let outlines = outlines?;
    let options = BiasOptions::default();
    let measured = |view: View| {
        let allotted = findings.allotted.as_ref();
        bias_of(study, view, allotted, Some(&findings), outlines.as_deref(), None, &options)
    };
    let (bias, drawn) = rayon::join(
        || measured(opened.view),
        || outlines.as_ref().map(|outlines| maps(study, &findings, outlines, (reader, pictures))),
    );
    let is_public = study.privacy.answers == Secrecy::Public;
    let extent = if is_public { Extent::Units } else { Extent::Results };
    let numbers = Numbers { study, findings: &findings, bias: &bias, language: study.heading.language };
    let results = || {
        let mut files = tables(study, &findings, &bias, pictures.csv);
        files.push(Artifact::text("findings.json", findings_json(study, &findings, &bias, extent)));
        files
    };
    let report = || documents(&numbers, outlines.as_deref(), reader);
    let (mut artifacts, (drawn_charts, written)) =
        rayon::join(results, || rayon::join(|| charts(&numbers, reader, pictures), report));
    let (files, ending) = written?;
    artifacts.extend(drawn_charts?);
    artifacts.extend(files);
    if opened.view.is_exact() {
        let own = naming_tables(study, &findings, &bias, (is_public, pictures.csv));
        artifacts.extend(if is_public { own } else { internal(own) });
    } else {
        let released = released_json(study, &findings);
        refuse_second(earlier, &released)?;
        artifacts.push(Artifact::text(RELEASED, released));
        // What is published is coarse: the people of the survey have everything beside it.
        let view = everything();
        let (findings, bias) = rayon::join(|| published_findings(study, view, None), || measured(view));
        let study = marked(study);
        let mut own = tables(&study, &findings, &bias, pictures.csv);
        own.extend(naming_tables(&study, &findings, &bias, (is_public, pictures.csv)));
        let reader = Reader { internal: true, ..reader };
        let numbers = Numbers { study: &study, findings: &findings, bias: &bias, language: study.heading.language };
        own.extend(charts(&numbers, reader, pictures)?);
        own.extend(documents(&numbers, outlines.as_deref(), reader)?.0);
        if let Some(outlines) = &outlines {
            own.extend(maps(&study, &findings, outlines, (reader, pictures))?);
        }
        artifacts.extend(internal(own));
    }
    let mut warnings = opened.remarks.clone();
    warnings.extend(weight_warnings(&bias));
    warnings.extend(artifacts.iter().filter_map(size_remark));
    if let (Some(outlines), Some(drawn)) = (&outlines, drawn) {
        warnings.extend(mended_places(study, outlines));
        let (naming, open): (Vec<Artifact>, Vec<Artifact>) =
            drawn?.into_iter().partition(|file| file.name.starts_with(NAMING_MAP) && !is_public);
        artifacts.extend(open);
        artifacts.extend(if opened.view.is_exact() { internal(naming) } else { Vec::new() });
    } else {
        warnings.push(Remark::of(
            Kind::NotDrawn,
            Place::file("territory"),
            "no outlines are known for the study's own territory, so no map is drawn",
        ));
    }
    artifacts.sort_by(|a, b| a.name.cmp(&b.name));
    let schemes = headline_of_coverage(study);
    let source = best_source(study, schemes.iter().map(String::as_str));
    let table = source.map(|source| terminal_table(study, &findings.coverage, &schemes, source));
    let label = format!("{}: ", plain(study.heading.language, "run-report"));
    let blocks = [table, Some(ending).filter(|ending| !ending.is_empty()), Some(label)];
    let stdout = blocks.into_iter().flatten().collect::<Vec<_>>().join("\n");
    let report = Some(RUN_REPORT.file().to_owned());
    Ok(Outcome { stdout, report, warnings, artifacts, failed: false })
}

/// The report as a run writes it, and its opening as a terminal shows it.
fn documents(
    of: &Numbers<'_>,
    outlines: Option<&Outlines>,
    reader: Reader,
) -> Result<(Vec<Artifact>, String), Failure> {
    let types = DocumentType::ALL.into_iter().filter(|kind| kind.is_of_run());
    let figures = types.clone().map(DocumentType::figures).max().unwrap_or_default();
    let report = document(of, outlines, reader, figures, false)?;
    let files = types.map(|kind| written(&report, kind).map_err(not_made)).collect::<Result<_, Failure>>()?;
    Ok((files, report.opening.as_ref().map_or_else(String::new, terminal_opening)))
}

/// The tables that name no unit, each where there is something in it.
fn tables(study: &Study, findings: &PublishedFindings, bias: &Bias, csv: CsvForm) -> Vec<Artifact> {
    let has_classes = bias.weights.iter().any(|set| !set.classes.is_empty());
    let sheets = [
        ("response.csv", Some(response_sheet(study, &findings.response))),
        ("bias.csv", Some(bias_sheet(&bias.rows))),
        ("balance.csv", (!bias.balance.rows.is_empty()).then(|| balance_sheet(&bias.balance))),
        ("benchmarks.csv", (!bias.benchmarks.is_empty()).then(|| benchmarks_sheet(&bias.benchmarks))),
        ("response_classes.csv", has_classes.then(|| classes_sheet(bias))),
        ("outcomes.csv", (!bias.outcomes.is_empty()).then(|| outcomes_sheet(study, &bias.outcomes))),
        ("sensitivity.csv", (!bias.sensitivity.is_empty()).then(|| sensitivity_sheet(study, &bias.sensitivity))),
        ("answers_by_group.csv", (!bias.contrasts.is_empty()).then(|| contrasts_sheet(study, &bias.contrasts))),
        ("waves.csv", (!bias.waves.is_empty()).then(|| waves_sheet(study, &bias.waves))),
        ("schemes.csv", (!bias.schemes.is_empty()).then(|| schemes_sheet(&bias.schemes))),
        ("coverage.csv", (!findings.coverage.is_empty()).then(|| coverage_sheet(study, &findings.coverage))),
        (
            "reconciliation.csv",
            (!findings.reconciliation.is_empty()).then(|| reconciliation_sheet(study, &findings.reconciliation)),
        ),
    ];
    let notice = study.heading.notice.as_deref();
    let file = |(name, sheet): (&str, Option<Sheet>)| {
        Some(Artifact { name: name.to_owned(), bytes: sheet?.in_csv(notice, csv, study.heading.language) })
    };
    sheets.into_iter().filter_map(file).collect()
}

/// Files that stay with the people of the survey.
fn internal(files: Vec<Artifact>) -> Vec<Artifact> {
    files.into_iter().map(|file| Artifact { name: format!("{INTERNAL}{}", file.name), ..file }).collect()
}

/// The tables that say of each unit whether it answered; of a public study `findings.json` says it already.
fn naming_tables(
    study: &Study,
    findings: &PublishedFindings,
    bias: &Bias,
    (is_public, csv): (bool, CsvForm),
) -> Vec<Artifact> {
    let language = study.heading.language;
    let notice = study.heading.notice.as_deref();
    let allotted = findings.allotted.as_ref();
    let units = Artifact {
        name: "units.csv".to_owned(),
        bytes: units_sheet(study, allotted, bias).in_csv(notice, csv, language),
    };
    let places = allotted.map(|allotted| Artifact {
        name: format!("{}.csv", plural(study.territory.level_name(study.territory.finest()))),
        bytes: places_sheet(study, allotted).in_csv(notice, csv, language),
    });
    let everything =
        (!is_public).then(|| Artifact::text("findings.json", findings_json(study, findings, bias, Extent::Units)));
    [units].into_iter().chain(places).chain(everything).collect()
}

/// The maps of a run, as files.
pub(crate) fn maps(
    study: &Study,
    findings: &PublishedFindings,
    outlines: &Outlines,
    (reader, pictures): (Reader, Pictures),
) -> Result<Vec<Artifact>, Failure> {
    let (maps, style) = (usual_maps(study, findings, outlines)?, usual_style(reader));
    let files = maps.par_iter().map(|map| picture_files(&map.name, &map.picture(study, &style).scene(), pictures));
    let files: Vec<_> = files.collect::<Result<_, Failure>>()?;
    Ok(files.into_iter().flatten().collect())
}

/// The charts of a run, as files, each with the table of its numbers.
fn charts(of: &Numbers<'_>, reader: Reader, pictures: Pictures) -> Result<Vec<Artifact>, Failure> {
    let charts = usual_charts(of, reader);
    let files = charts.par_iter().map(|chart| {
        let name = format!("charts/{}", chart.stem());
        let mut files = picture_files(&name, &fitting(chart)?, pictures)?;
        let bytes = chart.numbers().in_csv(of.study.heading.notice.as_deref(), pictures.csv, of.study.heading.language);
        files.push(Artifact { name: format!("{name}.csv"), bytes });
        Ok(files)
    });
    let files: Vec<_> = files.collect::<Result<_, Failure>>()?;
    Ok(files.into_iter().flatten().collect())
}

fn picture_files(name: &str, scene: &Scene, pictures: Pictures) -> Result<Vec<Artifact>, Failure> {
    let mut files = vec![Artifact::text(format!("{name}.svg"), scene.to_svg(TextForm::Named))];
    if pictures.png {
        files.push(Artifact {
            name: format!("{name}.png"),
            bytes: scene.to_png(Resolution::OfSize).map_err(not_drawn)?,
        });
    }
    if pictures.pdf {
        files.push(Artifact { name: format!("{name}.pdf"), bytes: scene.to_pdf().map_err(not_drawn)? });
    }
    Ok(files)
}
