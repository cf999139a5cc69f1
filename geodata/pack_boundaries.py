#!/usr/bin/env python3
"""Packs municipalities.topojson into municipalities.arcs, the form that the program carries.

    python pack_boundaries.py municipalities.topojson municipalities.arcs

Needs the standard library only; the same input gives the same bytes. Layout, all numbers unsigned LEB128 (7 bits a byte,
low bits first), signed ones in zigzag form (0, -1, 1, -2 ... as 0, 1, 2, 3 ...):

    "BACINO-A"                                  eight bytes
    steps in a degree                           coordinates are whole steps
    number of shapes, number of arcs
    codes of the shapes                         each as the signed difference from the one before
    for each shape: number of rings, and for each ring: number of arcs, then arcs
                                                arc a is a, walked backwards it is -1 - a; each as the signed difference from the one before
    for each arc: number of points, then points signed differences from the point before; an arc's first from the first of the arc before

Which rings are holes is not stored: the topology works it out.
"""
import json
import sys

MAGIC = b"BACINO-A"


def unsigned(value, out):
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)


def signed(value, out):
    unsigned(value * 2 if value >= 0 else -value * 2 - 1, out)


def main(source, target):
    with open(source, encoding="utf-8") as file:
        topology = json.load(file)
    scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]
    steps = round(1 / scale[0])
    assert steps == round(1 / scale[1])
    origin = [round(value * steps) for value in translate]
    shapes = topology["objects"]["municipalities"]["geometries"]
    out = bytearray(MAGIC)
    unsigned(steps, out)
    unsigned(len(shapes), out)
    unsigned(len(topology["arcs"]), out)
    before = 0
    for shape in shapes:
        code = int(shape["properties"]["municipality_code"])
        signed(code - before, out)
        before = code
    before = 0
    for shape in shapes:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        rings = [ring for polygon in polygons for ring in polygon]
        unsigned(len(rings), out)
        for ring in rings:
            unsigned(len(ring), out)
            for arc in ring:
                signed(arc - before, out)
                before = arc
    first = (0, 0)
    for arc in topology["arcs"]:
        unsigned(len(arc), out)
        x, y = origin
        previous = first
        for number, (dx, dy) in enumerate(arc):
            x, y = x + dx, y + dy
            signed(x - previous[0], out)
            signed(y - previous[1], out)
            previous = (x, y)
            if number == 0:
                first = previous
    with open(target, "wb") as file:
        file.write(out)
    print(f"{len(shapes)} shapes, {len(topology['arcs'])} arcs, {len(out)} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
