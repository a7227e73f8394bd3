"""Columns as a kind of sheet declares them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spreadsheets.cleaners import Cleaner


@dataclass(frozen=True)
class Column:
    """One field of a sheet: how its header may be written and how its cells are cleaned.

    ``synonyms`` are other headers that mean it for sure; ``weak`` ones mean it unless a surer column is there.
    ``distinct`` says that its cells hardly repeat, so that remembering cleaned ones is a waste.
    ``looks_like`` tells of a cleaned value whether it is what the column holds, so that a column under a strange header
    can be suggested for it; without it nothing ever is.
    ``mask`` shows a value on a page. In a template, ``hint`` tells how to fill the column in, ``choices`` are offered,
    ``example`` stands in the example row.
    """

    field: str
    title: str
    clean: Cleaner
    synonyms: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    required: bool = False
    distinct: bool = False
    by_values: bool = False
    looks_like: Callable[[str], bool] | None = None
    mask: Callable[[str], str] | None = None
    hint: str = ""
    choices: tuple[str, ...] = ()
    example: str = ""
    width: int = 14

    def shown(self, value: str) -> str:
        """Return ``value`` as a page may show it."""
        return self.mask(value) if self.mask and value else value
