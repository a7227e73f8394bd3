from datetime import date

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from branches.models import Branch, Enterprise
from members.actions import move_member
from members.figures.tables import EnrolmentRows
from members.models import Enrolment
from tests.register import ZENG, Enter, numbered_id


def drawn(user: User) -> str:
    request = RequestFactory().get("/figures/members.managed/")
    request.user = user
    rows = Enrolment.objects.visible_to(user).select_related("branch", "member__enterprise")
    template = Template("{% load django_tables2 %}{% render_table table %}")
    return template.render(Context({"table": EnrolmentRows(rows), "request": request}))


def test_columns(secretary_one: User, enter: Enter, branch_one: Branch, firm: Enterprise) -> None:
    zeng = enter(branch_one, **ZENG, enterprise=firm)
    page = drawn(secretary_one)
    assert f'<a href="/members/{zeng.pk}/">曾小红</a>' in page
    for words in ("第一支部", "临湖仪表有限公司", "技术工人", "2024-03-02"):
        assert words in page


def test_of_somebody_now_elsewhere_only_the_name(
    staff: User, secretary_one: User, enter: Enter, branch_one: Branch, branch_two: Branch, firm: Enterprise
) -> None:
    zeng = enter(branch_one, **ZENG, enterprise=firm)
    move_member(by=staff, member=zeng, to_branch=branch_two, on=date(2024, 9, 1))
    page = drawn(secretary_one)
    assert ["曾小红" in page, "调整支部" in page] == [True, True]
    assert [f"/members/{zeng.pk}/" in page, "临湖仪表" in page, "技术工人" in page] == [False, False, False]
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
