#!/usr/bin/env python3
"""Draws maps with four programs and compares the pictures, and looks in Chromium for words over words.

    python compare_pictures.py BACINO FOLDER

BACINO is the program, FOLDER a folder for pictures. Writes pictures.json beside this script: versions, the mean difference of every pair
of pictures from the program's own PNG (per channel, from 0 to 1, on a white page), and pairs of texts whose ink overlaps in Chromium.

Needs numpy, Pillow, chromium, rsvg-convert and inkscape. SVGs are drawn with their text as outlines, so that no program's choice of
fonts counts, and again as text in the embedded font for Chromium.
"""
import json
import pathlib
import re
import subprocess
import sys

import numpy as np
from PIL import Image

MAPS = {
    "regions": ["regions", "--labels", "names"],
    "provinces-dark": ["provinces", "--theme", "dark", "--labels", "values", "--size", "page"],
    "regions-grey": ["regions", "--theme", "grey", "--size", "column", "--hatch-below", "1000000"],
    "catchments": ["catchments", "--size", "slide", "--graticule", "--north-arrow"],
    "multiples": ["regions,istat5,survey", "--form", "multiples", "--labels", "values"],
    "part-locator-inset": ["provinces", "--part", "Nord-est", "--locator", "schemes", "--labels", "names", "--inset", "Trieste", "--size", "a4"],
    "provinces-density": ["provinces", "--value", "density", "--palette", "Greys", "--hatch-below", "300000", "--size", "a4"],
    "provinces-response": ["provinces", "--value", "response", "--theme", "grey", "--size", "page", "--labels", "codes"],
    "regions-share": ["regions", "--value", "kind=territorial", "--form", "symbols", "--labels", "values"],
}
TEXTS = """
<script>
const canvas = document.createElement('canvas').getContext('2d');
document.fonts.ready.then(() => {
  const found = [...document.querySelectorAll('text')].filter(node => !node.closest('[aria-hidden]')).map(node => {
    const style = getComputedStyle(node), box = node.getBBox(), matrix = node.getCTM();
    canvas.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const ink = canvas.measureText(node.textContent);
    const y = +node.getAttribute('y');
    const at = (x, y) => [matrix.a * x + matrix.e, matrix.d * y + matrix.f];
    return [node.textContent, at(box.x, y - ink.actualBoundingBoxAscent), at(box.x + box.width, y + ink.actualBoundingBoxDescent)];
  });
  const pairs = [];
  found.forEach(([a, [al, at], [ar, ab]], i) => found.slice(0, i).forEach(([b, [bl, bt], [br, bb]]) => {
    if (al < br - 0.5 && bl < ar - 0.5 && at < bb - 0.5 && bt < ab - 0.5) pairs.push([a, b]);
  }));
  document.title = JSON.stringify({ texts: found.length, font: document.fonts.check('12px "Noto Sans"'), pairs });
  document.body.textContent = document.title;
});
</script>
"""
CHROMIUM = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1"]


def run(*command):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout


def pixels(path):
    picture = Image.open(path).convert("RGBA")
    page = Image.new("RGBA", picture.size, "white")
    return np.asarray(Image.alpha_composite(page, picture).convert("RGB"), dtype=float) / 255


def main(bacino, folder):
    folder = pathlib.Path(folder).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    results = {
        "versions": {
            "chromium": run("chromium", "--version").strip(),
            "librsvg": run("rsvg-convert", "--version").strip(),
            "inkscape": run("inkscape", "--version").strip().splitlines()[-1],
            "resvg": re.search(r'name = "resvg"\nversion = "([^"]+)"', (pathlib.Path(__file__).parents[3] / "Cargo.lock").read_text()).group(1),
        },
        "mean_difference": {},
        "words_over_words": {},
    }
    for name, flags in MAPS.items():
        svg, own = folder / f"{name}.svg", folder / f"{name}.png"
        run(bacino, "-q", "map", *flags, "-o", svg, "--outline-text", "--force")
        run(bacino, "-q", "map", *flags, "-o", own, "--dpi", "96", "--force")
        expected = pixels(own)
        high, wide = expected.shape[:2]
        run("rsvg-convert", "-w", wide, "-h", high, svg, "-o", folder / f"{name}-librsvg.png")
        run("inkscape", svg, "-w", wide, "-h", high, "-o", folder / f"{name}-inkscape.png")
        page = folder / f"{name}.html"
        page.write_text(f'<!doctype html><body style="margin:0"><img src="{svg}" width="{wide}" height="{high}" style="display:block">')
        run(*CHROMIUM, f"--window-size={wide},{high}", f"--screenshot={folder}/{name}-chromium.png", f"file://{page}")
        results["mean_difference"][name] = {
            program: round(float(np.abs(pixels(folder / f"{name}-{program}.png") - expected).mean()), 5)
            for program in ["chromium", "librsvg", "inkscape"]
        }
        embedded = folder / f"{name}-embedded.svg"
        run(bacino, "-q", "map", *flags, "-o", embedded, "--embed-font", "--force")
        page.write_text(f'<!doctype html><meta charset="utf-8"><body style="margin:0">{embedded.read_text()}{TEXTS}')
        dump = run(*CHROMIUM, "--virtual-time-budget=5000", "--dump-dom", f"file://{page}")
        title = re.search(r"<body[^>]*>(\{.*\})", dump, re.S).group(1)
        results["words_over_words"][name] = json.loads(title.replace("&amp;", "&"))
    target = pathlib.Path(__file__).with_name("pictures.json")
    target.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n")
    print(target.read_text())


if __name__ == "__main__":
    main(*sys.argv[1:])
