"""What the cells of a report's tables say on paper, and how what stands around the tables is worded."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone

from core.figures.values import Number
from core.figures.wording import NOTHING
from core.numbers import MINUS
from reports.layout import Form, Row, Table, Value
from reports.monthly import Report

RETURNED = (("工作情况", "work"), ("特色做法", "features"), ("存在问题", "problems"), ("下月打算", "plans"))


def cells_of(table: Table, row: Row) -> list[str]:
    """Return what a row writes below each column; a row with fewer values leaves the others empty."""
    missing = ("",) * (len(table.columns) - len(row.values))
    return [
        words_of(value, column.form, is_share=row.is_share)
        for column, value in zip(table.columns, (*row.values, *missing), strict=True)
    ]


def words_of(value: Value, form: Form, *, is_share: bool) -> str:
    """Return ``5,000``, ``98.2``, ``+3``, ``−0.8``, ``0``, or ``--`` where nothing applies; text stays as it is."""
    if value is None:
        return NOTHING
    if isinstance(value, str):
        return value
    if form is Form.LINE:
        return f"{value}"
    share = is_share or form is Form.SHARE
    number = _rounded(value, "0.1" if share else "0.01")
    words = f"{number:,.1f}" if share else f"{number:,f}"
    return f"{'+' if form is Form.CHANGE and number > 0 else ''}{words}".replace("-", MINUS)


def _rounded(value: Number, step: str) -> Decimal:
    """Round halves up; whole numbers lose their decimals, and nothing is a negative zero."""
    rounded = Decimal(str(value)).quantize(Decimal(step), ROUND_HALF_UP)
    whole = rounded.to_integral_value()
    return whole + 0 if rounded == whole else rounded.normalize()


def facts_of(report: Report, table: Table) -> list[str]:
    """Return what stands between a table's title and its head."""
    facts = [f"填报单位：{report.reporter}", f"截止时间：{report.as_of}"]
    return [*facts, f"计量单位：{table.unit}"] if table.unit else facts


def signatures_of(report: Report) -> list[tuple[str, str]]:
    """Return who answers for the report; what is not known is left to be written by hand."""
    names, day = report.signatures, timezone.localtime(report.moment)
    return [
        ("单位负责人", names.head),
        ("审核人", names.checker),
        ("填表人", names.preparer),
        ("联系电话", names.telephone),
        ("报出时间", f"{day.year}年{day.month}月{day.day}日"),
    ]


def unsaid_returns(report: Report) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what branches handed in and no chapter of the text part repeats: branch, then title and words."""
    said = _bare(paragraph for passage in report.passages for paragraph in passage.paragraphs)
    found = []
    for texts in report.returns:
        told = [(title, getattr(texts, name)) for title, name in RETURNED]
        if rest := [(title, words) for title, words in told if words and _bare(words) not in said]:
            found.append((texts.branch, rest))
    return found


def _bare(words: Iterable[str]) -> str:
    """Return the letters and digits alone: chapters join lines, and end them as sentences."""
    return "".join(letter for part in words for letter in part if letter.isalnum())
