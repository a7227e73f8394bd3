"""Reminders: what needs doing, declared once by each app as figures are, and counted and listed from the same rows.

A rule says which rows wait for somebody, who that is (a permission), and what a line about one of them says. The
to-do page, the counts in the menu and the month's return all read the rules from here::

    REMINDERS.register(
        Rule("members.contact_due", "联系到期", definition="…", permission="members.add_contact",
             menu="members:members", rows=contact_due, task=lambda row, today: Task(row.name, …)),
    )
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from core.scope import Actor

Rows = Callable[[Actor, date], "QuerySet[Any]"]


@dataclass(frozen=True)
class Task:
    """One line of a to-do list: what it is about, until when, where it is done, and the branch it belongs to."""

    words: str
    due_on: date | None
    href: str
    place: str = ""

    def days_left(self, today: date) -> int | None:
        """Days until it is due, negative when it is overdue; ``None`` where no day is set."""
        return None if self.due_on is None else (self.due_on - today).days


@dataclass(frozen=True)
class Rule:
    """One kind of reminder.

    ``rows(by, today)`` returns the rows that wait, within the reach in which ``by`` holds ``permission`` (use
    ``visible_to(by, permission)``), the most urgent first. It must be countable in one query and cost the same
    number of queries for any number of rows. ``task`` makes one row a line, without asking the database again.
    ``menu`` names the menu entry that shows the count; ``definition`` is a sentence with the committee's setting.
    """

    key: str
    title: str
    definition: str
    permission: str
    menu: str
    rows: Rows
    task: Callable[[Any, date], Task]

    def count(self, by: Actor, today: date) -> int:
        """Count the rows that wait for ``by``."""
        return self.rows(by, today).count() if by.has_perm(self.permission) else 0

    def tasks(self, by: Actor, today: date, limit: int | None = None) -> Sequence[Task]:
        """Return the first ``limit`` lines for ``by``."""
        if not by.has_perm(self.permission):
            return []
        return [self.task(row, today) for row in self.rows(by, today)[:limit]]


@dataclass
class Reminders:
    """All rules by key, in the order in which apps declared them."""

    rules: dict[str, Rule] = field(default_factory=dict)

    def register(self, *rules: Rule) -> None:
        """Take in rules; raise ``ValueError`` where a key is taken."""
        for rule in rules:
            if rule.key in self.rules:
                message = f"two reminders are called {rule.key}"
                raise ValueError(message)
            self.rules[rule.key] = rule

    def __getitem__(self, key: str) -> Rule:
        return self.rules[key]

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules.values())

    def for_person(self, by: Actor) -> list[Rule]:
        """Return the rules that can concern ``by``."""
        return [rule for rule in self if by.has_perm(rule.permission)]


REMINDERS = Reminders()
