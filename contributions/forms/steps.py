"""The short form of a step that only asks for its day."""

from __future__ import annotations

from core.steps import StepForm, day_field


class DayForm(StepForm):
    """On which day something ended."""

    on = day_field("日期")
