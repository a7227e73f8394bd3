"""The limits of the reader, each counted on what is there, and the kinds of file that it turns away."""

from __future__ import annotations

import io
import random
import zipfile
from dataclasses import replace

import pytest

from spreadsheets.reader import DEFAULT_LIMITS, FileRefused, Limits, read_book
from tests.spreadsheets.raw_xlsx import raw_xlsx, sheet_of, unzipped, zipped

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def refusal(content: bytes, limits: Limits = DEFAULT_LIMITS) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        read_book(content, limits=limits)
    return caught.value


def rows(count: int) -> str:
    return "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, count + 1))


def test_upload_size() -> None:
    error = refusal(b"x" * 1_200_000, replace(DEFAULT_LIMITS, upload_bytes=1024 * 1024))
    assert error.message.startswith("文件超过 1 MB，不能上传。")


def test_rows() -> None:
    limits = replace(DEFAULT_LIMITS, rows=20, heading_rows=5)
    assert len(read_book(raw_xlsx(sheet_of(rows(25))), limits=limits).sheets[0].rows) == 25
    error = refusal(raw_xlsx(sheet_of(rows(26))), limits)
    assert error.message.startswith("工作表“表”读到第 26 行时，有内容的行已超过 20 行。")
    assert refusal("".join(f"{row}\n" for row in range(26)).encode(), limits).code == "too_many_rows"


def test_columns() -> None:
    cell = '<row r="7"><c r="{0}7" t="inlineStr"><is><t>{1}</t></is></c></row>'
    assert read_book(raw_xlsx(sheet_of(cell.format("GR", "a")))).sheets[0].rows[0].cells[199] == "a"
    error = refusal(raw_xlsx(sheet_of(cell.format("GS", "a"))))
    assert error.message.startswith("工作表“表”的单元格 GS7 有内容，超出了前 200 列。")
    assert read_book(raw_xlsx(sheet_of(cell.format("XFD", " ")))).sheets[0].rows == []
    assert refusal(("," * 200 + "a\n").encode()).code == "too_many_columns"


def test_cells_and_text() -> None:
    assert refusal(raw_xlsx(sheet_of(rows(30))), replace(DEFAULT_LIMITS, cells=29)).code == "too_many_cells"
    long = "长" * 32_767
    content = raw_xlsx(sheet_of('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), texts=[f"<t>{long}</t>"])
    assert read_book(content).sheets[0].rows[0].cells == [long]
    assert refusal(raw_xlsx(sheet_of(""), texts=[f"<t>{long}多</t>"])).code == "cell_too_long"
    assert (
        refusal(raw_xlsx(sheet_of(""), texts=[f"<r><t>{long}</t></r><r><t>多</t></r>"])).code
        == "cell_too_long"
    )
    assert refusal(f'a,b\nc,"{long}多"\n'.encode()).code == "quotes"
    many = [f"<t>{number:0>1000}</t>" for number in range(100)]
    assert refusal(
        raw_xlsx(sheet_of(""), texts=many), replace(DEFAULT_LIMITS, text_characters=99_999)
    ).code == ("too_many_cells")


def test_parts_sheets_and_merges() -> None:
    parts = {f"xl/media/{number}": b"" for number in range(50)}
    assert (
        refusal(raw_xlsx(sheet_of(""), more=parts), replace(DEFAULT_LIMITS, parts=50)).code
        == "too_many_parts"
    )
    merges = "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 3 + "</mergeCells>"
    error = refusal(raw_xlsx(sheet_of(rows(1), after=merges)), replace(DEFAULT_LIMITS, merges=2))
    assert error.message.startswith("工作表“表”里合并的单元格超过 2 处。")
    page = b"<html>" + b"<table><tr><td>1</td></tr></table>" * 3
    assert refusal(page, replace(DEFAULT_LIMITS, sheets=2)).code == "damaged"


def test_what_inflates_is_counted_over_all_parts() -> None:
    limits = replace(DEFAULT_LIMITS, unpacked_bytes=300_000)
    spaces = " " * 200_000
    assert read_book(raw_xlsx(sheet_of(spaces)), limits=limits).sheets[0].rows == []
    assert (
        refusal(raw_xlsx(sheet_of(spaces), texts=[f"<t>{'x' * 30_000}</t>"] * 7), limits).code
        == "too_large_unpacked"
    )


def test_packages_that_are_no_xlsx() -> None:
    honest = unzipped(raw_xlsx(sheet_of(rows(1))))
    assert refusal(zipped({**honest, "xl/vbaProject.bin": b"x"})).code == "macros"
    assert refusal(zipped({**honest, "xl/macrosheets/sheet1.xml": b"x"})).code == "macros"
    assert refusal(zipped({"xl/workbook.bin": b"x", "[Content_Types].xml": b"x"})).code == "xlsb"
    assert refusal(zipped({"word/document.xml": b"x", "[Content_Types].xml": b"x"})).code == "word"
    assert refusal(zipped({"content.xml": b"x", "mimetype": b"x"})).code == "ods"
    assert refusal(zipped({"名册.xlsx": b"x"})).code == "archive"
    assert refusal(zipped({**honest, "XL/workbook.xml": b"x"})).code == "damaged"
    assert (
        refusal(zipped({name: part for name, part in honest.items() if "sheet1" not in name})).code
        == "damaged"
    )
    assert refusal(zipped({"[Content_Types].xml": b"x"})).code == "damaged"
    assert refusal(b"PK\x05\x06" + bytes(18)).code == "archive"


def test_other_ways_to_pack() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_BZIP2) as package:
        for name, part in unzipped(raw_xlsx(sheet_of(rows(1)))).items():
            package.writestr(name, part)
    assert refusal(stream.getvalue()).code == "damaged"
    content = bytearray(raw_xlsx(sheet_of(rows(1))))
    place = content.find(b"PK\x01\x02")
    content[place + 8] |= 1
    assert refusal(bytes(content)).code == "password"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (OLE2 + "EncryptedPackage".encode("utf-16-le"), "password"),
        (OLE2 + "_VBA_PROJECT_CUR".encode("utf-16-le"), "macros"),
        (OLE2 + "WordDocument".encode("utf-16-le"), "word"),
        (OLE2, "damaged"),
        (b"\x09\x08\x10\x00\x00\x05", "old_excel"),
        (b"\x09\x00\x04\x00\x02\x00", "old_excel"),
        (b"%PDF-1.7\n", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"{\\rtf1}", "word"),
        (b"Rar!\x1a\x07\x00", "archive"),
        (b"7z\xbc\xaf\x27\x1c", "archive"),
        (b'<?xml version="1.0"?><svg/>', "not_spreadsheet"),
        (b"MZ\x90\x00", "not_spreadsheet"),
    ],
)
def test_what_is_no_spreadsheet(content: bytes, code: str) -> None:
    assert refusal(content).code == code


def test_random_bytes() -> None:
    source = random.Random(20241226)  # noqa: S311  the same on every run
    for _ in range(20):
        error = refusal(source.randbytes(source.randrange(100, 3000)))
        assert error.code in {"not_spreadsheet", "encoding", "quotes"}
