"""Closing a month, and opening it again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from audit.models import Verb
from audit.saving import demand, locked
from audit.trail import action, record
from branches.models import Committee
from core.bulk import insert_rows
from core.figures import EVERYWHERE, Number, Rows
from core.figures.values import Place
from core.periods import Month
from core.scope import Actor
from core.texts import clean_line
from reports.appendix import appendix_text
from reports.closing import CLOSE, Readiness, later_words, problem_of, readiness_of, rows_of_month
from reports.fingerprints import digest_of
from reports.kept import kept_figures
from reports.lines import Line, line_of
from reports.models import MonthlyReport, ReportLine, ReportRows
from reports.monthly import Computed, assembled, computed
from reports.stored import data_of

REASON = 5
"""So many characters must a reason have."""
LINE = ("report_id", "branch_id", "is_whole", "key", "now", "before", "year", "to_date")
NUMBERS = ("now", "before", "year", "to_date")


@action
def close_month(*, by: Actor, committee: Committee, month: Month, reason: str = "") -> MonthlyReport:
    """Store what ``committee`` reports for ``month``, with every number and the rows behind it.

    Raises ``PermissionDenied``; ``ValidationError`` where the month cannot be closed, or where something is missing
    or does not add up and ``reason`` does not say why it is closed all the same. Of two who close at once, one waits
    for the other and is told.
    """
    demand(by, CLOSE, committee)
    owner = locked(committee)
    if problem := problem_of(owner, month):
        raise ValidationError(problem, code="problem")
    rows = {each.base: each for each in rows_of_month(owner, month)}
    base = _counted(computed(owner, month), rows)
    ready = readiness_of(base, rows)
    closed = _store(by, base, ready, rows, _reason(ready, reason))
    record(by=by, verb=Verb.CLOSE, obj=closed, detail=_told(closed))
    return closed


@action
def reopen_month(*, by: Actor, report: MonthlyReport, reason: str) -> MonthlyReport:
    """Open a closed month again; what it was closed with stays, and the next closing is the next revision.

    Raises ``PermissionDenied``; ``ValidationError`` without a reason, or where this revision does not stand any more.
    """
    demand(by, CLOSE, report.committee)
    locked(report.committee)
    stored = locked(report)
    if not stored.is_standing:
        raise ValidationError(f"{stored}已经重新打开过。", code="problem")
    words = clean_line(reason)
    if len(words) < REASON:
        raise ValidationError({"reason": f"请写明重新打开的理由，至少 {REASON} 个字。"})
    stored.reopened_at, stored.reopened_by_name, stored.reopen_reason = timezone.now(), by.name, words
    stored.full_clean(exclude=("content", "appendix"), validate_unique=False, validate_constraints=False)
    stored.save(update_fields=["reopened_at", "reopened_by_name", "reopen_reason"])
    later = later_words(stored.committee, stored.month)
    record(by=by, verb=Verb.REOPEN, obj=stored, detail=f"理由：{words}" + (f"；{later}" if later else ""))
    return stored


def _counted(base: Computed, rows: Mapping[str, Rows]) -> Computed:
    """Let the month's numbers be what the rows add up to, so that both agree whatever is written meanwhile."""
    numbers = {cell: places for each in rows.values() for cell, places in each.numbers(base.month).items()}
    return replace(base, found=base.found.with_numbers(numbers))


def _reason(ready: Readiness, reason: str) -> str:
    words = clean_line(reason)
    if ready.lacking and len(words) < REASON:
        asked = f"要照样结账，请写明理由，至少 {REASON} 个字。"
        raise ValidationError({"reason": [*ready.lacking, asked]}, code="lacking")
    return words if ready.lacking else ""


def _store(
    by: Actor, base: Computed, ready: Readiness, rows: Mapping[str, Rows], reason: str
) -> MonthlyReport:
    report = assembled(base)
    content = data_of(replace(report, faults=(*report.faults, *ready.reconciliation)))
    lines = [*_lines(base)]
    earlier = MonthlyReport.objects.filter(committee=base.committee, month=base.month)
    last = earlier.order_by("-revision").values_list("revision", flat=True).first()
    appendix = appendix_text(base.committee, base.month)
    closed = MonthlyReport(
        committee=base.committee,
        month=base.month,
        revision=(last or 0) + 1,
        content=content,
        appendix=appendix,
        digest=digest_of(content, lines, {name: each.digest for name, each in rows.items()}, appendix),
        closed_by_name=by.name,
        reason=reason,
    )
    closed.full_clean(exclude=("content", "appendix", "reopened_at"))
    closed.save(force_insert=True)
    insert_rows(ReportLine, LINE, ((closed.pk, *line) for line in lines))
    for name, each in rows.items():
        ReportRows.objects.create(report=closed, base=name, content=each.pack(), digest=each.digest)
    return closed


def _lines(base: Computed) -> Iterator[tuple[Any, ...]]:
    """Yield the lines of the whole, of each branch, and of what belongs to none, as their columns hold them."""
    figures = kept_figures()
    places: list[Place] = [EVERYWHERE, *(place.pk for place in base.branches.shown(base.found)), None]
    for place in places:
        whole = place is EVERYWHERE
        for figure in figures:
            line = line_of(base.found, figure, base.month, place)
            if whole or line.now is not None:
                yield (None if whole else place, whole, line.key, *_columns(line))


def _columns(line: Line) -> Iterator[Decimal | None]:
    return (_decimal(getattr(line, name)) for name in NUMBERS)


def _decimal(number: Number | None) -> Decimal | None:
    return None if number is None else Decimal(str(number)).quantize(Decimal("0.0001"))


def _told(closed: MonthlyReport) -> str:
    words = f"校验码 {closed.code}"
    return f"{words}；理由：{closed.reason}" if closed.reason else words
