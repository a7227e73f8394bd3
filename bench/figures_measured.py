"""The measurements: the page, its counting, and the plain way to count the same."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from django.db import connection
from django.db.models import Q
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Assignment, User
from accounts.roles import Role
from branches.models import Branch, Committee
from core.figures import Ask, FigureSet, compute, places_of, rows_of
from core.figures.declarations import CountedFigure
from core.figures.values import Cell, cells_of
from core.periods import Month
from reports.dashboard import Dashboard
from reports.selection import Selection

MONTH = Month(2024, 12)
RUNS = 5


def measure() -> None:
    """Print time and queries of the page, of its counting, and of the plain way, with the ratio."""
    user = _staff()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    address = f"/?month={MONTH}"
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    queries = len(captured)  # later requests clear the log
    print(
        f"dashboard page: {_words(_median(lambda: client.get(address)))}, median of {RUNS}; {queries} queries"
    )
    asked = list(Dashboard(user, Selection(None, places_of(user, MONTH), month=MONTH))._asks())  # noqa: SLF001  what the page asks
    ours = _median(lambda: compute(user, asked))
    numbers = len(cells_of(asked))
    print(f"its counting: {_words(ours)}, median of {RUNS}; {numbers} numbers for each branch")
    expected = compute(user, asked)
    plain = _timed(lambda: _plain(user, asked, expected))
    print(f"plain way, one query for each number and branch: {_words(plain)}")
    print(
        f"ratio: {plain[0] / ours[0]:.1f} on the clock, {plain[1] / ours[1]:.1f} on this process's processor"
    )


def _staff() -> User:
    committee = Committee.objects.get()
    user = User.objects.create(username="bench", name="测量", committee=committee, must_change_password=False)
    Assignment.objects.create(user=user, role=Role.STAFF, committee=committee)
    return user


def _median(act: Callable[[], object]) -> tuple[float, float]:
    """Return the median of seconds on the clock and of seconds on this process's processor."""
    times = [_timed(act) for _ in range(RUNS)]
    return statistics.median(clock for clock, _ in times), statistics.median(own for _, own in times)


def _timed(act: Callable[[], object]) -> tuple[float, float]:
    clock, own = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - clock, time.process_time() - own


def _words(times: tuple[float, float]) -> str:
    return f"{times[0]:.2f} s (processor {times[1]:.2f} s)"


def _plain(user: User, asked: list[Ask], expected: FigureSet) -> None:
    """Count each number of each branch by a query of its own; fail where one differs."""
    branches = list(Branch.objects.values_list("pk", flat=True))
    for cell, figure in cells_of(asked).items():
        for branch in branches if figure.by_branch else [None]:
            _compare(user, cell, figure, branch, expected)


def _compare(user: User, cell: Cell, figure: CountedFigure, branch: int | None, expected: FigureSet) -> None:
    rows = rows_of(user, figure, cell.month, cell.span, branch=branch).order_by()
    counted = rows.aggregate(n=figure.measure(Q()))["n"] or 0
    if branch is None:
        same = expected.number(figure, cell.month, cell.span)
    else:
        same = expected.number(figure, cell.month, cell.span, branch)
    if counted != same:
        message = f"{cell}: {counted} of its rows, but {same} counted"
        raise AssertionError(message)
