"""Asking for a member whom another branch manages, and the committee's decision."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.models import Outcome, Verb
from audit.trail import action, record
from branches.models import Branch
from core.scope import Actor
from core.texts import clean_code
from members.actions.enrolments import carry_over, take_back
from members.actions.refusals import demand, refuse, short_text
from members.choices import RequestState
from members.duplicates import same_person
from members.models import Enrolment, Member, MoveRequest

WORDS_LENGTH = 200


@action
def request_move(*, by: Actor, national_id: str, to_branch: Branch, reason: str = "") -> MoveRequest:
    """Ask for the member of the same committee with this ID number to come to ``to_branch``.

    Nothing about the person or the other branch is told. Raises ``ValidationError`` where nobody can be asked for.
    """
    demand(by, "members.add_moverequest", to_branch)
    member = same_person(to_branch.committee, clean_code(national_id))
    if member is None:
        refuse("national_id", "没有找到可以申请调入的党员，请核对身份证号。")
    if member.branch_id == to_branch.pk:
        refuse("national_id", "此人由本支部管理或曾由本支部管理，不需要申请。")
    line = short_text(reason, "reason", "理由", WORDS_LENGTH)
    try:
        with transaction.atomic():
            asked = MoveRequest.objects.create(
                member=member, to_branch=to_branch, reason=line, requested_by_id=by.pk
            )
    except IntegrityError:
        refuse("national_id", "已经提出过申请，正在等待党委审批。")
    _trace(by, Verb.REQUEST, asked, detail=line)
    return asked


@action
def decide_move_request(
    *, by: Actor, request: MoveRequest, approve: bool, answer: str = "", on: date | None = None
) -> MoveRequest:
    """Approve or decline a pending request; an approved one moves the member on day ``on`` (default: today).

    Somebody who has left the register in the meantime is taken back by the asking branch. Declining needs a word.
    """
    demand(by, "members.decide_moverequest", request)
    asked = _locked_pending(request)
    line = short_text(answer, "answer", "审批意见", WORDS_LENGTH)
    if not approve and not line:
        refuse("answer", "不同意时请写明理由，申请的支部会看到。")
    asked.state = RequestState.APPROVED if approve else RequestState.DECLINED
    asked.decided_by_id, asked.decided_at, asked.answer = by.pk, timezone.now(), line
    asked.save(update_fields=["state", "decided_by", "decided_at", "answer"])
    if approve:
        _fulfil(by, asked.member, asked.to_branch, on or timezone.localdate())
    outcome = Outcome.DONE if approve else Outcome.REFUSED
    _trace(by, Verb.DECIDE, asked, outcome=outcome, detail=f"{asked.get_state_display()} {line}".strip())
    return asked


@action
def withdraw_move_request(*, by: Actor, request: MoveRequest) -> MoveRequest:
    """Take back a request that has not been decided."""
    demand(by, "members.add_moverequest", request)
    asked = _locked_pending(request)
    asked.state = RequestState.WITHDRAWN
    asked.save(update_fields=["state"])
    _trace(by, Verb.REQUEST, asked, detail="撤回申请")
    return asked


def _fulfil(by: Actor, member: Member, to_branch: Branch, on: date) -> None:
    if Enrolment.objects.open().filter(member=member).exists():
        carry_over(by=by, member=member, to_branch=to_branch, on=on, note="")
    else:
        take_back(by=by, member=member, branch=to_branch, started_on=on, note="")


def _locked_pending(request: MoveRequest) -> MoveRequest:
    rows = MoveRequest.objects.select_for_update(of=("self",)).select_related("member", "to_branch")
    asked = rows.get(pk=request.pk)
    if asked.state != RequestState.PENDING:
        refuse("__all__", f"这份申请{asked.get_state_display()}，不能再办理。", "decided")
    return asked


def _trace(
    by: Actor, verb: Verb, asked: MoveRequest, *, outcome: Outcome = Outcome.DONE, detail: str = ""
) -> None:
    record(by=by, verb=verb, obj=asked, outcome=outcome, detail=detail)
