"""The months of a committee as pages: the list, one month as work, its closings, what has changed since."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from audit.models import AuditEntry
from branches.models import Branch, Committee
from core.periods import Month
from members.models import Enrolment
from reports.models import BranchReturn, MonthlyReport, ReturnState
from tests.stays import person, stay

ClientOf = Callable[[User], Client]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]
LIST, PAGE = "/reports/", "/reports/2024-03/"
REASON = "书记出差，月报下周补审。"
MARCH = Month(2024, 3)


@pytest.fixture(autouse=True)
def fresh_counts() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def client(client_of: ClientOf, administrator: User) -> Client:
    return client_of(administrator)


@pytest.fixture
def accepted(branches: list[Branch]) -> None:
    for branch in branches:
        BranchReturn.objects.create(branch=branch, month=MARCH, state=ReturnState.ACCEPTED, work="开了会。")


@pytest.fixture
def closed(client: Client) -> MonthlyReport:
    client.post(f"{PAGE}close/", {"reason": REASON})
    return MonthlyReport.objects.get()


def main_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    text: str = answer.content.decode()
    return text.partition("<main")[2]


def words_of(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def arrive_late(branch: Branch) -> None:
    """Enter somebody who came in March, after March was closed."""
    stay(person(branch, "迟到者"), branch, "2024-03-18")


def test_the_list_says_where_each_month_stands(client: Client) -> None:
    rows = {title: words_of(row) for title, row in rows_of(main_of(client, LIST))}
    assert "进行中" in rows["2024年4月"]
    assert "待结账" in rows["2024年3月"]
    assert "未结账" in rows["2024年2月"]
    assert len(rows) == 24


def rows_of(text: str) -> Iterator[tuple[str, str]]:
    for row in re.findall(r"<tr>(.*?)</tr>", text, re.DOTALL):
        if title := re.search(r"\d{4}年\d+月", row):
            yield title[0], row


def test_the_list_counts_returns_and_names_the_closing(
    client: Client, branches: list[Branch], closed: MonthlyReport
) -> None:
    BranchReturn.objects.create(branch=branches[0], month=MARCH, state=ReturnState.ACCEPTED)
    BranchReturn.objects.create(branch=branches[1], month=MARCH, state=ReturnState.SUBMITTED)
    Branch.objects.filter(pk=branches[5].pk).update(dissolved_on=date(2024, 3, 20))
    row = dict(rows_of(main_of(client, LIST)))["2024年3月"]
    assert "已审核 1/5" in row
    assert words_of(row).count("2024-04-15 冯静怡") == 1
    assert "已结账 第1版" in row
    assert f'href="{closed.get_absolute_url()}#changes"' in row


def test_another_month_is_opened_by_its_name(client: Client) -> None:
    assert client.get(LIST, {"month": "2021-06"}).headers["Location"] == "/reports/2021-06/"
    for text, sentence in (("六月", "不是月份"), ("2024-05", "2024年5月还没有到。")):
        assert sentence in client.get(LIST, {"month": text}, follow=True).content.decode()
    assert client.get("/reports/2024-05/").status_code == 404


def test_only_the_committees_office_sees_months(
    client_of: ClientOf, staff: User, secretary_one: User, auditor: User, closed: MonthlyReport
) -> None:
    pages = [LIST, PAGE, closed.get_absolute_url(), f"{closed.get_absolute_url()}rows/members.managed/"]
    for user in (secretary_one, auditor):
        assert [client_of(user).get(page).status_code for page in pages] == [403] * 4
    reader = client_of(staff)
    assert [reader.get(page).status_code for page in pages] == [200] * 4
    for page in pages:
        assert 'name="form"' not in main_of(reader, page)
        assert "/reopen/" not in main_of(reader, page)
    assert reader.get(f"{PAGE}close/").status_code == 403
    assert reader.post(f"{closed.get_absolute_url()}reopen/", {"reason": REASON}).status_code == 403
    assert reader.post(f"{closed.get_absolute_url()}export/", {"form": "xlsx"}).status_code == 403


def test_another_committees_months_are_not_found(
    client_of: ClientOf, other_staff: User, closed: MonthlyReport
) -> None:
    reader, page = client_of(other_staff), closed.get_absolute_url()
    for address in (
        page,
        f"{page}changes/",
        f"{page}rows/members.managed/",
        f"{PAGE}?committee={closed.committee_id}",
    ):
        assert reader.get(address).status_code == 404


def test_the_month_says_what_is_to_be_done_next(client: Client, branches: list[Branch]) -> None:
    assert "还有 6 个党支部没有报送月报。" in main_of(client, PAGE)
    for branch in branches:
        BranchReturn.objects.create(branch=branch, month=MARCH, state=ReturnState.SUBMITTED)
    assert "还有 6 份月报等待审核。" in main_of(client, PAGE)
    BranchReturn.objects.update(state=ReturnState.ACCEPTED)
    assert "可以结账了。" in main_of(client, PAGE)
    assert "本月还没有结束。" in main_of(client, "/reports/2024-04/")


def test_each_return_and_each_number_is_a_link(client: Client, branch_two: Branch) -> None:
    text = main_of(client, PAGE)
    assert f'href="/returns/{branch_two.pk}/2024-03/"' in text
    assert '<a href="/figures/members.managed/?month=2024-03">6</a>' in text
    assert '<a href="/figures/members.arrivals/?month=2024-03&amp;span=year">' in text


@pytest.mark.usefixtures("accepted")
def test_a_month_that_is_ready_is_closed_without_a_reason(client: Client, administrator: User) -> None:
    text = main_of(client, f"{PAGE}close/")
    assert ['name="reason"' in text, "可以结账。" in text] == [False, True]
    said = client.post(f"{PAGE}close/", follow=True).content.decode()
    stored = MonthlyReport.objects.get()
    assert f"2024年3月已结账，存为第1版，校验码 {stored.code}。" in said
    assert (stored.reason, stored.closed_by_name) == ("", administrator.name)
    assert "已经结账，数字不再变化。" in said
    assert "已经结账" in client.get(f"{PAGE}close/", follow=True).content.decode()


def test_a_month_that_is_not_ready_asks_why(client: Client) -> None:
    text = words_of(main_of(client, f"{PAGE}close/"))
    assert "还有 6 处没有办妥。" in text
    assert "第三支部尚未报送。" in text
    for reason in ("", "急"):
        refused = client.post(f"{PAGE}close/", {"reason": reason})
        assert 'class="invalid-feedback"' in refused.content.decode()
    assert not MonthlyReport.objects.exists()
    said = client.post(f"{PAGE}close/", {"reason": REASON}, follow=True).content.decode()
    assert f"未达条件结账的理由：{REASON}" in said


def test_a_month_that_cannot_be_closed_leads_back(client: Client) -> None:
    answer = client.get("/reports/2024-04/close/", follow=True)
    assert answer.redirect_chain == [("/reports/2024-04/", 302)]
    assert "2024年4月还没有结束" in answer.content.decode()
    assert "/close/" not in main_of(client, "/reports/2024-04/")


def test_a_closed_month_is_opened_again_and_both_revisions_stay(
    client: Client, closed: MonthlyReport, branch_one: Branch
) -> None:
    address = f"{closed.get_absolute_url()}reopen/"
    assert 'class="invalid-feedback"' in client.post(address, {"reason": "改"}).content.decode()
    said = client.post(address, {"reason": "补登一名三月流入的党员"}, follow=True).content.decode()
    assert "重新打开，理由：补登一名三月流入的党员。" in words_of(said)
    assert "再次结账之前，导出的月报注明“未结账”" in said
    assert "已经重新打开" in client.get(address, follow=True).content.decode()
    arrive_late(branch_one)
    client.post(f"{PAGE}close/", {"reason": REASON})
    text = words_of(main_of(client, PAGE))
    assert ["第2版 现行" in text, "第1版 已重新打开" in text] == [True, True]
    old, new = main_of(client, closed.get_absolute_url()), MonthlyReport.objects.standing().get()
    assert f'现行的是<a href="{new.get_absolute_url()}">第2版</a>' in old


def test_the_closing_tells_figure_by_figure_what_changed(
    client: Client, closed: MonthlyReport, branch_one: Branch
) -> None:
    page = closed.get_absolute_url()
    assert "没有变化：现在重新计算" in main_of(client, page)
    assert "数字没有变化" in client.get(f"{page}changes/").content.decode()
    arrive_late(branch_one)
    cache.clear()
    text = main_of(client, page)
    assert f'<a href="{page}rows/members.managed/">管理流动党员</a>' in text
    assert f'<a href="{page}rows/members.managed/?branch={branch_one.pk}">管理流动党员</a>' in text
    assert "管理流动党员 （人） 6 7 +1" in words_of(text)
    assert re.search(r"结账后有 \d+ 项数字变化", client.get(f"{page}changes/").content.decode())
    assert '<a href="/reports/closed/' in main_of(client, PAGE)


def test_the_rows_that_made_the_change_are_listed_by_name(
    client: Client, closed: MonthlyReport, branch_one: Branch, branch_two: Branch
) -> None:
    arrive_late(branch_one)
    Enrolment.objects.filter(member__name="戊五").update(started_on=date(2024, 4, 2))
    address = f"{closed.get_absolute_url()}rows/members.managed/"
    text = main_of(client, address)
    came, went = text.split("结账后新计入")[1].split("结账后不再计入")
    assert ["迟到者" in came, "戊五" in came, "戊五" in went, "迟到者" in went] == [True, False, True, False]
    for branch, name in ((branch_one, "迟到者"), (branch_two, "戊五")):
        shown = main_of(client, f"{address}?branch={branch.pk}")
        assert [each in shown for each in ("迟到者", "戊五")] == [each == name for each in ("迟到者", "戊五")]
    assert "没有变化" in main_of(client, f"{closed.get_absolute_url()}rows/training.sessions/?span=year")


@pytest.mark.parametrize(
    "query",
    ["rows/members.nobody/", "rows/members.managed/?span=year", "rows/members.managed/?branch=0", "?with=x"],
)
def test_what_does_not_exist_is_not_found(client: Client, closed: MonthlyReport, query: str) -> None:
    assert client.get(closed.get_absolute_url() + query).status_code == 404


def test_two_revisions_can_be_compared(client: Client, closed: MonthlyReport, branch_one: Branch) -> None:
    client.post(f"{closed.get_absolute_url()}reopen/", {"reason": "补登一名三月流入的党员"})
    arrive_late(branch_one)
    client.post(f"{PAGE}close/", {"reason": REASON})
    new = MonthlyReport.objects.standing().get()
    text = main_of(client, f"{closed.get_absolute_url()}?with={new.pk}")
    compared = words_of(text.split('id="compared"')[1].split('id="changes"')[0])
    assert "第1版和第2版的不同" in compared
    assert "管理流动党员 （人） 6 7 +1" in compared
    client.post("/reports/2024-02/close/", {"reason": REASON})
    other = MonthlyReport.objects.get(month=Month(2024, 2))
    assert client.get(f"{closed.get_absolute_url()}?with={other.pk}").status_code == 404


def test_what_is_stored_can_be_held_against_its_fingerprint(client: Client, closed: MonthlyReport) -> None:
    page = f"{closed.get_absolute_url()}?check=1"
    assert "完整，与结账时一致" in main_of(client, page)
    closed.lines.filter(key="members.managed", is_whole=True).update(now=99)
    assert "与结账时的指纹不符" in main_of(client, page)


def test_a_revision_is_exported_again_as_it_was(
    client: Client, closed: MonthlyReport, branch_one: Branch
) -> None:
    address = f"{closed.get_absolute_url()}export/"
    before = client.post(address, {"form": "xlsx"})
    assert "%E7%AC%AC1%E7%89%88.xlsx" in before.headers["Content-Disposition"]
    client.post(f"{closed.get_absolute_url()}reopen/", {"reason": "补登一名三月流入的党员"})
    arrive_late(branch_one)
    assert client.post(address, {"form": "xlsx"}).content == before.content
    assert "已重新打开的一版" in AuditEntry.objects.latest("number").detail
    assert "不能导出" in client.post(address, {"form": "odt"}, follow=True).content.decode()


def test_pages_cost_the_same_for_one_branch_and_for_many(
    client: Client, committee: Committee, closed: MonthlyReport
) -> None:
    pages = (LIST, PAGE, "/reports/2024-02/", closed.get_absolute_url(), f"{PAGE}close/")

    def cost(page: str) -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        return len(queries)

    before = [cost(page) for page in pages]
    for number in range(20):
        Branch.objects.create(
            committee=committee, name=f"新{number}", short_name=f"新{number}", code=f"n{number}"
        )
    assert [cost(page) for page in pages] == before


def test_somebody_with_several_committees_chooses(
    client_of: ClientOf, operator: User, other_branch: Branch, committee: Committee
) -> None:
    client = client_of(operator)
    text = main_of(client, f"{LIST}?committee={other_branch.committee_id}")
    assert "湖东园区流动党员党委" in text
    assert f'href="{PAGE}?committee={other_branch.committee_id}"' in text
    page = main_of(client, f"{PAGE}?committee={other_branch.committee_id}")
    assert ["湖东一支部" in page, "第一支部</a>" in page] == [True, False]
    assert client.get(f"{LIST}?committee=0").status_code == 404


def test_a_number_that_stayed_while_its_people_changed_is_found(
    client: Client, closed: MonthlyReport, branch_one: Branch
) -> None:
    page = words_of(main_of(client, f"{closed.get_absolute_url()}?check=1"))
    assert "其余每个数字背后的名单都和结账时相同" in page
    arrive_late(branch_one)
    Enrolment.objects.filter(member__name="壬九").update(ended_on=date(2024, 3, 30), outcome="returned")
    assert "逐个数字核对名单" in main_of(client, closed.get_absolute_url())
    page = words_of(main_of(client, f"{closed.get_absolute_url()}?check=1"))
    assert "管理流动党员 ：新计入 1 条，不再计入 1 条" in page
    rows = words_of(main_of(client, f"{closed.get_absolute_url()}rows/members.managed/"))
    assert "迟到者" in rows
    assert "壬九" in rows
