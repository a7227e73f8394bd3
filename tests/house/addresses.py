"""Every address of the portal, as the URL resolver knows them, and what stands in for its arguments.

An argument ``token`` or ``code`` is taken from the row of the view's model, as `PublicMixin` of `accounts.public` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.public import TOKENS
from core.figures import FIGURES
from core.periods import Month
from core.reminders import REMINDERS
from reports.models import ScreenLink
from reports.screen import token_of
from spreadsheets.registry import EXPORTS, SHEETS
from tests.house.world import Place, row_in

# Views that name neither their model nor stand under the address of one that does.
MODELS = {
    "accounts/users/<int:pk>/roles/<int:assignment>/": "accounts.Assignment",
    "imports/<int:pk>/": "spreadsheets.ImportBatch",
    "imports/remembered/<int:answer>/": "spreadsheets.RememberedAnswer",
    "imports/bundles/<int:pk>/": "spreadsheets.ImportBundle",
    "members/requests/<int:pk>/": "members.MoveRequest",
    "returns/<int:branch>/": "branches.Branch",
}
# Arguments that are no rows.
VALUES: dict[str, tuple[str, Iterable[Any]]] = {
    "reports:figure": ("key", FIGURES),
    "reports:todo_rule": ("key", REMINDERS),
    "spreadsheets:export": ("kind", EXPORTS.values()),
    "spreadsheets:template": ("kind", SHEETS.values()),
    "spreadsheets:upload": ("kind", SHEETS.values()),
}
# Arguments that are no rows either, of addresses that also number some.
BESIDE: dict[str, dict[str, Any]] = {"reports:closed_rows": {"key": "members.managed"}}
# Arguments that are months.
MONTHS = {"month": Month(2024, 3), "other": Month(2023, 3)}
# Functions cannot declare their permission as classes do.
PERMISSIONS = {"accounts/users/": "accounts.change_user", "imports/": "members.import_member"}
# Pages for everybody who has logged in.
FOR_ALL = {
    "accounts:login", "accounts:logout", "accounts:own", "accounts:password", "accounts:roles", "accounts:start",
    "reports:dashboard",
}  # fmt: skip


@dataclass(frozen=True)
class Address:
    """One pattern: its name with name space, its whole route, its view and the names of its arguments."""

    name: str
    route: str
    view: Any
    arguments: tuple[str, ...]

    @property
    def view_class(self) -> Any:  # noqa: ANN401  a class, or None for functions
        return getattr(self.view, "view_class", None)

    @property
    def is_login_free(self) -> bool:
        return not getattr(self.view, "login_required", True)

    @property
    def permission(self) -> str | None:
        """The permission declared for the page; None where it is for all."""
        if self.name in FOR_ALL or self.is_login_free:
            return None
        if declared := getattr(self.view_class, "permission_required", None):
            return str(declared)
        for prefix, permission in PERMISSIONS.items():
            if self.route.startswith(prefix):
                return permission
        message = f"{self.name} declares no permission: set permission_required, or add it to PERMISSIONS or FOR_ALL"
        raise AssertionError(message)

    @property
    def row_arguments(self) -> tuple[str, ...]:
        """The arguments that number rows: all but months, and what stands beside them."""
        return tuple(name for name in self.arguments if name not in {*MONTHS, *self.beside})

    @property
    def beside(self) -> dict[str, Any]:
        """The arguments that are neither."""
        return BESIDE.get(self.name, {})

    def models(self) -> dict[str, type[Model]]:
        """Return the models whose rows the arguments number."""
        return {} if self.name in VALUES else {name: self._model(name) for name in self.row_arguments}

    def months(self) -> dict[str, Month]:
        """Return the months among its arguments."""
        return {name: month for name, month in MONTHS.items() if name in self.arguments}

    def _model(self, argument: str) -> type[Model]:
        prefix = self.route[: self.route.index(f":{argument}>") + len(argument) + 3]
        if found := _models_by_prefix().get(prefix):
            return found
        message = (
            f"{self.name}: which rows does {prefix} number? Set the view's model, or add a line to MODELS"
        )
        raise AssertionError(message)

    def pages(self) -> list[tuple[str, str | None]]:
        """Return its addresses without rows, one or one for each value of its argument, with their permissions."""
        if self.name not in VALUES:
            if self.row_arguments:
                return []
            return [(reverse(self.name, kwargs=self.months()), self.permission)]
        argument, values = VALUES[self.name]
        return [
            (reverse(self.name, kwargs={argument: v.key}), getattr(v, "permission", self.permission))
            for v in values
        ]

    def urls(self) -> list[str]:
        """Return the addresses of :meth:`pages`."""
        return [url for url, _ in self.pages()]

    def numbers(self, place: Place) -> dict[str, Any]:
        """Store rows in ``place`` for the arguments and return what the address says for each: its number, or token."""
        return (
            {name: key_of(name, row) for name, row in self.rows(place).items()} | self.months() | self.beside
        )

    def rows(self, place: Place) -> dict[str, Any]:
        """Store rows in ``place`` for the arguments and return them."""
        rows: dict[str, Any] = {}
        for name, model in self.models().items():
            above = {
                field.name: row
                for field in model._meta.concrete_fields
                for row in rows.values()
                if field.related_model is type(row)
            }
            rows[name] = row_in(model, place, **above)
        return rows


def key_of(argument: str, row: Model) -> Any:  # noqa: ANN401  a number or a text
    """Return what stands for ``row`` in an address: its number, or for a token or a follow code that one."""
    if isinstance(row, ScreenLink) and argument == "token":
        return token_of(row)
    columns = {field.name for field in row._meta.concrete_fields} & {*TOKENS.get(argument, ())}
    return getattr(row, columns.pop()) if columns else row.pk


@cache
def addresses() -> tuple[Address, ...]:
    """Return all patterns of the portal."""
    return tuple(_walk(get_resolver(), "", ""))


def with_rows() -> list[Address]:
    """Return the patterns behind the login whose arguments are numbers of rows."""
    return [
        address
        for address in addresses()
        if address.row_arguments and address.name not in VALUES and not address.is_login_free
    ]


def public() -> list[Address]:
    """Return the patterns of pages without an account; the login's own are tested by themselves."""
    return [address for address in addresses() if address.is_login_free and address.name not in FOR_ALL]


def _walk(resolver: URLResolver, route: str, space: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        whole = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern, whole, inner)
        elif isinstance(pattern, URLPattern):
            arguments = tuple(pattern.pattern.converters)
            yield Address(f"{space}{pattern.name}", whole, pattern.callback, arguments)


@cache
def _models_by_prefix() -> dict[str, type[Model]]:
    found: dict[str, type[Model]] = {}
    for address in addresses():
        rows = getattr(address.view_class, "queryset", None)
        model = getattr(address.view_class, "model", None) or (rows.model if rows is not None else None)
        if model is not None and address.arguments:
            prefix = address.route[: address.route.rindex(">") + 2]
            found.setdefault(prefix, model)
    return {**found, **{prefix: apps.get_model(label) for prefix, label in MODELS.items()}}
