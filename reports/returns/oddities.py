"""What in a return deserves a second look, as sentences: the person who reads them decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from core.figures import FIGURES, Number, change_words, number_words
from reports.lines import Line

SMALL = 3
"""A change of less is no news, whatever its share."""


def sudden_changes(lines: Iterable[Line], threshold: int, *, is_running: bool) -> Iterator[tuple[str, str]]:
    """Yield key and sentence of each number that moved by more than ``threshold`` percent against last month.

    While the month is running, what happens in it is not yet comparable: only states are told.
    """
    for line in lines:
        if (
            line.is_share
            or (is_running and not line.is_state)
            or line.now is None
            or not _moved(line, threshold)
        ):
            continue
        figure = FIGURES[line.key]
        now, before = number_words(figure, line.now), number_words(figure, line.before)
        moved = f"{change_words(line.change)}{_share(line)}"
        yield (
            line.key,
            f"{line.title}：本月 {now} {line.unit}，上月 {before} {line.unit}（{moved}），请核对。",
        )


def changed_since(lines: Iterable[Line], frozen: Mapping[str, Number | None]) -> Iterator[tuple[str, str]]:
    """Yield key and sentence of each number that is not what it was when the return was handed in."""
    for line in lines:
        if line.key in frozen and frozen[line.key] != line.now:
            figure = FIGURES[line.key]
            was, now = number_words(figure, frozen[line.key]), number_words(figure, line.now)
            yield line.key, f"{line.title}：报送时 {was} {line.unit}，现在 {now} {line.unit}。"


def _moved(line: Line, threshold: int) -> bool:
    if not line.change or abs(line.change) < SMALL:
        return False
    return not line.before or abs(line.change) * 100 > threshold * line.before


def _share(line: Line) -> str:
    if not line.before or line.change is None:
        return ""
    return f"，{'+' if line.change > 0 else '−'}{abs(line.change) * 100 / line.before:.0f}%"
