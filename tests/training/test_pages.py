"""Lists, pages and forms of sessions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from accounts.system import COMMAND_LINE
from activities.models import ActivityState, Attendance
from branches.models import Branch, Committee
from core.finders import FINDERS
from core.reminders import REMINDERS
from tests.firms import Enrol
from training.actions import add_session
from training.models import TrainingSession

pytestmark = pytest.mark.django_db
Browse = Callable[[User], Client]
Teach = Callable[..., TrainingSession]
FORM = {
    "title": "惠企政策解读", "held_on": "2025-02-10", "begins": "14:30", "ends": "16:30", "audience": "managers",
    "topic": "policy", "mode": "both", "hours": "1.5", "other_count": "0",
}  # fmt: skip


@pytest.fixture
def teach(committee: Committee) -> Teach:
    """Enter a session, by default one of the committee that was held on 10 January."""

    def enter(title: str, on: date = date(2025, 1, 10), **values: Any) -> TrainingSession:  # noqa: ANN401
        given = {"title": title, "held_on": on, "audience": "workers", "topic": "skill", "hours": Decimal(2)}
        return add_session(by=COMMAND_LINE, committee=committee, values={**given, **values})

    return enter


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_adds_up(
    client_of: Browse, staff: User, teach: Teach, enrol: Enrol, branch_one: Branch
) -> None:
    first, second = teach("数控加工", other_count=40), teach("焊接", date(2024, 5, 1), other_count=2)
    teach("将来的课", date(2025, 3, 1), other_count=7)
    for session, names in ((first, ("周到", "吴声")), (second, ("郑重",))):
        for name in names:
            Attendance.objects.create(
                activity=session.activity, member=enrol(name, branch_one), branch=branch_one
            )
    page = client_of(staff).get("/training/")
    assert "共 3 场，已举办 2 场、45 人次" in page.content.decode()
    assert [(row.record.activity.title, row.record.people) for row in page.context["table"].rows] == [
        ("将来的课", 7),
        ("数控加工", 42),
        ("焊接", 3),
    ]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("year=2024", ["焊接"]),
        ("topic=law", ["安全法"]),
        ("state=planned", ["将来的课"]),
        ("q=顾问渠", ["安全法"]),
        ("branch=none", ["将来的课", "焊接"]),
        ("audience=managers&mode=online", ["安全法"]),
    ],
)
def test_filters(
    client_of: Browse, staff: User, teach: Teach, branch_one: Branch, query: str, shown: list[str]
) -> None:
    teach("焊接", date(2024, 5, 1))
    teach("安全法", topic="law", lecturer="顾问渠", audience="managers", mode="online", branch=branch_one)
    teach("将来的课", date(2025, 3, 1))
    page = client_of(staff).get(f"/training/?{query}")
    assert [row.record.activity.title for row in page.context["table"].rows] == shown


def test_a_secretary_enters_a_session_of_the_own_branch(
    client_of: Browse, secretary_one: User, branch_one: Branch, branch_two: Branch
) -> None:
    client = client_of(secretary_one)
    page = text_of(client, "/training/new/?on=2025-02-14")
    assert ['value="2025-02-14"' in page, f'value="{branch_one.pk}" selected' in page] == [True, True]
    assert branch_two.name not in page
    response = client.post("/training/new/", {**FORM, "branch": branch_one.pk})
    session = TrainingSession.objects.get()
    assert (response["Location"], session.branch, session.hours) == (
        f"/training/{session.pk}/",
        branch_one,
        Decimal("1.5"),
    )
    twice = client.post("/training/new/", {**FORM, "branch": branch_one.pk})
    assert "这一天已经登记了同名的大讲堂，请核对。" in twice.content.decode()
    assert TrainingSession.objects.count() == 1


def test_all_faults_show_at_their_fields(client_of: Browse, staff: User) -> None:
    values = {**FORM, "title": "", "ends": "13:00", "hours": "0.1", "audience": ""}
    response = client_of(staff).post("/training/new/", values)
    assert sorted(response.context["form"].errors) == ["audience", "hours", "title"]
    values = {**FORM, "ends": "13:00"}
    response = client_of(staff).post("/training/new/", values)
    assert response.context["form"].errors == {"ends": ["结束时间应晚于开始时间。"]}


def test_edit_keeps_both_halves(client_of: Browse, staff: User, teach: Teach) -> None:
    session = teach("焊接", place="二号车间", summary="很好。")
    client, edit = client_of(staff), f"/training/{session.pk}/edit/"
    page = text_of(client, edit)
    assert [words in page for words in ("焊接", "二号车间", "很好。", 'value="2025-01-10"')] == [True] * 4
    values = {**FORM, "title": "焊接", "held_on": "2025-01-11", "revision": str(session.whole_revision)}
    assert client.post(edit, values)["Location"] == f"/training/{session.pk}/"
    stored = TrainingSession.objects.get()
    assert (stored.activity.held_on, stored.topic, stored.activity.state) == (
        date(2025, 1, 11),
        "policy",
        ActivityState.HELD,
    )
    assert "别人改过这条记录" in client.post(edit, values).content.decode()


def test_the_page_and_the_sheet_show_the_result(
    client_of: Browse, secretary_one: User, teach: Teach, enrol: Enrol, branch_one: Branch, branch_two: Branch
) -> None:
    session = teach("焊接", other_count=38, materials="课件\n讲义", summary="现场教学。", lecturer="鲁师傅")
    for name, branch in (("周到", branch_one), ("钱外人", branch_two)):
        Attendance.objects.create(activity=session.activity, member=enrol(name, branch), branch=branch)
    client = client_of(secretary_one)
    for address in (f"/training/{session.pk}/", f"/training/{session.pk}/sheet/"):
        page = text_of(client, address)
        shown = ("焊接", "鲁师傅", "现场教学。", "课件", "讲义", "周到", "您可以查看的 1 人")
        assert [words for words in shown if words not in page] == []
        assert ("钱外人" in page, ">40<" in page or "40 人次" in page) == (False, True)


def test_the_steps(client_of: Browse, staff: User, teach: Teach) -> None:
    session = teach("焊接", date(2025, 1, 25))
    client, page = client_of(staff), f"/training/{session.pk}/"
    hold = {"held_on": "2025-01-25", "hours": "2", "other_count": "12", "summary": "", "materials": ""}
    assert "已标记为已举办。" in client.post(f"{page}hold/", hold, follow=True).content.decode()
    assert "已经是“已举办”" in client.post(f"{page}hold/", hold).content.decode()
    assert "已改回筹备中。" in client.post(f"{page}reopen/", follow=True).content.decode()
    assert "请填写原因。" in client.post(f"{page}cancel/", {}).content.decode()
    assert "已取消。" in client.post(f"{page}cancel/", {"reason": "停电"}, follow=True).content.decode()
    assert client.post(f"{page}void/", {"reason": "重复"})["Location"] == "/training/"
    steps = ("", "edit/", "hold/", "cancel/", "reopen/", "void/", "sheet/")
    assert {client.get(f"{page}{step}").status_code for step in steps} == {404}


@pytest.mark.parametrize("step", ["", "edit/", "hold/", "cancel/", "reopen/", "void/", "sheet/"])
def test_another_branchs_session_is_not_there(
    client_of: Browse, secretary_two: User, other_staff: User, teach: Teach, branch_one: Branch, step: str
) -> None:
    session = teach("焊接", branch=branch_one)
    answers = [
        client_of(by).get(f"/training/{session.pk}/{step}").status_code for by in (secretary_two, other_staff)
    ]
    assert answers == [404, 404]


def test_the_month(client_of: Browse, staff: User, teach: Teach) -> None:
    teach("焊接", date(2025, 1, 10))
    teach("将来的课", date(2025, 1, 31))
    cancelled = teach("取消的课", date(2025, 1, 30))
    cancelled.activity.state = ActivityState.CANCELLED
    cancelled.activity.save()
    teach("别的月份", date(2024, 12, 31))
    client = client_of(staff)
    page = text_of(client, "/training/calendar/")
    assert ["焊接" in page, "将来的课" in page, "取消的课" in page, "别的月份" in page] == [
        True, True, False, False,
    ]  # fmt: skip
    assert ("筹备中" in page, page.count("今天")) == (True, 1)
    assert "别的月份" in text_of(client, "/training/calendar/?month=2024-12")
    assert "2024年11月没有安排大讲堂。" in text_of(client, "/training/calendar/?month=2024-11")
    assert "<h1>2025年1月</h1>" in text_of(client, "/training/calendar/?month=昨天")


def test_past_its_day_and_still_prepared(
    secretary_one: User, secretary_two: User, staff: User, teach: Teach, branch_one: Branch
) -> None:
    session = teach("焊接", date(2025, 1, 25), branch=branch_one)
    rule, today = REMINDERS["training.unsettled"], date(2025, 1, 25)
    assert rule.count(staff, today) == 0
    later = today + timedelta(days=1)
    assert [rule.count(by, later) for by in (staff, secretary_one, secretary_two)] == [1, 1, 0]
    [task] = rule.tasks(secretary_one, later)
    assert (task.words, task.days_left(later), task.href, task.place) == (
        "焊接",
        -1,
        f"/training/{session.pk}/hold/",
        "第一支部",
    )


def test_found_by_title_or_lecturer(
    staff: User, secretary_two: User, teach: Teach, branch_one: Branch
) -> None:
    teach("焊接", lecturer="鲁师傅", branch=branch_one)

    def found(by: User, text: str) -> list[str]:
        return [
            h.title for f, hits in FINDERS.find(by, text, 5) for h in hits if f.key == "training.sessions"
        ]

    assert [found(staff, "焊接"), found(staff, "鲁师"), found(secretary_two, "焊接")] == [
        ["焊接"],
        ["焊接"],
        [],
    ]


def test_empty_places_say_so(client_of: Browse, staff: User) -> None:
    client = client_of(staff)
    assert "没有符合条件的大讲堂。" in text_of(client, "/training/")
    assert "没有符合条件的党员。" in text_of(client, "/training/members/")
