"""Numbers of tickets, FW-2024-0001: counted for each committee and year, once each also under two writers."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models.functions import Length

from branches.models import Committee
from services.models import Ticket

PREFIX = "FW"


def next_number(committee: Committee, year: int) -> str:
    """Return the next free number of ``year``; call it inside the transaction that stores the ticket."""
    return next_numbers(committee, [year])[0]


def next_numbers(committee: Committee, years: Iterable[int]) -> list[str]:
    """Return one free number for each of ``years``, in their order; call it inside the storing transaction.

    The committee's row stays locked until the transaction ends, so that a second writer waits and counts on
    (SQLite's transactions wait for each other by themselves). The ten-thousandth ticket has five digits.
    """
    Committee.objects.select_for_update(no_key=True).get(pk=committee.pk)
    last: dict[int, int] = {}
    found = []
    for year in years:
        last[year] = (last[year] if year in last else _last(committee, year)) + 1
        found.append(f"{_start(year)}{last[year]:04d}")
    return found


def _last(committee: Committee, year: int) -> int:
    """Return the highest number given in ``year``; numbers that were brought from elsewhere do not count."""
    start = _start(year)
    own = Ticket.objects.filter(committee=committee, number__regex=f"^{start}([0-9]{{4}}|[1-9][0-9]{{4,8}})$")
    highest = own.order_by(Length("number").desc(), "-number").values_list("number", flat=True).first()
    return int(highest.removeprefix(start)) if highest else 0


def _start(year: int) -> str:
    return f"{PREFIX}-{year}-"
