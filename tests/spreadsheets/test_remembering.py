"""What imports teach: words of choices and names, and columns chosen by hand; offered, never applied unseen."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence

import pytest
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from branches.models import Branch
from members.models import Member
from spreadsheets.actions import upload_file
from spreadsheets.kinds import Place
from spreadsheets.models import ImportBatch, RememberedAnswer
from tests.importing import HEADER, person_row, xlsx
from tests.people import give, person

Browse = Callable[[User], Client]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def place(branch_one: Branch, branch_two: Branch) -> Place:
    return Place(branch_one.committee_id, None, "")


def upload(
    by: User, place: Place, rows: Sequence[Sequence[object]], header: Sequence[str] = HEADER
) -> ImportBatch:
    content = xlsx([header, *rows])
    return upload_file(by=by, kind="members", file_name="roster.xlsx", content=content, place=place)


def read(client: Client, batch: ImportBatch) -> str:
    return html.unescape(client.get(f"/imports/{batch.pk}/check/").content.decode())


def step(client: Client, batch: ImportBatch, **fields: str | list[str]) -> str:
    return html.unescape(client.post(f"/imports/{batch.pk}/repair/", fields, headers=HTMX).content.decode())


def commit(client: Client, batch: ImportBatch) -> None:
    fields = dict(re.findall(r'name="(token|fingerprint|valid_only)" value="([^"]*)"', read(client, batch)))
    assert client.post(f"/imports/{batch.pk}/commit/", fields).status_code == 302


def told() -> set[tuple[str, str, str]]:
    return {(a.field, a.said, a.means) for a in RememberedAnswer.objects.all()}


@pytest.fixture
def taught(client_of: Browse, staff: User, place: Place) -> Client:
    """Staff have imported a sheet in which 港口支部 was repaired to 第二支部, and a phone and a name besides."""
    client = client_of(staff)
    row = person_row(3)
    batch = upload(
        staff, place, [person_row(1, "港口支部"), person_row(2, "港口 支部"), ["", row[1], "138", row[3]]]
    )
    step(client, batch, act="alike", rows="0:Sheet1!2-3", field="branch", text="第二支部")
    step(client, batch, act="cell", row="Sheet1!4", field="phone", text="13800000003")
    step(client, batch, act="cell", row="Sheet1!4", field="name", text="孙秀英")
    commit(client, batch)
    return client


def test_only_words_among_which_one_chooses_are_remembered(taught: Client) -> None:
    assert told() == {("branch", "港口支部", "流动党员第二支部")}


def test_what_is_not_stored_teaches_nothing(client_of: Browse, staff: User, place: Place) -> None:
    batch = upload(staff, place, [person_row(1, "港口支部")])
    step(client_of(staff), batch, act="cell", row="Sheet1!2", field="branch", text="第二支部")
    assert told() == set()


def test_a_word_that_meant_two_things_is_not_remembered(client_of: Browse, staff: User, place: Place) -> None:
    client = client_of(staff)
    batch = upload(staff, place, [person_row(1, "港口支部"), person_row(2, "港口支部")])
    step(client, batch, act="cell", row="Sheet1!2", field="branch", text="第一支部")
    step(client, batch, act="cell", row="Sheet1!3", field="branch", text="第二支部")
    commit(client, batch)
    assert told() == set()


def test_what_is_remembered_is_offered_and_not_applied(taught: Client, staff: User, place: Place) -> None:
    rows = [person_row(11, "港口支部"), person_row(12, "港口支部")]
    batch = upload(staff, place, rows)
    page = read(taught, batch)
    assert "2 行 2 处" in page
    assert "按上次：改为 流动党员第二支部（2 行）" in page
    assert "全部按上次的改" not in page
    told_rows = re.findall(r'name="rows" value="([^"]*)"', page)
    step(taught, batch, act="alike", rows=told_rows, field="branch", pick="流动党员第二支部", text="")
    commit(taught, batch)
    assert Member.objects.filter(branch__name="流动党员第二支部").count() == 4
    assert RememberedAnswer.objects.get().used_count == 2


def test_everything_remembered_is_taken_at_once_and_undone_at_once(
    taught: Client, staff: User, place: Place
) -> None:
    first = upload(staff, place, [person_row(21, "码头支部")])
    step(taught, first, act="cell", row="Sheet1!2", field="branch", text="第一支部")
    commit(taught, first)
    batch = upload(staff, place, [person_row(11, "港口支部"), person_row(12, "码头支部")])
    page = read(taught, batch)
    assert "全部按上次的改" in page
    fields: dict[str, str | list[str]] = {
        "act": "alike",
        "rows": ["0:Sheet1!2", "1:Sheet1!3"],
        "field": ["branch", "branch"],
        "text": ["流动党员第二支部", "流动党员第一支部"],
    }
    assert "需要您修改</span>" in step(taught, batch, **fields)
    assert "导入 2 行" in read(taught, batch)
    assert "2 行 2 处" in step(taught, batch, act="undo")


def test_a_branch_that_is_no_more_is_offered_no_more(taught: Client, staff: User, place: Place) -> None:
    RememberedAnswer.objects.update(means="早已撤销的支部")
    assert "按上次" not in read(taught, upload(staff, place, [person_row(11, "港口支部")]))


def test_others_are_offered_what_is_shared_and_nothing_else(
    client_of: Browse, taught: Client, branch_two: Branch
) -> None:
    secretary = person("shuji9", "魏晓东", branch_two.committee)
    give(secretary, Role.SECRETARY, branch=branch_two)
    batch = upload(secretary, Place(branch_two.committee_id, branch_two.pk, ""), [person_row(11, "港口支部")])
    client = client_of(secretary)
    assert "按上次" not in read(client, batch)
    answer = RememberedAnswer.objects.get()
    assert client.get("/imports/remembered/").content.decode().count("港口支部") == 0
    assert client.post(f"/imports/remembered/{answer.pk}/", {"act": "forget"}).status_code == 404
    taught.post(f"/imports/remembered/{answer.pk}/", {"act": "share"})
    assert "按上次：改为 流动党员第二支部" in read(client, batch)


def test_staff_correct_share_and_forget(taught: Client) -> None:
    answer = RememberedAnswer.objects.get()
    page = html.unescape(taught.get("/imports/remembered/").content.decode())
    assert "港口支部" in page
    url = f"/imports/remembered/{answer.pk}/"
    taught.post(url, {"act": "correct", "means": "流动党员第一支部"})
    assert told() == {("branch", "港口支部", "流动党员第一支部")}
    taught.post(url, {"act": "correct", "means": " "})
    taught.post(url, {"act": "share"})
    assert RememberedAnswer.objects.get().is_shared
    taught.post(url, {"act": "keep"})
    assert not RememberedAnswer.objects.get().is_shared
    assert taught.post(url, {"act": "burn"}).status_code == 404
    taught.post(url, {"act": "forget"})
    assert told() == set()


def test_secretaries_forget_their_own_and_correct_nothing(
    client_of: Browse, secretary_one: User, branch_one: Branch, branch_two: Branch
) -> None:
    own = Place(branch_one.committee_id, branch_one.pk, "")
    client = client_of(secretary_one)
    batch = upload(secretary_one, own, [person_row(1, "港口支部")])
    step(client, batch, act="cell", row="Sheet1!2", field="branch", text="第一支部")
    commit(client, batch)
    answer = RememberedAnswer.objects.get()
    url = f"/imports/remembered/{answer.pk}/"
    page = html.unescape(client.get("/imports/remembered/").content.decode())
    assert "忘掉“港口支部”" in page
    assert "更正" not in page
    assert client.post(url, {"act": "share"}).status_code == 403
    client.post(url, {"act": "forget"})
    assert told() == set()


def test_a_column_chosen_by_hand_is_remembered_shown_and_forgotten(
    client_of: Browse, staff: User, place: Place
) -> None:
    client = client_of(staff)
    header = ["姓名", "公民代码栏", "手机号", "所在党支部"]
    first = upload(staff, place, [person_row(1)], header)
    client.post(f"/imports/{first.pk}/columns/", {"column-0-B": "national_id"})
    commit(client, first)
    assert told() == {("", "公民代码栏", "national_id")}
    second = upload(staff, place, [person_row(2)], header)
    assert "按以前的选择认列：“公民代码栏”是身份证号。" in read(client, second)
    client.post(f"/imports/remembered/{RememberedAnswer.objects.get().pk}/", {"act": "forget"})
    response = client.get(f"/imports/{second.pk}/check/")
    assert response.headers["Location"] == f"/imports/{second.pk}/columns/"
