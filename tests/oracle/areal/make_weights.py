"""Weights and columns carried over, by shapely and tobler, for `bacino weights`.

    python3 tests/oracle/areal/make_weights.py tests/oracle/areal

Needs shapely, geopandas, tobler. Writes sources.geojson, targets.geojson (EPSG:3035) and weights.json. Overlays are computed with
coordinates seen from the corner of the grid: so far from their origin doubles lose digits that the weights have.

Tolerances in the test: 1e-12 for shares, beside shapely in doubles seen from the corner; 1e-6 of each value for what tobler carries over,
which keeps areas in single precision.
"""

import json
import platform
import sys
import warnings
from importlib.metadata import version

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import Polygon
from tobler.area_weighted import area_interpolate

warnings.filterwarnings("ignore")
EAST, NORTH = 4_321_000.0, 2_654_000.0
rng = np.random.default_rng(1905)


def grid(n, size, moved, corner):
    """A coverage of n x n cells whose inner nodes are moved, seen from the corner of all."""
    inner = lambda i: 0 < i < n
    node = lambda i, j: np.round(np.array(corner) + size * np.array([i, j]) + (rng.uniform(-moved, moved, 2) if inner(i) and inner(j) else 0), 2)
    nodes = {(i, j): node(i, j) for i in range(n + 1) for j in range(n + 1)}
    return [Polygon([nodes[i, j], nodes[i + 1, j], nodes[i + 1, j + 1], nodes[i, j + 1]]) for i in range(n) for j in range(n)]


sources, targets = grid(12, 1000.0, 350.0, (0.0, 0.0)), grid(4, 2900.0, 800.0, (730.0, -510.0))
# A hole that a source of its own fills.
hole = Polygon([(6200, 6200), (6700, 6300), (6650, 6800), (6230, 6710)])
sources = [source.difference(hole) for source in sources] + [hole]
sources = [source for source in sources if source.geom_type == "Polygon" and source.area > 0]
sources = [shapely.set_precision(source, 0.01) for source in sources]
residents = [int(number) for number in rng.integers(0, 5_000, len(sources))]
rates = [round(float(number), 3) for number in rng.uniform(0, 1, len(sources))]


def write(name, polygons, columns):
    moved = lambda ring: [[round(x + EAST, 2), round(y + NORTH, 2)] for x, y in ring.coords]
    feature = lambda polygon, properties: {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": [moved(polygon.exterior), *map(moved, polygon.interiors)]},
    }
    rows = [dict(zip(columns, values)) for values in zip(*columns.values())]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3035"}}
    features = [feature(polygon, row) for polygon, row in zip(polygons, rows)]
    with open(f"{sys.argv[1]}/{name}.geojson", "w") as file:
        json.dump({"type": "FeatureCollection", "name": name, "crs": crs, "features": features}, file, separators=(",", ":"))
        file.write("\n")


codes = [f"s{number:03}" for number in range(len(sources))], [f"t{number:02}" for number in range(len(targets))]
write("sources", sources, {"code": codes[0], "residents": residents, "rate": rates})
write("targets", targets, {"code": codes[1]})

# In doubles, not on the grid that the corners were rounded to.
sources, targets = ([shapely.set_precision(area, 0) for area in some] for some in (sources, targets))
share = lambda s, t: float(sources[s].intersection(targets[t]).area / sources[s].area)
shares = [[codes[0][s], codes[1][t], share(s, t)] for s in range(len(sources)) for t in range(len(targets)) if share(s, t) > 1e-11]

frame = lambda name: gpd.read_file(f"{sys.argv[1]}/{name}.geojson", engine="pyogrio")
carried = area_interpolate(
    frame("sources"), frame("targets"), extensive_variables=["residents"], intensive_variables=["rate"], allocate_total=False
)
with open(f"{sys.argv[1]}/weights.json", "w") as file:
    made_by = {name: version(name) for name in ("shapely", "tobler", "geopandas")}
    made_by |= {"geos": shapely.geos_version_string, "python": platform.python_version()}
    numbers = {column: [float(value) for value in carried[column]] for column in ("residents", "rate")}
    json.dump({"made_by": made_by, "shares": shares, **numbers}, file, separators=(",", ":"))
    file.write("\n")
