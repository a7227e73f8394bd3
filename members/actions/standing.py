"""A member's standing: from probation to full membership, and the station that looks after them."""

from __future__ import annotations

from django.utils import timezone

from audit.models import Verb
from audit.trail import action, record
from core.changes import apply_changes
from core.partial_dates import PartialDate
from core.scope import Actor
from members.actions.refusals import demand, refuse, refuse_all
from members.choices import Category
from members.models import Enrolment, Member
from members.rules import PROBATION_YEARS, Fault, years_later
from stations.models import Station


@action
def confirm_member(*, by: Actor, member: Member, confirmed_on: PartialDate) -> Member:
    """转正: a probationary member becomes a full one from ``confirmed_on``, of which only the month may be known.

    Refused before a year of probation is over (党章 chapter I, article 7), and for a day that has not come.
    """
    demand(by, "members.change_member", member)
    stored = Member.objects.select_for_update(of=("self",)).get(pk=member.pk)
    if stored.category != Category.PROBATIONARY:
        refuse("__all__", "此人不是预备党员，不必办理转正。", "not_probationary")
    refuse_all(_faults(stored, confirmed_on))
    values = {"category": Category.FORMAL, "confirmed_on": confirmed_on}
    changes = apply_changes(stored, values)
    stored.revision += 1
    stored.updated_at = timezone.now()
    stored.save(update_fields=[*values, "revision", "updated_at"])
    record(by=by, verb=Verb.STEP, obj=stored, changes=changes, detail="转正")
    return stored


def _faults(member: Member, day: PartialDate) -> list[Fault]:
    if not day:
        return [Fault("confirmed_on", "missing", "请填写转正日期。")]
    if day.earliest > timezone.localdate():
        return [Fault("confirmed_on", "confirmed_future", "转正日期还没有到，请核对。")]
    over = years_later(member.joined_on, PROBATION_YEARS)
    known = min(len(over), len(day))
    if over and day[:known] < over[:known]:
        words = PartialDate(over).words
        return [
            Fault("confirmed_on", "confirmed_early", f"预备期为一年，到{words}满，转正日期不能更早，请核对。")
        ]
    return []


@action
def attach_to_station(*, by: Actor, member: Member, station: Station | None) -> Enrolment:
    """Say through which station or site a member who is in the register is looked after; ``None`` for none."""
    demand(by, "members.change_member", member)
    stored = Member.objects.select_for_update(of=("self",)).get(pk=member.pk)
    enrolment = Enrolment.objects.open().select_related("station").filter(member=stored).first()
    if enrolment is None:
        refuse("__all__", "此人目前不在册，不能挂靠驿站。", "not_enrolled")
    if station is not None and station.committee_id != stored.committee_id:
        refuse("station", "请选择本党委的驿站或阵地。")
    changes = apply_changes(enrolment, {"station": station})
    if changes:
        enrolment.save(update_fields=["station"])
        stored.revision += 1
        stored.updated_at = timezone.now()
        stored.save(update_fields=["revision", "updated_at"])
    record(by=by, verb=Verb.UPDATE, obj=stored, changes=changes, detail="" if changes else "没有改动")
    return enrolment
