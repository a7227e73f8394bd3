import io

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from audit.models import AuditEntry
from branches.models import Committee


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("createadmin", *arguments, stdout=out)
    return out.getvalue()


def test_createadmin_prints_a_password_once(db: None) -> None:
    said = run("--username", "Root", "--name", "卫长空").splitlines()
    user = User.objects.get(username="root")
    assert said[0] == "已建好管理员 卫长空（root），管理全部党委。第一次登录时须修改密码。"
    assert said[1].startswith("初始密码（只显示这一次）：")
    assert user.check_password(said[1].partition("：")[2])
    assert (user.roles_words(), user.committee, user.must_change_password) == (
        "管理员（全部党委）",
        None,
        True,
    )
    assert list(
        AuditEntry.objects.order_by("number").values_list("actor_name", "role", "verb", "address")
    ) == [
        ("命令行", "系统", "create", "命令行"),
        ("命令行", "系统", "assign", "命令行"),
    ]


@pytest.mark.parametrize("named", ["港区党委", "港区流动党员党委"])
def test_createadmin_for_a_committee(committee: Committee, other_committee: Committee, named: str) -> None:
    run("--username", "guanli", "--name", "冯静怡", "--committee", named)
    user = User.objects.get(username="guanli")
    assert (user.committee, user.roles_words()) == (committee, "管理员")


def test_createadmin_takes_the_password_from_the_environment(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIRST_PASSWORD", "tide and timber 7")
    said = run("--username", "root", "--name", "卫", "--password-from-env", "FIRST_PASSWORD")
    assert "tide" not in said
    assert User.objects.get(username="root").check_password("tide and timber 7")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--username", "guanli", "--name", "某"], "已有人使用这个登录名。"),
        (
            ["--username", "new", "--name", "某", "--committee", "湖西"],
            "没有找到党委“湖西”。现有：港区流动党员党委。",
        ),
        (["--name", "某"], "请写明登录名，例如：createadmin --username guanli --name 张三"),
        (
            ["--username", "new", "--name", "某", "--password-from-env", "UNSET_VARIABLE"],
            "环境变量 UNSET_VARIABLE 是空的，没有读到密码。",
        ),
    ],
)
def test_createadmin_says_what_is_wrong(administrator: User, arguments: list[str], sentence: str) -> None:
    with pytest.raises(CommandError) as refused:
        run(*arguments)
    assert str(refused.value) == sentence
    assert User.objects.count() == 1
