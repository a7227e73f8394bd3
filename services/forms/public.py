"""Forms on pages without an account: asking for help, following it, rating it."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from services.choices import Rating, TicketKind
from services.forms.tickets import judged_phone

MOST_OF_NAME, MOST_OF_WORDS, MOST_OF_PHONE = 60, 2000, 30
CONSENT = "我同意为办理这件事使用以上信息"
NO_CODE = "没有查到。查询码是 10 位字母和数字，请核对后再输一次。"


class PublicForm(forms.Form):
    """Base: one field below the other, the button drawn by the page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


class HelpForm(PublicForm):
    """What somebody asks for."""

    kind = forms.ChoiceField(
        label="哪方面的事", choices=TicketKind.choices, error_messages={"required": "请选择是哪方面的事。"}
    )
    description = forms.CharField(
        label="什么事",
        max_length=MOST_OF_WORDS,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="发生在哪里，希望怎么办。不要写身份证号、银行卡号。",
        error_messages={"required": "请写一写是什么事。"},
    )
    person_phone = forms.CharField(
        label="联系电话",
        max_length=MOST_OF_PHONE,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        help_text="工作人员会打这个电话。",
        error_messages={"required": "请填写联系电话，工作人员好和您联系。"},
    )
    person_name = forms.CharField(
        label="怎么称呼您", max_length=MOST_OF_NAME, required=False, help_text="可以不填。",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    agreed = forms.BooleanField(
        label=CONSENT,
        help_text="只有办理这件事的工作人员看得到，加密保存。",
        error_messages={"required": "请先勾选同意。"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as in Django
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kind"]
        field.choices = [("", "请选择"), *TicketKind.choices]

    def clean_person_phone(self) -> str:
        """Judge the number at once with the rest of the form."""
        return judged_phone(self.cleaned_data["person_phone"])

    def values(self) -> dict[str, Any]:
        """Return the fields of the ticket."""
        return {name: value for name, value in self.cleaned_data.items() if name != "agreed"}


class CodeForm(PublicForm):
    """The code that was shown when something was handed in."""

    code = forms.CharField(
        label="查询码",
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": "请输入查询码。"},
    )


class RatingForm(PublicForm):
    """How content somebody is."""

    rating = forms.TypedChoiceField(
        label="这件事办得怎么样",
        choices=[(rating.value, f"{'★' * rating}{'☆' * (5 - rating)} {rating.label}") for rating in Rating],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择满意程度。"},
    )
    words = forms.CharField(
        label="还想说的", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="可以不填。",
    )  # fmt: skip
