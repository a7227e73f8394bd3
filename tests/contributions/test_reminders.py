"""What this room asks to be done, of whom, and until when."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.models import User
from branches.models import Branch, Committee
from contributions.actions import (
    add_mediation,
    add_post,
    add_suggestion,
    settle_mediation,
    take_up_suggestion,
)
from contributions.models import Suggestion
from core.finders import FINDERS
from core.reminders import REMINDERS
from members.actions import end_enrolment
from members.models import Member

pytestmark = pytest.mark.django_db
TODAY = date(2025, 1, 15)


def lines(key: str, by: User) -> list[tuple[str, date | None, str]]:
    rule = REMINDERS[f"contributions.{key}"]
    tasks = rule.tasks(by, TODAY)
    assert rule.count(by, TODAY) == len(tasks)
    return [(task.words, task.due_on, task.place) for task in tasks]


def suggest(by: User, committee: Committee, branch: Branch | None, title: str, day: date) -> Suggestion:
    values = {"title": title, "source": "meeting", "handed_in_on": day}
    return add_suggestion(by=by, committee=committee, branch=branch, values=values)


def test_ideas_wait_for_an_answer(
    staff: User, secretary_one: User, committee: Committee, branch_one: Branch, branch_two: Branch
) -> None:
    old = suggest(staff, committee, branch_one, "充电桩", date(2024, 12, 1))
    suggest(staff, committee, None, "班车", date(2025, 1, 10))
    suggest(staff, committee, branch_two, "书屋", date(2025, 1, 1))
    everything = [
        ("JY-2024-0001 充电桩", date(2024, 12, 31), "第一支部"),
        ("JY-2025-0002 书屋", date(2025, 1, 31), "第二支部"),
        ("JY-2025-0001 班车", date(2025, 2, 9), "党委"),
    ]
    assert lines("suggestion_unanswered", staff) == everything
    assert lines("suggestion_new", secretary_one) == everything[:1]
    assert (lines("suggestion_unanswered", secretary_one), lines("suggestion_new", staff)) == ([], [])
    take_up_suggestion(by=secretary_one, suggestion=old)
    assert (lines("suggestion_new", secretary_one), len(lines("suggestion_unanswered", staff))) == ([], 3)


def test_terms_end(secretary_one: User, secretary_two: User, branch_one: Branch, zeng: Member) -> None:
    for place, ends in (
        ("一栋", date(2025, 4, 15)),
        ("二栋", date(2025, 4, 16)),
        ("三栋", date(2024, 12, 1)),
        ("四栋", None),
    ):
        values = {
            "member": zeng,
            "kind": "building",
            "place": place,
            "started_on": date(2024, 3, 2),
            "term_ends_on": ends,
        }
        add_post(by=secretary_one, branch=branch_one, values=values)
    assert lines("post_term_ending", secretary_one) == [
        ("曾小红：楼长（三栋）", date(2024, 12, 1), "第一支部"),
        ("曾小红：楼长（一栋）", date(2025, 4, 15), "第一支部"),
    ]
    assert lines("post_term_ending", secretary_two) == []


def test_who_has_left_holds_a_post(secretary_one: User, branch_one: Branch, zeng: Member) -> None:
    values = {"member": zeng, "kind": "model", "place": "化验室", "started_on": date(2024, 3, 2)}
    add_post(by=secretary_one, branch=branch_one, values=values)
    assert lines("post_abandoned", secretary_one) == []
    end_enrolment(by=secretary_one, member=zeng, on=date(2025, 1, 1), outcome="returned")
    assert lines("post_abandoned", secretary_one) == [
        ("曾小红：党员示范岗（化验室），任职人已不在本支部", None, "第一支部")
    ]


def test_disputes_drag_on(staff: User, secretary_one: User, committee: Committee) -> None:
    rows = [
        add_mediation(
            by=staff,
            committee=committee,
            values={"on": day, "kind": "wages", "parties": "甲乙", "summary": "争"},
        )
        for day in (date(2024, 12, 15), date(2024, 12, 16), date(2024, 11, 1))
    ]
    settle_mediation(by=staff, mediation=rows[2], result="failed")
    assert lines("mediation_pending", staff) == [("工资报酬，2024-12-15 受理", date(2025, 1, 14), "党委")]
    assert lines("mediation_pending", secretary_one) == []


def test_found_within_reach(
    staff: User, secretary_one: User, committee: Committee, branch_one: Branch
) -> None:
    own = suggest(staff, committee, branch_one, "加装充电桩", date(2025, 1, 1))
    suggest(staff, committee, None, "充电区遮阳", date(2025, 1, 2))
    finder = FINDERS.finders["contributions.suggestions"]
    assert [hit.href for hit in finder.find(secretary_one, "充电", 5)] == [own.get_absolute_url()]
    assert [hit.title for hit in finder.find(staff, "jy-2025-0002", 5)] == ["充电区遮阳"]
    assert len(finder.find(staff, "充电", 1)) == 1
