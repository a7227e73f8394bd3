"""The form of a post."""

from __future__ import annotations

from branches.forms.organisation import HALF, THIRD, WHOLE, DayInput
from contributions.forms.records import RecordForm
from contributions.models import Post


class PostForm(RecordForm):
    """A post; the branch follows from who holds it."""

    permission = "contributions.change_post"
    sections = {
        "岗位": (
            {"member": HALF, "kind": HALF},
            {"place": HALF, "enterprise": HALF},
            {"duties": WHOLE},
        ),
        "任期": ({"started_on": THIRD, "term_ends_on": THIRD, "ended_on": THIRD},),
    }

    class Meta:
        model = Post
        fields = (
            "member", "kind", "place", "enterprise", "duties", "started_on", "term_ends_on", "ended_on",
        )  # fmt: skip
        widgets = {"started_on": DayInput, "term_ends_on": DayInput, "ended_on": DayInput}
        help_texts = {
            "place": "如 总装车间二号线、青年公寓 3 栋。",
            "term_ends_on": "没有固定任期的留空；有任期的到期前会提醒。",
        }

    def narrow_choices(self) -> None:
        """Who holds a post stays: another one is another post."""
        self.offer_enterprises()
        if self.instance.pk:
            del self.fields["member"]
        else:
            self.offer_members("member")
        if not self.instance.ended_on:
            del self.fields["ended_on"]
