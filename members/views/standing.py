"""A member's standing: from probation to full membership, and the station that looks after them."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from members.actions import attach_to_station, confirm_member
from members.forms import ConfirmForm, StationForm
from members.views.steps import Step


class ConfirmMember(Step):
    """From probation to full membership."""

    permission_required = "members.change_member"
    form_class = ConfirmForm
    title, button = "办理转正", "确认转正"
    success = "{name} 已转为正式党员。"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Tell when the year is over."""
        joined = self.member.joined_on
        words = "预备期为一年。转正后党员类别改为“正式党员”，并记下转正日期。"
        if joined:
            words = f"{joined.words}入党，{words}"
        return {**super().get_context_data(**kwargs), "explanation": words}

    def act(self, form: Any) -> Model:  # noqa: ANN401  the form of this page
        """Confirm."""
        return confirm_member(by=self.actor, member=self.member, **form.cleaned_data)


class AttachToStation(Step):
    """The station through which the member is looked after."""

    permission_required = "members.change_member"
    form_class = StationForm
    needs_member = True
    title, button = "依托驿站", "保存"
    explanation = "选择平时联系、服务此人的驿站或阵地。日后转入组织关系时，会记下经由哪个驿站吸收转化。"
    success = "{name} 依托的驿站已保存。"

    def act(self, form: Any) -> Model:  # noqa: ANN401  the form of this page
        """Attach."""
        return attach_to_station(by=self.actor, member=self.member, **form.cleaned_data)
