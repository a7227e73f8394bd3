"""The reading process: takes limits on its command line and a file on standard input, writes frames (see ``wire``).

It closes every door before it looks at the file: bounded memory and processor time, no file, no network, no other process.
"""

from __future__ import annotations

import json
import sys
from typing import BinaryIO

from spreadsheets.reader.csv_file import read_csv
from spreadsheets.reader.html_file import read_html
from spreadsheets.reader.kinds import OLE2, kind_of
from spreadsheets.reader.limits import Limits
from spreadsheets.reader.package import Package
from spreadsheets.reader.refusal import Refusal
from spreadsheets.reader.sandbox import close_doors
from spreadsheets.reader.sink import Sink
from spreadsheets.reader.xlsx import read_xlsx
from spreadsheets.reader.xml2003 import read_xml2003


def read_into(content: bytes, sink: Sink) -> None:
    """Find out what the content is and read it; Refusal where it cannot or shall not be read."""
    kind = kind_of(content)
    match kind:
        case "zip":
            package = Package(content, sink.limits)
            if package.kind() != "xlsx":
                raise Refusal(package.kind())
            read_xlsx(package, sink)
        case "ole2":
            from spreadsheets.reader.xls import read_xls  # noqa: PLC0415 - needs site-packages, which only .xls asks for

            read_xls(content, sink)
        case "html":
            read_html(content, sink)
        case "xml2003":
            read_xml2003(content, sink)
        case "text":
            read_csv(content, sink)
        case _:
            raise Refusal(kind)


def answer(content: bytes, out: BinaryIO, limits: Limits) -> None:
    """Read the content and write the answer; whatever a damaged file breaks inside a parser is an answer too."""
    sink = Sink(out, limits)
    try:
        read_into(content, sink)
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
    content = sys.stdin.buffer.read(size)
    if content.startswith(OLE2):
        import spreadsheets.reader.xls  # noqa: F401, PLC0415 - while files can still be opened
    close_doors(limits, size)
    answer(content, sys.stdout.buffer, limits)
