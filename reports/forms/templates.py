"""The form that takes a template."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from core.scope import Actor
from reports.docx.parts import EMPTY, MOST_BYTES, TOO_LARGE
from spreadsheets.reader.limits import MEGABYTE


class TemplateForm(forms.Form):
    """One docx file."""

    file = forms.FileField(
        label="选择模板文件",
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        error_messages={
            "required": "请先选择模板文件（.docx）。",
            "empty": EMPTY,
            "max_length": "文件名太长，请改短后再上传。",
        },
    )

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_file(self) -> UploadedFile[Any]:
        """Refuse what is too large before it is read."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(TOO_LARGE.format(MOST_BYTES // MEGABYTE))
        return file
