"""What tests of imports need: workbooks made in memory, invented people, and the command as people run it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest
from django.apps import apps
from django.core.management import call_command
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from members.national_ids import check_character
from spreadsheets.reader.book import Book, Cell, Grid, Row

HEADER = ("姓名", "身份证号", "手机号", "所在党支部")
FAMILY = "钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
GIVEN = ("卫东", "丽华", "志强", "秀英", "海燕", "明辉", "晓红", "建国", "玉兰", "国庆")


def national_id(number: int, *, county: str = "430699", born: str = "") -> str:
    """Return the valid ID number of the invented person ``number``; county 430699 does not exist."""
    born = born or f"{1960 + number % 40}{1 + number % 12:02d}{1 + number % 28:02d}"
    body = f"{county}{born}{number % 1000:03d}"
    return body + check_character(body)


def person_row(number: int, branch: str = "第一支部") -> list[Cell]:
    """Return a row under :data:`HEADER`."""
    name = FAMILY[number % len(FAMILY)] + GIVEN[number % len(GIVEN)] + GIVEN[number // 7 % len(GIVEN)][0]
    return [name, national_id(number), f"138{number:08d}", branch]


def xlsx(rows: Iterable[Sequence[Any]], *, title: str = "Sheet1") -> bytes:
    """Return a workbook of one sheet; texts stay texts, also those that look like formulas."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def first_sheet(content: bytes) -> Worksheet:
    """Return the first sheet of a workbook, with its formats."""
    sheet = load_workbook(io.BytesIO(content)).active
    assert isinstance(sheet, Worksheet)
    return sheet


def csv_text(rows: Iterable[Sequence[Any]]) -> bytes:
    """Return the rows as a csv in UTF-8."""
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode()


def book_of(rows: Iterable[Sequence[Cell]], *, name: str = "Sheet1", kind: str = "xlsx") -> Book:
    """Return the rows as the reader gives them."""
    return Book(kind, [Grid(name, rows=[Row(number, list(row)) for number, row in enumerate(rows, start=1)])])


@dataclass(frozen=True)
class Ran:
    """How a run of the command ended."""

    code: int
    out: str

    @property
    def json(self) -> Any:  # noqa: ANN401  JSON
        """The one object that ``--json`` prints."""
        return json.loads(self.out)

    def rows(self, outcome: str) -> dict[int, dict[str, Any]]:
        """The rows of one outcome by their number."""
        return {row["row"]: row for row in self.json["rows"] if row["outcome"] == outcome}

    def codes(self) -> dict[int, list[str]]:
        """Codes of the problems by row."""
        return {r["row"]: [p["code"] for p in r["problems"]] for r in self.json["rows"] if r["problems"]}


class ImportRows(Protocol):
    """Imports rows under a header, with options of the command."""

    def __call__(self, rows: Sequence[Sequence[Any]], *options: str, header: Sequence[str] = HEADER) -> Ran:
        """Run the command."""


def importsheet(kind: str, file: Path, *options: str) -> Ran:
    """Run ``manage.py importsheet``."""
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("importsheet", kind, str(file), *options, stdout=out)
    assert isinstance(ended.value.code, int)
    return Ran(ended.value.code, out.getvalue())


def contents() -> dict[str, list[Any]]:
    """Return all rows of all tables, to be compared with what they are later."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values_list())
        for model in apps.get_models()
    }
