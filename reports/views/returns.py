"""支部月报: the table of all, a branch's page of a month, writing it and handing it in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from branches.models import Branch
from core.periods import FIRST_YEAR, Month
from core.views import PermittedMixin, put_errors
from reports.actions import recall_return, save_return, submit_return
from reports.committees import committee_of, committees_for
from reports.forms.returns import PhotosForm, ReturnForm, SendBackForm
from reports.models import BranchReturn
from reports.returns.drafts import concerns, draft_of
from reports.returns.page import VIEW, WRITE, ReturnPage
from reports.returns.table import Returns

REFUSED = 422


class ReturnsView(PermittedMixin, TemplateView):
    """All returns of a year at a glance; for somebody of a single branch its months as a list."""

    permission_required = VIEW
    template_name = "reports/returns.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Lay out the year that the address names."""
        year = self._year()
        committee = committee_of(self.request, self.actor, VIEW)
        table = Returns(self.actor, committee, year, timezone.localdate()) if committee else None
        last = Month.current().year
        return super().get_context_data(
            table=table,
            committee=committee,
            committees=committees_for(self.actor, VIEW),
            year=year,
            before=year - 1 if year > FIRST_YEAR else None,
            after=year + 1 if year < last else None,
            **kwargs,
        )

    def _year(self) -> int:
        named = self.request.GET.get("year", "")
        last = Month.current().year
        if not named:
            return last
        if not (named.isascii() and named.isdigit() and FIRST_YEAR <= int(named[:5]) <= last):
            raise Http404
        return int(named)


class ReturnMixin(PermittedMixin):
    """A page or a button of one branch's return of one month."""

    kwargs: dict[str, Any]

    @cached_property
    def branch(self) -> Branch:
        """The branch; a foreign or missing one is 404, and so is one that was not there in the month."""
        rows = Branch.objects.select_related("committee")
        branch: Branch = rows.get_for(self.actor, self.permission_required, pk=self.kwargs["branch"])
        if not concerns(branch, self.month):
            raise Http404
        return branch

    @property
    def month(self) -> Month:
        """The month that the address names."""
        month: Month = self.kwargs["month"]
        return month

    @cached_property
    def row(self) -> BranchReturn:
        """The return, stored or not yet begun."""
        row = draft_of(self.branch, self.month)
        row.branch = self.branch
        return row

    @property
    def address(self) -> str:
        """The return's own page."""
        return reverse("reports:return", args=[self.branch.pk, self.month])

    def show(self, form: ReturnForm | None = None, **forms: Any) -> HttpResponse:  # noqa: ANN401  forms by name
        """Draw the page, with what was typed where a form was refused."""
        given = {"photos_form": PhotosForm(), "send_back_form": SendBackForm(), **forms}
        context = {"page": ReturnPage(self.row, self.actor, timezone.localdate()), **given}
        return render(
            self.request, "reports/return.html", {**context, "form": form or ReturnForm(row=self.row)}
        )


class ReturnView(ReturnMixin, View):
    """The page."""

    permission_required = VIEW

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401, ARG002  as in Django
        """Show it."""
        return self.show()


class WriteView(ReturnMixin, View):
    """Base: what is done with the texts that were sent."""

    permission_required = WRITE
    said = ""

    def act(self, form: ReturnForm) -> BranchReturn:
        """Do it; may raise ``ValidationError``."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401, ARG002  as in Django
        """Lead to the page: a refused form stands under this address, and somebody may open it anew."""
        return redirect(self.address)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401, ARG002  as in Django
        """Act, or show what is to be repaired; nothing that was typed is lost."""
        form = ReturnForm(request.POST, row=self.row)
        if form.is_valid():
            try:
                self.row = self.act(form)
            except ValidationError as refused:
                put_errors(form, refused)
        return self.refused(form) if form.errors else self.done()

    def refused(self, form: ReturnForm) -> HttpResponse:
        """Show the page with what was typed and what is against it."""
        return self.show(form)

    def done(self) -> HttpResponse:
        """Say so on the page."""
        messages.success(self.request, self.said)
        return redirect(self.address)


class ReturnSave(WriteView):
    """Keeping a draft: by button, by the page itself while somebody types, and when the page is left (``quiet``)."""

    said = "已保存，还没有报送。"

    def act(self, form: ReturnForm) -> BranchReturn:
        """Store what differs from what is stored; where nothing does, nothing is written."""
        if not form.differs:
            return self.row
        return save_return(
            by=self.actor,
            branch=self.branch,
            month=self.month,
            values=form.values(),
            revision=form.cleaned_data["revision"],
        )

    def refused(self, form: ReturnForm) -> HttpResponse:
        """Tell htmx the sentences alone."""
        if not self._is_part:
            return super().refused(form)
        sentences = [sentence for errors in form.errors.values() for sentence in errors]
        return render(self.request, "reports/_return_refused.html", {"sentences": sentences}, status=REFUSED)

    def done(self) -> HttpResponse:
        """Tell htmx when it was saved, and the revision that the next save takes."""
        if not self._is_part:
            return super().done()
        context = {"row": self.row, "now": timezone.localtime()}
        return render(self.request, "reports/_return_saved.html", context)

    @property
    def _is_part(self) -> bool:
        return bool(getattr(self.request, "htmx", False)) or "quiet" in self.request.POST


class ReturnSubmit(WriteView):
    """Handing it in."""

    said = "已报送，等待党委审核。审核前如需修改，可以撤回。"

    def act(self, form: ReturnForm) -> BranchReturn:
        """Hand in what stands in the form."""
        return submit_return(
            by=self.actor,
            branch=self.branch,
            month=self.month,
            values=form.values(),
            is_checked=form.cleaned_data["is_checked"],
            revision=form.cleaned_data["revision"],
        )


class StepView(ReturnMixin, View):
    """Base: a step with a return that is stored."""

    said = ""

    def act(self, row: BranchReturn, revision: int | None) -> None:
        """Do it; may raise ``ValidationError``."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401, ARG002  as in Django
        """Act, or say what is against it."""
        if self.row.pk is None:
            raise Http404
        seen = request.POST.get("revision", "")
        try:
            self.act(self.row, int(seen) if seen.isascii() and seen.isdigit() else None)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, self.said)
        return redirect(self.address)


class ReturnRecall(StepView):
    """Taking back what was handed in."""

    permission_required = WRITE
    said = "已撤回，可以继续修改。改好后请重新报送。"

    def act(self, row: BranchReturn, revision: int | None) -> None:
        """Take it back."""
        recall_return(by=self.actor, branch_return=row, revision=revision)
