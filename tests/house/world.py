"""Rows of any model in three places: one's own branch, the neighbour's, and another committee.

Whatever is text in a row carries the words of its place, so that a page can be searched for what must not stand on it.
A model of a later room needs nothing here unless its rows must obey rules that its fields do not tell.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any, TypeVar

from django.db import models
from django.db.models import Model
from django.utils import timezone

from accounts.models import Assignment, User
from accounts.roles import Role
from accounts.system import COMMAND_LINE
from activities.models import Deal, Festival
from audit.models import AuditEntry, Verb
from audit.trail import record
from branches.models import Branch, Committee, Enterprise
from contributions.choices import ImprovementKind
from contributions.models import Improvement, Suggestion
from core.month_field import MonthField
from core.partial_dates import PartialDateField
from core.periods import Month
from core.scope import anchor_of, scope_paths
from members.models import Enrolment, Member, RelationTransfer, Seat
from reports.models import MonthlyReport, ReportTemplate
from reports.monthly import Report
from reports.stored import data_of
from services.choices import TicketKind
from services.models import Holiday, TimeLimit
from spreadsheets.models import ImportBatch, ImportBundle, RememberedAnswer
from spreadsheets.stored_books import dump_book
from tests.importing import HEADER, book_of, national_id, person_row

M = TypeVar("M", bound=Model)
NUMBERS = count(1)
IN_WORDS = str.maketrans("0123456789", "零一二三四五六七八九")
DAY = date(2024, 3, 1)


@dataclass(frozen=True)
class Place:
    """A branch with the words that its rows carry, and those that rows of its whole committee carry."""

    committee: Committee
    branch: Branch
    word: str
    shared_word: str
    latin: str
    county: str
    phone: str

    def words(self, model: type[Model]) -> str:
        """The word for a row of ``model``."""
        return self.shared_word if is_shared(model) else self.word


@dataclass(frozen=True)
class World:
    """The three places, seen from the first."""

    own: Place
    neighbour: Place
    abroad: Place

    @property
    def places(self) -> dict[str, Place]:
        return {"own": self.own, "neighbour": self.neighbour, "abroad": self.abroad}


def is_shared(model: type[Model]) -> bool:
    """Tell whether rows belong to a committee as a whole; those of users do, but name single people."""
    anchors = {anchor_of(model, path) for path in scope_paths(model)}
    return anchors == {Committee} and model is not User


def row_in(model: type[M], place: Place, **given: Any) -> Any:  # noqa: ANN401  a row of the model
    """Return the place itself if that is what ``model`` means, else a new row."""
    if issubclass(model, Branch | Committee):
        return place.branch if issubclass(model, Branch) else place.committee
    return make(model, place, **given)


def make(model: type[M], place: Place, **given: Any) -> Any:  # noqa: ANN401  a row of the model
    """Store and return a row of ``model`` in ``place``."""
    number = next(NUMBERS)
    if special := SPECIAL.get(model):
        return special(place, number, **given)
    values = {**_plain_values(model, place, number), **RULES.get(model, _nothing)(place, number), **given}
    row = model._default_manager.create(**values)
    if isinstance(row, Member):
        Enrolment.objects.create(member=row, branch=row.branch, started_on=DAY, note=f"{place.word}{number}")
    return row


def _plain_values(model: type[Model], place: Place, number: int) -> dict[str, Any]:
    found = {}
    for field in model._meta.concrete_fields:
        value = _plain_value(field, place, number)
        if value is not None:
            found[field.name] = value
    return found


def _plain_value(field: Any, place: Place, number: int) -> Any:  # noqa: ANN401, PLR0911  one for each kind of field
    if isinstance(field, models.ForeignKey):
        return _related(field, place)
    if field.primary_key or not field.editable or isinstance(field, PartialDateField):
        return None
    needed = not field.has_default() and not field.blank and not field.null
    if field.choices:
        return field.flatchoices[0][0] if needed else None
    if isinstance(field, MonthField):
        return Month(1921 + number // 12 % 100, number % 12 + 1)
    if isinstance(field, models.BinaryField):
        return b"-"
    if isinstance(field, models.SlugField):
        return f"{place.latin}{number}"
    if isinstance(field, models.CharField | models.TextField):
        return f"{place.words(field.model)}{number}"
    if isinstance(field, models.DateField) and needed:
        return DAY
    # Within what the smallest column holds, however long the tests have run.
    return number % 10_000 if isinstance(field, models.IntegerField) and needed else None


def _related(field: models.ForeignKey[Any, Any], place: Place) -> Model | None:
    target: Any = field.related_model
    if issubclass(target, Branch | Committee) or not field.null or target._meta.app_label != "accounts":
        return row_in(target, place)  # type: ignore[no-any-return]  # whatever the field points to
    return None


def _nothing(place: Place, number: int) -> dict[str, Any]:
    return {}


def _member(place: Place, number: int) -> dict[str, Any]:
    return {
        "name": f"钱{place.word}{number}".translate(IN_WORDS),
        "name_pinyin": f"qian{number}",
        "name_initials": "q",
        "national_id": national_id(number, county=place.county),
        "phone": f"{place.phone}{number % 10_000:04d}",
        "home_contact_phone": f"{place.phone}{number % 10_000:04d}",
    }


def _user(place: Place, number: int) -> dict[str, Any]:
    return {"username": f"{place.latin}{number}", "password": "!", "must_change_password": False}


def _assignment(place: Place, number: int) -> dict[str, Any]:
    return {"role": Role.SECRETARY, "committee": None}


def _festival(place: Place, number: int) -> dict[str, Any]:
    return {"year": 1990 + number % 10_000}


def _deal(place: Place, number: int) -> dict[str, Any]:
    return {"buyer": make(Enterprise, place), "seller": make(Enterprise, place)}


def _seat(place: Place, number: int) -> dict[str, Any]:
    return {"partnership": None, "holder_name": ""}


def _transfer(place: Place, number: int) -> dict[str, Any]:
    return {"to_organisation": f"{place.word}接收{number}"}


def _holiday(place: Place, number: int) -> dict[str, Any]:
    return {"on": DAY + timedelta(days=number)}


def _improvement(place: Place, number: int) -> dict[str, Any]:
    return {"kind": ImprovementKind.COUPLE_ROOM, "unit": "间"}


def _suggestion(place: Place, number: int) -> dict[str, Any]:
    return {"person_phone": f"{place.phone}{number:04d}"}


def _closed(place: Place, number: int) -> dict[str, Any]:
    month: Month = _plain_value(MonthlyReport._meta.get_field("month"), place, number)
    report = Report(
        month=month,
        committee=place.committee.pk,
        reporter=f"{place.shared_word}{number}",
        branch=None,
        made_at=timezone.localtime(),
        lines=(),
        tables=(),
    )
    return {"content": data_of(report), "appendix": ""}


def _template(place: Place, number: int) -> dict[str, Any]:
    # Put aside: one of a committee can wait, and one be in use.
    given = {
        "version": number,
        "digest": f"{number:064d}",
        "uploaded_by_name": f"{place.shared_word}{number}",
    }
    return {**given, "retired_at": timezone.now()}


def _remembered(place: Place, number: int) -> dict[str, Any]:
    keys = {"committee_key": place.committee.pk, "branch_key": place.branch.pk}
    # Nobody of the cast has taught it.
    return {"kind": "members", "field": "branch", "owner_key": 9_000_000 + number, **keys}


RULES: dict[type[Model], Callable[[Place, int], dict[str, Any]]] = {
    Festival: _festival,
    Deal: _deal,
    Seat: _seat,
    RelationTransfer: _transfer,
    Holiday: _holiday,
    Improvement: _improvement,
    Suggestion: _suggestion,
    Member: _member,
    User: _user,
    Assignment: _assignment,
    MonthlyReport: _closed,
    ReportTemplate: _template,
    RememberedAnswer: _remembered,
}


def _batch(place: Place, number: int, **given: object) -> ImportBatch:
    name, _, phone, _ = person_row(number)
    row = [
        f"{place.word}{name}",
        national_id(number + 10_000, county=place.county),
        phone,
        place.branch.short_name,
    ]
    return ImportBatch.objects.create(
        kind="members",
        file_name=f"{place.word}{number}.xlsx",
        file_hash=f"{number:064d}",
        file_size=1,
        content=b"-",
        grid=dump_book(book_of([HEADER, row])),
        committee_key=place.committee.pk,
        branch_key=place.branch.pk,
        owner_name=f"{place.word}{number}",
        **given,
    )


def _bundle(place: Place, number: int, **given: object) -> ImportBundle:
    bundle = ImportBundle.objects.create(
        kind="members",
        name=f"{place.word}{number}.zip",
        committee_key=place.committee.pk,
        branch_key=place.branch.pk,
        owner_name=f"{place.word}{number}",
        **given,
    )
    _batch(place, number, bundle=bundle)
    return bundle


def _entry(place: Place, number: int) -> Model:
    words = f"{place.word}{number}"
    return record(
        by=COMMAND_LINE,
        verb=Verb.UPDATE,
        obj=make(Member, place),
        detail=words,
        changes={"备注": ("", words)},
    )


def _enrolment(place: Place, number: int) -> Enrolment:
    member: Member = make(Member, place)
    return member.enrolments.get()


def _time_limit(place: Place, number: int, **given: object) -> TimeLimit:
    """A committee has one for each kind of ticket and no more."""
    stored = TimeLimit.objects.filter(committee=place.committee)
    free = [kind for kind in TicketKind.values if kind not in set(stored.values_list("kind", flat=True))]
    values = {"committee": place.committee, "working_days": number % 30 + 1, **given}
    return TimeLimit.objects.create(kind=free[0], **values) if free else stored[0]


SPECIAL: dict[type[Model], Callable[..., Any]] = {
    TimeLimit: _time_limit,
    ImportBatch: _batch,
    ImportBundle: _bundle,
    AuditEntry: _entry,
    Enrolment: _enrolment,
}
