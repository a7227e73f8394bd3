"""XML that defines entities, nests, or says itself in strange encodings, in every part of a workbook."""

from __future__ import annotations

from functools import partial

from tests.hostile.cases import READ, Case, case, table_rows
from tests.hostile.packages import RELATIONS, SHEET, STYLES, TEXTS, WORKBOOK, parts, with_parts
from tests.spreadsheets.raw_xlsx import MAIN, sheet_of

LAUGHS = (
    "<!DOCTYPE x ["
    '<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
QUADRATIC = f'<!DOCTYPE x [<!ENTITY a "{"ha" * 50_000}">]>'
FILE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
HOST = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'
PARAMETER = '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>'
PUBLIC = '<!DOCTYPE x PUBLIC "-//x" "file:///etc/passwd">'
BARE = "<!DOCTYPE x>"
PARTS = {
    "sheet": SHEET,
    "texts": TEXTS,
    "styles": STYLES,
    "workbook": WORKBOOK,
    "relations": RELATIONS,
    "root": "_rels/.rels",
}
DEFINED = {
    "laughs": LAUGHS,
    "quadratic": QUADRATIC,
    "file": FILE,
    "host": HOST,
    "parameter": PARAMETER,
    "public": PUBLIC,
    "bare": BARE,
}
ENCODINGS = {
    "utf-16": ("utf-16", "UTF-16"),
    "utf-16-le": ("utf-16-le", "UTF-16LE"),
    "utf-16-be": ("utf-16-be", "UTF-16BE"),
    "utf-16-le-bare": ("utf-16-le", ""),
    "utf-32": ("utf-32", "UTF-32"),
    "utf-32-be": ("utf-32-be", "UTF-32BE"),
    "utf-7": ("utf-7", "UTF-7"),
    "ebcdic": ("cp037", "cp037"),
    "latin-1": ("latin-1", "ISO-8859-1"),
    "gbk": ("gbk", "GBK"),
    "unknown": ("ascii", "x-user-defined"),
    "utf-8-sig": ("utf-8-sig", "UTF-8"),
}


def declared(text: str, name: str) -> str:
    """Return a document that names its encoding."""
    stated = f' encoding="{name}"' if name else ""
    return f'<?xml version="1.0"{stated}?>{text}'


def without_declaration(part: str) -> str:
    """Return an honest part without its first line."""
    text = parts()[part].decode()
    return text[text.index("?>") + 2 :].lstrip() if text.startswith("<?xml") else text


def with_definition(part: str, definition: str, *, use: str = "") -> bytes:
    """Return a workbook with a DTD in one part."""
    return with_parts({part: definition + use + without_declaration(part)})


def encoded(encoding: str, name: str, definition: str = "") -> bytes:
    """Return a workbook whose sheet is written in an encoding, with a DTD or without."""
    plain = without_declaration(SHEET)
    text = plain if not definition else definition + plain
    ascii_only = "".join(c if c.isascii() else f"&#{ord(c)};" for c in text)
    return with_parts({SHEET: declared(ascii_only, name).encode(encoding)})


def mislabelled(said: str, real: str) -> bytes:
    """Return a sheet that says one encoding and holds another."""
    return with_parts({SHEET: declared(without_declaration(SHEET), said).encode(real)})


def deep(part: str, depth: int = 200_000) -> bytes:
    """Return a part with so many nested elements."""
    return with_parts({part: f'<x xmlns="{MAIN}">' + "<a>" * depth + "</a>" * depth + "</x>"})


def deep_in_sheet(element: str) -> bytes:
    """Return a sheet that nests one of its own elements."""
    return with_parts({SHEET: sheet_of(table_rows() + f"<{element}>" * 5000 + f"</{element}>" * 5000)})


def rows(text: str) -> bytes:
    """Return a workbook whose rows are ``text``."""
    return with_parts({SHEET: sheet_of(text)})


def before_rows(text: str) -> bytes:
    """Return the honest sheet with ``text`` before its rows, and the rows in it again inside the markup."""
    return with_parts({SHEET: sheet_of(f"{text}{table_rows()}")})


def coded(code: str) -> str:
    """Return styles with one number format."""
    return f'<styleSheet><numFmts><numFmt numFmtId="1" formatCode="{code}"/></numFmts></styleSheet>'


CDATA = table_rows().replace("<t>", "<t><![CDATA[").replace("</t>", "]]></t>")
COMMENTED = table_rows().replace("<row", "<!-- <row r='1'> --><row")
PREFIXED = (
    f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>'
    + table_rows().replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    + "</x:sheetData></x:worksheet>"
)
DTD = ("dtd",)
DAMAGED = ("damaged",)
ANY = (READ, "damaged", "dtd", "encoding")
CASES: dict[str, Case] = {
    **{
        f"{name}_in_{part}": case(partial(with_definition, path, text), *DTD)
        for name, text in DEFINED.items()
        for part, path in PARTS.items()
        if name in {"laughs", "file"} or part == "sheet"
    },
    **{f"{name}_encoded": case(partial(encoded, *how), *ANY) for name, how in ENCODINGS.items()},
    **{
        f"{name}_with_laughs": case(partial(encoded, *how, LAUGHS), "dtd", "damaged")
        for name, how in ENCODINGS.items()
    },
    **{f"deep_{part}": case(partial(deep, path), *DAMAGED) for part, path in PARTS.items()},
    **{
        f"deep_{element}": case(partial(deep_in_sheet, element), *DAMAGED)
        for element in ("row", "c", "v", "is", "x")
    },
    "says_utf8_is_gbk": case(partial(mislabelled, "UTF-8", "gbk"), *DAMAGED),
    "says_utf8_is_utf16": case(partial(mislabelled, "UTF-8", "utf-16"), READ, *DAMAGED),
    "says_utf16_is_utf8": case(partial(mislabelled, "UTF-16", "utf-8"), *DAMAGED),
    "undefined_entity": case(
        partial(rows, '<row r="1"><c r="A1" t="str"><v>&xxe;</v></c></row>'), "dtd", *DAMAGED
    ),
    "nul_reference": case(partial(rows, '<row r="1"><c r="A1" t="str"><v>&#0;</v></c></row>'), *DAMAGED),
    "surrogate_reference": case(
        partial(rows, '<row r="1"><c r="A1" t="str"><v>&#xD800;</v></c></row>'), *DAMAGED
    ),
    "huge_reference": case(
        partial(rows, '<row r="1"><c r="A1" t="str"><v>&#x110000;</v></c></row>'), *DAMAGED
    ),
    "cdata": case(partial(rows, CDATA)),
    "comments": case(partial(rows, COMMENTED)),
    "instructions": case(
        partial(before_rows, '<?php system("id") ?><?xml-stylesheet href="http://127.0.0.1:9/"?>')
    ),
    "prefixed": case(lambda: with_parts({SHEET: PREFIXED})),
    "xinclude": case(
        partial(
            before_rows,
            '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>',
        )
    ),
    "row_backwards": case(partial(rows, '<row r="5"/><row r="2"/>' + table_rows()), *DAMAGED),
    "row_twice": case(partial(rows, table_rows() + table_rows()), *DAMAGED),
    "row_in_row": case(partial(rows, f'<row r="1">{table_rows()}</row>'), *DAMAGED),
    "cell_in_cell": case(partial(rows, '<row r="1"><c r="A1"><c r="B1"><v>1</v></c></c></row>'), *DAMAGED),
    "cell_of_another_row": case(partial(rows, '<row r="1"><c r="A9"><v>1</v></c></row>'), *DAMAGED),
    "cell_twice": case(
        partial(rows, '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'), *DAMAGED
    ),
    "row_zero": case(partial(rows, '<row r="0"/>'), *DAMAGED),
    "row_negative": case(partial(rows, '<row r="-5"/>'), *DAMAGED),
    "row_huge": case(partial(rows, f'<row r="{"9" * 5000}"/>'), *DAMAGED),
    "row_of_arabic_digits": case(
        partial(rows, '<row r="١"><c r="A1"><v>1</v></c></row>'), *DAMAGED, "no_table"
    ),
    "column_huge": case(partial(rows, f'<row r="1"><c r="{"Z" * 5000}1"><v>1</v></c></row>'), *DAMAGED),
    "text_number_missing": case(partial(rows, '<row r="1"><c r="A1" t="s"><v>99999</v></c></row>'), *DAMAGED),
    "text_number_negative": case(partial(rows, '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>'), *DAMAGED),
    "text_number_huge": case(
        partial(rows, f'<row r="1"><c r="A1" t="s"><v>{"9" * 6000}</v></c></row>'), *DAMAGED
    ),
    "style_missing": case(
        partial(rows, table_rows() + '<row r="9"><c r="A9" s="4000000"><v>1</v></c></row>'), "rows"
    ),
    "style_huge": case(
        partial(rows, f'<row r="1"><c r="A1" s="{"9" * 6000}"><v>1</v></c></row>'), *DAMAGED, "no_table"
    ),
    "number_huge": case(
        partial(rows, f'<row r="1"><c r="A1"><v>{"9" * 30_000}</v></c></row>'), *DAMAGED, "no_table"
    ),
    "unknown_type": case(partial(rows, '<row r="1"><c r="A1" t="evil"><v>1</v></c></row>'), *DAMAGED),
    "merge_everything": case(
        lambda: with_parts(
            {SHEET: sheet_of(table_rows(), after='<mergeCells><mergeCell ref="A9:XFD1048576"/></mergeCells>')}
        )
    ),
    "merges_overlap": case(
        lambda: with_parts(
            {
                SHEET: sheet_of(
                    table_rows(),
                    after="<mergeCells>" + '<mergeCell ref="H2:H1048576"/>' * 90_000 + "</mergeCells>",
                )
            }
        ),
        READ,
        "rows",
    ),
    "merge_nonsense": case(
        lambda: with_parts(
            {SHEET: sheet_of(table_rows(), after='<mergeCells><mergeCell ref="A1:"/></mergeCells>')}
        ),
        READ,
        *DAMAGED,
    ),
    "merge_without_ref": case(
        lambda: with_parts({SHEET: sheet_of(table_rows(), after="<mergeCells><mergeCell/></mergeCells>")}),
        *DAMAGED,
    ),
    "rows_after_data": case(
        lambda: with_parts({SHEET: sheet_of(table_rows(), after=f"<sheetData>{table_rows()}</sheetData>")}),
        *DAMAGED,
    ),
    "two_roots": case(lambda: with_parts({SHEET: sheet_of(table_rows()) + "<worksheet/>"}), *DAMAGED),
    "unclosed": case(lambda: with_parts({SHEET: sheet_of(table_rows())[:-30]}), *DAMAGED),
    "claims_everything": case(
        lambda: with_parts(
            {
                SHEET: sheet_of(table_rows()).replace(
                    "<sheetData>",
                    '<dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384"/></cols><sheetData>',
                )
            }
        )
    ),
    "long_format_code": case(
        lambda: with_parts({STYLES: coded("[" * 200_000)}),
        READ,
        *DAMAGED,
    ),
    "quoted_format_code": case(
        lambda: with_parts({STYLES: coded("h:" * 100_000)}),
        READ,
        *DAMAGED,
    ),
    "many_format_codes": case(
        lambda: with_parts(
            {
                STYLES: "<styleSheet><numFmts>"
                + "".join(f'<numFmt numFmtId="{n}" formatCode="{"h" * 500}"/>' for n in range(2000))
                + "</numFmts></styleSheet>"
            }
        ),
    ),
}
