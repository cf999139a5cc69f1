//! `bacino run`: every table, map and chart of a study, and the report, or those that are wanted.

use std::sync::Arc;

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
use crate::command::made::outcome::{Outcome, not_drawn};
use crate::command::report::{not_made, size_remark};
use crate::input::problem::english::plural;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::study::source::StudySource;
use crate::model::base::language::Language;
use crate::model::base::word::words;
use crate::model::study::Study;
use crate::model::survey::disclosure::Secrecy;
use crate::render::document::terminal::terminal_opening;
use crate::render::document::write::{DocumentType, written};
use crate::render::page::artifact::Artifact;
use crate::render::page::raster::Resolution;
use crate::render::page::scene::{Scene, TextForm};
use crate::render::report::coverage_text::terminal_table;
use crate::render::report::findings::{Extent, ResultSheets, findings_json};
use crate::render::report::sheet::{CsvForm, Sheet};
use crate::render::report::table::bias::bias_sheet;
use crate::study::failure::Failure;
use crate::study::measures::{bias_of, measured_outlines, weight_warnings};
use crate::study::open::{OpenStudy, marked, open_study_in};
use crate::study::outlines::{Outlines, mended_places};
use crate::study::released::{RELEASED, refuse_second, released_json};
use crate::words::catalogue::plain;

words! {
    /// A part of what a run writes.
    pub enum Part {
        /// Tables as CSV, and findings.json.
        Tables = "tables",
        /// The folder maps.
        Maps = "maps",
        /// The folder charts.
        Charts = "charts",
        /// report.html, report.docx and tables.xlsx.
        Report = "report",
    }
}

/// What of a run is written, and in which forms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The parts; all of them where none is named.
    pub only: Vec<Part>,
    /// Pictures as PNG beside SVG.
    pub png: bool,
    /// Pictures as PDF beside SVG.
    pub pdf: bool,
    /// The form of tables of data.
    pub csv: CsvForm,
}

impl Wanted {
    fn has(&self, part: Part) -> bool {
        self.only.is_empty() || self.only.contains(&part)
    }

    /// Whether a part is wanted that shows measures; maps show coverage alone.
    fn has_measures(&self) -> bool {
        [Part::Tables, Part::Charts, Part::Report].into_iter().any(|part| self.has(part))
    }

    /// Whether a part is wanted that has maps.
    fn has_maps(&self) -> bool {
        self.has(Part::Maps) || self.has(Part::Report)
    }
}

/// The document of a run that a reader opens first.
const RUN_REPORT: DocumentType = DocumentType::Page;

/// What names who answered stands in this folder, unless the study is public.
pub const INTERNAL: &str = "internal/";

/// Everything about a study: tables, `findings.json`, maps, charts, the report, or those of them that are wanted. Told in a language, or in
/// the study's own. `earlier` is the release that the folder holds already, where there is one.
///
/// # Errors
/// A study that cannot be read, an anonymous one of which the folder holds another release.
pub fn run(
    source: &StudySource,
    language: Option<Language>,
    wanted: &Wanted,
    earlier: Option<&str>,
) -> Result<Outcome, Failure> {
    let opened = open_study_in(source, language)?;
    let study = &opened.study;
    let (outlines, findings) =
        rayon::join(|| outlines_for(&opened, wanted), || published_findings(study, opened.view, None));
    let outlines = outlines?;
    let is_public = study.privacy.answers == Secrecy::Public;
    let seen = Seen {
        study,
        findings: &findings,
        view: opened.view,
        outlines: outlines.as_deref(),
        extent: if is_public { Extent::Units } else { Extent::Results },
        reader: Reader { language, internal: false },
        wanted,
    };
    let naming = opened.view.is_exact().then_some(is_public);
    let Made { bias, files: mut artifacts, naming, maps, opening } = seen.made(naming)?;
    artifacts.extend(if is_public { naming } else { internal(naming) });
    if !opened.view.is_exact() {
        let released = released_json(study, &findings);
        refuse_second(earlier, &released)?;
        artifacts.push(Artifact::text(RELEASED, released));
        artifacts.extend(internal(all_internal(&seen)?));
    }
    let mut warnings = opened.remarks.clone();
    warnings.extend(bias.iter().flat_map(weight_warnings));
    warnings.extend(artifacts.iter().filter_map(size_remark));
    match &outlines {
        Some(outlines) => warnings.extend(mended_places(study, outlines)),
        None if wanted.has_maps() => warnings.push(Remark::of(
            Kind::NotDrawn,
            Place::file("territory"),
            "no outlines are known for the study's own territory, so no map is drawn",
        )),
        None => {}
    }
    let (naming, open): (Vec<Artifact>, Vec<Artifact>) =
        maps.into_iter().partition(|file| file.name.starts_with(NAMING_MAP) && !is_public);
    artifacts.extend(open);
    artifacts.extend(if opened.view.is_exact() { internal(naming) } else { Vec::new() });
    artifacts.sort_by(|a, b| a.name.cmp(&b.name));
    let schemes = headline_of_coverage(study);
    let source = best_source(study, schemes.iter().map(String::as_str));
    let table = source.map(|source| terminal_table(study, &findings.coverage, &schemes, source));
    let report = wanted.has(Part::Report).then(|| RUN_REPORT.file().to_owned());
    let label = report.is_some().then(|| format!("{}: ", plain(study.heading.language, "run-report")));
    let blocks = [table, Some(opening).filter(|opening| !opening.is_empty()), label];
    let stdout = blocks.into_iter().flatten().collect::<Vec<_>>().join("\n");
    Ok(Outcome { report, artifacts, ..Outcome::of_lines(&stdout, warnings) })
}

