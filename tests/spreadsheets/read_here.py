"""Reading a file without a process of its own, for files that are the tests' own."""

from __future__ import annotations

import io

from spreadsheets.reader.answer import Answer
from spreadsheets.reader.book import Book
from spreadsheets.reader.child import answer
from spreadsheets.reader.kinds import kind_of
from spreadsheets.reader.limits import DEFAULT_LIMITS, Limits
from spreadsheets.reader.refusal import FileRefused


def read_here(content: bytes, limits: Limits = DEFAULT_LIMITS) -> Book | str:
    """Return the book, or why it is refused."""
    out = io.BytesIO()
    answer(content, kind_of(content), out, limits)
    out.seek(0)
    try:
        return Answer(out, limits).book()
    except FileRefused as refusal:
        return f"{refusal.code}: {refusal.message}"
