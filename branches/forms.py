"""Forms of the organisation. They offer what the person may choose; the actions judge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms

from branches.actions import SECRETARY_FIELDS, may_reassign
from branches.models import Branch, Committee, Enterprise, Partnership
from core.scope import Actor
from core.texts import clean_code

_NOT_SAID = "未填写"
_CODE_LENGTH = 40  # longer than a code is, for those who type it in groups of four
_QUARTER, _THIRD, _HALF, _TWO_THIRDS, _WHOLE = "col-md-3", "col-md-4", "col-md-6", "col-md-8", "col-12"

Rows = tuple[dict[str, str], ...]


class DayInput(forms.DateInput):
    """The browser's own calendar; without one, a text field that takes 2024-07-01."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class OrganisationForm(forms.ModelForm):  # type: ignore[type-arg]  # generic over the model only while checking
    """A form whose row belongs to one committee: that of the row, or for a new one the only one within reach."""

    permission: str
    sections: dict[str, Rows]
    """Title of each part → its rows: name of a field → its width."""

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        super().__init__(*args, **kwargs)
        self.by = by
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.committees = Committee.objects.visible_to(by, self.permission)
        self.committee = self._only_committee()
        if self.committee is None:
            self.fields["committee"] = forms.ModelChoiceField(self.committees, label="所属党委")
        self.narrow_choices()
        self._name_blanks()
        self.helper.layout = Layout(*self._fieldsets())

    def _fieldsets(self) -> Iterator[Row | Fieldset]:
        """Lay out the fields that there are; a part that has none is left out."""
        if "committee" in self.fields:
            yield Row(Column("committee", css_class=_HALF))
        for title, rows in self.sections.items():
            kept = [{name: width for name, width in row.items() if name in self.fields} for row in rows]
            lines = [Row(*(Column(n, css_class=w) for n, w in row.items())) for row in kept if row]
            if lines:
                yield Fieldset(title, *lines)

    def _name_blanks(self) -> None:
        """Say in words what Django writes as a row of dashes."""
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.empty_label = _NOT_SAID
            elif isinstance(field, forms.ChoiceField):
                filled = [pair for pair in list(field.choices) if pair[0]]  # type: ignore[arg-type]  # pairs
                field.choices = [("", _NOT_SAID), *filled]

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

    def validate_constraints(self) -> None:
        """Leave this to the action, which tells each fault at its field."""

    def values(self) -> dict[str, Any]:
        """Return what was filled in, without the committee."""
        return {name: value for name, value in self.cleaned_data.items() if name != "committee"}

    def chosen_committee(self) -> Committee:
        """Return the committee that the row is to belong to."""
        committee: Committee = self.committee or self.cleaned_data["committee"]
        return committee


class CommitteeForm(OrganisationForm):
    """The committee and the periods that law leaves open."""

    permission = "branches.change_committee"
    sections = {
        "党委": (
            {"name": _TWO_THIRDS, "short_name": _THIRD},
            {"region_code": _THIRD, "founded_on": _THIRD},
        ),
        "管理期限": (
            {
                "contact_months": _QUARTER,
                "lost_months": _QUARTER,
                "register_days": _QUARTER,
                "letter_days": _QUARTER,
            },
        ),
    }

    class Meta:
        model = Committee
        fields = (
            "name", "short_name", "region_code", "founded_on",
            "contact_months", "lost_months", "register_days", "letter_days",
        )  # fmt: skip
        widgets = {"founded_on": DayInput}
        help_texts = {
            "contact_months": "至少每隔几个月联系一次党员，1 至 24。",
            "lost_months": "联系不上多少个月后按失联处理，1 至 36。",
            "register_days": "到岗后多少天内报到登记，1 至 365。",
            "letter_days": "组织关系介绍信自开出起的有效天数，1 至 365。",
        }


class BranchForm(OrganisationForm):
    """A branch."""

    permission = "branches.add_branch"
    sections = {
        "支部": (
            {"name": _HALF, "short_name": _QUARTER, "code": _QUARTER},
            {"host": _HALF},
        ),
        "成立和任期": ({"founded_on": _THIRD, "term_ends_on": _THIRD, "dissolved_on": _THIRD},),
    }

    class Meta:
        model = Branch
        fields = ("name", "short_name", "code", "host", "founded_on", "term_ends_on", "dissolved_on")
        widgets = {"founded_on": DayInput, "term_ends_on": DayInput, "dissolved_on": DayInput}
        help_texts = {
            "short_name": "列表和报表中使用，如 第一支部。",
            "code": "导入、导出时代表支部的短代码，只用字母、数字，如 b1。",
            "dissolved_on": "支部撤销后填写；须先调走党员、改由其他支部联系企业。",
        }

    def narrow_choices(self) -> None:
        """Hosts are the committee's enterprises."""
        self.offer("host", Enterprise.objects.visible_to(self.by))
        if not self.instance.pk:
            del self.fields["dissolved_on"]


class EnterpriseForm(OrganisationForm):
    """An enterprise, as staff see it: everything; as a secretary: what changes in daily life."""

    permission = "branches.add_enterprise"
    sections = {
        "企业": (
            {"name": _HALF, "credit_code": _HALF},
            {"ownership": _THIRD, "covered_by": _THIRD},
        ),
        "近况": (
            {"industry": _THIRD, "employee_count": _THIRD},
            {"arrived_on": _THIRD, "left_on": _THIRD},
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


class PartnershipForm(OrganisationForm):
    """A partnership."""

    permission = "branches.change_partnership"
    sections = {
        "共建": (
            {"partner": _HALF, "region": _HALF},
            {"started_on": _THIRD, "ended_on": _THIRD},
            {"notes": _WHOLE},
        ),
    }

    class Meta:
        model = Partnership
        fields = ("partner", "region", "started_on", "ended_on", "notes")
        widgets = {"started_on": DayInput, "ended_on": DayInput, "notes": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"region": "如 湖北省荆州市。", "ended_on": "共建结束后填写。"}
