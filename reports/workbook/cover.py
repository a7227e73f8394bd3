"""The first sheet: whose report this is, of which month and edition, who signs it, and what it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports.layout import Column, Table
from reports.monthly import Report
from reports.workbook.looks import TEXT_FORMAT, Ground, Letters, Look
from reports.workbook.strips import LINE_HEIGHT, Piece, Strip, lines_in

NAME = "封面"
COLUMNS = (Column("序号", 8), Column("表号", 18), Column("表名", 46), Column("工作表", 20))
TITLE = Look(Letters.COVER, "center")
LABEL = Look(Letters.STRONG, "center", boxed=True, ground=Ground.HEAD)
FACT, CENTRED = Look(boxed=True, number_format=TEXT_FORMAT), Look(across="center", boxed=True)
LINK = replace(FACT, letters=Letters.LINK)
ROOM = 8.0
FRAME = Table(NAME, NAME, COLUMNS, ())
"""What the paper is set up by."""


def strips_of(report: Report, lists: Sequence[str]) -> Iterator[Strip]:
    """Yield the cover from top to bottom; ``lists`` are the names of the sheets appended."""
    yield Strip((Piece("", Look(), len(COLUMNS)),), 48.0)
    width = sum(column.width for column in COLUMNS)
    title = f"流动党员工作月报表\n{report.month.title}"
    yield Strip((Piece(title, TITLE, len(COLUMNS)),), 80.0)
    yield Strip((Piece("", Look(), len(COLUMNS)),), 24.0)
    for label, fact in facts_of(report):
        depth = lines_in(fact, width - COLUMNS[0].width - COLUMNS[1].width)
        yield Strip((Piece(label, LABEL, 2), Piece(fact, FACT, 2)), LINE_HEIGHT * depth + ROOM)
    yield Strip((Piece("", Look(), len(COLUMNS)),), 24.0)
    yield Strip((Piece("目　　录", replace(TITLE, letters=Letters.TITLE), len(COLUMNS)),), 32.0)
    yield Strip(tuple(Piece(column.title, LABEL) for column in COLUMNS), LINE_HEIGHT + ROOM)
    entries = [(table.number, table.title, table.name) for table in report.tables]
    entries += [("", f"附：{name}", name) for name in lists]
    for number, (form, title, sheet) in enumerate(entries, start=1):
        pieces = (
            Piece(number, CENTRED),
            Piece(form or None, FACT if form else CENTRED),
            Piece(title, LINK, sheet=sheet),
            Piece(sheet, FACT),
        )
        yield Strip(pieces, LINE_HEIGHT + 4)


def facts_of(report: Report) -> Iterator[tuple[str, str]]:
    """Yield what the cover says of the report, each with its label."""
    signed, closing = report.signatures, report.closing
    yield "填报单位", report.reporter
    yield "制定机关", report.issuer
    yield "报告期", report.month.title
    yield "截止时间", report.as_of
    yield "版次", report.edition
    if closing:
        yield "结账", f"{closing.at:%Y-%m-%d %H:%M}，{closing.by}"
        if closing.reason:
            yield "未达条件结账的理由", closing.reason
    else:
        yield "制表时间", f"{report.made_at:%Y-%m-%d %H:%M}"
    yield "审核情况", "\n".join(report.faults) or "各表审核关系全部相符。"
    yield "单位负责人", signed.head
    yield "审核人", signed.checker
    yield "填表人", signed.preparer
    yield "联系电话", signed.telephone
