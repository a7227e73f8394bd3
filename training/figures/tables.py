"""The list behind the figures of training."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables

from activities.figures.people import members_present
from core.figures.tables import HIDDEN, MAIN, NUMBER, RIGHT, branch_column, day_column
from training.models import TrainingSession


class SessionRows(tables.Table):
    """Sessions held, with those who were there; what both columns add up to is the number of people trained."""

    title = tables.Column("名称", accessor="activity__title", linkify=True, attrs=MAIN)
    branch = branch_column("主办", "activity__branch")
    topic = tables.Column("内容", attrs=RIGHT)
    audience = tables.Column("对象")
    lecturer = tables.Column("主讲人", default=HIDDEN)
    held_on = day_column("日期", accessor="activity__held_on")
    members = tables.Column("流动党员", attrs=NUMBER)
    others = tables.Column("其他人员", accessor="activity__other_count", attrs=NUMBER)

    unit = "场"

    def __init__(self, data: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in django-tables2
        super().__init__(data.annotate(members=members_present("activity")), **kwargs)

    class Meta:
        empty_text = "这一时期没有举办大讲堂。"
        model = TrainingSession
        fields = ("title", "branch", "topic", "audience", "lecturer", "held_on", "members", "others")
