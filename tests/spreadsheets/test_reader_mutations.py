"""Three hundred seeded mutations of good files: each gives a book or a refusal, never anything else."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

import pytest

from spreadsheets.layout import find_tables
from spreadsheets.reader import FileRefused, read_book
from tests.spreadsheets.raw_xlsx import unzipped, zipped

DATA = Path(__file__).parents[1] / "data"
GOOD = sorted(
    path
    for folder in ("sheets", "hostile")
    for path in (DATA / folder).iterdir()
    if path.suffix in {".xlsx", ".xls", ".csv"}
)
KNOWN = {"姓名", "性别", "身份证号", "身份证号码", "手机号", "手机号码", "入党时间", "所在党支部"}
GROUPS = 10
OF_EACH = 30


def flip(source: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(source.choice((1, 3, 20, 200)) if changed else 0):
        changed[source.randrange(len(changed))] ^= 1 << source.randrange(8)
    return bytes(changed)


def cut(source: random.Random, content: bytes) -> bytes:
    return content[: source.randrange(1, len(content) + 1)]


def cut_out(source: random.Random, content: bytes) -> bytes:
    start = source.randrange(len(content) + 1)
    return content[:start] + content[start + source.randrange(1, 200) :]


def put_in(source: random.Random, content: bytes) -> bytes:
    start = source.randrange(len(content) + 1)
    return content[:start] + source.randbytes(source.randrange(1, 64)) + content[start:]


def change_parts(source: random.Random, content: bytes) -> bytes:
    try:
        parts = unzipped(content)
    except (zipfile.BadZipFile, NotImplementedError, EOFError):
        return flip(source, content)
    one, other = source.choice(sorted(parts)), source.choice(sorted(parts))
    if one == other:
        parts[one] = flip(source, parts[one])
    else:
        parts[one], parts[other] = parts[other], parts[one]
    return zipped(parts)


def read(content: bytes) -> str:
    try:
        book = read_book(content)
    except FileRefused as error:
        return error.code
    find_tables(book, knows=KNOWN.__contains__)
    return book.kind


@pytest.mark.parametrize("group", range(GROUPS))
def test_mutations(group: int) -> None:
    for seed in range(group * OF_EACH, (group + 1) * OF_EACH):
        source = random.Random(seed)  # noqa: S311  the same on every run
        good = source.choice(GOOD)
        mutate = source.choice((flip, cut, cut_out, put_in, change_parts, change_parts))
        content = mutate(source, good.read_bytes() or b"x")
        assert read(content) not in {"reader_died", "reader_timeout"}, (seed, good.name)
