"""Stations as sheets of other rooms name them."""

from __future__ import annotations

from spreadsheets.records import NamedLookup, Scope
from spreadsheets.records.lookups import listed
from stations.models import Station


class StationLookup(NamedLookup):
    """The stations within reach, by name; also those that have closed, for sheets tell of the past."""

    def __init__(self, scope: Scope) -> None:
        found = Station.objects.visible_to(scope.by).valid().filter(committee=scope.place.committee_key)
        self._stations = {station.pk: station for station in found.defer("keeper_phone", "notes")}
        rows = [(station.pk, station.name) for station in self._stations.values()]
        super().__init__(rows, code="station_unknown", unknown=self._unknown_station)

    def row(self, number: int) -> Station | None:
        return self._stations.get(number)

    def _unknown_station(self, words: str, near: str) -> str:
        advice = (
            f"是不是“{near}”？" if near else f"可用的有{listed(self.names())}。" if self._stations else ""
        )
        return f"没有叫“{words}”的驿站或阵地。{advice}"
