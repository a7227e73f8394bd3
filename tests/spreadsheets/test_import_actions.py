"""Uploading, choosing, committing and giving up an import, by people of different rights."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from accounts.models import User
from audit.models import AuditEntry
from branches.models import Branch
from members.models import Member
from spreadsheets.actions import (
    PlanChanged,
    choose,
    clean_file_name,
    commit_batch,
    discard_batch,
    undo_batch,
    upload_file,
)
from spreadsheets.batches import plan_of
from spreadsheets.kinds import Place
from spreadsheets.models import BatchState, ImportBatch, RowOutcome
from spreadsheets.planning import Choices
from spreadsheets.reader import FileRefused
from tests.importing import HEADER, person_row, xlsx

ROWS = [person_row(number) for number in range(1, 4)]


@pytest.fixture
def place(branch_one: Branch) -> Place:
    return Place(branch_one.committee_id, branch_one.pk, "")


def upload(
    by: User, place: Place, rows: Sequence[Sequence[object]] | None = None, header: tuple[str, ...] = HEADER
) -> ImportBatch:
    content = xlsx([header, *(ROWS if rows is None else rows)])
    return upload_file(by=by, kind="members", file_name="roster.xlsx", content=content, place=place)


def commit(by: User, batch: ImportBatch, *, valid_only: bool = False) -> dict[str, int]:
    batch.refresh_from_db()
    fingerprint = plan_of(batch, by=by).fingerprint
    return commit_batch(
        by=by, batch=batch, token=batch.token, fingerprint=fingerprint, valid_only=valid_only
    ).counts


def test_a_draft_holds_the_file_and_stores_nobody(secretary_one: User, place: Place) -> None:
    batch = upload(secretary_one, place)
    stored = ImportBatch.objects.get()
    assert (stored.state, stored.owner_name, stored.branch_key) == (
        BatchState.DRAFT,
        "周明远",
        place.branch_key,
    )
    assert stored.content == batch.content
    assert (stored.content or b"")[:2] == b"PK"
    assert Member.objects.count() == 0
    assert AuditEntry.objects.get().verb == "upload"


def test_a_file_without_a_table_leaves_no_draft(secretary_one: User, place: Place) -> None:
    with pytest.raises(FileRefused):
        upload(secretary_one, place, header=("甲", "乙"))
    assert ImportBatch.objects.count() == 0


def test_a_commit_stores_the_rows_and_leaves_one_entry(secretary_one: User, place: Place) -> None:
    batch = upload(secretary_one, place)
    assert commit(secretary_one, batch) == {"create": 3, "update": 0, "unchanged": 0, "refuse": 0, "skip": 0}
    batch.refresh_from_db()
    assert batch.state == BatchState.DONE
    assert [(r.number, r.outcome) for r in batch.rows.all()] == [(n, RowOutcome.CREATE) for n in (2, 3, 4)]
    entry = AuditEntry.objects.get(verb="import")
    assert (entry.actor_name, entry.detail) == ("周明远", "流动党员花名册：新增 3 行")
    assert (entry.committee_key, entry.branch_key) == (place.committee_key, place.branch_key)


def test_refused_rows_stop_the_commit_unless_the_rest_is_asked_for(secretary_one: User, place: Place) -> None:
    batch = upload(secretary_one, place, [*ROWS, ["赵六", "1", "2", "第一支部"]])
    with pytest.raises(ValidationError, match="还有 1 行须修改"):
        commit(secretary_one, batch)
    assert Member.objects.count() == 0
    commit(secretary_one, batch, valid_only=True)
    batch.refresh_from_db()
    assert (batch.state, Member.objects.count()) == (BatchState.PARTIAL, 3)


def test_rows_for_another_branch_do_not_keep_an_import_open(
    secretary_one: User, branch_two: Branch, place: Place
) -> None:
    batch = upload(secretary_one, place, [*ROWS, person_row(9, branch_two.name)])
    commit(secretary_one, batch, valid_only=True)
    batch.refresh_from_db()
    assert (batch.state, batch.counts["create"], batch.counts["refuse"]) == (BatchState.DONE, 3, 1)


def test_the_rest_of_a_partial_import_stays_in_the_draft(secretary_one: User, place: Place) -> None:
    batch = upload(secretary_one, place, [*ROWS, person_row(9, "第九支部")])
    commit(secretary_one, batch, valid_only=True)
    batch.refresh_from_db()
    rest = plan_of(batch, by=secretary_one)
    assert [(row.number, row.outcome) for row in rest.rows] == [(5, RowOutcome.REFUSE)]
    Branch.objects.filter(code="b1").update(short_name="第九支部")
    assert commit(secretary_one, batch)["create"] == 1
    batch.refresh_from_db()
    assert (batch.state, batch.counts) == (
        BatchState.DONE, {"create": 4, "update": 0, "unchanged": 0, "refuse": 0, "skip": 0},
    )  # fmt: skip


def test_a_plan_that_changed_is_shown_again(secretary_one: User, branch_one: Branch, place: Place) -> None:
    batch = upload(secretary_one, place)
    fingerprint = plan_of(batch, by=secretary_one).fingerprint
    Member.objects.create(
        committee=branch_one.committee, branch=branch_one, name="旧名", national_id=str(ROWS[0][1])
    )
    with pytest.raises(PlanChanged):
        commit_batch(by=secretary_one, batch=batch, token=batch.token, fingerprint=fingerprint)
    assert Member.objects.count() == 1


def test_a_token_that_nobody_gave_out_commits_nothing(secretary_one: User, place: Place) -> None:
    batch = upload(secretary_one, place)
    fingerprint = plan_of(batch, by=secretary_one).fingerprint
    for token in ("", "forged"):
        with pytest.raises(ValidationError, match="已经过期"):
            commit_batch(by=secretary_one, batch=batch, token=token, fingerprint=fingerprint)
    assert Member.objects.count() == 0


def test_a_question_stops_the_commit_until_it_is_answered(secretary_one: User, place: Place) -> None:
    batch = upload(secretary_one, place, [[*row, "13900000000"] for row in ROWS], (*HEADER, "手机"))
    with pytest.raises(ValidationError, match="请选定一列"):
        commit(secretary_one, batch)
    choose(by=secretary_one, batch=batch, choices=Choices(columns={"Sheet1": {"E": "-"}}))
    assert commit(secretary_one, batch)["create"] == 3


def test_a_choice_is_remembered_for_the_same_header(secretary_one: User, staff: User, place: Place) -> None:
    header = ("姓名", "身份证号", "常用号", "所在党支部")
    first = upload(secretary_one, place, header=header)
    choose(by=secretary_one, batch=first, choices=Choices(columns={"Sheet1": {"C": "phone"}}))
    commit(secretary_one, first)
    again = upload(secretary_one, place, header=header)
    assert plan_of(again, by=secretary_one).mappings[0].letters["phone"] == "C"
    assert plan_of(again, by=secretary_one).counts["unchanged"] == 3
    theirs = upload(staff, Place(place.committee_key, None, ""), header=header)
    assert "phone" not in plan_of(theirs, by=staff).mappings[0].letters


def test_a_draft_that_is_given_up_is_erased(secretary_one: User, place: Place) -> None:
    batch = upload(secretary_one, place)
    discard_batch(by=secretary_one, batch=batch)
    batch.refresh_from_db()
    assert (batch.state, batch.content, batch.grid) == (BatchState.DISCARDED, None, None)
    for act in (discard_batch, lambda **kw: choose(choices=Choices(), **kw)):
        with pytest.raises(ValidationError, match="已经结束"):
            act(by=secretary_one, batch=batch)


def test_nobody_touches_the_import_of_a_foreign_branch(
    secretary_one: User, secretary_two: User, place: Place
) -> None:
    batch = upload(secretary_one, place)
    with pytest.raises(PermissionDenied):
        upload(secretary_two, place)
    for act in (
        lambda: choose(by=secretary_two, batch=batch, choices=Choices()),
        lambda: discard_batch(by=secretary_two, batch=batch),
        lambda: commit_batch(by=secretary_two, batch=batch, token=batch.token, fingerprint=""),
        lambda: undo_batch(by=secretary_two, batch=batch),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert list(ImportBatch.objects.visible_to(secretary_two)) == []
    assert list(ImportBatch.objects.visible_to(secretary_one)) == [batch]


def test_staff_see_imports_of_their_branches_and_no_other_committee_does(
    secretary_one: User, staff: User, other_staff: User, auditor: User, place: Place
) -> None:
    batch = upload(secretary_one, place)
    assert list(ImportBatch.objects.visible_to(staff)) == [batch]
    assert list(ImportBatch.objects.visible_to(other_staff)) == []
    assert list(ImportBatch.objects.visible_to(auditor)) == []


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../../tmp/x.xlsx", "x.xlsx"), ("..\\..\\x.xlsx", "x.xlsx"), ("/etc/passwd", "passwd"), ("", "未命名"),
        ("a\r\nSet-Cookie: x=1.xlsx", "aSet-Cookie: x=1.xlsx"), ("名册\u202excod.xlsx", "名册xcod.xlsx"),
        ("a" * 300 + ".xlsx", "a" * 88 + "….xlsx"), ("名" * 200, "名" * 99 + "…"),
    ],
)  # fmt: skip
def test_names_of_files(name: str, shown: str) -> None:
    assert clean_file_name(name) == shown


def test_files_and_rows_are_stored_sealed(secretary_one: User, place: Place) -> None:
    batch = upload(secretary_one, place)
    commit(secretary_one, batch)
    with connection.cursor() as cursor:
        cursor.execute("SELECT content, grid FROM spreadsheets_importbatch")
        stored = b"".join(bytes(value) for value in cursor.fetchone())
    assert str(ROWS[0][1]).encode() not in stored
    assert b"PK\x03\x04" not in stored
