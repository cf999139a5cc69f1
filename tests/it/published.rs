//! The reference study has every figure that the survey published: `tests/fixtures/lasalvia-2025.toml`, facts as printed.
//!
//! The figures come out of rules, figures of units and counts of residents; nothing here reads a result that was stored.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use bacino::analysis::coverage::area::{Coverage, Source};
use bacino::analysis::coverage::findings::Findings;
use bacino::analysis::gate::exact::exact_findings;
use bacino::input::study::source::StudySource;
use bacino::model::study::Study;
use bacino::study::open::open_study;
use toml::de::{DeTable, DeValue};

static REFERENCE: LazyLock<(Study, Findings)> = LazyLock::new(|| {
    let study = open_study(&StudySource::Reference).unwrap().study;
    let findings = exact_findings(&study);
    (study, findings)
});

/// `section.key` of the published facts, as text.
static FACTS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    fn collect(prefix: &str, table: &DeTable<'_>, facts: &mut BTreeMap<String, String>) {
        for (key, value) in table {
            let name =
                if prefix.is_empty() { key.get_ref().to_string() } else { format!("{prefix}.{}", key.get_ref()) };
            match value.get_ref() {
                DeValue::String(text) => drop(facts.insert(name, text.to_string())),
                DeValue::Integer(number) => drop(facts.insert(name, number.as_str().replace('_', ""))),
                DeValue::Table(table) => collect(&name, table, facts),
                DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) | DeValue::Array(_) => {}
            }
        }
    }
    let mut facts = BTreeMap::new();
    collect("", DeTable::parse(include_str!("../fixtures/lasalvia-2025.toml")).unwrap().get_ref(), &mut facts);
    facts
});

fn fact(name: &str) -> &'static str {
    FACTS.get(name).unwrap_or_else(|| panic!("no fact {name}"))
}

fn count(name: &str) -> u64 {
    fact(name).parse().unwrap()
}

/// A share as a percentage with as many decimals as were printed, rounded half up on exact counts.
fn percent(part: u64, whole: u64, printed: &str) -> String {
    let decimals = printed.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let scale = 10_u128.pow(u32::try_from(decimals).unwrap());
    let rounded = (u128::from(part) * 100 * scale * 2 + u128::from(whole)) / (u128::from(whole) * 2);
    if decimals == 0 { rounded.to_string() } else { format!("{}.{:0decimals$}", rounded / scale, rounded % scale) }
}

fn coverage(scheme: &str, area: &str, source: Source) -> &'static Coverage {
    let (study, findings) = &*REFERENCE;
    let position = study.scheme(scheme).unwrap().areas().iter().position(|found| found.code == area).unwrap();
    let found = |row: &&Coverage| row.scheme == scheme && row.area.index() == position && row.source == source;
    findings.coverage.iter().find(found).unwrap()
}

#[test]
fn coverage_of_italy_has_the_published_counts() {
    let italy = coverage("total", "total", Source::Frame);
    assert_eq!(italy.residents.part().0, count("representativeness.covered_population"));
    assert_eq!(italy.residents.whole().0, count("representativeness.national_population"));
    assert_eq!(italy.residents.whole().0 - italy.residents.part().0, count("representativeness.uncovered_population"));
    let printed = fact("representativeness.national_coverage_percent");
    assert_eq!(percent(italy.residents.part().0, italy.residents.whole().0, printed), printed);
    assert_eq!(italy.units.part().0, count("representativeness.responding_units"));
    assert_eq!(italy.units.whole().0 - italy.units.part().0, count("representativeness.non_responding_units"));
}

#[test]
fn coverage_of_macro_areas_has_the_published_counts() {
    for (area, name) in [("North", "north"), ("Centre", "centre"), ("South and islands", "south_islands")] {
        let row = coverage("survey", area, Source::Frame);
        assert_eq!(row.residents.part().0, count(&format!("macro_area.{name}.covered")));
        assert_eq!(row.residents.whole().0, count(&format!("macro_area.{name}.population")));
        let printed = fact(&format!("macro_area.{name}.coverage_percent"));
        assert_eq!(percent(row.residents.part().0, row.residents.whole().0, printed), printed);
        let census = coverage("survey", area, Source::Census);
        assert_eq!(percent(census.residents.part().0, census.residents.whole().0, printed), printed, "census, {area}");
    }
}

