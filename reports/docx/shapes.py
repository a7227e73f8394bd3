"""What kind of thing each tag is, so that a template can be judged before it is run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Plain(Enum):
    """A tag that stands for one thing."""

    TEXT = "文字"
    NUMBER = "数字"
    PICTURE = "图"


@dataclass(frozen=True)
class Listed:
    """A tag that stands for a list; ``fields`` are what each of its items has."""

    fields: Mapping[str, Shape]


Shape = Plain | Listed
