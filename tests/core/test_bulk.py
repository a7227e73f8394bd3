"""Rows written in bulk hold what was given, on both databases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from branches.models import Branch, Committee
from core.bulk import insert_rows, reserve_keys, update_rows
from core.partial_dates import PartialDate
from core.tokens import new_token
from members.models import Enrolment, Member
from spreadsheets.models import ImportBatch, ImportRow, SealedField

TEXTS = [
    "",
    "一行",
    "back\\slash",
    "\\N",
    "\\.",
    "tab\tin",
    "line\nbreak",
    "carriage\rreturn",
    "\\t\\n\\x41",
    "'quote' \"quote\" %s %% {}",
    "𠮷䶮㛃 买买提·吐尔逊",
    " blanks ",
    "'; DROP TABLE audit; --",
]
COLUMNS = ("committee_id", "name", "short_name", "region_code", "founded_on", "contact_months", "register_days",
           "lost_months", "letter_days", "letter_notice_days", "confirm_notice_days", "card_check_month",
           "term_notice_days", "station_notice_day", "ticket_notice_days", "suggestion_days",
           "return_day", "return_notice_days", "change_threshold", "import_file_days", "report_head", "report_checker",
           "report_preparer", "report_telephone", "public_token")  # fmt: skip

REMINDERS = (15, 30, 10, 90, 20, 2, 30)
REPORTING = (5, 3, 20, 90, "", "", "", "")


def committees(texts: Sequence[str], founded_on: date | str | None = None) -> list[list[Any]]:
    keys = reserve_keys(Committee, len(texts))
    return [
        [
            key,
            f"{number} {text}",
            text[:30],
            "",
            founded_on,
            3,
            30,
            6,
            90,
            *REMINDERS,
            *REPORTING,
            new_token(),
        ]
        for number, (key, text) in enumerate(zip(keys, texts, strict=True))
    ]


INSERTED = ("id", *COLUMNS[1:])


def test_texts_are_stored_as_they_are(db: None) -> None:
    insert_rows(Committee, INSERTED, committees(TEXTS))
    assert list(Committee.objects.order_by("pk").values_list("short_name", flat=True)) == TEXTS


def test_reserved_keys_are_unused_and_stay_so(committee: Committee) -> None:
    rows = committees(["a", "b"])
    insert_rows(Committee, INSERTED, rows)
    later = Committee.objects.create(name="later")
    keys = [row[0] for row in rows]
    assert len({committee.pk, later.pk, *keys}) == 4
    assert min(keys) > committee.pk
    assert later.pk > max(keys)


def test_keys_of_an_empty_table(db: None) -> None:
    assert list(reserve_keys(Committee, 0)) == []
    assert len(set(reserve_keys(Committee, 3))) == 3


def test_no_rows(db: None) -> None:
    insert_rows(Committee, INSERTED, [])
    update_rows(Committee, ["short_name"], [])
    assert Committee.objects.count() == 0


@pytest.mark.parametrize("founded_on", [None, date(2019, 7, 1), "2019-07-01"])
def test_dates(founded_on: date | str | None, db: None) -> None:
    insert_rows(Committee, INSERTED, committees(["x"], founded_on))
    assert Committee.objects.get().founded_on == (None if founded_on is None else date(2019, 7, 1))


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2024, 12, 31, 23, 59, 58, 123456, tzinfo=UTC),
        datetime(2024, 2, 29, 8, 0, tzinfo=timezone(timedelta(hours=8))),
    ],
)
def test_moments_keep_their_instant(moment: datetime, branch_one: Branch) -> None:
    columns = [str(f.column) for f in ImportBatch._meta.concrete_fields if not f.primary_key]
    values = {str(f.column): f.get_default() for f in ImportBatch._meta.concrete_fields}
    values |= {
        "chosen_columns": "{}",
        "counts": "{}",
        "committee_key": 1,
        "file_size": 1,
        "created_at": moment,
    }
    insert_rows(ImportBatch, columns, [[values[column] for column in columns]])
    stored = ImportBatch.objects.get()
    assert stored.created_at == moment
    assert (stored.content, stored.committed_at, stored.counts) == (None, None, {})


def test_bytes_and_booleans(db: None) -> None:
    batch = ImportBatch.objects.create(file_size=1, committee_key=1, owner_name="x")
    sealed = SealedField.get_prep_value(ImportRow._meta.get_field("before"), {"a": "\\x00\t\n"}) or b""
    columns = [
        "batch_id",
        "sheet",
        "number",
        "outcome",
        "object_key",
        "before",
        "after",
        "revision",
        "undone",
        "kept_because",
    ]
    insert_rows(
        ImportRow,
        columns,
        [
            [batch.pk, "甲", 2, "create", 7, sealed, None, 1, False, ""],
            [batch.pk, "甲", 3, "update", None, memoryview(sealed), None, None, True, "x"],
        ],
    )
    one, two = ImportRow.objects.order_by("pk")
    assert (one.before, one.after, one.undone) == ({"a": "\\x00\t\n"}, None, False)
    assert (two.before, two.object_key, two.undone) == ({"a": "\\x00\t\n"}, None, True)


def test_partial_dates_are_text(branch_one: Branch) -> None:
    member = Member.objects.create(committee=branch_one.committee, branch=branch_one, name="甲乙")
    update_rows(Member, ["joined_on"], [[PartialDate("1998-07"), member.pk]])
    member.refresh_from_db()
    assert member.joined_on == PartialDate("1998-07")


def test_update_touches_the_named_rows_and_columns_only(db: None) -> None:
    rows = committees(TEXTS)
    insert_rows(Committee, INSERTED, rows)
    changed = [
        [f"new {text}", date(2020, 1, 2), row[0]] for row, text in zip(rows[1:], TEXTS[1:], strict=True)
    ]
    with transaction.atomic():
        update_rows(Committee, ["name", "founded_on"], changed)
        update_rows(Committee, ["region_code"], [["430600", rows[0][0]]])
    first, *others = Committee.objects.order_by("pk")
    assert (first.name, first.founded_on, first.region_code) == ("0 ", None, "430600")
    assert [other.name for other in others] == [f"new {text}" for text in TEXTS[1:]]
    assert {(o.founded_on, o.region_code, o.contact_months) for o in others} == {(date(2020, 1, 2), "", 3)}
    assert [other.short_name for other in others] == TEXTS[1:]


def test_more_rows_than_one_block_holds(db: None) -> None:
    texts = [f"{number:06d}" + "长" * 20 for number in range(9000)]
    insert_rows(Committee, INSERTED, committees(texts))
    assert list(Committee.objects.order_by("pk").values_list("short_name", flat=True)) == texts


def test_constraints_of_the_database_hold(branch_one: Branch) -> None:
    member = Member.objects.create(committee=branch_one.committee, branch=branch_one, name="甲乙")
    row = [member.pk, branch_one.pk, "2024-02-02", "2024-01-01", "other", ""]
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(Enrolment, ["member_id", "branch_id", "started_on", "ended_on", "outcome", "note"], [row])
    assert Enrolment.objects.count() == 0


def test_a_failure_in_the_middle_leaves_nothing(db: None) -> None:
    made = committees(["a"] * 5000)

    def rows() -> Iterator[list[Any]]:
        yield from made
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError), transaction.atomic():
        insert_rows(Committee, INSERTED, rows())
    assert Committee.objects.count() == 0


@pytest.mark.skipif("sqlite" in connection.vendor, reason="SQLite keeps NUL, PostgreSQL refuses it")
def test_nul_is_refused_by_postgresql(db: None) -> None:
    with pytest.raises(Exception, match="0x00"), transaction.atomic():
        insert_rows(Committee, INSERTED, committees(["a\x00b"]))
    assert Committee.objects.count() == 0
