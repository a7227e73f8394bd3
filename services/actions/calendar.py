"""How long tickets may take, and which days are worked. Tickets that were accepted before keep the day they have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from audit.models import Verb
from audit.saving import cleaned, demand, locked, refuse, save, store_changed, store_new
from audit.trail import action, record
from branches.models import Committee
from core.scope import Actor
from services.choices import TicketKind
from services.models import Holiday, TimeLimit
from services.official_days import NOTICES, official_days
from services.time_limits import limits_of

LIMITS = "services.change_timelimit"
DAYS = "services.change_holiday"
FIRST_YEAR, LAST_YEAR = 2000, 2100


@action
def set_time_limits(*, by: Actor, committee: Committee, limits: Mapping[str, int]) -> list[TimeLimit]:
    """Set the working days of each kind that ``limits`` names; return the rows that have changed.

    Raises ``ValidationError`` with the faults of all kinds.
    """
    demand(by, LIMITS, committee)
    before = limits_of(committee)
    faults, rows, changes = {}, [], {}
    for kind, days in limits.items():
        row = TimeLimit.objects.filter(committee=committee, kind=kind).first() or TimeLimit(
            committee=committee, kind=kind
        )
        row.working_days = days
        try:
            row.full_clean()
        except ValidationError as refused:
            faults[kind] = refused.messages
            continue
        if before[TicketKind(kind)] != days:
            rows.append(row)
            changes[TicketKind(kind).label] = (f"{before[TicketKind(kind)]} 个工作日", f"{days} 个工作日")
    if faults:
        raise ValidationError(faults)
    for row in rows:
        save(row)
    words = "" if rows else "没有改动"
    record(by=by, verb=Verb.SETTINGS, obj=committee, words="办理期限", changes=changes, detail=words)
    return rows


@action
def add_holiday(*, by: Actor, committee: Committee, values: Mapping[str, Any]) -> Holiday:
    """Enter a day that differs from the week; raise ``ValidationError`` with all faults."""
    demand(by, DAYS, committee)
    filled = _of_our_time(cleaned(Holiday, values))
    return store_new(by, Holiday(committee=committee, **filled), filled)


@action
def change_holiday(*, by: Actor, holiday: Holiday, values: Mapping[str, Any]) -> Holiday:
    """Change the fields that ``values`` names and return the stored row."""
    demand(by, DAYS, holiday)
    return store_changed(by, locked(holiday), _of_our_time(cleaned(Holiday, values)))


@action
def remove_holiday(*, by: Actor, holiday: Holiday) -> None:
    """Take a day out of the table, so that it is like others of the week; the log keeps what it was."""
    demand(by, DAYS, holiday)
    Holiday.objects.filter(pk=holiday.pk).delete()
    record(by=by, verb=Verb.VOID, obj=holiday, changes={"性质": (holiday.get_kind_display(), "")})


@action
def fill_official_days(*, by: Actor, committee: Committee, year: int) -> tuple[int, int]:
    """Enter the State Council's days of ``year`` and return how many were new, and how many stay as they were entered.

    A day that the committee has entered already is left as it is.
    """
    demand(by, DAYS, committee)
    if year not in NOTICES:
        refuse("year", f"系统里还没有 {year} 年的放假安排，请逐日登记，或更新系统后再填。")
    days = official_days(year)
    wanted = [day.on for day in days]
    known = set(Holiday.objects.filter(committee=committee, on__in=wanted).values_list("on", flat=True))
    new = [day for day in days if day.on not in known]
    Holiday.objects.bulk_create(
        Holiday(committee=committee, on=day.on, kind=day.kind, name=day.name) for day in new
    )
    source = NOTICES[year].source
    detail = f"{year} 年：新增 {len(new)} 天，已有 {len(known)} 天不变（{source}）"
    record(by=by, verb=Verb.SETTINGS, obj=committee, words="节假日", detail=detail)
    return len(new), len(known)


def _of_our_time(values: dict[str, Any]) -> dict[str, Any]:
    """Return ``values``; refuse a year that nobody can mean."""
    day = values.get("on")
    if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
        refuse("on", f"日期应在 {FIRST_YEAR} 年至 {LAST_YEAR} 年之间，请核对。")
    return values
