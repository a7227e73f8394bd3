"""The list of enterprises as a workbook or csv, in the columns that the importer reads."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from branches.actions.exports import note_enterprise_export
from branches.filters import EnterpriseFilter
from branches.intake.judging import as_written
from branches.models import Branch, Committee, Enterprise, EnterpriseQuerySet
from branches.sheets import ENTERPRISES
from core.scope import Actor
from spreadsheets.exports import ListExport, register_export
from spreadsheets.listings import Reader, SheetResource, in_order
from spreadsheets.workbooks import ExportedFile, format_called

PERMISSION = "branches.view_enterprise"


class EnterpriseResource(SheetResource):
    """Enterprises in the columns of their sheet; covering branches that ``by`` may not see stay unnamed."""

    def __init__(self, by: Actor) -> None:
        self.known = set(Branch.objects.visible_to(by).values_list("pk", flat=True))
        super().__init__(ENTERPRISES.columns, self.reader_of, full=True)

    def reader_of(self, name: str) -> Reader:
        """Return what reads the column ``name`` of an enterprise."""
        return lambda enterprise: self.value_of(enterprise, name)

    def value_of(self, enterprise: Enterprise, name: str) -> str | int:
        """Return what the column ``name`` holds for ``enterprise``."""
        if name == "covered_by" and enterprise.covered_by_id not in self.known:
            return ""
        if name == "employee_count" and enterprise.employee_count is not None:
            return enterprise.employee_count
        return as_written(enterprise, name)


def exportable(rows: EnterpriseQuerySet, *, by: Actor) -> EnterpriseQuerySet:
    """Return those of ``rows`` that ``by`` may see, by name, with all that their columns need."""
    return (
        Enterprise.objects.visible_to(by, PERMISSION)
        .filter(pk__in=rows.order_by().values("pk"))
        .select_related("covered_by")
        .order_by("name", "pk")
    )


def export_enterprises(*, by: Actor, rows: EnterpriseQuerySet, file_format: str) -> ExportedFile:
    """Return the list of those of ``rows`` that ``by`` may see as a file, and leave an entry in the audit log.

    ``file_format`` is ``xlsx`` or ``csv``. Raises ``PermissionDenied``.
    """
    if not by.has_perm(PERMISSION):
        raise PermissionDenied
    dataset = EnterpriseResource(by).listing(in_order(rows, partial(exportable, by=by)))
    written = format_called(file_format, ENTERPRISES.title, ENTERPRISES.columns)
    content: Any = written.export_data(dataset)
    note_enterprise_export(by=by, count=len(dataset), file_format=file_format)
    name = f"{ENTERPRISES.title}{timezone.localdate():%Y%m%d}.{file_format}"
    return ExportedFile(name, content, written.get_content_type(), len(dataset))


class EnterpriseList(ListExport):
    """The enterprises, which are the committee's: each of its branches sees them all."""

    kind = ENTERPRISES
    permission = PERMISSION

    def rows(self, *, by: Actor, branch_key: int | None = None) -> EnterpriseQuerySet:
        rows: EnterpriseQuerySet = Enterprise.objects.visible_to(by, self.permission)
        return rows if branch_key is None else rows.filter(covered_by=branch_key)

    def narrowed(self, rows: QuerySet[Any], query: QueryDict, request: HttpRequest) -> QuerySet[Any]:
        found: QuerySet[Any] = EnterpriseFilter(query, queryset=rows, request=request).qs
        return found

    def make(self, *, by: Actor, rows: QuerySet[Any], full: bool, file_format: str) -> ExportedFile:
        del full  # an enterprise has no number that pages mask
        enterprises = Enterprise.objects.filter(pk__in=rows.order_by().values("pk"))
        return export_enterprises(by=by, rows=enterprises, file_format=file_format)

    def is_open(self, branch: Model, *, by: Actor) -> bool:
        committee: Any = getattr(branch, "committee_id", None)
        return Committee.objects.visible_to(by, self.permission).filter(pk=committee).exists()


ENTERPRISE_LIST = register_export(EnterpriseList())
