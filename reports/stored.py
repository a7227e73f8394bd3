"""A report as plain data, to be stored when its month is closed, and back."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from core.figures import PlaceRow
from core.periods import Month
from reports.layout import Column, Diagram, Form, Kind, Row, Table
from reports.lines import Line
from reports.monthly import Report, Signatures
from reports.written import BranchTexts, Passage

FORMAT = 1
"""Grows when what is stored changes its shape; older ones stay readable."""


def data_of(report: Report) -> dict[str, Any]:
    """Return ``report`` as JSON holds it, without its closing, which the row itself tells."""
    return {
        "format": FORMAT,
        "month": str(report.month),
        "committee": report.committee,
        "reporter": report.reporter,
        "branch": asdict(report.branch) if report.branch else None,
        "made_at": report.made_at.isoformat(),
        "lines": [asdict(line) for line in report.lines],
        "tables": [_table_data(table) for table in report.tables],
        "passages": [asdict(passage) for passage in report.passages],
        "returns": [asdict(texts) for texts in report.returns],
        "signatures": asdict(report.signatures),
        "faults": list(report.faults),
    }


def report_from(data: dict[str, Any]) -> Report:
    """Return the report that :func:`data_of` made ``data`` of."""
    return Report(
        month=Month.parse(data["month"]),
        committee=data["committee"],
        reporter=data["reporter"],
        branch=PlaceRow(**data["branch"]) if data["branch"] else None,
        made_at=datetime.fromisoformat(data["made_at"]),
        lines=tuple(Line(**line) for line in data["lines"]),
        tables=tuple(_table_from(table) for table in data["tables"]),
        passages=tuple(
            Passage(each["key"], each["title"], tuple(each["paragraphs"])) for each in data["passages"]
        ),
        returns=tuple(BranchTexts(**texts) for texts in data["returns"]),
        signatures=Signatures(**data["signatures"]),
        faults=tuple(data["faults"]),
    )


def _table_data(table: Table) -> dict[str, Any]:
    found = asdict(table)
    for column, data in zip(table.columns, found["columns"], strict=True):
        data["form"] = column.form.value
    for row, data in zip(table.rows, found["rows"], strict=True):
        data["kind"] = row.kind.value
    return found


def _table_from(data: dict[str, Any]) -> Table:
    columns = tuple(Column(**{**each, "form": Form(each["form"])}) for each in data["columns"])
    rows = tuple(
        Row(**{**each, "values": tuple(each["values"]), "kind": Kind(each["kind"])}) for each in data["rows"]
    )
    diagrams = tuple(Diagram(**{**each, "series": tuple(each["series"])}) for each in data["diagrams"])
    return Table(
        **{**data, "columns": columns, "rows": rows, "notes": tuple(data["notes"]), "diagrams": diagrams}
    )
