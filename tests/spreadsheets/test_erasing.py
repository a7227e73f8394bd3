"""Uploaded files are kept for as long as the committee says, can be taken away meanwhile, and then are gone."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEntry
from branches.models import Branch, Committee
from members.models import Enrolment, Member
from spreadsheets import erasing
from spreadsheets.actions import commit_batch, undo_batch, upload_file
from spreadsheets.batches import plan_of
from spreadsheets.erasing import due, erase_due
from spreadsheets.kinds import Place
from spreadsheets.models import BatchState, ImportBatch
from tests.importing import HEADER, person_row, xlsx
from tests.uploads import roster

ClientOf = Callable[[User], Client]
SENT = roster(1, 3)


@pytest.fixture
def place(branch_one: Branch) -> Place:
    return Place(branch_one.committee_id, branch_one.pk, "")


def draft(by: User, place: Place, content: bytes = SENT) -> ImportBatch:
    return upload_file(by=by, kind="members", file_name="花名册 3月.xlsx", content=content, place=place)


def imported(by: User, place: Place, content: bytes = SENT) -> ImportBatch:
    batch = draft(by, place, content)
    return commit_batch(
        by=by, batch=batch, token=batch.token, fingerprint=plan_of(batch, by=by).fingerprint, valid_only=True
    ).batch


def due_in(days: int) -> list[tuple[str, int]]:
    return [(batch.state, kept) for batch, kept in due(timezone.now() + timedelta(days=days))]


def test_a_file_is_given_back_as_it_was_sent(
    client_of: ClientOf, secretary_one: User, staff: User, place: Place
) -> None:
    batch = imported(secretary_one, place)
    answer = client_of(staff).post(f"/imports/{batch.pk}/file/")
    assert (answer.status_code, answer.content) == (200, SENT)
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "3%E6%9C%88.xlsx" in answer.headers["Content-Disposition"]
    entry = AuditEntry.objects.get(verb="export")
    assert (entry.actor_key, entry.detail, entry.branch_key) == (staff.pk, "下载上传的文件", place.branch_key)


def test_a_file_is_given_to_nobody_else_and_never_by_a_link(
    client_of: ClientOf, secretary_one: User, secretary_two: User, auditor: User, place: Place
) -> None:
    batch = imported(secretary_one, place)
    for stranger in (secretary_two, auditor):
        assert client_of(stranger).post(f"/imports/{batch.pk}/file/").status_code == 404
    assert client_of(secretary_one).get(f"/imports/{batch.pk}/file/").status_code == 405


def test_the_usual_time_is_ninety_days(secretary_one: User, place: Place) -> None:
    imported(secretary_one, place)
    assert (due_in(89), due_in(91)) == ([], [("done", 90)])


def test_the_committee_sets_the_time(secretary_one: User, place: Place, committee: Committee) -> None:
    imported(secretary_one, place)
    Committee.objects.update(import_file_days=5)
    assert (due_in(4), due_in(6)) == ([], [("done", 5)])


def test_what_is_erased_is_gone_and_the_import_can_still_be_undone(
    client_of: ClientOf, secretary_one: User, place: Place
) -> None:
    batch = imported(secretary_one, place)
    assert erase_due(timezone.now() + timedelta(days=91)) == 1
    assert erase_due(timezone.now() + timedelta(days=91)) == 0
    batch.refresh_from_db()
    assert (batch.content, batch.grid, batch.state) == (None, None, BatchState.DONE)
    entry = AuditEntry.objects.order_by("-number")[0]
    assert (entry.actor_name, entry.object_words, entry.detail) == (
        "自动清理", "花名册 3月.xlsx", "按期清除上传的文件（保留 90 天）",
    )  # fmt: skip
    client = client_of(secretary_one)
    page = client.get(f"/imports/{batch.pk}/done/").content.decode()
    assert "清除，导入的内容和记录都在" in page
    refused = client.post(f"/imports/{batch.pk}/file/", follow=True).content.decode()
    assert "这个文件已经清除，不能再下载。" in refused
    undo_batch(by=secretary_one, batch=batch)
    assert (Enrolment.objects.open().count(), batch.rows.filter(undone=True).count()) == (0, 3)


def test_with_no_days_a_file_goes_with_its_import(
    secretary_one: User, place: Place, committee: Committee
) -> None:
    Committee.objects.update(import_file_days=0)
    batch = imported(secretary_one, place)
    batch.refresh_from_db()
    assert (batch.content, batch.grid, Member.objects.count()) == (None, None, 3)
    assert batch.erased_at is not None
    undo_batch(by=secretary_one, batch=batch)
    assert Enrolment.objects.open().count() == 0


def test_with_no_days_rows_that_wait_keep_their_file(
    secretary_one: User, place: Place, committee: Committee
) -> None:
    Committee.objects.update(import_file_days=0)
    batch = imported(secretary_one, place, xlsx([HEADER, person_row(1), ["赵六", "1", "2", "第一支部"]]))
    batch.refresh_from_db()
    assert (batch.state, batch.content is not None) == (BatchState.PARTIAL, True)
    assert (due_in(6), due_in(8)) == ([], [("partial", 7)])


def test_a_draft_that_nobody_touched_is_given_up(secretary_one: User, place: Place) -> None:
    batch = draft(secretary_one, place)
    ImportBatch.objects.update(created_at=timezone.now() - timedelta(days=200))
    assert (due_in(89), due_in(91)) == ([], [("draft", 90)])
    erase_due(timezone.now() + timedelta(days=91))
    batch.refresh_from_db()
    assert (batch.state, batch.content) == (BatchState.DISCARDED, None)
    assert AuditEntry.objects.order_by("-number")[0].detail == "无人处理，自动放弃（保留 90 天）"


def test_the_rest_of_a_partial_import_that_nobody_touched_is_given_up(
    secretary_one: User, place: Place
) -> None:
    batch = imported(secretary_one, place, xlsx([HEADER, person_row(1), ["赵六", "1", "2", "第一支部"]]))
    erase_due(timezone.now() + timedelta(days=91))
    batch.refresh_from_db()
    assert (batch.state, batch.content, Member.objects.count()) == (BatchState.DONE, None, 1)


def test_an_import_that_was_undone_counts_from_then(secretary_one: User, place: Place) -> None:
    batch = imported(secretary_one, place)
    undo_batch(by=secretary_one, batch=batch)
    ImportBatch.objects.update(committed_at=timezone.now() - timedelta(days=80))
    assert (due_in(20), due_in(91)) == ([], [("undone", 90)])


def test_the_command_says_how_many(secretary_one: User, place: Place) -> None:
    imported(secretary_one, place)
    out = io.StringIO()
    call_command("eraseimportfiles", stdout=out)
    ImportBatch.objects.update(committed_at=timezone.now() - timedelta(days=100))
    call_command("eraseimportfiles", stdout=out)
    assert out.getvalue() == "没有到期的文件。\n清除了 1 个文件。\n"


def test_the_history_erases_what_is_due_on_the_way(
    client_of: ClientOf, secretary_one: User, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = imported(secretary_one, place)
    ImportBatch.objects.update(committed_at=timezone.now() - timedelta(days=100))
    monkeypatch.setattr(erasing, "_last_time", [-erasing.EVERY_SECONDS * 1e9])
    client_of(secretary_one).get("/imports/")
    batch.refresh_from_db()
    assert batch.content is None
