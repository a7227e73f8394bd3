"""Judging an uploaded template, before it is taken and before any of it runs: all faults together, as sentences."""

from __future__ import annotations

import difflib
import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from docx.opc.constants import RELATIONSHIP_TYPE
from jinja2 import TemplateSyntaxError
from lxml import etree

from reports.docx import braces, fields
from reports.docx.briefing import BROKEN, PROPERTIES, Briefing
from reports.docx.grammar import Found
from reports.docx.parts import WRITTEN, parts_of
from reports.docx.refusal import TemplateRefused
from reports.docx.tags import Tags

logger = logging.getLogger(__name__)

MOST_FAULTS = 30
ALIKE = 0.5
SHOWN = 40
MORE = "还有 {} 处，改好以上各处后会再列出。"
WRONG = "“{}”的写法有误，请检查标签、循环和判断。"
_MARKUP = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class _Source:
    """A text as Jinja gets it, and whether charts can stand in it."""

    text: str
    pictures: bool


def check(content: bytes, tags: Tags, moment: datetime) -> bytes:
    """Return what the template gives with ``tags``; raises ``TemplateRefused`` with everything against it."""
    parts = parts_of(content)
    _refuse(fault for name, root in parts.items() for fault in _part_faults(name, root))
    try:
        briefing = Briefing(content, tags.shapes)
        _refuse(fault for source in _sources(briefing) for fault in _source_faults(briefing, source))
        filled = briefing.filled(tags.values, moment)
        parts_of(filled)
    except TemplateRefused:
        raise
    except (
        Exception
    ) as broken:  # python-docx meets a package that is not a document with whatever it stumbles over
        logger.info("A template could not be filled", exc_info=True)
        raise TemplateRefused([BROKEN]) from broken
    return filled


def _refuse(faults: Iterable[str]) -> None:
    found = list(dict.fromkeys(faults))
    if len(found) > MOST_FAULTS:
        found[MOST_FAULTS:] = [MORE.format(len(found) - MOST_FAULTS)]
    if found:
        raise TemplateRefused(found)


def _part_faults(name: str, root: etree._Element) -> list[str]:
    if not name.startswith("word/"):
        return []
    return [*fields.faults_in(root), *braces.faults_in(root, is_written=bool(WRITTEN.fullmatch(name)))]


def _sources(briefing: Briefing) -> Iterator[_Source]:
    """Give every text that will run: the body, headers and footers, notes, properties."""
    briefing.init_docx()
    yield _Source(_lines(briefing.patch_xml(briefing.get_xml())), pictures=True)
    for kind in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
        for _, part in briefing.get_headers_footers(kind):
            yield _Source(_lines(briefing.patch_xml(briefing.get_part_xml(part))), pictures=True)
    for note in briefing.notes():
        yield _Source(_lines(briefing.patch_xml(note.blob.decode())), pictures=False)
    for name in PROPERTIES:
        yield _Source(getattr(briefing.docx.core_properties, name), pictures=False)


def _lines(xml: str) -> str:
    """Give each paragraph a line of its own, so that a line number tells where something stands."""
    return xml.replace("\n", " ").replace("<w:p ", "\n<w:p ").replace("<w:p>", "\n<w:p>")


def _source_faults(briefing: Briefing, source: _Source) -> Iterator[str]:
    try:
        judgement = briefing.sandbox.judged(source.text, pictures=source.pictures)
    except (TemplateSyntaxError, RecursionError) as wrong:
        yield WRONG.format(_shown(source, getattr(wrong, "lineno", 1)))
        return
    for found in judgement.forbidden:
        yield f"“{_shown(source, found.line)}”：{found.words}。"
    for unknown, known in judgement.unknown:
        yield f"没有“{unknown.words}”这个标签{_meant(unknown, known)}"


def _shown(source: _Source, line: int) -> str:
    """Return the words of the paragraph on that line."""
    words = _MARKUP.sub("", source.text.split("\n")[line - 1]).strip()
    return words if len(words) <= SHOWN else f"{words[:SHOWN]}…"


def _meant(unknown: Found, known: tuple[str, ...]) -> str:
    owner, dot, name = unknown.words.rpartition(".")
    near = difflib.get_close_matches(name, known, n=1, cutoff=ALIKE)
    inside = [each for each in known if len(name) > 1 and (name in each or each in name)]
    best = next(iter(near), "") or min(inside, key=len, default="")
    return f"，是不是想写“{owner}{dot}{best}”？" if best else "，请从标签一览中选取。"
