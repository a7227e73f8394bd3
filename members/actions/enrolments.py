"""Moving a member to another branch, ending the care for them, and taking back who returns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from audit.models import Verb
from audit.trail import action, record
from branches.models import Branch
from core.changes import apply_changes
from core.partial_dates import PartialDate
from core.scope import Actor
from members.actions.refusals import demand, not_in_future, refuse, short_text
from members.actions.stays import close_enrolment, is_enrolled, locked_member, open_enrolment
from members.choices import Departure, PartyStatus, RequestState
from members.models import Enrolment, Member, MoveRequest, RelationTransfer

NOTE_LENGTH = 200
STATUS_AFTER = {Departure.LOST: PartyStatus.LOST, Departure.SUSPENDED: PartyStatus.SUSPENDED}


@action
def move_member(*, by: Actor, member: Member, to_branch: Branch, on: date, note: str = "") -> Enrolment:
    """End the open enrolment on day ``on`` with 调整支部 and open one in ``to_branch`` of the same committee.

    A pending request of ``to_branch`` for this member is thereby approved. Returns the new enrolment.
    """
    demand(by, "members.move_member", member)
    demand(by, "members.move_member", to_branch)
    enrolment = carry_over(by=by, member=member, to_branch=to_branch, on=on, note=note)
    pending = MoveRequest.objects.filter(member=member, to_branch=to_branch, state=RequestState.PENDING)
    pending.update(
        state=RequestState.APPROVED, decided_by=by.pk, decided_at=timezone.now(), answer="党委已调整支部"
    )
    return enrolment


@action
def end_enrolment(*, by: Actor, member: Member, on: date, outcome: str, note: str = "") -> Enrolment:
    """End the open enrolment on day ``on`` with ``outcome``; 失联 and 停止党籍 show in the Party status."""
    demand(by, "members.end_enrolment", member)
    if outcome not in Departure.values:
        refuse("outcome", "请选择去向。")
    if outcome == Departure.MOVED:
        refuse("outcome", "调到本党委其他支部请由党委办理“调整支部”。")
    if outcome == Departure.SETTLED:
        refuse("outcome", "吸收转化请办理“组织关系转接”：转入被接收时，在册记录随之结束。")
    stored = locked_member(member)
    enrolment = open_enrolment(stored)
    close_enrolment(enrolment, on, outcome, short_text(note, "note", "说明", NOTE_LENGTH))
    status = STATUS_AFTER.get(Departure(outcome))
    changes = apply_changes(stored, {"party_status": status}) if status else {}
    _touch(stored)
    changes |= {"结束日期": ("", on.isoformat()), "去向": ("", Departure(outcome).label)}
    record(by=by, verb=Verb.END, obj=stored, changes=changes, detail=enrolment.note)
    return enrolment


@action
def end_enrolments(*, by: Actor, members: Sequence[Member], on: date, outcome: str, note: str = "") -> int:
    """End the open enrolments of several members alike, all or none; what stands against it is told together.

    Returns how many were ended. The faults of single members are told with their names, each sentence once.
    """
    if not members:
        raise ValidationError("请至少选一名党员。")
    faults: dict[str, list[str]] = {}
    for member in members:
        try:
            end_enrolment(by=by, member=member, on=on, outcome=outcome, note=note)
        except ValidationError as fault:
            for message in fault.messages:
                faults.setdefault(message, []).append(member.name)
    if faults:
        raise ValidationError([f"{'、'.join(names)}：{message}" for message, names in faults.items()])
    return len(members)


@action
def reenrol_member(
    *, by: Actor, member: Member, branch: Branch, started_on: date, note: str = ""
) -> Enrolment:
    """Open a new enrolment for somebody who had left and comes back."""
    demand(by, "members.add_member", member)
    demand(by, "members.add_member", branch)
    return take_back(by=by, member=member, branch=branch, started_on=started_on, note=note)


def carry_over(*, by: Actor, member: Member, to_branch: Branch, on: date, note: str) -> Enrolment:
    """Do the move itself, rights having been checked; each branch finds a trace of its own side only."""
    stored = locked_member(member)
    enrolment = open_enrolment(stored)
    before = enrolment.branch
    _check_branch(stored, to_branch, "to_branch")
    if to_branch == before:
        refuse("to_branch", "此人已经在这个支部。")
    line = short_text(note, "note", "说明", NOTE_LENGTH)
    close_enrolment(enrolment, on, Departure.MOVED, line)
    opened = Enrolment.objects.create(member=stored, branch=to_branch, started_on=on)
    stored.branch = to_branch
    _touch(stored)
    _take_transfer_along(stored)
    changes = {"所在党支部": (before.short_name, to_branch.short_name), "结束日期": ("", on.isoformat())}
    record(by=by, verb=Verb.MOVE, obj=stored, branch_key=before.pk, changes=changes, detail=line)
    record(by=by, verb=Verb.MOVE, obj=stored, changes={"流入日期": ("", on.isoformat())}, detail="调入本支部")
    return opened


def take_back(*, by: Actor, member: Member, branch: Branch, started_on: date, note: str) -> Enrolment:
    """Do the return itself, rights having been checked."""
    stored = locked_member(member)
    if is_enrolled(stored):
        refuse("branch", "此人目前在册，不必重新登记。")
    _check_branch(stored, branch, "branch")
    not_in_future(started_on, "started_on", "流入日期", timezone.localdate())
    ended = Enrolment.objects.filter(member=stored).exclude(outcome=Departure.VOID)
    last = ended.order_by("-ended_on").first()
    if last is not None and last.ended_on is not None and started_on < last.ended_on:
        words = PartialDate(last.ended_on.isoformat()).words
        refuse("started_on", f"上一次在册到{words}结束，新的流入日期不能更早。")
    line = short_text(note, "note", "说明", NOTE_LENGTH)
    opened = Enrolment.objects.create(member=stored, branch=branch, started_on=started_on, note=line)
    changes = {"流入日期": ("", started_on.isoformat())}
    if stored.party_status == PartyStatus.LOST:
        changes |= apply_changes(stored, {"party_status": PartyStatus.NORMAL})
    stored.branch = branch
    _touch(stored)
    _take_transfer_along(stored)
    record(by=by, verb=Verb.CREATE, obj=stored, changes=changes, detail="重新登记")
    return opened


def _take_transfer_along(member: Member) -> None:
    """What is under way is seen through by the branch that now looks after the member."""
    RelationTransfer.objects.under_way().filter(member=member).update(branch=member.branch)


def _check_branch(member: Member, branch: Branch, field: str) -> None:
    if branch.committee_id != member.committee_id:
        refuse(field, "只能选择本党委的支部。")
    if branch.dissolved_on and branch.dissolved_on <= timezone.localdate():
        refuse(field, "该支部已经撤销，请选择其他支部。")


def _touch(member: Member) -> None:
    member.revision += 1
    member.updated_at = timezone.now()
    member.save(update_fields=["branch", "party_status", "revision", "updated_at"])
