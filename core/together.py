"""Several queries as one: their rows one below the other, in a single round trip to the database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

Sql = tuple[str, tuple[Any, ...]]


def sql_of(rows: QuerySet[Any]) -> Sql | None:
    """Return Django's own SQL for ``rows`` with its values, without their order; ``None`` where nothing can match."""
    try:
        return rows.order_by().query.sql_with_params()
    except EmptyResultSet:
        return None


def fetch_together(queries: Iterable[Sql]) -> list[tuple[Any, ...]]:
    """Run ``queries``, which have equally many columns, as one and return all rows; nothing is asked for none."""
    texts: list[str] = []
    values: list[Any] = []
    for sql, given in queries:
        texts.append(sql)
        values += given
    if not texts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(texts), values)
        return list(cursor.fetchall())
