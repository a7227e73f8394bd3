"""Days that the database reckons from a column and a committee's setting, alike on SQLite and PostgreSQL.

So a reminder can ask "which letters expire within the days that *their* committee set" in one query::

    rows.filter(valid_until__lte=PlusDays(Value(today), F("branch__committee__letter_notice_days")))
"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import DateField, Func
from django.db.models.sql.compiler import SQLCompiler

Sql = tuple[str, tuple[str | int, ...]]


class PlusDays(Func):
    """The day that lies a number of days after another: ``PlusDays(day, count)``."""

    arity = 2
    output_field = DateField()

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> Sql:  # noqa: ANN401, ARG002  as in Django
        """Reckon on text, the way SQLite keeps days."""
        (day, of_day), (count, of_count) = map(compiler.compile, self.get_source_expressions())
        return f"date({day}, ({count}) || ' days')", (*of_day, *of_count)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> Sql:  # noqa: ANN401, ARG002  as in Django
        """A date and an integer give a date."""
        (day, of_day), (count, of_count) = map(compiler.compile, self.get_source_expressions())
        return f"(({day})::date + ({count})::integer)", (*of_day, *of_count)


class PlusMonths(Func):
    """The day that lies a number of months after another; the last of a shorter month stands for a later day.

    ``PlusMonths(2024-11-30, 3)`` is 2025-02-28.
    """

    arity = 2
    output_field = DateField()

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> Sql:  # noqa: ANN401, ARG002  as in Django
        """SQLite counts on into the next month where a day is missing: the end of the month holds it back."""
        (day, of_day), (count, of_count) = map(compiler.compile, self.get_source_expressions())
        plain = f"date({day}, ({count}) || ' months')"
        end = f"date({day}, 'start of month', ({count} + 1) || ' months', '-1 day')"
        return f"min({plain}, {end})", (*of_day, *of_count, *of_day, *of_count)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> Sql:  # noqa: ANN401, ARG002  as in Django
        """PostgreSQL keeps to the month by itself."""
        (day, of_day), (count, of_count) = map(compiler.compile, self.get_source_expressions())
        return f"(({day})::date + make_interval(months => ({count})::integer))::date", (*of_day, *of_count)
