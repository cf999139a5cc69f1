#!/usr/bin/env python3
"""Draws a gallery of maps, has other programs draw the same files, and looks for every line of text in what they make of it.

    python gallery.py BACINO FOLDER ATLAS

BACINO is the program, FOLDER a folder for pictures, ATLAS a folder with the packages us-atlas 3.0.1 and swiss-maps 4.7.0 (boundaries of
states and cantons; their values are invented). Writes gallery.json beside this script.

Chromium, librsvg, Inkscape and LibreOffice each turn each SVG into a PDF, and LibreOffice the EMF of Inkscape; the map as PDF by bacino
itself (krilla) is looked at in the same way. In each PDF

* every line of text is looked for by its letters where it should stand (pdftotext), and none may leave the page;
* the share of ink in the box of every label with a halo (pdftoppm) is compared with that of the PNG by bacino (resvg): half or less is
  no label that is read, as where a program draws halos over letters.

One map is drawn once more with halos by `paint-order`, to see that what hides labels is seen. All else is done twice: with the fonts of this machine, which has Noto Sans, and with DejaVu Sans alone, the widest of the fonts that stand in
for it. There, lines over each other are counted as well.

Needs numpy, Pillow, fontTools, poppler's tools, chromium, rsvg-convert, inkscape and soffice. What a program lacks on this machine is
skipped and named.
"""
import base64
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ElementTree

import numpy as np
from fontTools.ttLib import TTFont
from PIL import Image

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
SVG = "{http://www.w3.org/2000/svg}"
ITALY = {
    "regions": ["regions", "--labels", "names"],
    "regions-dark": ["regions", "--labels", "names", "--theme", "dark"],
    "regions-grey": ["regions", "--labels", "names", "--theme", "grey", "--size", "column"],
    "regions-italian": ["regions", "--labels", "names", "--language", "it"],
    "regions-values-slide": ["regions", "--labels", "values", "--size", "slide"],
    "regions-codes-small": ["regions", "--labels", "codes", "--size", "120x120mm"],
    "regions-column": ["regions", "--labels", "names", "--size", "column"],
    "representation": ["regions", "--value", "representation", "--labels", "names"],
    "representation-dark-italian": ["regions", "--value", "representation", "--labels", "values", "--theme", "dark", "--language", "it"],
    "response-grey-italian": ["regions", "--value", "response", "--theme", "grey", "--labels", "names", "--language", "it", "--size", "page"],
    "two-values": ["regions", "--value2", "response", "--labels", "names"],
    "symbols": ["regions", "--form", "symbols", "--labels", "names"],
    "cartogram": ["regions", "--form", "dorling", "--labels", "names", "--theme", "dark"],
    "tiles": ["regions", "--form", "tiles", "--labels", "names"],
    "dots": ["regions", "--form", "dots", "--labels", "names"],
    "uncertainty": ["regions", "--uncertainty", "null-width", "--labels", "names"],
    "hatched": ["regions", "--hatch-below", "1000000", "--labels", "values", "--histogram", "--size", "page"],
    "kinds": ["regions", "--value", "kind=territorial", "--labels", "values", "--size", "a4"],
    "provinces": ["provinces", "--labels", "names", "--size", "page"],
    "provinces-slide-dark": ["provinces", "--labels", "names", "--size", "slide", "--theme", "dark", "--graticule", "--north-arrow"],
    "provinces-part": ["provinces", "--part", "Nord-est", "--locator", "schemes", "--labels", "names", "--size", "120x110mm"],
    "inset": ["provinces", "--inset", "Campania", "--inset", "Lombardia", "--size", "a4"],
    "municipalities": ["municipalities", "--part", "Umbria", "--labels", "names"],
    "multiples": ["regions,istat5,survey", "--form", "multiples", "--labels", "names", "--size", "page"],
    "survey-small": ["survey", "--labels", "names", "--size", "90x110mm"],
}
CANTONS = (
    "Zürich,Bern,Luzern,Uri,Schwyz,Obwalden,Nidwalden,Glarus,Zug,Fribourg,Solothurn,Basel-Stadt,Basel-Landschaft,Schaffhausen,"
    "Appenzell Ausserrhoden,Appenzell Innerrhoden,St. Gallen,Graubünden,Aargau,Thurgau,Ticino,Vaud,Valais,Neuchâtel,Genève,Jura"
).split(",")
ABROAD = {
    "states": ("us-atlas/states-10m.json", "states", "state", ["--labels", "names"]),
    "states-dark-slide": ("us-atlas/states-10m.json", "states", "state", ["--labels", "names", "--theme", "dark", "--size", "slide"]),
    "cantons": ("swiss-maps/2025/ch-combined.json", "cantons", "canton", ["--labels", "names"]),
    "cantons-grey-page": ("swiss-maps/2025/ch-combined.json", "cantons", "canton", ["--labels", "names", "--theme", "grey", "--size", "page"]),
}
DEJAVU = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{fonts}</dir><cachedir>{fonts}/cache</cachedir>
<include ignore_missing="yes">/etc/fonts/conf.d</include></fontconfig>"""
# How much of the ink that a label should have is the least with which it is read.
LEAST_INK = 0.5
# In points.
A4 = (595.276, 841.89)
# Pixels of the raster to one of the picture.
FINE = 3


def run(*command, env=None, timeout=240):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True, env=env, timeout=timeout).stdout


# --- what is drawn ---


def abroad(folder, atlas, source, layer, level):
    """A study of another country's areas, with invented values."""
    folder.mkdir(parents=True, exist_ok=True)
    topology = json.loads((atlas / source).read_text())
    shapes = topology["objects"][layer]
    rows = []
    for shape in shapes["geometries"]:
        code = str(shape["id"])
        name = CANTONS[int(code) - 1] if level == "canton" else shape["properties"]["name"]
        # Alaska, Hawaii and the territories lie far from the other states.
        if level == "state" and (int(code) > 56 or code in ("02", "15")):
            continue
        shape["properties"] = {"code": code}
        share = int(hashlib.sha256(name.encode()).hexdigest()[:6], 16) % 1000 / 10
        rows.append((shape, code, name, share))
    shapes["geometries"] = [row[0] for row in rows]
    topology["objects"] = {level: shapes}
    (folder / "areas.topojson").write_text(json.dumps(topology))
    table = lambda head, line: head + "\n" + "".join(line(code, name, share) + "\n" for _, code, name, share in rows)
    (folder / "areas.csv").write_text(table("level,code,name,parent", lambda code, name, _: f"{level},{code},{name},"))
    (folder / "values.csv").write_text(table("code,share", lambda code, _, share: f"{code},{share}"))
    (folder / "units.csv").write_text(table(f"unit_id,responded,{level}_code", lambda code, *_: f"u{code},1,{code}"))
    (folder / "study.toml").write_text(
        f'title = "Gallery"\n[territory]\nfile = "areas.csv"\nlevels = ["{level}"]\n'
        f'[boundaries]\nfile = "areas.topojson"\ncode = "code"\n[privacy]\nanswers = "public"\n[frame]\nfile = "units.csv"\n'
    )
    return [level, folder, "--data", folder / "values.csv", "--code", "code", "--value", "share"]


