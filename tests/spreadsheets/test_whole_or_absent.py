"""A commit is whole or absent whatever happens to its process, its disk or its connection, on both databases."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection

from accounts.models import User
from branches.models import Branch
from spreadsheets.actions import upload_file
from spreadsheets.batches import plan_of
from spreadsheets.kinds import Place
from tests.importing import HEADER, person_row, xlsx

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither fork nor kill"),
]
ROOT = Path(__file__).parents[2]
ROWS = 40
ABSENT = [0, 0, 0, 0, "draft", True]
WHOLE = [ROWS, ROWS, ROWS, 1, "done", False]
KILLED, DONE, FAILED = -9, 0, 3
MOST_STATEMENTS = 60
Accident = tuple[str, int]


@pytest.fixture
def asked(secretary_one: User, branch_one: Branch) -> dict[str, Any]:
    content = xlsx([HEADER, *(person_row(number) for number in range(1, ROWS + 1))])
    place = Place(branch_one.committee_id, branch_one.pk, "")
    batch = upload_file(by=secretary_one, kind="members", file_name="x.xlsx", content=content, place=place)
    seen = plan_of(batch, by=secretary_one).fingerprint
    return {"by": secretary_one.pk, "batch": batch.pk, "token": batch.token, "fingerprint": seen}


def have(asked: dict[str, Any], *accidents: Accident) -> list[tuple[list[int], list[Any]]]:
    """Commit with each accident in turn; return how the processes ended and what the database then held."""
    connection.close()
    ran = subprocess.run(
        [sys.executable, "tests/hostile/dying.py", json.dumps({**asked, "accidents": accidents})],
        cwd=ROOT, env={**os.environ, "DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True, text=True, timeout=300, check=True,
    )  # fmt: skip
    return [(ends, found) for _, _, ends, found in map(json.loads, ran.stdout.splitlines())]


def database_url() -> str:
    """Return the address of the database of this test."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{Path(name).as_posix()}"
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def test_killed_before_any_of_its_statements_nothing_is_stored_and_once_told_all(
    asked: dict[str, Any],
) -> None:
    told = have(asked, *(("kill", number) for number in range(1, MOST_STATEMENTS)))
    assert all(ends == [KILLED] for ends, _ in told)
    found = [found for _, found in told]
    assert len(found) > 10
    assert found == [ABSENT] * (len(found) - 1) + [WHOLE]


def test_killed_at_any_time(asked: dict[str, Any]) -> None:
    for _, found in have(asked, *(("kill after", 20 * number) for number in range(1, 10))):
        assert found in (ABSENT, WHOLE)


def test_without_the_transaction_a_kill_leaves_a_part(asked: dict[str, Any]) -> None:
    """The experiment that shows that the tests above would see it."""
    told = have(asked, *(("kill without transaction", number) for number in range(1, MOST_STATEMENTS)))
    torn = [found for _, found in told if found not in (ABSENT, WHOLE)]
    assert torn


def test_a_full_disk_stores_nothing_and_the_next_attempt_all(asked: dict[str, Any]) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the disk of a PostgreSQL server is not this test's to fill")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # no room is left in the file itself
    files: list[Accident] = [("full file", kilobytes) for kilobytes in (1, 16)]
    pages: list[Accident] = [("full disk", number) for number in (0, 1, 2, 4)]
    told = have(asked, *files, *pages, ("none", 0))
    assert [ends for ends, _ in told[:4]] == [[FAILED]] * 4
    assert [found for _, found in told] == [ABSENT] * (len(told) - 1) + [WHOLE]


def test_a_lost_connection_stores_nothing_and_the_next_attempt_all(asked: dict[str, Any]) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no server to lose")
    told = have(asked, *(("lose connection", number) for number in range(1, MOST_STATEMENTS)))
    assert [ends for ends, _ in told] == [[FAILED]] * (len(told) - 1) + [[DONE]]
    assert len(told) > 10
    assert [found for _, found in told] == [ABSENT] * (len(told) - 1) + [WHOLE]


def test_twenty_processes_at_once_import_once(asked: dict[str, Any]) -> None:
    ((ends, found),) = have(asked, ("at once", 20))
    assert ends == [DONE] * 20
    assert found == [ROWS, ROWS, ROWS, 20, "done", False]
