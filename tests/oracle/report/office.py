#!/usr/bin/env python3
"""What LibreOffice reads in report.docx and tables.xlsx is what report.md says.

    office.py PROGRAM [FOLDER]

PROGRAM makes the documents of the reference study in every language. LibreOffice turns the texts into ODT and PDF and the workbooks into
ODS, and these are read back: headings, sentences, captions, tables cell by cell, notes, pictures with their words, sheets with numbers as
numbers. Nothing but the standard library and `soffice` is needed; where `pdftotext` is at hand, the foot of each page is read too. With
FOLDER what was made stays there.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path

LANGUAGES = {"en": ("Table", "Figure", "of"), "it": ("Tabella", "Figura", "di")}

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"
WORD_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

differences = []


def same(where, read, expected):
    """Notes a difference."""
    if read != expected:
        differences.append(f"{where}:\n  read     {read!r}\n  expected {expected!r}")


def same_list(where, read, expected):
    """Notes the first difference of two lists."""
    for at, (one, other) in enumerate(zip(read, expected)):
        if one != other:
            same(f"{where}, {at + 1}", one, other)
            return
    if len(read) != len(expected):
        shorter = min(len(read), len(expected))
        same(f"{where}: {len(read)} and {len(expected)}", read[shorter : shorter + 1], expected[shorter : shorter + 1])


def plain(text):
    """Words without what differs in how documents are written."""
    return re.sub(r"[ \t\n\u2003\u00a0]+", " ", text).strip()


# What Markdown says: a list of ("heading", level, words), ("words", words), ("rows", rows) and ("table", titles, rows).


def unescaped(text):
    return re.sub(r"\\(.)", r"\1", text)


def cells(line):
    """The cells of a row of a table."""
    return [unescaped(cell).strip(" ") for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1]]


def markdown(text):
    """What a page says, in its order."""
    said, lines, at = [], text.splitlines(), 0
    in_parts = False
    while at < len(lines):
        line = lines[at]
        at += 1
        if not line.strip():
            continue
        if line.startswith("|"):
            rows = [cells(line)]
            while at < len(lines) and lines[at].startswith("|"):
                rows.append(cells(lines[at]))
                at += 1
            body = [[re.sub(r"^\*\*(.*)\*\*$", r"\1", row[0])] + row[1:] for row in rows[2:]]
            said.append(("table", rows[0], [[plain(cell) for cell in row] for row in body]))
        elif line.startswith("- **"):
            value, told = re.match(r"- \*\*(.*?)\*\* (.*)", line).groups()
            row = [plain(unescaped(value)), plain(unescaped(told))]
            if said[-1][0] != "rows":
                said.append(("rows", []))
            said[-1][1].append(row)
        elif line.startswith("- "):
            said.append(("words", plain(unescaped(line[2:]))))
        elif line.startswith("### "):
            said.append(("words", plain(unescaped(line[4:]))))
        elif line.startswith("## "):
            in_parts = True
            said.append(("heading", 1, plain(unescaped(line[3:]))))
        elif line.startswith("# "):
            said.append(("words", plain(unescaped(line[2:]))))
        elif match := re.match(r"\*\*(.*?)\.\*\* (.*)", line):
            said.append(("heading", 2, plain(unescaped(match[1]))))
            said.append(("words", plain(unescaped(match[2]))))
        elif match := re.fullmatch(r"\*\*(.*)\*\*", line.strip()):
            # The first is the headline, the others stand over what may be said and what may not.
            is_headline = not in_parts and not any(piece[0] == "headline" for piece in said)
            said.append(("headline", plain(unescaped(match[1]))) if is_headline else ("heading", 2, plain(unescaped(match[1]))))
        else:
            said.append(("words", plain(unescaped(line))))
    return [("words", piece[1]) if piece[0] == "headline" else piece for piece in said]


# What LibreOffice read.


def words(node):
    """The words of a paragraph as LibreOffice has them."""
    text = node.text or ""
    for child in node:
        if child.tag == f"{TEXT}s":
            text += " " * int(child.get(f"{TEXT}c", "1"))
        elif child.tag in (f"{TEXT}line-break", f"{TEXT}tab"):
            text += " "
        elif child.tag not in (f"{DRAW}frame", f"{OFFICE}annotation"):
            text += words(child)
        text += child.tail or ""
    return text


def rows_of(table):
    """The rows of a table, cells in order, and how many of them are titles."""
    rows, n_titles = [], 0
    titles = {id(row) for header in table.iter(f"{TABLE}table-header-rows") for row in header.iter(f"{TABLE}table-row")}
    for row in table.iter(f"{TABLE}table-row"):
        n_titles += id(row) in titles
        own = [cell for cell in row if cell.tag in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")]
        rows.append([plain(" ".join(words(p) for p in cell.iter(f"{TEXT}p"))) for cell in own])
    return rows, n_titles


class Writer:
    """A text as LibreOffice read it."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            self.content = ElementTree.fromstring(archive.read("content.xml"))
            self.styles = ElementTree.fromstring(archive.read("styles.xml"))
            self.pictures = {name: archive.read(name) for name in archive.namelist() if name.startswith("Pictures/")}
        self.parents = {
            style.get(f"{STYLE}name"): style.get(f"{STYLE}parent-style-name")
            for root in (self.styles, self.content)
            for style in root.iter(f"{STYLE}style")
            if style.get(f"{STYLE}family") == "paragraph"
        }
        self.pieces = []
        self.frames = []
        self.walk(self.content.find(f"{OFFICE}body/{OFFICE}text"))

    def style(self, node):
        """The style that a user knows."""
        name = node.get(f"{TEXT}style-name")
        return self.parents.get(name, name) if re.fullmatch(r"P\d+", name or "") else name

    def walk(self, node):
        for child in node:
            if child.tag == f"{TABLE}table":
                self.pieces.append(("table", *rows_of(child)))
            elif child.tag == f"{TEXT}h":
                self.pieces.append(("heading", int(child.get(f"{TEXT}outline-level")), plain(words(child))))
            elif child.tag == f"{TEXT}p":
                self.frames += child.iter(f"{DRAW}frame")
                if text := plain(words(child)):
                    self.pieces.append(("words", self.style(child), text))
            elif child.tag in (f"{TEXT}list", f"{TEXT}list-item", f"{TEXT}section"):
                self.walk(child)


