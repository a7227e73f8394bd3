"""The text part of a month's report: its chapters, and rewriting one of them."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView

from branches.models import Committee
from core.periods import Month
from core.texts import clean_lines
from core.views import ActionMixin, PermittedMixin
from reports.actions.texts import WRITE, restore_chapter, rewrite_chapter
from reports.committees import committee_of
from reports.forms.texts import ChapterForm
from reports.models import ReportText
from reports.passages import Draft, faults_in
from reports.passages.page import TextPage

READ = "reports.view_monthlyreport"
PREVIEW, RESTORE = "preview", "restore"


class OfMonth(PermittedMixin):
    """A page about the text of the month in its address, of ``?committee=``."""

    kwargs: dict[str, Any]

    @cached_property
    def committee(self) -> Committee:
        """Whose text it is; 404 for a foreign committee, and where there is none at all."""
        found = committee_of(self.request, self.actor, self.permission_required)
        if found is None:
            raise Http404
        return found

    @cached_property
    def page(self) -> TextPage:
        """The month's text; 404 for a month that has not come."""
        month: Month = self.kwargs["month"]
        if month > Month.current():
            raise Http404
        return TextPage(self.committee, month)

    def address(self, name: str, **query: object) -> str:
        """Return the address of a page about the same month and committee."""
        pairs = {"committee": self.committee.pk, **query}
        asked = "&".join(f"{key}={value}" for key, value in pairs.items())
        return f"{reverse(name, args=[self.page.month])}?{asked}"


class TextsView(OfMonth, TemplateView):
    """All chapters: as they write themselves, or as somebody rewrote them; of a closed month as they were printed."""

    permission_required = READ
    template_name = "reports/texts.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add whether chapters can be rewritten, and where."""
        page, may_write = self.page, self.actor.has_perm(WRITE, self.committee)
        return super().get_context_data(
            **kwargs,
            page=page,
            may_write=may_write and page.closed is None,
            edit=self.address("reports:text_edit"),
            is_one_of_several=not self.committee_is_alone,
        )

    @cached_property
    def committee_is_alone(self) -> bool:
        """Tell whether the person has no other committee to choose."""
        return not Committee.objects.visible_to(self.actor, READ).exclude(pk=self.committee.pk).exists()


class TextEditView(OfMonth, ActionMixin, FormView[ChapterForm]):
    """Rewriting one chapter (``?chapter=basics``), with a preview and the names to insert."""

    permission_required = WRITE
    form_class = ChapterForm
    template_name = "reports/text_edit.html"

    @cached_property
    def draft(self) -> Draft:
        """The chapter as it stands; 404 for one that there is not."""
        asked = self.request.POST.get("chapter", "") or self.request.GET.get("chapter", "")
        found = self.page.draft(asked)
        if found is None:
            raise Http404
        return found

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401  as in Django
        """A closed month has nothing to rewrite: show what it was closed with."""
        if self.page.closed:
            return HttpResponseRedirect(self.address("reports:texts"))
        return super().get(*args, **kwargs)

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401  as in Django
        """Show the preview, let the chapter write itself again, or save."""
        asked = self.request.POST.get("act")
        if asked == PREVIEW and not self.page.closed:
            return self.render_to_response(self.get_context_data(form=self._unbound()))
        if asked == RESTORE:
            return self._restore()
        return super().post(*args, **kwargs)

    def get_template_names(self) -> list[str]:
        """Answer htmx with the preview alone."""
        is_part = self.request.htmx and self.request.POST.get("act") == PREVIEW  # type: ignore[attr-defined]  # of django-htmx
        return ["reports/_text_preview.html"] if is_part else [self.template_name]

    def get_initial(self) -> dict[str, Any]:
        """Begin with what stands in the report."""
        return {"text": self.draft.text, "revision": self.page.revision}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Add the preview of what is in the box."""
        form = kwargs.get("form") or self.get_form()
        text = clean_lines(str(form["text"].value() or ""))
        return super().get_context_data(
            **{**kwargs, "form": form},
            page=self.page,
            draft=self.draft,
            preview=[list(self.page.facts.pieces(line)) for line in text.splitlines() if line],
            faults=faults_in(text),
            back=self.address("reports:texts"),
        )

    def act(self, form: Any) -> ReportText:  # noqa: ANN401  the form of this page
        """Rewrite the chapter."""
        return rewrite_chapter(
            by=self.actor,
            committee=self.committee,
            month=self.page.month,
            chapter=self.draft.chapter.key,
            text=form.cleaned_data["text"],
            revision=form.cleaned_data["revision"],
        )

    def done(self, result: object) -> HttpResponse:  # noqa: ARG002  the page shows it
        """Say that it is stored and lead to the chapter."""
        messages.success(self.request, f"“{self.draft.chapter.title}”已保存。")
        return HttpResponseRedirect(f"{self.address('reports:texts')}#{self.draft.chapter.key}")

    def _unbound(self) -> ChapterForm:
        """Keep what is in the box, without judging it as a form."""
        return ChapterForm(initial={**self.get_initial(), **self.request.POST.dict()})

    def _restore(self) -> HttpResponse:
        revision = self.request.POST.get("revision", "")
        try:
            restore_chapter(
                by=self.actor,
                committee=self.committee,
                month=self.page.month,
                chapter=self.draft.chapter.key,
                revision=int(revision) if revision.isdecimal() else 0,
            )
        except ValidationError as refused:
            messages.error(self.request, " ".join(refused.messages))
        else:
            messages.success(self.request, f"“{self.draft.chapter.title}”已恢复自动。")
        return HttpResponseRedirect(f"{self.address('reports:texts')}#{self.draft.chapter.key}")
