"""The pages of the organisation, as each role sees them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from branches.models import Branch, Committee, Enterprise, Partnership
from tests.firms import Enrol

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_secretary_sees_the_own_branch_only(
    client_of: ClientOf, secretary_one: User, branch_one: Branch, branch_two: Branch, enrol: Enrol
) -> None:
    enrol("周到", branch_one)
    enrol("吴声", branch_two)
    enrol("郑重", branch_two)
    client = client_of(secretary_one)
    page = text_of(client, reverse("branches:branches"))
    assert page.count("流动党员第一支部") == 1
    assert "第二支部" not in page
    assert f'<a href="/members/?branch={branch_one.pk}">1 人</a>' in page
    detail = text_of(client, reverse("branches:branch", args=[branch_one.pk]))
    assert ("周到" in detail, "吴声" in detail) == (True, False)
    assert client.get(reverse("branches:branch", args=[branch_two.pk])).status_code == 404
    assert client.get(reverse("branches:branch_edit", args=[branch_one.pk])).status_code == 403


def test_staff_see_all_branches_with_their_numbers(
    client_of: ClientOf, staff: User, branches: list[Branch], enrol: Enrol, mill: Enterprise
) -> None:
    enrol("周到", branches[0], mill)
    enrol("吴声", branches[1], mill)
    enrol("郑重", branches[1])
    page = text_of(client_of(staff), reverse("branches:branches"))
    assert f'<a href="/members/?branch={branches[0].pk}">1 人</a>' in page
    assert f'<a href="/members/?branch={branches[1].pk}">2 人</a>' in page
    assert f'<a href="/branches/enterprises/?covered={branches[0].pk}">1 家</a>' in page


def test_the_auditor_sees_branches_without_numbers_of_people(
    client_of: ClientOf, auditor: User, branch_one: Branch, enrol: Enrol
) -> None:
    enrol("周到", branch_one)
    client = client_of(auditor)
    assert "在册党员" not in text_of(client, reverse("branches:branches"))
    detail = text_of(client, reverse("branches:branch", args=[branch_one.pk]))
    assert ("在册党员" in detail, "周到" in detail) == (False, False)


def test_another_branchs_name_is_not_on_the_list_of_enterprises(
    client_of: ClientOf, secretary_one: User, mill: Enterprise, quarry: Enterprise, orphan: Enterprise
) -> None:
    page = text_of(client_of(secretary_one), reverse("branches:enterprises"))
    assert [name in page for name in (mill.name, quarry.name, orphan.name)] == [True, True, True]
    assert ("第一支部" in page, "第二支部" in page, "其他支部" in page) == (True, False, True)
    assert "非公企业覆盖率 66.7%（2 / 3 家）" in page
    detail = text_of(client_of(secretary_one), reverse("branches:enterprise", args=[quarry.pk]))
    assert ("第二支部" in detail, "其他支部" in detail) == (False, True)


def test_the_uncovered_are_listed(
    client_of: ClientOf, staff: User, mill: Enterprise, orphan: Enterprise
) -> None:
    client = client_of(staff)
    page = text_of(client, reverse("branches:enterprises"))
    assert '<a href="/branches/enterprises/?ownership=non_public&amp;covered=none">' in page
    listed = text_of(client, reverse("branches:enterprises") + "?ownership=non_public&covered=none")
    assert (orphan.name in listed, mill.name in listed) == (True, False)


def test_enterprises_that_left_show_when_asked_for(
    client_of: ClientOf, staff: User, mill: Enterprise, quarry: Enterprise
) -> None:
    Enterprise.objects.filter(pk=mill.pk).update(left_on="2024-05-01")
    client, address = client_of(staff), reverse("branches:enterprises")
    seen = {
        query: [name in text_of(client, f"{address}?presence={query}") for name in (mill.name, quarry.name)]
        for query in ("", "left", "all")
    }
    assert seen == {"": [False, True], "left": [True, False], "all": [True, True]}
    assert mill.name not in text_of(client, address)


@pytest.mark.parametrize("query", ["湖风", "91430699ma33 cpwb", "c7"])
def test_enterprises_are_found_by_name_and_code(
    client_of: ClientOf, staff: User, mill: Enterprise, quarry: Enterprise, query: str
) -> None:
    page = client_of(staff).get(reverse("branches:enterprises"), {"q": query}).content.decode()
    assert (mill.name in page, quarry.name in page) == (True, False)


def test_an_unknown_choice_lists_nothing(client_of: ClientOf, staff: User, mill: Enterprise) -> None:
    page = text_of(client_of(staff), reverse("branches:enterprises") + "?covered=999")
    assert mill.name not in page


def test_a_secretary_sees_the_own_people_at_an_enterprise(
    client_of: ClientOf,
    secretary_one: User,
    branch_one: Branch,
    branch_two: Branch,
    quarry: Enterprise,
    enrol: Enrol,
) -> None:
    enrol("周到", branch_one, quarry)
    enrol("吴声", branch_two, quarry)
    client = client_of(secretary_one)
    detail = text_of(client, reverse("branches:enterprise", args=[quarry.pk]))
    assert ("周到" in detail, "吴声" in detail) == (True, False)
    listed = text_of(client, reverse("branches:enterprises"))
    assert f'<a href="/members/?enterprise={quarry.pk}">1 人</a>' in listed


def test_a_secretary_edits_the_daily_data(client_of: ClientOf, secretary_one: User, mill: Enterprise) -> None:
    client = client_of(secretary_one)
    address = reverse("branches:enterprise_edit", args=[mill.pk])
    page = text_of(client, address)
    assert ('name="employee_count"' in page, 'name="ownership"' in page) == (True, False)
    response = client.post(address, {"employee_count": "85", "ownership": "state", "name": "改名"})
    assert response["Location"] == reverse("branches:enterprise", args=[mill.pk])
    stored = Enterprise.objects.get(pk=mill.pk)
    assert (stored.employee_count, stored.ownership, stored.name) == (85, "non_public", "湖风纺织有限公司")


def test_a_secretary_cannot_open_the_form_of_another_branchs_enterprise(
    client_of: ClientOf, secretary_one: User, quarry: Enterprise, orphan: Enterprise
) -> None:
    client = client_of(secretary_one)
    answers = [
        client.get(reverse("branches:enterprise_edit", args=[e.pk])).status_code for e in (quarry, orphan)
    ]
    assert answers == [404, 404]


def test_staff_register_an_enterprise_by_form(client_of: ClientOf, staff: User, branch_two: Branch) -> None:
    client, address = client_of(staff), reverse("branches:enterprise_add")
    bad = client.post(address, {"name": "湖风纺织", "credit_code": "9143", "ownership": "mixed"})
    assert bad.status_code == 200
    assert "统一社会信用代码应为 18 位，现在是 4 位，请对照营业执照核对。" in bad.content.decode()
    good = client.post(
        address,
        {
            "name": "湖风纺织",
            "credit_code": " 9143 0699 ma33 cpwb c7 ",
            "ownership": "mixed",
            "covered_by": str(branch_two.pk),
        },
    )
    stored = Enterprise.objects.get()
    assert good["Location"] == reverse("branches:enterprise", args=[stored.pk])
    assert (stored.credit_code, stored.covered_by) == ("91430699MA33CPWBC7", branch_two)


def test_what_the_action_refuses_shows_at_the_field(
    client_of: ClientOf, staff: User, mill: Enterprise
) -> None:
    values = {"name": mill.name, "ownership": "mixed"}
    response = client_of(staff).post(reverse("branches:enterprise_add"), values)
    assert response.context["form"].errors == {"name": ["已有同名企业。"]}


def test_choices_of_forms_stay_in_the_committee(
    client_of: ClientOf, staff: User, branches: list[Branch], other_branch: Branch
) -> None:
    page = text_of(client_of(staff), reverse("branches:enterprise_add"))
    assert ("流动党员第六支部" in page, other_branch.name in page) == (True, False)


def test_staff_found_and_change_branches_by_form(
    client_of: ClientOf, staff: User, branch_one: Branch
) -> None:
    client = client_of(staff)
    values = {
        "name": "流动党员第七支部",
        "short_name": "第七支部",
        "code": "b7",
        "term_ends_on": "2028-01-31",
    }
    response = client.post(reverse("branches:branch_add"), values)
    founded = Branch.objects.get(code="b7")
    assert response["Location"] == reverse("branches:branch", args=[founded.pk])
    edit = reverse("branches:branch_edit", args=[founded.pk])
    assert 'value="2028-01-31"' in text_of(client, edit)
    client.post(edit, {**values, "name": "流动党员第七党支部"})
    assert Branch.objects.get(code="b7").name == "流动党员第七党支部"


def test_an_operator_of_two_committees_is_asked_which(
    client_of: ClientOf, operator: User, branch_one: Branch, other_committee: Committee
) -> None:
    client = client_of(operator)
    assert 'name="committee"' in text_of(client, reverse("branches:branch_add"))
    values = {
        "name": "湖东二支部",
        "short_name": "湖东二",
        "code": "b2",
        "committee": str(other_committee.pk),
    }
    client.post(reverse("branches:branch_add"), values)
    assert Branch.objects.get(name="湖东二支部").committee == other_committee


def test_the_committees_settings_read_as_words(
    client_of: ClientOf, secretary_one: User, administrator: User, committee: Committee
) -> None:
    page = text_of(client_of(secretary_one), reverse("branches:committee"))
    assert "每 3 个月至少联系一次" in page
    edit = reverse("branches:committee_edit", args=[committee.pk])
    assert edit not in page
    client = client_of(administrator)
    assert edit in text_of(client, reverse("branches:committee"))
    values = {
        "name": committee.name, "short_name": committee.short_name, "contact_months": "2", "lost_months": "6",
        "register_days": "30", "letter_days": "90", "letter_notice_days": "15", "confirm_notice_days": "30",
        "card_check_month": "10", "term_notice_days": "90", "station_notice_day": "20", "ticket_notice_days": "2",
        "suggestion_days": "30", "return_day": "5", "return_notice_days": "3", "change_threshold": "20",
        "import_file_days": "0",
    }  # fmt: skip
    assert client.post(edit, values)["Location"] == reverse("branches:committee")
    page = text_of(client, reverse("branches:committee"))
    assert "每 2 个月至少联系一次" in page
    assert "导入完就清除" in page


def test_partnerships_are_listed_and_kept(client_of: ClientOf, staff: User, secretary_one: User) -> None:
    client, address = client_of(staff), reverse("branches:partnerships")
    client.post(reverse("branches:partnership_add"), {"partner": "江对岸党委", "started_on": "2021-09-17"})
    edit = reverse("branches:partnership_edit", args=[Partnership.objects.get().pk])
    assert edit in text_of(client, address)
    page = text_of(client_of(secretary_one), address)
    assert ("江对岸党委" in page, edit in page) == (True, False)


def test_another_committee_sees_nothing(
    client_of: ClientOf, other_staff: User, mill: Enterprise, branch_one: Branch
) -> None:
    client = client_of(other_staff)
    foreign = [
        reverse("branches:branch", args=[branch_one.pk]),
        reverse("branches:branch_edit", args=[branch_one.pk]),
        reverse("branches:enterprise", args=[mill.pk]),
        reverse("branches:enterprise_edit", args=[mill.pk]),
        reverse("branches:committee_edit", args=[branch_one.committee_id]),
    ]
    assert [client.get(address).status_code for address in foreign] == [404, 404, 404, 404, 403]
    assert mill.name not in text_of(client, reverse("branches:enterprises"))
    assert branch_one.name not in text_of(client, reverse("branches:branches"))


@pytest.mark.parametrize(("page", "queries"), [("branches:branches", 6), ("branches:enterprises", 9)])
@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_costs_the_same_for_one_and_three_rows(
    client_of: ClientOf,
    staff: User,
    committee: Committee,
    enrol: Enrol,
    django_assert_num_queries: DjangoAssertNumQueries,
    page: str,
    queries: int,
    rows: int,
) -> None:
    for number in range(rows):
        branch = Branch.objects.create(
            committee=committee, name=f"支部{number}", short_name=f"支{number}", code=f"c{number}"
        )
        firm = Enterprise.objects.create(
            committee=committee, name=f"企业{number}", ownership="mixed", covered_by=branch
        )
        enrol("周到", branch, firm)
    client = client_of(staff)
    client.get(reverse(page))
    with django_assert_num_queries(queries):
        client.get(reverse(page))


def test_an_empty_list_says_so(client_of: ClientOf, staff: User, branch_one: Branch) -> None:
    client = client_of(staff)
    assert "没有符合条件的企业。" in text_of(client, reverse("branches:enterprises"))
    assert "没有符合条件的党支部。" in text_of(client, reverse("branches:branches") + "?q=无此支部")
    assert "还没有登记党建共建。" in text_of(client, reverse("branches:partnerships"))


@pytest.mark.parametrize(("days", "words"), [(40, "剩 40 天"), (91, ""), (-1, "已届满")])
def test_the_end_of_a_term_is_marked_in_time(
    client_of: ClientOf, staff: User, branch_one: Branch, days: int, words: str
) -> None:
    branch_one.term_ends_on = timezone.localdate() + timedelta(days=days)
    branch_one.save()
    page = text_of(client_of(staff), reverse("branches:branches"))
    assert [mark for mark in ("剩 40 天", "已届满", "剩 91 天") if mark in page] == [words] * bool(words)
