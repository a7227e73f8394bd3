"""How suggestions, improvements and ventures are found from the search of the whole portal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from contributions.models import Improvement, Suggestion, Venture
from core.finders import FINDERS, Finder, Hit
from core.numbers import thousands
from core.scope import Actor
from core.texts import clean_line


def _found(model: Any, by: Actor, text: str, limit: int, *others: str) -> Any:  # noqa: ANN401  a QuerySet
    words = clean_line(text)
    condition = Q(title__icontains=words)
    for field in others:
        condition |= Q(**{f"{field}__icontains": words})
    return model.objects.visible_to(by).valid().filter(condition)[:limit]


def _suggestions(by: Actor, text: str, limit: int) -> Sequence[Hit]:
    rows = _found(Suggestion, by, text, limit, "number")
    return [Hit(r.title, f"{r.number}，{r.get_state_display()}", r.get_absolute_url()) for r in rows]


def _improvements(by: Actor, text: str, limit: int) -> Sequence[Hit]:
    return [
        Hit(
            row.title,
            f"{row.get_kind_display()}，{thousands(row.quantity)} {row.unit}",
            row.get_absolute_url(),
        )
        for row in _found(Improvement, by, text, limit)
    ]


def _ventures(by: Actor, text: str, limit: int) -> Sequence[Hit]:
    return [
        Hit(row.title, f"{row.started_on.isoformat()} 落户", row.get_absolute_url())
        for row in _found(Venture, by, text, limit)
    ]


FINDERS.register(
    Finder(
        "contributions.suggestions",
        "金点子",
        "contributions.view_suggestion",
        "light-bulb",
        _suggestions,
        everything="contributions:suggestions",
    ),
    Finder(
        "contributions.improvements",
        "实事",
        "contributions.view_improvement",
        "home-modern",
        _improvements,
        everything="contributions:improvements",
    ),
    Finder(
        "contributions.ventures",
        "创业项目",
        "contributions.view_venture",
        "rocket-launch",
        _ventures,
        everything="contributions:ventures",
    ),
)
