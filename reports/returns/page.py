"""A branch's page of a month: where the return stands, what is odd, and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from branches.models import Branch
from core.periods import Month
from core.reminders import REMINDERS
from core.scope import Actor
from reports.models import BranchReturn, ReturnPhoto, ReturnState
from reports.returns.drafts import TEXTS, concerns, due_on, submit_from, title_of
from reports.returns.figures import BranchFigures
from reports.returns.oddities import changed_since, sudden_changes
from reports.returns.photos import MOST
from reports.returns.standing import Standing
from reports.todo import address_of

VIEW, WRITE, DECIDE = (f"reports.{verb}_branchreturn" for verb in ("view", "change", "decide"))
OWN_RULES = "reports."
"""Reminders of returns themselves need not be told on their own page."""
_STEPS = ("填写", "报送", "审核", "结账")


@dataclass(frozen=True)
class ReturnPage:
    """What ``user`` sees of ``row`` on the day ``today``."""

    row: BranchReturn
    user: Actor
    today: date

    @property
    def branch(self) -> Branch:
        """Whose return it is."""
        return self.row.branch

    @property
    def month(self) -> Month:
        """Of which month."""
        month: Month = self.row.month
        return month

    @cached_property
    def figures(self) -> BranchFigures:
        """The branch's numbers."""
        return BranchFigures(self.branch, self.month)

    @property
    def standing(self) -> Standing:
        """Where it stands."""
        state = ReturnState(self.row.state) if self.row.pk else None
        return Standing(state, due_on(self.branch.committee, self.month), self.today, self.is_closed)

    @property
    def is_closed(self) -> bool:
        """Tell whether the committee has closed the month."""
        return self.figures.closed is not None

    @cached_property
    def may_write(self) -> bool:
        """Tell whether the person may change it as it stands."""
        return self.row.is_open and not self.is_closed and self.user.has_perm(WRITE, self.branch)

    @property
    def may_submit(self) -> bool:
        """Tell whether the day has come to hand it in."""
        return self.may_write and self.today >= self.submit_from

    @cached_property
    def may_decide(self) -> bool:
        """Tell whether it waits for the person's answer, or could still be sent back."""
        waits = self.row.state in (ReturnState.SUBMITTED, ReturnState.ACCEPTED)
        return waits and not self.is_closed and self.user.has_perm(DECIDE, self.branch)

    @property
    def may_recall(self) -> bool:
        """Tell whether the person can take it back."""
        waits = self.row.state == ReturnState.SUBMITTED and not self.is_closed
        return waits and self.user.has_perm(WRITE, self.branch)

    @property
    def submit_from(self) -> date:
        """The first day on which it can be handed in."""
        return submit_from(self.month)

    @property
    def steps(self) -> list[tuple[str, bool, bool]]:
        """Each step on the way of a return: its title, whether it is done, whether it is the present one."""
        done = {ReturnState.SUBMITTED: 2, ReturnState.ACCEPTED: 3}.get(ReturnState(self.row.state), 0)
        done = len(_STEPS) if self.is_closed else done or int(any(text for _, text in self.texts))
        return [(title, number < done, number == done) for number, title in enumerate(_STEPS)]

    @property
    def texts(self) -> list[tuple[str, str]]:
        """Title and words of each text."""
        return [(title_of(name), getattr(self.row, name)) for name in TEXTS]

    @cached_property
    def photos(self) -> list[ReturnPhoto]:
        """Its photos, without what is drawn on them."""
        return list(self.row.photos.defer("content")) if self.row.pk else []

    @property
    def room_for_photos(self) -> int:
        """How many more it can take."""
        return MOST - len(self.photos)

    @cached_property
    def failed(self) -> list[str]:
        """Relations between its numbers that do not hold."""
        return self.figures.failed

    @cached_property
    def odd(self) -> list[tuple[str, str]]:
        """Sentences on what moved much, each with the rows behind it."""
        threshold = self.branch.committee.change_threshold
        running = self.month == Month.of(self.today)
        return self._linked(dict(sudden_changes(self.figures.lines, threshold, is_running=running)))

    @cached_property
    def changed(self) -> list[tuple[str, str]]:
        """Sentences on what has changed since it was handed in, each with the rows behind it."""
        if not self.standing.is_handed_in:
            return []
        return self._linked(dict(changed_since(self.figures.lines, self.row.figures)))

    @cached_property
    def waiting(self) -> list[tuple[str, int, str]]:
        """Title, count and address of what waits in the branch; only for the present month and the one before."""
        if self.month < Month.of(self.today).plus(-1):
            return []
        counts = REMINDERS.counts(self.user, self.today, self.branch.pk)
        return [
            (rule.title, count, address_of(rule, self.branch.pk))
            for rule, count in counts.items()
            if not rule.key.startswith(OWN_RULES)
        ]

    @property
    def before(self) -> Month | None:
        """The month before, if the branch was there."""
        return self._neighbour(-1)

    @property
    def after(self) -> Month | None:
        """The month after, if it has begun."""
        return self._neighbour(1)

    def _neighbour(self, step: int) -> Month | None:
        month = self.month.plus(step)
        return month if concerns(self.branch, month) else None

    def _linked(self, sentences: dict[str, str]) -> list[tuple[str, str]]:
        rows = {shown.line.key: shown.month_rows for shown in self.figures.shown}
        return [(words, rows[key]) for key, words in sentences.items()]
