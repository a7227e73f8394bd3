"""Steps of repair: what they come to, how they are undone, and how rows are told in few characters."""

from __future__ import annotations

import re

import pytest

from spreadsheets.repairs.row_sets import read_rows, tell_rows
from spreadsheets.repairs.steps import Edit, Step, StepKind, effect_of, load_steps, store_steps


def step(kind: StepKind, rows: str, *, name: str = "", text: str = "") -> Step:
    return Step(kind, (Edit(name, (rows,), text),))


def test_rows_are_told_as_ranges() -> None:
    places = ["名册!7", "名册!3", "名册!4", "名册!5", "a!b!9"]
    assert tell_rows(places) == ["名册!3-5,7", "a!b!9"]
    assert read_rows(["名册!3-5,7", "a!b!9"]) == ["名册!3", "名册!4", "名册!5", "名册!7", "a!b!9"]


@pytest.mark.parametrize(
    "told",
    ["", "名册", "!3", "名册!", "名册!x", "名册!3-", "名册!5-3", "名册!1-9999999", "名册!1-200001", "名册!٣"],
)
def test_rows_that_nobody_told_are_refused(told: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(told)}$"):
        read_rows([told])


def test_the_last_word_counts() -> None:
    steps = [
        step(StepKind.REPAIR, "甲!2-3", name="branch", text="第一支部"),
        step(StepKind.REPAIR, "甲!3", name="branch", text="第二支部"),
        step(StepKind.REPAIR, "甲!3", name="sex", text="男"),
        step(StepKind.LEAVE_OUT, "甲!4", text="重复的行"),
    ]
    found = effect_of(steps)
    assert found.texts == {"甲!2": {"branch": "第一支部"}, "甲!3": {"branch": "第二支部", "sex": "男"}}
    assert found.left_out == {"甲!4": "重复的行"}
    assert effect_of(steps[:1]).texts == {"甲!2": {"branch": "第一支部"}, "甲!3": {"branch": "第一支部"}}


def test_what_is_put_back_is_as_if_nothing_had_been_done() -> None:
    steps = [
        step(StepKind.REPAIR, "甲!2", name="branch", text="第一支部"),
        step(StepKind.LEAVE_OUT, "甲!4", text="重复的行"),
        step(StepKind.PUT_BACK, "甲!2", name="branch"),
        step(StepKind.TAKE_IN, "甲!4"),
        step(StepKind.PUT_BACK, "甲!9", name="branch"),
    ]
    found = effect_of(steps)
    assert (found.texts, found.left_out, bool(found)) == ({}, {}, False)


def test_steps_are_stored_and_read_back() -> None:
    steps = [
        Step(StepKind.REPAIR, (Edit("branch", ("甲!2-9", "乙!3"), "第一支部"), Edit("sex", ("甲!2",), "男"))),
        step(StepKind.LEAVE_OUT, "甲!4", text="重复的行"),
    ]
    assert load_steps(store_steps(steps)) == steps
    assert store_steps([]) is None
    assert load_steps(None) == []
    assert [one.count for one in steps] == [10, 1]
