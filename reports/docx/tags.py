"""The tags of a briefing: each by a Chinese name, with its meaning and its value in one report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from core.figures import Number
from core.figures.wording import NOTHING
from core.numbers import signed, thousands
from reports.docx.shapes import Listed, Plain, Shape
from reports.docx.values import Picture, Told
from reports.layout import Diagram, Table
from reports.lines import Line
from reports.monthly import Report
from reports.passages.filling import change_words
from reports.passages.naming import DOT, Form, plain, terms
from reports.pictures import png_of, svg_of, title_of

MASTHEAD = "流动党员工作简报"
PIXELS = 1200
_NO_NAME = re.compile(r"\W")

MAIN = (
    "members.managed",
    "members.two_new",
    "members.two_new_share",
    "members.arrivals",
    "members.departures",
    "members.settled",
    "branches.branches",
    "branches.coverage",
    "stations.places",
    "stations.incubated",
    "activities.held",
    "activities.attendances",
    "training.sessions",
    "training.attendances",
    "services.solved",
    "contributions.mediations",
    "contributions.suggestions",
    "contributions.adopted",
)
"""The figures that the standard briefing lists."""


@dataclass(frozen=True)
class Tag:
    """A name that a template can hold, what it stands for, and what it stands for in this report."""

    name: str
    meaning: str
    value: Any
    shape: Shape = Plain.TEXT


@dataclass(frozen=True)
class FigureTags:
    """A figure's tags: its number, and what else can be told of it, by the form."""

    line: Line
    forms: Mapping[Form, Tag]


@dataclass(frozen=True)
class Tags:
    """All tags of one report, in the order in which they are explained."""

    about: tuple[Tag, ...]
    lists: tuple[Tag, ...]
    charts: tuple[Tag, ...]
    figures: tuple[FigureTags, ...]

    def __iter__(self) -> Iterator[Tag]:
        """Give each tag."""
        yield from (*self.about, *self.lists, *self.charts)
        for figure in self.figures:
            yield from figure.forms.values()

    @property
    def values(self) -> dict[str, Any]:
        """What stands for each name."""
        return {tag.name: tag.value for tag in self}

    @property
    def shapes(self) -> dict[str, Shape]:
        """What kind of thing each name is."""
        return {tag.name: tag.shape for tag in self}


def tags_of(report: Report) -> Tags:
    """Return the tags of ``report``."""
    names = {term.key: term.name for term in terms()}
    figures = tuple(_figure(line, tag_name(names.get(line.key, line.title))) for line in report.lines)
    return Tags(_about(report), _lists(report, figures), _charts(report.tables), figures)


def tag_name(title: str) -> str:
    """Return ``title`` as a tag is written: 职业类别·技术工人 → 职业类别_技术工人, without quotation marks."""
    return _NO_NAME.sub("", plain(title).replace(DOT, "_"))


def _about(report: Report) -> tuple[Tag, ...]:
    month, closing, signed_by = report.month, report.closing, report.signatures
    moment = report.moment
    return (
        Tag("简报名称", "报头上的名称", MASTHEAD),
        Tag("填报单位", "党委或党支部的全称", report.reporter),
        Tag("月份", "简报所说的月份", month.title),
        Tag("年", "年份", str(month.year)),
        Tag("月", "月份的数字", str(month.number)),
        Tag("截止时间", "数字统计到哪一天", report.as_of),
        Tag(
            "报出日期", "结账的日期；未结账的，为导出的日期", f"{moment.year}年{moment.month}月{moment.day}日"
        ),
        Tag("版次说明", "第几版和校验码；未结账的写明未结账", report.edition),
        Tag("版次", "第几版；未结账的为空", str(closing.revision) if closing else ""),
        Tag("校验码", "用来核对印出来的简报；未结账的为空", closing.code if closing else ""),
        Tag("负责人", "“党委信息”里登记的负责人", signed_by.head),
        Tag("审核人", "“党委信息”里登记的审核人", signed_by.checker),
        Tag("填表人", "“党委信息”里登记的填表人", signed_by.preparer),
        Tag("联系电话", "“党委信息”里登记的联系电话", signed_by.telephone),
    )


