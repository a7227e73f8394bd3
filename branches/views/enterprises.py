"""Enterprises: list with coverage, page, form."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, F, QuerySet, When
from django.urls import reverse
from django.utils import timezone
from django.views.generic import CreateView, DetailView, UpdateView

from branches.actions import add_enterprise, change_enterprise
from branches.counts import SEE_PEOPLE, enterprises_with_counts
from branches.figures import COVERAGE
from branches.filters import UNCOVERED, EnterpriseFilter
from branches.forms import EnterpriseForm
from branches.models import Branch, Enterprise, Ownership
from branches.tables import ELSEWHERE, EnterpriseTable
from branches.views.requests import actor_of
from core.figures import asks, compute
from core.pages import FormPage, ListPage
from core.periods import Month
from core.scope import Actor
from core.views import PermittedMixin, ScopedMixin
from spreadsheets.registry import SHEETS

SHEET = "enterprises"


class EnterpriseList(ListPage):
    """The committee's enterprises, and how far the branches cover them."""

    model = Enterprise
    permission_required = "branches.view_enterprise"
    table_class = EnterpriseTable
    filterset_class = EnterpriseFilter
    template_name = "branches/enterprises.html"

    def get_queryset(self) -> QuerySet[Enterprise]:
        """Count in the same query; first what nobody covers and should, then what the person looks after."""
        user = actor_of(self.request)
        rank = Case(
            When(covered_by__isnull=True, ownership=Ownership.NON_PUBLIC, then=0),
            When(covered_by__in=Branch.objects.visible_to(user), then=1),
            default=2,
        )
        rows = enterprises_with_counts(super().get_queryset(), user)
        return rows.order_by(rank, F("covered_by__code").asc(nulls_last=True), "name")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add the coverage, by the declaration that the reports read too."""
        user = actor_of(self.request)
        may_import = SHEET in SHEETS and user.has_perm(SHEETS[SHEET].permission)
        return {
            **super().get_context_data(**kwargs),
            "coverage": coverage_for(user),
            "upload": reverse("spreadsheets:upload", args=[SHEET]) if may_import else "",
        }


def coverage_for(user: Actor) -> dict[str, Any]:
    """Return the coverage of today: percent, both counts, and the address of what is uncovered."""
    month = Month.current()
    figures = compute(user, asks([COVERAGE], [month]))
    covered, whole = figures.counts_of(COVERAGE, month)
    return {
        "percent": figures.number(COVERAGE, month),
        "covered": covered,
        "whole": whole,
        "missing": (whole or 0) - (covered or 0),
        "link": f"{reverse('branches:enterprises')}?ownership={Ownership.NON_PUBLIC}&covered={UNCOVERED}",
    }


class EnterpriseDetail(ScopedMixin, DetailView[Enterprise]):
    """One enterprise, and the members who work there as far as the person may see them."""

    model = Enterprise
    permission_required = "branches.view_enterprise"
    template_name = "branches/enterprise.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add facts and people."""
        enterprise: Enterprise = self.object
        user = actor_of(self.request)
        people = enterprise.members.visible_to(user).filter(
            enrolments__isnull=False, enrolments__ended_on__isnull=True
        )
        sees_people = user.has_perm(SEE_PEOPLE)
        left = enterprise.left_on is not None and enterprise.left_on <= timezone.localdate()
        return {
            **super().get_context_data(**kwargs),
            "facts": facts_of(enterprise, user),
            "people": people.select_related("branch") if sees_people else [],
            "sees_people": sees_people,
            "has_left": left,
            "is_uncovered": enterprise.covered_by_id is None and enterprise.ownership == Ownership.NON_PUBLIC,
            "may_change": user.has_perm("branches.change_enterprise", enterprise),
        }


def facts_of(enterprise: Enterprise, user: Actor) -> list[tuple[str, object]]:
    """Return what is known of an enterprise; the name of a branch that ``user`` may not see is left out."""
    return [
        ("统一社会信用代码", enterprise.credit_code),
        ("所有制", enterprise.get_ownership_display()),
        ("是否“两企三新”", "是" if Ownership(enterprise.ownership).is_two_new else "否"),
        ("联系支部", covering_words(enterprise, user)),
        ("行业", enterprise.get_industry_display()),
        ("职工人数", None if enterprise.employee_count is None else f"{enterprise.employee_count} 人"),
        ("入园日期", enterprise.arrived_on and enterprise.arrived_on.isoformat()),
        ("离园日期", enterprise.left_on and enterprise.left_on.isoformat()),
    ]


def covering_words(enterprise: Enterprise, user: Actor) -> str:
    """Return the covering branch by name, 其他支部 where it is another's, 尚无 where there is none."""
    if enterprise.covered_by_id is None:
        return "尚无支部联系"
    branch = Branch.objects.visible_to(user).filter(pk=enterprise.covered_by_id).first()
    return branch.name if branch else ELSEWHERE


class EnterpriseAdd(FormPage, PermittedMixin, CreateView[Enterprise, EnterpriseForm]):
    """Registering an enterprise."""

    model = Enterprise
    form_class = EnterpriseForm
    permission_required = "branches.add_enterprise"
    title = "登记企业"
    saved = "企业已登记。"

    def act(self, form: EnterpriseForm) -> Enterprise:  # type: ignore[override]  # the form of this page
        """Register the enterprise."""
        return add_enterprise(
            by=actor_of(self.request), committee=form.chosen_committee(), values=form.values()
        )

    def back(self) -> str:
        """Lead to the list."""
        return reverse("branches:enterprises")


class EnterpriseEdit(FormPage, ScopedMixin, UpdateView[Enterprise, EnterpriseForm]):
    """Changing an enterprise; a secretary sees what staff keep as facts above the form."""

    model = Enterprise
    form_class = EnterpriseForm
    permission_required = "branches.change_enterprise"
    title = "修改企业"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add the facts that the form leaves out."""
        data = super().get_context_data(**kwargs)
        if data["form"].is_for_secretary:
            stored = Enterprise.objects.get(pk=self.object.pk)
            data |= {"facts": facts_of(stored, actor_of(self.request))[:4], "facts_title": stored.name}
        return data

    def act(self, form: EnterpriseForm) -> Enterprise:  # type: ignore[override]  # the form of this page
        """Change the enterprise."""
        return change_enterprise(by=actor_of(self.request), enterprise=form.instance, values=form.values())

    def back(self) -> str:
        """Lead to the enterprise's page."""
        return reverse("branches:enterprise", args=[self.kwargs["pk"]])
