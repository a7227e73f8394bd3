"""What somebody finds who gets hold of the files: no ID number and no phone, in clear or base64.

The numbers go in by every door: the ORM, the actions, the pages, an uploaded sheet. Then database file, write-ahead
log, a backup and the log are searched as bytes (on PostgreSQL: every value of every table).
"""

from __future__ import annotations

import base64
import logging
import re
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from accounts.models import User
from branches.models import Branch
from core.reporting import MaskingFormatter
from members.actions import edit_member, find_member, register_member, reveal
from members.models import Member
from spreadsheets.models import ImportBatch

IDS = ("430602199001011219", "430602198503154338", "430602197707070027")
PHONES = ("13812348000", "13987654321", "13500001111")
ADDRESS = "云溪区长岭街道港城路18号"
SHEET = f"姓名,身份证号,手机号,流入日期\n丙某,{IDS[2]},{PHONES[2]},2024-03-01\n".encode()


def traces_of(secret: str) -> dict[str, bytes]:
    """Return the bytes that ``secret`` leaves in clear and, at each of the three offsets, in base64."""
    raw = secret.encode()
    found = {"clear": raw, "utf-16": secret.encode("utf-16-le"), "hex": raw.hex().encode()}
    for offset in range(3):
        whole = base64.b64encode(b"\0" * offset + raw)
        # Characters at both ends also depend on the neighbours.
        found[f"base64+{offset}"] = whole[4 if offset else 0 : len(whole) - 4]
    return found


def found_in(data: bytes) -> list[tuple[str, str]]:
    data = data.replace(b"-", b"+").replace(b"_", b"/")
    return [
        (secret, how)
        for secret in (*IDS, *PHONES, ADDRESS)
        for how, trace in traces_of(secret).items()
        if trace.replace(b"-", b"+").replace(b"_", b"/") in data
    ]


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    """A log of everything, written as the portal writes its own."""
    path = tmp_path / "portal.log"
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(MaskingFormatter("{asctime} {levelname} {name} {message}", style="{"))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield path
    root.setLevel(level)
    root.removeHandler(handler)
    handler.close()


def stored_bytes(folder: Path) -> dict[str, bytes]:
    if connection.vendor == "postgresql":
        return {"tables": b"\n".join(_dump())}
    path = Path(str(connection.settings_dict["NAME"]))
    backup = folder / "backup.sqlite3"
    with sqlite3.connect(path) as source, sqlite3.connect(backup) as target:
        source.backup(target)
    return {
        "database": path.read_bytes(),
        "write-ahead log": path.with_name(path.name + "-wal").read_bytes(),
        "backup": backup.read_bytes(),
    }


def _dump() -> Iterator[bytes]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  names that the database gave
            for row in cursor.fetchall():
                yield b"\t".join(
                    bytes(value) if isinstance(value, memoryview) else str(value).encode() for value in row
                )


@pytest.mark.django_db(transaction=True)
def test_files_hold_no_number(
    tmp_path: Path,
    log_file: Path,
    branch_one: Branch,
    secretary_one: User,
    client_of: Callable[[User], Client],
) -> None:
    Member.objects.create(
        committee=branch_one.committee,
        branch=branch_one,
        name="甲某",
        national_id=IDS[0],
        phone=PHONES[0],
        address=ADDRESS,
        home_contact_phone=PHONES[1],
    )
    member = register_member(
        by=secretary_one,
        branch=branch_one,
        started_on=date(2024, 3, 1),
        values={"name": "乙某", "national_id": IDS[1], "phone": PHONES[0], "address": ADDRESS},
    )
    edit_member(by=secretary_one, member=member, values={"phone": PHONES[1]})
    assert find_member(by=secretary_one, number=PHONES[1]) == member
    assert reveal(by=secretary_one, member=member, field="national_id") == IDS[1]
    client = client_of(secretary_one)
    for path in ("/members/", f"/members/{member.pk}/", f"/members/?q={IDS[1]}", f"/members/{IDS[1]}/"):
        client.get(path)
    client.post("/members/find/", {"number": IDS[0]})
    client.post("/members/add/", {"name": "丁某", "national_id": IDS[0], "phone": PHONES[0]})
    client.post(f"/members/{member.pk}/reveal/", {"field": "phone"})
    client.post("/accounts/login/", {"username": PHONES[2], "password": IDS[2]})
    client.post("/imports/upload/members/", {"place": "0", "file": SimpleUploadedFile("名册.csv", SHEET)})
    batch = ImportBatch.objects.get()
    check = client.get(f"/imports/{batch.pk}/check/").content.decode()
    seen = re.search(r'name="fingerprint" value="([^"]+)"', check)
    assert seen is not None
    client.post(f"/imports/{batch.pk}/commit/", {"token": batch.token, "fingerprint": seen[1]})
    assert Member.objects.with_number(IDS[2]).get().name == "丙某"

    # The search finds what is there in clear.
    assert "甲某".encode() in b"".join(stored_bytes(tmp_path).values())
    logging.getLogger("members").warning("cannot store %s", IDS[0])
    for name, data in {**stored_bytes(tmp_path), "log": log_file.read_bytes()}.items():
        assert (name, found_in(data)) == (name, [])
    assert "cannot store 430602********1219" in log_file.read_text("utf-8")


def test_the_search_would_find_them() -> None:
    for offset in range(3):
        hidden = base64.b64encode(b"x" * offset + b"phone " * offset + PHONES[0].encode() + b" and more")
        assert [secret for secret, _ in found_in(hidden)] == [PHONES[0]]
    assert found_in(ADDRESS.encode()) == [(ADDRESS, "clear")]
