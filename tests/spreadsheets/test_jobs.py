"""Work beside the request: it is done whole or not at all, whoever waits, leaves, cancels or restarts the server."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Assignment, User
from audit.models import AuditEntry
from branches.models import Branch, Enterprise
from members.models import Enrolment, Member
from spreadsheets import running
from spreadsheets.actions import commit_batch, receive_file, upload_file
from spreadsheets.batches import plan_of
from spreadsheets.jobs import ImportJob, JobState, Work
from spreadsheets.kinds import Place
from spreadsheets.models import BatchState, ImportBatch, ImportRow
from spreadsheets.progress import Cancelled, Progress, following
from spreadsheets.reader import read_book
from tests.importing import contents
from tests.uploads import jobs_held, large_roster, roster, send

ClientOf = Callable[[User], Client]


@pytest.fixture
def place(branch_one: Branch) -> Place:
    return Place(branch_one.committee_id, branch_one.pk, "")


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Let whatever is started wait in the queue until the event is set, and no request wait for it."""
    monkeypatch.setattr(running, "PATIENCE", 0)
    with jobs_held() as gate:
        yield gate


def draft(by: User, place: Place, count: int = 200) -> ImportBatch:
    content = large_roster(1, count)
    return upload_file(by=by, kind="members", file_name="大.csv", content=content, place=place)


def commit_of(batch: ImportBatch, by: User) -> dict[str, Any]:
    fingerprint = plan_of(batch, by=by).fingerprint
    return {"token": batch.token, "fingerprint": fingerprint, "valid_only": False}


def posted(batch: ImportBatch, by: User) -> dict[str, str]:
    return {"token": batch.token, "fingerprint": plan_of(batch, by=by).fingerprint}


class StopAt(Progress):
    """Somebody who cancels when a step has come so far."""

    def __init__(self, step: str, done: int = 0) -> None:
        super().__init__()
        self.wanted = (step, done)

    def tell(self, step: str, done: int, total: int) -> None:
        if step == self.wanted[0] and done >= self.wanted[1]:
            self.cancel()
        super().tell(step, done, total)


# ── The pages ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_large_file_goes_the_same_way_as_a_small_one(client_of: ClientOf, secretary_one: User) -> None:
    client = client_of(secretary_one)
    answer = send(client, [("大.csv", large_roster(1, 200))])
    batch = ImportBatch.objects.get()
    assert (batch.state, answer.headers["Location"]) == ("draft", f"/imports/{batch.pk}/")
    assert client.get(f"/imports/{batch.pk}/").headers["Location"] == f"/imports/{batch.pk}/check/"
    assert client.get(f"/imports/{batch.pk}/check/").context["good"] == 200
    done = client.post(f"/imports/{batch.pk}/commit/", posted(batch, secretary_one))
    assert done.headers["Location"] == f"/imports/{batch.pk}/done/"
    assert Member.objects.count() == 200
    assert [(job.work, job.state) for job in ImportJob.objects.order_by("pk")] == [
        ("read", "done"),
        ("commit", "done"),
    ]
    assert AuditEntry.objects.filter(verb="import").get().actor_name == "周明远"


def test_a_large_file_that_is_refused_is_told_on_the_page(client_of: ClientOf, secretary_one: User) -> None:
    content = b"\x89PNG\r\n\x1a\n" + bytes(200_000)
    answer = send(client_of(secretary_one), [("图.xlsx", content)])
    assert (answer.status_code, answer.context["form"].errors["file"]) == (
        422, ["这是图片，不是表格。请上传原来的 .xlsx、.xls 或 .csv 表格。"],
    )  # fmt: skip
    batch = ImportBatch.objects.get()
    assert (batch.state, batch.content) == ("refused", None)
    refused = AuditEntry.objects.get(outcome="refused")
    assert (refused.verb, refused.object_words, refused.detail) == (
        "upload",
        "图.xlsx",
        "流动党员花名册：image，200008 字节，指纹 c7833fe16020a14e",
    )
    page = client_of(secretary_one).get(f"/imports/{batch.pk}/progress/").content.decode()
    assert "这是图片，不是表格。" in page
    assert "重新上传" in page


def test_a_page_of_a_large_file_waits_for_a_plan_that_is_true(
    client_of: ClientOf, secretary_one: User, place: Place
) -> None:
    batch = draft(secretary_one, place)
    client = client_of(secretary_one)
    assert client.get(f"/imports/{batch.pk}/check/").context["good"] == 200
    assert [job.work for job in ImportJob.objects.all()] == ["plan"]
    client.get(f"/imports/{batch.pk}/check/?page=2")
    assert ImportJob.objects.count() == 1


