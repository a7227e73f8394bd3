"""Inputs that several forms of the register share."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from branches.models import Branch
from core.scope import Actor, ScopedQuerySet


def day_field(label: str, **kwargs: Any) -> forms.DateField:  # noqa: ANN401  as Django's field takes them
    """A day with the browser's own calendar; today unless told otherwise."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, initial=timezone.localdate, **kwargs)


def private_input(*, numeric: bool = False) -> forms.TextInput:
    """A text input whose content no browser remembers."""
    attrs = {"autocomplete": "off", "spellcheck": "false"}
    return forms.TextInput(attrs={**attrs, "inputmode": "numeric"} if numeric else attrs)


class BranchField(forms.ModelChoiceField[Branch]):
    """A choice among the branches in which somebody holds ``permission``, not dissolved; a single one is preset."""

    def offer(self, user: Actor, permission: str, *, committee: int | None = None) -> None:
        """Fill the choices for ``user``; leave those of one committee if its number is given."""
        rows: ScopedQuerySet[Branch] = Branch.objects.visible_to(user, permission).filter(
            _exists_on(timezone.localdate())
        )
        if committee is not None:
            rows = rows.filter(committee=committee)
        self.queryset = rows
        keys = list(rows.values_list("pk", flat=True)[:2])
        if len(keys) == 1:
            self.initial = keys[0]
            self.empty_label = None


def _exists_on(day: date) -> Q:
    return Q(dissolved_on__isnull=True) | Q(dissolved_on__gt=day)
