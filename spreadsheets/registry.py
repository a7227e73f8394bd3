"""The kinds of sheets that this deployment can import, as the apps declare them in their ``sheets.py``."""

from __future__ import annotations

from typing import Protocol


class SheetKind(Protocol):
    """What models and pages need to know of a kind of sheet."""

    key: str
    title: str
    permission: str


SHEETS: dict[str, SheetKind] = {}
