"""Rows told in few characters: ``名册!3-16,18``, so that a page can say which of ten thousand rows it means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_RANGES = re.compile(r"\d{1,7}(?:-\d{1,7})?(?:,\d{1,7}(?:-\d{1,7})?)*", re.ASCII)
LAST_ROW = 1_048_576
MOST = 200_000
"""Rows, as many as one repair may be about."""


def tell_rows(places: Iterable[str]) -> list[str]:
    """Return the rows at ``places`` (``名册!3``), one text for each sheet."""
    by_sheet: dict[str, list[int]] = {}
    for place in places:
        sheet, _, number = place.rpartition("!")
        by_sheet.setdefault(sheet, []).append(int(number))
    return [f"{sheet}!{','.join(_ranges(sorted(set(numbers))))}" for sheet, numbers in by_sheet.items()]


def read_rows(told: Iterable[str]) -> list[str]:
    """Undo :func:`tell_rows`; raise ``ValueError`` for what it cannot have told."""
    places: list[str] = []
    for words in told:
        sheet, mark, ranges = words.rpartition("!")
        if not (mark and sheet and _RANGES.fullmatch(ranges)):
            raise ValueError(words)
        for part in ranges.split(","):
            first, _, last = part.partition("-")
            numbers = range(int(first), int(last or first) + 1)
            if not numbers or numbers[-1] > LAST_ROW or len(places) + len(numbers) > MOST:
                raise ValueError(words)
            places += [f"{sheet}!{number}" for number in numbers]
    return places


def _ranges(numbers: list[int]) -> Iterator[str]:
    start = 0
    for end in range(1, len(numbers) + 1):
        if end == len(numbers) or numbers[end] != numbers[end - 1] + 1:
            first, last = numbers[start], numbers[end - 1]
            yield str(first) if first == last else f"{first}-{last}"
            start = end
