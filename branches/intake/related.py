"""Branches and enterprises as columns of other rooms' sheets name them."""

from __future__ import annotations

from branches.models import Branch, Committee, Enterprise
from branches.names import BranchNames, nearest
from spreadsheets.faults import FOREIGN, Fault
from spreadsheets.records import ColumnsOf, Lookup, NamedLookup, RecordColumn, Scope
from spreadsheets.records.lookups import LONGEST, fold, listed

NO_BRANCH = "党委"
"""What a sheet writes, and may say, of rows that belong to the committee itself."""
OF_THE_COMMITTEE = frozenset({NO_BRANCH, "党委本级", "本级", "机关党委", "党工委", "流动党员党委"})


class BranchLookup(Lookup):
    """The committee's branches by every way in which people write them; those out of reach are told apart."""

    def __init__(self, scope: Scope) -> None:
        committee = Committee.objects.filter(pk=scope.place.committee_key).first()
        every = list(Branch.objects.filter(committee=committee))
        reach = set(Branch.objects.visible_to(scope.by, scope.permission).values_list("pk", flat=True))
        self._names = BranchNames.of(committee, every)
        self.allowed = {b.pk: b for b in every if b.pk in reach and scope.place.branch_key in {None, b.pk}}
        self.default = self.allowed.get(scope.place.branch_key or 0)
        self._own_words = {
            *OF_THE_COMMITTEE,
            *(map(fold, (committee.name, committee.short_name) if committee else ())),
        }
        self._takes_own = scope.place.branch_key is None

    def find(self, words: str) -> tuple[int | None, str]:
        branch = self._names.called(words)
        if branch is None and fold(words) in self._own_words:
            if not self._takes_own:
                raise Fault(FOREIGN, "党委本级的记录由党委导入，这一行不会存入。")
            return None, NO_BRANCH
        if branch is None:
            near = nearest(words, self.branch_names())
            advice = f"是不是“{near}”？" if near else f"可用的有{listed(self.branch_names())}。"
            raise Fault("branch_unknown", f"没有叫“{words[:LONGEST]}”的党支部。{advice}", near)
        if branch.pk not in self.allowed:
            raise Fault(FOREIGN, f"“{branch.name}”的记录由该支部导入，这一行不会存入。")
        return branch.pk, branch.name

    def called(self, words: str) -> Branch | None:
        """Return the branch that ``words`` means, whoever imports its rows."""
        return self._names.called(words)

    def row(self, number: int) -> Branch | None:
        return self.allowed.get(number)

    def branch_names(self) -> list[str]:
        """Return the names of the branches that there still are."""
        return [branch.name for branch in self.allowed.values() if branch.dissolved_on is None]

    def names(self) -> list[str]:
        return [*self.branch_names(), *([NO_BRANCH] if self._takes_own else [])]


class EnterpriseLookup(NamedLookup):
    """The committee's enterprises by name."""

    def __init__(self, scope: Scope) -> None:
        rows = Enterprise.objects.filter(committee=scope.place.committee_key).order_by("name")
        super().__init__(rows.values_list("pk", "name"), code="enterprise_unknown", unknown=_unknown)


def _unknown(words: str, near: str) -> str:
    advice = f"是不是“{near}”？不是的话，" if near else ""
    return f"企业名录里没有“{words}”。{advice}请先在企业名录里登记这家单位。"


def branch_column(of: ColumnsOf, *synonyms: str, title: str = "") -> RecordColumn:
    """Return the column that tells whose a record is."""
    return of(
        "branch",
        *(
            "支部",
            "党支部",
            "所属党支部",
            "所属支部",
            "所在支部",
            "所在党支部",
            "支部名称",
            "党支部名称",
            *synonyms,
        ),
        title=title,
        related=BranchLookup,
        blank=NO_BRANCH,
        width=22,
        hint=f"没有写的归党委，也可以写“{NO_BRANCH}”",
    )
