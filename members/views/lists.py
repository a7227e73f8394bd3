"""The list of members, and the search by number."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from core.views import PermittedMixin, ScopedMixin
from members.actions import find_member
from members.choices import RequestState
from members.filters import ENROLLED, MemberFilter
from members.forms import FindForm
from members.models import Enrolment, Member, MoveRequest
from members.tables import MemberTable

ROWS = 25
_UNREAD = ("national_id", "address", "home_contact_phone", "notes")
_RIGHTS = {
    "search": "members.search_member",
    "requests": "members.view_moverequest",
    "export": "members.export_member",
    "import": "members.import_member",
    "add": "members.add_member",
}
_MAIN_FILTERS = ("q", "branch", "category", "status")


class MemberList(ScopedMixin, SingleTableMixin, FilterView):
    """Members that the person may see; at first those in the register."""

    permission_required = "members.view_member"
    queryset = Member.objects.select_related("branch", "enterprise").defer(*_UNREAD)
    filterset_class = MemberFilter
    table_class = MemberTable
    template_name = "members/members.html"
    paginate_by = ROWS
    strict = False

    def get_queryset(self) -> QuerySet[Member]:
        """Add the last enrolment's day and outcome to each row."""
        last = Enrolment.objects.filter(member=OuterRef("pk")).order_by("-started_on", "-pk")
        rows: QuerySet[Member] = super().get_queryset()
        return rows.annotate(
            started_on=Subquery(last.values("started_on")[:1]), outcome=Subquery(last.values("outcome")[:1])
        )

    def get_filterset(self, filterset_class: Any) -> MemberFilter:  # noqa: ANN401  as in the library
        """Do not ask somebody with a single branch which branch."""
        filterset: MemberFilter = super().get_filterset(filterset_class)
        if self._has_one_branch():
            del filterset.filters["branch"]
            filterset.form.fields.pop("branch", None)
        return filterset

    def get_table_kwargs(self) -> dict[str, Any]:
        """Leave out the columns that would say the same in every row."""
        same = {"branch": self._has_one_branch(), "outcome": self.filterset.form.data["status"] == ENROLLED}
        return {"exclude": tuple(name for name, is_same in same.items() if is_same)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Tell which filters stand open and how many requests wait."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        form = context["filter"].form
        waiting = MoveRequest.objects.visible_to(self.request.user).filter(state=RequestState.PENDING)
        context.update(
            main_fields=[form[name] for name in _MAIN_FILTERS if name in form.fields],
            more_fields=[field for field in form if field.name not in _MAIN_FILTERS],
            is_more_open=any(form.data.get(field.name) for field in form if field.name not in _MAIN_FILTERS),
            is_register=form.data.get("status") == ENROLLED,
            waiting_count=waiting.count(),
            may={name: self.request.user.has_perm(permission) for name, permission in _RIGHTS.items()},
        )
        return context

    def _has_one_branch(self) -> bool:
        return getattr(self.request.user, "own_branch", None) is not None


class FindMember(PermittedMixin, FormView[FindForm]):
    """Search by ID number or phone: the number travels in the body, and the answer to missing and foreign is one."""

    permission_required = "members.search_member"
    form_class = FindForm
    template_name = "members/find.html"

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Go to the member, or say that nobody was found."""
        found = find_member(by=self.actor, number=form.cleaned_data["number"])
        if found is not None:
            return redirect(found)
        return self.render_to_response(self.get_context_data(form=FindForm(), is_missing=True))
