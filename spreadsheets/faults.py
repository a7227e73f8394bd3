"""What is wrong with a cell, and with a row: a code for programs, a sentence for people."""

from __future__ import annotations

from dataclasses import dataclass

FOREIGN = "branch_foreign"
"""Code of a row that others import, for it lies out of the person's reach: there is nothing to repair."""


class Fault(ValueError):
    """A cell cannot be read as its column wants it; the sentence says what to do, ``near`` what is probably meant."""

    def __init__(self, code: str, message: str, near: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.near = near


@dataclass(frozen=True)
class Problem:
    """A fault with its place. ``letter`` is empty where the sheet has no column for the field.

    ``near`` is the text that is probably meant, where one of those that can be chosen is near enough.
    """

    field: str
    code: str
    message: str
    letter: str = ""
    row: int = 0
    near: str = ""

    @property
    def cell(self) -> str:
        """Address of the cell: ``D7``, or only the row where no column holds the field."""
        return f"{self.letter}{self.row}"
