"""Several files and a zip at once; a large file with its progress, left, found again, and cancelled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from members.models import Member
from spreadsheets import running
from tests.browser.portal import SIZES, Open
from tests.importing import HEADER, csv_text, person_row
from tests.uploads import jobs_held, roster, zipped_in_gbk

pytestmark = pytest.mark.browser


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let no request wait for its job, so that each has its page; end with no job at work."""
    monkeypatch.setattr(running, "PATIENCE", 0)
    yield
    running.wait_for_all()


@pytest.mark.parametrize("size", SIZES)
def test_two_files_and_a_zip(size: str, at_once: None, browse: Open, tmp_path: Path) -> None:
    before = Member.objects.count()
    (tmp_path / "一.xlsx").write_bytes(roster(1, 3))
    (tmp_path / "坏.xlsx").write_bytes(b"%PDF-1.7")
    files = {
        f"{branch}.xlsx": roster(first, first + 4, branch)
        for first, branch in ((20, "第二支部"), (30, "第三支部"))
    }
    (tmp_path / "报送.zip").write_bytes(zipped_in_gbk(files))
    page = browse("dangwei", "/imports/upload/members/", size=size)
    page.set_input_files("input[name=file]", sorted(tmp_path.iterdir()))
    page.get_by_role("button", name="上传并核对").click()
    expect(page.locator("h1")).to_have_text("4 份表格")
    page.get_by_role("button", name="导入全部可用的（3 份）").click()
    expect(page.locator("tbody .badge", has_text="已导入")).to_have_count(3)
    expect(page.locator("tbody")).to_contain_text("这是 PDF 文件，不是表格。")
    expect(page.locator("tbody")).to_contain_text("第三支部.xlsx")
    assert Member.objects.count() == before + 13


def test_a_large_file_is_left_found_again_and_cancelled(at_once: None, browse: Open, tmp_path: Path) -> None:
    before = Member.objects.count()
    rows = [[*person_row(number), "x" * 120] for number in range(900)]
    (tmp_path / "大.csv").write_bytes(csv_text([[*HEADER, "填充"], *rows]))
    page = browse("shuji1", "/imports/upload/members/")
    with jobs_held():
        page.set_input_files("input[name=file]", tmp_path / "大.csv")
        page.get_by_role("button", name="上传并核对").click()
        expect(page.locator("h1")).to_have_text("正在读取")
        page.get_by_role("link", name="导入记录").click()
        page.get_by_role("link", name="大.csv").click()
        page.locator("#stop-work").click()
    expect(page.locator("main")).to_contain_text("已取消读取，文件没有保存，请重新上传。")
    assert Member.objects.count() == before


def test_a_large_file_leads_on_by_itself(at_once: None, browse: Open, tmp_path: Path) -> None:
    before = Member.objects.count()
    rows = [[*person_row(number), "x" * 120] for number in range(900)]
    (tmp_path / "大.csv").write_bytes(csv_text([[*HEADER, "填充"], *rows]))
    page = browse("shuji1", "/imports/upload/members/")
    page.set_input_files("input[name=file]", tmp_path / "大.csv")
    page.get_by_role("button", name="上传并核对").click()
    expect(page.locator("h1")).to_have_text("核对数据", timeout=30_000)
    page.get_by_role("button", name="导入 900 行").click()
    expect(page.locator("h1")).to_have_text("已导入", timeout=30_000)
    assert Member.objects.count() == before + 900
    with page.expect_download() as saved:
        page.get_by_role("button", name="下载原文件").click()
    assert saved.value.path().read_bytes() == (tmp_path / "大.csv").read_bytes()
