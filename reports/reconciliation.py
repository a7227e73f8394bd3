"""Opening + arrivals − departures = closing, record by record: which ones make the difference, and why.

The opening is what the month before was closed with. Each record is entered on both sides of the balance; what is
left over for one record is its part in the difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from accounts.system import Office
from core.figures import FIGURES, Balance, Base, Moment, Number, Rows, Term, base_key, rows_behind
from reports.kept import KEPT_SPANS
from reports.models import ReportRows
from reports.models.closed import closed_report
from reports.monthly import Computed

NAMED = 50
"""So many records are named at most."""


@dataclass(frozen=True)
class Entry:
    """One record in the balance: the terms that count it, each with the branch in which they do."""

    pk: int
    counted: Mapping[Term, int | None]


def reconciliation(month: Computed, rows: Mapping[str, Rows]) -> tuple[str, ...]:
    """Name the records that keep the month's opening and closing apart.

    ``rows``: what was read already, by base; the rest is read here. Empty where the month before is not closed.
    """
    before = closed_report(month.committee, month.month.plus(-1))
    if before is None:
        return ()
    found: list[str] = []
    for balance, base in _balances():
        stored = ReportRows.objects.filter(report=before, base=base_key(base)).first()
        if stored is not None:
            opening = Rows.unpack(bytes(stored.content))
            now = rows.get(base_key(base)) or _read(month, balance)
            found += _told(month, balance, base, list(_left_over(balance, opening, now)))
    return tuple(found)


def _balances() -> Iterator[tuple[Balance, Base]]:
    """The relations that begin with last month's closing and count rows of one base."""
    for relation in FIGURES.relations:
        if isinstance(relation, Balance) and any(t.moment is Moment.OPENING for t in relation.terms()):
            bases = {term.figure.base for term in relation.terms()}
            if len(bases) == 1:
                yield relation, bases.pop()


def _read(month: Computed, balance: Balance) -> Rows:
    figures = {term.figure.key: term.figure for term in balance.terms()}
    return next(rows_behind(Office(month.committee), figures.values(), month.month, KEPT_SPANS))


def _left_over(balance: Balance, opening: Rows, now: Rows) -> Iterator[Entry]:
    """Enter every record; keep those whose entries do not cancel out in each branch."""
    sums: dict[int, dict[int | None, Number]] = defaultdict(lambda: defaultdict(int))
    counted: dict[int, dict[Term, int | None]] = defaultdict(dict)
    for sign, terms in ((1, (*balance.start, *balance.plus)), (-1, (*balance.minus, *balance.end))):
        for term in terms:
            source = opening if term.moment is Moment.OPENING else now
            for pk, amount in source.values(term.figure.key, term.span).items():
                place = source.rows[pk].place
                sums[pk][place] += sign * amount
                counted[pk][term] = place
    return (Entry(pk, counted[pk]) for pk, places in sums.items() if any(places.values()))


def _told(month: Computed, balance: Balance, base: Base, entries: list[Entry]) -> Iterator[str]:
    manager: Any = base.model._default_manager
    shown = entries[:NAMED]
    names = manager.select_related(*base.related).in_bulk([entry.pk for entry in shown])
    for entry in shown:
        yield f"{names.get(entry.pk, '已经删除的记录')}：{_words(month, balance, entry)}"
    if len(entries) > NAMED:
        yield f"{balance.title}：还有 {len(entries) - NAMED} 条记录也与上月结账不一致。"


def _words(month: Computed, balance: Balance, entry: Entry) -> str:
    """Say where the record is counted: 上月结账时计入第一支部，本月没有增减记录，月末没有计入."""
    opening = next((t for t in balance.start if t in entry.counted), None)
    closing = next((t for t in balance.end if t in entry.counted), None)
    moved = [t.words for t in (*balance.plus, *balance.minus) if t in entry.counted]
    began = f"上月结账时{_where(month, entry, opening)}"
    during = f"计为{'、'.join(moved)}" if moved else "本月没有增减记录"
    return f"{began}，{during}，月末{_where(month, entry, closing)}。"


def _where(month: Computed, entry: Entry, term: Term | None) -> str:
    if term is None:
        return "没有计入"
    place = month.branches.with_key(entry.counted[term])
    return f"计入{place.short_name}" if place else "已计入"
