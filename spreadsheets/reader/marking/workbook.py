"""A whole workbook: which parts are edited, which are added, and which go through as they are."""

from __future__ import annotations

import io
import posixpath
import zipfile

from spreadsheets.reader.limits import Limits
from spreadsheets.reader.marking import parts
from spreadsheets.reader.marking.comments import EMPTY, Cell, Comments
from spreadsheets.reader.marking.orders import Orders, SheetOrder
from spreadsheets.reader.marking.shapes import CLUSTER, edited_drawing, new_drawing
from spreadsheets.reader.marking.sheet import SheetMarker
from spreadsheets.reader.marking.splicing import Unmarkable
from spreadsheets.reader.marking.styles import Styles
from spreadsheets.reader.package import Package
from spreadsheets.reader.relations import Relation, read_relations
from spreadsheets.reader.xlsx import find_workbook, read_workbook

MOST_COMMENTS = 3000
"""In a sheet. Each is a drawing of its own, of which office programs draw so many and no more in good time."""
LARGEST_PART = 32 * 1024 * 1024
"""Bytes of a part that is held whole: styles, comments, drawings."""
DAY = (1980, 1, 1, 0, 0, 0)
CONTENT_TYPES = "[Content_Types].xml"
CUSTOM = "docProps/custom.xml"
OBJECT = b"ObjectType="


class Marker:
    """Marks one workbook."""

    def __init__(self, content: bytes, orders: Orders, limits: Limits) -> None:
        """Open the package; Refusal or Unmarkable where it is not as it should be."""
        self._package = Package(content, limits)
        self._limits = limits
        self._orders = orders
        workbook = find_workbook(self._package, limits)
        relations = read_relations(self._package, limits, workbook)
        styles = next((one.target for one in relations.values() if one.kind == "styles"), "")
        self._styles_part = self._named(styles)
        self._styles = Styles(self._whole(styles))
        sheets = [
            relations[entry.relation].target
            for entry in read_workbook(self._package, limits, workbook)[0]
            if relations[entry.relation].kind == "worksheet"
        ]
        self._sheets = {self._named(sheets[place]): order for place, order in orders.sheets.items()}
        self._changed: dict[str, bytes] = {}
        """Small parts that are edited or new, by name."""
        self._drawings: dict[str, str] = {}
        """By sheet, the relation of a drawing that its part does not name yet."""
        self._types: dict[str, str] = {}
        self._clusters = 1

    def written(self) -> bytes:
        """Return the marked workbook."""
        for number, (sheet, order) in enumerate(self._sheets.items(), start=1):
            self._drawings[sheet] = self._comment(sheet, order, number)
        if self._orders.mark:
            self._mark_document()
        types = self._named(CONTENT_TYPES)
        self._changed[types] = parts.with_types(self._whole(types), self._types)
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
            out.writestr(_entry(types), self._changed.pop(types))  # first, as all programs write it
            self._write(out)
        return stream.getvalue()

    def _write(self, out: zipfile.ZipFile) -> None:
        left_out = {*self._changed, self._styles_part, self._named(CONTENT_TYPES)}
        for name in map(self._package.written_name, self._package.names()):
            if name in left_out or not _is_sane(name):
                continue
            with out.open(_entry(name), "w") as part:
                if name in self._sheets:
                    marker = SheetMarker(self._sheets[name], self._styles, self._drawings[name], part.write)
                    marker.mark(self._package.chunks(name))
                else:
                    for chunk in self._package.chunks(name):
                        part.write(chunk)
        self._changed[self._styles_part] = self._styles.written()
        for name, content in self._changed.items():
            out.writestr(_entry(name), content)

    def _comment(self, sheet: str, order: SheetOrder, number: int) -> str:
        """Edit or make the comments of a sheet; return the relation that its part must name, if it is a new one."""
        related = read_relations(self._package, self._limits, sheet)
        had = next((one.target for one in related.values() if one.kind == "comments"), "")
        faults = dict(list(order.faults.items())[:MOST_COMMENTS])
        if not (faults or had):
            return ""
        comments = Comments(self._whole(had) if had else EMPTY, faults, self._orders.author)
        new: dict[str, tuple[str, str]] = {}
        if had:
            self._changed[self._named(had)] = comments.written()
        else:
            part = self._new_part(f"xl/comments_marked{number}.xml", "spreadsheetml.comments+xml")
            self._changed[part] = comments.written()
            new[_unused(related, "marked")] = ("comments", f"/{part}")
        key = ""
        if not self._draw_into(related, comments, faults) and comments.added:
            part = self._new_part(f"xl/drawings/vmlDrawing_marked{number}.vml", "vmlDrawing")
            self._changed[part] = new_drawing(comments.added, faults, self._clusters)
            self._clusters += len(comments.added) // CLUSTER + 1
            key = _unused(related, "markedDrawing")
            new[key] = ("vmlDrawing", f"/{part}")
        if new:
            self._relate(sheet, new)
        return key

    def _draw_into(self, related: dict[str, Relation], comments: Comments, faults: dict[Cell, str]) -> bool:
        """Edit the drawing that a sheet has for its comments and controls; False if it has none.

        One without such objects holds the pictures of header and footer.
        """
        for relation in related.values():
            if relation.kind == "vmlDrawing" and OBJECT in (content := self._whole(relation.target)):
                drawn = edited_drawing(content, comments.dropped, comments.added, faults)
                self._changed[self._named(relation.target)] = drawn
                return True
        return False

    def _relate(self, part: str, new: dict[str, tuple[str, str]]) -> None:
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        before = self._whole(path) if path in self._package else None
        self._changed[self._named(path) if before else path] = parts.with_relations(before, new)

    def _mark_document(self) -> None:
        top = read_relations(self._package, self._limits, "")
        had = next((one.target for one in top.values() if one.kind == "custom-properties"), "")
        if had in self._package:
            self._changed[self._named(had)] = parts.Properties(self._whole(had)).marked(self._orders.mark)
            return
        part = self._new_part(CUSTOM, "custom-properties+xml")
        self._changed[part] = parts.Properties(None).marked(self._orders.mark)
        self._relate("", {_unused(top, "marked"): ("custom-properties", part)})

    def _new_part(self, name: str, kind: str) -> str:
        if name in self._package:
            raise Unmarkable
        self._types[name] = kind
        return name

    def _named(self, part: str) -> str:
        if part not in self._package:
            raise Unmarkable
        return self._package.written_name(part)

    def _whole(self, part: str) -> bytes:
        content = bytearray()
        for chunk in self._package.chunks(part):
            content += chunk
            if len(content) > LARGEST_PART:
                raise Unmarkable
        return bytes(content)


def _is_sane(name: str) -> bool:
    """Tell whether a part stays within its package when a program unpacks it."""
    return not (name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"))


def _unused(relations: dict[str, Relation], key: str) -> str:
    while key in relations:
        key += "_"
    return key


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
