"""The standard template of the briefing: what an office downloads, changes in Word or WPS, and hands in again."""

from __future__ import annotations

import io
from datetime import datetime
from functools import cache

import docx
from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import _Footer
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from reports.docx.looks import STANDARD, add_styles, element_of, lay_out
from reports.docx.zipped import repacked

MADE_AT = datetime(2024, 1, 1)  # noqa: DTZ001  properties of a document hold plain times
CHARTS = ("各党支部管理流动党员人数", "近12个月管理流动党员人数")
HEADINGS = ("指标", "单位", "本月", "上月", "增减", "本年累计")
WIDTHS = (60, 15, 19, 19, 19, 24)


@cache
def standard_template() -> bytes:
    """Return the standard template as a file; always the same one."""
    document = docx.Document()
    add_styles(document)
    lay_out(document.sections[0])
    _name(document)
    _add_masthead(document)
    _add_chapters(document)
    _add_signatures(document)
    _add_figures(document)
    _add_charts(document)
    _add_branches(document)
    _add_page_numbers(document)
    stream = io.BytesIO()
    document.save(stream)
    return repacked(stream.getvalue(), MADE_AT)


def _name(document: Document) -> None:
    properties = document.core_properties
    properties.title = "{{ 月份 }}{{ 简报名称 }}"
    properties.author = "{{ 填报单位 }}"
    properties.subject = "{{ 版次说明 }}"
    properties.comments = properties.keywords = ""
    properties.language = "zh-CN"
    properties.created = properties.modified = MADE_AT
    properties.last_modified_by = ""


def _line(document: Document, text: str, look: str = "段落") -> Paragraph:
    return document.add_paragraph(text, f"{STANDARD}{look}")


def _add_masthead(document: Document) -> None:
    _line(document, "{{ 简报名称 }}", "报头")
    _line(document, "{{ 年 }}年第{{ 月 }}期", "期号")
    sender = _line(document, "{{ 填报单位 }}\t{{ 报出日期 }}", "版记")
    sender.paragraph_format.tab_stops.add_tab_stop(Mm(156), WD_TAB_ALIGNMENT.RIGHT)
    sender.paragraph_format.space_after = Pt(20)
    _underline(sender, "C00000", eighths=16)
    title = _line(document, "{{ 月份 }}流动党员工作情况", "大标题")
    title.paragraph_format.space_after = Pt(20)


def _add_chapters(document: Document) -> None:
    for text, look in (
        ("{%p for 章 in 正文 %}", "段落"),
        ("{{ 章.标题 }}", "一级标题"),
        ("{%p for 段 in 章.段落 %}", "段落"),
        ("{{ 段.文字 }}", "段落"),
        ("{%p endfor %}", "段落"),
        ("{%p endfor %}", "段落"),
    ):
        paragraph = _line(document, text, look)
        paragraph.paragraph_format.keep_with_next = look == "一级标题" or None


def _add_signatures(document: Document) -> None:
    signed = _line(document, "负责人：{{ 负责人 }}\t审核人：{{ 审核人 }}\t填表人：{{ 填表人 }}", "版记")
    for stop in (52, 104):
        signed.paragraph_format.tab_stops.add_tab_stop(Mm(stop))
    signed.paragraph_format.space_before = Pt(20)
    signed.paragraph_format.keep_with_next = True
    _underline(signed, "000000", eighths=8, side="top")
    told = _line(document, "联系电话：{{ 联系电话 }}\t数字截至{{ 截止时间 }}", "版记")
    told.paragraph_format.tab_stops.add_tab_stop(Mm(156), WD_TAB_ALIGNMENT.RIGHT)
    told.paragraph_format.keep_with_next = True
    _underline(_line(document, "{{ 版次说明 }}", "版记"), "000000", eighths=8)


def _add_figures(document: Document) -> None:
    _attachment(document, "附件1")
    _line(document, "主要指标", "大标题").paragraph_format.space_after = Pt(12)
    table = document.add_table(rows=4, cols=len(HEADINGS), style="Table Grid")
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    for column, heading, width in zip(table.columns, HEADINGS, WIDTHS, strict=True):
        is_first = heading == HEADINGS[0]
        column.width = Mm(width)
        texts = (
            heading,
            "{%tr for 行 in 主要指标 %}" if is_first else "",
            f"{{{{ 行.{'名称' if is_first else heading} }}}}",
            "{%tr endfor %}" if is_first else "",
        )
        for number, (cell, text) in enumerate(zip(column.cells, texts, strict=True)):
            _put(cell, text, width, centred=not (is_first and number))
    for row in table.rows:
        element_of(row).get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    element_of(table.rows[0]).get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _add_charts(document: Document) -> None:
    for name in CHARTS:
        _line(document, f"{{%p if 图_{name} %}}", "图")
        title = _line(document, f"{{{{ 图题_{name} }}}}", "表题")
        title.paragraph_format.space_before = Pt(18)
        title.paragraph_format.keep_with_next = True
        _line(document, f"{{{{ 图_{name} }}}}", "图")
        _line(document, "{%p endif %}", "图")


def _add_branches(document: Document) -> None:
    _line(document, "{%p if 各支部 %}")
    _attachment(document, "附件2")
    _line(document, "各党支部工作情况", "大标题").paragraph_format.space_after = Pt(12)
    _line(document, "{%p for 支部 in 各支部 %}")
    heading = _line(document, "{{ 支部.序号 }}．{{ 支部.名称 }}", "二级标题")
    heading.paragraph_format.keep_with_next = True
    _line(document, "{{ 支部.工作情况 }}")
    _line(document, "{%p endfor %}")
    _line(document, "{%p endif %}")


def _attachment(document: Document, words: str) -> None:
    paragraph = _line(document, "", "一级标题")
    paragraph.paragraph_format.first_line_indent = 0
    paragraph.paragraph_format.page_break_before = True
    paragraph.add_run(words)


def _put(cell: _Cell, text: str, width: int, *, centred: bool = False) -> None:
    cell.width, cell.vertical_alignment = Mm(width), WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.style = f"{STANDARD}表格"
    paragraph.add_run(text)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT


def _underline(paragraph: Paragraph, colour: str, *, eighths: int, side: str = "bottom") -> None:
    """Draw a line below or above, as thick as ``eighths`` of a point say."""
    borders, border = OxmlElement("w:pBdr"), OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "6"), ("color", colour)):
        border.set(qn(f"w:{name}"), value)
    borders.append(border)
    element_of(paragraph).get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _add_page_numbers(document: Document) -> None:
    """Put — 1 — below the type area, at the outer side, one character in."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    _number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def _number(footer: _Footer, side: WD_ALIGN_PARAGRAPH) -> None:
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.style = f"{STANDARD}页码"
    paragraph.alignment = side
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(14)
    paragraph.add_run("— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " PAGE ")
    element_of(paragraph).append(field)
    field.append(element_of(paragraph.add_run("1")))
    paragraph.add_run(" —")
