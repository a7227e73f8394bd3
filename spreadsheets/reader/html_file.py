"""Reading the tables of a web page, which many systems hand out under the name of .xls."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from spreadsheets.reader.book import Merge
from spreadsheets.reader.limits import Limits
from spreadsheets.reader.refusal import Refusal
from spreadsheets.reader.sink import Sink
from spreadsheets.reader.text_encoding import decode

CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
HEAD = 4096
BLANKS = re.compile(r"[ \t\n\r\f\xa0]+")
HIDDEN_STYLE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
UNSEEN = {"script", "style", "title", "template"}
LAST_ROW = 1_048_576
LONGEST_TAG = 1024 * 1024
"""Characters between one ``>`` and the next, style sheets and scripts included."""


def read(content: bytes, sink: Sink) -> None:
    """Read each table of a page as a sheet; every cell is text, as the page shows it."""
    charset = CHARSET.search(content[:HEAD])
    text = decode(content, charset[1].decode("ascii") if charset else None)
    _refuse_endless(text)
    parser = TableParser(sink.limits)
    parser.feed(text)
    parser.close()
    parser.end_tables()
    tables = [table for table in parser.tables if table.rows]
    if not tables:
        raise Refusal("no_html_table")
    for number, table in enumerate(tables, start=1):
        sink.begin_sheet(f"表格{number}" if len(tables) > 1 else "", hidden=False)
        for row, cells in sorted(table.rows.items()):
            sink.row_of(row, [cells.get(column) for column in range(max(cells, default=-1) + 1)])
        sink.check_merges(len(table.merges))
        sink.end_sheet(table.merges, table.hidden_rows & table.rows.keys())
    sink.end_book("html")


def _refuse_endless(text: str) -> None:
    """Refuse a page with a tag or a comment that does not end: the parser would look for the end again and again."""
    pieces = text.split(">")
    if max(map(len, pieces)) > LONGEST_TAG or "<" in pieces[-1] or text.rfind("<!--") > text.rfind("-->"):
        raise Refusal("damaged")


class Table:
    """A table while it is read. Cells stand by row (from 1) and column (from 0), as spans move them."""

    def __init__(self, widest: int) -> None:
        """Begin before the first row; cells beyond ``widest``, pushed there by spans, are a trap."""
        self._widest = widest
        self.rows: dict[int, dict[int, str]] = {}
        self.merges: list[Merge] = []
        self.hidden_rows: set[int] = set()
        self.row = 0
        self.column = 0
        self.text: list[str] | None = None
        self._taken_until: dict[int, int] = {}

    def begin_row(self, *, hidden: bool) -> None:
        """Go to the next row."""
        self.row += 1
        self.column = 0
        if hidden:
            self.hidden_rows.add(self.row)

    def begin_cell(self, across: int, down: int) -> None:
        """Find the next free place and take it, with all that the cell spans."""
        self.row = max(self.row, 1)
        while self._taken_until.get(self.column, 0) >= self.row:
            self.column += 1
        if self.column > self._widest:
            raise Refusal("damaged")
        last_row, last_column = self.row + down - 1, self.column + across - 1
        if across > 1 or down > 1:
            self.merges.append((self.row, self.column, last_row, last_column))
        if down > 1:
            self._taken_until.update(dict.fromkeys(range(self.column, last_column + 1), last_row))
        self.place = (self.row, self.column)
        self.column += across
        self.text = []

    def end_cell(self) -> None:
        """Keep the text of the cell that ends."""
        if self.text is None:
            return
        lines = (BLANKS.sub(" ", line).strip() for line in "".join(self.text).split("\v"))
        text = "\n".join(lines).strip()
        if text:
            row, column = self.place
            self.rows.setdefault(row, {})[column] = text
        self.text = None


class TableParser(HTMLParser):
    """Collects the cells of all tables. A table within a cell is a table of its own, not part of the cell."""

    def __init__(self, limits: Limits) -> None:
        """Begin with no table."""
        super().__init__(convert_charrefs=True)
        self.tables: list[Table] = []
        self._open: list[Table] = []
        self._unseen = 0
        self._limits = limits

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row or a cell."""
        if tag in UNSEEN:
            self._unseen += 1
        if tag == "table":
            if len(self._open) >= self._limits.xml_depth or len(self.tables) >= self._limits.sheets:
                raise Refusal("damaged")
            self._open.append(Table(2 * self._limits.columns))
            self.tables.append(self._open[-1])
        elif self._open:
            self._begin_part(self._open[-1], tag, dict(attrs))

    def _begin_part(self, table: Table, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "tr":
            table.end_cell()
            table.begin_row(
                hidden=HIDDEN_STYLE.search(attributes.get("style") or "") is not None
                or "hidden" in attributes
            )
        elif tag in {"td", "th"}:
            table.end_cell()
            across = _span(attributes.get("colspan"), self._limits.columns)
            table.begin_cell(across, _span(attributes.get("rowspan"), LAST_ROW - table.row))
        elif tag in {"br", "p", "div"} and table.text is not None:
            table.text.append("\v")

    def handle_endtag(self, tag: str) -> None:
        """End a table, a row or a cell."""
        if tag in UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        if not self._open:
            return
        if tag in {"td", "th", "tr", "table"}:
            self._open[-1].end_cell()
        if tag == "table":
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Take text that stands in a cell."""
        if self._open and not self._unseen and self._open[-1].text is not None:
            self._open[-1].text.append(data)

    def end_tables(self) -> None:
        """End what the page left open."""
        for table in self._open:
            table.end_cell()


def _span(value: str | None, most: int) -> int:
    """Read a span, at least 1; a page may claim any number."""
    if value is None or not value.strip().isdecimal():
        return 1
    return min(max(int(value.strip()[:9]), 1), max(most, 1))
