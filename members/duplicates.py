"""Who might be the same person: the same ID number surely is, the same name with phone or birth date is asked about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from branches.models import Committee
from core.fields import BlindIndexField
from core.scope import Actor
from members.models import Member, MemberQuerySet


def phone_index_of(phone: str) -> str | None:
    """Return what the index column holds for ``phone``."""
    field: BlindIndexField = Member._meta.get_field("phone_index")
    return field.index_of(phone)


def national_id_index_of(national_id: str) -> str | None:
    """Return what the index column holds for ``national_id``."""
    field: BlindIndexField = Member._meta.get_field("national_id_index")
    return field.index_of(national_id)


def same_person(committee: Committee, national_id: str) -> Member | None:
    """Return the member of ``committee`` with this ID number, in the register or gone; one query."""
    index = national_id_index_of(national_id)
    if index is None:
        return None
    return (
        Member.objects.select_related("branch").filter(committee=committee, national_id_index=index).first()
    )


@dataclass(frozen=True)
class Lookalikes:
    """People who might be the one at hand: those the asker may see, and how many more there are."""

    visible: tuple[Member, ...]
    hidden_count: int

    def __bool__(self) -> bool:
        return bool(self.visible or self.hidden_count)


def lookalikes_of(
    record: Mapping[str, Any], *, committee: Committee, by: Actor, besides: Member | None = None
) -> Lookalikes:
    """Return the members of ``committee`` with the record's name and its phone or birth date; two queries."""
    alike: MemberQuerySet = _alike(record).filter(committee=committee)
    if besides is not None:
        alike = alike.exclude(pk=besides.pk)
    keys = list(alike.values_list("pk", flat=True))
    if not keys:
        return Lookalikes((), 0)
    visible = tuple(Member.objects.visible_to(by).select_related("branch").filter(pk__in=keys))
    return Lookalikes(visible, len(keys) - len(visible))


def _alike(record: Mapping[str, Any]) -> MemberQuerySet:
    same = Q()
    if phone := phone_index_of(record.get("phone") or ""):
        same |= Q(phone_index=phone)
    if born := record.get("birth_date"):
        same |= Q(birth_date=born)
    return Member.objects.filter(same, name=record.get("name") or "") if same else Member.objects.none()
