"""Reading a file into cells: xlsx, xls, csv, HTML tables and XML 2003, told by their content.

The file is parsed in a process of its own with bounded memory and time, without files, network or keys
(``process``, ``child``, ``sandbox``). What comes back is a ``Book`` or a ``FileRefused`` with a sentence for the user.

- Numbers of number cells stay int or float, so that an identity number that a program has rounded can be told; text
  stays text. Dates are told by number format, in the 1900 and 1904 systems. A date whose format shows no day and that
  stands on the first of its month is given as the text ``1998-07``, as the day is the program's invention.
- Text of blanks only is no content. Control characters and bidirectional marks stay in the text, to be reported by
  the cell that holds them; a lone surrogate cannot be carried and becomes U+FFFD.
- Formulas are never evaluated: a ``Formula`` holds the value that the office program stored.
"""

from __future__ import annotations

from spreadsheets.reader.book import Book, Cell, CellError, Formula, Grid, Merge, Row
from spreadsheets.reader.limits import DEFAULT_LIMITS, MEGABYTE, Limits
from spreadsheets.reader.refusal import FileRefused, refused

__all__ = [
    "DEFAULT_LIMITS",
    "Book",
    "Cell",
    "CellError",
    "FileRefused",
    "Formula",
    "Grid",
    "Limits",
    "Merge",
    "Row",
    "read_book",
    "refused",
]


def read_book(content: bytes, *, limits: Limits = DEFAULT_LIMITS) -> Book:
    """Read a file of any supported kind; FileRefused, with a sentence that says what to do, where it cannot be read."""
    if not content:
        raise refused("empty")
    if len(content) > limits.upload_bytes:
        size = f"{len(content) / MEGABYTE:.1f}"
        raise refused("too_large", {"size": size, "limit": limits.upload_bytes // MEGABYTE})
    from spreadsheets.reader.process import read_in_process  # noqa: PLC0415 - the reading process, too, imports this package

    return read_in_process(content, limits)
