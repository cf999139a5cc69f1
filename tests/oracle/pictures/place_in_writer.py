#!/usr/bin/env python3
"""Places a map in a document of LibreOffice Writer and draws its page: the picture of src/render/page/README.md.

    bacino map regions --labels names --size 170x130mm -o map.svg
    python place_in_writer.py map.svg FOLDER

Writes FOLDER/writer.png. Needs soffice and pdftoppm, and Pillow, which leaves 96 colours and no margins.
"""
import base64
import pathlib
import subprocess
import sys

from PIL import Image

WORDS = (
    "Of the 135 departments that were asked, those that answered serve slightly more than half of all residents. The map shows in which "
    "regions the answers speak for most people, and where they speak for few. In two regions no department answered."
)
PAGE = '''<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
<style:page-layout style:name="pl"><style:page-layout-properties fo:page-width="21cm" fo:page-height="24cm" fo:margin-top="1.6cm" fo:margin-bottom="1.2cm" fo:margin-left="2cm" fo:margin-right="2cm"/></style:page-layout>
<style:style style:name="H" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.3cm"/><style:text-properties fo:font-size="16pt" fo:font-weight="bold" style:font-name="Liberation Serif"/></style:style>
<style:style style:name="P" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.3cm" fo:text-align="justify"/><style:text-properties fo:font-size="11pt"/></style:style>
<style:style style:name="C" style:family="paragraph"><style:paragraph-properties fo:margin-top="0.15cm" fo:margin-bottom="0.3cm"/><style:text-properties fo:font-size="9.5pt" fo:font-style="italic"/></style:style>
<style:style style:name="G" style:family="graphic"><style:graphic-properties style:vertical-pos="top" style:vertical-rel="baseline"/></style:style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pl"/></office:master-styles>
<office:body><office:text>
<text:p text:style-name="H">Who answered</text:p>
<text:p text:style-name="P">WORDS</text:p>
<text:p text:style-name="P"><draw:frame draw:style-name="G" text:anchor-type="as-char" svg:width="17cm" svg:height="13cm"><draw:image><office:binary-data>MAP</office:binary-data></draw:image></draw:frame></text:p>
<text:p text:style-name="C">Figure 1. Residents in the catchments of departments that answered.</text:p>
<text:p text:style-name="P">WORDS</text:p>
</office:text></office:body></office:document>'''


def main(svg, folder):
    folder = pathlib.Path(folder)
    page = PAGE.replace("WORDS", WORDS).replace("MAP", base64.b64encode(pathlib.Path(svg).read_bytes()).decode())
    (folder / "writer.fodt").write_text(page)
    subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, folder / "writer.fodt"], check=True)
    subprocess.run(["pdftoppm", "-r", "84", "-png", "-singlefile", folder / "writer.pdf", folder / "writer"], check=True)
    picture = Image.open(folder / "writer.png").convert("RGB").crop((40, 40, 660, 660))
    picture.quantize(96, dither=0).save(folder / "writer.png", optimize=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
