"""Rows read by one pattern come to the same as rows read one cell at a time, and as rows read by the parser."""

from __future__ import annotations

import io
from array import array
from collections.abc import Iterator
from random import Random

import pytest

from spreadsheets.reader import xlsx_pattern
from spreadsheets.reader.addresses import column_letter
from spreadsheets.reader.book import Book
from spreadsheets.reader.dates import Format
from spreadsheets.reader.limits import Limits
from spreadsheets.reader.sink import Sink
from spreadsheets.reader.xlsx_cells import CellReader
from spreadsheets.reader.xlsx_pattern import RowPattern
from spreadsheets.reader.xlsx_written import KnownCells, KnownNumbers, KnownTexts, NotPlain
from tests.spreadsheets.raw_xlsx import raw_xlsx, sheet_of
from tests.spreadsheets.read_here import read_here

LIMITS = Limits(rows=150, columns=9, cell_characters=40, text_characters=20_000)
USUAL = (
    '<c r="{at}"{style} t="inlineStr"><is><t>{text}</t></is></c>',
    '<c r="{at}"{style} t="s"><v>{shared}</v></c>',
    '<c r="{at}"{style}><v>{number}</v></c>',
    '<c r="{at}"{style}/>',
    '<c r="{at}"{style} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>',
    '<c r="{at}" t="str"><v>{text}</v></c>',
    '<c r="{at}" t="n"{style}><v>{number}</v></c>',
    '<c r="{at}"{style}><f>B{number}+1</f><v>{number}</v></c>',
    '<c r="{at}" t="str"><f t="shared" si="0"/><v>{text}</v></c>',
    '<c r="{at}" t="b"><v>1</v></c>',
    '<c r="{at}" t="e"><v>#N/A</v></c>',
    '<c r="{at}" t="d"><v>2019-07-01</v></c>',
)
ODD = (
    '<c r="{at}"></c>', '<c r="{at}"><v/></c>', '<c r="{at}" t="x"><v>1</v></c>', "<c><v>{number}</v></c>",
    '<c r="{at}" t="s"><is><t>{shared}</t></is></c>', '<c r="{at}" t="inlineStr"><v>{text}</v></c>',
    '<c r="{at}" t="s" s="1" cm="1"><v>{shared}</v></c>', '<c t="s" r="{at}"><v>{shared}</v></c>',
    '<c r="{at}" t="inlineStr"><is><r><t>{text}</t></r></is></c>', '<c r="{at}"><v>1</v><x/></c>',
    '<c r="{at}" t="s"><v>&#49;</v></c>', '<c r="{at}" t="s"><v>99</v></c>', '<c r="{at}" t="s"><v> 1</v></c>',
    '<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c><c r="{at}" t="s"><v>2</v></c>', "<x/>",
    '<c r="{at}"><v>x</v></c>', '<c r="{at}" t="inlineStr"><is><t>' + "长" * 41 + "</t></is></c>",
)  # fmt: skip
TEXTS = (
    "吕英",
    "&#21525;&#33521;",
    "a&amp;b",
    "_x0041_",
    " 二 ",
    "",
    " ",
    "&lt;x&gt;",
    'a>6"',
    "\u3000",
    "\u00a0三",
    "😀",
    "\t",
)
ODD_TEXTS = (
    "&#0;",
    "&#13;",
    "&nbsp;",
    "&&#65;",
    "&#65",
    "\x01",
    "\ufffe",
    "\r",
    "]]&gt;",
    "_x000D_",
    "\ufeff",
    "&#xD800;",
)
NUMBERS = ("0", "7", "45000", "44197.5", "-3.25", "123456789012", "")
ROWS = ("", ' spans="1:5"', ' hidden="1"', ' ht="20" x14ac:dyDescent="0.2"')


def sheet(random: Random) -> str:
    """Write rows of few kinds of cells, some of them empty, some odd."""
    oddness = random.choice([0, 0, 0.002, 0.01])
    columns = [
        random.choice(USUAL[:4] if random.random() < 0.6 else USUAL) for _ in range(random.randint(1, 9))
    ]
    gaps = random.choice([0, 0.1, 0.4])
    written = []
    number = 0
    for _ in range(random.choice([20, 60, 100])):
        number += random.choice([1, 1, 2]) if random.random() >= oddness else random.choice([0, -1, 1])
        if random.random() < 0.03:
            written.append(f'<row r="{number}" ht="3"/>')
            number += 1
        cells = list(cells_of(random, columns, number, gaps, oddness))
        if random.random() < oddness:
            random.shuffle(cells)
        between = random.choice(["", "\n "]) if random.random() < 0.1 else ""
        written.append(f'<row r="{number}"{random.choice(ROWS)}>{between.join(cells)}</row>{between}')
    return "".join(written)


def cells_of(random: Random, columns: list[str], number: int, gaps: float, oddness: float) -> Iterator[str]:
    """Write the cells of a row."""
    for index, usual in enumerate(columns):
        is_odd = random.random() < oddness
        if random.random() >= gaps:
            pattern = (
                random.choice(ODD) if is_odd else random.choice(USUAL) if random.random() < 0.02 else usual
            )
            place = random.choice([index, 0, 8, 9, 40]) if random.random() < oddness / 3 else index
            yield pattern.format(
                at=f"{column_letter(place)}{number if random.random() >= oddness / 3 else number + 1}",
                style=random.choice(["", ' s="1"', ' s="2"']),
                text=random.choice(ODD_TEXTS) if random.random() < oddness / 2 else random.choice(TEXTS),
                shared=random.randrange(4),
                number=random.choice(NUMBERS),
            )
    if random.random() < 0.1:
        yield from (f'<c r="{column_letter(index)}{number}" s="1"/>' for index in range(len(columns), 12))


