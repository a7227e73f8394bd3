"""Repairing on the check page: with htmx and without, and what never leaves the cell that is repaired."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence

import pytest
from django.db import connection
from django.test import Client

from accounts.models import User
from audit.models import AuditEntry
from branches.models import Branch
from members.models import Member
from spreadsheets.actions import repair_cell, upload_file
from spreadsheets.actions.repairing import MOST_STEPS
from spreadsheets.batches import plan_of
from spreadsheets.kinds import Place
from spreadsheets.models import BatchState, ImportBatch
from spreadsheets.repairs.steps import Edit, Step, StepKind, store_steps
from tests.importing import HEADER, person_row, xlsx

Browse = Callable[[User], Client]
WRONG_ID = "430602198001011234"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def place(branch_one: Branch, branch_two: Branch) -> Place:
    return Place(branch_one.committee_id, None, "")


def upload(by: User, place: Place, rows: Sequence[Sequence[object]]) -> ImportBatch:
    content = xlsx([HEADER, *rows])
    return upload_file(by=by, kind="members", file_name="roster.xlsx", content=content, place=place)


@pytest.fixture
def faulty(staff: User, place: Place) -> ImportBatch:
    """Rows 2 to 4 name a branch that there is not, row 5 has a wrong ID number and phone, row 6 is good."""
    unknown = [person_row(number, "港口支部") for number in (1, 2, 3)]
    wrong = [person_row(4)[0], WRONG_ID, "1380013", "第一支部"]
    return upload(staff, place, [*unknown, wrong, person_row(6)])


def read(client: Client, batch: ImportBatch, query: str = "") -> str:
    response = client.get(f"/imports/{batch.pk}/check/{query}")
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def step(client: Client, batch: ImportBatch, **fields: str | list[str]) -> str:
    """Take a step as htmx does; return the page as it is then."""
    response = client.post(f"/imports/{batch.pk}/repair/", fields, headers=HTMX)
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def outcomes(by: User, batch: ImportBatch) -> dict[int, str]:
    plan = plan_of(ImportBatch.objects.get(pk=batch.pk), by=by)
    return {row.number: row.outcome.value for row in plan.rows}


def alike_rows(page: str) -> list[str]:
    return re.findall(r'name="rows" value="([^"]*)"', page)


def commit(client: Client, batch: ImportBatch) -> None:
    fields = dict(re.findall(r'name="(token|fingerprint|valid_only)" value="([^"]*)"', read(client, batch)))
    assert client.post(f"/imports/{batch.pk}/commit/", fields).status_code == 302


def test_a_cell_is_repaired_and_judged_at_once(client_of: Browse, staff: User, faulty: ImportBatch) -> None:
    page = step(client_of(staff), faulty, act="cell", row="Sheet1!2", field="branch", text="第一支部")
    assert "3 行 4 处" in page
    assert "已改 1 处" in page
    assert "撤销上一步：第 2 行“所在党支部”修改" in page
    assert outcomes(staff, faulty) == {2: "create", 3: "refuse", 4: "refuse", 5: "refuse", 6: "create"}


def test_a_cell_that_is_wrong_in_another_way_says_so(
    client_of: Browse, staff: User, faulty: ImportBatch
) -> None:
    page = step(client_of(staff), faulty, act="cell", row="Sheet1!5", field="phone", text="13800139")
    assert "第 5 行已改，但还有问题，请看说明。" in page
    assert "手机号应为 11 位，现在是 8 位，请核对。" in page
    assert 'value="13800139"' in page
    assert "原来写的：*******" in page
    assert "13800139" not in read(client_of(staff), faulty)


def test_without_htmx_the_page_comes_back_where_it_was(
    client_of: Browse, staff: User, faulty: ImportBatch
) -> None:
    client = client_of(staff)
    fields = {"act": "cell", "row": "Sheet1!2", "field": "branch", "pick": "流动党员第一支部", "text": ""}
    response = client.post(f"/imports/{faulty.pk}/repair/?show=all&page=1", fields)
    assert (response.status_code, response.headers["Location"]) == (
        302, f"/imports/{faulty.pk}/check/?show=all&page=1",
    )  # fmt: skip
    page = read(client, faulty, "?show=repaired")
    assert "<ins>流动党员第一支部</ins>" in page
    assert "原来写的：港口支部" in page


def test_the_same_problem_is_repaired_once(client_of: Browse, staff: User, faulty: ImportBatch) -> None:
    client = client_of(staff)
    page = read(client, faulty)
    assert "所在党支部“<strong>港口支部</strong>”，3 行（第 2、3、4 行）。" in page
    assert "改这 3 行" in page
    assert alike_rows(page) == ["0:Sheet1!2-4"]
    step(client, faulty, act="alike", rows="0:Sheet1!2-4", field="branch", text="第二支部")
    assert outcomes(staff, faulty) == {2: "create", 3: "create", 4: "create", 5: "refuse", 6: "create"}
    assert "撤销上一步：3 行“所在党支部”修改" in read(client, faulty)
    step(client, faulty, act="undo")
    assert outcomes(staff, faulty) == {2: "refuse", 3: "refuse", 4: "refuse", 5: "refuse", 6: "create"}


def test_nothing_chosen_for_many_rows_changes_nothing(
    client_of: Browse, staff: User, faulty: ImportBatch
) -> None:
    page = step(client_of(staff), faulty, act="alike", rows="0:Sheet1!2-4", field="branch", text="")
    assert "请先写明改成什么；要清空的写“无”。" in page
    assert ImportBatch.objects.get(pk=faulty.pk).repairs is None


def test_a_row_is_left_out_with_a_reason_and_taken_in_again(
    client_of: Browse, staff: User, faulty: ImportBatch
) -> None:
    client = client_of(staff)
    assert "请选一个不导入的原因，或写明原因。" in step(client, faulty, act="leave", row="Sheet1!5", text=" ")
    page = step(client, faulty, act="leave", row="Sheet1!5", text="本人已回老家")
    assert "第 5 行不导入（本人已回老家）" in page
    assert "跳过的行（1）" in page
    assert outcomes(staff, faulty) == {2: "refuse", 3: "refuse", 4: "refuse", 6: "create"}
    assert "本人已回老家" not in "".join(AuditEntry.objects.values_list("detail", flat=True))
    step(client, faulty, act="take_in", row="Sheet1!5")
    assert outcomes(staff, faulty)[5] == "refuse"


def test_all_is_undone_step_by_step_or_at_once(client_of: Browse, staff: User, faulty: ImportBatch) -> None:
    client = client_of(staff)
    before = outcomes(staff, faulty)
    step(client, faulty, act="cell", row="Sheet1!2", field="branch", text="第一支部")
    step(client, faulty, act="put_back", row="Sheet1!2", field="branch")
    assert outcomes(staff, faulty) == before
    step(client, faulty, act="undo")
    assert outcomes(staff, faulty)[2] == "create"
    step(client, faulty, act="leave", row="Sheet1!3", pick="重复的行")
    page = step(client, faulty, act="undo_all")
    assert "已撤销全部改动，和上传的表一样。" in page
    assert "撤销上一步：" not in page
    assert outcomes(staff, faulty) == before
    assert "没有可以撤销的改动。" in step(client, faulty, act="undo")


def test_later_commits_keep_the_repairs(client_of: Browse, staff: User, faulty: ImportBatch) -> None:
    client = client_of(staff)
    step(client, faulty, act="cell", row="Sheet1!2", field="branch", text="第二支部")
    step(client, faulty, act="cell", row="Sheet1!5", field="phone", text="13800001234")
    commit(client, faulty)
    assert ImportBatch.objects.get(pk=faulty.pk).state == BatchState.PARTIAL
    assert Member.objects.get(name=person_row(1)[0]).branch.name == "流动党员第二支部"
    step(client, faulty, act="cell", row="Sheet1!5", field="national_id", text=str(person_row(4)[1]))
    step(client, faulty, act="leave", row="Sheet1!3", pick="重复的行")
    step(client, faulty, act="leave", row="Sheet1!4", pick="重复的行")
    commit(client, faulty)
    assert Member.objects.get(name=person_row(4)[0]).phone == "13800001234"
    assert ImportBatch.objects.get(pk=faulty.pk).state == BatchState.DONE
    assert client.post(f"/imports/{faulty.pk}/repair/", {"act": "undo"}).status_code == 404


def test_where_every_row_is_left_out_nothing_can_be_imported(
    client_of: Browse, staff: User, place: Place
) -> None:
    batch = upload(staff, place, [person_row(1, "港口支部")])
    page = step(client_of(staff), batch, act="leave", row="Sheet1!2", pick="重复的行")
    assert "/commit/" in page
    assert "确认无变化" not in page


def test_a_masked_cell_is_opened_by_a_post_that_the_log_notes(
    client_of: Browse, staff: User, faulty: ImportBatch
) -> None:
    client = client_of(staff)
    page = read(client, faulty)
    assert WRONG_ID not in page
    assert "430602********1234" in page
    asked = {"row": "Sheet1!5", "field": "national_id"}
    part = client.post(f"/imports/{faulty.pk}/cell/", asked, headers=HTMX).content.decode()
    assert f'value="{WRONG_ID}"' in part
    assert "<html" not in part
    entry = AuditEntry.objects.latest("number")
    assert (entry.verb, entry.detail) == ("reveal", "修改前查看“Sheet1”第 5 行“身份证号”")
    whole = client.post(f"/imports/{faulty.pk}/cell/", asked).content.decode()
    assert f'value="{WRONG_ID}"' in whole
    assert "这次查看已记入审计日志" in whole
    assert client.get(f"/imports/{faulty.pk}/cell/").status_code == 405


def test_a_number_in_the_wrong_column_is_masked_too(client_of: Browse, staff: User, place: Place) -> None:
    row = person_row(1)
    batch = upload(staff, place, [[*row[:3], WRONG_ID]])
    page = read(client_of(staff), batch)
    assert WRONG_ID not in page
    assert "430602********1234" in page


def test_what_is_typed_stands_in_no_plain_column_and_no_entry(
    client_of: Browse, staff: User, faulty: ImportBatch
) -> None:
    typed = ["13912345678", str(person_row(4)[1]), "自写的原因"]
    client = client_of(staff)
    step(client, faulty, act="cell", row="Sheet1!5", field="phone", text=typed[0])
    step(client, faulty, act="cell", row="Sheet1!5", field="national_id", text=typed[1])
    step(client, faulty, act="leave", row="Sheet1!3", text=typed[2])
    assert [word for word in typed if word in everything_stored()] == []


def everything_stored() -> str:
    """Return every value of every table as the database holds it."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        words = []
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  names of our tables
            words += [
                repr(bytes(v) if isinstance(v, memoryview) else v) for row in cursor.fetchall() for v in row
            ]
    return "\n".join(words)


