import re
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import Assignment, User
from accounts.roles import PERMISSIONS, Role, sentences_of
from audit.models import AuditEntry
from branches.models import Branch, Committee
from tests.people import PASSWORD, give, person

Open = Callable[[User], Client]
USERS = "/accounts/users/"


def page(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


def said(response: object) -> list[str]:
    return re.findall(
        r'class="notice notice-(?:success|danger)">.*?<span>(.*?)</span>', str(response), re.DOTALL
    )


def test_list_shows_people_of_the_committee(
    client_of: Open,
    administrator: User,
    secretary_one: User,
    outsider: User,
    other_staff: User,
    operator: User,
) -> None:
    shown = page(client_of(administrator), USERS)
    for words in ("冯静怡", "周明远", "支部书记（第一支部）", "尚无角色", "共 3 个账号"):
        assert words in shown
    for foreign in ("蒋思源", "卫长空", "湖东"):
        assert foreign not in shown


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=周", ["周明远"]),
        ("q=SHUJI", ["周明远", "吴秋芳"]),
        ("role=secretary", ["周明远", "吴秋芳"]),
        ("role=administrator", ["冯静怡"]),
        ("active=False", ["停用者"]),
        ("q=nobody", []),
    ],
)
def test_filters(
    client_of: Open,
    administrator: User,
    secretary_one: User,
    secretary_two: User,
    committee: Committee,
    query: str,
    names: list[str],
) -> None:
    User.objects.create(username="stopped", name="停用者", committee=committee, is_active=False)
    shown = page(client_of(administrator), f"{USERS}?{query}")
    everyone = ("周明远", "吴秋芳", "停用者", "冯静怡")
    listed = shown[shown.index("filter-buttons") :]
    assert [name for name in everyone if f">{name}<" in listed] == names


def test_filter_by_branch_offers_own_branches_only(
    client_of: Open, administrator: User, secretary_one: User, other_branch: Branch
) -> None:
    client = client_of(administrator)
    assert "湖东一支部" not in page(client, USERS)
    branch = secretary_one.assignments.get().branch_id
    assert "共 1 个账号" in page(client, f"{USERS}?branch={branch}")


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_any_number_of_people(
    client_of: Open,
    administrator: User,
    branch_one: Branch,
    django_assert_num_queries: Callable[[int], object],
    count: int,
) -> None:
    for number in range(count):
        give(person(f"u{number}", f"某{number}", branch_one.committee), Role.SECRETARY, branch=branch_one)
    client = client_of(administrator)
    client.get(USERS)
    with django_assert_num_queries(11):  # type: ignore[attr-defined]  # a context manager
        client.get(USERS)


@pytest.mark.parametrize("who", ["secretary_one", "staff", "auditor", "outsider", "other_staff"])
def test_only_administrators_enter(
    request: pytest.FixtureRequest, client_of: Open, administrator: User, who: str
) -> None:
    client = client_of(request.getfixturevalue(who))
    key = administrator.pk
    for path in (USERS, f"{USERS}add/", f"{USERS}{key}/", f"{USERS}{key}/edit/"):
        page(client, path, 403)
    for path in ("reset/", "active/", "roles/add/", "roles/1/revoke/"):
        assert client.post(f"{USERS}{key}/{path}").status_code == 403


def test_refusals_are_recorded_without_the_query(client_of: Open, secretary_one: User) -> None:
    page(client_of(secretary_one), f"{USERS}?q=secret", 403)
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.outcome, entry.detail, entry.actor_name) == (
        "refused",
        "refused",
        "/accounts/users/",
        "周明远",
    )
    assert (entry.committee_key, entry.address) == (secretary_one.committee_id, "127.0.0.1")


def test_foreign_and_missing_people_answer_alike(
    client_of: Open, administrator: User, other_staff: User, operator: User
) -> None:
    client = client_of(administrator)
    for key in (other_staff.pk, operator.pk, 10**9):
        for path in ("", "edit/"):
            page(client, f"{USERS}{key}/{path}", 404)
        for path in ("reset/", "active/", "roles/add/", "roles/1/revoke/"):
            assert client.post(f"{USERS}{key}/{path}", {"active": "0"}).status_code == 404
    assert set(AuditEntry.objects.values_list("verb", "outcome")) == {("refused", "refused")}
    assert AuditEntry.objects.count() == 18


