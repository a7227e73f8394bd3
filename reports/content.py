"""What each table of the monthly report tells."""

from __future__ import annotations

from core.figures import (
    EVERYWHERE,
    FIGURES,
    Balance,
    Figure,
    Share,
    Span,
    Split,
    change_of,
)
from core.figures.values import Place, percent
from reports.layout import Column, Diagram, Form, Kind, Row, Table, Value
from reports.material import Material
from reports.sections import sections

BRANCH_FIGURES = (
    "members.managed",
    "members.two_new",
    "members.two_new_share",
    "members.heads",
    "members.workers",
    "members.talent",
    "members.arrivals",
    "members.departures",
    "branches.enterprises",
)
TREND = ("members.managed", "members.arrivals", "members.departures")
TREND_MONTHS = 12
MAKE_UP = (
    "members.by_ownership",
    "members.by_occupation",
    "members.by_age",
    "members.by_education",
    "members.by_category",
    "members.by_sex",
)
REGISTER = "members.managed"
CAME = ("members.arrivals", "members.moves_in")
OUTCOMES = "members.departures_by_outcome"
MOVED_OUT = "members.moves_out"
BALANCE = "增减平衡"

NAME, PLACE = 30.0, 24.0
NUMBER, NARROW = 10.0, 7.6
ELSEWHERE = "未归支部"


def summary(material: Material) -> Table:
    """Every figure: this month, last month, change, this year."""
    columns = (
        Column("指标", NAME, Form.TEXT),
        Column("单位", 8, Form.TEXT),
        Column("本月", 12, Form.VALUE),
        Column("上月", 12, Form.VALUE),
        Column("增减", 12, Form.CHANGE),
        Column("本年累计", 12, Form.VALUE),
    )
    rows: list[Row] = []
    for title, figures in sections():
        rows.append(Row((title,), Kind.SECTION))
        rows += [_told(material, figure) for figure in figures if not isinstance(figure, Split)]
    return Table("汇总", "主要指标汇总表", columns, tuple(rows), (_explained(), *_checked(material)))


def _told(material: Material, figure: Figure) -> Row:
    span = Span.DAY if figure.headline is Span.DAY else Span.MONTH
    now = material.found.number(figure, material.month, span)
    before = material.found.number(figure, material.before, span)
    year = None if span is Span.DAY else material.found.number(figure, material.month, Span.YEAR)
    values = (figure.title, figure.unit, now, before, change_of(figure, now, before), year)
    return Row(values, is_share=isinstance(figure, Share))


def _explained() -> str:
    return (
        "说明：人数、个数等为截至月末的时点数；流入、离开等为本月发生数。占比的增减为百分点。“--”表示不适用。"
    )


def _checked(material: Material) -> list[str]:
    findings = material.all_findings()
    failed = [f"{place}：{finding.words}" for place, finding in findings if not finding.holds]
    if failed:
        return [f"校验：共检查 {len(findings)} 项，{len(failed)} 项不符。", *failed]
    return [f"校验：共检查 {len(findings)} 项，全部相符。"]


def by_branch(material: Material) -> Table:
    """The main figures of each branch."""
    figures = [FIGURES[key] for key in BRANCH_FIGURES]
    columns = (
        Column("党支部", PLACE, Form.TEXT),
        *(Column(_short(f), NUMBER, Form.SHARE if isinstance(f, Share) else Form.COUNT) for f in figures),
    )
    rows = [Row((place.name, *_numbers(material, figures, place.pk))) for place in material.places]
    last = len(rows)
    if any(
        not isinstance(f, Share) and material.found.number(f, material.month, place=None) for f in figures
    ):
        rows.append(Row((ELSEWHERE, *_numbers(material, figures, None))))
    rows.append(Row(("合计", *_numbers(material, figures, EVERYWHERE)), Kind.TOTAL))
    bars = Diagram("各党支部管理流动党员人数", "bar", 0, (1,), 0, last - 1, "人")
    notes = ("说明：园区企业按联系支部分列，没有联系支部的列入“未归支部”。",)
    return Table(
        "分支部", "分支部情况表", columns, tuple(rows), notes, (bars,) if last else (), landscape=True
    )


def _short(figure: Figure) -> str:
    title = figure.title.removeprefix("“两企三新”中的")
    return f"{title}\n（{figure.unit}）"


def _numbers(material: Material, figures: list[Figure], place: Place) -> list[Value]:
    return [material.found.number(figure, material.month, place=place) for figure in figures]


