"""The list of tickets, their page, the form, and the short forms of the steps."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from audit.models import AuditEntry
from branches.models import Branch
from members.models import Member
from services.models import Ticket
from tests.tickets import Take

pytestmark = pytest.mark.django_db
Browse = Callable[[User], Client]
FORM = {
    "person_name": "", "person_phone": "", "kind": "life", "urgency": "normal", "source": "hotline",
    "description": "宿舍漏水", "branch": "", "station": "", "received_on": "2025-01-15",
}  # fmt: skip


def numbers(client: Client, query: str = "") -> list[str]:
    """Return the numbers that the list shows, in its order."""
    rows = client.get(f"/services/{query}").context["table"].rows
    return [row.record.number for row in rows]


def test_the_list_begins_with_what_waits(client_of: Browse, take: Take, staff: User) -> None:
    done, waiting, later, soon = take("solved"), take(), take("accepted", kind="school"), take("accepted")
    client = client_of(staff)
    assert numbers(client) == [waiting.number, soon.number, later.number]
    assert numbers(client, "?state=solved") == [done.number]
    assert len(numbers(client, "?state=all")) == 4
    assert numbers(client, f"?q={done.number[-4:]}") == [done.number]


def test_an_export_holds_what_the_list_shows(client_of: Browse, take: Take, staff: User) -> None:
    take()
    take("solved")
    client = client_of(staff)
    address = re.search(r'href="(/imports/export/tickets/[^"]*)"', client.get("/services/").content.decode())
    assert address is not None
    assert address[1] == "/imports/export/tickets/?list=1"
    assert "1 张工单" in client.get(address[1]).content.decode()
    assert "2 张工单" in client.get("/imports/export/tickets/").content.decode()


def test_the_list_is_narrowed(
    client_of: Browse, take: Take, staff: User, branch_one: Branch, zeng: Member
) -> None:
    own = take("accepted", branch=branch_one, member=zeng, urgency="urgent")
    other = take(kind="school", source="visit")
    Ticket.objects.filter(pk=own.pk).update(assignee=staff)
    client = client_of(staff)
    for query, found in {
        "kind=school": other,
        "source=visit": other,
        "urgency=urgent": own,
        f"branch={branch_one.pk}": own,
        "branch=own": other,
        "assignee=mine": own,
        "assignee=none": other,
        "q=曾小": own,
    }.items():
        assert numbers(client, f"?{query}") == [found.number], query


def test_what_is_overdue_shows_before_it_is(client_of: Browse, take: Take, staff: User) -> None:
    late, near, far = (take("accepted") for _ in range(3))
    Ticket.objects.filter(pk=late.pk).update(due_on=date(2025, 1, 13), received_on=date(2025, 1, 2))
    Ticket.objects.filter(pk=near.pk).update(due_on=date(2025, 1, 17))
    client = client_of(staff)
    page = client.get("/services/").content.decode()
    for words in ("超期 2 个工作日", "还有 2 个工作日", "还有 5 个工作日"):
        assert words in page
    assert numbers(client, "?due=overdue") == [late.number]
    assert numbers(client, "?due=soon") == [late.number, near.number]
    assert far.number in numbers(client)


def test_a_secretary_is_not_asked_which_branch(client_of: Browse, secretary_one: User) -> None:
    assert 'name="branch"' not in client_of(secretary_one).get("/services/").content.decode()


def test_the_page_masks_and_leaves_a_trace(
    client_of: Browse, take: Take, secretary_one: User, branch_one: Branch
) -> None:
    ticket = take("accepted", branch=branch_one, person_name="王工")
    page = client_of(secretary_one).get(f"/services/{ticket.pk}/").content.decode()
    assert ["138****5678" in page, "13812345678" in page, ticket.follow_code in page] == [True, False, False]
    assert AuditEntry.objects.filter(verb="view", object_key=ticket.pk).count() == 1


def test_showing_is_a_post(client_of: Browse, take: Take, staff: User) -> None:
    ticket, client = take(), client_of(staff)
    assert client.get(f"/services/{ticket.pk}/reveal/").status_code == 405
    page = client.post(f"/services/{ticket.pk}/reveal/", {"field": "phone"}).content.decode()
    assert "13812345678" in page
    part = client.post(
        f"/services/{ticket.pk}/reveal/", {"field": "follow_code"}, headers={"HX-Request": "true"}
    ).content.decode()
    assert [ticket.follow_code in part, "<html" in part] == [True, False]
    assert client.post(f"/services/{ticket.pk}/reveal/", {"field": "reply"}).status_code == 404


def test_buttons_are_those_of_the_state(
    client_of: Browse, take: Take, staff: User, secretary_one: User, branch_one: Branch
) -> None:
    ticket = take("accepted", branch=branch_one)
    by_person = {
        user.username: [
            step for step in ("accept", "assign", "forward", "work", "solve", "rate")
            if f"/services/{ticket.pk}/{step}/" in client_of(user).get(f"/services/{ticket.pk}/").content.decode()
        ]
        for user in (staff, secretary_one)
    }  # fmt: skip
    assert by_person == {
        "dangwei": ["assign", "forward", "work", "solve"],
        "shuji1": ["forward", "work", "solve"],
    }


def test_steps_are_taken_on_their_pages(client_of: Browse, take: Take, staff: User) -> None:
    ticket, client = take(), client_of(staff)
    steps: dict[str, dict[str, Any]] = {
        "accept": {"kind": "school", "urgency": "urgent"},
        "assign": {"assignee": staff.pk},
        "work": {"note": "问过教育局"},
        "solve": {"reply": "材料已备齐", "on": "2025-01-15"},
        "rate": {"rating": "4", "words": "还行"},
        "reopen": {"reason": "又缺一份"},
        "note": {"note": "已补"},
        "return": {"reason": "请找社区"},
    }
    for step, given in steps.items():
        revision = Ticket.objects.get().revision
        answer = client.post(f"/services/{ticket.pk}/{step}/", {**given, "revision": revision})
        assert answer.status_code == 302, step
    stored = Ticket.objects.get()
    assert (stored.state, stored.kind, stored.assignee, stored.reply) == (
        "returned", "school", None, "请找社区",
    )  # fmt: skip
    assert stored.entries.count() == len(steps) + 1


def test_a_step_that_comes_too_late_is_told(client_of: Browse, take: Take, staff: User) -> None:
    ticket, client = take("solved"), client_of(staff)
    page = client.get(f"/services/{ticket.pk}/accept/", follow=True)
    assert page.redirect_chain == [(f"/services/{ticket.pk}/", 302)]
    assert "工单现在是“已解决”，不能受理；“待受理”的工单才能受理。" in page.content.decode()
    pressed = client.post(f"/services/{ticket.pk}/accept/", {"kind": "life", "urgency": "normal"})
    assert "不能受理" in pressed.content.decode()


def test_a_faulty_step_shows_all_faults(client_of: Browse, take: Take, staff: User) -> None:
    ticket = take("in_work")
    page = client_of(staff).post(f"/services/{ticket.pk}/solve/", {"reply": "", "on": "x"}).content.decode()
    assert "请填写给求助人的答复。" in page
    assert page.count("invalid-feedback") == 2


def test_the_hotline_registers(client_of: Browse, staff: User, branch_one: Branch, zeng: Member) -> None:
    client = client_of(staff)
    given = {**FORM, "person_name": "曾小红", "branch": branch_one.pk, "is_accepted": "on"}
    asked = client.post("/services/add/", given).content.decode()
    assert ["请选一位" in asked, "曾小红（第一支部）" in asked] == [True, True]
    answer = client.post("/services/add/", {**given, "known": zeng.pk}, follow=True)
    ticket = Ticket.objects.get()
    assert answer.redirect_chain == [(f"/services/{ticket.pk}/", 302)]
    assert (ticket.member, ticket.state, ticket.phone) == (zeng, "accepted", zeng.phone)


def test_faults_of_the_form_show_at_once(client_of: Browse, staff: User) -> None:
    page = client_of(staff).post(
        "/services/add/", {**FORM, "description": "", "kind": "", "person_phone": "1"}
    )
    assert sorted(page.context["form"].errors) == ["description", "kind", "person_phone"]
    assert "手机号应为 11 位，现在是 1 位，请核对。" in page.content.decode()


def test_names_are_looked_up_by_post(
    client_of: Browse, secretary_two: User, staff: User, zeng: Member
) -> None:
    found = client_of(staff).post("/services/people/", {"person_name": "zengxiaohong"}).content.decode()
    assert f'value="{zeng.pk}"' in found
    hidden = client_of(secretary_two).post("/services/people/", {"person_name": "曾小红"}).content.decode()
    assert ["名册里没有叫这个名字的" in hidden, str(zeng.pk) in hidden] == [True, False]
    assert client_of(staff).get("/services/people/").status_code == 405


def test_editing_keeps_the_number_that_was_left_alone(
    client_of: Browse, take: Take, staff: User, zeng: Member
) -> None:
    ticket, client = take("accepted", member=zeng), client_of(staff)
    page = client.get(f"/services/{ticket.pk}/edit/").content.decode()
    assert ["138****5678" in page, "13812345678" in page] == [True, False]
    given = {
        **FORM, "person_name": "曾小红", "known": zeng.pk, "kind": "school", "due_on": "2025-01-24",
        "revision": ticket.revision,
    }  # fmt: skip
    assert client.post(f"/services/{ticket.pk}/edit/", given).status_code == 302
    stored = Ticket.objects.get()
    assert (stored.person_phone, stored.member, stored.kind, stored.due_on) == (
        "13812345678", zeng, "school", date(2025, 1, 24),
    )  # fmt: skip
    again = client.post(f"/services/{ticket.pk}/edit/", given).content.decode()
    assert "别人改过这条记录" in again


def test_a_branch_keeps_a_member_of_another_whom_it_was_given(
    client_of: Browse, take: Take, secretary_two: User, branch_two: Branch, zeng: Member
) -> None:
    ticket, client = take("accepted", branch=branch_two, member=zeng), client_of(secretary_two)
    page = client.get(f"/services/{ticket.pk}/").content.decode()
    assert ["曾小红" in page, zeng.get_absolute_url() in page] == [True, False]
    form = client.get(f"/services/{ticket.pk}/edit/").content.decode()
    assert ["曾小红（其他支部）" in form, "第一支部" in form] == [True, False]
    given = {**FORM, "person_name": "曾小红", "known": zeng.pk, "description": "改一个字"}
    assert client.post(f"/services/{ticket.pk}/edit/", given).status_code == 302
    assert Ticket.objects.get().member == zeng


def test_a_void_ticket_is_gone(client_of: Browse, take: Take, staff: User) -> None:
    ticket, client = take(), client_of(staff)
    answer = client.post(f"/services/{ticket.pk}/void/", {"reason": "重复"}, follow=True)
    assert answer.redirect_chain == [("/services/", 302)]
    assert numbers(client, "?state=all") == []
    assert client.get(f"/services/{ticket.pk}/").status_code == 404


def test_codes_are_those_within_reach(
    client_of: Browse, secretary_one: User, other_staff: User, branch_one: Branch
) -> None:
    token = branch_one.committee.public_token
    shown = [
        token in client_of(user).get("/services/codes/").content.decode()
        for user in (secretary_one, other_staff)
    ]
    assert shown == [True, False]
