"""Workbooks of Excel 97 and 95 whose container or records lie."""

from __future__ import annotations

import struct
from functools import partial
from pathlib import Path

from tests.hostile.cases import READ, Case, case

GOOD = (Path(__file__).parents[1] / "data" / "hostile" / "ok_three.xls").read_bytes()
BIFF5 = (Path(__file__).parents[1] / "data" / "hostile" / "type_biff5_cp936.xls").read_bytes()
SECTOR = 512
FREE, END = 0xFFFFFFFF, 0xFFFFFFFE
HEADER_LONGS = {
    "sectors_of_table": 44,
    "first_of_directory": 48,
    "least_stream": 56,
    "first_of_short_table": 60,
    "sectors_of_short_table": 64,
    "first_of_more_table": 68,
    "sectors_of_more_table": 72,
    "first_sector_of_table": 76,
}
RECORD = struct.Struct("<HH")


def patched(offset: int, data: bytes, good: bytes = GOOD) -> bytes:
    """Return the workbook with other bytes at a place."""
    return good[:offset] + data + good[offset + len(data) :]


def long(offset: int, value: int, good: bytes = GOOD) -> bytes:
    """Return the workbook with another number at a place."""
    return patched(offset, struct.pack("<I", value & 0xFFFFFFFF), good)


def table_start() -> int:
    """Return where the table of sectors begins."""
    return (int(struct.unpack_from("<I", GOOD, 76)[0]) + 1) * SECTOR


