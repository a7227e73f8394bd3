"""What the rows of stations must obey beyond what their columns tell; each function returns the faults by field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from branches.models import Branch

_PHONE = re.compile(r"1[3-9][0-9]{9}|0[1-9][0-9]{9,10}|[2-9][0-9]{6,7}|400[0-9]{7}")

Faults = dict[str, str]


def faults_of_phone(filled: Mapping[str, Any], name: str) -> Faults:
    """A mobile, a landline with or without its area's number, or a 400 number."""
    phone = filled.get(name) or ""
    if not phone or _PHONE.fullmatch(phone):
        return {}
    return {name: "电话号码不对：手机号是 11 位数字，固定电话请带区号，如 0730-8888888。"}


def faults_of_committee(committee_id: int, filled: Mapping[str, Any], *names: str) -> Faults:
    """Related rows are the committee's own."""
    return {
        name: "请选择本党委的。"
        for name in names
        if filled.get(name) is not None and filled[name].committee_id != committee_id
    }


def faults_of_branch(before: Branch | None, filled: Mapping[str, Any]) -> Faults:
    """A branch that is chosen anew still exists."""
    branch = filled.get("branch")
    if branch is None or branch == before or not branch.dissolved_on:
        return {}
    return (
        {"branch": "这个支部已经撤销，请选择其他支部。"}
        if branch.dissolved_on <= timezone.localdate()
        else {}
    )


def faults_of_days(filled: Mapping[str, Any], **titles: str) -> Faults:
    """Days that have come: none of them lies in the future."""
    today = timezone.localdate()
    return {
        name: f"{title}不能晚于今天。"
        for name, title in titles.items()
        if isinstance(filled.get(name), date) and filled[name] > today
    }
