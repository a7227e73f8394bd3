"""Many suggestions of one meeting, a line for each: 在三号门加装充电桩 — 曾小红."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from django import forms
from django.utils import timezone

from branches.forms.organisation import THIRD, WHOLE, DayInput
from contributions.actions import Idea
from contributions.choices import SuggestionSource
from contributions.forms.records import RecordForm, area, people, with_branch
from contributions.models import Suggestion
from core.texts import clean_line
from members.models import Member
from members.names import clean_name, looks_like_name

MOST = 50
EXAMPLE = "在三号门加装充电桩 — 曾小红\n夜班班车延长到二十三点"
_PARTING = re.compile(r"\t|[—–]+|[|｜]|\s-+\s")
_WITH_BRANCH = re.compile(r"(.+?)[（(](.+?)[）)]")
_BULLET = re.compile(r"^(?:[-*•·]|\d{1,2}[.、．)）])\s*")


class CollectForm(RecordForm):
    """Day, source and branch once, then a line for each suggestion: the words, and behind a dash who said them."""

    permission = "contributions.add_suggestion"
    sections = {
        "会议": ({"handed_in_on": THIRD, "source": THIRD, "branch": THIRD},),
        "金点子": ({"lines": WHOLE},),
    }

    lines = forms.CharField(
        label="每行一条",
        max_length=20_000,
        widget=area(12),
        help_text=f"写成 建议 — 提出人，一次最多 {MOST} 条。提出人可以不写；名册里有同名的，写成 姓名（支部）。",
    )

    class Meta:
        model = Suggestion
        fields = ("handed_in_on", "source", "branch")
        labels = {"handed_in_on": "会议或征集日期", "branch": "由谁办理"}
        widgets = {"handed_in_on": DayInput}

    def narrow_choices(self) -> None:
        """A meeting of today is what is most often entered."""
        self.settle_place()
        self.fields["handed_in_on"].initial = timezone.localdate
        self.fields["source"].initial = SuggestionSource.MEETING
        self.fields["lines"].widget.attrs["placeholder"] = EXAMPLE

    def clean_lines(self) -> list[Idea]:
        """Take the lines apart and find who is meant; all that is unclear is told with the number of its line."""
        rows = [_BULLET.sub("", line.strip()) for line in self.cleaned_data["lines"].splitlines()]
        rows = [row for row in rows if row]
        if not rows:
            raise forms.ValidationError("请至少写一条金点子。")
        if len(rows) > MOST:
            raise forms.ValidationError(f"一次最多 {MOST} 条，现在有 {len(rows)} 条，请分几次登记。")
        known = _by_name(people(self.by))
        ideas, faults = [], []
        for order, row in enumerate(rows, start=1):
            try:
                ideas.append(_idea(row, known))
            except forms.ValidationError as unclear:
                faults += [f"第 {order} 条：{sentence}" for sentence in unclear.messages]
        if faults:
            raise forms.ValidationError(faults)
        return ideas


def _by_name(members: Any) -> dict[str, list[Member]]:  # noqa: ANN401  a QuerySet of members
    known = defaultdict(list)
    for member in members:
        known[member.name].append(member)
    return known


def _idea(row: str, known: dict[str, list[Member]]) -> Idea:
    """Return the idea of one line; what stands behind the last dash is a person if it is like a name."""
    title, who = _parted(row)
    match = _WITH_BRANCH.fullmatch(who)
    name, place = (clean_name(match[1]), match[2]) if match else (clean_name(who), "")
    if name not in known and not looks_like_name(name):
        return Idea(clean_line(row))
    meant = [m for m in known.get(name, []) if place in {"", m.branch.short_name, m.branch.name}]
    if len(meant) > 1:
        raise forms.ValidationError(_which(name, meant))
    return Idea(title, meant[0] if meant else None, "" if meant else who)


def _parted(row: str) -> tuple[str, str]:
    """Return what stands before and behind the last dash."""
    dashes = list(_PARTING.finditer(row))
    if not dashes:
        return row, ""
    return clean_line(row[: dashes[-1].start()]), clean_line(row[dashes[-1].end() :])


def _which(name: str, meant: list[Member]) -> str:
    if len({member.branch_id for member in meant}) == 1:
        return f"名册里有 {len(meant)} 位{name}，请先不写姓名，登记后在页面上选择。"
    places = "、".join(with_branch(member) for member in meant)
    return f"名册里有 {len(meant)} 位{name}，请写明是哪一位：{places}。"
