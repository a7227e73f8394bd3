"""How a list is to be taken away."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms


class ExportForm(forms.Form):
    """Format, and whether numbers are shown in full."""

    file_format = forms.ChoiceField(
        label="格式",
        choices=[("xlsx", "Excel 工作簿（.xlsx）"), ("csv", "文本表格（.csv）")],
        widget=forms.RadioSelect,
        initial="xlsx",
    )
    full = forms.BooleanField(
        label="包含完整的号码",
        help_text="不选则号码遮住一部分。只有完整的才能改好之后再导入；请妥善保管，用完删除。",
        required=False,
    )

    def __init__(self, *args: Any, may_reveal: bool, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        super().__init__(*args, **kwargs)
        if not may_reveal:
            del self.fields["full"]
        self.helper = FormHelper()
        self.helper.form_tag = False
