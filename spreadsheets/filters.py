"""What the history of imports can be narrowed by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from core.periods import Month
from spreadsheets.kinds import Kind
from spreadsheets.models import BatchState, ImportBatch

OUTCOMES: dict[str, tuple[str, Q]] = {
    "create": ("有新增的", Q(counts__create__gt=0)),
    "update": ("有更新的", Q(counts__update__gt=0)),
    "rest": ("有没导入的行", Q(counts__refuse__gt=0)),
    "none": ("全部无变化", Q(counts__create=0, counts__update=0, committed_at__isnull=False)),
    "kept": ("文件还保存着", Q(content__isnull=False)),
}
Rows = QuerySet[ImportBatch]


class MonthField(forms.CharField):
    """A month: ``2024-12``."""

    def clean(self, value: Any) -> Month | None:  # noqa: ANN401  as in Django
        """Return the month, ``None`` where none was said."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return Month.parse(text)
        except ValueError as wrong:
            raise ValidationError("请写成 2024-12。") from wrong


class MonthFilter(django_filters.Filter):
    """Filters by a :class:`MonthField`."""

    field_class = MonthField


class BatchFilter(django_filters.FilterSet):
    """Imports by kind, state, outcome, who uploaded them, and the month of the upload."""

    kind = django_filters.ChoiceFilter(label="表格种类", empty_label="全部")
    state = django_filters.ChoiceFilter(label="状态", choices=BatchState.choices, empty_label="全部")
    outcome = django_filters.ChoiceFilter(
        label="结果", choices=[(key, words) for key, (words, _) in OUTCOMES.items()], method="by_outcome",
        empty_label="全部",
    )  # fmt: skip
    who = django_filters.CharFilter(label="上传人", field_name="owner_name", lookup_expr="icontains")
    month = MonthFilter(label="月份", method="by_month")

    class Meta:
        model = ImportBatch
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, kinds: Sequence[Kind], **kwargs: Any) -> None:  # noqa: ANN401  as in the library
        super().__init__(*args, **kwargs)
        self.filters["kind"].extra["choices"] = [(kind.key, kind.title) for kind in kinds]
        self.form.fields["month"].widget.attrs.update(placeholder="如 2024-12", autocomplete="off")
        self.form.fields["who"].widget.attrs.update(placeholder="姓名", autocomplete="off")

    def by_outcome(self, rows: Rows, _: str, value: str) -> Rows:
        """Leave the imports that ended so."""
        return rows.filter(OUTCOMES[value][1])

    def by_month(self, rows: Rows, _: str, value: Month) -> Rows:
        """Leave the files that were uploaded in a month."""
        return rows.filter(created_at__year=value.year, created_at__month=value.number)