def gallery(bacino, folder, atlas):
    """Every picture as SVG, PNG and PDF: name and flags."""
    flags = dict(ITALY)
    for name, (source, layer, level, more) in ABROAD.items():
        flags[name] = abroad(folder / level, atlas, source, layer, level) + more
    for name, words in flags.items():
        for ending, more in (("svg", []), ("pdf", []), ("png", [])):
            target = folder / f"{name}.{ending}"
            if ending == "png":
                wide = float(ElementTree.parse(folder / f"{name}.svg").getroot().get("viewBox").split()[2])
                more = ["--width", round(FINE * wide)]
            run(bacino, "-q", "map", *words, "-o", target, "--force", *more)
    return flags


class Widths:
    """How wide text is in Noto Sans."""

    def __init__(self):
        fonts = [TTFont(ROOT / f"geodata/fonts/noto-sans-{weight}.ttf") for weight in ("regular", "semibold")]
        self.fonts = [(font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm) for font in fonts]

    def __call__(self, text, size, bold):
        glyphs, metrics, units = self.fonts[bold]
        return size * sum(metrics[glyphs.get(ord(letter), ".notdef")][0] for letter in text) / units


def lines(svg, widths):
    """Every line of text of an SVG with its box in pixels, its ink and, where it has one, the colour of its halo."""
    found, halos = [], {}

    def visit(node, place, inherited, hidden):
        x, y, scale = place
        move = re.search(r"translate\(([-\d.]+) ([-\d.]+)\)", node.get("transform") or "")
        grow = re.search(r"scale\(([\d.]+)\)", node.get("transform") or "")
        if move:
            x, y = x + scale * float(move[1]), y + scale * float(move[2])
        if grow:
            scale *= float(grow[1])
        inherited = {name: node.get(name) or inherited.get(name) for name in ("font-size", "font-weight", "text-anchor")}
        hidden = hidden or node.get("aria-hidden") == "true"
        if node.tag == SVG + "text":
            size, text = float(inherited["font-size"]), node.text
            wide = widths(text, size, inherited["font-weight"] == "600")
            left = float(node.get("x")) - wide * {"middle": 0.5, "end": 1.0}.get(inherited["text-anchor"], 0.0)
            base = float(node.get("y"))
            box = [x + scale * left, y + scale * (base - size * 0.75), x + scale * (left + wide), y + scale * (base + size * 0.05)]
            key = (text, node.get("x"), node.get("y"))
            if hidden:
                halos[key] = node.get("stroke")
            else:
                found.append({"text": text, "box": box, "size": scale * size, "ink": node.get("fill"), "halo": halos.get(key)})
        for child in node:
            visit(child, (x, y, scale), inherited, hidden)

    root = ElementTree.parse(svg).getroot()
    visit(root, (0.0, 0.0, 1.0), {}, False)
    return [float(side) for side in root.get("viewBox").split()[2:]], found


