"""Every write of stations and of the organisations that grow there."""

from stations.actions.organisations import (
    add_organisation,
    approve_organisation,
    change_organisation,
    end_incubation,
    void_organisation,
)
from stations.actions.phones import reveal_keeper_phone
from stations.actions.stations import add_station, change_station, close_station, void_station

__all__ = [
    "add_organisation",
    "add_station",
    "approve_organisation",
    "change_organisation",
    "change_station",
    "close_station",
    "end_incubation",
    "reveal_keeper_phone",
    "void_organisation",
    "void_station",
]
