"""What stands in the way of people who see, hear or move otherwise: axe on every page of the menu, for each role."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.portal import SIZES, Open

pytestmark = pytest.mark.browser

GRAVE = {"serious", "critical"}
MORE = {
    "shuji2": [
        "/members/add/",
        "/members/find/",
        "/members/requests/",
        "/members/contacts/",
        "/members/transfers/",
        "/members/transfers/add/",
        "/members/honours/",
        "/members/honours/add/",
        "/members/seats/",
        "/members/cards/?state=all",
        "/imports/upload/members/",
        "/imports/upload/attendance/",
        "/imports/export/tickets/",
        "/accounts/own/",
    ],
    "dangwei": [],
    "guanli": [
        "/accounts/users/add/",
        "/branches/new/",
        "/branches/enterprises/new/",
        "/figures/members.by_age/",
        "/reports/2024-12/texts/",
        "/reports/2024-12/texts/edit/",
        "/screen/?month=2024-12",
        "/screen/links/",
    ],
    "shenji": ["/accounts/roles/", "/accounts/password/"],
}
# Staff see a part of what the administrator sees: once is enough. The auditor's office has no phone in hand.
LOOKS = [("shuji2", "wide"), ("shuji2", "phone"), ("dangwei", "phone"), ("guanli", "wide"), ("guanli", "phone"),
         ("shenji", "wide")]  # fmt: skip


@pytest.mark.parametrize(("who", "size"), LOOKS)
def test_axe_finds_nothing_grave(who: str, size: str, browse: Open) -> None:
    page = browse(who, size=size)
    menu = page.locator("nav.subnav a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    found = {}
    for path in [*menu, *MORE[who]]:
        page.goto(path)
        found[path] = grave_faults(page)
    page.goto("/members/" if "/members/" in menu else "/audit/")
    page.locator("main tbody a").first.click()
    found["one row"] = grave_faults(page)
    assert {path: faults for path, faults in found.items() if faults} == {}
    assert len(menu) >= 2


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_grave_before_the_login(size: str, browse: Open) -> None:
    page = browse(size=size)
    assert grave_faults(page) == []
    page.goto("/no/such/page/")
    assert grave_faults(page) == []


def grave_faults(page: Page) -> list[str]:
    """Return the rules that axe finds broken, with the first place of each; nor may a page scroll sideways."""
    result = Axe().run(page).response
    assert result["passes"], "axe has looked at nothing"
    broken = [rule for rule in result["violations"] if rule["impact"] in GRAVE]
    found = [f"{rule['id']}: {rule['nodes'][0]['html'][:200]}" for rule in broken]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append("the page is wider than the window")
    return found