def test_rows_that_wait_are_told_after_a_large_import(client_of: ClientOf, secretary_one: User) -> None:
    client = client_of(secretary_one)
    send(client, [("大.csv", large_roster(1, 200, also=[["赵六", "1", "2", "第一支部"]]))])
    batch = ImportBatch.objects.get()
    said = {**posted(batch, secretary_one), "valid_only": "1"}
    page = client.post(f"/imports/{batch.pk}/commit/", said, follow=True)
    assert "其余的行还在草稿里" in page.content.decode()
    assert (ImportBatch.objects.get().state, Member.objects.count()) == ("partial", 200)


def test_a_register_that_changed_is_told_and_the_plan_is_made_anew(
    client_of: ClientOf, secretary_one: User, place: Place
) -> None:
    batch = draft(secretary_one, place)
    client = client_of(secretary_one)
    said = posted(batch, secretary_one)
    client.get(f"/imports/{batch.pk}/check/")
    other = upload_file(by=secretary_one, kind="members", file_name="x", content=roster(7, 8), place=place)
    commit_batch(by=secretary_one, batch=other, **commit_of(other, secretary_one))
    page = client.post(f"/imports/{batch.pk}/commit/", said, follow=True)
    assert "登记册有了变化" in page.content.decode()
    assert (page.context["good"], Member.objects.count()) == (198, 2)


def test_whoever_lost_the_right_imports_nothing(
    client_of: ClientOf, secretary_one: User, place: Place
) -> None:
    batch = draft(secretary_one, place)
    options = commit_of(batch, secretary_one)
    assert secretary_one.permissions
    Assignment.objects.all().delete()
    job = running.start(work=Work.COMMIT, by=secretary_one, batch=batch, options=options)
    assert (job.state, Member.objects.count()) == (JobState.FAILED, 0)
    assert job.sentence == "您已没有在这里导入的权限，没有导入任何一行。"


# ── Waiting, leaving, cancelling ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.django_db(transaction=True)
def test_whoever_waits_sees_the_page_and_whoever_leaves_comes_back_to_it(
    busy: threading.Event, client_of: ClientOf, secretary_one: User, place: Place
) -> None:
    client = client_of(secretary_one)
    answer = send(client, [("大.csv", large_roster(1, 200))])
    batch = ImportBatch.objects.get()
    waiting = f"/imports/{batch.pk}/progress/"
    assert (answer.headers["Location"], batch.state) == (waiting, "reading")
    page = client.get(waiting).content.decode()
    assert "正在读取" in page
    assert 'hx-trigger="every 1s"' in page
    for step in ("", "columns/", "check/"):
        assert client.get(f"/imports/{batch.pk}/{step}").headers["Location"] == waiting
    assert "正在读取" in client.get("/imports/").content.decode()
    busy.set()
    running.wait_for_all()
    assert ImportBatch.objects.get().state == "draft"
    assert client.get(waiting).headers["Location"] == f"/imports/{batch.pk}/"
    assert (
        client.get(waiting, headers={"HX-Request": "true"}).headers["HX-Redirect"] == f"/imports/{batch.pk}/"
    )


@pytest.mark.django_db(transaction=True)
def test_an_import_that_is_cancelled_in_the_queue_stores_nothing(
    busy: threading.Event, client_of: ClientOf, secretary_one: User, place: Place
) -> None:
    batch = draft(secretary_one, place)
    client = client_of(secretary_one)
    waiting = client.post(f"/imports/{batch.pk}/commit/", posted(batch, secretary_one)).headers["Location"]
    assert waiting == f"/imports/{batch.pk}/progress/"
    assert client.get(f"/imports/{batch.pk}/check/").headers["Location"] == waiting
    client.post(f"/imports/{batch.pk}/cancel/")
    busy.set()
    running.wait_for_all()
    assert (ImportJob.objects.get().state, Member.objects.count()) == (JobState.CANCELLED, 0)
    page = client.get(waiting).content.decode()
    assert "已取消导入，没有导入任何一行。" in page
    assert "回到核对" in page
    assert ImportBatch.objects.get().state == BatchState.DRAFT


@pytest.mark.django_db(transaction=True)
def test_a_reading_that_is_cancelled_erases_the_file(
    busy: threading.Event, client_of: ClientOf, secretary_one: User, place: Place
) -> None:
    client = client_of(secretary_one)
    send(client, [("大.csv", large_roster(1, 200))])
    batch = ImportBatch.objects.get()
    client.post(f"/imports/{batch.pk}/cancel/")
    busy.set()
    running.wait_for_all()
    batch.refresh_from_db()
    assert (batch.state, batch.content) == (BatchState.DISCARDED, None)
    assert AuditEntry.objects.filter(detail="取消读取").count() == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_clicks_start_one_job(
    busy: threading.Event, client_of: ClientOf, secretary_one: User, place: Place
) -> None:
    batch = draft(secretary_one, place)
    said, client = posted(batch, secretary_one), client_of(secretary_one)
    for _ in range(20):
        client.post(f"/imports/{batch.pk}/commit/", said)
    assert ImportJob.objects.count() == 1
    busy.set()
    running.wait_for_all()
    assert (Member.objects.count(), ImportRow.objects.count()) == (200, 200)


