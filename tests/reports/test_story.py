"""一页看懂: what it tells of a committee, of a branch, of nothing; as a page and as text."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from branches.models import Branch
from core.figures import FIGURES
from reports.story.chapters import CHAPTERS
from tests.stays import person, stay

ClientOf = Callable[[User], Client]
MARCH = "/story/?month=2024-03"


def text(client: Client, address: str = MARCH) -> str:
    answer = client.get(f"{address}&format=text")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    return answer.content.decode()


def told(client: Client, address: str = MARCH) -> dict[str, str]:
    story = client.get(address).context["story"]
    return {point.title: point.text for _, points in story.chapters for point in points}


def test_every_figure_in_it_is_declared() -> None:
    slots = [slot for chapter in CHAPTERS for slot in chapter.slots]
    assert [slot.name for slot in slots if slot.name not in FIGURES] == []
    assert [s.name for s in slots if s.span is not None and s.span not in FIGURES[s.name].spans] == []
    assert len(slots) > 40


@pytest.mark.usefixtures("register")
def test_the_committees_story(client_of: ClientOf, staff: User) -> None:
    points = told(client_of(staff))
    assert points["家底"] == (
        "港区流动党员党委管理流动党员6人，其中2人来自“两企三新”，占33%。"
        "在这2人里，企业负责人占50%，技术工人占50%，流动性技术人才占0%。"
        "2024年1至3月流入8人次，离开3人次。"
    )
    assert points["组织"] == "下设党支部6个，园区非公企业有党支部联系的占50%。目前没有与外地党组织开展共建。"
    assert points["学习"] == "开放崛起大讲堂还没有开班。还没有党员获评劳模、工匠。"
    assert list(points) == ["家底", "组织", "阵地", "学习", "文化", "帮扶", "创业", "治理", "建言"]


@pytest.mark.usefixtures("register")
def test_a_branchs_story_leaves_out_what_only_a_committee_can_tell(
    client_of: ClientOf, secretary_one: User, staff: User, branch_one: Branch
) -> None:
    points = told(client_of(secretary_one))
    assert points["家底"].startswith("流动党员第一支部管理流动党员3人，其中2人来自“两企三新”，占67%。")
    assert "组织" not in points
    assert told(client_of(staff), f"{MARCH}&branch={branch_one.pk}") == points
    assert "第二支部" not in text(client_of(secretary_one))


@pytest.mark.usefixtures("register")
def test_the_text_is_that_of_the_page(client_of: ClientOf, staff: User) -> None:
    client = client_of(staff)
    lines = text(client).splitlines()
    assert lines[:5] == [
        "港区流动党员党委工作一页看懂",
        "（截至2024年3月31日）",
        "",
        "一、筑巢：组织建起来，流动党员有家",
        f"家底：{told(client)['家底']}",
    ]
    assert [line for line in lines if "{" in line or "--" in line or "None" in line] == []
    page = re.sub(r"<[^>]+>", "", client.get(MARCH).content.decode())
    assert all(words in page for words in told(client).values())


@pytest.mark.usefixtures("register")
def test_each_number_leads_to_its_rows(client_of: ClientOf, staff: User, branch_one: Branch) -> None:
    client = client_of(staff)
    address = f"{MARCH}&branch={branch_one.pk}"
    story = client.get(address).context["story"]
    pieces = [
        piece for _, points in story.chapters for point in points for piece in point.pieces if piece.href
    ]
    assert len(pieces) >= 8
    for piece in pieces:
        assert f"month=2024-03&branch={branch_one.pk}" in piece.href
        value = client.get(piece.href).context["page"].value
        assert float(re.sub(r"[^0-9.]", "", piece.words)) == round(float(value.replace(",", ""))), piece


@pytest.mark.usefixtures("register")
def test_a_month_that_runs_says_so(client_of: ClientOf, staff: User) -> None:
    assert "（截至2024年4月15日，本月尚未结束）" in text(client_of(staff), "/story/?month=2024-04")
    assert "2024年1月流入" in text(client_of(staff), "/story/?month=2024-01")
    assert "2023年流入1人次" in text(client_of(staff), "/story/?month=2023-12")


def test_an_empty_register_reads_well(client_of: ClientOf, staff: User, secretary_one: User) -> None:
    points = told(client_of(staff))
    assert points["家底"] == "港区流动党员党委目前没有在册的流动党员。2024年1至3月没有党员流入或离开。"
    assert points["创业"] == "目前没有登记党员创业项目。"
    for words in (*points.values(), *told(client_of(secretary_one)).values()):
        assert words.endswith("。")
        assert not re.search(r"[，；、]。|。。|0[人个家名]", words)


@pytest.mark.usefixtures("register")
def test_it_takes_one_query_for_all_figures(client_of: ClientOf, staff: User, branches: list[Branch]) -> None:
    def queries() -> int:
        client.get(MARCH)
        with CaptureQueriesContext(connection) as captured:
            client.get(MARCH)
        return len(captured)

    client = client_of(staff)
    first = queries()
    for branch in branches[:3]:
        stay(person(branch, "新"), branch, "2024-02-01")
    # Session, person, roles, branches, all figures, the committee.
    assert (first, queries()) == (6, 6)


@pytest.mark.parametrize("query", ["month=2024-05", "month=x", "branch=x", "branch=999999"])
def test_what_does_not_exist_is_not_found(client_of: ClientOf, staff: User, query: str) -> None:
    for end in ("", "&format=text"):
        assert client_of(staff).get(f"/story/?{query}{end}").status_code == 404


def test_who_may_see_no_figures_reads_no_story(client_of: ClientOf, auditor: User) -> None:
    assert client_of(auditor).get(MARCH).status_code == 403
