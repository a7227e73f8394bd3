"""Rows that come again: known without being judged as long as nothing that matters has changed, judged otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.system import COMMAND_LINE
from branches.models import Branch, Enterprise, Ownership
from members import rules
from members.actions import edit_member, end_enrolment
from members.choices import Category, Departure
from members.intake import judging
from members.intake.lookups import MemberLookups
from members.models import Enrolment, Member
from spreadsheets.actions import import_book
from spreadsheets.kinds import Place, PlannedRow
from spreadsheets.models import ImportRow, RowOutcome
from spreadsheets.planning import Plan
from spreadsheets.reader.book import Cell
from spreadsheets.updating import FILL_BLANKS
from tests.importing import HEADER, book_of, person_row

PEOPLE = [person_row(number) for number in range(1, 6)]
DATED = (*HEADER, "党员类别", "入党日期", "转正日期")


@pytest.fixture
def place(branches: list[Branch]) -> Place:
    return Place(branches[0].committee_id, None, "")


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the numbers of the rows that are judged from now on."""
    numbers: list[int] = []
    judge = judging.judge

    def listen(rows: Sequence[PlannedRow], context: MemberLookups) -> None:
        numbers.extend(row.number for row in rows)
        judge(rows, context)

    monkeypatch.setattr(judging, "judge", listen)
    return numbers


def bring(
    rows: Sequence[Sequence[Cell]],
    place: Place,
    *,
    header: Sequence[str] = HEADER,
    mode: str = "",
    in_full: bool = False,
) -> Plan:
    return import_book(
        by=COMMAND_LINE, kind="members", file_name="花名册.xlsx", content=repr(rows).encode(),
        book=book_of([header, *rows]), place=place, valid_only=True, mode=mode, in_full=in_full,
    )  # fmt: skip


def outcomes(plan: Plan) -> list[str]:
    return [row.outcome.value for row in plan.rows]


def test_a_file_that_comes_again_is_known(place: Place, judged: list[int]) -> None:
    bring(PEOPLE, place)
    stored = {m.pk: m.revision for m in Member.objects.all()}
    judged.clear()
    for _ in range(2):
        plan = bring(PEOPLE, place)
        assert (outcomes(plan), judged) == (["unchanged"] * 5, [])
        assert {row.key: row.revision for row in plan.rows} == stored
    kept = ImportRow.objects.filter(outcome=RowOutcome.UNCHANGED)
    assert kept.count() == 10
    assert set(kept.values_list("object_key", "revision")) == set(stored.items())


def test_only_what_is_new_is_judged(place: Place, judged: list[int]) -> None:
    bring(PEOPLE, place)
    judged.clear()
    other = [*PEOPLE[2][:2], "13999999999", PEOPLE[2][3]]
    plan = bring([*PEOPLE[:2], other, *PEOPLE[3:], person_row(9)], place)
    assert outcomes(plan) == ["unchanged", "unchanged", "update", "unchanged", "unchanged", "create"]
    assert judged == [4, 7]


def test_a_person_told_twice_is_judged_though_known(place: Place) -> None:
    bring(PEOPLE, place)
    assert outcomes(bring([*PEOPLE, PEOPLE[0]], place)) == ["unchanged"] * 5 + ["refuse"]
    conflicting = [*PEOPLE[0][:2], "13999999999", PEOPLE[0][3]]
    assert outcomes(bring([*PEOPLE, conflicting], place)) == ["refuse", *["unchanged"] * 4, "refuse"]


def test_a_record_that_was_changed_since_is_judged(place: Place, judged: list[int]) -> None:
    bring(PEOPLE, place)
    member = Member.objects.get(name=PEOPLE[0][0])
    edit_member(by=COMMAND_LINE, member=member, values={"phone": "13999999999"})
    judged.clear()
    assert outcomes(bring(PEOPLE, place)) == ["update", *["unchanged"] * 4]
    assert judged == [2]
    assert Member.objects.get(pk=member.pk).phone == PEOPLE[0][2]


