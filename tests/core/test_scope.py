from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.http import Http404
from django.test.utils import isolate_apps

from accounts.models import Assignment, User
from accounts.system import COMMAND_LINE, STRANGER
from branches.models import Branch, Committee, Enterprise, Ownership
from core.checks import check_scopes
from core.scope import condition_for
from members.models import Contact, Member


def member_of(branch: Branch, name: str) -> Member:
    return Member.objects.create(committee=branch.committee, branch=branch, name=name)


@pytest.fixture
def members(branches: list[Branch], other_branch: Branch) -> list[Member]:
    return [member_of(branch, f"属于{branch.short_name}") for branch in (*branches, other_branch)]


def names(user: object, permission: str | None = None) -> set[str]:
    return {member.name for member in Member.objects.visible_to(user, permission)}


PARK = {f"属于第{numeral}支部" for numeral in "一二三四五六"}


def test_each_sees_the_rows_within_reach(
    members: list[Member],
    secretary_one: User,
    secretary_two: User,
    staff: User,
    administrator: User,
    operator: User,
    other_staff: User,
) -> None:
    assert names(secretary_one) == {"属于第一支部"}
    assert names(secretary_two) == {"属于第二支部"}
    assert names(staff) == names(administrator) == PARK
    assert names(other_staff) == {"属于湖东一支部"}
    assert names(operator) == names(COMMAND_LINE) == PARK | {"属于湖东一支部"}


def test_fail_closed(members: list[Member], auditor: User, outsider: User, secretary_one: User) -> None:
    for user in (auditor, outsider, AnonymousUser(), STRANGER, None, "shuji1"):
        assert names(user) == set()
    assert names(secretary_one, "members.move_member") == set()
    assert names(secretary_one, "members.no_such_permission") == set()


def test_a_stopped_account_sees_nothing(members: list[Member], secretary_one: User) -> None:
    secretary_one.is_active = False
    assert names(secretary_one) == set()


def test_several_roles_add_up(members: list[Member], secretary_one: User, branch_two: Branch) -> None:
    Assignment.objects.create(user=secretary_one, role="secretary", branch=branch_two)
    assert names(User.objects.get(pk=secretary_one.pk)) == {"属于第一支部", "属于第二支部"}


def test_foreign_and_missing_rows_answer_alike(members: list[Member], secretary_one: User) -> None:
    own, foreign = members[0], members[1]
    assert Member.objects.get_for(secretary_one, pk=own.pk) == own
    for key in (foreign.pk, 10**6, 2**70, "x"):
        with pytest.raises(Http404):
            Member.objects.get_for(secretary_one, pk=key)


def test_path_through_another_model(members: list[Member], secretary_one: User) -> None:
    for member in members:
        Contact.objects.create(
            member=member, branch=member.branch, on=date(2024, 12, 1), kind="visit", summary=member.name
        )
    assert [contact.summary for contact in Contact.objects.visible_to(secretary_one)] == ["属于第一支部"]


def test_what_belongs_to_the_committee_is_seen_from_its_branches_and_changed_from_none(
    committee: Committee, secretary_one: User, staff: User, other_staff: User, branch_one: Branch
) -> None:
    covered = Enterprise.objects.create(
        committee=committee, name="甲", ownership=Ownership.NON_PUBLIC, covered_by=branch_one
    )
    Enterprise.objects.create(committee=committee, name="乙", ownership=Ownership.NON_PUBLIC)
    change = "branches.change_enterprise"
    assert {e.name for e in Enterprise.objects.visible_to(secretary_one)} == {"甲", "乙"}
    assert list(Enterprise.objects.visible_to(secretary_one, change)) == [covered]
    assert {e.name for e in Enterprise.objects.visible_to(staff, change)} == {"甲", "乙"}
    assert Enterprise.objects.visible_to(other_staff).count() == 0
    assert secretary_one.has_perm(change, covered)


def test_has_perm_asks_for_the_row(members: list[Member], secretary_one: User) -> None:
    assert secretary_one.has_perm("members.change_member")
    assert [secretary_one.has_perm("members.change_member", member) for member in members[:2]] == [
        True,
        False,
    ]
    assert secretary_one.has_perms(["members.change_member", "members.move_member"]) is False


def test_every_model_of_ours_states_its_scope() -> None:
    assert check_scopes(None) == []


def test_model_without_scope_fails_the_check() -> None:
    with isolate_apps("core") as isolated:

        class Loose(models.Model):  # noqa: DJ008  never shown
            class Meta:
                app_label = "core"

    assert isolated is not None
    found = check_scopes(isolated.get_app_configs())
    assert [(error.id, error.msg) for error in found] == [("core.E001", "core.Loose declares no scope.")]


def test_scope_that_leads_nowhere_fails_the_check() -> None:
    with isolate_apps("core") as isolated:

        class Lost(models.Model):  # noqa: DJ008  never shown
            scope_path = "owner"

            class Meta:
                app_label = "core"

    assert isolated is not None
    assert [error.id for error in check_scopes(isolated.get_app_configs())] == ["core.E002"]


def test_a_model_without_scope_shows_nothing(operator: User) -> None:
    with isolate_apps("core"):

        class Unscoped(models.Model):  # noqa: DJ008  never shown
            class Meta:
                app_label = "core"

        assert condition_for(operator, Unscoped, "core.view_unscoped") is None
