//! Charts of studies at the edge: one unit, nobody, everybody, many areas, long names, equal sizes, figures that are missing.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use bacino::atlas::chart::draw::{StudyCharts, fitting};
use bacino::atlas::chart::request::ChartRequest;
use bacino::input::study::source::StudySource;
use bacino::model::base::language::Language;
use bacino::render::chart::form::{Chart, ChartDesign, ChartName};
use bacino::render::page::scene::TextForm;
use bacino::study::open::open_study_for;

use crate::support::Workspace;

/// A study of regions of some units each. Each unit serves a municipality of its own.
struct Edge {
    regions: usize,
    units: usize,
    answered: fn(usize) -> bool,
    residents: fn(usize) -> Option<usize>,
    name: fn(usize) -> String,
    privacy: &'static str,
}

const USUAL: Edge = Edge {
    regions: 4,
    units: 5,
    answered: |unit| unit.is_multiple_of(2),
    residents: |unit| Some(1000 + 370 * (unit * 7 % 11)),
    name: |region| format!("Region {region}"),
    privacy: "public",
};

impl Edge {
    fn workspace(&self) -> Workspace {
        let mut areas = String::from("level,code,name,parent\n");
        let mut population = String::from("municipality_code,population\n");
        let mut units = String::from("unit_id,name,region_code,responded,population\n");
        let mut rules = String::from("unit_id,level,code,share\n");
        for region in 0..self.regions {
            let _ = writeln!(areas, "region,R{region:03},{},", (self.name)(region));
            for number in 0..self.units {
                let unit = region * self.units + number;
                let (code, residents) = (format!("R{region:03}-{number}"), (self.residents)(unit));
                let _ = writeln!(areas, "municipality,{code},Place {code},R{region:03}");
                let _ = writeln!(population, "{code},{}", residents.unwrap_or(100));
                let figure = residents.map_or_else(String::new, |residents| residents.to_string());
                let answered = u8::from((self.answered)(unit));
                let _ = writeln!(units, "U{unit},Unit {unit},R{region:03},{answered},{figure}");
                let _ = writeln!(rules, "U{unit},municipality,{code},1");
            }
        }
        let study = format!(
            "title = \"Edge\"\n[territory]\nname = \"Edgeland\"\nfile = \"areas.csv\"\nlevels = [\"region\", \"municipality\"]\n\
             [frame]\nfile = \"units.csv\"\n[population]\nfile = \"population.csv\"\n[catchments]\nrules = \"catchments.csv\"\n\
             [privacy]\nanswers = \"{}\"\n",
            self.privacy
        );
        Workspace::empty()
            .write("study.toml", study)
            .write("areas.csv", areas)
            .write("population.csv", population)
            .write("units.csv", units)
            .write("catchments.csv", rules)
    }

    /// Every chart that the study has, in both languages, each drawn at the size of a screen and of a page.
    fn draw(&self) -> Vec<Chart> {
        self.draw_in(&Language::ALL)
    }

    fn draw_in(&self, languages: &[Language]) -> Vec<Chart> {
        let workspace = self.workspace();
        let source = StudySource::Path(workspace.path(""));
        let mut drawn = Vec::new();
        for &language in languages {
            let opened = open_study_for(&source, false, Some(language)).unwrap();
            let charts = StudyCharts::of(&opened).unwrap();
            for request in charts.usual() {
                let chart = charts.chart(&request).unwrap();
                check(&chart);
                // A page may be too small: that is said, with a size that has room.
                let request = ChartRequest { design: paged(&request), ..request };
                match fitting(&charts.chart(&request).unwrap()) {
                    Ok(scene) => assert!(scene.height > 0.0),
                    Err(failure) => assert!(format!("{failure:?}").contains("has no room"), "{failure:?}"),
                }
                drawn.push(chart);
            }
        }
        drawn
    }
}

fn paged(request: &ChartRequest) -> ChartDesign {
    ChartDesign { size: "180x120mm".parse().unwrap(), ..request.design.clone() }
}