# --- what other programs make of it ---


def by_librsvg(svg, pdf, env):
    run("rsvg-convert", "-f", "pdf", "-o", pdf, svg, env=env)


def by_inkscape(svg, pdf, env):
    run("inkscape", svg, "--export-type=pdf", "-o", pdf, env=env)


def by_chromium(svg, pdf, env):
    wide, high = (float(side) for side in ElementTree.parse(svg).getroot().get("viewBox").split()[2:])
    with tempfile.TemporaryDirectory() as folder:
        page = pathlib.Path(folder) / "page.html"
        page.write_text(
            f"<!doctype html><style>@page{{size:{wide}px {high + 2}px;margin:0}}body{{margin:0}}</style>"
            f'<img src="file://{svg}" style="display:block;width:{wide}px">'
        )
        flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile", "--no-pdf-header-footer"]
        run("chromium", *flags, "--allow-file-access-from-files", f"--print-to-pdf={pdf}", f"file://{page}", env=env)


def by_libreoffice(files, folder, env):
    """LibreOffice starts slowly and takes many files at once."""
    profile = folder / "profile"
    run("soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf", "--outdir", folder, *files, env=env, timeout=1800)


def drawn_by_all(names, folder, target, env, programs):
    """PDFs of all pictures by all programs: target/PROGRAM/NAME.pdf."""
    for program in programs:
        (target / program).mkdir(parents=True, exist_ok=True)
    one = {"librsvg": by_librsvg, "inkscape": by_inkscape, "chromium": by_chromium}
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        tasks = [
            pool.submit(draw, folder / f"{name}.svg", target / program / f"{name}.pdf", env)
            for program, draw in one.items()
            if program in programs
            for name in names
        ]
        for task in tasks:
            task.result()
    if "libreoffice" in programs:
        by_libreoffice([folder / f"{name}.svg" for name in names], target / "libreoffice", env)
    if "emf" in programs:
        for name in names:
            emf = target / "emf" / f"{name}.emf"
            run("inkscape", folder / f"{name}.svg", "--export-type=emf", "-o", emf, env=env)
            size = ElementTree.parse(folder / f"{name}.svg").getroot().get("viewBox").split()[2:]
            emf.with_suffix(".fodg").write_text(drawing_of(emf, [float(side) for side in size]))
        by_libreoffice([target / "emf" / f"{name}.fodg" for name in names], target / "emf", env)


def frame(size):
    """Width and height in points of the largest picture of a form that an upright page of A4 holds in its corner."""
    larger = min(A4[0] / size[0], A4[1] / size[1])
    return [side * larger for side in size]


def drawing_of(emf, size):
    """A drawing of LibreOffice with nothing but an EMF in the corner of its page, which is A4."""
    spaces = {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    }
    names = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in spaces.items())
    wide, high = (f"{side}pt" for side in frame(size))
    return (
        f'<?xml version="1.0"?><office:document {names} office:version="1.3" '
        f'office:mimetype="application/vnd.oasis.opendocument.graphics"><office:body><office:drawing><draw:page>'
        f'<draw:frame svg:x="0pt" svg:y="0pt" svg:width="{wide}" svg:height="{high}"><draw:image><office:binary-data>'
        f"{base64.b64encode(emf.read_bytes()).decode()}</office:binary-data></draw:image></draw:frame></draw:page></office:drawing>"
        f"</office:body></office:document>"
    )


# --- what is found in it ---


def plain(text):
    # Ligatures are their letters.
    return re.sub(r"[\s\u00a0\u202f\u00ad]", "", unicodedata.normalize("NFKC", text)).replace("\u2212", "-").replace("’", "'")


