"""Lists, pages and forms of stations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from branches.models import Branch, Enterprise
from members.models import Enrolment, RelationTransfer
from stations.actions import add_organisation
from stations.models import IncubatedOrganisation, Station
from tests.firms import Enrol
from tests.gatherings import Gather

pytestmark = pytest.mark.django_db
Browse = Callable[[User], Client]
FORM = {"kind": "station", "name": "芦苇荡驿站", "opened_on": "2024-06-01"}


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_counts_people_and_activities(
    client_of: Browse, staff: User, lakeside: Station, hub: Station, gather: Gather, enrol: Enrol,
    branch_one: Branch,
) -> None:  # fmt: skip
    for name in ("周到", "吴声"):
        enrol(name, branch_one)
    Enrolment.objects.update(station=lakeside)
    Enrolment.objects.filter(member__name="吴声").update(ended_on=date(2024, 9, 1), outcome="returned")
    gather(lakeside, date(2025, 1, 3))
    gather(lakeside, date(2025, 1, 4))
    gather(lakeside, date(2024, 12, 31))
    client = client_of(staff)
    rows = {row.record.name: row.record for row in client.get("/stations/").context["table"].rows}
    assert [(rows[n].people, rows[n].held, rows[n].seen) for n in ("湖滨暖流驿站", "港口孵化阵地")] == [
        (1, 2, 2),
        (0, 0, 0),
    ]
    assert "尚无" in text_of(client, "/stations/")
    assert "湖滨暖流驿站" not in text_of(client, "/stations/?activity=idle")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"湖滨暖流驿站", "港口孵化阵地"}),
        ("q=湖滨路", {"湖滨暖流驿站"}),
        ("q=柳依依", {"湖滨暖流驿站"}),
        ("kind=incubator", {"港口孵化阵地"}),
        ("branch=none", {"港口孵化阵地"}),
        ("state=closed", {"岭上暖流驿站"}),
        ("state=all", {"湖滨暖流驿站", "港口孵化阵地", "岭上暖流驿站"}),
    ],
)
def test_filters(
    client_of: Browse,
    staff: User,
    lakeside: Station,
    hub: Station,
    uphill: Station,
    query: str,
    shown: set[str],
) -> None:
    Station.objects.filter(pk=uphill.pk).update(closed_on=date(2024, 1, 1))
    page = client_of(staff).get(f"/stations/?{query}")
    assert {row.record.name for row in page.context["table"].rows} == shown


def test_a_secretary_sees_the_own_and_the_committees(
    client_of: Browse, secretary_one: User, lakeside: Station, hub: Station, uphill: Station
) -> None:
    client = client_of(secretary_one)
    page = text_of(client, "/stations/")
    assert [s.name in page for s in (lakeside, hub, uphill)] == [True, True, False]
    answers = [client.get(f"/stations/{s.pk}/").status_code for s in (lakeside, hub, uphill)]
    assert answers == [200, 200, 404]
    edits = [client.get(f"/stations/{s.pk}/edit/").status_code for s in (lakeside, hub, uphill)]
    assert edits == [200, 404, 404]
    assert client.get("/stations/new/").status_code == 403


def test_the_page_gathers_what_hangs_on_a_station(
    client_of: Browse, staff: User, lakeside: Station, gather: Gather, enrol: Enrol, branch_one: Branch,
    branch_two: Branch,
) -> None:  # fmt: skip
    here, gone = enrol("周到", branch_one), enrol("吴声", branch_one)
    Enrolment.objects.update(station=lakeside)
    Enrolment.objects.filter(member=gone).update(ended_on=date(2024, 9, 1), outcome="settled")
    RelationTransfer.objects.create(
        member=gone, branch=branch_one, direction="in", state="received", from_organisation="甲",
        to_organisation="乙", letter_number="1 号", sent_on=date(2024, 8, 1), valid_until=date(2024, 10, 1),
        finished_on=date(2024, 9, 1), station=lakeside,
    )  # fmt: skip
    gather(lakeside, date(2025, 1, 3), title="新春茶话会")
    gather(lakeside, date(2025, 1, 5), title="取消的聚会", state="cancelled")
    add_organisation(
        by=staff, station=lakeside,
        values={"name": "湖风支部", "kind": "branch", "approved_on": date(2024, 5, 1), "branch": branch_two},
    )  # fmt: skip
    page = text_of(client_of(staff), f"/stations/{lakeside.pk}/")
    shown = (here.name, gone.name, "新春茶话会", "湖风支部", "第二支部", "138****1234", "2024-09-01")
    assert [words for words in shown if words not in page] == []
    assert ("取消的聚会" in page, "13807301234" in page) == (False, False)


def test_another_branchs_rows_do_not_show(
    client_of: Browse, secretary_one: User, staff: User, hub: Station, gather: Gather, enrol: Enrol,
    branch_two: Branch,
) -> None:  # fmt: skip
    stranger = enrol("钱外人", branch_two)
    Enrolment.objects.update(station=hub)
    gather(hub, date(2025, 1, 3), branch=branch_two, title="外支部聚会")
    add_organisation(
        by=staff, station=hub,
        values={"name": "岭上支部", "kind": "branch", "approved_on": date(2024, 5, 1), "branch": branch_two},
    )  # fmt: skip
    page = text_of(client_of(secretary_one), f"/stations/{hub.pk}/")
    assert [words in page for words in (stranger.name, "外支部聚会", branch_two.short_name)] == [False] * 3
    assert ("岭上支部" in page, "其他支部" in page) == (True, True)


def test_staff_open_and_change_a_station(
    client_of: Browse, staff: User, branch_one: Branch, mill: Enterprise
) -> None:
    client = client_of(staff)
    response = client.post(
        "/stations/new/", {**FORM, "branch": branch_one.pk, "host": mill.pk, "keeper_phone": "13807301234"}
    )
    station = Station.objects.get()
    assert (response["Location"], station.branch, station.host) == (
        f"/stations/{station.pk}/",
        branch_one,
        mill,
    )
    page = text_of(client, f"/stations/{station.pk}/edit/")
    assert ('name="revision" value="1"' in page, "13807301234" in page, "138****1234" in page) == (
        True,
        False,
        True,
    )
    edit = f"/stations/{station.pk}/edit/"
    client.post(edit, {**FORM, "branch": "", "revision": "1"})
    station.refresh_from_db()
    assert (station.branch, station.keeper_phone, station.revision) == (None, "13807301234", 2)
    stale = client.post(edit, {**FORM, "name": "别名", "revision": "1"})
    assert "别人改过这条记录" in stale.content.decode()
    client.post(edit, {**FORM, "clear_keeper_phone": "on", "revision": "2"})
    station.refresh_from_db()
    assert station.keeper_phone == ""


def test_sent_twice_it_is_opened_once(client_of: Browse, staff: User, branch_one: Branch) -> None:
    client = client_of(staff)
    answers = [client.post("/stations/new/", FORM) for _ in range(2)]
    assert [a.status_code for a in answers] == [302, 200]
    assert (Station.objects.count(), "已有同名的驿站或阵地。" in answers[1].content.decode()) == (1, True)


def test_a_secretary_cannot_give_the_station_away(
    client_of: Browse, secretary_one: User, lakeside: Station, branch_one: Branch, branch_two: Branch
) -> None:
    client, edit = client_of(secretary_one), f"/stations/{lakeside.pk}/edit/"
    page = text_of(client, edit)
    assert ['name="branch"' in page, "登记有误，作废" in page] == [False, False]
    client.post(edit, {**FORM, "branch": branch_two.pk, "revision": "1"})
    lakeside.refresh_from_db()
    assert (lakeside.branch, lakeside.name) == (branch_one, "芦苇荡驿站")


def test_close_and_open_again(client_of: Browse, secretary_one: User, lakeside: Station) -> None:
    client = client_of(secretary_one)
    response = client.post(f"/stations/{lakeside.pk}/close/", {"closed_on": "2025-01-20"}, follow=True)
    assert [words in response.content.decode() for words in ("已停用。", "2025-01-20")] == [True, True]
    edit = f"/stations/{lakeside.pk}/edit/"
    assert 'name="closed_on"' in text_of(client, edit)
    client.post(edit, {**FORM, "closed_on": "", "revision": "2"})
    lakeside.refresh_from_db()
    assert lakeside.closed_on is None


def test_void(client_of: Browse, staff: User, lakeside: Station) -> None:
    client = client_of(staff)
    assert f"/stations/{lakeside.pk}/void/" in text_of(client, f"/stations/{lakeside.pk}/edit/")
    nothing = client.post(f"/stations/{lakeside.pk}/void/", {"reason": ""})
    assert "请填写原因。" in nothing.content.decode()
    response = client.post(f"/stations/{lakeside.pk}/void/", {"reason": "重复登记"})
    assert response["Location"] == "/stations/"
    pages = ("", "edit/", "close/", "void/", "wall/", "organisations/new/")
    assert {client.get(f"/stations/{lakeside.pk}/{page}").status_code for page in pages} == {404}


def test_reveal(client_of: Browse, secretary_one: User, lakeside: Station) -> None:
    client = client_of(secretary_one)
    assert "13807301234" in client.post(f"/stations/{lakeside.pk}/reveal/").content.decode()
    part = client.post(f"/stations/{lakeside.pk}/reveal/", headers={"HX-Request": "true"})
    assert part.content.decode().strip() == '<span class="secret" role="status">13807301234</span>'
    assert client.get(f"/stations/{lakeside.pk}/reveal/").status_code == 405


def test_the_wall_shows_no_number_and_only_doors_that_open(
    client_of: Browse, secretary_one: User, lakeside: Station
) -> None:
    response = client_of(secretary_one).get(f"/stations/{lakeside.pk}/wall/")
    page = response.content.decode()
    doors = response.context["doors"]
    assert page.count("<svg") >= len(doors)
    assert all(door.href.startswith("http://testserver/") and lakeside.token in door.href for door in doors)
    assert [words in page for words in ("湖滨暖流驿站", "柳依依", "工作日 9:00—17:00")] == [True] * 3
    assert "1234" not in page.replace(lakeside.token, "")


def test_organisations_from_note_to_approval(
    client_of: Browse, secretary_one: User, lakeside: Station, branch_one: Branch
) -> None:
    client = client_of(secretary_one)
    add = f"/stations/{lakeside.pk}/organisations/new/"
    values = {"name": "湖风支部", "kind": "branch", "started_on": "2024-03-01"}
    assert client.post(add, values)["Location"] == f"/stations/{lakeside.pk}/#organisations"
    row = IncubatedOrganisation.objects.get()
    listed = text_of(client, "/stations/organisations/?state=growing")
    assert [words in listed for words in ("湖风支部", "孵化中", "批准成立", "湖滨暖流驿站")] == [True] * 4
    client.post(
        f"/stations/organisations/{row.pk}/approve/", {"approved_on": "2024-09-01", "branch": branch_one.pk}
    )
    row.refresh_from_db()
    assert (row.approved_on, row.branch) == (date(2024, 9, 1), branch_one)
    assert "湖风支部" not in text_of(client, "/stations/organisations/?state=growing")
    again = client.post(f"/stations/organisations/{row.pk}/end/", {"ended_on": "2024-09-02"})
    assert "已于 2024-09-01 批准成立" in again.content.decode()
    edit = f"/stations/organisations/{row.pk}/edit/"
    client.post(edit, {**values, "name": "湖风联合支部", "revision": str(row.revision)})
    row.refresh_from_db()
    assert (row.name, row.approved_on) == ("湖风联合支部", None)
    client.post(f"/stations/organisations/{row.pk}/void/", {"reason": "重复"})
    assert "没有符合条件的孵化党组织。" in text_of(client, "/stations/organisations/")


def test_what_became_a_branch_out_of_sight_stays(
    client_of: Browse, secretary_one: User, staff: User, lakeside: Station, branch_two: Branch
) -> None:
    values = {"name": "岭上支部", "kind": "branch", "approved_on": date(2024, 5, 1), "branch": branch_two}
    row = add_organisation(by=staff, station=lakeside, values=values)
    client, edit = client_of(secretary_one), f"/stations/organisations/{row.pk}/edit/"
    assert branch_two.short_name not in text_of(client, edit)
    client.post(edit, {"name": "岭上党支部", "kind": "branch", "approved_on": "2024-05-01", "revision": "1"})
    row.refresh_from_db()
    assert (row.name, row.branch) == ("岭上党支部", branch_two)


def test_empty_lists_say_so(client_of: Browse, staff: User) -> None:
    client = client_of(staff)
    assert "没有符合条件的驿站和阵地。" in text_of(client, "/stations/")
    assert "没有符合条件的孵化党组织。" in text_of(client, "/stations/organisations/")
