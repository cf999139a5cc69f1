"""What GEOS says of simplified layers: valid polygons, a valid coverage, the same neighbours, no area, island or hole lost.

    cargo bench --bench scale -- write FOLDER
    python3 simplified.py PROGRAM FOLDER > simplified.json

PROGRAM is the compiled bacino, FOLDER is where the bench wrote its coverage of tracts. Provinces and municipalities are those that the program
carries. Every layer is written by the program, whole and simplified, and read by GDAL. Neighbours are shapes that share a segment, its
ends equal to the last digit.

Needs: shapely 2.2.0, pyogrio 0.13.0, numpy 2.4.6.
"""

import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pyogrio
import shapely

SIZES = {
    "provinces": ("10m", "100m", "1km", "10km", "10%", "1%", "200KB"),
    "municipalities": ("10m", "100m", "1km", "10km", "50%", "10%", "6MB"),
}
TRACTS = (("gpkg", "10m"), ("gpkg", "100m"), ("gpkg", "1km"), ("gpkg", "25%"), ("geojson", "100m"))


def read(path):
    return np.asarray(pyogrio.read_dataframe(path).geometry.values)


def segments_by_shape(shapes):
    """First and last position of every segment in a fixed order, and the shape that it belongs to."""
    parts, shape_of_part = shapely.get_parts(shapes, return_index=True)
    rings, part_of_ring = shapely.get_rings(parts, return_index=True)
    points, ring_of_point = shapely.get_coordinates(rings, return_index=True)
    same_ring = ring_of_point[1:] == ring_of_point[:-1]
    start, end = points[:-1][same_ring], points[1:][same_ring]
    backwards = (start[:, 0] > end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1]))
    start[backwards], end[backwards] = end[backwards], start[backwards]
    shape = shape_of_part[part_of_ring[ring_of_point[1:][same_ring]]]
    return np.hstack([start, end]), shape


def neighbours(shapes):
    """Pairs of shapes that share a segment."""
    segments, shape = segments_by_shape(shapes)
    order = np.lexsort(segments.T)
    segments, shape = segments[order], shape[order]
    same = (segments[1:] == segments[:-1]).all(axis=1)
    pairs = np.sort(np.column_stack([shape[1:][same], shape[:-1][same]]), axis=1)
    return np.unique(pairs, axis=0)


def counts(shapes):
    parts = shapely.get_parts(shapes)
    return {
        "shapes": len(shapes),
        "points": int(shapely.get_num_coordinates(shapes).sum()),
        "parts": len(parts),
        "holes": int(shapely.get_num_interior_rings(parts).sum()),
        "invalid": int((~shapely.is_valid(shapes)).sum()),
        "without_area": int((shapely.area(shapes) <= 0.0).sum()),
        "coverage_is_valid": bool(shapely.coverage_is_valid(shapes)),
    }


def checked(program, arguments, layer, kind, sizes):
    """The whole layer and what becomes of it at every size."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder, f"whole.{kind}")
        subprocess.run([program, *arguments, "-q", "-o", whole], check=True)
        shapes = read(whole)
        pairs = neighbours(shapes)
        rows.append({"layer": layer, "format": kind, "simplify": None, **counts(shapes), "neighbours": len(pairs)})
        del shapes
        for size in sizes:
            simple = Path(folder, f"simple.{kind}")
            subprocess.run([program, *arguments, "-q", "--force", "-o", simple, "--simplify", size], check=True)
            shapes = read(simple)
            found = neighbours(shapes)
            row = {"layer": layer, "format": kind, "simplify": size, **counts(shapes), "neighbours": len(found)}
            row["same_neighbours"] = bool(np.array_equal(found, pairs))
            row["sha256"] = hashlib.sha256(simple.read_bytes()).hexdigest()
            rows.append(row)
            print(row, file=sys.stderr, flush=True)
    return rows


def main(program, folder):
    rows = []
    for layer, sizes in SIZES.items():
        for kind in ("gpkg", "geojson"):
            rows += checked(program, ["catchments", "--layer", layer], layer, kind, sizes)
    for kind in ("gpkg", "geojson"):
        sizes = [size for wanted, size in TRACTS if wanted == kind]
        rows += checked(program, ["boundaries", Path(folder, "tracts.shp")], "tracts", kind, sizes)
    versions = {
        "shapely": shapely.__version__,
        "geos": shapely.geos_version_string,
        "pyogrio": pyogrio.__version__,
        "gdal": pyogrio.__gdal_version_string__,
        "numpy": np.__version__,
    }
    lines = ",\n  ".join(json.dumps(row) for row in rows)
    print(f'{{\n "versions": {json.dumps(versions)},\n "layers": [\n  {lines}\n ]\n}}')


main(*sys.argv[1:])
