"""What the layout of a book comes to: tables, and what was passed over with the reason."""

from __future__ import annotations

from dataclasses import dataclass, field

from spreadsheets.reader.book import Row


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table. Two columns may have the same key: what that means is for the mapping to say."""

    index: int
    """From 0."""
    letter: str
    header: str
    """As the sheet shows it, merged rows joined by `` / ``; empty for a column with data and no header."""
    key: str
    """The normalised header by which the column is known."""


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row within a table that is not data."""

    row: int
    reason: str
    """One of the keys of ``rows.MESSAGES``: ``hint``, ``sample``, ``total`` and so on."""
    message: str


@dataclass(slots=True)
class Table:
    """A table: its header, its data rows and what stands around them."""

    sheet: str
    header_rows: list[int]
    columns: list[TableColumn]
    rows: list[Row] = field(default_factory=list)
    """Data rows in sheet order, cells at their own columns, vertically merged cells filled down."""
    skipped: list[SkippedRow] = field(default_factory=list)
    heading: list[str] = field(default_factory=list)
    """Texts above the header, in order: titles, notes, reporting lines."""
    notes: list[str] = field(default_factory=list)
    """Merged notes beside the data; they are taken out of the rows."""
    hidden_rows: list[int] = field(default_factory=list)
    """Numbers of the data rows that are hidden in the sheet, most often by a filter."""


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A sheet without a table."""

    sheet: str
    reason: str
    """``hidden``, ``empty`` or ``no_header``."""
    message: str


@dataclass(slots=True)
class Layout:
    """All that was found in a book."""

    tables: list[Table] = field(default_factory=list)
    passed_over: list[PassedOver] = field(default_factory=list)
