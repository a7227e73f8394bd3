"""The monthly report as an xlsx workbook, ready to print on A4."""

from __future__ import annotations

from datetime import UTC
from io import BytesIO

from openpyxl import Workbook

from reports.monthly import Report
from reports.workbook.sheets import add_sheet

MIME_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
__all__ = ["MIME_TYPE", "workbook_of"]


def workbook_of(report: Report) -> bytes:
    """Return the workbook of ``report``: a sheet for each table; equal reports give equal sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in report.tables:
        add_sheet(book, report, table)
    book.properties.title = report.title
    book.properties.creator = report.reporter
    # Properties hold plain times without a zone, in UTC by convention.
    book.properties.created = report.made_at.astimezone(UTC).replace(tzinfo=None)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
