//! OGC GeoPackage 1.3 (OGC 12-128r17): a database file with one table of features and its spatial index.

use std::fmt::Write as _;

use rayon::prelude::*;
use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, ToSql};

use crate::geometry::topology::arcs::Polygon;
use crate::render::export::layer::{Export, ExportError, Exported, FieldKind, Format, Value, extent};
use crate::render::export::reference::{Definition, definition_of};
use crate::render::export::wkb::push_multi_polygon;

/// The file's mark, `GPKG`.
const APPLICATION_ID: i32 = 0x4750_4B47;
/// The version of the standard, 1.3.0: GDAL of the years before 1.4 opens it without a warning.
const USER_VERSION: i32 = 10_300;
/// The day that the table was changed; a fixed one, so that the same layer has the same bytes.
const LAST_CHANGE: &str = "2000-01-01T00:00:00.000Z";
/// Numbers below this are no place of the standard's own systems; systems without a number of their own start here.
const OWN_SYSTEM: i32 = 100_000;

/// Tables that every GeoPackage has (clauses 1.1.2, 1.1.3, 2.1.5, 2.3.2).
const TABLES: &str = "
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name), CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name), CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system');
INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system');
";

/// Triggers that keep the spatial index true (annex F.3); `T`, `G` and `I` are the table, its geometry and its identifier.
const TRIGGERS: &str = r#"
CREATE TRIGGER "rtree_T_G_insert" AFTER INSERT ON "T" WHEN (NEW."G" NOT NULL AND NOT ST_IsEmpty(NEW."G")) BEGIN INSERT OR REPLACE INTO "rtree_T_G" VALUES (NEW."I", ST_MinX(NEW."G"), ST_MaxX(NEW."G"), ST_MinY(NEW."G"), ST_MaxY(NEW."G")); END;
CREATE TRIGGER "rtree_T_G_update1" AFTER UPDATE OF "G" ON "T" WHEN OLD."I" = NEW."I" AND (NEW."G" NOTNULL AND NOT ST_IsEmpty(NEW."G")) BEGIN INSERT OR REPLACE INTO "rtree_T_G" VALUES (NEW."I", ST_MinX(NEW."G"), ST_MaxX(NEW."G"), ST_MinY(NEW."G"), ST_MaxY(NEW."G")); END;
CREATE TRIGGER "rtree_T_G_update2" AFTER UPDATE OF "G" ON "T" WHEN OLD."I" = NEW."I" AND (NEW."G" ISNULL OR ST_IsEmpty(NEW."G")) BEGIN DELETE FROM "rtree_T_G" WHERE id = OLD."I"; END;
CREATE TRIGGER "rtree_T_G_update3" AFTER UPDATE ON "T" WHEN OLD."I" != NEW."I" AND (NEW."G" NOTNULL AND NOT ST_IsEmpty(NEW."G")) BEGIN DELETE FROM "rtree_T_G" WHERE id = OLD."I"; INSERT OR REPLACE INTO "rtree_T_G" VALUES (NEW."I", ST_MinX(NEW."G"), ST_MaxX(NEW."G"), ST_MinY(NEW."G"), ST_MaxY(NEW."G")); END;
CREATE TRIGGER "rtree_T_G_update4" AFTER UPDATE ON "T" WHEN OLD."I" != NEW."I" AND (NEW."G" ISNULL OR ST_IsEmpty(NEW."G")) BEGIN DELETE FROM "rtree_T_G" WHERE id IN (OLD."I", NEW."I"); END;
CREATE TRIGGER "rtree_T_G_delete" AFTER DELETE ON "T" WHEN OLD."G" NOT NULL BEGIN DELETE FROM "rtree_T_G" WHERE id = OLD."I"; END;
"#;

/// A GeoPackage as a format of layers.
pub(crate) const GEOPACKAGE: Format = Format {
    endings: &[".gpkg"],
    is_in_degrees: false,
    is_read_back: true,
    write: |export, name| Ok(Exported::one(name, geopackage(export)?)),
};

/// The layer as a GeoPackage.
///
/// # Errors
/// Reference systems without a definition.
fn geopackage(export: &Export) -> Result<Vec<u8>, ExportError> {
    let system = definition_of(export.shapes.reference())?;
    let wkt = system.wkt()?;
    build(export, &system, &wkt).map_err(|error| ExportError::new(format!("the GeoPackage cannot be made: {error}")))
}

