"""Opening, changing and closing stations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from audit.saving import cleaned, demand, demand_place, locked, refuse, store_changed, store_new, void
from audit.trail import action
from branches.models import Branch, Committee
from core.scope import Actor
from stations.hanging import planned_after, what_hangs_on
from stations.models import Station
from stations.rules import Faults, faults_of_branch, faults_of_committee, faults_of_days, faults_of_phone

ADD, CHANGE = "stations.add_station", "stations.change_station"


@action
def add_station(*, by: Actor, committee: Committee, values: Mapping[str, Any]) -> Station:
    """Open a station or incubation site of ``committee``; raise ``ValidationError`` with all faults.

    ``values`` may name the ``branch`` that keeps it; without one the committee keeps it itself.
    """
    filled = cleaned(Station, values)
    demand_place(by, ADD, committee=committee, branch=filled.get("branch"))
    station = Station(committee=committee, **filled)
    return store_new(by, station, filled, faults=_faults(committee, None, filled))


@action
def change_station(
    *, by: Actor, station: Station, values: Mapping[str, Any], revision: int | None = None
) -> Station:
    """Change the fields that ``values`` names and return the stored row.

    Whoever may open stations decides which branch keeps one. ``revision``: see :func:`audit.saving.store_changed`.
    """
    demand(by, CHANGE, station)
    stored, filled = locked(station), cleaned(Station, values)
    if "branch" in filled and filled["branch"] != stored.branch:
        demand_place(by, ADD, committee=stored.committee, branch=filled["branch"])
    faults = _faults(stored.committee, stored.branch, filled)
    return store_changed(by, stored, filled, revision=revision, faults=faults)


@action
def close_station(*, by: Actor, station: Station, on: date) -> Station:
    """Close a station: it is no longer open on the day ``on``, which is not in the future.

    What happened there stays. An activity planned for later must be moved or cancelled before.
    """
    demand(by, CHANGE, station)
    stored = locked(station)
    if stored.closed_on is not None:
        refuse("closed_on", f"已于 {stored.closed_on.isoformat()} 停用，不必再停用一次。")
    if future := faults_of_days({"closed_on": on}, closed_on="停用日期"):
        refuse("closed_on", future["closed_on"])
    if on < stored.opened_on:
        refuse("closed_on", f"停用日期不能早于启用日期 {stored.opened_on.isoformat()}。")
    if count := planned_after(stored, on):
        refuse("closed_on", f"还有 {count} 场筹备中的活动定在停用之后，请先改地点或取消。")
    return store_changed(by, stored, {"closed_on": on}, detail="停用")


@action
def void_station(*, by: Actor, station: Station, reason: str = "") -> Station:
    """Mark a station as entered in error; one that something hangs on is closed instead."""
    demand(by, ADD, station)
    if words := what_hangs_on(station):
        refuse("reason", f"这里已经登记了{words}，不能作废；不再使用请办理停用。")
    return void(by, station, reason=reason)


def _faults(committee: Committee, before: Branch | None, filled: Mapping[str, Any]) -> Faults:
    """Return what the columns alone do not tell; ``before`` is the branch that has kept the station until now."""
    return {
        **faults_of_branch(before, filled),
        **faults_of_committee(committee.pk, filled, "host", "branch"),
        **faults_of_phone(filled, "keeper_phone"),
        **faults_of_days(filled, opened_on="启用日期", closed_on="停用日期"),
    }
