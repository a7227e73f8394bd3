"""A member's page, and the masked numbers on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.generic import DetailView, View

from audit.trail import record_view
from core.scope import Actor
from core.views import PermittedMixin, ScopedMixin
from members import due
from members.actions import EDITABLE, REVEALED, reveal
from members.belongings import belongings_of
from members.choices import Category, Departure, RequestState, TransferState
from members.models import CardCheck, Contact, Enrolment, Honour, Member, MoveRequest, RelationTransfer, Seat
from members.rules import doubts_of
from members.views.traces import traces_of
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
_OF_BRANCH = {
    "can_transfer": "members.change_relationtransfer",
    "can_honour": "members.change_honour",
    "can_check": "members.change_cardcheck",
}
"""Rights that whoever may change the record holds or not, wherever the member is."""


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
        rights = {name: user.has_perm(permission, member) for name, permission in _RIGHTS.items()}
        rights |= {name: rights["can_change"] and user.has_perm(right) for name, right in _OF_BRANCH.items()}
        known = {name: getattr(member, name) for name in EDITABLE if name != "enterprise"}
        pending = MoveRequest.objects.visible_to(user).filter(member=member, state=RequestState.PENDING)
        return super().get_context_data(
            **kwargs,
            **rights,
            **_stays(user, member),
            **_kept(user, member),
            contacts=Contact.objects.visible_to(user)
            .filter(member=member)
            .select_related("recorded_by")[:_LATEST],
            traces=traces_of(user, member),
            imports=_imports(user, member),
            pending=pending.select_related("to_branch").first(),
            doubts=doubts_of(known, today=timezone.localdate()),
            belongings=belongings_of(user, member),
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


def _stays(user: Actor, member: Member) -> dict[str, Any]:
    """The member's time with branches, and what follows from the last of it."""
    own = Enrolment.objects.visible_to(user).filter(member=member)
    enrolments = list(own.select_related("branch", "station"))
    last = enrolments[0] if enrolments else None
    is_enrolled = any(enrolment.ended_on is None for enrolment in enrolments)
    on_probation = is_enrolled and member.category == Category.PROBATIONARY
    return {
        "enrolments": enrolments,
        "has_earlier": Enrolment.objects.filter(member=member).count() > len(enrolments),
        "is_enrolled": is_enrolled,
        "last_outcome": Departure(last.outcome) if last and last.outcome else None,
        "station": last.station if last else None,
        "on_probation": on_probation,
        "probation_ends": due.end_of_probation_words(member) if on_probation and member.joined_on else "",
    }


def _kept(user: Actor, member: Member) -> dict[str, Any]:
    """Transfers, honours, offices and card checks."""
    transfers = list(RelationTransfer.objects.visible_to(user).valid().filter(member=member))
    seats = Seat.objects.visible_to(user).valid().filter(member=member)
    checks = list(CardCheck.objects.visible_to(user).valid().filter(member=member))
    under_way = [t for t in transfers if t.state in {TransferState.DRAFT, TransferState.SENT}]
    return {
        "transfers": transfers,
        "under_way": under_way[0] if under_way else None,
        "honours": list(Honour.objects.visible_to(user).valid().filter(member=member)),
        "seats": list(seats.select_related("committee", "branch", "partnership").order_by("-started_on")),
        "checks": checks,
        "this_year": timezone.localdate().year,
        "is_checked": any(check.year == timezone.localdate().year for check in checks),
    }


def _imports(user: Actor, member: Member) -> Iterable[Any]:
    batches = ImportBatch.objects.visible_to(user).filter(kind=_SHEET)
    rows = ImportRow.objects.filter(object_key=member.pk, batch__in=batches.values("pk")).order_by("-pk")
    return rows.values(
        "outcome", "sheet", "number", "undone",
        "batch_id", "batch__file_name", "batch__committed_at", "batch__owner_name",
    )[:_LATEST]  # fmt: skip
