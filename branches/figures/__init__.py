"""The figures of the organisation: branches, enterprises and how far they are covered, partnerships."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from branches.models import (
    Branch,
    BranchQuerySet,
    Enterprise,
    EnterpriseQuerySet,
    Ownership,
    Partnership,
    PartnershipQuerySet,
)
from core.figures import FIGURES, AtMost, Base, Places, Share, StockFigure, Term
from core.periods import Period


def _is_covered(period: Period) -> Q:
    branch = Branch.objects.filter(BranchQuerySet.on_condition(period.last), pk=OuterRef("covered_by"))
    return Q(Exists(branch))


BRANCHES = StockFigure(
    "branches.branches",
    "党支部",
    unit="个",
    base=Base(Branch, branch="", table="branches.figures.tables.BranchRows", related=("committee", "host")),
    on=BranchQuerySet.on_condition,
    definition="截至当日已成立且未撤销的党支部个数；没有登记成立日期的，视为一直存在。",
)
ENTERPRISES = StockFigure(
    "branches.enterprises",
    "园区企业",
    unit="家",
    base=Base(
        Enterprise,
        branch="covered_by",
        table="branches.figures.tables.EnterpriseRows",
        related=("covered_by",),
    ),
    on=EnterpriseQuerySet.on_condition,
    definition="截至当日已入园且未离园的企业家数；分支部时按联系支部计算。",
)
NON_PUBLIC = ENTERPRISES.where(
    "branches.non_public",
    "非公企业",
    Q(ownership=Ownership.NON_PUBLIC),
    definition="园区企业中所有制为“非公有制企业”的家数；分支部时按联系支部计算。",
)
COVERED = NON_PUBLIC.where(
    "branches.covered",
    "有联系支部的非公企业",
    _is_covered,
    definition="非公企业中已明确联系支部、且该支部当日存在的家数。",
)
COVERAGE = Share(
    "branches.coverage",
    "非公企业覆盖率",
    part=COVERED,
    whole=NON_PUBLIC,
    for_branches=False,
    definition="有联系支部的非公企业家数除以非公企业家数；只按全党委计算。",
)
PARTNERSHIPS = StockFigure(
    "branches.partnerships",
    "党建共建",
    unit="个",
    base=Base(Partnership, branch=None, table="branches.figures.tables.PartnershipRows"),
    on=PartnershipQuerySet.on_condition,
    definition="截至当日已开始且未结束的共建党组织个数；只按全党委计算。",
)

FIGURES.places = Places(Branch, on=BranchQuerySet.on_condition, owner="committee")
FIGURES.register(BRANCHES, ENTERPRISES, NON_PUBLIC, COVERED, COVERAGE, PARTNERSHIPS)
FIGURES.relate(
    AtMost("非公企业不多于园区企业", Term(NON_PUBLIC), Term(ENTERPRISES)),
    AtMost("有联系支部的非公企业不多于非公企业", Term(COVERED), Term(NON_PUBLIC)),
)
