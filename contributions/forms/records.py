"""What the forms of records share: who and which firm may be chosen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from branches.forms.organisation import OrganisationForm
from branches.models import Branch, Enterprise
from core.scope import Actor
from members.models import Member

COMMITTEE = "党委"
CHOOSE = "请选择"


class RecordForm(OrganisationForm):
    """A record of a branch or of the committee; to whom a stored one belongs is not changed here."""

    def settle_place(self) -> None:
        """Ask for the branch of a new record; leave the field out for a stored one."""
        if self.instance.pk:
            del self.fields["branch"]
        else:
            self.offer_branches(COMMITTEE)

    def offer_members(self, name: str) -> None:
        """Offer the people of the register within reach, and whoever stands in the record already."""
        field: Any = self.fields[name]
        self.offer(name, people(self.by, getattr(self.instance, f"{name}_id", None)))
        field.label_from_instance = str if self.by.reach(self.permission).only_branches else with_branch
        if field.required:
            field.empty_words = CHOOSE

    def offer_enterprises(self, name: str = "enterprise") -> None:
        """Offer the firms of the park, and one that has left where it stands in the record already."""
        kept = Q(pk=getattr(self.instance, f"{name}_id", None))
        here = Enterprise.objects.on_condition(timezone.localdate())
        self.offer(name, Enterprise.objects.visible_to(self.by).filter(kept | here))

    def branch(self) -> Branch | None:
        """Return the branch of a new record; none for the committee's own."""
        chosen: Branch | None = self.cleaned_data.get("branch")
        return chosen

    def values(self) -> dict[str, Any]:
        """Return what was filled in, without the branch, which an action takes by itself."""
        return {name: value for name, value in super().values().items() if name != "branch"}


def people(by: Actor, kept: int | None = None) -> Any:  # noqa: ANN401  a QuerySet of members
    """Return the members in the register whom ``by`` may see, and the one numbered ``kept``, by their names."""
    enrolled = Q(enrolments__isnull=False, enrolments__ended_on__isnull=True)
    found = Member.objects.visible_to(by).filter(enrolled | Q(pk=kept)).distinct()
    return found.select_related("branch").order_by("name_pinyin", "pk")


def with_branch(member: Member) -> str:
    """``曾小红（第一支部）``, for those who see several branches."""
    return f"{member.name}（{member.branch.short_name}）"


def area(rows: int) -> forms.Textarea:
    """A text of several lines."""
    return forms.Textarea(attrs={"rows": rows})


def line(**attrs: str) -> forms.TextInput:
    """A text of one line that no browser remembers."""
    return forms.TextInput(attrs={"autocomplete": "off", **attrs})
