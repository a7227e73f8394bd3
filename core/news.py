"""Good news: each app says in ``news.py`` what it has to tell of a day, in words that name nobody.

News is told of choices, counts and places only, never of what somebody typed: it stands on walls.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import KW_ONLY, dataclass, field
from datetime import date
from typing import Any

from django.db.models import Aggregate, Count, QuerySet

from core.scope import Actor

AMOUNT = "news_amount"


@dataclass(frozen=True)
class News:
    """One piece of news: the day, where it happened (empty for the committee itself), and what."""

    day: date
    place: str
    words: str


@dataclass(frozen=True)
class Source:
    """News of one kind. What happened on one day in one branch, and is alike in ``alike``, is one piece.

    ``rows(by)`` returns what ``by`` may see; ``day`` and ``place`` are their columns, ``amount`` adds a piece up, and
    ``tell`` makes words of what is alike and the amount.
    """

    key: str
    _: KW_ONLY
    rows: Callable[[Actor], QuerySet[Any]]
    day: str
    tell: Callable[[Mapping[str, Any], Any], str]
    alike: tuple[str, ...] = ()
    amount: Aggregate = field(default_factory=lambda: Count("pk"))
    place: str = "branch__short_name"

    def latest(self, by: Actor, until: date, limit: int) -> list[News]:
        """Return the latest pieces up to the day ``until``, in one query."""
        rows = self.rows(by).filter(**{f"{self.day}__lte": until}).order_by()
        pieces = rows.values(self.day, self.place, *self.alike).annotate(**{AMOUNT: self.amount})
        latest = pieces.order_by(f"-{self.day}", self.place, *self.alike)[:limit]
        return [News(row[self.day], row[self.place] or "", self.tell(row, row[AMOUNT])) for row in latest]


@dataclass
class AllNews:
    """All kinds by key, in the order in which apps declared them."""

    sources: dict[str, Source] = field(default_factory=dict)

    def register(self, *sources: Source) -> None:
        """Take in sources; raise ``ValueError`` where a key is taken."""
        for source in sources:
            if source.key in self.sources:
                message = f"two kinds of news are called {source.key}"
                raise ValueError(message)
            self.sources[source.key] = source

    def __iter__(self) -> Iterator[Source]:
        return iter(self.sources.values())

    def latest(self, by: Actor, until: date, limit: int) -> list[News]:
        """Return the latest pieces of all kinds, one query for each kind."""
        found = [news for source in self for news in source.latest(by, until, limit)]
        return sorted(found, key=lambda news: news.day, reverse=True)[:limit]


NEWS = AllNews()
