"""Whom a record is about: a name, and where the register knows it, which of its members that is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crispy_forms.layout import Column, Div, Fieldset, Row
from django import forms
from django.urls import reverse_lazy

from branches.forms.organisation import OrganisationForm
from branches.models import Committee
from members.models import Member
from services.people import OTHER, choices_of

KNOWN = "known"
ASK = "名册里有这个名字，请选一位；都不是的，选“不是名册里的人”。"
PLACE = "known-people"

NAME_INPUT = forms.TextInput(
    attrs={
        "autocomplete": "off",
        "hx-post": reverse_lazy("services:people"),
        "hx-trigger": "change",
        "hx-params": "person_name,committee",
        "hx-target": f"next .{PLACE}",
    }
)


def known_field() -> forms.ChoiceField:
    """Return the question which of several people it is."""
    return forms.ChoiceField(label="名册里的人", widget=forms.RadioSelect, required=False)


class PersonForm(OrganisationForm):
    """A form about somebody; ``person_name`` is typed, ``known`` asks which member of that name is meant.

    With script the question comes as soon as the name stands there, without it when the form is sent.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        instance = kwargs.get("instance")
        if instance is not None and instance.pk:
            held = str(instance.member_id or OTHER)
            kwargs["initial"] = {"person_name": instance.who, KNOWN: held, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    def narrow_choices(self) -> None:
        """Ask for the member where the name that stands in the form is one of the register's."""
        given = self.data if self.is_bound else self.initial
        self.known = choices_of(
            self.by, self.place_of_names(), str(given.get("person_name") or ""), self.held()
        )
        if self.known:
            self.fields[KNOWN] = known_field()

    def _name_blanks(self) -> None:
        super()._name_blanks()
        if self.known:
            self.fields[KNOWN].choices = self.known  # type: ignore[attr-defined]  # of known_field

    def held(self) -> Member | None:
        """Return the member on whom the record hangs already."""
        member: Member | None = self.instance.member if self.instance.pk else self.initial.get("member")
        return member

    def place_of_names(self) -> Committee | None:
        """Return the committee in whose register names are looked up."""
        if self.committee is not None or not self.is_bound:
            return self.committee
        chosen = self.data.get("committee", "")
        return self.committees.filter(pk=chosen).first() if chosen.isdigit() else None

    def _fieldsets(self) -> Iterator[Row | Fieldset | str]:
        """Put the question below the name."""
        for part in super()._fieldsets():
            if isinstance(part, Fieldset):
                for number, row in enumerate(list(part.fields)):
                    if any(
                        column.fields[0] == "person_name"
                        for column in row.fields
                        if isinstance(column, Column)
                    ):
                        inside = [KNOWN] if self.known else []
                        part.fields.insert(number + 1, Div(*inside, css_class=PLACE, aria_live="polite"))
            yield part

    def clean(self) -> dict[str, Any]:
        """Ask which member is meant where that was left open."""
        super().clean()
        if self.known and not self.cleaned_data.get(KNOWN) and not self.has_error(KNOWN):
            self.add_error(KNOWN, ASK)
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        """Return what was filled in: the member, or the name of somebody else."""
        found = super().values()
        chosen = found.pop(KNOWN, OTHER)
        found["member"] = None
        if chosen.isdigit():
            found |= {"member": Member.objects.get(pk=chosen), "person_name": ""}
        return found
