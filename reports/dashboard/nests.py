"""Which figures stand at the top, in the order of the three nests, and in which form each is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from core.figures import FIGURES, Ask, Figure, Span
from reports.dashboard.moments import YEAR, moments
from reports.selection import Selection


class Form(Enum):
    """What stands large on a card."""

    STATE = "state"
    """The state on the last day."""
    DURING = "during"
    """What happened in the month, quarter or year; small beside it all so far."""
    SO_FAR = "so far"
    """All so far, for what happens seldom; small beside it what was added, and what a year ago."""


@dataclass(frozen=True)
class Shown:
    """A figure on a card."""

    key: str
    icon: str
    form: Form = Form.STATE

    @property
    def figure(self) -> Figure:
        """The figure itself."""
        return FIGURES[self.key]

    def asks(self, selection: Selection) -> Iterator[Ask]:
        """Return what must be counted for the card."""
        figure, month, span = self.figure, selection.month, selection.grain.span
        if self.form is not Form.STATE:
            yield Ask(figure, month, Span.TO_DATE)
        if self.form is Form.SO_FAR:
            yield from (Ask(figure, each, span) for each in (month.plus(-YEAR), month))
            return
        span = Span.DAY if self.form is Form.STATE else span
        yield from (Ask(figure, each.month, span) for each in moments(selection, span))
        yield Ask(figure, month, span)


@dataclass(frozen=True)
class Nest:
    """One of the three nests with its cards, and the figures of which it draws twelve months."""

    key: str
    title: str
    motto: str
    shown: tuple[Shown, ...]
    trends: tuple[str, ...] = ()


NESTS = (
    Nest(
        "building",
        "筑巢",
        "组织建起来",
        (
            Shown("members.managed", "users"),
            Shown("members.two_new_share", "building-office-2"),
            Shown("members.heads_share", "briefcase"),
            Shown("members.workers_share", "wrench-screwdriver"),
            Shown("members.talent_share", "academic-cap"),
            Shown("branches.branches", "building-library"),
            Shown("branches.coverage", "map"),
            Shown("branches.partnerships", "link"),
            Shown("stations.stations", "map-pin"),
            Shown("stations.incubators", "beaker"),
            Shown("stations.incubated", "sparkles", Form.SO_FAR),
            Shown("members.settled", "home-modern", Form.SO_FAR),
        ),
    ),
    Nest(
        "warming",
        "暖巢",
        "服务送上门",
        (
            Shown("members.contacts", "chat-bubble-left-right", Form.DURING),
            Shown("services.visits", "hand-raised", Form.DURING),
            Shown("training.sessions", "presentation-chart-bar", Form.DURING),
            Shown("training.attendances", "user-group", Form.DURING),
            Shown("services.solved", "lifebuoy", Form.DURING),
            Shown("services.satisfaction", "face-smile", Form.DURING),
            Shown("activities.held", "megaphone", Form.DURING),
            Shown("activities.volunteering", "heart", Form.DURING),
            Shown("activities.festivals", "calendar-days", Form.SO_FAR),
            Shown("activities.festival_attendances", "ticket", Form.SO_FAR),
            Shown("activities.deals", "shopping-bag", Form.SO_FAR),
            Shown("members.honoured", "trophy", Form.SO_FAR),
        ),
        ("training.attendances", "services.solved"),
    ),
    Nest(
        "lasting",
        "固巢",
        "舞台搭起来",
        (
            Shown("contributions.posts", "star"),
            Shown("contributions.mediations", "scale", Form.DURING),
            Shown("contributions.suggestions", "light-bulb", Form.DURING),
            Shown("contributions.adopted", "hand-thumb-up", Form.DURING),
            Shown("contributions.couple_rooms", "home", Form.SO_FAR),
            Shown("contributions.parking_area", "truck", Form.SO_FAR),
            Shown("contributions.venture_area", "rocket-launch", Form.SO_FAR),
            Shown("contributions.patents", "document-check", Form.SO_FAR),
        ),
        ("contributions.mediations", "contributions.suggestions"),
    ),
)
OF_WHOLES = {"branches.branches"}
"""A branch has these numbers, but they tell nothing there: it is always one branch."""
