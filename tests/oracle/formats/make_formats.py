"""Squareland's municipalities and its capitals, written in every boundary format by GDAL, for the readers to read.

    python3 make_formats.py FOLDER

Needs: GDAL 3.12.4 through pyogrio 0.13.0, geopandas 1.2.0, shapely 2.2.0, pyarrow; `versions.json` beside this file has what was used.
The squares stand in UTM zone 32 (EPSG:32632), 10 km a side; E2-4 has an island of two parts and W1-1 a hole that is filled by nobody.
Names have accents, so that encodings show. `areas.json` holds areas and centroids by GEOS.
"""

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
    versions = {"gdal": pyogrio.__gdal_version_string__, "pyogrio": pyogrio.__version__, "geopandas": geopandas.__version__,
                "shapely": shapely.__version__, "pyarrow": pyarrow.__version__, "pyproj": pyproj.__version__,
                "numpy": numpy.__version__}
    (here / "versions.json").write_text(json.dumps(versions, indent=1))


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
