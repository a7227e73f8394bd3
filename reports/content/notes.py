"""The notes below an official form: the relations between its lines, by their numbers, and how they came out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from core.figures import FIGURES, AtMost, Balance, Moment, Relation, Term
from reports.content.eight import PLANS
from reports.content.plans import Plan, Told, lines_in
from reports.material import Material

EXPLAINED = (
    "说明：人数、个数等为截至月末的时点数，没有本年累计；流入、离开等为本月发生数。"
    "占比的增减为百分点。“--”表示不适用。"
)
THIS_MONTH, SO_FAR = "A", "E"


@dataclass(frozen=True)
class Spot:
    """Where a term of a relation stands: form, line and column."""

    number: str
    line: int
    column: str


def notes_of(plan: Plan, material: Material) -> tuple[str, ...]:
    """Return what stands below the form of ``plan``: what its numbers are, what must hold, and whether it does."""
    mine = [relation for relation in FIGURES.relations if place_of(relation) is plan]
    findings = [found for relation in mine for found in material.findings(relation)]
    failed = [f"{place}：{finding.words}" for place, finding in findings if not finding.holds]
    if not findings:
        return (EXPLAINED, *relations_of(plan))
    verdict = f"{len(failed)} 项不符。" if failed else "全部相符。"
    checked = f"审核结果：共检查 {len(findings)} 项，{verdict}"
    return (EXPLAINED, *relations_of(plan), checked, *failed)


def relations_of(plan: Plan) -> list[str]:
    """Return the relations of ``plan`` in words of line numbers: those of one column together, then the others."""
    by_column: dict[str, list[str]] = {}
    between: list[str] = []
    for relation in FIGURES.relations:
        if place_of(relation) is not plan:
            continue
        spots = {term: _spot(term, plan) for term in relation.terms()}
        columns = {spot.column for spot in spots.values()}
        if len(columns) == 1 and {spot.number for spot in spots.values()} == {plan.number}:
            words = _told(relation, {term: str(spot.line) for term, spot in spots.items()})
            by_column.setdefault(columns.pop(), []).append(words)
        else:
            between.append(_told(relation, {term: _far(spot, plan) for term, spot in spots.items()}))
    lines = [f"审核关系（{column} 列，按行号）：{'；'.join(told)}" for column, told in by_column.items()]
    return [*lines, *([f"表间关系：{'；'.join(between)}"] if between else [])]


def place_of(relation: Relation) -> Plan:
    """Return the form below which a relation stands: the first that has all its terms, else that of its first term."""
    for plan in PLANS:
        known = _spots(plan)
        if all(_name(term) in known for term in relation.terms()):
            return plan
    return next(plan for plan in PLANS if _name(relation.terms()[0]) in _spots(plan))


def _spot(term: Term, plan: Plan) -> Spot:
    """Return where a term stands: in this form if it does, else where the figure has its place."""
    return next(spots[_name(term)] for each in (plan, *PLANS) if _name(term) in (spots := _spots(each)))


def _name(term: Term) -> tuple[str, Moment]:
    return term.figure.key, term.moment


@cache
def _spots(plan: Plan) -> Mapping[tuple[str, Moment], Spot]:
    return dict(_named_spots(plan))


def _named_spots(plan: Plan) -> Iterator[tuple[tuple[str, Moment], Spot]]:
    for _, lines in lines_in(plan):
        for line in lines:
            here, ever = (Spot(plan.number, line.number, column) for column in (THIS_MONTH, SO_FAR))
            if line.told is Told.OPENING:
                yield (line.figure.key, Moment.OPENING), here
                continue
            yield (line.figure.key, Moment.CLOSING), here
            yield (line.figure.key, Moment.DURING), here
            if not plan.shares:
                yield (line.figure.key, Moment.EVER), ever


def _far(spot: Spot, plan: Plan) -> str:
    column = "" if spot.column == THIS_MONTH else f" {spot.column} 列"
    return f"{'' if spot.number == plan.number else spot.number}第 {spot.line} 行{column}"


def _told(relation: Relation, names: dict[Term, str]) -> str:
    """Write a relation with ``names`` for its terms: ``6=1+2+3−4−5``, ``3≥4``."""
    match relation:
        case Balance():
            left = "+".join(names[term] for term in relation.end)
            right = "+".join(names[term] for term in (*relation.start, *relation.plus))
            return f"{left}={right}{''.join(f'−{names[term]}' for term in relation.minus)}"
        case AtMost():
            return f"{names[relation.large]}≥{names[relation.small]}"
    message = f"{relation.title}: a kind of relation that nothing writes down"
    raise TypeError(message)
