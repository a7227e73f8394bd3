"""Cells and names that deceive: control and direction characters, markup, formulas, impossible dates and numbers."""

from __future__ import annotations

from functools import partial
from xml.sax.saxutils import escape, quoteattr

from tests.hostile.cases import PEOPLE, READ, ROWS, Case, case, table_rows
from tests.hostile.packages import SHEET, WORKBOOK, with_parts
from tests.spreadsheets.raw_xlsx import MAIN, OFFICE, sheet_of, styles_of

DATED = styles_of(["yyyy-mm-dd"])


def changed(place: int, text: str, row: int = 1) -> bytes:
    """Return the workbook with other text in one cell; row 0 is the header."""
    rows = [list(line) for line in ROWS]
    rows[row][place] = text
    return with_parts({SHEET: sheet_of(table_rows(tuple(map(tuple, rows))))})


def wrong_cell(cell: str, *, styles: str = DATED, before: str = "") -> bytes:
    """Return the workbook with the markup of its last cell, F4, replaced."""
    rows = table_rows()
    start = rows.index('<c r="F4"')
    return with_parts(
        {SHEET: sheet_of(rows[:start] + cell + "</row>", before=before), "xl/styles.xml": styles}
    )


def slow_patterns(text: str) -> bytes:
    """Return the workbook with a text in its header, above it and below, in known columns and others."""
    header = (*ROWS[0], "性别", text)
    rows = ((text, text), header, *((*line, text, text) for line in PEOPLE), (text,) * 8)
    return with_parts({SHEET: sheet_of(table_rows(rows))})


