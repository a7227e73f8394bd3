"""Numbers that are given one after another, JY-2024-0001: counted for each owner and year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.db.models.functions import Length

DIGITS = 4
MOST_DIGITS = 9


@dataclass(frozen=True)
class Series:
    """Numbers that begin with ``prefix``."""

    prefix: str

    def take(self, owner: Model, rows: QuerySet[Any], years: Iterable[int]) -> list[str]:
        """Return a free number for each of ``years``, in their order; ``rows`` are those of ``owner`` so far.

        Call it inside the transaction that stores them: the owner's row stays locked until it ends, so that a second
        writer waits and counts on (SQLite's transactions wait for each other by themselves). The ten-thousandth of a
        year has five digits.
        """
        owners = type(owner)._default_manager.select_for_update(of=("self",), no_key=True)
        list(owners.filter(pk=owner.pk).values_list("pk"))
        last: dict[int, int] = {}
        found = []
        for year in years:
            last[year] = (last[year] if year in last else self._last(rows, year)) + 1
            found.append(f"{self._start(year)}{last[year]:0{DIGITS}d}")
        return found

    def _last(self, rows: QuerySet[Any], year: int) -> int:
        """Return the highest number given in ``year``; numbers that were brought from elsewhere do not count."""
        start = self._start(year)
        own = rows.filter(number__regex=f"^{start}[0-9]{{{DIGITS},{MOST_DIGITS}}}$")
        highest = own.order_by(Length("number").desc(), "-number").values_list("number", flat=True).first()
        return int(highest.removeprefix(start)) if highest else 0

    def _start(self, year: int) -> str:
        return f"{self.prefix}-{year}-"
