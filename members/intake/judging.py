"""Judging the rows of a roster: by the rules of the record, among each other, and against the register."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core import crypto
from core.partial_dates import PartialDate
from members import rules
from members.choices import (
    ETHNIC_GROUPS,
    Category,
    Departure,
    Education,
    Occupation,
    PartyStatus,
    RequestState,
    Sex,
)
from members.intake.lookups import MemberLookups
from members.intake.register import CHUNK, Known, Stay, batched, members_by_index
from members.models import Member, MoveRequest
from spreadsheets import cleaners, progress
from spreadsheets.alike import alike
from spreadsheets.faults import FOREIGN
from spreadsheets.kinds import PlannedRow
from spreadsheets.models import RowOutcome
from spreadsheets.reader.addresses import column_index
from spreadsheets.updating import tell_kept

CODES: dict[str, dict[str, str]] = {
    "sex": {str(c.label): c.value for c in Sex},
    "ethnic_group": {label: code for code, label in ETHNIC_GROUPS},
    "education": {str(c.label): c.value for c in Education},
    "category": {str(c.label): c.value for c in Category},
    "party_status": {str(c.label): c.value for c in PartyStatus},
    "occupation": {str(c.label): c.value for c in Occupation},
}
LABELS = {name: {code: label for label, code in codes.items()} for name, codes in CODES.items()}
DERIVED = ("sex", "birth_date")
TOLD_TOGETHER = ("national_id", "sex", "birth_date", "category", "joined_on", "confirmed_on")
"""Fields that rules compare with each other."""
IDENTITY = ("national_id",)
ENTERPRISE = "enterprise__name"
NOT_OF_THE_MEMBER = ("branch", "arrived_on")
WANTED = {"phone": "没有手机号，登记后请补上", "enterprise": "没有工作单位，不会计入“两企三新”"}
"""What somebody can be registered without, and what is said of it."""


def judge(rows: Sequence[PlannedRow], context: MemberLookups) -> None:
    """Set problems, outcome, key and changes of each row. Problems of all kinds are found together."""
    new = alike()
    for row in progress.counted(rows, "核对每一行", len(rows)):
        _judge_alone(row, context, new())
    _judge_together(rows)
    _compare_with_register(rows, context)


def fill_record(row: PlannedRow, record: dict[str, Any]) -> None:
    """Put the row's values into ``record`` as the register's columns hold them: choices as codes, dates as text."""
    record.update(row.values)
    for name in NOT_OF_THE_MEMBER:
        record.pop(name, None)
    for name, codes in CODES.items():
        if name in record:
            record[name] = codes[record[name]]


def settles(row: PlannedRow) -> bool:
    """Tell whether the row will be right on every later day if it is today.

    Time makes no day come that has come, so that it mends most faults of dates and makes one: the day on which somebody
    still called probationary was to become a full member goes by.
    """
    values = row.values
    return not (values.get("confirmed_on") and values.get("category") == Category.PROBATIONARY.label)


def _labelled(name: str, stored: str) -> str:
    """Return the word for a code; what is no choice is its own word."""
    return LABELS[name].get(stored, stored) if name in LABELS else stored


def _judge_alone(row: PlannedRow, context: MemberLookups, record: dict[str, Any]) -> None:
    faulty = {problem.field for problem in row.problems}
    fill_record(row, record)
    given = [record.get(name) for name in DERIVED]
    completed = row.record = record
    rules.complete(completed, today=context.today)
    for name, before in zip(DERIVED, given, strict=True):
        if name not in faulty and completed.get(name) and completed[name] != before:
            row.values[name] = LABELS["sex"][completed[name]] if name == "sex" else str(completed[name])
    for fault in rules.faults_of(completed, today=context.today):
        if fault.field not in faulty:
            row.refuse(fault.field, fault.code, fault.message)
    row.notices += [doubt.message for doubt in rules.doubts_of(completed, today=context.today)]
    if "national_id" not in row.values and "national_id" not in faulty:
        row.refuse("national_id", "id_missing", "没有填身份证号。导入要靠它认人，请补上。")
    _judge_branch(row, context, faulty)
    _judge_enterprise(row, context, faulty)
    _judge_arrival(row, context, completed)


def _judge_branch(row: PlannedRow, context: MemberLookups, faulty: set[str]) -> None:
    name = row.values.get("branch", "")
    if not name:
        if "branch" in faulty:
            return
        if context.default_branch is None:
            row.refuse(
                "branch", "branch_missing", "没有写所在党支部，请补上，或在上一步选定导入到哪个党支部。"
            )
        else:
            row.values["branch"] = context.default_branch.name
        return
    branch = context.branch_called(name)
    if branch is None:
        near = context.nearest("branch", name)
        advice = f"是不是“{near}”？" if near else f"可用的有：{'、'.join(context.branch_names[:8])}。"
        row.refuse("branch", "branch_unknown", f"没有叫“{name[:30]}”的党支部。{advice}", near)
        return
    row.values["branch"] = branch.name
    if branch.pk not in context.allowed:
        row.refuse(
            "branch",
            FOREIGN,
            f"“{branch.name}”的党员由该支部导入，这一行不会存入。",
        )
    elif branch.dissolved_on is not None:
        row.refuse("branch", "branch_dissolved", f"“{branch.name}”已经撤销，请改成现有的党支部。")


def _judge_enterprise(row: PlannedRow, context: MemberLookups, faulty: set[str]) -> None:
    name = row.values.get("enterprise", "")
    if not name or "enterprise" in faulty:
        return
    found = context.enterprise_called(name)
    if found is None:
        near = context.nearest("enterprise", name)
        advice = f"是不是“{near}”？不是的话，" if near else ""
        row.refuse(
            "enterprise",
            "enterprise_unknown",
            f"企业名录里没有“{name[:30]}”。{advice}请先在企业名录里登记这家单位。",
            near,
        )
    else:
        row.values["enterprise"] = found[1]


def _judge_arrival(row: PlannedRow, context: MemberLookups, record: dict[str, Any]) -> None:
    arrived = row.values.get("arrived_on", "")
    if arrived:
        if arrived.endswith("-01") and _tells_only_a_month(row, "arrived_on"):
            row.notices.append("流入日期只写到月，按当月 1 日")
        fault = rules.fault_of_start(PartialDate(arrived).earliest, record, today=context.today)
        if fault is not None:
            row.refuse("arrived_on", fault.code, fault.message)


def _tells_only_a_month(row: PlannedRow, name: str) -> bool:
    letter = row.letters.get(name)
    return letter is not None and len(cleaners.date_text(row.cells[column_index(letter)])) == len("2019-07")


def _judge_together(rows: Sequence[PlannedRow]) -> None:
    """The same ID number twice: the same person told twice, two versions of one person, or two persons."""
    first: dict[str, PlannedRow] = {}
    groups: dict[str, list[PlannedRow]] = {}
    for row in rows:
        number = row.values.get("national_id")
        if number and first.setdefault(number, row) is not row:
            groups.setdefault(number, [first[number]]).append(row)
    for group in groups.values():
        _judge_group(group)


def _judge_group(group: list[PlannedRow]) -> None:
    first = group[0]
    conflicting = [
        r for r in group[1:] if r.values.get("name") == first.values.get("name") and r.values != first.values
    ]
    for row in group[1:]:
        where = _where(first, row)
        if row.values.get("name") != first.values.get("name"):
            row.refuse(
                "national_id", "id_used_above", f"{where}的另一个人用了同一个身份证号，请核对两人的证件。"
            )
        elif row.values == first.values:
            row.refuse("national_id", "row_repeated", f"与{where}完全相同，请删去这一行。")
        else:
            row.refuse(
                "national_id", "rows_conflict", f"与{where}是同一个人，但内容不一致，请核对后只留一行。"
            )
    if conflicting:
        where = _where(conflicting[0], first)
        first.refuse("national_id", "rows_conflict", f"与{where}是同一个人，但内容不一致，请核对后只留一行。")


def _where(row: PlannedRow, seen_from: PlannedRow) -> str:
    sheet = f"工作表“{row.sheet}”" if row.sheet != seen_from.sheet else ""
    return f"{sheet}第 {row.number} 行"


def _compare_with_register(rows: Sequence[PlannedRow], context: MemberLookups) -> None:
    by_index: dict[str, PlannedRow] = {}
    index_of = crypto.indexer("national_id")
    for row in rows:
        if not row.is_refused:
            key = row.record["national_id_index"] = index_of(row.values["national_id"])
            by_index[key] = row
    given = set(TOLD_TOGETHER).union(*(row.values for row in by_index.values()))
    wanted = given.union(*(row.wiped for row in by_index.values() if row.wiped)) - {
        *NOT_OF_THE_MEMBER,
        *IDENTITY,
    }
    names = [ENTERPRISE if name == "enterprise" else name for name in sorted(wanted)]
    known = members_by_index(context.place.committee_key, by_index, names)
    asked = _asked_for(context) if known else set()
    for key, row in by_index.items():
        member = known.get(key)
        if member is not None:
            _compare(row, member, context, asked)
        elif not row.values.get("phone") and "phone" in row.letters:
            row.refuse("phone", "phone_missing", "新登记的党员要有手机号，才能联系到本人，请补上。")
        elif lacking := [words for name, words in WANTED.items() if not row.values.get(name)]:
            row.notices.append("；".join(lacking))
    _ask_about_namesakes([r for r in by_index.values() if r.outcome is RowOutcome.CREATE], context)


def _asked_for(context: MemberLookups) -> set[tuple[int, int]]:
    """Return members with the branches that have asked for them and wait for the committee."""
    pending = MoveRequest.objects.filter(state=RequestState.PENDING, to_branch__in=context.allowed)
    return set(pending.values_list("member", "to_branch"))


def _compare(row: PlannedRow, member: Known, context: MemberLookups, asked: set[tuple[int, int]]) -> None:
    row.key = member.pk
    row.revision = member.revision
    stay = member.stay
    branch = context.branch_called(row.values["branch"])
    if stay is not None and member.branch_id not in context.allowed:
        _refuse_elsewhere(row, is_asked=branch is not None and (member.pk, branch.pk) in asked)
        return
    if stay is not None and stay[1] is None:
        if branch is None or member.branch_id != branch.pk:
            row.refuse(
                "branch",
                "member_moved",
                "这名党员现在由另一个支部管理。调整支部请在党员页面上办理，导入不改变所在支部。",
            )
            return
        arrived = row.values.get("arrived_on", "")
        if arrived and arrived != stay[0].isoformat():
            row.notices.append(f"流入日期与登记册不同，以登记册的 {stay[0].isoformat()} 为准")
    elif stay is not None:
        _compare_with_departed(row, member, stay)
        return
    row.changes = _changes(row, member)
    if context.fill_blanks:
        _keep_stored(row)
    else:
        _wipe(row, member)
    if stay is None:
        row.changes["enrolment"] = ("登记有误", "重新登记")
    row.outcome = RowOutcome.UPDATE if row.changes else RowOutcome.UNCHANGED
    _judge_as_it_would_become(row, member, context)


def _refuse_elsewhere(row: PlannedRow, *, is_asked: bool) -> None:
    if is_asked:
        row.refuse("national_id", "member_asked", "已申请调入，等待党委审批。同意以后再导入这一行。")
    else:
        row.refuse(
            "national_id",
            "member_elsewhere",
            "这名党员由本党委的其他支部管理。需要调入时，请在“调入申请”中提出，由党委审批。",
        )


def _judge_as_it_would_become(row: PlannedRow, member: Known, context: MemberLookups) -> None:
    """Judge what the sheet gives together with what only the register knows, such as 转正 here and 入党 there."""
    if not row.changes.keys() & set(TOLD_TOGETHER):
        return
    known = {name: member.value(name) for name in TOLD_TOGETHER if name not in IDENTITY}
    for fault in rules.faults_of({**known, **row.record}, today=context.today):
        row.refuse(fault.field, fault.code, f"{fault.message}（登记册中已有的内容也算在内）")


def _compare_with_departed(row: PlannedRow, member: Known, stay: Stay) -> None:
    """Somebody who left is not taken back by a row; one that says just what the register says changes nothing."""
    left = f"这名党员已于 {stay[1]} 离开（{Departure(stay[2]).label}）"
    same_stay = (row.values["branch"], row.values.get("arrived_on")) == (
        member.branch_name,
        stay[0].isoformat(),
    )
    if same_stay and not _changes(row, member):
        row.outcome = RowOutcome.UNCHANGED
        row.notices.append(left)
    else:
        row.refuse("name", "member_departed", f"{left}。如又回来，请在党员页面办理“重新登记”。")


def _changes(row: PlannedRow, member: Known) -> dict[str, tuple[str, str]]:
    changes: dict[str, tuple[str, str]] = {}
    is_sealed = member.is_sealed
    for name, value in row.values.items():
        if name in NOT_OF_THE_MEMBER or name in IDENTITY:
            continue
        if is_sealed(name):
            if not member.says(name, value):
                changes[name] = (member.value(name), value)
            continue
        if (before := _words(member, name)) != value:
            changes[name] = (before, value)
    return changes


def _words(member: Known, name: str) -> str:
    """Return what the register holds as a sheet writes it."""
    return _labelled(name, str(member.value(ENTERPRISE if name == "enterprise" else name) or ""))


def _keep_stored(row: PlannedRow) -> None:
    """Let the row say what the register says wherever it says something, and tell what it would have changed."""
    kept = [name for name, (before, _) in row.changes.items() if before]
    for name in kept:
        row.values[name], _ = row.changes.pop(name)
        row.record.pop(name, None)
    row.record["name"] = row.values["name"]
    tell_kept(row, (str(Member._meta.get_field(name).verbose_name) for name in kept))  # type: ignore[union-attr]  # a column


def _wipe(row: PlannedRow, member: Known) -> None:
    """Empty what the row says is to be emptied and the register holds."""
    for name in row.wiped:
        if before := _words(member, name):
            row.changes[name] = (before, "")
            row.record[name] = ""


def _ask_about_namesakes(rows: Sequence[PlannedRow], context: MemberLookups) -> None:
    """Same name and phone, or same name and birth date, under another ID number: the person must say who it is."""
    names = {row.values["name"] for row in rows}
    known: dict[str, list[tuple[str | None, str, int]]] = {}
    for part in batched(names, CHUNK):
        people = Member.objects.filter(committee=context.place.committee_key, name__in=part)
        columns = people.values_list("name", "phone_index", "birth_date", "branch_id")
        for name, phone_index, birth_date, branch in columns:
            known.setdefault(name, []).append((phone_index, str(birth_date), branch))
    for row in rows:
        if row.values["name"] not in known or row.place in context.others:
            continue
        phone = crypto.blind_index(row.values.get("phone", ""), "phone") or None
        born = row.values.get("birth_date", "")
        for other_phone, other_born, branch in known[row.values["name"]]:
            if (phone and phone == other_phone) or (born and born == other_born):
                what = "同名、同手机号" if phone and phone == other_phone else "同名、同出生日期"
                where = "本支部" if branch in context.allowed else "本党委"
                row.refuse(
                    "name",
                    "same_person",
                    f"{where}登记册中已有{what}的党员，身份证号不同。请核对证件；确实是另一个人的，请选“是另一个人”。",
                )
                break
