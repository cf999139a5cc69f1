#!/usr/bin/env python3
"""The reference study from the embedded data and from each format of a copy of its municipalities that GDAL wrote: the same coverage.csv.

The embedded municipalities are exported once, read by GDAL and written anew by GDAL (by GeoPandas for GeoParquet, by `make_formats.py` for
TopoJSON, which GDAL does not write). A study then takes its territory, names, residents and outlines from such a file alone. Regions that
the program dissolves are compared with those that GEOS dissolves from the same file: areas to 1e-9, and to 1e-6 where the program changes
the reference system and PROJ does the same.

    python3 tests/oracle/formats/same_coverage.py PROGRAM      # exit code 1 where anything differs
"""

import pathlib
import subprocess
import sys
import tempfile
import warnings
import zipfile

import geopandas
import pandas
import pyogrio

from make_formats import write_topology

HERE = pathlib.Path(__file__).parent
OWN_SYSTEM = "EPSG:32632"
# Names of columns that a shapefile can hold.
COLUMNS = {"region_code": "reg", "region_name": "reg_name", "province_code": "prov", "province_name": "prov_name",
           "municipality_code": "code", "municipality_name": "name"}
# The layer of areas that `write_topology` writes.
LAYER = "squares"
STUDY = """
title = "Reference study of 135 synthetic departments"
notice = "Synthetic territories and answers: no real department is described"
reference_date = 2023-01-01
[privacy]
answers = "public"
[frame]
file = "units.csv"
response = { respondent = ["1"], nonrespondent = ["0"] }
[catchments]
rules = "catchments.csv"
[population]
file = "residents.csv"
columns = { municipality_code = "municipality_code", population = "population", population_18plus = "population_18plus" }
[territory]
name = "Italy"
levels = ["region", "province", "municipality"]
columns = { COLUMNS }
[boundaries]
file = "FILE"
code = "code"
LAYER
[[scheme]]
name = "survey"
areas = { North = ["01", "02", "03", "04", "05", "06", "07"], Centre = ["08", "09", "10", "11", "12"], "South and islands" = ["13", "14", "15", "16", "17", "18", "19", "20"] }
"""


def run(program, *arguments):
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8")
    if done.returncode != 0:
        sys.exit(f"bacino {' '.join(map(str, arguments))}\n{done.stderr}")
    return done.stdout


def rows(text, schemes):
    """Rows of coverage.csv of some schemes."""
    first, *rest = text.splitlines()
    return [first] + [line for line in rest if line.split(",", 1)[0] in schemes]


def copies(program, folder):
    """The embedded municipalities as GDAL writes them: the names of the files."""
    run(program, "catchments", "--layer", "municipalities", "-o", folder / "embedded.gpkg")
    frame = pyogrio.read_dataframe(folder / "embedded.gpkg")[["municipality_code", "geometry"]]
    table = pandas.read_csv(HERE.parents[2] / "geodata" / "municipalities.csv", dtype=str, keep_default_na=False)
    names = pandas.read_csv(HERE.parents[2] / "geodata" / "provinces.csv", dtype=str, keep_default_na=False)
    names = dict(zip(names.iloc[:, 0], names.iloc[:, 1]))
    frame = frame.merge(table, on="municipality_code")
    frame = frame.rename(columns={"name": "municipality_name"})
    frame["province_name"] = frame["province_code"].map(names)
    frame = frame[[*COLUMNS, "geometry"]].rename(columns=COLUMNS)
    table.to_csv(folder / "residents.csv", index=False)
    metres = frame.to_crs(OWN_SYSTEM)
    pyogrio.write_dataframe(metres, folder / "areas.shp", driver="ESRI Shapefile", encoding="UTF-8")
    with zipfile.ZipFile(folder / "areas.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.glob("areas.*")):
            if path.suffix != ".zip":
                archive.write(path, f"Limiti/{path.name}")
    pyogrio.write_dataframe(frame, folder / "areas.geojson", driver="GeoJSON", COORDINATE_PRECISION=15)
    pyogrio.write_dataframe(frame, folder / "areas.geojsonl", driver="GeoJSONSeq", COORDINATE_PRECISION=15)
    write_topology(folder / "areas.topojson", frame, None, list(COLUMNS.values()))
    pyogrio.write_dataframe(metres, folder / "areas.gpkg", driver="GPKG", layer="areas")
    pyogrio.write_dataframe(metres, folder / "areas.fgb", driver="FlatGeobuf")
    metres.to_parquet(folder / "areas.parquet", compression="zstd")
    frame.to_parquet(folder / "native.parquet", geometry_encoding="geoarrow", schema_version="1.1.0")
    return ["areas.shp", "areas.zip", "areas.geojson", "areas.geojsonl", "areas.topojson", "areas.gpkg", "areas.fgb", "areas.parquet",
            "native.parquet"]


def read(path):
    """A file as GDAL reads it; GeoPandas for GeoParquet."""
    if path.suffix == ".parquet":
        return geopandas.read_parquet(path)
    if path.suffix == ".topojson":
        return pyogrio.read_dataframe(path, layer=LAYER).set_crs("EPSG:4326", allow_override=True)
    return pyogrio.read_dataframe(f"/vsizip/{path}/Limiti/areas.shp" if path.suffix == ".zip" else path)


def largest_difference(ours, theirs):
    """The largest difference of regions' areas, in parts of the area."""
    ours = ours.set_index("region_code").geometry.area
    theirs = theirs.dissolve("reg").geometry.area
    assert sorted(ours.index) == sorted(theirs.index), (list(ours.index), list(theirs.index))
    return float((ours / theirs - 1).abs().max())


def main(program):
    # Areas of degrees are compared with areas of degrees.
    warnings.filterwarnings("ignore", message="Geometry is in a geographic CRS")
    failed = False
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        run(program, "init", folder, "--from", "reference")
        schemes = {"total", "region", "province", "survey"}
        expected = rows(run(program, "coverage", "--format", "csv"), schemes)
        assert len(expected) > 250, len(expected)
        files = copies(program, folder)
        columns = ", ".join(f'{key} = "{title}"' for key, title in COLUMNS.items())
        for file in files:
            text = STUDY.replace("COLUMNS", columns).replace("FILE", file)
            text = text.replace("LAYER", f'layer = "{LAYER}"' if file.endswith(".topojson") else "")
            (folder / "study.toml").write_text(text, encoding="utf-8")
            found = rows(run(program, "coverage", folder, "--format", "csv"), schemes)
            same = sorted(found) == sorted(expected)
            source = read(folder / file)
            run(program, "catchments", folder, "--layer", "regions", "-o", folder / "regions.gpkg", "--force")
            plain = largest_difference(pyogrio.read_dataframe(folder / "regions.gpkg"), source)
            run(program, "catchments", folder, "--layer", "regions", "-o", folder / "regions.gpkg", "--crs", "EPSG:6875", "--force")
            changed = largest_difference(pyogrio.read_dataframe(folder / "regions.gpkg"), source.to_crs("EPSG:6875"))
            right = same and plain <= 1e-9 and changed <= 1e-6
            failed |= not right
            print(f"{file}: coverage {'the same' if same else 'differs'}; areas of regions by GEOS differ by {plain:.1e}, in EPSG:6875 by {changed:.1e}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(str(pathlib.Path(sys.argv[1]).resolve()))
