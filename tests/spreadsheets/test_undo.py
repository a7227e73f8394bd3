"""Taking an import back: what it changed is restored, what it created ends, what was edited since stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.system import COMMAND_LINE
from audit.models import AuditEntry
from branches.models import Branch, Enterprise
from members.actions import edit_member, log_contact, move_member
from members.choices import Departure
from members.models import Enrolment, Member
from spreadsheets.actions import undo_batch
from spreadsheets.models import BatchState, ImportBatch, ImportRow
from tests.importing import HEADER, ImportRows, Ran, importsheet, person_row, xlsx

ROWS = [person_row(number) for number in range(1, 4)]


@pytest.fixture
def run(branches: list[Branch], tmp_path: Path) -> ImportRows:
    def import_rows(rows: Sequence[Sequence[Any]], *options: str, header: Sequence[str] = HEADER) -> Ran:
        path = tmp_path / "roster.xlsx"
        path.write_bytes(xlsx([header, *rows]))
        ran = importsheet("members", path, "--json", *options)
        assert ran.code == 0, ran.out
        return ran

    return import_rows


def undo() -> ImportBatch:
    return undo_batch(by=COMMAND_LINE, batch=ImportBatch.objects.latest("pk"))


def test_what_was_created_ends_on_the_day_it_began(run: ImportRows) -> None:
    run([[*row, "2024-03-05"] for row in ROWS], header=[*HEADER, "流入日期"])
    batch = undo()
    assert batch.state == BatchState.UNDONE
    assert set(Enrolment.objects.values_list("started_on", "ended_on", "outcome")) == {
        (date(2024, 3, 5), date(2024, 3, 5), Departure.VOID)
    }
    assert Enrolment.objects.on(date(2024, 3, 5)).count() == 0
    assert AuditEntry.objects.get(verb="undo").detail == "撤销 3 行"


def test_what_was_changed_is_as_before(run: ImportRows, branch_one: Branch) -> None:
    Enterprise.objects.create(committee=branch_one.committee, name="甲公司", ownership="mixed")
    run(ROWS)
    before = list(Member.objects.order_by("pk").values())
    header = ("姓名", "身份证号", "手机号", "所在党支部", "家庭住址", "入党时间", "工作单位", "民族", "备注")
    changed = [
        ["钱新名", row[1], "13999999999", row[3], "云溪路1号\n301", "1998-07", "甲公司", "苗", "一\n二"]
        for row in ROWS
    ]
    assert run(changed, header=header).json["counts"]["update"] == 3
    assert Member.objects.filter(name="钱新名", joined_on="1998-07", enterprise__name="甲公司").count() == 3
    undo()
    after = list(Member.objects.order_by("pk").values())
    moving = ("revision", "updated_at")
    assert [{k: v for k, v in row.items() if k not in moving} for row in after] == [
        {k: v for k, v in row.items() if k not in moving} for row in before
    ]
    assert Member.objects.with_number(str(ROWS[0][2])).count() == 1
    assert Member.objects.with_number("13999999999").count() == 0


def test_what_was_edited_since_stays_and_is_named(run: ImportRows) -> None:
    run(ROWS)
    edited = Member.objects.with_number(str(ROWS[1][1])).get()
    edit_member(by=COMMAND_LINE, member=edited, values={"job_title": "焊工"})
    undo()
    kept = ImportRow.objects.get(undone=False)
    assert (kept.object_key, kept.kept_because) == (edited.pk, "导入之后又修改过，保留现在的内容")
    assert Enrolment.objects.open().get().member == edited
    assert AuditEntry.objects.get(verb="undo").detail == "撤销 2 行，保留 1 行导入后又修改过的"


def test_somebody_moved_or_contacted_since_stays(run: ImportRows, branches: list[Branch]) -> None:
    run(ROWS)
    moved, met, _ = Member.objects.order_by("pk")
    move_member(by=COMMAND_LINE, member=moved, to_branch=branches[1], on=timezone.localdate())
    log_contact(by=COMMAND_LINE, member=met, on=timezone.localdate(), kind="visit", summary="走访")
    undo()
    assert {e.member_id for e in Enrolment.objects.open()} == {moved.pk, met.pk}


def test_the_same_file_after_an_undo_takes_everybody_back(run: ImportRows) -> None:
    run(ROWS)
    undo()
    again = run(ROWS)
    assert again.json["counts"]["update"] == 3
    assert again.json["rows"][0]["changes"] == {"enrolment": ["登记有误", "重新登记"]}
    assert Member.objects.count() == Enrolment.objects.open().count() == 3
    undo()
    assert Enrolment.objects.open().count() == 0


def test_somebody_undone_may_be_registered_by_another_branch(run: ImportRows) -> None:
    run(ROWS)
    undo()
    run([[*row[:3], "第二支部"] for row in ROWS])
    assert set(Member.objects.values_list("branch__code", flat=True)) == {"b2"}
    assert set(Enrolment.objects.open().values_list("branch__code", flat=True)) == {"b2"}


def test_an_import_is_undone_once(run: ImportRows) -> None:
    run(ROWS)
    undo()
    with pytest.raises(ValidationError, match="已经撤销过了"):
        undo()


def test_an_older_import_leaves_what_a_newer_one_changed(run: ImportRows) -> None:
    run(ROWS)
    run([[*ROWS[0][:2], "13999999999", ROWS[0][3]]])
    first = ImportBatch.objects.earliest("pk")
    undo_batch(by=COMMAND_LINE, batch=first)
    assert Enrolment.objects.open().get().member.phone == "13999999999"
