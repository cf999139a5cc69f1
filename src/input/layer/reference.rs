//! The reference system of a boundary file: what the study says, else what the file says, recognised by code or by parameters.

use proj_core::{AxisOrder, Coord, CrsDef, LinearUnit, ProjectedCrsDef, ProjectionMethod, lookup_epsg};

use crate::input::layer::read::DeclaredReference;
use crate::input::problem::hint::{Hint, Key, Say};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::model::shape::datum::way_between;
use crate::model::shape::meridian::{is_realisation, meridian_of, meridians_called};
use crate::model::shape::outline::{Position, ReferenceSystem};

/// How a person names the reference system.
pub(crate) fn say_which() -> Say {
    Say::value("say which it is with", Key::Crs, "EPSG:…").under("the section that names the file")
}

/// Systems that are tried first where a definition has no code, the more usual first: several codes may mean one system.
const USUAL: [u32; 23] = [
    4326, 4258, 6706, 4265, 4230, 3857, 3035, 6707, 6708, 7794, 6875, 3003, 3004, 3064, 3065, 25832, 25833, 2154,
    28992, 31466, 31467, 31468, 31469,
];
/// The codes of the EPSG registry that are given to reference systems in use.
const CODES: std::ops::Range<u32> = 2_000..32_768;
/// Names of systems whose ESRI definitions the projection library does not take.
const BY_NAME: [(&str, u32); 4] = [
    ("CH1903+_LV95", 2056),
    ("CH1903_LV03", 21781),
    ("WGS 84 / Pseudo-Mercator", 3857),
    ("WGS_1984_Web_Mercator", 3857),
];

/// Names of datums that ESRI gives and the registry does not know, with the registry's. Gauss-Boaga's zones are given in Roma 1940, which is
/// Monte Mario.
const OTHER_NAMES: [(&str, &str); 4] = [
    ("\"D_Roma_1940\"", "\"D_Monte_Mario\""),
    ("\"Roma_1940\"", "\"Monte_Mario\""),
    ("\"D_NTF\"", "\"Nouvelle_Triangulation_Francaise\""),
    ("\"D_MGI\"", "\"Militar-Geographische_Institut\""),
];

/// The system that is asked for, else the one that the file declares.
///
/// # Errors
/// Where neither names a system that is known.
pub(crate) fn settle_reference(
    file: &str,
    asked: Option<&str>,
    declared: &DeclaredReference,
) -> Result<ReferenceSystem, Problems> {
    let problem = |message: String, hint: Hint| {
        Problems::one(Remark::of(Kind::ReferenceSystem, Place::file(file), message).hint(hint))
    };
    let (text, found) = match (asked, declared) {
        (Some(asked), _) => {
            return recognise(asked).ok_or_else(|| {
                let message = format!("the reference system {:?} is not known", shortened(asked));
                problem(message, "write a code of the EPSG registry, such as EPSG:4326 or EPSG:32632".into())
            });
        }
        (None, DeclaredReference::Standard) => return Ok(ReferenceSystem::wgs84()),
        (None, DeclaredReference::Nothing) => {
            return Err(problem("the file does not say its reference system".to_owned(), say_which().into()));
        }
        (None, DeclaredReference::Epsg(code)) => {
            let text = format!("EPSG:{code}");
            let found = recognise(&text);
            (text, found)
        }
        (None, DeclaredReference::Text(text)) => (shortened(text), recognise(text)),
    };
    found.ok_or_else(|| problem(format!("the file's reference system is not known: {text}"), say_which().into()))
}

/// What a format says that gives an organisation, its code and a definition: the code where it is known, else the definition.
pub(crate) fn declared_by_code(organization: &str, code: i64, definition: &str) -> DeclaredReference {
    let code = u32::try_from(code).ok().filter(|code| *code > 0 && organization.eq_ignore_ascii_case("EPSG"));
    let is_definition = definition.contains(['[', '{']);
    match code {
        Some(code) if !is_definition || recognise(&format!("EPSG:{code}")).is_some() => DeclaredReference::Epsg(code),
        _ if is_definition => DeclaredReference::Text(definition.to_owned()),
        _ => DeclaredReference::Nothing,
    }
}

fn shortened(text: &str) -> String {
    const SHOWN: usize = 60;
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= SHOWN { line } else { format!("{}…", line.chars().take(SHOWN).collect::<String>()) }
}

