"""Columns that are fields of a model: title, cleaner and conversion follow from the field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Field, Model

from core.fields import EncryptedTextField
from core.masking import mask_phone
from spreadsheets import cleaners, numerals
from spreadsheets.cleaners import Cleaner
from spreadsheets.columns import Column
from spreadsheets.records.context import Load

NAME_LENGTH = 100
WIDTHS = {models.DateField: 13, models.TimeField: 11, models.TextField: 36, models.IntegerField: 11}
USUAL_WIDTH = 16


@dataclass(frozen=True)
class RecordColumn(Column):
    """A column of a sheet of records.

    ``path`` leads from the record to the value (``held_on``, ``activity.held_on``); a column without one only helps to
    recognise a row. ``convert`` makes of a cleaned text what the model keeps, ``write`` the text again. ``related``
    loads what the column may name. Changing the value takes ``permission``, where one is told. ``blank`` is written
    where there is nothing; before that, what ``stand_in`` leads to: a path such as ``member.name``.
    """

    path: str = ""
    convert: Callable[[str], Any] = str
    write: Callable[[Any], str] = str
    related: Load | None = None
    permission: str = ""
    blank: str = ""
    stand_in: str = ""

    def words_of(self, record: Model) -> str:
        """Return the value of ``record`` as a sheet writes it."""
        value = follow(record, self.path) if self.related is not None else self.value_of(record)
        return self.blank if value is None else self.write(value)

    def value_of(self, record: Model) -> Any:  # noqa: ANN401  whatever is kept
        """Return what is kept of the column, or what stands in for it."""
        value = follow(record, self.attribute)
        return follow(record, self.stand_in) or "" if self.stand_in and not value else value

    def restore(self, plain: Any) -> Any:  # noqa: ANN401  a JSON value
        """Undo :func:`plain_value`."""
        parses = self.convert in _PARSERS and isinstance(plain, str)
        return self.convert(plain) if parses else plain

    @property
    def attribute(self) -> str:
        """The path to what is stored: of a related row its number."""
        return f"{self.path}_id" if self.related is not None else self.path


def follow(record: Model, path: str) -> Any:  # noqa: ANN401  whatever stands there
    """Return what ``path`` leads to from ``record``."""
    found: Any = record
    for name in path.split("."):
        found = None if found is None else getattr(found, name)
    return found


def put(record: Model, path: str, value: Any) -> None:  # noqa: ANN401  any value
    """Set what ``path`` leads to from ``record``."""
    way, _, name = path.rpartition(".")
    setattr(follow(record, way) if way else record, name, value)


def field_of(model: type[Model], column: RecordColumn) -> Field[Any, Any]:
    """Return the field of ``model``, or of what hangs on it, in which a column is kept."""
    *way, last = column.path.split(".")
    holder: Any = model
    for name in way:
        holder = holder._meta.get_field(name).related_model
    field: Field[Any, Any] = holder._meta.get_field(last)
    return field


def may_be_emptied(model: type[Model], column: RecordColumn) -> bool:
    """Tell whether a row may empty ``column``: what can be missing, and is neither a day nor a choice.

    Days and choices tell how far a record has come, and that goes back on its page only.
    """
    if not column.path:
        return False
    field = field_of(model, column)
    is_step = isinstance(field, models.DateField | models.TimeField) or bool(field.choices)
    return (field.blank or field.null) and not is_step


def empty_value(model: type[Model], column: RecordColumn) -> Any:  # noqa: ANN401  as the field keeps nothing
    """Return what is kept where there is no value."""
    return None if field_of(model, column).null else ""


def plain_value(value: Any) -> Any:  # noqa: ANN401  a model's value
    """Return ``value`` as JSON keeps it."""
    if isinstance(value, date | time | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


_PARSERS: tuple[Callable[[str], Any], ...] = (date.fromisoformat, time.fromisoformat, Decimal)


class ColumnsOf:
    """Makes columns of the fields of ``model``: ``of("held_on", "活动日期", required=True)``."""

    def __init__(self, model: type[Model], path: str = "") -> None:
        """Say from where the fields are reached: ``path`` is empty for the record itself."""
        self._model = model
        self._path = f"{path}." if path else ""

    def __call__(  # noqa: PLR0913  what a column can say
        self,
        name: str,
        *synonyms: str,
        weak: tuple[str, ...] = (),
        title: str = "",
        words: Mapping[str, str] | None = None,
        related: Load | None = None,
        clean: Cleaner | None = None,
        required: bool = False,
        permission: str = "",
        hint: str = "",
        example: str = "",
        blank: str = "",
        stand_in: str = "",
        width: int = 0,
    ) -> RecordColumn:
        """Return the column of the field ``name``; ``words`` are other words for its choices."""
        field = self._model._meta.get_field(name)
        assert isinstance(field, Field)  # noqa: S101  for the type checker: columns name columns
        title = title or str(field.verbose_name)
        labels = tuple(str(label) for _, label in field.flatchoices)
        convert, write = _conversions(field)
        is_phone = name.endswith("phone")
        return RecordColumn(
            field=name,
            title=title,
            clean=clean or (cleaners.text(NAME_LENGTH) if related else _cleaner(field, title, words or {})),
            synonyms=synonyms,
            weak=weak,
            required=required,
            distinct=is_phone or isinstance(field, models.TextField),
            mask=mask_phone if is_phone else None,
            hint=hint,
            width=width or next((w for kind, w in WIDTHS.items() if isinstance(field, kind)), USUAL_WIDTH),
            path=f"{self._path}{name}",
            convert=convert,
            write=write,
            related=related,
            permission=permission,
            choices=labels,
            example=example,
            blank=blank,
            stand_in=stand_in,
        )


def _cleaner(field: Field[Any, Any], title: str, words: Mapping[str, str]) -> Cleaner:  # noqa: PLR0911  one each
    if field.choices:
        return cleaners.choice([str(label) for _, label in field.flatchoices], words, name=title)
    if field.name.endswith("phone"):
        return numerals.phone
    if isinstance(field, models.DateField):
        return cleaners.day_text
    if isinstance(field, models.TimeField):
        return numerals.clock
    if isinstance(field, models.DecimalField):
        return numerals.decimal(field.decimal_places)
    if isinstance(field, models.IntegerField):
        return cleaners.whole_number
    most = getattr(field, "max_length", None) or NAME_LENGTH
    lines = isinstance(field, models.TextField) and not (
        isinstance(field, EncryptedTextField) and most <= NAME_LENGTH
    )
    return cleaners.text(most, lines=lines)


def _conversions(field: Field[Any, Any]) -> tuple[Callable[[str], Any], Callable[[Any], str]]:
    if field.choices:
        codes = {str(label): code for code, label in field.flatchoices}
        labels = {code: label for label, code in codes.items()}
        return codes.__getitem__, lambda code: labels.get(code, str(code))
    if isinstance(field, models.DateField):
        return date.fromisoformat, date.isoformat
    if isinstance(field, models.TimeField):
        return time.fromisoformat, lambda clock: f"{clock:%H:%M}"
    if isinstance(field, models.DecimalField):
        return Decimal, lambda number: f"{number.normalize():f}"
    if isinstance(field, models.IntegerField):
        return int, str
    return str, str
