//! The pictures of a report: which part has which, and that each is what its command draws.

use std::sync::LazyLock;

use bacino::atlas::ask::reader::Reader;
use bacino::atlas::chart::draw::StudyCharts;
use bacino::atlas::report::document::document_of;
use bacino::input::study::source::StudySource;
use bacino::render::document::content::{Block, Document, Figure, Figures, PartName};
use bacino::render::page::scene::TextForm;
use bacino::study::open::{OpenStudy, open_study};

use crate::support::{Workspace, done};

/// The reference study as a document with all its pictures.
static REFERENCE: LazyLock<Document> = LazyLock::new(|| {
    static OPENED: LazyLock<OpenStudy> = LazyLock::new(|| open_study(&StudySource::Reference).unwrap());
    let opened = &*OPENED;
    let charts = StudyCharts::of(opened).unwrap();
    document_of(opened, &charts, Reader::default(), Figures::LightAndDark, false).unwrap()
});

fn figures(part: PartName) -> Vec<&'static Figure> {
    let parts = REFERENCE.parts.iter().filter(|own| own.name == part);
    let blocks = parts.flat_map(|part| &part.blocks);
    blocks.filter_map(|block| if let Block::Figure(figure) = block { Some(&**figure) } else { None }).collect()
}

fn names(part: PartName) -> Vec<&'static str> {
    figures(part).into_iter().map(|figure| figure.name.as_str()).collect()
}

#[test]
fn every_chart_and_map_stands_in_its_part_once() {
    let opening: Vec<&str> =
        REFERENCE.opening.iter().flat_map(|opening| &opening.figures).map(|figure| figure.name.as_str()).collect();
    assert_eq!(opening, ["coverage-by-region", "coverage-by-chance"]);
    let maps = ["coverage-by-macro-area", "responding-catchments", "representation-ratio"];
    assert_eq!(names(PartName::Coverage), [&maps[..], &["coverage-by-chance", "schemes"]].concat());
    assert_eq!(names(PartName::Response), ["response", "size", "partial", "fieldwork"]);
    assert_eq!(names(PartName::Error), ["weights", "lorenz", "what-if"]);
    let answers = names(PartName::Answers);
    assert_eq!((answers.len(), &answers[13..]), (15, &["scale", "yes-no"][..]));
    // Identifiers of all of them can stand in one page.
    let mut ids: Vec<String> = PartName::ALL
        .into_iter()
        .flat_map(figures)
        .chain(REFERENCE.opening.iter().flat_map(|opening| &opening.figures))
        .flat_map(|figure| [Some(figure), figure.narrow.as_deref()].into_iter().flatten())
        .flat_map(|figure| [figure.light.name(), figure.dark.as_ref().unwrap().name()])
        .collect();
    let n = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), n);
}

#[test]
fn a_picture_of_the_report_is_what_its_command_draws_to_the_last_byte() {
    let opening = &REFERENCE.opening.as_ref().unwrap().figures;
    let size = figures(PartName::Response)[1];
    let narrow = figures(PartName::Coverage)[3].narrow.as_deref().unwrap();
    for (figure, dark) in [(&opening[0], false), (&opening[1], true), (size, false), (narrow, false)] {
        let mut command = figure.command.clone();
        command.extend(dark.then(|| "--theme=dark".to_owned()));
        command.push("--quiet".to_owned());
        let drawn = done(Workspace::empty().run(command.iter().map(String::as_str))).stdout;
        let scene = if dark { figure.dark.as_ref().unwrap() } else { &figure.light };
        assert!(scene.to_svg(TextForm::Named) == drawn, "{command:?}");
        // Its title stands beside it, and is read aloud.
        assert!(!figure.title.is_empty() && drawn.contains(&format!("-title\">{}</title>", figure.title)), "{drawn}");
        assert!(!drawn.contains("-heading\""), "{drawn}");
    }
}

#[test]
fn the_map_of_the_first_screen_has_room_for_everything_in_both_languages() {
    let command = &REFERENCE.opening.as_ref().unwrap().figures[0].command;
    for language in ["--language=en", "--language=it"] {
        let drawn = done(Workspace::empty().run(command.iter().map(String::as_str).chain([language])));
        assert!(!drawn.stderr.contains("no room"), "{}", drawn.stderr);
    }
}

#[test]
fn a_chart_of_areas_shows_those_of_one_scheme_and_the_whole() {
    let workspace = Workspace::empty();
    let chart = |flags: &[&str]| workspace.run([&["chart", "--quiet", "-o", "c.svg"], flags].concat());
    done(chart(&["coverage-by-chance", "--scheme", "survey"]));
    let table = workspace.read("c.csv");
    let areas: Vec<&str> = table.lines().skip(1).filter_map(|line| line.split(',').nth(2)).collect();
    assert_eq!(areas, ["North", "Centre", "South and islands", "Italy"]);
    assert!(workspace.read("c.svg").contains(">North: more residents covered than chance explains</title>"));
    let refused = |flags: &[&str]| {
        let run = chart(flags);
        assert_eq!(run.exit_code, 2, "{}", run.stderr);
        run.stderr
    };
    let unknown = refused(&["response", "--scheme", "survei"]);
    assert!(unknown.contains("the study has no scheme \"survei\"") && unknown.contains("\"survey\""), "{unknown}");
    let other = refused(&["size", "--scheme", "survey"]);
    assert!(other.contains("the chart \"size\" is of no areas"), "{other}");
}

#[test]
fn charts_of_a_run_record_their_language_and_who_may_see_them() {
    let workspace = Workspace::squareland();
    done(workspace.run(["run", ".", "--language", "it", "-o", "out", "--quiet"]));
    done(workspace.run(["verify", "out/charts/response.svg", ".", "--quiet"]));
    assert!(workspace.read("out/charts/response.svg").contains("\"--language=it\""));
}