/// The outlines that what is wanted rests on.
fn outlines_for(opened: &OpenStudy, wanted: &Wanted) -> Result<Option<Arc<Outlines>>, Problems> {
    let measured = if wanted.has_measures() { measured_outlines(opened, &BiasOptions::default())? } else { None };
    if wanted.has_maps() { opened.outlines() } else { Ok(measured) }
}

/// A study as it is shown to everybody, or to the people of the survey.
struct Seen<'a> {
    study: &'a Study,
    findings: &'a PublishedFindings,
    view: View,
    outlines: Option<&'a Outlines>,
    /// What `findings.json` has.
    extent: Extent,
    reader: Reader,
    wanted: &'a Wanted,
}

/// What was made of a study for one circle of readers.
struct Made {
    /// The measures, where something shows them.
    bias: Option<Bias>,
    /// Tables, charts and the report.
    files: Vec<Artifact>,
    /// Tables that say who answered.
    naming: Vec<Artifact>,
    maps: Vec<Artifact>,
    /// How the report begins, as a terminal shows it.
    opening: String,
}

impl Seen<'_> {
    /// The parts that are wanted, side by side. Tables that say who answered are made where `naming` says whether `findings.json` does so
    /// already.
    fn made(&self, naming: Option<bool>) -> Result<Made, Failure> {
        let Self { study, findings, outlines, reader, wanted, .. } = *self;
        let measured = || {
            let allotted = findings.allotted.as_ref();
            bias_of(study, self.view, allotted, Some(findings), outlines, None, &BiasOptions::default())
        };
        let drawn = |outlines| maps(study, findings, outlines, (reader, wanted));
        let (bias, maps) = rayon::join(
            || wanted.has_measures().then(measured),
            || outlines.filter(|_| wanted.has(Part::Maps)).map(drawn).transpose(),
        );
        let numbers = bias.as_ref().map(|bias| Numbers { study, findings, bias, language: study.heading.language });
        let of = |part| numbers.as_ref().filter(|_| wanted.has(part));
        let (tables, (charts, report)) = rayon::join(
            || of(Part::Tables).map(|of| self.tables(of.bias, naming)).unzip(),
            || {
                rayon::join(
                    || of(Part::Charts).map(|of| charts(of, reader, wanted)).transpose(),
                    || of(Part::Report).map(|of| documents(of, outlines, reader)).transpose(),
                )
            },
        );
        let (documents, opening) = report?.unwrap_or_default();
        let (tables, naming) = tables;
        let files = [tables, charts?, Some(documents)].into_iter().flatten().flatten().collect();
        Ok(Made { bias, files, naming: naming.unwrap_or_default(), maps: maps?.unwrap_or_default(), opening })
    }

    /// The tables that name no unit, beside `findings.json`, and those that say who answered, as [`made`](Self::made) has them.
    fn tables(&self, bias: &Bias, naming: Option<bool>) -> (Vec<Artifact>, Vec<Artifact>) {
        let sheets = ResultSheets::of(self.study, self.findings, bias, self.view.is_exact());
        let ((json, mut files), naming) = rayon::join(
            || {
                rayon::join(
                    || findings_json(self.study, self.findings, bias, &sheets, self.extent),
                    || tables(self.study, self.findings, bias, &sheets, self.wanted.csv),
                )
            },
            || naming.map(|is_said| naming_tables(self, bias, &sheets, is_said)),
        );
        files.push(Artifact::text("findings.json", json));
        (files, naming.unwrap_or_default())
    }
}

