#!/usr/bin/env python3
"""Reads the files of our writers back with GDAL, GEOS and PROJ and writes what they found to read_back.json.

The files are those of the test `files_are_those_that_were_read_back`, which compares their SHA-256 with the ones kept here: so a writer
whose bytes change has to be read back again. Areas are planar areas by GEOS; those of GeoJSON and TopoJSON are measured after PROJ has
taken their coordinates back to the country's own system.

Where a second, older GDAL is installed (`ogrinfo`, and Debian's Python bindings with their GeoPackage validator), everything that it
complains about is kept too.

    python3 tests/oracle/formats/read_back.py            # makes read_back.json
    python3 tests/oracle/formats/read_back.py --check    # compares with it and changes nothing
"""

import hashlib
import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import geopandas
import pandas
import pyarrow.parquet
import pyogrio
import pyproj
import shapely

HERE = Path(__file__).parent
RESULT = HERE / "read_back.json"
OWN_SYSTEM = 32632


class Said(logging.Handler):
    """Keeps what GDAL says while a file is opened."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.lines = []

    def emit(self, record):
        self.lines.append(record.getMessage())


def read(path):
    """A file as a table, its layer and type of geometry, and every warning on the way."""
    said = Said()
    logging.getLogger("pyogrio").addHandler(said)
    with warnings.catch_warnings(record=True) as raised:
        warnings.simplefilter("always")
        if path.suffix == ".parquet":
            table = geopandas.read_parquet(path)
            geo = json.loads(pyarrow.parquet.read_schema(path).metadata[b"geo"])
            [geometry_type] = geo["columns"][geo["primary_column"]]["geometry_types"]
            layer = path.stem
        else:
            [[layer, geometry_type]] = pyogrio.list_layers(path).tolist()
            table = pyogrio.read_dataframe(path)
    logging.getLogger("pyogrio").removeHandler(said)
    return table, layer, geometry_type, said.lines + [str(warning.message) for warning in raised]


def figure(value):
    """A cell as JSON: missing is null, whole numbers have no point."""
    if value is None or pandas.isna(value):
        return None
    value = value.item() if hasattr(value, "item") else value
    return int(value) if isinstance(value, float) and value.is_integer() else value


def describe(path):
    table, layer, geometry_type, said = read(path)
    epsg = table.crs.to_epsg()
    # FlatGeobuf keeps the order of its index.
    table = table.sort_values("unit_id").reset_index(drop=True)
    flat = table.geometry.to_crs(OWN_SYSTEM) if epsg != OWN_SYSTEM else table.geometry
    rows = []
    for number, shape in enumerate(flat):
        figures = {title: figure(value) for title, value in table.drop(columns="geometry").iloc[number].items()}
        empty = shape is None or shape.is_empty
        rows.append({
            "polygons": 0 if empty else len(shape.geoms) if shape.geom_type == "MultiPolygon" else 1,
            "area": None if empty else shape.area,
            "valid": None if empty else bool(shapely.is_valid(shape)),
            "figures": figures,
        })
    return {"layer": layer, "epsg": epsg, "geometry_type": geometry_type, "warnings": said, "rows": rows}


def in_window(path):
    """The areas whose boxes an index finds in a corner of the country."""
    return sorted(pyogrio.read_dataframe(path, bbox=(402_000, 4_602_000, 405_000, 4_605_000)).unit_id)


def complaints(paths):
    """What the installed GDAL says while it opens the files, and what its validator says of GeoPackages."""
    version = subprocess.run(["ogrinfo", "--version"], check=True, capture_output=True, text=True).stdout.strip()
    lines = []
    for path in paths:
        if path.suffix == ".parquet":
            continue
        name = f"/vsizip/{path.name}" if path.suffix == ".zip" else path.name
        said = subprocess.run(["ogrinfo", "-al", "-so", name], cwd=path.parent, capture_output=True, text=True)
        lines += [line for line in (said.stdout + said.stderr).splitlines() if line.startswith(("Warning", "ERROR", "FAILURE"))]
        if path.suffix == ".gpkg":
            command = ["/usr/bin/python3", "-m", "osgeo_utils.samples.validate_gpkg", "-k", "--extra", path.name]
            said = subprocess.run(command, cwd=path.parent, capture_output=True, text=True)
            lines += [line for line in (said.stdout + said.stderr).splitlines() if line.strip()]
    return {"version": version, "said": lines}


def main():
    with tempfile.TemporaryDirectory() as folder:
        command = ["cargo", "test", "--quiet", "--test", "it", "files_are_those_that_were_read_back"]
        subprocess.run(command, env={**os.environ, "BACINO_READ_BACK": folder}, check=True, stdout=subprocess.DEVNULL)
        paths = sorted(Path(folder).iterdir())
        sha256 = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
        readable = [path for path in paths if path.suffix not in {".shx", ".dbf", ".prj", ".cpg"}]
        layers = {path.name: describe(path) for path in readable if not path.stem.startswith("epsg_")}
        systems = {path.name: read(path)[0].crs.to_epsg() for path in readable if path.stem.startswith("epsg_")}
        windows = {path.name: in_window(path) for path in readable if path.stem == "country" and "json" not in path.suffix
                   and path.suffix != ".parquet"}
        older = complaints(readable) if shutil.which("ogrinfo") and "--check" not in sys.argv else None
    found = {
        "made_by": "tests/oracle/formats/read_back.py",
        "versions": {
            "gdal": pyogrio.__gdal_version_string__,
            "geos": shapely.geos_version_string,
            "proj": pyproj.proj_version_str,
            "pyogrio": pyogrio.__version__,
            "geopandas": geopandas.__version__,
            "pyarrow": pyarrow.__version__,
        },
        "sha256": sha256,
        "systems": systems,
        "windows": windows,
        "older_gdal": older,
        "layers": layers,
    }
    if "--check" not in sys.argv:
        RESULT.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
        return
    kept = json.loads(RESULT.read_text())
    # Versions may differ; what they read may not, but for the last digits of an area.
    for part in (kept, found):
        part.pop("versions")
        part.pop("older_gdal")
        for layer in part["layers"].values():
            for row in layer["rows"]:
                row["area"] = row["area"] and float(f"{row['area']:.9e}")
    if kept != found:
        sys.exit("what was read differs from read_back.json")
    print("every file reads back as before")


if __name__ == "__main__":
    main()
