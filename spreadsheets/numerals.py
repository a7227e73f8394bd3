"""Cleaners for what is written in numerals: telephone numbers, times of day, amounts."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, time
from decimal import Decimal, InvalidOperation

from core.masking import STAR
from core.texts import clean_phone
from spreadsheets.cleaners import NOTHING, Cleaner, brief_text_of, compact, is_number, refuse_strange
from spreadsheets.faults import Fault
from spreadsheets.reader.book import Cell, Formula

_CLOCK = re.compile(
    r"(上午|下午|晚上?|中午|am|pm)?(\d{1,2})(?:[:点时h](\d{1,2})?|(半))(?:[:分](\d{1,2})?)?(半)?(am|pm)?"
)
_DAY_BEFORE = re.compile(r"^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?t?\s*")
_LATER = {"下午", "晚", "晚上", "pm"}
NOON, MINUTES = 12, 24 * 60
MOST_DIGITS = 12
MOBILE_LENGTH = 11


def unmasked(found: str) -> str:
    """Return ``found``; raise where a part of a number is hidden by stars."""
    if STAR in found:
        raise Fault("masked", "号码中有隐去的部分（*），不能导入。请填写完整号码，或用带完整号码的名册。")
    return found


def phone(cell: Cell) -> str:
    """Clean a phone number: country code, blanks and hyphens out, half width."""
    found = compact(cell)
    if len(found) == MOBILE_LENGTH and found.startswith("1") and found.isascii() and found.isdigit():
        return found
    return clean_phone(unmasked(found))


def clock(cell: Cell) -> str:
    """Return a time of day as ``14:30``; of two times (14:30-16:00) the first."""
    inner = cell.value if isinstance(cell, Formula) else cell
    if isinstance(inner, datetime | time):
        return f"{inner:%H:%M}"
    if is_number(cell) and 0 <= inner < 1:  # type: ignore[operator]  # is_number has just said so
        hour, minute = divmod(round(float(inner) * MINUTES), 60)  # type: ignore[arg-type]  # as above
        return f"{hour % 24:02d}:{minute:02d}"
    found = unicodedata.normalize("NFKC", brief_text_of(cell)).strip()
    if not found or found.lower() in NOTHING:
        return ""
    refuse_strange(found)
    match = _CLOCK.match(_DAY_BEFORE.sub("", found.lower()).replace(" ", ""))
    if match is None:
        raise Fault("time_shape", f"“{found[:20]}”不是时间，请写成 14:30。")
    before, hours, minutes, half, _, late_half, after = match.groups()
    hour = int(hours)
    if {before, after} & _LATER and hour < NOON:
        hour += NOON
    minute = 30 if half or late_half else int(minutes or 0)
    try:
        return f"{time(hour, minute):%H:%M}"
    except ValueError:
        raise Fault("time_shape", f"“{found[:20]}”不是一天中的时间，请写成 14:30。") from None


def decimal(places: int, *, units: str = "万元平方米学课时小个") -> Cleaner:
    """Return a cleaner for an amount with at most ``places`` digits behind the point; thousands marks and units go."""

    def clean(cell: Cell) -> str:
        found = compact(cell).replace(",", "").rstrip(units).lstrip("¥￥")
        if not found:
            return ""
        try:
            number = Decimal(found)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or max(number.adjusted(), len(number.as_tuple().digits)) > MOST_DIGITS:
            raise Fault("number_shape", f"“{found[:20]}”不是数，请只写数字。")
        if number != round(number, places):
            raise Fault("number_shape", f"“{found[:20]}”的小数太多，最多 {places} 位。")
        return f"{number.normalize():f}"

    return clean
