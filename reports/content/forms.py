"""An official form: numbered lines with this month, last month, the change, the year and all so far."""

from __future__ import annotations

from collections.abc import Callable

from core.figures import Figure, Number, Share, Span, change_of
from core.figures.values import percent
from core.periods import Month
from reports.content.notes import notes_of
from reports.content.plans import Plan, PlannedLine, Told, lines_in
from reports.layout import Column, Diagram, Form, Kind, Row, Table, Value
from reports.material import Material

NUMERALS = "一二三四五六七八九十"
FEWEST_BARS = 3
CHARTS = 4
NOW = 3
"""Where the column of this month stands."""


def form_maker(plan: Plan) -> Callable[[Material], Table]:
    """Return what makes the form of ``plan``."""
    return lambda material: form_of(plan, material)


def form_of(plan: Plan, material: Material) -> Table:
    """Fill in ``plan``."""
    rows: list[Row] = []
    diagrams: list[Diagram] = []
    for numeral, (section, lines) in zip(_numerals(), lines_in(plan), strict=False):
        rows.append(Row((f"{numeral}、{section.title}",), Kind.SECTION))
        first = len(rows)
        rows += [_row(plan, line, material) for line in lines]
        if (split := lines[0].split) and len(lines) >= FEWEST_BARS:
            title = f"{split.title}（本月）"
            diagrams.append(Diagram(title, "bar", 0, (NOW,), first, len(rows) - 1, split.unit))
    table = Table(
        plan.name,
        f"{plan.title}表",
        _columns(plan),
        tuple(rows),
        notes_of(plan, material),
        number=plan.number,
        unit="、".join(dict.fromkeys(line.figure.unit for _, lines in lines_in(plan) for line in lines)),
    )
    return table.with_diagrams(*diagrams[:CHARTS]) if plan.shares else table


def _numerals() -> list[str]:
    return [*NUMERALS, *(f"十{numeral}" for numeral in NUMERALS[:9])]


def _columns(plan: Plan) -> tuple[Column, ...]:
    last = Column("占比（%）", 10, Form.SHARE) if plan.shares else Column("累计", 11, Form.VALUE)
    return (
        Column("指标名称", 32, Form.TEXT),
        Column("计量单位", 10, Form.TEXT),
        Column("行号", 5.5, Form.LINE),
        Column("本月", 11, Form.VALUE),
        Column("上月", 11, Form.VALUE),
        Column("增减", 10, Form.CHANGE),
        Column("本年累计", 11, Form.VALUE),
        last,
    )


def _row(plan: Plan, line: PlannedLine, material: Material) -> Row:
    figure, found = line.figure, material.found
    month = material.before if line.told is Told.OPENING else material.month
    now, before = _headline(material, figure, month), _headline(material, figure, month.plus(-1))
    year, last = (
        (None, None)
        if figure.headline is Span.DAY
        else (found.number(figure, month, Span.YEAR), found.number(figure, month, Span.TO_DATE))
    )
    if plan.shares:
        last = percent(now, found.number(line.split.whole, month)) if line.split else None
    values: tuple[Value, ...] = (line.title, figure.unit, line.number, now, before)
    key = "" if line.told is Told.OPENING else figure.key
    return Row(
        (*values, change_of(figure, now, before), year, last), is_share=isinstance(figure, Share), key=key
    )


def _headline(material: Material, figure: Figure, month: Month) -> Number | None:
    """A state on the month's last day, or what happened in the month."""
    return material.found.number(figure, month, Span.DAY if figure.headline is Span.DAY else Span.MONTH)