def words(pdf, size):
    """Words of the first page with their boxes in pixels of the picture, and the page's height in them."""
    page = run("pdftotext", "-bbox", "-l", "1", pdf, "-")
    wide, high = (float(side) for side in re.search(r'<page width="([\d.]+)" height="([\d.]+)"', page).groups())
    scale = size[0] / wide
    unescape = lambda text: ElementTree.fromstring(f"<a>{text}</a>").text or ""
    pattern = r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>'
    return [([scale * float(side) for side in found[:4]], unescape(found[4])) for found in re.findall(pattern, page)], high * scale


def looked_for(lines, pdf, size):
    """For each line the box in which a program has drawn it, or nothing."""
    there, _ = words(pdf, size)
    boxes = []
    for line in lines:
        left, top, right, bottom = line["box"]
        middle, slack = (top + bottom) / 2, 0.12 * (right - left) + 4
        near = [
            (box, text)
            for box, text in there
            if abs((box[1] + box[3]) / 2 - middle) < 0.6 * line["size"] and box[2] > left - slack and box[0] < right + slack
        ]
        near.sort(key=lambda word: word[0][0])
        wanted = plain(line["text"])
        # The words that begin and end the line: any run of them that says it.
        box = None
        for first in range(len(near)):
            said = ""
            for last in range(first, len(near)):
                said += plain(near[last][1])
                if said == wanted:
                    run_of = near[first : last + 1]
                    box = [run_of[0][0][0], top, max(word[0][2] for word in run_of), bottom]
                    break
            if box:
                break
        if box is None and wanted in "".join(plain(text) for _, text in near):
            box = line["box"]
        boxes.append(box)
    off = sorted({text for box, text in there if box[0] < -0.5 or box[2] > size[0] + 0.5})
    return boxes, off


def colour(word):
    return np.array([int(word[at : at + 2], 16) for at in (1, 3, 5)], dtype=float)


def pixels(path):
    picture = Image.open(path).convert("RGBA")
    page = Image.new("RGBA", picture.size, "white")
    return np.asarray(Image.alpha_composite(page, picture).convert("RGB"), dtype=float)


def ink(picture, line, size):
    """Which share of a label's box is ink rather than halo."""
    scale = picture.shape[1] / size[0]
    left, top, right, bottom = (round(scale * side) for side in line["box"])
    box = picture[max(top, 0) : bottom, max(left, 0) : right]
    ground, mark = colour(line["halo"]), colour(line["ink"])
    axis = mark - ground
    return float(np.clip((box - ground) @ axis / (axis @ axis), 0, 1).mean()) if box.size else 0.0


def raster(pdf, size, folder, program):
    """A PDF as pixels, FINE to one of the picture."""
    target = folder / pdf.stem
    wide = FINE * size[0]
    if program == "emf":
        wide *= A4[0] / frame(size)[0]
    run("pdftoppm", "-r", "216", "-singlefile", "-png", "-scale-to-x", round(wide), "-scale-to-y", -1, pdf, target)
    found = pixels(target.with_suffix(".png"))
    target.with_suffix(".png").unlink()
    return found[:, : round(FINE * size[0])]


def over_each_other(lines, boxes):
    """Pairs of lines that a program has drawn over each other."""
    pairs = []
    drawn = [(line, box) for line, box in zip(lines, boxes) if box]
    for number, (a, box_a) in enumerate(drawn):
        for b, box_b in drawn[:number]:
            height = min(a["size"], b["size"]) * 0.5
            if abs(box_a[3] - box_b[3]) < height and min(box_a[2], box_b[2]) - max(box_a[0], box_b[0]) > 1.0:
                pairs.append([b["text"], a["text"]])
    return pairs


def look(folder, target, name, programs, widths):
    size, found = lines(folder / f"{name}.svg", widths)
    own = pixels(folder / f"{name}.png")
    # Ink is looked for where a halo of another colour lies below.
    labels = [line for line in found if line["halo"] and np.abs(colour(line["halo"]) - colour(line["ink"])).max() > 40]
    result = {"lines": len(found), "labels": len(labels)}
    for program in programs:
        pdf = folder / f"{name}.pdf" if program == "own" else target / program / f"{name}.pdf"
        # Letters in an EMF of Inkscape are outlines.
        boxes, off = ([line["box"] for line in found], []) if program == "emf" else looked_for(found, pdf, size)
        picture = raster(pdf, size, target, program)
        shares = [ink(picture, line, size) / max(ink(own, line, size), 1e-3) for line in labels]
        result[program] = {
            "not_found": [line["text"] for line, box in zip(found, boxes) if box is None],
            "off_the_page": off,
            "over_each_other": [] if program == "emf" else over_each_other(found, boxes),
            "least_ink": round(min(shares, default=1.0), 2),
            "faint": [line["text"] for line, share in zip(labels, shares) if share < LEAST_INK],
        }
    return result


