"""What ventures achieve: patents, prizes, titles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from audit.saving import cleaned, demand, locked, refuse, store_new, void
from audit.trail import action
from contributions.models import Venture, VentureResult
from core.scope import Actor

RIGHT = "contributions.change_venture"


@action
def add_result(*, by: Actor, venture: Venture, values: Mapping[str, Any]) -> VentureResult:
    """Enter what ``venture`` has achieved; raise ``ValidationError`` with all faults."""
    demand(by, RIGHT, venture)
    stored = locked(venture)
    if stored.voided_at is not None:
        refuse("title", "这个创业项目已经作废，不能再登记成果。")
    filled = cleaned(VentureResult, values)
    if filled.get("on") and filled["on"] < stored.started_on:
        refuse("on", f"项目 {stored.started_on} 才落户，成果日期不能早于这一天，请核对。")
    return store_new(by, VentureResult(venture=stored, **filled), filled)


@action
def void_result(*, by: Actor, result: VentureResult, reason: str = "") -> VentureResult:
    """Mark a result as entered in error."""
    demand(by, RIGHT, result.venture)
    return void(by, result, reason=reason)
