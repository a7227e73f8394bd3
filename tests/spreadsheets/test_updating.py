"""What a sheet may do to what is stored: update it, fill blanks only, empty it where it says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import User
from accounts.system import COMMAND_LINE
from audit.models import AuditEntry
from branches.credit_codes import check_character
from branches.models import Branch, Committee, Enterprise
from members.models import Member
from spreadsheets.actions import commit_batch, set_mode, undo_batch, upload_file
from spreadsheets.batches import plan_of
from spreadsheets.kinds import Place
from spreadsheets.models import ImportBatch
from tests.importing import HEADER, Ran, importsheet, national_id, person_row, xlsx
from tests.spreadsheets.records import Sheets

Browse = Callable[[User], Client]
WIDE = (*HEADER, "学历", "籍贯", "工作单位", "备注")
NAME, NUMBER, PHONE, BRANCH = person_row(1)


@pytest.fixture
def firm(committee: Committee) -> Enterprise:
    return Enterprise.objects.create(committee=committee, name="湖风纺织", ownership="non_public")


@pytest.fixture
def member(branch_one: Branch, firm: Enterprise, tmp_path: Path) -> Member:
    """Somebody of whom the register knows all but the native place."""
    assert run(tmp_path, [NAME, NUMBER, PHONE, BRANCH, "本科", "", "湖风纺织", "住集体宿舍"]).code == 0
    return Member.objects.get()


def run(folder: Path, *rows: list[Any], options: tuple[str, ...] = ()) -> Ran:
    path = folder / "roster.xlsx"
    path.write_bytes(xlsx([WIDE, *rows]))
    return importsheet("members", path, "--json", "--branch", "b1", *options)


def counted(ran: Ran) -> dict[str, int]:
    return {name: count for name, count in ran.json["counts"].items() if count}


def test_filling_blanks_keeps_what_the_register_says(member: Member, tmp_path: Path) -> None:
    row = [NAME, NUMBER, "13900000000", BRANCH, "大专", "岳阳", "", "改过的备注"]
    ran = run(tmp_path, row, options=("--fill-blanks",))
    assert (ran.code, counted(ran)) == (0, {"update": 1})
    now = Member.objects.get()
    assert (now.phone, now.get_education_display(), now.native_place, now.notes) == (
        PHONE,
        member.get_education_display(),
        "岳阳",
        "住集体宿舍",
    )
    assert now.enterprise == member.enterprise


def test_filling_blanks_where_nothing_is_blank_changes_nothing(member: Member, tmp_path: Path) -> None:
    ran = run(
        tmp_path, ["林改名", NUMBER, "13900000000", BRANCH, "大专", "", "", ""], options=("--fill-blanks",)
    )
    assert (ran.code, counted(ran)) == (0, {"unchanged": 1})
    assert (Member.objects.get().name, Member.objects.get().revision) == (NAME, member.revision)


def test_the_sheet_is_right_unless_somebody_says_otherwise(member: Member, tmp_path: Path) -> None:
    assert counted(run(tmp_path, [NAME, NUMBER, "13900000000", BRANCH, "", "", "", ""])) == {"update": 1}
    assert Member.objects.get().phone == "13900000000"


def test_an_empty_cell_empties_nothing_and_the_word_does(member: Member, tmp_path: Path) -> None:
    assert counted(run(tmp_path, [NAME, NUMBER, "", BRANCH, "", "", "", ""])) == {"unchanged": 1}
    wiped = [NAME, NUMBER, "", BRANCH, "清空", "【清空】", " 清空 ", "清空"]
    assert counted(run(tmp_path, wiped)) == {"update": 1}
    now = Member.objects.get()
    assert (now.education, now.native_place, now.enterprise, now.notes, now.phone) == (
        "",
        "",
        None,
        "",
        PHONE,
    )
    undo_batch(by=COMMAND_LINE, batch=ImportBatch.objects.latest("pk"))
    back = Member.objects.get()
    assert (back.education, back.enterprise, back.notes) == (
        member.education,
        member.enterprise,
        "住集体宿舍",
    )


def test_filling_blanks_empties_nothing(member: Member, tmp_path: Path) -> None:
    wiped = [NAME, NUMBER, "", BRANCH, "清空", "", "清空", "清空"]
    assert counted(run(tmp_path, wiped, options=("--fill-blanks",))) == {"unchanged": 1}
    assert Member.objects.get().notes == "住集体宿舍"


def test_what_tells_who_somebody_is_cannot_be_emptied(member: Member, tmp_path: Path) -> None:
    ran = run(tmp_path, ["清空", NUMBER, "", "清空", "", "", "", ""])
    assert (ran.code, counted(ran)) == (1, {"refuse": 1})
    assert [p["message"] for p in ran.json["rows"][0]["problems"] if p["code"] == "not_wipeable"] == [
        "姓名：这一列不能清空。请写上内容，或把这一格留空。",
        "所在党支部：这一列不能清空。请写上内容，或把这一格留空。",
    ]


def test_a_new_person_has_nothing_to_empty(member: Member, tmp_path: Path) -> None:
    assert counted(run(tmp_path, [*person_row(2), "清空", "岳阳", "", "清空"])) == {"create": 1}
    assert Member.objects.get(name=person_row(2)[0]).notes == ""


def test_enterprises_follow_the_same_rules(committee: Committee, branch_one: Branch, tmp_path: Path) -> None:
    Enterprise.objects.create(
        committee=committee, name="湖风纺织", ownership="non_public", covered_by=branch_one, employee_count=30
    )
    sheet = Sheets("enterprises", tmp_path)
    header = ("企业名称", "企业性质", "联系支部", "职工人数", "入园日期")
    row = ("湖风纺织", "国有", "无", "40", "2020-01-01")
    assert sheet.run(header, row, options=("--fill-blanks",)).code == 0
    firm = Enterprise.objects.get()
    assert (firm.ownership, firm.employee_count, str(firm.arrived_on)) == ("non_public", 30, "2020-01-01")
    assert sheet.run(header, ("湖风纺织", "", "清空", "清空", "")).code == 0
    firm.refresh_from_db()
    assert (firm.covered_by, firm.employee_count, str(firm.arrived_on)) == (None, None, "2020-01-01")


def test_records_follow_the_same_rules(branch_one: Branch, tmp_path: Path) -> None:
    sheet = Sheets("activities", tmp_path)
    header = ("活动名称", "活动日期", "活动类型", "所属党支部", "活动地点")
    first = ("主题党日", "2026-03-01", "组织生活", "第一支部", "")
    assert sheet.run(header, first).code == 0
    again = ("主题党日", "2026-03-01", "志愿服务", "第一支部", "三号会议室")
    ran = sheet.run(header, again, options=("--fill-blanks",))
    assert (ran.code, counted(ran)) == (0, {"update": 1})
    said = ran.json["rows"][0]["values"]
    assert (said["kind"], said["place"]) == ("组织生活", "三号会议室")
    ran = sheet.run(header, ("主题党日", "2026-03-01", "", "第一支部", "清空"))
    assert (ran.code, counted(ran)) == (0, {"update": 1})
    assert sheet.undo() == []


@pytest.mark.parametrize(
    ("kind", "header", "row", "wiped"),
    [
        (
            "stations",
            ("名称", "类型", "启用日期", "停用时间"),
            ("东门驿站", "暖流驿站", "2024-01-01", "2025-01-01"),
            3,
        ),
        (
            "tickets",
            ("登记日期", "诉求类别", "诉求内容", "解决日期", "答复"),
            ("2024-03-01", "子女入学", "孩子九月上小学", "2024-03-05", "已联系学校"),
            4,
        ),
        ("suggestions", ("题目", "提交时间", "办理状态"), ("加装充电桩", "2024-03-01", "研究中"), 2),
    ],
    ids=["stations", "tickets", "suggestions"],
)
def test_how_far_a_record_has_come_is_not_emptied(
    kind: str, header: tuple[str, ...], row: tuple[str, ...], wiped: int, branch_one: Branch, tmp_path: Path
) -> None:
    sheet = Sheets(kind, tmp_path)
    ran = sheet.run(header, row, options=("--branch", "b1"))
    assert (ran.code, ran.codes()) == (0, {})
    again = [*row]
    again[wiped] = "清空"
    ran = sheet.run(header, again, options=("--branch", "b1"))
    assert ran.code == 1
    assert [p["code"] for p in ran.json["rows"][0]["problems"]] == ["not_wipeable"]


@pytest.fixture
def batch(member: Member, secretary_one: User, branch_one: Branch) -> ImportBatch:
    place = Place(branch_one.committee_id, branch_one.pk, "")
    content = xlsx([WIDE, [NAME, NUMBER, "13900000000", BRANCH, "", "岳阳", "", "清空"]])
    return upload_file(by=secretary_one, kind="members", file_name="名册.xlsx", content=content, place=place)


def test_the_way_is_chosen_on_the_page(client_of: Browse, secretary_one: User, batch: ImportBatch) -> None:
    browse = client_of(secretary_one)
    before = plan_of(batch, by=secretary_one).fingerprint
    page = browse.get(f"/imports/{batch.pk}/check/").content.decode()
    assert "与表格不同的，改成表格里的。" in page
    assert "<ins>清空</ins>" in page
    answer = browse.post(f"/imports/{batch.pk}/mode/", {"mode": "fill"}, follow=True)
    assert "登记册里已有手机号，按“只补空白”保留" in answer.content.decode()
    assert AuditEntry.objects.latest("number").detail == "更新方式：只补空白"
    batch.refresh_from_db()
    plan = plan_of(batch, by=secretary_one)
    assert plan.fingerprint != before
    commit_batch(by=secretary_one, batch=batch, token=batch.token, fingerprint=plan.fingerprint)
    now = Member.objects.get()
    assert (now.phone, now.native_place, now.notes) == (PHONE, "岳阳", "住集体宿舍")


def test_no_other_way_is_taken(secretary_one: User, batch: ImportBatch) -> None:
    with pytest.raises(ValidationError, match="请选“以表格为准”或“只补空白”"):
        set_mode(by=secretary_one, batch=batch, mode="overwrite")


def test_the_same_file_again_is_said_at_once(
    client_of: Browse, secretary_one: User, batch: ImportBatch, branch_one: Branch
) -> None:
    browse = client_of(secretary_one)
    place = Place(branch_one.committee_id, branch_one.pk, "")
    content = bytes(batch.content)
    again = upload_file(
        by=secretary_one, kind="members", file_name="又一份.xlsx", content=content, place=place
    )
    page = browse.get(f"/imports/{again.pk}/check/").content.decode()
    assert f'还没有导入：<a href="/imports/{batch.pk}/">继续上次的核对</a>' in page
    fingerprint = plan_of(batch, by=secretary_one).fingerprint
    commit_batch(by=secretary_one, batch=batch, token=batch.token, fingerprint=fingerprint)
    page = browse.get(f"/imports/{again.pk}/check/").content.decode()
    assert f'已导入：<a href="/imports/{batch.pk}/">看那次导入</a>' in page


def test_of_a_file_in_a_place_out_of_reach_nothing_is_said(
    client_of: Browse, secretary_one: User, secretary_two: User, branch_one: Branch, branch_two: Branch
) -> None:
    content = xlsx([HEADER, [NAME, national_id(7), PHONE, ""]])
    made = {
        user: upload_file(
            by=user,
            kind="members",
            file_name="名册.xlsx",
            content=content,
            place=Place(b.committee_id, b.pk, ""),
        )
        for user, b in ((secretary_one, branch_one), (secretary_two, branch_two))
    }
    page = client_of(secretary_two).get(f"/imports/{made[secretary_two].pk}/check/").content.decode()
    assert "上传过" not in page


def test_a_row_is_judged_by_what_stays(branch_one: Branch, tmp_path: Path) -> None:
    header = (*HEADER, "党员类别", "入党日期", "转正日期")
    path = tmp_path / "roster.xlsx"
    path.write_bytes(xlsx([header, [*person_row(1), "预备党员", "2025-06-01", ""]]))
    assert importsheet("members", path, "--json").code == 0
    path.write_bytes(xlsx([header, [*person_row(1), "正式党员", "", "2026-06-01"]]))
    ran = importsheet("members", path, "--json", "--fill-blanks")
    assert (ran.code, [p["code"] for p in ran.json["rows"][0]["problems"]]) == (1, ["probation_confirmed"])
    path.write_bytes(xlsx([header, [*person_row(1), "正式党员", "", "2026-06-01"]]))
    assert importsheet("members", path, "--json").code == 0


def test_what_is_partly_known_is_kept_too(branch_one: Branch, tmp_path: Path) -> None:
    path = tmp_path / "roster.xlsx"
    path.write_bytes(xlsx([HEADER, person_row(1)]))
    assert importsheet("members", path, "--json").code == 0
    Member.objects.update(birth_date="1961")
    assert importsheet("members", path, "--json", "--fill-blanks").code == 0
    assert Member.objects.get().birth_date == "1961"


def test_an_enterprise_of_another_code_is_refused_all_the_same(committee: Committee, tmp_path: Path) -> None:
    Enterprise.objects.create(
        committee=committee, name="湖风纺织", ownership="non_public", credit_code=code(1)
    )
    ran = Sheets("enterprises", tmp_path).run(
        ("企业名称", "统一社会信用代码"), ("湖风纺织", code(2)), options=("--fill-blanks",)
    )
    assert (ran.code, [p["code"] for p in ran.json["rows"][0]["problems"]]) == (1, ["credit_code_differs"])


def code(number: int) -> str:
    body = f"91430600MA{number:07d}"
    return body + check_character(body)
