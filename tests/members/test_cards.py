from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from accounts.models import User
from branches.models import Branch
from members.actions import check_card, check_cards, end_enrolment, void_card_check
from members.models import CardCheck, Member
from tests.register import ZENG, Enter, numbered_id

Browse = Callable[[User], Client]
TODAY = date(2025, 1, 15)
PAGE = "/members/cards/"


@pytest.fixture
def zeng(enter: Enter, branch_one: Branch) -> Member:
    return enter(branch_one, **ZENG, card_number="XG2024001")


@pytest.fixture
def shan(enter: Enter, branch_one: Branch) -> Member:
    return enter(branch_one, name="单志红", national_id=numbered_id(1))


def check(by: User, member: Member, **given: Any) -> CardCheck:  # noqa: ANN401  what the action takes
    return check_card(**{"by": by, "member": member, "year": 2025, "on": TODAY, "result": "passed", **given})


def text(client: Client, page: str = PAGE) -> str:
    response = client.get(page)
    assert response.status_code == 200
    return response.content.decode()


def test_once_a_year(secretary_one: User, zeng: Member, branch_one: Branch) -> None:
    first = check(secretary_one, zeng)
    assert (first.branch, first.year, first.result) == (branch_one, 2025, "passed")
    with pytest.raises(ValidationError, match="这一年度已经查验过。"):
        check(secretary_one, zeng)
    check(secretary_one, zeng, year=2024)
    void_card_check(by=secretary_one, check=first, reason="看错人")
    check(secretary_one, zeng)
    assert CardCheck.objects.valid().count() == 2


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({"year": 2026}, {"year": ["请填 2000 至 2025 之间的年度。"]}),
        ({"on": date(2025, 1, 16)}, {"on": ["查验日期还没有到，请核对。"]}),
        ({"result": "problem"}, {"note": ["请写明有什么问题。"]}),
        ({"card_number": "XG9"}, {"card_number": ["只有补发或换发时才填新的证号。"]}),
    ],
)
def test_refused(
    secretary_one: User, zeng: Member, given: dict[str, Any], faults: dict[str, list[str]]
) -> None:
    with pytest.raises(ValidationError) as refused:
        check(secretary_one, zeng, **given)
    assert refused.value.message_dict == faults
    assert not CardCheck.objects.exists()


def test_a_card_without_number_is_not_in_order(secretary_one: User, shan: Member) -> None:
    with pytest.raises(ValidationError, match="还没有登记此人的活动证号"):
        check(secretary_one, shan)
    check(secretary_one, shan, result="replaced", card_number=" XG2025002 ")
    assert Member.objects.get().card_number == "XG2025002"


def test_who_has_left_is_not_checked(secretary_one: User, zeng: Member) -> None:
    end_enrolment(by=secretary_one, member=zeng, on=date(2024, 9, 1), outcome="lost")
    with pytest.raises(ValidationError, match="此人目前不在册，不必查验。"):
        check(secretary_one, zeng)


def test_a_page_at_once_leaves_out_who_cannot(secretary_one: User, zeng: Member, shan: Member) -> None:
    done = check_cards(by=secretary_one, members=[zeng, shan], year=2025, on=TODAY)
    assert [found.member for found in done] == [zeng]
    with pytest.raises(ValidationError, match="没有可以登记的"):
        check_cards(by=secretary_one, members=[zeng, shan], year=2025, on=TODAY)


@pytest.mark.parametrize("who", ["secretary_two", "other_staff", "auditor"])
def test_who_may_not(request: pytest.FixtureRequest, zeng: Member, who: str) -> None:
    by = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        check(by, zeng)
    with pytest.raises(PermissionDenied):
        check_cards(by=by, members=[zeng], year=2025, on=TODAY)


def test_one_by_one_and_back_to_the_list_as_it_was(
    client_of: Browse, secretary_one: User, zeng: Member, shan: Member
) -> None:
    client = client_of(secretary_one)
    page = text(client)
    assert "2025 年度：在册 2 人，还有 2 人未查验" in page
    assert "XG2024001" in page
    back = f"{PAGE}?q=zeng&year=2025"
    answer = client.post(f"{PAGE}check/", {"member": zeng.pk, "year": 2025, "back": back}, follow=True)
    assert answer.redirect_chain == [(back, 302)]
    assert "已登记 曾小红 的活动证 2025 年度查验合格。" in answer.content.decode()
    assert "曾小红" not in text(client)
    assert "合格</span> 2025-01-15" in text(client, f"{PAGE}?state=checked")
    again = client.post(f"{PAGE}check/", {"member": zeng.pk, "year": 2025}, follow=True)
    assert "已经查验过" in again.content.decode()
    assert CardCheck.objects.count() == 1


@pytest.mark.parametrize("back", ["https://example.org/members/cards/", "//example.org", "/accounts/logout/"])
def test_back_leads_nowhere_else(client_of: Browse, secretary_one: User, zeng: Member, back: str) -> None:
    answer = client_of(secretary_one).post(f"{PAGE}check/", {"member": zeng.pk, "back": back})
    assert answer["Location"] == f"{PAGE}?year=2025"


def test_the_whole_page(
    client_of: Browse, secretary_one: User, zeng: Member, enter: Enter, branch_one: Branch
) -> None:
    enter(branch_one, name="任晓", national_id=numbered_id(2), card_number="XG3")
    client = client_of(secretary_one)
    page = text(client)
    assert "本页有 2 人登记了证号、还没有查验。" in page
    keys = list(Member.objects.values_list("pk", flat=True))
    answer = client.post(f"{PAGE}check/", {"ready": [*keys, "abc", "9" * 30], "year": 2024}, follow=True)
    assert "已登记 2 人 的活动证 2024 年度查验合格。" in answer.content.decode()


def test_foreign_keys_do_nothing(client_of: Browse, secretary_two: User, zeng: Member) -> None:
    client_of(secretary_two).post(f"{PAGE}check/", {"ready": [zeng.pk], "year": 2025})
    assert not CardCheck.objects.exists()


def test_another_result(client_of: Browse, secretary_one: User, shan: Member) -> None:
    client = client_of(secretary_one)
    page = text(client, f"/members/{shan.pk}/cards/add/?year=2024")
    assert ['value="2024"' in page, "还没有登记活动证号" in page] == [True, True]
    values = {"year": 2025, "on": "2025-01-10", "result": "replaced", "card_number": "XG5", "note": ""}
    client.post(f"/members/{shan.pk}/cards/add/", values)
    assert "补发或换发" in text(client, f"/members/{shan.pk}/")
    found = CardCheck.objects.get()
    client.post(f"/members/cards/{found.pk}/void/", {"reason": "看错人"})
    assert not CardCheck.objects.valid().exists()


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 1),
        ("?state=all", 2),
        ("?state=none", 1),
        ("?state=passed", 1),
        ("?year=2024", 2),
        ("?year=1887", 1),
    ],
)
def test_filters(
    client_of: Browse, secretary_one: User, zeng: Member, shan: Member, query: str, count: int
) -> None:
    check(secretary_one, zeng)
    assert text(client_of(secretary_one), f"{PAGE}{query}").count('class="avatar"') == count
