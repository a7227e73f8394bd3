"""What the records of this room must obey beyond what their fields and constraints say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone

from audit import saving
from branches.models import Branch, Committee
from core.fields import EncryptedTextField
from core.scope import Actor
from members.models import Member
from members.names import clean_name
from members.rules import PHONES
from members.rules import fault_of_phone as fault_in_register
from stations.models import Station

NOBODY = "请填写姓名，或者从名册里选一位。"
HOME_PHONE = "home_contact_phone"

Faults = dict[str, list[str]]


def cleaned(model: type[Model], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``values`` written one way, names as the register writes them."""
    found = saving.cleaned(model, values)
    if "person_name" in found:
        found["person_name"] = clean_name(str(found["person_name"] or ""))
    return found


def fault_of_phone(phone: str) -> str:
    """Return what is wrong with a cleaned number, mobile or landline; empty where nothing is."""
    fault = fault_in_register(phone, HOME_PHONE)
    return fault.message.replace(PHONES[HOME_PHONE], "联系电话") if fault else ""


def check(model: type[Model], committee: Committee, by: Actor, values: Mapping[str, Any]) -> None:
    """Raise ``ValidationError`` with what is wrong in cleaned ``values`` for a row of ``committee``."""
    faults: Faults = {**_too_long(model, values), **_out_of_reach(committee, by, values)}
    if fault := fault_of_phone(values.get("person_phone") or ""):
        faults["person_phone"] = [fault]
    for name in ("on", "received_on", "solved_on", "closed_on"):
        if (day := values.get(name)) and is_future(day):
            faults[name] = ["日期不能晚于今天。"]
    if faults:
        raise ValidationError(faults)


def check_branch(branch: Branch | None, committee: Committee) -> None:
    """Raise ``ValidationError`` unless ``branch`` is one of ``committee`` that still exists, or none."""
    if branch is None:
        return
    if branch.committee_id != committee.pk:
        saving.refuse("branch", "请选择本党委的支部。")
    if branch.dissolved_on and branch.dissolved_on <= timezone.localdate():
        saving.refuse("branch", "这个支部已经撤销，请选择其他支部。")


def is_future(day: date) -> bool:
    """Tell whether ``day`` has not come yet."""
    return day > timezone.localdate()


def _too_long(model: type[Model], values: Mapping[str, Any]) -> Faults:
    faults: Faults = {}
    for name, value in values.items():
        field = model._meta.get_field(name)
        most = field.max_length if isinstance(field, EncryptedTextField) else None
        if most and len(value or "") > most:
            faults[name] = [f"最多 {most} 个字，现在是 {len(value)} 个，请缩短。"]
    return faults


def _out_of_reach(committee: Committee, by: Actor, values: Mapping[str, Any]) -> Faults:
    """Judge related rows: of the committee, and seen by whoever names them."""
    faults: Faults = {}
    member, station = values.get("member"), values.get("station")
    if isinstance(member, Member) and not _sees(by, member, committee):
        faults["member"] = ["请从名册里选择。"]
    if isinstance(station, Station) and station.committee_id != committee.pk:
        faults["station"] = ["请选择本党委的驿站或阵地。"]
    return faults


def _sees(by: Actor, member: Member, committee: Committee) -> bool:
    return member.committee_id == committee.pk and by.has_perm("members.view_member", member)
