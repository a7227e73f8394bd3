"""The kinds of sheets that this deployment can import, as the apps declare them in their ``sheets.py``."""

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
