"""What charts are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.numbers import UNKNOWN, Number, thousands


@dataclass(frozen=True)
class Item:
    """One bar, point or part: its name, its number (None: not known), and the address of what it counts.

    ``short`` is written along an axis instead of ``label``; ``group`` (a year) below the first item that has it.
    """

    label: str
    value: Number | None
    href: str = ""
    short: str = ""
    group: str = ""

    @property
    def size(self) -> float:
        """The number as a length: never below zero, zero where nothing is known."""
        return max(0.0, float(self.value or 0))

    def words(self, unit: str) -> str:
        """``第一支部：21人``, for tooltips and readers."""
        return f"{self.label}：{self.amount(unit)}"

    def amount(self, unit: str) -> str:
        """``21 人``, or a dash."""
        return UNKNOWN if self.value is None else f"{thousands(self.value)} {unit}".strip()


@dataclass(frozen=True)
class Series:
    """A line of a trend; a dashed one is what the first is compared with."""

    title: str
    items: Sequence[Item]
    dashed: bool = False
