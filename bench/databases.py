"""Databases that live for one measurement, with the portal's tables in them."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[1]


@contextmanager
def fresh_database(kind: str, folder: Path) -> Iterator[dict[str, str]]:
    """Yield the environment that leads to a new, migrated database; afterwards it is gone."""
    name = f"nuanliu_bench_{secrets.token_hex(4)}"
    if kind == "sqlite":
        url = f"sqlite:///{(folder / name).as_posix()}.sqlite3"
    else:
        server = os.environ.get("TEST_DATABASE_URL") or sys.exit("PostgreSQL needs TEST_DATABASE_URL")
        _run_sql(server, f'CREATE DATABASE "{name}"')
        url = urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    environment = {**_settings(), "DATABASE_URL": url}
    try:
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity", "0", "--skip-checks"],
            cwd=ROOT, env={**os.environ, **environment}, check=True,
        )  # fmt: skip
        yield environment
    finally:
        if kind == "sqlite":
            for file in folder.glob(f"{name}*"):
                file.unlink()
        else:
            _run_sql(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def _settings() -> dict[str, str]:
    return {
        "ENV_FILE": "", "SECRET_KEY": secrets.token_urlsafe(50), "FIELD_KEYS": f"b1:{_key()}", "INDEX_KEY": _key(),
        "AUDIT_KEY": _key(), "ALLOWED_HOSTS": "localhost", "DEBUG": "0", "DEMO": "0", "LOG_FILE": "",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }  # fmt: skip


def _key() -> str:
    return b64encode(secrets.token_bytes(32)).decode()


def _run_sql(server: str, statement: str) -> None:
    import psycopg2  # type: ignore[import-untyped]  # noqa: PLC0415  no stubs; only where PostgreSQL is measured

    connection = psycopg2.connect(server)
    connection.autocommit = True
    try:
        connection.cursor().execute(statement)
    finally:
        connection.close()
