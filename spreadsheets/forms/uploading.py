"""The form that takes a file."""

from __future__ import annotations

from typing import Any, TypeAlias

from django import forms
from django.core.files.uploadedfile import UploadedFile

from core.scope import Actor
from spreadsheets.kinds import Kind, Place

Sent: TypeAlias = "UploadedFile[Any]"


class FilesInput(forms.FileInput):
    """The browser's own field for files, which may be several."""

    allow_multiple_selected = True

    def value_from_datadict(self, _: Any, files: Any, name: str) -> list[Sent]:  # noqa: ANN401  as in Django
        """Return all files that were sent under ``name``."""
        sent: list[Sent] = files.getlist(name) if hasattr(files, "getlist") else []
        return sent


class FilesField(forms.FileField):
    """One file or several. Of several, an empty one is told beside the others, when all are read."""

    def clean(self, data: Any, initial: Any = None) -> list[Sent]:  # noqa: ANN401  as in Django
        """Return the files."""
        if len(data or []) > 1:
            return list(data)
        return [super().clean(data[0] if data else None, initial)]


class UploadForm(forms.Form):
    """Files. Nothing is asked about format, encoding or sheet; the place only of those who have several."""

    file = FilesField(
        label="选择表格文件",
        widget=FilesInput(attrs={"accept": ".xlsx,.xls,.csv,.txt,.html,.htm,.xml,.zip", "multiple": True}),
        error_messages={
            "required": "请先选择要导入的表格文件。",
            "empty": "文件是空的，里面没有任何内容。请重新导出或保存后再上传。",
        },
    )
    place = forms.ChoiceField(label="导入到", required=False)
    subject = forms.ChoiceField(required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401  as in Django
        kind: Kind,
        by: Actor,
        places: list[Place],
        asked: str = "",
        **kwargs: Any,  # noqa: ANN401  as in Django
    ) -> None:
        """Offer ``places``, and what the sheet may belong to; ``asked`` is the key that an address has named."""
        super().__init__(*args, **kwargs)
        self.places = places
        self._offer_subjects(kind, by, asked)
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)  # noqa: S101  for the type checker
        place.choices = [(str(number), p.title) for number, p in enumerate(places)]
        place.initial = "0"
        if len(places) == 1:
            place.widget = forms.HiddenInput()

    def _offer_subjects(self, kind: Kind, by: Actor, asked: str) -> None:
        if not kind.subject_name:
            del self.fields["subject"]
            return
        field = self.fields["subject"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type checker
        asked = self.data.get("subject", asked)
        field.label = kind.subject_label
        field.choices = [("", "表中已写明"), *((s.key, s.title) for s in kind.subjects(by=by, also=asked))]
        field.initial = asked

    @property
    def sent(self) -> list[Sent]:
        """The files."""
        sent: list[Sent] = self.cleaned_data["file"]
        return sent

    @property
    def chosen_place(self) -> Place:
        """Where the file goes, the first of the places where nothing valid was said."""
        return self.places[int(self.cleaned_data.get("place") or 0)]

    def say_of_file(self, sentence: str) -> None:
        """Let ``sentence`` be all that the page says of the file."""
        self.errors.pop("file", None)
        self.add_error("file", sentence)
