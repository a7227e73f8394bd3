"""Telling formulas that calculate from formulas that reach out of the workbook."""

from __future__ import annotations

import re

from spreadsheets.reader.book import OUTSIDE, CellError, Formula, PlainCell

_QUOTED = re.compile(r'"[^"]*"|&quot;.*?&quot;')
_FETCHES = re.compile(
    r"\||\b(?:WEBSERVICE|FILTERXML|RTD|DDE|CALL|EXEC|REGISTER(?:\.ID)?|IMAGE|IMPORT[A-Z]+)\s*\(",
    re.IGNORECASE,
)


def fetches(formula: str) -> bool:
    """Tell whether a formula starts a program (``cmd|' /C calc'!A0``) or asks another host.

    What such a formula once gave is nobody's entry, and not read. References to other workbooks are harmless: the value
    that was stored for them is what the person saw.
    """
    return _FETCHES.search(_QUOTED.sub("", formula)) is not None


def computed(formula: str, value: PlainCell) -> Formula:
    """Return the cell of ``formula``, for which the office program last stored ``value``."""
    return Formula(CellError(OUTSIDE) if fetches(formula) else value)
