"""Which figures stand at the top, in the order of the three nests, and in which form each is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from core.figures import FIGURES, Ask, Figure, Span
from core.periods import Month


class Form(Enum):
    """What stands large on a card."""

    STATE = ""
    """The figure as it is told by itself: on the last day, or a share."""
    MONTH = "本月"
    """What happened in the month; small beside it the change and all so far."""
    SO_FAR = "累计"
    """All so far, for what happens seldom; small beside it what the month added."""


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

    def asks(self, month: Month) -> Iterator[Ask]:
        """Return what must be counted for the card."""
        figure, before = self.figure, month.plus(-1)
        if self.form is Form.STATE:
            yield from (Ask(figure, each, figure.headline) for each in (before, month))
            return
        yield Ask(figure, month, Span.TO_DATE)
        yield from (Ask(figure, each, Span.MONTH) for each in (before, month))


@dataclass(frozen=True)
class Nest:
    """One of the three nests with its cards."""

    key: str
    title: str
    motto: str
    shown: tuple[Shown, ...]


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
            Shown("training.sessions", "presentation-chart-bar", Form.MONTH),
            Shown("training.attendances", "user-group", Form.MONTH),
            Shown("services.solved", "lifebuoy", Form.MONTH),
            Shown("activities.volunteering", "heart", Form.MONTH),
            Shown("activities.festivals", "calendar-days", Form.SO_FAR),
            Shown("activities.festival_attendances", "ticket", Form.SO_FAR),
            Shown("activities.deals", "shopping-bag", Form.SO_FAR),
            Shown("members.honoured", "trophy", Form.SO_FAR),
        ),
    ),
    Nest(
        "lasting",
        "固巢",
        "舞台搭起来",
        (
            Shown("contributions.posts", "star"),
            Shown("contributions.mediations", "scale", Form.MONTH),
            Shown("contributions.suggestions", "light-bulb", Form.MONTH),
            Shown("contributions.adopted", "hand-thumb-up", Form.MONTH),
            Shown("contributions.couple_rooms", "home", Form.SO_FAR),
            Shown("contributions.parking_area", "truck", Form.SO_FAR),
            Shown("contributions.venture_area", "rocket-launch", Form.SO_FAR),
            Shown("contributions.patents", "document-check", Form.SO_FAR),
        ),
    ),
)
OF_WHOLES = {"branches.branches"}
"""A branch has these numbers, but they tell nothing there: it is always one branch."""
