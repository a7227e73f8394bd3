"""What somebody types on the phone to sign in."""

from __future__ import annotations

from crispy_forms.helper import FormHelper
from django import forms

_PRIVATE = {"autocomplete": "off", "spellcheck": "false", "autocorrect": "off"}


class SignInForm(forms.Form):
    """A name and the last four characters of the ID number; neither is remembered by the browser."""

    name = forms.CharField(
        label="姓名",
        max_length=60,
        error_messages={"required": "请填写姓名。", "max_length": "姓名太长，请核对。"},
        widget=forms.TextInput(attrs=_PRIVATE),
    )
    tail = forms.CharField(
        label="身份证号后四位",
        max_length=8,
        help_text="最后一位是 X 的也要填。",
        error_messages={"required": "请填写身份证号后四位。", "max_length": "只填后四位。"},
        widget=forms.TextInput(attrs={**_PRIVATE, "inputmode": "text", "autocapitalize": "characters"}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as Django's form takes them
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def forget_tail(self) -> None:
        """Show the four characters no more: the phone may go from hand to hand."""
        self.data = {**self.data.dict(), "tail": ""}  # type: ignore[attr-defined]  # what a browser has sent
