"""Fields of a document: page numbers and the like stay; what would read files or run programs does not."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from reports.docx.braces import W

HARMLESS = frozenset(
    {
        "ADVANCE", "AUTHOR", "COMMENTS", "CREATEDATE", "DATE", "EQ", "FILENAME", "HYPERLINK", "KEYWORDS", "NOTEREF",
        "NUMPAGES", "PAGE", "PAGEREF", "PRINTDATE", "REF", "SAVEDATE", "SECTION", "SECTIONPAGES", "SEQ", "STYLEREF",
        "SUBJECT", "SYMBOL", "TC", "TIME", "TITLE", "TOC",
    }
)  # fmt: skip
FETCHING = ("altChunk", "subDoc", "mailMerge", "object", "control", "movie")
FIELD = "文档里有不能使用的域“{}”。模板里只能用页码、日期、目录这类域，请删去它。"
OBJECT = "文档里有嵌入的对象、控件或者邮件合并（{}）。请删去后再上传。"


def faults_in(root: etree._Element) -> list[str]:
    """Return a sentence for each field and object that cannot stay."""
    instructions = [*_simple(root), *_complex(root)]
    words = {text.split()[0].upper() if text.split() else "" for text in instructions}
    unknown = sorted(word for word in words if word not in HARMLESS and not word.startswith("="))
    objects = [name for name in FETCHING if next(root.iter(f"{W}{name}"), None) is not None]
    return [*(FIELD.format(word[:30]) for word in unknown), *(OBJECT.format(name) for name in objects)]


def _simple(root: etree._Element) -> Iterator[str]:
    for each in root.iter(f"{W}fldSimple"):
        yield each.get(f"{W}instr") or ""


def _complex(root: etree._Element) -> Iterator[str]:
    """Give the instruction of each field that is spread over runs; one inside another has its own."""
    open_fields: list[list[str]] = []
    for each in root.iter(f"{W}fldChar", f"{W}instrText", f"{W}delInstrText"):
        kind = each.get(f"{W}fldCharType")
        if kind == "begin":
            open_fields.append([])
        elif kind == "end" and open_fields:
            yield "".join(open_fields.pop())
        elif kind is None:
            if not open_fields:
                open_fields.append([])
            open_fields[-1].append(each.text or "")
    yield from ("".join(words) for words in open_fields)
