"""What stands beside the official forms: the branches, twelve months, and what each figure means."""

from __future__ import annotations

from core.figures import EVERYWHERE, FIGURES, Figure, Share
from core.figures.values import Place
from reports.content.eight import PLANS
from reports.content.plans import Told, lines_in
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
ELSEWHERE = "未归支部"


def by_branch(material: Material) -> Table:
    """The main figures of each branch."""
    figures = [FIGURES[key] for key in BRANCH_FIGURES]
    columns = (
        Column("党支部", 24, Form.TEXT),
        *(Column(_short(f), 10, Form.SHARE if isinstance(f, Share) else Form.COUNT) for f in figures),
    )
    rows = [Row((place.name, *_numbers(material, figures, place.pk))) for place in material.places]
    last = len(rows)
    counts = [figure for figure in figures if not isinstance(figure, Share)]
    if any(_numbers(material, counts, None)):
        rows.append(Row((ELSEWHERE, *_numbers(material, figures, None))))
    rows.append(Row(("合计", *_numbers(material, figures, EVERYWHERE)), Kind.TOTAL))
    bars = Diagram("各党支部管理流动党员人数", "bar", 0, (1,), 0, last - 1, "人")
    notes = ("说明：园区企业按联系支部分列，没有联系支部的列入“未归支部”。",)
    table = Table("分支部", "分支部情况表", columns, tuple(rows), notes, landscape=True)
    return table.with_diagrams(bars)


def _short(figure: Figure) -> str:
    title = figure.title.removeprefix("“两企三新”中的")
    return f"{title}\n（{figure.unit}）"


def _numbers(material: Material, figures: list[Figure], place: Place) -> list[Value]:
    return [material.found.number(figure, material.month, place=place) for figure in figures]


def trend(material: Material) -> Table:
    """Twelve months of members, arrivals and departures."""
    figures = [FIGURES[key] for key in TREND]
    months = material.month.back(TREND_MONTHS)
    columns = (Column("月份", 16, Form.TEXT), *(Column(f"{f.title}（{f.unit}）", 18) for f in figures))
    rows = tuple(Row((str(month), *(material.found.number(f, month) for f in figures))) for month in months)
    line = Diagram("近12个月管理流动党员人数", "line", 0, (1,), 0, len(rows) - 1, "人")
    columns_of_flow = Diagram("近12个月流入和离开", "column", 0, (2, 3), 0, len(rows) - 1, "人次")
    return Table("近12个月", "近12个月变化情况表", columns, rows).with_diagrams(line, columns_of_flow)


def definitions(material: Material) -> Table:  # noqa: ARG001  the same for every month
    """What each figure means, and where it stands."""
    columns = (
        Column("指标", 28, Form.TEXT),
        Column("单位", 7, Form.TEXT),
        Column("所在表和行", 17, Form.TEXT),
        Column("定义", 54, Form.TEXT),
    )
    places = _places()
    rows: list[Row] = []
    for title, figures in sections():
        rows.append(Row((title,), Kind.SECTION))
        rows += [Row((f.title, f.unit, places.get(f.key, ""), f.definition)) for f in figures]
    return Table("指标说明", "指标说明", columns, tuple(rows))


def _places() -> dict[str, str]:
    """Return form and lines of each figure that has its place there, make-ups with all their parts."""
    lines: dict[str, tuple[str, list[int]]] = {}
    for plan in PLANS:
        for _, planned in lines_in(plan):
            for line in planned:
                if line.told is Told.HERE:
                    key = (line.split or line.figure).key
                    lines.setdefault(key, (plan.number, []))[1].append(line.number)
    return {
        key: f"{number}\n第 {numbers[0]}{f' 至 {numbers[-1]}' if len(numbers) > 1 else ''} 行"
        for key, (number, numbers) in lines.items()
    }
