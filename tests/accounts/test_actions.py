from typing import Any

import pytest
from axes.models import AccessAttempt
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from accounts.actions import (
    assign_role,
    change_own_password,
    change_user,
    create_user,
    reset_password,
    revoke_role,
    set_active,
)
from accounts.lockout import hashed
from accounts.models import User
from accounts.roles import Role
from accounts.system import COMMAND_LINE
from audit.models import AuditEntry, Verb
from branches.models import Branch, Committee
from tests.people import PASSWORD, give, person


def last_trace() -> dict[str, Any]:
    columns = ("actor_name", "verb", "object_words", "committee_key", "branch_key", "changes", "detail")
    return dict(AuditEntry.objects.order_by("-number").values(*columns)[0])


def test_created_user_can_log_in_once_and_must_change_the_password(
    administrator: User, committee: Committee
) -> None:
    issued = create_user(by=administrator, username=" LiHong ", name=" 李红 ", committee=committee)
    user = User.objects.get(username="lihong")
    assert (user.name, user.must_change_password, user.roles_words()) == ("李红", True, "")
    assert user.check_password(issued.password)
    assert len(issued.password) == 19
    assert issued.password not in repr(issued)
    assert last_trace() == {
        "actor_name": "冯静怡",
        "verb": "create",
        "object_words": "李红（lihong）",
        "committee_key": committee.pk,
        "branch_key": None,
        "changes": {"登录名": ["", "lihong"], "姓名": ["", "李红"], "所属党委": ["", "港区流动党员党委"]},
        "detail": "",
    }


def test_two_initial_passwords_differ(administrator: User, committee: Committee) -> None:
    passwords = {
        create_user(by=administrator, username=f"u{number}", name="某人", committee=committee).password
        for number in range(5)
    }
    assert len(passwords) == 5


