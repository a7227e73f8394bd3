"""The form of a branch."""

from __future__ import annotations

from branches.forms.organisation import HALF, QUARTER, THIRD, DayInput, OrganisationForm
from branches.models import Branch, Enterprise


class BranchForm(OrganisationForm):
    """A branch."""

    permission = "branches.add_branch"
    sections = {
        "支部": (
            {"name": HALF, "short_name": QUARTER, "code": QUARTER},
            {"host": HALF},
        ),
        "成立和任期": ({"founded_on": THIRD, "term_ends_on": THIRD, "dissolved_on": THIRD},),
    }

    class Meta:
        model = Branch
        fields = ("name", "short_name", "code", "host", "founded_on", "term_ends_on", "dissolved_on")
        widgets = {"founded_on": DayInput, "term_ends_on": DayInput, "dissolved_on": DayInput}
        help_texts = {
            "short_name": "列表和报表中使用，如 第一支部。",
            "code": "导入、导出时代表支部的短代码，只用字母、数字，如 b1。",
            "dissolved_on": "支部撤销后填写；须先调走党员、改由其他支部联系企业。",
        }

    def narrow_choices(self) -> None:
        """Hosts are the committee's enterprises."""
        self.offer("host", Enterprise.objects.visible_to(self.by))
        if not self.instance.pk:
            del self.fields["dissolved_on"]
