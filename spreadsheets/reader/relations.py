"""What the parts of a package point to."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import NamedTuple

from spreadsheets.reader.guarded_xml import Depth, local, parse_xml
from spreadsheets.reader.limits import Limits
from spreadsheets.reader.package import Package

ElementHandler = Callable[[dict[str, str]], None]


class Relation(NamedTuple):
    """What a part points to inside the package."""

    kind: str
    """Last word of its type: ``worksheet``, ``styles`` …: the same in the strict and the usual dialect."""
    target: str


def read_relations(package: Package, limits: Limits, part: str) -> dict[str, Relation]:
    """Read what a part points to by relation id; links that leave the package are not followed, not even noted."""
    folder, name = posixpath.split(part)
    relations: dict[str, Relation] = {}
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in package:
        return relations

    def start(attributes: dict[str, str]) -> None:
        if attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            target = posixpath.join("/", folder, attributes.get("Target", ""))
            relations[attributes.get("Id", "")] = Relation(kind, target)

    each_element(package, limits, path, {"Relationship": start})
    return relations


def each_element(package: Package, limits: Limits, part: str, handlers: dict[str, ElementHandler]) -> None:
    """Call a handler for each element of its local name."""
    depth = Depth(limits.xml_depth)

    def start(name: str, attributes: dict[str, str]) -> None:
        depth.down()
        handler = handlers.get(local(name))
        if handler is not None:
            handler(attributes)

    def end(_name: str) -> None:
        depth.up()

    parse_xml(package.side_part(part), start, end, ignore)


def ignore(_text: str) -> None:
    """Take text that means nothing."""