def check_text(language, folder):
    """A text against the page."""
    label_table, label_figure, of = LANGUAGES[language]
    text = Writer(folder / f"{language}.odt")
    expected = markdown((folder / f"{language}.md").read_text(encoding="utf-8"))
    parts = {piece[2] for piece in expected if piece[0] == "heading"}
    is_figure = lambda piece: piece[0] == "words" and re.match(rf"{label_figure} \d+\. ", piece[2])
    figures = [piece[2] for piece in text.pieces if is_figure(piece)]
    read = [piece for piece in text.pieces if not is_figure(piece)]

    def compared(piece):
        """What of a piece is compared: a verdict is told with its reason in brackets on a page, and with the part that shows it here."""
        if piece[0] == "words":
            said = re.sub(r" → (.*)$", lambda link: "" if link[1] in parts else link[0], piece[-1])
            return ("words", re.sub(r"[() ]", "", said))
        if piece[0] == "rows":
            return ("table", [[re.sub(r"[() ]", "", cell) for cell in row] for row in piece[1]])
        if piece[0] == "table" and isinstance(piece[2], int):
            _, rows, n_titles = piece
            body = rows[n_titles:] if n_titles else [[re.sub(r"[() ]", "", cell) for cell in row] for row in rows]
            return ("table", body)
        return ("table", piece[2]) if piece[0] == "table" else piece

    same_list(f"{language}: text", [compared(piece) for piece in read], [compared(piece) for piece in expected])

    # Titles of columns: on a page with what columns have in common before them, here above them.
    own = [(rows, n_titles) for kind, rows, n_titles in (piece for piece in read if piece[0] == "table") if n_titles]
    paged = [piece for piece in expected if piece[0] == "table"]
    for (rows, n_titles), (_, titles, _) in zip(own, paged):
        for at, title in enumerate(titles):
            over = [rows[row][at] for row in range(n_titles)]
            last = next((words for words in reversed(over) if words), "")
            if not plain(title).endswith(last) or not last and title:
                same(f"{language}: a title", over, title)
    captions = [piece[2] for piece in read if piece[0] == "words" and piece[1] in ("Table_20_Caption",)]
    for caption in captions:
        if not re.match(rf"{label_table} S?\d+\. ", caption):
            differences.append(f"{language}: the caption {caption!r} has no number")
    same(f"{language}: captions of tables", len(captions), len(paged))

    # Pictures: as many as in the document, each with its words and a caption below. Older versions read the raster and not the lines.
    with zipfile.ZipFile(folder / f"{language}.docx") as archive:
        document = ElementTree.fromstring(archive.read("word/document.xml"))
    about = [(own.get("title"), own.get("descr")) for own in document.iter(f"{WORD_PICTURE}docPr")]
    found = [(frame.findtext(f"{SVG}title"), frame.findtext(f"{SVG}desc")) for frame in text.frames]
    same_list(f"{language}: words for pictures", found, about)
    same_list(f"{language}: captions of figures", figures, [f"{label_figure} {at}. {plain(title)}" for at, (title, _) in enumerate(about, 1)])
    for frame in text.frames:
        files = [text.pictures.get(image.get(f"{XLINK}href"), b"") for image in frame.iter(f"{DRAW}image")]
        if not any(b"<svg" in file[:500] or file.startswith(b"\x89PNG") for file in files):
            differences.append(f"{language}: {frame.get(f'{DRAW}name')} was not read as a picture")

    # The foot of each page.
    pdf = folder / f"{language}.pdf"
    if shutil.which("pdftotext"):
        pages = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout.split("\f")[:-1]
        for number, page in enumerate(pages, 1):
            foot = page.rstrip().splitlines()[-1].strip()
            same(f"{language}: the foot of page {number}", foot, f"{number} {of} {len(pages)}")
    return len(text.pieces), len(text.frames)


# Workbooks.

