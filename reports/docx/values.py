"""What a tag of the briefing stands for, and how it is written into the document: never as markup."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from jinja2 import ChainableUndefined
from markupsafe import Markup

from core.figures import Number
from core.figures.wording import NOTHING

NEW_PARAGRAPH = "\a"
"""What docxtpl turns into the beginning of another paragraph of the same look."""
_ILLEGAL = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BRACES = str.maketrans({"{": "&#123;", "}": "&#125;"})


class Told(float):
    """A number with its words: prints as them, and compares as the number; none compares with nothing."""

    words: str

    def __new__(cls, number: Number | None, words: str) -> Self:
        """Keep both; a missing number is not a number."""
        told = super().__new__(cls, math.nan if number is None else number)
        told.words = words
        return told

    def __bool__(self) -> bool:
        """Tell whether there is a number other than zero."""
        return not math.isnan(self) and float(self) != 0

    def __str__(self) -> str:
        """Show the words."""
        return self.words


@dataclass(frozen=True)
class Picture:
    """A chart, drawn when it is first asked for; false where it cannot be drawn here."""

    title: str
    draw: Callable[[], bytes | None]

    @cached_property
    def png(self) -> bytes | None:
        """The picture."""
        return self.draw()

    def __bool__(self) -> bool:
        """Tell whether there is a picture."""
        return self.png is not None


class Missing(ChainableUndefined):
    """A tag that this report does not have, such as a figure that came later: shows as not applicable."""

    def __str__(self) -> str:
        """Say that it does not apply."""
        return NOTHING

    def _less_or_more(self, _: object) -> bool:
        return False

    __lt__ = __le__ = __gt__ = __ge__ = _less_or_more  # type: ignore[assignment]  # undefined names raise there


def written(value: Any) -> Markup:  # noqa: ANN401  whatever stands in a tag
    """Return ``value`` as it goes into XML: signs of markup and braces as references, each line a paragraph.

    Braces, so that nothing in a name can look like a tag to whatever reads the document afterwards.
    """
    text = _ILLEGAL.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n"))
    return Markup(html.escape(text).translate(_BRACES).replace("\n", NEW_PARAGRAPH))  # noqa: S704  escaped here


def plain(markup: str) -> str:
    """Return what :func:`written` wrote, as one line of plain text."""
    return html.unescape(markup.replace(NEW_PARAGRAPH, " "))
