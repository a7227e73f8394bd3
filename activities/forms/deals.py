"""The form of a deal."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.db.models import Q
from django.utils import timezone

from activities.asked import number_of
from activities.models import Activity, ActivityState, Deal
from branches.forms.organisation import HALF, THIRD, TWO_THIRDS, WHOLE, DayInput, OrganisationForm
from branches.models import Enterprise

RECENT = timedelta(days=730)
"""Deals come of activities that people remember; the list offered stays short."""


class ActivityField(forms.ModelChoiceField[Activity]):
    """A choice among activities by day and name."""

    def label_from_instance(self, obj: Activity) -> str:
        """Return ``2024-12-05 座谈会``."""
        return f"{obj.held_on.isoformat()} {obj.title}"


class DealForm(OrganisationForm):
    """A deal between two enterprises."""

    permission = "activities.change_deal"
    sections = {
        "合作双方": ({"buyer": HALF, "seller": HALF},),
        "订单": (
            {"subject": TWO_THIRDS, "amount": THIRD},
            {"activity": TWO_THIRDS, "signed_on": THIRD},
            {"branch": THIRD},
            {"notes": WHOLE},
        ),
    }

    activity = ActivityField(
        Activity.objects.none(),
        label="促成的活动",
        required=False,
        help_text="近两年的活动；不是活动促成的留空。",
    )

    class Meta:
        model = Deal
        fields = ("buyer", "seller", "subject", "amount", "activity", "signed_on", "branch", "notes")
        widgets = {"signed_on": DayInput, "notes": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"subject": "如 包装材料年度采购。", "amount": "不便写明的留空。"}

    def narrow_choices(self) -> None:
        """Offer enterprises and activities that the person may see."""
        today = timezone.localdate()
        firms = Enterprise.objects.visible_to(self.by)
        for name in ("buyer", "seller"):
            kept = Q(pk=getattr(self.instance, f"{name}_id"))
            self.offer(name, firms.filter(firms.on_condition(today) | kept))
        chosen = {self.instance.activity_id, number_of(self.initial.get("activity"))} - {None}
        seen = Activity.objects.visible_to(self.by).valid().exclude(state=ActivityState.CANCELLED)
        self.offer("activity", seen.filter(Q(held_on__gte=today - RECENT) | Q(pk__in=chosen)))
        self.offer_branches(none="党委促成")
