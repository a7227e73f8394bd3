"""The register of all rules, filled by each app's ``reminders.py`` when Django starts; it counts them in one query."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from core.reminders.rules import Rule
from core.scope import Actor
from core.together import Sql, fetch_together, sql_of

Settings = Callable[[Actor], Mapping[str, object]]

_settings: list[Settings] = []


def tell_settings(settings: Settings) -> None:
    """Register the function that returns the settings under which somebody works, by the names of their fields."""
    _settings[:] = [settings]


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

    def settings_of(self, by: Actor) -> Mapping[str, object]:
        """Return the settings under which ``by`` works."""
        return _settings[0](by) if _settings else {}

    def counts(self, by: Actor, today: date, branch: int | None = None) -> dict[Rule, int]:
        """Count what waits for ``by`` by rule, those without any left out: one query for all rules together."""
        rules = {rule.key: rule for rule in self.for_person(by)}
        waiting = {key: rule.waiting(by, today, branch) for key, rule in rules.items()}
        found = _counted(waiting)
        return {rule: found[key] for key, rule in rules.items() if found.get(key)}


def _counted(waiting: Mapping[str, QuerySet[Any]]) -> dict[str, int]:
    """Count each QuerySet, all of them in one query."""
    queries: list[Sql] = []
    for key, rows in waiting.items():
        if found := sql_of(rows.values("pk")):
            sql, given = found
            queries.append((f"SELECT %s AS rule, COUNT(*) FROM ({sql}) AS waiting", (key, *given)))  # noqa: S608  Django's own SQL
    return dict(fetch_together(queries))


REMINDERS = Reminders()