@pytest.mark.parametrize(
    ("step", "done"),
    [("整理单元格", 0), ("核对每一行", 200), ("存入", 0), ("存入", 200), ("记下每一行", 200)],
)
@pytest.mark.django_db(transaction=True)
def test_an_import_that_is_cancelled_anywhere_stores_nothing(
    step: str, done: int, secretary_one: User, place: Place
) -> None:
    batch = draft(secretary_one, place)
    asked, before = commit_of(batch, secretary_one), contents()
    progress = StopAt(step, done)
    with following(progress), pytest.raises(Cancelled):
        commit_batch(by=secretary_one, batch=batch, **asked)
    assert (progress.step, contents()) == (step, before)
    commit_batch(by=secretary_one, batch=batch, **asked)
    assert Enrolment.objects.count() == 200


def test_a_reading_that_is_cancelled_kills_its_process() -> None:
    for progress in (StopAt("读取"), Progress()):
        if type(progress) is Progress:
            progress.cancel()
        with following(progress), pytest.raises(Cancelled):
            read_book(large_roster(1, 200))


# ── Restarts ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def cut_off(work: Work, batch: ImportBatch) -> ImportJob:
    """Store a job as a server leaves it that was killed ten minutes ago."""
    return ImportJob.objects.create(
        work=work, batch=batch, state=JobState.RUNNING, heartbeat_at=timezone.now() - timedelta(minutes=10)
    )


def test_an_import_that_a_restart_cut_off_is_told_and_can_be_done_again(
    client_of: ClientOf, secretary_one: User, place: Place
) -> None:
    batch = draft(secretary_one, place)
    cut_off(Work.COMMIT, batch)
    client = client_of(secretary_one)
    page = client.get(f"/imports/{batch.pk}/progress/").content.decode()
    assert "服务器重新启动，没有导入任何一行，请再点一次。" in page
    client.post(f"/imports/{batch.pk}/commit/", posted(batch, secretary_one))
    assert Member.objects.count() == 200


def test_a_reading_that_a_restart_cut_off_is_told_and_can_be_done_again(
    client_of: ClientOf, secretary_one: User, place: Place
) -> None:
    batch = receive_file(
        by=secretary_one, kind="members", file_name="大.csv", content=large_roster(1, 200), place=place
    )
    cut_off(Work.READ, batch)
    client = client_of(secretary_one)
    page = client.get(f"/imports/{batch.pk}/progress/").content.decode()
    assert "服务器重新启动，没有读完，请再点一次。" in page
    answer = client.post(f"/imports/{batch.pk}/again/", follow=True)
    assert answer.context["good"] == 200


def test_a_job_that_was_heard_of_a_moment_ago_still_goes_on(secretary_one: User, place: Place) -> None:
    job = ImportJob.objects.create(
        work=Work.COMMIT, batch=draft(secretary_one, place), state=JobState.RUNNING
    )
    assert running.state_of(job) == JobState.RUNNING


def test_that_an_import_is_done_is_noted_in_its_own_transaction(secretary_one: User, place: Place) -> None:
    """So no restart can come between the two and have the page say that nothing was imported."""
    batch = draft(secretary_one, place)
    job = running.start(
        work=Work.COMMIT, by=secretary_one, batch=batch, options=commit_of(batch, secretary_one)
    )
    assert (job.state, ImportBatch.objects.get().state) == (JobState.DONE, BatchState.DONE)


def test_a_failure_is_told_without_its_words(
    secretary_one: User, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = draft(secretary_one, place)
    options, before = commit_of(batch, secretary_one), Enterprise.objects.count()

    def broken(*_: object, **__: object) -> Iterator[Any]:
        raise OSError("the disk is full")

    monkeypatch.setattr("members.sheets.bulk.write", broken)
    job = running.start(work=Work.COMMIT, by=secretary_one, batch=batch, options=options)
    assert job.sentence == "系统出错，已经停止，没有导入任何一行。请再试一次，仍然不行请联系管理员。"
    assert (job.state, Enterprise.objects.count(), Member.objects.count()) == (JobState.FAILED, before, 0)


def test_nobody_waits_for_or_stops_the_work_of_a_foreign_branch(
    client_of: ClientOf, secretary_one: User, secretary_two: User, place: Place
) -> None:
    batch = draft(secretary_one, place)
    cut_off(Work.COMMIT, batch)
    stranger = client_of(secretary_two)
    assert stranger.get(f"/imports/{batch.pk}/progress/").status_code == 404
    for step in ("cancel", "again", "file"):
        assert stranger.post(f"/imports/{batch.pk}/{step}/").status_code == 404
