"""Several files at once: one import each, one page for all, and none hinders another."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from audit.models import AuditEntry
from branches.models import Branch
from members.models import Member
from spreadsheets.models import BatchState, ImportBatch, ImportBundle
from tests.importing import HEADER, person_row, xlsx
from tests.uploads import large_roster, roster, send, zipped

ClientOf = Callable[[User], Client]
PICTURE = b"\x89PNG\r\n\x1a\n no table"
FAULTY = xlsx([HEADER, person_row(50), ["赵六", "1", "2", "第一支部"]])


@pytest.fixture
def client(client_of: ClientOf, staff: User, branches: list[Branch]) -> Client:
    return client_of(staff)


def states() -> dict[str, str]:
    return dict(ImportBatch.objects.order_by("pk").values_list("file_name", "state"))


def test_each_file_is_an_import_of_its_own(client: Client) -> None:
    answer = send(client, [("一.xlsx", roster(1, 3)), ("二.xlsx", roster(4, 5)), ("图.png", PICTURE)])
    bundle = ImportBundle.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/imports/bundles/{bundle.pk}/")
    assert states() == {"一.xlsx": "draft", "二.xlsx": "draft", "图.png": "refused"}
    assert [(b.content is None, b.refusal) for b in bundle.batches.filter(state="refused")] == [
        (True, "这是图片，不是表格。请上传原来的 .xlsx、.xls 或 .csv 表格。")
    ]
    assert AuditEntry.objects.filter(verb="upload", outcome="refused").get().object_words == "图.png"


def test_the_page_tells_what_each_will_do(client: Client) -> None:
    sent = [("一.xlsx", roster(1, 3)), ("错.xlsx", FAULTY), ("图.png", PICTURE)]
    page = client.get(send(client, sent).headers["Location"])
    found = {file.batch.file_name: file.summary for file in page.context["files"]}
    assert [(name, s and (s.create, s.faulty, s.is_clear)) for name, s in found.items()] == [
        ("一.xlsx", (3, 0, True)),
        ("错.xlsx", (1, 1, False)),
        ("图.png", None),
    ]
    html = page.content.decode()
    assert "导入全部可用的（1 份）" in html
    assert "须修改 1" in html
    assert "这是图片，不是表格。" in html


def seen(client: Client, address: str) -> list[str]:
    return [
        f"{file.batch.pk}:{file.batch.token}:{file.summary.fingerprint}"
        for file in client.get(address).context["ready"]
    ]


def test_all_that_are_ready_are_imported_and_the_others_wait(client: Client) -> None:
    address = send(
        client, [("一.xlsx", roster(1, 3)), ("错.xlsx", FAULTY), ("二.xlsx", roster(4, 5))]
    ).headers["Location"]
    client.post(f"{address}commit/", {"seen": seen(client, address)})
    assert states() == {"一.xlsx": "done", "错.xlsx": "draft", "二.xlsx": "done"}
    assert Member.objects.count() == 5
    assert AuditEntry.objects.filter(verb="import").count() == 2


def test_a_second_click_imports_nothing_twice(client: Client) -> None:
    address = send(client, [("一.xlsx", roster(1, 3)), ("二.xlsx", roster(4, 5))]).headers["Location"]
    said = seen(client, address)
    for _ in range(3):
        client.post(f"{address}commit/", {"seen": said})
    assert (Member.objects.count(), AuditEntry.objects.filter(verb="import").count()) == (5, 2)


def test_a_file_whose_plan_has_changed_is_not_imported_and_says_so(client: Client) -> None:
    """The same person in both: once the first file is in, the second does something else than was seen."""
    address = send(client, [("一.xlsx", roster(1, 3)), ("二.xlsx", roster(3, 5))]).headers["Location"]
    client.post(f"{address}commit/", {"seen": seen(client, address)})
    assert states() == {"一.xlsx": "done", "二.xlsx": "draft"}
    page = client.get(address)
    assert [file.said for file in page.context["files"]] == [
        "",
        "核对之后登记册有了变化，没有导入，请再看一遍。",
    ]
    second = page.context["files"][1].summary
    assert (second.create, second.unchanged) == (2, 1)
    client.post(f"{address}commit/", {"seen": seen(client, address)})
    assert Member.objects.count() == 5


def test_a_zip_of_six_branches(client: Client, branches: list[Branch]) -> None:
    files = {
        f"报送/{branch.short_name}.xlsx": roster(10 * number, 10 * number + 2, branch.short_name)
        for number, branch in enumerate(branches, start=1)
    }
    answer = send(client, [("花名册.zip", zipped({**files, "__MACOSX/._a": b"x"}))])
    page = client.get(answer.headers["Location"])
    assert page.context["bundle"].name == "花名册.zip"
    assert page.context["bundle"].ignored == ["._a"]
    assert list(states()) == [f"{branch.short_name}.xlsx" for branch in branches]
    client.post(f"{answer.headers['Location']}commit/", {"seen": seen(client, answer.headers["Location"])})
    assert [Member.objects.filter(branch=branch).count() for branch in branches] == [3] * 6


def test_a_zip_of_one_file_is_that_file(client: Client) -> None:
    answer = send(client, [("a.zip", zipped({"名册.xlsx": roster(1, 2)}))])
    batch = ImportBatch.objects.get()
    assert (answer.headers["Location"], batch.file_name, batch.state) == (
        f"/imports/{batch.pk}/",
        "名册.xlsx",
        BatchState.DRAFT,
    )
    assert ImportBundle.objects.count() == 0


def test_a_zip_beside_files_is_opened(client: Client) -> None:
    send(
        client,
        [
            ("一.xlsx", roster(1, 2)),
            ("b.zip", zipped({"二.xlsx": roster(3, 4), "c.zip": zipped({"d": b"1"})})),
        ],
    )
    assert states() == {"一.xlsx": "draft", "二.xlsx": "draft", "c.zip": "refused"}


def test_a_zip_that_is_refused_is_told_on_the_page(client: Client) -> None:
    answer = send(client, [("a.zip", zipped({"a.png": PICTURE}))])
    assert (answer.status_code, answer.context["form"].errors["file"]) == (
        422,
        ["压缩包里没有表格。请检查是否选对了文件：里面应当有 .xlsx、.xls 或 .csv 表格。"],
    )
    assert AuditEntry.objects.get(verb="upload").detail.startswith("流动党员花名册：archive，127 字节，指纹 ")


def test_too_many_files_are_told_on_the_page(client: Client) -> None:
    answer = send(client, [(f"{number}.csv", b"a,b") for number in range(51)])
    assert answer.context["form"].errors["file"] == ["一次最多上传 50 份表格，这次有 51 份。请分几次上传。"]
    assert ImportBatch.objects.count() == 0


def test_an_empty_file_and_one_that_is_too_large_hinder_nobody(client: Client) -> None:
    send(client, [("空.xlsx", b""), ("大.csv", b"1,2\n" * 2_800_000), ("一.xlsx", roster(1, 2))])
    assert states() == {"空.xlsx": "refused", "大.csv": "refused", "一.xlsx": "draft"}
    assert "超过 10 MB" in ImportBatch.objects.get(file_name="大.csv").refusal


def test_large_files_are_planned_before_the_page_shows_them(client: Client) -> None:
    answer = send(client, [("大.csv", large_roster(1, 200)), ("一.xlsx", roster(300, 301))])
    page = client.get(answer.headers["Location"])
    assert [file.summary.create for file in page.context["files"]] == [200, 2]
    client.post(f"{answer.headers['Location']}commit/", {"seen": seen(client, answer.headers["Location"])})
    assert Member.objects.count() == 202


def test_nobody_sees_or_imports_the_files_of_a_foreign_branch(
    client_of: ClientOf, secretary_one: User, secretary_two: User, other_staff: User
) -> None:
    own = client_of(secretary_one)
    address = send(own, [("一.xlsx", roster(1, 3)), ("二.xlsx", roster(4, 5))]).headers["Location"]
    said = seen(own, address)
    for stranger in (client_of(secretary_two), client_of(other_staff)):
        assert stranger.get(address).status_code == 404
        for step in ("commit", "cancel", "again"):
            assert stranger.post(f"{address}{step}/", {"seen": said}).status_code == 404
    assert Member.objects.count() == 0


def test_numbers_of_foreign_imports_among_those_seen_are_passed_over(
    client_of: ClientOf, secretary_one: User, secretary_two: User, branch_two: Branch
) -> None:
    theirs = client_of(secretary_two)
    foreign = send(
        theirs, [("一.xlsx", roster(1, 3, "第二支部")), ("二.xlsx", roster(4, 5, "第二支部"))]
    ).headers["Location"]
    own = client_of(secretary_one)
    address = send(own, [("三.xlsx", roster(6, 7)), ("四.xlsx", roster(8, 9))]).headers["Location"]
    own.post(f"{address}commit/", {"seen": [*seen(theirs, foreign), "x:y:z"]})
    assert Member.objects.count() == 0
