"""How each action can be called so that it succeeds: what annotations do not tell stands in two tables."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Model

from accounts.models import User
from accounts.roles import Role
from branches.models import Enterprise
from core.periods import Month
from members.choices import Departure
from members.models import Enrolment, Member, MoveRequest
from reports.actions import rewrite_chapter
from spreadsheets import actions as imports
from spreadsheets import batches as imports_held
from spreadsheets.batches import plan_of
from spreadsheets.kinds import Place as Target
from spreadsheets.kinds import kind_of
from spreadsheets.models import BatchState, ImportBatch
from spreadsheets.planning import Choices, lay_out
from spreadsheets.reader import refused
from tests.house import (
    activity_calls,
    contribution_calls,
    member_calls,
    repair_calls,
    return_calls,
    service_calls,
    station_calls,
    template_calls,
    training_calls,
)
from tests.house.world import Place, World, make, row_in
from tests.importing import HEADER, book_of, national_id, person_row
from tests.people import give, person

LATER = date(2024, 4, 1)
Given = dict[str, Any]


def arguments_of(action: Callable[..., Any], world: World, by: User) -> Given:
    """Return arguments with which ``action`` succeeds for ``by``, the committee's administrator."""
    built = BUILT.get(action.__name__)
    found: Given = built(world, by) if built else dict(FIXED.get(action.__name__, {}))
    hints = typing.get_type_hints(action)
    for name, parameter in inspect.signature(action).parameters.items():
        if name == "by":
            found.setdefault("by", by)
        elif name not in found and parameter.default is parameter.empty:
            found[name] = _argument(action, name, hints[name], world.own)
    return found


def _argument(action: Callable[..., Any], name: str, hint: Any, place: Place) -> Any:  # noqa: ANN401  as hinted
    kinds = [kind for kind in (typing.get_args(hint) or (hint,)) if isinstance(kind, type)]
    for kind in kinds:
        if issubclass(kind, Model):
            return row_in(kind, place)
        if kind is date:
            return LATER
    message = f"{action.__qualname__}: how is {name} filled? Add a line to FIXED or BUILT"
    raise AssertionError(message)


def _target(world: World) -> Target:
    return Target(world.own.committee.pk, world.own.branch.pk, "")


def _gone(world: World) -> Member:
    member: Member = make(Member, world.own)
    Enrolment.objects.filter(member=member).update(ended_on=LATER, outcome=Departure.RETURNED)
    return member


def _sure(batch: ImportBatch, by: User) -> Given:
    fingerprint = plan_of(batch, by=by).fingerprint
    return {"batch": batch, "token": batch.token, "fingerprint": fingerprint, "valid_only": False}


def _imported(world: World, by: User) -> ImportBatch:
    batch: ImportBatch = make(ImportBatch, world.own)
    return imports.commit_batch(by=by, **_sure(batch, by)).batch


def _unsaved(world: World) -> ImportBatch:
    batch: ImportBatch = make(ImportBatch, world.own)
    batch.delete()
    return batch


def _repaired(world: World, _: User) -> Given:
    batch: ImportBatch = make(ImportBatch, world.own)
    book = imports_held.book_of(batch)
    tables = lay_out(book, kind_of(batch.kind)).tables
    return {
        "batch": batch,
        "file_name": "改好.xlsx",
        "content": b"PK",
        "stored_book": book,
        "tables": tables,
        "names": {},
    }


def _unread(world: World) -> ImportBatch:
    batch: ImportBatch = make(ImportBatch, world.own, state=BatchState.READING)
    return batch


def _operator() -> User:
    """Return somebody who looks after the whole deployment."""
    user = person("quanju", "邵全举", None)
    give(user, Role.ADMINISTRATOR)
    return user


def _asked_for(world: World) -> MoveRequest:
    asked: MoveRequest = make(MoveRequest, world.own, member=make(Member, world.neighbour))
    return asked


def _rewritten(world: World, by: User) -> Given:
    text = rewrite_chapter(by=by, committee=world.own.committee, **REWRITTEN)
    return {"month": text.month, "chapter": REWRITTEN["chapter"], "revision": text.revision}