@pytest.mark.parametrize(
    "fields",
    [
        {"act": "nonsense"},
        {"act": "cell", "row": "no place", "field": "branch", "text": "x"},
        {"act": "alike", "rows": "0:Sheet1!1-9999999", "field": "branch", "text": "x"},
        {"act": "alike", "rows": "1:Sheet1!2", "field": "branch", "text": "x"},
        {"act": "leave", "row": "", "text": "x"},
    ],
)
def test_what_no_page_sends_is_a_404(
    client_of: Browse, staff: User, faulty: ImportBatch, fields: dict[str, str]
) -> None:
    assert client_of(staff).post(f"/imports/{faulty.pk}/repair/", fields).status_code == 404
    assert ImportBatch.objects.get(pk=faulty.pk).repairs is None


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"field": "nothing", "text": "x"}, "这一列不能在这里修改，请在表格里改好后重新上传。"),
        ({"field": "branch", "text": "x" * 2001}, "填写的内容太长了，请写在 2000 个字以内。"),
        (
            {"field": "branch", "text": "第\u202e一"},
            "含有看不见或损坏的字符（U+202E），没有改。请删掉后重新输入。",
        ),
    ],
)
def test_what_cannot_be_kept_is_said(
    client_of: Browse, staff: User, faulty: ImportBatch, fields: dict[str, str], sentence: str
) -> None:
    assert sentence in step(client_of(staff), faulty, act="cell", row="Sheet1!2", **fields)
    assert ImportBatch.objects.get(pk=faulty.pk).repairs is None


