//! Charts of a study: what they show is what the tables say, and every word has its place.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use bacino::atlas::chart::draw::{StudyCharts, fitting};
use bacino::atlas::chart::request::ChartRequest;
use bacino::command::run::{Wanted, run};
use bacino::input::study::source::StudySource;
use bacino::model::base::language::Language;
use bacino::render::chart::form::{ChartDesign, ChartName};
use bacino::render::colour::theme::ThemeName;
use bacino::render::page::scene::TextForm;
use bacino::render::picture::design::TitlePlace;
use bacino::study::open::{OpenStudy, open_study_for};

fn request(name: ChartName, size: &str, theme: ThemeName, language: Language) -> ChartRequest {
    ChartRequest {
        language: Some(language),
        design: ChartDesign {
            title: TitlePlace::default(),
            size: size.parse().unwrap(),
            theme: theme.colours(),
            text: TextForm::Named,
        },
        ..ChartRequest::usual(name)
    }
}

/// The embedded study in a language, opened and computed once.
fn reference(language: Language) -> &'static StudyCharts<'static> {
    static STUDIES: [LazyLock<OpenStudy>; 2] = [
        LazyLock::new(|| open_study_for(&StudySource::Reference, false, Some(Language::English)).unwrap()),
        LazyLock::new(|| open_study_for(&StudySource::Reference, false, Some(Language::Italian)).unwrap()),
    ];
    static CHARTS: [LazyLock<StudyCharts<'static>>; 2] = [
        LazyLock::new(|| StudyCharts::of(&STUDIES[0]).unwrap()),
        LazyLock::new(|| StudyCharts::of(&STUDIES[1]).unwrap()),
    ];
    &CHARTS[usize::from(language == Language::Italian)]
}

#[test]
fn every_chart_fits_in_every_theme_language_and_size() {
    let opened = [Language::English, Language::Italian].map(|language| (language, reference(language)));
    for (language, opened) in &opened {
        for ChartRequest { name, questions, .. } in opened.usual() {
            for (number, size) in ["column", "page", "web", "slide", "a4", name.smallest()].into_iter().enumerate() {
                let theme = ThemeName::ALL[number % ThemeName::ALL.len()];
                let asked = ChartRequest { questions: questions.clone(), ..request(name, size, theme, *language) };
                if let Err(failure) = fitting(&opened.chart(&asked).unwrap()) {
                    panic!("{} {questions:?} {size} {language:?}: {failure:?}", name.word());
                }
            }
        }
    }
}

#[test]
fn a_size_without_room_is_refused_and_one_that_has_room_is_named() {
    let opened = reference(Language::English);
    let draw = |size: &str| {
        let asked = request(ChartName::CoverageByChance, size, ThemeName::Light, Language::English);
        fitting(&opened.chart(&asked).unwrap()).map(|_| ())
    };
    let refused = format!("{:?}", draw("70x60mm").unwrap_err());
    let named = refused.split("--size ").last().and_then(|rest| rest.split(' ').next()).unwrap();
    assert!(refused.contains("no room") && named.ends_with("mm"), "{refused}");
    assert!(draw(named).is_ok(), "{named}");
}

/// The marks of a chart by their `data-` attributes, and their titles.
fn marks(svg: &str) -> Vec<(BTreeMap<String, String>, String)> {
    let document = roxmltree::Document::parse(svg).unwrap();
    let nodes = document.descendants().filter(|node| node.has_tag_name("path"));
    let marks = nodes.filter_map(|node| {
        let data: BTreeMap<String, String> = node
            .attributes()
            .filter_map(|attribute| {
                Some((attribute.name().strip_prefix("data-")?.to_owned(), attribute.value().to_owned()))
            })
            .collect();
        let title = node.children().find(|child| child.has_tag_name("title"))?.text()?.to_owned();
        (!data.is_empty()).then_some((data, title))
    });
    marks.collect()
}

#[test]
fn marks_say_what_the_tables_say_to_the_last_digit() {
    let opened = reference(Language::English);
    for ChartRequest { name, questions, .. } in opened.usual() {
        let asked = request(name, "page", ThemeName::Light, Language::English);
        let chart = opened.chart(&ChartRequest { questions, ..asked }).unwrap();
        let svg = fitting(&chart).unwrap().to_svg(TextForm::Named);
        let table = chart.numbers().to_csv(None);
        let mut reader = csv::Reader::from_reader(table.as_slice());
        let rows: Vec<BTreeMap<String, String>> = reader.deserialize().collect::<Result<_, _>>().unwrap();
        let marks = marks(&svg);
        assert!(!marks.is_empty(), "{}", name.word());
        for (data, title) in &marks {
            assert!(rows.iter().any(|row| row == data), "{}: {data:?} is no row", name.word());
            assert!(!title.is_empty());
        }
        let ids: Vec<&str> = svg.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let own = ids.iter().filter(|id| id.contains(&format!("-{}-", name.word()))).count();
        assert!(own > marks.len(), "identifiers hold the chart's name: {ids:?}");
    }
}

#[test]
fn coverage_beside_chance_has_the_numbers_of_the_coverage_table() {
    let opened = reference(Language::English);
    let asked = request(ChartName::CoverageByChance, "web", ThemeName::Light, Language::English);
    let chart = opened.chart(&asked).unwrap();
    assert_eq!(chart.words.title, "North: more residents covered than chance explains; no single region is beyond it");
    let marks = marks(&fitting(&chart).unwrap().to_svg(TextForm::Named));
    let made = run(&StudySource::Reference, None, &Wanted::default(), None).unwrap();
    let table = &made.artifacts.iter().find(|file| file.name == "coverage.csv").unwrap().bytes;
    let rows: Vec<BTreeMap<String, String>> =
        csv::Reader::from_reader(table.as_slice()).deserialize().collect::<Result<_, _>>().unwrap();
    assert_eq!(marks.len(), 23);
    for (data, _) in &marks {
        let same = |row: &&BTreeMap<String, String>| {
            row["scheme"] == data["scheme"] && row["area_code"] == data["area_code"] && row["source"] == "frame"
        };
        let row = rows.iter().find(same).unwrap();
        for column in
            ["coverage", "residents", "residents_covered", "units", "units_responded", "null_low", "null_high"]
        {
            assert_eq!(row[column], data[column], "{column} of {}", data["area"]);
        }
    }
}
