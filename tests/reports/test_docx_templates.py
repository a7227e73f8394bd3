"""A committee's own template: handed in, tried, taken, put back; and files that are none."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from accounts.models import User
from accounts.system import COMMAND_LINE
from audit.models import AuditEntry
from branches.models import Branch, Committee
from core.periods import Month
from reports.actions import close_month, export_month
from reports.docx import TemplateRefused, check, tags_of
from reports.models import ReportTemplate
from tests.briefings import MOMENT, repack, report, template, words_of

ClientOf = Callable[[User], Client]
PAGE = "/reports/templates/"
MARCH = Month(2024, 3)
OWN = template("{{ 填报单位 }}{{ 月份 }}", "在管{{ 管理流动党员 }}人")

PACKAGES: dict[str, Callable[[], bytes]] = {
    "空的": lambda: b"",
    "不是 .docx 文件": lambda: b"plain text",
    "旧的 .doc 格式": lambda: b"\xd0\xcf\x11\xe0" + b"0" * 600,
    "不是 Word 文档": lambda: book(),  # noqa: PLW0108  defined below
    "宏": lambda: repack(
        OWN,
        {
            "[Content_Types].xml": lambda xml: xml.replace(
                b"document.main+xml", b"document.macroEnabled.main+xml"
            )
        },
    ),
    "DTD": lambda: repack(OWN, {"word/styles.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
    "超过 30 MB": lambda: repack(OWN, {"word/media/a.png": b"0" * 31 * 1024 * 1024}),
    "部件太多": lambda: repack(OWN, {f"word/media/{n}.png": b"0" for n in range(400)}),
    "夹带了别的文件": lambda: repack(OWN, {"word/embeddings/a.bin": b"MZ"}),
    "文字部分太大": lambda: repack(OWN, {"word/comments.xml": b"<x>" + b"y" * 5 * 1024 * 1024 + b"</x>"}),
    "嵌套太深": lambda: repack(OWN, {"word/comments.xml": b"<x>" * 300 + b"</x>" * 300}),
    "连着外面的内容": lambda: repack(OWN, {"word/_rels/settings.xml.rels": elsewhere()}),
    "已损坏": lambda: repack(OWN, {"word/document.xml": b"<broken"}),
}


def book() -> bytes:
    stream = io.BytesIO()
    Workbook().save(stream)
    return stream.getvalue()


def elsewhere() -> bytes:
    """A template that Word would fetch from another host."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}" Target="http://example.org/a.dotm" TargetMode="External"/>'
        "</Relationships>"
    ).encode()


@pytest.mark.parametrize("sentence", PACKAGES)
def test_a_file_that_is_no_template_is_refused_with_a_sentence(sentence: str) -> None:
    with pytest.raises(TemplateRefused) as refused:
        check(PACKAGES[sentence](), tags_of(report()), MOMENT)
    assert sentence in "".join(refused.value.messages)
    assert "请" in "".join(refused.value.messages)


@pytest.fixture
def office(register: None, branch_one: Branch) -> Committee:
    return branch_one.committee


@pytest.fixture
def client(client_of: ClientOf, administrator: User, office: Committee) -> Client:
    return client_of(administrator)


def hand_in(client: Client, content: bytes, name: str = "我们的简报.docx") -> str:
    answer = client.post(PAGE, {"file": SimpleUploadedFile(name, content)}, follow=True)
    return answer.content.decode()


def go(client: Client, name: str, row: ReportTemplate, **form: str) -> None:
    assert client.post(reverse(f"reports:{name}", args=[row.pk]), form).status_code == 302


def briefing(office: Committee) -> bytes:
    return export_month(by=COMMAND_LINE, committee=office, month=MARCH, form="docx").content


