"""Pages of relation transfers."""

from members.views.transfers.drafting import ChangeTransfer, DraftTransfer, WhoMoves
from members.views.transfers.page import TransferPage
from members.views.transfers.reading import TransferList
from members.views.transfers.steps import (
    CancelTransfer,
    ExpireTransfer,
    ReceiveTransfer,
    SendBackTransfer,
    SendTransfer,
    VoidTransfer,
)

__all__ = [
    "CancelTransfer",
    "ChangeTransfer",
    "DraftTransfer",
    "ExpireTransfer",
    "ReceiveTransfer",
    "SendBackTransfer",
    "SendTransfer",
    "TransferList",
    "TransferPage",
    "VoidTransfer",
    "WhoMoves",
]
