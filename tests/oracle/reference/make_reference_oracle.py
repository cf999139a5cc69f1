"""Reference systems by PROJ: definitions as files have them, projected positions, datum shifts by the operations of the EPSG registry.

    python3 make_reference_oracle.py > reference.json

Needs: pyproj 3.7.2 with PROJ 9.5.1. `systems` holds, for each code, its definition as ESRI and GDAL write it, with every code taken out
where the definition may lack it, and positions as longitude, latitude (of the system's own datum) and x, y. `zones` holds positions of
all UTM zones. `shifts` holds positions of systems with a datum of their own as x, y and as longitude, latitude of WGS 84 by the named
operation.
"""

import json
import re
import sys

import pyproj
from pyproj import CRS, Transformer

CODES = [4326, 4258, 6706, 4265, 3035, 3857, 32632, 32633, 25832, 25833, 6707, 6708, 6875, 7791, 7792, 7794, 3003, 3004, 3064, 3065,
         23032, 32718, 2154, 27700, 28992, 31467, 3763]
# Operations from Monte Mario to WGS 84: mainland, Sardinia, Sicily.
SHIFTS = [
    (3003, 1660, [(9.19, 45.46), (11.25, 43.77), (7.68, 45.07)]),
    (3004, 1660, [(14.25, 40.85), (16.87, 41.12), (13.77, 45.65)]),
    (3003, 1662, [(9.11, 39.22), (8.56, 40.73)]),
    (3004, 1663, [(13.36, 38.12), (15.55, 38.19), (15.09, 37.50)]),
]


def without_codes(text):
    return " ".join(re.sub(r',\s*(AUTHORITY|ID)\["EPSG",\s*"?\d+"?\]', "", text).split())


def positions(crs):
    area = crs.area_of_use
    west, east = max(area.west, -179.0), min(area.east, 179.0)
    south, north = max(area.south, -84.0), min(area.north, 84.0)
    return [(west + (east - west) * i / 4, south + (north - south) * j / 4) for i in range(5) for j in range(5)]


def project(crs, points):
    forward = Transformer.from_crs(crs.geodetic_crs, crs, always_xy=True)
    found = [(lon, lat, *forward.transform(lon, lat)) for lon, lat in points]
    return [list(row) for row in found if all(abs(number) < 1e12 for number in row)]


def system(code):
    crs = CRS.from_epsg(code)
    definitions = {"esri": " ".join(crs.to_wkt("WKT1_ESRI").split()), "gdal": " ".join(crs.to_wkt("WKT1_GDAL").split()),
                   "wkt2": " ".join(crs.to_wkt("WKT2_2019").split()), "projjson": json.dumps(crs.to_json_dict())}
    definitions["gdal_without_codes"] = without_codes(crs.to_wkt("WKT1_GDAL"))
    return {"code": code, "base": crs.geodetic_crs.to_epsg(), "definitions": definitions, "positions": project(crs, positions(crs))}


def shift(code, operation, points):
    crs = CRS.from_epsg(code)
    # The operation takes and gives latitude before longitude, as the registry writes both systems.
    datum = Transformer.from_pipeline(f"urn:ogc:def:coordinateOperation:EPSG::{operation}")
    rows = []
    for lon, lat, x, y in project(crs, points):
        latitude, longitude = datum.transform(lat, lon)
        rows.append([x, y, longitude, latitude])
    return {"code": code, "operation": operation, "positions": rows}


def zones():
    rows = []
    for zone in range(1, 61):
        middle = 6 * zone - 183
        for code, sign in [(32600 + zone, 1), (32700 + zone, -1)]:
            points = [(middle + d, sign * lat) for d in (-2.9, 0.0, 1.7) for lat in (0.5, 41.3, 83.0)]
            rows.append({"code": code, "positions": project(CRS.from_epsg(code), points)})
    return rows


json.dump({"versions": {"pyproj": pyproj.__version__, "proj": pyproj.proj_version_str}, "systems": [system(code) for code in CODES],
           "zones": zones(), "shifts": [shift(*row) for row in SHIFTS]}, sys.stdout, indent=0)
