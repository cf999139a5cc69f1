//! Reference systems as PROJJSON, with the names and codes of the EPSG registry.

use proj_core::lookup_authority_axis_order;
use proj_wkt::to_projjson;
use serde_json::{Value as Json, json};

use crate::render::export::layer::ExportError;
use crate::render::export::reference::{DATUMS, Definition};

/// Methods of projection: the name in WKT 1, the name and code in the EPSG registry, and whether the origin is a false one.
const METHODS: [(&str, &str, u32, bool); 4] = [
    ("Transverse_Mercator", "Transverse Mercator", 9807, false),
    ("Lambert_Azimuthal_Equal_Area", "Lambert Azimuthal Equal Area", 9820, false),
    ("Lambert_Conformal_Conic_2SP", "Lambert Conic Conformal (2SP)", 9802, true),
    ("Albers_Equal_Area", "Albers Equal Area", 9822, true),
];

/// A name and its code in the EPSG registry.
type Registered = (&'static str, u32);

/// Parameters: the name in WKT 1, then name and code in the EPSG registry, with a natural origin and with a false one.
const PARAMETERS: [(&str, Registered, Registered); 7] = [
    ("latitude_of_origin", ("Latitude of natural origin", 8801), ("Latitude of false origin", 8821)),
    ("central_meridian", ("Longitude of natural origin", 8802), ("Longitude of false origin", 8822)),
    ("scale_factor", ("Scale factor at natural origin", 8805), ("Scale factor at natural origin", 8805)),
    ("standard_parallel_1", STANDARD_PARALLEL_1, STANDARD_PARALLEL_1),
    ("standard_parallel_2", STANDARD_PARALLEL_2, STANDARD_PARALLEL_2),
    ("false_easting", ("False easting", 8806), ("Easting at false origin", 8826)),
    ("false_northing", ("False northing", 8807), ("Northing at false origin", 8827)),
];
const STANDARD_PARALLEL_1: Registered = ("Latitude of 1st standard parallel", 8823);
const STANDARD_PARALLEL_2: Registered = ("Latitude of 2nd standard parallel", 8824);

/// A system as PROJJSON, with axes in the order of the authority; files say by themselves that coordinates are x and y.
///
/// # Errors
/// A system that it cannot express.
pub(crate) fn projjson(definition: &Definition) -> Result<Json, ExportError> {
    let order = definition.epsg.and_then(|code| lookup_authority_axis_order(code.unsigned_abs()));
    let system =
        order.map_or_else(|| definition.system.clone(), |order| definition.system.clone().with_axis_order(order));
    let text = to_projjson(&system).map_err(|error| definition.inexpressible("PROJJSON", &error))?;
    let mut json: Json = serde_json::from_str(&text)
        .map_err(|error| ExportError::new(format!("{:?} as PROJJSON: {error}", definition.name)))?;
    name_datum(&mut json["datum"]);
    if json.get("base_crs").is_some() {
        name_datum(&mut json["base_crs"]["datum"]);
        // Systems of degrees have latitude first in the registry.
        if let Some(axes) = json["base_crs"]["coordinate_system"]["axis"].as_array_mut() {
            axes.sort_by_key(|axis| axis["direction"] != "north");
        }
        name_conversion(&mut json["conversion"]);
    }
    if let Some(members) = json.as_object_mut() {
        members.retain(|_, member| !member.is_null());
    }
    Ok(json)
}

fn name_datum(datum: &mut Json) {
    let code = datum["id"]["code"].as_u64();
    if let Some((.., name)) = DATUMS.iter().find(|(known, ..)| code == Some(u64::from(*known))) {
        datum["name"] = json!(name);
    }
}

/// Gives a conversion the registry's names and codes, by which programs know it.
fn name_conversion(conversion: &mut Json) {
    let method = conversion["method"]["name"].as_str().unwrap_or_default();
    let Some((_, name, code, false_origin)) = METHODS.into_iter().find(|(known, ..)| *known == method) else { return };
    conversion["method"] = json!({ "name": name, "id": { "authority": "EPSG", "code": code } });
    for parameter in conversion["parameters"].as_array_mut().into_iter().flatten() {
        let found = PARAMETERS.iter().find(|(known, ..)| parameter["name"] == *known);
        if let Some((_, natural, of_false)) = found {
            let (name, code) = if false_origin { of_false } else { natural };
            parameter["name"] = json!(name);
            parameter["id"] = json!({ "authority": "EPSG", "code": code });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::shape::outline::ReferenceSystem;
    use crate::render::export::reference::definition_of;

    #[test]
    fn datums_and_methods_have_the_names_of_the_registry() {
        let json = projjson(&definition_of(&ReferenceSystem::epsg(3003)).unwrap()).unwrap();
        assert_eq!(json["base_crs"]["datum"]["name"], "Monte Mario");
        assert_eq!(json["conversion"]["method"]["id"]["code"], 9807);
    }
}
