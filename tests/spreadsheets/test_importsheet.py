"""``manage.py importsheet``: exit codes, what is written, the shape of the JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from audit.models import AuditEntry
from branches.models import Branch
from members.models import Enrolment, Member
from spreadsheets.models import BatchState, ImportBatch
from tests.importing import (
    HEADER,
    ImportRows,
    Ran,
    contents,
    csv_text,
    importsheet,
    national_id,
    person_row,
    xlsx,
)

GOOD = [person_row(number) for number in range(1, 4)]
BAD = ["赵六六", national_id(9)[:17] + "?", "13800000009", "第一支部"]


@pytest.fixture
def run(branches: list[Branch], tmp_path: Path) -> ImportRows:
    def import_rows(rows: Sequence[Sequence[Any]], *options: str, header: Sequence[str] = HEADER) -> Ran:
        path = tmp_path / "roster.xlsx"
        path.write_bytes(xlsx([header, *rows], title="花名册"))
        return importsheet("members", path, "--json", *options)

    return import_rows


def test_good_rows_are_stored(run: ImportRows) -> None:
    ran = run(GOOD)
    assert (ran.code, ran.json["committed"], ran.json["refused"]) == (0, True, None)
    assert Member.objects.count() == Enrolment.objects.count() == 3
    member = Member.objects.get(name=GOOD[0][0])
    assert (member.national_id, member.phone, member.branch.code) == (GOOD[0][1], GOOD[0][2], "b1")
    assert (member.sex, member.birth_date) == ("1", "1961-02-02")
    assert member.name_pinyin == "sunlihuawei"
    batch = ImportBatch.objects.get()
    assert (batch.state, batch.file_name, batch.owner_name) == (BatchState.DONE, "roster.xlsx", "命令行")
    assert AuditEntry.objects.get(verb="import").detail == "流动党员花名册：新增 3 行"


def test_one_bad_row_keeps_all_out(run: ImportRows) -> None:
    before = contents()
    ran = run([*GOOD, BAD])
    assert (ran.code, ran.json["committed"]) == (1, False)
    assert ran.json["counts"] == {"create": 3, "update": 0, "unchanged": 0, "refuse": 1, "skip": 0}
    assert contents() == before


def test_valid_only_stores_the_rest(run: ImportRows) -> None:
    ran = run([*GOOD, BAD], "--valid-only")
    assert (ran.code, ran.json["committed"]) == (1, True)
    assert Member.objects.count() == 3
    assert ImportBatch.objects.get().state == BatchState.PARTIAL


def test_valid_only_with_nothing_valid_writes_nothing(run: ImportRows) -> None:
    before = contents()
    ran = run([BAD], "--valid-only")
    assert (ran.code, ran.json["committed"]) == (1, False)
    assert contents() == before


@pytest.mark.parametrize("options", [["--dry-run"], ["--dry-run", "--valid-only"]])
def test_dry_run_writes_nothing(options: list[str], run: ImportRows) -> None:
    before = contents()
    ran = run([*GOOD, BAD], *options)
    assert (ran.code, ran.json["committed"]) == (1, False)
    assert contents() == before


def test_dry_run_and_import_tell_the_same(run: ImportRows) -> None:
    planned, done = run(GOOD, "--dry-run").json, run(GOOD).json
    assert {**planned, "committed": True} == done


def test_shape_of_the_json(run: ImportRows) -> None:
    told = run([[*GOOD[0], "水瓶"], [*BAD, ""]], "--dry-run", header=[*HEADER, "星座"]).json
    assert told == {
        "file": "roster.xlsx",
        "refused": None,
        "sheets": [
            {
                "sheet": "花名册",
                "header_rows": [1],
                "columns": {"A": "name", "B": "national_id", "C": "phone", "D": "branch"},
                "ignored": {"E": "星座"},
                "skipped": [],
            }
        ],
        "passed_over": [],
        "counts": {"create": 1, "update": 0, "unchanged": 0, "refuse": 1, "skip": 0},
        "rows": [
            {
                "sheet": "花名册", "row": 2, "outcome": "create",
                "values": {
                    "name": GOOD[0][0], "national_id": GOOD[0][1], "phone": GOOD[0][2], "branch": "流动党员第一支部",
                    "sex": "男", "birth_date": "1961-02-02",
                },
                "changes": {}, "notices": ["没有工作单位，不会计入“两企三新”"], "problems": [],
            },
            {
                "sheet": "花名册", "row": 3, "outcome": "refuse",
                "values": {
                    "name": "赵六六", "national_id": BAD[1], "phone": "13800000009", "branch": "流动党员第一支部",
                },
                "changes": {}, "notices": [],
                "problems": [
                    {
                        "cell": "B3", "field": "national_id", "code": "id_characters",
                        "message": "身份证号只能是数字，最后一位可以是 X，请对照证件核对。",
                    }
                ],
            },
        ],
        "committed": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7 nothing", b"\x00\x01\x02" * 99, xlsx([HEADER]), xlsx([["a", "b"]])]
)
def test_unreadable_files_are_refused(content: bytes, branches: list[Branch], tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    before = contents()
    ran = importsheet("members", path, "--json")
    assert (ran.code, ran.json["committed"], ran.json["rows"]) == (2, False, [])
    assert ran.json["refused"].endswith("。")
    (entry,) = AuditEntry.objects.all()
    assert (entry.verb, entry.outcome, entry.object_words) == ("upload", "refused", "x.xlsx")
    assert f"{len(content)} 字节" in entry.detail
    assert contents() == {**before, "audit.AuditEntry": [entry_values(entry)]}


def entry_values(entry: AuditEntry) -> tuple[Any, ...]:
    return AuditEntry.objects.values_list().get(pk=entry.pk)


def test_a_device_without_an_end_is_read_no_further_than_a_file_may_be_long(branches: list[Branch]) -> None:
    ran = importsheet("members", Path("/dev/zero"), "--json")
    assert (ran.code, ran.json["refused"][:4]) == (2, "文件超过")


def test_a_file_that_is_not_there(branches: list[Branch], tmp_path: Path) -> None:
    ran = importsheet("members", tmp_path / "no.xlsx", "--json")
    assert ran.code == 2
    assert ran.json["refused"].startswith("打不开文件 no.xlsx")


def test_a_question_is_a_refusal(run: ImportRows) -> None:
    ran = run([[*GOOD[0], "13900000000"]], header=[*HEADER, "手机"])
    assert (ran.code, ran.json["rows"]) == (2, [])
    assert "请选定一列" in ran.json["refused"]
    assert Member.objects.count() == 0


def test_branch_option_takes_rows_without_a_branch(run: ImportRows) -> None:
    assert run([row[:3] for row in GOOD], "--branch", "b2", header=HEADER[:3]).code == 0
    assert set(Member.objects.values_list("branch__code", flat=True)) == {"b2"}


def test_branch_option_refuses_rows_of_other_branches(run: ImportRows) -> None:
    assert run(GOOD, "--branch", "b2").codes() == {row: ["branch_foreign"] for row in (2, 3, 4)}


def test_rows_need_a_branch_without_the_option(run: ImportRows) -> None:
    assert run([GOOD[0][:3]], header=HEADER[:3]).codes() == {2: ["branch_missing"]}


def test_a_secretary_imports_the_own_branch_without_saying_so(run: ImportRows, secretary_two: User) -> None:
    assert run([row[:3] for row in GOOD], "--as", "shuji2", header=HEADER[:3]).code == 0
    assert set(Member.objects.values_list("branch__code", flat=True)) == {"b2"}
    assert ImportBatch.objects.get().owner_key == secretary_two.pk


def test_a_secretary_imports_no_other_branch(run: ImportRows, secretary_two: User) -> None:
    assert run(GOOD, "--as", "shuji2").codes() == {row: ["branch_foreign"] for row in (2, 3, 4)}
    assert run(GOOD, "--as", "shuji2", "--branch", "b1").code == 2
    assert Member.objects.count() == 0


def test_people_without_the_right(run: ImportRows, auditor: User, outsider: User) -> None:
    for username in ("shenji", "luren"):
        ran = run(GOOD, "--as", username)
        assert ran.code == 2
        assert "没有导入流动党员花名册的权限" in ran.json["refused"]
    assert Member.objects.count() == 0


@pytest.mark.parametrize("options", [["--as", "niemand"], ["--branch", "b99"]])
def test_unknown_names_stop_the_command(options: list[str], branches: list[Branch], tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_bytes(csv_text([HEADER, *GOOD]))
    with pytest.raises(CommandError) as stopped:
        call_command("importsheet", "members", str(path), *options)
    assert stopped.value.returncode == 2


def test_without_json_it_speaks_in_words(branches: list[Branch], tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_bytes(csv_text([HEADER, *GOOD, BAD]))
    assert importsheet("members", path).out == (
        " 第 5 行 B5：身份证号只能是数字，最后一位可以是 X，请对照证件核对。\n"
        "新增 3 行，更新 0 行，无变化 0 行，须修改 1 行，跳过 0 行\n没有写入。\n"
    )


def test_nothing_personal_is_stored_in_clear(run: ImportRows) -> None:
    run(GOOD)
    stored = repr({name: rows for name, rows in contents().items() if name.startswith("audit")})
    assert str(GOOD[0][1]) not in stored
    assert str(GOOD[0][2]) not in stored
