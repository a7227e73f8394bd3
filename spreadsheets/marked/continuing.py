"""What of a batch still holds when its file is replaced by a repaired one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spreadsheets.layout import Table
from spreadsheets.marked.comparing import Comparison
from spreadsheets.marked.own_column import KEY
from spreadsheets.planning import Choices
from spreadsheets.reader import FileRefused

OTHER_FILE = (
    "这份表和这次导入的表对不上：{why}，没有替换。改好的表请用这次下载的标红表格来改；"
    "要导入另一份表，请到“表格导入”里重新上传。"
)


@dataclass(frozen=True)
class Progress:
    """What has become of the rows that had to be repaired, and what is new."""

    before: int
    repaired: int
    left: int
    gone: int
    fresh: int
    """Rows to be repaired that were in order, or not there."""

    @property
    def is_better(self) -> bool:
        """Tell whether anything was repaired, if anything had to be."""
        return self.left < self.before or not self.before

    def __str__(self) -> str:
        if not self.is_better:
            return f"上次须修改的 {self.before} 行都还没有改好。" + self._fresh
        words = [f"改好 {self.repaired} 行"] if self.repaired else []
        words += [f"表中已没有 {self.gone} 行"] if self.gone else []
        words += [f"还有 {self.left} 行"] if self.left else []
        told = f"上次须修改的 {self.before} 行：{'，'.join(words)}。" if self.before else ""
        return told + self._fresh

    @property
    def _fresh(self) -> str:
        return f"另有 {self.fresh} 行须修改。" if self.fresh else ""


def progress(before: set[str], after: set[str], comparison: Comparison) -> Progress:
    """Compare the places of faulty rows ``before`` with those ``after``."""
    now = {place: comparison.now(place) for place in before}
    left = sum(place in after for place in now.values())
    gone = sum(not place for place in now.values())
    return Progress(len(before), len(before) - left - gone, left, gone, len(after - set(now.values())))


def refuse_other_file(old: Sequence[Table], new: Sequence[Table], comparison: Comparison) -> None:
    """Raise :class:`FileRefused` where ``new`` is no later version of ``old``."""
    headers = [
        {c.key for table in tables for c in table.columns if c.key and c.key != KEY} for tables in (old, new)
    ]
    if 2 * len(headers[0] & headers[1]) < len(headers[0]):
        raise FileRefused("other_file", OTHER_FILE.format(why="列名不一样"))
    if not (comparison.same or comparison.edited):
        raise FileRefused("other_file", OTHER_FILE.format(why="没有一行是相同的"))


def carried(choices: Choices, old: Sequence[Table], new: Sequence[Table], comparison: Comparison) -> Choices:
    """Return what of ``choices`` holds for the new file: columns by their headers, answers for rows as they were."""
    same = comparison.same
    return replace(
        choices,
        sheets=[table.sheet for table in new if table.sheet in choices.sheets],
        columns=_columns(choices, old, new),
        others=sorted(same[place] for place in choices.others if place in same),
        picked={same[place]: key for place, key in choices.picked.items() if place in same},
    )


def _columns(choices: Choices, old: Sequence[Table], new: Sequence[Table]) -> dict[str, dict[str, str]]:
    alone = len(old) == 1 == len(new)
    found: dict[str, dict[str, str]] = {}
    for before in old:
        chosen = choices.columns.get(before.sheet, {})
        after = next((table for table in new if alone or table.sheet == before.sheet), None)
        if after is None or not chosen:
            continue
        keys = {column.letter: column.key or column.letter for column in before.columns}
        letters = {column.key or column.letter: column.letter for column in after.columns}
        found[after.sheet] = {
            letters[keys[letter]]: name for letter, name in chosen.items() if keys.get(letter) in letters
        }
    return found
