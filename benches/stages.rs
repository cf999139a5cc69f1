//! Times of the stages of a run on the embedded reference study: `cargo bench`.

use std::sync::Arc;

use bacino::analysis::basis::input::BiasOptions;
use bacino::analysis::coverage::area::{Allotted, Source};
use bacino::analysis::coverage::indicator::Value;
use bacino::analysis::gate::exact::{everything, exact_coverage};
use bacino::analysis::gate::findings::published_findings;
use bacino::atlas::ask::style::Style;
use bacino::atlas::chart::draw::{StudyCharts, fitting};
use bacino::atlas::chart::request::ChartRequest;
use bacino::atlas::layer::areas::{place_layer, scheme_layer};
use bacino::atlas::picture::value_map::value_picture;
use bacino::command::run::{Wanted, run};
use bacino::geometry::topology::arcs::Topology;
use bacino::input::embedded::outlines::embedded_outlines;
use bacino::input::study::source::StudySource;
use bacino::model::place::population::Ages;
use bacino::model::shape::outline::ReferenceSystem;
use bacino::model::study::Study;
use bacino::render::page::raster::Resolution;
use bacino::render::page::scene::TextForm;
use bacino::render::report::findings::{Extent, ResultSheets, findings_json};
use bacino::study::measures::bias_of;
use bacino::study::open::open_study;
use bacino::study::outlines::embedded;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

fn reference() -> Study {
    open_study(&StudySource::Reference).map_or_else(|problems| panic!("{problems}"), |loaded| loaded.study)
}

fn topology() -> Topology {
    Topology::from_arcs(embedded_outlines()).unwrap_or_else(|error| panic!("{error}"))
}

#[divan::bench]
fn load_study_and_residents() -> Study {
    reference()
}

#[divan::bench]
fn load_outlines() -> Topology {
    topology()
}

#[divan::bench]
fn project_to_equal_area(bencher: Bencher) {
    let topology = topology();
    bencher.bench_local(|| topology.project(&ReferenceSystem::laea_europe()));
}

#[divan::bench(args = ["region", "province"])]
fn dissolve(bencher: Bencher, scheme: &str) {
    let (topology, study) = (topology(), reference());
    let scheme = study.scheme(scheme).unwrap_or_else(|| panic!("no scheme"));
    let group_of: Vec<Option<usize>> = scheme.by_place().iter().map(|area| Some(area.index())).collect();
    bencher.bench_local(|| topology.dissolve(black_box(&group_of), scheme.areas().len()));
}

#[divan::bench]
fn simplify_municipalities(bencher: Bencher) {
    let topology = topology().project(&ReferenceSystem::laea_europe()).unwrap_or_else(|error| panic!("{error}"));
    bencher.bench_local(|| topology.simplify(black_box(1_000_000.0)));
}

#[divan::bench]
fn coverage_of_every_area(bencher: Bencher) {
    let study = reference();
    bencher.bench_local(|| exact_coverage(&study, Allotted::of(&study).as_ref()));
}

#[divan::bench]
fn findings_as_json(bencher: Bencher) {
    let study = reference();
    let findings = published_findings(&study, everything(), None);
    let options = BiasOptions { permutations: 0, permutations_stated: true, ..BiasOptions::default() };
    let bias = bias_of(&study, everything(), findings.allotted.as_ref(), Some(&findings), None, None, &options);
    bencher.bench_local(|| {
        findings_json(&study, &findings, &bias, &ResultSheets::of(&study, &findings, &bias, true), Extent::Units)
    });
}

#[divan::bench]
fn svg_of_regions(bencher: Bencher) {
    let study = reference();
    let findings = published_findings(&study, everything(), None);
    let outlines = embedded(&study.territory).unwrap_or_else(|_| panic!("no outlines"));
    let scheme = study.scheme("region").unwrap_or_else(|| panic!("no scheme"));
    let layer = scheme_layer(&study, &outlines, &findings, scheme, Some(Source::Frame));
    let layer = layer.unwrap_or_else(|problems| panic!("{problems}"));
    let picture =
        || value_picture(&study, &layer, Value::Coverage, Some(Source::Frame), &Style::default(), Arc::default());
    let svg = || picture().scene().to_svg(TextForm::Named);
    bencher.bench_local(svg);
}

/// All charts of the study, one after the other, with the tables beside them.
#[divan::bench]
fn svg_of_every_chart(bencher: Bencher) {
    let opened = open_study(&StudySource::Reference).unwrap_or_else(|problems| panic!("{problems}"));
    let charts = StudyCharts::of(&opened).unwrap_or_else(|failure| panic!("{failure:?}"));
    let requests = charts.usual();
    let drawn = |request: &ChartRequest| {
        let chart = charts.chart(request).unwrap_or_else(|failure| panic!("{failure:?}"));
        let scene = fitting(&chart).unwrap_or_else(|failure| panic!("{failure:?}"));
        (scene.to_svg(TextForm::Named), chart.numbers().to_csv(None))
    };
    bencher.bench_local(|| requests.iter().map(drawn).collect::<Vec<_>>());
}

#[divan::bench]
fn svg_of_municipalities(bencher: Bencher) {
    let study = reference();
    let findings = published_findings(&study, everything(), None);
    let outlines = embedded(&study.territory).unwrap_or_else(|_| panic!("no outlines"));
    let layer = place_layer(&study, &outlines, &findings, "municipalities", Ages::All);
    let layer = layer.unwrap_or_else(|problems| panic!("{problems}"));
    let scene = || {
        value_picture(&study, &layer, Value::Coverage, Some(Source::Census), &Style::default(), Arc::default()).scene()
    };
    bencher.bench_local(|| scene().to_svg(TextForm::Named));
}

#[divan::bench]
fn png_of_municipalities(bencher: Bencher) {
    let study = reference();
    let findings = published_findings(&study, everything(), None);
    let outlines = embedded(&study.territory).unwrap_or_else(|_| panic!("no outlines"));
    let layer = place_layer(&study, &outlines, &findings, "municipalities", Ages::All);
    let layer = layer.unwrap_or_else(|problems| panic!("{problems}"));
    let scene =
        value_picture(&study, &layer, Value::Coverage, Some(Source::Census), &Style::default(), Arc::default()).scene();
    bencher.bench_local(|| scene.to_png(Resolution::OfSize));
}

#[divan::bench]
fn whole_run_without_writing() -> bool {
    run(&StudySource::Reference, None, &Wanted::default(), None).is_ok()
}
