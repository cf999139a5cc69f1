//! `bacino run`: every table and map of a study.

use rayon::prelude::*;

use crate::analysis::basis::input::BiasOptions;
use crate::analysis::coverage::findings::Findings;
use crate::analysis::coverage::headline::{best_source, headline_of_coverage};
use crate::atlas::usual::usual_maps;
use crate::command::outcome::{Outcome, not_drawn};
use crate::input::problem::english::plural;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Remark};
use crate::input::study::source::StudySource;
use crate::model::study::Study;
use crate::render::page::artifact::Artifact;
use crate::render::page::raster::Resolution;
use crate::render::page::scene::{Scene, TextForm};
use crate::render::report::coverage_text::terminal_table;
use crate::render::report::findings::findings_json;
use crate::render::report::table::areas::{coverage_sheet, reconciliation_sheet, response_sheet};
use crate::render::report::table::benchmarks::benchmarks_sheet;
use crate::render::report::table::bias::bias_sheet;
use crate::render::report::table::catchments::places_sheet;
use crate::render::report::table::contrasts::{contrasts_sheet, waves_sheet};
use crate::render::report::table::outcomes::outcomes_sheet;
use crate::render::report::table::schemes::schemes_sheet;
use crate::render::report::table::units::units_sheet;
use crate::render::report::table::weighting::{balance_sheet, classes_sheet};
use crate::study::failure::Failure;
use crate::study::measures::{bias_of, weight_warnings};
use crate::study::open::open_study;
use crate::study::outlines::{Outlines, mended_places};

/// In which forms maps are written besides SVG.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pictures {
    /// PNG.
    pub png: bool,
    /// PDF.
    pub pdf: bool,
}

/// Everything about a study: `coverage.csv`, `reconciliation.csv`, `response.csv`, `bias.csv`, `balance.csv`, `units.csv`, `<places>.csv`, `findings.json`, maps.
///
/// # Errors
/// A study that cannot be read.
pub fn run(source: &StudySource, pictures: Pictures) -> Result<Outcome, Failure> {
    let opened = open_study(source)?;
    let study = &opened.study;
    let (outlines, findings) = rayon::join(|| opened.outlines(), || Findings::of(study));
    let outlines = outlines?;
    let (bias, drawn) = rayon::join(
        || {
            let (allotted, coverage) = (findings.allotted.as_ref(), findings.coverage.as_slice());
            bias_of(study, allotted, coverage, outlines.as_deref(), None, &BiasOptions::default())
        },
        || outlines.as_ref().map(|outlines| maps(study, &findings, outlines, pictures)),
    );
    let notice = study.heading.notice.as_deref();
    let mut artifacts = vec![
        Artifact { name: "response.csv".to_owned(), bytes: response_sheet(study, &findings.response).to_csv(notice) },
        Artifact {
            name: "units.csv".to_owned(),
            bytes: units_sheet(study, findings.allotted.as_ref(), &bias).to_csv(notice),
        },
        Artifact { name: "bias.csv".to_owned(), bytes: bias_sheet(&bias.rows).to_csv(notice) },
        Artifact::text("findings.json", findings_json(study, &findings, &bias)),
    ];
    if !bias.balance.rows.is_empty() {
        let bytes = balance_sheet(&bias.balance).to_csv(notice);
        artifacts.push(Artifact { name: "balance.csv".to_owned(), bytes });
    }
    if !bias.benchmarks.is_empty() {
        let bytes = benchmarks_sheet(&bias.benchmarks).to_csv(notice);
        artifacts.push(Artifact { name: "benchmarks.csv".to_owned(), bytes });
    }
    if bias.weights.iter().any(|set| !set.classes.is_empty()) {
        let bytes = classes_sheet(&bias).to_csv(notice);
        artifacts.push(Artifact { name: "response_classes.csv".to_owned(), bytes });
    }
    if !bias.outcomes.is_empty() {
        let bytes = outcomes_sheet(study, &bias.outcomes).to_csv(notice);
        artifacts.push(Artifact { name: "outcomes.csv".to_owned(), bytes });
    }
    if !bias.contrasts.is_empty() {
        let bytes = contrasts_sheet(study, &bias.contrasts).to_csv(notice);
        artifacts.push(Artifact { name: "answers_by_group.csv".to_owned(), bytes });
    }
    if !bias.waves.is_empty() {
        let bytes = waves_sheet(study, &bias.waves).to_csv(notice);
        artifacts.push(Artifact { name: "waves.csv".to_owned(), bytes });
    }
    if !bias.schemes.is_empty() {
        let bytes = schemes_sheet(&bias.schemes).to_csv(notice);
        artifacts.push(Artifact { name: "schemes.csv".to_owned(), bytes });
    }
    if !findings.coverage.is_empty() {
        let bytes = coverage_sheet(study, &findings.coverage).to_csv(notice);
        artifacts.push(Artifact { name: "coverage.csv".to_owned(), bytes });
    }
    if !findings.reconciliation.is_empty() {
        let bytes = reconciliation_sheet(study, &findings.reconciliation).to_csv(notice);
        artifacts.push(Artifact { name: "reconciliation.csv".to_owned(), bytes });
    }
    if let Some(allotted) = &findings.allotted {
        let bytes = places_sheet(study, allotted).to_csv(notice);
        artifacts.push(Artifact {
            name: format!("{}.csv", plural(study.territory.level_name(study.territory.finest()))),
            bytes,
        });
    }
    let mut warnings = opened.remarks.clone();
    warnings.extend(weight_warnings(&bias));
    if let (Some(outlines), Some(drawn)) = (&outlines, drawn) {
        warnings.extend(mended_places(study, outlines));
        artifacts.extend(drawn?);
    } else {
        warnings.push(Remark::of(
            Kind::NotDrawn,
            Place::file("territory"),
            "no outlines are known for the study's own territory, so no map is drawn",
        ));
    }
    artifacts.sort_by(|a, b| a.name.cmp(&b.name));
    let schemes = headline_of_coverage(study);
    let stdout = best_source(study, schemes.iter().map(String::as_str))
        .map_or_else(String::new, |source| terminal_table(study, &findings.coverage, &schemes, source));
    Ok(Outcome { stdout, warnings, artifacts, failed: false })
}

/// The maps of a run, as files.
pub(crate) fn maps(
    study: &Study,
    findings: &Findings,
    outlines: &Outlines,
    pictures: Pictures,
) -> Result<Vec<Artifact>, Failure> {
    let maps = usual_maps(study, findings, outlines);
    let files = maps.par_iter().map(|map| picture_files(&map.name, &map.drawing.scene(), pictures));
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
