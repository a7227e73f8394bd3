"""What several actions do with a member's time in a branch; each of them records what it did."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils import timezone

from core.changes import Changes
from core.partial_dates import PartialDate
from members.actions.refusals import not_in_future, refuse
from members.choices import Departure
from members.models import Enrolment, Member

NOT_ENROLLED = "此人目前不在册；如已回来，请用“重新登记”。"


def is_enrolled(member: Member) -> bool:
    """Tell whether a branch manages the member now."""
    return Enrolment.objects.open().filter(member=member).exists()


def finish_enrolment(member: Member, on: date, outcome: str, note: str) -> Enrolment:
    """End the open enrolment of a locked member as part of another action, which records it."""
    enrolment = open_enrolment(member)
    close_enrolment(enrolment, on, outcome, note)
    return enrolment


def reopen_enrolment(member: Member, ended_on: date, outcomes: Collection[str]) -> Changes:
    """Open the member's last enrolment again if it ended on that day in one of these ways, as part of another action.

    Returns what changed: nothing where life went on since.
    """
    stays = Enrolment.objects.filter(member=member).exclude(outcome=Departure.VOID)
    last = stays.order_by("-started_on", "-pk").first()
    if last is None or last.ended_on != ended_on or last.outcome not in outcomes:
        return {}
    changes = {
        "结束日期": (ended_on.isoformat(), ""),
        "去向": (str(Departure(last.outcome).label), ""),
    }
    last.ended_on, last.outcome = None, ""
    last.save(update_fields=["ended_on", "outcome"])
    return changes


def locked_member(member: Member) -> Member:
    """Return the stored row, locked until the transaction ends."""
    return Member.objects.select_for_update(of=("self",)).select_related("branch").get(pk=member.pk)


def open_enrolment(member: Member) -> Enrolment:
    """Return the enrolment that has not ended; refuse where there is none."""
    found = Enrolment.objects.open().select_related("branch").filter(member=member).first()
    if found is None:
        refuse("__all__", NOT_ENROLLED, "not_enrolled")
    return found


def close_enrolment(enrolment: Enrolment, on: date, outcome: str, note: str) -> None:
    """End ``enrolment`` on day ``on``, which has come and is not before its first."""
    not_in_future(on, "on", "日期", timezone.localdate())
    if on < enrolment.started_on:
        words = PartialDate(enrolment.started_on.isoformat()).words
        refuse("on", f"不能早于流入日期{words}，请核对。")
    enrolment.ended_on, enrolment.outcome, enrolment.note = on, outcome, note or enrolment.note
    enrolment.save(update_fields=["ended_on", "outcome", "note"])
