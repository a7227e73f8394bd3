"""A plan told as the JSON object that ``importsheet --json`` prints."""

from __future__ import annotations

from typing import Any

from spreadsheets.kinds import PlannedRow
from spreadsheets.planning import Plan


def told(file: str, plan: Plan, *, committed: bool) -> dict[str, Any]:
    """Return the plan of ``file`` as JSON values; its shape is part of what stays stable."""
    return {
        "file": file,
        "refused": "；".join(plan.questions) or None,
        "sheets": [
            {
                "sheet": mapping.table.sheet,
                "header_rows": mapping.table.header_rows,
                "columns": {letter: name for name, letter in mapping.letters.items()},
                "ignored": mapping.ignored,
                "skipped": [
                    {"row": s.row, "reason": s.reason, "message": s.message} for s in mapping.table.skipped
                ],
            }
            for mapping in plan.mappings
        ],
        "passed_over": [{"sheet": p.sheet, "message": p.message} for p in plan.layout.passed_over],
        "counts": plan.counts,
        "rows": [_told_row(row) for row in plan.rows],
        "committed": committed,
    }


def told_refusal(file: str, sentence: str) -> dict[str, Any]:
    """Return the same object for a file that could not be read."""
    counts = dict.fromkeys(("create", "update", "unchanged", "refuse", "skip"), 0)
    return {"file": file, "refused": sentence, "sheets": [], "passed_over": [], "counts": counts, "rows": [],
            "committed": False}  # fmt: skip


def _told_row(row: PlannedRow) -> dict[str, Any]:
    return {
        "sheet": row.sheet,
        "row": row.number,
        "outcome": row.outcome.value,
        "values": row.values,
        "changes": {name: list(pair) for name, pair in row.changes.items()},
        "notices": row.notices,
        "problems": [
            {"cell": p.cell, "field": p.field, "code": p.code, "message": p.message} for p in row.problems
        ],
    }
