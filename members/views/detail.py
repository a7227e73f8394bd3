"""A member's page, and the masked numbers on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.generic import DetailView, View

from audit.models import AuditEntry, Verb
from audit.trail import record_view
from core.scope import Actor
from core.views import PermittedMixin, ScopedMixin
from members.actions import EDITABLE, REVEALED, reveal
from members.choices import Departure, RequestState
from members.models import Contact, Enrolment, Member, MoveRequest
from members.rules import doubts_of
from spreadsheets.models import ImportBatch, ImportRow

_LATEST = 20
_SHEET = "members"
_RIGHTS = {
    "can_change": "members.change_member",
    "can_reveal": "members.reveal_member",
    "can_end": "members.end_enrolment",
    "can_move": "members.move_member",
    "can_add": "members.add_member",
    "can_contact": "members.add_contact",
}


class MemberDetail(ScopedMixin, DetailView[Member]):
    """Everything known of a member, masked; the visit is recorded."""

    permission_required = "members.view_member"
    queryset = Member.objects.select_related("committee", "branch", "enterprise")
    context_object_name = "member"
    template_name = "members/member.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401  as in Django
        """Show the page and leave the trace."""
        response = super().get(request, *args, **kwargs)
        record_view(by=self.actor, obj=self.object)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  as in Django
        """Gather what hangs on the member, each within the person's reach."""
        member, user = self.object, self.actor
        enrolments = list(Enrolment.objects.visible_to(user).filter(member=member).select_related("branch"))
        known = {name: getattr(member, name) for name in EDITABLE if name != "enterprise"}
        pending = MoveRequest.objects.visible_to(user).filter(member=member, state=RequestState.PENDING)
        return super().get_context_data(
            **kwargs,
            **{name: user.has_perm(permission, member) for name, permission in _RIGHTS.items()},
            enrolments=enrolments,
            has_earlier=_count_of_enrolments(member) > len(enrolments),
            is_enrolled=any(enrolment.ended_on is None for enrolment in enrolments),
            last_outcome=Departure(enrolments[0].outcome) if enrolments and enrolments[0].outcome else None,
            contacts=Contact.objects.visible_to(user)
            .filter(member=member)
            .select_related("recorded_by")[:_LATEST],
            traces=_traces(self.actor, member),
            imports=_imports(self.actor, member),
            pending=pending.select_related("to_branch").first(),
            doubts=doubts_of(known, today=timezone.localdate()),
        )


class RevealField(PermittedMixin, View):
    """Shows one masked field in full, after the log has noted it."""

    permission_required = "members.reveal_member"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Answer with the value alone to htmx, with a page of its own otherwise."""
        member = Member.objects.get_for(request.user, "members.reveal_member", pk=pk)
        field = request.POST.get("field", "")
        if field not in REVEALED:
            raise Http404
        value = reveal(by=self.actor, member=member, field=field)
        title = Member._meta.get_field(field).verbose_name  # type: ignore[union-attr]  # a plain field
        context = {"member": member, "value": value, "title": title}
        is_part = getattr(request, "htmx", False)
        return render(request, "members/_revealed.html" if is_part else "members/revealed.html", context)


def _count_of_enrolments(member: Member) -> int:
    return Enrolment.objects.filter(member=member).count()


def _contacts(user: Actor, member: Member) -> QuerySet[Contact]:
    own = Contact.objects.visible_to(user).filter(member=member)
    return own.select_related("recorded_by")[:_LATEST]


def _traces(user: Actor, member: Member) -> QuerySet[AuditEntry]:
    """What was done with the record by whom, as far as the person's branches were its keepers; readings left out."""
    entries = AuditEntry.objects.visible_to(user, "members.view_member")
    own = entries.filter(object_kind="members.member", object_key=member.pk)
    return own.exclude(verb__in=(Verb.VIEW, Verb.SEARCH))[:_LATEST]


def _imports(user: Actor, member: Member) -> Iterable[Any]:
    batches = ImportBatch.objects.visible_to(user).filter(kind=_SHEET)
    rows = ImportRow.objects.filter(object_key=member.pk, batch__in=batches.values("pk")).order_by("-pk")
    return rows.values(
        "outcome", "sheet", "number", "undone",
        "batch_id", "batch__file_name", "batch__committed_at", "batch__owner_name",
    )[:_LATEST]  # fmt: skip
