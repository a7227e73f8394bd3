"""Keeps personal data out of logs and error reports, whatever an exception or a message holds."""

from __future__ import annotations

import logging
import re
from collections.abc import ItemsView
from types import FrameType
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

from core.masking import mask_national_id, mask_phone

# Digits with no digit or letter beside them, so that hashes and numbers of rows stay readable.
_NATIONAL_ID = re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])")
_PHONE = re.compile(r"(?<![0-9A-Za-z])1[3-9]\d{9}(?![0-9A-Za-z])")


def without_numbers(text: str) -> str:
    """Mask everything in ``text`` that looks like an ID number or a mobile phone number."""
    text = _NATIONAL_ID.sub(lambda found: mask_national_id(found[0]), text)
    return _PHONE.sub(lambda found: mask_phone(found[0]), text)


class MaskingFormatter(logging.Formatter):
    """Formats a line of the log, traceback included, and masks the numbers in it."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line without numbers."""
        return without_numbers(super().format(record))


class PrivateReporterFilter(SafeExceptionReporterFilter):
    """Leaves out of error pages and error mails what people typed and what the variables held, in DEBUG too."""

    def is_active(self, request: HttpRequest | None) -> bool:  # noqa: ARG002  as in Django
        """Always."""
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, str]:
        """Return the names of the fields without what was in them."""
        return dict.fromkeys(request.POST, self.cleansed_substitute) if request else {}

    def get_traceback_frame_variables(
        self,
        request: HttpRequest | None,  # noqa: ARG002  as in Django
        tb_frame: FrameType,
    ) -> ItemsView[str, Any]:
        """Return the names of the variables with their types instead of their values."""
        return {name: f"<{type(value).__name__}>" for name, value in tb_frame.f_locals.items()}.items()


class PrivateReporter(ExceptionReporter):
    """Writes error pages and error mails without numbers, also where the exception's own words hold them."""

    def get_traceback_html(self) -> SafeString:
        """Return the page."""
        return SafeString(without_numbers(super().get_traceback_html()))

    def get_traceback_text(self) -> SafeString:
        """Return the text."""
        return SafeString(without_numbers(super().get_traceback_text()))