@pytest.mark.parametrize("username", ["SHUJI1", "a b", "", "李" * 41])
def test_bad_and_taken_names_are_refused(
    administrator: User, secretary_one: User, committee: Committee, username: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        create_user(by=administrator, username=username, name="某人", committee=committee)
    assert list(refused.value.message_dict) == ["username"]
    assert AuditEntry.objects.count() == 0


def test_database_refuses_a_name_in_capitals(committee: Committee) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(username="Zhang", name="张", committee=committee)


def test_given_password_must_be_strong(db: None) -> None:
    with pytest.raises(ValidationError) as refused:
        create_user(by=COMMAND_LINE, username="a", name="某人", committee=None, password="12345678")
    assert refused.value.messages == [
        "密码太短，至少要 10 个字符。",
        "这个密码太常见了。",
        "密码只包含数字。",
    ]


def test_only_administrators_of_the_committee_manage_its_people(
    secretary_one: User,
    staff: User,
    auditor: User,
    outsider: User,
    other_staff: User,
    administrator: User,
    other_committee: Committee,
    committee: Committee,
) -> None:
    for by in (secretary_one, staff, auditor, outsider):
        with pytest.raises(PermissionDenied):
            create_user(by=by, username="new", name="某人", committee=committee)
        with pytest.raises(PermissionDenied):
            reset_password(by=by, user=outsider)
        with pytest.raises(PermissionDenied):
            assign_role(by=by, user=outsider, role=Role.STAFF, committee=committee)
    with pytest.raises(PermissionDenied):
        create_user(by=administrator, username="new", name="某人", committee=other_committee)
    with pytest.raises(PermissionDenied):
        create_user(by=administrator, username="new", name="某人", committee=None)
    for change in (
        lambda: reset_password(by=administrator, user=other_staff),
        lambda: set_active(by=administrator, user=other_staff, active=False),
        lambda: change_user(by=administrator, user=other_staff, username="x", name="x"),
        lambda: revoke_role(by=administrator, assignment=other_staff.assignments.get()),
    ):
        with pytest.raises(PermissionDenied):
            change()
    assert AuditEntry.objects.count() == 0


def test_nobody_takes_the_account_of_somebody_with_wider_rights(
    administrator: User, operator: User, committee: Committee
) -> None:
    with pytest.raises(PermissionDenied):
        reset_password(by=administrator, user=operator)
    # Even where such a role was given past the actions.
    wide = person("wide", "宽", committee)
    give(wide, Role.AUDITOR)
    with pytest.raises(PermissionDenied):
        reset_password(by=administrator, user=wide)
    assert reset_password(by=operator, user=wide).user == wide


def test_roles_are_handed_out_within_the_committee_only(
    administrator: User,
    outsider: User,
    branch_one: Branch,
    other_branch: Branch,
    other_committee: Committee,
    committee: Committee,
) -> None:
    for place in (
        {"role": Role.SECRETARY, "branch": other_branch},
        {"role": Role.STAFF, "committee": other_committee},
        {"role": Role.STAFF, "committee": None},
    ):
        with pytest.raises(PermissionDenied):
            assign_role(by=administrator, user=outsider, **place)
    assign_role(by=administrator, user=outsider, role=Role.SECRETARY, branch=branch_one)
    assert last_trace() == {
        "actor_name": "冯静怡",
        "verb": "assign",
        "object_words": "褚新民（luren）",
        "committee_key": committee.pk,
        "branch_key": branch_one.pk,
        "changes": {},
        "detail": "支部书记（第一支部）",
    }


def test_operator_cannot_mix_committees_either(
    operator: User, outsider: User, other_branch: Branch, other_committee: Committee
) -> None:
    with pytest.raises(PermissionDenied):
        assign_role(by=operator, user=outsider, role=Role.SECRETARY, branch=other_branch)
    with pytest.raises(PermissionDenied):
        assign_role(by=operator, user=outsider, role=Role.AUDITOR, committee=other_committee)
    with pytest.raises(PermissionDenied):
        assign_role(by=operator, user=outsider, role=Role.AUDITOR)


def test_refused_roles_say_why(administrator: User, secretary_one: User, branch_one: Branch) -> None:
    with pytest.raises(ValidationError) as twice:
        assign_role(by=administrator, user=secretary_one, role=Role.SECRETARY, branch=branch_one)
    assert twice.value.messages == ["周明远已经是支部书记（第一支部）。"]
    with pytest.raises(ValidationError) as nowhere:
        assign_role(by=administrator, user=secretary_one, role=Role.SECRETARY)
    assert nowhere.value.message_dict == {"branch": ["请选择由其担任书记的党支部。"]}


def test_a_person_may_hold_several_roles(
    administrator: User, secretary_one: User, branch_two: Branch, committee: Committee
) -> None:
    assign_role(by=administrator, user=secretary_one, role=Role.SECRETARY, branch=branch_two)
    assign_role(by=administrator, user=secretary_one, role=Role.AUDITOR, committee=committee)
    user = User.objects.get(pk=secretary_one.pk)
    assert user.roles_words() == "审计员、支部书记（第一支部）、支部书记（第二支部）"
    assert user.has_perm("audit.view_auditentry")
    managed = Branch.objects.visible_to(user, "branches.change_enterprise").order_by("code")
    assert [branch.short_name for branch in managed] == ["第一支部", "第二支部"]


def test_nobody_locks_themselves_out(administrator: User, committee: Committee) -> None:
    for change in (
        lambda: set_active(by=administrator, user=administrator, active=False),
        lambda: revoke_role(by=administrator, assignment=administrator.assignments.get()),
        lambda: assign_role(by=administrator, user=administrator, role=Role.AUDITOR, committee=committee),
        lambda: reset_password(by=administrator, user=administrator),
    ):
        with pytest.raises(ValidationError):
            change()
    assert administrator.assignments.count() == 1
    assert AuditEntry.objects.count() == 0


def test_revoked_role_is_gone_and_the_log_keeps_it(
    administrator: User, secretary_one: User, branch_one: Branch
) -> None:
    revoke_role(by=administrator, assignment=secretary_one.assignments.get())
    assert User.objects.get(pk=secretary_one.pk).permissions == frozenset()
    trace = last_trace()
    assert (trace["verb"], trace["detail"], trace["branch_key"]) == (
        "revoke",
        "支部书记（第一支部）",
        branch_one.pk,
    )


def test_reset_lifts_the_lock(administrator: User, secretary_one: User) -> None:
    AccessAttempt.objects.create(
        username=hashed("shuji1"), ip_address="127.0.0.1", failures_since_start=5, get_data="", post_data=""
    )
    issued = reset_password(by=administrator, user=secretary_one)
    assert AccessAttempt.objects.count() == 0
    secretary_one.refresh_from_db()
    assert secretary_one.check_password(issued.password)
    assert secretary_one.must_change_password is True
    assert (last_trace()["verb"], last_trace()["detail"]) == ("password", "重置密码")


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        (PASSWORD, "新密码不能与旧密码相同。"),
        ("short7", "密码太短，至少要 10 个字符。"),
        ("31415926535897", "密码只包含数字。"),
    ],
)
def test_own_password_must_be_new_and_strong(secretary_one: User, password: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        change_own_password(by=secretary_one, password=password)
    assert refused.value.message_dict == {"new_password1": [sentence]}
    assert AuditEntry.objects.count() == 0


def test_change_of_names_is_told(administrator: User, secretary_one: User) -> None:
    change_user(by=administrator, user=secretary_one, username="ZhouMY", name="周明远")
    assert User.objects.get(username="zhoumy") == secretary_one
    assert last_trace()["changes"] == {"登录名": ["shuji1", "zhoumy"]}


def test_a_failing_trace_takes_the_write_back(administrator: User, committee: Committee) -> None:
    # The last number that there is: no entry can follow.
    AuditEntry.objects.create(
        number=2**63 - 1, at=timezone.now(), actor_name="x", verb=Verb.LOGIN, mac="x", previous_mac="x"
    )
    with pytest.raises((DatabaseError, OverflowError)), transaction.atomic():
        create_user(by=administrator, username="new", name="某人", committee=committee)
    assert not User.objects.filter(username="new").exists()
