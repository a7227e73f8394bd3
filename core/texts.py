"""One way of writing text that people typed or that came out of a spreadsheet, and what may not be in it.

Cleaning is quiet and keeps the meaning: blanks, full-width digits, invisible marks. What could deceive a reader
(control characters, bidirectional overrides, halves of a character) is never cleaned away but refused.
"""

from __future__ import annotations

import re
import unicodedata

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_BLANKS = re.compile(r"[^\S\n]+")
_ANY_BLANKS = re.compile(r"\s+")
_PHONE_MARKS = re.compile(r"[\s()/\-\u2010-\u2015\u2212]+")
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\uffff]"
)
_FORBIDDEN_IN_LINE = re.compile(_FORBIDDEN.pattern[:-1] + "\t\n\r]")


def narrow(text: str) -> str:
    """Write full-width letters, digits, marks and blanks (１３８ ＡＢ) as their ordinary forms."""
    return text.translate(_WIDE)


def clean_line(text: str) -> str:
    """Write one line: no invisible marks, single blanks inside, none at the ends."""
    return _ANY_BLANKS.sub(" ", _INVISIBLE.sub("", _composed(text))).strip()


def clean_lines(text: str) -> str:
    """Write several lines, each clean, none empty at the ends."""
    lines = _INVISIBLE.sub("", _composed(text)).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in lines).strip()


def clean_code(text: str) -> str:
    """Write a number that identifies (ID number, credit code): no blanks, ordinary digits, upper case."""
    return _ANY_BLANKS.sub("", narrow(_INVISIBLE.sub("", text))).upper()


def clean_phone(text: str) -> str:
    """Write a telephone number as digits only, without blanks, dashes, brackets and the country's +86."""
    digits = _PHONE_MARKS.sub("", narrow(_INVISIBLE.sub("", text)))
    return re.sub(r"^(\+86|0086|86(?=1[0-9]{10}$))", "", digits)


def _composed(text: str) -> str:
    """Write é as one character, whichever way it was typed."""
    return unicodedata.normalize("NFC", text)


def forbidden_in(text: str, *, lines: bool = False) -> str:
    """Return the name (``U+202E``) of the first character that no text may hold, or the empty string.

    Line breaks and tabs are allowed only in texts of several ``lines``.
    """
    found = (_FORBIDDEN if lines else _FORBIDDEN_IN_LINE).search(text)
    return f"U+{ord(found[0]):04X}" if found else ""
