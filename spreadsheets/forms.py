"""Forms of the import: the file, and what its columns are."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django import forms
from django.http import QueryDict

from spreadsheets.kinds import Kind, Place
from spreadsheets.mapping import IGNORE, ColumnMatch, TableMapping
from spreadsheets.planning import Choices


class UploadForm(forms.Form):
    """One file. Nothing is asked about format, encoding or sheet; the place only of those who have several."""

    file = forms.FileField(
        label="选择表格文件",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv,.txt,.html,.htm,.xml"}),
        error_messages={
            "required": "请先选择要导入的表格文件。",
            "empty": "文件是空的，里面没有任何内容。请重新导出或保存后再上传。",
        },
    )
    place = forms.ChoiceField(label="导入到", required=False)

    def __init__(self, *args: Any, places: list[Place], **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        super().__init__(*args, **kwargs)
        self.places = places
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)  # noqa: S101  for the type checker
        place.choices = [(str(number), p.title) for number, p in enumerate(places)]
        place.initial = "0"
        if len(places) == 1:
            place.widget = forms.HiddenInput()

    @property
    def chosen_place(self) -> Place:
        """Where the file goes, the first of the places where nothing valid was said."""
        return self.places[int(self.cleaned_data.get("place") or 0)]

    def say_of_file(self, sentence: str) -> None:
        """Let ``sentence`` be all that the page says of the file."""
        self.errors.pop("file", None)
        self.add_error("file", sentence)


def fields_of(kind: Kind) -> list[tuple[str, str]]:
    """Return what a column may be, for a select."""
    return [(IGNORE, "不导入这一列"), *((column.field, column.title) for column in kind.columns)]


def input_name(table: int, match: ColumnMatch) -> str:
    """Name of the select of one column."""
    return f"column-{table}-{match.column.letter}"


def read_choices(
    data: QueryDict, *, kind: Kind, choices: Choices, automatic: list[TableMapping], sheets: list[str]
) -> tuple[Choices, list[str]]:
    """Read the columns page: what differs from the ``automatic`` mappings is the person's choice.

    Returns the choices and the sentences that say what is wrong with them.
    """
    faults: list[str] = []
    chosen = [sheet for sheet in data.getlist("sheets") if sheet in sheets]
    if len(sheets) > 1 and not chosen:
        faults.append("请至少选定一张工作表。")
    known = dict(fields_of(kind))
    columns: dict[str, dict[str, str]] = {}
    for number, mapping in enumerate(automatic):
        said = {m.column.letter: data.get(input_name(number, m), "") for m in mapping.matches}
        said = {letter: name for letter, name in said.items() if name in known}
        twice = [name for name, count in Counter(said.values()).items() if count > 1 and name != IGNORE]
        faults += [
            f"工作表“{mapping.table.sheet}”里有两列都选了“{known[name]}”，请只留一列。" for name in twice
        ]
        by_itself = {m.column.letter: "" if m.is_open else m.field or IGNORE for m in mapping.matches}
        columns[mapping.table.sheet] = {
            letter: name for letter, name in said.items() if by_itself[letter] != name
        }
    return Choices(chosen if len(sheets) > 1 else [], columns, choices.place, choices.others), faults
