"""The tags of a document as they were typed: each closed in its paragraph, each loop where it began.

docxtpl and Jinja see a document as one long text. What is judged here first is what a person typed, paragraph by
paragraph, so that whatever is wrong can be shown as it stands in Word, and nothing reaches across paragraphs later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
BRACES = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
WIDE = re.compile(r"｛[｛{%％]|[｝}%％]｝|｛%|\{％|％\}")
STATEMENT = re.compile(r"\{%(?:(p|tr|tc|r) )?\s*(for|endfor|if|elif|else|endif)\b[^%]*%\}")
MARKED = re.compile(r"\{\{(?:p|tr|tc|r)\s")
OPENS, CLOSES = {"for": "endfor", "if": "endif"}, {"endfor": "for", "endif": "if"}
MOST_TAGS, LONGEST, DEEPEST = 3000, 200, 8
SHOWN = 40

UNPAIRED = "“{}”里的大括号没有成对。请写成 {{{{ 标签 }}}} 或 {{% … %}}，并且写在同一段里。"
FULL_WIDTH = "“{}”里的括号或百分号是全角的。请改用半角：{{{{ 标签 }}}}、{{% … %}}。"
NOT_ALLOWED = (
    "不能写“{}”。可以写的有：{{{{ 标签 }}}}、{{% for … in … %}}、{{% if … %}}、{{% else %}} 和它们的结尾。"
)
NEVER_OPENED = "“{}”没有对应的开头。"
NEVER_CLOSED = "“{}”没有对应的结尾。请在后面补上 {{%{} {} %}}。"
CROSSED = "“{}”和“{}”不在同样的位置（同一段、同一表格）。请把开头和结尾写在同样的地方。"
OUTSIDE = "“{}”要写在表格里。"
HIDDEN = "标签只能写在普通文字里，不能写在域、替代文字、公式、批注或者修订删除的文字里：“{}”。"
TOO_MANY = f"模板里的标签超过 {MOST_TAGS} 个。"


@dataclass(frozen=True)
class Typed:
    """A tag as typed, with the run in which it begins."""

    text: str
    run: etree._Element
    paragraph: etree._Element


@dataclass
class Opened:
    """A loop or condition that waits for its end."""

    tag: Typed
    word: str
    prefix: str


@dataclass
class Reading:
    """What was found in one part."""

    faults: list[str] = field(default_factory=list)
    opened: list[Opened] = field(default_factory=list)
    count: int = 0

    def paragraph(self, paragraph: etree._Element) -> None:
        """Read one paragraph."""
        text, runs = _text_of(paragraph)
        if WIDE.search(text):
            self.faults.append(FULL_WIDTH.format(_around(text, WIDE)))
        rest = TAG.sub("\0", text)
        if BRACES.search(rest) or text.startswith("}") or text.endswith("{"):
            self.faults.append(UNPAIRED.format(_around(rest.replace("\0", "…"), BRACES)))
            return
        for found in TAG.finditer(text):
            self.count += 1
            self._tag(Typed(found[0], runs[found.start()], paragraph))

    def _tag(self, tag: Typed) -> None:
        statement = STATEMENT.fullmatch(tag.text)
        if len(tag.text) > LONGEST or MARKED.match(tag.text) or (tag.text[1] == "%" and not statement):
            self.faults.append(NOT_ALLOWED.format(tag.text[:SHOWN]))
        elif statement:
            self._statement(tag, statement[1] or "", statement[2])

    def _statement(self, tag: Typed, prefix: str, word: str) -> None:
        if prefix and _place(tag, prefix) is None:
            self.faults.append(OUTSIDE.format(tag.text))
        elif word in OPENS:
            self.opened.append(Opened(tag, word, prefix))
            if len(self.opened) == DEEPEST + 1:
                self.faults.append(f"“{tag.text}”这里的循环和判断嵌套超过 {DEEPEST} 层。")
        elif word in CLOSES:
            if not self.opened or self.opened[-1].word != CLOSES[word]:
                self.faults.append(NEVER_OPENED.format(tag.text))
            else:
                self._close(self.opened.pop(), tag, prefix)
        elif not self.opened:
            self.faults.append(NEVER_OPENED.format(tag.text))
        else:
            begun = self.opened[-1]
            self._close(begun, tag, prefix)

    def _close(self, begun: Opened, tag: Typed, prefix: str) -> None:
        if prefix != begun.prefix or not _beside(begun.tag, tag, prefix):
            self.faults.append(CROSSED.format(begun.tag.text, tag.text))

    def finish(self) -> list[str]:
        """Return all faults of the part."""
        if self.count > MOST_TAGS:
            return [TOO_MANY]
        for begun in self.opened:
            prefix = begun.prefix
            self.faults.append(NEVER_CLOSED.format(begun.tag.text, prefix, OPENS[begun.word]))
        return self.faults


def faults_in(root: etree._Element, *, is_written: bool) -> list[str]:
    """Return a sentence for each tag of a part that cannot stay; where none is replaced, for each in its text."""
    reading = Reading()
    hidden = _elsewhere(root) if is_written else (each.text or "" for each in root.iter(f"{W}t"))
    reading.faults += [HIDDEN.format(_around(text, BRACES)) for text in hidden if BRACES.search(text)]
    if is_written:
        for paragraph in root.iter(f"{W}p"):
            reading.paragraph(paragraph)
    return reading.finish()


def _text_of(paragraph: etree._Element) -> tuple[str, list[etree._Element]]:
    """Return the paragraph's own text, without that of text boxes in it, and the run of each sign."""
    text, runs = "", []
    for piece in paragraph.iter(f"{W}t"):
        if next(piece.iterancestors(f"{W}p")) is paragraph and piece.text:
            text += piece.text
            runs += [piece.getparent()] * len(piece.text)
    return text, runs


def _elsewhere(root: etree._Element) -> Iterator[str]:
    """Give all words of a part beside those of paragraphs: attributes, fields, deleted text."""
    for each in root.iter():
        if not isinstance(each.tag, str):
            yield str(each.text or "")
            continue
        yield from map(str, each.attrib.values())
        if each.text and not _is_plain(each):
            yield str(each.text)
        yield str(each.tail or "")


def _is_plain(piece: etree._Element) -> bool:
    """Tell whether this is text in a run of a paragraph."""
    run = piece.getparent()
    in_run = piece.tag == f"{W}t" and run is not None and run.tag == f"{W}r"
    return in_run and next(piece.iterancestors(f"{W}p"), None) is not None


def _place(tag: Typed, prefix: str) -> etree._Element | None:
    """Return what a tag with that prefix stands for: its whole run, paragraph, cell or row."""
    if prefix == "r":
        return tag.run
    if prefix == "p":
        return tag.paragraph
    return next(tag.paragraph.iterancestors(f"{W}{prefix}"), None)


def _beside(begin: Typed, end: Typed, prefix: str) -> bool:
    """Tell whether two tags stand beside each other, so that what lies between them is whole."""
    if prefix:
        one, other = _place(begin, prefix), _place(end, prefix)
        return one is not None and other is not None and one.getparent() is other.getparent()
    if begin.run.getparent() is end.run.getparent():
        return True
    both = (begin, end)
    return all(tag.run.getparent() is tag.paragraph for tag in both) and (
        begin.paragraph.getparent() is end.paragraph.getparent()
    )


def _around(text: str, mark: re.Pattern[str]) -> str:
    found = mark.search(text)
    start = max(0, (found.start() if found else 0) - SHOWN // 2)
    return text[start : start + SHOWN].strip()
