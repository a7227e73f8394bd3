"""A list of people as strips: a title, what it holds, a header, and a numbered line for each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from reports.layout import Column, Form, Roster, Table
from reports.monthly import Report
from reports.workbook.looks import Look
from reports.workbook.sheets import FACT, HEAD, TEXT, TITLE, TITLE_HEIGHT
from reports.workbook.strips import LINE_HEIGHT, Piece, Strip, lines_in

NUMBER = Column("序号", 6, Form.LINE)
LINE = Look(across="center", boxed=True, number_format="0")


def frame_of(roster: Roster) -> Table:
    """Return what the paper is set up by: the columns, across."""
    return Table(roster.title, roster.title, (NUMBER, *roster.columns), (), landscape=True)


def top_of(report: Report, roster: Roster) -> Iterator[Strip]:
    """Yield what repeats on every page."""
    columns = frame_of(roster).columns
    width = sum(column.width for column in columns)
    yield Strip((Piece(f"{roster.title}（{report.month.title}）", TITLE, len(columns)),), TITLE_HEIGHT)
    for fact in (f"填报单位：{report.reporter}　　截止时间：{report.as_of}　　{report.edition}", roster.note):
        yield Strip((Piece(fact, FACT, len(columns)),), LINE_HEIGHT * lines_in(fact, width) + 3)
    yield Strip(tuple(Piece(column.title, HEAD) for column in columns), LINE_HEIGHT + 6)


def rows_of(roster: Roster) -> Iterator[Strip]:
    """Yield a line for each person, as they come."""
    for number, values in zip(count(1), roster.rows, strict=False):
        pairs = zip(roster.columns, values, strict=True)
        depth = max(lines_in(value, column.width) for column, value in pairs)
        yield Strip((Piece(number, LINE), *(Piece(value, TEXT) for value in values)), LINE_HEIGHT * depth + 3)
