"""组织关系转接: draft → sent → received, sent back, expired or cancelled; each step is an action of its own."""

from members.actions.transfers.drafting import change_transfer, draft_transfer
from members.actions.transfers.ending import (
    cancel_transfer,
    expire_transfer,
    send_back_transfer,
)
from members.actions.transfers.receiving import receive_transfer, void_transfer
from members.actions.transfers.sending import last_day_of_letter, send_transfer

__all__ = [
    "cancel_transfer",
    "change_transfer",
    "draft_transfer",
    "expire_transfer",
    "last_day_of_letter",
    "receive_transfer",
    "send_back_transfer",
    "send_transfer",
    "void_transfer",
]
