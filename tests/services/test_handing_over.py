"""Who looks after a ticket: assigned to a person, forwarded to a branch, given back to the committee."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from accounts.models import User
from audit.models import AuditEntry
from branches.models import Branch
from services.actions import assign_ticket, forward_ticket
from services.models import Ticket
from tests.tickets import Take

pytestmark = pytest.mark.django_db
Browse = Callable[[User], Client]


def test_only_those_who_may_act_are_assigned(
    take: Take, staff: User, secretary_one: User, secretary_two: User, auditor: User, branch_one: Branch
) -> None:
    ticket = take("accepted", branch=branch_one)
    for stranger in (secretary_two, auditor):
        with pytest.raises(ValidationError, match="这位不能办理这张工单"):
            assign_ticket(by=staff, ticket=ticket, assignee=stranger)
    assign_ticket(by=staff, ticket=ticket, assignee=secretary_one)
    assert Ticket.objects.get().assignee == secretary_one
    secretary_one.is_active = False
    secretary_one.save()
    with pytest.raises(ValidationError, match="这位不能办理"):
        assign_ticket(by=staff, ticket=ticket, assignee=secretary_one)


def test_the_form_offers_them(
    client_of: Browse, take: Take, staff: User, secretary_one: User, secretary_two: User, auditor: User,
    branch_one: Branch,
) -> None:  # fmt: skip
    page = client_of(staff).get(f"/services/{take(branch=branch_one).pk}/assign/").content.decode()
    shown = [
        user.name in page.partition("<select")[2] for user in (staff, secretary_one, secretary_two, auditor)
    ]
    assert shown == [True, True, False, False]


def test_forwarding_clears_the_person_and_leaves_a_trace_on_both_sides(
    take: Take, staff: User, secretary_one: User, branch_one: Branch, branch_two: Branch
) -> None:
    ticket = take("in_work", branch=branch_one)
    assign_ticket(by=staff, ticket=ticket, assignee=secretary_one)
    forward_ticket(by=staff, ticket=ticket, branch=branch_two, note="企业归第二支部联系")
    stored = Ticket.objects.get()
    assert (stored.branch, stored.assignee, stored.state, stored.due_on) == (
        branch_two, None, "accepted", ticket.due_on,
    )  # fmt: skip
    entries = AuditEntry.objects.filter(detail__contains="转给第二支部")
    assert {entry.branch_key for entry in entries} == {branch_one.pk, branch_two.pk}


def test_a_secretary_gives_back_with_a_reason_and_nothing_else(
    take: Take, secretary_one: User, branch_one: Branch, branch_two: Branch
) -> None:
    ticket = take("accepted", branch=branch_one)
    with pytest.raises(PermissionDenied):
        forward_ticket(by=secretary_one, ticket=ticket, branch=branch_two, note="请接手")
    with pytest.raises(ValidationError, match="请写明为什么交回党委"):
        forward_ticket(by=secretary_one, ticket=ticket, branch=None)
    forward_ticket(by=secretary_one, ticket=ticket, branch=None, note="不是本支部的人")
    assert Ticket.objects.get().branch is None


def test_after_giving_back_the_page_leads_to_the_list(
    client_of: Browse, take: Take, secretary_one: User, branch_one: Branch, branch_two: Branch
) -> None:
    ticket, client = take("accepted", branch=branch_one), client_of(secretary_one)
    page = client.get(f"/services/{ticket.pk}/forward/").content.decode()
    assert ["交回党委" in page, branch_two.short_name in page] == [True, False]
    answer = client.post(
        f"/services/{ticket.pk}/forward/", {"to": "committee", "note": "不是本支部的人"}, follow=True
    )
    assert answer.redirect_chain == [("/services/", 302)]
    assert client.get(f"/services/{ticket.pk}/").status_code == 404


def test_a_ticket_stays_in_its_committee(take: Take, staff: User, other_branch: Branch) -> None:
    with pytest.raises(ValidationError, match="请选择本党委的支部"):
        forward_ticket(by=staff, ticket=take(), branch=other_branch)


def test_it_is_not_forwarded_to_where_it_is(take: Take, staff: User, branch_one: Branch) -> None:
    with pytest.raises(ValidationError, match="已经在这里办理"):
        forward_ticket(by=staff, ticket=take(branch=branch_one), branch=branch_one)


def test_committees_own_tickets_are_not_seen_by_branches(
    client_of: Browse, take: Take, secretary_one: User
) -> None:
    ticket, client = take(), client_of(secretary_one)
    assert client.get(f"/services/{ticket.pk}/").status_code == 404
    assert ticket.number not in client.get("/services/").content.decode()