/// The system that a code, a name or a definition means; `None` where it means none that is known.
pub(crate) fn recognise(text: &str) -> Option<ReferenceSystem> {
    let text = text.trim();
    if let Some((_, code)) = BY_NAME.iter().find(|(name, _)| names_itself(text, name)) {
        return Some(ReferenceSystem::epsg(*code));
    }
    // GDAL writes the sphere of web maps as an extension of Mercator's projection on the ellipsoid.
    if text.contains("+proj=merc") && text.contains("+nadgrids=@null") {
        return Some(ReferenceSystem::epsg(3857));
    }
    // ESRI's Gauss-Krüger is the transverse Mercator of everybody else.
    let mut text = text.replace("PROJECTION[\"Gauss_Kruger\"]", "PROJECTION[\"Transverse_Mercator\"]");
    for (other, usual) in OTHER_NAMES {
        text = text.replace(other, usual);
    }
    if let Some(found) = from_another_meridian(&text) {
        return Some(found);
    }
    let Ok(parsed) = proj_wkt::parse_crs(&text) else {
        // A definition that is not understood may still end in the code of the system.
        return last_code(&text).filter(|code| lookup_epsg(*code).is_some()).map(ReferenceSystem::epsg);
    };
    let parsed = parsed.horizontal_crs()?;
    if parsed.epsg() != 0 {
        return Some(ReferenceSystem::epsg(parsed.epsg()));
    }
    // Files have the easting or longitude first, whatever order a definition writes its axes in.
    let system = parsed.with_axis_order(AxisOrder::EastNorth);
    // Datums such as ETRS89 and RDN2008 give the same numbers, and still have codes of their own.
    let datum = system.datum().epsg();
    let same = |code: &u32| {
        lookup_epsg(*code).is_some_and(|known| {
            known.semantically_equivalent(&system) && (datum == 0 || known.datum().epsg() == datum)
        })
    };
    if let Some(code) = USUAL.into_iter().find(same).or_else(|| CODES.into_iter().find(same)) {
        return Some(ReferenceSystem::epsg(code));
    }
    let definition = proj_wkt::to_wkt2(&system).ok()?;
    proj_wkt::parse_crs(&definition).ok()?;
    let name = [system.name(), own_name(&text)].into_iter().find(|name| !name.is_empty());
    Some(ReferenceSystem::defined(name.unwrap_or("a system without a name"), definition))
}

/// The system that a definition without a code of its own means whose longitudes are counted from another meridian than Greenwich.
fn from_another_meridian(text: &str) -> Option<ReferenceSystem> {
    let (before, inside) = text.split_once("PRIMEM[\"")?;
    let (name, rest) = inside.split_once('"')?;
    let (_, behind) = rest.split_once(']')?;
    let (unit, behind) = behind.strip_prefix(",UNIT[")?.split_once(']')?;
    let mut known = meridians_called(name).peekable();
    known.peek().filter(|_| last_code(text).is_none())?;
    // The library takes nothing but Greenwich, and the registry's parameters are counted from the meridian as these are.
    let greenwich = "PRIMEM[\"Greenwich\",0],UNIT[\"Degree\",0.0174532925199433]";
    let parsed = proj_wkt::parse_crs(&format!("{before}{greenwich}{behind}")).ok()?;
    let grads = unit.to_ascii_lowercase().starts_with("\"grad\"");
    let datum = |code: u32| lookup_epsg(code).map(|system| system.datum().epsg());
    let own = Some(parsed.datum().epsg()).filter(|code| *code != 0)?;
    let meridian = known.find(|known| [known.system, known.greenwich].map(datum).contains(&Some(own)))?;
    if grads != (meridian.unit < 1.0) {
        return None;
    }
    let Some(projected) = parsed.as_projected() else { return Some(ReferenceSystem::epsg(meridian.system)) };
    let method = if grads { in_degrees(projected.method(), meridian.unit)? } else { projected.method() };
    let same = |code: &u32| {
        let system = lookup_epsg(*code).filter(|system| !system.is_compound());
        system.as_ref().and_then(CrsDef::as_projected).is_some_and(|other| {
            other.base_geographic_crs_epsg() == meridian.system
                && is_same_projection(other, method, projected.linear_unit())
        })
    };
    CODES.into_iter().find(same).map(ReferenceSystem::epsg)
}

