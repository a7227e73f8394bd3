"""Dates of which only the year or the month may be known; what is not known is never invented.

Kept as text, ``1998``, ``1998-07`` or ``1998-07-01``: it sorts, and says by its length how much is known.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

REFUSAL = "日期请写成 1998、1998-07 或 1998-07-01，且须真实存在。"
_TYPED = re.compile(r"([0-9]{4})(?:[-./年]([0-9]{1,2})(?:[-./月]([0-9]{1,2}))?)?[年月日]?")
_TYPED_TOGETHER = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_SHAPE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class PartialDate(str):
    """A year, a month or a day, as ISO text; construct it with :meth:`parse` to be sure that it exists."""

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ISO text; raise ``ValueError`` where the shape or the calendar says no."""
        match = _SHAPE.fullmatch(text)
        if match is None:
            message = "日期请写成 1998、1998-07 或 1998-07-01。"
            raise ValueError(message)
        year, month, day = match.groups()
        date(int(year), int(month or 1), int(day or 1))
        return cls(text)

    @property
    def earliest(self) -> date:
        """The first day that it may mean."""
        year, month, day = self._parts()
        return date(year, month or 1, day or 1)

    @property
    def latest(self) -> date:
        """The last day that it may mean."""
        year, month, day = self._parts()
        month = month or 12
        return date(year, month, day or calendar.monthrange(year, month)[1])

    @property
    def words(self) -> str:
        """As people write it: 1998年, 1998年7月, 1998年7月1日."""
        year, month, day = self._parts()
        return f"{year}年" + (f"{month}月" if month else "") + (f"{day}日" if day else "")

    def surely_before(self, other: PartialDate) -> bool:
        """Tell whether no reading of the two lets this one be the later or the same."""
        return self.latest < other.earliest

    def _parts(self) -> tuple[int, int, int]:
        pieces = [*map(int, self.split("-")), 0, 0]
        return pieces[0], pieces[1], pieces[2]


class PartialDateInput(forms.CharField):
    """A text input for a partial date; also takes 1998年7月1日, 1998.7, 1998/7/1 and 19980701."""

    widget = forms.TextInput(
        attrs={"placeholder": "如 1998-07-01 或 1998-07", "inputmode": "numeric", "autocomplete": "off"}
    )

    def to_python(self, value: Any) -> Any:  # noqa: ANN401  as in Django
        """Return a :class:`PartialDate`, or the empty string; refuse days that do not exist."""
        text = super().to_python(value)
        if not text:
            return ""
        try:
            return PartialDate.parse(_written_out(text))
        except ValueError as wrong:
            raise ValidationError(REFUSAL, code="invalid_date") from wrong


def _written_out(text: str) -> str:
    found = _TYPED.fullmatch(text) or _TYPED_TOGETHER.fullmatch(text)
    return "-".join(piece.zfill(2) for piece in found.groups() if piece) if found else text


class PartialDateField(models.CharField):  # type: ignore[type-arg]  # stubs: generic only while checking
    """Stores a :class:`PartialDate`; the empty string is "not known"."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        kwargs["max_length"] = 10
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Leave out what the field sets by itself."""
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def from_db_value(self, value: str | None, *_: object) -> PartialDate | str | None:
        """Return what the database holds as a date that can tell its words."""
        return PartialDate(value) if value else value

    def to_python(self, value: Any) -> Any:  # noqa: ANN401  as in Django
        """Accept ISO text of any of the three lengths; refuse days that do not exist."""
        if not value:
            return ""
        try:
            return PartialDate.parse(str(value).strip())
        except ValueError as wrong:
            raise ValidationError(REFUSAL, code="invalid_date") from wrong

    def formfield(self, **kwargs: Any) -> Any:  # noqa: ANN401  as in Django
        """Offer a text input that tells the ways to write it."""
        return super().formfield(**{"form_class": PartialDateInput, **kwargs})
