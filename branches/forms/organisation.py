"""What the forms of the organisation share. They offer what the person may choose; the actions judge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.utils import timezone

from branches.models import Branch, Committee
from core.records import Record
from core.scope import Actor

QUARTER, THIRD, HALF, TWO_THIRDS, WHOLE = "col-md-3", "col-md-4", "col-md-6", "col-md-8", "col-12"

NOT_SAID = "未填写"
REVISION = "revision"

Rows = tuple[dict[str, str], ...]


class DayInput(forms.DateInput):
    """The browser's own calendar; without one, a text field that takes 2024-07-01."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class OrganisationForm(forms.ModelForm):  # type: ignore[type-arg]  # generic over the model only while checking
    """A form whose row belongs to one committee: that of the row, or for a new one the only one within reach.

    The form of a stored record carries the revision that the person has before their eyes; see :attr:`revision`.
    """

    permission: str
    sections: dict[str, Rows]
    """Title of each part → its rows: name of a field → its width."""

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        super().__init__(*args, **kwargs)
        self.by = by
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        held = Committee.objects.visible_to(by, self.permission)
        self.committees = held if held.exists() else Committee.objects.visible_to(by)
        self.committee = self._only_committee()
        if self.committee is None:
            self.fields["committee"] = forms.ModelChoiceField(self.committees, label="所属党委")
        if isinstance(self.instance, Record) and self.instance.pk:
            self.fields[REVISION] = forms.IntegerField(
                widget=forms.HiddenInput, initial=self.instance.revision, required=False
            )
        self.narrow_choices()
        self._name_blanks()
        self.helper.layout = Layout(*self._fieldsets())

    def _fieldsets(self) -> Iterator[Row | Fieldset | str]:
        """Lay out the fields that there are; a part that has none is left out."""
        if REVISION in self.fields:
            yield REVISION
        if "committee" in self.fields:
            yield Row(Column("committee", css_class=HALF))
        for title, rows in self.sections.items():
            kept = [{name: width for name, width in row.items() if name in self.fields} for row in rows]
            lines = [Row(*(Column(n, css_class=w) for n, w in row.items())) for row in kept if row]
            if lines:
                yield Fieldset(title, *lines)

    def _name_blanks(self) -> None:
        """Say in words what Django writes as a row of dashes."""
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.empty_label = getattr(field, "empty_words", NOT_SAID)
            elif isinstance(field, forms.ChoiceField):
                filled = [pair for pair in list(field.choices) if pair[0]]  # type: ignore[arg-type]  # pairs
                field.choices = [("", NOT_SAID), *filled]

    def _only_committee(self) -> Committee | None:
        if isinstance(self.instance, Committee):
            return self.instance
        if self.instance.pk:
            committee: Committee = self.instance.committee
            return committee
        found = list(self.committees[:2])
        return found[0] if len(found) == 1 else None

    def narrow_choices(self) -> None:
        """Leave in each choice what the person may choose."""

    def offer(self, name: str, rows: Any) -> None:  # noqa: ANN401  any scoped QuerySet
        """Offer ``rows`` of the form's committee in the field ``name``."""
        field: Any = self.fields[name]
        field.queryset = rows.filter(committee=self.committee) if self.committee else rows

    def offer_branches(self, none: str, name: str = "branch") -> None:
        """Offer the branches in which the person holds the form's permission; ``none`` stands for the committee's own.

        Who holds it in branches only must choose one of them, and finds a single one chosen already.
        """
        field: Any = self.fields[name]
        held = Branch.objects.visible_to(self.by, self.permission)
        rows = held.on(timezone.localdate())
        if stored := getattr(self.instance, f"{name}_id", None):
            rows = rows | held.filter(pk=stored)
        self.offer(name, rows)
        field.empty_words = none
        if self.by.reach(self.permission).only_branches:
            field.required = True
            own = list(field.queryset[:2])
            field.empty_words = "请选择支部" if len(own) > 1 else None
            field.initial = own[0].pk if len(own) == 1 else field.initial

    def validate_constraints(self) -> None:
        """Leave this to the action, which tells each fault at its field."""

    def values(self) -> dict[str, Any]:
        """Return what was filled in, without the committee and the revision."""
        left_out = {"committee", REVISION}
        return {name: value for name, value in self.cleaned_data.items() if name not in left_out}

    @property
    def revision(self) -> int | None:
        """The revision of the record that the person had before them when they began to type."""
        return self.cleaned_data.get(REVISION)

    def chosen_committee(self) -> Committee:
        """Return the committee that the row is to belong to."""
        committee: Committee = self.committee or self.cleaned_data["committee"]
        return committee
