"""The list of enterprises as a workbook or csv, in the columns that the importer reads."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from branches.actions.exports import note_enterprise_export
from branches.intake.judging import as_written
from branches.models import Enterprise, EnterpriseQuerySet
from branches.sheets import ENTERPRISES
from core.scope import Actor
from spreadsheets.workbooks import ExportedFile, SheetResource, format_called

PERMISSION = "branches.view_enterprise"


class EnterpriseResource(SheetResource):
    """Enterprises in the columns of their sheet."""

    def __init__(self) -> None:
        super().__init__(ENTERPRISES.columns, value_of, full=True)


def value_of(enterprise: Enterprise, name: str) -> str | int | None:
    """Return what the column ``name`` holds for ``enterprise``."""
    return enterprise.employee_count if name == "employee_count" else as_written(enterprise, name)


def export_enterprises(*, by: Actor, rows: EnterpriseQuerySet, file_format: str) -> ExportedFile:
    """Return the list of those of ``rows`` that ``by`` may see as a file, and leave an entry in the audit log.

    ``file_format`` is ``xlsx`` or ``csv``. Raises ``PermissionDenied``.
    """
    if not by.has_perm(PERMISSION):
        raise PermissionDenied
    mine = Enterprise.objects.visible_to(by, PERMISSION).filter(pk__in=rows.order_by().values("pk"))
    dataset = EnterpriseResource().export(mine.select_related("covered_by").order_by("name", "pk"))
    written = format_called(file_format, ENTERPRISES.title, ENTERPRISES.columns)
    content: Any = written.export_data(dataset)
    note_enterprise_export(by=by, count=len(dataset), file_format=file_format)
    name = f"{ENTERPRISES.title}{timezone.localdate():%Y%m%d}.{file_format}"
    return ExportedFile(name, content, written.get_content_type(), len(dataset))