def called(name: str, state: str = "visible") -> bytes:
    """Return the workbook with another name of its sheet."""
    listed = f'<sheet name={quoteattr(name)} sheetId="1" r:id="r1" state="{state}"/>'
    return with_parts(
        {WORKBOOK: f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'}
    )


def value(kind: str, text: str, style: int = 0) -> bytes:
    """Return the workbook with a cell F4 of a type."""
    return wrong_cell(f'<c r="F4" t="{kind}" s="{style}"><v>{escape(text)}</v></c>')


STRANGE = {
    "override": "\u202e",
    "embedding": "\u202a",
    "isolate": "\u2066",
    "pop": "\u202c",
    "escape": "_x001B_",
    "bell": "_x0007_",
    "nul": "_x0000_",
    "delete": "\x7f",
    "c1": "\x85",
    "surrogate": "_xD800_",
    "private": "\ue000",
    "unassigned": "\u0378",
    "tag": "\U000e0041",
    "noncharacter": "\ufdd0",
    "annotation": "\ufff9",
    "replaced": "\ufffd",
}
SOME = {name: STRANGE[name] for name in ("override", "isolate", "nul", "c1", "surrogate", "tag")}
QUIET = {"zero_width": "\u200b", "mark": "\ufeff", "joiner": "\u2060", "hyphen": "\u00ad"}
REFUSED = ("rows",)
CASES: dict[str, Case] = {
    **{
        f"{name}_in_name": case(partial(changed, 0, f"钱{text}卫东"), *REFUSED)
        for name, text in STRANGE.items()
    },
    **{
        f"{name}_in_address": case(partial(changed, 4, f"云溪{text}路"), *REFUSED)
        for name, text in STRANGE.items()
    },
    **{
        f"{name}_in_header": case(partial(changed, 4, f"家庭{text}住址", row=0), "strange_character")
        for name, text in SOME.items()
    },
    **{
        f"{name}_in_sheet_name": case(partial(called, f"表{text}一"), "sheet_name")
        for name, text in SOME.items()
    },
    **{f"{name}_is_cleaned": case(partial(changed, 0, f"钱{text}卫东")) for name, text in QUIET.items()},
    **{f"{name}_around": case(partial(changed, 0, f"{text}钱卫东{text}")) for name, text in QUIET.items()},
    "direction_marks_around": case(partial(changed, 0, "\u200e钱卫东\u200f")),
    "embedding_around": case(partial(changed, 0, "\u202a钱卫东\u202c"), *REFUSED),
    "direction_mark_inside": case(partial(changed, 0, "钱\u200e卫东"), *REFUSED),
    "sheet_called_sql": case(partial(called, "'; DROP TABLE members_member; --")),
    "sheet_called_html": case(partial(called, "<img src=x onerror=alert(1)>")),
    "sheet_called_template": case(partial(called, "{{ settings.SECRET_KEY }}{% debug %}")),
    "sheet_called_format": case(partial(called, "%s%n{0}{x}")),
    "sheet_called_path": case(partial(called, "../../etc/passwd")),
    "sheet_called_nothing": case(partial(called, "")),
    "sheet_called_blank": case(partial(called, " ")),
    "sheet_called_long": case(partial(called, "长" * 300), "sheet_name"),
    "sheet_hidden": case(partial(called, "表", "hidden"), "no_table"),
    "sheet_very_hidden": case(partial(called, "表", "veryHidden"), "no_table"),
    "sheet_state_unknown": case(partial(called, "表", "evil"), "no_table"),
    "leap_day_of_1900": case(partial(value, "n", "60", 1), *REFUSED),
    "date_negative": case(partial(value, "n", "-1", 1), *REFUSED),
    "date_zero": case(partial(value, "n", "0", 1), *REFUSED),
    "date_far": case(partial(value, "n", "2958465", 1), *REFUSED),
    "date_too_far": case(partial(value, "n", "2958466", 1), *REFUSED),
    "number_overflows": case(partial(value, "n", "1e309"), *REFUSED),
    "number_large": case(partial(value, "n", "1e308"), *REFUSED),
    "number_large_date": case(partial(value, "n", "1e308", 1), *REFUSED),
    "number_nan": case(partial(value, "n", "NaN"), "damaged", *REFUSED),
    "number_infinite": case(partial(value, "n", "-INF"), "damaged", *REFUSED),
    "number_tiny": case(partial(value, "n", "5e-324"), *REFUSED),
    "number_with_underscores": case(partial(value, "n", "1_000"), "damaged", *REFUSED),
    "boolean": case(partial(value, "b", "1"), *REFUSED),
    "boolean_odd": case(partial(value, "b", "evil"), *REFUSED),
    "error": case(partial(value, "e", "#N/A"), *REFUSED),
    "error_of_markup": case(partial(value, "e", "<script>alert(1)</script>"), *REFUSED),
    "iso_date": case(partial(value, "d", "1988-07-01T00:00:00")),
    "iso_date_impossible": case(partial(value, "d", "1988-13-41"), *REFUSED),
    "formula_without_value": case(partial(wrong_cell, '<c r="F4"><f>TODAY()</f></c>'), READ, "blank"),
    "formula_array": case(
        partial(wrong_cell, '<c r="F4" t="str"><f t="array" ref="F2:F4">A1:A3</f><v>1988-07-01</v></c>')
    ),
    "formula_shared": case(
        partial(wrong_cell, '<c r="F4" t="str"><f t="shared" si="0" ref="F4">"1988"</f><v>1988-07-01</v></c>')
    ),
    "formula_dde": case(
        partial(wrong_cell, '<c r="F4" t="str"><f>cmd|\' /C calc\'!A0</f><v>1988-07-01</v></c>'), *REFUSED
    ),
    "formula_dde_escaped": case(
        partial(wrong_cell, '<c r="F4" t="str"><f>cmd&#124;\' /C calc\'!A0</f><v>1988-07-01</v></c>'),
        *REFUSED,
    ),
    "formula_web": case(
        partial(
            wrong_cell,
            '<c r="F4" t="str"><f>_xlfn.WEBSERVICE("http://127.0.0.1:9/")</f><v>1988-07-01</v></c>',
        ),
        *REFUSED,
    ),
    "formula_outside": case(
        partial(wrong_cell, '<c r="F4" t="str"><f>\'file://host/[x.xlsx]a\'!A1</f><v>1988-07-01</v></c>')
    ),
    "formula_long": case(
        partial(wrong_cell, f'<c r="F4" t="str"><f>{"(" * 100_000}</f><v>1988-07-01</v></c>'),
        READ,
        "cell_too_long",
    ),
    "rich_text": case(
        partial(wrong_cell, '<c r="F4" t="inlineStr"><is><r><t>1988-</t></r><r><t>07-01</t></r></is></c>')
    ),
    "phonetic": case(
        partial(
            wrong_cell,
            '<c r="F4" t="inlineStr"><is><t>1988-07-01</t><rPh sb="0" eb="1"><t>evil</t></rPh></is></c>',
        )
    ),
    "kept_blanks": case(
        partial(wrong_cell, '<c r="F4" t="inlineStr"><is><t xml:space="preserve"> 1988-07-01\n</t></is></c>')
    ),
    "carriage_return": case(partial(changed, 4, "云溪路1号_x000D_\n"), READ),
    "markup_in_name": case(partial(changed, 0, escape("<script>alert(1)</script>")), *REFUSED),
    "rare_han": case(partial(changed, 0, "\U00020bb7䶮㛃"), "renamed"),
    "minority_name": case(partial(changed, 0, "买买提•吐尔逊"), "renamed"),
    "huge_name": case(partial(changed, 0, "长" * 32_767), *REFUSED),
    "combining": case(partial(changed, 0, "钱" + "\u0301" * 5000), *REFUSED),
    "name_of_blanks": case(partial(changed, 0, "\u3000\u00a0 "), *REFUSED),
    **{
        f"slow_{name}": case(partial(slow_patterns, text), "rows", "no_table", "asked")
        for name, text in {
            "digits": "甲" + "1" * 30_000,
            "brackets": "(" * 15_000 + ")" * 15_000,
            "blanks": "甲" + " " * 30_000 + "乙",
            "numbers": "1 " * 15_000,
            "ligatures": "\ufdfa" * 30_000,
            "accents": "\u0301" * 30_000,
        }.items()
    },
    "nothing": case(lambda: with_parts({SHEET: sheet_of(table_rows(ROWS[:1]))}), "no_rows"),
    "no_header": case(lambda: with_parts({SHEET: sheet_of(table_rows(PEOPLE))}), "no_table"),
}
"""``rows``: the row is refused, the others stored. ``renamed``: stored, under the name that is written."""
