"""What waits for one person: by rule, the most urgent first, each line with the place where it is done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.cache import cache
from django.urls import reverse

from audit.models import AuditEntry
from core.reminders import REMINDERS, Rule, Task, days_words
from core.scope import Actor

SHOWN = 5
"""So many lines of a rule stand on the page of all; its own page has the rest."""
FIRST, OF_EACH = 6, 2
"""So many lines stand on the dashboard, and of one rule while there are others."""
SOON = 3
"""A line that is due within so many days is marked."""
KEPT = 60
"""Seconds for which the counts in the menu are kept where nothing is written meanwhile."""
NO_DAY = 10_000


@dataclass(frozen=True)
class Line:
    """One line, with its days left in words and how urgent it looks."""

    title: str
    words: str
    place: str
    href: str
    due_on: date | None
    days: int | None
    due_word: str

    @property
    def urgency(self) -> int:
        """Days left; what has no day comes last."""
        return NO_DAY if self.days is None else self.days

    @property
    def days_words(self) -> str:
        """还有 3 天, 今天到期, 已超期 12 天."""
        return days_words(self.days, self.due_word)

    @property
    def look(self) -> str:
        """The badge's colour, which only helps the words."""
        if self.days is None or self.days > SOON:
            return "secondary"
        return "danger" if self.days < 0 else "warning"


@dataclass(frozen=True)
class Group:
    """A rule with what waits by it."""

    rule: Rule
    definition: str
    count: int
    lines: list[Line]
    href: str

    @property
    def more(self) -> int:
        """How many lines are not shown here."""
        return self.count - len(self.lines)

    @property
    def urgency(self) -> int:
        """Days left of its first line: the fewer, the further up the group stands."""
        return min((line.urgency for line in self.lines), default=NO_DAY)


class Todo:
    """All that waits for ``user`` today, perhaps in one branch only."""

    def __init__(self, user: Actor, today: date, branch: int | None = None) -> None:
        self.user, self.today, self.branch = user, today, branch

    @cached_property
    def counts(self) -> dict[Rule, int]:
        """How many wait by rule, those without any left out."""
        return REMINDERS.counts(self.user, self.today, self.branch)

    @cached_property
    def total(self) -> int:
        """How many wait in all."""
        return sum(self.counts.values())

    @cached_property
    def groups(self) -> list[Group]:
        """Each rule by which something waits, with its first lines, the most urgent first."""
        return sorted(map(self._group, self.counts), key=lambda group: group.urgency)

    @property
    def chips(self) -> list[tuple[str, int, str]]:
        """Title, count and address of each rule by which something waits."""
        return [(rule.title, count, address_of(rule, self.branch)) for rule, count in self.counts.items()]

    @property
    def first_count(self) -> int:
        """How many lines :attr:`first` has."""
        return min(FIRST, self.total)

    @property
    def first(self) -> list[Line]:
        """The most urgent lines, of each rule only so many that the others show, too."""
        foremost = sorted((line for g in self.groups for line in g.lines[:OF_EACH]), key=urgency)
        others = sorted((line for g in self.groups for line in g.lines[OF_EACH:]), key=urgency)
        return sorted([*foremost, *others][:FIRST], key=urgency)

    def definition(self, rule: Rule) -> str:
        """Return what the rule means, with the committee's settings in words."""
        return rule.told(self.settings)

    @cached_property
    def settings(self) -> Mapping[str, object]:
        """The settings under which the person works."""
        return REMINDERS.settings_of(self.user)

    def lines(self, rule: Rule, tasks: Iterable[Task]) -> list[Line]:
        """Lay out ``tasks`` of ``rule``."""
        return [
            Line(rule.title, t.words, t.place, t.href, t.due_on, t.days_left(self.today), t.due_word)
            for t in tasks
        ]

    def _group(self, rule: Rule) -> Group:
        tasks = rule.tasks(self.user, self.today, SHOWN, self.branch)
        lines = self.lines(rule, tasks)
        return Group(rule, self.definition(rule), self.counts[rule], lines, address_of(rule, self.branch))


def urgency(line: Line) -> int:
    """Return by what lines are sorted."""
    return line.urgency


def menu_counts(user: Actor, today: date) -> dict[str, int]:
    """Return how many wait by the menu entry that shows them, kept for a minute.

    Whatever is written leaves an entry in the log, so a count is never older than the last one.
    """
    last = AuditEntry.objects.order_by("-pk").values_list("pk", flat=True).first()
    key = f"todo:{user.pk}:{last}:{today}"
    found: dict[str, int] | None = cache.get(key)
    if found is None:
        found = {}
        for rule, count in Todo(user, today).counts.items():
            found[rule.menu] = found.get(rule.menu, 0) + count
        cache.set(key, found, KEPT)
    return found


def address_of(rule: Rule, branch: int | None = None) -> str:
    """Return the address of the rule's own page."""
    return reverse("reports:todo_rule", args=[rule.key]) + (f"?branch={branch}" if branch is not None else "")
