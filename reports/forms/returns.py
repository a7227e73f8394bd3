"""Forms of a branch's return: its texts, its photos, what staff answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.files.uploadedfile import UploadedFile

from core.texts import clean_lines
from reports.models import BranchReturn
from reports.returns.drafts import TEXTS, title_of
from reports.returns.photos import MAX_BYTES, TOO_BIG, Picture, drawn

MOST_CHARACTERS = 2000
TOO_LONG = "“{title}”最多 %(limit_value)d 字，现在有 %(show_value)d 字，请删短一些。"
HINTS = {
    "work": "本月做了哪几件事：什么时间、什么活动、多少人参加、结果怎样。三五句话，数字系统已经算好，不必重抄。",
    "features": "有什么别的支部可以学的做法：怎么想到的、怎么做的、党员和企业怎么说。没有可以不写。",
    "problems": "遇到什么困难、哪些没做到、为什么；需要党委帮什么忙。两三句话。",
    "plans": "下个月准备做的一到三件事：做什么、什么时候、谁来做。",
}
ROWS = {"work": 7}


class LinesField(forms.CharField):
    """Several lines of text; breaks of lines count once, as they did while somebody typed."""

    widget = forms.Textarea

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Let the browser take more than may be stored: it would cut a pasted text without a word."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}

    def to_python(self, value: Any) -> str:  # noqa: ANN401  as in Django
        """Write it as it will be stored."""
        return clean_lines(super().to_python(value) or "")


class ReturnForm(forms.Form):
    """The four texts of ``row``, with the revision that was shown, and the tick that faults have been looked into."""

    revision = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    is_checked = forms.BooleanField(required=False, label="以上数字已核对，原因写在“存在问题”里")

    def __init__(self, data: Any = None, *, row: BranchReturn) -> None:  # noqa: ANN401  as in Django
        super().__init__(data, initial={name: getattr(row, name) for name in (*TEXTS, "revision")})
        self.row = row
        for name in TEXTS:
            self.fields[name] = self._text(name)

    def texts(self) -> list[forms.BoundField]:
        """Return the fields of the four texts."""
        return [self[name] for name in TEXTS]

    def values(self) -> dict[str, str]:
        """Return the four texts."""
        return {name: self.cleaned_data[name] for name in TEXTS}

    @property
    def differs(self) -> bool:
        """Tell whether anything was written that is not stored."""
        return any(getattr(self.row, name) != text for name, text in self.values().items())

    @property
    def is_stale(self) -> bool:
        """Tell whether somebody else has changed the return since it was opened."""
        return self.has_error(NON_FIELD_ERRORS, "stale")

    def _text(self, name: str) -> LinesField:
        looks = {"class": "form-control", "rows": ROWS.get(name, 4), "placeholder": HINTS[name]}
        return LinesField(
            label=title_of(name),
            required=False,
            max_length=MOST_CHARACTERS,
            widget=forms.Textarea(attrs={**looks, "data-counts-characters": MOST_CHARACTERS}),
            error_messages={"max_length": TOO_LONG.format(title=title_of(name))},
        )


class SeveralFiles(forms.FileInput):
    """A field for files that takes several at once."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Photos, each drawn anew; what is none is told by its place in the choice, for names are not kept."""

    widget = SeveralFiles(attrs={"accept": "image/*", "class": "form-control"})

    def clean(self, data: Any, initial: Any = None) -> Any:  # noqa: ANN401  as in Django
        """Return the pictures and, beside them, the sentences about the rest."""
        files = [super(PhotosField, self).clean(each, initial) for each in data or [None]]
        pictures: list[Picture] = []
        faults: list[str] = []
        for number, file in enumerate(files, start=1):
            try:
                pictures.append(_drawn(file))
            except ValidationError as refused:
                faults.append(f"{f'第 {number} 张：' if len(files) > 1 else ''}{refused.message}")
        return pictures, faults


class PhotosForm(forms.Form):
    """Photos to add."""

    photos = PhotosField(label="选择照片", error_messages={"required": "请先选择照片。"})


class SendBackForm(forms.Form):
    """Why a return goes back to its branch."""

    note = forms.CharField(
        label="退回的原因",
        max_length=500,
        widget=forms.Textarea(
            attrs={"class": "form-control", "rows": 3, "placeholder": "写明要改什么，支部书记看得到"}
        ),
    )


def _drawn(file: UploadedFile[Any]) -> Picture:
    if (file.size or 0) > MAX_BYTES:
        raise ValidationError(TOO_BIG, code="size")
    return drawn(file.read())
