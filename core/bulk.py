"""Writing many rows at once: COPY on PostgreSQL, statements of many rows on SQLite, many times as fast as bulk_create.

The values are given as the columns hold them (already encrypted, choices as codes, dates as ISO text or dates);
defaults, signals and ``save()`` play no part, constraints of the database do.
"""

from __future__ import annotations

import io
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import chain, islice
from typing import Any, cast

from django.db import DatabaseError, connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

STAGING = "bulk_update"
BLOCK_ROWS = 500
BLOCK = 1 << 16
"""Characters that are sent to PostgreSQL at a time."""
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def reserve_keys(model: type[Model], count: int) -> range | list[int]:
    """Return ``count`` unused primary keys; call it inside the transaction that inserts the rows."""
    table = model._meta.db_table
    column = model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [table, column, count],
            )
            return [key for (key,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        used = cursor.fetchone()
    first = (used[0] if used else 0) + 1
    return range(first, first + count)


def insert_rows(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert ``rows`` whose values stand in the order of ``columns`` (names of database columns)."""
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _copy(cursor, table, columns, map(_line, rows))
            return
        _insert_blocks(cursor, table, columns, _adapted(rows))


def check_references() -> None:
    """Let PostgreSQL check now that what was written refers to what is there, which it else does for all at the end.

    SQLite checks at each row. Raises ``IntegrityError``.
    """
    if connection.vendor == "postgresql":
        connection.check_constraints()


def update_rows(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Set ``columns`` of existing rows; each row gives its primary key last. Call it inside a transaction."""
    table = connection.ops.quote_name(model._meta.db_table)
    column = str(model._meta.pk.column)
    key = connection.ops.quote_name(column)
    quoted = [connection.ops.quote_name(name) for name in columns]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            every = [*columns, column]
            sets = ", ".join(f"{name} = {STAGING}.{name}" for name in quoted)
            like = f"SELECT {_names(every)} FROM {table} WITH NO DATA"  # noqa: S608  as above
            cursor.execute(f"CREATE TEMPORARY TABLE {STAGING} ON COMMIT DROP AS {like}")
            _copy(cursor, STAGING, every, chain.from_iterable(map(_pieces, rows)))
            cursor.execute(f"UPDATE {table} SET {sets} FROM {STAGING} WHERE {table}.{key} = {STAGING}.{key}")  # noqa: S608  as above
            cursor.execute(f"DROP TABLE {STAGING}")
            return
        sets = ", ".join(f"{name} = %s" for name in quoted)
        statement = f"UPDATE {table} SET {sets} WHERE {key} = %s"  # noqa: S608  as above
        adapted = cast("Sequence[list[Any]]", _adapted(rows))  # the stubs know no iterator
        cursor.executemany(statement, adapted)


def _names(columns: Sequence[str]) -> str:
    return ", ".join(connection.ops.quote_name(name) for name in columns)


def _insert_blocks(
    cursor: CursorWrapper, table: str, columns: Sequence[str], adapted: Iterator[list[Any]]
) -> None:
    """Insert many rows by each statement: SQLite keeps a journal of every statement that a constraint could stop.

    With a statement for each row it wrote every page of every index into that journal again and again, which took ten
    times as long as the rows themselves.
    """
    size = max(1, min(BLOCK_ROWS, _most_parameters() // len(columns)))
    row = f"({', '.join(['%s'] * len(columns))})"

    def statement(count: int) -> str:
        return f"INSERT INTO {table} ({_names(columns)}) VALUES {', '.join([row] * count)}"  # noqa: S608  names are the model's own

    rest = list[list[Any]]()

    def whole_blocks() -> Iterator[list[Any]]:
        while len(block := list(islice(adapted, size))) == size:
            yield list(chain.from_iterable(block))
        rest.extend(block)

    cursor.executemany(statement(size), cast("Sequence[list[Any]]", whole_blocks()))
    if rest:
        cursor.execute(statement(len(rest)), list(chain.from_iterable(rest)))


def _most_parameters() -> int:
    connection.ensure_connection()
    return int(connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER))


def _copy(cursor: CursorWrapper, table: str, columns: Sequence[str], written: Iterator[str]) -> None:
    lines = _Lines(written)
    try:
        with connection.wrap_database_errors:  # which Django does for execute() by itself
            cursor.copy_expert(f"COPY {table} ({_names(columns)}) FROM STDIN", lines, BLOCK)
    except DatabaseError:
        if lines.failure is not None:
            raise lines.failure from None
        raise


class _Lines(io.TextIOBase):
    """Rows as a file in COPY's text format, made as it is read, so that few of them are in memory at a time."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._rest = ""
        self.failure: Exception | None = None
        """What went wrong while a row was made; the driver tells only that something did."""

    def read(self, size: int | None = -1, /) -> str:
        """Return the next ``size`` characters, the empty string at the end."""
        wanted = size if size is not None and size >= 0 else sys.maxsize
        parts, length = [self._rest], len(self._rest)
        try:
            while length < wanted and (line := next(self._lines, None)) is not None:
                parts.append(line)
                length += len(line)
        except Exception as failure:
            self.failure = failure
            raise
        text = "".join(parts)
        self._rest = text[wanted:]
        return text[:wanted]


def _line(row: Sequence[Any]) -> str:
    """Write a row in COPY's text format; few texts hold what must be escaped, so all are searched at once."""
    texts = "".join([value for value in row if type(value) is str])
    if "\\" in texts or "\t" in texts or "\n" in texts or "\r" in texts:  # many times as fast as a pattern
        return "\t".join(map(_copied, row)) + "\n"
    return "\t".join([value if type(value) is str else _copied(value) for value in row]) + "\n"


def _pieces(row: Sequence[Any]) -> Iterator[str]:
    """Yield the same in pieces where it holds much, of which no copy is made."""
    if not any(type(value) is bytes and len(value) > BLOCK for value in row):
        yield _line(row)
        return
    for place, value in enumerate(row):
        yield "\t" if place else ""
        if type(value) is bytes:
            yield r"\\x"
            yield from (value[start : start + BLOCK].hex() for start in range(0, len(value), BLOCK))
        else:
            yield _copied(value)
    yield "\n"


def _copied(value: Any) -> str:  # noqa: ANN401  a column's value
    return _COPIES.get(type(value), _copied_otherwise)(value)


def _copied_otherwise(value: Any) -> str:  # noqa: ANN401  as above
    return value.translate(_ESCAPES) if isinstance(value, str) else str(value)


_COPIES: dict[type, Callable[[Any], str]] = {
    type(None): lambda _none: r"\N",
    int: str,
    bool: lambda value: "t" if value else "f",
    bytes: lambda value: r"\\x" + value.hex(),
    memoryview: lambda value: r"\\x" + value.hex(),
    datetime: lru_cache(maxsize=64)(str),
}
"""How values are written that stand in most rows."""


def _adapted(rows: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
    """Adapt values for SQLite, row by row."""
    return ([_ADAPTERS[type(v)](v) if type(v) in _ADAPTERS else v for v in row] for row in rows)


@lru_cache(maxsize=64)
def _moment(value: datetime) -> str:
    return str(connection.ops.adapt_datetimefield_value(value))


_ADAPTERS: dict[type, Callable[[Any], Any]] = {
    datetime: _moment,
    date: date.isoformat,
}
"""What SQLite's driver would take in a way that Django does not read back."""
