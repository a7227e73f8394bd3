"""Party organisations that grow at a station: prepared, approved or given up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from audit.saving import cleaned, demand, locked, refuse, store_changed, store_new, void
from audit.trail import action
from core.scope import Actor
from stations.models import IncubatedOrganisation, IncubationState, Station
from stations.rules import Faults, faults_of_committee, faults_of_days

CHANGE = "stations.change_incubatedorganisation"


@action
def add_organisation(*, by: Actor, station: Station, values: Mapping[str, Any]) -> IncubatedOrganisation:
    """Note that an organisation grows (or has grown) at ``station``; raise ``ValidationError`` with all faults."""
    demand(by, CHANGE, station)
    filled = cleaned(IncubatedOrganisation, values)
    organisation = IncubatedOrganisation(station=station, **filled)
    return store_new(by, organisation, filled, faults=_faults(organisation, filled))


@action
def change_organisation(
    *, by: Actor, organisation: IncubatedOrganisation, values: Mapping[str, Any], revision: int | None = None
) -> IncubatedOrganisation:
    """Change the fields that ``values`` names, its dates among them, and return the stored row."""
    demand(by, CHANGE, organisation)
    stored, filled = locked(organisation), cleaned(IncubatedOrganisation, values)
    return store_changed(by, stored, filled, revision=revision, faults=_faults(stored, filled))


@action
def approve_organisation(
    *, by: Actor, organisation: IncubatedOrganisation, on: date, values: Mapping[str, Any] | None = None
) -> IncubatedOrganisation:
    """Note that it was approved on ``on``; ``values`` may say which ``branch`` or ``enterprise`` it has become."""
    stored = _growing(by, organisation, "approved_on")
    filled = {**cleaned(IncubatedOrganisation, values or {}), "approved_on": on}
    return store_changed(by, stored, filled, detail="批准成立", faults=_faults(stored, filled))


@action
def end_incubation(
    *, by: Actor, organisation: IncubatedOrganisation, on: date, notes: str = ""
) -> IncubatedOrganisation:
    """Note that nothing came of it; ``notes`` (why) are added to those that it has."""
    stored = _growing(by, organisation, "ended_on")
    filled: dict[str, Any] = {"ended_on": on}
    if added := cleaned(IncubatedOrganisation, {"notes": notes})["notes"]:
        filled["notes"] = "\n".join(filter(None, (stored.notes, added)))
    return store_changed(by, stored, filled, detail="终止孵化", faults=_faults(stored, filled))


@action
def void_organisation(
    *, by: Actor, organisation: IncubatedOrganisation, reason: str = ""
) -> IncubatedOrganisation:
    """Mark it as entered in error."""
    demand(by, CHANGE, organisation)
    return void(by, organisation, reason=reason)


def _growing(by: Actor, organisation: IncubatedOrganisation, field: str) -> IncubatedOrganisation:
    """Return the locked row, which must not have come to an end; what it lacks is told at ``field``."""
    demand(by, CHANGE, organisation)
    stored = locked(organisation)
    if stored.state is not IncubationState.GROWING:
        day = stored.approved_on or stored.ended_on
        done = stored.state.label.removeprefix("已")
        refuse(field, f"已于 {day} {done}，不必再办一次；日期有误请用“修改”。")
    return stored


def _faults(organisation: IncubatedOrganisation, filled: Mapping[str, Any]) -> Faults:
    """Return what the columns alone do not tell."""
    days = {"started_on": "开始孵化日期", "approved_on": "批准成立日期", "ended_on": "终止孵化日期"}
    return {
        **faults_of_committee(organisation.station.committee_id, filled, "enterprise", "branch"),
        **faults_of_days(filled, **days),
    }
