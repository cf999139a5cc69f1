//! GeoPackage: feature tables of a database of SQLite, geometries as well-known binary behind a header.
//!
//! Source: OGC 12-128r18, *GeoPackage Encoding Standard*, clause 2.1.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, MAIN_DB, OptionalExtension, Row};

use crate::input::file::binary::Binary;
use crate::input::file::guard::guarded;
use crate::input::format::wkb::read_wkb;
use crate::input::layer::read::{
    BadGeometry, Columns, DeclaredReference, Layer, Part, Shapes, Wanted, bad_geometry, damaged,
};
use crate::input::layer::reference::declared_by_code;
use crate::input::layer::request::choose_layer;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::model::base::text::{Text, displayed};

/// Where the header of SQLite says how the file is written: 2 is with a log beside it, which is of no use without the log.
const JOURNAL_MODES: std::ops::Range<usize> = 18..20;

/// A feature table.
struct Table {
    name: String,
    geometry: String,
    reference: i64,
}

/// Reads a layer of a database.
///
/// # Errors
/// Damaged databases, databases that are no GeoPackage, several layers of which none is asked for.
pub(crate) fn read_geopackage(
    file: &str,
    bytes: &[u8],
    asked: Option<&str>,
    wanted: Wanted,
) -> Result<Layer, Problems> {
    let fail = |error: &rusqlite::Error| damaged(file, format!("the database cannot be read: {error}"));
    let database = open(bytes).map_err(|error| fail(&error))?;
    let tables = tables(&database).map_err(|error| {
        // A database without these tables is whole, but no GeoPackage.
        if error.to_string().contains("no such table") {
            let message = "the database is no GeoPackage: it has no table gpkg_contents";
            let hint = "convert it to GeoPackage (ogr2ogr out.gpkg …)";
            Problems::one(Remark::of(Kind::Format, Place::file(file), message).hint(hint))
        } else {
            fail(&error)
        }
    })?;
    let names: Vec<String> = tables.iter().map(|table| table.name.clone()).collect();
    let table = &tables[choose_layer(file, &names, asked)?];
    let reference = reference(&database, table.reference).map_err(|error| fail(&error))?;
    let part = features(file, &database, table, wanted)?;
    Ok(Layer { name: Some(table.name.clone()), names, part, reference })
}

/// The database in memory, read only.
fn open(bytes: &[u8]) -> Result<Connection, rusqlite::Error> {
    let mut database = Connection::open_in_memory()?;
    let head = bytes.len().min(JOURNAL_MODES.end);
    let mut start = bytes[..head].to_vec();
    if let Some(modes) = start.get_mut(JOURNAL_MODES) {
        modes.fill(1);
    }
    let whole = std::io::Read::chain(start.as_slice(), &bytes[head..]);
    database.deserialize_read_exact(MAIN_DB, whole, bytes.len(), true)?;
    // Nothing that a file brings along is run.
    database.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;")?;
    Ok(database)
}

fn tables(database: &Connection) -> Result<Vec<Table>, rusqlite::Error> {
    let mut query = database.prepare(
        "SELECT c.table_name, g.column_name, g.srs_id FROM gpkg_contents AS c
         JOIN gpkg_geometry_columns AS g ON g.table_name = c.table_name
         WHERE c.data_type = 'features' ORDER BY c.rowid",
    )?;
    let rows =
        query.query_map([], |row| Ok(Table { name: row.get(0)?, geometry: row.get(1)?, reference: row.get(2)? }))?;
    rows.collect()
}

