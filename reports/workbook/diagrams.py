"""Native charts below a table, drawn by the spreadsheet itself from the table's own cells."""

from __future__ import annotations

import math
from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart._chart import ChartBase
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.legend import Legend
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties, Paragraph, RegularTextRun

from reports.layout import Diagram, Table

COLOURS = ("B5121B", "2B6A99")
TITLE_SIZE = 1200  # hundredths of a point
ROW_HEIGHT = 15.0  # points, of a row that says nothing else
BAR, BARS_BESIDE, LINES = 21.0, 80.0, 215.0


def height_of(diagram: Diagram) -> float:
    """Return how high a chart is drawn, in points: bars need room for each, others always the same."""
    return BARS_BESIDE + BAR * (diagram.last - diagram.first + 1) if diagram.form == "bar" else LINES


def add_diagrams(place: Any, data: Any, table: Table, first: int, row: int) -> None:  # noqa: ANN401  see Sheet
    """Put the charts of ``table`` on ``place`` from ``row``, as wide as the table, whose rows begin at ``first``."""
    for diagram in table.diagrams:
        chart = _chart(data, table, diagram, first)
        rows = math.ceil(height_of(diagram) / ROW_HEIGHT)
        begin = AnchorMarker(col=0, row=row - 1)
        end = AnchorMarker(col=len(table.columns), row=row - 1 + rows)
        chart.anchor = TwoCellAnchor(editAs="oneCell", _from=begin, to=end)  # type: ignore[assignment]  # the stubs know only the corner as text
        place.add_chart(chart)
        row += rows + 1


def _chart(sheet: Any, table: Table, diagram: Diagram, first: int) -> ChartBase:  # noqa: ANN401  see Sheet
    chart: BarChart | LineChart
    if diagram.form == "line":
        chart = LineChart()
    else:
        chart = BarChart()
        chart.type = "bar" if diagram.form == "bar" else "col"
        chart.gapWidth = 60
    top, bottom = first + diagram.first, first + diagram.last
    for number, column in enumerate(diagram.series):
        values = Reference(sheet, min_col=column + 1, min_row=top, max_row=bottom)
        chart.add_data(values, titles_from_data=False)
        _name(chart, number, table.columns[column].title)
    chart.set_categories(Reference(sheet, min_col=diagram.labels + 1, min_row=top, max_row=bottom))
    chart.title = _title(diagram.title)
    chart.legend = None if len(diagram.series) == 1 else Legend(legendPos="b")
    _set_axes(chart, diagram)
    return chart


def _title(text: str) -> Title:
    run = RegularTextRun(rPr=CharacterProperties(sz=TITLE_SIZE, b=True), t=text)
    return Title(tx=Text(rich=RichText(p=[Paragraph(r=[run])])), overlay=False)


def _name(chart: BarChart | LineChart, number: int, title: str) -> None:
    """Name a series by the words above its column, and colour it."""
    series = chart.series[number]
    series.tx = SeriesLabel(v=title.replace("\n", ""))
    colour = COLOURS[number % len(COLOURS)]
    if isinstance(chart, LineChart):
        series.graphicalProperties.line.solidFill = colour
        series.smooth = False
        series.marker.symbol = "circle"
        series.marker.size = 6
        series.marker.graphicalProperties.solidFill = colour
        series.marker.graphicalProperties.line.solidFill = colour
    else:
        series.graphicalProperties.solidFill = colour
    series.dLbls = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
    series.dLbls.position = "t" if isinstance(chart, LineChart) else "outEnd"


def _set_axes(chart: BarChart | LineChart, diagram: Diagram) -> None:
    # Unless said, openpyxl marks both axes as deleted, and newer Excel then draws none.
    chart.x_axis.delete = False
    chart.y_axis.delete = False
    chart.y_axis.title = None
    chart.y_axis.number_format = "#,##0"
    chart.y_axis.majorGridlines = chart.y_axis.majorGridlines if diagram.form != "bar" else None
    chart.y_axis.scaling.min = 0
    if diagram.form == "bar":
        # The first row of the table is the topmost bar.
        chart.x_axis.scaling.orientation = "maxMin"
