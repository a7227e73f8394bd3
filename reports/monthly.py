"""The monthly report as data: what is told, before any file format. Writers only lay it out.

An open month's report is computed (:func:`report_of`). When a month is closed, its report is stored as it is
(:mod:`reports.stored`), and from then on read back: every format is made from the same stored values.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from accounts.system import Office
from branches.models import Committee
from core.figures import FIGURES, Branches, FigureSet, PlaceRow, asks, compute, places_of
from core.periods import Month
from reports import content
from reports.kept import KEPT_SPANS, with_closed_months
from reports.layout import Table
from reports.lines import Line, lines_of
from reports.material import Material
from reports.passages import passages_of, texts_of
from reports.written import BranchTexts, Passage

EXPORT = "reports.export_report"

TABLES = content.TABLES


@dataclass(frozen=True)
class Signatures:
    """Who answers for the report, as printed below its tables."""

    head: str = ""
    checker: str = ""
    preparer: str = ""
    telephone: str = ""


@dataclass(frozen=True)
class Closing:
    """When and as which revision a month was closed, and the code by which a printed copy is verified."""

    revision: int
    code: str
    at: datetime
    by: str
    reason: str = ""


@dataclass(frozen=True)
class Report:
    """A month's report: who reports, as of when, its numbers, tables and text.

    ``lines`` are the figures of the whole (or of ``branch``), in the order in which they are told. ``closing`` is
    ``None`` while the month is open. Relations that do not hold stand in ``faults``, as sentences. ``template`` is the
    committee's own for the briefing, where one was asked for and is in use.
    """

    month: Month
    committee: int
    reporter: str
    branch: PlaceRow | None
    made_at: datetime
    lines: tuple[Line, ...]
    tables: tuple[Table, ...]
    passages: tuple[Passage, ...] = ()
    returns: tuple[BranchTexts, ...] = ()
    signatures: Signatures = Signatures()
    faults: tuple[str, ...] = ()
    closing: Closing | None = None
    template: bytes | None = field(default=None, repr=False)

    @property
    def title(self) -> str:
        """Title of the whole."""
        return f"流动党员工作月报表（{self.month.title}）"

    @property
    def issuer(self) -> str:
        """Who laid down the forms: the committee, also where one branch reports."""
        return self.branch.owner if self.branch else self.reporter

    @property
    def as_of(self) -> str:
        """The day up to which the numbers reach: the month's last or, while it runs, the day of the making."""
        if (today := self.made_at.date()) < self.month.last:
            return f"{today.year}年{today.month}月{today.day}日（本月尚未结束）"
        return self.month.last_day_title

    @property
    def edition(self) -> str:
        """What a copy says of itself: 第1版 · 校验码 …, or that the month is still open."""
        if self.closing is None:
            return "未结账，数字可能变化"
        return f"第{self.closing.revision}版 · 校验码 {self.closing.code}"

    @property
    def moment(self) -> datetime:
        """The time that a file carries: of the closing, so that all copies are the same, else of the making."""
        return self.closing.at if self.closing else self.made_at


@dataclass(frozen=True)
class Computed:
    """Everything that a report and a closing are made from: figures and branches of one committee and month."""

    committee: Committee
    month: Month
    found: FigureSet
    branches: Branches
    branch: PlaceRow | None = None

    @property
    def material(self) -> Material:
        """What tables are made from."""
        return Material(self.month, self.found, tuple(self.branches.shown(self.found)))


def computed(committee: Committee, month: Month, branch: PlaceRow | None = None) -> Computed:
    """Count all figures of ``month`` in ``committee``: one query for the branches, few for the numbers.

    What earlier months were closed with stands for what they would count today.
    """
    office = Office(committee)
    months = [month.plus(-1), month]
    wanted = [
        *asks(FIGURES, months, KEPT_SPANS),
        *asks([FIGURES[key] for key in content.TREND], month.back(content.TREND_MONTHS)),
        *(ask for relation in FIGURES.relations for ask in relation.asks(month)),
    ]
    found = compute(office, wanted, branch=branch.pk if branch else None)
    return Computed(
        committee, month, with_closed_months(found, committee, month), places_of(office, month), branch
    )


def report_of(committee: Committee, month: Month, branch: PlaceRow | None = None) -> Report:
    """Compute the report of an open month, for the whole committee or for one branch.

    Rights are the caller's to ask for: everything in the committee is counted.
    """
    return assembled(computed(committee, month, branch))


def assembled(base: Computed) -> Report:
    """Put the report together from what was counted."""
    committee, material, branch = base.committee, base.material, base.branch
    lines = lines_of(base.found, base.month)
    returns = texts_of(committee, base.month, branch)
    return Report(
        month=base.month,
        committee=committee.pk,
        reporter=branch.name if branch else committee.name,
        branch=branch,
        made_at=timezone.localtime(),
        lines=lines,
        tables=tuple(make(material) for _, _, make in TABLES),
        passages=passages_of(committee, base.month, lines, returns, branch),
        returns=returns,
        signatures=Signatures(
            committee.report_head,
            committee.report_checker,
            committee.report_preparer,
            committee.report_telephone,
        ),
        faults=tuple(
            f"{place}：{finding.words}" for place, finding in material.all_findings() if not finding.holds
        ),
    )