def _figure(line: Line, name: str) -> FigureTags:
    told = {
        Form.NOW: (line.now, _number_words(line.now)),
        Form.BEFORE: (line.before, _number_words(line.before)),
        Form.CHANGE: (line.change, NOTHING if line.change is None else signed(line.change)),
        Form.COMPARED: (line.change, change_words(line, line.change, Form.COMPARED)),
        Form.YEAR: (line.year, _number_words(line.year)),
        Form.TO_DATE: (line.to_date, _number_words(line.to_date)),
    }
    forms = {
        form: Tag(name + form.value, line.definition, Told(number, words), Plain.NUMBER)
        for form, (number, words) in told.items()
        if not (line.is_state and form.is_flow_only)
    }
    return FigureTags(line, forms)


def _number_words(number: Number | None) -> str:
    return NOTHING if number is None else thousands(number)


def _lists(report: Report, figures: Iterable[FigureTags]) -> tuple[Tag, ...]:
    paragraph: dict[str, Shape] = {"文字": Plain.TEXT}
    chapter: dict[str, Shape] = {"标题": Plain.TEXT, "段落": Listed(paragraph)}
    texts: dict[str, Shape] = dict.fromkeys(
        ("名称", "工作情况", "特色做法", "存在问题", "下月打算"), Plain.TEXT
    )
    row: dict[str, Shape] = {
        **dict.fromkeys(("名称", "单位", "说明"), Plain.TEXT),
        **dict.fromkeys(("本月", "上月", "增减", "比上月", "本年累计", "累计"), Plain.NUMBER),
    }
    by_key = {figure.line.key: figure for figure in figures}
    chapters = [
        {"标题": passage.title, "段落": [{"文字": words} for words in passage.paragraphs]}
        for passage in report.passages
    ]
    branches = [
        dict(zip(texts, (each.branch, each.work, each.features, each.problems, each.plans), strict=True))
        for each in report.returns
    ]
    main = [_row(by_key[key]) for key in MAIN if key in by_key]
    every = [_row(figure) for figure in by_key.values()]
    faults = [{"文字": words} for words in report.faults]
    return (
        Tag("正文", "简报的文字部分，一章一项", chapters, _numbered(chapters, chapter)),
        Tag("各支部", "已报送的党支部月报，一个支部一项", branches, _numbered(branches, texts)),
        Tag("主要指标", "主要指标，一个指标一项", main, _numbered(main, row)),
        Tag("全部指标", "全部指标，一个指标一项", every, _numbered(every, row)),
        Tag("校验问题", "校验不符的地方，一处一项", faults, _numbered(faults, paragraph)),
    )


def _numbered(items: list[dict[str, Any]], fields: Mapping[str, Shape]) -> Listed:
    """Number the items from 1, and say so."""
    for number, item in enumerate(items, start=1):
        item["序号"] = Told(number, str(number))
    return Listed({"序号": Plain.NUMBER, **fields})


def _row(figure: FigureTags) -> dict[str, Any]:
    line = figure.line
    numbers = {form.value or "本月": tag.value for form, tag in figure.forms.items()}
    nothing = {form.value: Told(None, NOTHING) for form in Form if form.is_flow_only}
    return {"名称": line.title, "单位": line.unit, "说明": line.definition, **nothing, **numbers}


def _charts(tables: Iterable[Table]) -> tuple[Tag, ...]:
    return tuple(tag for table in tables for diagram in table.diagrams for tag in _chart(table, diagram))


def _chart(table: Table, diagram: Diagram) -> tuple[Tag, Tag]:
    """Return the tags of a chart and of the words above it."""
    name, title = tag_name(diagram.title), title_of(diagram)
    picture = Picture(title, partial(_drawn, table, diagram))
    return (
        Tag(f"图_{name}", f"图：{title}", picture, Plain.PICTURE),
        Tag(f"图题_{name}", "这张图的标题", title),
    )


def _drawn(table: Table, diagram: Diagram) -> bytes | None:
    return png_of(svg_of(table, diagram), PIXELS)
