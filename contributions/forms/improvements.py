"""The form of an improvement."""

from __future__ import annotations

from typing import Any

from branches.forms.organisation import HALF, QUARTER, WHOLE, DayInput
from contributions.choices import FIXED_UNITS
from contributions.forms.records import RecordForm, area
from contributions.models import Improvement
from contributions.rules import unit_of


class ImprovementForm(RecordForm):
    """An improvement; the unit of two kinds is filled in by itself."""

    permission = "contributions.change_improvement"
    sections = {
        "实事": (
            {"kind": HALF, "title": HALF},
            {"quantity": QUARTER, "unit": QUARTER, "delivered_on": QUARTER, "branch": QUARTER},
        ),
        "地点和说明": ({"place": HALF, "enterprise": HALF}, {"notes": WHOLE}),
    }

    class Meta:
        model = Improvement
        fields = (
            "kind", "title", "quantity", "unit", "delivered_on", "branch", "place", "enterprise", "notes",
        )  # fmt: skip
        widgets = {"delivered_on": DayInput, "notes": area(3)}
        help_texts = {
            "title": "如 青年公寓 5 栋夫妻房。",
            "unit": "、".join(f"{kind.label}按“{unit}”" for kind, unit in FIXED_UNITS.items())
            + "，会自动填写；其他的请写明，如 个。",
        }

    def narrow_choices(self) -> None:
        """Leave the unit to the kind where it can be."""
        self.settle_place()
        self.offer_enterprises()
        self.fields["unit"].required = False

    def clean(self) -> dict[str, Any]:
        """Fill in the unit before the record is judged, and ask for it where nobody else can know it."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        data["unit"] = unit_of(data.get("kind", ""), data.get("unit", ""))
        if data.get("kind") and not data["unit"]:
            self.add_error("unit", "请填写单位，如 个、处、条。")
        return data
