"""Walks through the portal by its links, as somebody with a mouse would."""

from __future__ import annotations

import io
import re
from collections import Counter, deque
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit
from zipfile import ZipFile

from django.urls import reverse
from openpyxl import load_workbook

from tests.house.addresses import addresses, public, with_rows
from tests.house.people import Person
from tests.house.world import Place

ALIKE = 2
"""So many links of one shape are followed: 张三's and 李四's page differ in their rows only."""


class Links(HTMLParser):
    """Collects where a page leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  as in the library
        self.found += [value for name, value in attrs if name in {"href", "hx-get"} and value]


def walk(person: Person, place: Place) -> dict[str, str]:
    """Return the text of every page that ``person`` can reach by links, or by the address of a row in ``place``."""
    waiting = deque(url for address in addresses() for url in address.urls())
    rows = [*with_rows(), *(address for address in public() if address.arguments)]
    waiting.extend(reverse(address.name, kwargs=address.numbers(place)) for address in rows)
    texts: dict[str, str] = {}
    shapes: Counter[str] = Counter()
    while waiting:
        url = waiting.popleft()
        if url in texts:
            continue
        answer = person.client.get(url)
        texts[url] = text_of(answer)
        for link in links_of(url, texts[url], answer.headers.get("Location", "")):
            shape = shape_of(link)
            if link not in texts and shapes[shape] < ALIKE:
                shapes[shape] += 1
                waiting.append(link)
    return texts


def links_of(url: str, text: str, moved: str) -> list[str]:
    """Return the addresses within the portal that a page, or its moving elsewhere, leads to."""
    links = Links()
    links.feed(text)
    absolute = (urldefrag(urljoin(url, link))[0] for link in [moved, *links.found])
    return [link for link in absolute if link.startswith("/") and not link.startswith(("/static/", "//"))]


def shape_of(url: str) -> str:
    """Return what pages of one kind have in common: numbers, keys of figures and values left out."""
    parts = urlsplit(url)
    keys = sorted(re.findall(r"(?:^|&)([^=&]+)=", parts.query))
    return re.sub(r"\d+|\w+\.\w+", "0", parts.path) + "?" + "&".join(keys)


def text_of(answer: Any) -> str:  # noqa: ANN401  the test client's response
    """Return all that an answer tells: of a workbook its cells, of a document its parts, of anything else its text."""
    content: bytes = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if not content.startswith(b"PK"):
        return content.decode()
    parts = ZipFile(io.BytesIO(content))
    if "word/document.xml" in parts.namelist():
        return "\n".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))
    book = load_workbook(io.BytesIO(content))
    return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
