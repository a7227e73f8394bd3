"""Ventures and what they achieve."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from accounts.models import User
from branches.models import Branch, Committee, Enterprise
from contributions.actions import (
    add_result,
    add_venture,
    change_venture,
    end_venture,
    void_result,
    void_venture,
)
from contributions.models import Venture, VentureResult
from members.models import Member

pytestmark = pytest.mark.django_db
Browse = Callable[[User], Client]
LIST = "/contributions/ventures/"


def values(**given: Any) -> dict[str, Any]:  # noqa: ANN401  of the model
    return {"title": "防尘装置", "started_on": date(2021, 5, 1), "floor_area": 12000, **given}


def result(**given: Any) -> dict[str, Any]:  # noqa: ANN401  of the model
    return {"kind": "patent", "on": date(2022, 9, 1), "title": "一批专利", "count": 8, **given}


@pytest.fixture
def venture(secretary_one: User, branch_one: Branch, zeng: Member, firm: Enterprise) -> Venture:
    given = values(member=zeng, enterprise=firm, investment=Decimal("8600.50"))
    return add_venture(by=secretary_one, committee=branch_one.committee, branch=branch_one, values=given)


def test_faults(staff: User, committee: Committee, venture: Venture, other_committee: Committee) -> None:
    abroad = Enterprise.objects.create(committee=other_committee, name="远方公司", ownership="mixed")
    wrong = values(enterprise=abroad, investment=Decimal(-1), floor_area=0, ended_on=date(2020, 1, 1))
    with pytest.raises(ValidationError) as refused:
        add_venture(by=staff, committee=committee, values=wrong)
    assert refused.value.message_dict == {
        "enterprise": ["请选择本党委的企业。"],
        "investment": ["金额不能是负数。"],
        "floor_area": ["请填 1 至 10000000 之间的整数。"],
        "title": ["已登记过同名的创业项目。"],
        "ended_on": ["终止日期不能早于落户日期。"],
    }


def test_results(secretary_one: User, venture: Venture) -> None:
    add_result(by=secretary_one, venture=venture, values=result())
    with pytest.raises(ValidationError) as refused:
        add_result(by=secretary_one, venture=venture, values=result())
    assert refused.value.message_dict == {"title": ["同一天已登记过同名的成果。"]}
    with pytest.raises(ValidationError) as refused:
        add_result(by=secretary_one, venture=venture, values=result(count=0, on=date(2025, 2, 1)))
    assert refused.value.message_dict == {
        "count": ["请填 1 至 10000 之间的整数。"],
        "on": ["日期还没有到，请核对。"],
    }
    with pytest.raises(ValidationError, match="才落户"):
        add_result(by=secretary_one, venture=venture, values=result(on=date(2001, 1, 1)))


def test_voided_with_its_results(secretary_one: User, venture: Venture) -> None:
    kept = add_result(by=secretary_one, venture=venture, values=result())
    void_result(by=secretary_one, result=kept)
    add_result(by=secretary_one, venture=venture, values=result())
    void_venture(by=secretary_one, venture=venture, reason="不在园区")
    assert VentureResult.objects.valid().count() == 0
    with pytest.raises(ValidationError, match="已经作废"):
        add_result(by=secretary_one, venture=venture, values=result(title="新的"))


def test_ended_once(secretary_one: User, venture: Venture) -> None:
    end_venture(by=secretary_one, venture=venture, on=date(2024, 1, 1))
    with pytest.raises(ValidationError, match="已于 2024-01-01 终止"):
        end_venture(by=secretary_one, venture=venture, on=date(2024, 2, 1))
    assert [Venture.objects.on(date(*day)).count() for day in ((2023, 12, 31), (2024, 1, 1))] == [1, 0]


def test_list(client_of: Browse, staff: User, venture: Venture, committee: Committee) -> None:
    add_result(by=staff, venture=venture, values=result())
    add_result(by=staff, venture=venture, values=result(title="又一批", count=5))
    add_result(by=staff, venture=venture, values=result(kind="award", title="奖", count=1))
    void_result(by=staff, result=add_result(by=staff, venture=venture, values=result(title="错的", count=90)))
    other = add_venture(by=staff, committee=committee, values=values(title="包装", floor_area=400))
    end_venture(by=staff, venture=other, on=date(2024, 1, 1))
    page = client_of(staff).get(LIST).content.decode()
    assert "共 1 个：厂房 12,000 平方米，投资 8,600.5 万元，授权专利 13 项" in page
    assert ["防尘装置" in page, "包装" in page] == [True, False]
    page = client_of(staff).get(f"{LIST}?state=all").content.decode()
    assert ["共 2 个：厂房 12,400 平方米" in page, "已终止" in page] == [True, True]
    assert "防尘装置" in client_of(staff).get(f"{LIST}?q=临湖").content.decode()


def test_page_with_results_over_time(client_of: Browse, secretary_one: User, venture: Venture) -> None:
    for year, count in ((2021, 3), (2023, 9)):
        add_result(by=secretary_one, venture=venture, values=result(on=date(year, 9, 1), count=count))
    page = " ".join(client_of(secretary_one).get(venture.get_absolute_url()).content.decode().split())
    assert '12<span class="figure-unit">项' in page
    cells = '<th scope="row">{}</th> <td class="num">{} 项</td>'
    assert [cells.format(year, n) in page for year, n in ((2021, 3), (2022, 0), (2023, 9))] == [True] * 3


def test_pages(client_of: Browse, secretary_one: User, zeng: Member) -> None:
    client = client_of(secretary_one)
    given = {**values(started_on="2021-05-01"), "branch": zeng.branch_id, "member": zeng.pk}
    client.post(f"{LIST}add/", given)
    stored = Venture.objects.get()
    base = stored.get_absolute_url()
    client.post(f"{base}edit/", {**given, "floor_area": "24000", "revision": "1"})
    page = client.post(f"{base}results/add/", result(on="2022-09-01"), follow=True).content.decode()
    assert ["一批专利" in page, "24,000" in page] == [True, True]
    row = VentureResult.objects.get()
    answer = client.post(f"/contributions/results/{row.pk}/void/", {"reason": "记错了"})
    assert answer.headers["Location"] == base
    client.post(f"{base}end/", {"on": "2024-01-01"})
    assert "已于 2024年1月1日 终止" in client.get(base).content.decode()
    client.post(f"{base}void/", {"reason": "记错了"})
    assert client.get(base).status_code == 404


@pytest.mark.parametrize("who", ["secretary_two", "auditor", "other_staff", "outsider"])
def test_not_for_others(
    who: str, request: pytest.FixtureRequest, venture: Venture, secretary_one: User
) -> None:
    by = request.getfixturevalue(who)
    row = add_result(by=secretary_one, venture=venture, values=result())
    with pytest.raises(PermissionDenied):
        change_venture(by=by, venture=venture, values={"floor_area": 1})
    with pytest.raises(PermissionDenied):
        end_venture(by=by, venture=venture, on=date(2024, 1, 1))
    with pytest.raises(PermissionDenied):
        add_result(by=by, venture=venture, values=result())
    with pytest.raises(PermissionDenied):
        void_result(by=by, result=row)
    with pytest.raises(PermissionDenied):
        void_venture(by=by, venture=venture)