/// A conic projection whose angles are in another unit than degrees.
fn in_degrees(method: ProjectionMethod, unit: f64) -> Option<ProjectionMethod> {
    let mut method = method;
    let ProjectionMethod::LambertConformalConic { lon0, lat0, lat1, lat2, .. } = &mut method else { return None };
    for angle in [lon0, lat0, lat1, lat2] {
        *angle *= unit;
    }
    Some(method)
}

/// Whether a system has this projection.
fn is_same_projection(system: &ProjectedCrsDef, method: ProjectionMethod, unit: LinearUnit) -> bool {
    let of = |method, unit| CrsDef::Projected(ProjectedCrsDef::new(0, system.datum().clone(), method, unit, ""));
    of(method, unit).semantically_equivalent(&of(system.method(), system.linear_unit()))
}

/// Counts longitudes from Greenwich where a system counts them from elsewhere, and grads as degrees: the system that the positions are in
/// then, and what was done.
pub(crate) fn count_from_greenwich<'a>(
    file: &str,
    reference: &ReferenceSystem,
    points: impl Iterator<Item = &'a mut Position>,
) -> Option<(ReferenceSystem, Remark)> {
    let meridian = meridian_of(reference.code()?)?;
    for [longitude, latitude] in points {
        (*longitude, *latitude) = (*longitude * meridian.unit + meridian.degrees, *latitude * meridian.unit);
    }
    let system = ReferenceSystem::epsg(meridian.greenwich);
    let unit = if meridian.unit < 1.0 { "grads" } else { "degrees" };
    let message = format!(
        "{} counts {unit} from {}: they are read as degrees from Greenwich, {}",
        reference.name(),
        meridian.name,
        system.name()
    );
    Some((system, Remark::of(Kind::Changed, Place::file(file), message)))
}

/// The code that a definition gives the whole system: the one at the very end of WKT, the `id` of PROJJSON.
fn last_code(text: &str) -> Option<u32> {
    if text.starts_with('{') {
        let definition: serde_json::Value = serde_json::from_str(text).ok()?;
        let id = &definition["id"];
        return id["code"].as_u64().filter(|_| id["authority"] == "EPSG").and_then(|code| u32::try_from(code).ok());
    }
    let start =
        ["AUTHORITY[\"EPSG\",", "ID[\"EPSG\","].iter().filter_map(|mark| Some(text.rfind(mark)? + mark.len())).max()?;
    let (code, end) = text[start..].split_once(']')?;
    let closes = end.trim() == "]";
    code.trim().trim_matches('"').parse().ok().filter(|_| closes)
}

/// The name that a definition as WKT starts with; empty where it has none.
fn own_name(text: &str) -> &str {
    text.split_once("[\"").and_then(|(_, inside)| inside.split_once('"')).map_or("", |(name, _)| name)
}

/// Whether a definition as WKT has this name, and no code of its own.
fn names_itself(text: &str, name: &str) -> bool {
    let inside =
        text.split_once('[').is_some_and(|(_, inside)| inside.trim_start().trim_start_matches('"').starts_with(name));
    inside && !text.contains("AUTHORITY[") && !text.contains(",ID[")
}

/// The system as the projection library has it.
pub(crate) fn definition_of(reference: &ReferenceSystem) -> Option<CrsDef> {
    proj_wkt::parse_crs(reference.definition()).ok()
}

