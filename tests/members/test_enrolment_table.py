from datetime import date

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from branches.models import Branch, Enterprise
from members.actions import move_member
from members.models import Enrolment, Member
from members.tables import EnrolmentTable
from tests.register import ZENG, Enter, numbered_id


def drawn(user: User) -> str:
    request = RequestFactory().get("/figures/members.managed/")
    request.user = user
    rows = Enrolment.objects.visible_to(user)
    template = Template("{% load django_tables2 %}{% render_table table %}")
    return template.render(Context({"table": EnrolmentTable(rows), "request": request}))


def test_columns(secretary_one: User, enter: Enter, branch_one: Branch, firm: Enterprise) -> None:
    zeng = enter(branch_one, **ZENG, enterprise=firm)
    page = drawn(secretary_one)
    assert f'<a href="/members/{zeng.pk}/">曾小红</a>' in page
    for words in ("第一支部", "临湖仪表有限公司", "技术工人", "2024年3月2日"):
        assert words in page


def test_somebody_now_elsewhere_has_no_link(
    staff: User, secretary_one: User, zeng: Member, branch_two: Branch
) -> None:
    move_member(by=staff, member=zeng, to_branch=branch_two, on=date(2024, 9, 1))
    page = drawn(secretary_one)
    assert ["曾小红" in page, f"/members/{zeng.pk}/" in page, "调整支部" in page] == [True, False, True]
    assert f"/members/{zeng.pk}/" in drawn(staff)


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_rows(
    staff: User, enter: Enter, branch_one: Branch, firm: Enterprise, count: int
) -> None:
    for order in range(count):
        enter(branch_one, name="单志红", national_id=numbered_id(order), enterprise=firm)
    drawn(staff)
    with CaptureQueriesContext(connection) as queries:
        assert drawn(staff).count("单志红") == count
    assert len(queries) == 2