def test_markup_that_is_typed_is_text(client_of: Browse, staff: User, faulty: ImportBatch) -> None:
    fields = {"act": "cell", "row": "Sheet1!2", "field": "branch", "text": '"><img src=x>'}
    response = client_of(staff).post(f"/imports/{faulty.pk}/repair/", fields, headers=HTMX)
    assert "<img src=x>" not in response.content.decode()


def test_no_more_steps_than_a_draft_can_hold(client_of: Browse, staff: User, faulty: ImportBatch) -> None:
    one = Step(StepKind.REPAIR, (Edit("branch", ("Sheet1!2",), "第一支部"),))
    faulty.repairs = store_steps([one] * MOST_STEPS)
    faulty.save()
    page = step(client_of(staff), faulty, act="cell", row="Sheet1!3", field="branch", text="第一支部")
    assert "改动太多了，没有再改。请在表格里改好后重新上传。" in page


def test_a_draft_of_another_branch_is_not_there(
    client_of: Browse, staff: User, secretary_one: User, secretary_two: User, branch_one: Branch
) -> None:
    own = Place(branch_one.committee_id, branch_one.pk, "")
    batch = upload(secretary_one, own, [person_row(1, "港口支部")])
    asked = {"act": "cell", "row": "Sheet1!2", "field": "branch", "text": "第二支部"}
    for path in ("repair", "cell"):
        assert client_of(secretary_two).post(f"/imports/{batch.pk}/{path}/", asked).status_code == 404
    assert ImportBatch.objects.get(pk=batch.pk).repairs is None
    assert client_of(staff).post(f"/imports/{batch.pk}/repair/", asked).status_code == 302


