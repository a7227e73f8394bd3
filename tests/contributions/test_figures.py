"""The figures of contributions, counted by hand for March 2024."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from accounts.models import User
from branches.models import Branch, Committee
from contributions.choices import (
    DisputeKind,
    DisputeResult,
    ImprovementKind,
    PostKind,
    ResultKind,
    SuggestionSource,
    SuggestionState,
)
from contributions.models import Improvement, Mediation, Post, Suggestion, Venture, VentureResult
from core.figures import Span
from tests.counting import counted, in_span
from tests.stays import person

VOIDED = {"voided_at": datetime(2024, 3, 2, tzinfo=UTC)}
NEVER = None


def day(text: str | None) -> Any:  # noqa: ANN401  a day, or none where the field may be empty
    return date.fromisoformat(text) if text else None


@pytest.fixture(autouse=True)
def rows(committee: Committee, branch_one: Branch, branch_two: Branch) -> None:
    """Rows on both edges of March, and some that were entered in error."""
    member = person(branch_one, "甲一")
    for place, first, last, values in (
        ("甲", "2024-03-31", NEVER, {}),
        ("乙", "2023-01-01", "2024-03-31", {}),
        ("丙", "2023-01-01", "2024-04-01", {}),
        ("丁", "2023-01-01", NEVER, VOIDED),
    ):
        Post.objects.create(
            branch=branch_one,
            member=member,
            kind=PostKind.MODEL,
            place=place,
            started_on=day(first),
            ended_on=day(last),
            **values,
        )
    _settle(committee, branch_one, member)
    _deliver(committee, branch_two)
    _suggest(committee, branch_one)
    _found(committee, branch_two)


def _settle(committee: Committee, branch: Branch, member: Any) -> None:  # noqa: ANN401  a member
    for began, settled, mediator, values in (
        ("2024-02-20", "2024-03-01", member, {}),
        ("2024-03-31", "2024-03-31", member, {}),
        ("2024-02-01", "2024-02-29", member, {}),
        ("2024-03-02", "2024-03-03", None, {}),
        ("2024-03-05", NEVER, member, {}),
        ("2024-03-06", "2024-03-07", member, VOIDED),
    ):
        Mediation.objects.create(
            committee=committee,
            branch=branch,
            kind=DisputeKind.WAGES,
            mediator=mediator,
            on=day(began),
            settled_on=day(settled),
            result=DisputeResult.SETTLED if settled else DisputeResult.PENDING,
            **values,
        )


def _deliver(committee: Committee, branch: Branch) -> None:
    for kind, quantity, unit, on, values in (
        (ImprovementKind.COUPLE_ROOM, 5, "间", "2024-03-31", {}),
        (ImprovementKind.COUPLE_ROOM, 3, "间", "2024-02-29", {}),
        (ImprovementKind.COUPLE_ROOM, 9, "间", "2024-03-09", VOIDED),
        (ImprovementKind.PARKING, 800, "平方米", "2024-03-01", {}),
        (ImprovementKind.CULTURE, 7, "处", "2024-03-01", {}),
    ):
        Improvement.objects.create(
            committee=committee,
            branch=branch,
            kind=kind,
            title=f"{kind.label}{on}",
            quantity=quantity,
            unit=unit,
            delivered_on=day(on),
            **values,
        )


def _suggest(committee: Committee, branch: Branch) -> None:
    for number, (state, handed_in, decided, carried_out, values) in enumerate(
        (
            (SuggestionState.ADOPTED, "2024-03-01", "2024-03-31", NEVER, {}),
            (SuggestionState.CARRIED_OUT, "2024-01-01", "2024-02-29", "2024-03-31", {}),
            (SuggestionState.ANSWERED, "2024-03-01", "2024-03-02", NEVER, {}),
            (SuggestionState.ADOPTED, "2024-03-31", "2024-04-01", NEVER, {}),
            (SuggestionState.HANDED_IN, "2024-03-31", NEVER, NEVER, {}),
            (SuggestionState.HANDED_IN, "2024-04-01", NEVER, NEVER, {}),
            (SuggestionState.HANDED_IN, "2024-03-01", NEVER, NEVER, VOIDED),
        )
    ):
        Suggestion.objects.create(
            committee=committee,
            branch=branch if number else None,
            number=f"JY-{number}",
            title="建议",
            content="内容",
            source=SuggestionSource.MEETING,
            state=state,
            handed_in_on=day(handed_in),
            decided_on=day(decided),
            carried_out_on=day(carried_out),
            **values,
        )


def _found(committee: Committee, branch: Branch) -> None:
    values = {"committee": committee, "branch": branch}
    venture = Venture.objects.create(
        **values, title="甲", started_on=date(2024, 3, 31), floor_area=600, investment=Decimal("80.50")
    )
    Venture.objects.create(
        **values, title="乙", started_on=date(2020, 1, 1), ended_on=date(2024, 3, 31), floor_area=400
    )
    wrong = Venture.objects.create(**values, title="丙", started_on=date(2020, 1, 1), floor_area=9, **VOIDED)
    for owner, kind, on, count in (
        (venture, ResultKind.PATENT, date(2024, 3, 31), 4),
        (venture, ResultKind.PATENT, date(2024, 4, 1), 9),
        (venture, ResultKind.AWARD, date(2024, 3, 1), 1),
        (wrong, ResultKind.PATENT, date(2024, 3, 1), 9),
    ):
        VentureResult.objects.create(venture=owner, kind=kind, on=on, title="成果", count=count)


def test_the_month_is_as_counted_by_hand() -> None:
    assert counted("contributions") == {
        "posts": 2,
        "posts_by_kind:model": 2,
        "disputes": 3,
        "mediations": 3,
        "mediations_by_kind:wages": 3,
        "improvements": 4,
        "improvements_by_kind:couple_room": 2,
        "improvements_by_kind:parking": 1,
        "improvements_by_kind:culture": 1,
        "couple_rooms": 8,
        "parking_area": 800,
        "suggestions": 5,
        "suggestions_by_source:meeting": 5,
        "adopted": 2,
        "adoption": 40.0,
        "carried_out": 1,
        "answered": 1,
        "unanswered": 2,
        "ventures": 1,
        "venture_area": 1000,
        "investment": 80.5,
        "patents": 4,
        "awards": 1,
    }
    spans = {"mediations": 2, "couple_rooms": 5, "adopted": 1, "suggestions": 4, "venture_area": 600}
    assert {key: in_span(f"contributions.{key}", Span.MONTH) for key in spans} == spans


def test_each_branch_is_as_counted_by_hand(branch_one: Branch, branch_two: Branch) -> None:
    of_one, of_two = counted("contributions", branch=branch_one), counted("contributions", branch=branch_two)
    assert (of_one["mediations"], of_one["suggestions"], of_one["adopted"]) == (3, 4, 1)
    assert (of_two["couple_rooms"], of_two["venture_area"], of_two["patents"]) == (8, 1000, 4)


def test_a_secretary_counts_what_staff_count_of_the_branch(secretary_one: User, branch_one: Branch) -> None:
    assert counted("contributions", user=secretary_one) == counted("contributions", branch=branch_one)
