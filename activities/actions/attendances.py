"""Who was there: members by name, others by number."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from django.core.exceptions import ValidationError
from django.utils import timezone

from activities.actions.planning import CHANGE
from activities.actions.stored import standing
from activities.models import Activity, ActivityState, Attendance, AttendanceSource
from audit.models import Verb
from audit.saving import demand, refuse, store_changed, void
from audit.trail import action, record
from core.scope import Actor
from members.models import Enrolment, EnrolmentQuerySet, Member

SEE, KEEP = "activities.view_activity", "activities.change_attendance"
NAMES_TOLD = 5


def enrolments_for(by: Actor, activity: Activity) -> EnrolmentQuerySet:
    """Return the enrolments of those whose attendance ``by`` keeps: managed on its day by a branch within reach."""
    rows: EnrolmentQuerySet = Enrolment.objects.visible_to(by, KEEP)
    return rows.on(activity.held_on).filter(branch__committee=activity.committee_id)


def check_attendable(activity: Activity) -> None:
    """Raise ``ValidationError`` where nobody can have attended yet, or nobody ever will."""
    if activity.state == ActivityState.CANCELLED:
        raise ValidationError("活动已经取消，不能登记参加人员。", code="cancelled")
    if activity.held_on > timezone.localdate():
        raise ValidationError("活动还没有举办，到了当天才能登记参加人员。", code="future")


@action
def record_attendance(*, by: Actor, activity: Activity, members: Sequence[Member]) -> list[Attendance]:
    """Note that ``members`` were there, each for the branch that managed them on that day; return what is new.

    Who is noted already stays as they are. Raises ``ValidationError`` for somebody whom no branch within reach
    managed on the day.
    """
    demand(by, SEE, activity)
    stored = standing(activity)
    check_attendable(stored)
    if not members:
        refuse("members", "请至少勾选一个人。")
    wanted = {member.pk: member for member in members}
    enrolments = {row.member_id: row for row in enrolments_for(by, stored).filter(member__in=wanted)}
    if absent := [member.name for key, member in wanted.items() if key not in enrolments]:
        refuse("members", f"{'、'.join(absent[:NAMES_TOLD])}：活动当天不在册，或者不由您登记。请核对日期。")
    known = Attendance.objects.valid().filter(activity=stored, member__in=wanted)
    for key in known.values_list("member_id", flat=True):
        del wanted[key]
    made = [
        Attendance(
            activity=stored, member=member, branch_id=enrolments[key].branch_id, recorded_by_id=by.pk,
            source=AttendanceSource.LIST,
        )
        for key, member in wanted.items()
    ]  # fmt: skip
    Attendance.objects.bulk_create(made)
    _tell(by, stored, made)
    return made


@action
def remove_attendance(*, by: Actor, attendance: Attendance, reason: str = "") -> Attendance:
    """Mark an attendance as entered in error; the person may be noted again."""
    demand(by, KEEP, attendance)
    return void(by, attendance, reason=reason)


@action
def set_other_count(*, by: Actor, activity: Activity, count: int, revision: int | None = None) -> Activity:
    """Note how many people came who are no members of the register."""
    demand(by, CHANGE, activity)
    stored = standing(activity)
    check_attendable(stored)
    return store_changed(by, stored, {"other_count": count}, revision=revision)


def _tell(by: Actor, activity: Activity, made: Sequence[Attendance]) -> None:
    """Leave one entry for each branch, so that each finds the names of its own people only."""
    if not made:
        record(by=by, verb=Verb.UPDATE, obj=activity, detail="没有改动")
    by_branch = sorted(made, key=lambda each: each.branch_id)
    for branch, group in groupby(by_branch, key=lambda each: each.branch_id):
        names = [each.member.name for each in group]
        words = f"登记 {len(names)} 人参加：{'、'.join(names)}"
        record(by=by, verb=Verb.CREATE, obj=activity, branch_key=branch, detail=words)
