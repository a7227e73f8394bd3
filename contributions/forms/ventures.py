"""The forms of a venture and of what it achieves."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils import timezone

from branches.forms.organisation import HALF, THIRD, TWO_THIRDS, WHOLE, DayInput
from contributions.forms.records import CHOOSE, RecordForm, area
from contributions.models import Venture, VentureResult
from core.scope import Actor


class VentureForm(RecordForm):
    """A venture."""

    permission = "contributions.change_venture"
    sections = {
        "项目": (
            {"title": TWO_THIRDS, "branch": THIRD},
            {"member": HALF, "enterprise": HALF},
        ),
        "规模": (
            {"started_on": THIRD, "floor_area": THIRD, "investment": THIRD},
            {"ended_on": THIRD},
            {"notes": WHOLE},
        ),
    }

    class Meta:
        model = Venture
        fields = (
            "title", "branch", "member", "enterprise", "started_on", "floor_area", "investment", "ended_on", "notes",
        )  # fmt: skip
        widgets = {"started_on": DayInput, "ended_on": DayInput, "notes": area(4)}

    def narrow_choices(self) -> None:
        """A day of ending shows only where one stands that may have to be corrected."""
        self.settle_place()
        self.offer_members("member")
        self.offer_enterprises()
        if not self.instance.ended_on:
            del self.fields["ended_on"]


class ResultForm(forms.ModelForm):  # type: ignore[type-arg]  # generic over the model only while checking
    """What a venture has achieved."""

    class Meta:
        model = VentureResult
        fields = ("kind", "on", "title", "count", "granted_by")
        widgets = {"on": DayInput}
        help_texts = {
            "title": "如 一种港口装卸防尘装置，或一批专利的概括。",
            "count": "同一天取得的几项可以合在一起登记。",
        }

    def __init__(self, *args: Any, by: Actor, row: Venture, **kwargs: Any) -> None:  # noqa: ANN401, ARG002  as in Django
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate
        kind = self.fields["kind"]
        if isinstance(kind, forms.ChoiceField):
            kind.choices = [("", CHOOSE), *VentureResult._meta.get_field("kind").flatchoices]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Row(*(Column(name, css_class=THIRD) for name in ("kind", "on", "count"))),
            Row(Column("title", css_class=TWO_THIRDS), Column("granted_by", css_class=THIRD)),
        )

    def validate_constraints(self) -> None:
        """Leave this to the action, which tells each fault at its field."""
