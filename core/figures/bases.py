"""What figures count: a model's rows, conditions on them for some days, and measures over them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from typing import Any, cast

from django.db.models import Aggregate, Count, Model, Q

from core.periods import Period
from core.scope import Actor, scope_paths, view_permission

Condition = Callable[[Period], Q]
Measure = Callable[[Q], Aggregate]


def count_rows(condition: Q) -> Aggregate:
    """Measure rows by counting them."""
    return Count("pk", filter=condition)


def as_condition(part: Q | Condition) -> Condition:
    """Let a condition that does not depend on the days be written without them."""
    return (lambda _: part) if isinstance(part, Q) else part


@dataclass(frozen=True)
class Base:
    """Rows that figures count: a scoped model, and the table (dotted path) that lists its rows on a page.

    ``branch`` is the path to the branch by which figures break down, ``""`` for the model itself and
    ``None`` where rows belong to the committee as a whole. ``only`` leaves out rows that no figure may count.
    """

    model: type[Model]
    _: KW_ONLY
    branch: str | None
    table: str
    related: tuple[str, ...] = ()
    only: Q | None = None

    def rows(self, user: object, permission: str | None = None) -> Any:  # noqa: ANN401  the model's own QuerySet
        """Return all rows that may count and that ``user`` may see, or holds ``permission`` for.

        Somebody who works for single branches counts theirs alone, not what the committee shows to all of them.
        """
        manager: Any = self.model._default_manager
        visible = manager.visible_to(user, permission)
        if self._is_shared_with(user, permission or view_permission(self.model)):
            visible = visible.filter(**{f"{self.branch}__isnull": False})
        return visible if self.only is None else visible.filter(self.only)

    def _is_shared_with(self, user: object, permission: str) -> bool:
        """Tell whether the committee shows ``user`` rows of its own among those of a branch."""
        if not self.branch or len(scope_paths(self.model)) < 2 or not hasattr(user, "reach"):  # noqa: PLR2004
            return False
        return cast("Actor", user).reach(permission).only_branches

    @property
    def place(self) -> str:
        """The column that tells the branch of a row."""
        return self.branch or "pk"
