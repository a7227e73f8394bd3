"""Dates as office programs keep them: a count of days, which only the number format tells from a plain number."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from enum import IntEnum
from functools import lru_cache


class Format(IntEnum):
    """What a number format makes of a number."""

    NUMBER = 0
    DATE = 1
    MONTH = 2
    """A date of which only year and month are shown."""
    YEAR = 3
    TIME = 4


# ECMA-376 part 1, 18.8.30, with the Chinese meanings of 27 to 36 and 50 to 58.
BUILTIN = {
    **dict.fromkeys((14, 15, 16, 22, 28, 29, 30, 31, 51, 53, 54, 58), Format.DATE),
    **dict.fromkeys((17, 27, 36, 50, 52, 57), Format.MONTH),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56), Format.TIME),
}

QUOTED = re.compile(r'"[^"]*"?|\\.|_.|\*.')
ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
BRACKETED = re.compile(r"\[[^\[\]]*\]")
WORDS = re.compile(r"general|g/通用格式|am/pm|a/p|上午/下午", re.IGNORECASE)
MINUTES = re.compile(r"h[^a-z]*m+|m+[^a-z]*s", re.IGNORECASE)
FRACTION_OF_SECOND = re.compile(r"s\.0+", re.IGNORECASE)

EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet knows no time zone
EPOCH_1900_EARLY = datetime(1899, 12, 31)  # noqa: DTZ001
EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
LONGEST_CODE = 255
LEAP_DAY_OF_1900 = 60
"""The serial of 29 February 1900, a day that Excel knows and the calendar does not."""
SERIAL_OF_10000 = 2_958_466


@lru_cache(maxsize=512)
def classify(code: str) -> Format:
    """Tell what a number format code such as ``yyyy"年"m"月"`` makes of a number.

    No program writes one of more than ``LONGEST_CODE`` characters.
    """
    if len(code) > LONGEST_CODE:
        return Format.NUMBER
    section = QUOTED.sub("", code).split(";")[0]
    section = WORDS.sub("", BRACKETED.sub("", ELAPSED.sub(r"\1", section))).lower()
    section = FRACTION_OF_SECOND.sub("s", section)
    if re.search(r"[0#?]", section):
        return Format.NUMBER
    has_time = "h" in section or "s" in section
    without_minutes = MINUTES.sub("", section) if has_time else section
    has_year, has_month, has_day = "y" in section or "e" in section, "m" in without_minutes, "d" in section
    if has_year and not has_day and not has_time:
        return Format.MONTH if has_month else Format.YEAR
    if has_year or has_month or has_day:
        return Format.DATE
    return Format.TIME if has_time else Format.NUMBER


def from_serial(serial: float, kind: Format, *, is_1904: bool) -> date | datetime | time | str | None:
    """Turn a count of days into what the cell shows; None where it is no day that the calendar knows.

    A format that shows no day invents one when a month is typed. Where it stands on the first, only the month is given,
    as text: ``1998-07``; likewise ``1998`` where only the year is shown.
    """
    if not 0 <= serial < SERIAL_OF_10000:
        return None
    if kind is Format.TIME and serial < 1:
        return (EPOCH_1904 + timedelta(seconds=round(serial * 86_400))).time()
    if is_1904:
        epoch = EPOCH_1904
    elif serial >= LEAP_DAY_OF_1900 + 1:
        epoch = EPOCH_1900
    elif 1 <= serial < LEAP_DAY_OF_1900:
        epoch = EPOCH_1900_EARLY
    else:
        return None
    try:
        moment = epoch + timedelta(days=int(serial), seconds=round(serial % 1 * 86_400))
    except OverflowError:
        return None
    if serial % 1 or kind is Format.TIME:
        return moment
    return _as_shown(moment.date(), kind)


def _as_shown(day: date, kind: Format) -> date | str:
    if kind is Format.MONTH and day.day == 1:
        return f"{day:%Y-%m}"
    if kind is Format.YEAR and (day.month, day.day) == (1, 1):
        return f"{day.year:04d}"
    return day
