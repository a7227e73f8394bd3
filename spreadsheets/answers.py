"""What a person answers about rows of a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spreadsheets.kinds import PlannedRow
from spreadsheets.planning import Choices


def offers(row: PlannedRow, key: str) -> bool:
    """Tell whether ``key`` is an answer to what is asked about ``row``."""
    return row.question is not None and any(option.key == key for option in row.question.options)


def answered(choices: Choices, rows: Sequence[PlannedRow], key: str) -> Choices:
    """Return ``choices`` with ``key`` picked for ``rows``; without one they are other people than those asked about."""
    if key:
        return replace(choices, picked={**choices.picked, **{row.place: key for row in rows}})
    return replace(choices, others=sorted({*choices.others, *(row.place for row in rows)}))
