"""The keeper's telephone number, in full."""

from __future__ import annotations

from audit.models import Verb
from audit.saving import demand
from audit.trail import action, record
from core.scope import Actor
from stations.models import Station


@action
def reveal_keeper_phone(*, by: Actor, station: Station) -> str:
    """Return the full number of the station's keeper; the log keeps who has seen it."""
    demand(by, "stations.reveal_station", station)
    record(by=by, verb=Verb.REVEAL, obj=station, detail="负责人电话")
    return str(station.keeper_phone)
