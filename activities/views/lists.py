"""The lists of activities, festivals and deals."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, Sum
from django_tables2 import SingleTableView

from activities.counts import totals_of, with_activities, with_people
from activities.filters import ActivityFilter, DealFilter
from activities.models import Activity, Deal, Festival
from activities.sheet_links import upload_link
from activities.tables import ActivityTable, DealTable, FestivalTable
from core.pages import ListPage
from core.periods import Month
from core.views import ScopedMixin

_MAIN_FILTERS = ("q", "month", "kind", "branch")


class ActivityList(ListPage):
    """The activities within reach; ``?month=2024-12&station=3`` leaves those of a month and a place."""

    queryset = Activity.objects.select_related("branch", "station").defer("summary", "station__keeper_phone")
    permission_required = "activities.view_activity"
    table_class = ActivityTable
    filterset_class = ActivityFilter
    template_name = "activities/activities.html"

    def get_queryset(self) -> QuerySet[Activity]:
        """Count in the same query."""
        rows: Any = super().get_queryset()
        return with_people(rows.valid())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add what the list comes to, the months beside this one, and the way to the import where there is one."""
        data: dict[str, Any] = super().get_context_data(**kwargs)
        form = data["filter"].form
        more = [field for field in form if field.name not in _MAIN_FILTERS]
        return {
            **data,
            "totals": totals_of(data["filter"].qs),
            "upload": upload_link(self.actor, "activities"),
            "main_fields": [form[name] for name in _MAIN_FILTERS],
            "more_fields": more,
            "is_more_open": any(form.data.get(field.name) for field in more),
            **self._months(),
        }

    def _months(self) -> dict[str, Any]:
        try:
            month = Month.parse(self.request.GET.get("month", ""))
        except ValueError:
            return {"month": None}
        return {"month": month, "before": self._at(month.plus(-1)), "after": self._at(month.plus(1))}

    def _at(self, month: Month) -> str:
        query = self.request.GET.copy()
        query.pop("page", None)
        query["month"] = str(month)
        return f"?{query.urlencode()}"


class FestivalList(ScopedMixin, SingleTableView):
    """The festivals, one a year."""

    queryset = Festival.objects.all()
    permission_required = "activities.view_festival"
    table_class = FestivalTable
    template_name = "activities/festivals.html"

    def get_queryset(self) -> QuerySet[Festival]:
        """Count in the same query."""
        rows: Any = super().get_queryset()
        return with_activities(rows.valid(), self.actor)


class DealList(ListPage):
    """The deals within reach."""

    queryset = Deal.objects.select_related("branch", "buyer", "seller")
    permission_required = "activities.view_deal"
    table_class = DealTable
    filterset_class = DealFilter
    template_name = "activities/deals.html"

    def get_queryset(self) -> QuerySet[Deal]:
        """What was entered in error is left out."""
        rows: Any = super().get_queryset()
        return rows.valid()  # type: ignore[no-any-return]  # of the same model

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add what the list comes to."""
        data = super().get_context_data(**kwargs)
        return {**data, "amount": data["filter"].qs.aggregate(sum=Sum("amount"))["sum"]}
