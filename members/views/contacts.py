"""Who is to be contacted, the longest wait first."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from core.pages import ListPage
from members import due
from members.filters import ContactFilter
from members.filters.common import has_one_branch
from members.models import Member
from members.tables import ContactTable

PERMISSION = "members.add_contact"


class ContactList(ListPage):
    """Members in the register, by the day on which their next contact is due."""

    permission_required = "members.view_contact"
    queryset = Member.objects.select_related("branch", "enterprise", "committee").defer(
        "national_id", "address", "notes"
    )
    filterset_class = ContactFilter
    table_class = ContactTable
    template_name = "members/contacts.html"

    def get_queryset(self) -> QuerySet[Member]:
        """Add the days."""
        members: Any = super().get_queryset()
        return due.with_contacts(members).order_by("contact_due_on", "name_pinyin", "pk")

    def get_table_kwargs(self) -> dict[str, Any]:
        """Leave out what says nothing, or leads nowhere."""
        idle = {"branch": has_one_branch(self.request), "action": not self.request.user.has_perm(PERMISSION)}
        return {"exclude": tuple(name for name, is_idle in idle.items() if is_idle)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Tell the committee's months."""
        committee = getattr(self.request.user, "committee", None)
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "months": committee.contact_months if committee else None}
