"""Every write of ``reports``: returns, closing, texts, templates, links to screens, exports."""

from reports.actions.closed_exports import export_closed
from reports.actions.closing import close_month, reopen_month
from reports.actions.exports import Exported, export_month
from reports.actions.printing import print_month
from reports.actions.return_photos import add_photos, caption_photo, remove_photo
from reports.actions.returns import (
    accept_return,
    recall_return,
    save_return,
    send_back_return,
    submit_return,
)
from reports.actions.screens import add_screen_link, revoke_screen_link
from reports.actions.templates import (
    hand_in_template,
    preview_template,
    put_template_aside,
    return_to_standard,
    take_template,
)
from reports.actions.texts import restore_chapter, rewrite_chapter

__all__ = [
    "Exported",
    "accept_return",
    "add_photos",
    "add_screen_link",
    "caption_photo",
    "close_month",
    "export_closed",
    "export_month",
    "hand_in_template",
    "preview_template",
    "print_month",
    "put_template_aside",
    "recall_return",
    "remove_photo",
    "reopen_month",
    "restore_chapter",
    "return_to_standard",
    "revoke_screen_link",
    "rewrite_chapter",
    "save_return",
    "send_back_return",
    "submit_return",
    "take_template",
]