def test_unknown_tags_are_named_together_and_nothing_is_kept(client: Client) -> None:
    page = hand_in(client, template("{{ 管理流动党原 }}", "{{ 月分 }}", header="{{ 填报单 }}"))
    for wrong in ("管理流动党原", "月分", "填报单"):
        assert wrong in page
    assert "管理流动党员" in page, "the nearest tag is offered"
    assert not ReportTemplate.objects.exists()


def test_it_is_tried_before_it_is_taken_and_the_standard_one_comes_back(
    client: Client, office: Committee
) -> None:
    standard = briefing(office)
    assert "检查通过" in hand_in(client, OWN)
    row = ReportTemplate.objects.get()
    assert (row.is_waiting, row.name) == (True, "我们的简报.docx")
    assert briefing(office) == standard, "a template that waits changes nothing"
    preview = client.post(reverse("reports:template_preview", args=[row.pk]), {"month": "2024-03"})
    assert "在管6人" in words_of(preview.content)
    go(client, "template_take", row)
    assert words_of(briefing(office)) == "港区流动党员党委2024年3月\n在管6人"
    client.post(reverse("reports:template_standard_use"))
    assert words_of(briefing(office)) == words_of(standard)
    verbs = AuditEntry.objects.filter(object_kind="reports.reporttemplate").values_list("verb", flat=True)
    assert list(verbs.order_by("number")) == ["create", "export", "update", "update"]


def test_versions_stay_and_an_earlier_one_can_be_handed_in_again(client: Client) -> None:
    hand_in(client, OWN)
    hand_in(client, template("{{ 月份 }}"), "第二版.docx")
    first, second = ReportTemplate.objects.order_by("version")
    assert (first.is_waiting, second.is_waiting, second.version) == (False, True, 2)
    answer = client.get(reverse("reports:template_file", args=[first.pk]))
    assert answer.content == OWN
    page = client.get(PAGE).content.decode()
    assert "我们的简报.docx" in page
    assert "第二版.docx" in page


def test_a_closed_month_keeps_the_template_that_it_was_closed_with(client: Client, office: Committee) -> None:
    hand_in(client, OWN)
    go(client, "template_take", ReportTemplate.objects.get())
    close_month(by=COMMAND_LINE, committee=office, month=MARCH, reason="照样结账不等了")
    before = briefing(office)
    assert "在管6人" in words_of(before)
    with time_machine.travel(datetime(2024, 4, 16, 9, tzinfo=ZoneInfo("Asia/Shanghai")), tick=False):
        client.post(reverse("reports:template_standard_use"))
        assert briefing(office) == before


def test_templates_are_the_administrators_of_the_own_committee(
    client: Client, client_of: ClientOf, staff: User, secretary_one: User, other_branch: Branch
) -> None:
    foreign = ReportTemplate.objects.create(
        committee=other_branch.committee, version=1, name="外.docx", content=OWN, digest="0" * 64,
        uploaded_by_name="某人",
    )  # fmt: skip
    for user in (staff, secretary_one):
        assert client_of(user).get(PAGE).status_code == 403
        assert client_of(user).post(PAGE, {"file": SimpleUploadedFile("a.docx", OWN)}).status_code == 403
    for name in ("template_take", "template_aside", "template_preview"):
        assert client.post(reverse(f"reports:{name}", args=[foreign.pk])).status_code == 404
    assert client.get(reverse("reports:template_file", args=[foreign.pk])).status_code == 404
    assert client.get(PAGE, {"committee": other_branch.committee_id}).status_code == 404


def test_the_standard_template_is_handed_out_and_can_be_handed_in_again(client: Client) -> None:
    standard = client.get(reverse("reports:template_standard")).content
    assert zipfile.is_zipfile(io.BytesIO(standard))
    assert "检查通过" in hand_in(client, standard)


def test_all_tags_are_listed_with_what_they_mean_and_stand_for(client: Client) -> None:
    page = client.get(reverse("reports:template_tags"), {"month": "2024-03"}).content.decode()
    assert "管理流动党员" in page
    assert "港区流动党员党委" in page
