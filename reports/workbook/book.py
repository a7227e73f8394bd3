"""The sheets of the workbook, one after another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook

from reports.layout import Roster, Table
from reports.monthly import Report
from reports.workbook import cover, rosters
from reports.workbook.diagrams import add_diagrams, height_of
from reports.workbook.looks import Looks
from reports.workbook.paper import fits_one_page, set_paper
from reports.workbook.sheets import page_of, titles_of
from reports.workbook.strips import Sheet, Strip


class Book:
    """A workbook in the making: each sheet is set up first, then written from top to bottom."""

    def __init__(self, book: Workbook, report: Report) -> None:
        self._book = book
        self._report = report
        self._looks = Looks(book)

    def add_cover(self, strips: Iterable[Strip]) -> None:
        """Add the cover."""
        sheet: Any = self._book.create_sheet(cover.NAME)
        set_paper(sheet, self._report, cover.FRAME, head_ends=0, one_page=False)
        Sheet(sheet, self._looks).write(strips)

    def add_table(self, table: Table) -> None:
        """Add a table with its charts: below it where both fit on one page, else on a sheet of their own."""
        page = page_of(self._report, table)
        below = fits_one_page(page.height + sum(map(height_of, table.diagrams)), table)
        sheet: Any = self._book.create_sheet(table.name)
        head = len(page.top)
        set_paper(
            sheet, self._report, table, head_ends=head, one_page=below or fits_one_page(page.height, table)
        )
        sheet.freeze_panes = f"B{head + 1}"
        if table.diagrams and not below:
            self._add_charts(table, sheet, head + 1)
        elif table.diagrams:
            last = head + len(page.rows) + len(page.end)
            add_diagrams(sheet, sheet, table, head + 1, last + 2)
        Sheet(sheet, self._looks).write((*page.top, *page.rows, *page.end))

    def _add_charts(self, table: Table, data: Any, first: int) -> None:  # noqa: ANN401  see Sheet
        sheet: Any = self._book.create_sheet(f"{table.name}图")
        titles = tuple(titles_of(self._report, table))
        set_paper(sheet, self._report, table, head_ends=len(titles), one_page=True)
        add_diagrams(sheet, data, table, first, len(titles) + 1)
        Sheet(sheet, self._looks).write(titles)

    def add_roster(self, roster: Roster) -> None:
        """Add a list of people, written as its rows come."""
        sheet: Any = self._book.create_sheet(roster.title)
        top = tuple(rosters.top_of(self._report, roster))
        set_paper(sheet, self._report, rosters.frame_of(roster), head_ends=len(top), one_page=False)
        sheet.freeze_panes = f"C{len(top) + 1}"
        pages = Sheet(sheet, self._looks)
        pages.write(top)
        pages.write(rosters.rows_of(roster))
