"""Registering and changing enterprises: who may, what is refused and where, what the log says."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from audit.models import AuditEntry
from branches.actions import add_enterprise, change_enterprise
from branches.models import Branch, Committee, Enterprise

pytestmark = pytest.mark.django_db


def last_entry() -> AuditEntry:
    return AuditEntry.objects.order_by("-number")[0]


def test_staff_register_an_enterprise(staff: User, committee: Committee, branch_two: Branch) -> None:
    enterprise = add_enterprise(
        by=staff,
        committee=committee,
        values={
            "name": " 湖风纺织　有限公司 ",
            "credit_code": "9143 0699 ma33 cpwb c７",
            "ownership": "non_public",
            "covered_by": branch_two,
        },
    )
    stored = Enterprise.objects.get(pk=enterprise.pk)
    assert (stored.name, stored.credit_code) == ("湖风纺织 有限公司", "91430699MA33CPWBC7")
    entry = last_entry()
    assert (entry.verb, entry.object_kind, entry.object_words, entry.branch_key) == (
        "create",
        "branches.enterprise",
        "湖风纺织 有限公司",
        branch_two.pk,
    )
    assert entry.changes["统一社会信用代码"] == ["", "91430699MA33CPWBC7"]
    assert entry.changes["联系支部"] == ["", "流动党员第二支部"]


def test_all_faults_come_at_once_each_at_its_field(
    staff: User, committee: Committee, mill: Enterprise
) -> None:
    with pytest.raises(ValidationError) as refused:
        add_enterprise(
            by=staff,
            committee=committee,
            values={
                "name": mill.name,
                "credit_code": "91430699MA33CPWBC8",
                "ownership": "private",
                "arrived_on": date(2024, 5, 1),
                "left_on": date(2024, 4, 1),
            },
        )
    assert refused.value.message_dict == {
        "credit_code": ["统一社会信用代码的校验位不对，请对照营业执照逐位核对。"],
        "ownership": ["值 'private' 不是有效选项。"],
        "name": ["已有同名企业。"],
        "left_on": ["离园日期不能早于入园日期。"],
    }
    assert Enterprise.objects.count() == 1
    assert AuditEntry.objects.count() == 0


def test_a_credit_code_belongs_to_one_enterprise(staff: User, committee: Committee, mill: Enterprise) -> None:
    values = {"name": "另一家公司", "credit_code": mill.credit_code, "ownership": "mixed"}
    with pytest.raises(ValidationError) as refused:
        add_enterprise(by=staff, committee=committee, values=values)
    assert refused.value.message_dict == {"credit_code": ["已有企业使用这个统一社会信用代码。"]}


def test_a_name_must_not_deceive(staff: User, committee: Committee) -> None:
    with pytest.raises(ValidationError) as refused:
        add_enterprise(by=staff, committee=committee, values={"name": "湖风\u202e司公", "ownership": "mixed"})
    assert refused.value.message_dict == {"name": ["这里有不可见的控制字符（U+202E），请删掉后重新输入。"]}


def test_a_foreign_branch_cannot_cover(staff: User, committee: Committee, other_branch: Branch) -> None:
    values = {"name": "湖风纺织", "ownership": "mixed", "covered_by": other_branch}
    with pytest.raises(ValidationError) as refused:
        add_enterprise(by=staff, committee=committee, values=values)
    assert refused.value.message_dict == {"covered_by": ["请选择本党委的支部。"]}


def test_a_dissolved_branch_cannot_cover(staff: User, mill: Enterprise, branch_two: Branch) -> None:
    branch_two.dissolved_on = date(2024, 1, 1)
    branch_two.save()
    with pytest.raises(ValidationError) as refused:
        change_enterprise(by=staff, enterprise=mill, values={"covered_by": branch_two})
    assert refused.value.message_dict == {"covered_by": ["这个支部已经撤销，请选择其他支部。"]}


def test_a_secretary_keeps_the_daily_data_true(secretary_one: User, mill: Enterprise) -> None:
    change_enterprise(by=secretary_one, enterprise=mill, values={"employee_count": 85})
    assert Enterprise.objects.get(pk=mill.pk).employee_count == 85
    assert (last_entry().verb, last_entry().changes) == ("update", {"职工人数": ["", "85"]})


def test_a_secretary_does_not_decide_where_it_counts(
    secretary_one: User, mill: Enterprise, branch_two: Branch
) -> None:
    values = {"name": "新名字", "ownership": "state", "covered_by": branch_two, "employee_count": 3}
    with pytest.raises(ValidationError) as refused:
        change_enterprise(by=secretary_one, enterprise=mill, values=values)
    sentence = ["这一项由党委工作人员修改。"]
    assert refused.value.message_dict == {"name": sentence, "ownership": sentence, "covered_by": sentence}
    assert Enterprise.objects.get(pk=mill.pk).employee_count is None


@pytest.mark.parametrize("enterprise", ["quarry", "orphan"])
def test_a_secretary_leaves_other_enterprises_alone(
    secretary_one: User, enterprise: str, request: pytest.FixtureRequest
) -> None:
    foreign = request.getfixturevalue(enterprise)
    with pytest.raises(PermissionDenied):
        change_enterprise(by=secretary_one, enterprise=foreign, values={"employee_count": 85})


def test_secretaries_and_foreign_staff_register_nothing(
    secretary_one: User, other_staff: User, auditor: User, committee: Committee
) -> None:
    for person in (secretary_one, other_staff, auditor):
        with pytest.raises(PermissionDenied):
            add_enterprise(by=person, committee=committee, values={"name": "湖风", "ownership": "mixed"})


def test_an_edit_without_change_still_leaves_a_trace(staff: User, mill: Enterprise) -> None:
    change_enterprise(by=staff, enterprise=mill, values={"name": mill.name})
    assert (last_entry().verb, last_entry().changes, last_entry().detail) == ("update", {}, "没有改动")
