"""A process that commits an import again and again, each time with an accident; started by ``test_whole_or_absent``.

Takes one JSON object: which batch, by whom, and the accidents in their order. Each runs in a fork with a connection of
its own; afterwards a line of JSON tells how the fork ended and what the database holds.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import django  # noqa: E402  after the path is set

django.setup()

from django.db import connection, connections  # noqa: E402  models need Django started

from accounts.models import User  # noqa: E402
from audit.models import AuditEntry  # noqa: E402
from members.models import Enrolment, Member  # noqa: E402
from spreadsheets.actions import commit_batch  # noqa: E402
from spreadsheets.models import ImportBatch, ImportRow  # noqa: E402

DONE, FAILED = 0, 3
KILOBYTE = 1024
Execute = Callable[..., Any]


def at_statement(
    number: int, accident: Callable[[], None], *, each: Callable[[], None] | None = None
) -> None:
    """Let ``accident`` happen before the statement of that number; ``each`` before every one."""
    seen = 0

    def count(execute: Execute, sql: str, *rest: Any) -> Any:  # noqa: ANN401  as Django calls it
        nonlocal seen
        seen += 1
        if seen == number:
            accident()
        if each is not None:
            each()
        return execute(sql, *rest)

    connection.execute_wrappers.append(count)


def die() -> None:
    """Die as by ``kill -9``."""
    os.kill(os.getpid(), signal.SIGKILL)


def lose_connection() -> None:
    """Let the server end this connection, as it does when it is restarted."""
    pid = connection.connection.info.backend_pid
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
    other.close()


def take_transaction_away() -> None:
    """Make what was written until now last: the experiment that shows what the transaction is good for."""
    if connection.in_atomic_block:
        if connection.vendor == "postgresql":
            connection.connection.commit()
        elif connection.connection.in_transaction:
            connection.connection.execute("COMMIT")
            connection.connection.execute("BEGIN IMMEDIATE")


def fill_disk(pages: int) -> None:
    """Let the database grow by so many pages and no more."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        (count,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {count + pages}")


def limit_files(kilobytes: int) -> None:
    """Let no file of this process grow beyond a size."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * KILOBYTE, kilobytes * KILOBYTE))


def prepare(accident: str, number: int) -> None:
    """Arrange an accident in this process."""
    match accident:
        case "kill":
            at_statement(number, die)
        case "kill without transaction":
            connection.features.uses_savepoints = False
            at_statement(number, die, each=take_transaction_away)
        case "lose connection":
            at_statement(number, lose_connection)
        case "full disk":
            fill_disk(number)
        case "full file":
            limit_files(number)


def commit(asked: dict[str, Any], accident: str, number: int) -> None:
    """Commit with an accident, and end."""
    try:
        prepare(accident, number)
        commit_batch(
            by=User.objects.get(pk=asked["by"]),
            batch=ImportBatch.objects.get(pk=asked["batch"]),
            token=asked["token"],
            fingerprint=asked["fingerprint"],
        )
    except Exception:  # noqa: BLE001  whatever it was: the database tells
        os._exit(FAILED)
    if accident == "kill":
        die()  # now that it was told that all is stored
    os._exit(DONE)


def state(asked: dict[str, Any]) -> list[Any]:
    """Return what the database holds of the import."""
    batch = ImportBatch.objects.get(pk=asked["batch"])
    found: list[Any] = [model.objects.count() for model in (Member, Enrolment, ImportRow)]
    found += [AuditEntry.objects.filter(verb="import").count(), batch.state, batch.token == asked["token"]]
    connections.close_all()
    return found


def main() -> None:
    """Have one accident after another, until the import is stored."""
    asked = json.loads(sys.argv[1])
    for accident, number in asked["accidents"]:
        connections.close_all()
        processes = number if accident == "at once" else 1
        children = []
        for _ in range(processes):
            child = os.fork()
            if not child:
                commit(asked, accident, number)
            children.append(child)
        if accident == "kill after":
            time.sleep(number / 1000)
            os.kill(children[0], signal.SIGKILL)
        ends = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        found = state(asked)
        print(json.dumps([accident, number, ends, found]), flush=True)  # noqa: T201  to the test
        if found[0] or found[4] != "draft":
            break


if __name__ == "__main__":
    main()