fn reference(database: &Connection, id: i64) -> Result<DeclaredReference, rusqlite::Error> {
    let sql = "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?1";
    let found: Option<(String, i64, String)> =
        database.query_row(sql, [id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
    Ok(found.map_or(DeclaredReference::Nothing, |(organization, code, definition)| {
        declared_by_code(&organization, code, &definition)
    }))
}

fn features(file: &str, database: &Connection, table: &Table, wanted: Wanted) -> Result<Part, Problems> {
    let fail = |error: &rusqlite::Error| damaged(file, format!("the layer {:?} cannot be read: {error}", table.name));
    let sql = format!("SELECT * FROM \"{}\"", table.name.replace('"', "\"\""));
    let mut query = database.prepare(&sql).map_err(|error| fail(&error))?;
    // The library has no other way to a column's name than one that panics where it is not UTF-8.
    let names: Vec<String> = guarded(|| query.column_names().map(str::to_owned).collect())
        .ok_or_else(|| damaged(file, format!("the layer {:?} has a column whose name is not UTF-8", table.name)))?;
    let Some(geometry) = names.iter().position(|name| name.eq_ignore_ascii_case(&table.geometry)) else {
        let message = format!("the layer {:?} has no column {:?} of geometries", table.name, table.geometry);
        return Err(damaged(file, message));
    };
    let attributes: Vec<usize> = (0..names.len()).filter(|&column| column != geometry).collect();
    let mut part = Part {
        shapes: Shapes::new(wanted),
        columns: Columns::named(attributes.iter().map(|&column| names[column].clone())),
    };
    let declared = |kinds: [&str; 2]| columns_of_kind(database, &table.name, kinds).map_err(|error| fail(&error));
    let (booleans, dates) = (declared(["BOOLEAN", "BOOL"])?, declared(["DATE", "DATETIME"])?);
    let is_boolean: Vec<bool> = attributes.iter().map(|&column| booleans.contains(&names[column])).collect();
    for index in (0..attributes.len()).filter(|&index| dates.contains(&names[attributes[index]])) {
        part.columns.mark_dates(index);
    }
    let mut rows = query.query([]).map_err(|error| fail(&error))?;
    while let Some(row) = rows.next().map_err(|error| fail(&error))? {
        let feature = part.shapes.len();
        for (index, &column) in attributes.iter().enumerate() {
            let found = value(row, column).map_err(|error| fail(&error))?;
            let found = if is_boolean[index] { found.map(truth) } else { found };
            part.columns.set(index, feature, found);
            part.columns.mark_text(index, matches!(row.get_ref(column), Ok(ValueRef::Text(_))));
        }
        match row.get_ref(geometry).map_err(|error| fail(&error))? {
            ValueRef::Null => {}
            ValueRef::Blob(bytes) => read_geometry(bytes, &mut part.shapes)
                .map_err(|found| bad_geometry(file, &format!("feature {}", feature + 1), found))?,
            ValueRef::Text(_) | ValueRef::Integer(_) | ValueRef::Real(_) => {
                return Err(damaged(file, format!("feature {}: the geometry is no geometry", feature + 1)));
            }
        }
        part.shapes.end_shape();
    }
    Ok(part)
}

/// The columns of a table that are declared to be of one of two types: of the standard's, `BOOLEAN` holds 0 and 1, `DATE` and `DATETIME` text.
fn columns_of_kind(database: &Connection, table: &str, kinds: [&str; 2]) -> Result<Vec<String>, rusqlite::Error> {
    let mut query = database.prepare("SELECT name FROM pragma_table_info(?1) WHERE upper(type) IN (?2, ?3)")?;
    query.query_map([table, kinds[0], kinds[1]], |row| row.get(0))?.collect()
}

/// A Boolean in the words of every other format.
fn truth(text: Text) -> Text {
    match text.as_str() {
        "0" => Text::const_new("false"),
        "1" => Text::const_new("true"),
        _ => text,
    }
}

fn value(row: &Row<'_>, column: usize) -> Result<Option<Text>, rusqlite::Error> {
    Ok(match row.get_ref(column)? {
        ValueRef::Null | ValueRef::Blob(_) => None,
        ValueRef::Integer(number) => Some(displayed(number)),
        ValueRef::Real(number) => Some(displayed(number)),
        ValueRef::Text(text) => Some(Text::from_utf8_lossy(text)),
    })
}

/// A geometry behind the header of GeoPackage: magic, version, flags, reference system, envelope.
fn read_geometry(bytes: &[u8], shapes: &mut Shapes) -> Result<(), BadGeometry> {
    let cut = "the geometry ends within its header";
    let mut header = Binary::new(bytes);
    if header.take(2) != Some(b"GP") {
        return Err("the geometry is none of a GeoPackage".into());
    }
    let (_, flags, _) = (header.u8(), header.u8().ok_or(cut)?, header.u32().ok_or(cut)?);
    let envelope = match (flags >> 1) & 7 {
        0 => 0,
        1 => 32,
        2 | 3 => 48,
        4 => 64,
        _ => return Err("the geometry has an unknown envelope".into()),
    };
    header.take(envelope).ok_or(cut)?;
    let content = header.take(header.left()).ok_or(cut)?;
    read_wkb(content, shapes)
}
