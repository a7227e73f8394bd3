"""支部月报: written and handed in by the branch, accepted or sent back by the committee's office."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from audit.models import Verb
from audit.saving import STALE, cleaned, demand, judge, locked, refuse, save
from audit.trail import action, record
from branches.models import Branch
from core.changes import apply_changes
from core.periods import Month
from core.scope import Actor
from core.texts import clean_line
from reports.models import BranchReturn, ReturnState
from reports.returns.drafts import closed_key, concerns, draft_of, submit_from
from reports.returns.figures import BranchFigures

WRITE, DECIDE = "reports.change_branchreturn", "reports.decide_branchreturn"
NOTE_LENGTH = 2
CLOSED = "{}已经结账，月报不能再改。确需改动的，请管理员重新打开这个月。"
NOT_OPEN = "这份月报{}，不能修改。要修改的话，请先撤回，或请党委退回。"
NO_MONTH = "{}没有这个党支部的月报：月份还没有到，或者当时没有这个党支部。"
TOO_EARLY = "{}的月报从{}月{}日起可以报送。现在可以先填写，内容会保存。"
NOTHING = "请先写“工作情况”，几句话就可以。"
UNCHECKED = "有 {} 处数字对不上，请核对后勾选“已核对”，再报送。"


@action
def save_return(
    *, by: Actor, branch: Branch, month: Month, values: Mapping[str, Any], revision: int | None = None
) -> BranchReturn:
    """Keep what the branch has written so far; the first time, its return begins.

    ``revision`` is the one that the person had before their eyes (0: nothing was stored). The log names the texts
    that changed, never their words. Raises ``ValidationError`` where the return is not open, the month is closed, or
    somebody else has written meanwhile.
    """
    demand(by, WRITE, branch)
    row = open_return(branch, month)
    changes = _write(row, values, revision)
    _keep(by, row, Verb.UPDATE, f"修改{'、'.join(changes)}" if changes else "没有改动")
    return row


@action
def submit_return(  # noqa: PLR0913  what a return says and what it was seen as
    *,
    by: Actor,
    branch: Branch,
    month: Month,
    values: Mapping[str, Any],
    is_checked: bool = False,
    revision: int | None = None,
) -> BranchReturn:
    """Hand in the return with the texts ``values``; its figures are kept as they stand now.

    ``is_checked``: relations that do not hold have been looked into. Raises ``ValidationError`` with everything that
    is missing, besides what :func:`save_return` refuses.
    """
    demand(by, WRITE, branch)
    row = open_return(branch, month)
    _write(row, values, revision)
    figures = BranchFigures(branch, month)
    failed = len(figures.failed)
    faults: dict[str, str] = {}
    if (first := submit_from(month)) > timezone.localdate():
        faults["__all__"] = TOO_EARLY.format(month.title, first.month, first.day)
    if not row.work:
        faults["work"] = NOTHING
    if failed and not is_checked:
        faults["is_checked"] = UNCHECKED.format(failed)
    if faults:
        raise ValidationError(dict(faults))
    row.state, row.figures = ReturnState.SUBMITTED, figures.numbers
    row.submitted_at, row.submitted_by_name = timezone.now(), by.name
    _keep(by, row, Verb.SUBMIT, f"报送，{failed} 处不符已核对" if failed else "报送")
    return row


@action
def recall_return(*, by: Actor, branch_return: BranchReturn, revision: int | None = None) -> BranchReturn:
    """Take back what was handed in, as long as nobody has accepted it."""
    demand(by, WRITE, branch_return)
    row = _held(branch_return, revision)
    if row.state != ReturnState.SUBMITTED:
        raise ValidationError(f"这份月报{row.get_state_display()}，不能撤回。已审核的，请党委退回后再改。")
    row.state, row.figures = ReturnState.DRAFT, {}
    row.submitted_at, row.submitted_by_name = None, ""
    _keep(by, row, Verb.SUBMIT, "撤回")
    return row


@action
def accept_return(*, by: Actor, branch_return: BranchReturn, revision: int | None = None) -> BranchReturn:
    """Accept what was handed in."""
    demand(by, DECIDE, branch_return)
    row = _held(branch_return, revision)
    if row.state != ReturnState.SUBMITTED:
        raise ValidationError(f"这份月报{row.get_state_display()}，现在不能审核通过。")
    row.state = ReturnState.ACCEPTED
    row.decided_at, row.decided_by_name, row.note = timezone.now(), by.name, ""
    _keep(by, row, Verb.DECIDE, "审核通过")
    return row


@action
def send_back_return(
    *, by: Actor, branch_return: BranchReturn, note: str, revision: int | None = None
) -> BranchReturn:
    """Give the return back to the branch with a note that says what to change; an accepted one, too."""
    demand(by, DECIDE, branch_return)
    row, words = _held(branch_return, revision), clean_line(note)
    if row.state not in (ReturnState.SUBMITTED, ReturnState.ACCEPTED):
        raise ValidationError(f"这份月报{row.get_state_display()}，不必退回。")
    if len(words) < NOTE_LENGTH:
        refuse("note", "请写明退回的原因，好让支部知道改什么。")
    row.state = ReturnState.SENT_BACK
    row.decided_at, row.decided_by_name, row.note = timezone.now(), by.name, words
    judge(row, {"note": words})
    _keep(by, row, Verb.DECIDE, "退回修改")
    return row


def open_return(branch: Branch, month: Month) -> BranchReturn:
    """Return the return for writing, nobody else writing until the transaction ends; unsaved where none has begun.

    The committee is held rather than the row, which may not be there yet: so a month is not closed meanwhile either.
    Raises ``ValidationError`` where the branch has none for ``month``, it is not open, or the month is closed.
    """
    if not concerns(branch, month):
        raise ValidationError(NO_MONTH.format(month.title))
    committee = locked(branch.committee)
    if closed_key(committee, month):
        raise ValidationError(CLOSED.format(month.title), code="closed")
    row = draft_of(branch, month)
    if not row.is_open:
        raise ValidationError(NOT_OPEN.format(row.get_state_display()), code="state")
    return row


def _held(branch_return: BranchReturn, revision: int | None) -> BranchReturn:
    """Return the stored row, locked with its committee; raise where its month is closed or it is not as was seen."""
    committee = locked(branch_return.branch.committee)
    row = locked(branch_return)
    if closed_key(committee, row.month):
        raise ValidationError(CLOSED.format(row.month.title), code="closed")
    _check(row, revision)
    return row


def _check(row: BranchReturn, revision: int | None) -> None:
    if revision is not None and row.revision != revision:
        raise ValidationError(STALE, code="stale")


def _write(row: BranchReturn, values: Mapping[str, Any], revision: int | None) -> list[str]:
    """Set the texts and judge the row; return the titles of those that changed.

    Where nothing changes, nobody's words are lost: a page that has just saved itself may still hand in.
    """
    filled = cleaned(BranchReturn, values)
    if changes := apply_changes(row, filled):
        _check(row, revision)
    judge(row, filled)
    return list(changes)


def _keep(by: Actor, row: BranchReturn, verb: Verb, detail: str) -> None:
    row.revision += 1
    row.updated_at = timezone.now()
    save(row)
    record(by=by, verb=verb, obj=row, detail=detail)
