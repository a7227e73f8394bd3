"""A workbook as its file says: read from the bare XML, without the library that wrote it."""

from __future__ import annotations

import re
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
Cells = dict[str, str | float]


def sheets_of(content: bytes) -> dict[str, Cells]:
    """Return the cells of each sheet by its name and their address; numbers as floats."""
    with ZipFile(BytesIO(content)) as parts:
        places = {
            part.get("Id"): part.get("Target", "").removeprefix("/")
            for part in ET.fromstring(parts.read("xl/_rels/workbook.xml.rels"))  # noqa: S314  our own file
        }
        book = ET.fromstring(parts.read("xl/workbook.xml"))  # noqa: S314  as above
        return {
            str(sheet.get("name")): _cells(parts.read(str(places[sheet.get(f"{RELATIONS}id")])))
            for sheet in book.iter(f"{MAIN}sheet")
        }


def _cells(xml: bytes) -> Cells:
    found: Cells = {}
    for cell in ET.fromstring(xml).iter(f"{MAIN}c"):  # noqa: S314  as above
        address, value = str(cell.get("r")), cell.find(f"{MAIN}v")
        text = cell.find(f"{MAIN}is")
        assert cell.find(f"{MAIN}f") is None, f"{address} holds a formula"
        if text is not None:
            found[address] = "".join(text.itertext())
        elif value is not None and value.text is not None:
            found[address] = float(value.text)
    return found


def lines_of(cells: Cells) -> dict[int, dict[str, str | float]]:
    """Return the numbered lines of an official form, each with its cells by the letters of their columns."""
    rows: dict[int, dict[str, str | float]] = {}
    for address, value in cells.items():
        column, row = re.fullmatch(r"([A-Z]+)(\d+)", address).groups()  # type: ignore[union-attr]  # every address is one
        rows.setdefault(int(row), {})[column] = value
    return {int(row["C"]): row for row in rows.values() if isinstance(row.get("C"), float)}
