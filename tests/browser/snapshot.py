"""The whole database as it stood, to be put back: loading the demo for each browser test took longer than the tests."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from io import BytesIO
from typing import cast

from django.core.management.color import no_style
from django.db import connection, transaction


@dataclass(frozen=True)
class SqliteSnapshot:
    """A copy of the file, in memory."""

    copy: sqlite3.Connection

    @classmethod
    def take(cls) -> SqliteSnapshot:
        """Copy what is stored."""
        copy = sqlite3.connect(":memory:", check_same_thread=False)
        _raw().backup(copy)
        return cls(copy)

    def put_back(self) -> None:
        """Let the database hold what it held."""
        self.copy.backup(_raw())


@dataclass(frozen=True)
class PostgresSnapshot:
    """The rows of each table as COPY writes them, and where each sequence stood."""

    tables: dict[str, bytes]
    sequences: dict[str, int]

    @classmethod
    def take(cls) -> PostgresSnapshot:
        """Copy what is stored."""
        with connection.cursor() as cursor:
            tables = {}
            for table in connection.introspection.django_table_names(only_existing=True):
                cursor.copy_expert(f'COPY "{table}" TO STDOUT (FORMAT binary)', rows := BytesIO())
                tables[table] = rows.getvalue()
            cursor.execute(
                "SELECT sequencename, last_value FROM pg_sequences"
                " WHERE schemaname = current_schema AND last_value IS NOT NULL"
            )
            return cls(tables, dict(cursor.fetchall()))

    def put_back(self) -> None:
        """Let the database hold what it held; what refers to what is checked at the end."""
        operations = connection.ops
        operations.execute_sql_flush(operations.sql_flush(no_style(), list(self.tables)))
        with transaction.atomic(), connection.cursor() as cursor:
            for table, rows in self.tables.items():
                cursor.copy_expert(f'COPY "{table}" FROM STDIN (FORMAT binary)', BytesIO(rows))
            for sequence, value in self.sequences.items():
                cursor.execute("SELECT setval(%s, %s)", [sequence, value])


Snapshot = SqliteSnapshot | PostgresSnapshot


def take() -> Snapshot:
    """Remember all that the database holds."""
    return SqliteSnapshot.take() if connection.vendor == "sqlite" else PostgresSnapshot.take()


def _raw() -> sqlite3.Connection:
    connection.ensure_connection()
    return cast("sqlite3.Connection", connection.connection)
