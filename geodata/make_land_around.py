#!/usr/bin/env python3
"""Cuts Natural Earth's countries (1:10 million, by way of the package world-atlas) to what surrounds Italy, simplifies
their shared borders and packs them as land_around.arcs, in the layout written down in pack_boundaries.py.

    python make_land_around.py countries-10m.json land_around.arcs

Needs the standard library only; the same input gives the same bytes. Borders are simplified by Douglas and Peucker's rule, each
shared arc once, so that neighbours still touch. Kept are the polygons whose bounds touch the window; those beyond the finer window
are kept with fewer points. Codes are ISO 3166-1 numeric; countries without one get 900 and up, in the order of the source.
"""
import json
import sys

from pack_boundaries import MAGIC, signed, unsigned

WINDOW = (-3.0, 31.5, 28.0, 50.5)
FINE = (4.0, 34.0, 22.0, 49.5)
FINE_TOLERANCE, COARSE_TOLERANCE = 0.003, 0.01
STEPS = 10_000
# Their bounds touch the window, they do not.
LEFT_OUT = {643, 804}


def decode(topology):
    scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + translate[0], y * scale[1] + translate[1]))
        arcs.append(points)
    return arcs


def touches(points, window):
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return max(xs) >= window[0] and min(xs) <= window[2] and max(ys) >= window[1] and min(ys) <= window[3]


def simplify(points, tolerance):
    keep = [False] * len(points)
    keep[0] = keep[-1] = True
    if points[0] == points[-1] and len(points) > 3:
        # A closed line keeps the point farthest from its end and the one farthest from the line between both.
        (x, y) = points[0]
        far = max(range(len(points)), key=lambda i: (points[i][0] - x) ** 2 + (points[i][1] - y) ** 2)
        side = max(range(len(points)), key=lambda i: distance(points[i], points[0], points[far]))
        keep[far] = keep[side] = True
    marks = [i for i, kept in enumerate(keep) if kept]
    stack = list(zip(marks, marks[1:]))
    while stack:
        first, last = stack.pop()
        if last - first < 2:
            continue
        middle = max(range(first + 1, last), key=lambda i: distance(points[i], points[first], points[last]))
        if distance(points[middle], points[first], points[last]) > tolerance:
            keep[middle] = True
            stack += [(first, middle), (middle, last)]
    return [point for point, kept in zip(points, keep) if kept]


def distance(point, start, end):
    (px, py), (ax, ay), (bx, by) = point, start, end
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    part = 0.0 if length == 0 else max(0.0, min(1.0, ((px - ax) * dx + (py - ay) * dy) / length))
    return ((px - ax - part * dx) ** 2 + (py - ay - part * dy) ** 2) ** 0.5


def whole_steps(points):
    points = [(round(x * STEPS), round(y * STEPS)) for x, y in points]
    # Points that fall together are one; the ends stay.
    line = points[:1] + [b for a, b in zip(points, points[1:]) if a != b]
    return line if len(line) > 1 else points[:1] + points[-1:]


def area(ring, lines):
    """Twice the signed area."""
    points = points_of(ring, lines)
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(points, points[1:]))


def points_of(ring, lines):
    points = []
    for arc in ring:
        line = lines[arc] if arc >= 0 else lines[~arc][::-1]
        points += line[1:] if points else line
    return points


def with_area(polygons, lines):
    """Polygons and holes without any area left are dropped."""
    return [[ring for ring in polygon if area(ring, lines) != 0] for polygon in polygons if area(polygon[0], lines) != 0]


def main(source, target):
    with open(source, encoding="utf-8") as file:
        topology = json.load(file)
    arcs = decode(topology)
    countries, unnamed = [], 900
    for country in topology["objects"]["countries"]["geometries"]:
        polygons = {"Polygon": [country.get("arcs")], "MultiPolygon": country.get("arcs")}.get(country["type"], [])
        code = int(country["id"]) if "id" in country else unnamed
        unnamed += "id" not in country
        kept = [
            polygon
            for polygon in polygons
            if touches([point for arc in polygon[0] for point in arcs[arc if arc >= 0 else ~arc]], WINDOW)
        ]
        if kept and code not in LEFT_OUT:
            countries.append((code, kept))
    countries.sort(key=lambda country: country[0])
    used = sorted({arc if arc >= 0 else ~arc for _, polygons in countries for polygon in polygons for ring in polygon for arc in ring})
    rings = [ring for _, polygons in countries for polygon in polygons for ring in polygon]
    lines = {
        arc: whole_steps(simplify(arcs[arc], FINE_TOLERANCE if touches(arcs[arc], FINE) else COARSE_TOLERANCE)) for arc in used
    }
    # A ring that lost much of its area, such as that of a very small country, keeps all its points.
    for ring in rings:
        full = area(ring, {arc if arc >= 0 else ~arc: whole_steps(arcs[arc if arc >= 0 else ~arc]) for arc in ring})
        if abs(area(ring, lines) - full) > 0.3 * abs(full):
            for arc in ring:
                lines[arc if arc >= 0 else ~arc] = whole_steps(arcs[arc if arc >= 0 else ~arc])
    countries = [(code, with_area(polygons, lines)) for code, polygons in countries]
    countries = [(code, polygons) for code, polygons in countries if polygons]
    used = sorted({arc if arc >= 0 else ~arc for _, polygons in countries for polygon in polygons for ring in polygon for arc in ring})
    number = {arc: position for position, arc in enumerate(used)}
    rounded = [lines[arc] for arc in used]
    out = bytearray(MAGIC)
    unsigned(STEPS, out)
    unsigned(len(countries), out)
    unsigned(len(used), out)
    before = 0
    for code, _ in countries:
        signed(code - before, out)
        before = code
    before = 0
    for _, polygons in countries:
        rings = [ring for polygon in polygons for ring in polygon]
        unsigned(len(rings), out)
        for ring in rings:
            unsigned(len(ring), out)
            for arc in ring:
                arc = number[arc] if arc >= 0 else ~number[~arc]
                signed(arc - before, out)
                before = arc
    first = (0, 0)
    for line in rounded:
        unsigned(len(line), out)
        previous = first
        for position, point in enumerate(line):
            signed(point[0] - previous[0], out)
            signed(point[1] - previous[1], out)
            previous = point
            if position == 0:
                first = point
    with open(target, "wb") as file:
        file.write(out)
    print(f"{len(countries)} countries, {len(used)} arcs, {sum(map(len, rounded))} points, {len(out)} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
