//! Other codes and names of Italy's areas: Eurostat's, and names in the languages that stand beside Italian on the spot.

use crate::model::place::territory::Territory;

/// ISTAT's code for Trentino-Alto Adige as a whole, which NUTS has in two parts.
pub const ISTAT_WHOLE: &str = "ITDA";

/// The NUTS code of each province.
const NUTS: &str = include_str!("../../../geodata/nuts.csv");

/// Further names of regions and provinces.
const OTHER_NAMES: &str = include_str!("../../../geodata/other_names.csv");

/// Codes of NUTS for a level of Italy, each with ISTAT's code of the area; several may mean one area.
///
/// # Source
/// Regulation (EC) 1059/2003 as amended for 2021 and 2024, in which Italy's codes are the same. Those of 2003 and 2006 begin with `ITD`
/// and `ITE` where later ones begin with `ITH` and `ITI` (Regulation (EU) 31/2011); ISTAT's tables have them still, and `ITDA` for
/// Trentino-Alto Adige as a whole. `ITE34` was another province of Ascoli Piceno.
pub fn nuts_codes(territory: &Territory, level: &str) -> Vec<(String, String)> {
    let mut codes = Vec::new();
    let mut reader = csv::Reader::from_reader(NUTS.as_bytes());
    for record in reader.records().flatten() {
        let (Some(province), Some(nuts)) = (record.get(0), record.get(1)) else { continue };
        match level {
            "province" => codes.push((nuts.to_owned(), province.to_owned())),
            "region" => {
                let region = region_of(territory, province);
                let nuts2 = nuts.get(..4).unwrap_or_default();
                // The two parts of Trentino-Alto Adige are areas of their own in NUTS.
                if let Some(region) = region.filter(|region| region != "04") {
                    codes.push((nuts2.to_owned(), region));
                }
            }
            _ => {}
        }
    }
    if level == "region" {
        codes.push((ISTAT_WHOLE.to_owned(), "04".to_owned()));
    }
    let former: Vec<(String, String)> =
        codes.iter().filter_map(|(nuts, code)| Some((former(nuts)?, code.clone()))).collect();
    codes.extend(former);
    codes.sort();
    codes.dedup();
    codes
}

/// The code of 2003 and 2006 for one since 2010, where they differ and the area is the same.
fn former(nuts: &str) -> Option<String> {
    let rest = |group: &str| nuts.strip_prefix(group);
    let former =
        rest("ITH").map(|rest| format!("ITD{rest}")).or_else(|| rest("ITI").map(|rest| format!("ITE{rest}")))?;
    (!["ITE34", "ITE35"].contains(&former.as_str())).then_some(former)
}

/// The region of a province.
fn region_of(territory: &Territory, province: &str) -> Option<String> {
    let level = territory.level("province")?;
    let code = territory.coding().parse("province", province).ok()?;
    let area = territory.find(level, &code)?;
    territory.areas(level)[area.index()].parent.as_ref().map(ToString::to_string)
}

/// Codes of NUTS for ISTAT's five macro-areas.
pub const NUTS_OF_FIVE: [(&str, &str); 7] =
    [("ITC", "1"), ("ITH", "2"), ("ITD", "2"), ("ITI", "3"), ("ITE", "3"), ("ITF", "4"), ("ITG", "5")];

/// Further names of areas of a level, each with ISTAT's code.
pub fn other_names(level: &str) -> Vec<(String, String)> {
    let mut reader = csv::Reader::from_reader(OTHER_NAMES.as_bytes());
    let records = reader.records().flatten();
    let named = records.filter(|record| record.get(0) == Some(level));
    named.filter_map(|record| Some((record.get(2)?.to_owned(), record.get(1)?.to_owned()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::embedded::italy::italy;

    #[test]
    fn every_region_and_province_has_its_code() {
        let territory = italy().territory;
        let codes = |level: &str| -> Vec<String> {
            let mut codes: Vec<String> = nuts_codes(&territory, level).into_iter().map(|(_, code)| code).collect();
            codes.sort();
            codes.dedup();
            codes
        };
        assert_eq!((codes("region").len(), codes("province").len()), (20, 107));
        let of = |level: &str, nuts: &str| {
            nuts_codes(&territory, level).into_iter().find(|(code, _)| code == nuts).map(|(_, code)| code)
        };
        assert_eq!(of("region", "ITC1").as_deref(), Some("01"));
        assert_eq!(of("region", "ITD3").as_deref(), Some("05"));
        assert_eq!(of("region", "ITH1"), None);
        assert_eq!(of("province", "ITG2H").as_deref(), Some("111"));
        assert_eq!(of("province", "ITE34"), None);
    }

    #[test]
    fn other_names_are_of_areas() {
        let territory = italy().territory;
        for level in ["region", "province"] {
            let index = territory.level(level).unwrap();
            for (name, code) in other_names(level) {
                let code = territory.coding().parse(level, &code).unwrap();
                assert!(territory.find(index, &code).is_some(), "{name}");
            }
        }
    }
}
