"""The mark by which a marked copy says whose it is: a property of the document, as office programs keep them."""

from __future__ import annotations

from spreadsheets.reader.guarded_xml import Depth, attribute, local, parse_xml
from spreadsheets.reader.limits import Limits
from spreadsheets.reader.package import Package
from spreadsheets.reader.refusal import Refusal
from spreadsheets.reader.relations import read_relations

NAME = "NuanliuImport"
LONGEST = 200


def read_mark(package: Package, limits: Limits) -> str:
    """Return the mark of a workbook; empty if it has none, or its properties cannot be read."""
    relations = read_relations(package, limits, "").values()
    part = next((one.target for one in relations if one.kind == "custom-properties"), "")
    if part not in package:
        return ""
    depth = Depth(limits.xml_depth)
    texts: list[str] = []
    is_ours = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal is_ours
        depth.down()
        if local(name) == "property":
            is_ours = attribute(attributes, "name") == NAME

    def end(name: str) -> None:
        nonlocal is_ours
        depth.up()
        is_ours = is_ours and local(name) != "property"

    def take(text: str) -> None:
        if is_ours and len(texts) < LONGEST:
            texts.append(text)

    try:
        parse_xml(package.chunks(part), start, end, take)
    except Refusal:
        return ""  # the cells may be read all the same
    return "".join(texts)[:LONGEST].strip()
