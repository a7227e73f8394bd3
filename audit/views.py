"""Pages of the auditor."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import DetailView
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from audit.directory import branch_names
from audit.filters import EntryFilter
from audit.models import AuditEntry
from audit.tables import EntryTable
from core.views import ScopedMixin


class EntryList(ScopedMixin, SingleTableMixin, FilterView):
    """The log, newest first, of the committees that the person may audit."""

    permission_required = "audit.view_auditentry"
    model = AuditEntry
    table_class = EntryTable
    filterset_class = EntryFilter
    template_name = "audit/entries.html"
    paginate_by = 50

    @cached_property
    def branches(self) -> dict[int, str]:
        """Names of branches, for filter and table alike."""
        return branch_names(self.request.user)

    def get_filterset_kwargs(self, filterset_class: type[EntryFilter]) -> dict[str, Any]:
        """Give the filter the names of branches."""
        kwargs: dict[str, Any] = super().get_filterset_kwargs(filterset_class)
        return {**kwargs, "branches": self.branches}

    def get_table_kwargs(self) -> dict[str, Any]:
        """Give the table the names of branches."""
        return {"branches": self.branches}


class EntryDetail(ScopedMixin, DetailView[AuditEntry]):
    """One entry with everything that it holds."""

    permission_required = "audit.view_auditentry"
    model = AuditEntry
    template_name = "audit/entry.html"
    context_object_name = "entry"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add the facts in order."""
        entry = self.object
        branch = branch_names(self.request.user).get(entry.branch_key or 0, entry.branch_key)
        facts = (
            ("时间", f"{timezone.localtime(entry.at):%Y-%m-%d %H:%M:%S}"),
            ("操作人", entry.actor_name),
            ("当时的角色", entry.role),
            ("来源地址", entry.address),
            ("操作", entry.get_verb_display()),
            ("结果", entry.get_outcome_display()),
            ("对象", " ".join(filter(None, (entry.kind_words, entry.object_words)))),
            ("党支部", branch),
            ("说明", entry.detail),
        )
        chain = (("校验码", entry.mac), ("上一条校验码", entry.previous_mac))
        return super().get_context_data(**kwargs, facts=facts, chain=chain)
