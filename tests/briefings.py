"""Templates and reports for the tests of the briefing, and an independent reader of what comes out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import docx

from core.periods import Month
from reports.docx import standard_template
from reports.layout import Column, Diagram, Form, Row, Table
from reports.lines import Line, told_figures
from reports.monthly import Closing, Report, Signatures
from reports.written import BranchTexts, Passage

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOMENT = datetime(2024, 4, 3, 9, 30, 15, tzinfo=ZoneInfo("Asia/Shanghai"))
TAKEN = "word/document.xml"


def line(key: str, now: float | None, before: float | None = None, year: float | None = None) -> Line:
    figure = next(each for each in told_figures() if each.key == key)
    is_state = "day" in figure.headline.value
    return Line(
        key=key,
        title=figure.title,
        unit=figure.unit,
        definition=figure.definition,
        is_share=figure.unit == "%",
        is_state=is_state,
        now=now,
        before=before,
        year=None if is_state else year,
        to_date=None if is_state else year,
    )


def report(**changed: Any) -> Report:  # noqa: ANN401  any part of a report
    """Return a small report of March 2024 that no database knows."""
    bars = Diagram("各党支部管理流动党员人数", "bar", 0, (1,), 0, 1, "人")
    table = Table(
        "分支部",
        "分支部情况表",
        (Column("党支部", 20, Form.TEXT), Column("人数", 10)),
        (Row(("第一支部", 26)), Row(("第二支部", 22))),
        diagrams=(bars,),
    )
    made = Report(
        month=Month(2024, 3),
        committee=1,
        reporter="港区流动党员党委",
        branch=None,
        made_at=MOMENT,
        lines=(
            line("members.managed", 112, 109),
            line("members.two_new_share", 98.2, 97.4),
            line("members.arrivals", 3, None, 39),
            line("members.by_occupation:worker", 78, 80),
        ),
        tables=(table,),
        passages=(Passage("basics", "一、基本情况", ("管理流动党员112人。", "按年龄分，略。")),),
        returns=(BranchTexts("第一支部", "召开支部大会。\n看望老党员。"), BranchTexts("第二支部")),
        signatures=Signatures("钱书记", "孙审核", "李填表", "0730-8561234"),
        closing=Closing(2, "ABCD2345EFGH", MOMENT, "尹立新"),
    )
    return replace(made, **changed)


def template(
    *body: str,
    header: str = "",
    footer: str = "",
    edit: Callable[[Any], None] | None = None,
    **properties: str,
) -> bytes:
    """Return a document with these paragraphs, header, footer and properties."""
    document = docx.Document()
    for text in body:
        document.add_paragraph(text)
    section = document.sections[0]
    section.header.paragraphs[0].text = header
    section.footer.paragraphs[0].text = footer
    for name, text in properties.items():
        setattr(document.core_properties, name, text)
    if edit:
        edit(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def repack(content: bytes, changed: dict[str, bytes | Callable[[bytes], bytes]]) -> bytes:
    """Return the package with parts changed or added."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in [*old.namelist(), *(changed.keys() - set(old.namelist()))]:
            before = old.read(name) if name in old.namelist() else b""
            change = changed.get(name, before)
            new.writestr(name, change(before) if callable(change) else change)
    return stream.getvalue()


def with_footnote(content: bytes, text: str) -> bytes:
    """Return the document with a footnote, as Word stores it: a part of its own."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    words = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    note = f'<w:footnotes {space}><w:footnote w:id="2">{words}</w:footnote></w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    return repack(
        content,
        {
            "word/footnotes.xml": f'<?xml version="1.0" encoding="UTF-8"?>{note}'.encode(),
            "[Content_Types].xml": lambda xml: xml.replace(
                b"</Types>",
                f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'.encode(),
            ),
            "word/_rels/document.xml.rels": lambda xml: xml.replace(
                b"</Relationships>",
                f'<Relationship Id="rId99" Type="{relation}" Target="footnotes.xml"/></Relationships>'.encode(),
            ),
        },
    )


def paragraphs_of(content: bytes, part: str = TAKEN) -> list[str]:
    """Read the paragraphs of a part by nothing but a zip reader and an XML parser."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        root = ET.fromstring(package.read(part))  # noqa: S314  what the portal wrote itself
    return ["".join(piece.text or "" for piece in p.iter(f"{W}t")) for p in root.iter(f"{W}p")]


def words_of(content: bytes, part: str = TAKEN) -> str:
    """Return all words of a part."""
    return "\n".join(paragraphs_of(content, part))


def part_of(content: bytes, name: str) -> bytes:
    """Return the bytes of a part."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)


def rows_of(content: bytes) -> list[list[str]]:
    """Return the cells of all tables."""
    root = ET.fromstring(part_of(content, TAKEN))  # noqa: S314  as above
    return [
        ["".join(t.text or "" for t in cell.iter(f"{W}t")) for cell in row.iter(f"{W}tc")]
        for row in root.iter(f"{W}tr")
    ]


def standard() -> bytes:
    """The standard template."""
    return standard_template()