REWRITTEN: Given = {
    "month": Month(2024, 12),
    "chapter": "basics",
    "text": "共｛管理流动党员｝。",
    "revision": 0,
}
# What can be said without a world.
FIXED: dict[str, Given] = {
    **activity_calls.FIXED,
    **contribution_calls.FIXED,
    **service_calls.FIXED,
    **member_calls.FIXED,
    **repair_calls.FIXED,
    **station_calls.FIXED,
    **return_calls.FIXED,
    **training_calls.FIXED,
    "add_partnership": {"values": {"partner": "新党委", "started_on": LATER}},
    "add_screen_link": {"name": "一号楼大厅"},
    "add_enterprise": {"values": {"name": "新企业", "ownership": "mixed"}},
    "add_branch": {"values": {"name": "新支部", "short_name": "新", "code": "new"}},
    "change_branch": {"values": {"term_ends_on": date(2030, 1, 1)}},
    "change_committee": {"values": {"contact_months": 2}},
    "change_own_password": {"password": "wild geese over the lake"},
    "change_partnership": {"values": {"region": "荆州"}},
    "change_user": {"username": "neu", "name": "改名"},
    "choose": {"choices": Choices()},
    "close_month": {"month": Month(2024, 12), "reason": "月报另行补报"},
    "create_user": {"username": "user", "name": "新人"},
    "edit_member": {"values": {"job_title": "班长"}},
    "end_enrolment": {"outcome": Departure.RETURNED},
    "export_month": {"month": Month(2024, 12)},
    "print_month": {"month": Month(2024, 12)},
    "log_contact": {"kind": "visit", "summary": "走访"},
    "note_enterprise_export": {"count": 3, "file_format": "xlsx"},
    "note_marked_copy": {"count": 3},
    "note_export": {"count": 3, "full": False, "file_format": "xlsx"},
    "note_sheet_export": {"kind": kind_of("members"), "count": 3, "full": False, "file_format": "xlsx"},
    "record_failed_login": {"username": "guanli", "locked": False},
    "record_refusal": {"path": "/members/"},
    "register_member": {"values": {"name": "冯立", "national_id": national_id(20_077)}},
    "_renew": {"model": Member, "after": None, "size": 10},
    "reopen_month": {"reason": "补登一名党员"},
    "reveal": {"field": "phone"},
    "rewrite_chapter": REWRITTEN,
    "set_active": {"active": False},
}
# What needs rows.
BUILT: dict[str, Callable[[World, User], Given]] = {
    **activity_calls.BUILT,
    **contribution_calls.BUILT,
    **service_calls.BUILT,
    **member_calls.BUILT,
    **repair_calls.BUILT,
    **return_calls.BUILT,
    **template_calls.BUILT,
    **training_calls.BUILT,
    "assign_role": lambda w, _: {"role": Role.AUDITOR, "committee": w.own.committee},
    "change_enterprise": lambda w, _: {
        "enterprise": make(Enterprise, w.own, credit_code=""),
        "values": {"employee_count": 7},
    },
    "_commit": lambda w, by: _sure(make(ImportBatch, w.own), by),
    "decide_move_request": lambda w, _: {"request": _asked_for(w), "approve": True, "on": LATER},
    "find_member": lambda w, _: {"number": make(Member, w.own).national_id},
    "add_committee": lambda *_: {"by": _operator(), "values": {"name": "新党委", "short_name": "新"}},
    "_keep_draft": lambda w, _: {"batch": _unsaved(w)},
    "_import_book": lambda w, _: {
        "batch": _unsaved(w),
        "book": book_of([HEADER, person_row(20_071, w.own.branch.name)]),
        "valid_only": False,
        "in_full": False,
    },
    "_replace": _repaired,
    "move_member": lambda w, _: {"to_branch": w.neighbour.branch},
    "note_refused_file": lambda w, _: {
        "kind": "members",
        "file_name": "名单.xlsx",
        "refused": refused("empty"),
        "place": _target(w),
    },
    "erase_file": lambda w, by: {"batch": _imported(w, by), "days": 90},
    "finish_reading": lambda w, _: {"batch": _unread(w), "grid": {"kind": "csv", "sheets": []}},
    "give_up_reading": lambda w, _: {"batch": _unread(w)},
    "receive_file": lambda w, _: {
        "kind": "members",
        "file_name": "名单.xlsx",
        "content": b"-",
        "place": _target(w),
    },
    "receive_files": lambda w, _: {
        "kind": "members",
        "name": "名单.zip",
        "files": [("一.xlsx", b"-"), ("二.xlsx", b"-")],
        "ignored": ["Thumbs.db"],
        "place": _target(w),
    },
    "refuse_file": lambda w, _: {"batch": _unread(w), "refused": refused("empty")},
    "reenrol_member": lambda w, _: {"member": _gone(w)},
    "restore_chapter": _rewritten,
    "request_move": lambda w, _: {"national_id": make(Member, w.neighbour).national_id},
    "undo_batch": lambda w, by: {"batch": _imported(w, by)},
}
