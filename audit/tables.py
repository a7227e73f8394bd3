"""The log as a list."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.html import format_html

from audit.models import AuditEntry, Outcome

OUTCOMES = {Outcome.DONE: "success", Outcome.REFUSED: "warning", Outcome.FAILED: "danger"}


class EntryTable(tables.Table):
    """When, who, from where, what, on what, how it ended."""

    actor_name = tables.Column(attrs={"td": {"class": "m-main nowrap"}})
    verb = tables.Column(attrs={"td": {"class": "m-r nowrap"}})
    at = tables.DateTimeColumn(format="Y-m-d H:i:s", linkify=True, attrs={"td": {"class": "nowrap"}})
    outcome = tables.Column(attrs={"td": {"class": "m-r"}})
    object_words = tables.Column(attrs={"td": {"class": "m-wide"}}, empty_values=())
    place = tables.Column(
        verbose_name="党支部", accessor="branch_key", attrs={"td": {"class": "m-hide named"}}
    )
    address = tables.Column(attrs={"td": {"class": "m-hide nowrap"}})

    unit = "条记录"

    class Meta:
        empty_text = "没有符合条件的记录。"
        model = AuditEntry
        fields = ()
        sequence = ("at", "actor_name", "verb", "object_words", "place", "address", "outcome")
        orderable = False

    def __init__(self, *args: object, branches: dict[int, str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.branches = branches

    def render_actor_name(self, record: AuditEntry) -> str:
        """Return the name with the role that was held then."""
        if not record.role:
            return record.actor_name
        return format_html(
            '{} <small class="d-block text-secondary">{}</small>', record.actor_name, record.role
        )

    def render_object_words(self, record: AuditEntry) -> str:
        """Return what it was done to, with what is said of it."""
        return " · ".join(filter(None, (record.kind_words, record.object_words, record.detail)))

    def render_place(self, value: int) -> str:
        """Return the branch by name."""
        return self.branches.get(value, str(value))

    def render_outcome(self, value: str, record: AuditEntry) -> str:
        """Return the outcome as a badge with words."""
        return format_html(
            '<span class="badge bg-soft-{}">{}</span>', OUTCOMES[Outcome(record.outcome)], value
        )
