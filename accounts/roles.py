"""Roles as readable code: what each may do, with the sentence that is shown to people.

Permissions are named in Django's way (``app.codename``) and asked for with ``user.has_perm``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.db import models


class Role(models.TextChoices):
    """The four kinds of people who log in."""

    SECRETARY = "secretary", "支部书记"
    STAFF = "staff", "党委工作人员"
    ADMINISTRATOR = "administrator", "管理员"
    AUDITOR = "auditor", "审计员"


PLACES: Mapping[Role, str] = MappingProxyType(
    {
        Role.SECRETARY: "管理一个党支部，只看得到本支部的党员。",
        Role.STAFF: "管理本党委的全部党支部。",
        Role.ADMINISTRATOR: "在工作人员之上，还管理账号、设置和月度报表。",
        Role.AUDITOR: "查看本党委的审计日志，看不到党员信息。",
    }
)

PERMISSIONS: Mapping[str, str] = MappingProxyType(
    {
        "branches.view_committee": "查看党委信息",
        "branches.add_committee": "新建党委（只限管理全部党委的账号）",
        "branches.change_committee": "修改党委信息和设置",
        "branches.view_branch": "查看党支部",
        "branches.add_branch": "新建党支部",
        "branches.change_branch": "修改党支部",
        "branches.view_enterprise": "查看企业",
        "branches.add_enterprise": "登记企业",
        "branches.change_enterprise": "修改企业",
        "branches.import_enterprise": "导入企业名单",
        "branches.view_partnership": "查看党建共建",
        "branches.change_partnership": "维护党建共建",
        "members.view_member": "查看流动党员",
        "members.view_enrolment": "查看在册记录",
        "members.view_contact": "查看联系记录",
        "members.add_member": "登记流动党员",
        "members.change_member": "修改流动党员信息",
        "members.reveal_member": "查看完整证件号和手机号",
        "members.search_member": "按证件号或手机号查找",
        "members.end_enrolment": "结束管理并写明去向",
        "members.move_member": "调整党员所在支部",
        "members.add_contact": "记录联系情况",
        "members.view_moverequest": "查看调入申请",
        "members.add_moverequest": "申请调入党员",
        "members.decide_moverequest": "审批调入申请",
        "members.import_member": "导入党员花名册",
        "members.export_member": "导出党员花名册",
        "reports.view_dashboard": "查看工作台和统计数字",
        "reports.export_report": "导出月度报表",
        "accounts.view_user": "查看账号",
        "accounts.change_user": "新建、停用账号，重置密码，授予角色",
        "audit.view_auditentry": "查看审计日志",
    }
)

_READING = (
    "branches.view_committee",
    "branches.view_branch",
    "branches.view_enterprise",
    "branches.view_partnership",
    "members.view_member",
    "members.view_enrolment",
    "members.view_contact",
    "members.view_moverequest",
    "reports.view_dashboard",
)
_KEEPING = (
    *_READING,
    "branches.change_enterprise",
    "members.add_member",
    "members.change_member",
    "members.reveal_member",
    "members.search_member",
    "members.end_enrolment",
    "members.add_contact",
    "members.add_moverequest",
    "members.import_member",
    "members.export_member",
)
_STEERING = (
    *_KEEPING,
    "branches.add_branch",
    "branches.change_branch",
    "branches.add_enterprise",
    "branches.import_enterprise",
    "branches.change_partnership",
    "members.move_member",
    "members.decide_moverequest",
)

GRANTS: Mapping[Role, frozenset[str]] = MappingProxyType(
    {
        Role.SECRETARY: frozenset(_KEEPING),
        Role.STAFF: frozenset(_STEERING),
        Role.ADMINISTRATOR: frozenset(
            (
                *_STEERING,
                "branches.add_committee",
                "branches.change_committee",
                "reports.export_report",
                "accounts.view_user",
                "accounts.change_user",
            )
        ),
        Role.AUDITOR: frozenset(("audit.view_auditentry", "branches.view_committee", "branches.view_branch")),
    }
)


DEPLOYMENT_WIDE = frozenset({"branches.add_committee"})
"""What only an assignment for the whole deployment grants."""


def is_granted(permission: str, role: Role, *, deployment_wide: bool) -> bool:
    """Tell whether an assignment of ``role``, for everything or for a part, grants ``permission``."""
    return permission in GRANTS[role] and (deployment_wide or permission not in DEPLOYMENT_WIDE)


def sentences_of(role: Role) -> list[str]:
    """Return what ``role`` may do, in the order of :data:`PERMISSIONS`."""
    return [words for name, words in PERMISSIONS.items() if name in GRANTS[role]]
