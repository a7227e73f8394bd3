"""Django's own sentences for what a form refuses, in the words of the portal.

They stand where Django keeps its defaults, so that every form says the same; a field may still say it better.
"""

from __future__ import annotations

from django import forms
from django.core import validators

EMPTY = "请填写这一项。"
UNCHOSEN = "请从列表中选择。"


def speak() -> None:
    """Replace the sentences; called once when Django starts."""
    forms.Field.default_error_messages["required"] = EMPTY
    forms.ChoiceField.default_error_messages["invalid_choice"] = UNCHOSEN
    forms.ModelChoiceField.default_error_messages["invalid_choice"] = UNCHOSEN
    forms.IntegerField.default_error_messages["invalid"] = "请填整数。"
    forms.DecimalField.default_error_messages["invalid"] = "请填数字。"
    forms.DateField.default_error_messages["invalid"] = "日期请写成 2024-07-01，且须真实存在。"
    forms.TimeField.default_error_messages["invalid"] = "时间请写成 14:30。"
    validators.MaxLengthValidator.message = "最多 %(limit_value)d 个字，现在是 %(show_value)d 个，请缩短。"
    validators.MinValueValidator.message = "请填不小于 %(limit_value)s 的数。"
    validators.MaxValueValidator.message = "请填不大于 %(limit_value)s 的数。"
    validators.DecimalValidator.messages.update(
        max_digits="数字太长，最多 %(max)s 位，请核对。",
        max_decimal_places="小数最多 %(max)s 位。",
        max_whole_digits="小数点前最多 %(max)s 位，请核对。",
    )
