"""The rules that a record must obey: those of its model, asked for all at once and each told at its column."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import BaseConstraint, ForeignKey, Model, UniqueConstraint

from core.records import Record
from spreadsheets.kinds import PlannedRow
from spreadsheets.records.columns import follow
from spreadsheets.records.constraints import broken_constraints
from spreadsheets.records.context import RecordContext

if TYPE_CHECKING:
    from spreadsheets.records.sheet import RecordSheet


def judge_rights(
    kind: RecordSheet[Any], row: PlannedRow, names: Iterable[str], context: RecordContext
) -> None:
    for name in names:
        column = kind.by_field.get(name)
        permission = kind.column(name).permission if column else ""
        if permission and column and not context.by.has_perm(permission):
            row.refuse(
                name, "not_yours", f"“{column.title}”由党委办理，您的账号不能填写或改动，请清空这一格。"
            )


def judge_missing(kind: RecordSheet[Any], row: PlannedRow, record: Record) -> None:
    """Ask for what a new record cannot be without."""
    for column in kind.columns:
        is_told = row.values.get(column.field) or column.field in kind.given
        if not column.path or is_told or has_fault(row, column.field):
            continue
        part, name = _part(record, column.path)
        field: Any = part._meta.get_field(name)
        is_needed = not field.blank and not field.null and field.get_default() in (None, "")
        if is_needed and getattr(part, field.attname) in (None, ""):
            row.refuse(column.field, f"{column.field}_missing", f"没有填写{column.title}，请补上。")


def judge_record(
    kind: RecordSheet[Any], row: PlannedRow, record: Record, changed: set[str] | None, context: RecordContext
) -> None:
    """Judge the record as it would become by the rules of its model; ``changed`` is ``None`` for a new one."""
    for path, part in kind.parts_of(record):
        columns = [c for c in kind.columns if c.path and c.path.rpartition(".")[0] == path]
        by_name = {column.path.rpartition(".")[2]: column for column in columns}
        faulty = {name for name, column in by_name.items() if has_fault(row, column.field)}
        told = {
            name
            for name, column in by_name.items()
            if column.attribute in row.record and (changed is None or column.field in changed)
        }
        if told or changed is None:
            for name, message in _faults(part, told, faulty, skip=kind.covered):
                column = by_name.get(name, kind.column(kind.ways[0][0]))
                prefix = f"{column.title}：" if name in told and name in faulty else ""
                row.refuse(column.field, "rule", f"{prefix}{message}")
    kind.judge_record(row, record, context)


def _faults(
    part: Model, told: set[str], faulty: set[str], *, skip: Container[str]
) -> Iterator[tuple[str, str]]:
    """Yield what the model has against ``part``: name of the field, sentence. Fields that fail join ``faulty``."""
    fields = {field.name: field for field in part._meta.concrete_fields}
    judged = {name for name in told - faulty if not isinstance(fields[name], ForeignKey)}
    for name, sentence in _refusals(lambda: part.clean_fields(exclude=set(fields) - judged)):
        faulty.add(name)
        yield name, sentence
    yield from ((name, words) for name, words in _refusals(part.clean) if name not in faulty)
    for broken in broken_constraints(part, besides=faulty):
        yield broken.violation_error_code or "", str(broken.get_violation_error_message())
    every: Iterable[BaseConstraint] = part._meta.constraints
    for constraint in every:
        if (
            isinstance(constraint, UniqueConstraint)
            and constraint.name not in skip
            and told & set(constraint.fields)
        ):
            yield from _clash(part, constraint, faulty)


def _refusals(ask: Callable[[], None]) -> list[tuple[str, str]]:
    """Return what ``ask`` refuses: name of the field, sentence."""
    try:
        ask()
    except ValidationError as refused:
        by_name = refused.error_dict if hasattr(refused, "error_dict") else {"": refused.error_list}
        return [(name, words) for name, errors in by_name.items() for e in errors for words in e.messages]
    return []


def _clash(part: Model, constraint: UniqueConstraint, faulty: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the sentence where another row has what there may be only one of."""
    if faulty & set(constraint.fields) or any(
        getattr(part, name) in (None, "") for name in constraint.fields
    ):
        return
    try:
        constraint.validate(type(part), part)
    except ValidationError as clash:
        yield constraint.violation_error_code or constraint.fields[-1], clash.messages[0]


def _part(record: Record, path: str) -> tuple[Model, str]:
    way, _, name = path.rpartition(".")
    return (follow(record, way) if way else record), name


def has_fault(row: PlannedRow, name: str) -> bool:
    """Tell whether something is wrong already with the field ``name`` of ``row``."""
    return any(problem.field == name for problem in row.problems)
