"""Judging a roster: the rows among each other, against the register, and by the rights of whoever imports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from accounts.system import COMMAND_LINE
from branches.models import Branch, Enterprise
from members.actions import end_enrolment, register_member
from members.choices import Departure
from members.models import Enrolment, Member
from members.sheets import MEMBERS
from spreadsheets.kinds import Place
from spreadsheets.planning import Choices, make_plan
from tests.importing import HEADER, ImportRows, Ran, book_of, importsheet, national_id, person_row, xlsx

FIRST = person_row(1)
FIRST_ID = str(FIRST[1])
BORN = f"{FIRST_ID[6:10]}-{FIRST_ID[10:12]}-{FIRST_ID[12:14]}"


@pytest.fixture
def run(branches: list[Branch], tmp_path: Path) -> ImportRows:
    def import_rows(rows: Sequence[Sequence[Any]], *options: str, header: Sequence[str] = HEADER) -> Ran:
        path = tmp_path / "roster.xlsx"
        path.write_bytes(xlsx([header, *rows]))
        return importsheet("members", path, "--json", *options)

    return import_rows


def register(branch: Branch, number: int = 1, **values: Any) -> Member:  # noqa: ANN401  fields of a record
    row = person_row(number)
    return register_member(
        by=COMMAND_LINE,
        branch=branch,
        started_on=date(2024, 3, 5),
        values={"name": row[0], "national_id": row[1], "phone": row[2], **values},
    )


# ── among the rows ──


def test_the_same_row_twice(run: ImportRows) -> None:
    assert run([FIRST, FIRST]).codes() == {3: ["row_repeated"]}


def test_one_person_told_in_two_ways_is_refused_twice(run: ImportRows) -> None:
    other = [*FIRST[:2], "13999999999", FIRST[3]]
    told = run([FIRST, other]).json["rows"]
    assert [row["problems"][0]["message"] for row in told] == [
        "与第 3 行是同一个人，但内容不一致，请核对后只留一行。",
        "与第 2 行是同一个人，但内容不一致，请核对后只留一行。",
    ]


def test_another_person_with_the_same_number_is_the_one_at_fault(run: ImportRows) -> None:
    assert run([FIRST, ["孙他人", *FIRST[1:]]]).codes() == {3: ["id_used_above"]}


def test_namesakes_in_one_file_are_two_people(run: ImportRows) -> None:
    ran = run([FIRST, [FIRST[0], *person_row(2)[1:]]])
    assert (ran.code, Member.objects.count()) == (0, 2)


# ── against the register ──


def test_an_unchanged_row(run: ImportRows, branch_one: Branch) -> None:
    member = register(branch_one)
    ran = run([FIRST])
    assert ran.json["counts"]["unchanged"] == 1
    member.refresh_from_db()
    assert member.revision == 1


def test_an_update_tells_old_and_new_and_raises_the_revision(run: ImportRows, branch_one: Branch) -> None:
    member = register(branch_one, education="31", joined_on="1998")
    ran = run([[*FIRST, "本科", "1998年7月"]], header=[*HEADER, "学历", "入党时间"])
    assert ran.json["rows"][0]["changes"] == {"education": ["大专", "大学"], "joined_on": ["1998", "1998-07"]}
    member.refresh_from_db()
    assert (member.education, member.joined_on, member.revision) == ("21", "1998-07", 2)


@pytest.mark.parametrize("empty", ["", "无", "—", None])
def test_an_empty_cell_never_wipes(empty: str | None, run: ImportRows, branch_one: Branch) -> None:
    register(branch_one, address="云溪路1号", job_title="焊工", education="31")
    header = [*HEADER, "家庭住址", "职务", "学历"]
    assert run([[*FIRST, empty, empty, empty]], header=header).json["counts"]["unchanged"] == 1
    member = Member.objects.get()
    assert (member.address, member.job_title, member.education) == ("云溪路1号", "焊工", "31")


def test_an_update_is_judged_as_the_record_would_become(run: ImportRows, branch_one: Branch) -> None:
    register(branch_one, joined_on="2010-07-01", confirmed_on="2011-07-01", category="formal")
    ran = run([[*FIRST, "2009-07-01"]], header=[*HEADER, "转正日期"])
    assert ran.codes() == {2: ["confirmed_before_joined"]}
    assert Member.objects.get().confirmed_on == "2011-07-01"


def test_the_arrival_of_somebody_who_is_here_is_not_changed_but_told(
    run: ImportRows, branch_one: Branch
) -> None:
    register(branch_one)
    (row,) = run([[*FIRST, "2024-05-01"]], header=[*HEADER, "流入日期"]).json["rows"]
    assert (row["outcome"], row["notices"]) == (
        "unchanged", ["流入日期与登记册不同，以登记册的 2024-03-05 为准"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "notices"),
    [
        ("2024-05", ["流入日期只写到月，按当月 1 日"]),
        ("2024年5月", ["流入日期只写到月，按当月 1 日"]),
        ("2024-05-01", []),
        (date(2024, 5, 1), []),
    ],
)
def test_a_day_of_arrival_that_nobody_wrote_is_told(
    run: ImportRows, written: object, notices: list[str]
) -> None:
    (row,) = run([[*FIRST, written]], header=[*HEADER, "流入日期"]).json["rows"]
    assert (row["values"]["arrived_on"], [n for n in row["notices"] if "流入日期" in n]) == (
        "2024-05-01",
        notices,
    )


def test_a_member_of_another_branch_is_not_taken_over(
    run: ImportRows, branch_two: Branch, secretary_one: User
) -> None:
    member = register(branch_two)
    ran = run([FIRST], "--as", "shuji1")
    assert ran.codes() == {2: ["member_elsewhere"]}
    told = ran.out
    assert branch_two.name not in told
    member.refresh_from_db()
    assert (member.branch, member.revision) == (branch_two, 1)


def test_even_staff_move_nobody_by_an_import(run: ImportRows, branch_two: Branch, staff: User) -> None:
    register(branch_two)
    assert run([FIRST], "--as", "dangwei").codes() == {2: ["member_moved"]}


def test_somebody_who_left_is_not_taken_back_by_a_row(run: ImportRows, branch_one: Branch) -> None:
    member = register(branch_one)
    end_enrolment(by=COMMAND_LINE, member=member, on=date(2024, 12, 1), outcome=Departure.RETURNED)
    ran = run([FIRST])
    assert ran.codes() == {2: ["member_departed"]}
    assert "2024-12-01 离开（返回流出地）" in ran.json["rows"][0]["problems"][0]["message"]
    assert Enrolment.objects.open().count() == 0


@pytest.mark.parametrize(
    ("phone", "born", "what"),
    [
        (FIRST[2], BORN, "同名、同手机号"),
        ("13999999999", BORN, "同名、同出生日期"),
        (FIRST[2], "1990-01-02", "同名、同手机号"),
        ("13999999999", "1990-01-02", ""),
    ],
)
def test_namesakes_with_the_same_phone_or_birth_date_are_asked_about(
    phone: str, born: str, what: str, run: ImportRows, branch_one: Branch
) -> None:
    register(branch_one)
    number = national_id(777, born=born.replace("-", ""))
    ran = run([[FIRST[0], number, phone, "第一支部"]])
    assert ran.codes() == ({2: ["same_person"]} if what else {})
    if what:
        assert what in ran.json["rows"][0]["problems"][0]["message"]


def test_the_answer_that_it_is_somebody_else_is_taken(branch_one: Branch) -> None:
    register(branch_one)
    row = [FIRST[0], national_id(777, born=BORN.replace("-", "")), "13999999999", "第一支部"]
    place = Place(branch_one.committee_id, None, "")
    plan = make_plan(
        book=book_of([HEADER, row]),
        kind=MEMBERS,
        by=COMMAND_LINE,
        place=place,
        choices=Choices(others=["Sheet1!2"]),
    )
    assert plan.counts["create"] == 1


# ── single cells ──


@pytest.mark.parametrize(
    ("header", "value", "codes"),
    [
        ("手机号", "0730-8888888", ["phone_not_mobile"]),
        ("手机号", "", ["phone_missing"]),
        ("手机号", "1380013800", ["phone_length"]),
        ("手机号", "12345678901", ["phone_prefix"]),
        ("流出地联系电话", "0730-8888888", []),
        ("流出地联系电话", "8888888", ["phone_kind"]),
        ("工作单位", "没有的公司", ["enterprise_unknown"]),
        ("流入日期", "2099-01-01", ["started_future"]),
        ("流入日期", "2019", ["date_year_only"]),
        ("性别", "女", ["sex_against_id"]),
        ("出生日期", "1990-01-01", ["birth_against_id"]),
        ("入党时间", "2099-07", ["joined_future"]),
        ("入党时间", "1970-07-01", []),
        ("所在党支部", "第九支部", ["branch_unknown"]),
        ("所在党支部", "第2支部", []),
        ("所在党支部", "港区流动党员党委第三党支部", []),
        ("姓名", "孙", ["name_implausible"]),
    ],
)
def test_cells(header: str, value: str, codes: list[str], run: ImportRows) -> None:
    columns = dict(zip(HEADER, FIRST, strict=True)) | {header: value}
    ran = run([list(columns.values())], header=list(columns))
    assert ran.codes() == ({2: codes} if codes else {})


def test_a_doubt_is_told_and_refuses_nothing(run: ImportRows) -> None:
    (row,) = run([[*FIRST, "1970-07-01"]], header=[*HEADER, "入党时间"]).json["rows"]
    assert (row["outcome"], row["notices"]) == (
        "create",
        ["按出生日期推算，入党时不满 18 岁，请核对入党日期。", "没有工作单位，不会计入“两企三新”"],
    )


def test_the_nearest_enterprise_is_offered(run: ImportRows, branch_one: Branch) -> None:
    Enterprise.objects.create(committee=branch_one.committee, name="攀华新材料有限公司", ownership="mixed")
    ran = run([[*FIRST, "攀华新村料有限公司"]], header=[*HEADER, "工作单位"])
    assert "是不是“攀华新材料有限公司”？" in ran.json["rows"][0]["problems"][0]["message"]
    assert run([[*FIRST, " 攀华 新材料有限公司"]], header=[*HEADER, "工作单位"]).code == 0
    assert Member.objects.get().enterprise is not None


def test_a_sheet_without_phones_registers_with_a_notice(run: ImportRows) -> None:
    (row,) = run([[FIRST[0], FIRST[1], FIRST[3]]], header=["姓名", "身份证号", "所在党支部"]).json["rows"]
    assert (row["outcome"], row["notices"]) == (
        "create",
        ["没有手机号，登记后请补上；没有工作单位，不会计入“两企三新”"],
    )


def test_only_somebody_new_is_told_to_lack_an_enterprise(run: ImportRows) -> None:
    assert [run([FIRST]).json["rows"][0]["notices"] for _ in range(2)] == [
        ["没有工作单位，不会计入“两企三新”"],
        [],
    ]


def test_everything_of_a_row_is_stored(run: ImportRows, branch_one: Branch) -> None:
    employer = Enterprise.objects.create(committee=branch_one.committee, name="甲公司", ownership="mixed")
    values = {
        "姓名": "买买提•吐尔逊",
        "民族": "维吾尔",
        "身份证号": FIRST_ID.lower(),
        "手机号": 13800000001,
        "文化程度": "本科",
        "籍贯": "新疆和田",
        "家庭住址": "云溪路1号\n301",
        "人员类别": "正式",
        "入党时间": "1998.7",
        "转正时间": "199907",
        "党籍状态": "正常",
        "流出地党组织": "中共和田地委",
        "流出地": "和田",
        "流出地联系人": "O'Neil",
        "流出地联系电话": "0903-2022222",
        "活动证号": "X1",
        "单位名称": "甲公司",
        "职业": "技工",
        "岗位": "焊工",
        "支部": "1支部",
        "报到日期": "2024年3月",
        "备注": "一\r\n二",
    }
    assert run([list(values.values())], header=list(values)).code == 0
    member = Member.objects.get()
    assert {
        name: getattr(member, name)
        for name in (
            "name",
            "ethnic_group",
            "national_id",
            "phone",
            "education",
            "native_place",
            "address",
            "category",
            "joined_on",
            "confirmed_on",
            "party_status",
            "home_organisation",
            "home_region",
            "home_contact",
            "home_contact_phone",
            "card_number",
            "occupation",
            "job_title",
            "notes",
            "sex",
            "birth_date",
            "revision",
        )
    } == {
        "name": "买买提·吐尔逊",
        "ethnic_group": "05",
        "national_id": FIRST_ID,
        "phone": "13800000001",
        "education": "21",
        "native_place": "新疆和田",
        "address": "云溪路1号\n301",
        "category": "formal",
        "joined_on": "1998-07",
        "confirmed_on": "1999-07",
        "party_status": "normal",
        "home_organisation": "中共和田地委",
        "home_region": "和田",
        "home_contact": "O'Neil",
        "home_contact_phone": "09032022222",
        "card_number": "X1",
        "occupation": "worker",
        "job_title": "焊工",
        "notes": "一\n二",
        "sex": "1",
        "birth_date": BORN,
        "revision": 1,
    }
    assert (member.enterprise, member.branch) == (employer, branch_one)
    assert member.name_pinyin == "maimaitituerxun"
    assert (
        Member.objects.with_number(FIRST_ID).get()
        == Member.objects.with_number("13800000001").get()
        == member
    )
    assert Enrolment.objects.get().started_on == date(2024, 3, 1)
