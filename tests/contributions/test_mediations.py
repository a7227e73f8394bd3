"""Mediations: encrypted, settled, told of nowhere in clear but on their own page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client

from accounts.models import User
from audit.models import AuditEntry
from branches.models import Branch, Committee
from contributions.actions import add_mediation, change_mediation, settle_mediation, void_mediation
from contributions.models import Mediation
from members.models import Member

pytestmark = pytest.mark.django_db
Browse = Callable[[User], Client]
LIST = "/contributions/mediations/"
SECRET = {"parties": "上官文静与某物流公司", "summary": "因夜班补贴\n发生争执"}


def values(**given: Any) -> dict[str, Any]:  # noqa: ANN401  of the model
    return {"on": date(2024, 12, 1), "kind": "wages", "place": "驿站", **SECRET, **given}


@pytest.fixture
def mediation(secretary_one: User, branch_one: Branch, zeng: Member) -> Mediation:
    return add_mediation(
        by=secretary_one,
        committee=branch_one.committee,
        branch=branch_one,
        values=values(mediator=zeng),
    )


def test_nothing_of_it_stands_in_clear(mediation: Mediation) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT parties, summary FROM contributions_mediation")
        stored = " ".join(cursor.fetchone())
    entry = AuditEntry.objects.get(verb="create", object_kind="contributions.mediation")
    assert [words in stored for words in ("上官", "补贴")] == [False, False]
    assert entry.changes["当事人"] == ["", "（内容加密）"]
    assert [words in str(entry.changes) for words in ("上", "补贴")] == [False, False]


def test_the_same_press_stores_once(secretary_one: User, branch_one: Branch, mediation: Mediation) -> None:
    given: Any = {"by": secretary_one, "committee": branch_one.committee, "branch": branch_one}
    with pytest.raises(ValidationError) as refused:
        add_mediation(**given, values=values())
    assert refused.value.message_dict == {"summary": ["同一天、同样内容的调解已经登记过了，请在列表中核对。"]}
    add_mediation(**given, values=values(parties="另外两个人"))
    assert Mediation.objects.count() == 2


@pytest.mark.parametrize(
    ("result", "day", "sentence"),
    [
        ("settled", None, "请填调解成功的日期。"),
        ("settled", date(2024, 11, 30), "调解成功时请填成功日期，且不早于受理日期；其他结果不填。"),
        ("settled", date(2025, 1, 16), "调解成功日期还没有到，请核对。"),
        ("peace", None, "值 'peace' 不是有效选项。"),
    ],
)
def test_results_refused(
    secretary_one: User, mediation: Mediation, result: str, day: date | None, sentence: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        settle_mediation(by=secretary_one, mediation=mediation, result=result, settled_on=day)
    assert sentence in refused.value.messages


def test_settled_and_put_right(secretary_one: User, mediation: Mediation) -> None:
    day = date(2024, 12, 3)
    settled = settle_mediation(by=secretary_one, mediation=mediation, result="settled", settled_on=day)
    assert (settled.result, settled.settled_on) == ("settled", day)
    referred = settle_mediation(by=secretary_one, mediation=mediation, result="referred", settled_on=day)
    assert (referred.result, referred.settled_on) == ("referred", None)


def test_nobody_out_of_sight_mediates(
    secretary_one: User, branch_one: Branch, mediation: Mediation, jiang: Member
) -> None:
    with pytest.raises(ValidationError) as refused:
        change_mediation(by=secretary_one, mediation=mediation, values={"mediator": jiang})
    assert refused.value.message_dict == {"mediator": ["请选择您可以查看的流动党员。"]}


def test_the_committees_own_are_hidden_from_branches(
    client_of: Browse, staff: User, secretary_one: User, committee: Committee
) -> None:
    own = add_mediation(by=staff, committee=committee, values=values())
    assert client_of(secretary_one).get(own.get_absolute_url()).status_code == 404
    assert "没有符合条件的调解" in client_of(secretary_one).get(LIST).content.decode()
    with pytest.raises(PermissionDenied):
        add_mediation(by=secretary_one, committee=committee, values=values())


def test_list_tells_results_and_no_parties(
    client_of: Browse, staff: User, mediation: Mediation, zeng: Member
) -> None:
    page = client_of(staff).get(LIST).content.decode()
    assert ["共 1 件：调解成功 0 件，调解中 1 件" in page, "曾小红" in page] == [True, True]
    assert ["上官文静" in page, "夜班补贴" in page] == [False, False]
    for query, rows in (
        ("q=zxh", 1),
        ("q=驿站", 1),
        ("period=2024-12", 1),
        ("period=2023", 0),
        ("result=settled", 0),
    ):
        found = client_of(staff).get(f"{LIST}?{query}").content.decode()
        assert found.count('class="m-main') == rows, query


def test_its_page_leaves_a_trace(client_of: Browse, secretary_one: User, mediation: Mediation) -> None:
    page = client_of(secretary_one).get(mediation.get_absolute_url()).content.decode()
    assert ["上官文静与某物流公司" in page, "因夜班补贴<br>发生争执" in page] == [True, True]
    assert AuditEntry.objects.filter(verb="view", object_key=mediation.pk).count() == 1


def test_pages_from_taking_in_to_voiding(client_of: Browse, secretary_one: User, zeng: Member) -> None:
    client = client_of(secretary_one)
    assert "第一支部" in client.get(f"{LIST}add/").content.decode()
    given = {**values(on="2024-12-01"), "mediator": zeng.pk, "branch": zeng.branch_id}
    page = client.post(f"{LIST}add/", {**given, "parties": ""}).content.decode()
    assert "请填写这一项。" in page
    answer = client.post(f"{LIST}add/", given)
    stored = Mediation.objects.get()
    assert answer.headers["Location"] == stored.get_absolute_url()
    assert (stored.branch, stored.result) == (zeng.branch, "pending")
    base = stored.get_absolute_url()
    client.post(f"{base}edit/", {**given, "place": "门卫室", "revision": "1"})
    client.post(f"{base}settle/", {"result": "settled", "settled_on": "2024-12-05"})
    stored.refresh_from_db()
    assert (stored.place, stored.settled_on) == ("门卫室", date(2024, 12, 5))
    client.post(f"{base}void/", {"reason": "重复登记"})
    assert client.get(base).status_code == 404


@pytest.mark.parametrize("who", ["secretary_two", "auditor", "other_staff", "outsider"])
def test_not_for_others(who: str, request: pytest.FixtureRequest, mediation: Mediation) -> None:
    by = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        change_mediation(by=by, mediation=mediation, values={"place": "别处"})
    with pytest.raises(PermissionDenied):
        settle_mediation(by=by, mediation=mediation, result="failed")
    with pytest.raises(PermissionDenied):
        void_mediation(by=by, mediation=mediation)
