"""Cell addresses such as ``C7``."""

from __future__ import annotations

import re

from spreadsheets.reader.book import Merge
from spreadsheets.reader.refusal import Refusal

ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})", re.ASCII)
LAST_COLUMN = 16_383
LAST_ROW = 1_048_576


def column_letter(index: int) -> str:
    """Name a column as an office program does: 0 is ``A``, 26 is ``AA``."""
    letters = ""
    index += 1
    while index > 0:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Give the index of a column: ``A`` is 0, ``AA`` is 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def read_address(address: str) -> tuple[int, int]:
    """Read ``C7`` as (7, 2); Refusal where there can be no such cell."""
    match = ADDRESS.fullmatch(address)
    if match is None:
        raise Refusal("damaged")
    row, column = int(match[2]), column_index(match[1])
    if row > LAST_ROW or column > LAST_COLUMN:
        raise Refusal("damaged")
    return row, column


def read_range(text: str) -> Merge:
    """Read ``A1:F2`` as first row, first column, last row, last column."""
    first, _, last = text.partition(":")
    top, left = read_address(first)
    bottom, right = read_address(last or first)
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)
