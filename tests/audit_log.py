"""Lets the tests empty their database: the audit log's triggers step aside for a flush, and for nothing else.

A test with real transactions ends by a flush of all tables. The portal itself has no switch that would allow it.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from audit.protection import TABLE, wanted


@pytest.fixture(scope="session", autouse=True)
def flush_passes_the_audit_log() -> None:
    """Wrap what every connection flushes with; beside Playwright's event loop a test has one of its own."""
    operations = type(connection.ops)
    flush = operations.sql_flush

    def sql_flush(*args: Any, **kwargs: Any) -> list[str]:  # noqa: ANN401  whatever Django passes
        if connection.vendor == "postgresql":
            aside = [f"ALTER TABLE {TABLE} DISABLE TRIGGER USER"]
            back = [f"ALTER TABLE {TABLE} ENABLE TRIGGER USER"]
        else:
            aside = [f"DROP TRIGGER IF EXISTS {name}" for name in wanted(connection.vendor)]
            back = list(wanted(connection.vendor).values())
        return [*aside, *flush(*args, **kwargs), *back]

    operations.sql_flush = sql_flush  # type: ignore[method-assign]  # for this run of the tests only
