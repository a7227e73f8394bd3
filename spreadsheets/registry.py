"""The kinds of sheets that this deployment can import and export, as the apps declare them.

Imports stand in the apps' ``sheets.py``, exports in their ``resources.py``.
"""

from __future__ import annotations

from typing import Protocol


class SheetKind(Protocol):
    """What models and pages need to know of a kind of sheet."""

    @property
    def key(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def permission(self) -> str: ...


SHEETS: dict[str, SheetKind] = {}


class SheetExport(Protocol):
    """What pages need to know of a list that can be taken away."""

    @property
    def key(self) -> str: ...

    @property
    def title(self) -> str: ...

    permission: str


EXPORTS: dict[str, SheetExport] = {}