/// A chart is drawn, each of its marks once with one title, and every identifier is its own.
fn check(chart: &Chart) {
    let name = chart.stem();
    let scene = fitting(chart).unwrap_or_else(|failure| panic!("{name}: {failure:?}"));
    let svg = scene.to_svg(TextForm::Named);
    let document = roxmltree::Document::parse(&svg).unwrap();
    let mut seen = BTreeSet::new();
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        if let Some(id) = node.attribute("id") {
            assert!(seen.insert(id.to_owned()), "{name}: {id} twice");
        }
        let is_mark = node.attributes().any(|attribute| attribute.name().starts_with("data-"));
        if is_mark && node.tag_name().name() == "path" {
            let titles = node.children().filter(|child| child.has_tag_name("title")).count();
            assert_eq!(titles, 1, "{name}: {:?}", node.attribute("id"));
            assert!(node.attribute("id").unwrap().contains(&format!("{name}-")), "{name}");
        }
    }
    for mark in chart.form.marks() {
        assert!(!mark.title.is_empty() && !mark.title.contains("NaN"), "{name}: {mark:?}");
    }
    let table = String::from_utf8(chart.numbers().to_csv(None)).unwrap();
    assert!(!table.contains("NaN") && !table.contains("inf"), "{name}: {table}");
    assert!(!chart.words.title.is_empty() && chart.words.alternative.contains(&format!("{name}.csv")), "{name}");
}

fn names(charts: &[Chart]) -> BTreeSet<ChartName> {
    charts.iter().map(|chart| chart.name).collect()
}

#[test]
fn one_area_and_one_unit() {
    Edge { regions: 1, units: 1, ..USUAL }.draw();
    Edge { regions: 1, units: 1, answered: |_| false, ..USUAL }.draw();
    let one_area = names(&Edge { regions: 1, units: 9, ..USUAL }.draw());
    assert!(one_area.contains(&ChartName::Response), "{one_area:?}");
    Edge { regions: 3, units: 1, ..USUAL }.draw();
}

#[test]
fn nobody_answered_and_everybody() {
    for answered in [|_| false, |_| true] {
        let drawn = names(&Edge { answered, ..USUAL }.draw());
        assert!(drawn.contains(&ChartName::Response) && drawn.contains(&ChartName::CoverageByChance), "{drawn:?}");
        // There is no second group.
        assert!(!drawn.contains(&ChartName::Size), "{drawn:?}");
    }
}

#[test]
fn three_hundred_areas() {
    let drawn = names(&Edge { regions: 300, units: 2, ..USUAL }.draw_in(&[Language::English]));
    assert!(drawn.contains(&ChartName::CoverageByChance), "{drawn:?}");
}

#[test]
fn names_of_sixty_characters() {
    let name = |region: usize| format!("Region of a name that takes sixty characters and no fewer {region:02}");
    assert_eq!(name(1).len(), 60);
    assert!(Edge { name, ..USUAL }.draw().len() >= 6);
    let unbroken = |region: usize| format!("Donaudampfschifffahrtselektrizitaetenhauptbetriebswerk{region:06}");
    assert_eq!(unbroken(1).len(), 60);
    Edge { name: unbroken, ..USUAL }.draw();
}

#[test]
fn sizes_that_are_equal_none_or_missing() {
    Edge { residents: |_| Some(1000), ..USUAL }.draw();
    Edge { residents: |_| Some(0), ..USUAL }.draw();
    Edge { residents: |unit| (unit > 3).then_some(1000 + unit), ..USUAL }.draw();
    Edge { residents: |unit| Some(if unit == 0 { 9_000_000 } else { 1 }), ..USUAL }.draw();
}

#[test]
fn no_mark_is_a_unit_unless_the_study_is_public() {
    for privacy in ["internal", "anonymous"] {
        for chart in (Edge { regions: 4, units: 12, privacy, ..USUAL }).draw() {
            let table = String::from_utf8(chart.numbers().to_csv(None)).unwrap();
            assert!(!table.contains("Unit ") && !table.contains(",U1"), "{privacy} {}: {table}", chart.stem());
        }
    }
}
