"""The list, the page and the forms of activities."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from activities.actions import record_attendance
from activities.models import Activity, Festival
from branches.models import Branch, Committee
from core.finders import FINDERS
from core.reminders import REMINDERS
from members.actions import move_member
from members.models import Member
from stations.models import Station
from tests.meetings import FORM, TODAY, Meet
from training.actions import add_session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
Browse = Callable[[User], Client]


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def several(
    meet: Meet, branch_one: Branch, branch_two: Branch, lakeside: Station, festival: Festival
) -> dict[str, Activity]:
    """Activities of every sort."""
    return {
        "tea": meet(
            "邻里茶话", date(2024, 12, 5), kind="station", station=lakeside, branch=branch_one, other_count=9
        ),
        "parade": meet("开幕巡游", date(2024, 9, 1), kind="festival", festival=festival, place="港口大道"),
        "trees": meet("植树", date(2025, 1, 10), kind="volunteer", branch=branch_two),
        "coming": meet("迎春会", date(2025, 1, 20), organiser="工会"),
    }


def test_the_list_adds_up(
    client_of: Browse, staff: User, several: dict[str, Activity], zeng: Member, jiang: Member
) -> None:
    record_attendance(by=staff, activity=several["tea"], members=[zeng, jiang])
    page = client_of(staff).get("/activities/")
    assert "共 4 场，已举办 3 场：党员 2 人次，连同其他人员 11 人次" in page.content.decode()
    assert [(row.record.title, row.record.people) for row in page.context["table"].rows] == [
        ("迎春会", 0),
        ("植树", 0),
        ("邻里茶话", 11),
        ("开幕巡游", 0),
    ]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("month=2024-12", ["邻里茶话"]),
        ("month=2024", ["邻里茶话", "开幕巡游"]),
        ("kind=volunteer", ["植树"]),
        ("state=planned", ["迎春会"]),
        ("branch=none", ["迎春会", "开幕巡游"]),
        ("q=港口", ["开幕巡游"]),
        ("q=工会", ["迎春会"]),
        ("station={lakeside}&month=2024-12", ["邻里茶话"]),
        ("station={lakeside}&month=2024-11", []),
        ("festival={festival}", ["开幕巡游"]),
    ],
)
def test_filters(
    client_of: Browse,
    staff: User,
    several: dict[str, Activity],
    lakeside: Station,
    festival: Festival,
    query: str,
    shown: list[str],
) -> None:
    address = query.format(lakeside=lakeside.pk, festival=festival.pk)
    page = client_of(staff).get(f"/activities/?{address}")
    assert [row.record.title for row in page.context["table"].rows] == shown


def test_months_lead_to_those_beside_them(client_of: Browse, staff: User, lakeside: Station) -> None:
    page = text_of(client_of(staff), f"/activities/?station={lakeside.pk}&month=2025-01&page=3")
    assert f"?station={lakeside.pk}&amp;month=2024-12" in page
    assert f"?station={lakeside.pk}&amp;month=2025-02" in page
    assert "活动 · 2025年1月" in page


def test_a_secretary_sees_the_own_and_the_committees(
    client_of: Browse, secretary_one: User, several: dict[str, Activity]
) -> None:
    client = client_of(secretary_one)
    page = text_of(client, "/activities/")
    assert [activity.title in page for activity in several.values()] == [True, True, False, True]
    assert client.get(several["trees"].get_absolute_url()).status_code == 404
    parade = several["parade"].get_absolute_url()
    assert f"{parade}edit/" not in text_of(client, parade)
    assert client.get(f"{parade}edit/").status_code == 404


def test_others_members_are_a_number(
    client_of: Browse, secretary_one: User, staff: User, meet: Meet, zeng: Member, jiang: Member
) -> None:
    rally = meet("表彰大会", other_count=5)
    record_attendance(by=staff, activity=rally, members=[zeng, jiang])
    page = text_of(client_of(secretary_one), rally.get_absolute_url())
    assert ("曾小红" in page, "蒋大川" in page) == (True, False)
    assert "2 人，其中其他支部 1 人" in page
    everything = text_of(client_of(staff), rally.get_absolute_url())
    assert ("曾小红" in everything, "蒋大川" in everything, "其他支部" in everything) == (True, True, False)


def test_who_has_moved_since_is_named_without_a_link(
    client_of: Browse, secretary_one: User, staff: User, of_one: Activity, zeng: Member, branch_two: Branch
) -> None:
    record_attendance(by=staff, activity=of_one, members=[zeng])
    client, link = client_of(secretary_one), f'<a href="{zeng.get_absolute_url()}">曾小红</a>'
    assert link in text_of(client, of_one.get_absolute_url())
    move_member(by=staff, member=zeng, to_branch=branch_two, on=TODAY)
    page = text_of(client, of_one.get_absolute_url())
    assert (link in page, "曾小红" in page) == (False, True)


def test_a_page_costs_the_same_for_one_member_and_for_many(
    client_of: Browse, staff: User, of_one: Activity, zeng: Member, jiang: Member
) -> None:
    client, counts = client_of(staff), []
    for members in ([zeng], [jiang]):
        record_attendance(by=staff, activity=of_one, members=members)
        client.get(of_one.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            client.get(of_one.get_absolute_url())
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_it_is_entered(client_of: Browse, secretary_one: User, branch_one: Branch) -> None:
    answer = client_of(secretary_one).post("/activities/new/", {**FORM, "branch": branch_one.pk})
    made = Activity.objects.get()
    assert answer["Location"] == made.get_absolute_url()
    assert (made.branch, made.state, made.other_count, str(made.begins)) == (
        branch_one,
        "planned",
        0,
        "14:30:00",
    )


def test_the_form_comes_back_with_every_fault(client_of: Browse, staff: User) -> None:
    form = {"title": "", "kind": "station", "held_on": "2025-01-20", "state": "held", "ends": "09:00"}
    page = client_of(staff).post("/activities/new/", form).content.decode()
    for sentence in ("驿站活动请选择在哪个驿站或阵地。", "还没有到这一天，不能记为已举办。"):
        assert sentence in page
    assert not Activity.objects.exists()


def test_it_begins_with_what_the_address_says(
    client_of: Browse, secretary_one: User, lakeside: Station, uphill: Station
) -> None:
    client = client_of(secretary_one)
    form = client.get(f"/activities/new/?station={lakeside.pk}&on=2025-02-01").context["form"]
    assert (form["station"].value(), form["kind"].value()) == (lakeside.pk, "station")
    assert form["held_on"].value() == date(2025, 2, 1)
    assert uphill not in form.fields["station"].queryset
    assert "training" not in dict(form.fields["kind"].choices)
    assert client.get("/activities/new/?station=x&on=y&festival=9" + "9" * 40).status_code == 200


def test_it_is_changed_unless_somebody_else_was_quicker(
    client_of: Browse, secretary_one: User, of_one: Activity, branch_one: Branch
) -> None:
    client, address = client_of(secretary_one), f"{of_one.get_absolute_url()}edit/"
    given = {**FORM, "held_on": "2025-01-15", "branch": branch_one.pk, "revision": 1}
    assert client.post(address, given).status_code == 302
    of_one.refresh_from_db()
    assert (of_one.title, of_one.place, of_one.state) == ("迎新春座谈会", "二楼", "planned")
    assert "别人改过这条记录" in client.post(address, {**given, "place": "三楼"}).content.decode()


def test_the_steps(client_of: Browse, secretary_one: User, of_one: Activity) -> None:
    client, home = client_of(secretary_one), of_one.get_absolute_url()
    assert "标记已举办" in text_of(client, home)
    held = client.post(
        f"{home}hold/", {"held_on": "2025-01-15", "other_count": 3, "summary": "谈了三件事。"}, follow=True
    )
    assert "已标记为已举办" in held.content.decode()
    assert client.post(f"{home}reopen/").status_code == 302
    assert "请填写原因。" in client.post(f"{home}cancel/", {"reason": "　"}).content.decode()
    assert client.post(f"{home}cancel/", {"reason": "停电"}).status_code == 302
    assert "停电" in text_of(client, home)
    assert client.post(f"{home}void/", {"reason": "重复登记"})["Location"] == "/activities/"
    assert client.get(home).status_code == 404


def test_what_is_late_says_so(client_of: Browse, staff: User, meet: Meet) -> None:
    late = meet("旧会", date(2025, 1, 2), state="planned")
    assert "还是“筹备中”" in text_of(client_of(staff), late.get_absolute_url())


def test_a_session_leads_to_its_own_room(client_of: Browse, staff: User, committee: Committee) -> None:
    values = {"title": "安全法", "held_on": TODAY, "audience": "workers", "topic": "law"}
    session = add_session(by=staff, committee=committee, values=values)
    page = text_of(client_of(staff), session.activity.get_absolute_url())
    assert session.get_absolute_url() in page
    assert f"/training/{session.pk}/edit/" in page
    form = client_of(staff).get(f"{session.activity.get_absolute_url()}edit/").context["form"]
    assert [key for key, _ in form.fields["kind"].choices if key] == ["training"]


def test_reminders_wait_for_those_who_organise(
    secretary_one: User, secretary_two: User, staff: User, meet: Meet, branch_one: Branch
) -> None:
    meet("旧会", date(2025, 1, 2), state="planned", branch=branch_one)
    meet("后天的会", date(2025, 1, 17), branch=branch_one)
    meet("下月的会", date(2025, 2, 17), branch=branch_one)
    found = {
        key: [
            [task.words for task in REMINDERS[key].tasks(by, TODAY)]
            for by in (secretary_one, secretary_two, staff)
        ]
        for key in ("activities.unsettled", "activities.coming")
    }
    assert found == {
        "activities.unsettled": [["旧会"], [], ["旧会"]],
        "activities.coming": [["后天的会"], [], ["后天的会"]],
    }


def test_the_search_finds_what_may_be_seen(
    secretary_one: User, several: dict[str, Activity], festival: Festival
) -> None:
    found = {
        text: [hit.title for finder, hits in FINDERS.find(secretary_one, text, 5) for hit in hits]
        for text in ("茶话", "植树", "港口大道", "同心同港")
    }
    assert found == {
        "茶话": ["邻里茶话"],
        "植树": [],
        "港口大道": ["开幕巡游"],
        "同心同港": ["第四届企业文化节"],
    }
