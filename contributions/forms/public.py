"""The forms of the pages without an account."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from contributions.rules import validate_phone
from core.texts import clean_line, clean_phone

CONSENT = "我同意为答复这条建议使用我的姓名和电话"
NO_CODE = "没有查到。查询码是 10 位字母和数字，请核对后再输一次。"


class PublicForm(forms.Form):
    """Base: one field below the other, the button drawn by the page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


class HandInForm(PublicForm):
    """An idea, and if they like the name and telephone of whoever has it."""

    title = forms.CharField(
        label="一句话说说您的点子",
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "请用一句话说说您的点子。"},
    )
    content = forms.CharField(
        label="具体怎么做",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="现在有什么不方便，怎样改会更好。请不要写别人的姓名、电话。",
        error_messages={"required": "请写一写具体怎么做，几句话就行。"},
    )
    person_name = forms.CharField(
        label="怎么称呼您",
        max_length=60,
        required=False,
        help_text="可以不填。",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    person_phone = forms.CharField(
        label="联系电话",
        max_length=30,
        required=False,
        help_text="可以不填；填了，需要细问时会打给您。",
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    agreed = forms.BooleanField(
        label=CONSENT,
        required=False,
        help_text="只有办理的工作人员看得到，加密保存。不留姓名和电话的不用勾选。",
    )

    def clean_person_phone(self) -> str:
        """Judge the number at once with the rest of the form."""
        phone = clean_phone(self.cleaned_data["person_phone"])
        if phone:
            validate_phone(phone)
        return phone

    def clean(self) -> dict[str, Any]:
        """Ask for consent where there is something to consent to."""
        data = self.cleaned_data
        told = clean_line(data.get("person_name") or "") or data.get("person_phone")
        if told and not data.get("agreed"):
            self.add_error("agreed", "填了姓名或电话的，请先勾选同意；也可以清空姓名和电话再提交。")
        return data

    def values(self) -> dict[str, Any]:
        """Return the fields of the suggestion."""
        return {name: value for name, value in self.cleaned_data.items() if name != "agreed"}


class FollowForm(PublicForm):
    """The code that was shown when the idea was handed in."""

    code = forms.CharField(
        label="查询码",
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": "请输入查询码。"},
    )
