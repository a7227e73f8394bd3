from collections.abc import Callable

from django.test import Client

from accounts.models import User
from branches.models import Branch


def test_cast_has_its_roles(
    secretary_one: User,
    secretary_two: User,
    staff: User,
    administrator: User,
    auditor: User,
    outsider: User,
    operator: User,
    other_staff: User,
) -> None:
    cast = (secretary_one, secretary_two, staff, administrator, auditor, outsider, operator, other_staff)
    assert [user.roles_words() for user in cast] == [
        "支部书记（第一支部）",
        "支部书记（第二支部）",
        "党委工作人员",
        "管理员",
        "审计员",
        "",
        "管理员（全部党委）",
        "党委工作人员",
    ]


def test_each_sees_their_own_branches(
    branches: list[Branch],
    other_branch: Branch,
    secretary_two: User,
    staff: User,
    outsider: User,
    operator: User,
    other_staff: User,
) -> None:
    def seen(user: User) -> set[str]:
        return {branch.short_name for branch in Branch.objects.visible_to(user)}

    park = {branch.short_name for branch in branches}
    assert seen(secretary_two) == {"第二支部"}
    assert seen(staff) == park
    assert seen(outsider) == set()
    assert seen(operator) == park | {"湖东一支部"}
    assert seen(other_staff) == {"湖东一支部"}


def test_client_of_is_logged_in(client_of: Callable[[User], Client], outsider: User) -> None:
    assert client_of(outsider).session["_auth_user_id"] == str(outsider.pk)
