"""A branch's return from its first word to its acceptance, by the pages of those who do it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from accounts.models import User
from audit.models import AuditEntry, Verb
from branches.models import Branch
from core.periods import Month
from reports.actions import (
    accept_return,
    recall_return,
    save_return,
    send_back_return,
    submit_return,
)
from reports.models import BranchReturn, MonthlyReport, ReturnState
from tests.house.world import Place, make
from tests.reports.return_world import MARCH, WORK, address, stored
from tests.stays import person, stay

ClientOf = Callable[[User], Client]


def sentences(answer: Any) -> list[str]:  # noqa: ANN401  the test client's response
    """Return what the page says after a button was pressed."""
    return [str(message) for message in answer.context["messages"]]


def press(client: Client, branch: Branch, step: str, **data: object) -> Any:  # noqa: ANN401  as above
    return client.post(address(branch, step=f"return_{step}"), data, follow=True)


def test_a_return_goes_from_the_secretary_to_staff_and_back_and_is_accepted(
    client_of: ClientOf, secretary_one: User, staff: User, branch_one: Branch
) -> None:
    secretary, office = client_of(secretary_one), client_of(staff)
    page = secretary.get(address(branch_one))
    assert BranchReturn.objects.count() == 0
    assert page.context["page"].standing.words == "逾期未报"

    press(secretary, branch_one, "save", work=WORK, revision=0)
    assert (stored(branch_one).work, stored(branch_one).state) == (WORK, ReturnState.DRAFT)
    press(secretary, branch_one, "submit", work=WORK, plans="办一次消防演练", revision=1)
    row = stored(branch_one)
    assert (row.state, row.submitted_by_name, row.plans) == ("submitted", "周明远", "办一次消防演练")

    answer = press(office, branch_one, "send_back", note="请写明主题", revision=row.revision)
    assert sentences(answer) == ["已退回，支部会看到退回的原因。"]
    shown = secretary.get(address(branch_one)).content.decode()
    assert "请写明主题" in shown
    assert "改好了，重新报送" in shown

    row = stored(branch_one)
    press(secretary, branch_one, "submit", work=f"{WORK}主题是安全生产。", revision=row.revision)
    press(office, branch_one, "accept", revision=stored(branch_one).revision)
    row = stored(branch_one)
    assert (row.state, row.decided_by_name, row.note) == ("accepted", "郑国强", "")
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == [Verb.UPDATE, Verb.SUBMIT, Verb.DECIDE, Verb.SUBMIT, Verb.DECIDE]


def test_the_log_names_the_texts_and_never_their_words(
    secretary_one: User, staff: User, branch_one: Branch
) -> None:
    save_return(by=secretary_one, branch=branch_one, month=MARCH, values={"work": WORK, "plans": "走访"})
    submit_return(by=secretary_one, branch=branch_one, month=MARCH, values={"work": WORK})
    send_back_return(by=staff, branch_return=stored(branch_one), note="请写清楚时间")
    entries = AuditEntry.objects.order_by("pk")
    assert [entry.detail for entry in entries] == ["修改工作情况、下月打算", "报送", "退回修改"]
    assert all(entry.changes == {} for entry in entries)


def test_what_is_typed_is_saved_by_the_page_itself(
    client_of: ClientOf, secretary_one: User, branch_one: Branch
) -> None:
    client = client_of(secretary_one)
    typed = {"work": f"  {WORK}\r\n 第二行 ", "revision": 0}
    answer = client.post(address(branch_one, step="return_save"), typed, headers={"HX-Request": "true"})
    assert "已保存 10:00" in answer.content.decode()
    assert 'id="id_revision" value="1"' in answer.content.decode()
    assert stored(branch_one).work == f"{WORK}\n第二行"

    again = client.post(
        address(branch_one, step="return_save"), {**typed, "revision": 1}, headers={"HX-Request": "true"}
    )
    assert again.status_code == 200
    assert (stored(branch_one).revision, AuditEntry.objects.count()) == (1, 1)


def test_nothing_typed_begins_no_return(client_of: ClientOf, secretary_one: User, branch_one: Branch) -> None:
    press(client_of(secretary_one), branch_one, "save", revision=0)
    assert (BranchReturn.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_a_second_window_does_not_overwrite_the_first(
    client_of: ClientOf, secretary_one: User, branch_one: Branch
) -> None:
    client = client_of(secretary_one)
    press(client, branch_one, "save", work="第一个窗口", revision=0)
    stale = client.post(
        address(branch_one, step="return_save"),
        {"work": "第二个窗口", "revision": 0},
        headers={"HX-Request": "true"},
    )
    assert stale.status_code == 422
    assert "别人改过这条记录" in stale.content.decode()
    kept = press(client, branch_one, "save", work="第二个窗口", revision=0).content.decode()
    assert "第二个窗口" in kept
    assert "别人改过这条记录" in kept
    assert f'<a href="{address(branch_one)}">重新打开这份月报</a>' in kept
    assert stored(branch_one).work == "第一个窗口"


def test_a_page_that_has_just_saved_itself_may_hand_in(secretary_one: User, branch_one: Branch) -> None:
    save_return(by=secretary_one, branch=branch_one, month=MARCH, values={"work": WORK}, revision=0)
    row = submit_return(by=secretary_one, branch=branch_one, month=MARCH, values={"work": WORK}, revision=0)
    assert row.state == ReturnState.SUBMITTED


@pytest.mark.parametrize("step", ["return_save", "return_submit"])
def test_the_address_under_which_a_refused_form_stood_leads_to_the_page(
    client_of: ClientOf, secretary_one: User, branch_one: Branch, step: str
) -> None:
    answer = client_of(secretary_one).get(address(branch_one, step=step))
    assert (answer.status_code, answer.headers["Location"]) == (302, address(branch_one))


def test_what_is_missing_is_said_all_at_once_and_nothing_typed_is_lost(
    client_of: ClientOf, secretary_one: User, branch_one: Branch
) -> None:
    with time_machine.travel(datetime(2024, 3, 24, 10, tzinfo=ZoneInfo("Asia/Shanghai"))):
        answer = press(client_of(secretary_one), branch_one, "submit", problems="缺一台投影仪", revision=0)
    form = answer.context["form"]
    assert form.non_field_errors() == ["2024年3月的月报从3月25日起可以报送。现在可以先填写，内容会保存。"]
    assert form.errors["work"] == ["请先写“工作情况”，几句话就可以。"]
    assert "缺一台投影仪" in answer.content.decode()
    assert BranchReturn.objects.count() == 0


def test_a_text_of_more_than_two_thousand_characters_is_refused_in_words(
    client_of: ClientOf, secretary_one: User, branch_one: Branch
) -> None:
    client = client_of(secretary_one)
    assert press(client, branch_one, "save", work="一" * 1999 + "\r\n", revision=0).status_code == 200
    answer = press(client, branch_one, "save", work="一" * 2001, revision=1)
    assert answer.context["form"].errors["work"] == ["“工作情况”最多 2000 字，现在有 2001 字，请删短一些。"]
    assert "maxlength" not in str(answer.context["form"]["work"])
    assert len(stored(branch_one).work) == 1999


def test_handing_in_keeps_the_figures_of_that_moment_and_shows_what_changed_since(
    client_of: ClientOf, secretary_one: User, staff: User, branch_one: Branch
) -> None:
    stay(person(branch_one, "甲"), branch_one, "2024-03-02")
    submit_return(by=secretary_one, branch=branch_one, month=MARCH, values={"work": WORK})
    assert stored(branch_one).figures["members.managed"] == 1
    office = client_of(staff)
    assert office.get(address(branch_one)).context["page"].changed == []
    stay(person(branch_one, "乙"), branch_one, "2024-03-03")
    told = dict(office.get(address(branch_one)).context["page"].changed)
    assert "管理流动党员：报送时 1 人，现在 2 人。" in told
    assert stored(branch_one).figures["members.managed"] == 1


def test_the_secretary_takes_back_what_nobody_has_accepted(
    client_of: ClientOf, secretary_one: User, staff: User, branch_one: Branch
) -> None:
    client = client_of(secretary_one)
    row = submit_return(by=secretary_one, branch=branch_one, month=MARCH, values={"work": WORK})
    assert "撤回修改" in client.get(address(branch_one)).content.decode()
    press(client, branch_one, "recall", revision=row.revision)
    row = stored(branch_one)
    assert (row.state, row.figures, row.submitted_at) == (ReturnState.DRAFT, {}, None)
    submit_return(by=secretary_one, branch=branch_one, month=MARCH, values={"work": WORK})
    accept_return(by=staff, branch_return=row)
    with pytest.raises(ValidationError, match="已审核，不能撤回"):
        recall_return(by=secretary_one, branch_return=row)


def test_what_was_handed_in_cannot_be_written(secretary_one: User, branch_one: Branch) -> None:
    submit_return(by=secretary_one, branch=branch_one, month=MARCH, values={"work": WORK})
    with pytest.raises(ValidationError, match="已报送，不能修改"):
        save_return(by=secretary_one, branch=branch_one, month=MARCH, values={"work": "别的"})
    assert stored(branch_one).work == WORK


def test_staff_answer_what_they_have_read_and_nothing_else(
    client_of: ClientOf, secretary_one: User, staff: User, branch_one: Branch
) -> None:
    read = submit_return(by=secretary_one, branch=branch_one, month=MARCH, values={"work": WORK})
    recall_return(by=secretary_one, branch_return=read)
    submit_return(by=secretary_one, branch=branch_one, month=MARCH, values={"work": "改过了"})
    answer = press(client_of(staff), branch_one, "accept", revision=read.revision)
    assert "别人改过这条记录" in sentences(answer)[0]
    assert stored(branch_one).state == ReturnState.SUBMITTED


def test_sending_back_needs_a_reason_and_something_that_was_handed_in(
    secretary_one: User, staff: User, branch_one: Branch
) -> None:
    row = save_return(by=secretary_one, branch=branch_one, month=MARCH, values={"work": WORK})
    with pytest.raises(ValidationError, match="填写中，不必退回"):
        send_back_return(by=staff, branch_return=row, note="请补充")
    with pytest.raises(ValidationError, match="填写中，现在不能审核通过"):
        accept_return(by=staff, branch_return=row)
    submit_return(by=secretary_one, branch=branch_one, month=MARCH, values={"work": WORK})
    with pytest.raises(ValidationError, match="请写明退回的原因"):
        send_back_return(by=staff, branch_return=row, note=" 改 ")
    accept_return(by=staff, branch_return=row)
    assert send_back_return(by=staff, branch_return=row, note="漏了一场活动").state == ReturnState.SENT_BACK


def test_a_closed_month_takes_nothing_and_shows_no_form(
    client_of: ClientOf, secretary_one: User, staff: User, branch_one: Branch
) -> None:
    row = submit_return(by=secretary_one, branch=branch_one, month=MARCH, values={"work": WORK})
    place = Place(branch_one.committee, branch_one, "秋雁", "春水", "qiuyan", "430699", "1390000")
    make(MonthlyReport, place, month=MARCH)
    writes: tuple[Callable[[], object], ...] = (
        lambda: accept_return(by=staff, branch_return=row),
        lambda: recall_return(by=secretary_one, branch_return=row),
        lambda: send_back_return(by=staff, branch_return=row, note="请补充"),
        lambda: save_return(by=secretary_one, branch=branch_one, month=MARCH, values={"work": "别的"}),
    )
    for write in writes:
        with pytest.raises(ValidationError, match="2024年3月已经结账，月报不能再改"):
            write()
    shown = client_of(staff).get(address(branch_one)).content.decode()
    assert "已经结账" in shown
    assert "审核通过" not in shown


def test_only_the_branch_writes_and_only_the_office_decides(
    secretary_one: User, secretary_two: User, other_staff: User, auditor: User, branch_one: Branch
) -> None:
    row = submit_return(by=secretary_one, branch=branch_one, month=MARCH, values={"work": WORK})
    for stranger in (secretary_two, other_staff, auditor):
        with pytest.raises(PermissionDenied):
            save_return(by=stranger, branch=branch_one, month=MARCH, values={"work": "别的"})
        with pytest.raises(PermissionDenied):
            recall_return(by=stranger, branch_return=row)
    for nobody in (secretary_one, secretary_two, other_staff, auditor):
        with pytest.raises(PermissionDenied):
            accept_return(by=nobody, branch_return=row)


def test_a_neighbours_return_is_not_found(
    client_of: ClientOf, secretary_two: User, other_staff: User, auditor: User, branch_one: Branch
) -> None:
    assert client_of(secretary_two).get(address(branch_one)).status_code == 404
    assert client_of(other_staff).get(address(branch_one)).status_code == 404
    assert client_of(auditor).get(address(branch_one)).status_code == 403


@pytest.mark.parametrize("month", [Month(2024, 5), Month(2023, 1), Month(2024, 4)])
def test_a_month_without_the_branch_or_still_to_come_is_not_found(
    client_of: ClientOf, secretary_one: User, branch_one: Branch, month: Month
) -> None:
    branch_one.founded_on, branch_one.dissolved_on = date(2023, 2, 1), date(2024, 4, 1)
    branch_one.save()
    client = client_of(secretary_one)
    assert client.get(address(branch_one, month)).status_code == 404
    assert client.get(address(branch_one, Month(2023, 2))).status_code == 200
    with pytest.raises(ValidationError, match="没有这个党支部的月报"):
        save_return(by=secretary_one, branch=branch_one, month=month, values={"work": WORK})
