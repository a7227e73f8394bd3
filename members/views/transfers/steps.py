"""The steps of a transfer: each a short page that says first what will follow from it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from members.actions import (
    cancel_transfer,
    expire_transfer,
    receive_transfer,
    send_back_transfer,
    send_transfer,
    void_transfer,
)
from members.actions.stays import is_enrolled
from members.choices import TransferState
from members.forms import ReasonForm, ReceiveForm, SendBackForm, SendForm, SureForm
from members.models import UNDER_WAY, RelationTransfer
from members.views.rows import RowStep, VoidStep

PERMISSION = "members.change_relationtransfer"


class TransferStep(RowStep):
    """Base: whoever comes too late is led to the transfer's page, which tells how it stands."""

    model = RelationTransfer
    permission_required = PERMISSION
    related = ("member", "branch__committee")
    states: ClassVar[tuple[TransferState, ...]] = (TransferState.SENT,)
    row: RelationTransfer

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401  as in Django
        """Show the form only where the step can be taken."""
        if self.row.state not in self.states:
            return redirect(self.row)
        return super().get(request, *args, **kwargs)


class SendTransfer(TransferStep):
    """The letter goes out."""

    form_class = SendForm
    states = (TransferState.DRAFT,)
    title, button = "登记介绍信", "登记"
    explanation = "填写转出党组织开出的组织关系介绍信。登记后等待接收，到期前会提醒。"
    saved = "介绍信已登记。"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form how long letters are valid here."""
        return {**super().get_form_kwargs(), "committee": self.row.branch.committee}

    def act(self, form: Any) -> RelationTransfer:  # noqa: ANN401  the form of this page
        """Note the letter."""
        return send_transfer(by=self.actor, transfer=self.row, **form.cleaned_data)


class ReceiveTransfer(TransferStep):
    """It is received."""

    form_class = ReceiveForm
    title, button = "登记接收", "确认接收"
    saved = "已登记接收。"

    @property
    def explanation(self) -> str:  # type: ignore[override]  # depends on the direction
        """Say what follows."""
        if self.row.is_into_park:
            return (
                f"接收后，{self.row.member.name}的组织关系转入{self.row.to_organisation}，在册记录在接收日期结束，"
                "去向为“吸收转化”，不再计入流动党员；资料和历史都会保留。"
            )
        return (
            f"接收后，{self.row.member.name}的组织关系转到{self.row.to_organisation}，记为新的流出地党组织；"
            "流出地联系人和电话如有变化，请在“修改资料”中更新。"
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask about the register only where somebody may stay in it."""
        asks = not self.row.is_into_park and is_enrolled(self.row.member)
        return {**super().get_form_kwargs(), "asks_outcome": asks}

    def act(self, form: Any) -> RelationTransfer:  # noqa: ANN401  the form of this page
        """Receive."""
        return receive_transfer(by=self.actor, transfer=self.row, **form.values())


class SendBackTransfer(TransferStep):
    """The letter came back."""

    form_class = SendBackForm
    title, button = "登记退回", "确认退回"
    explanation = "接收党组织没有接收，介绍信退回。组织关系仍在原处；原因解决后可以重新办理。"
    saved = "已登记退回。"

    def act(self, form: Any) -> RelationTransfer:  # noqa: ANN401  the form of this page
        """Send back."""
        return send_back_transfer(by=self.actor, transfer=self.row, **form.cleaned_data)


class ExpireTransfer(TransferStep):
    """The letter ran out."""

    form_class = SureForm
    title, button = "办理过期", "确认过期"
    explanation = (
        "介绍信已过有效期，接收党组织没有办理接收。确认后这项转接结束，组织关系仍在原处；可以重新开具介绍信。"
    )
    saved = "已登记为过期。"

    def act(self, form: Any) -> RelationTransfer:  # noqa: ANN401, ARG002  nothing to fill in
        """Let it expire."""
        return expire_transfer(by=self.actor, transfer=self.row)


class CancelTransfer(TransferStep):
    """It is given up."""

    form_class = ReasonForm
    states = UNDER_WAY
    title, button = "取消转接", "确认取消"
    explanation = "取消后这项转接结束，组织关系仍在原处；以后可以重新办理。"
    saved = "转接已取消。"

    def act(self, form: Any) -> RelationTransfer:  # noqa: ANN401  the form of this page
        """Give up."""
        return cancel_transfer(by=self.actor, transfer=self.row, **form.cleaned_data)


class VoidTransfer(VoidStep):
    """It was entered in error."""

    model = RelationTransfer
    permission_required = PERMISSION
    title = "作废这项转接"
    explanation = (
        "只用于登记有误的转接。作废后不计入统计；如果已经登记接收，在册记录和流出地党组织会恢复到接收以前"
        "（之后又有变动的除外）。"
    )

    def act(self, form: Any) -> RelationTransfer:  # noqa: ANN401  the form of this page
        """Void."""
        return void_transfer(by=self.actor, transfer=self.row, **form.cleaned_data)

    def back(self) -> str:
        """Lead to the member, for the transfer's own page is gone afterwards."""
        return str(self.row.member.get_absolute_url())
