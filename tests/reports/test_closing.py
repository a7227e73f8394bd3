"""Closing a month: whole or not at all, for good, with every number and the rows behind it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from openpyxl import load_workbook

from accounts.models import User
from accounts.system import COMMAND_LINE, Office
from audit.models import AuditEntry
from branches.models import Branch, Committee
from core.figures import FIGURES, Rows, Span, rows_of
from core.periods import Month
from members.models import Enrolment
from reports.actions import close_month, export_month, reopen_month
from reports.closing import readiness
from reports.fingerprints import is_intact
from reports.formats import FORMATS
from reports.kept import COLUMNS, kept_counts
from reports.models import BranchReturn, MonthlyReport, ReportLine, ReportRows, ReturnState
from reports.monthly import report_of
from reports.standing import standing_report
from reports.stored import data_of
from tests.stays import person, stay

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]
FEBRUARY, MARCH = Month(2024, 2), Month(2024, 3)
REASON = "书记出差，月报下周补审。"


@pytest.fixture
def office(branch_one: Branch) -> Committee:
    return branch_one.committee


def close(committee: Committee, month: Month = MARCH) -> MonthlyReport:
    return close_month(by=COMMAND_LINE, committee=committee, month=month, reason=REASON)


def contents(committee: Committee) -> dict[str, bytes]:
    """Return the month in every format that can be made here."""
    return {
        form: export_month(by=COMMAND_LINE, committee=committee, month=MARCH, form=form).content
        for form in FORMATS
    }


def kept(closed: MonthlyReport) -> dict[str, Rows]:
    return {row.base: Rows.unpack(bytes(row.content)) for row in closed.rows.all()}


def disturb(branch: Branch) -> None:
    """Change whatever a report tells of: people, names, settings."""
    stay(person(branch, "迟到者"), branch, "2024-03-18")
    Enrolment.objects.filter(member__name="乙二").update(started_on=date(2024, 4, 2))
    Branch.objects.filter(pk=branch.pk).update(name="改了名的支部", short_name="改名支部")
    Committee.objects.filter(pk=branch.committee_id).update(name="改了名的党委", report_head="新负责人")


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("reports.actions.closing", "insert_rows"),
        ("reports.actions.closing", "record"),
        ("reports.models.ReportRows.objects", "create"),
        ("reports.actions.closing", "appendix_text"),
    ],
)
def test_a_closing_that_breaks_off_leaves_the_month_open(
    office: Committee, monkeypatch: pytest.MonkeyPatch, place: str, name: str
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    entries = AuditEntry.objects.count()
    with monkeypatch.context() as broken_off:
        broken_off.setattr(f"{place}.{name}", broken)
        with pytest.raises(RuntimeError):
            close(office)
    assert not MonthlyReport.objects.exists()
    assert not ReportLine.objects.exists()
    assert not ReportRows.objects.exists()
    assert AuditEntry.objects.count() == entries
    assert close(office).revision == 1


def test_a_closed_months_exports_are_the_same_whatever_is_changed_later(
    office: Committee, branch_one: Branch, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = close(office)
    stored, files = closed.content, contents(office)
    disturb(branch_one)
    object.__setattr__(FIGURES["members.managed"], "title", "改了名的指标")
    try:
        assert contents(office) == files
        assert data_of(standing_report(office, MARCH)) == stored
        assert data_of(report_of(Committee.objects.get(pk=office.pk), MARCH)) != stored
    finally:
        object.__setattr__(FIGURES["members.managed"], "title", "管理流动党员")
    assert is_intact(MonthlyReport.objects.get())


def test_each_number_is_that_of_the_report_and_of_its_rows(office: Committee) -> None:
    report, closed = report_of(office, MARCH), close(office)
    lines = {line.key: line for line in closed.lines.filter(is_whole=True)}
    for line in report.lines:
        told = lines[line.key]
        assert [
            None if number is None else float(number)
            for number in (told.now, told.before, told.year, told.to_date)
        ] == [
            None if number is None else float(number)
            for number in (line.now, line.before, line.year, line.to_date)
        ], line.key
    rows = {key: each for each in kept(closed).values() for key in (told.key for told in each.told)}
    by = Office(office)
    for key, figure in kept_counts().items():
        for span in figure.spans:
            if span in COLUMNS:
                expected = set(rows_of(by, figure, MARCH, span).values_list("pk", flat=True))
                assert rows[key].of(key, span) == expected, (key, span)


def test_the_numbers_of_branches_add_up_to_the_whole(office: Committee) -> None:
    closed = close(office)
    for key, figure in kept_counts().items():
        if figure.by_branch:
            parts = closed.lines.filter(is_whole=False, key=key)
            whole = closed.lines.get(is_whole=True, key=key)
            assert sum(part.now or 0 for part in parts) == whole.now, key


def test_last_month_is_what_it_was_closed_with(office: Committee, branch_one: Branch) -> None:
    before = close(office, FEBRUARY).lines.get(is_whole=True, key="members.managed").now
    stay(person(branch_one, "迟到者"), branch_one, "2024-02-18")
    report = report_of(office, MARCH)
    managed = next(line for line in report.lines if line.key == "members.managed")
    assert managed.before == before
    ready = readiness(office, MARCH)
    assert len(ready.reconciliation) == 1
    assert "迟到者" in ready.reconciliation[0]
    assert "上月结账时没有计入，本月没有增减记录，月末计入第一支部" in ready.reconciliation[0]
    closed = close(office)
    assert ready.reconciliation[0] in closed.content["faults"]


def test_revisions_differ_exactly_where_the_data_do(office: Committee, branch_one: Branch) -> None:
    first = close(office)
    reopened = reopen_month(by=COMMAND_LINE, report=first, reason="三月漏登一人，补登后重报。")
    assert (reopened.is_standing, reopened.reopen_reason) == (False, "三月漏登一人，补登后重报。")
    same = close(office)
    assert same.revision == 2
    assert numbers_of(same) == numbers_of(first)
    assert [row.digest for row in same.rows.order_by("base")] == [
        row.digest for row in first.rows.order_by("base")
    ]
    reopen_month(by=COMMAND_LINE, report=same, reason="三月漏登一人，补登后重报。")
    late = stay(person(branch_one, "迟到者"), branch_one, "2024-03-18")
    third = close(office)
    old, new = numbers_of(same), numbers_of(third)
    changed = {key for key in old if old[key] != new[key]}
    rows_then, rows_now = kept(same), kept(third)
    touched = {
        told.key
        for base, rows in rows_now.items()
        for told in rows.told
        if rows.values(*told) != rows_then[base].values(*told)
    }
    assert {key for key in changed if key in kept_counts()} == touched
    assert "members.managed" in changed
    assert late.pk in {pk for rows in rows_now.values() for pk in rows.of("members.managed", Span.DAY)}
    assert first.code != same.code != third.code


def numbers_of(closed: MonthlyReport) -> dict[str, list[Any]]:
    lines = closed.lines.filter(is_whole=True).values_list("key", "now", "before", "year", "to_date")
    return {key: numbers for key, *numbers in lines}


def test_a_month_is_closed_without_a_reason_only_when_all_returns_are_accepted(
    office: Committee, branches: list[Branch]
) -> None:
    with pytest.raises(ValidationError) as refused:
        close_month(by=COMMAND_LINE, committee=office, month=MARCH)
    assert refused.value.messages[0] == "第一支部尚未报送。"
    assert len(refused.value.messages) == len(branches) + 1
    for branch in branches:
        BranchReturn.objects.create(branch=branch, month=MARCH, state=ReturnState.ACCEPTED, work="开了会。")
    closed = close_month(by=COMMAND_LINE, committee=office, month=MARCH, reason="不需要的理由")
    assert closed.reason == ""


@pytest.mark.parametrize(
    ("month", "sentence"),
    [
        (Month(2024, 4), "2024年4月还没有结束，2024年5月1日起可以结账。"),
        (Month(2024, 5), "2024年5月还没有到，不能结账。"),
    ],
)
def test_only_what_has_ended_is_closed(office: Committee, month: Month, sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        close(office, month)
    assert refused.value.messages == [sentence]


def test_a_month_is_closed_once_and_reopened_with_a_reason(office: Committee) -> None:
    closed = close(office)
    with pytest.raises(ValidationError):
        close(office)
    with pytest.raises(ValidationError) as refused:
        reopen_month(by=COMMAND_LINE, report=closed, reason="改")
    assert "至少 5 个字" in refused.value.messages[0]
    reopen_month(by=COMMAND_LINE, report=closed, reason="三月漏登一人，补登后重报。")
    with pytest.raises(ValidationError):
        reopen_month(by=COMMAND_LINE, report=closed, reason="三月漏登一人，补登后重报。")
    verbs = AuditEntry.objects.order_by("number").values_list("verb", flat=True)
    assert list(verbs)[-2:] == ["close", "reopen"]


def test_only_the_administrator_closes_and_only_the_own_committee(
    office: Committee, staff: User, secretary_one: User, administrator: User, other_branch: Branch
) -> None:
    for user in (staff, secretary_one):
        with pytest.raises(PermissionDenied):
            close_month(by=user, committee=office, month=MARCH, reason=REASON)
    with pytest.raises(PermissionDenied):
        close_month(by=administrator, committee=other_branch.committee, month=MARCH, reason=REASON)
    assert close_month(by=administrator, committee=office, month=MARCH, reason=REASON).revision == 1


Forge = Callable[[MonthlyReport], object]


def forge_rows(closed: MonthlyReport) -> None:
    nobody = Rows("members.enrolment", (), {}, {})
    closed.rows.filter(base=nobody.base).update(content=nobody.pack())


def forge_content(closed: MonthlyReport) -> None:
    closed.content["reporter"] = "别的党委"
    closed.save(update_fields=["content"])


@pytest.mark.parametrize(
    "forge",
    [
        lambda closed: closed.lines.filter(key="members.managed", is_whole=True).update(now=7),
        lambda closed: closed.lines.filter(key="members.managed", is_whole=False).delete(),
        lambda closed: MonthlyReport.objects.filter(pk=closed.pk).update(appendix="[]"),
        forge_rows,
        forge_content,
    ],
)
def test_what_is_forged_in_the_database_shows(office: Committee, forge: Forge) -> None:
    closed = close(office)
    assert is_intact(MonthlyReport.objects.get())
    forge(closed)
    assert not is_intact(MonthlyReport.objects.get())


def test_every_file_carries_month_revision_time_and_code(office: Committee) -> None:
    closed = close(office)
    for form, content in contents(office).items():
        if form == "xlsx":
            cells = [
                str(cell.value) for sheet in load_workbook(BytesIO(content)) for row in sheet for cell in row
            ]
            text = "\n".join(cells)
        elif form == "docx":
            text = ZipFile(BytesIO(content)).read("word/document.xml").decode()
        else:
            continue
        for told in (closed.code, "2024年3月"):
            assert told in text, (form, told)


def test_closing_asks_the_same_questions_however_many_branches_there_are(
    office: Committee, branches: list[Branch]
) -> None:
    def queries() -> int:
        connection.queries_log.clear()
        connection.force_debug_cursor = True
        try:
            closed = close(office)
        finally:
            connection.force_debug_cursor = False
        found = len(connection.queries_log)
        reopen_month(by=COMMAND_LINE, report=closed, reason="为了再结一次账。")
        return found

    queries()
    first = queries()
    for number in range(20):
        Branch.objects.create(
            committee=office, name=f"新支部{number}", short_name=f"新{number}", code=f"n{number}"
        )
    assert queries() == first
