"""Every page is well made: what a screen reader, the content security policy and an old browser need."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest

from tests.house.crawl import walk
from tests.house.people import Person
from tests.house.places import texts
from tests.house.world import World

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
FIELDS = {"input", "select", "textarea"}
UNLABELLED = {"hidden", "submit", "button", "reset", "image"}
ADDRESSES = {"src", "href", "action", "formaction", "hx-get", "hx-post", "poster", "data"}


class Page(HTMLParser):
    """Gathers what can be wrong with a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.tags: Counter[str] = Counter()
        self.ids: Counter[str] = Counter()
        self.labelled: set[str] = set()
        self.inputs: list[dict[str, str]] = []
        self.open: list[str] = []
        self.title = ""
        self.lang = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        self._judge(tag, found)
        if tag == "html":
            self.lang = found.get("lang", "")
        if "id" in found:
            self.ids[found["id"]] += 1
        if tag == "label" and "for" in found:
            self.labelled.add(found["for"])
        if tag in FIELDS and found.get("type") not in UNLABELLED and "hidden" not in found:
            self.inputs.append({**found, "in-label": "yes"} if "label" in self.open else found)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "title" and "svg" not in self.open:
            self.title += data

    def _judge(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "style" or "style" in attrs:
            self.faults.append(f"inline style in {tag} {attrs}")
        if tag == "script" and "src" not in attrs and attrs.get("type") != "application/json":
            self.faults.append("inline script")
        self.faults += [f"{name} in {tag}" for name in attrs if name.startswith(("on", "hx-on"))]
        self.faults += [
            f"{name} leads to {attrs[name]}"
            for name in ADDRESSES & attrs.keys()
            if urlsplit(attrs[name]).netloc or attrs[name].startswith("javascript:")
        ]
        if tag == "img" and "alt" not in attrs:
            self.faults.append("picture without a word")

    def all_faults(self) -> list[str]:
        """Return what is wrong, the whole page having been read."""
        found = list(self.faults)
        found += [] if self.lang.startswith("zh") else [f"language {self.lang!r}"]
        found += [] if self.tags["h1"] == 1 else [f"{self.tags['h1']} first headings"]
        found += [] if self.title.strip(" ·\n").partition("·")[0].strip() else ["no title"]
        found += [f"{number} × id {name}" for name, number in self.ids.items() if number > 1]
        found += [f"{i.get('name')} has no label" for i in self.inputs if not self._is_labelled(i)]
        return found

    def _is_labelled(self, field: dict[str, str]) -> bool:
        by = {"in-label", "aria-label", "aria-labelledby"} & field.keys()
        return bool(by) or field.get("id", "") in self.labelled


@pytest.mark.parametrize("who", ["anonymous", "outsider", "secretary_one", "administrator", "auditor"])
def test_every_page_is_well_made(who: str, cast: dict[str, Person], world: World) -> None:
    pages = {url: text for url, text in walk(cast[who], world.own).items() if "<html" in text}
    faults = {url: found for url, text in pages.items() if (found := Page(text).all_faults())}
    assert faults == {}
    assert pages


def test_no_file_names_another_host() -> None:
    known = re.compile(r"https?://(?:www\.w3\.org/)")
    shown = {
        name: text
        for name, text in texts().items()
        if name.startswith(("templates/", "static/"))
        or (name.startswith("core/charts/") and name.endswith(".py"))
    }
    found = [
        f"{name}: {match[0]}"
        for name, text in shown.items()
        for match in re.finditer(r"(?:https?:)?//[a-z0-9-]+\.[a-z]{2,}\S*", text)
        if not known.match(match[0])
    ]
    assert found == []
    assert shown
