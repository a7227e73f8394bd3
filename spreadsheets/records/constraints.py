"""The CHECK constraints of a model, judged in memory: a file of many rows must not ask the database about each.

SQL's logic is kept: an empty value makes a comparison unknown, and a constraint is broken only where it is false.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, F, Model, Q

OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "exact": operator.eq,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
    "in": lambda value, choices: value in choices,
}


class _BeyondMemory(Exception):
    """A condition uses what only the database can tell."""


def broken_constraints(obj: Model, *, besides: set[str]) -> Iterator[CheckConstraint]:
    """Yield the constraints that ``obj`` breaks, but for those that speak of a field in ``besides``."""
    for constraint in obj._meta.constraints:
        if isinstance(constraint, CheckConstraint) and not (fields_of(constraint.condition) & besides):
            try:
                is_broken = _truth(constraint.condition, obj) is False
            except _BeyondMemory:
                is_broken = _database_says_no(constraint, obj)
            if is_broken:
                yield constraint


def fields_of(condition: Any) -> set[str]:  # noqa: ANN401  a Q or a child of one
    """Return the names of the fields that ``condition`` speaks of."""
    if isinstance(condition, Q):
        return {name for child in condition.children for name in fields_of(child)}
    if isinstance(condition, tuple):
        lookup, wanted = condition
        return {lookup.partition("__")[0], *([_named_by(wanted)] if isinstance(wanted, F) else [])}
    return set()


def _database_says_no(constraint: CheckConstraint, obj: Model) -> bool:
    try:
        constraint.validate(type(obj), obj)
    except ValidationError:
        return True
    return False


def _truth(condition: Any, obj: Model) -> bool | None:  # noqa: ANN401  a Q or a child of one
    if isinstance(condition, tuple):
        lookup, wanted = condition
        return _compare(obj, lookup, wanted)
    if not isinstance(condition, Q) or condition.connector not in {Q.AND, Q.OR}:
        raise _BeyondMemory
    truths = [_truth(child, obj) for child in condition.children]
    decisive = condition.connector == Q.OR
    found: bool | None = not decisive
    if decisive in truths:
        found = decisive
    elif None in truths:
        found = None
    return not found if condition.negated and found is not None else found


def _compare(obj: Model, lookup: str, wanted: Any) -> bool | None:  # noqa: ANN401  any value
    name, _, how = lookup.partition("__")
    value = _value(obj, name)
    if how == "isnull":
        return (value is None) is bool(wanted)
    compare = OPERATORS.get(how or "exact")
    if compare is None:
        raise _BeyondMemory
    if isinstance(wanted, F):
        wanted = _value(obj, _named_by(wanted))
    if value is None or wanted is None:
        return None
    return compare(value, wanted)


def _value(obj: Model, name: str) -> Any:  # noqa: ANN401  any value
    attribute = {field.name: field.attname for field in obj._meta.concrete_fields}.get(name)
    if attribute is None:
        raise _BeyondMemory
    return getattr(obj, attribute)


def _named_by(other: Any) -> str:  # noqa: ANN401  an F, of whose attributes the stubs know nothing
    return str(other.name)
