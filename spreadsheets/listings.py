"""Lists on their way into a file: rows are read a few at a time, cells as the columns of the sheet declare them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from import_export.fields import Field
from import_export.resources import Resource

from spreadsheets.columns import Column

AT_ONCE = 1000
"""Rows that are read from the database at a time."""

Reader = Callable[[Any], str | int]
"""What a column says of a row: text, or a number where the column counts; the empty text for nothing."""


def in_order(
    rows: QuerySet[Any], prepared: Callable[[Any], QuerySet[Any]], at_once: int = AT_ONCE
) -> Iterator[Any]:
    """Yield what ``prepared`` makes of ``rows``, in its order, by one query for ``at_once`` of them.

    A database that sorts whole rows holds all of them: SQLite in our memory, so that nobody's data reach the disk. So
    it sorts keys first. ``prepared`` filters, orders and relates; it is asked again for each part, and a row that it
    leaves out by then does not come.
    """
    model = rows.model
    ordered = prepared(rows).values_list("pk", flat=True)
    keys = array("q", ordered.iterator(chunk_size=at_once))
    for start in range(0, len(keys), at_once):
        yield from prepared(model._default_manager.filter(pk__in=keys[start : start + at_once]))


class SheetField(Field):
    """A column of a sheet in an export: what ``read`` says of a row, masked where ``full`` is not asked for."""

    def __init__(self, column: Column, read: Reader, *, full: bool) -> None:
        """Write ``column`` under its title, so that the importer knows it again."""
        super().__init__(attribute=column.field, column_name=column.title, readonly=True)
        self.cell = read if full or column.mask is None else _masked(column, read)

    def export(self, instance: Any, **_: Any) -> str | int:  # noqa: ANN401  as in the library
        """Return the cell's value."""
        return self.cell(instance)


def _masked(column: Column, read: Reader) -> Reader:
    def cell(row: Any) -> str | int:  # noqa: ANN401  whatever is listed
        value = read(row)
        return value if isinstance(value, int) else column.shown(value)

    return cell


class SheetResource(Resource):
    """Exports the declared columns of a kind of sheet, in their order.

    ``reader`` gives for the name of a field what reads it of a row; ``full`` asks for values that pages mask.
    """

    def __init__(self, columns: Sequence[Column], reader: Callable[[str], Reader], *, full: bool) -> None:
        super().__init__()
        self.columns = columns
        self.fields = {
            column.field: SheetField(column, reader(column.field), full=full) for column in columns
        }

    def listing(self, rows: Iterable[Any]) -> Listing:
        """Return ``rows`` as cells that are made when they are written."""
        return Listing(self.columns, rows, list(self.fields.values()))


class Listing:
    """Rows of an export on their way: to be gone through once; ``len`` tells how many have been."""

    def __init__(self, columns: Sequence[Column], rows: Iterable[Any], fields: Sequence[SheetField]) -> None:
        self.headers = [column.title for column in columns]
        self._rows = rows
        self._cells = [field.cell for field in fields]
        self._count = 0

    def __iter__(self) -> Iterator[list[str | int]]:
        cells = self._cells
        for row in self._rows:
            self._count += 1
            yield [cell(row) for cell in cells]

    def __len__(self) -> int:
        return self._count
