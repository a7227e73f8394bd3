import logging
import sys

import pytest
from django.conf import settings
from django.test import RequestFactory, override_settings
from django.views.debug import technical_500_response

from core.reporting import MaskingFormatter, without_numbers

ID, PHONE = "430602199001011213", "13812348000"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"{ID}，{PHONE}", "430602********1213，138****8000"),
        ("/members/?q=43060219900101121x", "/members/?q=430602********121x"),
        ("7 112 2024-12-01 1234567890123456789", "7 112 2024-12-01 1234567890123456789"),
        ("t2:a13812348000b", "t2:a13812348000b"),
    ],
)
def test_numbers_are_masked_and_others_stay(text: str, shown: str) -> None:
    assert without_numbers(text) == shown


def test_log_lines_hold_no_number_even_in_a_traceback() -> None:
    try:
        int(f"{ID} {PHONE}")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "failed for %s", (PHONE,), sys.exc_info())
    line = MaskingFormatter("{message}", style="{").format(record)
    assert line.startswith("failed for 138****8000\n")
    assert "invalid literal for int() with base 10: '430602********1213 138****8000'" in line
    assert (ID in line, PHONE in line) == (False, False)


def test_every_handler_masks() -> None:
    formatters = {handler["formatter"] for handler in settings.LOGGING["handlers"].values()}
    assert formatters == {"line"}
    assert settings.LOGGING["formatters"]["line"]["()"] == "core.reporting.MaskingFormatter"


@pytest.mark.parametrize("debug", [True, False])
def test_error_reports_hold_nothing_that_was_typed_or_read(debug: bool) -> None:  # noqa: FBT001  a table of cases
    # Put together here, for a report shows the lines of the source.
    name = "".join(reversed("明光周"))
    request = RequestFactory().post("/members/", {"national_id": ID, "name": name})
    with override_settings(DEBUG=debug):
        try:
            read = {"phone": PHONE, "name": name}
            assert read["phone"] == PHONE
            raise ValueError(f"cannot store {ID}")  # noqa: TRY301  the report is of this line
        except ValueError:
            page = technical_500_response(request, *sys.exc_info()).content.decode()
    assert "&lt;dict&gt;" in page
    assert "cannot store 430602********1213" in page
    assert [held for held in (ID, PHONE, name, settings.SECRET_KEY) if held in page] == []
