"""The width of the column of problems, beside the widths that the sheet has."""

from __future__ import annotations

from spreadsheets.reader.addresses import LAST_COLUMN, column_letter, read_range
from spreadsheets.reader.guarded_xml import local
from spreadsheets.reader.marking.splicing import Splicer, beside, tag_of
from spreadsheets.reader.refusal import Refusal

WIDTH = "60"


class Columns:
    """Sees the elements before the rows of a sheet and puts its own column among the others."""

    def __init__(self, column: int | None) -> None:
        """Make room for ``column``, counted from 0, if there is one."""
        self._column = column
        self._is_done = column is None
        self._styles: list[tuple[int, int, int]] = []

    def style_of(self, column: int) -> int:
        """Give the style of the cells of a column that are not there."""
        return next((style for first, last, style in self._styles if first <= column <= last), 0)

    def see(self, splicer: Splicer, name: str, attributes: dict[str, str]) -> None:
        """Take an element: the list of columns, one of them, or the size that the sheet says it has."""
        match local(name):
            case "col":
                self._see_column(splicer, name, attributes)
            case "dimension":
                self._widen(splicer, name, attributes)

    def end(self, splicer: Splicer, name: str) -> None:
        """End the list of columns: ours is its last if it was not among them."""
        self._put(splicer, beside(name, "col"))

    def before_data(self, splicer: Splicer, name: str) -> None:
        """Come to the rows: a sheet without a list of columns gets one."""
        if not self._is_done:
            listed = beside(name, "cols")
            splicer.insert(f"<{listed}>".encode())
            self._put(splicer, beside(name, "col"))
            splicer.insert(f"</{listed}>".encode())

    def _put(self, splicer: Splicer, name: str) -> None:
        if not self._is_done and self._column is not None:
            place = str(self._column + 1)
            told = {"min": place, "max": place, "width": WIDTH, "customWidth": "1"}
            splicer.insert(tag_of(name, told, is_empty=True))
            self._is_done = True

    def _see_column(self, splicer: Splicer, name: str, attributes: dict[str, str]) -> None:
        numbers = attributes.get("min", ""), attributes.get("max", "")
        if not all(number.isascii() and number.isdigit() for number in numbers):
            return
        first, last = (int(number) - 1 for number in numbers)
        style = attributes.get("style", "")
        if style.isascii() and style.isdigit():
            self._styles.append((first, last, int(style)))
        if self._is_done or self._column is None or last < self._column:
            return
        if first > self._column:
            self._put(splicer, name)
            return
        if not splicer.is_empty:
            return
        splicer.replace(b"")
        if first < self._column:
            splicer.insert(tag_of(name, {**attributes, "max": str(self._column)}, is_empty=True))
        self._put(splicer, name)
        if last > self._column:
            splicer.insert(tag_of(name, {**attributes, "min": str(self._column + 2)}, is_empty=True))

    def _widen(self, splicer: Splicer, name: str, attributes: dict[str, str]) -> None:
        try:
            top, left, bottom, right = read_range(attributes.get("ref", ""))
        except Refusal:
            return
        if self._column is not None and right < self._column <= LAST_COLUMN and splicer.is_empty:
            ref = f"{column_letter(left)}{top}:{column_letter(self._column)}{bottom}"
            splicer.replace(tag_of(name, {**attributes, "ref": ref}, is_empty=True))
