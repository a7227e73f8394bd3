"""The reading process: takes limits on its command line and a file on standard input, writes frames (see ``wire``).

Before it parses, it closes every door: bounded memory and processor time, no file, no network, no other process.
"""

from __future__ import annotations

import gc
import json
import sys
from importlib import import_module
from typing import BinaryIO

from spreadsheets.reader.kinds import kind_of
from spreadsheets.reader.limits import Limits
from spreadsheets.reader.refusal import Refusal
from spreadsheets.reader.sandbox import close_doors
from spreadsheets.reader.sink import Sink

READERS = {
    "zip": "spreadsheets.reader.xlsx",
    "ole2": "spreadsheets.reader.xls",
    "html": "spreadsheets.reader.html_file",
    "xml2003": "spreadsheets.reader.xml2003",
    "text": "spreadsheets.reader.csv_file",
}
"""The module that reads each kind of content. Only the one that is needed is loaded, which shortens the start."""


def answer(content: bytes, kind: str, out: BinaryIO, limits: Limits) -> None:
    """Read content of a kind and write the answer; whatever a damaged file breaks inside a parser is an answer too."""
    sink = Sink(out, limits)
    reader = READERS.get(kind)
    try:
        if reader is None:
            sink.refuse(Refusal(kind))
        else:
            import_module(reader).read(content, sink)
    except Refusal as refusal:
        sink.refuse(refusal)
    except MemoryError:
        sink.refuse(Refusal("too_many_cells"))
    except Exception:  # noqa: BLE001 - a parser may fail in any way on a damaged file; nothing of it matters to the user
        sink.refuse(Refusal("damaged"))


def main() -> None:
    """Be the reading process."""
    limits = Limits(**json.loads(sys.argv[1]))
    size = int(sys.argv[2])
    gc.disable()  # its limits end it sooner than cycles could fill its memory
    content = sys.stdin.buffer.read(size)
    kind = kind_of(content)
    if kind in READERS:
        import_module(READERS[kind])  # while files can still be opened
    close_doors(limits, size)
    answer(content, kind, sys.stdout.buffer, limits)
