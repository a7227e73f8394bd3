"""The eight office sheets and the hostile corpus, at the level of cells: read, or refused with the right reason."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from spreadsheets.reader import Book, FileRefused, read_book
from spreadsheets.reader.refusal import SENTENCES
from tests.hostile_files import BIG

DATA = Path(__file__).parents[1] / "data"
HOSTILE: dict[str, Any] = json.loads((DATA / "hostile" / "manifest.json").read_text(encoding="utf-8"))
ENTRIES = {entry["file"]: entry for entry in HOSTILE["files"]}
SHAPES = {
    "01-流动党员花名册.xlsx": ("xlsx", [("Sheet", False, 25)]),
    "02-党员基本信息汇总表.xlsx": ("xlsx", [("Sheet", False, 22)]),
    "03-党员信息表.xls": ("xls", [("Sheet1", False, 16), ("Sheet2", False, 0), ("Sheet3", False, 0)]),
    "04-导出名单.csv": ("csv", [("", False, 21)]),
    "05-组织关系导入样表.xlsx": ("xlsx", [("Sheet", False, 15)]),
    "06-各支部名册.xlsx": (
        "xlsx", [("第一支部", False, 10), ("第二支部", False, 10), ("第三支部", False, 10), ("填表说明", False, 1)],
    ),
    "07-带字典.xls": ("xls", [("Sheet1", False, 11), ("Sheet2", True, 2), ("Sheet3", True, 2)]),
    "08-有错的名册.xlsx": ("xlsx", [("Sheet", False, 18)]),
}  # fmt: skip
REFUSED = {
    "bomb_sheet_600mb.xlsx": "too_large_unpacked",
    "bomb_lying_size.xlsx": "damaged",
    "xml_billion_laughs.xlsx": "dtd",
    "xml_xxe_file.xlsx": "dtd",
    "xml_laughs_utf16.xlsx": "dtd",
    "xml_deep.xlsx": "damaged",
    "shape_corner_cell.xlsx": "too_many_columns",
    "shape_16384_columns.xlsx": "too_many_columns",
    "type_encrypted.xls": "password",
    "type_macro.xlsm": "macros",
    "type_opendocument.ods": "ods",
    "type_pdf_named.xlsx": "pdf",
    "type_empty.xlsx": "empty",
    "type_truncated.xls": "damaged",
    "csv_open_quote.csv": "quotes",
}
LEFT_TO_THE_IMPORT = {"shape_dup_header.xlsx", "shape_header_only.xlsx"}
"""Files that can be read and are refused for what they say."""
MEASURE = """
import resource, sys
sys.path.insert(0, sys.argv[1])
from spreadsheets.reader import FileRefused, read_book
content = sys.stdin.buffer.read()
try:
    read_book(content)
except FileRefused:
    pass
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""


def hostile(name: str) -> bytes:
    return BIG[name]() if name in BIG else (DATA / "hostile" / name).read_bytes()


def cells_of(book: Book) -> dict[int, list[str]]:
    """Give the texts of each row of the sheet that holds the most rows."""
    grid = max(book.sheets, key=lambda grid: len(grid.rows))
    return {row.number: [cell for cell in row.cells if isinstance(cell, str)] for row in grid.rows}


@pytest.mark.parametrize("name", SHAPES)
def test_office_sheets(name: str) -> None:
    book = read_book((DATA / "sheets" / name).read_bytes())
    assert (book.kind, [(grid.name, grid.hidden, len(grid.rows)) for grid in book.sheets]) == SHAPES[name]


def test_every_identity_number_of_the_office_sheets_is_read() -> None:
    manifest = json.loads((DATA / "sheets" / "manifest.json").read_text(encoding="utf-8"))
    for name, expected in manifest.items():
        book = read_book((DATA / "sheets" / name).read_bytes())
        found = {
            cell for grid in book.sheets for row in grid.rows for cell in row.cells if isinstance(cell, str)
        }
        assert {member["national_id"] for member in expected["members"]} - found == set(), name


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_hostile_files_are_refused(name: str) -> None:
    content = hostile(name)
    started = time.monotonic()
    with pytest.raises(FileRefused) as caught:
        read_book(content)
    assert time.monotonic() - started < ENTRIES[name]["max_seconds"]
    assert caught.value.code == REFUSED[name]
    assert "{" not in caught.value.message
    assert caught.value.message.endswith("。")


def test_what_the_manifest_refuses_is_refused_here_or_left_to_the_import() -> None:
    refused = {entry["file"] for entry in HOSTILE["files"] if entry["expect"] == "refuse"}
    assert refused <= REFUSED.keys() | LEFT_TO_THE_IMPORT
    assert all(ENTRIES[name]["expect"] in {"refuse", "either"} for name in REFUSED)


@pytest.mark.parametrize("name", sorted(ENTRIES.keys() - REFUSED.keys() - {"ok_20k.xlsx"}))
def test_hostile_files_are_read(name: str) -> None:
    rows = cells_of(read_book(hostile(name)))
    for expected in ENTRIES[name].get("rows_ok", ()):
        assert expected["身份证号"] in {text.strip() for text in rows[expected["row"]]}
    assert max(rows) >= max((row["row"] for row in ENTRIES[name].get("rows_bad", ())), default=1)


def test_twenty_thousand_rows() -> None:
    (grid,) = read_book(hostile("ok_20k.xlsx")).sheets
    assert len(grid.rows) == 20_001


@pytest.mark.skipif(sys.platform == "win32", reason="Windows counts otherwise")
@pytest.mark.parametrize(
    "name", ["bomb_sheet_600mb.xlsx", "bomb_lying_size.xlsx", "xml_deep.xlsx", "shape_16384_columns.xlsx"]
)
def test_hostile_files_take_little_memory(name: str) -> None:
    command = [sys.executable, "-c", MEASURE, str(DATA.parents[1])]
    done = subprocess.run(command, input=hostile(name), capture_output=True, check=True, timeout=60)
    assert int(done.stdout) < 100


def test_every_refusal_says_what_to_do() -> None:
    assert {code for code, sentence in SENTENCES.items() if "请" not in sentence} == set()
