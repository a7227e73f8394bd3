"""Sign-in sheets: which activity, who is who, who counts among the others."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.system import COMMAND_LINE
from activities.actions import set_other_count
from activities.models import Activity, Attendance
from branches.models import Branch, Committee, Enterprise
from members.models import Enrolment, Member
from spreadsheets.actions import undo_batch
from spreadsheets.models import ImportBatch
from tests.importing import national_id, xlsx
from tests.spreadsheets.records import Sheets

HEADER = ["序号", "姓名", "手机号", "单位", "支部", "活动名称", "活动日期"]
DAY = date(2024, 3, 5)


@pytest.fixture
def sheets(tmp_path: Path, branches: list[Branch]) -> Sheets:
    return Sheets("attendance", tmp_path)


@pytest.fixture
def meeting(committee: Committee) -> Activity:
    return Activity.objects.create(
        committee=committee, kind="volunteer", title="三月志愿服务日", held_on=DAY, state="held"
    )


def member(branch: Branch, name: str, phone: str = "", **values: Any) -> Member:  # noqa: ANN401  columns
    made = Member.objects.create(committee=branch.committee, branch=branch, name=name, phone=phone, **values)
    Enrolment.objects.create(member=made, branch=branch, started_on=date(2020, 1, 1))
    return made


def row(name: str, phone: str = "", *, firm: str = "", branch: str = "") -> list[Any]:
    return [1, name, phone, firm, branch, "三月志愿服务日", "2024-03-05"]


def present(activity: Activity) -> list[str]:
    return [a.member.name for a in Attendance.objects.valid().filter(activity=activity).order_by("pk")]


def test_members_are_noted_for_the_branch_that_managed_them(
    sheets: Sheets, meeting: Activity, branch_one: Branch, branch_two: Branch
) -> None:
    zeng = member(branch_one, "曾小红", "13800001111")
    moved = member(branch_two, "蒋大川")
    Enrolment.objects.filter(member=moved).update(
        branch=branch_one, ended_on=date(2024, 6, 1), outcome="moved"
    )
    Enrolment.objects.create(member=moved, branch=branch_two, started_on=date(2024, 6, 1))
    ran = sheets.run(HEADER, row("曾 小红", "138 0000 1111"), row("蒋大川"))
    assert (ran.code, ran.codes()) == (0, {})
    stored = Attendance.objects.get(member=zeng)
    assert (stored.source, stored.branch, stored.activity) == ("sheet", branch_one, meeting)
    assert Attendance.objects.get(member=moved).branch == branch_one
    again = sheets.run(HEADER, row("曾小红"), row("蒋大川"))
    assert again.json["counts"]["unchanged"] == 2


def test_two_people_of_one_name(
    sheets: Sheets, meeting: Activity, branch_one: Branch, branch_two: Branch, committee: Committee
) -> None:
    firm = Enterprise.objects.create(committee=committee, name="湖风纺织有限公司", ownership="mixed")
    first = member(branch_one, "王强", "13800001111")
    second = member(branch_two, "王强", "13900002222", enterprise=firm)
    assert sheets.run(HEADER, row("王强")).codes() == {2: ["which_person"]}
    ran = sheets.run(
        HEADER,
        row("王强", "13900002222"),
        row("王强", branch="第一支部"),
        row("王强", firm="湖风纺织有限公司"),
    )
    assert ran.codes() == {}
    assert {a.member for a in Attendance.objects.all()} == {first, second}
    assert ran.json["rows"][2]["notices"] == ["与第 2 行是同一个人，只记一次"]


def test_an_id_number_tells_who_it_is(sheets: Sheets, meeting: Activity, branch_one: Branch) -> None:
    one = member(branch_one, "王强", national_id=national_id(1))
    member(branch_one, "王强", national_id=national_id(2))
    header = ["姓名", "身份证号", "活动名称"]
    assert sheets.run(header, ["王强", national_id(1), meeting.title]).code == 0
    assert Attendance.objects.get().member == one
    wrong = sheets.run(
        header, ["李强", national_id(2), meeting.title], ["王强", national_id(3), meeting.title]
    )
    assert wrong.codes() == {2: ["id_of_another"], 3: ["not_in_register"]}


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        (["", "", "", "", "三月志愿服务日", ""], ("A2", "name_missing")),
        (["曾小红", "", "", "", "没有的活动", ""], ("E2", "activity_unknown")),
        (["曾小红", "", "", "", "三月志愿服务日", "2024-03-06"], ("F2", "activity_day")),
        (["曾小红", "", "", "", "", ""], ("E2", "activity_missing")),
        (["曾小红", "", "", "第九支部", "三月志愿服务日", ""], ("D2", "branch_unknown")),
        (["曾小虹", "", "", "", "三月志愿服务日", ""], ("A2", "not_in_register")),
        (["曾小红", "13999999999", "", "", "三月志愿服务日", ""], ("A2", "other_phone")),
    ],
)
def test_faults(
    cells: list[str], problem: tuple[str, str], sheets: Sheets, meeting: Activity, branch_one: Branch
) -> None:
    member(branch_one, "曾小红", "13800001111")
    ran = sheets.run(HEADER[1:], cells, ["曾小红", "", "", "", "三月志愿服务日", ""])
    (told,) = ran.json["rows"][0]["problems"]
    assert (told["cell"], told["code"]) == problem


def test_nobody_attends_what_was_called_off_or_is_still_to_come(
    sheets: Sheets, committee: Committee, branch_one: Branch
) -> None:
    member(branch_one, "曾小红")
    for title, day, state in (("取消的", DAY, "cancelled"), ("以后的", date(2099, 1, 1), "planned")):
        Activity.objects.create(committee=committee, kind="other", title=title, held_on=day, state=state)
    ran = sheets.run(["姓名", "活动名称"], ["曾小红", "取消的"], ["曾小红", "以后的"])
    assert ran.codes() == {2: ["not_attendable"], 3: ["not_attendable"]}


def test_who_did_not_sign_was_not_there(sheets: Sheets, meeting: Activity, branch_one: Branch) -> None:
    for name in ("曾小红", "蒋大川", "吴秋芳"):
        member(branch_one, name)
    header = ["姓名", "签到", "活动名称"]
    ran = sheets.run(
        header,
        ["曾小红", "√", meeting.title],
        ["蒋大川", "", meeting.title],
        ["吴秋芳", "请假", meeting.title],
    )
    assert (ran.json["counts"]["create"], ran.json["counts"]["skip"]) == (1, 2)
    assert present(meeting) == ["曾小红"]
    sheets.run(
        header,
        ["曾小红", "", meeting.title],
        ["蒋大川", "", meeting.title],
        ["吴秋芳", "事假", meeting.title],
    )
    assert present(meeting) == ["曾小红", "蒋大川"]


def test_the_title_above_the_table_tells_the_activity(
    sheets: Sheets, meeting: Activity, branch_one: Branch
) -> None:
    member(branch_one, "曾小红")
    ran = sheets.run(
        ["新港区三月志愿服务日签到表"],
        ["时间：2024年3月5日"],
        ["序号", "姓名", "手机号", "签名"],
        [1, "曾小红"],
    )
    assert ran.codes() == {}
    assert present(meeting) == ["曾小红"]


def test_an_activity_chosen_for_the_whole_sheet(
    sheets: Sheets, meeting: Activity, branch_one: Branch
) -> None:
    member(branch_one, "曾小红")
    asked = sheets.run(["姓名", "手机号"], ["曾小红", ""])
    assert (asked.code, asked.json["refused"]) == (
        2,
        "表中没有写明是哪次活动，请在下面选定；也可以在表中补上“活动名称”这一列。",
    )
    sheets.run(["姓名", "手机号"], ["曾小红", ""], options=["--subject", "志愿服务日 2024-03-05"])
    assert present(meeting) == ["曾小红"]


# ── on the pages ─────────────────────────────────────────────────────────────────────────────────────────────────────


def hand_in(client: Client, meeting: Activity, *rows: list[Any]) -> ImportBatch:
    file = SimpleUploadedFile("签到表.xlsx", xlsx([["姓名", "手机号"], *rows]))
    answer = client.post("/imports/upload/attendance/", {"file": file, "subject": meeting.pk})
    assert answer.status_code == 302
    return ImportBatch.objects.latest("pk")


def check(client: Client, batch: ImportBatch) -> str:
    return client.get(f"/imports/{batch.pk}/check/?show=all").content.decode()


def commit(client: Client, batch: ImportBatch) -> None:
    fields = dict(re.findall(r'name="(token|fingerprint|valid_only)" value="([^"]*)"', check(client, batch)))
    assert client.post(f"/imports/{batch.pk}/commit/", fields).status_code == 302


def test_the_person_says_which_one_is_meant(
    client_of: Callable[[User], Client],
    staff: User,
    meeting: Activity,
    branch_one: Branch,
    branch_two: Branch,
) -> None:
    member(branch_one, "王强", "13800001111")
    second = member(branch_two, "王强", "13900002222")
    client = client_of(staff)
    assert (
        f'value="{meeting.pk}" selected'
        in client.get(f"/imports/upload/attendance/?activity={meeting.pk}").content.decode()
    )
    batch = hand_in(client, meeting, ["王强", ""])
    page = check(client, batch)
    assert "名册里有 2 位“王强”，请选定是哪一位。" in page
    assert "王强，第二支部，没有工作单位，139****2222" in page
    assert "13900002222" not in page
    client.post(f"/imports/{batch.pk}/rows/", {"row": "Sheet1!2", "pick": second.pk})
    assert 'aria-pressed="true"' in check(client, batch)
    commit(client, batch)
    assert Attendance.objects.get().member == second


def test_people_who_are_no_members_are_counted_together_and_taken_back(
    client_of: Callable[[User], Client], staff: User, meeting: Activity, branch_one: Branch
) -> None:
    member(branch_one, "曾小红")
    client = client_of(staff)
    batch = hand_in(client, meeting, ["曾小红"], ["陌生甲"], ["陌生乙"])
    assert "这 2 行都计入其他人员" in check(client, batch)
    client.post(f"/imports/{batch.pk}/rows/", {"group": "not_in_register", "pick": "others"})
    commit(client, batch)
    meeting.refresh_from_db()
    assert (present(meeting), meeting.other_count) == (["曾小红"], 2)
    done = client.get(f"/imports/{batch.pk}/done/").content.decode()
    assert "陌生甲</a>" in done
    assert '<span class="change">计入其他人员</span>' in done
    # The same sheet again asks nothing and counts nobody twice.
    again = hand_in(client, meeting, ["曾小红"], ["陌生甲"], ["陌生乙"])
    assert "确认无变化" in check(client, again)
    undo_batch(by=staff, batch=batch)
    meeting.refresh_from_db()
    assert (present(meeting), meeting.other_count) == ([], 0)


def test_a_number_that_was_corrected_since_stays(
    client_of: Callable[[User], Client], staff: User, meeting: Activity
) -> None:
    client = client_of(staff)
    batch = hand_in(client, meeting, ["陌生甲"])
    client.post(f"/imports/{batch.pk}/rows/", {"row": "Sheet1!2", "pick": "others"})
    commit(client, batch)
    set_other_count(by=COMMAND_LINE, activity=meeting, count=9)
    undo_batch(by=staff, batch=batch)
    meeting.refresh_from_db()
    assert meeting.other_count == 9
    assert batch.rows.get().kept_because == "导入之后又修改过，保留现在的内容"


def test_a_secretary_notes_the_own_people_at_the_committees_activity(
    client_of: Callable[[User], Client],
    secretary_one: User,
    meeting: Activity,
    branch_one: Branch,
    branch_two: Branch,
) -> None:
    member(branch_one, "曾小红")
    member(branch_two, "蒋大川")
    client = client_of(secretary_one)
    batch = hand_in(client, meeting, ["曾小红"], ["蒋大川"], ["陌生甲"])
    page = check(client, batch)
    assert "别的支部，不会导入" in page
    assert "计入其他人员" not in page
    answer = client.post(f"/imports/{batch.pk}/rows/", {"row": "Sheet1!4", "pick": "others"})
    assert answer.status_code == 404
    commit(client, batch)
    assert present(meeting) == ["曾小红"]


def test_exported_attendances_come_back_unchanged(
    sheets: Sheets, meeting: Activity, branch_one: Branch, branch_two: Branch
) -> None:
    member(branch_one, "王强", "13800001111")
    member(branch_two, "王强", "13900002222")
    sheets.run(HEADER, row("王强", "13800001111"), row("王强", "13900002222"))
    assert sheets.again() == {"unchanged": 2}
    assert sheets.again(suffix="csv") == {"unchanged": 2}


def test_the_query_count_does_not_grow_with_the_rows(
    sheets: Sheets, meeting: Activity, branch_one: Branch
) -> None:
    for number in range(30):
        member(branch_one, f"钱{'甲乙丙丁戊己庚辛壬癸'[number % 10]}{'春夏秋'[number // 10]}")
    names = list(Member.objects.values_list("name", flat=True))
    counts = []
    for some in (names[:2], names[2:]):
        with CaptureQueriesContext(connection) as queries:
            sheets.run(HEADER, *(row(name) for name in some))
        counts.append(len(queries))
    assert counts[0] == counts[1]
