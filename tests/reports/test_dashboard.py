"""The dashboard: who sees what, with how many queries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from branches.models import Branch
from contributions.models import Improvement, Mediation
from members.choices import Departure
from tests.stays import person, stay

ClientOf = Callable[[User], Client]
MARCH = "/?month=2024-03"
QUERIES = 14
"""Session, user, roles, branches, all figures, what waits and the settings for it, the month's report (branches,
returns, closing), the committee, and three to renew the session."""


def cards(client: Client, address: str = MARCH, nest: int = 0) -> dict[str, str]:
    page = client.get(address).context["page"]
    return {card.title: card.value + card.unit for card in page.nests[nest].cards}


@pytest.mark.usefixtures("register")
def test_staff_see_the_whole_committee(client_of: ClientOf, staff: User) -> None:
    assert cards(client_of(staff)) == {
        "管理流动党员": "6人",
        "“两企三新”占比": "33.3% 2/6",
        "企业负责人占比": "50.0% 1/2",
        "技术工人占比": "50.0% 1/2",
        "流动性技术人才占比": "0.0% 0/2",
        "党支部": "6个",
        "非公企业覆盖率": "50.0% 1/2",
        "党建共建": "0个",
        "暖流驿站": "0个",
        "党建孵化阵地": "0个",
        "孵化党组织": "0家",
        "吸收转化党员": "0名",
    }


@pytest.mark.usefixtures("register")
def test_the_month_is_told_from_opening_to_closing(client_of: ClientOf, staff: User) -> None:
    page = client_of(staff).get(MARCH).context["page"]
    assert [(line.title, line.value) for line in page.movement] == [
        ("月初管理", "4"),
        ("流入", "4"),
        ("支部间调入", "1"),
        ("离开", "2"),
        ("返回流出地", "1"),
        ("其他", "1"),
        ("支部间调出", "1"),
        ("月末管理", "6"),
    ]
    assert [(item.label, item.value) for item in page.by_branch.bars] == [
        ("第一支部", 3),
        ("第二支部", 3),
        ("第三支部", 0),
        ("第四支部", 0),
        ("第五支部", 0),
        ("第六支部", 0),
    ]
    now, year_before = page.trend
    assert [item.value for item in now.items] == [0, 0, 1, 1, 1, 1, 1, 1, 1, 4, 4, 6]
    assert [item.value for item in year_before.items] == [0] * 12


@pytest.mark.usefixtures("register")
def test_one_branch_can_be_chosen(client_of: ClientOf, staff: User, branch_two: Branch) -> None:
    address = f"{MARCH}&branch={branch_two.pk}"
    assert cards(client_of(staff), address) == {
        "管理流动党员": "3人",
        "“两企三新”占比": "0.0% 0/3",
        "企业负责人占比": "--% 0/0",
        "技术工人占比": "--% 0/0",
        "流动性技术人才占比": "--% 0/0",
        "暖流驿站": "0个",
        "党建孵化阵地": "0个",
        "孵化党组织": "0家",
        "吸收转化党员": "0名",
    }
    assert client_of(staff).get(address).context["page"].by_branch.rows == []


@pytest.mark.usefixtures("register")
def test_a_secretary_sees_the_own_branch(
    client_of: ClientOf, secretary_one: User, branch_two: Branch
) -> None:
    client = client_of(secretary_one)
    assert cards(client) == {
        "管理流动党员": "3人",
        "“两企三新”占比": "66.7% 2/3",
        "企业负责人占比": "50.0% 1/2",
        "技术工人占比": "50.0% 1/2",
        "流动性技术人才占比": "0.0% 0/2",
        "暖流驿站": "0个",
        "党建孵化阵地": "0个",
        "孵化党组织": "0家",
        "吸收转化党员": "0名",
    }
    assert "第二支部" not in client.get(MARCH).content.decode()
    assert client.get(f"{MARCH}&branch={branch_two.pk}").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "month=2024-13",
        "month=1900-01",
        "month=2024-05",
        "month=2030-01",
        "month=x",
        "branch=x",
        "branch=999999",
        "branch=-1",
        "period=week",
    ],
)
def test_what_does_not_exist_is_not_found(client_of: ClientOf, staff: User, query: str) -> None:
    assert client_of(staff).get(f"/?{query}").status_code == 404


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("period", ["month", "quarter", "year"])
def test_the_page_takes_the_same_queries_for_six_and_for_sixty_branches(
    client_of: ClientOf, staff: User, branches: list[Branch], period: str
) -> None:
    def queries() -> int:
        client = client_of(staff)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"{MARCH}&period={period}").status_code == 200
        return len(captured)

    first = queries()
    for number in range(7, 61):
        branch = Branch.objects.create(
            committee=branches[0].committee,
            name=f"第{number}支部",
            short_name=f"{number}支部",
            code=f"b{number}",
        )
        stay(person(branch, f"新{number}"), branch, "2024-02-01")
    assert (first, queries()) == (QUERIES, QUERIES)


def changes(client: Client, address: str, title: str = "管理流动党员") -> list[tuple[str, str, str]]:
    page = client.get(address).context["page"]
    card = next(card for part in page.nests for card in part.cards if card.title == title)
    return [(each.title, each.words, each.hint) for each in card.changes]


@pytest.mark.usefixtures("register")
def test_a_number_tells_its_change_since_last_month_and_since_last_year(
    client_of: ClientOf, staff: User, branch_one: Branch
) -> None:
    stay(person(branch_one, "早来"), branch_one, "2023-02-01", "2023-12-31", Departure.RETURNED)
    client = client_of(staff)
    assert changes(client, MARCH) == [
        ("较上月", "+2", "截至2024年2月29日：4 人"),
        ("较上年同期", "+5", "截至2023年3月31日：1 人"),
    ]
    assert changes(client, "/?month=2024-02&period=quarter") == [
        ("较上季末", "+5", "截至2023年12月31日：1 人"),
        ("较上年同期", "+5", "截至2023年3月31日：1 人"),
    ]
    assert changes(client, "/?month=2023-02&period=year") == [
        ("较上年同期", "--", "截至2022年12月31日：--"),
    ]


@pytest.mark.usefixtures("register")
def test_shares_change_by_percentage_points(client_of: ClientOf, staff: User) -> None:
    assert changes(client_of(staff), MARCH, "“两企三新”占比") == [
        ("较上月", "+8.3 个百分点", "截至2024年2月29日：25.0 %"),
        ("较上年同期", "--", "截至2023年3月31日：--"),
    ]


@pytest.mark.usefixtures("register")
def test_a_quarter_tells_what_happened_in_it_and_the_state_at_its_end(
    client_of: ClientOf, staff: User
) -> None:
    client = client_of(staff)
    answer = client.get("/?month=2024-01&period=quarter")
    assert "2024年第1季度" in answer.content.decode()
    assert [(line.title, line.value) for line in answer.context["page"].movement] == [
        ("季初管理", "1"),
        ("流入", "8"),
        ("支部间调入", "1"),
        ("离开", "3"),
        ("返回流出地", "1"),
        ("失联", "1"),
        ("其他", "1"),
        ("支部间调出", "1"),
        ("季末管理", "6"),
    ]
    for line in answer.context["page"].movement:
        assert client.get(line.href).context["page"].value == line.value, line.title


@pytest.mark.usefixtures("register")
def test_a_quarter_that_runs_is_told_up_to_now_and_held_against_as_many_months(
    client_of: ClientOf, staff: User
) -> None:
    client = client_of(staff)
    answer = client.get("/?period=quarter")
    assert "2024年第2季度（至4月）" in answer.content.decode()
    assert [each[0] for each in changes(client, "/?period=quarter", "举办活动")] == [
        "较上季同期",
        "较上年同期",
    ]
    assert changes(client, "/?period=quarter")[0][2] == "截至2024年3月31日：6 人"


@pytest.mark.usefixtures("register")
def test_each_branch_has_its_numbers_as_links(client_of: ClientOf, staff: User, branch_two: Branch) -> None:
    client = client_of(staff)
    page = client.get("/?month=2024-03&period=year").context["page"]
    line = next(line for line in page.by_branch.lines if line.place.pk == branch_two.pk)
    assert [cell.words for cell in line.cells[:3]] == ["3", "3", "2"]
    for cell in line.cells:
        assert client.get(cell.href).context["page"].value == cell.words, cell.title


@pytest.mark.usefixtures("register")
def test_the_branch_chosen_stays_when_the_period_changes(
    client_of: ClientOf, staff: User, branch_two: Branch
) -> None:
    answer = client_of(staff).get(f"{MARCH}&branch={branch_two.pk}")
    links = [(grain.title, grain.href) for grain in answer.context["stretches"].grains]
    assert links[1] == ("季", f"?month=2024-03&branch={branch_two.pk}&period=quarter")


def test_a_fresh_installation_asks_for_the_first_list(client_of: ClientOf, secretary_one: User) -> None:
    page = client_of(secretary_one).get("/").content.decode()
    assert "导入第一份花名册" in page
    assert "/imports/upload/members/" in page


def test_an_auditor_is_led_to_the_log(client_of: ClientOf, auditor: User) -> None:
    client = client_of(auditor)
    assert client.get("/").headers["Location"] == "/accounts/start/"
    assert client.get("/accounts/start/").headers["Location"] == "/audit/"


def test_somebody_without_a_role_is_told_whom_to_ask(client_of: ClientOf, outsider: User) -> None:
    page = client_of(outsider).get("/").content.decode()
    assert "请联系港区流动党员党委的管理员" in page


def test_nobody_sees_it_without_logging_in(client: Client) -> None:
    assert client.get("/").headers["Location"] == "/accounts/login/?next=%2F"


@pytest.mark.usefixtures("register")
def test_what_happens_is_told_by_month_or_so_far(
    client_of: ClientOf, staff: User, branch_one: Branch
) -> None:
    of_branch = {"committee": branch_one.committee, "branch": branch_one}
    mediator = person(branch_one, "调解人")
    for day in (date(2024, 1, 9), date(2024, 3, 4), date(2024, 3, 5)):
        Mediation.objects.create(
            **of_branch,
            mediator=mediator,
            kind="labour",
            parties="甲乙",
            on=day,
            result="settled",
            settled_on=day,
        )
    for day, rooms in ((date(2023, 5, 1), 40), (date(2024, 3, 1), 3)):
        Improvement.objects.create(
            **of_branch, kind="couple_room", title="夫妻房", quantity=rooms, unit="间", delivered_on=day
        )
    page = client_of(staff).get(MARCH).context["page"]
    cards = {card.title: card for part in page.nests for card in part.cards}
    mediations, rooms_so_far = cards["调解纠纷矛盾"], cards["落实“夫妻房”"]
    assert (mediations.period, mediations.value) == ("本月", "2")
    assert [(note.title, note.words) for note in mediations.notes] == [("累计", "3")]
    assert (rooms_so_far.period, rooms_so_far.value) == ("累计", "43")
    assert [(n.title, n.words) for n in rooms_so_far.notes] == [("本月", "+3"), ("上年同期", "--")]
    for card in cards.values():
        answer = client_of(staff).get(card.href)
        assert answer.context["page"].value == card.value, card.title
        for note in card.notes:
            answer = client_of(staff).get(note.href)
            assert note.words in (
                "--",
                "没有新增",
                answer.context["page"].value,
                f"+{answer.context['page'].value}",
            )
