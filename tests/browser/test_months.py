"""A month from the first word of a branch to its second edition, by those who do it, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from PIL import Image
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from branches.models import Branch
from core.periods import Month
from members.models import Enrolment
from reports.formats import FORMATS
from reports.models import BranchReturn, ReturnState
from tests.browser.portal import Open
from tests.demo_data import at_noon_of

pytestmark = pytest.mark.browser
OCTOBER = Month(2026, 10)
RETURN, MONTH = "/returns/{}/2026-10/", "/reports/2026-10/"
BUTTONS = {"xlsx": "Excel 表格", "docx": "Word 简报", "pdf": "PDF 文件"}


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    """Stay on the day of the demo."""
    with at_noon_of(date(2026, 11, 30)):
        yield


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "IMG_0001.jpg"
    Image.new("RGB", (2400, 1600), "firebrick").save(path)
    return path


def words_of(form: str, path: Path) -> str:
    """Return what a file says, without blanks."""
    if form == "xlsx":
        book = load_workbook(BytesIO(path.read_bytes()))
        text = " ".join(str(cell.value) for sheet in book for row in sheet for cell in row)
    elif form == "docx":
        parts = ZipFile(path)
        text = re.sub(r"<[^>]+>", "", parts.read("word/document.xml").decode())
    else:
        text = " ".join(page.extract_text() for page in PdfReader(BytesIO(path.read_bytes())).pages)
    return re.sub(r"\s", "", text)


def taken(page: Page, form: str) -> Path:
    page.wait_for_selector("form[data-sent]", state="detached")
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name=BUTTONS[form]).first.click()
    return Path(download.value.path())


def say(page: Page, sentence: str) -> None:
    expect(page.locator("main, .messages, body").first).to_contain_text(sentence)


def hand_in(page: Page, photo: Path) -> None:
    """Write the return of a branch with a photo, and hand it in."""
    work = page.get_by_label("工作情况")
    work.fill("召开支部党员大会一次。")
    expect(page.locator("#return-saved")).to_contain_text("已保存", timeout=15_000)
    page.locator("input[type=file]").set_input_files(photo)
    page.get_by_role("button", name="上传").click()
    expect(page.locator(".return-photos img")).to_have_count(1)
    expect(work).to_have_value("召开支部党员大会一次。")
    page.get_by_role("button", name="报送", exact=True).click()
    expect(page.locator(".subheading")).to_contain_text("已报送")


def send_back(page: Page) -> None:
    """Send it back with a note."""
    page.locator(".return-back textarea, .return-back input[type=text]").fill("请写明参加人数。")
    page.get_by_role("button", name="退回修改").click()
    expect(page.locator(".subheading")).to_contain_text("退回修改")


def repair(page: Page) -> None:
    """Read the note, repair, and hand in again."""
    page.reload()
    say(page, "请写明参加人数。")
    page.get_by_label("工作情况").fill("召开支部党员大会一次，15 人参加。")
    page.get_by_role("button", name="改好了，重新报送").click()
    expect(page.locator(".subheading")).to_contain_text("已报送")


def accept(page: Page) -> None:
    """Read what was repaired, and accept it."""
    page.reload()
    say(page, "15 人参加")
    page.get_by_role("button", name="审核通过").click()
    expect(page.locator(".subheading")).to_contain_text("已审核")


def accept_the_others() -> None:
    for branch in Branch.objects.all():
        BranchReturn.objects.update_or_create(
            branch=branch,
            month=OCTOBER,
            defaults={"state": ReturnState.ACCEPTED, "decided_by_name": "龚瑞芳"},
        )


def close(page: Page) -> str:
    """Close the month without a reason, and return the code of what it was closed with."""
    page.goto(MONTH)
    page.get_by_role("link", name="结账", exact=True).click()
    say(page, "可以结账")
    page.locator("main button[type=submit]").click()
    page.goto(MONTH)
    code = re.search(r"校验码 (\w{10})", page.locator("main").inner_text())
    assert code is not None
    return code[1]


def files_of(page: Page) -> dict[str, str]:
    page.goto(MONTH)
    return {form: words_of(form, taken(page, form)) for form in FORMATS}


def correct() -> str:
    """Enter afterwards that somebody left in October; return the name."""
    left = Enrolment.objects.filter(branch__code="b1", ended_on=None, started_on__lt=OCTOBER.first).earliest(
        "pk"
    )
    Enrolment.objects.filter(pk=left.pk).update(ended_on=date(2026, 10, 20), outcome="returned")
    return left.member.name


def test_a_return_is_handed_in_sent_back_repaired_and_accepted(browse: Open, photo: Path) -> None:
    path = RETURN.format(BranchReturn.objects.get(month=OCTOBER, state=ReturnState.DRAFT).branch_id)
    secretary, staff = browse("shuji5", path), browse("dangwei", path)
    hand_in(secretary, photo)
    staff.reload()
    send_back(staff)
    repair(secretary)
    accept(staff)


def test_a_month_is_closed_exported_verified_corrected_and_closed_again(browse: Open) -> None:
    accept_the_others()
    office = browse("guanli", MONTH)
    code = close(office)
    expect(office.locator(".subheading")).to_contain_text("已结账 第1版")
    files = files_of(office)
    assert set(files) == set(BUTTONS)
    for form, words in files.items():
        assert code in words, form
        assert "2026年10月" in words, form

    anybody = browse(path="/verify/")
    anybody.get_by_label("校验码").fill(code.lower())
    anybody.get_by_role("button", name="核对").click()
    say(anybody, "第1版")
    say(anybody, "112")

    name = correct()
    office.get_by_role("link", name=re.compile("变化")).first.click()
    changed = office.locator("tr", has_text="管理流动党员").first
    expect(changed).to_contain_text("112")
    expect(changed).to_contain_text("111")
    changed.get_by_role("link").first.click()
    say(office, name)
    assert files_of(office) == files

    office.get_by_role("link", name="重新打开").click()
    office.get_by_label("为什么重新打开").fill("十月漏登一人离开，补登后重报。")
    office.locator("main button[type=submit]").click()
    assert close(office) != code
    expect(office.locator(".subheading")).to_contain_text("已结账 第2版")
    anybody.reload()
    say(anybody, "第2版")
