"""How the workbook looks: fonts that every office has, thin lines, quiet colours that also print in grey."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray

from core.figures import Number
from reports.layout import Form

SONG, HEI = "宋体", "黑体"
COUNT_FORMAT, SHARE_FORMAT, AMOUNT_FORMAT = "#,##0", "0.0", "#,##0.00"
CHANGE_FORMAT, SHARE_CHANGE_FORMAT = "+#,##0;-#,##0;0", "+0.0;-0.0;0.0"
AMOUNT_CHANGE_FORMAT = "+#,##0.00;-#,##0.00;0"
TEXT_FORMAT = "@"

_LINE = Side(style="thin", color="808080")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


class Letters(Enum):
    """The fonts."""

    COVER = Font(name=HEI, size=22)
    TITLE = Font(name=HEI, size=16)
    PLAIN = Font(name=SONG, size=10.5)
    STRONG = Font(name=SONG, size=10.5, bold=True)
    SMALL = Font(name=SONG, size=9)
    LINK = Font(name=SONG, size=10.5, underline="single", color="1F4E79")


class Ground(Enum):
    """What lies behind the letters."""

    HEAD = PatternFill("solid", start_color="F3E3E1", end_color="F3E3E1")
    SECTION = PatternFill("solid", start_color="F5F5F5", end_color="F5F5F5")


@dataclass(frozen=True)
class Look:
    """The look of a cell. ``boxed``: with lines around it."""

    letters: Letters = Letters.PLAIN
    across: str = "left"
    down: str = "center"
    boxed: bool = False
    ground: Ground | None = None
    number_format: str = "General"

    def style(self, name: str) -> NamedStyle:
        """Return the same as a style of a workbook."""
        style = NamedStyle(name, font=self.letters.value, number_format=self.number_format)
        style.alignment = Alignment(horizontal=self.across, vertical=self.down, wrap_text=True)
        if self.boxed:
            style.border = _BOX
        if self.ground:
            style.fill = self.ground.value
        return style


class Looks:
    """The styles of one workbook, each made once and named in the order of their first use."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._arrays: dict[Look, StyleArray] = {}

    def array(self, look: Look) -> StyleArray:
        """Return what a cell of this look carries."""
        if look not in self._arrays:
            style = look.style(f"报表{len(self._arrays) + 1:02d}")
            self._book.add_named_style(style)
            self._arrays[look] = style.as_tuple()
        return self._arrays[look]


def number_format(form: Form, number: Number, *, is_share: bool) -> str:
    """Return the format in which a column writes a number of a row; an amount with cents shows them."""
    if form is Form.LINE:
        return "0"
    if is_share or form is Form.SHARE:
        return SHARE_CHANGE_FORMAT if form is Form.CHANGE else SHARE_FORMAT
    if number != int(number):
        return AMOUNT_CHANGE_FORMAT if form is Form.CHANGE else AMOUNT_FORMAT
    return CHANGE_FORMAT if form is Form.CHANGE else COUNT_FORMAT
