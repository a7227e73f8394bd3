"""Relations between figures are checked and told in sentences."""

from __future__ import annotations

from accounts.system import COMMAND_LINE
from branches.models import Branch
from core.figures import FIGURES, AtMost, Finding, Term, compute
from core.periods import Month
from tests.stays import fill, person, stay

MARCH = Month(2024, 3)


def findings(place: int | None = None) -> dict[str, Finding]:
    wanted = [ask for relation in FIGURES.relations for ask in relation.asks(MARCH)]
    numbers = compute(COMMAND_LINE, wanted)
    return {
        relation.title: relation.check(numbers, MARCH, place) if place else relation.check(numbers, MARCH)
        for relation in FIGURES.relations
    }


def test_a_sound_register_meets_every_relation(branch_one: Branch, branch_two: Branch) -> None:
    fill(branch_one, branch_two)
    assert [title for title, finding in findings().items() if not finding.holds] == []
    assert findings()["增减平衡"].words == (
        "月初管理流动党员 4 + 本月流入 4 + 本月支部间调入 1 − 本月离开 2 − 本月支部间调出 1 = 6，"
        "与月末管理流动党员 6 相符。"
    )
    for branch in (branch_one, branch_two):
        assert findings(branch.pk)["增减平衡"].holds


def test_a_move_that_leads_nowhere_is_told(branch_one: Branch) -> None:
    stay(person(branch_one, "断线"), branch_one, "2024-01-20", "2024-03-08", "moved")
    finding = findings()["调入等于调出"]
    assert not finding.holds
    assert finding.words == "本月支部间调入 0 = 0，与本月支部间调出 1 不符，相差 1，请核对。"


def test_a_part_larger_than_its_whole_is_told(branch_one: Branch, branch_two: Branch) -> None:
    fill(branch_one, branch_two)
    two_new, managed = FIGURES.counted("members.two_new"), FIGURES.counted("members.managed")
    wrong = AtMost("颠倒", Term(managed), Term(two_new))
    finding = wrong.check(compute(COMMAND_LINE, wrong.asks(MARCH)), MARCH)
    assert finding == Finding(
        holds=False, words="月末管理流动党员 6 多于月末来自“两企三新”的流动党员 2，请核对。"
    )
