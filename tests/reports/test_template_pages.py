"""The pages of templates: what is in use, handing one in, trying it, taking it, and back to the standard one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from accounts.system import COMMAND_LINE
from audit.models import AuditEntry
from branches.models import Committee
from core.periods import Month
from reports.actions import close_month, export_closed, export_month, take_template
from reports.docx import standard_template
from reports.models import ReportTemplate
from tests.briefings import template, words_of

ClientOf = Callable[[User], Client]
PAGE, TAGS = "/reports/templates/", "/reports/templates/tags/"
MARCH = Month(2024, 3)

pytestmark = pytest.mark.usefixtures("register")


def hand_in(client: Client, *body: str, **query: Any) -> Any:  # noqa: ANN401  an answer
    file = SimpleUploadedFile("C:\\桌面\\我们的 模板.docx", template(*body))
    return client.post(PAGE, {"file": file, **query})


def taken(client: Client, *body: str) -> ReportTemplate:
    hand_in(client, *body)
    waiting = ReportTemplate.objects.waiting().get()
    client.post(f"{PAGE}{waiting.pk}/take/")
    waiting.refresh_from_db()
    return waiting


def briefing(committee: Committee, month: Month = MARCH) -> str:
    return words_of(export_month(by=COMMAND_LINE, committee=committee, month=month, form="docx").content)


def test_without_an_own_one_the_standard_template_is_in_use(client_of: ClientOf, administrator: User) -> None:
    client = client_of(administrator)
    assert "还没有上传过模板，一直使用标准模板。" in client.get(PAGE).content.decode()
    assert client.get(f"{PAGE}standard/").content == standard_template()


def test_the_standard_template_can_be_handed_in_as_it_is(client_of: ClientOf, administrator: User) -> None:
    file = SimpleUploadedFile("标准.docx", standard_template())
    assert client_of(administrator).post(PAGE, {"file": file}).status_code == 302
    assert ReportTemplate.objects.waiting().exists()


def test_a_template_with_faults_is_not_kept_and_all_of_them_are_told(
    client_of: ClientOf, administrator: User
) -> None:
    page = hand_in(client_of(administrator), "{{ 管理流动党圆 }}", "{{ 报出日子 }}").content.decode()
    assert "没有收下这份模板。请改好下面 2 处再上传" in page
    assert "是不是想写“管理流动党员”？" in page
    assert "是不是想写“报出日期”？" in page
    assert not ReportTemplate.objects.exists()
    assert "请先选择模板文件" in client_of(administrator).post(PAGE, {}).content.decode()


def test_a_good_one_waits_is_tried_and_taken(
    client_of: ClientOf, administrator: User, committee: Committee
) -> None:
    client = client_of(administrator)
    assert hand_in(client, "共{{ 管理流动党员 }}人").status_code == 302
    waiting = ReportTemplate.objects.get()
    assert (waiting.name, waiting.version, waiting.state_words) == ("我们的 模板.docx", 1, "待启用")
    assert "共6人" not in briefing(committee)
    tried = client.post(f"{PAGE}{waiting.pk}/preview/", {"month": "2024-03"})
    assert words_of(tried.content).splitlines()[0] == "共6人"
    assert client.get(f"{PAGE}{waiting.pk}/").content == bytes(waiting.content)
    page = client.post(f"{PAGE}{waiting.pk}/take/", follow=True).content.decode()
    assert "已启用" in page
    assert briefing(committee).splitlines()[0] == "共6人"
    told = AuditEntry.objects.filter(object_kind="reports.reporttemplate").order_by("number")
    assert [(entry.verb, entry.detail) for entry in told] == [
        ("create", "上传模板，等待启用"),
        ("export", "预览：流动党员工作月报表（2024年3月）"),
        ("update", "启用模板"),
    ]


def test_a_month_that_cannot_be_previewed_leads_back_with_the_sentence(
    client_of: ClientOf, administrator: User
) -> None:
    client = client_of(administrator)
    hand_in(client, "{{ 月份 }}")
    address = f"{PAGE}{ReportTemplate.objects.get().pk}/preview/"
    assert "还没有到" in client.post(address, {"month": "2024-05"}, follow=True).content.decode()
    assert client.post(address, {"month": "2024-13"}, follow=True).status_code == 200


def test_another_one_puts_aside_what_waited(client_of: ClientOf, administrator: User) -> None:
    client = client_of(administrator)
    hand_in(client, "一")
    hand_in(client, "二")
    client.post(f"{PAGE}{ReportTemplate.objects.waiting().get().pk}/aside/")
    assert [each.state_words for each in ReportTemplate.objects.order_by("version")] == ["未采用", "未采用"]


def test_versions_follow_each_other_and_an_earlier_one_can_return(
    client_of: ClientOf, administrator: User, committee: Committee
) -> None:
    client = client_of(administrator)
    first = taken(client, "第一个样子")
    taken(client, "第二个样子")
    first.refresh_from_db()
    assert first.state_words == "已停用"
    client.post(f"{PAGE}{first.pk}/again/")
    again = ReportTemplate.objects.waiting().get()
    assert (again.version, bytes(again.content)) == (3, bytes(first.content))
    client.post(f"{PAGE}{again.pk}/take/")
    assert briefing(committee).splitlines()[0] == "第一个样子"


def test_back_to_the_standard_one(client_of: ClientOf, administrator: User, committee: Committee) -> None:
    client = client_of(administrator)
    taken(client, "自己的")
    client.post(f"{PAGE}standard/use/", {"committee": committee.pk})
    assert "流动党员工作简报" in briefing(committee)
    page = client.post(f"{PAGE}standard/use/", {"committee": committee.pk}, follow=True).content.decode()
    assert "现在用的就是标准模板。" in page


def test_what_was_taken_already_is_not_taken_twice(client_of: ClientOf, administrator: User) -> None:
    template_in_use = taken(client_of(administrator), "自己的")
    with pytest.raises(ValidationError, match="不在等待启用"):
        take_template(by=administrator, template=template_in_use)


def test_a_closed_month_keeps_the_template_of_its_closing(
    client_of: ClientOf, administrator: User, committee: Committee
) -> None:
    client = client_of(administrator)
    taken(client, "结账时的样子")
    with time_machine.travel("2024-04-16T10:00:00+08:00"):
        closed = close_month(by=COMMAND_LINE, committee=committee, month=MARCH, reason="支部月报没有交齐")
        before = export_closed(by=COMMAND_LINE, closed=closed, form="docx").content
    with time_machine.travel("2024-04-17T10:00:00+08:00"):
        later = client_of(administrator)
        taken(later, "后来的样子")
        assert export_closed(by=COMMAND_LINE, closed=closed, form="docx").content == before
        assert briefing(committee).splitlines()[0] == "结账时的样子"
        assert briefing(committee, Month(2024, 2)).splitlines()[0] == "后来的样子"


def test_all_tags_are_explained_with_what_stands_for_them(client_of: ClientOf, administrator: User) -> None:
    page = client_of(administrator).get(f"{TAGS}?month=2024-03").content.decode()
    for told in (
        "{{ 管理流动党员 }}",
        "{{ 图_近12个月流入和离开 }}",
        "{%p for 项 in 正文 %}",
        "2024年3月31日",
    ):
        assert told in page
    for wrong in ("2024-05", "2024-13", "x"):
        assert client_of(administrator).get(f"{TAGS}?month={wrong}").status_code == 404


@pytest.mark.parametrize("address", [PAGE, TAGS, f"{PAGE}standard/"])
def test_only_administrators_keep_templates(
    client_of: ClientOf, staff: User, secretary_one: User, auditor: User, address: str
) -> None:
    for user in (staff, secretary_one, auditor):
        assert client_of(user).get(address).status_code == 403


def test_another_committees_templates_are_not_there(
    client_of: ClientOf, administrator: User, other_committee: Committee
) -> None:
    foreign = ReportTemplate.objects.create(
        committee=other_committee, version=1, name="a.docx", content=template("外"), digest="-"
    )
    client = client_of(administrator)
    assert client.get(f"{PAGE}{foreign.pk}/").status_code == 404
    for step in ("preview", "take", "aside", "again"):
        assert client.post(f"{PAGE}{foreign.pk}/{step}/", {"month": "2024-03"}).status_code == 404
    assert client.get(f"{PAGE}?committee={other_committee.pk}").status_code == 404
    assert hand_in(client, "外", committee=other_committee.pk).status_code == 404
    with pytest.raises(PermissionDenied):
        take_template(by=administrator, template=foreign)