def with_painted_halos(svg):
    """A map as one would write it with `paint-order`: halos and letters in one element."""
    text = svg.read_text()
    halos = {}

    def taken(found):
        for halo in re.findall(r'<text x="([^"]+)" y="([^"]+)"[^>]*stroke="([^"]+)" stroke-width="([^"]+)">', found[0]):
            halos[halo[:2]] = halo[2:]
        return ""

    text = re.sub(r'<g aria-hidden="true".*?</g>\n', taken, text, flags=re.S)

    def painted(found):
        stroke = halos.get(found.group(1, 2))
        more = f' stroke="{stroke[0]}" stroke-width="{stroke[1]}" stroke-linejoin="round" paint-order="stroke"' if stroke else ""
        return found[0][:-1] + more + ">"

    return re.sub(r'<text x="([^"]+)" y="([^"]+)"[^>]*>', painted, text)


def vocabulary(svgs):
    """Every element with every attribute that it has somewhere."""
    found = {}
    for svg in svgs:
        for node in ElementTree.parse(svg).iter():
            plain_name = lambda name: name.replace(SVG, "").replace("{http://www.inkscape.org/namespaces/inkscape}", "inkscape:").replace(
                "{http://www.w3.org/XML/1998/namespace}", "xml:"
            )
            found.setdefault(plain_name(node.tag), set()).update(
                "data-…" if name.startswith("data-") else plain_name(name) for name in node.keys()
            )
    return {element: sorted(names) for element, names in sorted(found.items())}


def versions(programs):
    commands = {
        "chromium": ["chromium", "--version"],
        "librsvg": ["rsvg-convert", "--version"],
        "inkscape": ["inkscape", "--version"],
        "libreoffice": ["soffice", "--version"],
    }
    found = {program: run(*command).strip().splitlines()[-1] for program, command in commands.items() if program in programs}
    lock = (ROOT / "Cargo.lock").read_text()
    for crate in ("resvg", "krilla-svg"):
        found[crate] = re.search(rf'name = "{crate}"\nversion = "([^"]+)"', lock).group(1)
    return found


def main(bacino, folder, atlas):
    folder, atlas = pathlib.Path(folder).resolve(), pathlib.Path(atlas).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    needed = {"chromium": "chromium", "librsvg": "rsvg-convert", "inkscape": "inkscape", "libreoffice": "soffice", "emf": "inkscape"}
    programs = [program for program, command in needed.items() if shutil.which(command)]
    for program in needed.keys() - set(programs):
        print(f"skipped: {program} is not on this machine")
    names = list(gallery(bacino, folder, atlas))
    widths = Widths()
    fonts = folder / "fonts"
    fonts.mkdir(exist_ok=True)
    for font in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"):
        shutil.copy(f"/usr/share/fonts/truetype/dejavu/{font}", fonts / font)
    (fonts / "fonts.conf").write_text(DEJAVU.format(fonts=fonts))
    results = {"versions": versions(programs), "vocabulary": vocabulary(folder / f"{name}.svg" for name in names)}
    for fonts_of, env in (("noto_sans", None), ("dejavu_sans_alone", os.environ | {"FONTCONFIG_FILE": str(fonts / "fonts.conf")})):
        target = folder / fonts_of
        drawn_by_all(names, folder, target, env, programs)
        looked_at = programs + (["own"] if env is None else [])
        results[fonts_of] = {name: look(folder, target, name, looked_at, widths) for name in names}
    control = folder / "control"
    control.mkdir(exist_ok=True)
    first = names[0]
    (control / f"{first}.svg").write_text(with_painted_halos(folder / f"{first}.svg"))
    drawn_by_all([first], control, control, None, [program for program in programs if program != "emf"])
    for ending in ("svg", "png"):
        shutil.copy(folder / f"{first}.{ending}", control / f"{first}.{ending}")
    results["halos_by_paint_order"] = look(control, control, first, [program for program in programs if program != "emf"], widths)
    text = json.dumps(results, indent=1, ensure_ascii=False)
    # Lists and records of one program stand on one line.
    text = re.sub(r"\{\n\s+\"not_found\"[^{}]*\}", lambda found: re.sub(r"\s*\n\s*", " ", found[0]), text)
    text = re.sub(r"\[[^\[\]{}]*\]", lambda found: re.sub(r"\s*\n\s*", " ", found[0]), text)
    HERE.joinpath("gallery.json").write_text(text + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
