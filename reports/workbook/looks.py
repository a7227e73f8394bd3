"""How the workbook looks: fonts that every office has, thin lines, quiet colours that also print in grey."""

from __future__ import annotations

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from reports.layout import Form, Kind

SONG, HEI = "宋体", "黑体"
TITLE = Font(name=HEI, size=16)
PLAIN = Font(name=SONG, size=10.5)
STRONG = Font(name=SONG, size=10.5, bold=True)
SMALL = Font(name=SONG, size=9)

_LINE = Side(style="thin", color="808080")
BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
HEAD_FILL = PatternFill("solid", start_color="F3E3E1", end_color="F3E3E1")
SECTION_FILL = PatternFill("solid", start_color="F5F5F5", end_color="F5F5F5")

CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
RIGHT = Alignment(horizontal="right", vertical="center")
RIGHT_TEXT = Alignment(horizontal="right", vertical="center", wrap_text=True)
NOTE = Alignment(horizontal="left", vertical="top", wrap_text=True)

FONTS = {Kind.PLAIN: PLAIN, Kind.SECTION: STRONG, Kind.TOTAL: STRONG}

COUNT_FORMAT, SHARE_FORMAT = "#,##0", "0.0"
CHANGE_FORMAT, SHARE_CHANGE_FORMAT = "+#,##0;-#,##0;0", "+0.0;-0.0;0.0"


def number_format(form: Form, *, is_share: bool) -> str:
    """Return the format in which a column writes a number of a row."""
    if form is Form.CHANGE:
        return SHARE_CHANGE_FORMAT if is_share else CHANGE_FORMAT
    return SHARE_FORMAT if is_share or form is Form.SHARE else COUNT_FORMAT
