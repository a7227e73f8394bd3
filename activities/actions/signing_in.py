"""Signing in by the code on the wall: a name and the last four characters of the ID number, without an account."""

from __future__ import annotations

import re
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.utils import timezone

from activities.actions.stored import standing
from activities.models import Activity, Attendance, AttendanceSource
from audit.models import Outcome, Verb
from audit.saving import demand
from audit.trail import action, record
from core.scope import Actor
from core.texts import clean_code
from members.models import Enrolment
from members.names import clean_name

TAIL = re.compile(r"[0-9]{3}[0-9X]")


class SignIn(StrEnum):
    """What came of it."""

    NOTED = "noted"
    AGAIN = "again"
    UNKNOWN = "unknown"


@action
def sign_in(*, by: Actor, activity: Activity, name: str, tail: str) -> SignIn:
    """Note that somebody is there: a member managed on the day by a branch of the committee, told by name and ``tail``.

    ``tail`` are the last four characters of the ID number. Whoever is not found is told nothing else: no such name,
    other characters, left the register. Neither goes into the log. Raises ``ValidationError`` outside of the time.
    """
    demand(by, "activities.sign_in", activity)
    stored, now = standing(activity), timezone.now()
    if not stored.is_open_at(now):
        raise ValidationError("现在不是签到的时间。", code="closed")
    found = _find(stored, name, tail)
    if found is None:
        record(by=by, verb=Verb.SIGN_IN, obj=stored, outcome=Outcome.FAILED, detail="没有找到")
        return SignIn.UNKNOWN
    attendance, is_new = Attendance.objects.get_or_create(
        activity=stored,
        member=found.member,
        voided_at=None,
        defaults={"branch": found.branch, "source": AttendanceSource.CODE, "signed_at": now},
    )
    record(by=by, verb=Verb.SIGN_IN, obj=attendance, detail="" if is_new else "重复签到")
    return SignIn.NOTED if is_new else SignIn.AGAIN


def _find(activity: Activity, name: str, tail: str) -> Enrolment | None:
    """Return the one enrolment that fits; where two people fit, neither is taken for the other."""
    wanted = clean_code(tail)
    if not TAIL.fullmatch(wanted):
        return None
    rows = Enrolment.objects.on(activity.held_on).filter(
        branch__committee=activity.committee_id, member__name=clean_name(name)
    )
    fitting = [
        row for row in rows.select_related("member", "branch") if row.member.national_id.endswith(wanted)
    ]
    return fitting[0] if len(fitting) == 1 else None
