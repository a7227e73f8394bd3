"""The list of members as a workbook or csv, in the columns that the importer reads."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Case, F, OuterRef, QuerySet, Subquery, Value, When
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from core.scope import Actor
from members.actions.exports import note_export
from members.choices import Departure
from members.filters import MemberFilter
from members.intake.written import path_of, reader_of
from members.models import Enrolment, Member, MemberQuerySet
from members.sheets import MEMBERS
from spreadsheets.exports import ListExport, register_export
from spreadsheets.listings import Reader, SheetResource, in_order
from spreadsheets.workbooks import ExportedFile, format_called

PERMISSION, REVEAL = "members.export_member", "members.reveal_member"


class MemberResource(SheetResource):
    """Members in the columns of their sheet."""

    def __init__(self, *, full: bool) -> None:
        super().__init__(MEMBERS.columns, _reader_of, full=full)


def _reader_of(name: str) -> Reader:
    """Return what reads the column ``name`` of :func:`exportable` values."""
    return reader_of(name, path_of(name))


def exportable(rows: MemberQuerySet, *, by: Actor) -> QuerySet[Any]:
    """Return the values, by their names, of those of ``rows`` that ``by`` may export, in one query.

    People whose only registration was entered in error are no members and stay out.
    """
    enrolments = Enrolment.objects.filter(member=OuterRef("pk")).exclude(outcome=Departure.VOID)
    openness = Case(When(ended_on=None, then=Value(0)), default=Value(1))
    last = enrolments.order_by(openness, "-started_on", "-pk")
    return (
        Member.objects.visible_to(by, PERMISSION)
        .filter(pk__in=rows.order_by().values("pk"))
        .annotate(arrived_on=Subquery(last.values("started_on")[:1]))
        .filter(arrived_on__isnull=False)
        .order_by(F("branch__code"), "name_pinyin", "pk")
        .values_list(*(path_of(column.field) for column in MEMBERS.columns), named=True)
    )


def export_members(*, by: Actor, rows: MemberQuerySet, full: bool, file_format: str) -> ExportedFile:
    """Return the list of ``rows`` as a file and leave an entry in the audit log.

    ``full`` shows numbers and addresses unmasked, which takes the right to reveal them; only such a list can be
    imported again. ``file_format`` is ``xlsx`` or ``csv``. Raises ``PermissionDenied``.
    """
    if not by.has_perm(PERMISSION) or (full and not by.has_perm(REVEAL)):
        raise PermissionDenied
    dataset = MemberResource(full=full).listing(in_order(rows, partial(exportable, by=by)))
    written = format_called(file_format, MEMBERS.title, MEMBERS.columns)
    content: Any = written.export_data(dataset)
    note_export(by=by, count=len(dataset), full=full, file_format=file_format)
    name = f"{MEMBERS.title}{'' if full else '（号码已隐去）'}{timezone.localdate():%Y%m%d}.{file_format}"
    return ExportedFile(name, content, written.get_content_type(), len(dataset))


class MemberList(ListExport):
    """Those in the register now."""

    kind = MEMBERS
    permission = PERMISSION
    reveal = REVEAL

    def rows(self, *, by: Actor, branch_key: int | None = None) -> MemberQuerySet:
        enrolled = Enrolment.objects.filter(ended_on__isnull=True).values("member")
        rows: MemberQuerySet = Member.objects.visible_to(by, self.permission).filter(pk__in=enrolled)
        return rows if branch_key is None else rows.filter(branch=branch_key)

    def narrowed(self, rows: QuerySet[Any], query: QueryDict, request: HttpRequest) -> QuerySet[Any]:
        visible = Member.objects.visible_to(request.user, self.permission)
        found: QuerySet[Any] = MemberFilter(query, queryset=visible, request=request).qs
        return found if query else rows

    def make(self, *, by: Actor, rows: QuerySet[Any], full: bool, file_format: str) -> ExportedFile:
        members = Member.objects.filter(pk__in=rows.order_by().values("pk"))
        return export_members(by=by, rows=members, full=full, file_format=file_format)


MEMBER_LIST = register_export(MemberList())
