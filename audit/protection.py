"""Triggers by which the database itself refuses to change or delete an entry of the log.

They are put in place after every ``migrate``, not by one migration: where a later migration alters the table,
SQLite rebuilds it and drops its triggers, so what holds must be looked at each time the schema may have moved.
"""

from __future__ import annotations

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "audit_auditentry"
NO_CHANGE = "审计记录只能新增，不能修改或删除。"

_SQLITE = {
    "audit_no_update": "BEFORE UPDATE ON {table}",
    "audit_no_delete": "BEFORE DELETE ON {table}",
    # INSERT OR REPLACE deletes the old row without asking the trigger above.
    "audit_no_replace": "BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE number = NEW.number)",
}
_POSTGRESQL = {
    "audit_no_change": "BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW",
    "audit_no_truncate": "BEFORE TRUNCATE ON {table} FOR EACH STATEMENT",
}
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{NO_CHANGE}'; END $$
"""
_PRESENT = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass(%s) AND tgenabled IN ('O', 'A')",
}


def wanted(vendor: str) -> dict[str, str]:
    """Return the triggers by name, each with the statement that creates it."""
    if vendor == "postgresql":
        return {
            name: f"CREATE TRIGGER {name} {when.format(table=TABLE)} EXECUTE FUNCTION audit_refuse()"
            for name, when in _POSTGRESQL.items()
        }
    return {
        name: f"CREATE TRIGGER {name} {when.format(table=TABLE)} BEGIN SELECT RAISE(ABORT, '{NO_CHANGE}'); END"
        for name, when in _SQLITE.items()
    }


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of triggers that are not there, or are switched off."""
    with connection.cursor() as cursor:
        cursor.execute(_PRESENT[connection.vendor], [TABLE])
        present = {name for (name,) in cursor.fetchall()}
    return [name for name in wanted(connection.vendor) if name not in present]


def protect(connection: BaseDatabaseWrapper) -> list[str]:
    """Put the triggers in place that are missing; return their names."""
    absent = missing(connection)
    with connection.cursor() as cursor:
        if absent and connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        for name in absent:
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {TABLE}")
            cursor.execute(wanted(connection.vendor)[name])
    return absent


def protect_after_migrate(*, using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:  # noqa: ANN401  a signal's arguments
    """Answer ``post_migrate``: protect the table if it exists."""
    connection = connections[using]
    if TABLE in connection.introspection.table_names():
        protect(connection)
