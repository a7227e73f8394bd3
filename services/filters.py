"""Filters above the lists of this room."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from branches.models import Branch, Committee
from core.texts import clean_line
from services.choices import AidMatter, AidState, Source, TicketKind, TicketState, Urgency, VisitKind
from services.due import Deadlines, overdue
from services.models import OPEN, LegalAid, Ticket, Visit

WAITING, ALL = "open", "all"
STATES = [(WAITING, "未办结"), *TicketState.choices, (ALL, "全部")]
OVERDUE, SOON = "overdue", "soon"
MINE, NOBODY = "mine", "none"
OWN = "own"


def _search_box(placeholder: str) -> forms.TextInput:
    return forms.TextInput(attrs={"type": "search", "placeholder": placeholder, "autocomplete": "off"})


def branch_choices(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the branches that somebody may see, with the committee itself for those who hold it."""
    branches = Branch.objects.visible_to(request.user)
    found = [(str(branch.pk), branch.short_name) for branch in branches]
    return [(OWN, "党委"), *found] if len(found) > 1 else found


class PlacedFilter(django_filters.FilterSet):
    """Base: whose rows they are; asked only where there are several branches."""

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in the library
        super().__init__(data, *args, **kwargs)
        choices = branch_choices(self.request)
        if len(choices) > 1:
            self.filters["branch"].extra["choices"] = choices
        else:
            del self.filters["branch"]

    def by_branch(self, rows: QuerySet[Any], _: str, value: str) -> QuerySet[Any]:
        """Leave the rows of one branch, or the committee's own."""
        return rows.filter(branch__isnull=True) if value == OWN else rows.filter(branch=int(value))


class TicketFilter(PlacedFilter):
    """Tickets; without a word about the state, those that somebody waits for."""

    q = django_filters.CharFilter(label="查找", method="search", widget=_search_box("编号或党员姓名"))
    state = django_filters.ChoiceFilter(label="状态", choices=STATES, method="by_state", empty_label=None)
    due = django_filters.ChoiceFilter(
        label="期限",
        choices=[(SOON, "即将到期和超期"), (OVERDUE, "已超期")],
        method="by_due",
        empty_label="全部",
    )
    kind = django_filters.ChoiceFilter(label="类别", choices=TicketKind.choices, empty_label="全部")
    branch = django_filters.ChoiceFilter(label="办理", method="by_branch", empty_label="全部")
    assignee = django_filters.ChoiceFilter(
        label="承办人",
        choices=[(MINE, "我的"), (NOBODY, "尚未指派")],
        method="by_assignee",
        empty_label="全部",
    )
    urgency = django_filters.ChoiceFilter(label="紧急程度", choices=Urgency.choices, empty_label="全部")
    source = django_filters.ChoiceFilter(label="来源", choices=Source.choices, empty_label="全部")

    class Meta:
        model = Ticket
        fields: tuple[str, ...] = ()

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in the library
        given = data.copy() if data is not None else QueryDict(mutable=True)
        if given.get("state") not in dict(STATES):
            given["state"] = WAITING if not given.get("q") else ALL
        super().__init__(given, *args, **kwargs)

    def search(self, rows: QuerySet[Ticket], _: str, value: str) -> QuerySet[Ticket]:
        """Leave tickets whose number holds the text, or whose member is called so; the rest is encrypted."""
        text = clean_line(value)
        return rows.filter(Q(number__icontains=text) | Q(member__name__contains=text))

    def by_state(self, rows: QuerySet[Ticket], _: str, value: str) -> QuerySet[Ticket]:
        """Leave those of one state, or of the open ones."""
        if value == ALL:
            return rows
        return rows.filter(state__in=OPEN) if value == WAITING else rows.filter(state=value)

    def by_due(self, rows: QuerySet[Ticket], _: str, value: str) -> QuerySet[Ticket]:
        """Leave those that are overdue, or soon will be."""
        if value == OVERDUE:
            return rows.filter(overdue(timezone.localdate()))
        return rows.filter(Deadlines(Committee.objects.visible_to(self.request.user)).soon())

    def by_assignee(self, rows: QuerySet[Ticket], _: str, value: str) -> QuerySet[Ticket]:
        """Leave the person's own, or those that nobody was asked to look after."""
        return rows.filter(assignee=self.request.user.pk if value == MINE else None)


class VisitFilter(PlacedFilter):
    """Visits by kind, branch and time."""

    q = django_filters.CharFilter(label="查找", method="search", widget=_search_box("党员姓名或走访人"))
    kind = django_filters.ChoiceFilter(label="类别", choices=VisitKind.choices, empty_label="全部")
    branch = django_filters.ChoiceFilter(label="走访支部", method="by_branch", empty_label="全部")
    year = django_filters.ChoiceFilter(label="年份", method="by_year", empty_label="全部")

    class Meta:
        model = Visit
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in the library
        super().__init__(*args, **kwargs)
        self.filters["year"].extra["choices"] = years_of(self.queryset)

    def search(self, rows: QuerySet[Visit], _: str, value: str) -> QuerySet[Visit]:
        """Leave visits to a member called so, or by somebody called so."""
        text = clean_line(value)
        return rows.filter(Q(member__name__contains=text) | Q(visitors__contains=text))

    def by_year(self, rows: QuerySet[Visit], _: str, value: str) -> QuerySet[Visit]:
        """Leave those of one year."""
        return rows.filter(on__year=int(value))


class LegalAidFilter(PlacedFilter):
    """Matters of legal aid by subject, state and branch."""

    q = django_filters.CharFilter(label="查找", method="search", widget=_search_box("党员姓名、承办律师"))
    state = django_filters.ChoiceFilter(label="状态", choices=AidState.choices, empty_label="全部")
    matter = django_filters.ChoiceFilter(label="事由", choices=AidMatter.choices, empty_label="全部")
    branch = django_filters.ChoiceFilter(label="支部", method="by_branch", empty_label="全部")
    year = django_filters.ChoiceFilter(label="年份", method="by_year", empty_label="全部")

    class Meta:
        model = LegalAid
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in the library
        super().__init__(*args, **kwargs)
        self.filters["year"].extra["choices"] = years_of(self.queryset)

    def search(self, rows: QuerySet[LegalAid], _: str, value: str) -> QuerySet[LegalAid]:
        """Leave matters of a member called so, or of a lawyer called so."""
        text = clean_line(value)
        return rows.filter(Q(member__name__contains=text) | Q(lawyer__contains=text))

    def by_year(self, rows: QuerySet[LegalAid], _: str, value: str) -> QuerySet[LegalAid]:
        """Leave those of one year."""
        return rows.filter(on__year=int(value))


def years_of(rows: QuerySet[Any]) -> list[tuple[str, str]]:
    """Return the years in which there are rows, the latest first."""
    days = rows.order_by().dates("on", "year", order="DESC")
    return [(str(day.year), f"{day.year} 年") for day in days]


def in_order(rows: QuerySet[Ticket]) -> QuerySet[Ticket]:
    """Sort: those to accept, the oldest first; open ones by the day they are due; what is done, the latest first."""
    is_done = Case(When(state__in=OPEN, then=Value(0)), default=Value(1))
    due, waits_since = (Case(When(state__in=OPEN, then=F(name))) for name in ("due_on", "received_on"))
    return rows.order_by(is_done, due.asc(nulls_first=True), waits_since, "-received_on", "-pk")
