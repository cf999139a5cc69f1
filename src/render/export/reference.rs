//! Reference systems as the definitions that files carry: WKT as OGC and as ESRI write it.
//!
//! The registry of the projection library knows parameters; names that other programs look for are here.

use proj_core::CrsDef;
use proj_wkt::{ParseError, parse_crs, to_wkt};

use crate::model::shape::meridian::is_realisation;
use crate::model::shape::outline::ReferenceSystem;
use crate::render::export::layer::ExportError;

/// Names of datums by their EPSG code, as WKT 1 and as PROJJSON write them (EPSG Geodetic Parameter Dataset).
pub(crate) const DATUMS: [(u32, &str, &str); 4] = [
    (6326, "WGS_1984", "World Geodetic System 1984"),
    (6258, "European_Terrestrial_Reference_System_1989", "European Terrestrial Reference System 1989"),
    (6265, "Monte_Mario", "Monte Mario"),
    (1132, "Rete_Dinamica_Nazionale_2008", "Rete Dinamica Nazionale 2008"),
];

/// Names of systems in ESRI's words by their EPSG code. UTM zones follow a rule.
const ESRI_NAMES: [(u32, &str); 12] = [
    (4326, "WGS_1984"),
    (4258, "ETRS_1989"),
    (4265, "Monte_Mario"),
    (6706, "RDN2008"),
    (3035, "ETRS_1989_LAEA"),
    (3003, "Monte_Mario_Italy_1"),
    (3004, "Monte_Mario_Italy_2"),
    (6707, "RDN2008_TM32"),
    (6708, "RDN2008_TM33"),
    (6709, "RDN2008_TM34"),
    (6875, "RDN2008_Italy_zone"),
    (6876, "RDN2008_Zone_12"),
];

/// A reference system in the words of files.
#[derive(Clone, Debug)]
pub(crate) struct Definition {
    /// The name, such as `WGS 84 / UTM zone 32N`.
    pub(crate) name: String,
    /// The code in the EPSG registry.
    pub(crate) epsg: Option<i32>,
    /// Its parameters.
    pub(crate) system: CrsDef,
}

/// The definition of a system.
///
/// # Errors
/// A system that no definition is known of.
pub(crate) fn definition_of(reference: &ReferenceSystem) -> Result<Definition, ExportError> {
    // Files name a realisation of ETRS89 as what it is.
    let is_realisation = reference.code().is_some_and(is_realisation);
    let definition = if is_realisation { reference.name() } else { reference.definition() };
    let system = parse_crs(definition).map_err(|error| {
        ExportError::new(format!("the reference system {} cannot be written: {error}", reference.name())).hint(HINT)
    })?;
    let epsg = reference.code().and_then(|code| i32::try_from(code).ok());
    let name = if epsg.is_some() { system.name() } else { reference.name() };
    Ok(Definition { name: name.to_owned(), epsg, system })
}

const HINT: &str = "choose another with --crs, such as --crs EPSG:4326";

impl Definition {
    /// Well-known text of the first version (OGC 01-009).
    ///
    /// # Errors
    /// A system that it cannot express.
    pub(crate) fn wkt(&self) -> Result<String, ExportError> {
        let mut text = to_wkt(&self.system).map_err(|error| self.inexpressible("WKT", &error))?;
        for (code, name, _) in DATUMS {
            text = text.replace(&format!("\"{}\"", unnamed(code)), &format!("\"{name}\""));
        }
        Ok(text)
    }

    /// Well-known text as ESRI writes it, where the system has a name there; else as [`Definition::wkt`].
    ///
    /// # Errors
    /// A system that it cannot express.
    pub(crate) fn esri_wkt(&self) -> Result<String, ExportError> {
        let wkt = self.wkt()?;
        Ok(self.epsg.and_then(|code| esri(code.unsigned_abs(), &self.system, &wkt)).unwrap_or(wkt))
    }

    /// Why a system is not written in a language.
    pub(crate) fn inexpressible(&self, language: &str, error: &ParseError) -> ExportError {
        ExportError::new(format!("the reference system {:?} cannot be written as {language}: {error}", self.name))
            .hint(HINT)
    }
}

/// The name that the projection library gives a datum whose name it does not know.
fn unnamed(datum: u32) -> String {
    format!("EPSG datum {datum}")
}

