"""The filter of suggestions."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone

from contributions.choices import SuggestionSource, SuggestionState
from contributions.filters.base import RecordFilter, branch_filter, search_box
from contributions.filters.records import PERIOD
from contributions.models import ADOPTED, Suggestion
from core.texts import clean_line
from members.filters.people import PeriodFilter

WAITING, OVERDUE, ACCEPTED = "waiting", "overdue", "accepted"
STATES = [
    (WAITING, "待答复（全部）"),
    (OVERDUE, "待答复：已超期"),
    (ACCEPTED, "已采纳（含已落实）"),
    *SuggestionState.choices,
]


class SuggestionFilter(RecordFilter):
    """Suggestions by words or number, state, source, time and who deals with them."""

    day = "handed_in_on"
    is_private = True

    q = django_filters.CharFilter(label="金点子", method="search", widget=search_box("标题、内容或编号"))
    state = django_filters.ChoiceFilter(label="状态", choices=STATES, method="by_state", empty_label="全部")
    source = django_filters.ChoiceFilter(label="来源", choices=SuggestionSource.choices, empty_label="全部")
    period = PeriodFilter(label="提交时间", method="by_period")
    branch = branch_filter("办理")

    class Meta:
        model = Suggestion
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in django-filter
        super().__init__(*args, **kwargs)
        self.form.fields["period"].widget.attrs.update(PERIOD)

    def search(self, rows: QuerySet[Suggestion], _: str, value: str) -> QuerySet[Suggestion]:
        """Leave suggestions whose words hold the text, or whose number does."""
        text = clean_line(value)
        return rows.filter(
            Q(title__icontains=text) | Q(content__icontains=text) | Q(number__icontains=text.replace(" ", ""))
        )

    def by_state(self, rows: Any, _: str, state: str) -> QuerySet[Suggestion]:  # noqa: ANN401  of the model's own kind
        """Leave those of a state, or of several that belong together."""
        found: QuerySet[Suggestion]
        if state == WAITING:
            found = rows.waiting()
        elif state == OVERDUE:
            found = rows.overdue(timezone.localdate())
        elif state == ACCEPTED:
            found = rows.filter(state__in=ADOPTED)
        else:
            found = rows.filter(state=state)
        return found
