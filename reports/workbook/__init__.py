"""The monthly report as an xlsx workbook in the manner of official forms, ready to print on A4."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook

from reports.layout import Roster
from reports.monthly import Report
from reports.workbook import cover
from reports.workbook.book import Book
from reports.workbook.package import packed

MIME_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
__all__ = ["MIME_TYPE", "workbook_of"]


def workbook_of(report: Report, rosters: Sequence[Roster] = ()) -> bytes:
    """Return the workbook of ``report``: cover, a sheet for each table, ``rosters``; of equal reports, equal bytes."""
    book = Workbook(write_only=True)
    _describe(book, report)
    sheets = Book(book, report)
    sheets.add_cover(cover.strips_of(report, [roster.title for roster in rosters]))
    for table in report.tables:
        sheets.add_table(table)
    for roster in rosters:
        sheets.add_roster(roster)
    return packed(book, report.moment)


def _describe(book: Workbook, report: Report) -> None:
    about = book.properties
    about.title, about.subject, about.creator = report.title, report.edition, report.reporter
    about.lastModifiedBy = report.closing.by if report.closing else report.reporter
    if report.closing:
        about.version, about.keywords = f"第{report.closing.revision}版", report.closing.code
        about.description = f"结账时间：{report.closing.at:%Y-%m-%d %H:%M}"
