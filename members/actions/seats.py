"""Who holds which office in the committee, in a branch, in a partner's committee, and for how long."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from audit.models import Verb
from audit.saving import cleaned, demand_place, locked, store_changed, store_new, void
from audit.trail import action
from branches.models import Committee
from core.scope import Actor
from members.actions.refusals import demand, not_in_future, reason_of, refuse, refuse_all
from members.choices import SeatRole
from members.models import Seat
from members.rules import Fault

PERMISSION = "members.change_seat"


@action
def add_seat(*, by: Actor, committee: Committee, values: Mapping[str, Any]) -> Seat:
    """Note who took an office in ``committee``, in its branch or in its partner's committee.

    ``values`` names ``branch`` or ``partnership``, or neither for the committee itself, and the holder: a member, or
    somebody else by name. Raises ``ValidationError`` with all faults, also where the office of 书记 is taken.
    """
    demand_place(by, PERMISSION, committee=committee, branch=values.get("branch"))
    filled = cleaned(Seat, values)
    seat = Seat(committee=committee, **filled)
    _judge(seat)
    return store_new(by, seat, filled)


@action
def change_seat(*, by: Actor, seat: Seat, values: Mapping[str, Any], revision: int | None = None) -> Seat:
    """Change role, holder or dates; the body in which the office is stays."""
    demand(by, PERMISSION, seat)
    stored = locked(seat)
    filled = cleaned(Seat, values)
    _judge(_as_it_would_be(stored, filled))
    return store_changed(by, locked(seat), filled, revision=revision)


@action
def end_seat(*, by: Actor, seat: Seat, on: date) -> Seat:
    """Note that somebody left an office on day ``on``; the term stays in the history of the body."""
    demand(by, PERMISSION, seat)
    stored = locked(seat)
    if stored.ended_on is not None:
        refuse("__all__", "这项任职已经结束，不必再办理。", "ended")
    not_in_future(on, "on", "卸任日期", timezone.localdate())
    if on < stored.started_on:
        refuse("on", "卸任日期不能早于任职日期。")
    return store_changed(by, stored, {"ended_on": on}, verb=Verb.STEP, detail="卸任")


@action
def void_seat(*, by: Actor, seat: Seat, reason: str) -> Seat:
    """Say that an office was entered in error."""
    demand(by, PERMISSION, seat)
    return void(by, seat, reason=reason_of(reason, "作废"))


def _as_it_would_be(seat: Seat, values: Mapping[str, Any]) -> Seat:
    for name, value in values.items():
        setattr(seat, name, value)
    return seat


def _judge(seat: Seat) -> None:
    """Refuse what single fields and the database cannot tell, all at once."""
    faults = []
    for name, title in (("branch", "党支部"), ("partnership", "共建党组织"), ("member", "流动党员")):
        row = getattr(seat, name)
        if row is not None and row.committee_id != seat.committee_id:
            faults.append(Fault(name, "foreign", f"请选择本党委的{title}。"))
    is_dated = getattr(seat, "started_on", None) is not None
    if seat.member is not None and seat.holder_name:
        faults.append(Fault("holder_name", "two_holders", "已经选择了流动党员，这里请留空。"))
    if seat.term_ends_on and is_dated and seat.term_ends_on < seat.started_on:
        faults.append(Fault("term_ends_on", "order", "届满日期不能早于任职日期。"))
    if is_dated and seat.started_on > timezone.localdate():
        faults.append(Fault("started_on", "future", "任职日期还没有到，请核对。"))
    if holder := _secretary_besides(seat):
        words = f"{holder}的书记任职还没有结束，请先办理卸任。"
        faults.append(Fault("role", "taken", words))
    refuse_all(faults)


def _secretary_besides(seat: Seat) -> str:
    """Return the name of another secretary of the same body, if ``seat`` is to be that office now."""
    if seat.role != SeatRole.SECRETARY or seat.ended_on is not None:
        return ""
    sitting = seat.beside().filter(role=SeatRole.SECRETARY, ended_on__isnull=True)
    found = sitting.select_related("member").first()
    return found.holder if found else ""
