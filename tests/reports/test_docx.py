"""The briefing: what it tells, how it looks, and that names stay names."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
import time_machine

from branches.models import Committee
from core.numbers import signed, thousands
from core.periods import Month
from reports.docx import briefing_of, standard_template
from reports.docx.tags import MAIN
from reports.lines import Line
from reports.standing import standing_report
from reports.typesetting import has_typst
from reports.written import BranchTexts, Passage
from tests.briefings import (
    MOMENT,
    W,
    line,
    paragraphs_of,
    part_of,
    report,
    rows_of,
    template,
    with_footnote,
    words_of,
)

CORE = "docProps/core.xml"


def test_the_standard_briefing_tells_the_month_its_text_its_figures_and_who_signs() -> None:
    words = words_of(briefing_of(report()))
    for told in (
        "流动党员工作简报",
        "2024年第3期",
        "港区流动党员党委",
        "2024年3月流动党员工作情况",
        "一、基本情况",
        "管理流动党员112人。",
        "负责人：钱书记",
        "审核人：孙审核",
        "填表人：李填表",
        "联系电话：0730-8561234",
        "第2版 · 校验码 ABCD2345EFGH",
        "2024年4月3日",
    ):
        assert told in words
    assert "{" not in words
    assert "}" not in words


@pytest.mark.usefixtures("register")
def test_its_table_holds_what_the_report_holds() -> None:
    made = standing_report(Committee.objects.get(short_name="港区党委"), Month(2024, 3))
    lines = {each.key: each for each in made.lines}
    expected = [_told(lines[key]) for key in MAIN]
    assert rows_of(briefing_of(made)) == [["指标", "单位", "本月", "上月", "增减", "本年累计"], *expected]


def _told(each: Line) -> list[str]:
    change = "--" if each.change is None else signed(each.change)
    now, before, year = ("--" if n is None else thousands(n) for n in (each.now, each.before, each.year))
    return [each.title, each.unit, now, before, change, year]


def test_a_text_of_several_lines_becomes_several_paragraphs() -> None:
    paragraphs = paragraphs_of(briefing_of(report()))
    place = paragraphs.index("1．第一支部")
    assert paragraphs[place + 1 : place + 4] == ["召开支部大会。", "看望老党员。", "2．第二支部"]


def test_a_month_without_text_returns_and_names_is_told_without_gaps() -> None:
    empty = report(passages=(), returns=(), lines=(), tables=(), closing=None)
    words = words_of(briefing_of(empty))
    assert "未结账，数字可能变化" in words
    assert "附件2" not in words
    assert rows_of(briefing_of(empty)) == [["指标", "单位", "本月", "上月", "增减", "本年累计"]]


@pytest.mark.parametrize(
    "name",
    [
        "<w:p>甲</w:p>",
        "{{ 月份 }}",
        "{% for x in 正文 %}",
        "{_{ 月份 }_}",
        "{_% if 月 %_}",
        "甲&乙\"丙'丁",
        "{#注#}",
        "&#123;",
    ],
)
def test_a_name_that_looks_like_markup_or_a_tag_stays_as_it_is(name: str) -> None:
    made = briefing_of(
        report(reporter=name, passages=(Passage("a", name, (name,)),), returns=(BranchTexts(name, name),))
    )
    paragraphs = paragraphs_of(made)
    assert paragraphs.count(name) == 3
    assert f"1．{name}" in paragraphs
    author = ET.fromstring(part_of(made, CORE)).find("{http://purl.org/dc/elements/1.1/}creator")  # noqa: S314
    assert author is not None
    assert author.text == name


def test_tags_in_notes_are_replaced_once_however_many_sections_there_are() -> None:
    content = template("{{ 月份 }}", edit=lambda document: document.add_section())
    made = briefing_of(report(reporter="{{ 月份 }}"), with_footnote(content, "{{ 填报单位 }}"))
    assert words_of(made, "word/footnotes.xml") == "{{ 月份 }}"


def test_signs_that_no_document_can_hold_are_left_out() -> None:
    made = briefing_of(report(reporter="港区\x00\x0b\ufffe党委\x07"), template("{{ 填报单位 }}"))
    assert "港区党委" in paragraphs_of(made)


def test_header_footer_and_properties_are_filled_too() -> None:
    content = template(
        "正文", header="{{ 填报单位 }}", footer="{{ 版次 }}", title="{{ 月份 }}", keywords="{{ 校验码 }}"
    )
    made = briefing_of(report(), content)
    assert words_of(made, "word/header1.xml") == "港区流动党员党委"
    assert words_of(made, "word/footer1.xml") == "2"
    assert "<dc:title>2024年3月</dc:title>" in part_of(made, CORE).decode()
    assert "ABCD2345EFGH" in part_of(made, CORE).decode()


def test_figures_have_their_number_the_one_before_the_change_and_the_year() -> None:
    made = template(
        "{{ 管理流动党员 }}|{{ 管理流动党员上月 }}|{{ 管理流动党员增减 }}|{{ 管理流动党员比上月 }}",
        "{{ 流入 }}|{{ 流入上月 }}|{{ 流入增减 }}|{{ 流入本年累计 }}",
        "{{ 两企三新占比 }}|{{ 两企三新占比比上月 }}",
        "{{ 职业类别_技术工人 }}|{{ 职业类别_技术工人增减 }}",
        "{% if 管理流动党员增减 > 0 %}多了{% else %}没多{% endif %}{% if 流入增减 > 0 %}多了{% else %}没多{% endif %}",
    )
    assert paragraphs_of(briefing_of(report(), made))[:5] == [
        "112|109|+3|比上月增加3人",
        "3|--|--|39",
        "98.2|比上月上升0.8个百分点",
        "78|−2",
        "多了没多",
    ]


def test_a_figure_that_a_closed_month_does_not_know_shows_as_not_applicable() -> None:
    old = report(lines=(line("members.managed", 112),))
    made = briefing_of(old, template("{{ 管理流动党员 }}|{{ 流入 }}|{% if 流入 > 3 %}有{% endif %}"))
    assert paragraphs_of(made)[0] == "112|--|"


def test_equal_reports_give_equal_files_that_carry_the_time_of_closing() -> None:
    first = briefing_of(report())
    with time_machine.travel("2031-01-01"):
        assert briefing_of(report(made_at=MOMENT.replace(month=5))) == first
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(2024, 4, 3, 9, 30, 14)}
    assert "2024-04-03T01:30:15Z" in part_of(first, CORE).decode()


def test_charts_stand_in_it_as_pictures_with_words_for_those_who_cannot_see_them() -> None:
    made = briefing_of(report())
    pictures = [
        name for name in zipfile.ZipFile(io.BytesIO(made)).namelist() if name.startswith("word/media/")
    ]
    assert len(pictures) == (1 if has_typst() else 0)
    assert (
        'descr="各党支部管理流动党员人数（人）"' in part_of(made, "word/document.xml").decode()
    ) == has_typst()


def test_the_standard_template_keeps_to_the_official_type_area() -> None:
    """GB/T 9704-2012: margins 37, 35, 28, 26 mm; 28 characters of 16 points by 22 lines of 28.95 points."""
    root = ET.fromstring(part_of(standard_template(), "word/document.xml"))  # noqa: S314
    section = root.findall(f".//{W}sectPr")[-1]
    margins, grid = section.find(f"{W}pgMar"), section.find(f"{W}docGrid")
    assert margins is not None
    assert grid is not None
    millimetres = {
        side: round(int(margins.get(f"{W}{side}", "0")) / 1440 * 25.4)
        for side in ("top", "bottom", "left", "right")
    }
    assert millimetres == {"top": 37, "bottom": 35, "left": 28, "right": 26}
    assert (grid.get(f"{W}type"), grid.get(f"{W}linePitch")) == ("lines", "579")
    assert 28 * (16 - 0.25) <= (210 - 28 - 26) / 25.4 * 72 < 29 * (16 - 0.25)
    assert 22 * 28.95 <= (297 - 37 - 35) / 25.4 * 72 < 23 * 28.95


def test_its_fonts_are_named_and_none_is_embedded() -> None:
    styles = part_of(standard_template(), "word/styles.xml").decode()
    for font in ("方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "宋体"):
        assert f'w:eastAsia="{font}"' in styles
    assert re.search(r'<w:spacing w:val="-5"/>', styles)
    assert re.search(r'w:lineRule="exact" w:line="579"', styles)
    assert not [
        name for name in zipfile.ZipFile(io.BytesIO(standard_template())).namelist() if "fonts/" in name
    ]


def test_the_standard_template_is_always_the_same() -> None:
    again = standard_template.__wrapped__()
    with time_machine.travel("2031-01-01"):
        assert standard_template.__wrapped__() == again == standard_template()


def test_a_long_name_breaks_no_line_of_the_file() -> None:
    name = "城陵矶新港区" * 30
    made = briefing_of(replace(report(), reporter=name))
    assert name in words_of(made)
    assert len(part_of(made, CORE).decode().split("<dc:creator>")[1].split("<")[0]) == 180