/// What is published of an anonymous study is coarse: the people of the survey have everything beside it.
fn all_internal(seen: &Seen<'_>) -> Result<Vec<Artifact>, Failure> {
    let (study, view) = (marked(seen.study), everything());
    let findings = published_findings(seen.study, view, None);
    let reader = Reader { internal: true, ..seen.reader };
    let seen = Seen { study: &study, findings: &findings, view, extent: Extent::Units, reader, ..*seen };
    let Made { mut files, naming, maps, .. } = seen.made(Some(true))?;
    files.extend(naming);
    files.extend(maps);
    Ok(files)
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
fn tables(
    study: &Study,
    findings: &PublishedFindings,
    bias: &Bias,
    sheets: &ResultSheets<'_>,
    csv: CsvForm,
) -> Vec<Artifact> {
    let has_classes = bias.weights.iter().any(|set| !set.classes.is_empty());
    let of_bias = bias_sheet(&bias.rows);
    let sheets = [
        ("response.csv", Some(&sheets.response)),
        ("bias.csv", Some(&of_bias)),
        ("balance.csv", (!bias.balance.rows.is_empty()).then_some(&sheets.balance)),
        ("benchmarks.csv", (!bias.benchmarks.is_empty()).then_some(&sheets.benchmarks)),
        ("response_classes.csv", has_classes.then_some(&sheets.response_classes)),
        ("outcomes.csv", (!bias.outcomes.is_empty()).then_some(&sheets.outcomes)),
        ("sensitivity.csv", (!bias.sensitivity.is_empty()).then_some(&sheets.sensitivity)),
        ("answers_by_group.csv", (!bias.contrasts.is_empty()).then_some(&sheets.answers_by_group)),
        ("waves.csv", (!bias.waves.is_empty()).then_some(&sheets.waves)),
        ("schemes.csv", (!bias.schemes.is_empty()).then_some(&sheets.schemes)),
        ("coverage.csv", (!findings.coverage.is_empty()).then_some(&sheets.coverage)),
        ("reconciliation.csv", (!findings.reconciliation.is_empty()).then_some(&sheets.reconciliation)),
    ];
    let notice = study.heading.notice.as_deref();
    let file = |(name, sheet): (&str, Option<&Sheet>)| {
        Some(Artifact { name: name.to_owned(), bytes: sheet?.in_csv(notice, csv, study.heading.language) })
    };
    sheets.into_par_iter().filter_map(file).collect()
}

/// Files that stay with the people of the survey.
fn internal(files: Vec<Artifact>) -> Vec<Artifact> {
    files.into_iter().map(|file| Artifact { name: format!("{INTERNAL}{}", file.name), ..file }).collect()
}

/// The tables that say of each unit whether it answered. Where `findings.json` does not say it already, it stands beside them once more with
/// everything.
fn naming_tables(seen: &Seen<'_>, bias: &Bias, sheets: &ResultSheets<'_>, is_said: bool) -> Vec<Artifact> {
    let Seen { study, findings, wanted, .. } = *seen;
    let (language, csv) = (study.heading.language, wanted.csv);
    let notice = study.heading.notice.as_deref();
    let units = sheets.units.as_ref();
    let units =
        units.map(|units| Artifact { name: "units.csv".to_owned(), bytes: units.in_csv(notice, csv, language) });
    let of_places = || {
        let level = study.territory.level_name(study.territory.finest());
        let name = format!("{}.csv", plural(level));
        sheets.places.as_ref().map(|places| Artifact { name, bytes: places.in_csv(notice, csv, language) })
    };
    let everything = || {
        (!is_said).then(|| Artifact::text("findings.json", findings_json(study, findings, bias, sheets, Extent::Units)))
    };
    let (places, everything) = rayon::join(of_places, everything);
    units.into_iter().chain(places).chain(everything).collect()
}

/// The maps of a run, as files.
pub(crate) fn maps(
    study: &Study,
    findings: &PublishedFindings,
    outlines: &Outlines,
    (reader, wanted): (Reader, &Wanted),
) -> Result<Vec<Artifact>, Failure> {
    let (maps, style) = (usual_maps(study, findings, outlines)?, usual_style(reader));
    let files = maps.par_iter().map(|map| picture_files(&map.name, &map.picture(study, &style).scene(), wanted));
    let files: Vec<_> = files.collect::<Result<_, Failure>>()?;
    Ok(files.into_iter().flatten().collect())
}

/// The charts of a run, as files, each with the table of its numbers.
fn charts(of: &Numbers<'_>, reader: Reader, wanted: &Wanted) -> Result<Vec<Artifact>, Failure> {
    let charts = usual_charts(of, reader);
    let files = charts.par_iter().map(|chart| {
        let name = format!("charts/{}", chart.stem());
        let mut files = picture_files(&name, &fitting(chart)?, wanted)?;
        let bytes = chart.numbers().in_csv(of.study.heading.notice.as_deref(), wanted.csv, of.study.heading.language);
        files.push(Artifact { name: format!("{name}.csv"), bytes });
        Ok(files)
    });
    let files: Vec<_> = files.collect::<Result<_, Failure>>()?;
    Ok(files.into_iter().flatten().collect())
}

fn picture_files(name: &str, scene: &Scene, wanted: &Wanted) -> Result<Vec<Artifact>, Failure> {
    let mut files = vec![Artifact::text(format!("{name}.svg"), scene.to_svg(TextForm::Named))];
    if wanted.png {
        files.push(Artifact {
            name: format!("{name}.png"),
            bytes: scene.to_png(Resolution::OfSize).map_err(not_drawn)?,
        });
    }
    if wanted.pdf {
        files.push(Artifact { name: format!("{name}.pdf"), bytes: scene.to_pdf().map_err(not_drawn)? });
    }
    Ok(files)
}
