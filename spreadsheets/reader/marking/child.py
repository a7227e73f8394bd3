"""The marking process: a workbook and what is to be marked on its standard input, the marked one on its output.

As locked up as the reader's (``spreadsheets.reader.child``): bounded, and without files, network or keys.
"""

from __future__ import annotations

import json
import sys
from typing import BinaryIO

from spreadsheets.reader.limits import Limits
from spreadsheets.reader.marking.orders import load
from spreadsheets.reader.marking.workbook import Marker
from spreadsheets.reader.sandbox import close_doors
from spreadsheets.reader.wire import HEADER

SIZE = 8
"""Bytes before the workbook that give the length of the orders."""


def answer(sent: bytes, out: BinaryIO, limits: Limits) -> None:
    """Write one frame: ``M`` with the marked workbook, or ``X`` where it cannot be marked where it stands."""
    start = SIZE + int.from_bytes(sent[:SIZE], "big")
    try:
        marked = Marker(sent[start:], load(sent[SIZE:start]), limits).written()
    except Exception:  # noqa: BLE001 - a damaged workbook may break the marking in any way; there is another way then
        out.write(HEADER.pack(b"X", 0))
    else:
        out.write(HEADER.pack(b"M", len(marked)))
        out.write(marked)
    out.flush()


def main() -> None:
    """Be the marking process."""
    limits = Limits(**json.loads(sys.argv[1]))
    size = int(sys.argv[2])
    sent = sys.stdin.buffer.read(size)
    close_doors(limits, size)
    answer(sent, sys.stdout.buffer, limits)
