"""Round axis ticks."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
TEN_THOUSAND = 10_000
HUNDRED_MILLION = 100_000_000


@dataclass(frozen=True)
class Scale:
    """An axis from zero to a round number that is not below the largest value."""

    step: Decimal
    count: int

    @property
    def top(self) -> float:
        """The value at the end of the axis."""
        return float(self.step * self.count)

    @property
    def ticks(self) -> list[Decimal]:
        """Values at the grid lines, zero first."""
        return [self.step * number for number in range(self.count + 1)]

    def part(self, value: float) -> float:
        """Where ``value`` lies on the axis, from 0 to 1."""
        return min(1.0, max(0.0, value / self.top))


def scale_for(largest: float, *, lines: int = 5, whole: bool = True) -> Scale:
    """Return an axis with about ``lines`` steps of 1, 2 or 5 times a power of ten.

    ``whole`` keeps the steps at one or more, for what is counted in people. All zero gives an axis to 5.
    """
    if largest <= 0:
        return Scale(Decimal(1), lines)
    power = Decimal(10) ** math.floor(math.log10(largest / lines))
    step = next(size * power for size in STEPS if float(size * power) * lines >= largest * (1 - 1e-9))
    if whole:
        step = max(step, Decimal(1))
    return Scale(step, max(1, math.ceil(largest / float(step) - 1e-9)))


def tick_words(value: Decimal) -> str:
    """``200``, ``0.5``, ``1.5万``, ``2亿``: short enough for an axis."""
    for size, word in ((HUNDRED_MILLION, "亿"), (TEN_THOUSAND, "万")):
        if value >= size:
            return f"{_plain(value / size)}{word}"
    return _plain(value)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
