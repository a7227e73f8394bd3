"""The encoding of a text file: told by its mark, else UTF-8, else GB18030 (of which GB2312 and GBK are parts)."""

from __future__ import annotations

import codecs

from spreadsheets.reader.refusal import Refusal

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE = 4096
FEW = 10
"""A UTF-8 text with broken bytes has at least so many good characters for a bad one; GB18030 text never has."""


def decode(content: bytes, declared: str | None = None) -> str:
    """Decode a text file; Refusal where that would give gibberish."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding)
    if declared is not None and declared.lower().startswith(("gb", "x-gb", "cp936", "ms936")):
        return _strictly(content, "gb18030")
    zeros = _guess_utf16(content[:SAMPLE])
    if zeros is not None:
        return _strictly(content, zeros)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        if _is_broken_utf8(content):
            raise Refusal("encoding") from None
        return _strictly(content, "gb18030")


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise Refusal("encoding") from None


def _guess_utf16(head: bytes) -> str | None:
    """Recognise UTF-16 without a mark: in a table every other byte of digits, commas and line ends is zero."""
    few = len(head) // 10
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > few and even <= odd // 8:
        return "utf-16-le"
    if even > few and odd <= even // 8:
        return "utf-16-be"
    return None


def _is_broken_utf8(content: bytes) -> bool:
    text = content.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(1 for character in text[: SAMPLE * 16] if character > "\x7f") - bad
    return good > FEW * bad
