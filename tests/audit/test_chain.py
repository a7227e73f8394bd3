import io
import threading
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection, connections

from audit.chain import Verified, mac_of, verify
from audit.models import AuditEntry, Verb
from audit.protection import TABLE, wanted
from audit.trail import record

NOON = datetime(2024, 12, 5, 4, 0, 0, tzinfo=UTC)


def tamper(*statements: str) -> None:
    """Do what only somebody with the database in their hands can do, and leave the triggers as they were."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A table with pending checks refuses ALTER TABLE.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {TABLE} DISABLE TRIGGER USER")
        else:
            for name in wanted("sqlite"):
                cursor.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {TABLE} ENABLE TRIGGER USER")
        else:
            for create in wanted("sqlite").values():
                cursor.execute(create)


@pytest.fixture
def five(db: None) -> list[AuditEntry]:
    return [record(by=None, verb=Verb.SETTINGS, detail=f"entry {number}") for number in range(1, 6)]


def run(*arguments: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("verifyaudit", *arguments, stdout=out, stderr=err)
    except SystemExit as leave:
        return int(leave.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_whole_chain(five: list[AuditEntry]) -> None:
    assert verify() == Verified(5, 5, five[4].mac)
    assert run() == (
        0,
        f"审计日志完整，共 5 条。\n最后一条：5:{five[4].mac}\n请把上面这一行记在系统之外，下次用 --noted 核对。\n",
        "",
    )


def test_empty_log_is_whole(db: None) -> None:
    assert run() == (0, "审计日志完整，共 0 条。\n", "")


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (
            "UPDATE audit_auditentry SET detail = 'x' WHERE number = 3",
            "第 3 条记录被改动过：内容与校验码不符。",
        ),
        (
            "UPDATE audit_auditentry SET at = '2020-01-01' WHERE number = 2",
            "第 2 条记录被改动过：内容与校验码不符。",
        ),
        ("DELETE FROM audit_auditentry WHERE number = 4", "缺少第 4 条记录：审计日志不完整。"),
        ("DELETE FROM audit_auditentry WHERE number <= 2", "缺少第 1 条记录：审计日志不完整。"),
        ("UPDATE audit_auditentry SET number = 0 WHERE number = 1", "第 0 条记录不该存在：编号应从 1 开始。"),
        (
            "UPDATE audit_auditentry SET mac = (SELECT mac FROM audit_auditentry WHERE number = 1) WHERE number = 2",
            "第 2 条记录被改动过：内容与校验码不符。",
        ),
    ],
)
def test_broken_chain_is_named(five: list[AuditEntry], statement: str, sentence: str) -> None:
    tamper(statement)
    assert run() == (1, "", sentence + "\n")


def test_entries_cannot_change_places(five: list[AuditEntry]) -> None:
    tamper(
        "UPDATE audit_auditentry SET number = 9 WHERE number = 2",
        "UPDATE audit_auditentry SET number = 2 WHERE number = 3",
        "UPDATE audit_auditentry SET number = 3 WHERE number = 9",
    )
    assert verify().fault == "第 2 条记录被改动过：内容与校验码不符。"


def test_an_entry_with_a_right_code_in_a_wrong_place(five: list[AuditEntry]) -> None:
    forged = AuditEntry.objects.get(number=3)
    forged.previous_mac = five[0].mac
    forged.mac = mac_of(forged)
    tamper("DELETE FROM audit_auditentry WHERE number = 3")
    forged.save(force_insert=True)
    assert verify().fault == "第 3 条记录接不上前一条：有记录被替换或插入。"


def test_entries_taken_from_the_end_are_seen_by_what_was_noted(five: list[AuditEntry]) -> None:
    noted = f"5:{five[4].mac}"
    assert run("--noted", noted)[0] == 0
    tamper("DELETE FROM audit_auditentry WHERE number > 3")
    assert run()[0] == 0
    assert run("--noted", noted) == (1, "", "末尾缺少记录：记下的最后编号是 5，现在只到 3。\n")
    record(by=None, verb=Verb.SETTINGS, detail="another 4")
    record(by=None, verb=Verb.SETTINGS, detail="another 5")
    assert run("--noted", noted) == (
        1,
        "",
        "第 5 条记录与当时记下的校验码不符：审计日志曾被整体改写。\n",
    )


def test_missing_triggers_are_reported(five: list[AuditEntry]) -> None:
    name = next(iter(wanted(connection.vendor)))
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}" + (f" ON {TABLE}" if connection.vendor == "postgresql" else ""))
    assert run() == (
        1,
        "",
        f"数据库里缺少保护审计日志的触发器：{name}。请运行 python manage.py migrate。\n",
    )


@time_machine.travel(NOON, tick=False)
def test_code_is_the_same_on_every_database_and_after_reload(db: None) -> None:
    entry = record(
        by=None,
        verb=Verb.UPDATE,
        words="测试 𠮷\x00 ﷽",
        changes={"手机号": ("138****8000", "139****0000"), "a": ("", "\ud800")},
        branch_key=7,
        committee_key=3,
    )
    assert entry.mac == "b04a5ccd62884a987d9368e6a2d203a7c2c3f9e5cc796a4a0ef0f4c18fbbfc4c"
    stored = AuditEntry.objects.get(number=1)
    assert stored.at == NOON
    assert stored.object_words == "测试 𠮷 ﷽"
    assert stored.changes == {"a": ["", "?"], "手机号": ["138****8000", "139****0000"]}
    assert mac_of(stored) == entry.mac


@pytest.mark.django_db(transaction=True)
def test_two_writers_at_once_leave_one_chain() -> None:
    start = threading.Barrier(3)
    failures: list[BaseException] = []

    def write(name: str) -> None:
        try:
            start.wait(10)
            for number in range(12):
                record(by=None, verb=Verb.SETTINGS, detail=f"{name} {number}")
        except BaseException as failure:  # noqa: BLE001  told to the main thread
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=(name,)) for name in ("one", "two", "three")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    result = verify()
    assert (result.count, result.fault) == (36, "")
    for name in ("one", "two", "three"):
        written = AuditEntry.objects.filter(detail__startswith=f"{name} ").order_by("number")
        assert [entry.detail for entry in written] == [f"{name} {number}" for number in range(12)]
