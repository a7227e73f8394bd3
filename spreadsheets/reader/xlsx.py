"""Reading .xlsx: workbook, relations, styles and shared texts, then each sheet in one streaming pass."""

from __future__ import annotations

from array import array
from typing import NamedTuple

from spreadsheets.reader.dates import BUILTIN, Format, classify
from spreadsheets.reader.guarded_xml import Depth, attribute, is_true, local, parse_xml
from spreadsheets.reader.limits import Limits
from spreadsheets.reader.marking.mark import read_mark
from spreadsheets.reader.package import Package
from spreadsheets.reader.refusal import Refusal
from spreadsheets.reader.relations import each_element, ignore, read_relations
from spreadsheets.reader.sink import Sink
from spreadsheets.reader.xlsx_cells import CellReader
from spreadsheets.reader.xlsx_rows import PlainRows
from spreadsheets.reader.xlsx_sheet import read_sheet
from spreadsheets.reader.xlsx_text import unescape
from spreadsheets.reader.xlsx_texts import read_texts

WORKBOOK = "xl/workbook.xml"


class SheetEntry(NamedTuple):
    """A line of the workbook's list of sheets."""

    name: str
    hidden: bool
    relation: str


def read(content: bytes, sink: Sink) -> None:
    """Read a workbook; Refusal where the package holds something else, is damaged, has macros or exceeds a limit."""
    package = Package(content, sink.limits)
    if package.kind() != "xlsx":
        raise Refusal(package.kind())
    workbook = find_workbook(package, sink.limits)
    entries, is_1904 = read_workbook(package, sink.limits, workbook)
    relations = read_relations(package, sink.limits, workbook)
    parts = {relation.kind: relation.target for relation in relations.values()}
    formats = _read_formats(package, sink, parts.get("styles"))
    texts = parts.get("sharedStrings", "")
    places = read_texts(package.chunks(texts), sink) if texts in package else array("I")
    cells = CellReader(sink, places, formats, is_1904)
    plain_rows = PlainRows(cells)
    for entry in entries:
        relation = relations.get(entry.relation)
        if relation is None:
            raise Refusal("damaged")
        if relation.kind == "worksheet":
            sink.begin_sheet(entry.name, hidden=entry.hidden)
            read_sheet(package.chunks(relation.target), cells, plain_rows)
    if mark := read_mark(package, sink.limits):
        sink.mark(mark)
    sink.end_book("xlsx")


def find_workbook(package: Package, limits: Limits) -> str:
    """Name the part that lists the sheets."""
    for relation in read_relations(package, limits, "").values():
        if relation.kind == "officeDocument" and relation.target in package:
            return relation.target
    return WORKBOOK


def read_workbook(package: Package, limits: Limits, part: str) -> tuple[list[SheetEntry], bool]:
    """Read the list of sheets, and whether dates count from 1904."""
    entries: list[SheetEntry] = []
    is_1904 = False

    def sheet(attributes: dict[str, str]) -> None:
        hidden = attributes.get("state", "visible") != "visible"
        relation = next(
            (value for key, value in attributes.items() if local(key) == "id" and key != "id"), ""
        )
        entries.append(SheetEntry(unescape(attributes.get("name", "")), hidden, relation))
        if len(entries) > limits.sheets:
            raise Refusal("too_many_sheets", limit=limits.sheets)

    def properties(attributes: dict[str, str]) -> None:
        nonlocal is_1904
        is_1904 = is_true(attribute(attributes, "date1904"))

    each_element(package, limits, part, {"sheet": sheet, "workbookPr": properties})
    return entries, is_1904


def _read_formats(package: Package, sink: Sink, part: str | None) -> list[Format]:
    """Read what the number format of each cell style makes of a number."""
    codes: dict[str, Format] = {}
    styles: list[Format] = []
    if part is None or part not in package:
        return styles
    inside = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        depth.down()
        match local(name):
            case "numFmt":
                codes[attributes.get("numFmtId", "")] = classify(attributes.get("formatCode", ""))
            case "cellXfs":
                inside = True
            case "xf" if inside:
                styles.append(_format_of(attributes.get("numFmtId", "0"), codes))

    def end(name: str) -> None:
        nonlocal inside
        depth.up()
        if local(name) == "cellXfs":
            inside = False

    depth = Depth(sink.limits.xml_depth)
    parse_xml(package.side_part(part), start, end, ignore)
    return styles


def _format_of(number: str, codes: dict[str, Format]) -> Format:
    if number in codes:
        return codes[number]
    return BUILTIN.get(int(number), Format.NUMBER) if number.isdecimal() else Format.NUMBER
