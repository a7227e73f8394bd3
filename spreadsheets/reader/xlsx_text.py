"""Text as OOXML writes it: a character that XML cannot hold stands as ``_x0007_``."""

from __future__ import annotations

import re

from spreadsheets.reader.plain_xml import WRITTEN, resolve

ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_", re.ASCII)
PLAIN = re.compile(WRITTEN)


def unescape(text: str) -> str:
    """Undo ``_xHHHH_``; ``_x005F_`` is the underscore itself (ECMA-376 part 1, 22.9.2.19, ST_Xstring)."""
    if "_x" not in text:
        return text
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def read_written(written: str) -> str | None:
    """Return the text that stands between two tags as ``written``; None where it is not plain (see ``plain_xml``)."""
    if written.isprintable():
        if "&" not in written:
            return unescape(written) if "_x" in written else written
    elif PLAIN.fullmatch(written) is None:
        return None
    text = resolve(written)
    return text and unescape(text)