fn build(export: &Export, system: &Definition, wkt: &str) -> rusqlite::Result<Vec<u8>> {
    let names = Names::of(export);
    let polygons = export.polygons();
    let mut database = Connection::open_in_memory()?;
    database.pragma_update(None, "page_size", 4096)?;
    database.pragma_update(None, "application_id", APPLICATION_ID)?;
    database.pragma_update(None, "user_version", USER_VERSION)?;
    let transaction = database.transaction()?;
    transaction.execute_batch(TABLES)?;
    let srs_id = write_systems(&transaction, system, wkt)?;
    let [min_x, min_y, max_x, max_y] = extent(polygons.iter().flatten()).map_or([None; 4], |bounds| bounds.map(Some));
    transaction.execute(
        "INSERT INTO gpkg_contents VALUES (?1, 'features', ?1, '', ?2, ?3, ?4, ?5, ?6, ?7)",
        (&names.table, LAST_CHANGE, min_x, min_y, max_x, max_y, srs_id),
    )?;
    transaction.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?1, ?2, 'MULTIPOLYGON', ?3, 0, 0)",
        (&names.table, &names.geometry, srs_id),
    )?;
    transaction.execute(
        "INSERT INTO gpkg_extensions VALUES (?1, ?2, 'gpkg_rtree_index', 'http://www.geopackage.org/spec130/#extension_rtree', 'write-only')",
        (&names.table, &names.geometry),
    )?;
    transaction.execute_batch(&names.table_of_features(export))?;
    write_features(&transaction, export, &names, &polygons, srs_id)?;
    transaction.execute_batch(&names.in_sql(TRIGGERS))?;
    transaction.commit()?;
    Ok(database.serialize(rusqlite::MAIN_DB)?.to_vec())
}

/// Adds the layer's system, and the one that every GeoPackage has; returns the number of the layer's.
fn write_systems(database: &Connection, system: &Definition, wkt: &str) -> rusqlite::Result<i32> {
    const INSERT: &str = "INSERT OR REPLACE INTO gpkg_spatial_ref_sys VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    if let Ok(wgs84) = definition_of(&crate::model::shape::outline::ReferenceSystem::wgs84())
        && let Ok(wkt) = wgs84.wkt()
    {
        database.execute(INSERT, ("WGS 84 geodetic", 4326, "EPSG", 4326, wkt, "longitude and latitude in degrees"))?;
    }
    let organization = if system.epsg.is_some() { "EPSG" } else { "NONE" };
    let srs_id = system.epsg.unwrap_or(OWN_SYSTEM);
    if srs_id != 4326 {
        database.execute(INSERT, (&system.name, srs_id, organization, srs_id, wkt, None::<&str>))?;
    }
    Ok(srs_id)
}

fn write_features(
    database: &Connection,
    export: &Export,
    names: &Names,
    polygons: &[Vec<Polygon>],
    srs_id: i32,
) -> rusqlite::Result<()> {
    let blobs: Vec<Option<(Vec<u8>, [f64; 4])>> =
        polygons.par_iter().map(|shape| geometry_blob(shape, srs_id)).collect();
    let figures: Vec<usize> = (0..names.columns.len()).filter(|column| names.key != Some(*column)).collect();
    let places: Vec<String> = (1..=2 + figures.len()).map(|place| format!("?{place}")).collect();
    let mut insert = database.prepare(&names.in_sql(&format!("INSERT INTO \"T\" VALUES ({})", places.join(", "))))?;
    let mut index = database.prepare(&names.in_sql("INSERT INTO \"rtree_T_G\" VALUES (?1, ?2, ?3, ?4, ?5)"))?;
    for (row, blob) in blobs.iter().enumerate() {
        let own = names.key.and_then(|key| export.value(row, key));
        let id = if let Some(Value::Integer(id)) = own { id } else { i64::try_from(row + 1).unwrap_or(i64::MAX) };
        insert.raw_bind_parameter(1, id)?;
        insert.raw_bind_parameter(2, blob.as_ref().map(|(bytes, _)| bytes.as_slice()))?;
        for (place, &column) in figures.iter().enumerate() {
            insert.raw_bind_parameter(3 + place, export.value(row, column))?;
        }
        insert.raw_execute()?;
        if let Some((_, [min_x, min_y, max_x, max_y])) = blob {
            index.execute((id, min_x, max_x, min_y, max_y))?;
        }
    }
    Ok(())
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Value::Text(text) => ToSqlOutput::from(text.as_ref()),
            Value::Integer(integer) => ToSqlOutput::from(*integer),
            Value::Number(number) => ToSqlOutput::from(*number),
            Value::Boolean(truth) => ToSqlOutput::from(*truth),
        })
    }
}

