"""The reader of text tables: encodings, delimiters, quotes, and what keeps Excel from rounding."""

from __future__ import annotations

import pytest

from spreadsheets.reader import FileRefused, Row, read_book

TABLE = "姓名,电话\n张三,13800138001\n"
ROWS = [Row(1, ["姓名", "电话"]), Row(2, ["张三", "13800138001"])]


def rows_of(content: bytes) -> list[Row]:
    book = read_book(content)
    assert (book.kind, len(book.sheets)) == ("csv", 1)
    return list(book.sheets[0].rows)


def refusal(content: bytes) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        read_book(content)
    return caught.value


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_encodings(encoding: str) -> None:
    assert rows_of(TABLE.encode(encoding)) == ROWS


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|", "，"])
def test_delimiters(delimiter: str) -> None:
    assert rows_of(TABLE.replace(",", delimiter).encode()) == ROWS


def test_a_title_with_commas_does_not_choose_the_delimiter() -> None:
    text = "说明：请核对，改正，再上传\n\n姓名\t电话\n张三\t13800138001\n李四\t13800138002\n"
    assert rows_of(text.encode())[1:] == [
        Row(3, ["姓名", "电话"]), Row(4, ["张三", "13800138001"]), Row(5, ["李四", "13800138002"]),
    ]  # fmt: skip


def test_excel_states_its_delimiter() -> None:
    assert rows_of(b"sep=;\r\na,b;c\r\n") == [Row(1, ["a,b", "c"])]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_line_breaks_in_cells(end: str) -> None:
    text = 'a,b\n"一路1号,2单元\n301",x\n\n "c",d'
    assert rows_of(text.replace("\n", end).encode()) == [
        Row(1, ["a", "b"]), Row(2, ["一路1号,2单元\n301", "x"]), Row(4, [' "c"', "d"]),
    ]  # fmt: skip


def test_numbers_stay_text_without_what_protects_them() -> None:
    text = '="430602",\t430602,\'430602,430602\t,4.30602E+17,="=""x""",\'\'甲,=1+1\n'
    assert rows_of(text.encode()) == [
        Row(1, ["430602", "430602", "430602", "430602", "4.30602E+17", '="=""x"""', "'甲", "=1+1"])
    ]


def test_control_characters_stay_for_the_judge() -> None:
    assert rows_of("姓名,地址\n张\x00三,\u202e北\x07京\n".encode())[1:] == [
        Row(2, ["张\x00三", "\u202e北\x07京"])
    ]


def test_an_open_quote_is_refused_with_its_row() -> None:
    rest = "".join(f"张三,{number}\n" for number in range(300))
    error = refusal(f'姓名,地址\n李四,"云溪路1号\n{rest}'.encode())
    assert error.code == "quotes"
    assert error.message.startswith("第 2 行开始有一个引号没有成对")
    assert refusal(f'姓名,地址\n李四,"云溪路1号\n{rest}王五,"x"\n'.encode()).code == "quotes"
    closed = f'姓名,地址\n李四,"云溪路1号\n{rest}王五,x"\n'
    assert refusal(closed.encode()).code == "quotes"


def test_broken_text_is_refused_not_garbled() -> None:
    assert (
        refusal("姓名,电话\n张三,1\n".encode()[:-6] + b"\xff\xfe" + "李四李四李四李四".encode()).code
        == "encoding"
    )
    assert refusal(b"\xef\xbb\xbf\xff\xfe\xfd").code == "encoding"
    assert refusal(b"\xff\xfe\x00\xd8\x41").code == "encoding"
    assert refusal(bytes(range(1, 32)) * 40).code == "not_spreadsheet"


def test_empty_files() -> None:
    assert refusal(b"").code == "empty"
    assert refusal(b" \r\n\t \x00").code == "empty"
    assert rows_of(b",,,\n,\n") == []
