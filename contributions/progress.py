"""How far a suggestion has come, in stages: the same for its page and for whoever follows it by the code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from contributions.choices import SuggestionState
from contributions.models import Suggestion


@dataclass(frozen=True)
class Stage:
    """One stage: its name, the day on which it was reached, and the words that belong to it."""

    title: str
    on: date | None = None
    words: str = ""
    is_current: bool = False


def stages_of(suggestion: Suggestion) -> list[Stage]:
    """Return the stages that ``suggestion`` has reached, the first one first; no name of anybody is in them."""
    state = SuggestionState(suggestion.state)
    found = [Stage("已提交", suggestion.handed_in_on, is_current=state == SuggestionState.HANDED_IN)]
    if suggestion.taken_up_on or state == SuggestionState.UNDER_REVIEW:
        found.append(
            Stage("开始研究", suggestion.taken_up_on, is_current=state == SuggestionState.UNDER_REVIEW)
        )
    if suggestion.decided_on:
        title = "已答复，没有采纳" if state == SuggestionState.ANSWERED else "已采纳"
        is_last = state != SuggestionState.CARRIED_OUT
        found.append(Stage(title, suggestion.decided_on, suggestion.reply, is_current=is_last))
    if suggestion.carried_out_on:
        found.append(Stage("已落实", suggestion.carried_out_on, suggestion.outcome, is_current=True))
    return found
