"""What the database itself holds of the rules, for every model of ours; the direction of keys is in test_rooms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import CheckConstraint, Model, Q, UniqueConstraint
from django.db.models.constraints import BaseConstraint

from core.checks import check_scopes, our_apps

# Constraints that no form can run into, each with the reason.
NOBODY_RUNS_INTO = {
    "enrolment_one_open_for_each_member": "actions lock the member and look first",
    "import_row_once": "rows of an import are written by the importer alone",
    "remembered_answer_once": "what is remembered is written by the importer alone, which looks first",
    "member_national_id_once": "the index is no field of a form; register_member says it in words",
}


def models() -> list[type[Model]]:
    return [model for app in our_apps() for model in app.get_models()]


def constraints() -> Iterator[BaseConstraint]:
    for model in models():
        yield from model._meta.constraints


def test_every_model_states_its_scope() -> None:
    assert check_scopes(None) == []
    both = [m._meta.label for m in models() if hasattr(m, "scope_path") and hasattr(m, "unscoped_because")]
    assert both == []


def test_every_choice_is_checked_by_the_database() -> None:
    unchecked = [
        f"{model._meta.label}.{field.name}"
        for model in models()
        for field in model._meta.concrete_fields
        if field.choices and field.name not in checked(model)
    ]
    assert unchecked == []


def test_choices_that_the_database_checks_are_all_of_them() -> None:
    wrong = [
        f"{model._meta.label}.{name} allows {sorted(set(allowed) ^ set(known))} only in one place"
        for model in models()
        for name, allowed in checked(model).items()
        for known in [[value for value, _ in getattr(model._meta.get_field(name), "flatchoices", [])]]
        if {*allowed, ""} != {*known, ""}
    ]
    assert wrong == []


def test_people_are_told_what_a_constraint_wants() -> None:
    silent = [
        constraint.name
        for constraint in constraints()
        if is_met_by_people(constraint)
        and constraint.violation_error_message == constraint.default_violation_error_message
    ]
    assert sorted(silent) == sorted(NOBODY_RUNS_INTO)


def is_met_by_people(constraint: BaseConstraint) -> bool:
    """Checks of choices repeat what a form's select allows; all others can be met."""
    return isinstance(constraint, UniqueConstraint) or (
        isinstance(constraint, CheckConstraint) and len(dict(leaves(constraint.condition))) > 1
    )


def checked(model: type[Model]) -> dict[str, list[Any]]:
    """Return the values that check constraints allow for each field."""
    found: dict[str, list[Any]] = {}
    for constraint in model._meta.constraints:
        comparisons = list(leaves(constraint.condition)) if isinstance(constraint, CheckConstraint) else []
        fields = {name.partition("__")[0] for name, _ in comparisons}
        for name, value in comparisons:
            # One that joins a choice with other fields is a rule between them, not the list of what there is.
            if name.endswith("__in") and (len(fields) == 1 or name.removesuffix("__in") not in found):
                found[name.removesuffix("__in")] = list(value)
    return found


def leaves(condition: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401  a condition or one of its parts
    """Return the comparisons that a condition is made of."""
    for child in condition.children if isinstance(condition, Q) else ():
        if isinstance(child, tuple):
            yield child
        else:
            yield from leaves(child)
