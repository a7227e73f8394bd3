"""A marked copy that was repaired comes back into the import that it was taken from."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from accounts.models import User
from audit.models import AuditEntry
from branches.models import Branch
from members.models import Member
from spreadsheets.actions import (
    choose,
    commit_batch,
    discard_batch,
    replace_content,
    undo_batch,
    upload_file,
)
from spreadsheets.batches import plan_of
from spreadsheets.kinds import Place
from spreadsheets.marked.copies import marked_copy
from spreadsheets.marked.marks import batch_key, mark_of
from spreadsheets.models import BatchState, ImportBatch
from spreadsheets.planning import Choices
from spreadsheets.reader import FileRefused, read_book
from tests.importing import HEADER, csv_text, person_row, xlsx

Browse = Callable[[User], Client]
Rows = Sequence[Sequence[Any]]


@pytest.fixture
def place(branch_one: Branch) -> Place:
    return Place(branch_one.committee_id, branch_one.pk, "")


def bad(number: int) -> list[Any]:
    row = person_row(number)
    row[2] = "138"
    return row


def upload(by: User, place: Place, rows: Rows, *, name: str = "名册.xlsx") -> ImportBatch:
    content = csv_text([HEADER, *rows]) if name.endswith(".csv") else xlsx([HEADER, *rows])
    return upload_file(by=by, kind="members", file_name=name, content=content, place=place)


def copy_of(by: User, batch: ImportBatch) -> Any:  # noqa: ANN401  a workbook of openpyxl
    return load_workbook(io.BytesIO(marked_copy(batch, plan_of(batch, by=by)).content))


def saved(book: Any) -> bytes:  # noqa: ANN401  as above
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def come_back(by: User, batch: ImportBatch, content: bytes) -> str:
    told = replace_content(by=by, batch=batch, file_name="改好.xlsx", content=content)
    batch.refresh_from_db()
    return str(told)


def commit(by: User, batch: ImportBatch, *, valid_only: bool = False) -> dict[str, int]:
    batch.refresh_from_db()
    fingerprint = plan_of(batch, by=by).fingerprint
    done = commit_batch(by=by, batch=batch, token=batch.token, fingerprint=fingerprint, valid_only=valid_only)
    batch.refresh_from_db()
    return done.counts


def test_a_repaired_copy_continues_the_same_import(secretary_one: User, place: Place) -> None:
    batch = upload(secretary_one, place, [person_row(1), bad(2), bad(3), bad(4)])
    token = batch.token
    book = copy_of(secretary_one, batch)
    book.active["C3"], book.active["C4"] = "13800000002", "13800000003"
    assert come_back(secretary_one, batch, saved(book)) == "上次须修改的 3 行：改好 2 行，还有 1 行。"
    assert batch.token != token
    assert ImportBatch.objects.count() == 1
    assert (batch.file_name, batch.state) == ("改好.xlsx", BatchState.DRAFT)
    assert plan_of(batch, by=secretary_one).counts["create"] == 3
    entry = AuditEntry.objects.filter(verb="upload").latest("number")
    assert (entry.actor_name, entry.detail) == ("周明远", "上传改好的表：2 行相同，2 行有改动")


def test_rows_that_were_stored_are_known_where_they_have_moved(secretary_one: User, place: Place) -> None:
    batch = upload(secretary_one, place, [person_row(1), person_row(2), bad(3), bad(4)])
    commit(secretary_one, batch, valid_only=True)
    assert batch.state == BatchState.PARTIAL
    rows = [person_row(3), bad(4), person_row(2), person_row(1), person_row(5)]
    assert (
        come_back(secretary_one, batch, xlsx([HEADER, *rows])) == "上次须修改的 2 行：改好 1 行，还有 1 行。"
    )
    rest = plan_of(batch, by=secretary_one)
    assert [(row.number, row.outcome) for row in rest.rows] == [(2, "create"), (3, "refuse"), (6, "create")]
    commit(secretary_one, batch, valid_only=True)
    assert (batch.counts["create"], Member.objects.count()) == (4, 4)
    assert sorted(batch.rows.values_list("old_file", "number")) == [(0, 2), (0, 4), (0, 5), (0, 6)]


def test_a_stored_row_that_was_changed_is_stored_again_and_both_are_taken_back(
    secretary_one: User, place: Place
) -> None:
    batch = upload(secretary_one, place, [person_row(1), bad(2)])
    commit(secretary_one, batch, valid_only=True)
    changed = person_row(1)
    changed[2] = "13911111111"
    come_back(secretary_one, batch, xlsx([HEADER, changed, person_row(2)]))
    assert plan_of(batch, by=secretary_one).counts["update"] == 1
    commit(secretary_one, batch)
    assert sorted(batch.rows.values_list("old_file", "number", "outcome")) == [
        (0, 2, "update"), (0, 3, "create"), (1, 2, "create"),
    ]  # fmt: skip
    undo_batch(by=secretary_one, batch=batch)
    assert set(batch.rows.values_list("undone", "kept_because")) == {(True, "")}
    assert Member.objects.get(name=changed[0]).phone == "13800000001"


def test_answers_stay_with_rows_as_they_were(secretary_one: User, place: Place) -> None:
    batch = upload(secretary_one, place, [person_row(1), bad(2), person_row(3)])
    said = Choices(
        columns={"Sheet1": {"D": "-"}},
        others=["Sheet1!2", "Sheet1!3"],
        picked={"Sheet1!4": "x", "Sheet1!3": "y"},
    )
    choose(by=secretary_one, batch=batch, choices=said)
    rows = [[None, *row] for row in ([*HEADER], person_row(3), person_row(1), person_row(2))]
    rows[0][0] = "序号"
    come_back(secretary_one, batch, xlsx(rows))
    kept = Choices.load(batch.chosen_columns)
    assert (kept.columns, kept.others, kept.picked) == (
        {"Sheet1": {"E": "-"}},
        ["Sheet1!3"],
        {"Sheet1!2": "x"},
    )


def test_a_csv_comes_back_as_a_workbook(secretary_one: User, place: Place) -> None:
    batch = upload(secretary_one, place, [person_row(1), bad(2)], name="名册.csv")
    commit(secretary_one, batch, valid_only=True)
    made = marked_copy(batch, plan_of(batch, by=secretary_one))
    assert made.name == "名册（已标注）.xlsx"
    book = load_workbook(io.BytesIO(made.content))
    sheet: Any = book.active
    assert (sheet["C3"].comment.text, sheet["B2"].data_type) == (
        "暖流：手机号应为 11 位，现在是 3 位，请核对。",
        "s",
    )
    sheet["C3"] = "13800000002"
    assert come_back(secretary_one, batch, saved(book)) == "上次须修改的 1 行：改好 1 行。"
    assert commit(secretary_one, batch)["create"] == 1
    assert batch.state == BatchState.DONE


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([HEADER, person_row(8), person_row(9)], "没有一行是相同的"),
        ([("姓名", "公民身份号码", "联系电话", "支部"), person_row(1)], "列名不一样"),
    ],
)
def test_another_file_is_refused(secretary_one: User, place: Place, rows: Rows, why: str) -> None:
    batch = upload(secretary_one, place, [person_row(1), bad(2)])
    before = (batch.file_hash, batch.token)
    with pytest.raises(FileRefused, match=why):
        come_back(secretary_one, batch, xlsx(rows))
    batch.refresh_from_db()
    assert (batch.file_hash, batch.token) == before


def test_only_who_may_import_there_and_only_while_it_is_open(
    secretary_one: User, secretary_two: User, place: Place
) -> None:
    batch = upload(secretary_one, place, [person_row(1), bad(2)])
    content = xlsx([HEADER, person_row(1), person_row(2)])
    with pytest.raises(PermissionDenied):
        come_back(secretary_two, batch, content)
    discard_batch(by=secretary_one, batch=batch)
    batch.refresh_from_db()
    with pytest.raises(ValidationError, match="已经结束"):
        come_back(secretary_one, batch, content)


def test_marks_are_signed(secretary_one: User, place: Place) -> None:
    batch = upload(secretary_one, place, [bad(1)])
    assert batch_key(mark_of(batch)) == batch.pk
    assert (batch_key(str(batch.pk)), batch_key(f"{batch.pk}:forged"), batch_key("")) == (None, None, None)
    assert read_book(saved(copy_of(secretary_one, batch))).mark == mark_of(batch)


# ── Pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def sent(content: bytes, name: str = "改好.xlsx") -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, content)}


def test_the_copy_is_a_post_that_the_log_records(
    client_of: Browse, secretary_one: User, place: Place
) -> None:
    batch = upload(secretary_one, place, [person_row(1), bad(2)])
    client = client_of(secretary_one)
    assert client.get(f"/imports/{batch.pk}/marked/").status_code == 405
    answer = client.post(f"/imports/{batch.pk}/marked/")
    assert answer["Content-Disposition"] == (
        "attachment; filename*=utf-8''%E5%90%8D%E5%86%8C%EF%BC%88%E5%B7%B2%E6%A0%87%E6%B3%A8%EF%BC%89.xlsx"
    )
    assert load_workbook(io.BytesIO(answer.content)).active["E1"].value == "问题说明"  # type: ignore[index]  # a sheet
    entry = AuditEntry.objects.get(verb="export")
    assert (entry.actor_name, entry.detail) == ("周明远", "标红的表格，1 行须修改，完整号码")


def test_a_foreign_import_is_not_found(
    client_of: Browse, secretary_one: User, secretary_two: User, place: Place
) -> None:
    batch = upload(secretary_one, place, [bad(1)])
    client = client_of(secretary_two)
    assert client.post(f"/imports/{batch.pk}/marked/").status_code == 404
    assert client.post(f"/imports/{batch.pk}/replace/", sent(b"x")).status_code == 404


def test_the_check_page_takes_the_repaired_file(client_of: Browse, secretary_one: User, place: Place) -> None:
    batch = upload(secretary_one, place, [person_row(1), bad(2)])
    client = client_of(secretary_one)
    assert "下载标红表格" in client.get(f"/imports/{batch.pk}/check/").content.decode()
    page = client.post(
        f"/imports/{batch.pk}/replace/", sent(xlsx([HEADER, person_row(1), person_row(2)])), follow=True
    ).content.decode()
    assert "已换成改好的表。上次须修改的 1 行：改好 1 行。" in page
    assert "下载标红表格" not in page
    assert re.search(r">导入 2 行</button>", page)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "请先选择改好的表格文件。"),
        (sent(b"%PDF-1.4"), "这是 PDF 文件，不是表格。"),
        (sent(xlsx([HEADER, person_row(8)])), "这份表和这次导入的表对不上：没有一行是相同的，没有替换。"),
    ],
)
def test_what_cannot_be_taken_is_told(
    client_of: Browse, secretary_one: User, place: Place, fields: dict[str, Any], sentence: str
) -> None:
    batch = upload(secretary_one, place, [person_row(1), bad(2)])
    page = (
        client_of(secretary_one).post(f"/imports/{batch.pk}/replace/", fields, follow=True).content.decode()
    )
    assert sentence in page
    assert "需要您修改" in page


def test_a_copy_on_the_upload_page_continues_its_import(
    client_of: Browse, secretary_one: User, secretary_two: User, place: Place
) -> None:
    batch = upload(secretary_one, place, [person_row(1), bad(2)])
    book = copy_of(secretary_one, batch)
    book.active["C3"] = "13800000002"
    page = client_of(secretary_one).post(
        "/imports/upload/members/", {**sent(saved(book)), "place": "0"}, follow=True
    )
    assert page.redirect_chain[-1][0] == f"/imports/{batch.pk}/check/"
    assert (
        "这是“名册.xlsx”的标红表格，接着上次的导入。上次须修改的 1 行：改好 1 行。" in page.content.decode()
    )
    assert ImportBatch.objects.count() == 1
    # Somebody else's copy is a file like any other.
    client_of(secretary_two).post("/imports/upload/members/", {**sent(saved(book)), "place": "0"})
    assert ImportBatch.objects.count() == 2
