"""By which rates branches are compared: each a figure for every so many of another."""

from __future__ import annotations

from dataclasses import dataclass

from core.figures import FIGURES, CountedFigure

SMALLEST = 10
"""Of fewer than these a rate says little: one more or less would turn it over."""


@dataclass(frozen=True)
class Rate:
    """``part`` for every ``per`` of ``whole``, both keys of figures; percent where ``per`` is 100."""

    key: str
    title: str
    unit: str
    part: str
    whole: str
    per: int
    definition: str

    @property
    def part_figure(self) -> CountedFigure:
        """What is counted."""
        return FIGURES.counted(self.part)

    @property
    def whole_figure(self) -> CountedFigure:
        """What it is measured against."""
        return FIGURES.counted(self.whole)

    @property
    def most(self) -> float | None:
        """The end of its scale: a percentage has one, other rates reach as far as the largest."""
        return 100.0 if self.unit == "%" else None


@dataclass(frozen=True)
class Group:
    """The rates of one nest."""

    key: str
    title: str
    rates: tuple[Rate, ...]


MEMBERS = "members.managed"

GROUPS = (
    Group(
        "building",
        "筑巢",
        (
            Rate(
                "two_new", "“两企三新”占比", "%", "members.two_new", MEMBERS, 100,
                "期末管理的流动党员中来自“两企三新”的占比。",
            ),
            Rate(
                "heads", "企业负责人占比", "%", "members.heads", "members.two_new", 100,
                "期末来自“两企三新”的流动党员中企业负责人的占比。",
            ),
            Rate(
                "attached", "依托驿站占比", "%", "members.attached", MEMBERS, 100,
                "期末管理的流动党员中依托驿站和阵地的占比。",
            ),
            Rate(
                "coverage", "联系企业中的非公企业", "%", "branches.non_public", "branches.enterprises", 100,
                "期末本支部联系的园区企业中非公企业的占比。",
            ),
        ),
    ),
    Group(
        "warming",
        "暖巢",
        (
            Rate(
                "contacts", "人均联系", "次", "members.contacts", MEMBERS, 1,
                "本期联系流动党员的次数 ÷ 期末管理的流动党员人数。",
            ),
            Rate(
                "training", "人均参加培训", "次", "training.member_attendances", MEMBERS, 1,
                "流动党员本期参加培训的人次 ÷ 期末管理的流动党员人数。",
            ),
            Rate(
                "activities", "人均参加活动", "次", "activities.attendances", MEMBERS, 1,
                "流动党员本期参加活动的人次 ÷ 期末管理的流动党员人数。",
            ),
            Rate(
                "held", "每10名党员办活动", "场", "activities.held", MEMBERS, 10,
                "本支部本期举办的活动场数 ÷ 期末管理的流动党员人数 × 10。",
            ),
            Rate(
                "solved", "每家企业解决难题", "个", "services.solved", "branches.enterprises", 1,
                "本支部本期解决的难题个数 ÷ 期末联系的园区企业家数。",
            ),
            Rate(
                "timeliness", "按期解决率", "%", "services.timely", "services.solved", 100,
                "本期解决的难题中按期解决的占比。",
            ),
        ),
    ),
    Group(
        "lasting",
        "固巢",
        (
            Rate(
                "posts", "每10名党员岗位", "个", "contributions.posts", MEMBERS, 10,
                "期末的示范岗、楼长、舍长个数 ÷ 期末管理的流动党员人数 × 10。",
            ),
            Rate(
                "mediations", "每10名党员调解", "件", "contributions.mediations", MEMBERS, 10,
                "本期调解成功的纠纷件数 ÷ 期末管理的流动党员人数 × 10。",
            ),
            Rate(
                "suggestions", "每10名党员金点子", "个", "contributions.suggestions", MEMBERS, 10,
                "本期征集的“金点子”个数 ÷ 期末管理的流动党员人数 × 10。",
            ),
            Rate(
                "adoption", "金点子采纳率", "%", "contributions.adopted", "contributions.suggestions", 100,
                "本期采纳的“金点子”个数 ÷ 本期征集的个数；采纳早先提交的也计入，因此可能超过100%。",
            ),
        ),
    ),
)  # fmt: skip
USUAL = "warming"
"""The nest that the page begins with: what branches do most."""
