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
        "members.view_relationtransfer": "查看组织关系转接",
        "members.change_relationtransfer": "办理组织关系转接",
        "members.view_honour": "查看荣誉",
        "members.change_honour": "登记荣誉",
        "members.view_seat": "查看班子任职",
        "members.change_seat": "登记班子任职",
        "members.view_cardcheck": "查看活动证查验",
        "members.change_cardcheck": "登记活动证查验",
        "stations.view_station": "查看驿站和阵地",
        "stations.add_station": "新建驿站和阵地",
        "stations.change_station": "修改驿站和阵地",
        "stations.reveal_station": "查看驿站负责人完整电话",
        "stations.import_station": "导入驿站和阵地",
        "stations.view_incubatedorganisation": "查看孵化党组织",
        "stations.change_incubatedorganisation": "登记孵化党组织",
        "activities.view_festival": "查看文化节",
        "activities.change_festival": "登记文化节",
        "activities.view_activity": "查看活动",
        "activities.add_activity": "登记活动",
        "activities.change_activity": "修改活动",
        "activities.import_activity": "导入活动和签到表",
        "activities.view_attendance": "查看参加记录",
        "activities.change_attendance": "登记参加人员",
        "activities.view_deal": "查看合作订单",
        "activities.change_deal": "登记合作订单",
        "training.view_trainingsession": "查看大讲堂",
        "training.change_trainingsession": "登记大讲堂",
        "training.import_trainingsession": "导入大讲堂",
        "services.view_ticket": "查看服务工单",
        "services.view_ticketentry": "查看工单办理记录",
        "services.add_ticket": "登记服务工单",
        "services.change_ticket": "办理服务工单",
        "services.assign_ticket": "指派、转办服务工单",
        "services.reveal_ticket": "查看工单联系人完整电话",
        "services.import_ticket": "导入服务工单",
        "services.view_visit": "查看走访慰问",
        "services.change_visit": "登记走访慰问",
        "services.view_legalaid": "查看法律援助",
        "services.change_legalaid": "登记法律援助",
        "services.view_holiday": "查看节假日",
        "services.change_holiday": "维护节假日",
        "services.view_timelimit": "查看办理期限",
        "services.change_timelimit": "设置办理期限",
        "contributions.view_post": "查看示范岗、楼长、舍长",
        "contributions.change_post": "登记示范岗、楼长、舍长",
        "contributions.view_mediation": "查看矛盾纠纷调解",
        "contributions.change_mediation": "登记矛盾纠纷调解",
        "contributions.import_mediation": "导入矛盾纠纷调解",
        "contributions.view_improvement": "查看实事",
        "contributions.change_improvement": "登记实事",
        "contributions.view_suggestion": "查看金点子",
        "contributions.add_suggestion": "登记金点子",
        "contributions.change_suggestion": "办理金点子",
        "contributions.decide_suggestion": "采纳、答复金点子",
        "contributions.reveal_suggestion": "查看金点子联系人完整电话",
        "contributions.import_suggestion": "导入金点子",
        "contributions.view_venture": "查看创业项目",
        "contributions.change_venture": "登记创业项目",
        "contributions.view_ventureresult": "查看创业成果",
        "reports.view_dashboard": "查看工作台和统计数字",
        "reports.view_branchreturn": "查看支部月报",
        "reports.change_branchreturn": "填写、报送支部月报",
        "reports.decide_branchreturn": "审核支部月报",
        "reports.view_monthlyreport": "查看月度报表和结账情况",
        "reports.change_reporttext": "编写月报文字",
        "reports.export_report": "导出月度报表",
        "reports.close_month": "结账、重新打开月份",
        "reports.change_reporttemplate": "维护简报模板",
        "reports.view_screen": "打开大屏",
        "reports.change_screenlink": "建立、停用大屏链接",
        "spreadsheets.change_rememberedanswer": "维护表格导入记住的改法",
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
    "members.view_relationtransfer",
    "members.view_honour",
    "members.view_seat",
    "members.view_cardcheck",
    "stations.view_station",
    "stations.view_incubatedorganisation",
    "activities.view_festival",
    "activities.view_activity",
    "activities.view_attendance",
    "activities.view_deal",
    "training.view_trainingsession",
    "services.view_ticket",
    "services.view_ticketentry",
    "services.view_visit",
    "services.view_legalaid",
    "services.view_holiday",
    "services.view_timelimit",
    "contributions.view_post",
    "contributions.view_mediation",
    "contributions.view_improvement",
    "contributions.view_suggestion",
    "contributions.view_venture",
    "contributions.view_ventureresult",
    "reports.view_dashboard",
    "reports.view_branchreturn",
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
    "members.change_relationtransfer",
    "members.change_honour",
    "members.change_seat",
    "members.change_cardcheck",
    "stations.change_station",
    "stations.reveal_station",
    "stations.change_incubatedorganisation",
    "activities.add_activity",
    "activities.change_activity",
    "activities.import_activity",
    "activities.change_attendance",
    "activities.change_deal",
    "training.change_trainingsession",
    "training.import_trainingsession",
    "services.add_ticket",
    "services.change_ticket",
    "services.reveal_ticket",
    "services.import_ticket",
    "services.change_visit",
    "services.change_legalaid",
    "contributions.change_post",
    "contributions.change_mediation",
    "contributions.import_mediation",
    "contributions.change_improvement",
    "contributions.add_suggestion",
    "contributions.change_suggestion",
    "contributions.reveal_suggestion",
    "contributions.import_suggestion",
    "contributions.change_venture",
    "reports.change_branchreturn",
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
    "stations.add_station",
    "stations.import_station",
    "activities.change_festival",
    "services.assign_ticket",
    "services.change_holiday",
    "services.change_timelimit",
    "contributions.decide_suggestion",
    "spreadsheets.change_rememberedanswer",
    "reports.decide_branchreturn",
    "reports.view_monthlyreport",
    "reports.change_reporttext",
    "reports.view_screen",
)

VISITOR = frozenset(
    {
        "activities.sign_in",
        "services.ask_for_help",
        "services.rate_ticket",
        "contributions.hand_in_suggestion",
        "reports.watch_screen",
    }
)
"""What somebody without an account may do on a public page; no role needs them."""

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
                "reports.close_month",
                "reports.change_reporttemplate",
                "reports.change_screenlink",
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
