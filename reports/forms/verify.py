"""The form of the page on which a printed report is verified."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

NO_CODE = "没有查到这个校验码。校验码印在报表的封面或页脚上，是 10 位字母和数字，请核对后再输一次。"


class VerifyForm(forms.Form):
    """The code that a printed report carries."""

    code = forms.CharField(
        label="校验码",
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": "请输入校验码。"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
