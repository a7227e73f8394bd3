"""Who waits for what: conditions on members that the reminders, the lists and the register's filter share.

Each function narrows members to those in the register for whom something is due, in one query, by the settings of
their own committee, and adds the day on which it is due where there is one.
"""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django.db.models import (
    CharField,
    DateField,
    Exists,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat, Greatest, Left, Length, NullIf, Substr

from core.days import PlusDays, PlusMonths
from core.partial_dates import PartialDate
from members.choices import Category
from members.models import CardCheck, Contact, Enrolment, Member, MemberQuerySet
from members.rules import ADULT_YEARS, LONG_PROBATION_YEARS, PROBATION_YEARS, years_later

MONTHS = 12
_YEAR, _MONTH = 4, 7
_FIRST_DAY = "0001-01-01"


def enrolled(rows: MemberQuerySet) -> MemberQuerySet:
    """Leave those whom a branch manages now; add the day on which that began as ``arrived_on``."""
    open_now = Enrolment.objects.open().filter(member=OuterRef("pk"))
    return rows.filter(Exists(open_now)).annotate(arrived_on=Subquery(open_now.values("started_on")[:1]))


def with_contacts(rows: MemberQuerySet) -> QuerySet[Any]:
    """Add the day of the last contact and the day on which the next is due.

    A branch has the committee's months from the day on which somebody came under its care.
    """
    contacts = Contact.objects.filter(member=OuterRef("pk")).order_by().values("member")
    last = Subquery(contacts.annotate(last=Max("on")).values("last"), output_field=DateField())
    since = Greatest(Coalesce("last_contact_on", "arrived_on"), F("arrived_on"))
    return (
        enrolled(rows)
        .annotate(last_contact_on=last)
        .annotate(contact_since=since)
        .annotate(contact_due_on=PlusMonths(F("contact_since"), F("committee__contact_months")))
    )


def contact_due(rows: MemberQuerySet, today: date) -> MemberQuerySet:
    """Leave those whose next contact is due, who wait longest first."""
    waiting = with_contacts(rows).filter(contact_due_on__lte=today)
    return cast("MemberQuerySet", waiting.order_by("contact_due_on", "name_pinyin", "pk"))


def unregistered(rows: MemberQuerySet, today: date) -> MemberQuerySet:
    """Leave those who came longer ago than the committee's days for 报到, and of whom it still lacks something.

    That is: the ID number, the home organisation, or the number of the activity card.
    """
    lacking = Q(national_id_index__isnull=True) | Q(home_organisation="") | Q(card_number="")
    late = enrolled(rows).annotate(register_due_on=PlusDays(F("arrived_on"), F("committee__register_days")))
    return late.filter(lacking, register_due_on__lt=today).order_by("register_due_on", "name_pinyin", "pk")


def probation_ending(rows: MemberQuerySet, today: date) -> MemberQuerySet:
    """Leave probationary members whose year is over, or will be within the committee's days of notice.

    Where only year or month of joining is known, the earliest day that it may mean counts.
    """
    first_day = Cast(
        Concat("joined_on", Substr(Value(_FIRST_DAY), Length("joined_on") + 1), output_field=CharField()),
        DateField(),
    )
    known = enrolled(rows).filter(category=Category.PROBATIONARY).exclude(joined_on="")
    return (
        known.annotate(confirm_from=PlusMonths(first_day, Value(MONTHS * PROBATION_YEARS)))
        .filter(confirm_from__lte=PlusDays(Value(today), F("committee__confirm_notice_days")))
        .order_by("confirm_from", "name_pinyin", "pk")
    )


def end_of_probation(member: Member) -> date:
    """Return the day by which a probationary member's year is surely over."""
    over = PartialDate(years_later(member.joined_on, PROBATION_YEARS))
    try:
        return over.latest
    except ValueError:  # a 29 February that the next year does not have
        return date(int(over[:_YEAR]), 3, 1)


def end_of_probation_words(member: Member) -> str:
    """Return the same in words, as far as the day of joining is known: 2025年10月, where that was in October."""
    over = PartialDate(years_later(member.joined_on, PROBATION_YEARS))
    return over.words if len(over) <= _MONTH else PartialDate(end_of_probation(member).isoformat()).words


def card_unchecked(rows: MemberQuerySet, year: int) -> MemberQuerySet:
    """Leave those whose activity card has not been checked for ``year``."""
    checks = CardCheck.objects.valid().filter(member=OuterRef("pk"), year=year)
    return enrolled(rows).filter(~Exists(checks))


def card_check_due(rows: MemberQuerySet, today: date) -> MemberQuerySet:
    """The same for this year, from the month on in which the committee begins."""
    begun = card_unchecked(rows, today.year).filter(committee__card_check_month__lte=today.month)
    return begun.order_by("branch__code", "name_pinyin", "pk")


def without_phone(rows: MemberQuerySet) -> MemberQuerySet:
    """Leave those who cannot be called."""
    return enrolled(rows).filter(phone_index__isnull=True).order_by("name_pinyin", "pk")


def doubtful(rows: MemberQuerySet, today: date) -> MemberQuerySet:
    """Leave those of whom :func:`members.rules.doubts_of` finds something, told in the database's own words.

    Dates are compared as text, by what is known of both, as the rules do.
    """
    shifted = Concat(
        Cast(Cast(NullIf(Left("birth_date", _YEAR), Value("")), IntegerField()) + ADULT_YEARS, CharField()),
        Substr("birth_date", _YEAR + 1),
        output_field=CharField(),
    )
    of_age = (
        Q(birth_date="") | Q(joined_on="") | Q(joined_on__gte=F("adult_on")) | Q(joined_on=F("adult_known"))
    )
    now = today.isoformat()
    a_year_ago, long_ago = years_later(now, -PROBATION_YEARS), years_later(now, -LONG_PROBATION_YEARS)
    early = Q(category=Category.FORMAL, joined_on__gt=a_year_ago)
    late = (
        Q(category=Category.PROBATIONARY, joined_on__lt=long_ago)
        & ~Q(joined_on__in=["", long_ago[:_YEAR], long_ago[:_MONTH]])
    )  # fmt: skip
    told = (
        enrolled(rows).annotate(adult_on=shifted).annotate(adult_known=Left("adult_on", Length("joined_on")))
    )
    return told.filter(~of_age | early | late).order_by("name_pinyin", "pk")
