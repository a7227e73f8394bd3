"""What the list of members can be narrowed by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from branches.models import TWO_NEW, Enterprise, Ownership
from core.partial_dates import PartialDate
from members import due
from members.choices import Category, Departure, Occupation
from members.filters.common import branches, name_box
from members.models import Enrolment, Member, MemberQuerySet
from members.names import called
from stations.models import Station

ENROLLED, LEFT, ALL = "enrolled", "left", "all"
STATUS = [
    (ENROLLED, "在册"),
    (LEFT, "已离开"),
    *((outcome.value, f"已离开：{outcome.label}") for outcome in Departure if outcome != Departure.MOVED),
    (ALL, "全部"),
]
TWO_NEW_KEY = "two_new"
WAITING = [
    ("contact", "联系到期"),
    ("registration", "报到登记不完整"),
    ("probation", "转正到期"),
    ("card", "活动证待查验"),
    ("phone", "没有手机号"),
    ("doubt", "资料存疑"),
]
_NARROW: Mapping[str, Callable[[MemberQuerySet, date], MemberQuerySet]] = {
    "contact": due.contact_due,
    "registration": due.unregistered,
    "probation": due.probation_ending,
    "card": due.card_check_due,
    "phone": lambda rows, _: due.without_phone(rows),
    "doubt": due.doubtful,
}
MONTH_LENGTH = 7
Rows = QuerySet[Member]


class PeriodField(forms.CharField):
    """A year or a month: ``2024`` or ``2024-12``."""

    def clean(self, value: Any) -> PartialDate | str:  # noqa: ANN401  as in Django
        """Return the period as a partial date, or the empty string."""
        text = super().clean(value)
        if not text:
            return ""
        try:
            period = PartialDate.parse(text)
        except ValueError:
            period = PartialDate("")
        if not period or len(period) > MONTH_LENGTH:
            raise ValidationError("请写成 2024 或 2024-12。")
        return period


class PeriodFilter(django_filters.Filter):
    """Filters by a :class:`PeriodField`."""

    field_class = PeriodField


def _enterprises(request: HttpRequest | None) -> QuerySet[Enterprise]:
    return Enterprise.objects.visible_to(request.user) if request else Enterprise.objects.none()


def _stations(request: HttpRequest | None) -> QuerySet[Station]:
    return Station.objects.visible_to(request.user).valid() if request else Station.objects.none()


class MemberFilter(django_filters.FilterSet):
    """Filters of the list; without a word about the status, those in the register."""

    q = django_filters.CharFilter(label="姓名", method="by_name", widget=name_box())
    branch = django_filters.ModelChoiceFilter(label="党支部", queryset=branches, empty_label="全部支部")
    category = django_filters.ChoiceFilter(label="党员类别", choices=Category.choices, empty_label="全部")
    status = django_filters.ChoiceFilter(label="状态", choices=STATUS, method="by_status", empty_label=None)
    occupation = django_filters.ChoiceFilter(label="职业类别", choices=Occupation.choices, empty_label="全部")
    ownership = django_filters.ChoiceFilter(
        label="单位所有制",
        choices=[(TWO_NEW_KEY, "两企三新（合计）"), *Ownership.choices],
        method="by_ownership",
        empty_label="全部",
    )
    enterprise = django_filters.ModelChoiceFilter(
        label="工作单位", queryset=_enterprises, empty_label="全部单位"
    )
    arrived = PeriodFilter(label="流入时间", method="by_arrival")
    station = django_filters.ModelChoiceFilter(
        label="驿站或阵地", queryset=_stations, method="by_station", empty_label="全部"
    )
    waiting = django_filters.ChoiceFilter(
        label="待办", choices=WAITING, method="by_waiting", empty_label="不限"
    )

    class Meta:
        model = Member
        fields: tuple[str, ...] = ()

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in the library
        given = data.copy() if data is not None else QueryDict(mutable=True)
        if given.get("status") not in dict(STATUS):
            given["status"] = ENROLLED
        super().__init__(given, *args, **kwargs)
        self.form.fields["arrived"].widget.attrs.update(placeholder="如 2024 或 2024-12", autocomplete="off")

    def by_name(self, rows: Rows, _: str, text: str) -> Rows:
        """Find by a part of the name or of its pinyin, or by the beginning of its initials."""
        return rows.filter(called(text))

    def by_status(self, rows: Rows, _: str, status: str) -> Rows:
        """In the register, left it, or left it in one way."""
        if status == ALL:
            return rows
        own = Enrolment.objects.filter(member=OuterRef("pk"))
        if status in {ENROLLED, LEFT}:
            is_open = Exists(own.open())
            return rows.filter(is_open if status == ENROLLED else ~is_open)
        last = own.order_by("-started_on", "-pk").values("outcome")[:1]
        return rows.alias(last_outcome=Subquery(last)).filter(last_outcome=status)

    def by_ownership(self, rows: Rows, _: str, ownership: str) -> Rows:
        """By the employer's ownership, or by any of 两企三新."""
        if ownership == TWO_NEW_KEY:
            return rows.filter(enterprise__ownership__in=TWO_NEW)
        return rows.filter(enterprise__ownership=ownership)

    def by_arrival(self, rows: Rows, _: str, period: PartialDate) -> Rows:
        """By the day on which the branch began to look after them."""
        began = Enrolment.objects.filter(
            member=OuterRef("pk"),
            branch=OuterRef("branch"),
            started_on__range=(period.earliest, period.latest),
        )
        return rows.filter(Exists(began))

    def by_station(self, rows: Rows, _: str, station: Station) -> Rows:
        """By the station through which they are looked after now, or were last."""
        own = Enrolment.objects.filter(member=OuterRef("pk")).order_by("-started_on", "-pk")
        return rows.alias(last_station=Subquery(own.values("station")[:1])).filter(last_station=station)

    def by_waiting(self, rows: Rows, _: str, key: str) -> Rows:
        """Those whom one of the reminders names."""
        narrowed = _NARROW[key](Member.objects.all(), timezone.localdate())
        return rows.filter(pk__in=narrowed.order_by().values("pk"))
