"""Founding, changing and dissolving branches; the committee's settings; partnerships."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from audit.models import AuditEntry
from branches.actions import (
    add_branch,
    add_partnership,
    change_branch,
    change_committee,
    change_partnership,
)
from branches.models import Branch, Committee, Enterprise, Partnership
from tests.firms import Enrol

pytestmark = pytest.mark.django_db


def test_staff_found_a_branch(staff: User, committee: Committee, mill: Enterprise) -> None:
    values = {"name": "流动党员第七支部", "short_name": "第七支部", "code": "b7", "host": mill}
    branch = add_branch(by=staff, committee=committee, values=values)
    assert Branch.objects.get(code="b7") == branch
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.object_words, entry.branch_key) == ("create", "流动党员第七支部", branch.pk)
    assert entry.changes["依托企业"] == ["", "湖风纺织有限公司"]


def test_names_and_codes_are_unique_in_the_committee(
    staff: User, committee: Committee, branch_one: Branch
) -> None:
    values = {"name": branch_one.name, "short_name": branch_one.short_name, "code": branch_one.code}
    with pytest.raises(ValidationError) as refused:
        add_branch(by=staff, committee=committee, values=values)
    assert refused.value.message_dict == {
        "name": ["本党委已有同名党支部。"],
        "short_name": ["本党委已有相同简称的党支部。"],
        "code": ["代码已被使用。"],
    }


def test_a_host_is_one_of_the_committees_enterprises(
    staff: User, branch_one: Branch, other_committee: Committee
) -> None:
    foreign = Enterprise.objects.create(committee=other_committee, name="外地公司", ownership="mixed")
    with pytest.raises(ValidationError) as refused:
        change_branch(by=staff, branch=branch_one, values={"host": foreign})
    assert refused.value.message_dict == {"host": ["请选择本党委的企业。"]}


def test_a_branch_with_members_is_not_dissolved(staff: User, branch_one: Branch, enrol: Enrol) -> None:
    enrol("周到", branch_one)
    enrol("吴声", branch_one)
    with pytest.raises(ValidationError) as refused:
        change_branch(by=staff, branch=branch_one, values={"dissolved_on": date(2024, 6, 1)})
    assert refused.value.message_dict == {"dissolved_on": ["还有 2 名党员在册，请先把他们调整到其他支部。"]}


def test_a_branch_that_covers_enterprises_is_not_dissolved(
    staff: User, branch_one: Branch, mill: Enterprise
) -> None:
    with pytest.raises(ValidationError) as refused:
        change_branch(by=staff, branch=branch_one, values={"dissolved_on": date(2024, 6, 1)})
    assert refused.value.message_dict == {"dissolved_on": ["还联系着 1 家企业，请先改由其他支部联系。"]}
    mill.left_on = date(2024, 5, 1)
    mill.save()
    change_branch(by=staff, branch=branch_one, values={"dissolved_on": date(2024, 6, 1)})
    assert Branch.objects.get(pk=branch_one.pk).dissolved_on == date(2024, 6, 1)


def test_a_secretary_changes_no_branch(secretary_one: User, branch_one: Branch) -> None:
    with pytest.raises(PermissionDenied):
        change_branch(by=secretary_one, branch=branch_one, values={"name": "自己的支部"})
    with pytest.raises(PermissionDenied):
        add_branch(by=secretary_one, committee=branch_one.committee, values={"name": "新支部"})


def test_the_administrator_changes_the_settings(administrator: User, committee: Committee) -> None:
    change_committee(by=administrator, committee=committee, values={"contact_months": 2, "letter_days": 60})
    stored = Committee.objects.get()
    assert (stored.contact_months, stored.letter_days) == (2, 60)
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.committee_key) == ("settings", committee.pk)
    assert entry.changes == {"联系间隔（月）": ["3", "2"], "介绍信有效期（天）": ["90", "60"]}


def test_settings_stay_within_reason(administrator: User, committee: Committee) -> None:
    with pytest.raises(ValidationError) as refused:
        change_committee(by=administrator, committee=committee, values={"register_days": 0})
    assert refused.value.message_dict == {"register_days": ["请填 1 至 365 之间的整数。"]}
    with pytest.raises(ValidationError) as refused:
        change_committee(by=administrator, committee=committee, values={"contact_months": 12})
    assert refused.value.message_dict == {"lost_months": ["失联认定的月数不能少于联系间隔的月数。"]}


def test_staff_do_not_change_the_settings(staff: User, committee: Committee) -> None:
    with pytest.raises(PermissionDenied):
        change_committee(by=staff, committee=committee, values={"contact_months": 2})


def test_partnerships_begin_and_end(staff: User, committee: Committee) -> None:
    values = {"partner": "江对岸流动党员党委", "region": "湖北省荆州市", "started_on": date(2021, 9, 17)}
    partnership = add_partnership(by=staff, committee=committee, values=values)
    with pytest.raises(ValidationError) as refused:
        add_partnership(by=staff, committee=committee, values=values)
    assert refused.value.message_dict == {"partner": ["已登记与这个党组织的共建。"]}
    with pytest.raises(ValidationError) as refused:
        change_partnership(by=staff, partnership=partnership, values={"ended_on": date(2021, 9, 1)})
    assert refused.value.message_dict == {"ended_on": ["结束日期应晚于共建日期。"]}
    change_partnership(by=staff, partnership=partnership, values={"ended_on": date(2024, 9, 17)})
    assert Partnership.objects.get().ended_on == date(2024, 9, 17)
    assert [entry.verb for entry in AuditEntry.objects.order_by("number")] == ["create", "update"]


def test_a_secretary_changes_no_partnership(secretary_one: User, committee: Committee) -> None:
    with pytest.raises(PermissionDenied):
        add_partnership(by=secretary_one, committee=committee, values={"partner": "江对岸"})
