"""A model field that holds a month."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from core.periods import Month

LENGTH = len("2024-12")


class MonthField(models.CharField):  # type: ignore[type-arg]  # stubs: generic only while checking
    """A :class:`~core.periods.Month`, stored as ``2024-12``, so that it sorts and compares in the database."""

    # As django-stubs ask a field what may be set and what is read.
    _pyi_private_set_type: str | Month  # type: ignore[assignment]  # the stubs know no text that is read otherwise
    _pyi_private_get_type: Month  # type: ignore[assignment]  # as above

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        kwargs["max_length"] = LENGTH
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Leave out what the field sets by itself."""
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("max_length", None)
        return name, path, args, kwargs

    def from_db_value(self, value: str | None, *_: object) -> Month | None:
        """Read what the database holds."""
        return None if value is None else Month.parse(value)

    def to_python(self, value: Any) -> Month | None:  # noqa: ANN401  as in Django
        """Take a month or its text; raise ``ValidationError`` with a sentence otherwise."""
        if value is None or isinstance(value, Month):
            return value
        try:
            return Month.parse(str(value))
        except ValueError as wrong:
            raise ValidationError(str(wrong), code="month") from wrong

    def run_validators(self, value: Any) -> None:  # noqa: ANN401  as in Django
        """Judge a month by the text that is stored."""
        super().run_validators(None if value is None else str(value))

    def get_prep_value(self, value: Any) -> str | None:  # noqa: ANN401  as in Django
        """Write ``2024-12``."""
        return None if value is None else str(value)

    def value_to_string(self, obj: models.Model) -> str:
        """Write it the same way for serialisers."""
        return str(self.value_from_object(obj))
