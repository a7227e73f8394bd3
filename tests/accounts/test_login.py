from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEntry
from tests.people import PASSWORD

LOGIN = "/accounts/login/"
WRONG = "登录名或密码不对，请重新输入。"
LOCKED = "账号暂时锁定"


def log_in(client: Client, username: str, password: str = PASSWORD, **query: str) -> tuple[int, str, str]:
    """Return the status, where it leads, and the page."""
    response = client.post(LOGIN, {"username": username, "password": password, **query})
    return response.status_code, response.headers.get("Location", ""), response.content.decode()


def traces() -> list[tuple[str, str, str, str, str]]:
    columns = ("actor_name", "verb", "object_words", "outcome", "detail")
    return list(AuditEntry.objects.order_by("number").values_list(*columns))


def is_logged_in(client: Client) -> bool:
    return client.get("/accounts/own/").status_code == 200


def test_login_leads_to_where_one_wanted_to_go(client: Client, secretary_one: User) -> None:
    response = client.get("/members/?q=%E5%BC%A0")
    assert response.headers["Location"] == "/accounts/login/?next=%2Fmembers%2F%3Fq%3D%25E5%25BC%25A0"
    page = client.get(response.headers["Location"]).content.decode()
    assert '<input type="hidden" name="next" value="/members/?q=%E5%BC%A0">' in page
    assert "登录已失效" not in page
    assert log_in(client, "shuji1", next="/members/?q=%E5%BC%A0")[:2] == (302, "/members/?q=%E5%BC%A0")
    assert is_logged_in(client)


def test_login_never_leads_to_another_host(client: Client, secretary_one: User) -> None:
    assert log_in(client, "shuji1", next="https://example.org/")[:2] == (302, "/accounts/start/")


@pytest.mark.parametrize("typed", ["shuji1", "SHUJI1", " Shuji1 ", "ｓｈｕｊｉ１"])
def test_login_name_is_found_however_it_is_written(client: Client, secretary_one: User, typed: str) -> None:
    assert log_in(client, typed)[0] == 302


def test_login_and_logout_leave_traces(client: Client, secretary_one: User) -> None:
    log_in(client, "shuji1", "wrong")
    log_in(client, "shuji1")
    client.post("/accounts/logout/")
    assert not is_logged_in(client)
    assert traces() == [
        ("未登录", "login_failed", "周明远（shuji1）", "failed", ""),
        ("周明远", "login", "周明远（shuji1）", "done", ""),
        ("周明远", "logout", "周明远（shuji1）", "done", ""),
    ]
    entry = AuditEntry.objects.get(verb="login")
    assert (entry.address, entry.role) == ("127.0.0.1", "支部书记（第一支部）")
    assert entry.committee_key == secretary_one.committee_id


def test_what_was_typed_as_an_unknown_name_is_kept_nowhere(client: Client, secretary_one: User) -> None:
    typed = "MySecretPassword7"
    log_in(client, typed, "shuji1")
    assert traces() == [("未登录", "login_failed", "未知账号", "failed", "")]
    assert AuditEntry.objects.get().committee_key == secretary_one.committee_id
    row = str(AccessAttempt.objects.values().get()).lower()
    assert typed.lower() not in row


def test_logout_needs_a_post(client: Client, secretary_one: User) -> None:
    log_in(client, "shuji1")
    assert client.get("/accounts/logout/").status_code == 405
    assert is_logged_in(client)


def test_logout_twice_is_no_error(client: Client, db: None) -> None:
    assert client.post("/accounts/logout/").headers["Location"] == LOGIN


def test_wrong_password_unknown_name_and_stopped_account_answer_alike(client: Client, outsider: User) -> None:
    stopped = User.objects.create(
        username="stopped", name="停用者", is_active=False, password=outsider.password
    )
    pages = {
        log_in(client, "luren", "wrong")[2],
        log_in(client, "nobody", "wrong")[2].replace("nobody", "luren"),
        log_in(client, stopped.username, PASSWORD)[2].replace("stopped", "luren"),
    }
    # What the pages hold by chance: the token against forged requests.
    assert len({strip_tokens(page) for page in pages}) == 1
    assert WRONG in pages.pop()


def strip_tokens(page: str) -> str:
    import re  # noqa: PLC0415

    return re.sub(r'(csrfmiddlewaretoken" value="|CSRFToken": ")\w+', "", page)


