"""Packages that lie: bombs, entries that overlap or come twice, names that are paths, wrong sums, missing parts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from tests.hostile.cases import READ, Case, case, table_rows
from tests.hostile.zips import STORED, Entry, package, repeated
from tests.spreadsheets.raw_xlsx import MAIN, OFFICE, PACKAGE, raw_xlsx, sheet_of, unzipped

SHEET, TEXTS, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
MEGABYTE = 1024 * 1024


def parts(**changed: str | bytes) -> dict[str, bytes]:
    """Return the parts of an honest workbook of three people."""
    return unzipped(raw_xlsx(sheet_of(table_rows()), **changed))  # type: ignore[arg-type]  # what raw_xlsx takes


def with_entries(*more: Entry, without: str = "", first: bool = False) -> bytes:
    """Return the workbook with further entries, or some in place of its own."""
    honest = [Entry(name, data) for name, data in parts().items() if name != without]
    return package([*more, *honest] if first else [*honest, *more])


def with_parts(changed: Mapping[str, str | bytes | None]) -> bytes:
    """Return the workbook with some parts changed, or left out where they are None."""
    whole: dict[str, str | bytes | None] = {**parts(), **changed}
    return package(
        [
            Entry(name, data.encode() if isinstance(data, str) else data)
            for name, data in whole.items()
            if data is not None
        ]
    )


def bomb(part: str, before: str, block: str, megabytes: int, after: str = "") -> bytes:
    """Return the workbook with a part that inflates to so many megabytes of ``block``."""
    unit = (block * (MEGABYTE // len(block.encode()) + 1)).encode()
    packed = repeated(before.encode(), unit, megabytes, after.encode())
    size = len(before.encode()) + len(unit) * megabytes + len(after.encode())
    return with_entries(Entry(part, packed=packed, size=size, crc=0), without=part)


def overlapping() -> bytes:
    """Return entries that all claim the same packed data: the better kind of zip bomb."""
    kernel = repeated(b"", b" " * MEGABYTE, 50)
    same = [
        Entry(f"xl/media/{number}", packed=kernel, size=50 * MEGABYTE, crc=0, offset=0)
        for number in range(1000)
    ]
    return with_entries(Entry("xl/media/first", packed=kernel, size=50 * MEGABYTE, crc=0), *same, first=True)


def nested(levels: int = 6) -> bytes:
    """Return a zip of zips of zips."""
    content = package([Entry("0", packed=repeated(b"", b"\0" * MEGABYTE, 100), size=100 * MEGABYTE)])
    for _ in range(levels):
        content = package([Entry(f"{number}.zip", content) for number in range(10)])
    return content


def with_flag(flag: int) -> bytes:
    """Return the workbook whose sheet says that it is encrypted, patched or masked."""
    return with_entries(Entry(SHEET, parts()[SHEET], flags=flag), without=SHEET)


def looped_relations() -> bytes:
    """Return parts that point to each other and to themselves."""
    line = '<Relationship Id="r{0}" Type="{1}/{2}" Target="{3}"/>'
    lines = line.format(1, OFFICE, "worksheet", "worksheets/sheet1.xml")
    lines += line.format(2, OFFICE, "officeDocument", "workbook.xml")
    lines += line.format(3, OFFICE, "worksheet", "../xl/../xl/workbook.xml")
    return with_parts({RELATIONS: f'<Relationships xmlns="{PACKAGE}">{lines}</Relationships>'})


def sheets_named(*names: str, same_part: bool = False) -> bytes:
    """Return a workbook whose list of sheets says what it likes."""
    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="r{1 if same_part else number}"/>'
        for number, name in enumerate(names, start=1)
    )
    return with_parts(
        {WORKBOOK: f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'}
    )


def external(kind: str, target: str) -> bytes:
    """Return a workbook whose relations leave the package."""
    own = parts()[RELATIONS].decode()
    line = f'<Relationship Id="x1" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
    return with_parts({RELATIONS: own.replace("</Relationships>", f"{line}</Relationships>")})


def escaping_target(target: str) -> bytes:
    """Return a workbook whose sheet stands at a path outside the package."""
    return with_parts({RELATIONS: parts()[RELATIONS].decode().replace("worksheets/sheet1.xml", target)})


def many_parts(count: int) -> bytes:
    """Return the workbook with so many empty parts."""
    return with_entries(*(Entry(f"xl/media/{number}", method=STORED) for number in range(count)))


ZIP64 = b"\x01\x00\x10\x00" + (2**62).to_bytes(8, "little") + (2**61).to_bytes(8, "little")
DAMAGED = ("damaged",)
BIG = ("too_large_unpacked", "damaged", "too_many_cells", "reader_timeout")
CASES: dict[str, Case] = {
    "bomb_texts_blank": case(partial(bomb, TEXTS, f'<sst xmlns="{MAIN}">', " ", 300), *BIG),
    "bomb_styles": case(
        partial(bomb, STYLES, f'<styleSheet xmlns="{MAIN}"><cellXfs>', '<xf numFmtId="14"/>', 150), *BIG
    ),
    "bomb_formats": case(
        partial(
            bomb,
            STYLES,
            f'<styleSheet xmlns="{MAIN}"><numFmts>',
            '<numFmt numFmtId="1" formatCode="y"/>',
            150,
        ),
        *BIG,
    ),
    "bomb_relations": case(
        partial(
            bomb,
            RELATIONS,
            f'<Relationships xmlns="{PACKAGE}">',
            '<Relationship Id="x" Type="y" Target="z"/>',
            150,
        ),
        *BIG,
    ),
    "bomb_root_relations": case(
        partial(
            bomb,
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}">',
            '<Relationship Id="x" Type="y" Target="z"/>',
            150,
        ),
        *BIG,
    ),
    "bomb_workbook": case(
        partial(
            bomb,
            WORKBOOK,
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>',
            '<sheet name="a" r:id="r1"/>',
            150,
        ),
        "too_many_sheets",
        *BIG,
    ),
    "bomb_many_texts": case(
        partial(bomb, TEXTS, f'<sst xmlns="{MAIN}">', "<si><t>买买提</t></si>", 190, "</sst>"), *BIG
    ),
    "bomb_rich_text": case(
        partial(bomb, TEXTS, f'<sst xmlns="{MAIN}"><si>', "<r><rPr><b/></rPr><t>a</t></r>", 190),
        "cell_too_long",
        *BIG,
    ),
    "bomb_rows": case(
        partial(bomb, SHEET, f'<worksheet xmlns="{MAIN}"><sheetData>', "<row><c><v>1</v></c></row>", 190),
        "too_many_rows",
        *BIG,
    ),
    "bomb_empty_rows": case(
        partial(bomb, SHEET, f'<worksheet xmlns="{MAIN}"><sheetData>', "<row/>", 190), "too_many_rows", *BIG
    ),
    "bomb_one_row": case(
        partial(bomb, SHEET, f'<worksheet xmlns="{MAIN}"><sheetData><row>', "<c><v>1</v></c>", 190),
        "too_many_columns",
        *BIG,
    ),
    "bomb_one_cell": case(
        partial(bomb, SHEET, f'<worksheet xmlns="{MAIN}"><sheetData><row><c t="str"><v>', "长", 190),
        "cell_too_long",
        *BIG,
    ),
    "bomb_attribute": case(partial(bomb, SHEET, f'<worksheet xmlns="{MAIN}" a="', "x", 190), *BIG),
    "bomb_attributes": case(
        lambda: with_parts({SHEET: "<worksheet " + " ".join(f'a{n}="1"' for n in range(300_000)) + "/>"}),
        "no_table",
        *BIG,
    ),
    "bomb_comment": case(partial(bomb, SHEET, "<!--", "x", 190), *BIG),
    "bomb_merges": case(
        partial(
            bomb,
            SHEET,
            f'<worksheet xmlns="{MAIN}"><sheetData/><mergeCells>',
            '<mergeCell ref="A1:B2"/>',
            190,
        ),
        "too_many_merges",
        *BIG,
    ),
    "bomb_formula": case(
        partial(bomb, SHEET, f'<worksheet xmlns="{MAIN}"><sheetData><row><c><f>', "1+", 190),
        "cell_too_long",
        *BIG,
    ),
    "overlapping": case(overlapping, "too_large_unpacked", "damaged"),
    "nested": case(nested, "archive"),
    "nested_in_workbook": case(lambda: with_entries(Entry("xl/embeddings/a.xlsx", nested(2)))),
    "many_parts": case(partial(many_parts, 2500), "too_many_parts"),
    "very_many_parts": case(partial(many_parts, 65_000), "too_many_parts"),
    "wrong_sum": case(lambda: with_entries(Entry(SHEET, parts()[SHEET], crc=1), without=SHEET), *DAMAGED),
    "wrong_sum_of_texts": case(
        lambda: with_entries(Entry(TEXTS, parts()[TEXTS], crc=1), without=TEXTS), *DAMAGED
    ),
    "size_too_small": case(
        lambda: with_entries(Entry(SHEET, parts()[SHEET], size=10), without=SHEET), *DAMAGED
    ),
    "size_too_large": case(
        lambda: with_entries(Entry(SHEET, parts()[SHEET], size=10**6), without=SHEET), READ, *DAMAGED
    ),
    "packed_size_too_large": case(
        lambda: with_entries(Entry(SHEET, parts()[SHEET], packed_size=2**31), without=SHEET), READ, *DAMAGED
    ),
    "zip64_lies": case(
        lambda: with_entries(
            Entry(SHEET, parts()[SHEET], size=2**32 - 1, packed_size=2**32 - 1, extra=ZIP64), without=SHEET
        ),
        "damaged",
        "too_large_unpacked",
    ),
    "count_lies": case(
        lambda: package([Entry(n, d) for n, d in parts().items()], count=65_535), READ, *DAMAGED
    ),
    "descriptors": case(lambda: package([Entry(n, d, descriptor=True) for n, d in parts().items()])),
    "stored": case(lambda: package([Entry(n, d, method=STORED) for n, d in parts().items()])),
    "comment": case(
        lambda: package([Entry(n, d) for n, d in parts().items()], comment=b"PK\x05\x06" * 5000),
        READ,
        *DAMAGED,
    ),
    "text_before": case(
        lambda: b"#!/bin/sh\n" + package([Entry(n, d) for n, d in parts().items()]),
        "not_spreadsheet",
        "encoding",
    ),
    "unknown_method": case(
        lambda: with_entries(Entry(SHEET, parts()[SHEET], packed=parts()[SHEET], method=99), without=SHEET),
        *DAMAGED,
    ),
    "not_deflated": case(
        lambda: with_entries(Entry(SHEET, parts()[SHEET], packed=b"\xff" * 400), without=SHEET), *DAMAGED
    ),
    "encrypted": case(partial(with_flag, 0x801), "password"),
    "strongly_encrypted": case(partial(with_flag, 0x841), "password"),
    "masked_directory": case(partial(with_flag, 0x2800), READ, "password", *DAMAGED),
    "patched": case(partial(with_flag, 0x820), READ, *DAMAGED),
    "twice": case(lambda: with_entries(Entry(SHEET, sheet_of("").encode())), *DAMAGED),
    "twice_by_case": case(
        lambda: with_entries(Entry("XL/Worksheets/SHEET1.xml", sheet_of("").encode())), *DAMAGED
    ),
    "twice_by_backslash": case(
        lambda: with_entries(Entry("xl\\worksheets\\sheet1.xml", sheet_of("").encode())), *DAMAGED
    ),
    "twice_by_dots": case(
        lambda: with_entries(Entry("xl/./worksheets/../worksheets/sheet1.xml", b"x")), *DAMAGED
    ),
    "other_local_name": case(
        lambda: with_entries(
            Entry(SHEET, parts()[SHEET], local_name="xl/worksheets/sheet9.xml"), without=SHEET
        ),
        *DAMAGED,
    ),
    "backslashes": case(lambda: package([Entry(n.replace("/", "\\"), d) for n, d in parts().items()])),
    "absolute": case(lambda: with_entries(Entry("/etc/hostile", b"x"), Entry("C:\\hostile", b"x"))),
    "outside": case(lambda: with_entries(Entry("../../hostile", b"x"), Entry("..\\..\\other", b"x"))),
    "nul_in_name": case(lambda: with_entries(Entry("xl/a\0b.xml", b"x"))),
    "long_name": case(lambda: with_entries(Entry("x" * 60_000, b"x"))),
    "empty_name": case(lambda: with_entries(Entry("", b"x"))),
    "symlink": case(
        lambda: with_entries(Entry(SHEET, b"/etc/passwd", attributes=0o120777 << 16), without=SHEET), *DAMAGED
    ),
    "symlink_beside": case(
        lambda: with_entries(Entry("xl/media/a.png", b"/etc/passwd", attributes=0o120777 << 16))
    ),
    "folders": case(
        lambda: with_entries(Entry("xl/", b"", method=STORED), Entry("xl/worksheets/", b"", method=STORED))
    ),
    "macros": case(lambda: with_entries(Entry("xl/vbaProject.bin", b"x")), "macros"),
    "macros_elsewhere": case(lambda: with_entries(Entry("custom/VbaProject.bin", b"x")), "macros"),
    "ole_object": case(lambda: with_entries(Entry("xl/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0" * 99))),
    "signed": case(lambda: with_entries(Entry("_xmlsignatures/sig1.xml", b"<x/>"))),
    "no_content_types": case(lambda: with_parts({"[Content_Types].xml": None})),
    "no_root_relations": case(lambda: with_parts({"_rels/.rels": None})),
    "no_workbook": case(lambda: with_parts({WORKBOOK: None}), *DAMAGED),
    "no_relations": case(lambda: with_parts({RELATIONS: None}), *DAMAGED),
    "no_sheet": case(lambda: with_parts({SHEET: None}), *DAMAGED),
    "no_styles": case(lambda: with_parts({STYLES: None})),
    "no_texts": case(lambda: with_parts({TEXTS: None})),
    "empty_workbook": case(lambda: with_parts({WORKBOOK: f'<workbook xmlns="{MAIN}"/>'}), "no_sheet"),
    "empty_sheet_part": case(lambda: with_parts({SHEET: ""}), *DAMAGED),
    "looped_relations": case(looped_relations),
    "sheet_is_workbook": case(partial(escaping_target, "workbook.xml"), "no_table", *DAMAGED),
    "target_outside": case(partial(escaping_target, "../../../../etc/passwd"), *DAMAGED),
    "target_file": case(partial(escaping_target, "file:///etc/passwd"), *DAMAGED),
    "target_host": case(partial(escaping_target, "http://127.0.0.1:9/sheet.xml"), *DAMAGED),
    "external_link": case(partial(external, "externalLinkPath", "file://host/share/x.xlsx")),
    "external_template": case(partial(external, "attachedTemplate", "http://127.0.0.1:9/x.dotm")),
    "external_sheet": case(partial(external, "worksheet", "http://127.0.0.1:9/x.xml")),
    "one_part_twice": case(partial(sheets_named, "甲", "乙", same_part=True), "same_sheet", "asked"),
    "same_names": case(partial(sheets_named, "甲", "甲", same_part=True), "same_sheet", "asked"),
    "two_hundred_times_one_part": case(
        partial(sheets_named, *(f"表{n}" for n in range(300)), same_part=True), "too_many_sheets"
    ),
    "xlsb": case(lambda: with_entries(Entry("xl/workbook.bin", b"x")), "xlsb"),
    "ods": case(
        lambda: package(
            [Entry("mimetype", b"application/vnd.oasis", method=STORED), Entry("content.xml", b"<x/>")]
        ),
        "ods",
    ),
    "docx": case(
        lambda: package([Entry("[Content_Types].xml", b"<x/>"), Entry("word/document.xml", b"<x/>")]), "word"
    ),
    "pptx": case(
        lambda: package([Entry("[Content_Types].xml", b"<x/>"), Entry("ppt/presentation.xml", b"<x/>")]),
        "word",
    ),
    "half": case(lambda: with_entries()[:1500], *DAMAGED),
    "only_the_end": case(lambda: with_entries()[-22:], "archive", *DAMAGED),
}
"""``asked``: the import must not take both sheets without a question."""
