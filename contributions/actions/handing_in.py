"""金点子 come in: from a public page, at the desk, or many at once from a meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from audit.models import Verb
from audit.saving import cleaned, demand_place, refuse, store_new
from audit.trail import action, record
from branches.models import Branch, Committee
from contributions.actions.shared import check_seen, in_line
from contributions.models import Suggestion
from contributions.numbers import next_number, next_numbers
from core.scope import Actor
from members.models import Member

SAME_PRESS = timedelta(minutes=10)
AGAIN = "重复提交，没有再登记"


@dataclass(frozen=True)
class Idea:
    """One of several suggestions of a meeting: a line, and who said it, as far as that is known."""

    title: str
    member: Member | None = None
    person_name: str = ""


@action
def hand_in_suggestion(
    *, by: Actor, committee: Committee, branch: Branch | None = None, values: Mapping[str, Any]
) -> Suggestion:
    """Take a suggestion from somebody without an account; sent twice within ten minutes it is stored once."""
    demand_place(by, "contributions.hand_in_suggestion", committee=committee, branch=branch)
    new, filled = _fresh(committee, branch, values)
    new.is_sent_in = True
    in_line(committee)
    recent = timezone.now() - SAME_PRESS
    if twin := _twin(new, created_at__gte=recent):
        record(by=by, verb=Verb.PUBLIC, obj=twin, words=twin.number, detail=AGAIN)
        return twin
    return _store(by, new, filled, Verb.PUBLIC)


@action
def add_suggestion(
    *, by: Actor, committee: Committee, branch: Branch | None = None, values: Mapping[str, Any]
) -> Suggestion:
    """Enter a suggestion for somebody; raise ``ValidationError`` with all faults."""
    demand_place(by, "contributions.add_suggestion", committee=committee, branch=branch)
    new, filled = _fresh(committee, branch, values)
    check_seen(by, filled.get("member"), "member")
    in_line(committee)
    if twin := _twin(new):
        refuse("title", f"同一天已登记过同样的金点子（{twin.number}）。", "twin")
    return _store(by, new, filled, Verb.CREATE)


@action
def collect_suggestions(  # noqa: PLR0913  what one writes at the head of a list
    *,
    by: Actor,
    committee: Committee,
    branch: Branch | None = None,
    on: date,
    source: str,
    ideas: Sequence[Idea],
) -> list[Suggestion]:
    """Enter all ``ideas`` of a meeting, or none; the faults name their lines."""
    demand_place(by, "contributions.add_suggestion", committee=committee, branch=branch)
    if not ideas:
        refuse("lines", "请至少写一条金点子。")
    in_line(committee)
    faults, stored = [], []
    numbers = next_numbers(committee, [on.year] * len(ideas))
    for order, (idea, number) in enumerate(zip(ideas, numbers, strict=True), start=1):
        values = {"title": idea.title, "member": idea.member, "person_name": idea.person_name}
        new, filled = _fresh(committee, branch, {**values, "handed_in_on": on, "source": source})
        try:
            check_seen(by, idea.member, "member")
            if _twin(new):
                refuse("title", "同一天已登记过同样的金点子，请删去这一行。", "twin")
            new.number = number
            stored.append(store_new(by, new, filled))
        except ValidationError as refused:
            faults += [f"第 {order} 条：{sentence}" for sentence in refused.messages]
    if faults:
        raise ValidationError({"lines": faults})
    return stored


def _fresh(
    committee: Committee, branch: Branch | None, values: Mapping[str, Any]
) -> tuple[Suggestion, dict[str, Any]]:
    filled = cleaned(Suggestion, values, lines=("content",))
    filled["handed_in_on"] = filled.get("handed_in_on") or timezone.localdate()
    return Suggestion(committee=committee, branch=branch, **filled), filled


def _store(by: Actor, new: Suggestion, filled: Mapping[str, Any], verb: Verb) -> Suggestion:
    new.number = next_number(new.committee, new.handed_in_on.year)
    return store_new(by, new, filled, verb=verb, detail=new.number)


def _twin(new: Suggestion, **recent: Any) -> Suggestion | None:  # noqa: ANN401  a further condition
    """Return the suggestion of the same person with the same words on the same day."""
    rows = Suggestion.objects.valid().filter(
        committee=new.committee,
        branch=new.branch,
        title=new.title,
        member=new.member,
        handed_in_on=new.handed_in_on,
        **recent,
    )
    return next((row for row in rows if _words(row) == _words(new)), None)


def _words(row: Suggestion) -> tuple[str, str, str]:
    return row.content, row.person_name, row.person_phone