@pytest.mark.parametrize("name", ["shuji1", "nobody"])
def test_five_failures_lock_whether_the_name_exists_or_not(
    client: Client, secretary_one: User, name: str
) -> None:
    statuses = [log_in(client, name, "wrong")[0] for _ in range(5)]
    assert statuses == [200, 200, 200, 200, 429]
    status, _, page = log_in(client, name.upper())
    assert status == 429
    assert LOCKED in page
    assert "<strong>30 分钟</strong>" in page
    assert "shuji1" not in page
    assert [verb for _, verb, *_ in traces()] == ["login_failed"] * 4 + ["locked", "login_failed"]
    assert client.get(LOGIN).status_code == 200


def test_lock_tells_when_it_ends_and_ends_then(client: Client, secretary_one: User) -> None:
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        for _ in range(5):
            log_in(client, "shuji1", "wrong")
    with time_machine.travel(now + timedelta(minutes=20, seconds=30), tick=False):
        assert "<strong>10 分钟</strong>" in log_in(client, "shuji1")[2]
    with time_machine.travel(now + timedelta(minutes=30, seconds=1), tick=False):
        assert log_in(client, "shuji1")[0] == 302


def test_lock_holds_for_one_address_and_one_name(
    client: Client, secretary_one: User, secretary_two: User
) -> None:
    for _ in range(5):
        log_in(client, "shuji1", "wrong")
    assert log_in(Client(REMOTE_ADDR="192.0.2.7"), "shuji1")[0] == 302
    assert log_in(Client(), "shuji2")[0] == 302


def test_success_forgets_earlier_failures(client: Client, secretary_one: User) -> None:
    for _ in range(2):
        for _ in range(4):
            assert log_in(client, "shuji1", "wrong")[0] == 200
        assert log_in(client, "shuji1")[0] == 302
        client.post("/accounts/logout/")


def test_empty_fields_are_no_attempt(client: Client, secretary_one: User) -> None:
    for _ in range(6):
        assert log_in(client, "shuji1", "")[0] == 200
    assert traces() == []


def test_session_changes_its_key_at_login(client: Client, secretary_one: User) -> None:
    client.session.save()
    before = client.session.session_key
    log_in(client, "shuji1")
    assert client.session.session_key != before


def test_a_session_ends_after_half_an_hour_without_a_click(client: Client, secretary_one: User) -> None:
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        log_in(client, "shuji1")
    with time_machine.travel(now + timedelta(minutes=25), tick=False):
        assert is_logged_in(client)
    with time_machine.travel(now + timedelta(minutes=50), tick=False):
        assert is_logged_in(client)
    with time_machine.travel(now + timedelta(minutes=81), tick=False):
        response = client.get("/accounts/own/")
        assert response.headers["Location"] == "/accounts/login/?next=%2Faccounts%2Fown%2F&ended=1"
        page = client.get(response.headers["Location"]).content.decode()
        assert "登录已失效：超过 30 分钟没有操作会自动退出" in page
        assert log_in(client, "shuji1", next="/accounts/own/")[:2] == (302, "/accounts/own/")


def test_after_the_end_of_a_session_a_button_leads_back_to_its_page(client: Client, db: None) -> None:
    response = client.post(
        "/accounts/users/7/reset/", headers={"Referer": "http://testserver/accounts/users/7/"}
    )
    assert response.headers["Location"] == "/accounts/login/?next=%2Faccounts%2Fusers%2F7%2F&unsent=1"
    page = client.get(response.headers["Location"]).content.decode()
    assert "登录已超时，刚才填写的内容没有提交，请登录后重新填写。登录后会回到刚才的页面。" in page
    elsewhere = client.post("/accounts/users/7/reset/", headers={"Referer": "http://example.org/x"})
    assert elsewhere.headers["Location"] == f"{LOGIN}?unsent=1"


def test_part_of_a_page_moves_the_whole_page_to_the_login(client: Client, db: None) -> None:
    response = client.get(
        "/members/?page=2", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/members/?q=x"}
    )
    assert response.headers["HX-Redirect"] == "/accounts/login/?next=%2Fmembers%2F%3Fq%3Dx"


def test_reading_pages_stores_the_session_once_a_minute(
    secretary_one: User,
    client_of: Callable[[User], Client],
    django_assert_num_queries: Callable[..., object],
) -> None:
    client = client_of(secretary_one)
    client.get("/accounts/own/")
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as captured:
        client.get("/accounts/own/")
    assert [query["sql"] for query in captured if not query["sql"].startswith("SELECT")] == []


def test_start_is_the_first_page_that_one_may_open(
    client_of: Callable[[User], Client], secretary_one: User, auditor: User, outsider: User
) -> None:
    def leads_to(user: User) -> str:
        return client_of(user).get("/accounts/start/").headers["Location"]

    assert leads_to(secretary_one) == reverse("reports:dashboard")
    assert leads_to(auditor) == reverse("audit:entries")
    assert leads_to(outsider) == reverse("accounts:own")