/// The geometry with its envelope before it (clause 2.1.3), and the envelope; `None` without polygons.
fn geometry_blob(polygons: &[Polygon], srs_id: i32) -> Option<(Vec<u8>, [f64; 4])> {
    let bounds = extent(polygons)?;
    let [min_x, min_y, max_x, max_y] = bounds;
    // Version 0; little-endian with an envelope of x and y.
    let mut bytes = b"GP\x00\x03".to_vec();
    bytes.extend(srs_id.to_le_bytes());
    bytes.extend([min_x, max_x, min_y, max_y].iter().flat_map(|bound| bound.to_le_bytes()));
    push_multi_polygon(&mut bytes, polygons);
    Some((bytes, bounds))
}

/// The column called `fid`, as layers that come from a GeoPackage have it, where it has a whole number of its own in every row.
fn key_column(export: &Export) -> Option<usize> {
    let key = export.sheet.columns.iter().position(|title| title.eq_ignore_ascii_case("fid"))?;
    let mut seen = std::collections::BTreeSet::new();
    let whole = |row| match export.value(row, key) {
        Some(Value::Integer(id)) => Some(id),
        Some(Value::Text(_) | Value::Number(_) | Value::Boolean(_)) | None => None,
    };
    (0..export.sheet.rows.len()).all(|row| whole(row).is_some_and(|id| seen.insert(id))).then_some(key)
}

/// Names of the table and its columns, none of them twice; a database does not tell capitals.
struct Names {
    table: String,
    id: String,
    /// The column that is the identifier, where the layer brings one of its own.
    key: Option<usize>,
    geometry: String,
    columns: Vec<String>,
}

impl Names {
    fn of(export: &Export) -> Self {
        let key = key_column(export);
        let mut columns: Vec<String> = Vec::with_capacity(export.sheet.columns.len());
        let free = |wanted: &str, taken: &[String]| {
            let is_taken = |name: &str| taken.iter().any(|other| other.to_lowercase() == name.to_lowercase());
            let numbered = (2..).map(|number| format!("{wanted}_{number}"));
            std::iter::once(wanted.to_owned()).chain(numbered).find(|name| !is_taken(name)).unwrap_or_default()
        };
        for title in &export.sheet.columns {
            let name = free(if title.is_empty() { "column" } else { title }, &columns);
            columns.push(name);
        }
        let id = key.map_or_else(|| free("fid", &columns), |key| columns[key].clone());
        let geometry = free("geom", &columns);
        // Tables of the standard and of SQLite start with these.
        let reserved =
            ["gpkg_", "rtree_", "sqlite_"].iter().any(|start| export.layer.to_lowercase().starts_with(start));
        let table =
            if reserved || export.layer.is_empty() { format!("layer_{}", export.layer) } else { export.layer.clone() };
        Self { table, id, key, geometry, columns }
    }

    /// The statement that makes the table, and the one that makes its index.
    fn table_of_features(&self, export: &Export) -> String {
        let mut sql =
            self.in_sql("CREATE TABLE \"T\" (\"I\" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, \"G\" MULTIPOLYGON");
        for (column, (name, kind)) in self.columns.iter().zip(&export.kinds).enumerate() {
            if self.key == Some(column) {
                continue;
            }
            let kind = match kind {
                FieldKind::Text => "TEXT",
                FieldKind::Integer => "INTEGER",
                FieldKind::Number => "REAL",
                FieldKind::Boolean => "BOOLEAN",
            };
            let _ = write!(sql, ", \"{}\" {kind}", quoted(name));
        }
        sql + &self.in_sql(");\nCREATE VIRTUAL TABLE \"rtree_T_G\" USING rtree(id, minx, maxx, miny, maxy);")
    }

    /// A statement with the names in the places of `T`, `G` and `I`.
    fn in_sql(&self, pattern: &str) -> String {
        let mut sql = String::with_capacity(2 * pattern.len());
        for (number, part) in pattern.split('"').enumerate() {
            // Odd parts stand between quotes.
            if number % 2 == 0 {
                sql.push_str(part);
                continue;
            }
            let names: Vec<String> = part
                .split('_')
                .map(|word| match word {
                    "T" => quoted(&self.table),
                    "G" => quoted(&self.geometry),
                    "I" => quoted(&self.id),
                    other => other.to_owned(),
                })
                .collect();
            let _ = write!(sql, "\"{}\"", names.join("_"));
        }
        sql
    }
}

/// A name as it stands between quotes.
fn quoted(name: &str) -> String {
    name.replace('"', "\"\"").replace('\0', "")
}
