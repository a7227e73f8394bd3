"""The question which member is meant, as soon as a name stands in a form."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.generic import View

from branches.models import Committee
from core.views import PermittedMixin
from services.forms import known_field
from services.people import choices_of


class KnownForm(forms.Form):
    """The one question."""

    known = known_field()


class KnownPeople(PermittedMixin, View):
    """Answers with the people of the register who are called so, for the form that asks; names travel by POST."""

    permission_required = "members.view_member"
    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Return the question, or that the register knows nobody of that name."""
        name, chosen = request.POST.get("person_name", ""), request.POST.get("committee", "")
        committee = None
        if chosen.isdigit():
            committee = Committee.objects.visible_to(request.user).filter(pk=int(chosen)).first()
        form = KnownForm()
        form.fields["known"].choices = choices = choices_of(self.actor, committee, name, None)  # type: ignore[attr-defined]  # a choice
        return render(
            request, "services/_known.html", {"form": form, "choices": choices, "name": name.strip()}
        )
