"""Posts: taken up by members of the branch, laid down, entered once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from branches.models import Branch, Enterprise
from contributions.actions import add_post, change_post, end_post, void_post
from contributions.models import Post
from members.models import Member
from tests.register import last_traces

pytestmark = pytest.mark.django_db


def values(member: Member, **given: Any) -> dict[str, Any]:  # noqa: ANN401  of the model
    return {
        "member": member,
        "kind": "building",
        "place": " 青年公寓  3 栋",
        "started_on": date(2024, 3, 1),
        **given,
    }


@pytest.fixture
def post(secretary_one: User, branch_one: Branch, zeng: Member) -> Post:
    return add_post(by=secretary_one, branch=branch_one, values=values(zeng))


def test_a_secretary_gives_a_post(post: Post, secretary_one: User) -> None:
    stored = Post.objects.get()
    assert (stored.place, stored.branch.code, str(stored)) == ("青年公寓 3 栋", "b1", "曾小红 楼长")
    assert last_traces() == [("周明远", "create", "曾小红 楼长", "done", "")]


def test_all_faults_at_once(
    secretary_one: User, branch_one: Branch, jiang: Member, other_branch: Branch
) -> None:
    abroad = Enterprise.objects.create(committee=other_branch.committee, name="远方公司", ownership="mixed")
    wrong = values(
        jiang,
        kind="queen",
        place="",
        enterprise=abroad,
        ended_on=date(2025, 2, 1),
        term_ends_on=date(2024, 1, 1),
    )
    with pytest.raises(ValidationError) as refused:
        add_post(by=secretary_one, branch=branch_one, values=wrong)
    assert refused.value.message_dict == {
        "kind": ["值 'queen' 不是有效选项。"],
        "place": ["此字段不能为空。"],
        "ended_on": ["卸任日期还没有到，请核对。"],
        "enterprise": ["请选择本党委的所在企业。"],
        "term_ends_on": ["任期届满日期应晚于任职日期。"],
    }


def test_only_to_members_of_the_branch(secretary_one: User, branch_one: Branch, jiang: Member) -> None:
    with pytest.raises(ValidationError) as refused:
        add_post(by=secretary_one, branch=branch_one, values=values(jiang))
    assert refused.value.message_dict == {"member": ["请选择本支部的流动党员。"]}


def test_who_has_moved_on_can_still_lay_it_down(secretary_one: User, post: Post, branch_two: Branch) -> None:
    Member.objects.update(branch=branch_two)
    ended = end_post(by=secretary_one, post=post, on=date(2024, 12, 31))
    assert ended.ended_on == date(2024, 12, 31)


def test_once_is_enough(secretary_one: User, branch_one: Branch, zeng: Member, post: Post) -> None:
    with pytest.raises(ValidationError) as refused:
        add_post(by=secretary_one, branch=branch_one, values=values(zeng))
    assert refused.value.message_dict == {"place": ["这个岗位任职已经登记过了。"]}
    end_post(by=secretary_one, post=post, on=date(2024, 5, 1))
    with pytest.raises(ValidationError) as refused:
        end_post(by=secretary_one, post=post, on=date(2024, 5, 1))
    assert refused.value.message_dict == {"on": ["已于 2024-05-01 卸任，不必再登记一次。"]}
    void_post(by=secretary_one, post=post, reason="登记错了人")
    assert last_traces() == [("周明远", "void", "曾小红 楼长", "done", "登记错了人")]
    add_post(by=secretary_one, branch=branch_one, values=values(zeng))


def test_the_holder_stays(secretary_one: User, post: Post, jiang: Member) -> None:
    changed = change_post(by=secretary_one, post=post, values={"member": jiang, "place": "5 栋"}, revision=1)
    assert (changed.member.name, changed.place, changed.revision) == ("曾小红", "5 栋", 2)
    with pytest.raises(ValidationError, match="别人改过这条记录"):
        change_post(by=secretary_one, post=post, values={"place": "6 栋"}, revision=1)


@pytest.mark.parametrize("day", [(2024, 2, 29), (2024, 3, 1), (2024, 4, 30), (2024, 5, 1)])
def test_held_on_a_day(post: Post, secretary_one: User, day: tuple[int, int, int]) -> None:
    end_post(by=secretary_one, post=post, on=date(2024, 5, 1))
    held = date(*day) in {date(2024, 3, 1), date(2024, 4, 30)}
    assert Post.objects.on(date(*day)).exists() is held


@pytest.mark.parametrize("who", ["secretary_two", "auditor", "other_staff", "outsider"])
def test_not_for_others(
    who: str, request: pytest.FixtureRequest, post: Post, branch_one: Branch, zeng: Member
) -> None:
    by = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        add_post(by=by, branch=branch_one, values=values(zeng))
    with pytest.raises(PermissionDenied):
        change_post(by=by, post=post, values={"place": "别处"})
    with pytest.raises(PermissionDenied):
        end_post(by=by, post=post, on=date(2024, 5, 1))
    with pytest.raises(PermissionDenied):
        void_post(by=by, post=post)
