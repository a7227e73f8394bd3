"""Suggestions: handed in, adopted, answered, carried out, and those that still wait."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from contributions.choices import SuggestionSource, SuggestionState
from contributions.models import ADOPTED as ADOPTED_STATES
from contributions.models import Suggestion
from core.figures import Base, FlowFigure, Part, Share, Span, StockFigure
from core.records import VALID

SUGGESTION_ROWS = Base(
    Suggestion,
    branch="branch",
    table="contributions.figures.tables.SuggestionRows",
    related=("branch",),
    only=VALID,
)


def _waits(day: date) -> Q:
    return Q(handed_in_on__lte=day) & (Q(decided_on__isnull=True) | Q(decided_on__gt=day))


SUGGESTIONS = FlowFigure(
    "contributions.suggestions",
    "征集“金点子”",
    unit="个",
    base=SUGGESTION_ROWS,
    within=lambda period: Q(handed_in_on__gte=period.first, handed_in_on__lte=period.last),
    told=Span.TO_DATE,
    definition="本期提交的“金点子”个数，会上、网上、书面、驿站征集的都计，按提交日期计算。",
)
BY_SOURCE = SUGGESTIONS.split(
    "contributions.suggestions_by_source",
    "“金点子”来源",
    *(Part(kind.value, str(kind.label), Q(source=kind)) for kind in SuggestionSource),
    definition="本期提交的“金点子”按来源分列。",
)
ADOPTED = FlowFigure(
    "contributions.adopted",
    "采纳“金点子”",
    unit="个",
    base=SUGGESTION_ROWS,
    within=lambda period: Q(
        state__in=ADOPTED_STATES, decided_on__gte=period.first, decided_on__lte=period.last
    ),
    told=Span.TO_DATE,
    definition="本期采纳的“金点子”个数，按采纳日期计算；采纳后已落实的也计。",
)
ADOPTION = Share(
    "contributions.adoption",
    "“金点子”采纳率",
    part=ADOPTED,
    whole=SUGGESTIONS,
    definition="采纳的“金点子”个数除以征集的个数。",
)
CARRIED_OUT = FlowFigure(
    "contributions.carried_out",
    "落实“金点子”",
    unit="个",
    base=SUGGESTION_ROWS,
    within=lambda period: Q(carried_out_on__gte=period.first, carried_out_on__lte=period.last),
    told=Span.TO_DATE,
    definition="本期落实的“金点子”个数，按落实日期计算。",
)
ANSWERED = FlowFigure(
    "contributions.answered",
    "答复“金点子”",
    unit="个",
    base=SUGGESTION_ROWS,
    within=lambda period: Q(
        state=SuggestionState.ANSWERED, decided_on__gte=period.first, decided_on__lte=period.last
    ),
    told=Span.TO_DATE,
    definition="本期没有采纳、已说明理由答复的“金点子”个数，按答复日期计算。",
)
UNANSWERED = StockFigure(
    "contributions.unanswered",
    "待答复“金点子”",
    unit="个",
    base=SUGGESTION_ROWS,
    on=_waits,
    definition="截至当日已提交、还没有采纳或答复的“金点子”个数。",
)
