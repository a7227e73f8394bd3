"""金点子 are answered: taken up, adopted or answered with a reason, carried out."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils import timezone

from audit.models import Verb
from audit.saving import demand, locked, refuse, store_changed
from audit.trail import action
from contributions.actions.shared import some_text
from contributions.choices import SuggestionState
from contributions.models import DECIDED, WAITING, Suggestion
from core.scope import Actor

WORK, DECIDE = "contributions.change_suggestion", "contributions.decide_suggestion"


@action
def take_up_suggestion(*, by: Actor, suggestion: Suggestion) -> Suggestion:
    """Say that it is being looked into; who handed it in sees that."""
    stored = _at(by, WORK, suggestion, (SuggestionState.HANDED_IN,))
    values = {"state": SuggestionState.UNDER_REVIEW, "taken_up_on": timezone.localdate()}
    return store_changed(by, stored, values, verb=Verb.STEP, detail="开始研究")


@action
def adopt_suggestion(*, by: Actor, suggestion: Suggestion, reply: str, on: date | None = None) -> Suggestion:
    """Adopt it with an answer, on day ``on`` (default: today)."""
    return _decide(by, suggestion, SuggestionState.ADOPTED, reply, on)


@action
def answer_suggestion(*, by: Actor, suggestion: Suggestion, reply: str, on: date | None = None) -> Suggestion:
    """Answer with the reason why it is not adopted, on day ``on`` (default: today)."""
    return _decide(by, suggestion, SuggestionState.ANSWERED, reply, on)


@action
def carry_out_suggestion(*, by: Actor, suggestion: Suggestion, outcome: str, on: date) -> Suggestion:
    """Say what was done about an adopted suggestion, and on which day."""
    stored = _at(by, WORK, suggestion, (SuggestionState.ADOPTED,))
    text = some_text(outcome, "outcome", "请写明落实了什么，提交人凭查询码会看到。")
    values = {"state": SuggestionState.CARRIED_OUT, "carried_out_on": on, "outcome": text}
    return store_changed(by, stored, values, verb=Verb.STEP, detail="落实")


@action
def reopen_suggestion(*, by: Actor, suggestion: Suggestion, reason: str = "") -> Suggestion:
    """Take a decision back that was wrong: it is looked into again, and waits for an answer."""
    stored = _at(by, DECIDE, suggestion, DECIDED)
    values = {
        "state": SuggestionState.UNDER_REVIEW,
        "decided_on": None,
        "reply": "",
        "carried_out_on": None,
        "outcome": "",
    }
    return store_changed(by, stored, values, verb=Verb.STEP, detail=f"撤回答复 {reason}".strip())


def _decide(
    by: Actor, suggestion: Suggestion, state: SuggestionState, reply: str, on: date | None
) -> Suggestion:
    stored = _at(by, DECIDE, suggestion, WAITING)
    text = some_text(reply, "reply", "请写一句答复，提交人凭查询码会看到。")
    values = {"state": state, "decided_on": on or timezone.localdate(), "reply": text}
    return store_changed(by, stored, values, verb=Verb.STEP, detail=state.label)


def _at(by: Actor, right: str, suggestion: Suggestion, states: Collection[str]) -> Suggestion:
    """Return the stored row if ``by`` may take this step and it is at one of ``states``."""
    demand(by, right, suggestion)
    stored = locked(suggestion)
    if stored.voided_at is not None:
        refuse("__all__", "这条金点子已经作废，不能再办理。", "voided")
    if stored.state not in states:
        words = stored.get_state_display()
        refuse("__all__", f"这条金点子现在是“{words}”，不能这样办理，请刷新页面核对。", "state")
    return stored
