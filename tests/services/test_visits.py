"""Visits and legal aid: kept as such, and made into tickets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from accounts.models import User
from branches.models import Branch
from members.models import Member
from services.actions import (
    add_legal_aid,
    add_visit,
    change_visit,
    close_legal_aid,
    legal_aid_to_ticket,
    visit_to_ticket,
    void_visit,
)
from services.models import LegalAid, Ticket, Visit
from tests.tickets import Take

pytestmark = pytest.mark.django_db
Browse = Callable[[User], Client]
ON = date(2025, 1, 10)


@pytest.fixture
def visit(secretary_one: User, branch_one: Branch, zeng: Member) -> Visit:
    values = {
        "branch": branch_one,
        "kind": "illness",
        "on": ON,
        "member": zeng,
        "summary": "住院，想问大病救助",
    }
    return add_visit(by=secretary_one, committee=branch_one.committee, values=values)


@pytest.fixture
def aid(secretary_one: User, branch_one: Branch) -> LegalAid:
    values = {"branch": branch_one, "matter": "wages", "on": ON, "person_name": "王 工", "summary": "欠薪"}
    return add_legal_aid(by=secretary_one, committee=branch_one.committee, values=values)


def test_a_visit_is_to_somebody_and_not_tomorrow(secretary_one: User, branch_one: Branch) -> None:
    values = {"branch": branch_one, "kind": "routine", "on": date(2025, 1, 16), "person_name": "王工"}
    with pytest.raises(ValidationError, match="日期不能晚于今天"):
        add_visit(by=secretary_one, committee=branch_one.committee, values=values)
    with pytest.raises(ValidationError, match="请填写姓名"):
        add_visit(
            by=secretary_one, committee=branch_one.committee, values={**values, "on": ON, "person_name": ""}
        )


def test_a_branch_keeps_its_own_visits(
    visit: Visit, secretary_two: User, staff: User, branch_two: Branch
) -> None:
    with pytest.raises(PermissionDenied):
        change_visit(by=secretary_two, visit=visit, values={"goods": "米"})
    change_visit(by=staff, visit=visit, values={"branch": branch_two})
    change_visit(by=secretary_two, visit=visit, values={"goods": "米"})
    stored = Visit.objects.get()
    assert (stored.branch, stored.goods, stored.member) == (branch_two, "米", visit.member)
    void_visit(by=secretary_two, visit=stored, reason="记错了")
    assert not Visit.objects.valid().exists()


def test_a_visit_becomes_one_ticket(
    visit: Visit, secretary_one: User, branch_one: Branch, zeng: Member
) -> None:
    values = {"kind": "medical", "urgency": "urgent", "description": "了解大病救助"}
    ticket = visit_to_ticket(by=secretary_one, visit=visit, values=values)
    assert (ticket.source, ticket.branch, ticket.member, ticket.state) == (
        "visit", branch_one, zeng, "handed_in",
    )  # fmt: skip
    assert Visit.objects.get().ticket == ticket
    with pytest.raises(ValidationError, match="已经转成工单 FW-2025-0001"):
        visit_to_ticket(by=secretary_one, visit=visit, values=values)


def test_the_pages_of_a_visit(
    client_of: Browse, visit: Visit, secretary_one: User, secretary_two: User, branch_one: Branch
) -> None:
    client = client_of(secretary_one)
    assert "曾小红" in client.get("/services/visits/").content.decode()
    page = client.get(f"/services/visits/{visit.pk}/").content.decode()
    assert "转成工单" in page
    given = {"kind": "medical", "urgency": "normal", "description": "了解大病救助"}
    answer = client.post(f"/services/visits/{visit.pk}/ticket/", given)
    assert answer["Location"] == Ticket.objects.get().get_absolute_url()
    assert "FW-2025-0001" in client.get(f"/services/visits/{visit.pk}/").content.decode()
    assert client_of(secretary_two).get(f"/services/visits/{visit.pk}/").status_code == 404
    answer = client.post(f"/services/visits/{visit.pk}/void/", {"reason": "重复"}, follow=True)
    assert answer.redirect_chain == [("/services/visits/", 302)]
    assert client.get(f"/services/visits/{visit.pk}/").status_code == 404


def test_a_visit_is_entered_on_its_page(
    client_of: Browse, secretary_one: User, branch_one: Branch, zeng: Member
) -> None:
    client = client_of(secretary_one)
    given = {"on": "2025-01-10", "kind": "festival", "branch": branch_one.pk, "person_name": "曾小红"}
    asked = client.post("/services/visits/add/", given).content.decode()
    assert "名册里有这个名字，请选一位" in asked
    assert client.post("/services/visits/add/", {**given, "known": zeng.pk}).status_code == 302
    assert Visit.objects.get().member == zeng
    other = {**given, "known": "other", "amount": "-1"}
    assert "金额不能是负数。" in client.post("/services/visits/add/", other).content.decode()
    assert client.post("/services/visits/add/", {**other, "amount": "500"}).status_code == 302
    assert Visit.objects.filter(member=None).get().person_name == "曾小红"


def test_legal_aid_is_closed_once(aid: LegalAid, secretary_one: User) -> None:
    assert aid.person_name == "王工"
    with pytest.raises(ValidationError, match="不能早于受理日期 2025-01-10"):
        close_legal_aid(by=secretary_one, aid=aid, on=date(2025, 1, 9), result="和解")
    with pytest.raises(ValidationError, match="请写明结果"):
        close_legal_aid(by=secretary_one, aid=aid, on=ON, result="")
    close_legal_aid(by=secretary_one, aid=aid, on=ON, result="企业补发")
    stored = LegalAid.objects.get()
    assert (stored.state, stored.closed_on, stored.result) == ("closed", ON, "企业补发")
    with pytest.raises(ValidationError, match="已经是“已办结”"):
        close_legal_aid(by=secretary_one, aid=aid, on=ON, result="又办", is_ended=True)


def test_legal_aid_becomes_a_ticket(aid: LegalAid, secretary_one: User) -> None:
    ticket = legal_aid_to_ticket(by=secretary_one, aid=aid, values={"description": "先行垫付"})
    assert (ticket.kind, ticket.who, LegalAid.objects.get().ticket) == ("legal", "王工", ticket)


def test_legal_aid_hangs_on_a_ticket_by_its_number(
    client_of: Browse, take: Take, secretary_one: User, branch_one: Branch, zeng: Member
) -> None:
    foreign = take()
    own = take(branch=branch_one, member=zeng)
    client = client_of(secretary_one)
    page = client.get(f"/services/legal-aid/add/?ticket={own.pk}").content.decode()
    assert [own.number in page, "曾小红" in page] == [True, True]
    assert foreign.number not in client.get(f"/services/legal-aid/add/?ticket={foreign.pk}").content.decode()
    given = {"on": "2025-01-10", "matter": "labour", "branch": branch_one.pk, "person_name": "王工"}
    refused = client.post("/services/legal-aid/add/", {**given, "ticket_number": foreign.number})
    assert "没有找到这张工单，请核对编号。" in refused.content.decode()
    client.post("/services/legal-aid/add/", {**given, "ticket_number": own.number.lower()})
    aid = LegalAid.objects.get()
    assert aid.ticket == own
    assert "法律援助：2025-01-10 劳动合同" in client.get(f"/services/{own.pk}/").content.decode()
    closing = {"is_ended": "yes", "on": "2025-01-12", "result": "本人撤回"}
    client.post(f"/services/legal-aid/{aid.pk}/close/", closing)
    assert LegalAid.objects.get().state == "ended"
