"""Kinds of sheets whose rows belong to a branch, or to the committee where none is told."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from branches.intake.related import BranchLookup
from branches.models import Branch, Committee
from core.records import Record
from core.scope import Actor
from spreadsheets.kinds import Answers, Place, PlannedRow
from spreadsheets.records import RecordContext, RecordSheet

R = TypeVar("R", bound=Record)


class BranchSheet(RecordSheet[R]):
    """Rows of a branch, or of the committee itself; whoever holds the permission in branches only imports for these."""

    path: ClassVar[str] = ""
    """The way from the record to what holds branch and committee, as queries write it: ``activity__``."""

    whole: ClassVar[str] = "按表中所写的党支部，没有写的归党委"
    """What an import into a committee as a whole takes in."""

    def places(self, *, by: Actor) -> list[Place]:
        branches = Branch.objects.visible_to(by, self.permission).filter(dissolved_on__isnull=True)
        committees = Committee.objects.visible_to(by, self.permission)
        return [
            *(Place(c.pk, None, f"{c.short_name}：{self.whole}") for c in committees),
            *(Place(b.committee_id, b.pk, b.name) for b in branches.order_by("committee", "code")),
        ]

    def context(self, *, by: Actor, place: Place, answers: Answers) -> RecordContext:
        """Look up for one file; raise ``PermissionDenied`` where ``by`` may not import to ``place``."""
        found = super().context(by=by, place=place, answers=answers)
        committees = Committee.objects.visible_to(by, self.permission)
        within = place.branch_key in self.branches(found).allowed
        if not within and (place.branch_key or not committees.filter(pk=place.committee_key).exists()):
            raise PermissionDenied
        return found

    def branches(self, context: RecordContext) -> BranchLookup:
        """Return the committee's branches."""
        return context.once(BranchLookup)

    def values_of_sheet(self, name: str, context: RecordContext) -> dict[str, str]:
        """A sheet named after a branch gives it to its rows."""
        branch = self.branches(context).called(name) if "branch" in self.by_field else None
        return {"branch": branch.name} if branch else {}

    def read(self, row: PlannedRow, context: RecordContext) -> None:
        """Give a row that names no branch the one to which the import goes."""
        default = self.branches(context).default
        told = row.values.get("branch") or any(p.field == "branch" for p in row.problems)
        if default is not None and not told and "branch" in self.by_field:
            self.say(row, "branch", default.name, context)

    def reachable(self, context: RecordContext) -> QuerySet[R]:
        rows: Any = self.model._default_manager
        place = context.place
        within = {f"{self.path}committee": place.committee_key}
        if place.branch_key is not None:
            within[f"{self.path}branch"] = place.branch_key
        found: QuerySet[R] = rows.visible_to(context.by, self.permission).valid().filter(**within)
        return found

    def begin(self, row: PlannedRow, context: RecordContext) -> R:
        del row  # its branch is a column like any other
        return self.model(committee_id=context.place.committee_key)

    def judge_record(self, row: PlannedRow, record: R, context: RecordContext) -> None:  # noqa: ARG002  for kinds that need it
        """A branch that is no more takes no new records."""
        branch = self.branches(context).allowed.get(row.record.get(self.column("branch").attribute, 0))
        if (
            branch is not None
            and branch.dissolved_on is not None
            and (row.key is None or "branch" in row.changes)
        ):
            row.refuse("branch", "branch_dissolved", f"“{branch.name}”已经撤销，请改成现有的党支部。")
