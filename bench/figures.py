"""How long the dashboard takes with many members, and with how many queries.

    python bench/figures.py [--members 100000] [--branches 60] [--database sqlite|postgres]

Makes a database of its own with a fixed seed, asks for the dashboard as a browser does, and compares the counting with
the plain way on the same data in the same run: one query for each number and each branch. PostgreSQL is the server
that TEST_DATABASE_URL names; the database made there is dropped at the end.
"""

from __future__ import annotations

import argparse
import base64
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Read the arguments, make the database, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--members", type=int, default=100_000)
    parser.add_argument("--branches", type=int, default=60)
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="nuanliu-bench-") as folder:
        _start_django(options.database, Path(folder))
        from bench.figures_measured import measure  # noqa: PLC0415  models need Django started
        from bench.figures_register import fill  # noqa: PLC0415  the same

        with _database_of_its_own(Path(folder)):
            began = time.perf_counter()
            fill(options.members, options.branches)
            size = f"{options.members} members in {options.branches} branches"
            print(f"{options.database}: {size}, made in {time.perf_counter() - began:.0f} s")
            measure()


def _start_django(database: str, folder: Path) -> None:
    """Start Django with fresh keys on a database that is not the portal's own."""
    url = f"sqlite:///{folder.as_posix()}/bench.sqlite3"

    def key(size: int = 32) -> str:
        return base64.b64encode(os.urandom(size)).decode()

    os.environ.update(
        ENV_FILE="",
        SECRET_KEY=key(48),
        FIELD_KEYS=f"b1:{key()}",
        INDEX_KEY=key(),
        AUDIT_KEY=key(),
        ALLOWED_HOSTS="testserver",
        DATABASE_URL=os.environ["TEST_DATABASE_URL"] if database == "postgres" else url,
        DJANGO_SETTINGS_MODULE="config.settings",
    )
    sys.path.insert(0, str(ROOT))
    django.setup()


@contextmanager
def _database_of_its_own(folder: Path) -> Iterator[None]:
    """Create and migrate a database; drop it at the end."""
    from django.db import connection  # noqa: PLC0415  after Django has started

    before = connection.settings_dict["NAME"]
    file = str(folder / "made.sqlite3")
    name = f"nuanliu_bench_{os.getpid()}" if connection.vendor == "postgresql" else file
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)


if __name__ == "__main__":
    main()
