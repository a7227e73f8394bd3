"""What is to be marked, as the parent says it: plain JSON, checked while it is read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(slots=True)
class RowOrder:
    """What is to be done in one row; columns count from 0."""

    faults: dict[int, str] = field(default_factory=dict)
    """Sentences by column: the cell becomes red and gets a comment."""
    values: dict[int, str] = field(default_factory=dict)
    """Texts that take the place of what stands in a column."""
    text: str | None = None
    """What the column of problems says; None leaves it as it is."""
    is_title: bool = False
    """Whether ``text`` is the name of that column."""


@dataclass(slots=True)
class SheetOrder:
    """What is to be done in one sheet."""

    column: int | None
    """Index of the column of problems; None where there is no room for one."""
    rows: dict[int, RowOrder]
    title_range: tuple[int, int] | None = None
    """First and last row of a header of several rows, over which the name of the column is merged."""

    @property
    def faults(self) -> dict[tuple[int, int], str]:
        """Sentences by row and column, in the order of the sheet."""
        return {
            (row, column): text
            for row, order in sorted(self.rows.items())
            for column, text in sorted(order.faults.items())
        }


@dataclass(slots=True)
class Orders:
    """What is to be done in a workbook: sheets by their place among the sheets with cells, from 0."""

    sheets: dict[int, SheetOrder]
    author: str
    """Whose comments these are; earlier ones of the same author are taken out."""
    mark: str = ""
    """Kept among the properties of the document, so that the copy is known again."""

    def dump(self) -> bytes:
        """Return the orders as JSON."""
        return json.dumps(asdict(self)).encode()


def load(body: bytes) -> Orders:
    """Undo ``Orders.dump``."""
    stored = json.loads(body)
    sheets = {int(place): _sheet(sheet) for place, sheet in stored["sheets"].items()}
    return Orders(sheets, stored["author"], stored["mark"])


def _sheet(stored: Mapping[str, Any]) -> SheetOrder:
    rows = {
        int(number): RowOrder(
            _by_column(row["faults"]), _by_column(row["values"]), row["text"], row["is_title"]
        )
        for number, row in stored["rows"].items()
    }
    return SheetOrder(stored["column"], rows, tuple(stored["title_range"]) if stored["title_range"] else None)


def _by_column(stored: Mapping[str, str]) -> dict[int, str]:
    return {int(column): text for column, text in stored.items()}
