"""What this room has to tell: things delivered, ideas adopted and carried out, what ventures achieved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet, Sum

from contributions.choices import FIXED_UNITS, ImprovementKind, ResultKind, SuggestionState
from contributions.models import ADOPTED, Improvement, Suggestion, VentureResult
from core.news import NEWS, Source
from core.numbers import thousands
from core.scope import Actor

ADDED = {ResultKind.PATENT: "获授权专利{}项", ResultKind.AWARD: "获奖{}项"}


def _improvements(by: Actor) -> QuerySet[Improvement]:
    return Improvement.objects.visible_to(by).valid()


def _tell_improvement(row: Mapping[str, Any], amount: int) -> str:
    """Tell how many only where the unit is the same for all."""
    kind = ImprovementKind(row["kind"])
    if kind is ImprovementKind.OTHER:
        return "又一件实事落实"
    return (
        f"落实{kind.label}{thousands(amount)}{FIXED_UNITS[kind]}"
        if kind in FIXED_UNITS
        else f"落实{kind.label}"
    )


def _adopted(by: Actor) -> QuerySet[Suggestion]:
    return Suggestion.objects.visible_to(by).valid().filter(state__in=ADOPTED)


def _tell_adopted(row: Mapping[str, Any], count: int) -> str:  # noqa: ARG001  all are alike
    return f"采纳“金点子”{count}个"


def _carried_out(by: Actor) -> QuerySet[Suggestion]:
    return Suggestion.objects.visible_to(by).valid().filter(state=SuggestionState.CARRIED_OUT)


def _tell_carried_out(row: Mapping[str, Any], count: int) -> str:  # noqa: ARG001  all are alike
    return f"{count}个“金点子”变成现实"


def _results(by: Actor) -> QuerySet[VentureResult]:
    return VentureResult.objects.visible_to(by).valid().filter(kind__in=ADDED)


def _tell_result(row: Mapping[str, Any], count: int) -> str:
    return f"党员创业项目{ADDED[ResultKind(row['kind'])].format(count)}"


NEWS.register(
    Source(
        "contributions.improvements",
        rows=_improvements,
        day="delivered_on",
        alike=("kind",),
        amount=Sum("quantity"),
        tell=_tell_improvement,
    ),
    Source("contributions.adopted", rows=_adopted, day="decided_on", tell=_tell_adopted),
    Source("contributions.carried_out", rows=_carried_out, day="carried_out_on", tell=_tell_carried_out),
    Source(
        "contributions.results",
        rows=_results,
        day="on",
        alike=("kind",),
        amount=Sum("count"),
        tell=_tell_result,
        place="venture__branch__short_name",
    ),
)
