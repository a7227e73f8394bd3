"""Which record a row speaks of: the ways in which a kind recognises a row again, each asked once for the whole file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from spreadsheets.kinds import PlannedRow
from spreadsheets.records.columns import RecordColumn
from spreadsheets.records.context import RecordContext
from spreadsheets.records.lookups import fold

if TYPE_CHECKING:
    from spreadsheets.records.sheet import RecordSheet

CHUNK = 400
Key = tuple[Any, ...]
T = TypeVar("T")


def batched(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Cut ``items`` into lists of at most ``size``, as many as a query can take."""
    iterator = iter(items)
    while part := list(islice(iterator, size)):
        yield part


def candidates_of(
    kind: RecordSheet[Any], rows: Sequence[PlannedRow], context: RecordContext
) -> dict[str, list[int]]:
    """Return for each row, by its place, the numbers of the records that it may speak of.

    The first way for which a row tells enough decides.
    """
    found: dict[str, list[int]] = {}
    decided: set[str] = set()
    for way in kind.ways:
        keys = {
            row.place: key for row in rows if row.place not in decided and (key := key_of(kind, row, way))
        }
        known = _known(kind, way, keys.values(), context) if keys else {}
        for row in rows:
            if row.place in keys:
                alike = known.get(keys[row.place], ())
                found[row.place] = [pk for pk, told in alike if _is_near(kind, way, row, told)]
        decided |= keys.keys()
    return found


def key_of(kind: RecordSheet[Any], row: PlannedRow, way: Sequence[str]) -> Key | None:
    """Return what ``way`` compares of ``row``, ``None`` where the row does not tell it all."""
    columns = [kind.column(name) for name in way]
    values = [row.record.get(column.attribute) for column in columns]
    if any(value is None or value == "" for value in values):
        return None
    return tuple(_comparable(value) for value in values)


def identity_of(kind: RecordSheet[Any], row: PlannedRow) -> Key | None:
    """Return the first way in which a new row can be recognised, and what it compares; two rows must not share it."""
    for way in kind.ways:
        if key := key_of(kind, row, way):
            return (way, key, tuple(row.record.get(kind.column(n).attribute) for n in _apart(kind, way)))
    return None


def _known(
    kind: RecordSheet[Any], way: Sequence[str], keys: Iterable[Key], context: RecordContext
) -> dict[Key, list[tuple[int, Key]]]:
    """Return the records of ``keys`` with what tells them apart.

    Days and numbers are asked for; texts, of which blanks and width do not count, are compared here.
    """
    columns = [kind.column(name) for name in (*way, *_apart(kind, way))]
    wanted = set(keys)
    found: dict[Key, list[tuple[int, Key]]] = {}
    for condition in _conditions(columns[: len(way)], wanted):
        rows = kind.reachable(context).filter(**condition)
        paths = [
            path for column in columns for path in (column.attribute, column.stand_in or column.attribute)
        ]
        for pk, *values in rows.values_list("pk", *(path.replace(".", "__") for path in paths)):
            told = [value or other for value, other in zip(values[::2], values[1::2], strict=True)]
            key = tuple(map(_comparable, told[: len(way)]))
            if key in wanted:
                found.setdefault(key, []).append((pk, tuple(told[len(way) :])))
    return found


def _conditions(columns: Sequence[RecordColumn], keys: Iterable[Key]) -> Iterator[dict[str, Any]]:
    exact = [n for n, column in enumerate(columns) if column.related is not None or column.convert is not str]
    if not exact:
        yield {}
        return
    number = exact[0]
    for part in batched(sorted({key[number] for key in keys})):
        yield {f"{columns[number].attribute.replace('.', '__')}__in": part}


def _comparable(value: Any) -> Any:  # noqa: ANN401  a model's value
    return fold(value) if isinstance(value, str) else value


def _apart(kind: RecordSheet[Any], way: Sequence[str]) -> tuple[str, ...]:
    """Return the columns that set records apart which ``way`` finds alike: none where it goes by a number of ours."""
    return () if set(way) <= kind.given else kind.apart


def _is_near(kind: RecordSheet[Any], way: Sequence[str], row: PlannedRow, values: Key) -> bool:
    """Tell whether nothing that the row tells speaks against a record: what it leaves open does not."""
    said = [row.record.get(kind.column(name).attribute, ...) for name in _apart(kind, way)]
    return all(
        words is ... or _comparable(words) == _comparable(value)
        for words, value in zip(said, values, strict=True)
    )
