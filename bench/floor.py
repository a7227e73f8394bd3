"""The floor under any import: read the file, check plainly, upsert; no process of its own, no encryption, no plan."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from typing import Any

from django.db import connection, transaction

from bench.roster import HEADER

TABLE = "bench_floor"
KEY = HEADER.index("身份证号")
_ROW = re.compile(r"<row[^>]*>(.*?)</row>")
_TEXT = re.compile(r"<t>([^<]*)</t>")
_ID = re.compile(r"[0-9]{17}[0-9X]")
_PHONE = re.compile(r"1[0-9]{10}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAYS = tuple(place for place, title in enumerate(HEADER) if title.endswith("日期"))


def create_table() -> None:
    """Make a plain table of texts, unique by ID number."""
    columns = ", ".join(f"c{number} varchar(200) NOT NULL" for number in range(len(HEADER)))
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {TABLE} ({columns}, UNIQUE (c{KEY}))")


def run(content: bytes) -> int:
    """Import the file; return the number of rows in the table."""
    rows = list(_rows(content))[1:]
    for row in rows:
        _check(row)
    with transaction.atomic(), connection.cursor() as cursor:
        _upsert(cursor, rows)
        cursor.execute(f"SELECT count(*) FROM {TABLE}")  # noqa: S608  our own name
        return int(cursor.fetchone()[0])


def _rows(content: bytes) -> Iterator[list[str]]:
    """Cut the rows out of the one sheet that ``roster`` writes: every cell is a text in its place."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    for row in _ROW.finditer(sheet):
        yield list(map(unescape, _TEXT.findall(row[1])))


def _check(row: list[str]) -> None:
    good = len(row) == len(HEADER) and row[0] and _ID.fullmatch(row[KEY]) and _PHONE.fullmatch(row[KEY + 1])
    if not (good and all(_DAY.fullmatch(row[place]) for place in _DAYS)):
        raise SystemExit("the floor has met a row that is not plain")


def _upsert(cursor: Any, rows: list[list[str]]) -> None:  # noqa: ANN401  a cursor of either database
    names = [f"c{number}" for number in range(len(HEADER))]
    changes = ", ".join(f"{name} = excluded.{name}" for name in names if name != f"c{KEY}")
    clash = f"ON CONFLICT (c{KEY}) DO UPDATE SET {changes}"
    if connection.vendor == "postgresql":
        cursor.execute(f"CREATE TEMPORARY TABLE staging (LIKE {TABLE}) ON COMMIT DROP")
        cursor.copy_expert("COPY staging FROM STDIN", io.StringIO("".join("\t".join(r) + "\n" for r in rows)))
        cursor.execute(f"INSERT INTO {TABLE} SELECT * FROM staging {clash}")  # noqa: S608  our own names
        return
    marks = ", ".join(["%s"] * len(names))
    cursor.executemany(f"INSERT INTO {TABLE} VALUES ({marks}) {clash}", rows)  # noqa: S608  our own names
