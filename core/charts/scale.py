"""Round axis ticks."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
TEN_THOUSAND = 10_000
HUNDRED_MILLION = 100_000_000
# Where all values lie in the upper part of an axis from zero, their change can hardly be seen.
UPPER_PART = 0.6
SMALLEST_CUT = 20


@dataclass(frozen=True)
class Scale:
    """An axis of ``count`` equal steps, from ``start`` (mostly zero) to a round number not below the largest value."""

    step: Decimal
    count: int
    start: Decimal = Decimal(0)

    @property
    def ticks(self) -> list[Decimal]:
        """Values at the grid lines, the lowest first."""
        return [self.start + self.step * number for number in range(self.count + 1)]

    def part(self, value: float) -> float:
        """Where ``value`` lies on the axis, from 0 to 1."""
        return min(1.0, max(0.0, (value - float(self.start)) / float(self.step * self.count)))


def scale_for(largest: float, *, lines: int = 5, whole: bool = True) -> Scale:
    """Return an axis from zero with about ``lines`` steps of 1, 2 or 5 times a power of ten.

    ``whole`` keeps the steps at one or more, for what is counted in people. All zero gives an axis to 5.
    """
    if largest <= 0:
        return Scale(Decimal(1), lines)
    step = _step(largest, lines, whole=whole)
    return Scale(step, max(1, _steps(largest, step)))


def scale_between(smallest: float, largest: float, *, lines: int = 5) -> Scale:
    """Return an axis for a line: from zero, or from a round number where the line would else lie flat at the top."""
    if smallest < largest * UPPER_PART or smallest < SMALLEST_CUT:
        return scale_for(largest, lines=lines)
    # A line that hardly changes is not blown up to the whole height.
    step = _step(max(largest - smallest, largest / 10), lines - 1, whole=True)
    start = step * math.floor(smallest / float(step) - 0.5)
    return Scale(step, _steps(largest - float(start), step), start)


def tick_words(value: Decimal) -> str:
    """``200``, ``0.5``, ``1.5万``, ``2亿``: short enough for an axis."""
    for size, word in ((HUNDRED_MILLION, "亿"), (TEN_THOUSAND, "万")):
        if value >= size:
            return f"{_plain(value / size)}{word}"
    return _plain(value)


def _step(length: float, lines: int, *, whole: bool) -> Decimal:
    power = Decimal(10) ** math.floor(math.log10(length / lines))
    step = next(size * power for size in STEPS if float(size * power) * lines >= length * (1 - 1e-9))
    return max(step, Decimal(1)) if whole else step


def _steps(length: float, step: Decimal) -> int:
    return math.ceil(length / float(step) - 1e-9)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
