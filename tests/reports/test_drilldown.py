"""The rows behind a number."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.test import Client

from accounts.models import User
from branches.models import Branch
from core.figures import FIGURES, Split

ClientOf = Callable[[User], Client]
pytestmark = pytest.mark.usefixtures("register")


def page_of(client: Client, key: str, **query: object) -> tuple[str, int]:
    response = client.get(f"/figures/{key}/?{urlencode({'month': '2024-03', **query})}")
    assert response.status_code == 200, key
    return response.context["page"].value, response.context["table"].paginator.count


def test_every_figure_has_its_page(client_of: ClientOf, administrator: User) -> None:
    client = client_of(administrator)
    for figure in FIGURES:
        for span in figure.spans:
            value, rows = page_of(client, figure.key, span=span.value)
            if figure.unit != "%":
                assert value == str(rows), (figure.key, span)


def test_every_part_has_its_page(client_of: ClientOf, administrator: User) -> None:
    client = client_of(administrator)
    for split in (figure for figure in FIGURES if isinstance(figure, Split)):
        for part in split.parts:
            value, rows = page_of(client, split.key, part=part.key)
            assert value == str(rows), (split.key, part.key)


def test_a_share_shows_both_counts_and_lists_its_part(client_of: ClientOf, staff: User) -> None:
    response = client_of(staff).get("/figures/members.two_new_share/?month=2024-03")
    counts = [(count.title, count.words) for count in response.context["page"].counts]
    assert counts == [("来自“两企三新”的流动党员", "2 人"), ("管理流动党员", "6 人")]
    assert [row.record.member.name for row in response.context["table"].paginated_rows] == ["乙二", "甲一"]


def test_the_page_tells_period_place_and_definition(
    client_of: ClientOf, staff: User, branch_one: Branch
) -> None:
    address = f"/figures/members.departures/?month=2024-03&span=year&branch={branch_one.pk}"
    response = client_of(staff).get(address)
    page = response.context["page"]
    assert (page.title, page.period, page.place) == ("离开", "2024年1月至3月", "流动党员第一支部")
    assert [(way.title, way.words, way.current) for way in page.forms] == [
        ("本月", "1", False),
        ("本季累计", "1", False),
        ("本年累计", "1", True),
        ("累计", "1", False),
    ]
    assert "调整到本党委其他支部的不计" in response.content.decode()


def test_the_page_draws_the_months_before_in_the_form_shown(client_of: ClientOf, staff: User) -> None:
    client = client_of(staff)

    def line(address: str) -> list[float | int | None]:
        (series,) = client.get(f"/figures/{address}").context["page"].trend
        return [item.value for item in series.items]

    assert line("members.managed/?month=2024-03") == [0, 0, 1, 1, 1, 1, 1, 1, 1, 4, 4, 6]
    assert line("members.arrivals/?month=2024-03") == [0, 0, 1, 0, 0, 0, 0, 0, 0, 3, 1, 4]
    assert line("members.arrivals/?month=2024-03&span=quarter") == line("members.arrivals/?month=2024-03")
    assert line("members.arrivals/?month=2024-03&span=year") == line("members.arrivals/?month=2024-03")
    assert line("members.arrivals/?month=2024-03&span=to_date")[-3:] == [4, 5, 9]
    series = client.get("/figures/members.arrivals/?month=2024-03").context["page"].trend[0]
    assert series.items[-2].href == "/figures/members.arrivals/?month=2024-02"


@pytest.mark.parametrize(
    "address",
    [
        "members.nothing/?month=2024-03",
        "members.managed/?month=2024-03&part=x",
        "members.by_age/?month=2024-03&part=x",
        "members.managed/?month=2024-03&span=year",
        "members.managed/?month=2024-03&span=x",
        "members.managed/?month=2024-3",
    ],
)
def test_what_does_not_exist_is_not_found(client_of: ClientOf, staff: User, address: str) -> None:
    assert client_of(staff).get(f"/figures/{address}").status_code == 404


def test_a_secretary_lists_the_own_branch_only(
    client_of: ClientOf, secretary_one: User, branch_two: Branch
) -> None:
    client = client_of(secretary_one)
    response = client.get("/figures/members.managed/?month=2024-03")
    names = [row.record.member.name for row in response.context["table"].paginated_rows]
    assert names == ["庚七", "乙二", "甲一"]
    assert response.context["page"].place == "流动党员第一支部"
    assert client.get(f"/figures/members.managed/?month=2024-03&branch={branch_two.pk}").status_code == 404


def test_of_a_member_who_moved_on_the_former_branch_sees_the_name_only(
    client_of: ClientOf, secretary_one: User, branch_one: Branch, branch_two: Branch
) -> None:
    moved = branch_two.members.get(name="丁四")
    moved.enterprise = branch_one.covered_enterprises.get()
    moved.save()
    text = client_of(secretary_one).get("/figures/members.moves_out/?month=2024-03").content.decode()
    assert "丁四" in text
    assert "甲厂" not in text
    assert f"/members/{moved.pk}/" not in text


def test_an_auditor_may_not_list_rows(client_of: ClientOf, auditor: User) -> None:
    assert client_of(auditor).get("/figures/members.managed/").status_code == 403
