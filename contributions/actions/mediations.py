"""矛盾纠纷调解: taken in, settled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from audit.models import Verb
from audit.saving import cleaned, demand, demand_place, locked, refuse, store_changed, store_new, void
from audit.trail import action
from branches.models import Branch, Committee
from contributions.actions.shared import check_seen, in_line
from contributions.choices import DisputeResult
from contributions.models import Mediation
from core.scope import Actor

RIGHT = "contributions.change_mediation"


@action
def add_mediation(
    *, by: Actor, committee: Committee, branch: Branch | None = None, values: Mapping[str, Any]
) -> Mediation:
    """Enter a mediation of ``branch``, or of the committee itself; raise ``ValidationError`` with all faults."""
    demand_place(by, RIGHT, committee=committee, branch=branch)
    filled = cleaned(Mediation, values)
    check_seen(by, filled.get("mediator"), "mediator")
    mediation = Mediation(committee=committee, branch=branch, **filled)
    in_line(committee)
    _refuse_twin(mediation)
    return store_new(by, mediation, filled)


@action
def change_mediation(
    *, by: Actor, mediation: Mediation, values: Mapping[str, Any], revision: int | None = None
) -> Mediation:
    """Change the fields that ``values`` names; where it belongs stays."""
    demand(by, RIGHT, mediation)
    stored, filled = locked(mediation), cleaned(Mediation, values)
    if filled.get("mediator") != stored.mediator:
        check_seen(by, filled.get("mediator"), "mediator")
    return store_changed(by, stored, filled, revision=revision)


@action
def settle_mediation(
    *, by: Actor, mediation: Mediation, result: str, settled_on: date | None = None
) -> Mediation:
    """Say how it ended; ``settled_on`` is the day of an agreement, and is not asked for with any other result."""
    demand(by, RIGHT, mediation)
    if result == DisputeResult.SETTLED and settled_on is None:
        refuse("settled_on", "请填调解成功的日期。")
    day = settled_on if result == DisputeResult.SETTLED else None
    values = {"result": result, "settled_on": day}
    return store_changed(by, locked(mediation), values, verb=Verb.STEP, detail="登记结果")


@action
def void_mediation(*, by: Actor, mediation: Mediation, reason: str = "") -> Mediation:
    """Mark a mediation as entered in error."""
    demand(by, RIGHT, mediation)
    return void(by, mediation, reason=reason)


def _refuse_twin(new: Mediation) -> None:
    """Refuse what was just stored by the same press of a button; two disputes of one day differ in their words."""
    rows = Mediation.objects.valid().filter(
        committee=new.committee, branch=new.branch, on=new.on, kind=new.kind
    )
    if any((row.parties, row.summary) == (new.parties, new.summary) for row in rows):
        refuse("summary", "同一天、同样内容的调解已经登记过了，请在列表中核对。", "twin")
