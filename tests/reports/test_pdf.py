"""The monthly report as PDF: what it says is the report's, names are never markup, and no box is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO, StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from accounts.system import COMMAND_LINE
from audit.models import AuditEntry
from branches.models import Branch, Committee
from core.periods import Month
from reports import fonts
from reports.actions import export_month
from reports.formats import FORMATS, no_such
from reports.layout import Column, Diagram, Form, Kind, Row, Table
from reports.monthly import Closing, Report, Signatures, report_of
from reports.pdf import pdf_of
from reports.pdf.writer import unshown_in
from reports.pictures import svg_of
from reports.printed import cells_of
from reports.typesetting import has_typst
from reports.written import BranchTexts, Passage

MARCH = Month(2024, 3)
RARE = "喆堃玥璟祎䶮𠮷㛃"
COLUMNS = (Column("党支部", 24, Form.TEXT), Column("人数\n（人）", 10), Column("增减", 10, Form.CHANGE))
CLOSED = Closing(2, "K3F7-9QWX", datetime(2024, 4, 6, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai")), "尹立新")

needs_typst = pytest.mark.skipif(not has_typst(), reason="typst 没有安装：PDF 导出的测试跳过")


def report() -> Report:
    return report_of(Committee.objects.get(short_name="港区党委"), MARCH)


def table(*rows: tuple[str, int | None, int | None], landscape: bool = False) -> Table:
    bars = Diagram("人数图", "bar", 0, (1,), 0, len(rows) - 1, "人")
    return Table("表", "情况表", COLUMNS, tuple(map(Row, rows)), diagrams=(bars,), landscape=landscape)


def pages(content: bytes) -> list[str]:
    """Return the words of each page without blanks, which a typesetter puts in and leaves out as it likes."""
    return ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


def words(content: bytes) -> str:
    return "".join(pages(content))


def in_order(parts: Sequence[str], text: str) -> bool:
    """Tell whether ``text`` holds the parts one after the other."""
    at = 0
    for part in parts:
        at = text.find("".join(part.split()), at)
        if at < 0:
            return False
        at += 1
    return True


@needs_typst
@pytest.mark.usefixtures("register")
def test_each_table_says_what_the_report_says_cell_by_cell() -> None:
    told = report()
    text = words(pdf_of(told))
    for each in told.tables:
        heads = [f"{each.title}（2024年3月）", *each.letters]
        cells = [
            cell
            for row in each.rows
            for cell in (cells_of(each, row)[:1] if row.kind is Kind.SECTION else cells_of(each, row))
        ]
        start = text.index("".join(heads[0].split()))
        wanted = [cell for cell in (*heads, *cells) if cell]
        assert in_order(wanted, text[start:]), each.title


@needs_typst
@pytest.mark.usefixtures("register")
def test_an_open_month_is_marked_on_every_page_and_a_closed_one_names_its_edition() -> None:
    told = replace(report(), tables=(table(("第一支部", 3, 1)),))
    for page in pages(pdf_of(told)):
        assert "未结账" in page
    closed = pages(pdf_of(replace(told, closing=CLOSED)))
    assert "未结账" not in "".join(closed)
    assert "版次：第2版·校验码K3F7-9QWX" in closed[0]
    assert "报出时间：2024年4月6日" in closed[0]
    assert "第2版·校验码K3F7-9QWX" in closed[-1]


@needs_typst
@pytest.mark.usefixtures("register")
def test_what_was_written_and_who_signs_stands_before_the_tables() -> None:
    told = replace(
        report(),
        passages=(Passage("work", "一、基本情况", ("本月流入4人。", "存在问题：路远。桥窄。")),),
        returns=(BranchTexts("第一支部", work="走访三户。\n慰问两人。", problems="路远。\n桥窄"),),
        signatures=Signatures("张主任", "李审", "王填", "0730-8888888"),
        faults=("合计：1+1=3 不成立",),
        tables=(table(("第一支部", 3, 1)),),
    )
    found = pages(pdf_of(told))
    assert in_order(
        ["单位负责人：张主任", "审核人：李审", "填表人：王填", "联系电话：0730-8888888"], found[0]
    )
    parts = [
        "一、基本情况",
        "本月流入4人。",
        "第一支部",
        "工作情况：走访三户。",
        "慰问两人。",
        "合计：1+1=3不成立",
    ]
    assert in_order(parts, found[1])
    assert found[1].count("路远。") == 1, "what a chapter repeats is not said twice"
    assert "—1—" in found[1]
    assert "—2—" in found[2]


@needs_typst
@pytest.mark.usefixtures("register")
def test_names_are_printed_as_they_are_and_never_run() -> None:
    names = ['#eval("1+1")', "*x* _y_", "$a$ @ref <label>", "`raw` \\ // 注 /* */", "= 标题", "#import", RARE]
    told = replace(
        report(),
        reporter=names[0],
        passages=(Passage("x", names[1], tuple(names)),),
        tables=(table(*((name, 1, 0) for name in names)),),
    )
    found = pages(pdf_of(told))
    assert f"填报单位：{names[0]}" in found[0]
    assert in_order(names, found[1])
    assert in_order(names, found[2])


@needs_typst
@pytest.mark.usefixtures("register")
def test_a_character_that_turns_the_direction_of_writing_is_shown_as_its_code() -> None:
    assert "ab〔U+202E〕cd" in words(pdf_of(replace(report(), tables=(table(("ab\u202ecd", 1, 0)),))))


@needs_typst
@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("in_chart", [False, True])
def test_a_character_without_a_glyph_is_named_and_nothing_is_printed(
    monkeypatch: pytest.MonkeyPatch, *, in_chart: bool
) -> None:
    missing = "\U0003fffd"
    bad = table((f"第{missing}支部", 1, 0))
    if in_chart:
        picture = svg_of(bad, bad.diagrams[0])
        monkeypatch.setattr("reports.paper.svg_of", lambda *_: picture)
    told = table(("第一支部", 1, 0)) if in_chart else replace(bad, diagrams=())
    with pytest.raises(ValidationError) as refused:
        pdf_of(replace(report(), tables=(told,)))
    assert f"没有这些字：{missing}（U+3FFFD）。为免印成方框，没有导出 PDF。" in refused.value.messages[0]


def test_unshown_characters_are_read_from_what_the_typesetter_says_each_once() -> None:
    said = (
        'error: the text `"\\u{3ffff}𰻟"` could not be displayed with font `"X"`\n'
        'error: the text `"𰻟"` could not be displayed'
    )
    assert unshown_in(said) == ["\U0003ffff", "𰻟"]
    assert unshown_in("error: something else") == []


@needs_typst
@pytest.mark.usefixtures("register")
def test_equal_reports_give_equal_bytes_and_are_kept_as_pdf_a() -> None:
    told = replace(report(), closing=CLOSED)
    content = pdf_of(told)
    assert content == pdf_of(told)
    reader = PdfReader(BytesIO(content))
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == (told.title, told.reporter)
    assert b"<pdfaid:part>2</pdfaid:part>" in content


@needs_typst
@pytest.mark.usefixtures("register")
def test_the_paper_is_a4_upright_or_across_as_the_table_says() -> None:
    told = replace(report(), tables=(table(("甲", 1, 0)), table(("甲", 1, 0), landscape=True)))
    sizes = [page.mediabox for page in PdfReader(BytesIO(pdf_of(told))).pages[-2:]]
    assert [(round(size.width), round(size.height)) for size in sizes] == [(595, 842), (842, 595)]


@needs_typst
@pytest.mark.usefixtures("register")
def test_a_long_table_loses_no_row_and_repeats_its_head() -> None:
    name = "城陵矶新港区名称特别特别长而且还要再长一些的流动党员第四十字支部委员会"
    rows = [(f"{name}{number:03}", number, None) for number in range(120)]
    found = pages(pdf_of(replace(report(), passages=(), tables=(table(*rows),))))
    text = "".join(found)
    assert [number for number in range(120) if f"{number:03}{number}--" not in text] == []
    with_rows = [page for page in found if f"{name[:3]}" in page and "--" in page]
    assert len(with_rows) > 2
    assert [page for page in with_rows if "党支部人数（人）增减" not in page] == []


@needs_typst
@pytest.mark.usefixtures("branch_one")
def test_a_month_without_anything_is_printed_too() -> None:
    assert "流动党员工作月报表" in words(pdf_of(report()))


@needs_typst
@pytest.mark.usefixtures("register")
def test_the_command_writes_it_says_which_fonts_are_missing_and_the_log_keeps_it(tmp_path: Path) -> None:
    out, said = tmp_path / "report.pdf", StringIO()
    call_command("exportreport", "--month", "2024-03", "--format", "pdf", "--out", str(out), stderr=said)
    assert out.read_bytes().startswith(b"%PDF")
    assert said.getvalue().splitlines() == [f"注意：{remark}。" for remark in fonts.remarks()]
    assert "PDF 文件" in AuditEntry.objects.latest("pk").detail


@pytest.mark.usefixtures("register")
def test_without_the_typesetter_there_is_no_pdf_and_the_print_page_is_named(
    branch_one: Branch, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delitem(FORMATS, "pdf", raising=False)
    monkeypatch.setattr("reports.pdf.writer.has_typst", lambda: False)
    with pytest.raises(ValidationError, match="请改用打印页"):
        pdf_of(report())
    with pytest.raises(ValidationError, match=r"没有装排版软件.*可用的格式：xlsx"):
        export_month(by=COMMAND_LINE, committee=branch_one.committee, month=MARCH, form="pdf")
    with pytest.raises(CommandError, match="没有装排版软件"):
        call_command(
            "exportreport", "--month", "2024-03", "--format", "pdf", "--out", str(tmp_path / "x.pdf")
        )
    assert not (tmp_path / "x.pdf").exists()
    assert no_such("doc").startswith("不能导出“doc”格式。可用的格式：xlsx")
