from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from accounts.actions import assign_role
from accounts.models import Assignment, User
from accounts.roles import Role
from audit.models import AuditEntry, Outcome, Verb
from audit.trail import record, record_view
from branches.models import Branch
from members.models import Contact, Member, MoveRequest

Open = Callable[[User], Client]


def page(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


def rows(shown: str) -> int:
    return shown.count('class="nowrap"><a href="/audit/')


@pytest.fixture
def log(
    staff: User, secretary_one: User, other_staff: User, branch_one: Branch, other_branch: Branch
) -> None:
    """Five entries on three days, one of them foreign."""
    with time_machine.travel(datetime(2024, 12, 1, 1, tzinfo=UTC), tick=False):
        record(by=staff, verb=Verb.UPDATE, obj=branch_one, changes={"简称": ("一支部", "第一支部")})
    with time_machine.travel(datetime(2024, 12, 1, 16, 30, tzinfo=UTC), tick=False):
        record(by=secretary_one, verb=Verb.VIEW, obj=branch_one)
    with time_machine.travel(datetime(2024, 12, 9, 4, tzinfo=UTC), tick=False):
        record(by=secretary_one, verb=Verb.REFUSED, outcome=Outcome.REFUSED, detail="/accounts/users/")
        record(by=staff, verb=Verb.EXPORT, kind="members.member", words="党员花名册", detail="112 行")
        record(by=other_staff, verb=Verb.UPDATE, obj=other_branch, changes={"名称": ("湖东甲", "湖东乙")})


def test_auditor_sees_the_committees_entries_newest_first(log: None, client_of: Open, auditor: User) -> None:
    shown = page(client_of(auditor), "/audit/")
    assert rows(shown) == 4
    assert "共 4 条记录" in shown
    assert shown.index("112 行") < shown.index("/accounts/users/") < shown.index("流动党员第一支部")
    assert "湖东" not in shown
    assert "蒋思源" not in shown


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("actor=周", 2),
        ("verb=update", 1),
        ("outcome=refused", 1),
        ("since=2024-12-02", 3),
        ("until=2024-12-01", 1),
        ("since=2024-12-02&until=2024-12-02", 1),
        ("kind=branches.branch", 2),
        ("words=花名册", 1),
        ("verb=login", 0),
    ],
)
def test_filters(log: None, client_of: Open, auditor: User, query: str, count: int) -> None:
    assert rows(page(client_of(auditor), f"/audit/?{query}")) == count


def test_filter_by_branch_and_object(log: None, client_of: Open, auditor: User, branch_one: Branch) -> None:
    client = client_of(auditor)
    assert rows(page(client, f"/audit/?branch={branch_one.pk}")) == 2
    assert rows(page(client, f"/audit/?kind=branches.branch&key={branch_one.pk}")) == 2
    assert rows(page(client, "/audit/?kind=branches.branch&key=99")) == 0


def test_an_entry_tells_what_changed(log: None, client_of: Open, auditor: User) -> None:
    shown = page(client_of(auditor), "/audit/1/")
    for words in (
        "2024-12-01 09:00:00",
        "郑国强",
        "党委工作人员",
        "党支部 流动党员第一支部",
        "简称",
        "一支部",
    ):
        assert words in shown
    assert AuditEntry.objects.get(number=1).mac in shown


def test_foreign_and_missing_entries_answer_alike(log: None, client_of: Open, auditor: User) -> None:
    foreign = AuditEntry.objects.get(object_words="湖东流动党员第一支部").number
    for number in (foreign, 999, 2**70):
        page(client_of(auditor), f"/audit/{number}/", 404)


def test_asking_for_a_foreign_or_missing_row_is_recorded(
    client_of: Open, secretary_one: User, branch_one: Branch, branch_two: Branch
) -> None:
    client = client_of(secretary_one)
    for pk in (branch_two.pk, 999_999, 10**30):
        page(client, f"/branches/{pk}/?q=430602", 404)
    page(client, f"/branches/{branch_one.pk}/")
    page(client, "/no/such/page/", 404)
    traces = AuditEntry.objects.order_by("number").values_list("actor_name", "verb", "outcome", "detail")
    assert list(traces) == [
        ("周明远", "refused", "refused", f"/branches/{branch_two.pk}/"),
        ("周明远", "refused", "refused", "/branches/999999/"),
        ("周明远", "refused", "refused", f"/branches/{10**30}/"),
    ]


@pytest.mark.parametrize("who", ["secretary_one", "staff", "administrator", "outsider"])
def test_only_auditors_read_the_log(
    request: pytest.FixtureRequest, client_of: Open, log: None, who: str
) -> None:
    client = client_of(request.getfixturevalue(who))
    page(client, "/audit/", 403)
    page(client, "/audit/1/", 403)


def test_auditor_of_the_deployment_sees_all(log: None, client_of: Open, operator: User) -> None:
    Assignment.objects.create(user=operator, role=Role.AUDITOR)
    assert rows(page(client_of(operator), "/audit/")) == 5


def test_entries_belong_where_their_object_belongs(
    secretary_two: User, operator: User, branch_one: Branch, branch_two: Branch, outsider: User
) -> None:
    member = Member.objects.create(committee=branch_one.committee, branch=branch_one, name="某人")
    contact = Contact(
        member=member,
        branch=branch_one,
        on=datetime(2024, 12, 1, tzinfo=UTC).date(),
        kind="visit",
        summary="x",
    )
    contact.save()
    request = MoveRequest.objects.create(member=member, to_branch=branch_two)
    park = branch_one.committee_id
    placed = [
        (entry.committee_key, entry.branch_key)
        for entry in (
            record_view(by=operator, obj=member),
            record(by=operator, verb=Verb.CREATE, obj=contact),
            record(by=operator, verb=Verb.REQUEST, obj=request),
            record(by=operator, verb=Verb.UPDATE, obj=branch_one.committee),
            record(by=secretary_two, verb=Verb.EXPORT, words="花名册"),
            record(by=operator, verb=Verb.EXPORT, words="花名册"),
        )
    ]
    assert placed == [
        (park, branch_one.pk),
        (park, branch_one.pk),
        (park, branch_two.pk),
        (park, None),
        (park, None),
        (None, None),
    ]


def test_page_is_safe_from_what_it_shows(client_of: Open, auditor: User) -> None:
    record(by=auditor, verb=Verb.UPDATE, words="<b>x</b>", changes={"<i>": ("<u>", "")}, detail="<s>")
    for path in ("/audit/", "/audit/1/"):
        shown = page(client_of(auditor), path)
        assert [tag for tag in ("<b>x", "<i>", "<u>", "<s>") if tag in shown] == []


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_any_number_of_entries(
    client_of: Open,
    auditor: User,
    administrator: User,
    outsider: User,
    branch_one: Branch,
    count: int,
    django_assert_num_queries: Callable[[int], object],
) -> None:
    for number in range(count):
        record(by=administrator, verb=Verb.VIEW, obj=branch_one, detail=str(number))
    assign_role(by=administrator, user=outsider, role=Role.SECRETARY, branch=branch_one)
    client = client_of(auditor)
    client.get("/audit/")
    with django_assert_num_queries(8):  # type: ignore[attr-defined]  # a context manager
        client.get("/audit/")
