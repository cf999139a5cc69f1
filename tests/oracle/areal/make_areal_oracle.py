"""Shares of shapes in zones and points in areas, by GEOS: python make_areal_oracle.py > areal.json

Shapes and zones are random polygons with holes and several parts, some of which share borders exactly. Shares are areas of GEOS overlays
of double precision; points are tested with `intersects`, which holds borders. The shapes themselves are in the result, so the test needs
nothing else.
"""

import json
import platform

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import MultiPolygon, Point, Polygon, box

rng = np.random.default_rng(20231)
# The size of coordinates in EPSG:3035.
EAST, NORTH = 4_400_000.0, 2_500_000.0


def star(x, y, low, high, n):
    angles = np.sort(rng.uniform(0, 2 * np.pi, n))
    far = rng.uniform(low, high, n)
    ring = np.round(np.column_stack([x + far * np.cos(angles), y + far * np.sin(angles)]), 2)
    polygon = Polygon(ring)
    return polygon if polygon.is_valid else polygon.buffer(0)


def with_hole(x, y):
    outer, hole = star(x, y, 400, 900, 40), star(x, y, 60, 250, 12)
    result = outer.difference(hole)
    return shapely.set_precision(result, 0.01)


def parts(geometry):
    polygons = geometry.geoms if hasattr(geometry, "geoms") else [geometry]
    return [
        [list(map(list, polygon.exterior.coords))] + [list(map(list, ring.coords)) for ring in polygon.interiors]
        for polygon in polygons
        if polygon.geom_type == "Polygon"
    ]


def middle():
    return EAST + rng.uniform(0, 5000), NORTH + rng.uniform(0, 5000)


shapes = [with_hole(*middle()) for _ in range(30)]
shapes += [MultiPolygon([star(*middle(), 100, 200, 9), box(*(lambda x, y: (x, y, x + 300, y + 200))(*np.round(middle())))]) for _ in range(6)]
shapes = [shape if shape.is_valid else shape.buffer(0) for shape in shapes]
# Zones: a grid with moved nodes, whose cells share borders; then free ones that overlap it.
nodes = {(i, j): (EAST + 1250 * i + (0 if i in (0, 4) else np.round(rng.uniform(-300, 300), 2)), NORTH + 1250 * j + (0 if j in (0, 4) else np.round(rng.uniform(-300, 300), 2))) for i in range(5) for j in range(5)}
zones = [Polygon([nodes[i, j], nodes[i + 1, j], nodes[i + 1, j + 1], nodes[i, j + 1]]) for i in range(4) for j in range(4)]
zones += [with_hole(*middle()) for _ in range(6)]
# Shapes that are zones: they nest and share all borders.
shapes += zones[:5] + [shapely.set_precision(shapely.union_all(zones[2:4]), 0.01)]
# Overlays are to be computed in doubles, not on the grid that the corners were rounded to.
shapes, zones = ([shapely.set_precision(geometry, 0) for geometry in some] for some in (shapes, zones))

shares = [
    [shape, zone, float(shapes[shape].intersection(zones[zone]).area / shapes[shape].area)]
    for shape in range(len(shapes))
    for zone in range(len(zones))
    if shapes[shape].intersection(zones[zone]).area > 1e-6
]
points = [(EAST + rng.uniform(-500, 5500), NORTH + rng.uniform(-500, 5500)) for _ in range(400)]
points += [point for zone in zones for point in list(zone.exterior.coords)[:4]]
points += [tuple((np.array(zone.exterior.coords[0]) + np.array(zone.exterior.coords[1])) / 2) for zone in zones]
held = [[number for number, zone in enumerate(zones) if zone.intersects(Point(point))] for point in points]

print(json.dumps({
    "made_by": {"shapely": shapely.__version__, "geos": shapely.geos_version_string, "python": platform.python_version()},
    "shapes": [parts(shape) for shape in shapes],
    "zones": [parts(zone) for zone in zones],
    "shares": shares,
    "points": [[point, zones] for point, zones in zip(points, held)],
}, separators=(",", ":")))
