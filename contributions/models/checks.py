"""What several models check in :meth:`clean`, so that pages, actions and imports are told alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone


def check(obj: Model, *, past: tuple[str, ...] = (), own: tuple[str, ...] = ()) -> None:
    """Raise ``ValidationError`` unless the days ``past`` have come and the rows ``own`` are of the same committee.

    A form that is being filled in may not know its committee yet; then only the days are judged.
    """
    if faults := {**dict(_future(obj, past)), **dict(_foreign(obj, own))}:
        raise ValidationError(faults)


def _future(obj: Model, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    today = timezone.localdate()
    for name in names:
        day = getattr(obj, name)
        if day is not None and day > today:
            yield name, f"{_title(obj, name)}还没有到，请核对。"


def _foreign(obj: Any, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:  # noqa: ANN401  a row of a committee
    committee = getattr(obj, "committee_id", None)
    for name in names if committee else ():
        if getattr(obj, f"{name}_id") and getattr(obj, name).committee_id != committee:
            yield name, f"请选择本党委的{_title(obj, name)}。"


def _title(obj: Model, name: str) -> str:
    return str(getattr(obj._meta.get_field(name), "verbose_name", name))
