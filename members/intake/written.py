"""What the register says of members as a sheet writes it, read of rows of values: no objects are made of the people."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from members.intake.judging import LABELS

DATES = ("birth_date", "joined_on", "confirmed_on")
PATHS = {"branch": "branch__name", "enterprise": "enterprise__name"}
"""Where those fields of the sheet stand that are no column of the member."""


def path_of(name: str) -> str:
    """Return what ``values_list`` of members takes for the field ``name`` of the sheet."""
    return PATHS.get(name, name)


def reader_of(name: str, path: str) -> Callable[[Any], str]:
    """Return what reads the field ``name`` of named values, where it stands under ``path``; undo ``fill_record``."""
    read = attrgetter(path)
    if name in LABELS:
        labels = LABELS[name]
        return lambda row: labels.get(code := read(row), code)
    if name in DATES:
        return lambda row: str(read(row))
    if name == "arrived_on":
        return lambda row: read(row).isoformat()
    if name == "enterprise":
        return lambda row: read(row) or ""
    return read
