"""A zip of spreadsheets: what is taken out of it, what is left aside, what is refused before it can do harm."""

from __future__ import annotations

import io
import zipfile

import pytest

from spreadsheets.archives import MOST_FILES, MOST_UNPACKED, is_bundle, unpack
from spreadsheets.reader import FileRefused
from tests.importing import HEADER, xlsx
from tests.uploads import roster, zipped, zipped_in_gbk

BOOK = roster(1, 2)


def test_a_workbook_is_no_bundle_although_it_is_a_zip() -> None:
    assert not is_bundle(BOOK)
    assert not is_bundle(zipped({"content.xml": b"<x/>", "mimetype": b"ods"}))
    assert not is_bundle(zipped({"word/document.xml": b"<x/>"}))
    assert not is_bundle(BOOK[: len(BOOK) // 2])
    assert not is_bundle(b"PK\x03\x04")
    assert is_bundle(zipped({"a.xlsx": BOOK}))


def test_files_come_out_as_they_went_in() -> None:
    found = unpack(zipped({"报送/第一支部.xlsx": BOOK, "第二支部.csv": b"a,b\n1,2\n"}))
    assert found.files == [("报送/第一支部.xlsx", BOOK), ("第二支部.csv", b"a,b\n1,2\n")]
    assert found.ignored == []


def test_names_in_gbk_are_read() -> None:
    found = unpack(zipped_in_gbk({"第一支部花名册.xlsx": BOOK, "港口支部.xlsx": BOOK}))
    assert [name for name, _ in found.files] == ["第一支部花名册.xlsx", "港口支部.xlsx"]


def test_what_programs_leave_behind_is_ignored_and_told() -> None:
    litter = ("__MACOSX/._名册.xlsx", "报送/.DS_Store", "报送/~$名册.xlsx", "Thumbs.db", "报送/desktop.ini")
    found = unpack(zipped({**dict.fromkeys(litter, b"x"), "报送/": b"", "报送/名册.xlsx": BOOK}))
    assert [name for name, _ in found.files] == ["报送/名册.xlsx"]
    assert found.ignored == list(litter)


def test_names_that_climb_out_are_only_names() -> None:
    found = unpack(zipped({"../../../etc/a.xlsx": BOOK, "/b.xlsx": BOOK, "..\\c.xlsx": BOOK}))
    assert [content for _, content in found.files] == [BOOK] * 3


def refusal_of(content: bytes) -> str:
    with pytest.raises(FileRefused) as refused:
        unpack(content)
    assert refused.value.message.endswith("。") or refused.value.message.endswith("表格。")
    return refused.value.code


def test_too_many_files_are_refused() -> None:
    assert len(unpack(zipped({f"{n}.csv": b"a" for n in range(MOST_FILES)})).files) == MOST_FILES
    assert refusal_of(zipped({f"{n}.csv": b"a" for n in range(MOST_FILES + 1)})) == "too_many_files"


def test_a_bomb_is_refused_by_what_comes_out_of_it() -> None:
    block = bytes(9 * 1024 * 1024)
    bomb = zipped({f"{number}.csv": block for number in range(MOST_UNPACKED // len(block) + 1)})
    assert len(bomb) < 200_000
    assert refusal_of(bomb) == "too_large_unpacked"


def test_a_file_that_is_too_large_is_cut_off_for_the_reader_to_refuse() -> None:
    (taken,) = unpack(zipped({"a.csv": b"1,2\n" * (8 * 1024 * 1024)})).files
    assert 10 * 1024 * 1024 < len(taken[1]) < 11 * 1024 * 1024


def test_a_password_is_refused() -> None:
    content = bytearray(zipped({"a.xlsx": BOOK}))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + flags] |= 1
    assert refusal_of(bytes(content)) == "password"


def test_a_zip_without_a_table_is_refused() -> None:
    assert refusal_of(zipped({"a.png": b"\x89PNG\r\n\x1a\n", "b.pdf": b"%PDF-1.7"})) == "archive"
    assert refusal_of(zipped({"~$a.xlsx": BOOK})) == "archive"


@pytest.mark.parametrize("at", [0.3, 0.6, 0.9])
def test_a_damaged_zip_is_refused(at: float) -> None:
    content = zipped({"a.xlsx": xlsx([HEADER] * 400)})
    broken = content[: int(len(content) * at)] + b"\xff" * 40 + content[int(len(content) * at) + 40 :]
    assert refusal_of(broken) == "damaged"


def test_an_unusual_compression_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.xlsx", BOOK)
    assert refusal_of(stream.getvalue()) == "damaged"