#[test]
fn coverage_of_fourteen_regions_has_the_published_percentages() {
    let regions = [
        ("veneto", "05"),
        ("trentino_alto_adige", "04"),
        ("umbria", "10"),
        ("piedmont", "01"),
        ("liguria", "07"),
        ("lombardy", "03"),
        ("tuscany", "09"),
        ("campania", "15"),
        ("lazio", "12"),
        ("sicily", "19"),
        ("friuli_venezia_giulia", "06"),
        ("sardinia", "20"),
        ("marche", "11"),
        ("basilicata", "17"),
    ];
    assert_eq!(FACTS.keys().filter(|name| name.starts_with("regional_coverage_percent.")).count(), regions.len());
    for (name, code) in regions {
        let printed = fact(&format!("regional_coverage_percent.{name}"));
        for source in [Source::Frame, Source::Census] {
            let row = coverage("region", code, source);
            assert_eq!(percent(row.residents.part().0, row.residents.whole().0, printed), printed, "{name} {source:?}");
        }
    }
}

#[test]
fn response_has_the_published_counts_and_rates() {
    let (study, findings) = &*REFERENCE;
    let response = |scheme: &str, area: &str| {
        let position = study.scheme(scheme).unwrap().areas().iter().position(|found| found.code == area).unwrap();
        findings.response.iter().find(|row| row.scheme == scheme && row.area.index() == position).unwrap().disposition
    };
    let italy = response("total", "total");
    assert_eq!((italy.respondent, italy.eligible()), (count("survey.responded"), count("survey.invited")));
    let printed = fact("survey.response_rate_percent");
    assert_eq!(percent(italy.respondent, italy.eligible(), printed), printed);
    for (area, name) in [("1", "north_west"), ("2", "north_east"), ("3", "centre"), ("4", "south"), ("5", "islands")] {
        let here = response("istat5", area);
        let printed = fact(&format!("response_rate_by_area.{name}"));
        assert_eq!(percent(here.respondent, here.eligible(), printed), printed, "{name}");
    }
}

/// The survey prints whole residents, so the mean is met to half a resident; quartiles are exact.
#[test]
fn catchments_have_the_published_sizes() {
    let (_, findings) = &*REFERENCE;
    for (sizes, name) in findings.sizes.iter().zip(["respondents", "non_respondents"]) {
        let summary = sizes.summary.unwrap();
        let published = |figure: &str| count(&format!("catchment_size.{name}.{figure}")) as f64;
        assert!((summary.mean - published("mean")).abs() <= 0.5, "{name}: {}", summary.mean);
        for (found, figure) in [(summary.q1, "q1"), (summary.median, "median"), (summary.q3, "q3")] {
            assert!((found - published(figure)).abs() < 1e-9, "{name} {figure}: {found}");
        }
    }
}

#[test]
fn residents_agree_to_the_person_on_every_level() {
    let (study, findings) = &*REFERENCE;
    let allotted = findings.allotted.as_ref().unwrap();
    let ages = bacino::model::place::population::Ages::All;
    let italy: u64 = study.population.as_ref().unwrap().all.iter().flatten().map(|residents| residents.0).sum();
    assert_eq!(italy, 58_840_177, "the published total of the embedded table");
    let catchments: u64 = allotted.by_unit(study, ages).into_iter().flatten().map(|residents| residents.0).sum();
    assert_eq!(catchments, italy);
    for scheme in &study.schemes {
        let rows =
            || findings.coverage.iter().filter(|row| row.scheme == scheme.name() && row.source == Source::Census);
        let whole: u64 = rows().map(|row| row.residents.whole().0).sum();
        let part: u64 = rows().map(|row| row.residents.part().0).sum();
        assert_eq!((whole, part), (italy, coverage("total", "total", Source::Census).residents.part().0));
        assert!(rows().all(|row| row.outside_frame.is_some_and(|outside| outside.0 == 0)));
    }
}
