//! GeoPackage: feature tables of a database of SQLite, geometries as well-known binary behind a header.
//!
//! Tables alone are read. A view is a program of the file's own, which may run for ever, and so may a column that is worked out: both are
//! refused, and whatever the database is led to do ends after a number of steps that no table needs.
//!
//! Source: OGC 12-128r18, *GeoPackage Encoding Standard*, clause 2.1.

use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, MAIN_DB, OptionalExtension, Row};

use crate::input::file::binary::Binary;
use crate::input::file::guard::guarded;
use crate::input::format::wkb::read_wkb;
use crate::input::layer::read::{
    BadGeometry, Columns, DeclaredReference, Layer, Part, Shapes, Wanted, bad_geometry, damaged,
};
use crate::input::layer::reference::declared_by_code;
use crate::input::layer::request::choose_layer;
use crate::input::problem::kind::Kind;
use crate::input::problem::limit::{STEPS, VALUE_BYTES};
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::model::base::text::{Text, displayed};

/// Where the header of SQLite says how the file is written: 2 is with a log beside it, which is of no use without the log.
const JOURNAL_MODES: std::ops::Range<usize> = 18..20;

/// The tables that say what a GeoPackage holds.
const OWN_TABLES: [&str; 3] = ["gpkg_contents", "gpkg_geometry_columns", "gpkg_spatial_ref_sys"];

/// Steps of the database between two looks at how many are left.
const STEPS_AT_ONCE: u16 = 10_000;

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
    let fail = |error: &rusqlite::Error| unreadable(file, "the database", error);
    let database = open(bytes).map_err(|error| fail(&error))?;
    for name in OWN_TABLES {
        refuse_programs(file, &database, name)?;
    }
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
    refuse_programs(file, &database, &table.name)?;
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
    database.set_limit(Limit::SQLITE_LIMIT_LENGTH, VALUE_BYTES)?;
    let (any, a_byte) = STEPS;
    let mut left = (any + a_byte * bytes.len() as u64) / u64::from(STEPS_AT_ONCE);
    let step = move || {
        left = left.saturating_sub(1);
        left == 0
    };
    database.progress_handler(i32::from(STEPS_AT_ONCE), Some(step))?;
    Ok(database)
}

/// A database, or a part of it, that cannot be read.
fn unreadable(file: &str, what: &str, error: &rusqlite::Error) -> Problems {
    if error.sqlite_error_code() == Some(ErrorCode::OperationInterrupted) {
        return no_table(file, format!("{what} takes more steps than any table of a file of this size"));
    }
    damaged(file, format!("{what} cannot be read: {error}"))
}

fn no_table(file: &str, message: String) -> Problems {
    let hint = "write the layer as a table: ogr2ogr -nln NAME new.gpkg old.gpkg LAYER, or export it from QGIS";
    Problems::one(Remark::of(Kind::Format, Place::file(file), message).hint(hint))
}

/// Refuses what is called as a table and is a view, a table of a module, or has columns that are worked out.
fn refuse_programs(file: &str, database: &Connection, name: &str) -> Result<(), Problems> {
    let fail = |error: &rusqlite::Error| unreadable(file, "the database", error);
    let sql = "SELECT type, rootpage FROM sqlite_master WHERE lower(name) = lower(?1) AND type IN ('table', 'view')";
    let found: Option<(String, Option<i64>)> = database
        .query_row(sql, [name], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
        .map_err(|error| fail(&error))?;
    match found {
        Some((kind, _)) if kind == "view" => {
            return Err(no_table(file, format!("{name:?} is a view of the database, and views are not read")));
        }
        // A table of a module has no page of its own.
        Some((_, None | Some(0))) => {
            return Err(no_table(file, format!("{name:?} is a virtual table of the database, and these are not read")));
        }
        Some(_) | None => {}
    }
    let sql = "SELECT name FROM pragma_table_xinfo(?1) WHERE hidden IN (2, 3)";
    let column: Option<String> =
        database.query_row(sql, [name], |row| row.get(0)).optional().map_err(|error| fail(&error))?;
    column.map_or(Ok(()), |column| {
        Err(no_table(file, format!("{name:?} has the column {column:?} that is worked out, and such are not read")))
    })
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
    let fail = |error: &rusqlite::Error| unreadable(file, &format!("the layer {:?}", table.name), error);
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
