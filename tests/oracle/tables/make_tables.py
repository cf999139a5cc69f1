"""Workbooks as offices save them, for the tests of tables.

Squareland's units, catchments and residents as XLSX (openpyxl), XLS (xlwt), XLSB (pyxlsbwriter) and ODS (odfpy), plain and with what
goes wrong in offices. The files are committed; this script makes them again. Times inside them are fixed, so that the same versions give
the same bytes.

Run: python make_tables.py            (openpyxl 3.1.5, xlwt 1.3.0, pyxlsbwriter 0.1.0, odfpy 1.4.1)
"""

import csv
import datetime
import io
import os
import pathlib
import struct
import tempfile
import zipfile

import openpyxl
import pyxlsbwriter
import xlwt
from odf import style, table, text
from odf.opendocument import OpenDocumentSpreadsheet

HERE = pathlib.Path(__file__).parent
SQUARELAND = HERE.parent.parent / "squareland"
WHEN = datetime.datetime(2023, 1, 1)


def typed(cell):
    try:
        return int(cell)
    except ValueError:
        try:
            return float(cell)
        except ValueError:
            return cell or None


def rows(name):
    with open(SQUARELAND / name, encoding="utf-8", newline="") as file:
        return [[typed(cell) for cell in row] for row in csv.reader(file)]