def looping_table() -> bytes:
    """Return a container whose every sector follows itself."""
    start = table_start()
    changed = GOOD
    for number in range(SECTOR // 4):
        changed = long(start + 4 * number, number, changed)
    return changed


def circling_table() -> bytes:
    """Return a container whose sectors follow each other in a ring."""
    start, count = table_start(), len(GOOD) // SECTOR - 1
    changed = GOOD
    for number in range(count):
        changed = long(start + 4 * number, (number + 1) % count, changed)
    return changed


def directory_start() -> int:
    """Return where the directory begins."""
    return (int(struct.unpack_from("<I", GOOD, 48)[0]) + 1) * SECTOR


def looping_directory() -> bytes:
    """Return a container whose entries are their own neighbours and children."""
    changed = GOOD
    for entry in range(4):
        for field in (68, 72, 76):
            changed = long(directory_start() + 128 * entry + field, entry, changed)
    return changed


def stream_start() -> int:
    """Return where the workbook's records begin."""
    return GOOD.index(b"\x09\x08\x10\x00\x00\x06\x05\x00")


def record_at(code: int, nth: int = 0) -> tuple[int, int]:
    """Return start and length of the body of a record."""
    position, seen = stream_start(), 0
    while position + 4 <= len(GOOD):
        found, length = RECORD.unpack_from(GOOD, position)
        if found == code:
            if seen == nth:
                return position + 4, length
            seen += 1
        position += 4 + length
    raise LookupError(code)


def with_record(code: int, body: bytes, *, at: int = 0) -> bytes:
    """Return the workbook with the beginning of a record's body overwritten."""
    start, _ = record_at(code)
    return patched(start + at, body)


def with_code(code: int, other: int) -> bytes:
    """Return the workbook with a record called otherwise."""
    start, length = record_at(code)
    return patched(start - 4, RECORD.pack(other, length))


def bit_of_password() -> bytes:
    """Return a workbook whose second record says that what follows is encrypted by XOR."""
    first, length = record_at(0x809)
    nxt = first + length
    return patched(nxt, RECORD.pack(0x2F, RECORD.unpack_from(GOOD, nxt)[1]))


BOUND_SHEET, SHARED_TEXTS, DIMENSIONS, ROW, TEXT_CELL, NUMBER_FORMAT, EXTENDED, MERGED = (
    0x85,
    0xFC,
    0x200,
    0x208,
    0xFD,
    0x41E,
    0xE0,
    0xE5,
)
DAMAGED = ("damaged",)
ANY = (READ, "damaged", "not_spreadsheet", "no_table", "rows", "no_sheet", "no_rows")
CASES: dict[str, Case] = {
    "good": case(lambda: GOOD),
    "biff5": case(lambda: BIFF5),
    **{
        f"{name}_{value:x}": case(partial(long, offset, value), *ANY)
        for name, offset in HEADER_LONGS.items()
        for value in (0, 1, 0x7FFFFFFF, END, FREE)
    },
    "sector_size_huge": case(partial(patched, 30, b"\x1e\x00"), *ANY),
    "sector_size_zero": case(partial(patched, 30, b"\x00\x00"), *ANY),
    "short_sector_size_huge": case(partial(patched, 32, b"\x1e\x00"), *ANY),
    "big_endian": case(partial(patched, 28, b"\xff\xfe"), *ANY),
    "looping_table": case(looping_table, *ANY),
    "circling_table": case(circling_table, *ANY),
    "looping_directory": case(looping_directory, *ANY),
    "stream_size_huge": case(
        lambda: patched(GOOD.index("Workbook".encode("utf-16-le")) + 120, b"\xff\xff\xff\x7f"), *ANY
    ),
    "text_count_huge": case(lambda: with_record(SHARED_TEXTS, b"\xff\xff\xff\x7f\xff\xff\xff\x7f"), *ANY),
    "text_length_huge": case(lambda: with_record(SHARED_TEXTS, b"\xff\xff", at=8), *ANY),
    "text_runs_huge": case(
        lambda: with_record(SHARED_TEXTS, b"\x02\x00\x0d\xff\xff\xff\xff\xff\x7f", at=8), *ANY
    ),
    "text_number_huge": case(lambda: with_record(TEXT_CELL, b"\xff\xff\xff\x7f", at=6), *ANY),
    "cell_row_huge": case(lambda: with_record(TEXT_CELL, b"\xff\xff\xff\x00"), *ANY, "too_many_columns"),
    "cell_style_huge": case(lambda: with_record(TEXT_CELL, b"\xff\xff", at=4), *ANY),
    "dimensions_huge": case(lambda: with_record(DIMENSIONS, b"\0\0\0\0\xff\xff\xff\x7f\0\0\xff\x7f"), *ANY),
    "sheet_outside": case(lambda: with_record(BOUND_SHEET, b"\xff\xff\xff\x7f"), *DAMAGED),
    "sheet_at_the_start": case(lambda: with_record(BOUND_SHEET, b"\0\0\0\0"), *ANY),
    "sheet_very_hidden": case(lambda: with_record(BOUND_SHEET, b"\2", at=4), "no_table"),
    "sheet_is_chart": case(lambda: with_record(BOUND_SHEET, b"\2", at=5), *ANY),
    "sheet_is_macros": case(lambda: with_record(BOUND_SHEET, b"\1", at=5), "macros", *ANY),
    "password": case(bit_of_password, "password"),
    "texts_are_missing": case(lambda: with_code(SHARED_TEXTS, 0x9999), *ANY),
    "record_too_long": case(lambda: patched(record_at(DIMENSIONS)[0] - 2, b"\xff\xff"), *DAMAGED),
    "half": case(lambda: GOOD[: len(GOOD) // 2], *DAMAGED),
    "only_the_header": case(lambda: GOOD[:512], *DAMAGED),
    "macros": case(lambda: GOOD + "_VBA_PROJECT_CUR".encode("utf-16-le"), "macros"),
    "encrypted_package": case(
        lambda: GOOD[:8] + bytes(1024) + "EncryptedPackage".encode("utf-16-le"), "password"
    ),
    "zeroed_middle": case(lambda: patched(2048, bytes(1024)), *ANY),
    "followed_by_zip": case(lambda: GOOD + b"PK\x03\x04" * 100, *ANY),
}
