"""Writing the log: :func:`record` inside a transaction, and the :func:`action` that never forgets it.

Each entry carries an HMAC over itself and its predecessor's, so that an entry changed, taken out or put in
shows when the chain is verified. Writers take their place in the chain one after another: SQLite's
immediate transactions see to that, PostgreSQL takes an advisory lock until the transaction ends.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar, cast

from django.db import connection, models, transaction
from django.utils import timezone

from audit.chain import mac_of
from audit.models import AuditEntry, Outcome, Verb
from audit.owners import owner_keys
from core.scope import Actor

CHAIN_LOCK = 7_206_112  # any constant that nothing else in this database locks
COMMAND_LINE = "命令行"

_address: ContextVar[str] = ContextVar("address", default=COMMAND_LINE)
_written: ContextVar[int] = ContextVar("written", default=0)

F = TypeVar("F", bound=Callable[..., Any])
ACTIONS: list[Callable[..., Any]] = []


class Unrecorded(AssertionError):
    """An action ended without leaving a trace; its transaction is rolled back."""


@contextmanager
def from_address(address: str) -> Iterator[None]:
    """Say where what is done inside comes from, for the ``address`` of its entries."""
    token = _address.set(address)
    try:
        yield
    finally:
        _address.reset(token)


def action(function: F) -> F:
    """Make a write atomic and sure to be recorded; insist on keyword-only arguments with the actor as ``by``.

    Raises :class:`Unrecorded` (and rolls back) if the function returns without an audit entry.
    """
    parameters = inspect.signature(function).parameters.values()
    if "by" not in {p.name for p in parameters} or any(p.kind is not p.KEYWORD_ONLY for p in parameters):
        message = f"{function.__qualname__} must take keyword-only arguments and the actor as 'by'"
        raise TypeError(message)

    @functools.wraps(function)
    def run(**kwargs: Any) -> Any:  # noqa: ANN401  whatever the action takes and gives
        before = _written.get()
        with transaction.atomic():
            result = function(**kwargs)
            if _written.get() == before:
                message = f"{function.__qualname__} left no audit entry"
                raise Unrecorded(message)
        return result

    ACTIONS.append(run)
    return cast("F", run)


def record(  # noqa: PLR0913  one keyword for each column
    *,
    by: Actor | None,
    verb: Verb,
    obj: models.Model | None = None,
    kind: str = "",
    words: str = "",
    committee_key: int | None = None,
    branch_key: int | None = None,
    changes: Mapping[str, tuple[str, str]] | None = None,
    outcome: Outcome = Outcome.DONE,
    detail: str = "",
) -> AuditEntry:
    """Append one entry. Where ``obj`` is given, its kind, number, words, branch and committee follow from it.

    ``changes`` maps the label of a field to its masked words before and after. Never pass a number in clear.
    What belongs to no committee that could be told counts to the actor's own, so that its auditor finds it.
    """
    owner_committee, owner_branch = owner_keys(obj)
    with transaction.atomic():
        last = _lock_chain_and_get_last()
        entry = AuditEntry(
            number=(last.number if last else 0) + 1,
            at=timezone.now(),
            actor_key=by.pk if by else None,
            actor_name=_fit("actor_name", by.name if by else ""),
            role=_fit("role", by.roles_words() if by else ""),
            address=_fit("address", _address.get()),
            verb=verb,
            object_kind=obj._meta.label_lower if obj else kind,
            object_key=obj.pk if obj else None,
            object_words=_fit("object_words", words or (str(obj) if obj else "")),
            branch_key=_first(branch_key, owner_branch),
            committee_key=_first(committee_key, owner_committee, getattr(by, "committee_id", None)),
            changes={
                _plain(label): [_plain(old), _plain(new)] for label, (old, new) in (changes or {}).items()
            },
            outcome=outcome,
            detail=_fit("detail", detail),
            previous_mac=last.mac if last else "",
        )
        entry.mac = mac_of(entry)
        entry.save(force_insert=True)
    _written.set(_written.get() + 1)
    return entry


def record_view(*, by: Actor, obj: models.Model) -> AuditEntry:
    """Note that ``by`` has read the page of ``obj``: the one thing that a GET writes, in a transaction of its own."""
    return record(by=by, verb=Verb.VIEW, obj=obj)


def _lock_chain_and_get_last() -> AuditEntry | None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
    return AuditEntry.objects.order_by("-number").only("number", "mac").first()


def _plain(text: str) -> str:
    """Leave out what a database or JSON would not give back as it was: NUL and lone surrogates."""
    return str(text).replace("\x00", "").encode("utf-8", "replace").decode()


def _fit(column: str, text: str) -> str:
    field = cast("models.CharField[str, str]", AuditEntry._meta.get_field(column))
    return _plain(text)[: field.max_length]


def _first(*keys: int | None) -> int | None:
    return next((key for key in keys if key is not None), None)
