"""Areas, parts, holes, neighbours and projected points of Italy's municipalities, by shapely (GEOS) and pyproj (PROJ).

    python3 make_topology_oracle.py municipalities.topojson > topology.json

Needs: shapely 2.2.0, pyproj 3.7.2, numpy 2.4.6. `municipalities.topojson` is the file that `geodata/README.md` names as source of
`geodata/municipalities.arcs`. Groups are joined with `unary_union`, on coordinates multiplied by 100 000 (whole numbers), so that common
borders cancel without rounding.
"""

import hashlib
import json
import sys

import numpy as np
import pyproj
import shapely
from shapely import STRtree
from shapely.geometry import MultiPolygon, Polygon, shape

GROUPS = {
    "province": lambda code: code[:3],
    "italy": lambda code: "IT",
}


def decode(topology):
    scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        steps = np.cumsum(np.array(arc, dtype=np.int64), axis=0)
        arcs.append(steps)

    def ring(numbers):
        points = []
        for number in numbers:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            points.extend(arc[1:] if points else arc)
        return np.array(points)

    codes, shapes = [], []
    for feature in topology["objects"]["municipalities"]["geometries"]:
        polygons = [feature["arcs"]] if feature["type"] == "Polygon" else feature["arcs"]
        parts = [Polygon(ring(rings[0]), [ring(hole) for hole in rings[1:]]) for rings in polygons]
        codes.append(feature["properties"]["municipality_code"])
        shapes.append(parts[0] if len(parts) == 1 else MultiPolygon(parts))
    return codes, np.array(shapes, dtype=object), scale, translate


def pairs_with_common_line(shapes):
    """Pairs of shapes whose boundaries share a line, not only points."""
    tree = STRtree(shapes)
    a, b = tree.query(shapes, predicate="intersects")
    keep = a < b
    a, b = a[keep], b[keep]
    line = shapely.relate_pattern(shapes[a], shapes[b], "****1****")
    return sorted(zip(a[line].tolist(), b[line].tolist()))


def parts_and_holes(joined):
    parts = list(joined.geoms) if joined.geom_type == "MultiPolygon" else [joined]
    return len(parts), sum(len(part.interiors) for part in parts)


def main():
    topology = json.load(open(sys.argv[1]))
    codes, shapes, scale, translate = decode(topology)
    assert shapely.is_valid(shapes).all()
    to_laea = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:3035", always_xy=True)

    def degrees(points):
        return points * scale + translate

    def metres(points):
        return np.column_stack(to_laea.transform(*degrees(points).T))

    out = {
        "versions": {
            "shapely": shapely.__version__,
            "geos": shapely.geos_version_string,
            "pyproj": pyproj.__version__,
            "proj": pyproj.proj_version_str,
            "numpy": np.__version__,
        }
    }
    pairs = pairs_with_common_line(shapes)
    text = "".join(f"{codes[a]}-{codes[b]}\n" for a, b in pairs)
    out["municipality_neighbours"] = {"pairs": len(pairs), "sha256": hashlib.sha256(text.encode()).hexdigest()}
    for name, group_of in GROUPS.items():
        groups = {}
        for code, polygon in zip(codes, shapes):
            groups.setdefault(group_of(code), []).append(polygon)
        names = sorted(groups)
        joined = np.array([shapely.unary_union(groups[group]) for group in names], dtype=object)
        in_degrees = shapely.transform(joined, degrees)
        in_metres = shapely.transform(joined, metres)
        rows = []
        for group, polygon, degree, metre in zip(names, joined, in_degrees, in_metres):
            parts, holes = parts_and_holes(polygon)
            rows.append([group, parts, holes, shapely.area(degree), shapely.area(metre)])
        out[name] = {"columns": ["group", "parts", "holes", "area_degrees2", "area_m2_epsg3035"], "rows": rows}
        if len(names) > 1:
            out[name]["neighbours"] = [f"{names[a]}-{names[b]}" for a, b in pairs_with_common_line(joined)]
    points = [[x, y] for x in np.linspace(6.7, 18.5, 8).tolist() for y in np.linspace(35.5, 47.0, 5).tolist()]
    out["projected"] = [[x, y, *to_laea.transform(x, y)] for x, y in points]
    json.dump(out, sys.stdout, indent=1)
    print()


main()
