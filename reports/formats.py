"""The file formats of a report, each with its writer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reports import docx, fonts, pdf
from reports.monthly import Report
from reports.typesetting import has_typst
from reports.workbook import MIME_TYPE, workbook_of

WORKBOOK, BRIEFING, PDF = "xlsx", "docx", "pdf"


@dataclass(frozen=True)
class Format:
    """A format: ``key`` is also the ending of its files; ``write`` makes equal bytes' content of equal reports.

    ``remarks`` are sentences on what its files lack on this machine.
    """

    key: str
    title: str
    mime_type: str
    write: Callable[[Report], bytes]
    remarks: Callable[[], list[str]] = list


FORMATS: dict[str, Format] = {
    form.key: form
    for form in (
        Format(WORKBOOK, "Excel 表格", MIME_TYPE, workbook_of),
        Format(BRIEFING, "Word 简报", docx.MIME_TYPE, docx.docx_of),
        *((Format(PDF, "PDF 文件", pdf.MIME_TYPE, pdf.pdf_of, fonts.remarks),) if has_typst() else ()),
    )
}


def no_such(key: str) -> str:
    """Say that there is no format ``key``, and which there are."""
    said = pdf.ABSENT if key == PDF else f"不能导出“{key[:10]}”格式。"
    return f"{said}可用的格式：{'、'.join(FORMATS)}。"