def movement(material: Material) -> Table:
    """Opening, arrivals, departures by outcome, moves between branches, closing: for each branch and the whole."""
    managed, outcomes, out = FIGURES[REGISTER], FIGURES.split(OUTCOMES), FIGURES[MOVED_OUT]
    pieces = outcomes.pieces
    columns = (
        Column("党支部", PLACE, Form.TEXT),
        Column("月初人数", NARROW),
        *(Column(FIGURES[key].title, NARROW, band="增加") for key in CAME),
        *(Column(piece.title, NARROW, band="减少") for piece in pieces),
        Column(out.title, NARROW, band="减少"),
        Column("月末人数", NARROW),
    )

    def line(title: str, place: Place, kind: Kind = Kind.PLAIN) -> Row:
        during: list[Figure] = [*(FIGURES[key] for key in CAME), *pieces, out]
        opening = material.found.number(managed, material.before, place=place)
        closing = material.found.number(managed, material.month, place=place)
        return Row((title, opening, *_numbers(material, during, place), closing), kind)

    rows = [line(place.name, place.pk) for place in material.places]
    rows.append(line("合计", EVERYWHERE, Kind.TOTAL))
    return Table(
        "增减情况", "流动党员增减情况表", columns, tuple(rows), tuple(_balanced(material)), landscape=True
    )


def _balanced(material: Material) -> list[str]:
    balance = next(r for r in FIGURES.relations if isinstance(r, Balance) and r.title == BALANCE)
    findings = list(material.findings(balance))
    lines = [f"校验关系：{balance.words}", f"合计：{findings[0][1].words}"]
    failed = [f"{place}：{finding.words}" for place, finding in findings[1:] if not finding.holds]
    return [*lines, *(failed or ["各党支部逐一检查，均相符。"])]


def make_up(material: Material) -> Table:
    """How the members are made up, with shares and the change against last month."""
    columns = (
        Column("项目", NAME, Form.TEXT),
        Column("本月（人）", 12),
        Column("占比（%）", 12, Form.SHARE),
        Column("上月（人）", 12),
        Column("增减", 12, Form.CHANGE),
    )
    rows: list[Row] = []
    diagrams: list[Diagram] = []
    for split in (FIGURES.split(key) for key in MAKE_UP):
        rows.append(Row((split.title,), Kind.SECTION))
        first = len(rows)
        whole = material.found.number(split.whole, material.month)
        for piece in split.pieces:
            now = material.found.number(piece, material.month)
            before = material.found.number(piece, material.before)
            rows.append(Row((piece.title, now, percent(now, whole), before, change_of(piece, now, before))))
        diagrams.append(Diagram(split.title, "bar", 0, (1,), first, len(rows) - 1, split.unit))
        rows.append(_whole(material, split))
    return Table("构成", "流动党员构成情况表", columns, tuple(rows), diagrams=tuple(diagrams[:4]))


def _whole(material: Material, split: Split) -> Row:
    now = material.found.number(split.whole, material.month)
    before = material.found.number(split.whole, material.before)
    return Row(("合计", now, percent(now, now), before, change_of(split.whole, now, before)), Kind.TOTAL)


def trend(material: Material) -> Table:
    """Twelve months of members, arrivals and departures."""
    figures = [FIGURES[key] for key in TREND]
    months = material.month.back(TREND_MONTHS)
    columns = (Column("月份", 16, Form.TEXT), *(Column(f"{f.title}（{f.unit}）", 18) for f in figures))
    rows = tuple(Row((str(month), *(material.found.number(f, month) for f in figures))) for month in months)
    line = Diagram("近12个月管理流动党员人数", "line", 0, (1,), 0, len(rows) - 1, "人")
    columns_of_flow = Diagram("近12个月流入和离开", "column", 0, (2, 3), 0, len(rows) - 1, "人次")
    return Table("近12个月", "近12个月变化情况表", columns, rows, diagrams=(line, columns_of_flow))


def definitions(material: Material) -> Table:  # noqa: ARG001  the same for every month
    """What each figure means."""
    columns = (Column("指标", NAME, Form.TEXT), Column("单位", 8, Form.TEXT), Column("定义", 60, Form.TEXT))
    rows: list[Row] = []
    for title, figures in sections():
        rows.append(Row((title,), Kind.SECTION))
        rows += [Row((figure.title, figure.unit, figure.definition)) for figure in figures]
    return Table("指标说明", "指标说明", columns, tuple(rows))
