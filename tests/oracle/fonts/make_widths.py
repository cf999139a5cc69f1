#!/usr/bin/env python3
"""Measures the letters of the fonts that stand in for Noto Sans where a reader's machine lacks it.

    python make_widths.py NAME=REGULAR[:SEMIBOLD] ...

Writes widths.json beside this script: for each font its version and, for both weights of maps, the advance width of each letter in
thousandths of the size of type. A file may be a variable font. Without a file of 600, programs take the bold one.

Needs fontTools. The fonts: DejaVu Sans 2.37 and Liberation Sans 2 (as wide as Arial and Helvetica) as Linux distributions have them, Open
Sans and Source Sans 3 as Google Fonts has them.
"""
import json
import pathlib
import sys

from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

# What Italian, English and neighbouring names and numbers are written with.
LETTERS = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "\u00a0\u202f°·×±²³«»¡¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿĀāĂăĄąĆćČčĎďĐđĒēĖėĘęĚěĞğĢģĪīĮįİıĶķĹĺĻļĽľŁłŃńŅņŇňŌōŐőŒœŔŕŘřŚśŞşŠšŢţŤťŪūŮůŰűŲųŸŹźŻżŽž–—‘’“”„†•…‰€−≤≥½⅔⅘¼⅓¾"
)


def advances(path, weight):
    font = TTFont(path, fontNumber=0)
    if "fvar" in font:
        axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
        font = instancer.instantiateVariableFont(font, axes | {"wght": weight})
    glyphs, metrics, size = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    return font["name"].getDebugName(5), {
        letter: round(1000 * metrics[glyphs[ord(letter)]][0] / size) for letter in LETTERS if ord(letter) in glyphs
    }


def main(fonts):
    measured = {}
    for font in fonts:
        name, files = font.split("=")
        regular, semibold = (files.split(":") * 2)[:2]
        version, letters = advances(regular, 400)
        measured[name] = {"version": version, "regular": letters, "semibold": advances(semibold, 600)[1]}
    target = pathlib.Path(__file__).with_name("widths.json")
    lines = [
        f'  {json.dumps(name)}: {{\n' + ",\n".join(f"    {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in found.items()) + "\n  }"
        for name, found in measured.items()
    ]
    target.write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
