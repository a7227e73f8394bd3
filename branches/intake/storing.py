"""Storing the rows of a list of enterprises, and undoing them; called inside the transaction of the import."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from branches.intake.judging import DATES
from branches.intake.lookups import EnterpriseLookups
from branches.models import Enterprise
from spreadsheets.kinds import PlannedRow, Written
from spreadsheets.models import ImportRow, RowOutcome

BATCH = 500
KEPT_EDITED = "导入之后又修改过，保留现在的内容"
KEPT_IN_USE = "已有党员或党支部登记在这家企业，保留"


def write(rows: Sequence[PlannedRow], context: EnterpriseLookups) -> Iterator[Written]:
    """Store rows to be created and updated; yield what was done with each."""
    new = [row for row in rows if row.outcome is RowOutcome.CREATE]
    made = Enterprise.objects.bulk_create(
        [Enterprise(committee_id=context.place.committee_key, revision=1, **row.record) for row in new],
        batch_size=BATCH,
    )
    for row, enterprise in zip(new, made, strict=True):
        yield Written(row, enterprise.pk, {}, {}, 1)
    yield from _update([row for row in rows if row.outcome is RowOutcome.UPDATE])


def _update(rows: Sequence[PlannedRow]) -> Iterator[Written]:
    fields = {name for row in rows for name in row.record} | {"revision"}
    for start in range(0, len(rows), BATCH):
        some = rows[start : start + BATCH]
        known = _locked([row.key or 0 for row in some])
        for row in some:
            enterprise = known[row.key or 0]
            changed = {n: v for n, v in row.record.items() if getattr(enterprise, n) != v}
            before = {name: getattr(enterprise, name) for name in changed}
            _set(enterprise, changed)
            yield Written(row, enterprise.pk, _plain(before), _plain(changed), enterprise.revision)
        Enterprise.objects.bulk_update(known.values(), sorted(fields))


def undo(rows: Sequence[ImportRow]) -> None:
    """Take back what ``rows`` did, but for enterprises that were edited since or are in use.

    An enterprise that the import created was never one of the park's: it is removed, so that no list, choice or
    figure has to know of it. What it was stays in the uploaded file.
    """
    for start in range(0, len(rows), BATCH):
        some = rows[start : start + BATCH]
        known = _locked([row.object_key or 0 for row in some])
        for row in some:
            enterprise = known.get(row.object_key or 0)
            if enterprise is None or enterprise.revision != row.revision:
                row.kept_because = KEPT_EDITED
            elif row.outcome == RowOutcome.CREATE:
                row.undone = _remove(enterprise)
                row.kept_because = "" if row.undone else KEPT_IN_USE
            else:
                _set(enterprise, dict(_typed(name, value) for name, value in (row.before or {}).items()))
                enterprise.save()
                row.undone = True


def _locked(keys: Sequence[int]) -> dict[int, Enterprise]:
    return {e.pk: e for e in Enterprise.objects.select_for_update().filter(pk__in=keys)}


def _set(enterprise: Enterprise, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(enterprise, name, value)
    enterprise.revision += 1


def _remove(enterprise: Enterprise) -> bool:
    try:
        with transaction.atomic():
            enterprise.delete()
    except ProtectedError:
        return False
    return True


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """Return values as JSON keeps them, under the names of their columns in the sheet."""
    return {n.removesuffix("_id"): v.isoformat() if isinstance(v, date) else v for n, v in values.items()}


def _typed(name: str, value: Any) -> tuple[str, Any]:  # noqa: ANN401  a column's value
    """Undo :func:`_plain` for one value."""
    if name == "covered_by":
        return "covered_by_id", value
    return name, date.fromisoformat(value) if name in DATES and value else value
