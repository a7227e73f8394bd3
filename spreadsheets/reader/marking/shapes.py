"""The boxes that show comments: a drawing in the old vector language, which programs write in none too tidy a way.

So it is edited by its marks and never parsed: a box is taken out from its start to its end, new ones come last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from spreadsheets.reader.marking.comments import Cell
from spreadsheets.reader.marking.splicing import Unmarkable

END_OF_SHAPE = b"</v:shape>"
NAMESPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
NUMBER = re.compile(rb"_x0000_s([0-9]{1,9})")
ROW = re.compile(rb"<x:Row>\s*([0-9]+)\s*</x:Row>")
COLUMN = re.compile(rb"<x:Column>\s*([0-9]+)\s*</x:Column>")
NOTE = re.compile(rb"ObjectType\s*=\s*[\"']Note[\"']")
NOTE_TYPE = "_x0000_t202"
"""What every program calls the type of these boxes."""
SHAPE_TYPE = (
    f'<v:shapetype {NAMESPACES} id="{NOTE_TYPE}" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
CLUSTER = 1024
"""Numbers of shapes that belong together; a drawing has clusters of its own."""
LINE = 16
"""Characters in a line of a box of three columns."""


def new_drawing(cells: Iterable[Cell], texts: Mapping[Cell, str], cluster: int) -> bytes:
    """Return the drawing of a sheet that has none; ``cluster`` is the first of its clusters of numbers."""
    cells = list(cells)
    clusters = ",".join(str(cluster + more) for more in range(len(cells) // CLUSTER + 1))
    start = f'<xml {NAMESPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{clusters}"/></o:shapelayout>'
    return f"{start}{SHAPE_TYPE}{_shapes(cells, texts, cluster * CLUSTER)}</xml>".encode()


def edited_drawing(
    content: bytes, dropped: Iterable[Cell], added: Iterable[Cell], texts: Mapping[Cell, str]
) -> bytes:
    """Return a drawing without the boxes of some cells and with those of others."""
    end = content.rfind(b"</xml>")
    if end < 0 or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unmarkable
    gone = set(dropped)
    pieces = content[:end].split(END_OF_SHAPE)
    body = b"".join([*(_shape_unless(piece, gone) for piece in pieces[:-1]), pieces[-1]])
    last = max((int(number) for number in NUMBER.findall(content)), default=CLUSTER)
    has_type = f'id="{NOTE_TYPE}"'.encode() in body
    new = ("" if has_type else SHAPE_TYPE) + _shapes(list(added), texts, last)
    return body + new.encode() + content[end:]


def _shape_unless(piece: bytes, gone: set[Cell]) -> bytes:
    """Return what ends with a shape, without the shape if it is the box of one of some cells."""
    row, column = ROW.search(piece), COLUMN.search(piece)
    if gone and row and column and NOTE.search(piece) and (int(row[1]) + 1, int(column[1])) in gone:
        start = piece.rfind(b"<v:shape ")
        if start < 0:
            raise Unmarkable
        return piece[:start]
    return piece + END_OF_SHAPE


def _shapes(cells: list[Cell], texts: Mapping[Cell, str], last: int) -> str:
    return "".join(_shape(cell, len(texts[cell]), last + place) for place, cell in enumerate(cells, start=1))


def _shape(cell: Cell, length: int, number: int) -> str:
    row, column = cell
    lines = 2 + length // LINE
    anchor = f"{column + 1},15,{max(0, row - 2)},4,{column + 4},15,{max(0, row - 2) + lines},4"
    return (
        f'<v:shape {NAMESPACES} id="_x0000_s{number}" type="#{NOTE_TYPE}" fillcolor="#ffffe1" o:insetmode="auto" '
        'style="position:absolute;width:180pt;height:60pt;z-index:1;visibility:hidden"><v:fill color2="#ffffe1"/>'
        '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row - 1}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )
