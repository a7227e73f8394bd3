"""Limits for pages without an account: so many tries from one address within a time, then a sentence and a pause.

A page takes its limit by :class:`accounts.public.PublicMixin`.

The counts live in Django's cache: with several server processes that share none, each counts by itself.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.core.cache import cache


@dataclass(frozen=True)
class Limit:
    """At most ``tries`` within ``seconds`` for each ``who`` (an address, a code), counted under ``name``."""

    name: str
    tries: int
    seconds: int

    def take(self, who: str) -> bool:
        """Count one try of ``who``; tell whether it was still within the limit."""
        key = self._key(who)
        if cache.add(key, 1, self.seconds):
            return True
        try:
            return cache.incr(key) <= self.tries
        except ValueError:  # it ran out between the two
            cache.set(key, 1, self.seconds)
            return True

    def is_used_up(self, who: str) -> bool:
        """Tell whether the next try of ``who`` would be one too many, without counting it."""
        return int(cache.get(self._key(who), 0)) >= self.tries

    @property
    def words(self) -> str:
        """What somebody is told who has tried too often."""
        minutes = max(1, round(self.seconds / 60))
        return f"操作太频繁了，请 {minutes} 分钟后再试。"

    def _key(self, who: str) -> str:
        """No address and no code stands in the cache in clear."""
        return f"limit:{self.name}:{hashlib.sha256(who.encode()).hexdigest()[:32]}"