/// Says how well a system's datum is known, where it is not that of WGS 84 up to a metre.
///
/// Datums such as Monte Mario are tied to WGS 84 by a grid; without it, seven published parameters are used, whose accuracy is that of
/// the EPSG registry. `bounds` are those of the data: parameters differ by region.
pub(crate) fn tell_accuracy(file: &str, reference: &ReferenceSystem, bounds: [f64; 4]) -> Option<Remark> {
    if reference.code().is_some_and(is_realisation) {
        let name = reference.name();
        let message = format!("{name} is a realisation of ETRS89 and taken for it, EPSG:4258: the two agree to 0.1 m");
        return Some(Remark::of(Kind::ReferenceSystem, Place::file(file), message));
    }
    let system = definition_of(reference)?;
    let base = system.base_geographic_crs_epsg().map(|code| format!("EPSG:{code}"));
    let wgs84 = lookup_epsg(4326)?;
    let options = way_between(&system, &wgs84, bounds);
    let transform = proj_core::Transform::from_crs_defs_with_selection_options(&system, &wgs84, options).ok()?;
    let operation = transform.selected_operation();
    let id = operation.id?;
    if let Some(base) = base
        && let Ok(shift) = proj_core::Transform::from_operation(id, &base, "EPSG:4326")
    {
        // Datums such as ETRS89 are the same as WGS 84 by convention.
        let area = operation.area_of_use.as_ref()?;
        let middle = (f64::midpoint(area.west, area.east), f64::midpoint(area.south, area.north));
        let moved: Coord = shift.convert(Coord::new(middle.0, middle.1)).ok()?;
        if (moved.x - middle.0).hypot(moved.y - middle.1) < 1e-8 {
            return None;
        }
    }
    let accuracy = operation
        .accuracy
        .map_or_else(|| "unknown accuracy".to_owned(), |found| format!("an accuracy of {} m", found.meters));
    let message = format!(
        "{} has a datum of its own, which is tied to WGS 84 by EPSG:{} ({}) with {accuracy}",
        reference.name(),
        id.0,
        operation.name
    );
    Some(Remark::of(Kind::ReferenceSystem, Place::file(file), message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definitions_of_esri_have_no_codes_and_are_recognised() {
        let monte_mario = r#"PROJCS["Monte_Mario_Italy_1",GEOGCS["GCS_Monte_Mario",DATUM["D_Monte_Mario",SPHEROID["International_1924",6378388.0,297.0]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",1500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",9.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]"#;
        assert_eq!(recognise(monte_mario).unwrap().name(), "EPSG:3003");
        for (zone, easting, meridian, code) in
            [("Ovest", "1500000.0", "9.0", "EPSG:3003"), ("Est", "2520000.0", "15.0", "EPSG:3004")]
        {
            let roma = monte_mario
                .replace("Monte_Mario_Italy_1", &format!("Roma_1940_Gauss_Boaga_{zone}"))
                .replace("Monte_Mario", "Roma_1940")
                .replace("Transverse_Mercator", "Gauss_Kruger")
                .replace("1500000.0", easting)
                .replace("Central_Meridian\",9.0", &format!("Central_Meridian\",{meridian}"));
            assert_eq!(recognise(&roma).unwrap().name(), code);
        }
        assert_eq!(recognise("urn:ogc:def:crs:OGC:1.3:CRS84").unwrap().name(), "EPSG:4326");
        assert_eq!(recognise("EPSG:32633").unwrap().name(), "EPSG:32633");
        assert_eq!(recognise("LOCAL_CS[\"a plan\"]"), None);
        let moved = recognise(&monte_mario.replace("1500000.0", "1500001.0")).unwrap();
        assert_eq!((moved.code(), moved.definition().starts_with("PROJCRS")), (None, true), "{moved:?}");
    }

    #[test]
    fn a_datum_of_its_own_is_told_with_the_accuracy_of_its_parameters() {
        let tell =
            |code, bounds| tell_accuracy("a.shp", &ReferenceSystem::epsg(code), bounds).map(|remark| remark.message);
        let sardinia = [1_450_000.0, 4_310_000.0, 1_550_000.0, 4_560_000.0];
        let told = tell(3003, sardinia).unwrap();
        assert!(told.starts_with("EPSG:3003 has a datum of its own, which is tied to WGS 84 by EPSG:"), "{told}");
        assert!(told.contains("Monte Mario to WGS 84"), "{told}");
        for code in [4326, 3857, 32632] {
            assert_eq!(tell(code, sardinia), None);
        }
        // EPSG:1508, which is deprecated, has a scale that nobody can mean.
        let told = tell(21781, [600_000.0, 70_000.0, 740_000.0, 200_000.0]).unwrap();
        assert!(told.ends_with("EPSG:1753 (CH1903 to WGS 84 (1)) with an accuracy of 1 m"), "{told}");
        assert_eq!(tell(25832, [300_000.0, 4_500_000.0, 700_000.0, 5_200_000.0]), None);
        assert_eq!(tell(6707, [300_000.0, 4_500_000.0, 700_000.0, 5_200_000.0]), None);
    }
}
