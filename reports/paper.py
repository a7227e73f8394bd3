"""A report as it stands on paper, as plain data for the typesetter and the print page: every number is written out."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from core.figures.wording import NOTHING
from reports.layout import Column, Form, Kind, Row, Table
from reports.monthly import Report
from reports.pictures import svg_of, title_of
from reports.printed import cells_of, facts_of, signatures_of, unsaid_returns

SIDES = {Form.TEXT: "left", Form.LINE: "center"}


def paper_of(report: Report) -> dict[str, Any]:
    """Return everything that is printed."""
    return {
        "title": report.title,
        "name": report.title.partition("（")[0],
        "month": report.month.title,
        "reporter": report.reporter,
        "as_of": report.as_of,
        "edition": report.edition,
        "is_open": report.closing is None,
        "signatures": signatures_of(report),
        "passages": [
            {"title": passage.title, "paragraphs": _lines(*passage.paragraphs)} for passage in report.passages
        ],
        "returns": [
            {
                "branch": branch,
                "texts": [{"title": title, "paragraphs": _lines(words)} for title, words in texts],
            }
            for branch, texts in unsaid_returns(report)
        ],
        "faults": report.faults,
        "tables": [_table(report, table) for table in report.tables],
    }


def _lines(*texts: str) -> list[str]:
    return [line.strip() for text in texts for line in text.split("\n") if line.strip()]


def _table(report: Report, table: Table) -> dict[str, Any]:
    """A head has one row of titles, or ``bands`` above those that are banded, and letters below in official forms."""
    bands = _bands(table.columns)
    return {
        "title": table.title,
        "number": table.number,
        "is_form": table.is_form,
        "landscape": table.landscape,
        "facts": facts_of(report, table),
        "widths": [column.width for column in table.columns],
        "bands": bands,
        "heads": [column.title for column in table.columns if column.band or not bands],
        "letters": table.letters,
        "rows": [_row(table, row) for row in table.rows],
        "notes": table.notes,
        "pictures": [
            {"title": title_of(diagram), "svg": svg_of(table, diagram)} for diagram in table.diagrams
        ],
    }


def _row(table: Table, row: Row) -> dict[str, Any]:
    """A row's cells, each with the side on which it stands; a section has its title alone."""
    words = cells_of(table, row)
    if row.kind is Kind.SECTION:
        return {"kind": row.kind.value, "title": words[0]}
    sides = [
        "center" if each == NOTHING else SIDES.get(column.form, "right")
        for each, column in zip(words, table.columns, strict=True)
    ]
    return {"kind": row.kind.value, "cells": list(zip(sides, words, strict=True))}


def _bands(columns: tuple[Column, ...]) -> list[dict[str, Any]]:
    """Return the upper row of a head with bands: titles over one or several columns; none where no column has one."""
    if not any(column.band for column in columns):
        return []
    found: list[dict[str, Any]] = []
    for band, group in groupby(columns, key=lambda column: column.band):
        members = list(group)
        if band:
            found.append({"title": band, "columns": len(members), "rows": 1})
        else:
            found += [{"title": column.title, "columns": 1, "rows": 2} for column in members]
    return found
