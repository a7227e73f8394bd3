"""The form of the committee and its settings."""

from __future__ import annotations

from branches.forms.organisation import QUARTER, THIRD, TWO_THIRDS, DayInput, OrganisationForm
from branches.models import Committee


class CommitteeForm(OrganisationForm):
    """The committee and the periods that law leaves open."""

    permission = "branches.change_committee"
    sections = {
        "党委": (
            {"name": TWO_THIRDS, "short_name": THIRD},
            {"region_code": THIRD, "founded_on": THIRD},
        ),
        "管理期限": (
            {
                "contact_months": QUARTER,
                "lost_months": QUARTER,
                "register_days": QUARTER,
                "letter_days": QUARTER,
            },
        ),
        "提醒": (
            {
                "letter_notice_days": QUARTER,
                "confirm_notice_days": QUARTER,
                "term_notice_days": QUARTER,
                "card_check_month": QUARTER,
            },
            {"station_notice_day": QUARTER, "ticket_notice_days": QUARTER, "suggestion_days": QUARTER},
        ),
        "导入": ({"import_file_days": THIRD},),
        "月报": (
            {"return_day": THIRD, "return_notice_days": THIRD, "change_threshold": THIRD},
            {
                "report_head": QUARTER,
                "report_checker": QUARTER,
                "report_preparer": QUARTER,
                "report_telephone": QUARTER,
            },
        ),
    }

    class Meta:
        model = Committee
        fields = (
            "name", "short_name", "region_code", "founded_on",
            "contact_months", "lost_months", "register_days", "letter_days",
            "letter_notice_days", "confirm_notice_days", "term_notice_days", "card_check_month",
            "station_notice_day", "ticket_notice_days", "suggestion_days",
            "import_file_days",
            "return_day", "return_notice_days", "change_threshold",
            "report_head", "report_checker", "report_preparer", "report_telephone",
        )  # fmt: skip
        widgets = {"founded_on": DayInput}
        help_texts = {
            "contact_months": "至少每隔几个月联系一次党员，1 至 24。",
            "lost_months": "联系不上多少个月后按失联处理，1 至 36。",
            "register_days": "到岗后多少天内报到登记，1 至 365。",
            "letter_days": "组织关系介绍信自开出起的有效天数，1 至 365。",
            "letter_notice_days": "介绍信到期前多少天开始提醒，1 至 90。",
            "confirm_notice_days": "预备期满前多少天开始提醒办理转正，1 至 180。",
            "term_notice_days": "支部届满前多少天开始提醒换届，1 至 365。",
            "card_check_month": "每年从几月起提醒查验流动党员活动证，1 至 12。",
            "station_notice_day": "当月到几日还没有活动的驿站和阵地要提醒，1 至 28。",
            "ticket_notice_days": "工单到期前几个工作日开始提醒，0 至 30。",
            "suggestion_days": "金点子提交后多少天内应当答复，1 至 365。",
            "import_file_days": "导入以后，上传的文件加密保存多少天，0 至 3650；0 表示导入完就清除。",
            "return_day": "各支部应在次月几日前报送月报，1 至 28。",
            "return_notice_days": "报送期限前多少天开始提醒，0 至 15。",
            "change_threshold": "与上月相比变化超过百分之多少时请支部核对，5 至 200。",
            "report_head": "印在月报表下方。",
            "report_telephone": "办公电话，印在月报表下方。",
        }
