"""Changing the key of encrypted fields: what is stored under an older key is stored anew under the current one.

Works on whatever the models declare: each field that knows its ``place`` in the encryption (``core.fields``, and sealed
bytes likewise). Values are read and written as the database holds them, so nothing else of a row changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model

from accounts.system import COMMAND_LINE
from audit.models import Verb
from audit.trail import action, record
from core import crypto
from core.crypto import CannotDecrypt
from core.scope import Actor

BATCH = 500


@dataclass
class Counts:
    """What a batch, or all of them, came to: rows read and values by what happened to them."""

    rows: int = 0
    renewed: int = 0
    unreadable: list[str] = field(default_factory=list)
    last: Any = None

    def add(self, other: Counts) -> None:
        """Add a batch to the sum."""
        self.rows += other.rows
        self.renewed += other.renewed
        self.unreadable += other.unreadable


def encrypted_fields(model: type[Model]) -> dict[str, str]:
    """Return the encrypted columns of ``model`` with their places."""
    fields = model._meta.local_concrete_fields
    return {str(f.column): place for f in fields if (place := getattr(f, "place", None))}


def encrypted_models() -> list[type[Model]]:
    """Return the models that hold encrypted values."""
    return [m for m in apps.get_models() if not m._meta.proxy and encrypted_fields(m)]


def rotate(model: type[Model], size: int = BATCH) -> Iterator[Counts]:
    """Renew all values of ``model``, batch by batch; stop anywhere and start again, what is done stays done."""
    last: Any = None
    while True:
        counts = renew_batch(by=COMMAND_LINE, model=model, after=last, size=size)
        if not counts.rows:
            return
        last = counts.last
        yield counts


def renew_batch(*, by: Actor, model: type[Model], after: Any, size: int) -> Counts:  # noqa: ANN401  a primary key
    """Renew the values of the next ``size`` rows after the key ``after`` (none: from the first), all or none of them.

    A batch in which nothing was to be renewed leaves no trace in the log. What cannot be decrypted stays as it is
    and is named by table, column and row.
    """
    rows = _rows(model, after, size, lock=False)
    counts = Counts(rows=len(rows), last=rows[-1][0] if rows else None)
    if any(_is_old(value) for row in rows for value in row[1:]):
        counts.add(_renew(by=by, model=model, after=after, size=size))
        counts.rows = len(rows)
    return counts


@action
def _renew(*, by: Actor, model: type[Model], after: Any, size: int) -> Counts:  # noqa: ANN401  as above
    """Read the rows again, locked, and write what is under an older key."""
    columns, table = encrypted_fields(model), model._meta.db_table
    quote = connection.ops.quote_name
    counts = Counts()
    with connection.cursor() as cursor:
        for key, *values in _rows(model, after, size, lock=True):
            for (column, place), value in zip(columns.items(), values, strict=True):
                if not _is_old(value):
                    continue
                try:
                    renewed = _renewed(value, place)
                except CannotDecrypt:
                    counts.unreadable.append(f"{place}（第 {key} 行）")
                    continue
                statement = f"UPDATE {quote(table)} SET {quote(column)} = %s WHERE {_key(model)} = %s"  # noqa: S608  own names
                cursor.execute(statement, [renewed, key])
                counts.renewed += 1
    record(
        by=by,
        verb=Verb.SETTINGS,
        kind=model._meta.label_lower,
        detail=f"用密钥 {crypto.current_key_name()} 重新加密 {counts.renewed} 个值",
    )
    return counts


def _rows(model: type[Model], after: Any, size: int, *, lock: bool) -> list[tuple[Any, ...]]:  # noqa: ANN401  as above
    quote, key = connection.ops.quote_name, _key(model)
    columns = ", ".join([key, *map(quote, encrypted_fields(model))])
    start = f"WHERE {key} > %s" if after is not None else ""
    wait = "FOR UPDATE" if lock and connection.features.has_select_for_update else ""
    statement = (
        f"SELECT {columns} FROM {quote(model._meta.db_table)} {start} ORDER BY {key} LIMIT {size} {wait}"  # noqa: S608  own names
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [after] if after is not None else [])
        return list(cursor.fetchall())


def _key(model: type[Model]) -> str:
    return connection.ops.quote_name(str(model._meta.pk.column))


def _is_old(value: str | bytes | memoryview | None) -> bool:
    """Tell whether a stored value is under another key than the current one; empty ones are under none."""
    if not value:
        return False
    front = value[:16] if isinstance(value, str) else bytes(value[:16])
    name = front if isinstance(front, str) else front.decode("ascii", "replace")
    return crypto.key_name(name) != crypto.current_key_name()


def _renewed(value: str | bytes | memoryview, place: str) -> str | bytes:
    if isinstance(value, str):
        return crypto.encrypt(crypto.decrypt(value, place), place)
    return crypto.encrypt_bytes(crypto.decrypt_bytes(bytes(value), place), place)
