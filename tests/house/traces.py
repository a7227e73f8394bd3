"""Whether anything was written: statement by statement, and all tables at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from tests.importing import contents

# A page may leave its trace in the log; a session belongs to the browser.
MAY_BE_WRITTEN = {"audit_auditentry", "django_session"}
WRITES = re.compile(
    r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|REPLACE INTO|COPY|TRUNCATE|ALTER TABLE|DROP TABLE)\s+"?(\w+)',
    re.IGNORECASE,
)


def writes(queries: Iterable[dict[str, Any]]) -> list[str]:
    """Return the tables written to, other than :data:`MAY_BE_WRITTEN`."""
    found = [match[1] for query in queries if (match := WRITES.match(query["sql"]))]
    return [table for table in found if table not in MAY_BE_WRITTEN]


def stored() -> dict[str, list[Any]]:
    """Return all rows of all tables but the log and the sessions."""
    return {
        name: rows
        for name, rows in contents().items()
        if name not in {"audit.AuditEntry", "sessions.Session"}
    }
