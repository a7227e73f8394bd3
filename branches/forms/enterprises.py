"""The form of an enterprise."""

from __future__ import annotations

from django import forms

from branches.actions import SECRETARY_FIELDS, may_reassign
from branches.forms.organisation import HALF, THIRD, DayInput, OrganisationForm
from branches.models import Branch, Enterprise
from core.texts import clean_code

_CODE_LENGTH = 40  # longer than a code is, for those who type it in groups of four


class EnterpriseForm(OrganisationForm):
    """An enterprise, as staff see it: everything; as a secretary: what changes in daily life."""

    permission = "branches.add_enterprise"
    sections = {
        "企业": (
            {"name": HALF, "credit_code": HALF},
            {"ownership": THIRD, "covered_by": THIRD},
        ),
        "近况": (
            {"industry": THIRD, "employee_count": THIRD},
            {"arrived_on": THIRD, "left_on": THIRD},
        ),
    }

    credit_code = forms.CharField(
        label="统一社会信用代码",
        required=False,
        max_length=_CODE_LENGTH,
        help_text="18 位，见营业执照；没有的留空。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    class Meta:
        model = Enterprise
        fields = (
            "name", "credit_code", "ownership", "covered_by", "industry", "employee_count", "arrived_on", "left_on",
        )  # fmt: skip
        widgets = {"arrived_on": DayInput, "left_on": DayInput}
        help_texts = {
            "ownership": "决定是否计入“两企三新”。",
            "covered_by": "非公企业都应有支部联系。",
            "left_on": "企业离开园区后填写。",
        }

    def narrow_choices(self) -> None:
        """Let somebody who only looks after the enterprise see the other fields as facts on the page instead."""
        if self.is_for_secretary:
            for name in self.fields.keys() - set(SECRETARY_FIELDS):
                del self.fields[name]
            return
        branches = Branch.objects.visible_to(self.by).filter(dissolved_on__isnull=True)
        if self.instance.covered_by_id:
            branches |= Branch.objects.visible_to(self.by).filter(pk=self.instance.covered_by_id)
        self.offer("covered_by", branches)

    @property
    def is_for_secretary(self) -> bool:
        """Tell whether the person may change only the enterprise's daily data."""
        return bool(self.instance.pk) and not may_reassign(self.by, self.instance.committee)

    def clean_credit_code(self) -> str:
        """Write the code without blanks and in upper case before it is judged."""
        return clean_code(self.cleaned_data["credit_code"])
