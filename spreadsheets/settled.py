"""Rows that an earlier import has settled: the same cells, judged by the same, about a record that nobody has changed.

What was stored of such a row is what it says, so it changes nothing and need not be judged again. It is known by a
digest of its cells and of all that judging goes by (columns, place, mode, branches, enterprises). The digests that are
kept are made with a key, so that they tell nothing. Should one ever be wrong, a row would count as unchanged: nothing
false would be stored.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, cast

from django.conf import settings
from django.db.models import QuerySet

from spreadsheets.kinds import Kind
from spreadsheets.models import ImportBatch, ImportRow
from spreadsheets.reader.book import Cell

BETWEEN = "\x1f"
DIGEST_BYTES = 8
"""A number of the database: of a million rows, two different ones have the same in one of forty million files."""


@dataclass(frozen=True)
class Settled:
    """What earlier rows came to: digest → key and revision of the record. Empty where nothing is known.

    ``stamp`` is all that judging goes by, of a kind of which rows can be settled; empty for others.
    """

    stamp: str = ""
    known: dict[int, tuple[int, int]] = field(default_factory=dict)

    def digester(self, *also: Any) -> Callable[[Sequence[Cell]], int | None]:  # noqa: ANN401  any JSON value
        """Return what makes the digest of a row's cells; ``also`` is what its table adds to the stamp."""
        if not self.stamp:
            return lambda _cells: None
        key = settings.INDEX_KEY[: blake2b.MAX_KEY_SIZE]
        told = json.dumps([self.stamp, *also], sort_keys=True).encode()
        begun = blake2b(told, digest_size=DIGEST_BYTES, key=key)

        def digest(cells: Sequence[Cell]) -> int:
            hashed = begun.copy()
            hashed.update(_words(cells).encode(errors="surrogatepass"))
            return int.from_bytes(hashed.digest(), "big", signed=True)

        return digest


def _words(cells: Sequence[Cell]) -> str:
    """Write cells so that no two rows are written alike; nearly all hold nothing but texts."""
    try:
        words = BETWEEN.join(cells)  # type: ignore[arg-type]  # raises where one is no text
    except TypeError:
        return repr(cells)
    return words if words.count(BETWEEN) == len(cells) - 1 else repr(cells)


def settled_by(batch: ImportBatch, kind: Kind, context: Any, *, mode: str) -> Settled:  # noqa: ANN401  the kind's own
    """Return what the last import like ``batch`` has settled, of the same file if there was one."""
    words = kind.stamp(context)
    if not words:
        return Settled()
    stamp = json.dumps([kind.key, batch.committee_key, batch.branch_key, mode, words])
    earlier = _last_like(batch)
    if earlier is None:
        return Settled(stamp)
    rows: QuerySet[ImportRow] = earlier.rows.filter(
        digest__isnull=False, object_key__isnull=False, undone=False
    )
    told = kind.standing(rows, context).order_by().values_list("digest", "object_key", "revision")
    known = {digest: (key, revision) for digest, key, revision in told.iterator(chunk_size=5000)}
    return Settled(stamp, cast("dict[int, tuple[int, int]]", known))  # none of the three is null in such rows


def _last_like(batch: ImportBatch) -> ImportBatch | None:
    """Return the last import to the same place that stored something, of the same file before all others."""
    like = ImportBatch.objects.filter(
        kind=batch.kind,
        committee_key=batch.committee_key,
        branch_key=batch.branch_key,
        committed_at__isnull=False,
    ).defer("content", "grid", "repairs")
    return like.filter(file_hash=batch.file_hash).first() or like.first()
