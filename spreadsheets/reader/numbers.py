"""Numbers as files write them, and the typed cell that each becomes."""

from __future__ import annotations

import math
from datetime import datetime

from spreadsheets.reader.book import CellError, PlainCell
from spreadsheets.reader.dates import Format, from_serial

EXACT = 2**53
"""Up to here a float holds every whole number."""
LONGEST_INTEGER = 18


def plain_number(number: float) -> PlainCell:
    """Give a whole number as int, any other as float, and no number (infinity) as the error that a sheet would show."""
    if not math.isfinite(number):
        return CellError("#NUM!")
    if number.is_integer() and abs(number) < EXACT:
        return int(number)
    return number


def typed_number(number: float, kind: Format, *, is_1904: bool) -> PlainCell:
    """Give a number cell as number or, by its format, as date or time."""
    if kind is not Format.NUMBER:
        moment = from_serial(number, kind, is_1904=is_1904) if math.isfinite(number) else None
        if moment is not None:
            return moment
    return number if isinstance(number, int) else plain_number(number)


def read_number(text: str) -> int | float:
    """Read a number as files write it; ValueError where it is none."""
    text = text.strip()
    digits = text.removeprefix("-")
    if len(digits) <= LONGEST_INTEGER and digits.isascii() and digits.isdigit():
        return int(text)
    return float(text)


def read_iso(text: str) -> PlainCell:
    """Read a date written out, as strict OOXML and XML 2003 do; what is none stays text."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return text
    if moment.tzinfo is None and moment == datetime(moment.year, moment.month, moment.day):  # noqa: DTZ001 - a sheet knows no time zone
        return moment.date()
    return moment.replace(tzinfo=None, microsecond=0)
