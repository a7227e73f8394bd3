"""What a report's table is, whoever writes it down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from string import ascii_uppercase

from core.figures import Number

STEMS = "甲乙丙丁戊己庚辛壬癸"
MOST_DRAWN = 60
"""Bars or points that a chart on A4 can hold."""


class Form(Enum):
    """How a column writes its numbers."""

    TEXT = "text"
    COUNT = "count"
    SHARE = "share"
    CHANGE = "change"
    VALUE = "value"
    """A count or a share, as the row says."""
    LINE = "line"
    """The number of the line, as official forms have it: written plainly, in the middle."""


class Kind(Enum):
    """What a row is."""

    PLAIN = "plain"
    SECTION = "section"
    TOTAL = "total"


@dataclass(frozen=True)
class Column:
    """A column: its title, width in characters, and the band that spans it with its neighbours."""

    title: str
    width: float
    form: Form = Form.COUNT
    band: str = ""


Value = str | Number | None
"""``None`` is "not applicable" and shows as ``--``."""


@dataclass(frozen=True)
class Row:
    """A row of values; ``is_share`` says that its numbers are percentages.

    ``key`` names the figure (or ``figure:part``) that the row tells, as in the report's lines; empty for other rows.
    """

    values: tuple[Value, ...]
    kind: Kind = Kind.PLAIN
    is_share: bool = False
    key: str = ""


@dataclass(frozen=True)
class Diagram:
    """A native chart over columns of the table, counted from 0; ``rows`` from which to which row, both counted in."""

    title: str
    form: str
    labels: int
    series: tuple[int, ...]
    first: int
    last: int
    unit: str


@dataclass(frozen=True)
class Table:
    """One sheet.

    An official form has a ``number`` (流党月1表): its columns carry letters, and it is signed. ``unit`` tells what its
    numbers count.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    diagrams: tuple[Diagram, ...] = ()
    landscape: bool = False
    number: str = ""
    unit: str = ""

    def with_diagrams(self, *diagrams: Diagram) -> Table:
        """Return the same table with those charts that have something to draw: not all nothing, nor too much."""
        return replace(self, diagrams=tuple(diagram for diagram in diagrams if self._can_draw(diagram)))

    def _can_draw(self, diagram: Diagram) -> bool:
        rows = self.rows[diagram.first : diagram.last + 1]
        return len(rows) <= MOST_DRAWN and any(row.values[n] for row in rows for n in diagram.series)

    def with_notes(self, *notes: str) -> Table:
        """Return the same table with notes below it."""
        return replace(self, notes=notes)

    @property
    def is_form(self) -> bool:
        """Tell whether this is an official form."""
        return bool(self.number)

    @property
    def letters(self) -> tuple[str, ...]:
        """Return what an official form calls each column: words 甲, 乙, …, numbers A, B, …; otherwise nothing."""
        if not self.is_form:
            return ()
        words, numbers = iter(STEMS), iter(ascii_uppercase)
        return tuple(
            next(words if column.form in (Form.TEXT, Form.LINE) else numbers) for column in self.columns
        )


@dataclass(frozen=True)
class Roster:
    """A list of people appended to a workbook. Its rows come once; ``note`` tells what it holds and what it hides."""

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[str, ...]]
    note: str
