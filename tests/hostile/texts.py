"""Text tables and web pages: encodings, quotes, spans, and lines that never end."""

from __future__ import annotations

from functools import partial

from tests.hostile.cases import READ, ROWS, Case, case, csv_rows

TABLE = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in ROWS)


def text(content: str, encoding: str = "utf-8") -> bytes:
    """Return the content encoded."""
    return content.encode(encoding)


def page(inside: str, *, head: str = "", encoding: str = "utf-8") -> bytes:
    """Return a web page."""
    return f"<html><head>{head}</head><body>{inside}</body></html>".encode(encoding)


def xml2003(rows: str, *, before: str = "", after: str = "", encoding: str = "utf-8") -> bytes:
    """Return a workbook as SpreadsheetML 2003."""
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    text = f'<?xml version="1.0"?>{before}<?mso-application progid="Excel.Sheet"?>'
    text += f'<Workbook xmlns="{name}" xmlns:ss="{name}"><Worksheet ss:Name="表">'
    text += f"<Table>{rows}</Table>{after}</Worksheet></Workbook>"
    return text.encode(encoding)


XML_ROWS = "".join(
    "<Row>" + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row) + "</Row>"
    for row in ROWS
)
TEXT = ("not_spreadsheet", "encoding", "damaged")
PLAIN = csv_rows()
BIG = (
    "too_large",
    "too_many_columns",
    "cell_too_long",
    "quotes",
    "too_many_rows",
    "too_many_cells",
    "reader_timeout",
    "damaged",
)
CASES: dict[str, Case] = {
    "utf8": case(partial(text, PLAIN)),
    "utf8_mark": case(partial(text, PLAIN, "utf-8-sig")),
    "gbk": case(partial(text, PLAIN, "gbk")),
    "big5_is_not_guessed": case(partial(text, csv_rows().replace("姓名", "姓名"), "gb18030")),
    "utf16_marked": case(partial(text, csv_rows("\t"), "utf-16")),
    "utf16_be_marked": case(lambda: b"\xfe\xff" + csv_rows("\t").encode("utf-16-be")),
    "utf16_bare": case(partial(text, PLAIN, "utf-16-le")),
    "utf16_be_bare": case(partial(text, PLAIN, "utf-16-be")),
    "utf32_marked": case(partial(text, PLAIN, "utf-32"), READ, *TEXT),
    "utf32_bare": case(partial(text, PLAIN, "utf-32-le"), READ, *TEXT),
    "utf7": case(partial(text, PLAIN, "utf-7"), "no_table", *TEXT),
    "two_marks": case(lambda: b"\xef\xbb\xbf\xef\xbb\xbf" + PLAIN.encode()),
    "wrong_mark": case(lambda: b"\xff\xfe" + PLAIN.encode(), "encoding", "no_table", *TEXT),
    "odd_utf16": case(lambda: PLAIN.encode("utf-16")[:-1], "encoding"),
    "mixed_encodings": case(
        lambda: csv_rows(people=ROWS[:2]).encode() + csv_rows(people=ROWS[2:]).encode("gbk"),
        "encoding",
        "rows",
    ),
    "mostly_utf8_one_bad_byte": case(lambda: PLAIN.encode() + b"\xff", "encoding"),
    "nul_in_cell": case(partial(text, PLAIN.replace("钱卫东", "钱\0卫东")), "rows", *TEXT),
    "nul_everywhere": case(lambda: bytes(100_000), "empty"),
    "nul_between": case(lambda: b"\0".join(bytes([byte]) for byte in PLAIN.encode()), "no_table", *TEXT),
    "a_million_columns": case(lambda: b"a," * 1_000_000, *BIG),
    "a_million_empty_columns": case(lambda: PLAIN.encode() + b"," * 1_000_000, READ, *BIG),
    "one_long_line": case(lambda: b"a" * (10 * 1024 * 1024), *BIG),
    "one_line_of_100_mb": case(lambda: b"a" * (100 * 1024 * 1024), "too_large"),
    "one_long_line_of_quotes": case(lambda: b'"' * (8 * 1024 * 1024), *BIG),
    "many_lines": case(lambda: b"a\n" * 2_000_000, *BIG),
    "many_empty_lines": case(lambda: PLAIN.encode() + b"\n" * 8_000_000, READ, *BIG),
    "commas_only": case(lambda: (b"," * 199 + b"\n") * 40_000, "no_table", *BIG),
    "open_quote": case(partial(text, PLAIN.replace("云溪路1号", '"云溪路1号') + PLAIN * 99), "quotes"),
    "open_quote_at_the_end": case(partial(text, PLAIN + '"'), "quotes", READ),
    "control_characters": case(partial(text, PLAIN.replace("云溪", "云\x07溪")), "rows", *TEXT),
    "escapes": case(partial(text, PLAIN.replace("云溪", "\x1b]0;evil\x07\x1b[2J")), "rows", *TEXT),
    "sep_line": case(partial(text, "sep=;\n" + csv_rows(";"))),
    "sep_is_a_letter": case(partial(text, "sep=3\n" + PLAIN), "no_table", "rows", "read"),
    "sep_is_a_quote": case(partial(text, 'sep="\n' + PLAIN), "damaged", "no_table", "quotes"),
    "sep_is_nul": case(partial(text, "sep=\0\n" + PLAIN), "damaged", "no_table", *TEXT),
    "semicolons": case(partial(text, csv_rows(";"))),
    "bars": case(partial(text, csv_rows("|"))),
    "wide_commas": case(partial(text, csv_rows("，"))),
    "cr_only": case(lambda: PLAIN.replace("\n", "\r").encode()),
    "cr_cr_lf": case(lambda: PLAIN.replace("\n", "\r\r\n").encode(), READ, "rows"),
    "unicode_line_ends": case(lambda: PLAIN.replace("\n", "\u2028").encode(), "no_table", "no_rows", READ),
    "shell": case(lambda: b"#!/bin/sh\nrm -rf /\n", "no_table", *TEXT),
    "json": case(lambda: b'{"a": [1, 2, 3]}', "no_table", "quotes", *TEXT),
    "page": case(lambda: page(f"<table>{TABLE}</table>")),
    "page_of_gb2312": case(
        lambda: page(f"<table>{TABLE}</table>", head='<meta charset="gb2312">', encoding="gbk")
    ),
    "page_of_unknown_charset": case(lambda: page(f"<table>{TABLE}</table>", head='<meta charset="x-evil">')),
    "page_of_utf7": case(lambda: page(f"<table>{TABLE}</table>", head='<meta charset="utf-7">')),
    "page_utf16": case(lambda: page(f"<table>{TABLE}</table>", encoding="utf-16")),
    "page_with_scripts": case(
        lambda: page(
            f"<script>alert(1)</script><table onload=alert(1)>{TABLE}</table><img src=http://127.0.0.1:9/>"
        )
    ),
    "page_ten_thousand_tables_deep": case(lambda: page("<table><tr><td>" * 10_000), "damaged"),
    "page_ten_thousand_tables": case(lambda: page("<table><tr><td>a</td></tr></table>" * 10_000), "damaged"),
    "page_a_million_tags_deep": case(lambda: page("<div>" * 1_000_000 + f"<table>{TABLE}</table>"), READ),
    "page_of_wide_spans": case(
        lambda: page(f'<table>{TABLE}<tr><td colspan="1000000000">a</td></tr></table>'),
        "rows",
        "too_many_columns",
    ),
    "page_of_tall_spans": case(
        lambda: page(f'<table><tr><td rowspan="1000000000">a</td></tr>{TABLE}</table>'),
        "rows",
        "no_table",
        READ,
    ),
    "page_of_many_spans": case(
        lambda: page("<table>" + '<tr><td colspan="200" rowspan="1000000">a</td></tr>' * 50_000 + "</table>"),
        "no_table",
        *BIG,
    ),
    "page_of_negative_spans": case(
        lambda: page(f"<table>{TABLE.replace('<td>', '<td colspan=-5 rowspan=0>')}</table>")
    ),
    "page_of_odd_digits": case(
        lambda: page(f"<table>{TABLE.replace('<td>', '<td colspan=²>')}</table>"), READ, "damaged"
    ),
    "page_unclosed": case(
        lambda: page(f"<table>{TABLE}").replace(b"</", b"<")[:-20], "no_table", "rows", "damaged", READ
    ),
    "page_of_less_than": case(lambda: b"<html>" + b"<" * 3_000_000, "no_html_table", *BIG),
    "page_of_open_comments": case(lambda: b"<html>" + b"<!--" * 1_000_000, "no_html_table", *BIG),
    "page_of_open_declarations": case(lambda: b"<html>" + b"<!a " * 1_000_000, "no_html_table", *BIG),
    "page_of_instructions": case(lambda: b"<html>" + b"<?a " * 1_000_000, "no_html_table", *BIG),
    "page_of_open_tags": case(lambda: b"<html>" + b"<a b='" * 500_000, "no_html_table", *BIG),
    "page_of_attributes": case(
        lambda: page("<table><tr><td " + "a=1 " * 500_000 + f">x</td></tr>{TABLE}</table>"),
        "rows",
        READ,
        *BIG,
    ),
    "page_of_references": case(
        lambda: page("<table><tr><td>" + "&" * 1_000_000 + "</td></tr></table>"), "no_table", *BIG
    ),
    "page_of_nul_reference": case(
        lambda: page(f"<table>{TABLE.replace('云溪', '云&#0;&#xD800;溪')}</table>"), "rows"
    ),
    "page_with_unclosed_script": case(lambda: b"<html>" + b"<script>" * 500_000, "no_html_table", *BIG),
    "mht": case(
        lambda: (
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n" + page(f"<table>{TABLE}</table>")
        ),
        "web_archive",
    ),
    "mht_from": case(
        lambda: b"From: <x>\r\nMIME-Version: 1.0\r\n\r\n" + page(f"<table>{TABLE}</table>"),
        "web_archive",
        "no_table",
        *TEXT,
    ),
    "fods": case(
        lambda: b'<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument"/>',
        "not_spreadsheet",
        "ods",
    ),
    "svg": case(
        lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "not_spreadsheet", "no_table"
    ),
    "xml2003": case(lambda: xml2003(XML_ROWS)),
    "xml2003_utf16": case(lambda: xml2003(XML_ROWS, encoding="utf-16"), READ, "damaged"),
    "xml2003_laughs": case(lambda: xml2003(XML_ROWS, before='<!DOCTYPE x [<!ENTITY a "ha">]>'), "dtd"),
    "xml2003_file": case(
        lambda: xml2003(XML_ROWS, before='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), "dtd"
    ),
    "xml2003_deep": case(lambda: xml2003("<a>" * 100_000), "damaged"),
    "xml2003_index_huge": case(
        lambda: xml2003(XML_ROWS + '<Row ss:Index="99999999999"><Cell/></Row>'), "damaged"
    ),
    "xml2003_index_backwards": case(
        lambda: xml2003(XML_ROWS + '<Row ss:Index="1"><Cell><Data>x</Data></Cell></Row>'), "damaged"
    ),
    "xml2003_span_huge": case(lambda: xml2003('<Row ss:Span="1048576"/>' * 3 + XML_ROWS), "damaged"),
    "xml2003_merge_huge": case(
        lambda: xml2003(XML_ROWS.replace("<Cell>", '<Cell ss:MergeAcross="1048576">', 1)),
        "damaged",
        "too_many_columns",
    ),
    "xml2003_column_huge": case(
        lambda: xml2003('<Row><Cell ss:Index="16384"><Data>x</Data></Cell></Row>'),
        "too_many_columns",
        "damaged",
    ),
    "xml2003_number": case(
        lambda: xml2003('<Row><Cell><Data ss:Type="Number">evil</Data></Cell></Row>'), "damaged"
    ),
    "xml2003_many_cells": case(
        lambda: xml2003(
            "<Row>"
            + '<Cell><Data ss:Type="String">长</Data></Cell>' * 199
            + "</Row>"
            + ("<Row>" + "<Cell><Data>x</Data></Cell>" * 199 + "</Row>") * 1500
        ),
        "no_table",
        *BIG,
    ),
    "xml2003_long_text": case(
        lambda: xml2003(f"<Row><Cell><Data>{'长' * 3_000_000}</Data></Cell></Row>"), *BIG
    ),
}
CASES |= {
    f"begins_like_{name}": case(partial(lambda mark: mark + b"\0" * 2000, mark), code)
    for name, mark, code in (
        ("pdf", b"%PDF-1.7\n", "pdf"),
        ("png", b"\x89PNG\r\n\x1a\n", "image"),
        ("jpeg", b"\xff\xd8\xff\xe0", "image"),
        ("gif", b"GIF89a", "image"),
        ("bmp", b"BM\x10\x00\x00\x00", "image"),
        ("tiff", b"II*\0", "image"),
        ("webp", b"RIFF\x10\0\0\0WEBP", "image"),
        ("heic", b"\0\0\0\x18ftypheic", "image"),
        ("rar", b"Rar!\x1a\x07\x01\0", "archive"),
        ("7z", b"7z\xbc\xaf\x27\x1c", "archive"),
        ("gz", b"\x1f\x8b\x08\0", "archive"),
        ("bz2", b"BZh91AY", "archive"),
        ("xz", b"\xfd7zXZ\0", "archive"),
        ("zstd", b"\x28\xb5\x2f\xfd\x04", "archive"),
        ("lz4", b"\x04\x22\x4d\x18", "archive"),
        ("tar", b"x.csv" + bytes(252) + b"ustar\x0000", "archive"),
        ("cab", b"MSCF\0\0\0\0", "archive"),
        ("rtf", b"{\\rtf1", "word"),
        ("elf", b"\x7fELF\x02", "not_spreadsheet"),
        ("exe", b"MZ\x90\0", "not_spreadsheet"),
        ("sqlite", b"SQLite format 3\0", "not_spreadsheet"),
        ("mp4", b"\0\0\0\x18ftypmp42", "not_spreadsheet"),
        ("java", b"\xca\xfe\xba\xbe", "not_spreadsheet"),
        ("access", b"\0\1\0\0Standard Jet DB", "not_spreadsheet"),
        ("lotus", b"\0\0\x1a\0\0\x10\4\0", "not_spreadsheet"),
        ("biff2", b"\x09\0\4\0\2\0\x10\0", "old_excel"),
        ("biff3", b"\x09\2\6\0\0\3\x10\0", "old_excel"),
        ("biff4", b"\x09\4\6\0\0\4\x10\0", "old_excel"),
        ("bare_biff8", b"\x09\x08\x10\0\0\6\5\0", "old_excel"),
        ("empty_zip", b"PK\5\6" + bytes(18), "archive"),
        ("spanned_zip", b"PK\7\x08PK\3\4", "archive"),
    )
}
