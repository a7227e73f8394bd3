"""Judging a list of enterprises: each row by itself, the rows among each other, and against the register.

The credit code tells who an enterprise is; where the sheet has none, its name does.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from branches import credit_codes
from branches.intake.lookups import EnterpriseLookups
from branches.models import Enterprise, Industry, Ownership
from branches.names import fold
from spreadsheets.kinds import PlannedRow
from spreadsheets.models import RowOutcome
from spreadsheets.updating import tell_kept

CODES: dict[str, dict[str, str]] = {
    "ownership": {str(c.label): c.value for c in Ownership},
    "industry": {str(c.label): c.value for c in Industry},
}
LABELS = {name: {code: label for label, code in codes.items()} for name, codes in CODES.items()}
DATES = ("arrived_on", "left_on")


def judge(rows: Sequence[PlannedRow], context: EnterpriseLookups) -> None:
    """Set problems, outcome, key, changes and record of each row."""
    for row in rows:
        _judge_alone(row, context)
    _judge_together(rows, "credit_code", "同一个统一社会信用代码")
    _judge_together(rows, "name", "同一个名称")
    for row in rows:
        if not row.is_refused:
            _compare(row, context)


def as_written(enterprise: Enterprise, name: str) -> str:
    """Return the value of one of the fields as a sheet writes it."""
    if name == "covered_by":
        return enterprise.covered_by.name if enterprise.covered_by else ""
    value = getattr(enterprise, name)
    if isinstance(value, date):
        return value.isoformat()
    text = "" if value is None else str(value)
    return LABELS[name].get(text, text) if name in LABELS else text


def _judge_alone(row: PlannedRow, context: EnterpriseLookups) -> None:
    faulty = {problem.field for problem in row.problems}
    if not row.values.get("name") and "name" not in faulty:
        row.refuse("name", "name_missing", "没有填写名称，请补上。")
    if fault := credit_codes.fault_of(row.values["credit_code"]) if "credit_code" in row.values else "":
        row.refuse("credit_code", "credit_code", fault)
    _judge_branch(row, context, faulty)
    for field in DATES:
        day = row.values.get(field, "")
        if day > context.today.isoformat():
            row.refuse(field, "date_future", "这一天还没有到，请核对。")


def _judge_branch(row: PlannedRow, context: EnterpriseLookups, faulty: set[str]) -> None:
    name = row.values.get("covered_by", "")
    if not name or "covered_by" in faulty:
        return
    branch = context.branches.called(name)
    if branch is None:
        near = context.nearest_branch(name)
        advice = (
            f"是不是“{near}”？"
            if near
            else f"可用的有：{''.join(f'“{n}”' for n in context.branch_names[:8])}。"
        )
        row.refuse("covered_by", "branch_unknown", f"没有叫“{name[:30]}”的党支部。{advice}", near)
    elif branch.dissolved_on is not None:
        row.refuse("covered_by", "branch_dissolved", f"“{branch.name}”已经撤销，请改成现有的党支部。")
    else:
        row.values["covered_by"] = branch.name


def _judge_together(rows: Sequence[PlannedRow], field: str, what: str) -> None:
    first_of: dict[str, PlannedRow] = {}
    for row in rows:
        if not (value := fold(row.values.get(field, ""))):
            continue
        first = first_of.setdefault(value, row)
        if first is row or any(problem.code.startswith("row") for problem in row.problems):
            continue
        sheet = f"工作表“{first.sheet}”" if first.sheet != row.sheet else ""
        where = f"{sheet}第 {first.number} 行"
        if row.values == first.values:
            row.refuse(field, "row_repeated", f"与{where}完全相同，请删去这一行。")
        else:
            row.refuse(field, "rows_conflict", f"与{where}是{what}，但内容不一致，请核对后只留一行。")
            first.refuse(
                field, "rows_conflict", f"与第 {row.number} 行是{what}，但内容不一致，请核对后只留一行。"
            )


def _compare(row: PlannedRow, context: EnterpriseLookups) -> None:
    code = row.values.get("credit_code", "")
    known_by_name = context.called(row.values["name"])
    known = context.by_code.get(code) or known_by_name
    if known is None:
        _judge_new(row, context)
        return
    row.key, row.revision = known.pk, known.revision
    if known is known_by_name and fold(known.name) == fold(row.values["name"]):
        row.values["name"] = known.name
    elif known_by_name is not None and known_by_name.pk != known.pk:
        row.refuse(
            "name", "name_taken", f"企业名录中另一家企业已叫“{known_by_name.name}”，请核对名称和代码。"
        )
    if code and known.credit_code and known.credit_code != code:
        row.refuse(
            "credit_code",
            "credit_code_differs",
            f"企业名录中“{known.name}”的统一社会信用代码是 {known.credit_code}，与表中不同。"
            "请核对；确要更正请在企业页面修改。",
        )
    row.record = _record_of(row, context)
    row.changes = {
        name: (before, value)
        for name, value in row.values.items()
        if (before := as_written(known, name)) != value
    }
    if context.fill_blanks:
        _keep_stored(row)
    else:
        _wipe(row, known)
    _judge_dates(row, known)
    if not row.is_refused:
        row.outcome = RowOutcome.UPDATE if row.changes else RowOutcome.UNCHANGED


def _keep_stored(row: PlannedRow) -> None:
    """Let the row say what is stored wherever something is, and tell what it would have changed."""
    kept = [name for name, (before, _) in row.changes.items() if before]
    for name in kept:
        row.values[name], _ = row.changes.pop(name)
        row.record.pop(_attribute(name), None)
    tell_kept(row, (str(Enterprise._meta.get_field(name).verbose_name) for name in kept))  # type: ignore[union-attr]  # a column


def _wipe(row: PlannedRow, known: Enterprise) -> None:
    """Empty what the row says is to be emptied and is stored."""
    for name in row.wiped:
        if before := as_written(known, name):
            row.changes[name] = (before, "")
            row.record[_attribute(name)] = None if Enterprise._meta.get_field(name).null else ""


def _attribute(name: str) -> str:
    return f"{name}_id" if name == "covered_by" else name


def _judge_new(row: PlannedRow, context: EnterpriseLookups) -> None:
    if not row.values.get("ownership"):
        row.refuse("ownership", "ownership_missing", "新登记的企业要写明所有制，请补上。")
    if "covered_by" not in row.values and context.default_branch is not None:
        row.values["covered_by"] = context.default_branch.name
    row.record = _record_of(row, context)
    _judge_dates(row, None)


def _judge_dates(row: PlannedRow, known: Enterprise | None) -> None:
    arrived = row.record.get("arrived_on") or (known.arrived_on if known else None)
    left = row.record.get("left_on") or (known.left_on if known else None)
    if arrived and left and left < arrived:
        field = "left_on" if "left_on" in row.values else "arrived_on"
        row.refuse(field, "left_before_arrived", "离园日期不能早于入园日期，请核对。")


def _record_of(row: PlannedRow, context: EnterpriseLookups) -> dict[str, Any]:
    """Return the values as the register keeps them."""
    record: dict[str, Any] = {}
    for name, value in row.values.items():
        if name in CODES:
            record[name] = CODES[name][value]
        elif name in DATES:
            record[name] = date.fromisoformat(value)
        elif name == "employee_count":
            record[name] = int(value)
        elif name == "covered_by":
            branch = context.branches.called(value)
            record["covered_by_id"] = branch.pk if branch else None
        else:
            record[name] = value
    return record
