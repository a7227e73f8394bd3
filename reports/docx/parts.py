"""The parts of an uploaded document, opened without trusting it: bounded, no DTD, no macro, nothing from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath

from lxml import etree

from reports.docx.refusal import TemplateRefused
from spreadsheets.reader.guarded_xml import parse_xml
from spreadsheets.reader.limits import MEGABYTE, Limits
from spreadsheets.reader.package import Package
from spreadsheets.reader.refusal import Refusal

MOST_BYTES = 5 * MEGABYTE
LIMITS = Limits(upload_bytes=MOST_BYTES, unpacked_bytes=30 * MEGABYTE, parts=400)
MOST_XML = 4 * MEGABYTE
"""How much XML one part may hold: a long document has some hundred thousand signs."""
DEPTH = 200
OLD_WORD = b"\xd0\xcf\x11\xe0"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
XML = {".xml", ".rels", ".vml"}
PICTURES = {".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".wdp"}
FONTS = {".odttf", ".ttf", ".fntdata"}
RUNS_CODE = re.compile(r"macro|vba|activex|ole", re.IGNORECASE)
WRITTEN = re.compile(r"word/(?:document|header|footer|footnotes|endnotes)\d*\.xml")
"""The parts in which tags are replaced. A document whose relations call others so is refused."""
WRITTEN_KINDS = ("officeDocument", "header", "footer", "footnotes", "endnotes")
TYPES = "[content_types].xml"

AGAIN = "请用 Word 或 WPS 打开，另存为 .docx 后再上传。"
SENTENCES = {
    "damaged": f"这不是 .docx 文件，或者文件已损坏。{AGAIN}",
    "password": f"文件设有打开密码。请去掉密码，{AGAIN[1:]}",
    "macros": f"文件里带有宏（程序代码），不能用作模板。{AGAIN}",
    "dtd": f"文件里含有不安全的定义（DTD），不能用作模板。{AGAIN}",
    "too_many_parts": "文件内部的部件太多，不像一份普通的文档。请把内容复制到一份新文档里再上传。",
    "too_large_unpacked": "文件解开后超过 {limit} MB。请删去模板里的大图片后再上传。",
}
EMPTY = "文件是空的。请重新保存后再上传。"
TOO_LARGE = "文件超过 {} MB。请删去模板里的大图片后再上传。"
OLD = f"这是旧的 .doc 格式，或者文件设有打开密码。请去掉密码，{AGAIN[1:]}"
NOT_WORD = f"这个文件不是 Word 文档（.docx）。{AGAIN}"
FOREIGN_PART = "文件里夹带了别的文件（{}）。请删去插入的对象、图表、控件和附件，图片请用 PNG 或 JPG，再上传。"
LONG_PART = "文件里的文字部分太大（{}）。请删去不用的内容后再上传。"
DEEP = "文件的结构嵌套太深。请把内容复制到一份新文档里再上传。"
ELSEWHERE = (
    "文件连着外面的内容（{}），打开时会去别处读取。请改为直接插入，"
    "并在“开发工具”里把所附的文档模板改为 Normal 后再上传。"
)


def parts_of(content: bytes) -> Mapping[str, etree._Element]:
    """Return the XML parts by name, in lower case. Raises ``TemplateRefused``."""
    if not content:
        raise TemplateRefused([EMPTY])
    if len(content) > MOST_BYTES:
        raise TemplateRefused([TOO_LARGE.format(MOST_BYTES // MEGABYTE)])
    if content.startswith(OLD_WORD):
        raise TemplateRefused([OLD])
    try:
        package = Package(content, LIMITS)
        if "word/document.xml" not in package and TYPES not in package:
            raise TemplateRefused([NOT_WORD])
        parts = {name: _root(package, name) for name in package.names() if _is_xml(name)}
    except Refusal as refusal:
        sentence = SENTENCES.get(str(refusal.code), SENTENCES["damaged"])
        raise TemplateRefused([sentence.format_map(refusal.details)]) from refusal
    _judge_types(parts)
    _judge_relations(parts)
    return parts


def _is_xml(name: str) -> bool:
    """Tell by its name whether a part is XML; whatever is neither that nor a picture nor a font is refused."""
    ending = _ending(name)
    if ending not in XML | PICTURES | FONTS:
        raise TemplateRefused([FOREIGN_PART.format(name[-40:])])
    return ending in XML


def _ending(name: str) -> str:
    """Return what follows the last dot, or all where there is none: ``xml`` is how a list of types names an ending."""
    return f".{name.lower().rpartition('.')[2]}"


def _root(package: Package, name: str) -> etree._Element:
    content = b"".join(package.chunks(name))
    if len(content) > MOST_XML:
        raise TemplateRefused([LONG_PART.format(name[-40:])])
    depth = _Depth()
    parse_xml([content], depth.start, depth.end, lambda _: None)
    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as broken:
        raise Refusal("damaged") from broken


class _Depth:
    """Refuses what lies deeper than any document."""

    def __init__(self) -> None:
        self.now = 0

    def start(self, *_: object) -> None:
        self.now += 1
        if self.now > DEPTH:
            raise TemplateRefused([DEEP])

    def end(self, *_: object) -> None:
        self.now -= 1


def _judge_types(parts: Mapping[str, etree._Element]) -> None:
    """Refuse macros and objects, and a part that is XML by its type but not by its name."""
    types = parts.get(TYPES)
    if types is None:
        raise TemplateRefused([SENTENCES["damaged"]])
    kinds = [
        (each.get("PartName") or each.get("Extension") or "", each.get("ContentType") or "") for each in types
    ]
    for name, kind in kinds:
        if RUNS_CODE.search(kind):
            raise TemplateRefused([SENTENCES["macros"]])
        is_xml = _ending(name) in XML
        is_note = kind.endswith(("footnotes+xml", "endnotes+xml"))
        if (kind.endswith("xml") and not is_xml) or (
            is_note and not WRITTEN.fullmatch(name.lower().lstrip("/"))
        ):
            raise TemplateRefused([SENTENCES["damaged"]])
    if MAIN not in {kind for _, kind in kinds}:
        raise TemplateRefused([NOT_WORD])


def _judge_relations(parts: Mapping[str, etree._Element]) -> None:
    """Refuse whatever a program would fetch when it opens the document; a hyperlink waits for a click."""
    for owner, each in _relations(parts):
        kind = (each.get("Type") or "").rpartition("/")[2]
        if (each.get("TargetMode") or "").lower() == "external":
            if kind != "hyperlink":
                raise TemplateRefused([ELSEWHERE.format(kind[:30])])
        elif kind in WRITTEN_KINDS:
            target = normpath(join("/", dirname(dirname(owner)), (each.get("Target") or "").lower()))
            if not WRITTEN.fullmatch(target.lstrip("/")):
                raise TemplateRefused([SENTENCES["damaged"]])


def _relations(parts: Mapping[str, etree._Element]) -> Iterator[tuple[str, etree._Element]]:
    for name, root in parts.items():
        if name.endswith(".rels"):
            yield from ((name, each) for each in root.iter("{*}Relationship"))
