"""The form of a link to a big screen."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from reports.models import ScreenLink


class ScreenLinkForm(forms.ModelForm[ScreenLink]):
    """Where the screen hangs."""

    class Meta:
        model = ScreenLink
        fields = ("name",)
        help_texts = {"name": "如：一号楼大厅。以后据此知道停用哪一个。"}
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "off"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as Django's form takes them
        super().__init__(*args, **kwargs)
        self.fields["name"].error_messages["required"] = "请填写放在哪里。"
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
