"""What a report's table is, whoever writes it down."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from core.figures import Number


class Form(Enum):
    """How a column writes its numbers."""

    TEXT = "text"
    COUNT = "count"
    SHARE = "share"
    CHANGE = "change"
    VALUE = "value"
    """A count or a share, as the row says."""


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
    """A row of values; ``is_share`` says that its numbers are percentages."""

    values: tuple[Value, ...]
    kind: Kind = Kind.PLAIN
    is_share: bool = False


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
    """One sheet."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    diagrams: tuple[Diagram, ...] = ()
    landscape: bool = False
