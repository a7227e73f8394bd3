"""Organisations that grow at a station."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from audit.models import AuditEntry
from branches.models import Branch
from stations.actions import (
    add_organisation,
    approve_organisation,
    change_organisation,
    end_incubation,
    void_organisation,
)
from stations.models import IncubatedOrganisation, IncubationState, Station

pytestmark = pytest.mark.django_db
NEW = {"name": "湖风纺织联合支部", "kind": "joint_branch", "started_on": date(2024, 3, 1)}


@pytest.fixture
def sprout(staff: User, lakeside: Station) -> IncubatedOrganisation:
    return add_organisation(by=staff, station=lakeside, values=NEW)


def faults(refused: pytest.ExceptionInfo[ValidationError]) -> dict[str, list[str]]:
    return refused.value.message_dict


def test_a_secretary_notes_what_grows_at_the_own_station(
    secretary_one: User, lakeside: Station, hub: Station
) -> None:
    organisation = add_organisation(by=secretary_one, station=lakeside, values=NEW)
    assert (organisation.state, IncubatedOrganisation.objects.get()) == (
        IncubationState.GROWING,
        organisation,
    )
    with pytest.raises(PermissionDenied):
        add_organisation(by=secretary_one, station=hub, values=NEW)


def test_approval(staff: User, sprout: IncubatedOrganisation, branch_two: Branch) -> None:
    approved = approve_organisation(
        by=staff, organisation=sprout, on=date(2024, 9, 1), values={"branch": branch_two}
    )
    assert (approved.state, approved.approved_on, approved.branch) == (
        IncubationState.APPROVED,
        date(2024, 9, 1),
        branch_two,
    )
    entry = AuditEntry.objects.latest("number")
    # The entry belongs to the branch that keeps the station, not to the one that it became.
    assert (entry.detail, entry.branch_key) == ("批准成立", sprout.station.branch_id)
    with pytest.raises(ValidationError) as refused:
        approve_organisation(by=staff, organisation=sprout, on=date(2024, 10, 1))
    assert faults(refused) == {
        "approved_on": ["已于 2024-09-01 批准成立，不必再办一次；日期有误请用“修改”。"]
    }


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (date(2025, 1, 26), "批准成立日期不能晚于今天。"),
        (date(2024, 2, 29), "批准成立日期不能早于开始孵化日期。"),
    ],
)
def test_approval_refused(staff: User, sprout: IncubatedOrganisation, on: date, sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        approve_organisation(by=staff, organisation=sprout, on=on)
    assert faults(refused) == {"approved_on": [sentence]}


def test_giving_up_keeps_the_reason(staff: User, sprout: IncubatedOrganisation) -> None:
    change_organisation(by=staff, organisation=sprout, values={"notes": "党员 4 名。"})
    ended = end_incubation(by=staff, organisation=sprout, on=date(2024, 9, 1), notes="企业外迁。")
    assert (ended.state, ended.notes) == (IncubationState.ENDED, "党员 4 名。\n企业外迁。")
    with pytest.raises(ValidationError) as refused:
        change_organisation(by=staff, organisation=sprout, values={"approved_on": date(2024, 10, 1)})
    assert faults(refused) == {"ended_on": ["已批准成立的党组织不再终止孵化，两个日期只填一个。"]}


def test_related_rows_are_the_committees(
    staff: User, sprout: IncubatedOrganisation, other_branch: Branch
) -> None:
    with pytest.raises(ValidationError) as refused:
        change_organisation(by=staff, organisation=sprout, values={"branch": other_branch})
    assert faults(refused) == {"branch": ["请选择本党委的。"]}


def test_one_name_once_at_a_station(staff: User, sprout: IncubatedOrganisation, hub: Station) -> None:
    with pytest.raises(ValidationError) as refused:
        add_organisation(by=staff, station=sprout.station, values=NEW)
    assert faults(refused) == {"name": ["这里已登记过同名的孵化党组织。"]}
    add_organisation(by=staff, station=hub, values=NEW)
    assert IncubatedOrganisation.objects.count() == 2


def test_void(staff: User, secretary_two: User, sprout: IncubatedOrganisation) -> None:
    with pytest.raises(PermissionDenied):
        void_organisation(by=secretary_two, organisation=sprout, reason="错")
    void_organisation(by=staff, organisation=sprout, reason="重复登记")
    assert IncubatedOrganisation.objects.valid().count() == 0
