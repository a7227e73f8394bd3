"""The form of one chapter of the text part."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from reports.actions.texts import EMPTY, LONGEST

ROWS = 14


class ChapterForm(forms.Form):
    """A chapter's text, with numbers named in braces, and the revision that the person has before their eyes."""

    text = forms.CharField(
        label="文字",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": ROWS, "autocomplete": "off"}),
        error_messages={"required": EMPTY},
        help_text="一行一段。｛｝里是指标的名称，生成月报时换成数字；也可以直接写数字，但不会随数据变化。",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as Django's form takes them
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
