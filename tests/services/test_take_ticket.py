"""Tickets coming in, inside and from outside, and being corrected."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from accounts.system import Visitor
from audit.models import AuditEntry
from branches.models import Branch, Committee
from members.models import Member
from services.actions import edit_ticket, hand_in_ticket, reveal_ticket, take_ticket, void_ticket
from services.models import Ticket
from stations.models import Station
from tests.register import last_traces
from tests.tickets import MATTER, Take

pytestmark = pytest.mark.django_db


def test_a_secretary_registers_for_the_own_branch(
    secretary_one: User, branch_one: Branch, zeng: Member
) -> None:
    ticket = take_ticket(
        by=secretary_one,
        committee=branch_one.committee,
        branch=branch_one,
        values={**MATTER, "member": zeng, "person_phone": "138 1234-5678"},
        is_accepted=True,
    )
    assert (ticket.number, ticket.state, ticket.due_on) == ("FW-2025-0001", "accepted", date(2025, 1, 22))
    assert (ticket.who, ticket.phone, ticket.branch) == ("曾小红", "13812345678", branch_one)
    assert [entry.step for entry in ticket.entries.all()] == ["hand_in", "accept"]
    assert last_traces(2)[1][:3] == ("周明远", "create", "FW-2025-0001")
    shown = AuditEntry.objects.get(verb="create", object_words="FW-2025-0001").changes
    assert shown["联系电话"] == ["", "138****5678"]
    assert "热水器" not in str(shown)


def test_a_secretary_registers_for_nobody_else(
    secretary_one: User, branch_one: Branch, branch_two: Branch
) -> None:
    for branch in (None, branch_two):
        with pytest.raises(PermissionDenied):
            take_ticket(by=secretary_one, committee=branch_one.committee, branch=branch, values=MATTER)


def test_the_member_is_one_that_the_person_may_see(
    secretary_one: User, branch_one: Branch, jiang: Member
) -> None:
    with pytest.raises(ValidationError) as refused:
        take_ticket(
            by=secretary_one,
            committee=branch_one.committee,
            branch=branch_one,
            values={**MATTER, "member": jiang},
        )
    assert refused.value.message_dict == {"member": ["请从名册里选择。"]}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"description": " "}, "description"),
        ({"description": "漏" * 2001}, "description"),
        ({"person_phone": "1381234"}, "person_phone"),
        ({"kind": "weather"}, "kind"),
        ({"person_name": "王" * 61}, "person_name"),
    ],
)
def test_faults_stand_at_their_fields(
    values: dict[str, Any], field: str, staff: User, committee: Committee
) -> None:
    with pytest.raises(ValidationError) as refused:
        take_ticket(by=staff, committee=committee, values={**MATTER, **values})
    assert [*refused.value.message_dict] == [field]
    assert not Ticket.objects.exists()


def test_nothing_is_received_tomorrow(staff: User, committee: Committee) -> None:
    with pytest.raises(ValidationError, match="日期不能晚于今天"):
        take_ticket(by=staff, committee=committee, values=MATTER, received_on=date(2025, 1, 16))


def test_the_same_form_sent_twice_is_one_ticket(staff: User, committee: Committee) -> None:
    first = take_ticket(by=staff, committee=committee, values=MATTER)
    assert take_ticket(by=staff, committee=committee, values=MATTER, is_accepted=True).pk == first.pk
    other = take_ticket(by=staff, committee=committee, values={**MATTER, "person_phone": "13912345678"})
    assert other.number == "FW-2025-0002"
    assert AuditEntry.objects.filter(detail="重复提交，没有新增").count() == 1


def test_help_asked_at_a_station_goes_to_its_branch(branch_one: Branch) -> None:
    station = Station.objects.create(
        committee=branch_one.committee,
        branch=branch_one,
        kind="station",
        name="湖风驿站",
        opened_on=date(2024, 1, 1),
    )
    visitor = Visitor(branch_one.committee)
    values = {"kind": "school", "description": "孩子入学", "person_phone": "0730-8123456"}
    ticket = hand_in_ticket(by=visitor, committee=branch_one.committee, station=station, values=values)
    assert (ticket.branch, ticket.source, ticket.station, ticket.state) == (
        branch_one, "station", station, "handed_in",
    )  # fmt: skip
    assert last_traces()[0][:3] == ("网上访客", "public", "FW-2025-0001")
    web = hand_in_ticket(by=visitor, committee=branch_one.committee, values=values)
    assert (web.branch, web.source) == (None, "web")


def test_nobody_hands_in_elsewhere(branch_one: Branch, other_committee: Committee) -> None:
    with pytest.raises(PermissionDenied):
        hand_in_ticket(by=Visitor(other_committee), committee=branch_one.committee, values=MATTER)


def test_correcting_keeps_the_day_it_is_due(take: Take, staff: User, committee: Committee) -> None:
    ticket = take("accepted")
    edit_ticket(by=staff, ticket=ticket, values={"kind": "school", "urgency": "critical"})
    stored = Ticket.objects.get()
    assert (stored.kind, stored.urgency, stored.due_on) == ("school", "critical", date(2025, 1, 22))


def test_staff_move_the_day_it_is_due_and_it_shows(
    take: Take, staff: User, secretary_one: User, branch_one: Branch
) -> None:
    ticket = take("accepted", branch=branch_one)
    later = {"due_on": date(2025, 1, 27)}
    with pytest.raises(PermissionDenied):
        edit_ticket(by=secretary_one, ticket=ticket, values=later)
    edit_ticket(by=staff, ticket=ticket, values=later)
    entry = ticket.entries.get(step="note")
    assert entry.words == "办理期限由 2025-01-22 改为 2025-01-27"
    with pytest.raises(ValidationError, match="不能早于登记日期"):
        edit_ticket(by=staff, ticket=ticket, values={"due_on": date(2024, 1, 1)})


def test_what_is_archived_stays(take: Take, staff: User) -> None:
    with pytest.raises(ValidationError, match="已经归档"):
        edit_ticket(by=staff, ticket=take("archived"), values={"kind": "school"})


def test_an_old_page_overwrites_nothing(take: Take, staff: User) -> None:
    ticket = take()
    edit_ticket(by=staff, ticket=ticket, values={"kind": "school"}, revision=ticket.revision)
    with pytest.raises(ValidationError, match="别人改过"):
        edit_ticket(by=staff, ticket=ticket, values={"kind": "work"}, revision=ticket.revision)


def test_showing_a_number_leaves_a_trace_without_it(
    take: Take, secretary_one: User, branch_one: Branch
) -> None:
    ticket = take(branch=branch_one)
    assert reveal_ticket(by=secretary_one, ticket=ticket, field="phone") == "13812345678"
    assert last_traces() == [("周明远", "reveal", ticket.number, "done", "联系电话")]
    with pytest.raises(ValueError, match="masked"):
        reveal_ticket(by=secretary_one, ticket=ticket, field="description")


def test_voiding_needs_a_reason_and_the_committee(
    take: Take, staff: User, secretary_one: User, branch_one: Branch
) -> None:
    ticket = take(branch=branch_one)
    with pytest.raises(PermissionDenied):
        void_ticket(by=secretary_one, ticket=ticket, reason="重复")
    with pytest.raises(ValidationError) as refused:
        void_ticket(by=staff, ticket=ticket, reason=" ")
    assert [*refused.value.message_dict] == ["reason"]
    void_ticket(by=staff, ticket=ticket, reason="重复")
    assert not Ticket.objects.valid().exists()
