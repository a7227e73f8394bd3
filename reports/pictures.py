"""The charts of a report as pictures for files: the same drawings as on pages, complete in themselves."""

from __future__ import annotations

from django.utils.safestring import SafeString

from core.charts import Item, Series, bar_chart, month_item, trend_chart
from core.charts.standalone import standalone
from core.periods import Month
from reports.layout import Diagram, Row, Table, Value
from reports.typesetting import png_of

__all__ = ["WIDTH", "png_of", "svg_of", "title_of"]

WIDTH = 560.0
"""Pixels: as wide as the type area of A4 at the size that letters have on paper."""
MOST_BARS = 24
"""As many bars as a page holds; where there are more, the largest are drawn."""
BARS = "bar"


def svg_of(table: Table, diagram: Diagram, width: float = WIDTH) -> SafeString:
    """Return the chart of ``diagram`` over ``table`` as an SVG of its own."""
    if diagram.form == BARS:
        items = _items(table, diagram, diagram.series[0])
        if len(items) > MOST_BARS:
            items = sorted(items, key=lambda item: -item.size)[:MOST_BARS]
        return standalone(bar_chart(items, title=diagram.title, unit=diagram.unit), width)
    return standalone(trend_chart(_series(table, diagram), title=diagram.title, unit=diagram.unit), width)


def title_of(diagram: Diagram) -> str:
    """Return what stands above the picture: its title, its unit, and whether it shows only the largest."""
    rows = diagram.last - diagram.first + 1
    part = f"，数量最多的{MOST_BARS}个" if diagram.form == BARS and rows > MOST_BARS else ""
    return f"{diagram.title}（{diagram.unit}{part}）"


def _series(table: Table, diagram: Diagram) -> list[Series]:
    return [
        Series(_flat(table.columns[place].title), _items(table, diagram, place), dashed=number > 0)
        for number, place in enumerate(diagram.series)
    ]


def _items(table: Table, diagram: Diagram, place: int) -> list[Item]:
    rows = table.rows[diagram.first : diagram.last + 1]
    return [_item(_value(row, diagram.labels), _value(row, place)) for row in rows]


def _item(label: Value, value: Value) -> Item:
    number = None if isinstance(value, str) else value
    try:
        return month_item(Month.parse(str(label)), number)
    except ValueError:
        return Item(_flat(str(label)), number)


def _value(row: Row, place: int) -> Value:
    return row.values[place] if place < len(row.values) else None


def _flat(words: str) -> str:
    return words.replace("\n", "")
