"""One kind of reminder, and one line of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet

from core.figures import FIGURES
from core.scope import Actor, anchor_of, scope_paths

Rows = Callable[[Actor, date], "QuerySet[Any]"]
SOME = "若干"
"""Stands for a setting where nobody can say whose it is."""
DUE = "到期"


@dataclass(frozen=True)
class Task:
    """One line of a to-do list: what it is about, until when, where it is done, and the branch it belongs to.

    ``due_word`` says what happens on the day: something is due, or it takes place.
    """

    words: str
    due_on: date | None
    href: str
    place: str = ""
    due_word: str = DUE

    def days_left(self, today: date) -> int | None:
        """Days until it is due, negative when it is overdue; ``None`` where no day is set."""
        return None if self.due_on is None else (self.due_on - today).days


@dataclass(frozen=True)
class Rule:
    """One kind of reminder.

    ``rows(by, today)`` returns the rows that wait, within the reach in which ``by`` holds ``permission`` (use
    ``visible_to(by, permission)``), the most urgent first. It must be countable in one query and cost the same
    number of queries for any number of rows. ``task`` makes one row a line, without asking the database again.
    ``menu`` names the menu entry that shows the count; ``definition`` is a sentence with the committee's settings by
    the names of their fields: ``超过 {contact_months} 个月没有联系``.
    """

    key: str
    title: str
    definition: str
    permission: str
    menu: str
    rows: Rows
    task: Callable[[Any, date], Task]

    def waiting(self, by: Actor, today: date, branch: int | None = None) -> QuerySet[Any]:
        """Return the rows that wait for ``by``; with ``branch``, those that belong to that branch."""
        rows = self.rows(by, today)
        if branch is None:
            return rows
        path = branch_path(rows.model)
        return rows.none() if path is None else rows.filter(**{path or "pk": branch})

    def count(self, by: Actor, today: date) -> int:
        """Count the rows that wait for ``by``."""
        return self.rows(by, today).count() if by.has_perm(self.permission) else 0

    def tasks(
        self, by: Actor, today: date, limit: int | None = None, branch: int | None = None
    ) -> Sequence[Task]:
        """Return the first ``limit`` lines for ``by``."""
        if not by.has_perm(self.permission):
            return []
        return [self.task(row, today) for row in self.waiting(by, today, branch)[:limit]]

    def told(self, settings: Mapping[str, object]) -> str:
        """Return the definition with ``settings`` in words."""
        return self.definition.format_map(_Settings(settings))


class _Settings(dict[str, object]):
    def __missing__(self, name: str) -> str:
        return SOME


def branch_path(model: type[Model]) -> str | None:
    """Return the path from ``model`` to its branch, empty for branches themselves; ``None`` where none leads there."""
    places = FIGURES.places
    paths = scope_paths(model, writing=True)
    found = (path for path in paths if places is not None and anchor_of(model, path) is places.model)
    return next(found, None)


def days_words(days: int | None, due_word: str = DUE) -> str:
    """Say how long there is: 还有 3 天, 明天到期, 今天举办, 已超期 12 天; nothing where no day is set."""
    if days is None:
        return ""
    if days < 0:
        return f"已超期 {-days} 天"
    return {0: f"今天{due_word}", 1: f"明天{due_word}"}.get(days, f"还有 {days} 天")
