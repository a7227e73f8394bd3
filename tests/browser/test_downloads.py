"""A form that is answered by a file stays on the page, and serves again at once."""

from __future__ import annotations

import pytest

from tests.browser.portal import Open

pytestmark = pytest.mark.browser


def test_a_report_can_be_taken_twice_without_a_wait(browse: Open) -> None:
    page = browse("guanli", "/reports/")
    page.clock.install()
    page.reload()
    page.locator("input#earlier").fill("2024-12")
    page.get_by_role("button", name="打开").click()
    button = page.get_by_role("button", name="Excel 表格")
    with page.expect_download() as first:
        button.click()
    page.clock.fast_forward(1000)
    assert page.locator("form[data-sent]").count() == 0
    with page.expect_download() as second:
        button.click()
    assert first.value.suggested_filename == second.value.suggested_filename
