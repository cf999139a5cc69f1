"""Squareland's municipalities and its capitals, written in every boundary format by GDAL, for the readers to read.

    python3 make_formats.py FOLDER

Needs: GDAL 3.12.4 through pyogrio 0.13.0, geopandas 1.2.0, shapely 2.2.0, pyarrow; `versions.json` beside this file has what was used.
The squares stand in UTM zone 32 (EPSG:32632), 10 km a side; E2-4 has an island of two parts and W1-1 a hole that is filled by nobody.
Names have accents, so that encodings show. `areas.json` holds areas and centroids by GEOS.
"""

import datetime
import decimal
import json
import pathlib
import sys
import zipfile

import geopandas
import numpy
import pyarrow
import pyarrow.parquet
import pyogrio
import pyproj
import shapely

NAMES = ["Città", "Ágreda", "Saint-Étienne", "Nürnberg"]


def squareland():
    rows = []
    for column, half in enumerate("WE"):
        for row, number in enumerate("21"):
            for index in range(4):
                x = 500_000 + column * 20_000 + (index % 2) * 10_000
                y = 5_000_000 + row * 20_000 + (index // 2) * 10_000
                square = shapely.box(x, y, x + 10_000, y + 10_000)
                code = f"{half}{number}-{index + 1}"
                if code == "W1-1":
                    square = square.difference(shapely.box(x + 4_000, y + 4_000, x + 6_000, y + 6_000))
                if code == "E2-4":
                    island = shapely.box(x + 30_000, y, x + 31_000, y + 1_000)
                    square = shapely.MultiPolygon([square, island])
                rows.append((code, f"{NAMES[index]} {code}", f"{half}{number}", 100 * (index + 1), 0.5 * index, square))
    columns = ["code", "name", "region", "residents", "share", "geometry"]
    return geopandas.GeoDataFrame(rows, columns=columns, crs="EPSG:32632")


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    areas = squareland()
    points = areas.copy()
    points["geometry"] = areas.representative_point()
    degrees = areas.to_crs("EPSG:4326")

    def write(name, frame, driver, **options):
        pyogrio.write_dataframe(frame, folder / name, driver=driver, **options)

    write("utf8.shp", areas, "ESRI Shapefile", encoding="UTF-8")
    write("latin1.shp", areas, "ESRI Shapefile", encoding="ISO-8859-1")
    write("squares.geojson", degrees, "GeoJSON", COORDINATE_PRECISION=15)
    write("old.geojson", areas, "GeoJSON", RFC7946="NO")
    write("squares.geojsonl", degrees, "GeoJSONSeq", COORDINATE_PRECISION=15)
    write("sequence.geojsons", degrees, "GeoJSONSeq", RS="YES", COORDINATE_PRECISION=15)
    write("squares.gpkg", areas, "GPKG", layer="squares")
    write("several.gpkg", areas, "GPKG", layer="squares")
    write("several.gpkg", points, "GPKG", layer="points", append=True)
    heights = areas.copy()
    heights["geometry"] = shapely.force_3d(areas.geometry.values, 7.0)
    write("heights.gpkg", heights, "GPKG", layer="squares")
    write("heights.shp", heights, "ESRI Shapefile")
    write("squares.fgb", areas, "FlatGeobuf")
    write("plain.fgb", areas, "FlatGeobuf", SPATIAL_INDEX="NO")
    write("points.fgb", points, "FlatGeobuf")
    write("points.shp", points, "ESRI Shapefile")
    write("points.gpkg", points, "GPKG", layer="points")
    write("points.geojson", points.to_crs("EPSG:4326"), "GeoJSON")
    for compression in ["snappy", "zstd", "gzip", "brotli", "lz4", "none"]:
        areas.to_parquet(folder / f"{compression}.parquet", compression=None if compression == "none" else compression)
    degrees.to_parquet(folder / "native.parquet", geometry_encoding="geoarrow", schema_version="1.1.0")
    points.to_parquet(folder / "points.parquet", geometry_encoding="geoarrow", schema_version="1.1.0")
    parts = areas[areas.geom_type == "Polygon"]
    parts.to_parquet(folder / "polygons.parquet", geometry_encoding="geoarrow", schema_version="1.1.0")
    # GeoParquet without a reference system is longitude and latitude; GDAL's own writer, by row groups.
    plain = pyarrow.parquet.read_table(folder / "none.parquet")
    meta = dict(plain.schema.metadata)
    geo = json.loads(meta[b"geo"])
    del geo["columns"]["geometry"]["crs"]
    frame = degrees.to_arrow(geometry_encoding="WKB")
    table = pyarrow.table(frame).replace_schema_metadata({b"geo": json.dumps(geo)})
    pyarrow.parquet.write_table(table, folder / "nocrs.parquet", row_group_size=5)
    cells = write_cells(folder / "cells.parquet", plain)
    # Lists in several pages, with an area that is missing and one that is empty.
    gaps = degrees[degrees.geom_type == "Polygon"].reset_index(drop=True)
    gaps.loc[2, "geometry"], gaps.loc[4, "geometry"] = None, shapely.Polygon()
    gaps.to_parquet(folder / "gaps.parquet", geometry_encoding="geoarrow", schema_version="1.1.0", data_page_size=100,
                    write_batch_size=2, use_dictionary=False)

    with zipfile.ZipFile(folder / "squares.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.glob("latin1.*")):
            archive.write(path, f"Limiti/Com/{path.name}")
    with zipfile.ZipFile(folder / "several.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ["utf8", "points"]:
            for path in sorted(folder.glob(f"{name}.*")):
                if path.suffix in {".shp", ".shx", ".dbf", ".prj", ".cpg"}:
                    archive.write(path, f"{name}/{path.name}")

    write_topology(folder / "plain.topojson", degrees, None)
    write_topology(folder / "quantised.topojson", degrees, 1e-7)

    expected = {
        row.code: {"name": row.name, "residents": row.residents, "area": row.geometry.area,
                   "x": row.geometry.centroid.x, "y": row.geometry.centroid.y}
        for row in areas.rename(columns={"name": "Name"}).assign(name=areas["name"]).drop(columns="Name").itertuples(index=False)
    }
    here = pathlib.Path(__file__).parent
    (here / "areas.json").write_text(json.dumps(expected, indent=1, ensure_ascii=False))
    lines = [f" {json.dumps(name)}: {json.dumps(texts, ensure_ascii=False)}" for name, texts in cells.items()]
    (here / "cells.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
    versions = {"gdal": pyogrio.__gdal_version_string__, "pyogrio": pyogrio.__version__, "geopandas": geopandas.__version__,
                "shapely": shapely.__version__, "pyarrow": pyarrow.__version__, "pyproj": pyproj.__version__,
                "numpy": numpy.__version__}
    (here / "versions.json").write_text(json.dumps(versions, indent=1))


def write_cells(path, plain):
    """Cells of every type that is an attribute, every third row without any; returns what each is as text."""
    epoch = datetime.datetime(1970, 1, 1)

    def moment(row, seconds):
        return epoch + datetime.timedelta(days=19_000 * (row % 2), seconds=seconds)

    def instant(value):
        return value.isoformat() + "Z"

    kinds = {
        "int8": (pyarrow.int8(), lambda row: row - 8, str),
        "int16": (pyarrow.int16(), lambda row: -1_000 * row, str),
        "int32": (pyarrow.int32(), lambda row: -100_000 * row, str),
        "int64": (pyarrow.int64(), lambda row: -(10**17) * row, str),
        "uint8": (pyarrow.uint8(), lambda row: 255 - row, str),
        "uint32": (pyarrow.uint32(), lambda row: 2**32 - 1 - row, str),
        "uint64": (pyarrow.uint64(), lambda row: 2**64 - 1 - row, str),
        "float": (pyarrow.float32(), lambda row: row + 0.1, "{:.1f}".format),
        "double": (pyarrow.float64(), lambda row: row - 0.3, "{}".format),
        "boolean": (pyarrow.bool_(), lambda row: row % 2 == 0, lambda truth: str(truth).lower()),
        "text": (pyarrow.string(), lambda row: "à" * row, str),
        "decimal_small": (pyarrow.decimal128(9, 2), lambda row: decimal.Decimal(row - 8) / 100, "{:.2f}".format),
        "decimal": (pyarrow.decimal128(38, 1), lambda row: decimal.Decimal(row - 8) / 10, "{:.1f}".format),
        "date": (pyarrow.date32(), lambda row: moment(row, -86_400 * row).date(), str),
        "seconds": (pyarrow.timestamp("s"), lambda row: moment(row, -row), instant),
        "milliseconds": (pyarrow.timestamp("ms"), lambda row: moment(row, row), instant),
        "microseconds": (pyarrow.timestamp("us", tz="UTC"), lambda row: moment(row, row), instant),
        "nanoseconds": (pyarrow.timestamp("ns"), lambda row: moment(row, row), instant),
    }
    values = {name: [None if row % 3 == 1 else make(row) for row in range(plain.num_rows)] for name, (_, make, _) in kinds.items()}
    arrays = {name: pyarrow.array(values[name], kind) for name, (kind, _, _) in kinds.items()}
    required = pyarrow.field("required", pyarrow.int32(), nullable=False)
    fields = [*(pyarrow.field(name, kind) for name, (kind, _, _) in kinds.items()), required, plain.schema.field("geometry")]
    columns = [*arrays.values(), pyarrow.array(range(plain.num_rows), pyarrow.int32()), plain.column("geometry")]
    table = pyarrow.table(columns, schema=pyarrow.schema(fields, plain.schema.metadata))
    encodings = {"text": "DELTA_BYTE_ARRAY", "int32": "DELTA_BINARY_PACKED", "double": "BYTE_STREAM_SPLIT", "boolean": "RLE"}
    pyarrow.parquet.write_table(table, path, row_group_size=7, data_page_version="2.0", compression="zstd", use_dictionary=["int64"],
                                column_encoding=encodings)
    texts = {name: [None if value is None else kinds[name][2](value) for value in column] for name, column in values.items()}
    return texts | {"required": [str(row) for row in range(plain.num_rows)]}


def write_topology(path, frame, step, kept=("code", "name", "residents")):
    """TopoJSON by hand, since GDAL only reads it: one arc a ring, forwards or backwards in turn."""
    arcs, geometries = [], []
    low = frame.total_bounds[:2]
    for number, row in enumerate(frame.itertuples(index=False)):
        polygons = []
        for polygon in getattr(row.geometry, "geoms", [row.geometry]):
            rings = []
            for ring in [polygon.exterior, *polygon.interiors]:
                points = numpy.array(ring.coords)
                backwards = number % 2 == 1
                if backwards:
                    points = points[::-1]
                if step:
                    whole = numpy.rint((points - low) / step).astype(int)
                    arc = numpy.vstack([whole[:1], numpy.diff(whole, axis=0)]).tolist()
                else:
                    arc = points.tolist()
                # Two arcs a ring, so that joining shows.
                middle = len(points) // 2
                if step:
                    second = [whole[middle].tolist(), *arc[middle + 1:]]
                else:
                    second = arc[middle:]
                index = len(arcs)
                arcs.extend([arc[: middle + 1], second])
                rings.append([~(index + 1), ~index] if backwards else [index, index + 1])
            polygons.append(rings)
        kind = "Polygon" if len(polygons) == 1 else "MultiPolygon"
        properties = {column: getattr(row, column) for column in kept}
        geometries.append({"type": kind, "arcs": polygons[0] if kind == "Polygon" else polygons, "properties": properties})
    point = {"type": "Point", "coordinates": [0, 0] if step else list(low), "properties": {"code": "P"}}
    topology = {"type": "Topology", "objects": {
        "squares": {"type": "GeometryCollection", "geometries": geometries},
        "origin": point}, "arcs": arcs}
    if step:
        topology["transform"] = {"scale": [step, step], "translate": list(low)}
    path.write_text(json.dumps(topology, ensure_ascii=False))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
