"""Opening, changing, closing and voiding stations; the keeper's number."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from audit.models import AuditEntry
from branches.models import Branch, Committee, Enterprise
from stations.actions import add_station, change_station, close_station, reveal_keeper_phone, void_station
from stations.models import Station
from tests.gatherings import Gather

pytestmark = pytest.mark.django_db
NEW = {"kind": "station", "name": "芦苇荡驿站", "opened_on": date(2024, 6, 1)}


def faults(refused: pytest.ExceptionInfo[ValidationError]) -> dict[str, list[str]]:
    return refused.value.message_dict


def test_staff_open_a_station_of_a_branch(staff: User, branch_one: Branch, mill: Enterprise) -> None:
    values = {
        **NEW,
        "name": " 芦苇荡　驿站 ",
        "branch": branch_one,
        "host": mill,
        "keeper_phone": "138-0730-1234",
    }
    station = add_station(by=staff, committee=branch_one.committee, values=values)
    stored = Station.objects.get()
    assert (stored, stored.name, stored.keeper_phone) == (station, "芦苇荡 驿站", "13807301234")
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.object_words, entry.branch_key) == ("create", "芦苇荡 驿站", branch_one.pk)
    assert entry.changes["负责人电话"] == ["", "138****1234"]


def test_all_faults_are_told_at_once(staff: User, committee: Committee, lakeside: Station) -> None:
    values = {"kind": "", "name": lakeside.name, "opened_on": date(2025, 1, 26), "keeper_phone": "12"}
    with pytest.raises(ValidationError) as refused:
        add_station(by=staff, committee=committee, values=values)
    assert faults(refused) == {
        "kind": ["此字段不能为空。"],
        "name": ["已有同名的驿站或阵地。"],
        "opened_on": ["启用日期不能晚于今天。"],
        "keeper_phone": ["电话号码不对：手机号是 11 位数字，固定电话请带区号，如 0730-8888888。"],
    }


@pytest.mark.parametrize("phone", ["13807301234", "07308888888", "8888888", "4001234567", ""])
def test_phones_of_every_kind(staff: User, committee: Committee, phone: str) -> None:
    station = add_station(by=staff, committee=committee, values={**NEW, "keeper_phone": phone})
    assert station.keeper_phone == phone


def test_a_secretary_opens_none(secretary_one: User, branch_one: Branch) -> None:
    with pytest.raises(PermissionDenied):
        add_station(by=secretary_one, committee=branch_one.committee, values={**NEW, "branch": branch_one})
    assert Station.objects.count() == 0


def test_branch_and_host_are_the_committees(
    staff: User, committee: Committee, lakeside: Station, other_branch: Branch, branch_two: Branch
) -> None:
    foreign = Enterprise.objects.create(committee=other_branch.committee, name="外地公司", ownership="mixed")
    with pytest.raises(ValidationError) as refused:
        change_station(by=staff, station=lakeside, values={"host": foreign})
    assert faults(refused) == {"host": ["请选择本党委的。"]}
    Branch.objects.filter(pk=branch_two.pk).update(dissolved_on=date(2024, 1, 1))
    branch_two.refresh_from_db()
    with pytest.raises(ValidationError) as refused:
        change_station(by=staff, station=lakeside, values={"branch": branch_two})
    assert faults(refused) == {"branch": ["这个支部已经撤销，请选择其他支部。"]}


def test_a_secretary_changes_the_own_station_only(
    secretary_one: User, lakeside: Station, hub: Station, uphill: Station, branch_two: Branch
) -> None:
    changed = change_station(by=secretary_one, station=lakeside, values={"keeper": "杨柳"}, revision=1)
    assert (changed.keeper, changed.revision) == ("杨柳", 2)
    for foreign in (hub, uphill):
        with pytest.raises(PermissionDenied):
            change_station(by=secretary_one, station=foreign, values={"keeper": "杨柳"})
    for branch in (branch_two, None):
        with pytest.raises(PermissionDenied):
            change_station(by=secretary_one, station=lakeside, values={"branch": branch})


def test_an_old_page_overwrites_nothing(staff: User, lakeside: Station) -> None:
    change_station(by=staff, station=lakeside, values={"keeper": "杨柳"}, revision=1)
    with pytest.raises(ValidationError, match="别人改过这条记录"):
        change_station(by=staff, station=lakeside, values={"keeper": "白杨"}, revision=1)
    assert Station.objects.get().keeper == "杨柳"


def test_closing(secretary_one: User, lakeside: Station) -> None:
    closed = close_station(by=secretary_one, station=lakeside, on=date(2025, 1, 25))
    assert (closed.closed_on, closed.is_open_on(date(2025, 1, 24)), closed.is_open_on(date(2025, 1, 25))) == (
        date(2025, 1, 25),
        True,
        False,
    )
    assert list(Station.objects.on(date(2025, 1, 25))) == []
    with pytest.raises(ValidationError) as refused:
        close_station(by=secretary_one, station=lakeside, on=date(2025, 1, 25))
    assert faults(refused) == {"closed_on": ["已于 2025-01-25 停用，不必再停用一次。"]}


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (date(2025, 1, 26), "停用日期不能晚于今天。"),
        (date(2022, 3, 9), "停用日期不能早于启用日期 2022-03-10。"),
        (date(2025, 1, 20), "还有 1 场筹备中的活动定在停用之后，请先改地点或取消。"),
    ],
)
def test_closing_refused(
    secretary_one: User, lakeside: Station, gather: Gather, on: date, sentence: str
) -> None:
    gather(lakeside, date(2025, 2, 3), state="planned")
    gather(lakeside, date(2025, 2, 4), state="cancelled")
    with pytest.raises(ValidationError) as refused:
        close_station(by=secretary_one, station=lakeside, on=on)
    assert faults(refused) == {"closed_on": [sentence]}


def test_what_something_hangs_on_is_not_void(staff: User, lakeside: Station, gather: Gather) -> None:
    gather(lakeside, date(2024, 2, 3))
    with pytest.raises(ValidationError) as refused:
        void_station(by=staff, station=lakeside, reason="重复")
    assert faults(refused) == {"reason": ["这里已经登记了 1 场活动，不能作废；不再使用请办理停用。"]}


def test_what_was_entered_in_error_is_void(staff: User, secretary_one: User, lakeside: Station) -> None:
    with pytest.raises(PermissionDenied):
        void_station(by=secretary_one, station=lakeside, reason="重复")
    void_station(by=staff, station=lakeside, reason="重复")
    assert (Station.objects.count(), Station.objects.valid().count()) == (1, 0)
    assert AuditEntry.objects.get(verb="void").detail == "重复"
    # Its name is free again.
    add_station(by=staff, committee=lakeside.committee, values={**NEW, "name": lakeside.name})
    assert Station.objects.valid().count() == 1


def test_the_keepers_number_leaves_a_trace(
    secretary_one: User, secretary_two: User, lakeside: Station
) -> None:
    assert reveal_keeper_phone(by=secretary_one, station=lakeside) == "13807301234"
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.actor_name, entry.detail) == ("reveal", "周明远", "负责人电话")
    with pytest.raises(PermissionDenied):
        reveal_keeper_phone(by=secretary_two, station=lakeside)
