"""The pages of the text part: reading, rewriting, previewing, letting a chapter write itself again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from accounts.models import User
from audit.models import AuditEntry
from audit.saving import STALE
from branches.models import Committee
from core.periods import Month
from reports.actions import restore_chapter, rewrite_chapter
from reports.models import MonthlyReport, ReportText
from reports.monthly import report_of
from reports.stored import data_of

ClientOf = Callable[[User], Client]
MARCH = Month(2024, 3)
PAGE, EDIT = "/reports/2024-03/texts/", "/reports/2024-03/texts/edit/"
OWN = "共｛管理流动党员｝，｛管理流动党员·比上月｝。"

pytestmark = pytest.mark.usefixtures("register")


def rewrite(by: User, committee: Committee, **given: Any) -> ReportText:  # noqa: ANN401  as the action takes them
    values = {"month": MARCH, "chapter": "basics", "text": OWN, "revision": 0, **given}
    return rewrite_chapter(by=by, committee=committee, **values)


def close(committee: Committee) -> MonthlyReport:
    content = data_of(report_of(committee, MARCH))
    return MonthlyReport.objects.create(
        committee=committee, month=MARCH, revision=1, content=content, digest="-", closed_by_name="冯静怡"
    )


def test_each_chapter_shows_its_numbers_as_links(client_of: ClientOf, staff: User) -> None:
    text = client_of(staff).get(PAGE).content.decode()
    assert '<a href="/figures/members.managed/?month=2024-03">6人</a>' in text
    assert text.count("自动</span>") == 7
    assert "各支部特色做法" in text
    assert "本月没有可写的内容，这一章不会印在月报里。" in text


def test_staff_rewrite_a_chapter(client_of: ClientOf, staff: User, committee: Committee) -> None:
    client = client_of(staff)
    form = client.get(f"{EDIT}?chapter=basics").context["form"]
    assert "｛管理流动党员｝" in form.initial["text"]
    sent = {"chapter": "basics", "text": OWN, "revision": form.initial["revision"], "act": "save"}
    answer = client.post(EDIT, sent)
    assert answer["Location"] == f"{PAGE}?committee={committee.pk}#basics"
    page = client.get(PAGE).content.decode()
    assert "共<a" in page
    assert "已改写" in page
    assert report_of(committee, MARCH).passages[0].paragraphs == ("共6人，比上月增加2人。",)
    assert AuditEntry.objects.latest("number").detail == "改写：基本情况"


def test_the_log_does_not_repeat_what_was_written(staff: User, committee: Committee) -> None:
    rewrite(staff, committee, text="钱多多住在三号楼。")
    entry = AuditEntry.objects.latest("number")
    assert "钱多多" not in f"{entry.changes}{entry.detail}{entry.object_words}"


def test_what_names_nothing_is_told_at_the_box_and_nothing_is_stored(
    client_of: ClientOf, staff: User
) -> None:
    sent = {"chapter": "basics", "text": "共{管理流动党元}和{流进}。", "revision": 0, "act": "save"}
    answer = client_of(staff).post(EDIT, sent)
    assert len(answer.context["form"].errors["text"]) == 2
    assert "是不是想写｛管理流动党员｝？" in answer.content.decode()
    assert "共{管理流动党元}和{流进}。" in answer.content.decode()
    assert not ReportText.objects.exists()


def test_the_preview_stores_nothing(client_of: ClientOf, staff: User) -> None:
    client = client_of(staff)
    sent = {"chapter": "basics", "text": "现有{管理流动党员}，{没有的}", "revision": 0, "act": "preview"}
    whole = client.post(EDIT, sent).content.decode()
    assert ">6人</a>" in whole
    assert "没有“没有的”这个指标" in whole
    assert "<textarea" in whole
    part = client.post(EDIT, sent, headers={"HX-Request": "true"}).content.decode()
    assert ">6人</a>" in part
    assert "<textarea" not in part
    assert not ReportText.objects.exists()


def test_a_chapter_writes_itself_again(client_of: ClientOf, staff: User, committee: Committee) -> None:
    before = report_of(committee, MARCH).passages
    rewrite(staff, committee)
    rewrite(staff, committee, chapter="features", text="一段。", revision=1)
    sent = {"chapter": "basics", "revision": 2, "act": "restore"}
    assert client_of(staff).post(EDIT, sent).status_code == 302
    assert ReportText.objects.get().chapters == {"features": "一段。"}
    assert report_of(committee, MARCH).passages[0] == before[0]
    with pytest.raises(ValidationError, match="本来就是自动"):
        restore_chapter(by=staff, committee=committee, month=MARCH, chapter="basics", revision=3)


def test_a_second_window_overwrites_nothing(client_of: ClientOf, staff: User, committee: Committee) -> None:
    rewrite(staff, committee)
    sent = {"chapter": "basics", "text": "另一个窗口。", "revision": 0, "act": "save"}
    answer = client_of(staff).post(EDIT, sent)
    assert STALE in answer.content.decode()
    assert "另一个窗口。" in answer.content.decode()
    assert ReportText.objects.get().chapters == {"basics": OWN}


def test_a_closed_month_is_read_only(client_of: ClientOf, staff: User, committee: Committee) -> None:
    rewrite(staff, committee)
    close(committee)
    client = client_of(staff)
    page = client.get(PAGE).content.decode()
    assert "共6人，比上月增加2人。" in page
    assert "已结账（第1版）" in page
    assert "/texts/edit/" not in page
    assert client.get(EDIT)["Location"] == f"{PAGE}?committee={committee.pk}"
    with pytest.raises(ValidationError, match="2024年3月已结账"):
        rewrite(staff, committee, revision=1)
    with pytest.raises(ValidationError, match="2024年3月已结账"):
        restore_chapter(by=staff, committee=committee, month=MARCH, chapter="basics", revision=1)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"text": "  \n "}, "请填写文字"),
        ({"text": "字" * 8001}, "最多 8000 个字"),
        ({"text": "藏\u202e字"}, "U\\+202E"),
        ({"chapter": "nothing"}, "没有这一章"),
        ({"month": Month(2024, 5)}, "2024年5月还没有到"),
    ],
)
def test_what_cannot_be_is_refused(
    given: dict[str, Any], words: str, staff: User, committee: Committee
) -> None:
    with pytest.raises(ValidationError, match=words):
        rewrite(staff, committee, **given)


def test_secretaries_and_other_committees_write_nothing(
    client_of: ClientOf, secretary_one: User, staff: User, committee: Committee
) -> None:
    assert client_of(secretary_one).get(PAGE).status_code == 403
    assert client_of(secretary_one).get(EDIT).status_code == 403
    with pytest.raises(PermissionDenied):
        rewrite(secretary_one, committee)
    abroad = Committee.objects.create(name="湖区流动党员党委", short_name="湖区党委")
    assert client_of(staff).get(f"{PAGE}?committee={abroad.pk}").status_code == 404
    with pytest.raises(PermissionDenied):
        rewrite(staff, abroad)


def test_unknown_chapters_and_months_that_have_not_come_are_missing(client_of: ClientOf, staff: User) -> None:
    client = client_of(staff)
    assert client.get(f"{EDIT}?chapter=nothing").status_code == 404
    assert client.get("/reports/2024-05/texts/").status_code == 404
    assert client.get("/reports/2024-13/texts/").status_code == 404
