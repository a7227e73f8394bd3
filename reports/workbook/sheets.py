"""One table as strips: title, who reports and until when, header, rows, signatures, notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from reports.layout import Column, Form, Kind, Row, Table, Value
from reports.monthly import Report
from reports.workbook.looks import TEXT_FORMAT, Ground, Letters, Look, number_format
from reports.workbook.strips import LINE_HEIGHT, Piece, Strip, lines_in

TITLE = Look(Letters.TITLE, "center")
FACT, RIGHT_FACT = Look(), Look(across="right")
HEAD = Look(Letters.STRONG, "center", boxed=True, ground=Ground.HEAD)
LETTER = Look(Letters.SMALL, "center", boxed=True)
NOTE = Look(Letters.SMALL, down="top")
TEXT = Look(boxed=True, number_format=TEXT_FORMAT)
NUMBER, CENTRED = Look(across="right", boxed=True), Look(across="center", boxed=True)
TITLE_HEIGHT = 32.0
SMALL = 9 / 10.5
"""How large small letters are beside plain ones."""
BLANK = "　　"


@dataclass(frozen=True)
class Page:
    """A table laid out. ``top`` repeats on every printed page; the rows of the table begin below it."""

    top: tuple[Strip, ...]
    rows: tuple[Strip, ...]
    end: tuple[Strip, ...]

    @property
    def height(self) -> float:
        """Height of everything, in points."""
        return sum(strip.height for strip in (*self.top, *self.rows, *self.end))


def page_of(report: Report, table: Table) -> Page:
    """Lay out ``table``."""
    return Page(
        (*titles_of(report, table), *_head(table)),
        tuple(_row(table, row) for row in table.rows),
        (*_signatures(report, table), *_notes(report, table)),
    )


def titles_of(report: Report, table: Table) -> Iterator[Strip]:
    """Yield what stands above the header: of an official form also its number, its issuer and its units."""
    columns = len(table.columns)
    title = f"{table.title}（{report.month.title}）"
    yield Strip((Piece(title, TITLE, columns),), TITLE_HEIGHT)
    if not table.is_form:
        yield _facts(table, f"填报单位：{report.reporter}", f"截止时间：{report.as_of}")
        return
    yield _facts(table, f"填报单位：{report.reporter}", f"表　　号：{table.number}")
    yield _facts(table, f"报 告 期：{report.month.title}", f"制定机关：{report.issuer}")
    yield _facts(table, f"截止时间：{report.as_of}", f"计量单位：{table.unit}")


def _facts(table: Table, left: str, right: str) -> Strip:
    """Two facts in one line, the left one over about half of the width."""
    widths = [column.width for column in table.columns]
    half = min(range(1, len(widths)), key=lambda n: abs(2 * sum(widths[:n]) - sum(widths)))
    deepest = max(lines_in(left, sum(widths[:half])), lines_in(right, sum(widths[half:])))
    pieces = (Piece(left, FACT, half), Piece(right, RIGHT_FACT, len(widths) - half))
    return Strip(pieces, LINE_HEIGHT * deepest + 3)


def _head(table: Table) -> Iterator[Strip]:
    """Yield the header, with bands over it where columns have them, and the letters of the columns."""
    bands = any(column.band for column in table.columns)
    deepest = max(lines_in(column.title, column.width) for column in table.columns)
    titles = tuple(_under_band(column) if bands else Piece(column.title, HEAD) for column in table.columns)
    if bands:
        yield Strip(tuple(_bands(table)), LINE_HEIGHT + 4)
    yield Strip(titles, LINE_HEIGHT * deepest + 6)
    if table.letters:
        yield Strip(tuple(Piece(letter, LETTER) for letter in table.letters), LINE_HEIGHT)


def _under_band(column: Column) -> Piece:
    return Piece(column.title if column.band else "", HEAD)


def _bands(table: Table) -> Iterator[Piece]:
    for band, group in groupby(table.columns, key=lambda column: column.band):
        columns = list(group)
        if band:
            yield Piece(band, HEAD, len(columns))
        else:
            yield from (Piece(column.title, HEAD, rows=2) for column in columns)


def _row(table: Table, row: Row) -> Strip:
    if row.kind is Kind.SECTION:
        look = Look(Letters.STRONG, boxed=True, ground=Ground.SECTION)
        return Strip((Piece(row.values[0], look, len(table.columns)),), LINE_HEIGHT + 1.5)
    pairs = list(zip(table.columns, row.values, strict=True))
    depth = max(lines_in(value, column.width) if isinstance(value, str) else 1 for column, value in pairs)
    return Strip(tuple(_piece(column, row, value) for column, value in pairs), LINE_HEIGHT * depth + 1.5)


def _piece(column: Column, row: Row, value: Value) -> Piece:
    look = _look(column, row, value)
    return Piece(value, replace(look, letters=Letters.STRONG) if row.kind is Kind.TOTAL else look)


def _look(column: Column, row: Row, value: Value) -> Look:
    if isinstance(value, str):
        return TEXT
    if value is None:
        return CENTRED
    written = number_format(column.form, value, is_share=row.is_share)
    return replace(CENTRED if column.form is Form.LINE else NUMBER, number_format=written)


def _signatures(report: Report, table: Table) -> Iterator[Strip]:
    """Yield who answers for an official form, and when it was handed out."""
    if not table.is_form:
        return
    signed, day = report.signatures, report.moment.date()
    names = (
        f"单位负责人：{signed.head or BLANK}",
        f"审核人：{signed.checker or BLANK}",
        f"填表人：{signed.preparer or BLANK}",
        f"联系电话：{signed.telephone or BLANK}",
        f"报出时间：{day.year}年{day.month}月{day.day}日",
    )
    yield _line(table, BLANK.join(names), FACT)


def _notes(report: Report, table: Table) -> Iterator[Strip]:
    """Yield the notes, and which edition this is."""
    edition = (
        f"版次：{report.edition}。{'结账' if report.closing else '制表'}时间：{report.moment:%Y-%m-%d %H:%M}"
    )
    for note in (*table.notes, edition):
        yield _line(table, note, NOTE)


def _line(table: Table, text: str, look: Look) -> Strip:
    width = sum(column.width for column in table.columns)
    size = SMALL if look.letters is Letters.SMALL else 1.0
    depth = lines_in(text, width / size) * size
    return Strip((Piece(text, look, len(table.columns)),), LINE_HEIGHT * depth + 3)
