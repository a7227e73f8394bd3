"""A chart for a page: both forms of its drawing, and the table that says the same in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from types import MappingProxyType

from django.utils.safestring import SafeString

from core.charts.bars import bar_chart
from core.charts.data import Item, Series
from core.charts.shares import share_chart, share_words
from core.charts.trend import trend_chart


@dataclass(frozen=True)
class Cell:
    """A cell of the table behind a chart."""

    words: str
    href: str = ""


@dataclass(frozen=True)
class Figure:
    """What ``includes/chart.html`` shows; without any item only the sentence ``empty``."""

    title: str
    wide: SafeString
    narrow: SafeString
    columns: list[str]
    rows: list[tuple[str, list[Cell]]] = field(default_factory=list)


def bars(items: Sequence[Item], title: str, unit: str) -> Figure:
    """Bars with their table."""
    wide, narrow = (bar_chart(items, title=title, unit=unit, narrow=form) for form in (False, True))
    rows = [(item.label, [Cell(item.amount(unit), item.href)]) for item in items]
    return Figure(title, wide, narrow, ["数量"], rows)


def shares(items: Sequence[Item], title: str, unit: str) -> Figure:
    """Parts of a whole with their table."""
    wide, narrow = (share_chart(items, title=title, unit=unit, narrow=form) for form in (False, True))
    total = sum(item.size for item in items)
    rows = [
        (item.label, [Cell(item.amount(unit), item.href), Cell(share_words(item, total))]) for item in items
    ]
    return Figure(title, wide, narrow, ["数量", "占比"], rows)


def trend(series: Sequence[Series], title: str, unit: str) -> Figure:
    """Lines with their table: a row for each month, a column for each line."""
    wide, narrow = (trend_chart(series, title=title, unit=unit, narrow=form) for form in (False, True))
    rows = []
    for items in zip_longest(*(one.items for one in series)):
        label = next(item.label for item in items if item is not None)
        rows.append((label, [Cell(item.amount(unit), item.href) if item else Cell("") for item in items]))
    return Figure(title, wide, narrow, [one.title or "数量" for one in series], rows)


FORMS: Mapping[str, Callable[..., Figure]] = MappingProxyType(
    {"bars": bars, "shares": shares, "trend": trend}
)


def chart(
    form: str, data: Sequence[Item] | Sequence[Series], *, title: str, unit: str = "", empty: str = ""
) -> dict[str, object]:
    """Give ``includes/chart.html`` its context: ``{% chart "bars" by_branch title="各支部人数" unit="人" %}``.

    ``form`` is ``bars`` or ``shares`` over items, or ``trend`` over series.
    """
    return {"figure": FORMS[form](data, title, unit), "empty": empty or "这一时期还没有数据。"}
