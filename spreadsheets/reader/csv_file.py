"""Reading text tables: csv, tab-separated and the like, in any of the usual encodings."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import islice

from spreadsheets.reader.refusal import Refusal
from spreadsheets.reader.sink import Sink
from spreadsheets.reader.text_encoding import decode

DELIMITERS = ",\t;|，"
SAMPLE_CHARACTERS = 16_384
SAMPLE_ROWS = 40
CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
DELIMITER_LINE = re.compile(r"sep=(.)\n", re.IGNORECASE)
SOME_CONTROLS = 8
"""Control characters that a text may hold by accident; one in twenty characters is no text."""
LONGEST_QUOTED_LINES = 200
"""Line breaks in one cell. More than that is a quote that was never closed and met the next one by chance."""


def read(content: bytes, sink: Sink) -> None:
    """Read a text table; every cell is text, also where it looks like a number.

    Row numbers are those that an office program shows: a cell with line breaks is one row. What keeps Excel from
    rounding long numbers (``="4306…"``, a tab, an apostrophe) is taken off.
    """
    text = decode(content).replace("\r\n", "\n").replace("\r", "\n")
    sample = text[:SAMPLE_CHARACTERS]
    if len(CONTROL.findall(sample)) > SOME_CONTROLS + len(sample) // 20:
        raise Refusal("not_spreadsheet")
    delimiter, text = _find_delimiter(text)
    sink.begin_sheet("", hidden=False)
    csv.field_size_limit(sink.limits.cell_characters)
    number = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    index_text = sink.index_text
    try:
        for number, fields in enumerate(reader, start=1):
            cells = [index_text(_clean(field)) if field else 0 for field in fields]
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                sink.row(number, cells)
    except csv.Error:
        raise Refusal("quotes", row=number + 1) from None
    sink.end_sheet([], [])
    sink.end_book("csv")


def _clean(field: str) -> str:
    """Take off what only keeps an office program from changing the text."""
    if field[0] in "=\t'" or field[-1] == "\t":
        field = field.strip("\t")
        if field.startswith('="') and field.endswith('"') and field.count('"') == 2:  # noqa: PLR2004 - the two around it
            return field[2:-1].strip("\t")
        if field.startswith("'"):
            return field[1:]
    elif field.count("\n") > LONGEST_QUOTED_LINES:
        raise csv.Error
    return field


def _find_delimiter(text: str) -> tuple[str, str]:
    """Give the delimiter that cuts most rows alike, and the text without a ``sep=`` line of Excel's."""
    stated = DELIMITER_LINE.match(text)
    if stated is not None:
        return stated[1], text[stated.end() :]
    sample = text[:SAMPLE_CHARACTERS]
    return max(DELIMITERS, key=lambda delimiter: _likeness(sample, delimiter)), text


def _likeness(sample: str, delimiter: str) -> int:
    """Count the cells of the rows that have the most usual number of cells, if that is more than one."""
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    try:
        widths = Counter(len(fields) for fields in islice(reader, SAMPLE_ROWS) if len(fields) > 1)
    except csv.Error:
        return 0
    return max((width * count for width, count in widths.items()), default=0)
