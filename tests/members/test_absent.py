"""Who is in the register and not in a roster, and ending their enrolment by choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from audit.models import AuditEntry
from branches.models import Branch
from members.models import Enrolment, Member
from spreadsheets.actions import commit_batch, leave_out_row, upload_file
from spreadsheets.batches import plan_of
from spreadsheets.kinds import Place
from spreadsheets.models import ImportBatch
from spreadsheets.repairs.steps import Edit
from tests.importing import HEADER, person_row, xlsx

Browse = Callable[[User], Client]
NAMES = [str(person_row(number)[0]) for number in range(6)]


def upload(by: User, branch: Branch | None, committee: int, rows: Sequence[Sequence[Any]]) -> ImportBatch:
    place = Place(committee, branch.pk if branch else None, "")
    content = xlsx([HEADER, *rows])
    return upload_file(by=by, kind="members", file_name="名册.xlsx", content=content, place=place)


def commit(by: User, batch: ImportBatch, *, valid_only: bool = False) -> None:
    fingerprint = plan_of(batch, by=by).fingerprint
    commit_batch(by=by, batch=batch, token=batch.token, fingerprint=fingerprint, valid_only=valid_only)
    batch.refresh_from_db()


@pytest.fixture
def register(secretary_one: User, secretary_two: User, branch_one: Branch, branch_two: Branch) -> None:
    """Four people in the first branch, one in the second."""
    rows = [person_row(number) for number in range(1, 5)]
    commit(secretary_one, upload(secretary_one, branch_one, branch_one.committee_id, rows))
    other = [person_row(5, "第二支部")]
    commit(secretary_two, upload(secretary_two, branch_two, branch_two.committee_id, other))


def listed(page: str) -> list[str]:
    return [name for name in NAMES if f">{name}<" in page]


@pytest.mark.usefixtures("register")
def test_those_of_the_branch_who_are_not_in_the_sheet_are_listed(
    client_of: Browse, secretary_one: User, branch_one: Branch
) -> None:
    batch = upload(secretary_one, branch_one, branch_one.committee_id, [person_row(1), person_row(2)])
    page = client_of(secretary_one).get(f"/imports/{batch.pk}/absent/").content.decode()
    assert "登记册里有 2 名党员不在这张表里" in page
    assert "对照的是“流动党员第一支部”。" in page
    assert listed(page) == [NAMES[3], NAMES[4]]


@pytest.mark.usefixtures("register")
def test_whoever_stands_in_a_refused_row_or_one_left_out_is_not_absent(
    client_of: Browse, secretary_one: User, branch_one: Branch
) -> None:
    bad_phone = [*person_row(2)[:2], "138", "第一支部"]
    no_number = [person_row(3)[0], "430699196302030030", "13800000003", "第一支部"]
    rows = [person_row(1), bad_phone, no_number]
    batch = upload(secretary_one, branch_one, branch_one.committee_id, rows)
    leave_out_row(by=secretary_one, batch=batch, edit=Edit("", ("Sheet1!2",), "重复的行"))
    page = client_of(secretary_one).get(f"/imports/{batch.pk}/absent/").content.decode()
    assert listed(page) == [NAMES[4]]


@pytest.mark.usefixtures("register")
def test_after_a_part_was_imported_those_are_in_the_sheet_still(
    client_of: Browse, secretary_one: User, branch_one: Branch
) -> None:
    rows = [person_row(1), [*person_row(2)[:2], "138", "第一支部"]]
    batch = upload(secretary_one, branch_one, branch_one.committee_id, rows)
    commit(secretary_one, batch, valid_only=True)
    page = client_of(secretary_one).get(f"/imports/{batch.pk}/absent/").content.decode()
    assert listed(page) == [NAMES[3], NAMES[4]]


@pytest.mark.usefixtures("register")
def test_a_sheet_of_the_committee_is_held_against_the_branches_that_it_names(
    client_of: Browse, staff: User, branch_one: Branch
) -> None:
    batch = upload(staff, None, branch_one.committee_id, [person_row(6, "第二支部")])
    page = client_of(staff).get(f"/imports/{batch.pk}/absent/").content.decode()
    assert "对照的是“流动党员第二支部”。" in page
    assert listed(page) == [NAMES[5]]


@pytest.mark.usefixtures("register")
def test_those_who_are_chosen_are_ended_together(
    client_of: Browse, secretary_one: User, branch_one: Branch
) -> None:
    batch = upload(secretary_one, branch_one, branch_one.committee_id, [person_row(1), person_row(2)])
    gone = Member.objects.get(name=NAMES[3])
    today = date.today().isoformat()  # noqa: DTZ011  as the form takes it
    said = {"record": [gone.pk], "outcome": "returned", "on": today, "note": "回乡"}
    browse = client_of(secretary_one)
    page = browse.post(f"/imports/{batch.pk}/absent/", said, follow=True).content.decode()
    assert "结束管理：1 名党员。" in page
    assert listed(page) == [NAMES[4]]
    ended = Enrolment.objects.get(member=gone)
    assert (str(ended.ended_on), ended.outcome, ended.note) == (today, "returned", "回乡")
    entry = AuditEntry.objects.filter(verb="end").get()
    assert (entry.object_words, entry.actor_name) == (NAMES[3], secretary_one.name)


@pytest.mark.usefixtures("register")
def test_all_or_none_are_ended_and_what_stands_against_it_is_told_with_the_names(
    client_of: Browse, secretary_one: User, branch_one: Branch
) -> None:
    batch = upload(secretary_one, branch_one, branch_one.committee_id, [person_row(1), person_row(2)])
    keys = [Member.objects.get(name=NAMES[number]).pk for number in (3, 4)]
    Enrolment.objects.filter(member=keys[0]).update(started_on="2020-01-01")
    said = {"record": keys, "outcome": "returned", "on": "2021-01-01", "note": ""}
    answer = client_of(secretary_one).post(f"/imports/{batch.pk}/absent/", said)
    assert answer.status_code == 422
    assert f"{NAMES[4]}：" in answer.content.decode()
    assert f"{NAMES[3]}：" not in answer.content.decode()
    assert Enrolment.objects.filter(ended_on__isnull=False).count() == 0


@pytest.mark.usefixtures("register")
def test_nobody_is_ended_while_a_row_may_be_anybody(
    client_of: Browse, secretary_one: User, branch_one: Branch
) -> None:
    rows: list[list[Any]] = [person_row(1), ["", "43069", "13800000009", "第一支部"]]
    batch = upload(secretary_one, branch_one, branch_one.committee_id, rows)
    browse = client_of(secretary_one)
    page = browse.get(f"/imports/{batch.pk}/absent/").content.decode()
    assert "第 3 行读不出是谁，可能就是下面的人。" in page
    assert 'name="record"' not in page
    said = {"record": [Member.objects.get(name=NAMES[3]).pk], "outcome": "returned", "on": "2026-01-01"}
    assert browse.post(f"/imports/{batch.pk}/absent/", said).status_code == 403


@pytest.mark.usefixtures("register")
def test_nobody_chosen_is_told_and_somebody_who_is_not_listed_is_not_found(
    client_of: Browse, secretary_one: User, branch_one: Branch
) -> None:
    batch = upload(secretary_one, branch_one, branch_one.committee_id, [person_row(1), person_row(2)])
    browse = client_of(secretary_one)
    said = {"outcome": "returned", "on": "2026-01-01", "note": ""}
    answer = browse.post(f"/imports/{batch.pk}/absent/", said)
    assert (answer.status_code, "请至少选一名党员。" in answer.content.decode()) == (422, True)
    other = Member.objects.get(name=NAMES[5])
    assert browse.post(f"/imports/{batch.pk}/absent/", {**said, "record": [other.pk]}).status_code == 404


def test_of_other_kinds_of_sheets_nothing_is_absent(
    client_of: Browse, staff: User, branch_one: Branch
) -> None:
    place = Place(branch_one.committee_id, None, "")
    content = xlsx([("企业名称", "企业性质"), ("湖风纺织", "民营")])
    batch = upload_file(by=staff, kind="enterprises", file_name="企业.xlsx", content=content, place=place)
    assert client_of(staff).get(f"/imports/{batch.pk}/absent/").status_code == 404
