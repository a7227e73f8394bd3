"""金点子: changed, handed on, contacts shown in full, voided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from audit.models import Verb
from audit.saving import cleaned, demand, locked, refuse, store_changed, void
from audit.trail import action, record
from branches.models import Branch
from contributions.actions.shared import check_seen
from contributions.models import Suggestion
from core.scope import Actor
from core.texts import clean_line

WORK, DECIDE = "contributions.change_suggestion", "contributions.decide_suggestion"
THEIR_WORDS = frozenset({"content", "source", "handed_in_on"})
"""What somebody sent in by themselves stays as it is; and only those who answer it may void it."""


@action
def change_suggestion(
    *, by: Actor, suggestion: Suggestion, values: Mapping[str, Any], revision: int | None = None
) -> Suggestion:
    """Change the fields that ``values`` names; what somebody sent in keeps its words and its day."""
    demand(by, WORK, suggestion)
    stored, filled = locked(suggestion), cleaned(Suggestion, values, lines=("content",))
    if stored.is_sent_in and any(getattr(stored, n) != filled[n] for n in THEIR_WORDS & filled.keys()):
        refuse("__all__", "本人网上提交的，内容、来源和日期不能修改；可以修改标题。")
    if filled.get("member", stored.member) != stored.member:
        check_seen(by, filled["member"], "member")
    return store_changed(by, stored, filled, revision=revision)


@action
def forward_suggestion(
    *, by: Actor, suggestion: Suggestion, branch: Branch | None, note: str = ""
) -> Suggestion:
    """Hand it on to ``branch``, or to the committee for ``None``.

    A branch passes what is not for it to its committee; only the committee's people send it to a branch.
    """
    demand(by, WORK if branch is None else DECIDE, suggestion)
    stored = locked(suggestion)
    if stored.branch == branch:
        refuse("branch", "它已经在这里了，请选择别的去处。")
    if branch is not None:
        demand(by, DECIDE, branch)
    before = stored.branch
    changed = store_changed(
        by, stored, {"branch": branch}, verb=Verb.STEP, detail=f"转交 {clean_line(note)}".strip()
    )
    if before is not None:
        words = branch.short_name if branch else "党委"
        record(by=by, verb=Verb.STEP, obj=changed, branch_key=before.pk, detail=f"转交{words}")
    return changed


@action
def reveal_suggestion(*, by: Actor, suggestion: Suggestion) -> str:
    """Return the full telephone number of who handed it in; the log keeps who has seen it."""
    demand(by, "contributions.reveal_suggestion", suggestion)
    record(by=by, verb=Verb.REVEAL, obj=suggestion, detail="联系电话")
    return str(suggestion.person_phone)


@action
def void_suggestion(*, by: Actor, suggestion: Suggestion, reason: str = "") -> Suggestion:
    """Mark a suggestion as entered in error; what people sent in themselves only by those who answer them."""
    demand(by, DECIDE if suggestion.is_sent_in else WORK, suggestion)
    return void(by, suggestion, reason=reason)
