"""The form of a member's record. Numbers and addresses that are stored show masked and are only ever replaced."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone

from branches.models import Enterprise
from core.fields import EncryptedTextField
from core.scope import Actor
from members.actions import EDITABLE, REVEALED
from members.cleaning import cleaned
from members.forms.inputs import BranchField, day_field, private_input
from members.forms.layout import edit_layout, register_layout
from members.models import Member
from members.rules import completed, fault_of_start, faults_of

NOT_SAID = "未填写"
_FROM_ID = "留空则按身份证号填写"
_WIDGETS: dict[str, type[forms.Widget] | forms.Widget] = {
    "name": forms.TextInput(attrs={"autocomplete": "off"}),
    "national_id": private_input(),
    "phone": private_input(numeric=True),
    "address": private_input(),
    "home_contact_phone": private_input(numeric=True),
    "notes": forms.Textarea(attrs={"rows": 3}),
}


class RecordForm(forms.Form):
    """What is known of a member, in sections; judged as a whole, so that all faults show at once."""

    layout: Layout

    def __init__(self, *args: Any, user: Actor, committee: int | None = None, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        super().__init__(*args, **kwargs)
        self.fields.update(forms.fields_for_model(Member, fields=EDITABLE, widgets=_WIDGETS))
        self._name_what_is_empty()
        self._offer_enterprises(user, committee)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = self.layout

    def _name_what_is_empty(self) -> None:
        for name in ("sex", "ethnic_group", "education", "category", "party_status", "occupation"):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                filled = [pair for pair in list(field.choices) if pair[0]]  # type: ignore[arg-type]  # pairs
                field.choices = [("", _FROM_ID if name == "sex" else NOT_SAID), *filled]
        self.fields["birth_date"].widget.attrs["placeholder"] = _FROM_ID

    def _offer_enterprises(self, user: Actor, committee: int | None) -> None:
        field = self.fields["enterprise"]
        if isinstance(field, forms.ModelChoiceField):
            rows = Enterprise.objects.visible_to(user)
            field.queryset = rows if committee is None else rows.filter(committee=committee)
            field.empty_label = NOT_SAID

    def record(self) -> dict[str, Any]:
        """The record as it would become, cleaned and completed."""
        given = {name: self.cleaned_data[name] for name in EDITABLE if name in self.cleaned_data}
        return completed(cleaned(given), today=timezone.localdate())

    def clean(self) -> dict[str, Any]:
        """Judge what was typed by the rules; a field that Django has refused already keeps that sentence."""
        for fault in faults_of(self.record(), today=timezone.localdate()):
            if fault.field in self.fields and not self.has_error(fault.field):
                self.add_error(fault.field, forms.ValidationError(fault.message, code=fault.code))
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        """What the action is to store."""
        return {name: self.cleaned_data[name] for name in EDITABLE}


class RegisterForm(RecordForm):
    """A new member. ``is_other_person`` answers the question about people who look the same."""

    layout = register_layout()

    branch = BranchField(label="登记到", queryset=None, empty_label="请选择支部")
    started_on = day_field("流入日期", help_text="从哪一天起由本支部管理")
    is_other_person = forms.BooleanField(label="已经核对，确实是另一个人", required=False)

    def __init__(self, *args: Any, user: Actor, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        super().__init__(*args, user=user, **kwargs)
        branch = self.fields["branch"]
        if isinstance(branch, BranchField):
            branch.offer(user, "members.add_member")
        self.fields["national_id"].required = True
        self.fields["national_id"].error_messages["required"] = "请填写身份证号。"
        self.fields["name"].error_messages["required"] = "请填写姓名。"

    def clean(self) -> dict[str, Any]:
        """Judge the day of arrival too."""
        super().clean()
        day = self.cleaned_data.get("started_on")
        wrong = fault_of_start(day, self.record(), today=timezone.localdate()) if day else None
        if wrong:
            self.add_error("started_on", forms.ValidationError(wrong.message, code=wrong.code))
        return self.cleaned_data


class EditForm(RecordForm):
    """The record of ``member``; a masked field left empty stays as it is, a tick empties it."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: Actor, member: Member, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        self.member = member
        self.held = [name for name in REVEALED if getattr(member, name)]
        self.layout = edit_layout(self.held)
        shown = {name: getattr(member, name) for name in EDITABLE if name not in REVEALED}
        kwargs["initial"] = {**shown, "enterprise": member.enterprise_id, "revision": member.revision}
        super().__init__(*args, user=user, committee=member.committee_id, **kwargs)
        for name in self.held:
            self._mask(name)

    def _mask(self, name: str) -> None:
        column = Member._meta.get_field(name)
        if isinstance(column, EncryptedTextField):
            masked = column.mask(getattr(self.member, name))
            self.fields[name].widget.attrs["placeholder"] = masked
            self.fields[name].help_text = "不更换请留空"
        if name != "national_id":
            label = f"清空{self.fields[name].label}"
            self.fields[f"clear_{name}"] = forms.BooleanField(label=label, required=False)

    def record(self) -> dict[str, Any]:
        """The stored record with what was typed over it."""
        stored = {name: getattr(self.member, name) for name in EDITABLE if name != "enterprise"}
        return completed({**stored, **cleaned(self._given())}, today=timezone.localdate())

    def values(self) -> Mapping[str, Any]:  # type: ignore[override]  # only read
        """What was typed, without the masked fields that were left alone."""
        return self._given()

    def _given(self) -> dict[str, Any]:
        data = self.cleaned_data
        given = {
            name: data[name] for name in EDITABLE if name in data and (name not in self.held or data[name])
        }
        return given | {name: "" for name in self.held if data.get(f"clear_{name}")}
