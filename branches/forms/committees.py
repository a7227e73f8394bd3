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
    }

    class Meta:
        model = Committee
        fields = (
            "name", "short_name", "region_code", "founded_on",
            "contact_months", "lost_months", "register_days", "letter_days",
        )  # fmt: skip
        widgets = {"founded_on": DayInput}
        help_texts = {
            "contact_months": "至少每隔几个月联系一次党员，1 至 24。",
            "lost_months": "联系不上多少个月后按失联处理，1 至 36。",
            "register_days": "到岗后多少天内报到登记，1 至 365。",
            "letter_days": "组织关系介绍信自开出起的有效天数，1 至 365。",
        }
