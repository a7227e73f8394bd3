"""Lists to take away in the columns of their sheet, so that what was exported imports again unchanged."""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import partial
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from core.records import Record
from core.scope import Actor
from spreadsheets.actions.exports import note_sheet_export
from spreadsheets.kinds import Kind
from spreadsheets.listings import Reader, SheetResource, in_order
from spreadsheets.records import RecordSheet
from spreadsheets.registry import EXPORTS
from spreadsheets.workbooks import ExportedFile, format_called

R = TypeVar("R", bound=Record)


class ListExport(ABC):
    """The rows behind a kind of sheet, as somebody who may see them takes them away.

    ``reveal`` is the permission that full numbers take; empty where the list holds none that pages mask.
    """

    kind: Kind
    permission: str
    reveal: str = ""

    @property
    def key(self) -> str:
        """Key of the kind of sheet."""
        return self.kind.key

    @property
    def title(self) -> str:
        """Title of the kind of sheet."""
        return self.kind.title

    @abstractmethod
    def rows(self, *, by: Actor, branch_key: int | None = None) -> QuerySet[Any]:
        """Return what ``by`` may take, of one branch if one is named."""

    @abstractmethod
    def make(self, *, by: Actor, rows: QuerySet[Any], full: bool, file_format: str) -> ExportedFile:
        """Return ``rows`` as a file and leave an entry in the audit log; raise ``PermissionDenied``."""

    def narrowed(self, rows: QuerySet[Any], query: QueryDict, request: HttpRequest) -> QuerySet[Any]:  # noqa: ARG002  for those that can
        """Return those of ``rows`` that the list shows under the filters of its address."""
        return rows

    def may_reveal(self, by: Actor) -> bool:
        """Tell whether ``by`` may ask for full numbers."""
        return bool(self.reveal) and by.has_perm(self.reveal)

    def is_open(self, branch: Model, *, by: Actor) -> bool:
        """Tell whether ``by`` may take the rows of ``branch``."""
        branches: Any = type(branch)._default_manager
        return bool(branches.visible_to(by, self.permission).filter(pk=branch.pk).exists())


class RecordExport(ListExport):
    """The records of a kind of sheet. ``filters`` is the filter set of their list page, where it has one."""

    def __init__(
        self,
        kind: RecordSheet[R],
        *,
        permission: str,
        reveal: str = "",
        filters: Any = None,  # noqa: ANN401  a FilterSet
    ) -> None:
        self.kind = kind
        self.sheet = kind
        self.permission = permission
        self.reveal = reveal
        self.filters = filters

    def rows(self, *, by: Actor, branch_key: int | None = None) -> QuerySet[Any]:
        rows: Any = self.sheet.model._default_manager
        found: QuerySet[Any] = rows.visible_to(by, self.permission).valid()
        if branch_key is None:
            return found
        owner = self.sheet.column(self.sheet.owner).attribute.replace(".", "__")
        return found.filter(**{owner: branch_key})

    def narrowed(self, rows: QuerySet[Any], query: QueryDict, request: HttpRequest) -> QuerySet[Any]:
        if self.filters is None:
            return rows
        found: QuerySet[Any] = self.filters(query, queryset=rows, request=request).qs
        return found

    def make(self, *, by: Actor, rows: QuerySet[Any], full: bool, file_format: str) -> ExportedFile:
        if not by.has_perm(self.permission) or (full and self.reveal and not by.has_perm(self.reveal)):
            raise PermissionDenied
        shows_all = full or not self.reveal
        resource = SheetResource(self.sheet.columns, self._reader, full=shows_all)
        dataset = resource.listing(in_order(rows, partial(self._prepared, by=by)))
        written = format_called(file_format, self.title, self.sheet.columns)
        content: Any = written.export_data(dataset)
        note_sheet_export(by=by, kind=self.kind, count=len(dataset), full=shows_all, file_format=file_format)
        hidden = "" if shows_all else "（号码已隐去）"
        name = f"{self.title}{hidden}{timezone.localdate():%Y%m%d}.{file_format}"
        return ExportedFile(name, content, written.get_content_type(), len(dataset))

    def _prepared(self, rows: QuerySet[Any], *, by: Actor) -> QuerySet[Any]:
        mine = self.rows(by=by).filter(pk__in=rows.order_by().values("pk"))
        return self.sheet.with_related(mine)

    def _reader(self, name: str) -> Reader:
        return lambda record: self.sheet.as_written(record, name)


def register_export(export: ListExport) -> ListExport:
    """Let the portal export this list."""
    EXPORTS[export.key] = export
    return export


def export_of(key: str) -> ListExport:
    """Return the export called ``key``; raise ``KeyError`` for one that nobody declared."""
    export = EXPORTS[key]
    assert isinstance(export, ListExport)  # noqa: S101  for the type checker: only register_export() fills EXPORTS
    return export
