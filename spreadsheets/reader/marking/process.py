"""The parent's side of marking a workbook."""

from __future__ import annotations

import threading

from spreadsheets.reader.limits import DEFAULT_LIMITS, Limits
from spreadsheets.reader.marking.child import SIZE
from spreadsheets.reader.marking.orders import Orders
from spreadsheets.reader.process import feed, reading_process
from spreadsheets.reader.wire import HEADER

MARKING = "spreadsheets.reader.marking.child"


def mark_in_process(content: bytes, orders: Orders, *, limits: Limits = DEFAULT_LIMITS) -> bytes | None:
    """Return the workbook ``content`` with its marks; None where it cannot be marked where it stands."""
    told = orders.dump()
    sent = len(told).to_bytes(SIZE, "big") + told + content
    with reading_process(sent, limits, MARKING) as (process, _):
        assert process.stdin is not None  # noqa: S101 - for the type checker: both are pipes
        assert process.stdout is not None  # noqa: S101
        threading.Thread(target=feed, args=(process.stdin, sent), daemon=True).start()
        header = process.stdout.read(HEADER.size)
        if len(header) < HEADER.size:
            return None
        kind, length = HEADER.unpack(header)
        if kind != b"M" or length > limits.unpacked_bytes:
            return None
        marked = process.stdout.read(length)
    return marked if len(marked) == length else None
