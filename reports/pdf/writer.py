"""From a report to its PDF: the template is fixed, and all that the report says reaches it as data, never as markup."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Final

from django.core.exceptions import ValidationError

from reports.fonts import FACES, library
from reports.monthly import Report
from reports.paper import paper_of
from reports.typesetting import has_typst

MIME_TYPE = "application/pdf"
TEMPLATE = Path(__file__).with_name("report.typ")
ARCHIVAL: Final = "a-2b"
"""The standard that offices keep files in. It also forbids boxes: a character without a glyph stops the typesetter."""
ABSENT = "这台机器没有装排版软件（typst），不能导出 PDF。请改用打印页，在浏览器里打印或另存为 PDF。"
MOST_NAMED = 20
_UNSHOWN = re.compile(r'the text `"(.*?)"` could not be displayed')
_CODE = re.compile(r"\\u\{([0-9a-f]+)\}")


def pdf_of(report: Report) -> bytes:
    """Return the PDF of ``report``; equal reports give equal bytes on the same machine.

    Raises ``ValidationError`` where no typesetter is installed, and where characters have no glyph in any font.
    """
    if not has_typst():
        raise ValidationError(ABSENT)
    import typst  # noqa: PLC0415  optional

    fonts = {key: library().families_for(face) for key, face in FACES.items()}
    data = {**paper_of(report), "fonts": fonts}
    try:
        return typst.compile(
            TEMPLATE,
            root=TEMPLATE.parent,
            format="pdf",
            sys_inputs={"report": json.dumps(_shown(data))},
            font_paths=library().fonts,
            pdf_standards=ARCHIVAL,
            timestamp=int(report.moment.timestamp()),
        )
    except typst.TypstError as failed:
        missing = unshown_in(failed.diagnostic)
        if not missing:
            raise
        raise ValidationError(_said(missing)) from failed


def unshown_in(diagnostic: str) -> list[str]:
    """Return the characters for which the typesetter found no glyph, each once."""
    texts = (_CODE.sub(lambda code: chr(int(code[1], 16)), text) for text in _UNSHOWN.findall(diagnostic))
    return list(dict.fromkeys(sign for text in texts for sign in text))


def _said(missing: list[str]) -> str:
    named = "、".join(f"{sign}（U+{ord(sign):04X}）" for sign in missing[:MOST_NAMED])
    more = f"等{len(missing)}个字" if len(missing) > MOST_NAMED else ""
    return (
        f"这台机器的字体里没有这些字：{named}{more}。为免印成方框，没有导出 PDF。"
        "请管理员把有这些字的字体文件放进字体文件夹（FONTS_DIR，默认 var/fonts），重新启动后再导出；也可以先用打印页。"
    )


def _shown(data: object) -> object:
    """Write what has no form of its own and could deceive (overriding directions, controls) as its code."""
    if isinstance(data, str):
        return "".join(_visible(sign) for sign in data)
    if isinstance(data, dict):
        return {key: _shown(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_shown(value) for value in data]
    return data


def _visible(sign: str) -> str:
    if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cf", "Cs"}:
        return sign
    return f"〔U+{ord(sign):04X}〕"
