"""What the rooms above keep of a member, as the member's page shows it.

This room does not know those rooms: it asks the member's reverse relations by name, each within the person's reach,
and shows no relation that is not there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.scope import Actor
from members.models import Member

LATEST = 20


@dataclass(frozen=True)
class Line:
    """One row: a day, what it is, a few words, and its page where that may be opened."""

    day: date
    title: str
    words: str
    href: str


@dataclass(frozen=True)
class Belonging:
    """A reverse relation of members: how its rows are told. ``owner`` leads to the row that has title and page."""

    relation: str
    title: str
    day: str
    name: str
    parts: tuple[str, ...] = ()
    owner: str = ""
    related: tuple[str, ...] = ()

    def lines(self, by: Actor, member: Member) -> list[Line]:
        """Return the latest rows that ``by`` may see, the last first."""
        rows: Any = getattr(member, self.relation, None)
        if rows is None or not by.has_perm(self._permission(rows.model)):
            return []
        path = f"{self.owner}__{self.day}" if self.owner else self.day
        valid = rows.visible_to(by).valid().select_related(*self.related)
        found = list(valid.order_by(f"-{path}", "-pk")[:LATEST])
        return [self._line(row, may_open) for row, may_open in self._opened(by, found)]

    def _opened(self, by: Actor, rows: list[Any]) -> Iterator[tuple[Any, bool]]:
        """Say of each owner whether its page may be opened; that of another branch is not even named."""
        owners = [getattr(row, self.owner) if self.owner else row for row in rows]
        if not self.owner or not owners:
            yield from ((owner, True) for owner in owners)
            return
        manager = type(owners[0])._default_manager
        seen = manager.visible_to(by).filter(pk__in=[owner.pk for owner in owners])
        keys = set(seen.values_list("pk", flat=True))
        yield from ((owner, owner.pk in keys) for owner in owners)

    def _line(self, row: Any, may_open: bool) -> Line:  # noqa: ANN401, FBT001  a row of any room
        words = " · ".join(filter(None, (str(_told(row, part) or "") for part in self.parts)))
        if not may_open:
            return Line(_told(row, self.day), "其他支部举办", words, "")
        return Line(_told(row, self.day), str(_told(row, self.name)), words, row.get_absolute_url())

    @staticmethod
    def _permission(model: Any) -> str:  # noqa: ANN401  a model of any room
        return f"{model._meta.app_label}.view_{model._meta.model_name}"


def _told(row: Any, name: str) -> Any:  # noqa: ANN401  whatever the row holds there
    value = getattr(row, name, None)
    return value() if callable(value) else value


BELONGINGS = (
    Belonging(
        "attendances",
        "参加活动",
        "held_on",
        "title",
        ("get_kind_display", "place"),
        "activity",
        ("activity",),
    ),
    Belonging("posts", "示范岗、楼长、舍长", "started_on", "get_kind_display", ("place",)),
    Belonging("mediations", "参与调解", "on", "get_kind_display", ("place", "get_result_display")),
    Belonging("suggestions", "金点子", "handed_in_on", "title", ("number", "get_state_display")),
    Belonging("ventures", "创业项目", "started_on", "title"),
    Belonging("tickets", "服务工单", "received_on", "number", ("get_kind_display", "get_state_display")),
    Belonging("visits", "走访慰问", "on", "get_kind_display", ("goods",)),
    Belonging("legal_aids", "法律援助", "on", "get_matter_display", ("get_state_display",)),
)


def belongings_of(by: Actor, member: Member) -> list[tuple[str, list[Line]]]:
    """Return what the rooms above keep of ``member``: titles with their lines, those without any left out."""
    found = [(belonging.title, belonging.lines(by, member)) for belonging in BELONGINGS]
    return [(title, lines) for title, lines in found if lines]
