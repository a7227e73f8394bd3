"""Numbers of tickets, FW-2024-0001: counted for each committee and year, once each also under two writers."""

from __future__ import annotations

from collections.abc import Iterable

from branches.models import Committee
from core.series import Series
from services.models import Ticket

NUMBERS = Series("FW")


def next_number(committee: Committee, year: int) -> str:
    """Return the next free number of ``year``; call it inside the transaction that stores the ticket."""
    return next_numbers(committee, [year])[0]


def next_numbers(committee: Committee, years: Iterable[int]) -> list[str]:
    """Return one free number for each of ``years``, in their order; call it inside the storing transaction."""
    return NUMBERS.take(committee, Ticket.objects.filter(committee=committee), years)
