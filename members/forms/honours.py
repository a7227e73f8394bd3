"""The form of an honour."""

from __future__ import annotations

from branches.forms.organisation import HALF, THIRD, TWO_THIRDS, DayInput, OrganisationForm
from members.forms.rows import MemberField
from members.models import Honour, Member


class HonourForm(OrganisationForm):
    """An honour; whose it is is chosen once."""

    permission = "members.change_honour"
    sections = {
        "荣誉": (
            {"member": HALF},
            {"title": TWO_THIRDS, "kind": THIRD},
            {"granted_by": HALF, "level": THIRD},
            {"granted_on": THIRD},
        ),
    }

    member = MemberField()

    class Meta:
        model = Honour
        fields = ("member", "kind", "title", "level", "granted_by", "granted_on")
        widgets = {"granted_on": DayInput}
        help_texts = {"title": "如 岳阳市劳动模范、湖南工匠。"}

    def narrow_choices(self) -> None:
        """Members whose honours the person keeps."""
        self.fields.pop("committee", None)
        if self.instance.pk:
            del self.fields["member"]
            return
        field: MemberField = self.fields["member"]  # type: ignore[assignment]  # declared so above
        field.offer(Member.objects.visible_to(self.by, self.permission))