/// A system's name in ESRI's words.
fn esri_name(code: u32) -> Option<String> {
    let zone = |first: u32, start: &str, half: char| Some(format!("{start}_UTM_Zone_{}{half}", code - first));
    match code {
        32_601..=32_660 => zone(32_600, "WGS_1984", 'N'),
        32_701..=32_760 => zone(32_700, "WGS_1984", 'S'),
        25_828..=25_838 => zone(25_800, "ETRS_1989", 'N'),
        _ => ESRI_NAMES.iter().find(|(known, _)| *known == code).map(|(_, name)| (*name).to_owned()),
    }
}

/// The text of a system that has a name in ESRI's words.
fn esri(code: u32, system: &CrsDef, wkt: &str) -> Option<String> {
    if code == 3857 {
        let degrees = esri_degrees("WGS_1984", "WGS_1984", "WGS_1984", 6_378_137.0, 298.257_223_563);
        return Some(format!(
            "PROJCS[\"WGS_1984_Web_Mercator_Auxiliary_Sphere\",{degrees},PROJECTION[\"Mercator_Auxiliary_Sphere\"],\
             PARAMETER[\"False_Easting\",0.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",0.0],\
             PARAMETER[\"Standard_Parallel_1\",0.0],PARAMETER[\"Auxiliary_Sphere_Type\",0.0],UNIT[\"Meter\",1.0]]"
        ));
    }
    let name = esri_name(code)?;
    let geographic = esri_name(system.base_geographic_crs_epsg()?)?;
    let datum = if geographic == "RDN2008" { "Rete_Dinamica_Nazionale_2008" } else { &geographic };
    let ellipsoid = system.datum().ellipsoid();
    let (semi_major, inverse_flattening) = (ellipsoid.semi_major_axis(), ellipsoid.inverse_flattening());
    let spheroid = match geographic.as_str() {
        "WGS_1984" => "WGS_1984",
        "Monte_Mario" => "International_1924",
        _ => "GRS_1980",
    };
    let degrees = esri_degrees(&geographic, datum, spheroid, semi_major, inverse_flattening);
    if system.is_geographic() {
        return Some(degrees);
    }
    // Method and parameters have the same names but for their capitals.
    let (_, rest) = wkt.split_once(",PROJECTION[")?;
    let (method, _) = rest.split_once(']')?;
    let mut text = format!("PROJCS[\"{name}\",{degrees},PROJECTION[{method}]");
    for parameter in rest.split("PARAMETER[\"").skip(1) {
        let (name, value) = parameter.split_once(']')?.0.split_once("\",")?;
        let name: Vec<String> = name.split('_').map(capitalised).collect();
        let value: f64 = value.parse().ok()?;
        text.push_str(&parameter_text(&name.join("_"), value));
    }
    Some(text + ",UNIT[\"Meter\",1.0]]")
}

fn parameter_text(name: &str, value: f64) -> String {
    format!(",PARAMETER[\"{name}\",{value:?}]")
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
}

fn esri_degrees(name: &str, datum: &str, spheroid: &str, semi_major: f64, inverse_flattening: f64) -> String {
    format!(
        "GEOGCS[\"GCS_{name}\",DATUM[\"D_{datum}\",SPHEROID[\"{spheroid}\",{semi_major:?},{inverse_flattening:?}]],\
         PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn esri_writes_projections_with_its_own_names() {
        let text = definition_of(&ReferenceSystem::epsg(3035)).unwrap().esri_wkt().unwrap();
        assert_eq!(
            text,
            "PROJCS[\"ETRS_1989_LAEA\",GEOGCS[\"GCS_ETRS_1989\",DATUM[\"D_ETRS_1989\",SPHEROID[\"GRS_1980\",6378137.0,\
             298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],\
             PROJECTION[\"Lambert_Azimuthal_Equal_Area\"],PARAMETER[\"Latitude_Of_Origin\",52.0],\
             PARAMETER[\"Central_Meridian\",10.0],PARAMETER[\"False_Easting\",4321000.0],\
             PARAMETER[\"False_Northing\",3210000.0],UNIT[\"Meter\",1.0]]"
        );
    }

    #[test]
    fn a_system_without_a_name_there_keeps_its_code() {
        let text = definition_of(&ReferenceSystem::epsg(2154)).unwrap().esri_wkt().unwrap();
        assert!(text.ends_with("AUTHORITY[\"EPSG\",\"2154\"]]"), "{text}");
    }

    #[test]
    fn datums_have_their_names() {
        let system = definition_of(&ReferenceSystem::epsg(3003)).unwrap();
        assert!(system.wkt().unwrap().contains("DATUM[\"Monte_Mario\""));
    }
}