def save(book, name):
    book.properties.created = book.properties.modified = WHEN
    raw = io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(HERE / name, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "docProps/core.xml":
                content = b"".join(
                    part if not part.startswith(b"20") else b"2023-01-01T00:00:00Z" + part[20:]
                    for part in split_keep(content, b"W3CDTF\">")
                )
            target.writestr(zipfile.ZipInfo(entry.filename, (2023, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


def split_keep(content, mark):
    parts = content.split(mark)
    out = [parts[0]]
    for part in parts[1:]:
        out += [mark, part]
    return out


def sheet_of(book, title, table_rows):
    sheet = book.create_sheet(title)
    for row in table_rows:
        sheet.append(row)
    return sheet


def new_book():
    book = openpyxl.Workbook()
    book.remove(book.active)
    return book


def squareland_xlsx():
    """One workbook with a sheet per table: codes and counts are numbers where they look like them."""
    book = new_book()
    sheet_of(book, "Units", rows("units.csv"))
    sheet_of(book, "Rules", rows("catchments.csv"))
    sheet_of(book, "Residents", rows("population.csv"))
    sheet_of(book, "Areas", rows("areas.csv"))
    save(book, "squareland.xlsx")


def office_xlsx():
    """What people do to a sheet: titles, notes, empty columns, formats, noise, filters, another sheet that is hidden."""
    book = new_book()
    residents = rows("population.csv")
    sheet = book.create_sheet("Residents 2023")
    sheet["B1"] = "Residents of Squareland, 1 January 2023"
    sheet["B2"] = "made by the office, do not send on"
    sheet.merge_cells("B1:D1")
    for at, (code, count) in enumerate(residents):
        sheet.cell(4 + at, 2, code)
        sheet.cell(4 + at, 3, count)
    sheet["C4"] = "population\n"
    sheet["C5"] = 100.0000000001
    sheet["C6"].number_format = "#,##0"
    sheet["C7"] = 299.99999999999994
    sheet["B22"] = "Source: the registry of Squareland"
    sheet.row_dimensions[6].hidden = True
    old = sheet_of(book, "Residents 2022", [[code, count] for code, count in residents])
    old.sheet_state = "hidden"
    chart = book.create_chartsheet("Chart")
    chart.sheet_state = "visible"
    save(book, "office.xlsx")


def damaged_xlsx():
    """Cells that a spreadsheet damaged: failed formulas, dates, merged cells, percentages, text for numbers."""
    book = new_book()
    units = rows("units.csv")
    sheet = sheet_of(book, "Dates", units)
    sheet["A3"] = datetime.datetime(2026, 3, 1)
    sheet["A3"].number_format = "d-mmm"
    sheet = sheet_of(book, "Failed", units)
    for place, failure in (("F4", "#N/A"), ("F5", "#REF!"), ("E6", "#DIV/0!")):
        sheet[place] = failure
        sheet[place].data_type = "e"
    sheet = sheet_of(book, "Merged", units)
    sheet.merge_cells("C2:C3")
    sheet = sheet_of(book, "Percent", units)
    sheet["F4"] = 0.6
    sheet["F4"].number_format = "0%"
    sheet = sheet_of(book, "Fraction", units)
    sheet["F4"] = 600.5
    sheet = sheet_of(book, "Text", units)
    sheet["F4"] = "1.600"
    sheet_of(book, "Ragged", units)["I3"] = "beside"
    book.create_sheet("Empty")
    sheet_of(book, "Header", units[:1])
    save(book, "damaged.xlsx")


def xls_sheet(book, title, table_rows):
    sheet = book.add_sheet(title, cell_overwrite_ok=True)
    for at, row in enumerate(table_rows):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(at, column, value)
    return sheet


def squareland_xls():
    book = xlwt.Workbook(encoding="utf-8")
    xls_sheet(book, "Units", rows("units.csv"))
    xls_sheet(book, "Rules", rows("catchments.csv"))
    xls_sheet(book, "Residents", rows("population.csv"))
    xls_sheet(book, "Areas", rows("areas.csv"))
    book.save(str(HERE / "squareland.xls"))


def office_xls():
    """As office.xlsx, with names beyond Latin-1 and more text than one record holds."""
    book = xlwt.Workbook(encoding="utf-8")
    residents = rows("population.csv")
    sheet = book.add_sheet("Residents 2023", cell_overwrite_ok=True)
    sheet.write_merge(0, 0, 1, 3, "Residents of Squareland, 1 January 2023")
    sheet.write(1, 1, "made by the office, do not send on")
    for at, (code, count) in enumerate(residents):
        sheet.write(3 + at, 1, code)
        sheet.write(3 + at, 2, count)
    sheet.write(3, 2, "population\n")
    sheet.write(4, 2, 100.0000000001)
    sheet.write(5, 2, 200, xlwt.easyxf(num_format_str="#,##0"))
    sheet.write(6, 2, 299.99999999999994)
    sheet.write(21, 1, "Source: the registry of Squareland")
    sheet.row(5).hidden = True
    sheet.write(3, 3, "remarks")
    for at in range(16):
        sheet.write(4 + at, 3, f"{at}: " + ("città, metà, però; " if at % 2 else "Škofja Loka – Łódź; ") * 60)
    old = xls_sheet(book, "Residents 2022", [[code, count] for code, count in residents])
    old.visibility = 1
    book.save(str(HERE / "office.xls"))


def uncomputed_xlsx():
    """Formulas as programs write them: without a value until a spreadsheet computes it."""
    book = new_book()
    sheet = sheet_of(book, "Units", rows("units.csv"))
    sheet["F4"] = "=SUM(F2:F3)"
    save(book, "uncomputed.xlsx")


def damaged_xls():
    book = xlwt.Workbook(encoding="utf-8")
    units = rows("units.csv")
    date = xlwt.easyxf(num_format_str="d-mmm")
    sheet = xls_sheet(book, "Dates", units)
    sheet.write(2, 0, datetime.datetime(2026, 3, 1), date)
    sheet = xls_sheet(book, "Failed", units)
    for row, column, failure in ((3, 5, 0x2A), (4, 5, 0x17), (5, 4, 0x07)):
        sheet.row(row).set_cell_error(column, failure)
    sheet = book.add_sheet("Merged", cell_overwrite_ok=True)
    for at, row in enumerate(units):
        for column, value in enumerate(row):
            if value is not None and (at, column) not in ((1, 2), (2, 2)):
                sheet.write(at, column, value)
    sheet.write_merge(1, 2, 2, 2, "W1")
    sheet = xls_sheet(book, "Percent", units)
    sheet.write(3, 5, 0.6, xlwt.easyxf(num_format_str="0%"))
    sheet = xls_sheet(book, "Fraction", units)
    sheet.write(3, 5, 600.5)
    sheet = xls_sheet(book, "Formula", units)
    sheet.write(3, 5, xlwt.Formula("600+0"))
    book.add_sheet("Empty")
    book.save(str(HERE / "damaged.xls"))


def xlsb_records(content):
    at = 0
    while at < len(content):
        start = at
        kind, at = content[at] & 0x7F, at + 1
        if content[start] & 0x80:
            kind, at = kind | (content[at] & 0x7F) << 7, at + 1
        length, shift = 0, 0
        while True:
            byte, at = content[at], at + 1
            length, shift = length | (byte & 0x7F) << shift, shift + 7
            if not byte & 0x80:
                break
        yield kind, content[start:at], bytearray(content[at : at + length])
        at += length


def xlsb_record(kind, content):
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + bytes([len(content)]) + bytes(content)


def damage_xlsb(content):
    """C2:C3 merged and a failed formula in F4: what the writer cannot write."""
    out, row = b"", None
    for kind, head, body in xlsb_records(content):
        if kind == 0:
            row = struct.unpack_from("<I", body)[0]
        column = struct.unpack_from("<I", body)[0] if 2 <= kind <= 11 else None
        if (row, column) == (3, 5):
            out += xlsb_record(11, bytes(body[:8]) + b"\x2a" + b"\0\0" + b"\0\0\0\0" + b"\0\0\0\0")
            continue
        if (row, column) == (2, 2):
            continue
        out += head + bytes(body)
        if kind == 146:
            merged = struct.pack("<IIII", 1, 2, 2, 2)
            out += xlsb_record(177, struct.pack("<I", 1)) + xlsb_record(176, merged) + xlsb_record(178, b"")
    return out


def hide_in_xlsb(content):
    """Row 6 hidden."""
    out = b""
    for kind, head, body in xlsb_records(content):
        if kind == 0 and struct.unpack_from("<I", body)[0] == 5:
            body[11] |= 0x10
        out += head + bytes(body)
    return out


def xlsb(name, sheets, hidden=(), change=None):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "book.xlsb")
        with pyxlsbwriter.XlsbWriter(path) as book:
            for title, table_rows in sheets:
                book.add_sheet(title, hidden=title in hidden)
                book.write_sheet(table_rows)
        with zipfile.ZipFile(path) as source, zipfile.ZipFile(HERE / name, "w", zipfile.ZIP_DEFLATED) as target:
            for entry in sorted(source.infolist(), key=lambda entry: entry.filename):
                content = source.read(entry)
                if change and entry.filename.endswith("sheet1.bin"):
                    content = change(content)
                target.writestr(zipfile.ZipInfo(entry.filename, (2023, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


def squareland_xlsb():
    tables = [("Units", "units"), ("Rules", "catchments"), ("Residents", "population"), ("Areas", "areas")]
    xlsb("squareland.xlsb", [(title, rows(f"{name}.csv")) for title, name in tables], change=hide_in_xlsb)


def damaged_xlsb():
    units = rows("units.csv")
    dates = [list(row) for row in units]
    dates[2][0] = datetime.datetime(2026, 3, 1)
    xlsb("damaged.xlsb", [("Units", units), ("Dates", dates)], hidden=("Dates",), change=damage_xlsb)


def ods_cell(value, kind=None):
    if value is None:
        return table.TableCell()
    if isinstance(value, (int, float)):
        cell = table.TableCell(valuetype=kind or "float", value=value)
    else:
        cell = table.TableCell(valuetype="string")
    for part in str(value).split("\n"):
        cell.addElement(text.P(text=part))
    return cell


def ods_sheet(book, name, table_rows, hidden_rows=(), stylename=None):
    sheet = table.Table(name=name, **({"stylename": stylename} if stylename else {}))
    for at, row in enumerate(table_rows, 1):
        element = table.TableRow(**({"visibility": "filter"} if at in hidden_rows else {}))
        for value in row:
            element.addElement(value if not isinstance(value, (int, float, str, type(None))) else ods_cell(value))
        sheet.addElement(element)
    # LibreOffice fills the sheet to its last row and column.
    rest = table.TableRow(numberrowsrepeated=1048576 - len(table_rows))
    rest.addElement(table.TableCell(numbercolumnsrepeated=16384))
    sheet.addElement(rest)
    book.spreadsheet.addElement(sheet)
    return sheet


def save_ods(book, name):
    book.meta.childNodes.clear()
    raw = io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(HERE / name, "w") as target:
        for entry in source.infolist():
            kind = zipfile.ZIP_STORED if entry.filename == "mimetype" else zipfile.ZIP_DEFLATED
            target.writestr(zipfile.ZipInfo(entry.filename, (2023, 1, 1, 0, 0, 0)), source.read(entry), kind)


def squareland_ods():
    book = OpenDocumentSpreadsheet()
    ods_sheet(book, "Units", rows("units.csv"))
    ods_sheet(book, "Rules", rows("catchments.csv"))
    ods_sheet(book, "Residents", rows("population.csv"))
    ods_sheet(book, "Areas", rows("areas.csv"))
    save_ods(book, "squareland.ods")


def office_ods():
    """Titles, repeated rows, a filter, a hidden sheet, percentages, dates, a failed formula, merged cells, a comment."""
    book = OpenDocumentSpreadsheet()
    hide = style.Style(name="hide", family="table")
    hide.addElement(style.TableProperties(display="false"))
    book.automaticstyles.addElement(hide)
    residents = rows("population.csv")
    title = table.TableCell(valuetype="string", numbercolumnsspanned=2, numberrowsspanned=1)
    title.addElement(text.P(text="Residents of Squareland & its islands"))
    blank = [None, None]
    ods_sheet(
        book,
        "Residents",
        [[title, table.CoveredTableCell()], blank, residents[0], [residents[1][0], 100.0000000001], *residents[2:],
         blank, ["Fonte: registry", None]],
        hidden_rows=(6,),
    )
    ods_sheet(book, "Old", residents, stylename="hide")
    units = rows("units.csv")
    date = table.TableCell(valuetype="date", datevalue="2026-03-01")
    date.addElement(text.P(text="1/3"))
    failed = table.TableCell(valuetype="float", value=0, formula="of:=1/0")
    failed.addElement(text.P(text="#DIV/0!"))
    ods_sheet(book, "Damaged", [units[0], [date, *units[2][1:]], [*units[3][:5], failed, *units[3][6:]]])
    save_ods(book, "office.ods")


def codebook_rows():
    """The answers of tests/it/answers.rs, and codebook.csv."""
    answers = [
        ["unit_id", "peer", "tasks", "place_h", "place_c", "staff"],
        ["A", 1, "groups; Training", 1, 0, 40],
        ["C", 0, None, None, "x", 10],
        ["E", "Sì", "none", None, None, None],
        ["H", 1, "home visits", 0, 1, 30],
    ]
    with open(HERE / "codebook.csv", encoding="utf-8", newline="") as file:
        return answers, [[typed(cell) for cell in row] for row in csv.reader(file)]


def codebook_xlsx():
    answers, questions = codebook_rows()
    book = new_book()
    sheet_of(book, "Answers", answers)
    sheet_of(book, "Questions", questions)
    save(book, "codebook.xlsx")


def codebook_ods():
    answers, questions = codebook_rows()
    book = OpenDocumentSpreadsheet()
    ods_sheet(book, "Answers", answers)
    ods_sheet(book, "Questions", questions)
    save_ods(book, "codebook.ods")


if __name__ == "__main__":
    squareland_xlsx()
    office_xlsx()
    damaged_xlsx()
    uncomputed_xlsx()
    squareland_xls()
    office_xls()
    damaged_xls()
    squareland_xlsb()
    damaged_xlsb()
    squareland_ods()
    office_ods()
    codebook_xlsx()
    codebook_ods()
