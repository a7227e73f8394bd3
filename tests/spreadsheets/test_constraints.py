"""CHECK constraints judged in memory say what the database would say."""

from __future__ import annotations

import itertools
from datetime import date, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, Model, Q

from activities.models import Activity, Deal
from contributions.models import Improvement, Mediation, Suggestion
from services.models import Ticket
from spreadsheets.records.constraints import broken_constraints, fields_of
from stations.models import IncubatedOrganisation, Station

EARLY, LATE = date(2024, 1, 1), date(2024, 6, 1)
DAYS = (None, EARLY, LATE)
CASES: list[tuple[type[Model], dict[str, tuple[Any, ...]]]] = [
    (Station, {"kind": ("station", "none"), "opened_on": DAYS, "closed_on": DAYS}),
    (IncubatedOrganisation, {"started_on": DAYS, "approved_on": DAYS}),
    (Activity, {"begins": (None, time(9), time(10)), "ends": (None, time(9), time(11)), "state": ("held", "no")}),
    (Deal, {"buyer_id": (None, 1, 2), "seller_id": (1, 2), "amount": (None, -1, 0)}),
    (Ticket, {"state": ("solved", "in_work"), "received_on": DAYS, "solved_on": DAYS, "rating": (None, 0, 5)}),
    (Mediation, {"result": ("settled", "failed"), "on": DAYS, "settled_on": DAYS}),
    (Improvement, {"kind": ("parking", "other"), "unit": ("间", "平方米", ""), "quantity": (0, 1)}),
    (
        Suggestion,
        {"state": ("handed_in", "adopted", "carried_out"), "handed_in_on": DAYS, "decided_on": DAYS,
         "carried_out_on": DAYS},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("model", "values"), CASES, ids=[model.__name__ for model, _ in CASES])
def test_memory_and_database_agree(model: type[Model], values: dict[str, tuple[Any, ...]], db: None) -> None:
    for chosen in itertools.product(*values.values()):
        row = model(**dict(zip(values, chosen, strict=True)))
        in_memory = {constraint.name for constraint in broken_constraints(row, besides=set())}
        assert in_memory == set(broken_in_database(row)), chosen


def broken_in_database(row: Model) -> list[str]:
    found = []
    for constraint in row._meta.constraints:
        try:
            if isinstance(constraint, CheckConstraint):
                constraint.validate(type(row), row)
        except ValidationError:
            found.append(constraint.name)
    return found


def test_what_speaks_of_a_faulty_field_is_left_out(db: None) -> None:
    station = Station(kind="station", opened_on=LATE, closed_on=EARLY)
    assert list(broken_constraints(station, besides={"closed_on"})) == []


def test_fields_of_a_condition() -> None:
    assert fields_of(Q(a__gte=1) | ~Q(b__isnull=True)) == {"a", "b"}
