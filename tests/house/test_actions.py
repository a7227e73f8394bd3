"""Every action: its form, its entry in the log, and that it is whole or absent.

Absent is made true the hard way: the database refuses the entry, which is the last thing that an action writes.
"""

from __future__ import annotations

import inspect
import re
import typing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import override_settings

from accounts.models import User
from accounts.system import COMMAND_LINE
from audit.models import AuditEntry, Verb
from audit.protection import NO_CHANGE, TABLE
from audit.trail import ACTIONS, Unrecorded, action, record
from branches.models import Committee
from config.demo.load import load_demo
from core.scope import Actor
from tests.demo_data import TODAY, at_noon_of
from tests.house.calls import BUILT, FIXED, arguments_of
from tests.house.places import texts
from tests.house.world import World
from tests.importing import contents

DECORATED = re.compile(r"^@action$", re.MULTILINE)
SOURCES = {
    name: len(DECORATED.findall(text))
    for name, text in texts().items()
    if name.endswith(".py") and not name.startswith("tests/") and DECORATED.search(text)
}
MODULES = {name.removesuffix(".py").replace("/", ".") for name in SOURCES}
for module in MODULES:
    import_module(module)
# In one order for every process of xdist, whatever was imported first.
KNOWN = sorted((a for a in ACTIONS if a.__module__ in MODULES), key=lambda a: (a.__module__, a.__name__))
# This one wants an empty database: see below.
CALLED = [known for known in KNOWN if known.__name__ != "load_demo"]
REFUSE = {
    "postgresql": f"CREATE TRIGGER log_is_full BEFORE INSERT ON {TABLE} FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    "sqlite": f"CREATE TRIGGER log_is_full BEFORE INSERT ON {TABLE} BEGIN SELECT RAISE(ABORT, '{NO_CHANGE}'); END",
}
ALLOW = {"postgresql": f"DROP TRIGGER log_is_full ON {TABLE}", "sqlite": "DROP TRIGGER log_is_full"}


@contextmanager
def log_refuses_entries() -> Iterator[None]:
    """Have the database refuse every entry, as it would where the disk is full or the right to write is gone."""
    with connection.cursor() as cursor:
        cursor.execute(REFUSE[connection.vendor])
    yield
    with connection.cursor() as cursor:
        cursor.execute(ALLOW[connection.vendor])


def test_every_action_is_known() -> None:
    assert len(KNOWN) == sum(SOURCES.values())
    assert {*FIXED, *BUILT} <= {known.__name__ for known in KNOWN}


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.__name__)
def test_actions_have_one_form(known: Callable[..., Any]) -> None:
    parameters = inspect.signature(known).parameters
    assert {p.kind for p in parameters.values()} == {inspect.Parameter.KEYWORD_ONLY}
    assert typing.get_type_hints(known)["by"] in {Actor, User}
    assert typing.get_type_hints(known).keys() == {*parameters, "return"}
    assert known.__name__.startswith("_") or (known.__doc__ or "").strip()


@pytest.mark.parametrize("known", CALLED, ids=lambda known: known.__name__)
def test_actions_are_whole_or_absent(known: Callable[..., Any], world: World, administrator: User) -> None:
    arguments = arguments_of(known, world, administrator)
    before = contents()
    with log_refuses_entries(), pytest.raises(DatabaseError, match=NO_CHANGE):
        known(**arguments)
    assert contents() == before


@pytest.mark.parametrize("known", CALLED, ids=lambda known: known.__name__)
def test_actions_leave_an_entry_in_the_actors_name(
    known: Callable[..., Any], world: World, administrator: User
) -> None:
    arguments = arguments_of(known, world, administrator)
    last = AuditEntry.objects.count()
    known(**arguments)
    entries = list(AuditEntry.objects.filter(number__gt=last))
    assert {entry.actor_key for entry in entries} == {arguments["by"].pk}
    assert Committee.objects.filter(pk__in=[entry.committee_key for entry in entries]).count() == 1


@override_settings(DEMO=True)
def test_the_demo_is_whole_or_absent(db: None) -> None:
    before = contents()
    with at_noon_of(TODAY), log_refuses_entries(), pytest.raises(DatabaseError, match=NO_CHANGE):
        load_demo(by=COMMAND_LINE, today=TODAY)
    assert contents() == before


def test_an_action_that_leaves_no_entry_is_taken_back(committee: Committee) -> None:
    @action
    def rename(*, by: Actor, name: str) -> None:
        Committee.objects.update(name=name)

    with pytest.raises(Unrecorded):
        rename(by=COMMAND_LINE, name="无痕")
    assert Committee.objects.get().name == committee.name


def test_an_action_that_fails_after_its_entry_is_taken_back(committee: Committee) -> None:
    @action
    def rename(*, by: Actor, name: str) -> None:
        record(by=by, verb=Verb.UPDATE, obj=committee)
        Committee.objects.update(name=name)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        rename(by=COMMAND_LINE, name="半途")
    assert Committee.objects.get().name == committee.name
    assert AuditEntry.objects.count() == 0


def test_an_action_must_name_its_actor_and_its_arguments() -> None:
    with pytest.raises(TypeError, match="'by'"):

        @action
        def positional(by: Actor) -> None:
            record(by=by, verb=Verb.UPDATE)

    with pytest.raises(TypeError, match="'by'"):

        @action
        def anonymous(*, name: str) -> None:
            record(by=None, verb=Verb.UPDATE, words=name)
