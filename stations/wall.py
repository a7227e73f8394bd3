"""What the page for a station's wall shows: codes that open a page on a phone, and what one can do there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from stations.links import address_of
from stations.models import Station, StationKind


@dataclass(frozen=True)
class Door:
    """A code on the wall: what it is for, a sentence, the name of the view, and once resolved its whole address."""

    title: str
    words: str
    view: str
    href: str = ""


# Views of rooms above, each of which takes the station's token; those that are not there are not shown.
DOORS = (
    Door("活动签到", "到场后扫码签到", "activities:station_sign_in"),
    Door("我要求助", "有难处，扫码告诉我们", "services:ask"),
    Door("提金点子", "有好建议，扫码写下来", "contributions:hand_in"),
)
OFFERS = {
    StationKind.STATION: (
        "流动党员报到登记",
        "参加组织生活和志愿服务",
        "反映困难、请求帮助",
        "休息、学习、交流",
    ),
    StationKind.INCUBATOR: (
        "咨询建立党组织",
        "入党申请和发展党员咨询",
        "参加组织生活和志愿服务",
        "企业党建交流",
    ),
}


def doors_of(station: Station, request: HttpRequest) -> list[Door]:
    """Return the codes that there are pages for, with the whole address that a phone needs."""
    found = ((door, address_of(door.view, station.token)) for door in DOORS)
    return [
        Door(door.title, door.words, door.view, request.build_absolute_uri(address))
        for door, address in found
        if address
    ]


def offers_of(station: Station) -> Sequence[str]:
    """Return what one can do at a station of this kind."""
    return OFFERS[StationKind(station.kind)]