NUMBER = re.compile(r"[<≤≥]?\s?[−-]?\d[\d\u202f]*(?:[.,]\d+)?")


def numbers(text):
    """The numbers of a cell of a page, each with how many decimals it is told."""
    found = []
    for own in NUMBER.findall(text.replace("\u00a0", " ")):
        is_below = own.startswith("<")
        digits = own.lstrip("<≤≥ ").replace("\u202f", "").replace("−", "-").replace(",", ".")
        found.append((float(digits), len(digits.partition(".")[2]), is_below))
    return found


def sheet_rows(table):
    """The rows of a sheet: for each cell its type, its value and its words."""
    rows = []
    for row in table.iter(f"{TABLE}table-row"):
        own = []
        for cell in row:
            if cell.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                continue
            kind = cell.get(f"{OFFICE}value-type", "")
            value = cell.get(f"{OFFICE}value")
            text = plain(" ".join(words(p) for p in cell.iter(f"{TEXT}p")))
            again = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
            own += [(kind, float(value) if value else None, text)] * (again if kind or again < 50 else 1)
        while own and not own[-1][0]:
            own.pop()
        if own or rows:
            rows += [own] * min(int(row.get(f"{TABLE}number-rows-repeated", "1")), 50)
    return rows


def check_row(where, read, expected, sheet):
    """A row of a sheet against that of a page: the numbers of the page in their order, as exactly as it tells them."""
    same(where, read[0][2] if read else "", expected[0].strip())
    own = iter([cell for cell in read[1:] if cell[0] in ("float", "percentage")])
    for number, decimals, is_below in (number for cell in expected[1:] if is_number(cell) for number in numbers(cell)):

        def is_told(cell):
            value = 100 * cell[1] if cell[0] == "percentage" else cell[1]
            return value < number if is_below else abs(value - number) <= 0.5000001 * 10**-decimals

        # A sheet has more columns than a page.
        if not any(is_told(cell) for cell in own):
            same(f"{where}: {number} of {sheet}", [cell[2] for cell in read], expected)
            return


def is_number(cell):
    """Whether a cell of a page has nothing but numbers and what joins them."""
    without = re.sub(r"\b(da|a|to)\b", "", cell)
    return any(map(str.isdigit, without)) and not any(map(str.isalpha, without))


def check_workbook(language, folder):
    """A workbook against the page of everything."""
    with zipfile.ZipFile(folder / f"{language}.ods") as archive:
        content = ElementTree.fromstring(archive.read("content.xml"))
    sheets = list(content.iter(f"{TABLE}table"))
    everything = markdown((folder / "all" / f"{language}.md").read_text(encoding="utf-8"))
    titles = [piece[1] for piece in everything if piece[0] == "words" and re.match(rf"{LANGUAGES[language][0]} S?\d+\. ", piece[1])]
    tables = [piece for piece in everything if piece[0] == "table"]
    contents = [cell[2] for row in sheet_rows(sheets[0]) for cell in row]
    named = {sheet.get(f"{TABLE}name").split()[0]: sheet_rows(sheet) for sheet in sheets[1:]}
    for number, own in named.items():
        if own[0][0][2].partition(f" {number}. ")[2] not in contents:
            differences.append(f"{language}: sheet {number} is not among the contents: {own[0][0][2]}")
    for title, (_, _, rows) in zip(titles, tables):
        number = title.partition(". ")[0].split()[-1]
        own = named.get(number, [[("", None, "")]])
        same(f"{language}: the title of sheet {number}", own[0][0][2], title)
        for at, row in enumerate(rows):
            check_row(f"{language}: {number}, row {at + 3}", own[at + 2] if at + 2 < len(own) else [], row, number)
    return len(sheets)


def main():
    program = str(Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(sys.argv[2] if len(sys.argv) > 2 else scratch).resolve()
        (folder / "all").mkdir(parents=True, exist_ok=True)
        runs = []
        for language in LANGUAGES:
            own = [program, "report", "--quiet", "--language", language]
            runs.append(subprocess.Popen([*own, "-o", folder / language]))
            runs.append(subprocess.Popen([*own, "--all", "-o", folder / "all" / f"{language}.md"]))
        if any([run.wait() for run in runs]):
            sys.exit("a report was not made")
        for language in LANGUAGES:
            for name in ("report.docx", "report.md", "tables.xlsx"):
                shutil.copy(folder / language / name, folder / f"{language}{Path(name).suffix}")
        for of, to in (("docx", "odt"), ("docx", "pdf"), ("xlsx", "ods")):
            files = [folder / f"{language}.{of}" for language in LANGUAGES]
            profile = f"-env:UserInstallation=file://{scratch}/profile"
            command = ["soffice", profile, "--headless", "--convert-to", to, "--outdir", folder, *files]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
        for language in LANGUAGES:
            n_pieces, n_pictures = check_text(language, folder)
            n_sheets = check_workbook(language, folder)
            print(f"{language}: {n_pieces} pieces of text and tables, {n_pictures} pictures, {n_sheets} sheets read back")
    for difference in differences[:40]:
        print(difference, file=sys.stderr)
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main()
