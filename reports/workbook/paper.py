"""The page to print: A4, as wide as the table, the header on every page, numbered pages."""

from __future__ import annotations

from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from reports.layout import Table
from reports.monthly import Report

A4 = 9
SHORT, LONG = 480.0, 720.0  # points of A4 between the margins
POINTS_IN_DIGIT = 5.6
SHRINKS = 1.4
MARGINS = PageMargins(left=0.6, right=0.6, top=0.8, bottom=0.7, header=0.35, footer=0.35)


def set_paper(sheet: Any, report: Report, table: Table, *, head_ends: int, one_page: bool) -> None:  # noqa: ANN401  see Sheet
    """Set up printing; rows 1 to ``head_ends`` repeat on every page, ``one_page`` shrinks all to a single one."""
    for number, column in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.page_setup.paperSize = A4
    sheet.page_setup.orientation = "landscape" if table.landscape else "portrait"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 1 if one_page else 0
    sheet.page_margins = MARGINS
    sheet.print_options.horizontalCentered = True
    if head_ends and not one_page:
        sheet.print_title_rows = f"1:{head_ends}"
    header, footer = HeaderFooterItem(), HeaderFooterItem()
    header.left.text, header.right.text = _plain(report.title), _plain(table.number or table.name)
    footer.left.text, footer.center.text = _plain(report.edition), "第 &P 页 共 &N 页"
    sheet.HeaderFooter.oddHeader, sheet.HeaderFooter.oddFooter = header, footer


def _plain(text: str) -> str:
    """Return ``text`` for a header or footer, where ``&`` begins a code."""
    return text.replace("&", "&&")


def fits_one_page(height: float, table: Table) -> bool:
    """Tell whether ``height`` (points) at the table's own width can be shrunk to one page and still be read."""
    across, down = (LONG, SHORT) if table.landscape else (SHORT, LONG)
    width = sum(column.width for column in table.columns) * POINTS_IN_DIGIT
    return height * min(1.0, across / width) <= down * SHRINKS
