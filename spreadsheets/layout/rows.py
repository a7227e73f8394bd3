"""Telling data rows from the others. In doubt a row is data: it is judged, never lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from spreadsheets.layout.header import Header, Knows
from spreadsheets.layout.merges import Merges
from spreadsheets.layout.table import SkippedRow, TableRows
from spreadsheets.layout.text import glance, has_long_number, is_filled, normalise_header
from spreadsheets.reader.book import Cell, Row

NEAR_TOP = 10
"""Rows below the header among which hints and samples are looked for."""
LONG_NOTE = 20
LONG_POINT = 10
LONG_HEADER = 40
FEW = 2

SERIAL = {"序号", "序", "行号", "编号", "no", "id", "#", "项次", "次序", "顺序号"}
HINT = re.compile(
    r"必填|选填|可不填|不用填|可为空|可空|格式|下拉|文本型|不超过|字符|字以内|y{2,4}|请填|请选|填写|如\s*[:：]|例如|\d+\s*位|单选|多选|是/否|男/女",
    re.IGNORECASE,
)
SAMPLE = re.compile(
    r"^\W*(?:填写|填报|数据)?(?:示例|样例|范例|例子|例\s*[:：])|^\W*例\W*$|删除?[掉去]?(?:本|此|该|这)一?行|(?:本|此|该|这)行\S{0,10}(?:示例|样例|删)"
)
TOTAL = re.compile(
    r"^\W*(?:本页|本表|全部|以上)?\s*(?:合\s*计|小\s*计|总\s*计|共\s*计|累\s*计|总\s*数|总人数)|^\W*共\s*\d+\s*\w?\W*$"
)
SIGNATURE = re.compile(
    r"签\s*[字名章]|盖\s*章|公\s*章|[(（]\s*章\s*[)）]|^\W*(?:填表|制表|审核|填报|经办|复核|统计|审批|负责|联系)人(?:\W|$)"
)
LABEL = re.compile(r"^[^\d:：]{2,20}(?:[(（][^:：]*[)）])?\s*[:：]")
BARE_LABEL = re.compile(r"[:：]\s*$")
DATE_LINE = re.compile(
    r"^\s*(?:\d{2,4}|[二〇○零一九]{4})?\s*年|^\s*\d{4}[-./]\d{1,2}([-./]\d{1,2})?\s*$|^\s*日\s*期"
)
NOTE = re.compile(
    r"^\W*(?:注|备\s*注|说\s*明|注意\S{0,3}|提示|填\w{0,4}说明|要求)\s*(?:[:：]|\d|[(（]|\n|$)|^[※★]"
)
NUMBERED = re.compile(r"^\s*[(（]?[\d一二三四五六七八九十]{1,3}[)）]?\s*[、.．]\s*\S")

MESSAGES = {
    "hint": "第 {row} 行是填写要求，不是数据，已跳过。",
    "sample": "第 {row} 行是填写示例，不是数据，已跳过。",
    "numbering": "第 {row} 行是列的编号，不是数据，已跳过。",
    "repeated_header": "第 {row} 行重复了表头，已跳过。",
    "total": "第 {row} 行是合计，不是数据，已跳过。",
    "signature": "第 {row} 行是签字或填报信息，不是数据，已跳过。",
    "note": "第 {row} 行是说明文字，不是数据，已跳过。",
    "band": "第 {row} 行是标题，不是数据，已跳过。",
    "outside": "第 {row} 行的内容不在表头各列之下，已跳过。",
}
BLANK = "blank"
OTHER_HEADER = "other_header"


@dataclass(slots=True)
class Split:
    """The rows below a header, told apart."""

    data: TableRows
    stop: int = 0
    """Place of the first row that was not looked at: the end, or another header."""
    skipped: list[SkippedRow] = field(default_factory=list)


class RowJudge:
    """Judges the rows below one header."""

    def __init__(self, header: Header, merges: Merges, knows: Knows) -> None:
        """Keep what the rows are compared with."""
        self._knows = knows
        self._merges = merges
        self._keys = {column.index: column.key for column in header.columns}
        self._words = {
            (column, normalise_header(text))
            for row in header.rows
            for column, cell in enumerate(row.cells)
            if (text := glance(cell))
        }
        self._serial = {column.index for column in header.columns if column.key in SERIAL or not column.key}

    def split(self, rows: Sequence[Row], start: int) -> Split:
        """Tell data rows from others, from place ``start`` to another header or the end.

        The column of long numbers, once found, decides nearly every row at a glance.
        """
        split = Split(TableRows(rows), stop=len(rows))
        data = split.data
        marked = 0
        below_top = start + NEAR_TOP
        for place in range(start, len(rows)):
            row = rows[place]
            cells = row.cells
            if place >= below_top:
                if marked < len(cells) and has_long_number(cells[marked]):
                    data.take(place)
                    continue
                found = next((column for column, cell in enumerate(cells) if has_long_number(cell)), None)
                if found is not None:
                    marked = found
                    data.take(place)
                    continue
            reason = self._reason(row, near_top=place < below_top, is_first=not data)
            if reason is None:
                data.take(place)
            elif reason == OTHER_HEADER:
                split.stop = place
                break
            elif reason != BLANK:
                split.skipped.append(SkippedRow(row.number, reason, MESSAGES[reason].format(row=row.number)))
        return split

    def _reason(self, row: Row, *, near_top: bool, is_first: bool) -> str | None:  # noqa: PLR0911 - one for each reason
        """Say why a row is no data; None where it is."""
        filled = {column: cell for column, cell in enumerate(row.cells) if is_filled(cell)}
        if filled.keys() <= self._serial and not any(
            glance(cell).strip("0123456789") for cell in filled.values()
        ):
            return BLANK
        if near_top and any(self._is_sample(row, column, glance(cell)) for column, cell in filled.items()):
            return "sample"
        if any(has_long_number(cell) for cell in filled.values()):
            return None
        if not filled.keys() & self._keys.keys():
            return "outside"
        texts = {column: text for column, cell in filled.items() if (text := glance(cell))}
        header = self._header_reason(texts)
        if header is not None:
            return header
        if near_top and is_first:
            if len(filled) > FEW and _counts_up(list(filled.values())):
                return "numbering"
            if texts and 2 * sum(1 for text in texts.values() if HINT.search(text)) >= len(filled):
                return "hint"
        return self._reason_below(row, filled, texts)

    def _is_sample(self, row: Row, column: int, text: str) -> bool:
        """Tell a mark of a sample from a note merged over several rows that happens to speak of one."""
        return (
            bool(text)
            and SAMPLE.search(text) is not None
            and self._merges.at(row.number, column)[2] == row.number
        )

    def _header_reason(self, texts: dict[int, str]) -> str | None:
        """Tell a header repeated by a page break from one that names the columns otherwise: another table begins."""
        words = {
            (column, normalise_header(text)) for column, text in texts.items() if len(text) < LONG_HEADER
        }
        repeated = words & self._words
        known = {word for word in words - repeated if self._knows(word[1])}
        if len(repeated) + len(known) < FEW or 2 * (len(repeated) + len(known)) < len(texts):
            return None
        return OTHER_HEADER if len(known) >= FEW else "repeated_header"

    def _reason_below(  # noqa: PLR0911 - one for each reason
        self, row: Row, filled: dict[int, Cell], texts: dict[int, str]
    ) -> str | None:
        """Recognise totals, signatures, notes and bands by the first text of the row."""
        column = min(texts, default=None)
        if column is None:
            return None
        first = texts[column]
        leads = column == min(filled) or min(filled) in self._serial
        if leads and TOTAL.search(first):
            return "total"
        if len(filled) <= FEW and NOTE.search(first):
            return "note"
        if _is_signature(filled):
            return "signature"
        if len(filled) > 1:
            return None
        if self._merges.width(row.number, column) >= max(3, len(self._keys) // 2):
            return "band"
        if len(first) >= LONG_NOTE or (NUMBERED.search(first) and len(first) >= LONG_POINT):
            return "note"
        return "band" if column in self._serial or NUMBERED.search(first) else None


def _counts_up(cells: list[Cell]) -> bool:
    """Tell whether cells number the columns: 1, 2, 3 and so on."""
    numbers = [int(cell) if isinstance(cell, str) and cell.isdecimal() else cell for cell in cells]
    return numbers == list(range(1, len(cells) + 1))


def _is_signature(filled: dict[int, Cell]) -> bool:
    """Tell whether a row is wholly made of signatures, labels with what follows them, and dates."""
    explained_by_label = False
    is_first = True
    for cell in filled.values():
        text = glance(cell)
        is_label = bool(SIGNATURE.search(text) or LABEL.search(text))
        if is_first and not is_label:
            return False
        if not (is_label or explained_by_label or isinstance(cell, date) or DATE_LINE.search(text)):
            return False
        explained_by_label = is_label and (
            BARE_LABEL.search(text) is not None or SIGNATURE.search(text) is not None
        )
        is_first = False
    return not is_first
