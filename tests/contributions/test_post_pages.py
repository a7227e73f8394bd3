"""The list of posts and its forms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from branches.models import Branch
from contributions.actions import add_post, end_post
from contributions.models import Post
from members.models import Member
from tests.register import Enter, numbered_id

pytestmark = pytest.mark.django_db
Browse = Callable[[User], Client]
LIST, ADD = "/contributions/", "/contributions/posts/add/"


@pytest.fixture
def posts(staff: User, zeng: Member, jiang: Member) -> list[Post]:
    """曾小红 looks after a building, 蒋大川 did so until last year."""
    found = [
        add_post(
            by=staff,
            branch=member.branch,
            values={
                "member": member,
                "kind": "building",
                "place": place,
                "started_on": date(2024, 3, 2),
                "term_ends_on": date(2025, 2, 1),
            },
        )
        for member, place in ((zeng, "青年公寓 3 栋"), (jiang, "职工宿舍 7 栋"))
    ]
    end_post(by=staff, post=found[1], on=date(2024, 12, 31))
    return found


def read(client: Client, page: str = LIST) -> str:
    response = client.get(page)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["曾小红"]),
        ("?state=ended", ["蒋大川"]),
        ("?state=all", ["曾小红", "蒋大川"]),
        ("?state=nonsense", ["曾小红"]),
        ("?state=all&q=zxh", ["曾小红"]),
        ("?state=all&q=7 栋", ["蒋大川"]),
        ("?state=all&kind=model", []),
    ],
)
def test_filters(client_of: Browse, staff: User, posts: list[Post], query: str, names: list[str]) -> None:
    page = read(client_of(staff), f"{LIST}{query}")
    assert [name for name in ("曾小红", "蒋大川") if f">{name}</a>" in page] == names


def test_by_branch(client_of: Browse, staff: User, posts: list[Post], branch_two: Branch) -> None:
    page = read(client_of(staff), f"{LIST}?state=all&branch={branch_two.pk}")
    assert [">曾小红</a>" in page, ">蒋大川</a>" in page] == [False, True]


def test_a_secretary_sees_their_branch(client_of: Browse, secretary_one: User, posts: list[Post]) -> None:
    page = read(client_of(secretary_one), f"{LIST}?state=all")
    assert [">曾小红</a>" in page, "蒋大川" in page, "剩 17 天" in page] == [True, False, True]


def test_who_has_moved_on_is_marked(
    client_of: Browse, secretary_one: User, posts: list[Post], branch_two: Branch
) -> None:
    Member.objects.filter(name="曾小红").update(branch=branch_two)
    page = read(client_of(secretary_one))
    assert ["已调离支部" in page, "/members/" + str(posts[0].member_id) in page] == [True, False]


def test_add(client_of: Browse, secretary_one: User, zeng: Member, jiang: Member) -> None:
    client = client_of(secretary_one)
    page = read(client, ADD)
    assert ["曾小红" in page, "蒋大川" in page] == [True, False]
    given = {"member": zeng.pk, "kind": "model", "place": "化验室", "started_on": "2024-05-01"}
    answer = client.post(ADD, given, follow=True)
    assert answer.redirect_chain == [(LIST, 302)]
    assert "岗位已登记。" in answer.content.decode()
    again = client.post(ADD, given).content.decode()
    assert "这个岗位任职已经登记过了。" in again
    foreign = client.post(ADD, {**given, "member": jiang.pk}).content.decode()
    assert "请从列表中选择" in foreign
    assert Post.objects.count() == 1


def test_staff_choose_among_all_branches(client_of: Browse, staff: User, zeng: Member, jiang: Member) -> None:
    page = read(client_of(staff), ADD)
    assert ["曾小红（第一支部）" in page, "蒋大川（第二支部）" in page] == [True, True]


def test_who_left_the_register_is_not_offered(
    client_of: Browse, staff: User, zeng: Member, enter: Enter, branch_one: Branch
) -> None:
    gone = enter(branch_one, name="去远方", national_id=numbered_id(3))
    gone.enrolments.update(ended_on=date(2024, 6, 1), outcome="returned")
    assert "去远方" not in read(client_of(staff), ADD)


def test_edit_end_and_void(client_of: Browse, secretary_one: User, posts: list[Post]) -> None:
    client, base = client_of(secretary_one), f"/contributions/posts/{posts[0].pk}"
    assert "任期届满日期" in read(client, f"{base}/edit/")
    given = {"kind": "building", "place": "4 栋", "started_on": "2024-03-02", "revision": "1"}
    assert client.post(f"{base}/edit/", given).headers["Location"] == LIST
    stale = client.post(f"{base}/edit/", {**given, "place": "5 栋"}).content.decode()
    assert "别人改过这条记录" in stale
    assert "还没有到" in client.post(f"{base}/end/", {"on": "2025-02-01"}).content.decode()
    assert client.post(f"{base}/end/", {"on": "2025-01-10"}).headers["Location"] == LIST
    assert "请填写原因。" in client.post(f"{base}/void/", {}).content.decode()
    assert client.post(f"{base}/void/", {"reason": "登记错了人"}).headers["Location"] == LIST
    stored = Post.objects.get(pk=posts[0].pk)
    assert (stored.place, stored.ended_on, stored.voided_at is None) == ("4 栋", date(2025, 1, 10), False)
    assert client.get(f"{base}/edit/").status_code == 404
    assert "曾小红" not in read(client, f"{LIST}?state=all")


@pytest.mark.parametrize(("who", "status"), [("secretary_two", 404), ("other_staff", 404), ("auditor", 403)])
def test_others(
    client_of: Browse, request: pytest.FixtureRequest, posts: list[Post], who: str, status: int
) -> None:
    client, base = client_of(request.getfixturevalue(who)), f"/contributions/posts/{posts[0].pk}"
    assert [client.get(f"{base}/{page}/").status_code for page in ("edit", "end", "void")] == [status] * 3
