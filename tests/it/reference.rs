//! Reference systems against PROJ: `tests/oracle/reference/make_reference_oracle.py`.

use bacino::geometry::topology::project::project_points;
use bacino::input::file::bytes::Folder;
use bacino::input::layer::request::FeatureRequest;
use bacino::input::shapes::features::read_points;
use bacino::model::shape::outline::{Position, ReferenceSystem};
use serde_json::Value;

use crate::support::Workspace;

fn oracle() -> Value {
    serde_json::from_str(include_str!("../oracle/reference/reference.json")).unwrap()
}

fn system(code: &Value) -> ReferenceSystem {
    ReferenceSystem::epsg(u32::try_from(code.as_u64().unwrap()).unwrap())
}

/// Rows of four numbers as pairs of positions.
fn positions(rows: &Value) -> Vec<(Position, Position)> {
    let numbers = |row: &Value| row.as_array().unwrap().iter().map(|n| n.as_f64().unwrap()).collect::<Vec<f64>>();
    let rows = rows.as_array().unwrap().iter().map(numbers);
    rows.map(|row| ([row[0], row[1]], [row[2], row[3]])).collect()
}

/// The largest difference on either axis between positions projected and positions expected.
fn largest_difference(from: &ReferenceSystem, to: &ReferenceSystem, pairs: &[(Position, Position)]) -> f64 {
    let sources: Vec<Position> = pairs.iter().map(|(source, _)| *source).collect();
    let found = project_points(&sources, from, to).unwrap();
    let differences = found.iter().zip(pairs).map(|([x, y], (_, [a, b]))| (x - a).abs().max((y - b).abs()));
    differences.fold(0.0, f64::max)
}

/// Every system there and back from longitude and latitude of its own datum: a micrometre, and a thousand-millionth of a degree.
#[test]
fn every_system_agrees_with_proj() {
    for found in oracle()["systems"].as_array().unwrap() {
        let (own, base) = (system(&found["code"]), system(&found["base"]));
        let pairs = positions(&found["positions"]);
        assert!(pairs.len() >= 20, "{own:?}");
        let tolerance = if own == base { 1e-9 } else { 1e-6 };
        let there = largest_difference(&base, &own, &pairs);
        assert!(there <= tolerance, "{}: {there}", own.name());
        let back: Vec<(Position, Position)> = pairs.into_iter().map(|(degrees, own)| (own, degrees)).collect();
        let back = largest_difference(&own, &base, &back);
        assert!(back <= 1e-9, "{}: {back} degrees", own.name());
    }
}

#[test]
fn every_utm_zone_agrees_with_proj() {
    let oracle = oracle();
    let zones = oracle["zones"].as_array().unwrap();
    assert_eq!(zones.len(), 120);
    for zone in zones {
        let difference =
            largest_difference(&ReferenceSystem::wgs84(), &system(&zone["code"]), &positions(&zone["positions"]));
        assert!(difference <= 1e-6, "{}: {difference}", zone["code"]);
    }
}

/// Monte Mario by the parameters of the part of Italy where the points are, as PROJ computes the same operation.
#[test]
fn datums_are_shifted_by_the_parameters_of_the_registry() {
    for shift in oracle()["shifts"].as_array().unwrap() {
        let difference =
            largest_difference(&system(&shift["code"]), &ReferenceSystem::wgs84(), &positions(&shift["positions"]));
        assert!(difference <= 1e-9, "{} by {}: {difference} degrees", shift["code"], shift["operation"]);
    }
}

/// A file that declares a system in any dialect is read as that system. Codes that mean the same system may stand for each other.
#[test]
fn definitions_are_recognised_in_every_dialect() {
    let point = r#"{"type":"Point","coordinates":[600000,4900000]}"#;
    let workspace = Workspace::empty().write("a.json", point);
    let folder = Folder::Disk(workspace.path(""));
    for found in oracle()["systems"].as_array().unwrap() {
        let own = system(&found["code"]);
        for (dialect, text) in found["definitions"].as_object().unwrap() {
            let request = FeatureRequest { crs: text.as_str(), ..FeatureRequest::default() };
            // Some systems have no place for the point; those are refused by name.
            let read = read_points(&folder, "a.json", &request);
            let name = match read {
                Ok(read) => read.features.reference.name().to_owned(),
                Err(problems) => problems.to_string(),
            };
            let same = match own.code().unwrap() {
                6707 | 7791 => name.contains("EPSG:6707") || name.contains("EPSG:7791"),
                6708 | 7792 => name.contains("EPSG:6708") || name.contains("EPSG:7792"),
                6875 | 7794 => name.contains("EPSG:6875") || name.contains("EPSG:7794"),
                code => name.contains(&format!("EPSG:{code}")),
            };
            assert!(same, "{} as {dialect}: {name}", own.name());
        }
    }
}
