from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from audit.models import AuditEntry, Verb
from audit.protection import NO_CHANGE, missing, protect, wanted
from audit.trail import record

ATTACKS = {
    "update": "UPDATE audit_auditentry SET detail = 'nothing happened' WHERE number = 1",
    "update of all": "UPDATE audit_auditentry SET outcome = 'done'",
    "delete": "DELETE FROM audit_auditentry WHERE number = 1",
    "delete of all": "DELETE FROM audit_auditentry",
}


def execute(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def entry(db: None) -> AuditEntry:
    return record(by=None, verb=Verb.SETTINGS, detail="something happened")


@pytest.mark.parametrize("statement", ATTACKS.values(), ids=ATTACKS.keys())
def test_database_refuses(entry: AuditEntry, statement: str) -> None:
    with pytest.raises(DatabaseError, match=NO_CHANGE):
        execute(statement)
    assert list(AuditEntry.objects.values_list("number", "detail")) == [(1, "something happened")]


@pytest.mark.parametrize(
    "change",
    [
        AuditEntry.save,
        AuditEntry.delete,
        lambda entry: AuditEntry.objects.filter(pk=entry.pk).delete(),
        lambda entry: AuditEntry.objects.filter(pk=entry.pk).update(detail="x"),
    ],
    ids=["save", "delete", "delete of a query", "update of a query"],
)
def test_orm_is_refused_too(entry: AuditEntry, change: Callable[[AuditEntry], None]) -> None:
    entry.detail = "x"
    with pytest.raises(DatabaseError, match=NO_CHANGE), transaction.atomic():
        change(entry)
    entry.refresh_from_db()
    assert entry.detail == "something happened"


def test_replacing_and_emptying_are_refused(entry: AuditEntry) -> None:
    columns = ", ".join(str(field.column) for field in AuditEntry._meta.concrete_fields)
    statement = {
        "sqlite": f"INSERT OR REPLACE INTO audit_auditentry ({columns}) SELECT {columns} FROM audit_auditentry",  # noqa: S608  names of columns
        "postgresql": "TRUNCATE audit_auditentry",
    }[connection.vendor]
    with pytest.raises(DatabaseError, match=NO_CHANGE):
        execute(statement)


def test_missing_triggers_are_seen_and_put_back(entry: AuditEntry) -> None:
    assert missing(connection) == []
    for name in wanted(connection.vendor):
        execute(
            f"DROP TRIGGER {name}" + (" ON audit_auditentry" if connection.vendor == "postgresql" else "")
        )
    assert missing(connection) == list(wanted(connection.vendor))
    protect(connection)
    assert missing(connection) == []
    with pytest.raises(DatabaseError, match=NO_CHANGE):
        execute(ATTACKS["delete"])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_a_flushed_database_is_empty_and_protected_again(turn: int) -> None:
    assert AuditEntry.objects.count() == 0
    record(by=None, verb=Verb.SETTINGS, detail=f"turn {turn}")
    assert missing(connection) == []
    with pytest.raises(DatabaseError, match=NO_CHANGE):
        execute(ATTACKS["delete"])
