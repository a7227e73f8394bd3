"""Where a person holds a permission: everything, some committees, some branches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model, Q

from branches.models import Branch, Committee


@dataclass(frozen=True)
class OrganisationReach:
    """Parts of the organisation in which one permission is held; see :class:`core.scope.Reach`."""

    viewing: bool = False
    everything: bool = False
    committees: frozenset[int] = frozenset()
    branches: frozenset[int] = frozenset()
    committees_of_branches: frozenset[int] = frozenset()

    @classmethod
    def over(cls, places: Iterable[tuple[int | None, int | None]], *, viewing: bool) -> OrganisationReach:
        """Make a reach of (committee, branch) pairs; (None, None) is the whole deployment."""
        pairs = list(places)
        return cls(
            viewing=viewing,
            everything=(None, None) in pairs,
            committees=frozenset(c for c, b in pairs if c is not None and b is None),
            branches=frozenset(b for _, b in pairs if b is not None),
            committees_of_branches=frozenset(c for c, b in pairs if c is not None and b is not None),
        )

    @property
    def only_branches(self) -> bool:
        """Tell whether the permission is held in single branches, and in no committee as a whole."""
        return not self.everything and not self.committees

    def condition(self, anchor: type[Model], path: str, *, private: bool = False) -> Q | None:
        """Return the rows whose ``path`` leads to a branch or committee within reach.

        What belongs to the committee as a whole is seen from each of its branches (unless it is ``private``),
        and changed from none.
        """
        if self.everything:
            return Q()
        if anchor is Branch:
            committee = f"{path}__committee" if path else "committee"
            return self._any({path or "pk": self.branches, committee: self.committees})
        if anchor is Committee:
            shared = self.committees_of_branches if self.viewing and not private else frozenset()
            committees = self.committees | shared
            return self._any({path or "pk": committees})
        return None

    def plain_condition(self, committee_column: str, branch_column: str) -> Q | None:
        """Return the condition for rows that name committee and branch by plain numbers instead of keys."""
        if self.everything:
            return Q()
        return self._any({committee_column: self.committees, branch_column: self.branches})

    @staticmethod
    def _any(wanted: dict[str, frozenset[int]]) -> Q | None:
        found: Q | None = None
        for column, keys in wanted.items():
            if keys:
                part = Q(**{f"{column}__in": keys})
                found = part if found is None else found | part
        return found
