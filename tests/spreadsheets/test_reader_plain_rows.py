"""Rows by pattern and rows by parser come to the same, for whatever a sheet may hold."""

from __future__ import annotations

from xml.sax.saxutils import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.spreadsheets.raw_xlsx import raw_xlsx, sheet_of
from tests.spreadsheets.read_here import read_here

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=8).map(
    lambda text: "".join(c for c in text if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff"))
)
WRITTEN = st.one_of(
    TEXT.map(escape),
    TEXT.map(lambda text: "".join(f"&#{ord(c)};" for c in text)),
    TEXT.map(lambda text: "".join(f"&#x{ord(c):x};" if c > "~" else escape(c) for c in text)),
    st.sampled_from(
        ["&#0;", "&#13;", "&#xD800;", "&#xfffe;", "&#1114112;", "&#65", "&nbsp;", "a&amp;#65;", "&&#65;", "&#x_1;",
         "&lt;x/&gt;", "&#60;x/&#62;", "&quot;&apos;", "&#95;x0041_", "&#00022995;"]
    ),
)  # fmt: skip
PIECES = st.sampled_from(
    [
        '<c r="{0}"><v>{1}</v></c>', '<c r="{0}" s="1"><v>{1}</v></c>', '<c r="{0}" t="s"><v>{1}</v></c>',
        '<c r="{0}" s="1" t="str"><f>{2}</f><v>{2}</v></c>', '<c r="{0}" t="inlineStr"><is><t>{2}</t></is></c>',
        '<c r="{0}" t="inlineStr"><is><t xml:space="preserve">{2}</t></is></c>', '<c r="{0}" s="2"/>',
        '<c r="{0}" t="str"><v>{2}</v></c>', '<c t="b" r="{0}"><v>{1}</v></c>', '<c r="{0}" t="e"><v>#N/A</v></c>',
        '<c r="{0}" t="d"><v>2019-07-01</v></c>', '<c r="{0}" cm="1" t="n"><v>{1}</v></c>', ' <c r="{0}"></c>\n',
        '<c r="{0}"><f t="shared" si="0"/><v>{1}</v></c>', '<c r="{0}" t="inlineStr"><is><r><t>{2}</t></r></is></c>',
        "<c><v>{1}</v></c>", '<c r="{0}"><v/></c>', '<c r="{0}"><!-- {1} --><v>{1}</v></c>',
        '<c r="{0}" t="x"><v>{1}</v></c>', "<x/>",
    ]
)  # fmt: skip
CELLS = st.lists(st.tuples(PIECES, st.integers(-1, 40000), WRITTEN), max_size=5)
ROWS = st.lists(
    st.tuples(CELLS, st.sampled_from(["", ' spans="1:5"', ' hidden="1"', ' ht="20" customHeight="1"'])),
    max_size=5,
)


@settings(max_examples=300)
@given(rows=ROWS)
def test_pattern_and_parser_agree(rows: list[tuple[list[tuple[str, int, str]], str]]) -> None:
    written = "".join(
        f'<row r="{number}"{attributes}>'
        + "".join(
            piece.format(f"{chr(65 + column)}{number}", value, text)
            for column, (piece, value, text) in enumerate(cells)
        )
        + "</row>"
        for number, (cells, attributes) in enumerate(rows, start=1)
    )
    options = {
        "texts": ["<t>一</t>", "<t> </t>", "<r><t>二</t></r>", "<t>三&amp;&#22235;</t>"],
        "formats": ["yyyy-mm-dd"],
    }
    quick = raw_xlsx(sheet_of(written), **options)  # type: ignore[arg-type]
    # A comment before the first row turns the pattern off for the whole sheet.
    slow = raw_xlsx(sheet_of(written, before="<!-- -->"), **options)  # type: ignore[arg-type]
    assert read_here(quick) == read_here(slow)