def test_new_person_with_a_role_and_a_password_shown_once(
    client_of: Open, administrator: User, branch_one: Branch
) -> None:
    client = client_of(administrator)
    shown = client.post(
        f"{USERS}add/",
        {"name": "李红", "username": "LiHong", "role": "secretary", "branch": branch_one.pk},
    )
    user = User.objects.get(username="lihong")
    password = re.findall(r'user-select-all">([^<]+)<', shown.content.decode())[1]
    assert user.check_password(password)
    assert (user.roles_words(), user.committee) == ("支部书记（第一支部）", branch_one.committee)
    assert "no-store" in shown.headers["Cache-Control"]
    assert password not in page(client, f"{USERS}{user.pk}/")


def test_new_person_is_refused_whole(client_of: Open, administrator: User, secretary_one: User) -> None:
    client = client_of(administrator)
    shown = client.post(f"{USERS}add/", {"name": "李红", "username": "lihong", "role": "secretary"})
    assert "请选择由其担任书记的党支部。" in shown.content.decode()
    taken = client.post(f"{USERS}add/", {"name": "李红", "username": "SHUJI1"})
    assert "已有人使用这个登录名。" in taken.content.decode()
    assert User.objects.count() == 2
    assert AuditEntry.objects.count() == 0


def test_choices_hold_nothing_foreign(
    client_of: Open, administrator: User, outsider: User, branch_one: Branch, other_branch: Branch
) -> None:
    client = client_of(administrator)
    for path in (f"{USERS}add/", f"{USERS}{outsider.pk}/"):
        shown = page(client, path)
        assert "流动党员第一支部" in shown
        assert "湖东" not in shown
        assert "全部党委" not in shown
    posted = client.post(f"{USERS}{outsider.pk}/roles/add/", {"role": "secretary", "branch": other_branch.pk})
    assert posted.status_code == 200
    assert Assignment.objects.filter(user=outsider).count() == 0


def test_role_is_given_and_taken_back(
    client_of: Open, administrator: User, outsider: User, branch_one: Branch
) -> None:
    client, theirs = client_of(administrator), client_of(outsider)
    assert "您的账号还没有角色" in page(theirs, "/accounts/own/")
    given = client.post(
        f"{USERS}{outsider.pk}/roles/add/", {"role": "secretary", "branch": branch_one.pk}, follow=True
    )
    assert said(given.content.decode()) == ["褚新民已成为支部书记（第一支部），从下一次点击起生效。"]
    assert "登记流动党员" in page(theirs, "/accounts/own/")
    held = Assignment.objects.get(user=outsider)
    taken = client.post(f"{USERS}{outsider.pk}/roles/{held.pk}/revoke/", follow=True)
    assert said(taken.content.decode()) == ["已收回褚新民的角色：支部书记（第一支部）。"]
    assert "您的账号还没有角色" in page(theirs, "/accounts/own/")


def test_role_for_a_committee_needs_no_place(client_of: Open, administrator: User, outsider: User) -> None:
    client_of(administrator).post(f"{USERS}{outsider.pk}/roles/add/", {"role": "auditor"})
    held = Assignment.objects.get(user=outsider)
    assert (held.role, held.committee, held.branch) == ("auditor", administrator.committee, None)


def test_operator_chooses_the_place(
    client_of: Open, operator: User, committee: Committee, other_branch: Branch
) -> None:
    client = client_of(operator)
    client.post(f"{USERS}add/", {"name": "全", "username": "quan", "committee": "", "role": ""})
    user = User.objects.get(username="quan")
    assert user.committee is None
    shown = page(client, f"{USERS}{user.pk}/")
    assert "全部党委" in shown
    client.post(f"{USERS}{user.pk}/roles/add/", {"role": "auditor", "committee": ""})
    client.post(f"{USERS}{user.pk}/roles/add/", {"role": "staff", "committee": committee.pk})
    client.post(f"{USERS}{user.pk}/roles/add/", {"role": "secretary", "branch": other_branch.pk})
    assert User.objects.get(pk=user.pk).roles_words() == (
        "审计员（全部党委）、支部书记（湖东一支部）、党委工作人员"
    )


def test_stopped_account_is_logged_out_at_once(
    client_of: Open, administrator: User, secretary_one: User
) -> None:
    client, theirs = client_of(administrator), client_of(secretary_one)
    page(theirs, "/accounts/own/")
    path = f"{USERS}{secretary_one.pk}/active/"
    stopped = client.post(path, {"active": "0"}, follow=True)
    assert said(stopped.content.decode()) == ["周明远的账号已停用，对方已被退出登录。"]
    assert theirs.get("/accounts/own/").headers["Location"].startswith("/accounts/login/")
    client.post(path, {"active": "1"})
    assert list(AuditEntry.objects.order_by("number").values_list("verb", flat=True)) == [
        "deactivate",
        "activate",
    ]
    secretary_one.refresh_from_db()
    assert secretary_one.is_active is True


