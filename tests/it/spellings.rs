//! Names and codes of areas as offices write them, and what each means by itself.

use bacino::input::code::autonomous::regions21;
use bacino::input::code::gazetteer::{Among, Gazetteer};
use bacino::input::code::meaning::Meaning;
use bacino::input::embedded::italy::{istat_schemes, italy};

fn told(gazetteer: &Gazetteer<'_>, text: &str) -> String {
    match gazetteer.find(text) {
        Meaning::One(area, way) => format!("{} {way:?}", gazetteer.code(area)),
        Meaning::Several(areas) => areas.iter().map(|area| gazetteer.code(*area)).collect::<Vec<_>>().join(" or "),
        Meaning::Autonomous(province) => format!("{province:?}"),
        Meaning::Broader => "broader".to_owned(),
        Meaning::Unknown => "unknown".to_owned(),
        Meaning::Malformed(_) => "malformed".to_owned(),
    }
}

fn check(level: &str, cases: &[(&str, &str)]) {
    let territory = italy().territory;
    let gazetteer = Gazetteer::of_level(&territory, territory.level(level).unwrap());
    let wrong: Vec<String> = cases
        .iter()
        .map(|(text, wanted)| (text, wanted, told(&gazetteer, text)))
        .filter(|(_, wanted, found)| *wanted != found)
        .map(|(text, wanted, found)| format!("{text}: {found}, not {wanted}"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn regions_as_offices_write_them() {
    check(
        "region",
        &[
            ("01", "01 Code"),
            ("1", "01 Restored"),
            ("1.0", "01 Restored"),
            ("Piemonte", "01 Name"),
            ("VALLE D'AOSTA/VALLÉE D'AOSTE", "02 Name"),
            ("Valle d’Aosta", "02 Name"),
            ("Valle D'Aosta", "02 Name"),
            ("Vallée d'Aoste", "02 Name"),
            ("Trentino Alto Adige / Südtirol", "04 Name"),
            ("Trentino-Alto Adige", "04 Name"),
            ("Trentino A.A.", "04 Name"),
            ("Trentino A. A.", "04 Name"),
            ("friuli venezia giulia", "06 Name"),
            ("Friuli V. G.", "06 Name"),
            ("Friuli V.G.", "06 Name"),
            ("FVG", "06 Name"),
            ("Emilia Romagna", "08 Name"),
            ("Emiliaromagna", "08 Name"),
            ("Emilia R.", "08 Name"),
            ("Regione Lazio", "12 Name"),
            ("REGIONE AUTONOMA DELLA SARDEGNA", "20 Name"),
            ("ITC1", "01 Nuts"),
            ("itc1", "01 Nuts"),
            ("ITDA", "04 Nuts"),
            ("ITD5", "08 Nuts"),
            ("21", "Bolzano"),
            ("22.0", "Trento"),
            ("ITH1", "Bolzano"),
            ("P.A. Bolzano", "Bolzano"),
            ("P.A. di Trento", "Trento"),
            ("PA Trento", "Trento"),
            ("Prov. Auton. Trento", "malformed"),
            ("Provincia Autonoma di Bolzano/Bozen", "Bolzano"),
            ("Bolzano-Bozen", "Bolzano"),
            ("Alto Adige", "Bolzano"),
            ("Italia", "broader"),
            ("IT", "broader"),
            ("ITC", "broader"),
            ("Nord-ovest", "broader"),
            ("010", "malformed"),
            ("23", "unknown"),
            ("", "malformed"),
            ("n.d.", "malformed"),
            ("NA", "malformed"),
        ],
    );
}

#[test]
fn provinces_as_offices_write_them() {
    check(
        "province",
        &[
            ("201", "001 Restored"),
            ("TO", "001 Sign"),
            ("NA", "063 Sign"),
            ("Reggio Emilia", "035 Name"),
            ("Reggio nell'Emilia", "035 Name"),
            ("Reggio nell’Emilia", "035 Name"),
            ("Reggio E.", "035 Name"),
            ("Reggio Calabria", "080 Name"),
            ("Reggio di Calabria", "080 Name"),
            ("Città metropolitana di Reggio Calabria", "080 Name"),
            ("Monza-Brianza", "108 Name"),
            ("Monza e Brianza", "108 Name"),
            ("Monza B.", "108 Name"),
            ("Pesaro Urbino", "041 Name"),
            ("Forlì Cesena", "040 Name"),
            ("Forli'-Cesena", "040 Name"),
            ("Massa Carrara", "045 Name"),
            ("Barletta Andria Trani", "110 Name"),
            ("BAT", "110 Name"),
            ("VCO", "103 Name"),
            ("Verbania", "103 Name"),
            ("Verbano Cusio Ossola", "103 Name"),
            ("Aosta", "007 Name"),
            ("Bolzano", "021 Name"),
            ("Bolzano/Bozen", "021 Name"),
            ("Bolzano - Bozen", "021 Name"),
            ("P.A. Trento", "022 Name"),
            ("Provincia autonoma di Bolzano", "021 Name"),
            ("Provincia di L'Aquila", "066 Name"),
            ("Provincia dell'Aquila", "066 Name"),
            ("Spezia", "011 Name"),
            ("ITC11", "001 Nuts"),
            ("ITC1", "broader"),
            ("ITC12345", "malformed"),
            ("Trento-Trieste", "022 or 032"),
            ("Reggio", "malformed"),
        ],
    );
}

#[test]
fn municipalities_as_offices_write_them() {
    check(
        "municipality",
        &[
            ("201001", "001001 Restored"),
            ("1001", "001001 Restored"),
            ("Samone", "001235 or 022165"),
            ("Samone (TO)", "001235 Name"),
            ("Samone (Trento)", "022165 Name"),
            ("Roma", "058091 Name"),
            ("Comune di Roma", "058091 Name"),
            ("Aglie'", "001001 Name"),
            ("Bozen", "021008 Name"),
            ("S. Giovanni Rotondo", "071046 Name"),
            ("FVG", "malformed"),
            ("n.d.", "malformed"),
            ("999999", "unknown"),
        ],
    );
}

#[test]
fn areas_of_schemes_have_names_in_every_language() {
    let territory = italy().territory;
    let schemes = istat_schemes(&territory);
    let of = |scheme, text: &str| told(&Gazetteer::new(&territory, Among::Scheme(scheme)), text);
    assert_eq!(of(&schemes[0], "Nord-Est"), "2 Name");
    assert_eq!(of(&schemes[0], "ITC"), "1 Nuts");
    assert_eq!(of(&schemes[0], "Northeast"), "2 Name");
    let apart = regions21(&territory).unwrap();
    for (text, found) in [
        ("21", "21 Code"),
        ("1", "01 Restored"),
        ("ITH2", "22 Nuts"),
        ("P.A. Bolzano", "21 Name"),
        ("Bolzano/Bozen", "21 Name"),
        ("Lazio", "12 Name"),
        ("Trentino-Alto Adige", "unknown"),
    ] {
        assert_eq!(of(&apart, text), found, "{text}");
    }
}
