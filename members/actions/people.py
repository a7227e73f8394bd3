"""Registering a person and editing the record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.models import Verb
from audit.trail import action, record
from branches.models import Branch, Committee
from core.changes import apply_changes, filled_fields
from core.scope import Actor
from members.actions.refusals import demand, refuse, refuse_all
from members.cleaning import cleaned
from members.duplicates import same_person
from members.models import Enrolment, Member
from members.names import pinyin_of
from members.rules import completed, fault_of_start, faults_of

EDITABLE = (
    "name", "sex", "ethnic_group", "birth_date", "national_id", "phone", "education", "native_place", "address",
    "category", "joined_on", "confirmed_on", "party_status", "home_organisation", "home_region", "home_contact",
    "home_contact_phone", "card_number", "enterprise", "occupation", "job_title", "notes",
)  # fmt: skip
"""Fields of a record that people fill in."""

TAKEN_HERE = "taken_here"
TAKEN_ELSEWHERE = "taken_elsewhere"


@action
def register_member(*, by: Actor, branch: Branch, started_on: date, values: Mapping[str, Any]) -> Member:
    """Enter somebody into the register of ``branch`` from ``started_on`` on.

    ``values`` maps fields of :data:`EDITABLE` to what a form or a sheet gave; sex and birth date follow from the
    ID number where they are empty. Raises ``ValidationError`` with all faults at once, among them the codes
    ``taken_here`` and ``taken_elsewhere`` where the committee already knows the ID number.
    """
    demand(by, "members.add_member", branch)
    today = timezone.localdate()
    filled = completed(cleaned(values), today=today)
    faults = faults_of(filled, today=today)
    if wrong := fault_of_start(started_on, filled, today=today):
        faults.append(wrong)
    refuse_all(faults)
    if not filled.get("national_id"):
        refuse("national_id", "请填写身份证号。", "id_missing")
    if branch.dissolved_on and branch.dissolved_on <= today:
        refuse("branch", "该支部已经撤销，请选择其他支部。")
    _refuse_taken(by, branch.committee, filled["national_id"])
    member = Member(committee=branch.committee, branch=branch, revision=1)
    _fill(member, filled)
    _save_new(member)
    Enrolment.objects.create(member=member, branch=branch, started_on=started_on)
    changes = {**filled_fields(member, filled), "流入日期": ("", started_on.isoformat())}
    record(by=by, verb=Verb.CREATE, obj=member, changes=changes)
    return member


@action
def edit_member(
    *, by: Actor, member: Member, values: Mapping[str, Any], revision: int | None = None
) -> Member:
    """Change the fields that ``values`` names and return the stored row.

    ``revision`` is the one that the person had before their eyes; if somebody else has changed the record since,
    nothing is overwritten. Raises ``ValidationError`` with all faults of the record as it would become.
    """
    demand(by, "members.change_member", member)
    today = timezone.localdate()
    stored = Member.objects.select_for_update(of=("self",)).select_related("committee").get(pk=member.pk)
    if revision is not None and stored.revision != revision:
        raise ValidationError("您打开这一页之后，别人改过这份资料。请刷新页面，核对后再改。", code="stale")
    before = {name: getattr(stored, name) for name in EDITABLE}
    filled = completed({**before, **cleaned(values)}, today=today)
    refuse_all(faults_of(filled, today=today))
    if before["national_id"] and not filled["national_id"]:
        refuse("national_id", "身份证号不能清空，只能更正。", "id_missing")
    if filled["national_id"] != before["national_id"]:
        _refuse_taken(by, stored.committee, filled["national_id"])
    changes = _fill(stored, filled)
    if changes:
        stored.revision += 1
        stored.updated_at = timezone.now()
        _save(stored)
    record(by=by, verb=Verb.UPDATE, obj=stored, changes=changes, detail="" if changes else "没有改动")
    return stored


def _fill(member: Member, values: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Set ``values`` and what follows from them; raise where a choice is unknown or the employer is foreign."""
    unknown = set(values) - set(EDITABLE)
    if unknown:
        message = f"a record has no field {sorted(unknown)}"
        raise TypeError(message)
    enterprise = values.get("enterprise")
    if enterprise is not None and enterprise.committee_id != member.committee_id:
        refuse("enterprise", "请选择本党委的企业。")
    changes = apply_changes(member, values)
    member.name_pinyin, member.name_initials = pinyin_of(member.name)
    member.clean_fields(exclude={"committee", "branch", "name_pinyin", "name_initials", "enterprise"})
    return changes


def _refuse_taken(by: Actor, committee: Committee, national_id: str) -> None:
    known = same_person(committee, national_id)
    if known is None:
        return
    if Member.objects.visible_to(by).filter(pk=known.pk).exists():
        refuse("national_id", "此人已经登记，不必再登记一次。", TAKEN_HERE)
    refuse(
        "national_id",
        "本党委已有此人，由其他支部管理或曾由其他支部管理；如需调入，请提出调入申请。",
        TAKEN_ELSEWHERE,
    )


def _save_new(member: Member) -> None:
    """Insert, and say it in words if somebody registered the same person a moment earlier."""
    try:
        with transaction.atomic():
            member.save(force_insert=True)
    except IntegrityError as twice:
        raise ValidationError({NON_FIELD_ERRORS: ["此人刚刚由别人登记，请刷新页面核对。"]}) from twice


def _save(member: Member) -> None:
    try:
        with transaction.atomic():
            member.save()
    except IntegrityError as twice:
        raise ValidationError({NON_FIELD_ERRORS: ["身份证号刚刚被别人登记，请刷新页面核对。"]}) from twice