def test_reset_ends_sessions_and_asks_for_a_new_password(
    client_of: Open, administrator: User, secretary_one: User, client: Client
) -> None:
    theirs = client_of(secretary_one)
    shown = client_of(administrator).post(f"{USERS}{secretary_one.pk}/reset/").content.decode()
    password = re.findall(r'user-select-all">([^<]+)<', shown)[1]
    assert theirs.get("/accounts/own/").status_code == 302
    client.post("/accounts/login/", {"username": "shuji1", "password": password})
    for path in ("/accounts/own/", "/accounts/start/", "/members/"):
        assert client.get(path).headers["Location"] == "/accounts/password/"
    assert "请先设置自己的密码" in page(client, "/accounts/password/")
    new = {
        "old_password": password,
        "new_password1": "harbour 2024 wind",
        "new_password2": "harbour 2024 wind",
    }
    assert client.post("/accounts/password/", new).headers["Location"] == "/accounts/start/"
    page(client, "/accounts/own/")


def test_own_password_ends_other_sessions_only(client_of: Open, secretary_one: User) -> None:
    here, elsewhere = client_of(secretary_one), client_of(secretary_one)
    key = here.session.session_key
    new = {
        "old_password": PASSWORD,
        "new_password1": "harbour 2024 wind",
        "new_password2": "harbour 2024 wind",
    }
    here.post("/accounts/password/", new)
    page(here, "/accounts/own/")
    assert here.session.session_key != key
    assert elsewhere.get("/accounts/own/").status_code == 302
    assert AuditEntry.objects.get().detail == "修改自己的密码"


@pytest.mark.parametrize(
    ("old", "one", "two", "sentence"),
    [
        ("wrong", "harbour 2024 wind", "harbour 2024 wind", "你的旧密码不正确。请重新输入。"),
        (PASSWORD, "harbour 2024 wind", "harbour 2024 winds", "输入的两个密码不一致。"),
        (PASSWORD, "short", "short", "密码太短，至少要 10 个字符。"),
        (PASSWORD, "shuji1shuj", "shuji1shuj", "密码和登录名太像，容易被猜到，请换一个。"),
        (PASSWORD, PASSWORD, PASSWORD, "新密码不能与旧密码相同。"),
    ],
)
def test_own_password_is_refused_in_words(
    client_of: Open, secretary_one: User, old: str, one: str, two: str, sentence: str
) -> None:
    new = {"old_password": old, "new_password1": one, "new_password2": two}
    shown = client_of(secretary_one).post("/accounts/password/", new)
    assert sentence in shown.content.decode()
    assert AuditEntry.objects.count() == 0


def test_administrators_cannot_lock_themselves_out(client_of: Open, administrator: User) -> None:
    client = client_of(administrator)
    shown = page(client, f"{USERS}{administrator.pk}/")
    assert "停用账号、调整角色须由另一位管理员操作" in shown
    assert "reset/" not in shown
    stopped = client.post(f"{USERS}{administrator.pk}/active/", {"active": "0"}, follow=True)
    assert said(stopped.content.decode()) == ["不能停用自己的账号，请由另一位管理员操作。"]
    held = administrator.assignments.get()
    client.post(f"{USERS}{administrator.pk}/roles/{held.pk}/revoke/")
    assert administrator.assignments.count() == 1


def test_names_are_changed_and_bad_ones_refused(
    client_of: Open, administrator: User, secretary_one: User, outsider: User
) -> None:
    client = client_of(administrator)
    path = f"{USERS}{secretary_one.pk}/edit/"
    assert 'value="周明远"' in page(client, path)
    taken = client.post(path, {"name": "周明", "username": "LUREN"}).content.decode()
    assert "已有人使用这个登录名。" in taken
    assert "修改 周明远" in taken
    client.post(path, {"name": "周明", "username": "zhouming"})
    secretary_one.refresh_from_db()
    assert (secretary_one.name, secretary_one.username) == ("周明", "zhouming")


def test_roles_are_explained_from_the_table_that_grants_them(client_of: Open, outsider: User) -> None:
    shown = page(client_of(outsider), "/accounts/roles/")
    for role in Role:
        assert role.label in shown
        assert [words for words in sentences_of(role) if words not in shown] == []
    assert "管理账号" not in PERMISSIONS


def test_a_crossed_out_name_cannot_do_harm(
    client_of: Open, administrator: User, committee: Committee
) -> None:
    bad = person("bad", "<script>alert(1)</script>", committee)
    shown = page(client_of(administrator), f"{USERS}{bad.pk}/")
    assert "<script>alert" not in shown
