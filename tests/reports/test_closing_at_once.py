"""Closing when things go wrong: two at once, and a process that dies in the middle, in a real database."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from accounts.system import COMMAND_LINE
from branches.models import Branch, Committee
from core.periods import Month
from reports.actions import close_month
from reports.models import MonthlyReport, ReportLine, ReportRows
from tests.environment import VARIABLES

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("register")]
ROOT = Path(__file__).parents[2]
MARCH, REASON = Month(2024, 3), "书记出差，月报下周补审。"
SETTLED, REFUSED = "settled", "refused"

DYING = """
import os, signal
import django
django.setup()
from accounts.system import COMMAND_LINE
from branches.models import Committee
from core.periods import Month
from reports.actions import close_month, closing
from reports.models import ReportRows

def die(**values):
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

ReportRows.objects.create = die
close = close_month
{without}
office = Committee.objects.get(short_name="港区党委")
close(by=COMMAND_LINE, committee=office, month=Month(2024, 3), reason="照样结账不等了")
"""
WITHOUT = """
close = close_month.__wrapped__
closing.locked = lambda row: row
"""


@pytest.fixture
def office(branch_one: Branch) -> Committee:
    return branch_one.committee


def database() -> str:
    """Return the address of the test database, for another process."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{Path(name).as_posix()}"
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def die_while_closing(without: str = "") -> None:
    """Let another process close March, and kill it once the numbers are written and the rows are not."""
    environment = {
        **os.environ,
        **VARIABLES,
        "DATABASE_URL": database(),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    died = subprocess.run(
        [sys.executable, "-c", DYING.format(without=without)],
        cwd=ROOT, env=environment, capture_output=True, check=False,
    )  # fmt: skip
    assert died.returncode not in {0, 1}, died.stderr.decode()


def stored() -> tuple[int, bool, int]:
    return MonthlyReport.objects.count(), ReportLine.objects.exists(), ReportRows.objects.count()


def test_a_process_that_dies_while_it_closes_leaves_the_month_open(office: Committee) -> None:
    die_while_closing()
    assert stored() == (0, False, 0)
    closed = close_month(by=COMMAND_LINE, committee=office, month=MARCH, reason=REASON)
    assert closed.revision == 1


def test_without_the_transaction_half_a_closing_would_stay(office: Committee) -> None:
    die_while_closing(WITHOUT)
    assert stored() == (1, True, 0)


def test_of_two_who_close_at_once_one_does(office: Committee) -> None:
    start = Barrier(2)

    def close(_: int) -> str:
        try:
            start.wait(timeout=20)
            close_month(by=COMMAND_LINE, committee=office, month=MARCH, reason=REASON)
        except ValidationError:
            return REFUSED
        else:
            return SETTLED
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(close, range(2))) == [REFUSED, SETTLED]
    assert MonthlyReport.objects.get().revision == 1
