"""One step of a month, measured: started by ``bench/report.py`` as a process of its own."""

from __future__ import annotations

import json
import resource
import sys
import time
from datetime import date
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402  Django must be ready
from django.test.utils import CaptureQueriesContext  # noqa: E402

from accounts.system import COMMAND_LINE  # noqa: E402
from bench.figures_register import fill  # noqa: E402
from branches.models import Committee  # noqa: E402
from config.demo.load import load_demo  # noqa: E402
from core.periods import Month  # noqa: E402
from reports.actions import close_month, export_month  # noqa: E402
from reports.models import MonthlyReport  # noqa: E402
from reports.monthly import computed  # noqa: E402

MONTH = {"demo": Month(2025, 10), "large": Month(2024, 12)}
DEMO_DAY = date(2026, 11, 23)
MEMBERS, BRANCHES = 100_000, 600
REASON = "测量用，照样结账。"


def main(step: str, size: str) -> None:
    """Do the step and print what it took as JSON."""
    if step == "fill":
        _fill(size)
        print("{}")
        return
    committee, month = Committee.objects.get(), MONTH[size]
    with CaptureQueriesContext(connection) as captured:
        began = time.perf_counter()
        written = _do(step, committee, month)
        seconds = time.perf_counter() - began
    print(
        json.dumps(
            {
                "seconds": seconds,
                "queries": len(captured),
                "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "kilobytes": written / 1024,
            }
        )
    )


def _fill(size: str) -> None:
    if size == "demo":
        load_demo(by=COMMAND_LINE, today=DEMO_DAY)
    else:
        fill(MEMBERS, BRANCHES)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _do(step: str, committee: Committee, month: Month) -> int:
    """Return how many bytes the step left: of what is stored, or of the file."""
    if step == "figures":
        computed(committee, month)
        return 0
    if step == "close":
        closed = close_month(by=COMMAND_LINE, committee=committee, month=month, reason=REASON)
        return _stored(closed)
    form, _, more = step.partition(" with ")
    given: dict[str, Any] = {"members": bool(more)} if more else {}
    return len(export_month(by=COMMAND_LINE, committee=committee, month=month, form=form, **given).content)


def _stored(closed: MonthlyReport) -> int:
    rows = sum(len(bytes(row.content)) for row in closed.rows.all())
    return rows + len(json.dumps(closed.content, ensure_ascii=False).encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
