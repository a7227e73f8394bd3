"""What the register has to tell: honours, without names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from core.news import NEWS, Source
from core.scope import Actor
from members.choices import HonourKind, HonourLevel
from members.models import Honour


def _honours(by: Actor) -> QuerySet[Honour]:
    return Honour.objects.visible_to(by).valid()


def _tell_honour(row: Mapping[str, Any], count: int) -> str:
    kind = HonourKind(row["kind"])
    named = "荣誉" if kind is HonourKind.OTHER else f"“{kind.label}”"
    return f"{count}名流动党员获{HonourLevel(row['level']).label}{named}"


NEWS.register(
    Source(
        "members.honours",
        rows=_honours,
        day="granted_on",
        alike=("level", "kind"),
        tell=_tell_honour,
        place="member__branch__short_name",
    )
)
