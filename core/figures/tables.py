"""What the lists behind figures share: their cells' classes, and links only where the reader may follow them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import django_tables2 as tables
from django.db.models import Model
from django.http import HttpRequest

HIDDEN = "—"
MAIN = {"td": {"class": "m-main"}}
RIGHT = {"td": {"class": "m-r nowrap"}}
WIDE = {"td": {"class": "m-wide"}}
NAMED = {"td": {"class": "m-named nowrap"}}
NUMBER = {"td": {"class": "m-named num"}, "th": {"class": "num"}}


class RowsTable(tables.Table):
    """A list behind a figure.

    ``guarded`` names the rows' relatives that have rights of their own: a branch keeps the attendance of its member
    at another branch's activity, but that activity's page is none of its business.
    """

    guarded: ClassVar[Mapping[str, type[Model]]] = {}
    visible: Mapping[str, frozenset[int]] = {}

    def before_render(self, request: HttpRequest) -> None:
        """Ask once for each kind of relative which of those on the page may be seen."""
        self.visible = {name: self._visible(request, name, model) for name, model in self.guarded.items()}

    def _visible(self, request: HttpRequest, name: str, model: type[Model]) -> frozenset[int]:
        keys = {getattr(row.record, f"{name}_id") for row in self.paginated_rows}
        manager: Any = model._default_manager
        rows = manager.visible_to(request.user).filter(pk__in=keys - {None})
        return frozenset(rows.values_list("pk", flat=True))

    def knows(self, record: Model, name: str) -> bool:
        """Tell whether the reader may see the relative ``name`` of a row."""
        return getattr(record, f"{name}_id") in self.visible.get(name, ())

    def page_of(self, record: Model, name: str) -> str | None:
        """Return the address of that relative's page, if the reader may open it."""
        address: str = getattr(record, name).get_absolute_url() if self.knows(record, name) else ""
        return address or None


def links_to(name: str) -> Any:  # noqa: ANN401  what django-tables2 calls with the arguments it finds named
    """Return the ``linkify`` of a column that leads to the rows' relative ``name``."""
    return lambda record, table: table.page_of(record, name)


def day_column(title: str, **kwargs: Any) -> tables.DateColumn:  # noqa: ANN401  as the column takes them
    """A column with a day."""
    return tables.DateColumn(verbose_name=title, format="Y-m-d", attrs=NAMED, **kwargs)


class BranchColumn(tables.Column):
    """The short name of a branch, or whose row it is where it is no branch's: shown in any case, also on a phone."""

    empty_values = ()

    def render(self, value: str | None) -> str:
        """Say 党委 of what no branch keeps."""
        return value or "党委"


def branch_column(title: str = "党支部", accessor: str = "branch") -> BranchColumn:
    """A column with the branch at the end of ``accessor``."""
    return BranchColumn(title, accessor=f"{accessor}__short_name", order_by=f"{accessor}__code", attrs=RIGHT)