def test_somebody_who_left_is_judged(place: Place, judged: list[int]) -> None:
    bring(PEOPLE, place)
    Enrolment.objects.update(started_on=date(2024, 1, 1))
    member = Member.objects.get(name=PEOPLE[0][0])
    end_enrolment(by=COMMAND_LINE, member=member, on=date(2024, 5, 1), outcome=Departure.RETURNED)
    judged.clear()
    bring(PEOPLE, place)
    assert judged == [2]


@pytest.mark.parametrize("change", ["name", "dissolved_on", "enterprise"])
def test_all_rows_are_judged_where_names_mean_something_else(
    change: str, place: Place, branches: list[Branch], judged: list[int]
) -> None:
    bring(PEOPLE, place)
    judged.clear()
    if change == "enterprise":
        Enterprise.objects.create(
            committee=branches[0].committee, name="新来的有限公司", ownership=Ownership.NON_PUBLIC
        )
    else:
        value = {"name": "另一个支部", "dissolved_on": timezone.localdate()}[change]
        Branch.objects.filter(pk=branches[1].pk).update(**{change: value})
    bring(PEOPLE, place)
    assert judged == [2, 3, 4, 5, 6]


def test_all_rows_are_judged_in_another_mode_or_place(
    place: Place, branches: list[Branch], judged: list[int]
) -> None:
    bring(PEOPLE, place)
    judged.clear()
    bring(PEOPLE, place, mode=FILL_BLANKS)
    bring(PEOPLE, Place(place.committee_key, branches[0].pk, ""))
    assert judged == [2, 3, 4, 5, 6] * 2


def test_all_rows_are_judged_where_a_column_means_something_else(place: Place, judged: list[int]) -> None:
    header = (*HEADER, "籍贯")
    rows = [[*row, "岳阳"] for row in PEOPLE]
    bring(rows, place, header=header)
    judged.clear()
    plan = bring(rows, place, header=(*HEADER, "职务"))
    assert (outcomes(plan), judged) == (["update"] * 5, [2, 3, 4, 5, 6])


def test_a_plan_in_full_tells_every_value(place: Place, judged: list[int]) -> None:
    bring(PEOPLE, place)
    judged.clear()
    plan = bring(PEOPLE, place, in_full=True)
    assert [row.values["name"] for row in plan.rows] == [row[0] for row in PEOPLE]
    assert judged == [2, 3, 4, 5, 6]


def test_somebody_who_is_to_become_a_full_member_is_judged_each_time(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = timezone.localdate()
    joined, confirmed = (today - timedelta(days=350)).isoformat(), (today + timedelta(days=15)).isoformat()
    rows = [[*PEOPLE[0], "预备党员", joined, confirmed], [*PEOPLE[1], "正式党员", "2010-07-01", "2011-07-01"]]
    bring(rows, place, header=DATED)
    assert outcomes(bring(rows, place, header=DATED)) == ["unchanged", "unchanged"]
    monkeypatch.setattr(timezone, "localdate", lambda: today + timedelta(days=20))
    assert outcomes(bring(rows, place, header=DATED)) == ["refuse", "unchanged"]


def test_what_is_settled_stays_right_on_every_later_day() -> None:
    """All ways in which the dates of a record can lie to each other and to today, on this day and on later ones."""
    born = "1990-06-15"
    days = (
        "",
        "2010",
        "2023-11",
        "2024-12-01",
        "2025-11-30",
        "2026-12-01",
        "2026-12-31",
        "2027",
        "2030-01-01",
    )
    today = date(2026, 12, 1)
    seen = 0
    for category in ("", *Category.values):
        for joined in days:
            for confirmed in days:
                record = {"name": "钱卫东", "birth_date": born, "category": category, "joined_on": joined,
                          "confirmed_on": confirmed}  # fmt: skip
                label = str(Category(category).label) if category else ""
                row = PlannedRow("表", 2, {"category": label, "confirmed_on": confirmed})
                if rules.faults_of(record, today=today) or not judging.settles(row):
                    continue
                seen += 1
                for later in (1, 15, 31, 400, 4000):
                    assert not rules.faults_of(record, today=today + timedelta(days=later)), record
    assert seen > 50
