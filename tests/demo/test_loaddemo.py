"""The command: once, again, never over real data, the same on every machine."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from accounts.system import COMMAND_LINE
from audit.models import AuditEntry
from branches.models import Committee
from config.demo.accounts import PASSWORD
from core.figures import FIGURES, asks, compute
from core.periods import Month
from members.models import Enrolment, Member
from tests.demo_data import ARTICLE, loaded_demo

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo_installation(settings: Settings) -> None:
    settings.DEMO = True


def run() -> list[str]:
    out = StringIO()
    call_command("loaddemo", stdout=out)
    return out.getvalue().splitlines()


def test_loads_once_and_says_the_accounts_each_time() -> None:
    first = run()
    people, entries = Member.objects.count(), AuditEntry.objects.count()
    second = run()
    assert first[0] == "演示数据已载入。"
    assert second[0] == "演示数据已经在库中，没有改动。"
    assert first[1:] == second[1:]
    assert first[2] == "  shuji1   支部书记（第一支部） 欧阳湘云"
    assert first[-1] == "密码都是 Nuanliu-2024"
    assert (Member.objects.count(), AuditEntry.objects.count()) == (people, entries)


def test_every_account_holds_its_role_and_the_password() -> None:
    run()
    assert {user.username: user.roles_words() for user in User.objects.all()} == {
        "shuji1": "支部书记（第一支部）",
        "shuji2": "支部书记（第二支部）",
        "shuji3": "支部书记（第三支部）",
        "shuji4": "支部书记（第四支部）",
        "shuji5": "支部书记（第五支部）",
        "shuji6": "支部书记（第六支部）",
        "dangwei": "党委工作人员",
        "guanli": "管理员",
        "shenji": "审计员",
    }
    assert all(user.check_password(PASSWORD) and not user.must_change_password for user in User.objects.all())


def test_loading_leaves_a_trace() -> None:
    run()
    *closings, entry = AuditEntry.objects.order_by("number")
    assert {closing.verb for closing in closings} == {"close"}
    assert (entry.verb, entry.actor_name, entry.object_words) == (
        "create",
        "命令行",
        "城陵矶新港区流动党员党委",
    )


def test_refuses_outside_a_demo(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError) as refused:
        run()
    assert str(refused.value) == "演示数据只能载入演示环境：如确要演示，请在 .env 中写 DEMO=1 后重试。"
    assert Committee.objects.count() == 0


def test_refuses_over_real_data(committee: Committee) -> None:
    with pytest.raises(CommandError) as refused:
        run()
    assert str(refused.value) == "数据库里已有其他党委的数据，演示数据不会混入真实数据。请换一个空的数据库。"
    assert [c.name for c in Committee.objects.all()] == [committee.name]


def test_refuses_where_somebody_already_has_an_account() -> None:
    User.objects.create(username="real", name="真人")
    with pytest.raises(CommandError) as refused:
        run()
    assert str(refused.value) == "数据库里已有账号，演示数据不会混入真实数据。请换一个空的数据库。"


def people_of_2024(loaded_on: date) -> list[tuple[str, str, str, str]]:
    """Load, note who was there at the end of 2024, and take everything back."""
    with loaded_demo(loaded_on):
        managed = Enrolment.objects.on(date(2024, 12, 31)).select_related("member", "branch")
        return sorted(
            (e.member.name, e.member.national_id, e.branch.code, e.started_on.isoformat()) for e in managed
        )


def test_2024_does_not_depend_on_the_day_of_loading() -> None:
    early, late = people_of_2024(date(2024, 12, 31)), people_of_2024(date(2027, 3, 5))
    assert len(early) == 112
    assert early == late


def test_figures_of_the_article_do_not_depend_on_the_day_of_loading() -> None:
    figures, month = [FIGURES[key] for key in ARTICLE], Month(2024, 12)
    for day in (date(2024, 12, 31), date(2025, 2, 11), date(2027, 3, 5)):
        with loaded_demo(day):
            found = compute(COMMAND_LINE, asks(figures, [month])).values(figures, month)
        assert found == ARTICLE


def test_a_secretary_of_the_demo_logs_in() -> None:
    run()
    response = Client().post("/accounts/login/", {"username": "shuji2", "password": PASSWORD})
    assert response.status_code == 302