def read(rows: str, before: str = "") -> Book | str:
    """Read a sheet of ``rows``, with something ``before`` them."""
    texts = ["<t>一</t>", "<t> </t>", "<r><t>二</t></r>", "<t>三&amp;&#22235;</t>"]
    content = raw_xlsx(sheet_of(rows, before=before), texts=texts, formats=["yyyy-mm-dd"])
    return read_here(content, LIMITS)


@pytest.mark.parametrize("seed", range(120))
def test_all_ways_agree(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = sheet(Random(seed))  # noqa: S311 - the same sheets each time
    monkeypatch.setattr(xlsx_pattern, "ENOUGH_ROWS", 5)
    quick = read(rows)
    monkeypatch.setattr(xlsx_pattern, "ENOUGH_ROWS", 1_000_000)
    assert quick == read(rows)
    # A comment before the first row turns all patterns off.
    assert quick == read(rows, before="<!-- -->")


@pytest.fixture
def pattern(monkeypatch: pytest.MonkeyPatch) -> RowPattern:
    """Return what has learnt from two rows: texts in A, shared texts in B, dates in C, a formula in E."""
    monkeypatch.setattr(xlsx_pattern, "ENOUGH_ROWS", 2)
    sink = Sink(io.BytesIO(), LIMITS)
    cells = CellReader(sink, array("I", [71, 72, 73]), [Format.NUMBER, Format.DATE], is_1904=False)
    texts = KnownTexts(cells)
    learnt = RowPattern(texts, KnownNumbers(cells), KnownCells(cells, texts))
    for row in ({0: TEXT, 1: SHARED, 2: DATE, 4: FORMULA}, {0: TEXT, 2: DATE}):
        assert learnt.read('<row r="1"></row>') is None
        learnt.learn(row.items())
    return learnt


TEXT = ' t="inlineStr"><is><t>一</t></is></c>'
SHARED = ' s="1" t="s"><v>1</v></c>'
DATE = ' s="1"><v>43647</v></c>'
FORMULA = "><f>1+1</f><v>2</v></c>"


def test_a_row_is_read_in_one_step(pattern: RowPattern) -> None:
    row = f'<row r="7" spans="1:5"><c r="A7"{TEXT}<c r="B7"{SHARED}<c r="C7"{DATE}<c r="E7"{FORMULA}'
    number, attributes, places = pattern.read(row) or ("", "", [])
    assert (number, attributes, places[1], places[3]) == ("7", ' spans="1:5"', 72, 0)
    assert all(places[:3])
    assert places[4]
    assert pattern.read(row.replace('7" spans', '8" spans')) is None
    assert pattern.read(row) == (number, attributes, places)


@pytest.mark.parametrize(
    ("cells", "places"),
    [
        ("", []),
        ('<c r="B7" s="2" t="s"><v>2</v></c>', [0, 73]),
        ('<c r="A7" s="2"/><c r="B7"/><c r="D7" t="s"><v>0</v></c>', [0, 0, 0, 71]),
        (
            '<c r="A7" t="inlineStr"><is><t xml:space="preserve"> </t></is></c><c r="G7"/><c r="ZZ7" s="1"/>\n',
            [0],
        ),
    ],
)
def test_cells_may_be_left_out(pattern: RowPattern, cells: str, places: list[int]) -> None:
    assert pattern.read(f'\n<row r="7">{cells}') == ("7", "", places)


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="A7"><v>1</v></c>',  # not the kind of the column
        '<c r="B7" t="inlineStr"><is><t>一</t></is></c>',
        f'<c r="F7"{SHARED}',  # wider
        f'<c r="B7"{SHARED}<c r="A7"{TEXT}',  # backwards
        f'<c r="B7"{SHARED}<c r="B7"{SHARED}',  # twice
        f'<c r="B8"{SHARED}',  # of another row
        f'<c r="B7" cm="1"{SHARED}',
        '<c r="B7" t="s"><v>١</v></c>',
        '<c r="B7" t="s"><v>1</v><!-- --></c>',
        '<c r="A7" t="inlineStr"><is><r><t>一</t></r></is></c>',
        "<x/>",
        "一",
    ],
)  # fmt: skip
def test_other_rows_are_left_to_others(pattern: RowPattern, cells: str) -> None:
    assert pattern.read(f'<row r="7">{cells}') is None


@pytest.mark.parametrize("text", ["\x01", "\ufffe", "\r", "&nbsp;", "&#0;", "&#65"])
def test_text_that_xml_has_not_is_left_to_the_parser(pattern: RowPattern, text: str) -> None:
    with pytest.raises(NotPlain):
        pattern.read(f'<row r="7"><c r="A7" t="inlineStr"><is><t>{text}</t></is></c>')


def test_new_kinds_are_learnt(pattern: RowPattern) -> None:
    row = '<row r="7"><c r="A7" t="n"><v>1</v></c><c r="I7" t="s"><v>1</v></c>'
    assert pattern.read(row) is None
    for _ in range(2):
        pattern.learn({0: ' t="n"><v>1</v></c>', 8: ' t="s"><v>1</v></c>'}.items())
    _, _, places = pattern.read(row) or ("", "", [0])
    assert places[0]
    assert places[1:] == [0, 0, 0, 0, 0, 0, 0, 72]
    assert pattern.read(f'<row r="7"><c r="A7"{TEXT}<c r="B7"{SHARED}') is not None