def test_a_repair_takes_no_row_out_of_the_own_branch(
    client_of: Browse, secretary_one: User, branch_one: Branch, branch_two: Branch
) -> None:
    own = Place(branch_one.committee_id, branch_one.pk, "")
    batch = upload(secretary_one, own, [person_row(1, "港口支部"), person_row(2)])
    client = client_of(secretary_one)
    page = step(client, batch, act="cell", row="Sheet1!2", field="branch", text="第二支部")
    assert "别的支部，不会导入" in page
    commit(client, batch)
    assert list(Member.objects.values_list("branch", flat=True)) == [branch_one.pk]


def test_a_plan_that_was_repaired_since_is_shown_again(
    client_of: Browse, staff: User, faulty: ImportBatch
) -> None:
    client = client_of(staff)
    fields = dict(re.findall(r'name="(token|fingerprint|valid_only)" value="([^"]*)"', read(client, faulty)))
    edit = Edit("branch", ("Sheet1!2",), "第二支部")
    repair_cell(by=staff, batch=faulty, edit=edit)
    assert client.post(f"/imports/{faulty.pk}/commit/", fields).headers["Location"].endswith("/check/")
    assert not Member.objects.exists()


def test_a_draft_that_is_given_up_forgets_its_repairs(
    client_of: Browse, staff: User, faulty: ImportBatch
) -> None:
    client = client_of(staff)
    step(client, faulty, act="cell", row="Sheet1!2", field="branch", text="第一支部")
    client.post(f"/imports/{faulty.pk}/discard/")
    assert ImportBatch.objects.get(pk=faulty.pk).repairs is None
