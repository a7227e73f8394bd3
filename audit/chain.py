"""The chain of the log: the code of an entry, and the verification of them all."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC

from django.conf import settings

from audit.models import AuditEntry

CHUNK = 2000


@dataclass(frozen=True)
class Verified:
    """How far the chain holds: the number of entries read, the last one's code, and the first fault in words."""

    count: int
    last_number: int
    last_mac: str
    fault: str = ""


def mac_of(entry: AuditEntry) -> str:
    """Return the HMAC-SHA-256 over every column of ``entry`` but the code itself.

    The same on every database and after every reload: keys sorted, time in UTC to the microsecond.
    """
    fields = [field for field in AuditEntry._meta.concrete_fields if field.name != "mac"]
    values = {field.attname: getattr(entry, field.attname) for field in fields}
    values["at"] = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    text = json.dumps(values, ensure_ascii=True, sort_keys=True)
    return hmac.new(settings.AUDIT_KEY, text.encode(), hashlib.sha256).hexdigest()


def verify(noted: tuple[int, str] | None = None) -> Verified:
    """Read the whole log from its first entry and tell whether it is whole; memory does not grow with it.

    ``noted`` is the number and code of an entry as somebody wrote them down elsewhere: only this shows that
    entries were taken from the end.
    """
    rows = AuditEntry.objects.order_by("number").iterator(chunk_size=CHUNK)
    result = _follow(rows, noted)
    if not result.fault and noted and noted[0] > result.last_number:
        fault = f"末尾缺少记录：记下的最后编号是 {noted[0]}，现在只到 {result.last_number}。"
        return Verified(result.count, result.last_number, result.last_mac, fault)
    return result


def _follow(rows: Iterable[AuditEntry], noted: tuple[int, str] | None) -> Verified:
    count, mac = 0, ""
    for entry in rows:
        fault = _fault_of(entry, count + 1, mac)
        if not fault and noted and entry.number == noted[0] and entry.mac != noted[1]:
            fault = f"第 {entry.number} 条记录与当时记下的校验码不符：审计日志曾被整体改写。"
        if fault:
            return Verified(count, count, mac, fault)
        count, mac = entry.number, entry.mac
    return Verified(count, count, mac)


def _fault_of(entry: AuditEntry, expected: int, previous: str) -> str:
    if entry.number > expected:
        return f"缺少第 {expected} 条记录：审计日志不完整。"
    if entry.number < expected:
        return f"第 {entry.number} 条记录不该存在：编号应从 1 开始。"
    if not hmac.compare_digest(entry.mac, mac_of(entry)):
        return f"第 {entry.number} 条记录被改动过：内容与校验码不符。"
    if entry.previous_mac != previous:
        return f"第 {entry.number} 条记录接不上前一条：有记录被替换或插入。"
    return ""
