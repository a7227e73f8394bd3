"""One sheet of a workbook, marked in one streaming pass: rows that nobody has to touch go through unread."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from spreadsheets.reader.addresses import column_letter, read_address
from spreadsheets.reader.guarded_xml import attribute, local
from spreadsheets.reader.marking.columns import Columns
from spreadsheets.reader.marking.orders import RowOrder, SheetOrder
from spreadsheets.reader.marking.splicing import Splicer, Unmarkable, beside, escaped, tag_of
from spreadsheets.reader.marking.styles import Styles
from spreadsheets.reader.plain_xml import Traps, whole_pieces

END_OF_ROW = b"</row>"
ROW = re.compile(rb"<(?:[\w.-]+:)?row[\s/>]")
ROW_NUMBER = re.compile(rb"<(?:[\w.-]+:)?row\s(?:[^<>\"']*\s)?r=\"([0-9]+)\"")
BEHIND_COMMENTS = {
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
}  # fmt: skip
"""The elements that come after the one which names the drawing of the comments."""
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class SheetMarker:
    """Handlers for the elements of a worksheet."""

    def __init__(
        self, order: SheetOrder, styles: Styles, drawing: str, out: Callable[[bytes], object]
    ) -> None:
        """Write to ``out``. ``drawing`` is the relation of the comments' shapes where the sheet has none yet."""
        self._order = order
        self._styles = styles
        self._drawing = drawing
        self._splicer = Splicer(out, self._start, self._end)
        self._columns = Columns(order.column)
        self._level = 0
        self._in_data = False
        self._row = 0
        self._row_style = 0
        self._last_column = -1
        self._last_style = 0
        self._order_of_row: RowOrder | None = None
        self._waiting: list[int] = []
        self._written: bytes | None = None
        """What takes the place of the cell that is being read."""

    def mark(self, chunks: Iterable[bytes]) -> None:
        """Mark the sheet; Unmarkable where it cannot be edited where it stands."""
        traps = Traps()
        for block in whole_pieces(chunks, END_OF_ROW):
            is_cut = traps.may_cut and self._in_data and block.endswith(END_OF_ROW)
            for piece in _pieces(block) if is_cut else (block,):
                traps.look_at(piece)
                if is_cut and self._may_pass(piece, traps):
                    self._splicer.pass_on(piece)
                else:
                    self._splicer.feed(piece)
        self._splicer.finish()

    def _may_pass(self, piece: bytes, traps: Traps) -> bool:
        """Tell whether a piece is one row with which nothing is to be done."""
        if self._styles.any_red or not (traps.may_cut and self._in_data) or len(ROW.findall(piece)) != 1:
            return False
        number = ROW_NUMBER.search(piece)
        if number is None or int(number[1]) in self._order.rows:
            return False
        self._row = int(number[1])
        return True

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._level and STRICT in attributes.values():
            raise Unmarkable  # all that is added would have to be said in this dialect
        self._level += 1
        part = local(name)
        if self._in_data:
            if part == "c":
                self._begin_cell(name, attributes)
            elif part == "row":
                self._begin_row(name, attributes)
            elif part == "f" and self._written is not None and "ref" in attributes:
                self._written = None  # others lean on this formula
                self._splicer.keep()
        elif part in {"cols", "col", "dimension"}:
            self._columns.see(self._splicer, name, attributes)
        elif part == "sheetData":
            self._columns.before_data(self._splicer, name)
            self._in_data = not self._splicer.is_empty
        elif self._level == len(("worksheet", "child")):
            self._see_part(name, part, attributes)

    def _see_part(self, name: str, part: str, attributes: dict[str, str]) -> None:
        if part == "legacyDrawing":
            self._drawing = ""
        elif part in BEHIND_COMMENTS:
            self._put_drawing(name)
        elif part == "mergeCells" and not self._splicer.is_empty:
            self._merge_title(name, attributes)

    def _merge_title(self, name: str, attributes: dict[str, str]) -> None:
        if self._order.title_range and self._order.column is not None:
            letter = column_letter(self._order.column)
            first, last = self._order.title_range
            count = attributes.get("count", "")
            told = {**attributes, "count": str(int(count) + 1)} if count.isdigit() else attributes
            merge = tag_of(
                beside(name, "mergeCell"), {"ref": f"{letter}{first}:{letter}{last}"}, is_empty=True
            )
            self._splicer.replace(tag_of(name, told) + merge)

    def _put_drawing(self, name: str) -> None:
        if self._drawing:
            told = {"xmlns:r": RELATIONS, "r:id": self._drawing}
            self._splicer.insert(tag_of(beside(name, "legacyDrawing"), told, is_empty=True))
            self._drawing = ""

    def _end(self, name: str) -> None:
        self._level -= 1
        part = local(name)
        if self._in_data:
            if part == "c":
                self._end_cell()
            elif part == "row":
                self._put_cells(None, name)
                self._order_of_row = None
            elif part == "sheetData":
                self._in_data = False
        elif part == "cols":
            self._columns.end(self._splicer, name)
        elif not self._level:
            self._put_drawing(name)

    def _begin_row(self, name: str, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self._row = int(number) if number.isdigit() else self._row + 1
        self._last_column, self._last_style = -1, 0
        style = attributes.get("s", "")
        self._row_style = int(style) if style.isdigit() else 0
        order = self._order_of_row = self._order.rows.get(self._row)
        if order is None or self._splicer.is_empty:
            self._order_of_row, self._waiting = None, []
            return
        waiting = {*order.faults, *order.values}
        if order.text is not None and self._order.column is not None:
            waiting.add(self._order.column)
        self._waiting = sorted(waiting, reverse=True)
        if "spans" in attributes:
            self._splicer.replace(tag_of(name, {k: v for k, v in attributes.items() if k != "spans"}))

    def _begin_cell(self, name: str, attributes: dict[str, str]) -> None:
        address = attribute(attributes, "r")
        column = read_address(address)[1] if address else self._last_column + 1
        self._put_cells(column, name)
        style = attributes.get("s", "")
        number = int(style) if style.isdigit() else 0
        order = self._order_of_row
        if order is not None and self._waiting and self._waiting[-1] == column:
            self._waiting.pop()
            if column == self._order.column or column in order.values:
                self._splicer.cut()
                self._written = self._cell(name, column, number, order)
            else:
                self._restyle(name, attributes, self._styles.red(number))
        elif self._styles.any_red:
            self._restyle(name, attributes, self._styles.restored(number))
        if column != self._order.column:
            self._last_style = number
        self._last_column = column

    def _restyle(self, name: str, attributes: dict[str, str], style: int) -> None:
        if attributes.get("s", "0") != str(style):
            told = {**attributes, "s": str(style)}
            self._splicer.replace(tag_of(name, told, is_empty=self._splicer.is_empty))

    def _end_cell(self) -> None:
        if self._written is not None:
            self._splicer.end_cut(self._written)
            self._written = None

    def _put_cells(self, before: int | None, name: str) -> None:
        """Put in the cells that the row lacks, all or those before a column."""
        order = self._order_of_row
        while order is not None and self._waiting and (before is None or self._waiting[-1] < before):
            column = self._waiting.pop()
            style = self._row_style or self._columns.style_of(column)
            self._splicer.insert(self._cell(beside(name, "c"), column, style, order))

    def _cell(self, name: str, column: int, style: int, order: RowOrder) -> bytes:
        if column == self._order.column:
            text = order.text or ""
            style = self._last_style if order.is_title else self._styles.note(self._last_style)
        else:
            text = order.values.get(column, "")
            style = self._styles.red(style) if column in order.faults else self._styles.restored(style)
        told = {"r": f"{column_letter(column)}{self._row}", "s": str(style)}
        if not text:
            return tag_of(name, told, is_empty=True)
        item, inner = beside(name, "is"), beside(name, "t")
        body = f'<{item}><{inner} xml:space="preserve">{escaped(text)}</{inner}></{item}></{name}>'
        return tag_of(name, {**told, "t": "inlineStr"}) + body.encode()


def _pieces(block: bytes) -> list[bytes]:
    return [piece + END_OF_ROW for piece in block.split(END_OF_ROW)[:-1]]
