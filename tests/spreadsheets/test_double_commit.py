"""Whole or absent, and once: double clicks, two people at once, a failure in the middle."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections

from accounts.models import User
from accounts.system import COMMAND_LINE
from branches.models import Branch
from members.intake import bulk
from members.models import Enrolment, Member
from members.sheets import MEMBERS
from spreadsheets.actions import PlanChanged, commit_batch, import_book, undo_batch, upload_file
from spreadsheets.batches import plan_of
from spreadsheets.kinds import Place
from spreadsheets.models import BatchState, ImportBatch, ImportRow
from tests.importing import HEADER, book_of, contents, person_row, xlsx

ROWS = [person_row(number) for number in range(1, 31)]


@pytest.fixture
def place(branch_one: Branch) -> Place:
    return Place(branch_one.committee_id, branch_one.pk, "")


def upload(by: User, place: Place, rows: list[Any] = ROWS) -> tuple[ImportBatch, str]:
    batch = upload_file(
        by=by, kind="members", file_name="roster.xlsx", content=xlsx([HEADER, *rows]), place=place
    )
    return batch, plan_of(batch, by=by).fingerprint


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Run ``calls`` in threads that start together; return what each gave or raised."""
    gate = threading.Barrier(len(calls))
    found: list[Any] = [None] * len(calls)

    def run(place: int, call: Callable[[], Any]) -> None:
        gate.wait()
        try:
            found[place] = call()
        except Exception as raised:  # noqa: BLE001  each is looked at
            found[place] = raised
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_the_same_token_twice_imports_once(secretary_one: User, place: Place) -> None:
    batch, fingerprint = upload(secretary_one, place)
    asked: dict[str, Any] = {
        "by": secretary_one,
        "batch": batch,
        "token": batch.token,
        "fingerprint": fingerprint,
    }
    first, second = commit_batch(**asked), commit_batch(**asked)
    assert first.counts == second.counts
    assert (Member.objects.count(), ImportRow.objects.count()) == (30, 30)


def test_a_replay_after_the_undo_imports_nothing(secretary_one: User, place: Place) -> None:
    batch, fingerprint = upload(secretary_one, place)
    asked: dict[str, Any] = {
        "by": secretary_one,
        "batch": batch,
        "token": batch.token,
        "fingerprint": fingerprint,
    }
    commit_batch(**asked)
    undo_batch(by=secretary_one, batch=batch)
    commit_batch(**asked)
    assert Enrolment.objects.open().count() == 0
    batch.refresh_from_db()
    assert batch.state == BatchState.UNDONE


@pytest.mark.django_db(transaction=True)
def test_twenty_clicks_at_once_import_once(secretary_one: User, place: Place) -> None:
    batch, fingerprint = upload(secretary_one, place)
    asked: dict[str, Any] = {
        "by": secretary_one,
        "batch": batch,
        "token": batch.token,
        "fingerprint": fingerprint,
    }
    found = at_once(*[lambda: commit_batch(**asked).counts["create"]] * 20)
    assert found == [30] * 20
    assert (Member.objects.count(), ImportRow.objects.count()) == (30, 30)


@pytest.mark.django_db(transaction=True)
def test_two_people_with_the_same_file_register_each_person_once(
    secretary_one: User, staff: User, place: Place
) -> None:
    drafts = [(by, *upload(by, place)) for by in (secretary_one, staff)]
    found = at_once(
        *(
            lambda by=by, batch=batch, seen=seen: commit_batch(
                by=by, batch=batch, token=batch.token, fingerprint=seen
            ).counts["create"]
            for by, batch, seen in drafts
        )
    )
    assert sorted(map(type, found), key=str) == sorted([int, PlanChanged], key=str)
    assert Member.objects.count() == Enrolment.objects.count() == 30


@pytest.mark.django_db(transaction=True)
def test_two_commands_whose_rosters_overlap_register_each_person_once(place: Place) -> None:
    halves = [ROWS[:20], ROWS[10:]]

    def run(rows: list[Any]) -> int:
        return import_book(
            by=COMMAND_LINE, kind="members", file_name="x.xlsx", content=b"x", book=book_of([HEADER, *rows]),
            place=place, valid_only=False,
        ).counts["create"]  # fmt: skip

    found = at_once(*(lambda rows=rows: run(rows) for rows in halves))
    assert sorted(found) == [10, 20]
    assert Member.objects.count() == Enrolment.objects.count() == 30


@pytest.mark.parametrize("after", [0, 1, 29, 30])
@pytest.mark.django_db(transaction=True)
def test_a_failure_in_the_middle_leaves_nothing(
    after: int, secretary_one: User, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch, fingerprint = upload(secretary_one, place)
    before = contents()
    write = bulk.write

    def broken(*args: Any, **kwargs: Any) -> Iterator[Any]:  # noqa: ANN401  as write takes
        for number, written in enumerate(write(*args, **kwargs)):
            if number == after:
                break
            yield written
        raise OSError("the disk is full")

    monkeypatch.setattr("members.sheets.bulk.write", broken)
    with pytest.raises(OSError, match="the disk is full"):
        commit_batch(by=secretary_one, batch=batch, token=batch.token, fingerprint=fingerprint)
    assert contents() == before
    monkeypatch.undo()
    commit_batch(by=secretary_one, batch=batch, token=batch.token, fingerprint=fingerprint)
    assert Member.objects.count() == 30


@pytest.mark.django_db(transaction=True)
def test_the_test_above_would_see_a_lost_transaction(secretary_one: User, place: Place) -> None:
    """Without the transaction of the commit, what was written before a failure stays: the proof that it matters."""
    batch, _ = upload(secretary_one, place)
    plan = plan_of(batch, by=secretary_one)
    MEMBERS.prepare(plan.good, plan.context)
    writing = iter(MEMBERS.write(plan.good, plan.context, by=secretary_one))
    next(writing)
    assert not connection.in_atomic_block
    assert Member.objects.count() == 30


def test_refused_commits_can_be_repeated(secretary_one: User, place: Place) -> None:
    batch, fingerprint = upload(secretary_one, place, [*ROWS, ["赵六", "1", "2", "第一支部"]])
    for _ in range(2):
        with pytest.raises(ValidationError):
            commit_batch(by=secretary_one, batch=batch, token=batch.token, fingerprint=fingerprint)
    commit_batch(by=secretary_one, batch=batch, token=batch.token, fingerprint=fingerprint, valid_only=True)
    assert Member.objects.count() == 30
